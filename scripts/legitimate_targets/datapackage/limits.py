"""How large a package may be that is not one's own: what is larger is refused before it is read."""

from dataclasses import dataclass

from legitimate_targets.problem import PackageError
from legitimate_targets.tables.byte_profile import Marks

MEBIBYTE = 2**20
LARGEST_INDEX = 4 * MEBIBYTE
"""Bytes of a JSON file."""

LARGEST_FILE = 128 * MEBIBYTE
"""Bytes of all tables together."""

MOST_CELLS = 20 * MEBIBYTE
"""Cells of all tables together, where a row counts for `CELLS_OF_A_ROW` more: a million rows of 14 columns pass."""

CELLS_OF_A_ROW = 4
"""What the number of a row's line, and the fault that it may have, take of memory, in cells."""

MOST_ANSWERS = 64 * MEBIBYTE
"""Rows times checks, all tables together."""

MOST_TABLES = 1000
LONGEST_PATH = 1000
WINDOW = MEBIBYTE // 2
"""Bytes among which a line must end."""

LARGEST_UNPACKED = 1024 * MEBIBYTE
LARGEST_RATIO = 100
LARGEST_DIRECTORY = 4 * MEBIBYTE
"""Bytes of the list of files in a zip."""

MOST_LINES = 10_000
"""Lines of which the gate reports one fault of one kind: behind these the file is refused without more words."""


@dataclass
class Budget:
    """What the tables of one package have taken of the bounds."""

    size: int = 0
    cells: int = 0

    def spend(self, data: bytes, marks: Marks) -> None:
        """Counts the bytes and cells of one table; raises PackageError when those of all are too many."""
        if any(data.find(b"\n", at, at + WINDOW) < 0 for at in range(0, len(data) - WINDOW, WINDOW)):
            raise PackageError(f"a table has a line of more than {WINDOW} bytes, which is refused")
        self.size += len(data)
        self.cells += marks.separators + CELLS_OF_A_ROW * marks.lines
        if self.size > LARGEST_FILE or self.cells > MOST_CELLS:
            raise PackageError(
                f"the tables have more than {LARGEST_FILE} bytes or {MOST_CELLS} cells, which is refused"
            )


def refuse_work(answers: int) -> None:
    """Raises PackageError when that many answers, one for each check and row, are more than anybody waits for."""
    if answers > MOST_ANSWERS:
        raise PackageError(f"the rows times the checks are {answers}, and more than {MOST_ANSWERS} are refused")
