"""Everything that an article proposes: the rows of each table, each with the rule that found it and its tier."""

from collections.abc import Iterator
from dataclasses import dataclass

from legitimate_targets.suggest.actors.known import Registry
from legitimate_targets.suggest.actors.resolve import Cast
from legitimate_targets.suggest.actors.rows import actor_rows
from legitimate_targets.suggest.evidence import Proof, Row
from legitimate_targets.suggest.figures.rows import figure_rows
from legitimate_targets.suggest.quote_rows import Context, quote_rows
from legitimate_targets.suggest.source_row import is_english, source_row
from legitimate_targets.suggest.speakers.attribute import attribute
from legitimate_targets.suggest.speakers.combine import decide
from legitimate_targets.suggest.text.article import Article
from legitimate_targets.suggest.text.document import read

Tables = dict[str, list[Row]]


@dataclass(frozen=True)
class Proposal:
    """The proposed rows by table, and what is doubtful about the article, in sentences."""

    tables: Tables
    doubts: tuple[str, ...]


def propose(article: Article, registry: Registry, source_id: str, with_model: bool) -> Proposal:
    """The proposal for one article; the same article, registry and sieves give the same rows."""
    reading = read(article.text)
    cast, proof = Cast(reading, registry), Proof(article.text, source_id)
    context = Context(reading, registry, cast, proof)
    attributions = attribute(reading)
    source = source_row(article, reading, proof)
    quotes = quote_rows(context, attributions, decide(reading, attributions, cast, with_model))
    figures, measures, claimants = figure_rows(context, attributions, quotes)
    needed = [each.actor.actor_id for each in (*quotes.speakers, *claimants)]
    needed += [each.actor.actor_id for each in quotes.media]
    actors, names = actor_rows(cast, needed, proof)
    tables: Tables = {"sources": [source], "actors": actors, "names": names, "utterances": quotes.utterances}
    tables |= {"quotes": quotes.rows, "measures": measures, "figures": figures}
    tables |= {"attributions": _marked(proof.attributions), "evidence": _marked(proof.evidence)}
    return Proposal(tables, (*article.doubts, *reading.doubts, *_doubts(article, quotes.rows)))


def _marked(rows: list[Row]) -> list[Row]:
    return [{**row, "rule": "follows", "tier": None} for row in rows]


def _doubts(article: Article, quotes: list[Row]) -> Iterator[str]:
    if not is_english(article.text):
        yield "the words are not English ones, and the rules know no other language"
    for row in quotes:
        if row["kind"] != "term" and row.get("speaker_id") is None:
            yield f"at {row['start']}: nobody was found who says this"
