"""Finds whose speech a cue reports: the subject of a verb, without a parser."""

from legitimate_targets.suggest.speakers.cues import Cue
from legitimate_targets.suggest.speakers.mentions import Mention, in_phrase, qualifies
from legitimate_targets.suggest.text.lexicon import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    WEAK_PRONOUNS,
)
from legitimate_targets.suggest.text.tokens import Token

BETWEEN = AUXILIARIES | ADVERBS
"""What may stand between a subject and its verb."""

OF = frozenset(("of", "for", "at", "with", "from", "in"))


def subject_of(cue: Cue, tokens: list[Token], found: list[Mention], floor: int = 0) -> Mention | None:
    """Who does what `cue` says: the mention before it, over adverbs, commas and insertions; none before `floor`."""
    if cue.according:
        return mention_from(cue.last + 1, tokens, found) or _words_from(cue.last + 1, tokens)
    if cue.noun:
        return _possessor(cue.first - 1, tokens, found)
    index = cue.first - 1
    while index >= floor and (tokens[index].lower in BETWEEN or tokens[index].lower.endswith("ly")):
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
    reach = 4 if tokens[index].lower in ARTICLES else 2
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
