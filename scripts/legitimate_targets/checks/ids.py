"""Ids that are taken for ever: which rows had one in a release, which ones are retired, and the next free one."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from legitimate_targets.checks.cells import read_sound
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.last_release import last_release
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.model import Table

RETIRED = "retired"
"""The table of the ids whose rows were removed; the codes of its column `table` name the tables whose ids are kept."""

ROW = ("table", "row_id")
"""The columns that name a row of another table, by its table and its id."""

NUMBERED = re.compile(r"\^\(\?:([A-Z]+)\[0-9\]\{([0-9]+),\}\)\$")
"""The pattern of a key that is letters and a number of at least so many digits."""

Ids = Mapping[str, set[str]]
"""Ids by the name of the table whose keys they are or were."""


@dataclass(frozen=True)
class KnownIds:
    """The ids that no new row may have: those retired in a package, and those public in its last release.

    `release` is the version of that release, None if none was found; nothing is then known of what was public.
    """

    retired: Ids = field(default_factory=dict)
    public: Ids = field(default_factory=dict)
    release: str | None = None

    def used(self, table: str) -> set[str]:
        """Return the ids that are retired from a table or were public in it."""
        return self.retired.get(table, set()) | self.public.get(table, set())

    def may_be_public(self, table: str, row_id: str) -> bool:
        """Return whether an id was public, or whether that is not known."""
        return self.release is None or row_id in self.public.get(table, set())


class FreeIds:
    """The free ids of a table whose ids are letters and a number, after the highest one that is `taken`."""

    def __init__(self, table: Table, taken: Iterable[str]) -> None:
        patterns = [table.field(name).constraints.get("pattern", "") for name in table.primary_key]
        numbered = NUMBERED.fullmatch(patterns[0]) if len(patterns) == 1 else None
        self.is_numbered = numbered is not None
        self._letters, self._digits = numbered.groups() if numbered else ("", "0")
        found = (re.fullmatch(rf"{self._letters}([0-9]+)", each) for each in taken) if numbered else ()
        self.highest = max((int(each[1]) for each in found if each), default=0)

    def take(self) -> str:
        """Return the next free id, and take it."""
        self.highest += 1
        return f"{self._letters}{self.highest:0{self._digits}}"


def next_id(package: Package, table: str) -> str:
    """Return the id after the highest one that is in the table, was retired from it or was in the last release.

    Raises PackageError for an unknown table, for one whose ids are chosen words, and for one that cannot be read.
    """
    package.resource(table)
    tables = read_plan(package).tables
    if not FreeIds(tables[table], ()).is_numbered:
        raise PackageError(f"{table}: its ids are not numbered but chosen words")
    held = read_sound(package, tables[table])[tables[table].primary_key[0]].drop_nulls().to_list()
    return FreeIds(tables[table], {*held, *known_ids(package, tables).used(table)}).take()


def known_ids(package: Package, tables: Mapping[str, Table]) -> KnownIds:
    """Return the ids that are retired in a package, and those of its last release if that is found.

    Raises PackageError if the table of retired ids cannot be read.
    """
    if not keeps_ids(tables):
        return KnownIds()
    rows = read_sound(package, tables[RETIRED]).select(ROW).drop_nulls()
    return with_release(package, tables, ids_by_table(rows.iter_rows()))


def with_release(package: Package, tables: Mapping[str, Table], retired: Ids) -> KnownIds:
    """Return the ids that are `retired` in a package together with those of its last release, if that can be read."""
    with last_release(package) as released:
        try:
            public = None if released is None else public_ids(released, kept_tables(tables))
        except PackageError:
            public = None
        return KnownIds(retired) if released is None or public is None else KnownIds(retired, public, released.version)


def keeps_ids(tables: Mapping[str, Table]) -> bool:
    """Return whether a package has a table of retired ids; a stranger's table of that name may be something else."""
    return RETIRED in tables and set(ROW) <= set(tables[RETIRED].columns)


def kept_tables(tables: Mapping[str, Table]) -> dict[str, str]:
    """Return the column of the id of each table whose ids are kept when its rows are removed."""
    codes = tables[RETIRED].field("table").codes if keeps_ids(tables) else ()
    return {name: tables[name].primary_key[0] for name in codes if name in tables and tables[name].primary_key}


def ids_by_table(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return ids by their table, from pairs of a table and an id such as the rows of retired ids begin with."""
    found: dict[str, set[str]] = {}
    for table, row_id in pairs:
        found.setdefault(table, set()).add(row_id)
    return found


def public_ids(released: Package, kept: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the ids of a release: those of its rows, and those that it had retired.

    `kept` has the column of the id of each table. A table that the release does not have has no ids. The release is
    read by the headers of its files alone, as its schemas may have been written for an earlier version of this code.
    Raises PackageError if a table cannot be read so.
    """
    found = ids_by_table((table, row_id) for table, row_id in released_cells(released, RETIRED, ROW))
    for table, column in kept.items():
        found.setdefault(table, set()).update(
            row_id for (row_id,) in released_cells(released, table, (column,)) if row_id
        )
    return found


def released_cells(released: Package, table: str, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the cells in these columns of each row of a table, an empty one as ""; nothing if there is no such table.

    Raises PackageError if the table cannot be read, or lacks one of the columns.
    """
    for resource in released.resources:
        if resource.name == table:
            try:
                reader = csv.DictReader(
                    io.StringIO(released.read(resource.path).decode("utf-8"), newline=""), restval=""
                )
                if not set(columns) <= set(reader.fieldnames or ()):
                    raise PackageError(f"{resource.path}: has no column {columns[-1]}")
                yield from [tuple(row[column] for column in columns) for row in reader]
            except (UnicodeDecodeError, csv.Error) as error:
                raise PackageError(f"{resource.path}: cannot be read: {error}") from None
