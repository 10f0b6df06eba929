"""What the steps of a validation on Spark hand on to its report."""

from collections import Counter
from dataclasses import dataclass, field

from legitimate_targets.tables.problem import Problem


@dataclass
class Findings:
    """The problems to show, how many more each check has, by its id, and how many spans were compared with the texts.

    `spans` is None if there were no texts to compare with.
    """

    problems: list[Problem] = field(default_factory=list)
    hidden: Counter[str] = field(default_factory=Counter)
    spans: int | None = None

    def include(self, other: "Findings") -> None:
        """Add the findings of another step."""
        self.problems += other.problems
        self.hidden.update(other.hidden)
        if other.spans is not None:
            self.spans = (self.spans or 0) + other.spans
