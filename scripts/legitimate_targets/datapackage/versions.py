"""Version numbers of the data: how large a step a change requires, and the number after that step."""

import re
from enum import IntEnum

from legitimate_targets.errors import PackageError

NUMBER = re.compile(r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$")


class Step(IntEnum):
    """How far a version number moves: a cell corrected, something added, or something gone or with a new meaning."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


def parse(version: str) -> tuple[int, int, int]:
    """Return `0.2.1` as (0, 2, 1); raise PackageError for anything but three numbers."""
    found = NUMBER.match(version)
    if not found:
        raise PackageError(f"{version!r} is not a version number (MAJOR.MINOR.PATCH)")
    major, minor, patch = (int(part) for part in found.groups())
    return major, minor, patch


def lowest(old: str, step: Step) -> str:
    """Return the lowest version that a step from `old` may lead to."""
    major, minor, patch = parse(old)
    match step:
        case Step.MAJOR:
            return f"{major + 1}.0.0"
        case Step.MINOR:
            return f"{major}.{minor + 1}.0"
        case Step.PATCH:
            return f"{major}.{minor}.{patch + 1}"
        case _:
            return old
