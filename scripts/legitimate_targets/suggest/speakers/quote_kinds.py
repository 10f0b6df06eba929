"""Tells sentences, fragments, terms and headline clauses apart, and what position each has."""

import re

from legitimate_targets.suggest.speakers.attribute import Attribution
from legitimate_targets.suggest.text.document import Reading
from legitimate_targets.suggest.text.lexicon import (
    AUXILIARIES,
    CUE_FORMS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    listed,
)

SUBJECTS = frozenset(listed("subjects"))
COPULAS = AUXILIARIES - {"not", "never", "n't"} | frozenset(listed("copulas"))
SO_CALLED = re.compile(
    r"(?:so-called|known as|called|dubbed|nicknamed|termed|titled|entitled|labell?ed|named)\W*$", re.I
)
WHAT_CALLED = re.compile(r"\bwhat (?:[\w’'-]+ ){1,4}(?:called|dubbed|termed|labell?ed)\W*$", re.I)
"""What X called “…”: the words are those of X, and no name of the thing."""

LONGEST_TERM = 5
SMALL = frozenset(listed("title_words"))


def kind_of(reading: Reading, found: Attribution, known_terms: frozenset[str], position: str) -> str:
    """The kind of a quotation, by its words and by what ties it to a source."""
    words = _words(reading.text[found.quotation.start : found.quotation.end])
    if position == "headline" and len(words) > 3 and _is_clause(words) and not _is_uttered(reading, words):
        return "pseudo"
    if (position != "headline" or found.source is None) and _is_term(reading, found, words, known_terms):
        return "term"
    if found.alone or _is_clause(words) or _stands_alone(reading, found):
        return "sentence"
    return "fragment"


def _is_uttered(reading: Reading, headline: list[str]) -> bool:
    """Whether the words of a headline stand between other quotation marks of the article too."""
    words = " ".join(headline).casefold()
    bodies = (" ".join(_words(reading.text[each.start : each.end])).casefold() for each in reading.quotations)
    return sum(f" {words} " in f" {body} " for body in bodies) > 1


def position_of(reading: Reading, found: Attribution) -> str:
    """Where it stands; lines of furniture count as body."""
    kind = reading.lines[found.line].kind
    return kind if kind in ("headline", "deck", "bullet", "subhead") else "body"


def _stands_alone(reading: Reading, found: Attribution) -> bool:
    """Whether the words begin with a capital and are set off from the words that say whose they are."""
    start = found.quotation.outer[0]
    capital = reading.text[found.quotation.start].isupper()
    rule = found.source.rule if found.source else ""
    before = reading.text[max(start - 3, 0) : start].rstrip()[-1:]
    set_off = rule in ("inverted", "behind", "signed", "colon") or before in (",", ":")
    return capital and bool(rule) and set_off and reading.lines[found.line].kind not in ("headline", "subhead")


def _words(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", text)


def _is_clause(words: list[str]) -> bool:
    """Whether the words have a subject and a verb of their own."""
    lower = [word.lower() for word in words]
    if lower[0] in AUXILIARIES or lower[0] in PREPOSITIONS - {"if", "as", "since", "after", "before", "until"}:
        return len(words) > 8 and any(word in SUBJECTS for word in lower[1:])
    verbs = [n for n, word in enumerate(lower) if word in COPULAS or "n’t" in word or "n't" in word]
    if any(
        word in SUBJECTS or word.endswith(("’s", "’re", "’ll", "’ve", "'s", "'re", "'ll", "’m", "'m"))
        for word in lower[:2]
    ):
        return len(words) > 3
    return any(number > 0 and lower[number - 1] not in ("to", "if") for number in verbs) and len(words) > 3


def _is_term(reading: Reading, found: Attribution, words: list[str], known: frozenset[str]) -> bool:
    """A short noun phrase that nobody is said to have uttered: a known name, a title, or words after an article."""
    text = reading.text[found.quotation.start : found.quotation.end]
    if len(words) > LONGEST_TERM or found.alone or not words:
        return False
    if text.casefold().strip(" ,.") in known:
        return True
    before = reading.hidden[max(found.quotation.outer[0] - 40, 0) : found.quotation.outer[0]]
    if (
        SO_CALLED.search(before)
        and not WHAT_CALLED.search(before)
        and not (found.source and found.source.firm and found.source.rule == "before")
    ):
        return True
    if found.source and found.source.firm and found.source.rule != "far-before":
        return False
    if _is_title(words) and text.rstrip()[-1:] not in "!?":
        return True
    return _is_phrase(before, words) and (found.source is None or found.source.rule in ("subject", "context"))


def _is_title(words: list[str]) -> bool:
    """Whether all words but little ones begin with a capital, as the name of a film or a coalition does."""
    return len(words) > 1 and all(word[0].isupper() or word in SMALL or word[0].isdigit() for word in words)


def _is_phrase(before: str, words: list[str]) -> bool:
    """Whether an article, a possessor or a preposition stands before words without a verb."""
    last = re.findall(r"[\w’'-]+", before)[-1:]
    leads = bool(last) and (
        last[0].lower() in DETERMINERS | POSSESSIVES | PREPOSITIONS - {"as"}
        or last[0].endswith(("’s", "'s"))
        or _adjective(last[0])
    )
    return leads and not any(word.lower() in COPULAS or word.lower() in CUE_FORMS for word in words)


def _adjective(word: str) -> bool:
    return word.lower().endswith(("al", "ive", "ous", "ic", "war", "ed", "ful", "ent"))
