"""The marks of a table tell what its bytes hold beside plain text, and whether its lines are even."""

import pytest

from legitimate_targets.tables.byte_profile import ByteProfile


@pytest.mark.parametrize("data", [b"a,b\n1, 2~\n", b"a,b\n", "a,b\n\u00e9,\U0001f600\n".encode(), b"a,b\n1\t,\x7f\n"])
def test_lines_with_as_many_cells_are_even(data: bytes) -> None:
    assert ByteProfile.of(data).is_even(2)


@pytest.mark.parametrize(
    "data", [b"a,b\n1\n", b"a,b\n1,2,3\n", b'a,b\n"1",2\n', b"a,b\n1,2", b"a,b\n,\n,,\n\n", b"\na,b,\n"]
)
def test_other_lines_are_not(data: bytes) -> None:
    assert not ByteProfile.of(data).is_even(2)


@pytest.mark.parametrize(
    ("text", "is_ascii", "is_printable"),
    [("a, 2~", True, True), ("\t", True, False), ("\x7f", True, False), ("\u00e9", False, True), ("\x85", False, True)],
)
def test_plain_text_is_told_from_control_characters_and_from_what_is_beyond_ascii(
    text: str, is_ascii: bool, is_printable: bool
) -> None:
    marks = ByteProfile.of(f"a,b\n{text},2\n".encode())
    assert (marks.is_ascii, marks.is_printable) == (is_ascii, is_printable)


def test_commas_and_line_feeds_are_counted() -> None:
    marks = ByteProfile.of(b"a,b\n1,2\n3,4\n")
    assert (marks.separators, marks.lines) == (6, 3)
