"""A large table is read in pieces, of which only the bytes are kept: what is found and shown is the same."""

from collections.abc import Callable
from pathlib import Path

import packages
import polars as pl
import pytest
from bench_tables import build, planted

from legitimate_targets import reading, validate
from legitimate_targets.constraints import table_checks
from legitimate_targets.pieces import PIECE, cuts
from legitimate_targets.recall import Held, InBytes
from legitimate_targets.report import Report
from legitimate_targets.standard import read_standard
from legitimate_targets.tables import read_text

FIELDS = [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]
TABLE, _ = read_standard({"fields": FIELDS}, "schema.json", "table", "table.csv")
CHECKS = list(table_checks(TABLE, {"table": TABLE}))
ROWS = 120_000
"""So many that the table is more than a piece."""

SOME = packages.folders()[::25]


@pytest.mark.parametrize("size", [1, 7, 20, 1000])
def test_pieces_are_whole_lines_and_together_the_table(size: int) -> None:
    data = b"id,name\n" + b"".join(b"%d,%s\n" % (number, b"n" * number) for number in range(30))
    pieces = [data[start:end] for start, end in cuts(data, size)]
    assert b"id,name\n" + b"".join(pieces) == data
    assert all(piece.endswith(b"\n") and (len(piece) <= size or piece.count(b"\n") == 1) for piece in pieces)


@pytest.mark.parametrize("folder", SOME)
def test_a_broken_package_is_reported_alike_in_small_pieces(
    folder: str, broken: Callable[[str], packages.Broken], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = broken(folder)
    monkeypatch.setattr(reading, "PIECE", 300)
    assert tuple(validate(packages.build(folder, tmp_path / folder))) == whole.problems


def test_a_table_of_several_pieces_is_reported_with_the_cells_as_they_are_written(tmp_path: Path) -> None:
    build(tmp_path, ROWS, faulty=True)
    assert (tmp_path / "rows.csv").stat().st_size > PIECE
    found = {(problem.line, problem.column, problem.value) for problem in validate(tmp_path)}
    written = {(line, column, fault.written or None) for (line, column), fault in planted(ROWS).items() if column}
    assert {place for place in found if place[1]} == written
    assert {place[0] for place in found if not place[1]} == {line for line, column in planted(ROWS) if not column}


def test_where_most_cells_are_suspicious_the_text_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PIECE", 300)
    data = b"id,name\n" + b"".join(b"%d,\xc3\xa9\n" % number for number in range(1, 1000))
    for most, kind in ((998, Held), (999, InBytes)):
        monkeypatch.setattr(reading, "MOST_SUSPECTS", most)
        cells = reading.through_the_gate(data, TABLE, CHECKS, Report())
        assert cells is not None and isinstance(cells.text, kind)
        assert cells.text.whole().equals(read_text(data, TABLE))


@pytest.mark.parametrize("asked", [[5], [900, 3, 3, 500], list(range(2, 1001))])
def test_rows_of_a_table_in_bytes_are_told_in_the_order_in_which_they_are_asked_for(
    asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PIECE", 300)
    data = b"id,name\n" + b"".join(b"%d,n%d\n" % (number, number) for number in range(2, 1002))
    cells = reading.through_the_gate(data, TABLE, CHECKS, Report())
    assert cells is not None
    lines = pl.Series(asked)
    with pytest.raises(KeyError, match="not recalled"):
        cells.rows(lines, ["id"])
    cells.text.recall(lines.sample(fraction=1, shuffle=True, seed=1))
    assert cells.rows(lines, ["id"]).rows() == [(line, str(line)) for line in asked]
