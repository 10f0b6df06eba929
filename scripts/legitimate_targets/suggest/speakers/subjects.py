"""Finds whose speech a cue reports, without a parser: the subject of a verb, the owner of a noun."""

from legitimate_targets.suggest.speakers.sentence import ActorMention, Cue, Sentence, fits_noun_phrase
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
"""Words that may come between a subject and its verb."""

OF = frozenset(("of", "for", "at", "with", "from", "in"))
"""Prepositions that tie an office to what it belongs to: a spokesman for the minister."""

OPENING = {",": ",", ")": "(", "—": "—", "–": "–", "--": "--"}
"""The mark that opens an insertion, by the mark that closes it."""

LONGEST_PHRASE = 5
"""Tokens of a noun phrase after its first one."""

LONGEST_ADDITION = 8
"""Tokens of a phrase that follows an office and belongs to it: an expert on such things."""


def subject_of(cue: Cue, sentence: Sentence, floor: int = 0) -> ActorMention | None:
    """Return who says what `cue` reports, or None.

    That is the mention before it, over adverbs, commas and insertions, but not before token `floor`. After "according
    to" it is the mention that follows, and for a noun its owner.
    """
    tokens = sentence.tokens
    if cue.according:
        return mention_from(cue.last + 1, sentence) or _words_from(cue.last + 1, tokens)
    if cue.noun:
        return _owner_before(cue.first - 1, sentence)
    index = cue.first - 1
    while index >= floor and (tokens[index].lower in BETWEEN or tokens[index].lower.endswith("ly")):
        index -= 1
    if index < floor:
        return None
    if cue.participle or _shares_subject(tokens, index):
        return main_subject(cue, sentence, floor)
    direct = _ending_at(index, sentence)
    if direct and not sentence.is_free(direct):
        return _nearest(cue, sentence, floor) or direct
    return (
        direct
        or _weak_pronoun(index, tokens)
        or _over_insertion(index, sentence, floor)
        or _phrase_to(index, tokens, floor)
        or _nearest(cue, sentence, floor)
    )


def _shares_subject(tokens: list[Token], index: int) -> bool:
    """Return whether the verb after `index` has the subject of another verb: X met Y and said; X came, saying."""
    if tokens[index].lower in ("and", "but", "to", "or"):
        return True
    return tokens[index].text == "," and index + 1 < len(tokens) and tokens[index + 1].lower.endswith("ing")


def _weak_pronoun(index: int, tokens: list[Token]) -> ActorMention | None:
    """Return the pronoun of "it said" or "which said"; it is too common to be a mention anywhere else."""
    if tokens[index].lower in WEAK_PRONOUNS or (tokens[index].lower == "which" and index):
        return ActorMention(index, index, "pronoun", index)
    return None


def _phrase_to(index: int, tokens: list[Token], floor: int) -> ActorMention | None:
    """Return the words from an article to `index`, whatever they name: the announcer said."""
    first = index
    while first >= floor and index - first <= LONGEST_PHRASE and fits_noun_phrase(tokens, first):
        if first < index and tokens[first + 1].text in ("'s", "’s") and tokens[first].is_capital:
            return ActorMention(first, index, "office", index)
        if tokens[first].lower in DETERMINERS:
            owner = _phrase_to(first - 2, tokens, floor) if first and tokens[first - 1].lower in OF else None
            return owner or (ActorMention(first, index, "office", index) if first < index else None)
        first -= 1
    return None


def _owner_before(index: int, sentence: Sentence) -> ActorMention | None:
    """Return whose claim it is: the mention before the 's at `index`, or the possessive pronoun there."""
    if sentence.tokens[index].lower in POSSESSIVES:
        return ActorMention(index, index, "pronoun", index)
    return next((each for each in sentence.mentions if each.last == index - 1 and each.possessive), None)


def mention_from(index: int, sentence: Sentence) -> ActorMention | None:
    """Return the mention that begins at `index`, or after an article and a few words there.

    If an 's follows, the mention includes what its owner has: Norway’s fisheries ministry.
    """
    mention, tokens = _beginning_at(index, sentence), sentence.tokens
    if mention is None or not mention.possessive:
        return mention
    last = mention.last + 1
    while last + 1 < len(tokens) and last - mention.last < LONGEST_PHRASE and fits_noun_phrase(tokens, last + 1):
        last += 1
    return ActorMention(mention.first, last, "office", last) if last > mention.last + 1 else mention


def _words_from(index: int, tokens: list[Token]) -> ActorMention | None:
    """Return the words from `index`, whatever they name, as far as a noun phrase can reach."""
    last = index - 1
    while last + 1 < len(tokens) and last - index < LONGEST_PHRASE and fits_noun_phrase(tokens, last + 1):
        last += 1
    return ActorMention(index, last, "office", last) if last >= index else None


def _beginning_at(index: int, sentence: Sentence) -> ActorMention | None:
    tokens = sentence.tokens
    reach = 4 if tokens[index].lower in ARTICLES else 2
    for mention in sentence.mentions:
        is_near = 0 <= mention.first - index <= reach
        if is_near and all(fits_noun_phrase(tokens, place) for place in range(index, mention.first)):
            return mention
        if mention.first <= index <= mention.last:
            return mention
    return None


def _ending_at(index: int, sentence: Sentence) -> ActorMention | None:
    """Return the mention that ends at `index`, or the one that a phrase which ends there belongs to."""
    for number, mention in enumerate(sentence.mentions):
        if mention.last == index and not mention.possessive:
            return _head_of(number, sentence)
    return _with_addition(index, sentence)


def _head_of(number: int, sentence: Sentence) -> ActorMention:
    """Return the head of the phrase that ends with a mention: of a spokesman for the minister, the spokesman."""
    mention = sentence.mentions[number]
    if number and mention.first and sentence.tokens[mention.first - 1].lower in OF:
        before = sentence.mentions[number - 1]
        if before.last == mention.first - 2 and not before.possessive:
            return _head_of(number - 1, sentence)
    return mention


def _with_addition(index: int, sentence: Sentence) -> ActorMention | None:
    """Return the office before a phrase that ends at `index` and belongs to it: an expert on such things said."""
    for mention in reversed(sentence.mentions):
        if mention.last >= index or index - mention.last > LONGEST_ADDITION:
            continue
        between = sentence.tokens[mention.last + 1 : index + 1]
        prepositional = between[0].lower in PREPOSITIONS | {"who", "that"}
        whole = all(token.is_word or token.text in ("-", "'s", "’s") for token in between)
        return mention if prepositional and whole and not mention.possessive else None
    return None


def _over_insertion(index: int, sentence: Sentence, floor: int) -> ActorMention | None:
    """Return the mention before an insertion between commas, brackets or dashes that ends at `index`."""
    opening = OPENING.get(sentence.tokens[index].text)
    if opening is None:
        return None
    for place in range(index - 1, floor, -1):
        if sentence.tokens[place].text != opening:
            continue
        mention = _ending_at(place - 1, sentence)
        if mention and sentence.is_free(mention):
            return mention
    return None


def _nearest(cue: Cue, sentence: Sentence, floor: int) -> ActorMention | None:
    """Return the nearest mention before the cue that is neither an owner nor governed by a preposition."""
    for mention in reversed(sentence.mentions):
        is_before = mention.last < cue.first and mention.first >= floor
        if is_before and not mention.possessive and sentence.is_free(mention):
            return mention
    return None


def main_subject(cue: Cue, sentence: Sentence, floor: int = 0) -> ActorMention | None:
    """Return the subject of the clause that a participle or a second verb belongs to: its first free mention.

    Clauses are divided by semicolons and quotations; the last one before the cue that has a free mention counts.
    """
    tokens = sentence.tokens
    breaks = [each for each in range(floor, cue.first) if tokens[each].text == ";" or tokens[each].is_quote]
    end = cue.first
    for start in [*reversed([each + 1 for each in breaks]), floor]:
        before = [each for each in sentence.mentions if start <= each.first and each.last < end]
        free = [each for each in before if not each.possessive and sentence.is_free(each)]
        if free:
            return free[0]
        end = start
    return None
