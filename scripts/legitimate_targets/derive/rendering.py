"""The rule rendering_variant: one utterance, quoted in other words."""

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

import polars as pl

from legitimate_targets.articles.words import forms
from legitimate_targets.derive.mentions import Tables, differing, findings, mentions

KIND = "rendering_variant"
PSEUDO = "pseudo"
SENTENCE = "sentence"
BETWEEN_RUNS = "; "
Words = tuple[str, ...]


def rendering_variant(tables: Tables) -> pl.DataFrame:
    """Quotes of one utterance in other words, and the words that some of its sentences add to the most frequent one.

    Putin's sentence stands in three versions, two of them with "for destruction". From `quotes` (text, kind,
    utterance_id), compared as normalised words. A quote whose words stand in a longer quote of the same utterance
    is a part of it and no variant; a pseudo-quote is nobody's words. Aspect text: the variant is the first quote in
    these words. Aspect words: the variant is the added run of words, null when there is none. Returns findings.
    """
    uttered = tables["quotes"].filter(pl.col("utterance_id").is_not_null(), pl.col("kind") != PSEUDO)
    groups = [group for _, group in uttered.group_by("utterance_id", maintain_order=True)]
    texts = _with(uttered, (row for group in groups for row in _whole(group)))
    sentences = uttered.filter(pl.col("kind") == SENTENCE)
    added = _with(sentences, (row for group in groups for row in _added(group.filter(pl.col("kind") == SENTENCE))))
    return pl.concat(
        [
            findings(KIND, "text", differing(mentions(texts, "quotes", "variant")), named="text"),
            findings(KIND, "words", differing(mentions(added, "quotes", "variant")), named="words"),
        ]
    )


def _with(quotes: pl.DataFrame, variants: Iterator[tuple[str, str | None]]) -> pl.DataFrame:
    """The quotes that have a pair (quote_id, variant), with the variant."""
    schema = {"quote_id": pl.String(), "variant": pl.String()}
    return quotes.join(pl.DataFrame(list(variants), schema=schema, orient="row"), on="quote_id")


def _whole(quotes: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """Each quote that is no part of a longer one, with the text of the first quote in the same words."""
    rows = [(quote_id, text, forms(text)) for quote_id, text in quotes.select("quote_id", "text").iter_rows()]
    first: dict[Words, str] = {}
    for quote_id, text, words in rows:
        if not any(_is_part(words, other) for _, _, other in rows):
            yield quote_id, first.setdefault(words, text)


def _is_part(words: Words, other: Words) -> bool:
    longer = len(other) - len(words)
    return longer > 0 and any(other[start : start + len(words)] == words for start in range(longer + 1))


def _added(sentences: pl.DataFrame) -> Iterator[tuple[str, str | None]]:
    """Each sentence with the runs of words that it adds to the most frequent one; of equals, to the first."""
    rows = [(quote_id, forms(text)) for quote_id, text in sentences.select("quote_id", "text").iter_rows()]
    if rows:
        usual = Counter(words for _, words in rows).most_common(1)[0][0]
        yield from ((quote_id, BETWEEN_RUNS.join(_runs(usual, words)) or None) for quote_id, words in rows)


def _runs(usual: Words, words: Words) -> Iterator[str]:
    """The runs of `words` that stand between words of `usual` and replace none of them."""
    for change, _, _, start, end in SequenceMatcher(None, usual, words, autojunk=False).get_opcodes():
        if change == "insert":
            yield " ".join(words[start:end])
