"""Legitimate Targets: five articles on one statement as tables, the schemas that hold them, and what checks them."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legitimate_targets.loading import load
    from legitimate_targets.problem import Problem
    from legitimate_targets.schemas import schema
    from legitimate_targets.validation import validate

PUBLIC = {"Problem": "problem", "load": "loading", "schema": "schemas", "validate": "validation"}
"""Each public name and the module that it is in, imported on first use, so that a start costs nothing.

No module has a public name itself: importing it would put the module in the place of the function."""

__all__ = ["Problem", "load", "schema", "validate"]


def __getattr__(name: str) -> object:
    if name not in PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{PUBLIC[name]}"), name)
