"""One sentence as the rules see it: tokens, mentions and cues, and what a rule returns."""

from dataclasses import dataclass, field
from functools import cached_property

from legitimate_targets.suggest.speakers.cues import Cue, cues
from legitimate_targets.suggest.speakers.mentions import Mention, in_phrase
from legitimate_targets.suggest.speakers.mentions_suggest import mentions
from legitimate_targets.suggest.text.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    CUE_FORMS,
    DETERMINERS,
    PREPOSITIONS,
    forms,
    listed,
)
from legitimate_targets.suggest.text.tokens import Token

LITTLE = CUE_FORMS | ADVERBS | AUXILIARIES | CONJUNCTIONS | DETERMINERS | PREPOSITIONS
NAMING = frozenset(form for verb in listed("naming") for form in forms(verb))


@dataclass(frozen=True)
class Source:
    """Whom the sieve gives a quotation to: a span of the text, the cue's span, the rule, and whether the rule is firm.

    `naming` says that the cue gives things their names (X described it as a “…”).
    """

    span: tuple[int, int]
    kind: str
    cue: tuple[int, int] | None
    rule: str
    firm: bool = True
    naming: bool = False


@dataclass
class Sentence:
    """One sentence with its tokens, mentions and cues."""

    start: int
    end: int
    tokens: list[Token]
    headline: bool = False
    found: list[Mention] = field(init=False)
    cues: list[Cue] = field(init=False)

    def __post_init__(self) -> None:
        if self.headline:
            self.tokens = [_in_small_letters(token) for token in self.tokens]
        self.found = mentions(self.tokens)
        self.cues = cues(self.tokens, self.found)

    @cached_property
    def quotes(self) -> bool:
        """Whether a quotation stands in it."""
        return any(token.is_quote for token in self.tokens)

    @cached_property
    def only_quotes(self) -> bool:
        """Whether it has no words outside of quotations."""
        return all(token.is_quote or not token.is_word for token in self.tokens)

    def span(self, mention: Mention) -> tuple[int, int]:
        """The offsets of a mention."""
        return self.tokens[mention.first].start, self.tokens[mention.last].end

    def is_free(self, mention: Mention) -> bool:
        """Whether the mention stands in no phrase with a preposition."""
        return not in_phrase(mention, self.tokens)

    def source(self, mention: Mention, cue: Cue | None, rule: str, firm: bool = True) -> Source:
        """A mention as a source."""
        place = (self.tokens[cue.first].start, self.tokens[cue.last].end) if cue else None
        naming = cue is not None and self.tokens[cue.last].lower in NAMING
        return Source(self.span(mention), mention.kind, place, rule, firm, naming)


def _in_small_letters(token: Token) -> Token:
    """A word of a headline that is no name, as running text would print it."""
    return Token(token.start, token.end, token.lower) if token.lower in LITTLE else token
