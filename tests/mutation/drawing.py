"""Draws very many packages and compares the validator with its referees on each, in two processes."""

from multiprocessing import get_context

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.support.differential import disagreements
from tests.support.hypothesis_packages import Drawn, packages

EXAMPLES = 10_000
PROCESSES = 2


def drawn(examples: int = EXAMPLES, processes: int = PROCESSES) -> tuple[int, list[str]]:
    """Return how many packages were drawn, and each disagreement in words."""
    with get_context("spawn").Pool(processes) as pool:
        found = pool.starmap(_drawn, [(number, examples // processes) for number in range(processes)])
    return sum(count for count, _ in found), [word for _, words in found for word in words]


def _drawn(number: int, examples: int) -> tuple[int, list[str]]:
    said: list[list[str]] = []

    @seed(number)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(packages())
    def ask(package: Drawn) -> None:
        said.append(list(disagreements(package)))

    ask()
    return len(said), [word for words in said for word in words]
