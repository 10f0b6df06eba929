"""The results for one quotation: its speaker by the rules, and the speaker that is proposed."""

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
    """The proposed speaker, the rules that agreed or disagreed on it, and the tier: A, B or C."""

    speaker: Speaker | None
    rule: str
    tier: str
