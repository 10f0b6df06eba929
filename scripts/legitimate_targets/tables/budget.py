"""Counts what the tables of one package take of the limits, and refuses more."""

from dataclasses import dataclass

from legitimate_targets.datapackage.limits import CELLS_OF_A_ROW, LARGEST_FILE, MOST_ANSWERS, MOST_CELLS, WINDOW
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.byte_profile import ByteProfile


@dataclass
class Budget:
    """What the tables of one package have taken of the bounds."""

    size: int = 0
    cells: int = 0

    def spend(self, data: bytes, marks: ByteProfile) -> None:
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
