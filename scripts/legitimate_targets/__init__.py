"""Legitimate Targets: five articles on one statement as tables, their schemas, and the code that checks them.

    from legitimate_targets import load, schema, validate

    quotes = load("quotes")                     # a polars frame: dates, integers, codes as Enum, empty cells null
    quotes = load("quotes", engine="pandas")    # the same in pandas: unordered categories, nullable integers
    tables = load()                             # all tables in a dict by name
    quotes = load("quotes", package="legitimate-targets-0.1.0.zip")     # of a release, a folder or a checkout

    schema("quotes").validate(quotes, lazy=True)    # a Pandera schema, for a frame of your own

    for problem in validate("a/package"):       # every fault and note: file, line, column, value, id of the check
        print(problem)

pandas and pandera are extras, imported when they are first needed. What the columns and codes mean is in the codebook:
data/README.md of a checkout, CODEBOOK.md of a release. The program `legitimate-targets` has these and more as commands.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legitimate_targets.checks.loading import load
    from legitimate_targets.checks.pandera_backend import schema
    from legitimate_targets.errors import (
        CannotWrite,
        EngineError,
        LegitimateTargetsError,
        LimitExceeded,
        MissingExtra,
        PackageError,
        Problem,
    )
    from legitimate_targets.validation.validate_package import validate

PUBLIC = {
    **dict.fromkeys(
        ("CannotWrite", "EngineError", "LegitimateTargetsError", "LimitExceeded", "MissingExtra", "PackageError"),
        "errors",
    ),
    "Problem": "errors",
    "load": "checks.loading",
    "schema": "checks.pandera_backend",
    "validate": "validation.validate_package",
}
"""The module of each public name; it is imported when the name is first used, so that importing the package stays fast.

No room and no module at the root may be named like a public function: importing it would replace the function."""

__all__ = [
    "CannotWrite",
    "EngineError",
    "LegitimateTargetsError",
    "LimitExceeded",
    "MissingExtra",
    "PackageError",
    "Problem",
    "load",
    "schema",
    "validate",
]


def __getattr__(name: str) -> object:
    if name not in PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{PUBLIC[name]}"), name)


def __dir__() -> list[str]:
    """Return the names for `help` and completion, including those that are imported on first use."""
    return sorted({*globals(), *__all__})
