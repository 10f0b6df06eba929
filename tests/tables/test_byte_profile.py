"""The profile of a table's bytes records whether they are plain text and whether all lines have equal width."""

import pytest

from legitimate_targets.tables.gate import ByteProfile


@pytest.mark.parametrize("data", [b"a,b\n1, 2~\n", b"a,b\n", "a,b\n\u00e9,\U0001f600\n".encode(), b"a,b\n1\t,\x7f\n"])
def test_lines_with_the_same_number_of_cells_have_equal_width(data: bytes) -> None:
    assert ByteProfile.of(data).has_equal_width(2)


@pytest.mark.parametrize(
    "data", [b"a,b\n1\n", b"a,b\n1,2,3\n", b'a,b\n"1",2\n', b"a,b\n1,2", b"a,b\n,\n,,\n\n", b"\na,b,\n"]
)
def test_uneven_quoted_and_unended_lines_do_not_have_equal_width(data: bytes) -> None:
    assert not ByteProfile.of(data).has_equal_width(2)


@pytest.mark.parametrize(
    ("text", "is_ascii", "is_printable"),
    [("a, 2~", True, True), ("\t", True, False), ("\x7f", True, False), ("\u00e9", False, True), ("\x85", False, True)],
)
def test_control_characters_and_characters_beyond_ascii_are_recognised(
    text: str, is_ascii: bool, is_printable: bool
) -> None:
    profile = ByteProfile.of(f"a,b\n{text},2\n".encode())
    assert (profile.is_ascii, profile.is_printable) == (is_ascii, is_printable)


def test_commas_and_line_feeds_are_counted() -> None:
    profile = ByteProfile.of(b"a,b\n1,2\n3,4\n")
    assert (profile.separators, profile.lines) == (6, 3)
