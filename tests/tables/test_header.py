"""A first line that is not the header of the schema is refused with what is wrong in it, and what to do."""

import pytest

from legitimate_targets.tables.gate import gate_faults
from legitimate_targets.tables.header import header_fault

COLUMNS = ("quote_id", "kind", "start")

SENTENCES = {
    "quote_id;kind;start": "its names are separated by semicolons: save the file with commas, or let `format` do so",
    "quote_id\tkind\tstart": "its names are separated by tabs: save the file with commas, or let `format` do so",
    "sep=;": "it is a line that only Excel reads: delete it, or let `format` do so",
    ",quote_id,kind,start": "its first column holds row numbers, as pandas and R write them: write the table without "
    "them (index=False, row.names = FALSE), or delete the column",
    "quote_id,kind,start,,": "no name has column 4, 5: delete what is empty, or let `format` do so",
    "quote_id,kind": "it lacks start",
    "quote_id,kind,start,note": "it has note, which the schema does not have",
    "quote_id,kind,end": "it lacks start; it has end, which the schema does not have",
    "quote_id,Kind,start": "it has 'Kind' for kind: write the name as the schema does",
    "Quote ID,kind, start": "it has 'Quote ID' for quote_id: write the name as the schema does; "
    "it has ' start' for start: write the name as the schema does",
    "quote_id,kind,start,kind": "there is more than one kind",
    "kind,quote_id,start": "its names are quoted or in a different order, which `format` mends",
    '"quote_id",kind,start': "its names are quoted or in a different order, which `format` mends",
    "": "it lacks quote_id, kind, start",
}


@pytest.mark.parametrize("line", SENTENCES)
def test_a_wrong_header_has_the_sentence_of_what_is_wrong(line: str) -> None:
    assert header_fault(line, COLUMNS) == SENTENCES[line]


def test_the_gate_says_it_without_the_header_itself() -> None:
    (problem,) = gate_faults(b"quote_id,kind\n1,2\n", "quotes.csv", COLUMNS)
    assert str(problem) == "quotes.csv:1: is not the header of the schema: it lacks start [gate.header]"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    data = b"\xfe\xff" * (encoding == "utf-16-be") + "quote_id,kind,start\n".encode(encoding)
    (problem,) = gate_faults(data, "quotes.csv", COLUMNS)
    assert "is not UTF-8: it is UTF-16, as Excel saves `Unicode text`: save it as `CSV UTF-8`" in str(problem)


def test_bytes_of_an_older_encoding_are_named_with_the_remedy() -> None:
    (problem,) = gate_faults("quote_id,kind,start\nQ1,it’s,1\n".encode("cp1252"), "quotes.csv", COLUMNS)
    sentence = "it was saved in an older encoding, such as Windows-1252: open it in that one, and save it as UTF-8"
    assert str(problem) == f"quotes.csv:2: is not UTF-8: {sentence} (92) [gate.utf8]"
