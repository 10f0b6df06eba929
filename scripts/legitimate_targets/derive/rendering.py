"""Finds utterances that articles quote in different words: the rule of discrepancy rendering_variant."""

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
    """Find quotes of one utterance in different words, and words that some sentences add to the most frequent one.

    Putin's sentence appears in three versions, two of them with "for destruction". Reads `quotes` (text, kind,
    utterance_id) and compares normalised words. A quote whose words are part of a longer quote of the same utterance
    is not a variant; a pseudo-quote is not compared, because nobody said it in those words.

    For the aspect `text`, the variant is the first quote with the same words. For the aspect `words`, it is the added
    run of words, or null if nothing is added. Returns findings as the rules in rules.py do.
    """
    uttered = tables["quotes"].filter(pl.col("utterance_id").is_not_null(), pl.col("kind") != PSEUDO)
    groups = [group for _, group in uttered.group_by("utterance_id", maintain_order=True)]
    texts = _with_variants(uttered, (row for group in groups for row in _whole_quotes(group)))
    sentences = [group.filter(pl.col("kind") == SENTENCE) for group in groups]
    added = _with_variants(uttered, (row for group in sentences for row in _added_words(group)))
    return pl.concat(
        [
            findings(KIND, "text", differing(mentions(texts, "quotes", "variant")), id_part="text"),
            findings(KIND, "words", differing(mentions(added, "quotes", "variant")), id_part="words"),
        ]
    )


def _with_variants(quotes: pl.DataFrame, variants: Iterator[tuple[str, str | None]]) -> pl.DataFrame:
    """Return the quotes that are in the pairs (quote_id, variant), with a column `variant`."""
    schema = {"quote_id": pl.String(), "variant": pl.String()}
    return quotes.join(pl.DataFrame(list(variants), schema=schema, orient="row"), on="quote_id")


def _whole_quotes(quotes: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield each quote that is not part of a longer one, with the text of the first quote in the same words."""
    rows = [(quote_id, text, forms(text)) for quote_id, text in quotes.select("quote_id", "text").iter_rows()]
    first: dict[Words, str] = {}
    for quote_id, text, words in rows:
        if not any(_is_part(words, other) for _, _, other in rows):
            yield quote_id, first.setdefault(words, text)


def _is_part(words: Words, other: Words) -> bool:
    longer = len(other) - len(words)
    return longer > 0 and any(other[start : start + len(words)] == words for start in range(longer + 1))


def _added_words(sentences: pl.DataFrame) -> Iterator[tuple[str, str | None]]:
    """Yield each sentence with the runs of words that it adds to the most frequent one, or None for none.

    Of several sentences that are equally frequent, the first counts as the most frequent one.
    """
    rows = [(quote_id, forms(text)) for quote_id, text in sentences.select("quote_id", "text").iter_rows()]
    if rows:
        usual = Counter(words for _, words in rows).most_common(1)[0][0]
        yield from ((quote_id, BETWEEN_RUNS.join(_inserted_runs(usual, words)) or None) for quote_id, words in rows)


def _inserted_runs(usual: Words, words: Words) -> Iterator[str]:
    """Yield the runs of `words` that lie between words of `usual` and replace none of them."""
    for change, _, _, start, end in SequenceMatcher(None, usual, words, autojunk=False).get_opcodes():
        if change == "insert":
            yield " ".join(words[start:end])
