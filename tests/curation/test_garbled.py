"""Text that was opened as Windows-1252 is found in every column of words, and restored to what it was."""

import polars as pl
import pytest

from legitimate_targets.checks.cells import read_sound
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.curation.format import format_table
from legitimate_targets.datapackage.package import find
from legitimate_targets.tables.damage import MOJIBAKE, damage_pattern, damage_sentence, restored, with_plain_spaces
from legitimate_targets.tables.model import Table
from tests.support.paths import ROOT
from tests.support.programs import garbled

PACKAGE = find(ROOT)
PLAN = read_plan(PACKAGE)
TABLES = PLAN.tables


def cells_of(table: Table) -> pl.Series:
    """Return all cells of a table that are not empty."""
    frame = read_sound(PACKAGE, table).select(table.columns)
    return pl.concat([frame[name].alias("cell") for name in table.columns]).drop_nulls()


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_of_the_package_is_taken_for_a_damaged_one(name: str) -> None:
    cells = cells_of(TABLES[name])
    assert cells.filter(cells.str.contains(damage_pattern(printed=False))).to_list() == []


@pytest.mark.parametrize("name", TABLES)
def test_every_garbled_cell_is_found_and_restored(name: str) -> None:
    cells = [cell for cell in cells_of(TABLES[name]).unique() if not cell.isascii()]
    damaged = [garbled(cell) for cell in cells]
    assert pl.Series(damaged, dtype=pl.String()).str.contains(MOJIBAKE).all()
    assert [restored(cell) for cell in damaged] == cells
    assert [restored(garbled(cell)) for cell in damaged] == cells


@pytest.mark.parametrize("byte", range(0x80, 0x100))
def test_every_character_beyond_ascii_is_restored(byte: int) -> None:
    for character in (chr(byte), chr(byte * 0x20), chr(byte * 0x1000)):
        if not 0xD800 <= ord(character) < 0xE000:
            assert restored(f"a {garbled(character)} b") == f"a {character} b"


@pytest.mark.parametrize("byte", range(0x80, 0x100))
def test_the_pattern_finds_what_python_can_decode(byte: int) -> None:
    for second in {*range(0x80, 0x100)} - ({*CLOSING} if byte >= 0xC6 else set()):
        cell = bytes([byte, second]).decode("cp1252", "replace")
        if "\ufffd" not in cell:
            assert pl.Series([cell]).str.contains(MOJIBAKE)[0] is is_decodable(bytes([byte, second]))


def is_decodable(data: bytes) -> bool:
    """Return whether bytes are UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


CLOSING = "–—’”…›»".encode("cp1252")
"""What may follow a capital letter at the end of a word, which then is no damage: CAFÉ”."""

DAMAGED = {
    "SÃ¶der": "Windows-1252",
    "itâ€™s": "Windows-1252",
    "SÃ¶der – again": "beside others that were not",
    "â€œso –": "beside others that were not",
    "M\ufffdller": "U+FFFD",
    "t\u0435n": "Latin, Greek or Cyrillic",
    "\u041a\u03b5": "Latin, Greek or Cyrillic",
    "two  spaces": "two spaces",
    "no\xa0break": "no-break space",
    " before": "a space at an edge",
    "after ": "a space at an edge",
}
SOUND = (
    "Söder",
    "“It’s so” – 5 µg",
    "«CAFÉ» × 2",
    "\u0421\u0443-57 and Tu-22",
    "Δ of x",
    "CAFÉ”",
    "NÃO",
    "ÂNGELA",
    "3 °C",
)


@pytest.mark.parametrize("cell", DAMAGED)
def test_a_damaged_cell_has_the_sentence_of_its_cause(cell: str) -> None:
    assert pl.Series([cell]).str.contains(damage_pattern(printed=False))[0]
    assert DAMAGED[cell] in damage_sentence(cell)


@pytest.mark.parametrize("cell", SOUND)
def test_a_sound_cell_is_not_damaged(cell: str) -> None:
    assert not pl.Series([cell]).str.contains(damage_pattern(printed=False))[0]
    assert (restored(cell), with_plain_spaces(cell)) == (cell, cell)
    with pytest.raises(LookupError):
        damage_sentence(cell)


def test_columns_of_words_are_those_that_are_neither_codes_nor_keys_nor_patterns() -> None:
    words = {
        f"{table.name}.{field.name}" for table in TABLES.values() for field in table.fields if table.has_words(field)
    }
    assert words >= {"claims.gist", "vocabulary.definition", "sources.headline", "quotes.text", "changes.new"}
    assert not words & {"quotes.kind", "quotes.quote_id", "quotes.speaker_id", "evidence.row_id", "changes.old"}
    checked = {check.id.removesuffix(".damaged") for check in PLAN.kind("damaged")}
    assert checked == {name for name in words if not TABLES[name.split(".")[0]].derived}


def test_printed_text_with_its_own_hash_is_left_as_the_article_prints_it() -> None:
    table = TABLES["figures"]
    data = PACKAGE.read(table.path)
    assert format_table(data.replace(b",hours,", b", hours ,"), table).data == data
    proven = data.replace(b",hours,", b", hours ,", 1).replace(sha256(b"hours"), sha256(b" hours "), 1)
    assert format_table(proven, table).data == proven


def sha256(words: bytes) -> bytes:
    """Return the SHA-256 of words, as a table has it."""
    import hashlib

    return hashlib.sha256(words).hexdigest().encode()
