"""Combines the rules and the parser: if both find one speaker, the tier is A; if not, the more reliable one decides."""

from collections.abc import Callable, Mapping
from typing import Protocol

from legitimate_targets.suggest.speakers.attribution import Attribution, Decision
from legitimate_targets.suggest.speakers.reading import Reading
from legitimate_targets.suggest.speakers.sentence import Speaker
from legitimate_targets.suggest.speakers.spacy_rules import ParsedSentence, parse_sentences, speaker_in_parse

DISTANT = frozenset(("before", "far-before"))
WEAK = frozenset(("subject", "colon", "none", "context"))
"""Rules that a parse may overrule, always or only with a name. Both sets were measured on news about other topics."""


class Identified(Protocol):
    """An actor, as far as it matters here: its id."""

    @property
    def actor_id(self) -> str: ...


ActorOf = Callable[[Speaker], Identified | None]


def decide(reading: Reading, attributions: list[Attribution], actor_of: ActorOf, with_model: bool) -> list[Decision]:
    """Return one decision for each attribution, in order; `actor_of` returns the actor that a speaker's words mean.

    Raise MissingExtra if `with_model` is set and the parser is not installed.
    """
    parses = {each.sentence.start: each for each in _parses(reading)} if with_model else {}
    return [_decision(each, _parsed_speaker(reading, parses, each), actor_of) for each in attributions]


def _parses(reading: Reading) -> list[ParsedSentence]:
    """Return the parses of all sentences with a quotation and words of their own."""
    sentences = [each for line in reading.sentences for each in line if each.has_quotation and each.has_own_words]
    return parse_sentences(sentences, reading.text)


def _parsed_speaker(reading: Reading, parses: Mapping[int, ParsedSentence], attribution: Attribution) -> Speaker | None:
    if attribution.is_own_sentence or attribution.is_inner:
        return None
    sentence = reading.sentence_at(attribution.quotation.outer[0])
    parsed = parses.get(sentence.start) if sentence else None
    return speaker_in_parse(parsed, attribution.quotation.outer[0]) if parsed else None


def _decision(attribution: Attribution, parsed: Speaker | None, actor_of: ActorOf) -> Decision:
    own = attribution.speaker
    rule = own.rule if own else "none"
    if parsed is None:
        return Decision(own, rule, "B" if own and own.firm else "C")
    if own and _is_same(own, parsed, actor_of):
        return Decision(own, f"{rule}+{parsed.rule}", "A")
    if _overrules(parsed, rule):
        return Decision(parsed, f"{parsed.rule}-not-{rule}", "C")
    return Decision(own, f"{rule}-not-{parsed.rule}", "C")


def _overrules(parsed: Speaker, rule: str) -> bool:
    """Return whether the parse is right more often than the rule.

    It is if the rule uses no verb, or if the rule's verb is far away and the parse finds a name.
    """
    if parsed.rule == "parse-according":
        return rule != "according"
    if rule in WEAK:
        return parsed.firm
    return rule in DISTANT and parsed.rule == "parse" and parsed.kind == "name"


def _is_same(own: Speaker, parsed: Speaker, actor_of: ActorOf) -> bool:
    if own.span[0] < parsed.span[1] and parsed.span[0] < own.span[1]:
        return True
    one, two = actor_of(own), actor_of(parsed)
    return one is not None and two is not None and one.actor_id == two.actor_id
