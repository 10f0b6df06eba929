"""Finds what reports speech in a sentence: verbs, nouns, and "according to"."""

from dataclasses import dataclass

from legitimate_targets.suggest.speakers.mentions import Mention
from legitimate_targets.suggest.text.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CUE_FORMS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    STRONG,
    STRONG_FORMS,
    WEAK,
    listed,
)
from legitimate_targets.suggest.text.tokens import Token

CLEAR = frozenset(listed("clear"))
NOUN_LIKE = frozenset(listed("noun_like"))
SAID = frozenset(listed("said"))
SHOTS = frozenset(("shoot", "shoots", "shot", "shooting"))
TIMES = frozenset(("day", "night", "morning", "evening", "week", "weekend", "month", "year", "afternoon"))
OWNERS = frozenset(("'s", "’s", "his", "her", "their"))
BASE_FORMS = frozenset([*STRONG, *WEAK]) - {"read", "put"}
BEFORE_NOUN = DETERMINERS - {"that", "both", "many", "some", "few", "those", "several", "each", "all"}
BEHIND_NOUN = frozenset(word for word in AUXILIARIES - {"never", "not"} if word.isalpha())
PASSIVE = frozenset(("is", "are", "was", "were", "been", "being", "be"))
BEFORE_BASE_FORM = AUXILIARIES | frozenset(listed("before_base_form"))


@dataclass(frozen=True)
class Cue:
    """What reports, tokens `first` to `last`: a verb, its `participle` in -ing, a `noun` (X's claim), or "according
    to".
    """

    first: int
    last: int
    participle: bool = False
    according: bool = False
    strong: bool = True
    noun: bool = False


def cues(tokens: list[Token], found: list[Mention]) -> list[Cue]:
    """All cues of a sentence in order; a word that is a noun where it stands is none."""
    taken = {index for mention in found for index in range(mention.first, mention.last + 1) if mention.kind == "name"}
    result = []
    for index, token in enumerate(tokens):
        behind = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        if token.lower == "according" and behind == "to":
            result.append(Cue(index, index + 1, according=True))
        elif token.lower in CLEAR and index and tokens[index - 1].lower in ("was", "is", "were", "been"):
            result.append(Cue(index - 1, index, strong=token.lower == "clear"))
        elif token.lower in SAID and index and tokens[index - 1].lower in OWNERS and behind in ("that", "of", "as"):
            result.append(Cue(index, index, noun=True))
        elif token.text in CUE_FORMS and index not in taken and not _is_noun(tokens, index):
            result.append(Cue(index, index, token.lower.endswith("ing"), strong=token.lower in STRONG_FORMS))
        elif _is_unknown_cue(tokens, index, behind):
            result.append(Cue(index, index, strong=False))
    return result


def _is_unknown_cue(tokens: list[Token], index: int, behind: str) -> bool:
    """Whether a verb that is not listed reports: in the past, before that, behind a name or pronoun (X fumed that)."""
    verb = tokens[index].text
    if behind != "that" or not (verb.islower() and verb.endswith("ed")):
        return False
    after = tokens[index + 2].lower if index + 2 < len(tokens) else ""
    subject = index > 0 and (tokens[index - 1].is_capital or tokens[index - 1].lower in PRONOUNS)
    return subject and after not in TIMES


def _is_noun(tokens: list[Token], index: int) -> bool:
    """Whether a word that can be a reporting verb is something else where it stands."""
    if tokens[index].lower in BASE_FORMS and not _takes_base_form(tokens, index):
        return True
    before = tokens[index - 1] if index else None
    behind = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if tokens[index].lower in SHOTS and behind != "back":
        return True
    if tokens[index].lower.endswith("s") and behind in BEHIND_NOUN:
        return True
    if before is None:
        return not tokens[index].lower.endswith("ing")
    if before.lower in BEFORE_NOUN:
        return True
    if before.text in ("'s", "’s") and tokens[index].lower not in ("said", "told"):
        return True
    if tokens[index].lower in NOUN_LIKE and (before.lower in PREPOSITIONS or _is_adjective(before)):
        return True
    if tokens[index].lower.endswith(("ed", "en")) and index + 1 < len(tokens) and tokens[index + 1].lower == "by":
        return True
    back = index - 1
    while back > 0 and tokens[back].lower in ADVERBS:
        back -= 1
    return tokens[back].lower in PASSIVE and tokens[index].lower.endswith(("ed", "en", "known", "said", "told", "seen"))


def _takes_base_form(tokens: list[Token], index: int) -> bool:
    """Whether a verb without ending can stand here: behind to, an auxiliary, a plural."""
    back = index - 1
    while back >= 0 and (tokens[back].lower in ADVERBS or tokens[back].lower.endswith("ly")):
        back -= 1
    if back < 0:
        return False
    word = tokens[back].lower
    return word in BEFORE_BASE_FORM or (word.endswith("s") and not word.endswith("ss")) or word in ("people", "police")


def _is_adjective(token: Token) -> bool:
    return token.text.islower() and token.lower.endswith(("al", "ive", "ous", "ic", "ary", "ful", "ate", "ent", "ant"))
