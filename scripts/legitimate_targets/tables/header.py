"""Says in words in what way the first line of a file is not the header of its table, and what to do."""

import csv
from collections import Counter
from collections.abc import Iterator

SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
"""What programs put between cells for a comma, and its name."""

INDEX_NAMES = ("", "Unnamed: 0", "...1", "rownames")
"""Names of a first column that holds the numbers of the rows: from pandas and R, and from reading such a file again."""


def split_header(line: str, separator: str = ",") -> list[str]:
    """Return the names in a header."""
    return next(csv.reader([line], delimiter=separator), [])


def header_fault(line: str, columns: tuple[str, ...]) -> str:
    """Return the sentence about the first line of a file that is not the header `columns`."""
    if line.lower().startswith("sep="):
        return "it is a line that only Excel reads: delete it, or let `format` do so"
    for separator, name in SEPARATORS.items():
        if separator in line and {*split_header(line, separator)} & {*columns}:
            return f"its names are separated by {name}: save the file with commas, or let `format` do so"
    return "; ".join(_differences(split_header(line), columns))


def _differences(names: list[str], columns: tuple[str, ...]) -> Iterator[str]:
    """Yield each way in which the names of a file differ from those of the schema."""
    index = bool(names) and names[0] in INDEX_NAMES
    if index:
        yield (
            "its first column holds row numbers, as pandas and R write them: write the table without them "
            "(index=False, row.names = FALSE), or delete the column"
        )
    given = names[index:]
    unnamed = [str(place) for place, name in enumerate(given, 1 + index) if not name]
    if unnamed:
        yield f"no name has column {', '.join(unnamed)}: delete what is empty, or let `format` do so"
    twice = [name for name, count in Counter(filter(None, given)).items() if count > 1]
    if twice:
        yield f"there is more than one {', '.join(twice)}"
    unknown, missing = _unlike(given, columns), _unlike([*columns], given)
    meant = {name: column for name in unknown for column in missing if _plain(name) == _plain(column)}
    yield from (f"it has {name!r} for {column}: write the name as the schema does" for name, column in meant.items())
    lacking = [column for column in missing if column not in meant.values()]
    if lacking:
        yield f"it lacks {', '.join(lacking)}"
    more = [name for name in unknown if name not in meant]
    if more:
        yield f"it has {', '.join(more)}, which the schema does not have"
    if {*names} == {*columns} and len(names) == len(columns):
        yield "its names are quoted or in a different order, which `format` mends"


def _unlike(names: list[str], known: tuple[str, ...] | list[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name and name not in known]


def _plain(name: str) -> str:
    """Return a name without what a person or a program changes in it: case, spaces, and signs between words."""
    return "".join(filter(str.isalnum, name.casefold()))
