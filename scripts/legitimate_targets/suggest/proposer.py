"""Proposes the rows of one article after another, with what a package knows; reads the package once."""

import re
from dataclasses import dataclass

from legitimate_targets.checks.ids import next_id
from legitimate_targets.datapackage.package import Package
from legitimate_targets.suggest.actors.known import Registry, read_registry
from legitimate_targets.suggest.propose import Proposal, propose
from legitimate_targets.suggest.text.article_file import ArticleFile

_NUMBERED = re.compile(r"(\d{3,})[_-]")


@dataclass(frozen=True)
class Proposer:
    """What the rows of any article are proposed with: no more than values, so that it can be sent elsewhere.

    `taken` are the ids of the package's sources, `free` is the next one.
    """

    registry: Registry
    taken: frozenset[str]
    free: str
    with_model: bool

    def propose(self, article: ArticleFile) -> Proposal:
        """The proposal for an article."""
        return propose(article, self.registry, self._source_id(article.name), self.with_model)

    def _source_id(self, name: str) -> str:
        """The id by the number that the file's name begins with, else the next free one; `accept` has the last word."""
        numbered = _NUMBERED.match(name)
        own = f"S{numbered[1]}" if numbered else ""
        return own if own and own not in self.taken else self.free


def read_proposer(package: Package, with_model: bool) -> Proposer:
    """What proposes rows by a package, with the parser or without."""
    from legitimate_targets.checks.loading import load

    taken = frozenset(load("sources", package=package)["source_id"])
    return Proposer(read_registry(package), taken, next_id(package, "sources"), with_model)
