"""The next free id of a table whose ids are numbered."""

import re

from legitimate_targets.checks.cells import read_sound
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError

RETIRED = "retired"
"""The table of the ids whose rows were removed."""

NUMBERED = re.compile(r"\^\(\?:([A-Z]+)\[0-9\]\{([0-9]+),\}\)\$")
"""The pattern of a key that is letters and a number of at least so many digits."""


def next_id(package: Package, table: str) -> str:
    """Return the id after the highest one that is in the table or was retired from it.

    Raises PackageError for an unknown table, for one whose ids are words that people choose, and for one that cannot be
    read.
    """
    package.resource(table)
    tables = read_plan(package).tables
    key = tables[table].primary_key
    numbered = NUMBERED.fullmatch(tables[table].field(key[0]).constraints.get("pattern", ""))
    if len(key) > 1 or not numbered:
        raise PackageError(f"{table}: its ids are words that people choose, so there is no next one")
    taken = read_sound(package, tables[table])[key[0]].drop_nulls().to_list()
    if RETIRED in tables:
        taken += read_sound(package, tables[RETIRED])["row_id"].drop_nulls().to_list()
    letters, digits = numbered[1], int(numbered[2])
    numbers = [int(name.removeprefix(letters)) for name in taken if re.fullmatch(f"{letters}[0-9]+", name)]
    return f"{letters}{max(numbers, default=0) + 1:0{digits}}"
