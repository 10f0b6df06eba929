"""`accept` looks up the reason of a cell in the article's words, or says what is missing; it never invents one."""

import csv
import re
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from legitimate_targets.checks.loading import load
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.curation.accept import accept
from legitimate_targets.curation.draft import Draft, anchor_draft, read_draft
from legitimate_targets.curation.draft_evidence import complete
from legitimate_targets.datapackage.package import find
from legitimate_targets.suggest.batch import Settings, write_drafts
from tests.support.paths import ROOT, SIXTH
from tests.support.writers import state

ARTICLE = """Minister warns of a long winter

The minister warned on Sunday that the winter would be long. “We are ready,” Ann Doe warned.

Ann Doe, the deputy minister, said little else. “Nobody asked,” she said. Bo Roe, the deputy minister, left.
"""
TABLES = read_plan(find(ROOT)).tables
KNOWN = frozenset(("actors", name) for name in load("actors")["actor_id"])
Rows = list[dict[str, str]]


def read(folder: Path, table: str) -> Rows:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(folder: Path, table: str, rows: Rows) -> None:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def change(folder: Path, table: str, number: int = 0, **cells: str) -> None:
    rows = read(folder, table)
    rows[number] |= cells
    write(folder, table, rows)


def without_evidence(folder: Path, table: str, field: str) -> None:
    rows = read(folder, "evidence")
    write(folder, "evidence", [row for row in rows if (row["table"], row["field"]) != (table, field)])


def completed(folder: Path) -> Draft:
    """Return a draft as `accept` completes it, before the package is asked."""
    draft = read_draft(folder, TABLES)
    anchor_draft(draft)
    complete(draft, TABLES, KNOWN)
    return draft


def reasons(draft: Draft, table: str, field: str, row_id: str | None = None) -> list[tuple[str | None, str]]:
    """Return the basis and the words of each reason of a column, or of one cell of it."""
    found = [
        each.cells for each in draft.of("evidence") if (each.cells["table"], each.cells["field"]) == (table, field)
    ]
    found = [cells for cells in found if row_id in (None, cells["row_id"])]
    return [(cells["basis"], draft.text[int(cells["start"] or 0) : int(cells["end"] or 0)]) for cells in found]


def said(draft: Draft) -> list[str]:
    return [f"{Path(each.path).name}:{each.line}: {each.sentence()} [{each.rule}]" for each in draft.problems]


@pytest.fixture(scope="module")
def suggested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    (out / "winter.txt").write_text(ARTICLE, "utf-8")
    list(write_drafts([out / "winter.txt", SIXTH], Settings(out / "draft", None, False), 1))
    return out / "draft"


@pytest.fixture
def folder(suggested: Path, tmp_path: Path) -> Path:
    """Return a draft of an article with two quotes, the first of which says `warned` of its speaker."""
    shutil.copytree(suggested / "winter", tmp_path / "winter")
    return tmp_path / "winter"


@pytest.fixture
def quotes(folder: Path) -> Iterator[Rows]:
    yield read(folder, "quotes")


def test_a_draft_as_suggested_needs_no_reason(folder: Path) -> None:
    assert completed(folder).problems == []


def test_a_cue_without_a_reason_is_found_where_it_is_nearest_to_its_quote(folder: Path, quotes: Rows) -> None:
    assert [row["text"] for row in quotes] == ["We are ready,", "Nobody asked,"]
    without_evidence(folder, "quotes", "cue")
    change(folder, "quotes", 0, cue="warned")
    change(folder, "quotes", 1, cue="said")
    draft = completed(folder)
    assert (said(draft), reasons(draft, "quotes", "cue")) == ([], [("verbatim", "warned"), ("verbatim", "said")])
    starts = [int(row.cells["start"] or 0) for row in draft.of("evidence") if row.cells["field"] == "cue"]
    assert starts == [ARTICLE.rindex("warned"), ARTICLE.rindex("said")]


def test_a_cue_is_found_as_a_whole_word_only(folder: Path) -> None:
    without_evidence(folder, "quotes", "cue")
    change(folder, "quotes", 0, cue="warn")
    (line,) = said(completed(folder))
    assert line.startswith("quotes.csv:2: cue: has no reason in evidence.csv, and the text does not have it word for ")


def test_what_is_missing_is_said_with_file_line_column_and_what_to_write(folder: Path) -> None:
    change(folder, "utterances", 1, said_on="2025-09-07")
    row_id = read(folder, "utterances")[1]["utterance_id"]
    source = read(folder, "sources")[0]["source_id"]
    assert said(completed(folder)) == [
        "utterances.csv:3: said_on: has no reason in evidence.csv, and the text does not have it word for word; add a "
        f"row there: table utterances, row_id {row_id}, field said_on, reason 1, basis normalised or inferred, "
        f"source_id {source}, and the article's words that show it in a column find (2025-09-07) [accept.reason]"
    ]


def test_the_reason_that_a_message_asks_for_is_accepted(folder: Path) -> None:
    change(folder, "utterances", 1, said_on="2025-09-07")
    (line,) = said(completed(folder))
    asked = dict(re.findall(r"(table|row_id|field|reason|source_id) (\S+?),", line.partition("row there: ")[2]))
    write(folder, "evidence", [*read(folder, "evidence"), {**asked, "basis": "inferred", "find": "on Sunday"}])
    draft = completed(folder)
    assert (said(draft), reasons(draft, "utterances", "said_on")) == ([], [("inferred", "on Sunday")])


def test_words_that_occur_several_times_need_the_number_of_their_place(folder: Path) -> None:
    new = {"table": "utterances", "row_id": read(folder, "utterances")[0]["utterance_id"], "field": "said_on"}
    new |= {"reason": "1", "basis": "inferred", "source_id": read(folder, "sources")[0]["source_id"]}
    write(folder, "evidence", [*read(folder, "evidence"), {**new, "find": "minister"}])
    draft = read_draft(folder, TABLES)
    anchor_draft(draft)
    (line,) = said(draft)
    assert "find: occurs 3 times in the text, say which in a column occurrence: 1 at 37-45" in line
    change(folder, "evidence", -1, occurrence="2")
    change(folder, "utterances", 0, said_on="2025-09-07")
    assert reasons(completed(folder), "utterances", "said_on") == [("inferred", "minister")]


def test_verbatim_evidence_moves_to_the_words_of_a_corrected_cell(folder: Path) -> None:
    change(folder, "quotes", 1, cue="asked")
    draft = completed(folder)
    row_id = read(folder, "quotes")[1]["quote_id"]
    assert (said(draft), reasons(draft, "quotes", "cue", row_id)) == ([], [("verbatim", "asked")])


def test_verbatim_evidence_of_words_that_the_text_does_not_have_is_refused_and_not_called_inferred(
    folder: Path,
) -> None:
    change(folder, "quotes", 1, cue="shouted")
    (line,) = said(completed(folder))
    assert re.fullmatch(
        r"quotes\.csv:3: cue: is not in the text word for word, and its reason is verbatim \(evidence\.csv:[0-9]+\): "
        r"correct the cell, or give that reason another basis \(shouted\) \[accept\.reason\]",
        line,
    )


CODES: dict[str, tuple[str, dict[str, str]]] = {
    "a code is no word of the text": ("measures", {"measure_id": "long-winter", "unit": "minister"}),
    "an id is no word of the text": ("events", {"event_id": "long-winter", "parent_id": "winter", "actor_id": ""}),
}


@pytest.mark.parametrize("name", CODES)
def test_a_code_or_an_id_is_never_looked_up(name: str, folder: Path) -> None:
    """The text has both values as words; a reader has to say what shows them."""
    table, cells = CODES[name]
    blank = dict.fromkeys(TABLES[table].columns, "")
    write(folder, table, [{**blank, **cells}, {**blank, TABLES[table].primary_key[0]: "winter"}])
    (line,) = said(completed(folder))
    assert re.search(r"(unit|parent_id): has no reason in evidence\.csv; add a row there", line)


def test_words_in_several_places_are_refused_where_the_row_is_in_none(folder: Path) -> None:
    blank = dict.fromkeys(TABLES["events"].columns, "")
    write(folder, "events", [{**blank, "event_id": "a", "target": "deputy minister"}])
    (line,) = said(completed(folder))
    assert "target: has no reason in evidence.csv, and the text has it in 2 places; add" in line
    assert line.endswith("and which of the places is meant in a column occurrence (deputy minister) [accept.reason]")
    write(folder, "events", [{**blank, "event_id": "a", "target": "winter would be long"}])
    assert reasons(completed(folder), "events", "target") == [("verbatim", "winter would be long")]


def test_a_role_is_found_nearest_to_the_name_of_its_actor(folder: Path) -> None:
    actors = {row["actor_id"]: number for number, row in enumerate(read(folder, "actors"))}
    without_evidence(folder, "actors", "role")
    change(folder, "actors", actors["ann-doe"], role="deputy minister")
    draft = completed(folder)
    (found,) = [row.cells["start"] for row in draft.of("evidence") if row.cells["row_id"] == "ann-doe"]
    assert (said(draft), found) == ([], str(ARTICLE.index("deputy minister")))


def test_a_new_speaker_whose_name_the_text_does_not_print_needs_a_reason(folder: Path) -> None:
    actors = read(folder, "actors")
    write(folder, "actors", [*actors, {**dict.fromkeys(actors[0], ""), "actor_id": "spokesman", "name": "Spokesman"}])
    change(folder, "quotes", 1, speaker_id="spokesman")
    (line,) = said(completed(folder))
    assert "speaker_id: has no reason in evidence.csv, and the text has none of the names that names.csv gives" in line


def test_a_quote_that_a_person_adds_keeps_its_reason_and_gets_its_way(folder: Path) -> None:
    blank = dict.fromkeys(TABLES["quotes"].columns, "")
    new = {"quote_id": "Q009", "text": "a long winter", "speaker_id": "ann-doe", "source_id": "S005"}
    write(folder, "quotes", [*read(folder, "quotes"), {**blank, **new}])
    reason = {"table": "quotes", "row_id": "Q009", "field": "speaker_id", "reason": "1", "basis": "inferred"}
    write(folder, "evidence", [*read(folder, "evidence"), {**reason, "source_id": "S005", "find": "The minister"}])
    draft = completed(folder)
    assert (said(draft), reasons(draft, "quotes", "speaker_id", "Q009")) == ([], [("inferred", "The minister")])
    assert [hop.cells["role"] for hop in draft.of("attributions") if hop.cells["row_id"] == "Q009"] == [
        "speaker",
        "publisher",
    ]


@pytest.mark.parametrize("article", ["winter", "sixth"])
@pytest.mark.parametrize("damage", ["none", "no evidence of cues", "cues exchanged"])
def test_every_verbatim_reason_has_the_hash_of_its_cell(
    article: str, damage: str, suggested: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(suggested / article, tmp_path / article)
    if damage == "no evidence of cues":
        without_evidence(folder, "quotes", "cue")
    if damage == "cues exchanged":
        rows = read(folder, "quotes")
        cues = [row["cue"] for row in rows if row["cue"]]
        for row, cue in zip([row for row in rows if row["cue"]], reversed(cues), strict=True):
            row["cue"] = cue
        write(folder, "quotes", rows)
    draft = completed(folder)
    cells = {(row.table.name, row.id): row.cells for row in draft.rows}
    verbatim = [row.cells for row in draft.of("evidence") if row.cells["basis"] == "verbatim"]
    assert said(draft) == []
    assert verbatim
    for reason in verbatim:
        cell = cells[reason["table"] or "", reason["row_id"]][reason["field"] or ""] or ""
        assert reason["sha256"] == sha256(cell.encode("utf-8")).hexdigest()


def test_a_draft_without_a_reason_is_refused(folder: Path, package_copy: Path) -> None:
    change(folder, "utterances", 0, said_on="2025-09-07")
    before = state(package_copy)
    found = accept(folder, find(package_copy))
    assert [problem.rule for problem in found.problems] == ["accept.reason"]
    assert (found.added, state(package_copy)) == ({}, before)
