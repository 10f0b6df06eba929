"""Proposes the rows of a draft, article by article, from what the package already has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from legitimate_targets.checks.ids import next_id
from legitimate_targets.checks.loading import load
from legitimate_targets.datapackage.package import Package
from legitimate_targets.suggest.actor_rows import actor_rows
from legitimate_targets.suggest.actors.known import KNOWN_TABLES, KnownRows, known_rows
from legitimate_targets.suggest.actors.resolve import Resolver
from legitimate_targets.suggest.draft import Cells, Proposal
from legitimate_targets.suggest.evidence import EvidenceCollector
from legitimate_targets.suggest.figure_rows import figure_rows
from legitimate_targets.suggest.quote_rows import quote_rows
from legitimate_targets.suggest.source_row import is_english, source_row
from legitimate_targets.suggest.speakers.attribute_quotations import attribute_quotations
from legitimate_targets.suggest.speakers.build_reading import build_reading
from legitimate_targets.suggest.speakers.combine import decide
from legitimate_targets.suggest.text.article_file import ArticleFile

_NUMBERED = re.compile(r"(\d{3,})[_-]")


@dataclass(frozen=True)
class Proposer:
    """Everything that is needed to propose the rows of any article, as plain data that Spark can send to workers.

    `source_ids` are the ids of the package's sources and `next_source_id` is the first free one; `with_model` says
    whether the parser is used in addition to the rules.
    """

    known: KnownRows
    source_ids: frozenset[str]
    next_source_id: str
    with_model: bool

    def propose(self, article: ArticleFile) -> Proposal:
        """Return the proposal for an article."""
        return propose(article, self.known, self._source_id(article.name), self.with_model)

    def _source_id(self, name: str) -> str:
        """Return the id by the number at the start of a file name, or else the next free one; `accept` renumbers."""
        numbered = _NUMBERED.match(name)
        own = f"S{numbered[1]}" if numbered else ""
        return own if own and own not in self.source_ids else self.next_source_id


def read_proposer(package: Package, with_model: bool) -> Proposer:
    """Return the Proposer for a package; raise PackageError if a table of it cannot be loaded."""
    source_ids = frozenset(load("sources", package=package)["source_id"])
    return Proposer(read_known(package), source_ids, next_id(package, "sources"), with_model)


def read_known(package: Package) -> KnownRows:
    """Return what a package knows; raise PackageError if a table of it cannot be loaded."""
    return known_rows({name: load(name, package=package) for name in KNOWN_TABLES})


def propose(article: ArticleFile, known: KnownRows, source_id: str, with_model: bool) -> Proposal:
    """Return the proposal for one article; equal arguments give equal rows."""
    reading = build_reading(article.text)
    resolver, evidence = Resolver(reading, known), EvidenceCollector(article.text, source_id)
    attributions = attribute_quotations(reading)
    source = source_row(article, reading, evidence)
    quotes = quote_rows(resolver, evidence, attributions, decide(reading, attributions, resolver.actor_of, with_model))
    figures = figure_rows(resolver, evidence, attributions, quotes.ids)
    actors, names = actor_rows(resolver.cast, quotes.actor_ids | figures.actor_ids, evidence)
    tables = {
        "sources": [source],
        "actors": actors,
        "names": names,
        "utterances": quotes.utterances,
        "quotes": quotes.rows,
        "measures": list(figures.measures.values()),
        "figures": figures.rows,
        "attributions": _with_rule_follows(evidence.attributions),
        "evidence": _with_rule_follows(evidence.evidence),
    }
    return Proposal(tables, (*article.doubts, *reading.doubts, *_doubts(article, quotes.rows)))


def _with_rule_follows(rows: list[Cells]) -> list[Cells]:
    """Return rows that follow from rows of other tables, with the added columns."""
    return [{**row, "rule": "follows", "tier": None} for row in rows]


def _doubts(article: ArticleFile, quotes: list[Cells]) -> Iterator[str]:
    if not is_english(article.text):
        yield "the text is probably not English, and the rules know no other language"
    for row in quotes:
        if row["kind"] != "term" and row.get("speaker_id") is None:
            yield f"at {row['start']}: no speaker was found for this quotation"
