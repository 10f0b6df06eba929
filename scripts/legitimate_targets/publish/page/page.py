"""Builds the page: the views in the template, style and script inside, the tables as links where there is room."""

import re
from base64 import b64encode
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from legitimate_targets.datapackage.package import Package
from legitimate_targets.publish.page import views
from legitimate_targets.publish.page.calendar import written
from legitimate_targets.publish.page.data import read

PAGE = "index.html"
"""The name of the page in a release."""

MOST_BYTES = 299_800
"""A page is no larger than this unless its rows alone are: what they leave is the room for the tables as links."""

HERE = Path(__file__).parent
PLAIN = re.compile(r"[#A-Za-z0-9_./|:-]+")
"""What an attribute can hold without quotes around it."""

BETWEEN = re.compile(r"\s*([{};,])\s*")
"""Where a style sheet needs no white space."""

SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def page(package: Package) -> bytes:
    """The page of a package as HTML in UTF-8; raises PackageError where the package cannot be read.

    The same package gives the same bytes.
    """
    material = read(package)
    context = {**views.context(material), **_assets()}
    bare = _render(context, views.downloads(material, 0))
    return _render(context, views.downloads(material, MOST_BYTES - len(bare)))


def environment() -> Environment:
    """The templates; text from the tables is escaped, and a name that is not there is an error."""
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
    """The value of an attribute as HTML: between quotes where it needs them."""
    return Markup(value) if PLAIN.fullmatch(value) else Markup('"{}"').format(value)


def here(key: str) -> Markup:
    """The value of an attribute that links to a row of this page."""
    return attribute(f"#{key}")


def day(cell: str) -> str:
    """A date of the tables as it is written in a sentence."""
    return written(date.fromisoformat(cell))


def spelled(number: int) -> str:
    """A small number as a word."""
    return SPELLED[number] if number < len(SPELLED) else str(number)


def _render(context: dict[str, Any], downloads: Iterable[object]) -> bytes:
    text = environment().get_template(PAGE).render(context, downloads=list(downloads))
    lines = (line.strip() for line in text.splitlines())
    return ("\n".join(line for line in lines if line) + "\n").encode("utf-8")


def _assets() -> dict[str, object]:
    """Style and script, and the hashes by which the page allows them and nothing else."""
    style, script = Markup(BETWEEN.sub(r"\1", _asset("style.css"))), _asset("filter.js")
    return {"style": style, "script": script, "style_hash": _allowed(style), "script_hash": _allowed(script)}


def _asset(name: str) -> Markup:
    lines = (line.strip() for line in (HERE / name).read_text("utf-8").splitlines())
    return Markup("\n".join(line for line in lines if line and not line.startswith("//")))


def _allowed(asset: str) -> str:
    return f"sha256-{b64encode(sha256(asset.encode('utf-8')).digest()).decode('ascii')}"
