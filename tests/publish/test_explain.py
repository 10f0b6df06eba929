"""`explain` prints a row with every cell, its evidence and its hops, and with the words if the texts are there."""

import re
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from legitimate_targets.__main__ import main
from legitimate_targets.articles.read import read_articles
from legitimate_targets.articles.words import AROUND, forms, in_context
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.commands.explain import command
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from legitimate_targets.publish.explain import Explanation, explain, lines, table_of_row
from legitimate_targets.publish.row_key import keys
from legitimate_targets.publish.standing import HELD, NAMED, NOT_COMPARED, PROVEN, SAID
from legitimate_targets.tables.model import Table
from tests.support.deriving import tables


@pytest.fixture(scope="module")
def schemas(root: Path) -> dict[str, Table]:
    return dict(read_plan(find(root)).tables)


def explained(schemas: dict[str, Table], table: str, row: str) -> Explanation:
    return explain(schemas, tables(), table, row)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_every_cell_is_shown_in_the_order_of_the_schema(schemas: dict[str, Table]) -> None:
    for name in ("quotes", "figures", "reports", "sources", "vocabulary"):
        row = keys(schemas[name], tables()[name])[0]
        cells = explained(schemas, name, row).cells
        assert [cell.column for cell in cells] == list(schemas[name].columns)


def test_every_cell_that_needs_evidence_is_shown_with_it(schemas: dict[str, Table]) -> None:
    for row in keys(schemas["figures"], tables()["figures"]):
        for cell in explained(schemas, "figures", row).cells:
            required = schemas["figures"].field(cell.column).evidence and cell.value is not None
            assert bool(cell.reasons) == required, (row, cell.column)


def test_a_cell_shows_source_place_and_basis(schemas: dict[str, Table]) -> None:
    cells = {cell.column: cell for cell in explained(schemas, "figures", "F017").cells}
    (reason,) = cells["claimant_id"].reasons
    assert (cells["claimant_id"].value, str(reason.place), reason.basis) == ("reuters", "S001 5614-5621", "normalised")


def test_an_external_reason_shows_its_page(schemas: dict[str, Table]) -> None:
    external = tables()["evidence"].filter(tables()["evidence"]["basis"] == "external").row(0, named=True)
    cells = explained(schemas, external["table"], external["row_id"]).cells
    pages = [reason.page for cell in cells if cell.column == external["field"] for reason in cell.reasons]
    assert external["page"] in pages
    assert external["page"] in "\n".join(lines(explained(schemas, external["table"], external["row_id"])))


def test_hops_are_shown_from_the_origin_to_the_article(schemas: dict[str, Table]) -> None:
    way = explained(schemas, "figures", "F017").way
    assert [(hop.number, hop.actor, hop.role) for hop in way] == [
        ("1", "reuters", "calculation"),
        ("2", "deutsche-welle", "relay"),
        ("3", None, "publisher"),
    ]


def test_an_inferred_hop_is_called_so(schemas: dict[str, Table]) -> None:
    assert "hop 2: rheinische-post, addressee, inferred" in lines(explained(schemas, "quotes", "Q020"))


def test_the_discrepancies_of_a_row_are_named(schemas: dict[str, Table]) -> None:
    assert explained(schemas, "figures", "F016").discrepancies == ["value-conflict-distance-of-ryazan-from-moscow"]


def test_an_empty_cell_is_called_empty_and_has_no_reason(schemas: dict[str, Table]) -> None:
    printed = list(lines(explained(schemas, "quotes", "Q003")))
    assert "medium_id: (empty)" in printed
    assert printed[printed.index("medium_id: (empty)") + 1] == "joined_to: (empty)"


def standings(schemas: dict[str, Table], table: str, row: str, texts: Path | None = None) -> dict[str, str | None]:
    """Return the standing of each cell of a row."""
    words = None if texts is None else read_articles(tables()["sources"], texts)
    return {cell.column: cell.standing for cell in explain(schemas, tables(), table, row, words).cells}


def test_a_verbatim_cell_and_the_text_of_a_span_are_proven(schemas: dict[str, Table]) -> None:
    assert standings(schemas, "sources", "S003")["headline"] == PROVEN
    found = standings(schemas, "quotes", "Q014")
    assert (found["text"], found["cue"], found["speaker_id"], found["start"]) == (PROVEN, PROVEN, HELD, HELD)
    assert (found["kind"], found["joined_to"]) == (SAID, None)


def test_a_verbatim_cell_that_is_not_its_words_is_not_called_proven(schemas: dict[str, Table]) -> None:
    frames = {**tables(), "sources": tables()["sources"].with_columns(headline=pl.lit("Putin eats a sandwich"))}
    found = {cell.column: cell.standing for cell in explain(schemas, frames, "sources", "S003").cells}
    assert found["headline"] == SAID


def test_an_actor_is_held_only_by_a_name_that_is_in_the_table_names(schemas: dict[str, Table]) -> None:
    assert standings(schemas, "reports", "R139")["claimant_id"] == HELD
    assert standings(schemas, "reports", "R138")["claimant_id"] == SAID


def test_a_day_is_held_by_words_that_name_it(schemas: dict[str, Table], texts: Path) -> None:
    assert standings(schemas, "utterances", "legitimate-targets")["said_on"] == NOT_COMPARED
    assert standings(schemas, "utterances", "legitimate-targets", texts)["said_on"] == HELD
    assert standings(schemas, "events", "putin-earlier-in-the-week", texts)["starts_on"] == SAID


def test_the_cells_of_a_derived_table_are_held(schemas: dict[str, Table]) -> None:
    row = keys(schemas["ranges"], tables()["ranges"])[0]
    assert {*standings(schemas, "ranges", row).values()} <= {HELD, None}


def test_the_columns_of_actors_that_are_held_are_those_of_the_rule(root: Path) -> None:
    sql = (root / "schemas" / "across" / "evidence_names_actor.sql").read_text()
    found = re.findall(r"SELECT '(\w+)' AS \"table\", line, '(\w+)' AS field", sql)
    assert (len(found), {*found}) == (len(NAMED), NAMED)


def test_the_standing_is_printed_after_the_cell() -> None:
    printed = run("sources", "S003").stdout
    assert "\nbyline: J. Mansour [proven]\n" in printed
    assert "\nlanguage: en [said by a coder]\n" in printed
    assert "\nsource_id: S003\n" in printed


def test_a_key_of_several_columns_is_joined_by_slashes(schemas: dict[str, Table]) -> None:
    values = [cell.value for cell in explained(schemas, "vocabulary", "scope/foreign").cells]
    assert values[:2] == ["scope", "foreign"]


@pytest.mark.parametrize(
    ("row", "table"), [("Q014", "quotes"), ("R001", "reports"), ("S003", "sources"), ("coalition-members", "measures")]
)
def test_a_key_names_its_table(schemas: dict[str, Table], row: str, table: str) -> None:
    assert table_of_row(schemas, tables(), row) == table


def test_a_key_of_two_tables_is_refused_with_both(schemas: dict[str, Table]) -> None:
    with pytest.raises(PackageError, match="is a row of claims and of measures"):
        table_of_row(schemas, tables(), "settlements-without-power")


def test_the_words_are_shown_with_the_span_in_brackets(schemas: dict[str, Table], texts: Path) -> None:
    words = read_articles(tables()["sources"], texts)
    quote = explain(schemas, tables(), "quotes", "Q030", words)
    assert quote.place is not None
    assert quote.place.words is not None
    assert "[excessive request.]" in quote.place.words


def test_at_most_eight_words_are_shown_on_each_side() -> None:
    text = " ".join(f"w{number}" for number in range(40))
    shown = in_context(text, text.index("w20"), text.index("w21") - 1)
    before, _, after = shown.partition("[w20]")
    assert (len(forms(before)), len(forms(after))) == (AROUND, AROUND)
    assert before.startswith("... w12")
    assert after.endswith("w28 ...")


def test_context_stops_at_the_ends_of_the_text() -> None:
    assert in_context("one two\nthree", 4, 7) == "one [two] three"
    assert in_context("one", 0, 3) == "[one]"


def test_the_command_prints_the_row_with_and_without_its_table() -> None:
    assert run("Q014").stdout == run("quotes", "Q014").stdout
    assert run("Q014").stdout.startswith("quotes Q014\n    S001 2185-2385\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("quotes", "Q999"), "there is no row 'Q999' in quotes; nearest: Q0"),
        (("Q999",), "there is no row 'Q999'; nearest: Q049, Q039, Q029, Q019, Q009"),
        (("legitimate-target",), "there is no row 'legitimate-target'; nearest: legitimate-targets"),
        (("zzzzz",), "there is no row 'zzzzz'; for example: S000, S001, S002, S003, S004"),
        (("qotes", "Q001"), "there is no table 'qotes'; nearest: quotes"),
        (("a", "b", "c"), "give a table and a row, or a row alone"),
        (("Q001", "--texts", "nowhere"), "nowhere/000_dab477dc60468081.txt: there is no readable text"),
    ],
)
def test_an_unknown_row_or_table_is_exit_2_with_the_nearest(
    arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["legitimate-targets", "explain", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    assert said in capsys.readouterr().err
