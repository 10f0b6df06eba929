"""Builds the reading of an article's text: finds its lines, quotations and sentences, their mentions and cues."""

from collections.abc import Iterator

from legitimate_targets.suggest.speakers.actor_mentions import actor_mentions
from legitimate_targets.suggest.speakers.cues import cues
from legitimate_targets.suggest.speakers.reading import Reading
from legitimate_targets.suggest.speakers.sentence import Sentence
from legitimate_targets.suggest.text.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    CUE_FORMS,
    DETERMINERS,
    PREPOSITIONS,
)
from legitimate_targets.suggest.text.lines import NOT_PROSE, Line, classify_lines
from legitimate_targets.suggest.text.quotation_marks import scan_quotations
from legitimate_targets.suggest.text.tokens import Token, hide_quotations, sentence_spans, tokenize

HEADLINE_KINDS = frozenset(("headline", "subhead", "bullet"))
"""Kinds of line that may be printed in the style of a headline, with capitals."""

NEVER_NAMES = CUE_FORMS | ADVERBS | AUXILIARIES | CONJUNCTIONS | DETERMINERS | PREPOSITIONS
"""Words that a headline may capitalise although they are never names."""


def build_reading(text: str) -> Reading:
    """Return the reading of an article's text."""
    scan, lines = scan_quotations(text), classify_lines(text)
    hidden = hide_quotations(text, scan.quotations)
    sentences = tuple(tuple(_sentences(hidden, line)) for line in lines)
    return Reading(text, hidden, lines, scan.quotations, sentences, scan.doubts)


def _sentences(hidden: str, line: Line) -> Iterator[Sentence]:
    if line.kind not in NOT_PROSE:
        for start, end in sentence_spans(hidden, line.prose_start, line.end):
            yield build_sentence(hidden, start, end, line.kind in HEADLINE_KINDS)


def build_sentence(hidden: str, start: int, end: int, is_headline: bool = False) -> Sentence:
    """Return the sentence between two offsets of a text whose quotations are hidden, with its mentions and cues."""
    tokens = tokenize(hidden, start, end)
    if is_headline:
        tokens = [_as_running_text(token) for token in tokens]
    mentions = actor_mentions(tokens)
    return Sentence(start, end, tokens, mentions, cues(tokens, mentions), is_headline)


def _as_running_text(token: Token) -> Token:
    """Return a token of a headline in lower case if it cannot be a name."""
    return Token(token.start, token.end, token.lower) if token.lower in NEVER_NAMES else token
