"""What is found out about one quotation: whom the rules attribute it to, and what is proposed in the end."""

from dataclasses import dataclass

from legitimate_targets.suggest.speakers.sentence import Speaker
from legitimate_targets.suggest.text.quotation_marks import QuotedSpan


@dataclass(frozen=True)
class Attribution:
    """A quotation, the index of its line, and its speaker by the rules, if they find one.

    `is_own_sentence` says that its sentence has no other words, `is_inner` that it lies in another quotation.
    """

    quotation: QuotedSpan
    line: int
    speaker: Speaker | None
    is_own_sentence: bool
    is_inner: bool = False


@dataclass(frozen=True)
class Decision:
    """The speaker that is proposed, the rules that found or rejected it, and the tier: A, B or C."""

    speaker: Speaker | None
    rule: str
    tier: str
