"""Brings the two sieves together: where they agree the tier is A, else the one that is right more often decides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from legitimate_targets.suggest.actors.actor import ArticleActor
from legitimate_targets.suggest.speakers.attribute import Attribution
from legitimate_targets.suggest.speakers.spacy_rules import Parsed, in_parse, parse
from legitimate_targets.suggest.text.document import Reading
from legitimate_targets.suggest.text.sentence import Source

ActorOf = Callable[[Source], ArticleActor | None]
DISTANT = frozenset(("before", "far-before"))
WEAK = frozenset(("subject", "colon", "none", "context"))
"""Rules of the sieve without a model that a parse may overrule: measured on news of other topics."""


@dataclass(frozen=True)
class Decision:
    """The source that is proposed, the rules that found it, and the tier."""

    source: Source | None
    rule: str
    tier: str


def decide(reading: Reading, attributions: list[Attribution], actor_of: ActorOf, with_model: bool) -> list[Decision]:
    """One decision for each attribution, in order."""
    parses = {each.sentence.start: each for each in _parses(reading)} if with_model else {}
    return [_decision(each, _parsed(reading, parses, each), actor_of) for each in attributions]


def _parses(reading: Reading) -> list[Parsed]:
    """The parses of all sentences with a quotation and words of their own."""
    sentences = [each for line in reading.sentences for each in line]
    quoting = [each for each in sentences if any(token.is_quote for token in each.tokens)]
    return parse([each for each in quoting if any(token.is_word for token in each.tokens)], reading.text)


def _parsed(reading: Reading, parses: Mapping[int, Parsed], attribution: Attribution) -> Source | None:
    if attribution.alone or attribution.inner:
        return None
    sentence = reading.sentence_at(attribution.quotation.outer[0])
    parsed = parses.get(sentence.start) if sentence else None
    return in_parse(parsed, attribution.quotation.outer[0]) if parsed else None


def _decision(attribution: Attribution, other: Source | None, actor_of: ActorOf) -> Decision:
    own = attribution.source
    rule = own.rule if own else "none"
    if other is None:
        return Decision(own, rule, "B" if own and own.firm else "C")
    if own and _same(own, other, actor_of):
        return Decision(own, f"{rule}+{other.rule}", "A")
    if _overrules(other, rule):
        return Decision(other, f"{other.rule}-not-{rule}", "C")
    return Decision(own, f"{rule}-not-{other.rule}", "C")


def _overrules(other: Source, rule: str) -> bool:
    """Whether the parse is right more often than the rule: with a name where a verb stands far, with a verb where
    none does.
    """
    if other.rule == "parse-according":
        return rule != "according"
    if rule in WEAK:
        return other.firm
    return rule in DISTANT and other.rule == "parse" and other.kind == "name"


def _same(own: Source, other: Source, actor_of: ActorOf) -> bool:
    if own.span[0] < other.span[1] and other.span[0] < own.span[1]:
        return True
    one, two = actor_of(own), actor_of(other)
    return one is not None and two is not None and one.actor_id == two.actor_id
