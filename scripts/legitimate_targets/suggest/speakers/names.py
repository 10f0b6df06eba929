"""Finds names: runs of capitalised words, with the titles before them and the particles in them."""

from legitimate_targets.suggest.speakers.mentions import Mention, is_possessive
from legitimate_targets.suggest.text.lexicon import (
    ABBREVIATED_TITLES,
    BODIES,
    CALENDAR,
    DEMONYMS,
    DETERMINERS,
    OFFICE_WORDS,
    PRONOUNS,
    STARTERS,
    listed,
)
from legitimate_targets.suggest.text.tokens import Token

PARTICLES = frozenset(listed("particles"))
LINKING = frozenset(listed("linking"))
BODY_NAMES = frozenset(listed("body_names"))
"""The last words of names of bodies that begin with what would be a title elsewhere: the General Staff."""

SURNAMES = frozenset(listed("surnames"))
"""Abbreviated titles that are last names too, where no stop follows: Amartya Sen."""


def name_at(tokens: list[Token], index: int) -> Mention | None:
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
    return Mention(first, last, kind, min(name, last), is_possessive(tokens, last))


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
    if last > first and tokens[last].lower in BODY_NAMES:
        return first
    for index in range(first, last + 1):
        word = tokens[index].text.rstrip(".")
        if index == last > name and word in SURNAMES and tokens[index - 1].text != ".":
            return name
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
