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
from legitimate_targets.suggest.speakers.attribute_quotations import attribute_quotations
from legitimate_targets.suggest.speakers.build_reading import build_reading
from legitimate_targets.suggest.speakers.combine import decide
from legitimate_targets.suggest.text.article_file import ArticleFile

Tables = dict[str, list[Row]]


@dataclass(frozen=True)
class Proposal:
    """The proposed rows by table, and what is doubtful about the article, in sentences."""

    tables: Tables
    doubts: tuple[str, ...]


def propose(article: ArticleFile, registry: Registry, source_id: str, with_model: bool) -> Proposal:
    """The proposal for one article; the same article, registry and sieves give the same rows."""
    reading = build_reading(article.text)
    cast, proof = Cast(reading, registry), Proof(article.text, source_id)
    context = Context(reading, registry, cast, proof)
    attributions = attribute_quotations(reading)
    source = source_row(article, reading, proof)
    quotes = quote_rows(context, attributions, decide(reading, attributions, cast.of, with_model))
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


def _doubts(article: ArticleFile, quotes: list[Row]) -> Iterator[str]:
    if not is_english(article.text):
        yield "the words are not English ones, and the rules know no other language"
    for row in quotes:
        if row["kind"] != "term" and row.get("speaker_id") is None:
            yield f"at {row['start']}: nobody was found who says this"
