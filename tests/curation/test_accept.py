"""The rows of a draft are accepted whole and valid, with new ids, or not at all."""

import csv
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from legitimate_targets.checks.ids import next_id
from legitimate_targets.checks.loading import load
from legitimate_targets.curation.accept import Acceptance, accept
from legitimate_targets.curation.install import install
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import CannotWrite, PackageError
from legitimate_targets.suggest.batch import Settings, write_drafts
from legitimate_targets.validation.validate_package import validate
from tests.support.paths import ROOT, SIXTH

Rows = list[dict[str, str]]


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def copied(package: Path, target: Path) -> Path:
    for name in ("data", "schemas"):
        shutil.copytree(package / name, target / name)
    shutil.copy(package / "datapackage.json", target)
    return target


def edit(folder: Path, table: str, change: Callable[[Rows], Rows]) -> None:
    """Change the rows of one table as a person does in a spreadsheet, which ends its lines with CR LF."""
    path = folder / f"{table}.csv"
    rows = read(path)
    columns = path.read_text("utf-8").split("\n", 1)[0].split(",")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(change(rows))


def with_cells(**cells: str) -> Callable[[Rows], Rows]:
    """Return a change that fills these cells of every row if they are empty."""
    return lambda rows: [{**row, **{name: row[name] or cell for name, cell in cells.items()}} for row in rows]


@pytest.fixture(scope="module")
def suggested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("draft")
    list(write_drafts([SIXTH], Settings(out, None, False), 1))
    return out


def finished(suggested: Path, target: Path) -> Path:
    """Return the draft of the made-up article with the cells filled in that only a person can decide."""
    folder = target / "sixth"
    shutil.copytree(suggested / "sixth", folder)
    edit(folder, "actors", with_cells(side="other", actor_type="organisation"))
    edit(folder, "utterances", with_cells(speech_act="assertion", gist="Made up"))
    edit(folder, "figures", lambda rows: [row for row in rows if row["figure_id"] != "F002"])
    edit(folder, "quotes", changed("Q001", speaker_id="putin", utterance_id="legitimate-targets"))
    return folder


def changed(row_id: str, **cells: str) -> Callable[[Rows], Rows]:
    """Return a change of some cells of the row with that id."""
    return lambda rows: [{**row, **cells} if next(iter(row.values())) == row_id else row for row in rows]


@pytest.fixture
def draft(suggested: Path, tmp_path: Path) -> Path:
    return finished(suggested, tmp_path / "draft")


@pytest.fixture(scope="module")
def done(suggested: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a package that has accepted the made-up article."""
    target = tmp_path_factory.mktemp("done")
    package = copied(ROOT, target / "package")
    assert accepted(finished(suggested, target), package).problems == []
    return package


def accepted(draft: Path, package: Path, *wanted: str) -> Acceptance:
    return accept(draft, find(package), wanted)


def state(package: Path) -> dict[str, bytes]:
    return {str(path.relative_to(package)): path.read_bytes() for path in sorted(package.rglob("*")) if path.is_file()}


def test_accepted_rows_can_be_loaded_and_change_no_others(done: Path) -> None:
    assert validate(done) == []
    assert load("sources", package=done).filter(source_id="S005")["file_name"].to_list() == ["sixth.txt"]
    quotes = load("quotes", package=done).filter(source_id="S005")
    first = int(next_id(find(ROOT), "quotes").removeprefix("Q"))
    assert quotes["quote_id"].to_list() == [f"Q{number:03}" for number in range(first, first + 6)]
    assert quotes["text"][2] == "Whoever sends soldiers while the guns are firing must know what follows,"
    for name in ("quotes", "figures", "names", "evidence", "attributions"):
        others = pl.col("source_id") != "S005"
        assert load(name, package=done).filter(others).equals(load(name, package=ROOT).filter(others))


def test_accepted_rows_agree_with_the_texts(draft: Path, package_copy: Path, texts: Path, tmp_path: Path) -> None:
    together = tmp_path / "texts"
    shutil.copytree(texts, together)
    shutil.copy(SIXTH, together)
    assert accept(draft, find(package_copy), texts=texts).problems == []
    assert validate(package_copy, together) == []


def test_derived_tables_and_codebook_are_written_again(done: Path) -> None:
    for name in ("derived/ranges.csv", "README.md"):
        assert (done / "data" / name).read_bytes() != (ROOT / "data" / name).read_bytes()


def test_accepting_twice_adds_nothing(draft: Path, done: Path) -> None:
    once = state(done)
    assert accepted(draft, done) == Acceptance()
    assert state(done) == once


def test_rows_accepted_in_parts_give_the_same_package(draft: Path, package_copy: Path, done: Path) -> None:
    assert accepted(draft, package_copy, "quotes:Q001,Q002", "figures:F001").problems == []
    assert load("quotes", package=package_copy).filter(source_id="S005").height == 2
    assert accepted(draft, package_copy).problems == []
    assert load("quotes", package=package_copy).equals(load("quotes", package=done))


def test_a_changed_speaker_changes_the_attribution_chain_and_the_evidence(done: Path) -> None:
    first = next_id(find(ROOT), "quotes")
    way = load("attributions", package=done).filter(row_id=first, hop=1)
    proof = load("evidence", package=done).filter(row_id=first, field="speaker_id")
    text = SIXTH.read_text("utf-8")
    assert way["actor_id"].to_list() == ["putin"]
    assert [text[start:end] for start, end in proof.select("start", "end").iter_rows()] == ["Vladimir Putin"]


def test_a_figure_counts_what_its_new_measure_counts(suggested: Path, package_copy: Path, tmp_path: Path) -> None:
    folder = finished(suggested, tmp_path / "draft")
    shutil.copy(suggested / "sixth" / "figures.csv", folder)
    edit(folder, "measures", with_cells(label="Days of repair", topic="duration", counted="time", predicate="lasted"))
    edit(folder, "measures", lambda rows: [{**row, "unit": "count"} for row in rows])
    assert accepted(folder, package_copy).problems == []
    figure = load("figures", package=package_copy).filter(text="about 15 days")
    assert figure.select("counted", "predicate").row(0) == ("time", "lasted")


def test_words_that_a_person_shortened_are_found_again(draft: Path, package_copy: Path) -> None:
    shorter = {"text": "40 settlements", "start": "", "end": "", "low": "", "qualifier": "exact"}
    edit(draft, "figures", changed("F001", **shorter))
    assert accepted(draft, package_copy).problems == []
    figure = load("figures", package=package_copy).filter(source_id="S005")[0]
    assert SIXTH.read_text("utf-8")[figure["start"][0] : figure["end"][0]] == "40 settlements"


def test_a_person_may_add_claims_and_reports(draft: Path, package_copy: Path) -> None:
    claim = dict.fromkeys(load("claims").columns, "")
    claim |= {"claim_id": "made-up-claim", "gist": "A made-up claim", "claim_type": "state", "topic": "war"}
    report = dict.fromkeys(load("reports").columns, "")
    report |= {"report_id": "R001", "claim_id": "made-up-claim", "source_id": "S005", "start": "452", "end": "500"}
    report |= {"factuality": "CT+", "status": "asserted", "position": "body"}
    for name, row in (("claims", claim), ("reports", report)):
        with (draft / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, list(row)).writeheader()
            csv.DictWriter(file, list(row)).writerow(row)
    assert accepted(draft, package_copy).problems == []
    assert load("reports", package=package_copy)["report_id"][-1] == next_id(find(ROOT), "reports")


FAULTS: dict[str, tuple[str, Callable[[Rows], Rows], str]] = {
    "empty_required_cell": ("utterances", lambda rows: [{**row, "gist": ""} for row in rows], "gist: is empty"),
    "unknown_code": ("quotes", lambda rows: [{**row, "kind": "speech"} for row in rows], "kind: is not one of"),
    "unknown_actor": ("quotes", lambda rows: [{**row, "speaker_id": "nobody"} for row in rows], "speaker_id: is not in actors"),
    "words_not_in_the_text": ("quotes", lambda rows: [{**row, "text": "Not so"} for row in rows], "is not what the text has there"),
    "span_outside": ("figures", lambda rows: [{**row, "end": "99999"} for row in rows], "is not a span of the text"),
    "changed_known_actor": ("actors", lambda rows: [{**row, "country": "NO"} for row in rows], "change it there"),
    "cell_without_a_reason": ("utterances", lambda rows: [{**row, "said_on": "2025-09-08"} for row in rows], "said_on: has no reason in evidence.csv"),
    "unusable_bytes": ("quotes", lambda rows: [{**row, "cue": "a\rb"} for row in rows], "carriage return"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_draft_with_a_fault_is_refused_whole_and_the_fault_has_its_place(
    name: str, draft: Path, package_copy: Path
) -> None:
    table, change, message = FAULTS[name]
    edit(draft, table, change)
    before = state(package_copy)
    problems = accepted(draft, package_copy).problems
    assert any(message in str(problem) and problem.path == str(draft / f"{table}.csv") for problem in problems)
    assert state(package_copy) == before


@pytest.mark.parametrize("wanted", ["quotes:Q999", "no_table", "quotes:"])
def test_requesting_rows_that_the_draft_does_not_have_is_an_error(wanted: str, draft: Path, package_copy: Path) -> None:
    with pytest.raises(PackageError, match="--rows"):
        accepted(draft, package_copy, wanted)


def test_a_folder_without_a_draft_is_an_error(tmp_path: Path, package_copy: Path) -> None:
    with pytest.raises(PackageError, match="is not a draft"):
        accepted(tmp_path, package_copy)


def test_a_draft_without_its_text_is_an_error(draft: Path, package_copy: Path) -> None:
    (draft / "sixth.txt").unlink()
    with pytest.raises(PackageError, match=r"sixth\.txt"):
        accepted(draft, package_copy)


def test_a_file_outside_of_data_cannot_be_installed(package_copy: Path) -> None:
    before = state(package_copy)
    with pytest.raises(CannotWrite, match=r"schemas/quotes\.json: is not in data/"):
        install(find(package_copy), {"schemas/quotes.json": b"{}"})
    assert state(package_copy) == before


def test_several_articles_are_accepted_together(draft: Path, package_copy: Path, tmp_path: Path) -> None:
    second = tmp_path / "seventh.txt"
    second.write_text("A headline of some words\n\nReuters reported that 26 countries met in Dale.", "utf-8")
    list(write_drafts([second], Settings(draft.parent, None, False), 1))
    assert accepted(draft.parent, package_copy).problems == []
    assert load("sources", package=package_copy)["source_id"].to_list()[-2:] == ["S005", "S006"]


def test_the_command_exits_with_1_and_writes_nothing_if_the_draft_has_faults(
    suggested: Path, package_copy: Path
) -> None:
    before = state(package_copy)
    command = [sys.executable, "-m", "legitimate_targets", "accept", str(suggested), "--package", str(package_copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "gist: is empty" in done.stdout
    assert state(package_copy) == before
