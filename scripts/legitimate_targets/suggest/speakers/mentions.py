"""One mention of somebody who could be a source, and how it stands in its sentence."""

from dataclasses import dataclass

from legitimate_targets.suggest.text.lexicon import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    CUE_FORMS,
    DETERMINERS,
    GOVERNING,
    PREPOSITIONS,
    PRONOUNS,
)
from legitimate_targets.suggest.text.tokens import Token

UNFIT = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | ADVERBS | CUE_FORMS | PRONOUNS


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


def qualifies(tokens: list[Token], index: int) -> bool:
    """Whether a token can stand between an article and the office: an adjective, a noun, a name, an 's."""
    token = tokens[index]
    if token.text in ("'s", "’s"):
        return index > 0 and (tokens[index - 1].is_capital or tokens[index - 1].is_word)
    if token.lower in DETERMINERS:
        return True
    return token.is_word and not token.is_quote and token.lower not in UNFIT


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
        if token.lower not in ARTICLES and (before + 1 == mention.first or not qualifies(tokens, before)):
            return False
    return False


def is_possessive(tokens: list[Token], last: int) -> bool:
    if last + 1 >= len(tokens):
        return False
    behind = tokens[last + 1].text
    if behind in ("'s", "’s"):
        nxt = tokens[last + 2].lower if last + 2 < len(tokens) else ""
        return nxt not in ("been", "going", "not", "a", "the")
    return behind in ("'", "’") and tokens[last].text.endswith("s")
