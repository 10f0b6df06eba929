"""Finds the mentions of actors who could be speakers in a sentence: names, offices, bodies, pronouns."""

from collections.abc import Iterator

from legitimate_targets.suggest.speakers.names import is_possessive, name_at
from legitimate_targets.suggest.speakers.sentence import ActorMention, fits_noun_phrase
from legitimate_targets.suggest.text.lexicon import BODIES, CUE_FORMS, DETERMINERS, OFFICE_WORDS, POSSESSIVES, PRONOUNS
from legitimate_targets.suggest.text.tokens import Token

LONGEST = 9
"""Tokens that may belong to an office on each side of its noun; longer noun phrases are seldom one office."""

OWNED = BODIES | {"force", "forces", "service", "services", "guard"}
"""Words for what belongs to somebody after an 's, as in: Norway's coast guard."""


def actor_mentions(tokens: list[Token]) -> list[ActorMention]:
    """Return the mentions of a sentence in order.

    An office before a name belongs to the name's mention, even if commas set the name off: the minister, X, said.
    """
    found: list[ActorMention] = []
    index = 0
    while index < len(tokens):
        mention = name_at(tokens, index) or _office_at(tokens, index) or _pronoun_at(tokens, index)
        if mention:
            found.append(mention)
            index = mention.last + 1
        else:
            index += 1
    return list(_merged(tokens, found))


def _pronoun_at(tokens: list[Token], index: int) -> ActorMention | None:
    if tokens[index].lower in PRONOUNS:
        return ActorMention(index, index, "pronoun", index)
    return None


def _office_at(tokens: list[Token], index: int) -> ActorMention | None:
    """Return the office whose noun is token `index`, in lower case, with the words before it back to its article."""
    if not tokens[index].is_word or tokens[index].lower.split("-")[-1] not in OFFICE_WORDS:
        return None
    if index + 1 < len(tokens) and (tokens[index + 1].lower in OFFICE_WORDS or _is_quantifier(tokens, index)):
        return None
    first = index
    while first > 0 and index - first < LONGEST and _fits_before_office(tokens, first - 1):
        first -= 1
        if tokens[first].lower in DETERMINERS:
            break
    last = _end_with_owner(tokens, index)
    return ActorMention(first, last, "office", index, is_possessive(tokens, last))


def _fits_before_office(tokens: list[Token], index: int) -> bool:
    return fits_noun_phrase(tokens, index) and tokens[index].lower != "that"


def _is_quantifier(tokens: list[Token], index: int) -> bool:
    """Return whether some, many or others counts the noun after it instead of meaning people."""
    return tokens[index].lower in DETERMINERS and tokens[index + 1].is_word and fits_noun_phrase(tokens, index + 1)


def _end_with_owner(tokens: list[Token], index: int) -> int:
    """Return where an office ends, with the body that it belongs to: a spokeswoman for the city council."""
    if index + 1 >= len(tokens) or tokens[index + 1].lower not in ("for", "of", "at"):
        return index
    last, place = index, index + 2
    while place < len(tokens) and place - index < LONGEST and fits_noun_phrase(tokens, place):
        if tokens[place].is_capital or tokens[place].lower in OFFICE_WORDS:
            last = place
        place += 1
    ends = place < len(tokens) and (tokens[place].lower in CUE_FORMS or tokens[place].text in (",", "."))
    return place - 1 if ends and place > index + 2 else last


def _merged(tokens: list[Token], mentions: list[ActorMention]) -> Iterator[ActorMention]:
    """Yield the mentions; those that follow each other and mean one actor become one mention."""
    held: ActorMention | None = None
    for mention in mentions:
        joined = _joined(tokens, held, mention) if held else None
        if held and not joined:
            yield held
        held = joined or mention
    if held:
        yield held


def _joined(tokens: list[Token], held: ActorMention, mention: ActorMention) -> ActorMention | None:
    """Return two mentions as one if they mean one actor: an office and a name, an owner and its body, an overlap."""
    last, name, possessive = mention.last, mention.name, mention.possessive
    if held.kind == "office" and mention.kind == "name" and _adjoin(tokens, held, mention):
        return ActorMention(held.first, last, "name", name, possessive)
    if held.possessive and mention.first == held.last + 2 and _is_owned(tokens, mention):
        return ActorMention(held.first, last, "office", name, possessive)
    if mention.first <= held.last:
        return ActorMention(min(held.first, mention.first), last, mention.kind, name, possessive)
    return None


def _is_owned(tokens: list[Token], mention: ActorMention) -> bool:
    """Return whether a mention after an 's is the owner's office, ministry or force, and not a separate person."""
    return mention.kind == "office" or tokens[mention.last].lower in OWNED


def _adjoin(tokens: list[Token], office: ActorMention, name: ActorMention) -> bool:
    """Return whether a name follows its office directly or between commas: the minister, X, said."""
    if office.possessive:
        return False
    if name.first == office.last + 1:
        return True
    between = tokens[office.last + 1 : name.first]
    following = tokens[name.last + 1].text if name.last + 1 < len(tokens) else "."
    definite = tokens[office.first].lower in {"the", *POSSESSIVES}
    return [token.text for token in between] == [","] and following == "," and definite
