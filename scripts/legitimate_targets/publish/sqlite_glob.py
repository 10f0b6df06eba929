"""Says in SQLite's GLOB what a pattern of a schema says, for a database that has no regular expressions.

The patterns that can be said are characters and classes in a row, each with a count. One with an open count stands
last or before a separator that is in nothing before it (`[0-9]+-[0-9]+`). Behind them may stand a group that repeats
at will and begins with a separator (`[a-z]+(?:-[a-z]+)*`).
"""

import re
from dataclasses import dataclass
from itertools import product
from math import prod

COUNT = r"\{\d+(?:,\d*)?\}|[+*?]"
ATOM = re.compile(rf"(?P<members>\[[^\]^\\]+\]|[A-Za-z0-9:/_@-])(?P<count>{COUNT})?")
TAIL = re.compile(rf"\(\?:(?P<separator>[-_/.])(?P<atom>\[[^\]^\\]+\](?:{COUNT})?)\)\*$")
MOST_VARIANTS = 64


@dataclass(frozen=True)
class Atom:
    """A class of characters that repeats; `most` is none where it may repeat at will."""

    members: str
    least: int
    most: int | None

    def has(self, character: str) -> bool:
        """Whether a character is in the class."""
        return re.match(f"[{self.members}]", character) is not None

    @property
    def counts(self) -> range:
        """How often it may stand, where that is not at will."""
        return range(self.least, (self.most or 0) + 1)

    def glob(self, count: int) -> str:
        """The class, `count` times."""
        return (self.members if self.members.isalnum() and len(self.members) == 1 else f"[{self.members}]") * count


def condition(pattern: str, column: str) -> str | None:
    """SQL that is true of a text exactly where `pattern`, `^(?:...)$`, matches; none where GLOB cannot say it.

    `column` is SQL for the text.
    """
    body = pattern.removeprefix("^(?:").removesuffix(")$")
    tail = TAIL.search(body)
    if tail is None:
        return _row(_atoms(body), column)
    separator, repeated = tail["separator"], _atoms(tail["atom"])
    head = _atoms(body[: tail.start()])
    if any(atom.has(separator) for atom in head + repeated):
        return None
    split = f"instr({column} || '{separator}', '{separator}')"
    first = _row(head, f"substr({column}, 1, {split} - 1)")
    return first and f"{first} AND {_repeated(repeated[0], separator, f'substr({column}, {split})')}"


def _atoms(text: str) -> list[Atom]:
    """The atoms that a pattern is made of; none where it is made of something else."""
    found = list(ATOM.finditer(text))
    if "".join(match[0] for match in found) != text:
        return []
    return [Atom(match["members"].strip("[]"), *_count(match["count"] or "{1}")) for match in found]


def _count(written: str) -> tuple[int, int | None]:
    if written in ("+", "*", "?"):
        return int(written == "+"), 1 if written == "?" else None
    least, comma, most = written.strip("{}").partition(",")
    return int(least), int(most) if most else (None if comma else int(least))


def _row(atoms: list[Atom], text: str) -> str | None:
    """True where `text` is the atoms in a row."""
    opened = [number for number, atom in enumerate(atoms) if atom.most is None]
    if opened and opened[0] + 1 < len(atoms):
        return _split(atoms, opened[0] + 1, text)
    if len(atoms) == 1:
        return _one(atoms[0], text)
    if opened:
        return _begun(atoms[:-1], atoms[-1], text)
    if not atoms or prod(len(atom.counts) for atom in atoms) > MOST_VARIANTS:
        return None
    variants = product(*(atom.counts for atom in atoms))
    globs = ("".join(map(Atom.glob, atoms, counts)) for counts in variants)
    return "(" + " OR ".join(f"{text} GLOB '{glob}'" for glob in globs) + ")"


def _one(atom: Atom, text: str) -> str:
    """True where `text` is one atom."""
    length = f"= {atom.least}" if atom.least == atom.most else f">= {atom.least}"
    if atom.most not in (None, atom.least):
        length = f"BETWEEN {atom.least} AND {atom.most}"
    return f"length({text}) {length} AND {text} NOT GLOB '*[^{atom.members}]*'"


def _begun(fixed: list[Atom], last: Atom, text: str) -> str | None:
    """True where `text` begins with atoms of one count each and goes on with an open one."""
    if any(atom.least != atom.most for atom in fixed):
        return None
    start = "".join(atom.glob(atom.least) for atom in fixed)
    rest = f"substr({text}, {sum(atom.least for atom in fixed) + 1})"
    return f"{text} GLOB '{start}{last.glob(last.least)}*' AND {rest} NOT GLOB '*[^{last.members}]*'"


def _split(atoms: list[Atom], place: int, text: str) -> str | None:
    """True where `text` is the atoms, of which the one at `place` is the first separator."""
    before, separator = atoms[:place], atoms[place].members
    if len(separator) > 1 or atoms[place].counts != range(1, 2) or any(atom.has(separator) for atom in before):
        return None
    found = f"instr({text}, '{separator}')"
    first = _row(before, f"substr({text}, 1, {found} - 1)")
    rest = _row(atoms[place + 1 :], f"substr({text}, {found} + 1)")
    return first and rest and f"{found} > 0 AND {first} AND {rest}"


def _repeated(atom: Atom, separator: str, text: str) -> str:
    """True where `text`, empty or begun with the separator, is stretches of the atom, each behind a separator."""
    wrong = [f"*[^{atom.members}{separator}]*"]
    for count in range(atom.least):
        wrong += [f"*{separator}{atom.glob(count)}", f"*{separator}{atom.glob(count)}{separator}*"]
    if atom.most is not None:
        wrong.append(f"*{separator}{atom.glob(atom.most + 1)}*")
    return " AND ".join(f"{text} NOT GLOB '{glob}'" for glob in wrong)
