"""Finds who could be a source in a sentence without a model: names, offices, bodies, pronouns."""

from collections.abc import Iterator
from dataclasses import dataclass

from legitimate_targets.suggest.lexicon import (
    ABBREVIATED_TITLES,
    ADVERBS,
    AUXILIARIES,
    BODIES,
    CALENDAR,
    CONJUNCTIONS,
    CUE_FORMS,
    DEMONYMS,
    DETERMINERS,
    GOVERNING,
    OFFICE_WORDS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    STARTERS,
    listed,
)
from legitimate_targets.suggest.tokens import Token

PARTICLES = frozenset(listed("particles"))
LINKING = frozenset(listed("linking"))
LONGEST = 9


@dataclass(frozen=True)
class Mention:
    """Tokens `first` to `last` (inclusive); a name, an office without a name, or a pronoun.

    `name` is where the name itself begins behind offices and titles; `possessive` that an 's follows.
    """

    first: int
    last: int
    kind: str
    name: int
    possessive: bool = False


def mentions(tokens: list[Token]) -> list[Mention]:
    """All mentions of one sentence in order; an office that stands before a name, or in a comma behind it, is part
    of it.
    """
    found: list[Mention] = []
    index = 0
    while index < len(tokens):
        mention = _name(tokens, index) or _office(tokens, index) or _pronoun(tokens, index)
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


def _name(tokens: list[Token], index: int) -> Mention | None:
    """A run of capitalised words; particles join two of them, a title before them is part and not name."""
    if not _can_begin(tokens, index):
        return None
    last = index
    while last + 1 < len(tokens):
        step = _joined(tokens, last)
        if not step:
            break
        last += step
    name = _behind_titles(tokens, index, last)
    kind = "name" if name <= last else "office"
    first = index - 1 if kind == "office" and index and tokens[index - 1].lower in DETERMINERS else index
    return Mention(first, last, kind, min(name, last), _is_possessive(tokens, last))


def _can_begin(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if not token.is_capital or token.lower in CALENDAR or (token.lower in PRONOUNS or token.text == "I"):
        return False
    capital_behind = index + 1 < len(tokens) and tokens[index + 1].is_capital
    if token.lower in DEMONYMS and not capital_behind:
        return False
    if not _opens_sentence(tokens, index):
        return True
    return token.lower not in STARTERS and not (token.lower.endswith(("ly", "ing")) and not capital_behind)


def _opens_sentence(tokens: list[Token], index: int) -> bool:
    return index == 0 or not tokens[index - 1].is_word or tokens[index - 1].is_quote


def _joined(tokens: list[Token], last: int) -> int:
    """How many tokens behind `last` still belong to the name: 0 for none."""
    token = tokens[last + 1]
    if token.is_capital and token.lower not in CALENDAR:
        return 1
    if token.text == "." and tokens[last].text.rstrip(".") in ABBREVIATED_TITLES | {"Jr", "Sr"}:
        return 1
    if token.text == "." and len(tokens[last].text) == 1 and last + 2 < len(tokens) and tokens[last + 2].is_capital:
        return 1
    if token.is_quote and token.end - token.start < 20 and last + 2 < len(tokens) and tokens[last + 2].is_capital:
        return 2 if tokens[last].is_capital and not tokens[last].text.isupper() else 0
    if token.lower in PARTICLES and token.text.islower():
        return _over_particles(tokens, last)
    return 0


def _over_particles(tokens: list[Token], last: int) -> int:
    """Over `of the`, `de la` to the next capitalised word; `and` joins only what an office or body is called."""
    step = 1
    while last + step < len(tokens) and tokens[last + step].lower in PARTICLES and step < 3:
        step += 1
    behind = last + step
    if behind >= len(tokens) or not tokens[behind].is_capital or tokens[behind].lower in CALENDAR:
        return 0
    words = {token.lower for token in tokens[last + 1 : behind]}
    if words & {"and", "&", "for", "the", "of"} and tokens[last].lower not in OFFICE_WORDS and "&" not in words:
        return step if words == {"of"} and tokens[last].is_capital and not _person_like(tokens, last) else 0
    return step if "and" not in words else 0


def _person_like(tokens: list[Token], last: int) -> bool:
    """Whether the word before `last` is capitalised too, as in a first and a last name."""
    return last > 0 and tokens[last - 1].is_capital and tokens[last - 1].lower not in STARTERS


def _behind_titles(tokens: list[Token], first: int, last: int) -> int:
    """Where the name begins behind the last office or title in the run."""
    name = first
    for index in range(first, last + 1):
        word = tokens[index].text.rstrip(".")
        hyphened = word.lower().split("-")[-1]
        if hyphened in BODIES and last > first:
            continue
        if word in ABBREVIATED_TITLES or word.lower() in OFFICE_WORDS or hyphened in OFFICE_WORDS:
            behind = index + 1
            while behind <= last and tokens[behind].text == ".":
                behind += 1
            if behind <= last and tokens[behind].lower in LINKING:
                return last + 1
            name = behind
    return name


def _office(tokens: list[Token], index: int) -> Mention | None:
    """An office in small letters, with the words before it back to the article."""
    if not tokens[index].is_word or tokens[index].lower.split("-")[-1] not in OFFICE_WORDS:
        return None
    if index + 1 < len(tokens) and tokens[index + 1].lower in OFFICE_WORDS:
        return None
    first = index
    while first > 0 and index - first < LONGEST and qualifies(tokens, first - 1):
        first -= 1
        if tokens[first].lower in DETERMINERS:
            break
    last = _with_owner(tokens, index)
    return Mention(first, last, "office", index, _is_possessive(tokens, last))


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


def qualifies(tokens: list[Token], index: int) -> bool:
    """Whether a token can stand between an article and the office: an adjective, a noun, a name, an 's."""
    token = tokens[index]
    if token.text in ("'s", "’s"):
        return index > 0 and (tokens[index - 1].is_capital or tokens[index - 1].is_word)
    if token.lower in DETERMINERS:
        return True
    refused = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | ADVERBS | CUE_FORMS | PRONOUNS
    return token.is_word and not token.is_quote and token.lower not in refused


def _is_possessive(tokens: list[Token], last: int) -> bool:
    if last + 1 >= len(tokens):
        return False
    behind = tokens[last + 1].text
    if behind in ("'s", "’s"):
        nxt = tokens[last + 2].lower if last + 2 < len(tokens) else ""
        return nxt not in ("been", "going", "not", "a", "the")
    return behind in ("'", "’") and tokens[last].text.endswith("s")


def in_phrase(mention: Mention, tokens: list[Token]) -> bool:
    """Whether a preposition governs the mention, an article or a number between; a pronoun in the nominative is
    free.
    """
    if mention.kind == "pronoun":
        return False
    for before in range(mention.first - 1, max(mention.first - 5, -1), -1):
        token = tokens[before]
        if token.lower in GOVERNING:
            return True
        if token.lower not in DETERMINERS - {"that"} and (before + 1 == mention.first or not qualifies(tokens, before)):
            return False
    return False


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
