"""The one shape of a fault: where it is, what is wrong, the value and the rule."""

from dataclasses import dataclass

from legitimate_targets.errors import printable, shortened


@dataclass(frozen=True)
class Problem:
    """One fault: where it is, what is wrong, the value as written and the id of the rule.

    `path` is relative to the package, `line` counts the file's lines from 1, `column` is the
    name of a column. A `note` is something to look at that leaves the package valid. `key` is the row's key,
    where a table has no lines.
    """

    path: str
    line: int | None
    column: str | None
    message: str
    value: str | None
    rule: str
    note: bool = False
    key: str | None = None

    def __str__(self) -> str:
        row = f":{self.line}" if self.line is not None else "" if self.key is None else f": {shortened(self.key)}"
        return f"{printable(self.path)}{row}: {'note: ' * self.note}{self.sentence()} [{printable(self.rule)}]"

    def sentence(self) -> str:
        """What is wrong in which column, with the value, on one printable line."""
        column = "" if self.column is None else f"{printable(self.column)}: "
        value = "" if self.value is None else f" ({shortened(self.value)})"
        return f"{column}{printable(self.message)}{value}"

    def sort_key(self) -> tuple[str, int, str, str, str, str]:
        """Order of a report: file, line or key, column, rule, value; a fault of the whole file first."""
        return self.path, self.line or 0, self.key or "", self.column or "", self.rule, self.value or ""
