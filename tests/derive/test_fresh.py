"""The derived tables equal a fresh run; `derive` writes them, and `derive --check` reports each difference."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legitimate_targets import load, validate
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.commands.derive import command
from legitimate_targets.datapackage.package import Package, find
from legitimate_targets.derive.compare import FROM_TABLES, FROM_TEXTS, stale_faults
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.cell_text import number_as_text
from legitimate_targets.validation.formats import closing
from legitimate_targets.validation.validate_package import validate_package

MEMBERS = "data/derived/discrepancy_members.csv"
RANGES = "data/derived/ranges.csv"
WORDING = "data/derived/shared_wording.csv"


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """Return a copy of the package that a test may change."""
    for folder in ("data", "schemas"):
        shutil.copytree(root / folder, tmp_path / folder)
    shutil.copy(root / "datapackage.json", tmp_path)
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def replace(path: Path, old: str, new: str) -> int:
    """Replace the first `old` in a file by `new` and return its line."""
    before, _, after = path.read_text(encoding="utf-8").partition(old)
    path.write_text(before + new + after, encoding="utf-8")
    return before.count("\n") + 1


def reported(package: Package, folder: Path | None = None) -> list[str]:
    return [str(problem) for problem in stale_faults(package, folder)]


def test_the_derived_tables_equal_a_fresh_run(root: Path) -> None:
    assert reported(find(root)) == []


def test_the_table_from_the_texts_equals_a_fresh_run(root: Path, texts: Path) -> None:
    assert reported(find(root), texts) == []


def test_an_altered_cell_is_reported_with_its_line_and_its_value_by_the_rules(copy: Path) -> None:
    line = replace(copy / RANGES, "180,200", "180,210")
    assert reported(find(copy)) == [f"{RANGES}:{line}: highest: is not what the rules give, 200 (210) [derived.ranges]"]


def test_a_row_added_by_hand_is_reported_with_its_line(copy: Path) -> None:
    row = "value-conflict-distance-of-ryazan-from-moscow,figures,F040,S004,180\n"
    line = (copy / MEMBERS).read_text(encoding="utf-8").count("\n") + 1
    with (copy / MEMBERS).open("a", encoding="utf-8") as file:
        file.write(row)
    named = "value-conflict-distance-of-ryazan-from-moscow/figures/F040"
    problem = f"{MEMBERS}:{line}: is not a row that the rules give ({named}) [derived.discrepancy_members]"
    assert reported(find(copy)) == [problem]


def test_a_row_removed_by_hand_is_reported(copy: Path) -> None:
    replace(copy / RANGES, "coalition-members,35,35,3,2,1,2,count\n", "")
    problem = f"{RANGES}:3: lacks, before this line, a row that the rules give (coalition-members) [derived.ranges]"
    assert reported(find(copy)) == [problem]


def test_a_change_of_a_figure_makes_its_range_and_its_conflict_stale(copy: Path) -> None:
    replace(copy / "data/figures.csv", ",200 km,200,", ",200 km,180,")
    rules = {problem.rule for problem in stale_faults(find(copy))}
    assert rules == {"derived.discrepancies", "derived.discrepancy_members", "derived.ranges"}


def test_a_missing_derived_table_is_a_fault_and_hides_no_other(copy: Path) -> None:
    (copy / RANGES).unlink()
    replace(copy / MEMBERS, ",F036,S003,200", ",F036,S003,201")
    assert [problem.rule for problem in stale_faults(find(copy))] == ["derived.discrepancy_members", "gate.missing"]


def test_check_writes_nothing_and_fails_until_derive_has_run(copy: Path) -> None:
    replace(copy / RANGES, "180,200", "180,210")
    damaged = (copy / RANGES).read_bytes()
    checked = run("--check", copy)
    assert (checked.exit_code, (copy / RANGES).read_bytes()) == (1, damaged)
    assert RANGES in checked.stdout
    assert run(copy).exit_code == 0
    assert run("--check", copy).exit_code == 0


def test_derive_writes_the_bytes_that_are_checked_in(root: Path, copy: Path, texts: Path) -> None:
    shutil.rmtree(copy / "data" / "derived")
    assert run("--texts", texts, copy).exit_code == 0
    names = [f"{name}.csv" for name in (*FROM_TABLES, *FROM_TEXTS)]
    written = {name: (copy / "data/derived" / name).read_bytes() for name in names}
    assert written == {name: (root / "data/derived" / name).read_bytes() for name in names}


def test_without_the_texts_the_command_names_what_was_not_derived(copy: Path) -> None:
    before = (copy / "data/derived/shared_wording.csv").read_bytes()
    result = run(copy)
    assert "shared_wording: not derived, because the articles are needed" in result.stderr
    assert (copy / "data/derived/shared_wording.csv").read_bytes() == before


def test_nothing_is_derived_from_tables_that_cannot_be_loaded(copy: Path) -> None:
    replace(copy / "data/figures.csv", ",exact,", ",exactly,")
    with pytest.raises(PackageError, match=r"figures\.qualifier\.enum"):
        reported(find(copy))


@pytest.mark.parametrize(
    ("number", "written"), [(180.0, "180"), (3.5, "3.5"), (1.1e9, "1100000000"), (1e-7, "0.0000001")]
)
def test_a_number_is_written_in_plain_digits(number: float, written: str) -> None:
    assert number_as_text(number) == written


def test_the_derived_tables_load_with_their_types() -> None:
    assert load("ranges").filter(load("ranges")["measure_id"] == "duration-of-invasion")["lowest"].to_list() == [3.5]


def test_validate_reports_a_derived_table_that_was_edited(copy: Path) -> None:
    line = replace(copy / RANGES, "180,200", "180,210")
    (problem,) = validate(copy)
    assert (problem.path, problem.line, problem.column, problem.rule) == (RANGES, line, "highest", "derived.ranges")


def test_validate_compares_shared_wording_only_with_the_texts(copy: Path, texts: Path) -> None:
    line = replace(copy / WORDING, ",19,19\n", ",19,18\n")
    assert validate(copy) == []
    (problem,) = validate(copy, texts)
    assert (problem.path, problem.line, problem.rule) == (WORDING, line, "derived.shared_wording")


def test_validate_says_that_derived_tables_were_not_compared_for_other_faults(copy: Path) -> None:
    replace(copy / "data/figures.csv", ",exact,", ",exactly,")
    report = validate_package(find(copy))
    assert {problem.rule for problem in report.problems} == {"figures.qualifier.enum"}
    assert report.derived is None
    assert "derived tables not compared because of these faults" in closing(report)


def test_a_schema_calls_a_table_derived_exactly_where_a_rule_writes_it(root: Path) -> None:
    tables = read_plan(find(root)).tables.values()
    by_source = {"tables": set(FROM_TABLES), "texts": set(FROM_TEXTS)}
    assert {source: {table.name for table in tables if table.derived == source} for source in by_source} == by_source
