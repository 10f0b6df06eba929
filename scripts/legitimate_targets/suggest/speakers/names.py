"""Finds names: runs of capitalised words, with the titles before them and the particles in them."""

from legitimate_targets.suggest.speakers.sentence import ActorMention
from legitimate_targets.suggest.text.lexicon import (
    ABBREVIATED_TITLES,
    BODIES,
    BODY_NAMES,
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
SURNAMES = frozenset(listed("surnames"))
"""Abbreviated titles that are also last names, unless a full stop follows: Amartya Sen."""

LONGEST_NICKNAME = 20
"""Characters, marks included, of a quotation that can be a nickname inside a name: Ada “The Fox” Moss."""


def name_at(tokens: list[Token], index: int) -> ActorMention | None:
    """Return the run of capitalised words that begins at `index`, or None.

    Particles join two such words; a title before them belongs to the mention, but not to the name.
    """
    if not _can_begin(tokens, index):
        return None
    last = index
    while last + 1 < len(tokens):
        step = _joined(tokens, last)
        if not step:
            break
        last += step
    name = _name_start(tokens, index, last)
    kind = "name" if name <= last else "office"
    first = index - 1 if kind == "office" and index and tokens[index - 1].lower in DETERMINERS else index
    return ActorMention(first, last, kind, min(name, last), is_possessive(tokens, last))


def is_possessive(tokens: list[Token], last: int) -> bool:
    """Return whether a possessive follows the mention that ends at `last`, and not a short form of is or has."""
    if last + 1 >= len(tokens):
        return False
    following = tokens[last + 1].text
    if following in ("'s", "’s"):
        owned = tokens[last + 2].lower if last + 2 < len(tokens) else ""
        return owned not in ("been", "going", "not", "a", "the")
    return following in ("'", "’") and tokens[last].text.endswith("s")


def _can_begin(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if not token.is_capital or token.lower in CALENDAR or (token.lower in PRONOUNS or token.text == "I"):
        return False
    is_next_capital = index + 1 < len(tokens) and tokens[index + 1].is_capital
    if token.lower in DEMONYMS and not is_next_capital:
        return False
    if not _opens_sentence(tokens, index):
        return True
    return token.lower not in STARTERS and not (token.lower.endswith(("ly", "ing")) and not is_next_capital)


def _opens_sentence(tokens: list[Token], index: int) -> bool:
    return index == 0 or not tokens[index - 1].is_word or tokens[index - 1].is_quote


def _joined(tokens: list[Token], last: int) -> int:
    """Return how many tokens after `last` still belong to the name."""
    token = tokens[last + 1]
    if token.is_capital and token.lower not in CALENDAR:
        return 1
    if token.text == "." and tokens[last].text.rstrip(".") in ABBREVIATED_TITLES | {"Jr", "Sr"}:
        return 1
    if token.text == "." and len(tokens[last].text) == 1 and last + 2 < len(tokens) and tokens[last + 2].is_capital:
        return 1
    short = token.is_quote and token.end - token.start < LONGEST_NICKNAME
    if short and last + 2 < len(tokens) and tokens[last + 2].is_capital:
        return 2 if tokens[last].is_capital and not tokens[last].text.isupper() else 0
    if token.lower in PARTICLES and token.text.islower():
        return _over_particles(tokens, last)
    return 0


def _over_particles(tokens: list[Token], last: int) -> int:
    """Return the steps over particles (of the, de la) to the next capitalised word, or 0.

    The words "for", "of" and "the" join only the parts of an office's or body's name; "and" joins nothing.
    """
    step = 1
    while last + step < len(tokens) and tokens[last + step].lower in PARTICLES and step < 3:
        step += 1
    after = last + step
    if after >= len(tokens) or not tokens[after].is_capital or tokens[after].lower in CALENDAR:
        return 0
    words = {token.lower for token in tokens[last + 1 : after]}
    if words & {"and", "&", "for", "the", "of"} and tokens[last].lower not in OFFICE_WORDS and "&" not in words:
        return step if words == {"of"} and tokens[last].is_capital and not _has_first_name(tokens, last) else 0
    return step if "and" not in words else 0


def _has_first_name(tokens: list[Token], last: int) -> bool:
    """Return whether the word before `last` is capitalised too, as a first name before a last name is."""
    return last > 0 and tokens[last - 1].is_capital and tokens[last - 1].lower not in STARTERS


def _name_start(tokens: list[Token], first: int, last: int) -> int:
    """Return where the name begins: after the last office or title in the run; after `last` if it is all titles."""
    name = first
    if last > first and tokens[last].lower in BODY_NAMES:
        return first
    for index in range(first, last + 1):
        word = tokens[index].text.rstrip(".")
        if index == last > name and word in SURNAMES and tokens[index - 1].text != ".":
            return name
        last_part = word.lower().split("-")[-1]
        if last_part in BODIES and last > first:
            continue
        if word in ABBREVIATED_TITLES or word.lower() in OFFICE_WORDS or last_part in OFFICE_WORDS:
            after = index + 1
            while after <= last and tokens[after].text == ".":
                after += 1
            if after <= last and tokens[after].lower in LINKING:
                return last + 1
            name = after
    return name
