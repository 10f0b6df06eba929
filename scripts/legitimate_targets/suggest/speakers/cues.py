"""Finds the cues of a sentence, the words that report speech: verbs, nouns, and "according to"."""

from legitimate_targets.suggest.speakers.sentence import ActorMention, Cue
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
"""Words that report speech after a form of be, as in: X was clear that “…”."""

NOUN_LIKE = frozenset(listed("noun_like"))
"""Verb forms that are also nouns, as in: after calls for “…”."""

REPORTING_NOUNS = frozenset(listed("said"))
SHOTS = frozenset(("shoot", "shoots", "shot", "shooting"))
"""Forms of a verb that reports speech only before "back"."""

TIMES = frozenset(("day", "night", "morning", "evening", "week", "weekend", "month", "year", "afternoon"))
"""Nouns after which "that" is a determiner, as in: X returned that day."""

OWNERS = frozenset(("'s", "’s", "his", "her", "their"))
BASE_FORMS = frozenset([*STRONG, *WEAK]) - {"read", "put"}
"""Verbs without an ending; the past tense of read and put looks the same."""

BEFORE_NOUN = DETERMINERS - {"that", "both", "many", "some", "few", "those", "several", "each", "all"}
AFTER_NOUN = frozenset(word for word in AUXILIARIES - {"never", "not"} if word.isalpha())
PASSIVE = frozenset(("is", "are", "was", "were", "been", "being", "be"))
BEFORE_BASE_FORM = AUXILIARIES | frozenset(listed("before_base_form"))


def cues(tokens: list[Token], mentions: list[ActorMention]) -> list[Cue]:
    """Return the cues of a sentence in order, without words that are nouns or parts of names in it."""
    taken = {
        index for mention in mentions if mention.kind == "name" for index in range(mention.first, mention.last + 1)
    }
    found = (_cue_at(tokens, index, index in taken) for index in range(len(tokens)))
    return [cue for cue in found if cue]


def _cue_at(tokens: list[Token], index: int, is_in_name: bool) -> Cue | None:
    token, word, following = tokens[index], tokens[index].lower, _lower_at(tokens, index + 1)
    before = tokens[index - 1].lower if index else ""
    if word == "according" and following == "to":
        return Cue(index, index + 1, according=True)
    if word in CLEAR and before in ("was", "is", "were", "been"):
        return Cue(index - 1, index, strong=word == "clear")
    if word in REPORTING_NOUNS and before in OWNERS and following in ("that", "of", "as"):
        return Cue(index, index, noun=True)
    if token.text in CUE_FORMS and not is_in_name and not _is_not_reporting(tokens, index):
        return Cue(index, index, word.endswith("ing"), strong=word in STRONG_FORMS)
    if _is_unlisted_cue(tokens, index, following):
        return Cue(index, index, strong=False)
    return None


def _lower_at(tokens: list[Token], index: int) -> str:
    return tokens[index].lower if index < len(tokens) else ""


def _is_unlisted_cue(tokens: list[Token], index: int, following: str) -> bool:
    """Return whether a verb that is not listed reports: X fumed that.

    It must be in the past tense, after a name or pronoun and before "that".
    """
    verb = tokens[index].text
    if following != "that" or not (verb.islower() and verb.endswith("ed")):
        return False
    has_subject = index > 0 and (tokens[index - 1].is_capital or tokens[index - 1].lower in PRONOUNS)
    return has_subject and _lower_at(tokens, index + 2) not in TIMES


def _is_not_reporting(tokens: list[Token], index: int) -> bool:
    """Return whether a word that can be a reporting verb is something else here: a noun, an adjective, a passive."""
    word, following = tokens[index].lower, _lower_at(tokens, index + 1)
    if word in BASE_FORMS and not _takes_base_form(tokens, index):
        return True
    if word in SHOTS and following != "back":
        return True
    if word.endswith("s") and following in AFTER_NOUN:
        return True
    if index == 0:
        return not word.endswith("ing")
    before = tokens[index - 1]
    if before.lower in BEFORE_NOUN:
        return True
    if before.text in ("'s", "’s") and word not in ("said", "told"):
        return True
    if word in NOUN_LIKE and (before.lower in PREPOSITIONS or _is_adjective(before)):
        return True
    if word.endswith(("ed", "en")) and following == "by":
        return True
    return _is_passive(tokens, index)


def _is_passive(tokens: list[Token], index: int) -> bool:
    """Return whether a form of be, and at most adverbs, come before a participle."""
    back = index - 1
    while back > 0 and tokens[back].lower in ADVERBS:
        back -= 1
    return tokens[back].lower in PASSIVE and tokens[index].lower.endswith(("ed", "en", "known", "said", "told", "seen"))


def _takes_base_form(tokens: list[Token], index: int) -> bool:
    """Return whether a verb without ending can come here: after to, an auxiliary or a plural."""
    back = index - 1
    while back >= 0 and (tokens[back].lower in ADVERBS or tokens[back].lower.endswith("ly")):
        back -= 1
    if back < 0:
        return False
    word = tokens[back].lower
    return word in BEFORE_BASE_FORM or (word.endswith("s") and not word.endswith("ss")) or word in ("people", "police")


def _is_adjective(token: Token) -> bool:
    return token.text.islower() and token.lower.endswith(("al", "ive", "ous", "ic", "ary", "ful", "ate", "ent", "ant"))
