"""Writes Markdown: tables, lists, code and links to headings."""

from collections.abc import Iterable, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[object]], numbers: Iterable[str] = ()) -> str:
    """Return a pipe table; the columns named in `numbers` are aligned right, and None is an empty cell."""
    right = set(numbers)
    rule = ["---:" if name in right else "---" for name in header]
    return "\n".join(_row(cells) for cells in [header, rule, *rows])


def bullets(items: Iterable[str]) -> str:
    """Return a list with one line per item."""
    return "\n".join(f"- {item}" for item in items)


def code(text: str) -> str:
    """Return `text` between backticks; an empty text stays empty."""
    return f"`{text}`" if text else ""


def anchor(heading: str) -> str:
    """Return the link to a heading of the same document, as GitHub forms it."""
    kept = "".join(character for character in heading.lower() if character.isalnum() or character in " -_")
    return "#" + kept.replace(" ", "-")


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
