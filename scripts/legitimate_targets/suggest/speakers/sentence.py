"""A sentence with its tokens, the actors it mentions and the cues in it, and a speaker as a rule finds it there."""

from dataclasses import dataclass
from functools import cached_property

from legitimate_targets.suggest.text.lexicon import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    CUE_FORMS,
    DETERMINERS,
    GOVERNING,
    NAMING_FORMS,
    PREPOSITIONS,
    PRONOUNS,
)
from legitimate_targets.suggest.text.quotation_marks import Span
from legitimate_targets.suggest.text.tokens import Token

OUTSIDE_NOUN_PHRASE = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | ADVERBS | CUE_FORMS | PRONOUNS

LONGEST_REACH = 4
"""Tokens before a mention that are searched for a preposition that governs it."""


@dataclass(frozen=True)
class ActorMention:
    """Tokens `first` to `last` (inclusive) that could name a speaker.

    `kind` is "name", "office" (without a name) or "pronoun". The name itself begins at token `name`, after offices and
    titles; `possessive` says that an 's follows.
    """

    first: int
    last: int
    kind: str
    name: int
    possessive: bool = False


@dataclass(frozen=True)
class Cue:
    """Tokens `first` to `last` (inclusive) that report speech.

    A cue is a verb, its `participle` in -ing, a `noun` (X's claim) or "according to".
    """

    first: int
    last: int
    participle: bool = False
    according: bool = False
    strong: bool = True
    noun: bool = False


@dataclass(frozen=True)
class Speaker:
    """The words that name the speaker of a quotation, their kind, the cue, and the rule that found them.

    `firm` says that the rule is seldom wrong; `naming` that the cue gives a thing its name (X described it as a “…”).
    """

    span: Span
    kind: str
    cue: Span | None
    rule: str
    firm: bool = True
    naming: bool = False


@dataclass(frozen=True)
class Sentence:
    """A sentence's offsets in the article, its tokens, and the mentions and cues in it, in order.

    `is_headline` says that it is printed in the style of a headline.
    """

    start: int
    end: int
    tokens: list[Token]
    mentions: list[ActorMention]
    cues: list[Cue]
    is_headline: bool = False

    @cached_property
    def has_quotation(self) -> bool:
        """Whether the sentence contains a quotation."""
        return any(token.is_quote for token in self.tokens)

    @cached_property
    def has_own_words(self) -> bool:
        """Whether the sentence has words outside of quotations."""
        return any(token.is_word for token in self.tokens)

    def span(self, mention: ActorMention) -> Span:
        """Return the offsets of a mention in the article."""
        return self.tokens[mention.first].start, self.tokens[mention.last].end

    def is_free(self, mention: ActorMention) -> bool:
        """Return whether no preposition governs the mention; a pronoun in the nominative is always free."""
        if mention.kind == "pronoun":
            return True
        for before in range(mention.first - 1, max(mention.first - 1 - LONGEST_REACH, -1), -1):
            token = self.tokens[before]
            if token.lower in GOVERNING:
                return False
            fits = before + 1 < mention.first and fits_noun_phrase(self.tokens, before)
            if token.lower not in ARTICLES and not fits:
                return True
        return True

    def speaker(self, mention: ActorMention, cue: Cue | None, rule: str, firm: bool = True) -> Speaker:
        """Return a mention as the speaker that `rule` finds by `cue`."""
        place = (self.tokens[cue.first].start, self.tokens[cue.last].end) if cue else None
        naming = cue is not None and self.tokens[cue.last].lower in NAMING_FORMS
        return Speaker(self.span(mention), mention.kind, place, rule, firm, naming)


def fits_noun_phrase(tokens: list[Token], index: int) -> bool:
    """Return whether a token can come between an article and its noun: an adjective, a noun, a name, an 's."""
    token = tokens[index]
    if token.text in ("'s", "’s"):
        return index > 0 and (tokens[index - 1].is_capital or tokens[index - 1].is_word)
    if token.lower in DETERMINERS:
        return True
    return token.is_word and not token.is_quote and token.lower not in OUTSIDE_NOUN_PHRASE
