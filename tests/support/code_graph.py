"""The modules of the package and which of them import which, read from their source."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from tests.support.paths import SOURCES

PACKAGE = SOURCES.name
Graph = Mapping[str, frozenset[str]]
"""By module, without the name of the package, the modules of the package that it imports."""


@cache
def trees() -> Mapping[str, ast.Module]:
    """Return the syntax tree of each module by its name, such as `tables.gate`; `tables` is an __init__."""
    found = {}
    for path in sorted(SOURCES.rglob("*.py")):
        parts = path.relative_to(SOURCES).with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__")] = ast.parse(path.read_text("utf-8"), str(path))
    return found


def graph() -> Graph:
    """Return which modules import which, in functions as well; imports for type checkers alone are left out."""
    return {name: frozenset(_imported(tree)) - {name} for name, tree in trees().items()}


def room(module: str) -> str:
    """Return the folder of a module, or the module itself if it is at the root."""
    return module.split(".")[0]


def against(graph: Graph, rooms: tuple[str, ...]) -> list[str]:
    """Return the imports of a module in a later room of the list, or in none."""
    order = {name: number for number, name in enumerate(rooms)}
    last = len(rooms)
    return [
        f"{module} imports {other}"
        for module, others in graph.items()
        for other in sorted(others)
        if order.get(room(other), last) > order.get(room(module), last)
    ]


def circle(graph: Graph) -> list[str]:
    """Return a circle of modules, each importing the next and the last being the first, or nothing if there is none."""
    left = {module: set(others) for module, others in graph.items()}
    while free := [module for module, others in left.items() if not others & left.keys()]:
        for module in free:
            del left[module]
    path: list[str] = []
    while left and (not path or path[-1] not in path[:-1]):
        path.append(min(left[path[-1]] & left.keys()) if path else min(left))
    return path[path.index(path[-1]) :] if path else []


def longest_chain(graph: Graph) -> list[str]:
    """Return the longest list of modules in which each imports the next, in a graph without circles."""

    @cache
    def chain(module: str) -> list[str]:
        return [module, *max((chain(other) for other in sorted(graph[module])), key=len, default=[])]

    return max((chain(module) for module in graph), key=len)


def functions() -> Iterator[tuple[str, int]]:
    """Yield each function of the package, by module and name, and the number of its lines."""
    for module, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{module}.{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def lines(path: Path) -> int:
    """Return the number of lines of a file."""
    return len(path.read_text("utf-8").splitlines())


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in _run(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == PACKAGE:
            base = (node.module or "").removeprefix(PACKAGE).removeprefix(".")
            for alias in node.names:
                name = f"{base}.{alias.name}".removeprefix(".")
                yield name if name in trees() else base
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == PACKAGE:
                    yield alias.name.removeprefix(PACKAGE).removeprefix(".")


def _run(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run, which those below `if TYPE_CHECKING` do not."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield child
            yield from _run(child)
