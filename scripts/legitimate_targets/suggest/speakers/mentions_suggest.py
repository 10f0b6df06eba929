"""Finds who could be a source in a sentence without a model: names, offices, bodies, pronouns."""

from collections.abc import Iterator

from legitimate_targets.suggest.speakers.mentions import Mention, is_possessive, qualifies
from legitimate_targets.suggest.speakers.names import name_at
from legitimate_targets.suggest.text.lexicon import BODIES, CUE_FORMS, DETERMINERS, OFFICE_WORDS, POSSESSIVES, PRONOUNS
from legitimate_targets.suggest.text.tokens import Token

LONGEST = 9


def mentions(tokens: list[Token]) -> list[Mention]:
    """All mentions of one sentence in order; an office that stands before a name, or in a comma behind it, is part
    of it.
    """
    found: list[Mention] = []
    index = 0
    while index < len(tokens):
        mention = name_at(tokens, index) or _office(tokens, index) or _pronoun(tokens, index)
        if mention:
            found.append(mention)
            index = mention.last + 1
        else:
            index += 1
    return list(_merged(tokens, found))


def _pronoun(tokens: list[Token], index: int) -> Mention | None:
    if tokens[index].lower in PRONOUNS:
        return Mention(index, index, "pronoun", index)
    return None


def _office(tokens: list[Token], index: int) -> Mention | None:
    """An office in small letters, with the words before it back to the article."""
    if not tokens[index].is_word or tokens[index].lower.split("-")[-1] not in OFFICE_WORDS:
        return None
    if index + 1 < len(tokens) and (tokens[index + 1].lower in OFFICE_WORDS or _counts(tokens, index)):
        return None
    first = index
    while first > 0 and index - first < LONGEST and qualifies(tokens, first - 1) and tokens[first - 1].lower != "that":
        first -= 1
        if tokens[first].lower in DETERMINERS:
            break
    last = _with_owner(tokens, index)
    return Mention(first, last, "office", index, is_possessive(tokens, last))


def _counts(tokens: list[Token], index: int) -> bool:
    """Whether some, many or others stands before what it counts, and not for people."""
    return tokens[index].lower in DETERMINERS and tokens[index + 1].is_word and qualifies(tokens, index + 1)


def _with_owner(tokens: list[Token], index: int) -> int:
    """Where an office ends with the body that it is an office of: a spokeswoman for the city council."""
    if index + 1 >= len(tokens) or tokens[index + 1].lower not in ("for", "of", "at"):
        return index
    last, place = index, index + 2
    while place < len(tokens) and place - index < LONGEST and qualifies(tokens, place):
        if tokens[place].is_capital or tokens[place].lower in OFFICE_WORDS:
            last = place
        place += 1
    ends = place < len(tokens) and (tokens[place].lower in CUE_FORMS or tokens[place].text in (",", "."))
    return place - 1 if ends and place > index + 2 else last


def _merged(tokens: list[Token], found: list[Mention]) -> Iterator[Mention]:
    """Office and name in a row, or with a comma between (the minister, X,), become one mention with both."""
    held: Mention | None = None
    for mention in found:
        if held and held.kind == "office" and mention.kind == "name" and _adjoin(tokens, held, mention):
            held = Mention(held.first, mention.last, "name", mention.name, mention.possessive)
            continue
        if held and held.possessive and mention.first == held.last + 2 and _is_body(tokens, mention):
            held = Mention(held.first, mention.last, "office", mention.name, mention.possessive)
            continue
        if held and mention.first <= held.last:
            held = Mention(min(held.first, mention.first), mention.last, mention.kind, mention.name, mention.possessive)
            continue
        if held:
            yield held
        held = mention
    if held:
        yield held


def _is_body(tokens: list[Token], mention: Mention) -> bool:
    """Whether a mention behind an 's is somebody's office, ministry or force rather than a person of its own."""
    return mention.kind == "office" or tokens[mention.last].lower in BODIES | {
        "force",
        "forces",
        "service",
        "services",
        "guard",
    }


def _adjoin(tokens: list[Token], office: Mention, name: Mention) -> bool:
    if office.possessive:
        return False
    if name.first == office.last + 1:
        return True
    between = tokens[office.last + 1 : name.first]
    behind = tokens[name.last + 1].text if name.last + 1 < len(tokens) else "."
    definite = tokens[office.first].lower in {"the", *POSSESSIVES}
    return [token.text for token in between] == [","] and behind == "," and definite
