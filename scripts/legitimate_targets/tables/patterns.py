"""Patterns that every engine reads alike: what Rust, Java and Python mean by the same signs, and in linear time."""

import re

from legitimate_targets.errors import PackageError, shortened
from legitimate_targets.tables.model import Table

CLASS = r"\[\^?(?![\]^])(?:(?!&&|--|~~)[^\[\]\\]|\\[^A-Za-z0-9])+\]"
QUANTIFIER = r"(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})(?![*+?{])"
PLAIN = rf"(?:[^\\.^$*+?()\[\]{{}}|]|\\[^A-Za-z0-9]|{CLASS}|\(\?:|\||\))"
ALIKE = re.compile(rf"\^(?:{PLAIN}(?:{QUANTIFIER})?)*\$", re.DOTALL)
"""Characters, written-out classes, groups without a number, alternatives, and how often: no `.`, `\\d`, `\\w`, `\\s`,
`\\b`, flags, properties, references, lazy or possessive quantifiers."""

SENTENCE = "is not read alike by all engines: write classes out, such as [0-9], and no ., \\d, \\w, \\s, \\b or flags"


def refuse_patterns(table: Table) -> None:
    """Raises PackageError, with the place, for a pattern that engines would read in more than one way."""
    for field in table.fields:
        pattern = field.constraints.get("pattern")
        if pattern is not None and not ALIKE.fullmatch(pattern):
            place = f"{table.schema}: {field.name}: pattern"
            raise PackageError(f"{place}: {shortened(pattern)} {SENTENCE}")
