"""Builds the page: one HTML file with style and script inside, and with as many tables as links as it has room for."""

import re
from base64 import b64encode
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from legitimate_targets.checks.loading import load
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError
from legitimate_targets.publish.citation import as_text, citation
from legitimate_targets.publish.page.data import NEEDED, PageData, page_data
from legitimate_targets.publish.page.downloads import downloads
from legitimate_targets.publish.page.events import written
from legitimate_targets.publish.page.template_values import template_values

PAGE = "index.html"
"""The name of the page in a release."""

MOST_BYTES = 299_800
"""Bytes of the page at most, unless its rows alone need more: the promised 300 kB, less a margin for the links.

What the rows leave is the room for the tables as links.
"""

HERE = Path(__file__).parent
PLAIN = re.compile(r"[#A-Za-z0-9_./|:-]+")
"""Values of an attribute that need no quotes around them."""

BETWEEN = re.compile(r"\s*([{};,])\s*")
"""White space that a style sheet does not need."""

SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def page(package: Package) -> bytes:
    """Return the page of a package as HTML in UTF-8; the same package gives the same bytes.

    Raises PackageError if the package cannot be read, or lacks a table that the page shows.
    """
    data = read_data(package)
    context = {**template_values(data), "cited": _cited(package), **_assets()}
    bare = _render(context, downloads(data, 0))
    return _render(context, downloads(data, MOST_BYTES - len(bare)))


def read_data(package: Package) -> PageData:
    """Return the data of the page; raise PackageError if the package cannot be read or lacks one of its tables."""
    for name in NEEDED:
        package.resource(name)
    return page_data(package, read_plan(package).tables, load(package=package))


def environment() -> Environment:
    """Return the environment of the templates: it escapes text from the tables, and an unknown name is an error."""
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {"spelled": spelled, "attr": attribute, "here": here, "day": day}
    return templates


def attribute(value: str) -> Markup:
    """Return the value of an attribute as HTML, between quotes if it needs them."""
    return Markup(value) if PLAIN.fullmatch(value) else Markup('"{}"').format(value)


def here(key: str) -> Markup:
    """Return the value of an attribute that links to a row of this page."""
    return attribute(f"#{key}")


def day(cell: str) -> str:
    """Return a date of the tables as a sentence has it."""
    return written(date.fromisoformat(cell))


def spelled(number: int) -> str:
    """Return a number as a word if it is small, else in digits."""
    return SPELLED[number] if number < len(SPELLED) else str(number)


def _cited(package: Package) -> str:
    """Return the citation of the package; "" if its changelog or its index lacks what a citation needs."""
    try:
        return as_text(citation(package)).strip()
    except PackageError:
        return ""


def _render(context: dict[str, Any], tables: Iterable[object]) -> bytes:
    text = environment().get_template(PAGE).render(context, downloads=list(tables))
    lines = (line.strip() for line in text.splitlines())
    return ("\n".join(line for line in lines if line) + "\n").encode("utf-8")


def _assets() -> dict[str, object]:
    """Return style and script, and their hashes: the page's security policy allows these two and no others."""
    style, script = Markup(BETWEEN.sub(r"\1", _asset("style.css"))), _asset("filter.js")
    return {"style": style, "script": script, "style_hash": _allowed(style), "script_hash": _allowed(script)}


def _asset(name: str) -> Markup:
    """Return a file of this folder without indentation, empty lines and comment lines."""
    lines = (line.strip() for line in (HERE / name).read_text("utf-8").splitlines())
    return Markup("\n".join(line for line in lines if line and not line.startswith("//")))


def _allowed(asset: str) -> str:
    return f"sha256-{b64encode(sha256(asset.encode('utf-8')).digest()).decode('ascii')}"
