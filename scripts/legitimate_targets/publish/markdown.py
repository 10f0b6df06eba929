"""Writes Markdown: the few shapes that the codebook and the README need."""

from collections.abc import Iterable, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[object]], numbers: Iterable[str] = ()) -> str:
    """A pipe table; the columns named in `numbers` stand on the right, an empty cell stays empty."""
    right = set(numbers)
    rule = ["---:" if name in right else "---" for name in header]
    return "\n".join(_row(cells) for cells in [header, rule, *rows])


def bullets(items: Iterable[str]) -> str:
    """A list with one item a line."""
    return "\n".join(f"- {item}" for item in items)


def code(text: str) -> str:
    """`text` between backticks; empty for an empty text."""
    return f"`{text}`" if text else ""


def anchor(heading: str) -> str:
    """The link to a heading of the same document."""
    kept = "".join(character for character in heading.lower() if character.isalnum() or character in " -_")
    return "#" + kept.replace(" ", "-")


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
