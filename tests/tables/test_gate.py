"""The gate reports each kind of damaged bytes at its line and lets sound bytes pass."""

import pytest

from legitimate_targets.tables.gate import gate_faults

COLUMNS = ("a", "b")
PASSES = {
    "rows": b"a,b\n1,2\n3,4\n",
    "no rows": b"a,b\n",
    "empty cells": b"a,b\n,\n",
    "quoted comma": b'a,b\n"1,5",2\n',
    "quoted quote": b'a,b\n"say ""no""",2\n',
    "quoted empty cells": b'a,b\n"",""\n',
    "cells that are no conflict": b"a,b\n<<<<<<<,1\n=======,2\n>>>>>>>,3\n",
    "characters of several bytes": "a,b\né,\U0001f600\n".encode(),
    "line separators beyond ASCII": "a,b\n1\u2028,2\u0085\n".encode(),
}
FAULTS: dict[str, tuple[bytes, list[tuple[str, int | None]]]] = {
    "byte order mark": (b"\xef\xbb\xbfa,b\n1,2\n", [("bom", 1)]),
    "UTF-16": ("a,b\n1,2\n".encode("utf-16"), [("utf8", 1)]),
    "Latin 1": (b"a,b\n1,2\n1,\xe4\n", [("utf8", 3)]),
    "merge conflict": (b"a,b\n<<<<<<< HEAD\n1,2\n=======\n1,3\n>>>>>>> x, y\n4\n", [("merge_conflict", 2)]),
    "conflict with the base": (b"a,b\n<<<<<<< A\n1,2\n||||||| 0\n=======\n>>>>>>> B\n", [("merge_conflict", 2)]),
    "conflict over the header": (b"<<<<<<< HEAD\na,b\n=======\na,c\n>>>>>>> x\n1,2\n", [("merge_conflict", 1)]),
    "conflict with CR LF": (b"a,b\r\n<<<<<<< A\r\n1\r\n=======\r\n2\r\n>>>>>>> B\r\n", [("merge_conflict", 2)]),
    "two conflicts": (
        b"a,b\n<<<<<<< A\n1,2\n=======\n>>>>>>> B\n3,4\n<<<<<<< A\n=======\n5,6\n>>>>>>> B\n",
        [("merge_conflict", 2), ("merge_conflict", 7)],
    ),
    "half of a conflict": (
        b"a,b\n1,2\n=======\n1,3\n>>>>>>> x\n4\n",
        [("merge_conflict", 3), ("merge_conflict", 5), ("width", 6)],
    ),
    "half of a conflict among quotes": (b'a,b\n"1,2",3\n>>>>>>> x\n', [("merge_conflict", 3)]),
    "NUL": (b"a,b\n1,2\n1,\0\n", [("nul", 3)]),
    "CR LF": (b"a,b\n1,2\r\n", [("line_end", 2)]),
    "CR LF in all lines": (b"a,b\r\n1,2\r\n3,4\r\n", [("line_end", 1)]),
    "CR in a cell": (b'a,b\n"1\r1",2\n', [("line_end", 2)]),
    "no final newline": (b"a,b\n1,2", [("final_newline", 2)]),
    "two final newlines": (b"a,b\n1,2\n\n", [("final_newline", 3)]),
    "no bytes": (b"", [("final_newline", 1), ("header", 1)]),
    "wrong name in the header": (b"a,c\n1,2\n", [("header", 1)]),
    "header in another order": (b"b,a\n1,2\n", [("header", 1)]),
    "quoted header": (b'"a",b\n1,2\n', [("header", 1)]),
    "short row": (b"a,b\n1,2\n1\n", [("width", 3)]),
    "long row": (b"a,b\n1,2,3\n", [("width", 2)]),
    "short and long rows": (b"a,b\n1\n1,2,3\n", [("width", 2), ("width", 3)]),
    "blank row": (b"a,b\n\n1,2\n", [("width", 2)]),
    "long row among quotes": (b'a,b\n"x,y",1\n"x",1,2\n', [("width", 3)]),
    "quote inside a bare cell": (b'a,b\n1,x"y"z\n', [("quoting", 2)]),
    "text after a closing quote": (b'a,b\n"x"y,1\n', [("quoting", 2)]),
    "unclosed quote": (b'a,b\n1,"x\n1,2\n', [("quoting", 2)]),
    "line break in a cell": (b'a,b\n1,"x\ny"\n1\n', [("line_break", 2), ("width", 4)]),
}


@pytest.mark.parametrize("name", PASSES)
def test_sound_bytes_pass(name: str) -> None:
    assert list(gate_faults(PASSES[name], "t.csv", COLUMNS)) == []


@pytest.mark.parametrize("name", FAULTS)
def test_damaged_bytes_are_reported_at_their_line(name: str) -> None:
    data, expected = FAULTS[name]
    found = list(gate_faults(data, "t.csv", COLUMNS))
    assert [(problem.rule, problem.line) for problem in found] == [(f"gate.{rule}", line) for rule, line in expected]
    assert {problem.path for problem in found} == {"t.csv"}


def test_a_row_of_the_wrong_width_is_reported_with_both_widths() -> None:
    (problem,) = gate_faults(b"a,b\n1,2,3\n", "t.csv", COLUMNS)
    assert str(problem) == "t.csv:2: does not have as many cells as the header (3 for 2) [gate.width]"


def test_a_merge_conflict_is_one_fault_that_names_its_lines() -> None:
    (problem,) = gate_faults(b"a,b\n1,2\n<<<<<<< HEAD\n3,4\n=======\n3,5\n>>>>>>> x\n", "t.csv", COLUMNS)
    assert str(problem) == (
        "t.csv:3: lines 3 to 7 are a merge conflict that git could not solve: solve it, or use the merge driver "
        "[gate.merge_conflict]"
    )


def test_a_marker_that_is_left_of_a_solved_conflict_is_named() -> None:
    (problem,) = gate_faults(b"a,b\n1,2\n>>>>>>> x\n", "t.csv", COLUMNS)
    assert str(problem) == (
        "t.csv:3: is left of a merge conflict: take the line out, once the lines around it are as they should be "
        "(>>>>>>> x) [gate.merge_conflict]"
    )


def test_a_cell_that_is_the_whole_row_may_look_like_a_marker() -> None:
    assert list(gate_faults(b"a\n=======\n", "t.csv", ("a",))) == []


@pytest.mark.parametrize("at", [2**20 - 2, 2**20 - 1, 2**20, 2**21 + 7])
def test_invalid_utf8_is_found_around_the_ends_of_the_pieces_of_a_long_table(at: int) -> None:
    start = b"a,b\n" + "é,1\n".encode() * 600_000
    assert list(gate_faults(start, "t.csv", COLUMNS)) == []
    data = start[:at] + b"\xff" + start[at:]
    with pytest.raises(UnicodeDecodeError) as raised:
        data.decode()
    (problem,) = gate_faults(data, "t.csv", COLUMNS)
    wrong = raised.value.start
    assert (problem.rule, problem.value) == ("gate.utf8", data[wrong : wrong + 1].hex())
    assert problem.line == data.count(b"\n", 0, wrong) + 1
