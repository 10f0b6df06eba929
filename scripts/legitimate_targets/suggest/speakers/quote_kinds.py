"""Decides whether a quotation is a sentence, a fragment, a term or a headline's clause, and what position it has.

Kind and position are the codes of the columns kind and position of the table quotes.
"""

import re

from legitimate_targets.suggest.speakers.attribution import Attribution
from legitimate_targets.suggest.speakers.reading import Reading
from legitimate_targets.suggest.text.lexicon import (
    AUXILIARIES,
    CUE_FORMS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    listed,
)

SUBJECTS = frozenset(listed("subjects"))
CONTRACTED_SUBJECTS = ("’s", "’re", "’ll", "’ve", "'s", "'re", "'ll", "’m", "'m")
COPULAS = AUXILIARIES - {"not", "never", "n't"} | frozenset(listed("copulas"))
SO_CALLED = re.compile(
    r"(?:so-called|known as|called|dubbed|nicknamed|termed|titled|entitled|labell?ed|named)\W*$", re.I
)
WHAT_CALLED = re.compile(r"\bwhat (?:[\w’'-]+ ){1,4}(?:called|dubbed|termed|labell?ed)\W*$", re.I)
"""As in: what X called “…”. The words are those of X and not a name of the thing."""

WORD = re.compile(r"[\w’'-]+")
LONGEST_TERM = 5
"""Words of a term; a longer phrase says something."""

SHORTEST_CLAUSE = 4
SHORTEST_LATE_CLAUSE = 9
"""Words of a clause, and of one that begins with an auxiliary or a preposition, so that its subject comes later."""

BEFORE = 40
"""Characters before a quotation that are searched for what introduces it."""

TITLE_WORDS = frozenset(listed("title_words"))


def kind_of(reading: Reading, found: Attribution, known_terms: frozenset[str], position: str) -> str:
    """Return the kind of a quotation by its words and by the rule that found its speaker.

    `known_terms` are the terms that the package has already, case-folded.
    """
    words = WORD.findall(_quoted(reading, found))
    is_headline_clause = position == "headline" and len(words) >= SHORTEST_CLAUSE and _is_clause(words)
    if is_headline_clause and not _is_uttered(reading, words):
        return "pseudo"
    if (position != "headline" or found.speaker is None) and _is_term(reading, found, words, known_terms):
        return "term"
    if found.is_own_sentence or _is_clause(words) or _is_set_off(reading, found):
        return "sentence"
    return "fragment"


def position_of(reading: Reading, found: Attribution) -> str:
    """Return the position of a quotation by the kind of its line; bylines, dates and furniture count as body."""
    kind = reading.lines[found.line].kind
    return kind if kind in ("headline", "deck", "bullet", "subhead") else "body"


def _quoted(reading: Reading, found: Attribution) -> str:
    return reading.text[found.quotation.start : found.quotation.end]


def _is_uttered(reading: Reading, headline: list[str]) -> bool:
    """Return whether the quoted words of a headline appear in another quotation of the article too."""
    words = " ".join(headline).casefold()
    bodies = (" ".join(WORD.findall(reading.text[each.start : each.end])).casefold() for each in reading.quotations)
    return sum(f" {words} " in f" {body} " for body in bodies) > 1


def _is_set_off(reading: Reading, found: Attribution) -> bool:
    """Return whether the words begin with a capital and are set off from the words that name their speaker."""
    start = found.quotation.outer[0]
    is_capital = reading.text[found.quotation.start].isupper()
    rule = found.speaker.rule if found.speaker else ""
    before = reading.text[max(start - 3, 0) : start].rstrip()[-1:]
    set_off = rule in ("inverted", "after", "signed", "colon") or before in (",", ":")
    return is_capital and bool(rule) and set_off and reading.lines[found.line].kind not in ("headline", "subhead")


def _is_clause(words: list[str]) -> bool:
    """Return whether the words have a subject and a verb of their own."""
    lower = [word.lower() for word in words]
    if lower[0] in AUXILIARIES or lower[0] in PREPOSITIONS - {"if", "as", "since", "after", "before", "until"}:
        return len(words) >= SHORTEST_LATE_CLAUSE and any(word in SUBJECTS for word in lower[1:])
    if len(words) < SHORTEST_CLAUSE:
        return False
    if any(word in SUBJECTS or word.endswith(CONTRACTED_SUBJECTS) for word in lower[:2]):
        return True
    verbs = [number for number, word in enumerate(lower) if word in COPULAS or "n’t" in word or "n't" in word]
    return any(number > 0 and lower[number - 1] not in ("to", "if") for number in verbs)


def _is_term(reading: Reading, found: Attribution, words: list[str], known: frozenset[str]) -> bool:
    """Return whether the words are a short noun phrase that nobody is said to have uttered.

    That is a known term, a title, a name after so-called or called, or words after an article.
    """
    text, speaker = _quoted(reading, found), found.speaker
    if len(words) > LONGEST_TERM or found.is_own_sentence or not words:
        return False
    if text.casefold().strip(" ,.") in known:
        return True
    before = reading.hidden[max(found.quotation.outer[0] - BEFORE, 0) : found.quotation.outer[0]]
    is_said = speaker is not None and speaker.firm and speaker.rule == "before"
    if SO_CALLED.search(before) and not WHAT_CALLED.search(before) and not is_said:
        return True
    if speaker and speaker.firm and speaker.rule != "far-before":
        return False
    if _is_title(words) and text.rstrip()[-1:] not in "!?":
        return True
    return _is_phrase(before, words) and (speaker is None or speaker.rule in ("subject", "context"))


def _is_title(words: list[str]) -> bool:
    """Return whether all words but short ones begin with a capital, as in the name of a film or a coalition."""
    return len(words) > 1 and all(word[0].isupper() or word in TITLE_WORDS or word[0].isdigit() for word in words)


def _is_phrase(before: str, words: list[str]) -> bool:
    """Return whether words without a verb follow an article, an owner, a preposition or an adjective."""
    last = WORD.findall(before)[-1:]
    leads = bool(last) and (
        last[0].lower() in DETERMINERS | POSSESSIVES | PREPOSITIONS - {"as"}
        or last[0].endswith(("’s", "'s"))
        or _is_adjective(last[0])
    )
    return leads and not any(word.lower() in COPULAS or word.lower() in CUE_FORMS for word in words)


def _is_adjective(word: str) -> bool:
    return word.lower().endswith(("al", "ive", "ous", "ic", "war", "ed", "ful", "ent"))
