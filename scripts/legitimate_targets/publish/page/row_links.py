"""The address of each row on the page: `Q014` for a numbered row, `claims/<key>` for one with a name."""

import re

NUMBERED = re.compile(r"[A-Z][0-9]{3,}")


def address(table: str, key: str) -> str:
    """The id of the element that shows a row, unique on the page."""
    return key if NUMBERED.fullmatch(key) else f"{table}/{key}"
