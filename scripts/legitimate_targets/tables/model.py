"""One table's schema as values: columns, keys, foreign keys, spans and rules, independent of their JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from legitimate_targets.errors import PackageError


@dataclass(frozen=True)
class Field:
    """One column: its type, its constraints as the JSON has them, and the properties of this project.

    `list` names the vocabulary list of its codes; `printed` is True for text as an article prints it; `former` is True
    for a cell of an earlier release, with whatever was wrong with it; `evidence` is True if every non-empty cell needs
    a row in the table evidence, otherwise `why` says why not.
    """

    name: str
    type: str
    description: str
    example: str | None
    constraints: Mapping[str, Any]
    list: str | None
    printed: bool
    evidence: bool
    why: str | None
    former: bool = False

    @property
    def required(self) -> bool:
        """Whether no cell of the column may be empty."""
        return bool(self.constraints.get("required"))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that its cells may hold, in the order of the schema; () if any value of the type may appear."""
        return tuple(self.constraints.get("enum", ()))


@dataclass(frozen=True)
class Reference:
    """A foreign key: the columns of the table and the columns of the table that they point to."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True)
class Span:
    """The columns of a row's span: the source's key and, if the row carries the text, the column of the text."""

    source: str
    text: str | None


@dataclass(frozen=True)
class Rule:
    """A condition on one row, in SQL: a row breaks it if the result is false; NULL passes."""

    name: str
    sql: str
    message: str


@dataclass(frozen=True)
class Table:
    """One table's schema; `path` is its CSV and `schema` the JSON, both relative to the package.

    `missing` are the spellings of an empty cell; in a package that is the empty cell alone. `derived` says what a
    command writes the table from ("tables", "texts" as well, or "codings"); it is None for a table that people write.
    """

    name: str
    path: str
    schema: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    references: tuple[Reference, ...]
    span: Span | None
    rules: tuple[Rule, ...]
    derived: str | None = None
    missing: tuple[str, ...] = ("",)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns in the order of the file."""
        return tuple(field.name for field in self.fields)

    def has_words(self, field: Field) -> bool:
        """Return whether a column holds words, printed or of a coder: text without codes and pattern, and no key."""
        keys = {*self.primary_key, *(name for reference in self.references for name in reference.columns)}
        is_free = not field.codes and "pattern" not in field.constraints and field.name not in keys
        return field.type == "string" and is_free and not field.former

    def field(self, name: str) -> Field:
        """Return the column of that name; raise PackageError if there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise PackageError(f"{self.schema}: there is no field {name!r}")
