"""Finds what reports speech in a sentence, and whose speech it reports: the subject of a verb without a parser."""

from dataclasses import dataclass

from legitimate_targets.suggest.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CUE_FORMS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    STRONG,
    STRONG_FORMS,
    WEAK,
    WEAK_PRONOUNS,
    listed,
)
from legitimate_targets.suggest.mentions import Mention, in_phrase, qualifies
from legitimate_targets.suggest.tokens import Token

CLEAR = frozenset(listed("clear"))
NOT_CUES_BEHIND = PREPOSITIONS | DETERMINERS - {"that"}
NOUN_LIKE = frozenset(listed("noun_like"))

OF = frozenset(("of", "for", "at", "with", "from", "in"))
SAID = frozenset(listed("said"))
OWNERS = frozenset(("'s", "’s", "his", "her", "their"))
BASE_FORMS = frozenset([*STRONG, *WEAK]) - {"read", "put"}
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
    return result


def _is_noun(tokens: list[Token], index: int) -> bool:
    """Whether a word that can be a reporting verb is something else where it stands."""
    if tokens[index].lower in BASE_FORMS and not _takes_base_form(tokens, index):
        return True
    before = tokens[index - 1] if index else None
    if before is None:
        return not tokens[index].lower.endswith("ing")
    if before.lower in DETERMINERS - {"that", "both", "many", "some", "few", "those", "several", "each", "all"}:
        return True
    if before.text in ("'s", "’s") and tokens[index].lower not in ("said", "told"):
        return True
    if tokens[index].lower in NOUN_LIKE and (before.lower in PREPOSITIONS or _is_adjective(before)):
        return True
    if tokens[index].lower.endswith(("ed", "en")) and index + 1 < len(tokens) and tokens[index + 1].lower == "by":
        return True
    passive = {"is", "are", "was", "were", "been", "being", "be"}
    back = index - 1
    while back > 0 and tokens[back].lower in ADVERBS:
        back -= 1
    return tokens[back].lower in passive and tokens[index].lower.endswith(("ed", "en", "known", "said", "told", "seen"))


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


def subject_of(cue: Cue, tokens: list[Token], found: list[Mention], floor: int = 0) -> Mention | None:
    """Who does what `cue` says: the mention before it, over adverbs, commas and insertions; none before `floor`."""
    if cue.according:
        return mention_from(cue.last + 1, tokens, found) or _words_from(cue.last + 1, tokens)
    if cue.noun:
        return _possessor(cue.first - 1, tokens, found)
    index = cue.first - 1
    while index >= floor and (tokens[index].lower in AUXILIARIES | ADVERBS or tokens[index].lower.endswith("ly")):
        index -= 1
    if index < floor:
        return None
    word = tokens[index].lower
    if (
        cue.participle
        or word in ("and", "but", "to", "or")
        or (tokens[index].text == "," and _participles(tokens, index))
    ):
        return main_subject(cue, tokens, found, floor)
    direct = _ending_at(index, tokens, found)
    if direct and in_phrase(direct, tokens):
        return _nearest(cue, tokens, found, floor) or direct
    return (
        direct
        or _weak_pronoun(index, tokens)
        or _over_commas(index, tokens, found, floor)
        or _phrase(index, tokens, floor)
        or _nearest(cue, tokens, found, floor)
    )


def _weak_pronoun(index: int, tokens: list[Token]) -> Mention | None:
    """It said, which said: too common to be a mention anywhere but directly before a cue."""
    if tokens[index].lower in WEAK_PRONOUNS or (tokens[index].lower == "which" and index):
        return Mention(index, index, "pronoun", index)
    return None


def _phrase(index: int, tokens: list[Token], floor: int) -> Mention | None:
    """The words from an article to `index`, whatever they name: the announcer said."""
    first = index
    while first >= floor and index - first < 6 and qualifies(tokens, first):
        if first < index and tokens[first + 1].text in ("'s", "’s") and tokens[first].is_capital:
            return Mention(first, index, "office", index)
        if tokens[first].lower in DETERMINERS:
            owner = _phrase(first - 2, tokens, floor) if first and tokens[first - 1].lower in OF else None
            return owner or (Mention(first, index, "office", index) if first < index else None)
        first -= 1
    return None


def _possessor(index: int, tokens: list[Token], found: list[Mention]) -> Mention | None:
    """Whose claim it is: the mention before the 's, or the pronoun itself."""
    if tokens[index].lower in POSSESSIVES:
        return Mention(index, index, "pronoun", index)
    return next((each for each in found if each.last == index - 1 and each.possessive), None)


def _participles(tokens: list[Token], comma: int) -> bool:
    return comma + 1 < len(tokens) and tokens[comma + 1].lower.endswith("ing")


def mention_from(index: int, tokens: list[Token], found: list[Mention]) -> Mention | None:
    """The mention that begins at `index` or behind an article and two words at most; with an 's, what is its own."""
    mention = _beginning_at(index, tokens, found)
    if mention is None or not mention.possessive:
        return mention
    last = mention.last + 1
    while last + 1 < len(tokens) and last - mention.last < 5 and qualifies(tokens, last + 1):
        last += 1
    return Mention(mention.first, last, "office", last) if last > mention.last + 1 else mention


def _words_from(index: int, tokens: list[Token]) -> Mention | None:
    """The words from `index`, whatever they name, as far as a noun phrase can reach."""
    last = index - 1
    while last + 1 < len(tokens) and last - index < 5 and qualifies(tokens, last + 1):
        last += 1
    return Mention(index, last, "office", last) if last >= index else None


def _beginning_at(index: int, tokens: list[Token], found: list[Mention]) -> Mention | None:
    reach = 4 if tokens[index].lower in DETERMINERS - {"that"} else 2
    for mention in found:
        near = 0 <= mention.first - index <= reach
        if near and all(qualifies(tokens, place) for place in range(index, mention.first)):
            return mention
        if mention.first <= index <= mention.last:
            return mention
    return None


def _ending_at(index: int, tokens: list[Token], found: list[Mention]) -> Mention | None:
    """The mention that ends at `index`; with `of …` or `for …` behind it, the one that these words belong to."""
    for number, mention in enumerate(found):
        if mention.last == index and not mention.possessive:
            return _owner(number, tokens, found)
    return _with_phrase(index, tokens, found)


def _owner(number: int, tokens: list[Token], found: list[Mention]) -> Mention:
    """A spokesman for the minister: the spokesman."""
    mention = found[number]
    if number and mention.first and tokens[mention.first - 1].lower in OF:
        before = found[number - 1]
        if before.last == mention.first - 2 and not before.possessive:
            return _owner(number - 1, tokens, found)
    return mention


def _with_phrase(index: int, tokens: list[Token], found: list[Mention]) -> Mention | None:
    """The office before a phrase that ends at `index`: an expert on such things said."""
    for mention in reversed(found):
        if mention.last >= index or index - mention.last > 8:
            continue
        between = tokens[mention.last + 1 : index + 1]
        prepositional = between[0].lower in PREPOSITIONS | {"who", "that"}
        whole = all(token.is_word or token.text in ("-", "'s", "’s") for token in between)
        if prepositional and whole and not mention.possessive:
            return mention
        return None
    return None


def _over_commas(index: int, tokens: list[Token], found: list[Mention], floor: int) -> Mention | None:
    """The mention before an insertion in commas, brackets or dashes that ends at `index`: X, the minister, said."""
    if tokens[index].text not in (",", ")", "—", "–", "--"):
        return None
    opening = {",": ",", ")": "(", "—": "—", "–": "–", "--": "--"}[tokens[index].text]
    for place in range(index - 1, floor, -1):
        if tokens[place].text != opening:
            continue
        mention = _ending_at(place - 1, tokens, found)
        if mention and not in_phrase(mention, tokens):
            return mention
    return None


def _nearest(cue: Cue, tokens: list[Token], found: list[Mention], floor: int) -> Mention | None:
    """The nearest mention before the cue that is no possessor and stands in no phrase; no verb of speech between."""
    for mention in reversed(found):
        before = mention.last < cue.first and mention.first >= floor
        if before and not mention.possessive and not in_phrase(mention, tokens):
            return mention
    return None


def main_subject(cue: Cue, tokens: list[Token], found: list[Mention], floor: int = 0) -> Mention | None:
    """The subject of the clause that a participle or a second verb belongs to: its first mention outside a phrase."""
    breaks = [each for each in range(floor, cue.first) if tokens[each].text == ";" or tokens[each].is_quote]
    end = cue.first
    for start in [*reversed([each + 1 for each in breaks]), floor]:
        before = [each for each in found if start <= each.first and each.last < end and not each.possessive]
        free = [each for each in before if not in_phrase(each, tokens)]
        if free:
            return free[0]
        end = start
    return None
