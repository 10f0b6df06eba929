"""The package is built in floors: each room imports only rooms above it, and no module or function is too long."""

import ast

from tests.support.code_graph import against, circle, functions, graph, lines, longest_chain, trees
from tests.support.paths import SOURCES

ROOMS = (
    *("errors", "datapackage", "tables", "checks", "articles", "derive", "validation"),
    *("suggest", "publish", "curation", "spark", "commands"),
)
"""The rooms in their order: each imports from those before it. `errors` is the one module that is a room."""

ROOT = {*ROOMS, "__init__.py", "__main__.py", "errors.py", "py.typed"} - {"errors"}
LONGEST_CHAIN = 14
"""Modules that one has to open, at most, to follow an import from a command down to the last room."""

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
"""Lines of a module and of a function: what one reads in one go."""


def test_each_room_imports_only_rooms_above_it() -> None:
    assert against(graph(), ROOMS) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(graph()) == []


def test_no_chain_of_imports_is_longer_than_one_can_follow() -> None:
    assert circle(graph()) == []
    chain = longest_chain(graph())
    assert len(chain) <= LONGEST_CHAIN, f"{len(chain)}: {' > '.join(chain)}"


def test_at_the_root_are_the_rooms_and_nothing_else() -> None:
    assert {path.name for path in SOURCES.iterdir()} - {"__pycache__"} == ROOT


def test_each_folder_with_code_says_what_it_is_for() -> None:
    folders = {".".join(path.parent.relative_to(SOURCES).parts) for path in SOURCES.rglob("*.py")}
    assert [name for name in sorted(folders) if name not in trees() or not ast.get_docstring(trees()[name])] == []


def test_no_module_is_too_long() -> None:
    found = {str(path.relative_to(SOURCES)): lines(path) for path in SOURCES.rglob("*.py")}
    assert {name: length for name, length in found.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_too_long() -> None:
    assert {name: length for name, length in functions() if length > LONGEST_FUNCTION} == {}


def test_a_circle_and_an_import_against_the_floors_would_be_found() -> None:
    made = {"a.one": frozenset({"b.two"}), "b.two": frozenset({"b.three"}), "b.three": frozenset({"b.two"})}
    assert circle(made) == ["b.two", "b.three", "b.two"]
    assert against(made, ("a", "b")) == ["a.one imports b.two"]
    assert against(made, ("b", "a")) == []
