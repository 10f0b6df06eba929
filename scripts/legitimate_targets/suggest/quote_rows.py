"""The rows of quotes and of new utterances that an article gives."""

from dataclasses import dataclass, field

from legitimate_targets.articles.words import forms
from legitimate_targets.suggest.actors.actor import slug
from legitimate_targets.suggest.actors.known import Registry, Rendering
from legitimate_targets.suggest.actors.resolve import Cast
from legitimate_targets.suggest.evidence import Proof, Row, Who, who
from legitimate_targets.suggest.figures.link import utterance
from legitimate_targets.suggest.speakers.attribution import Attribution, Decision
from legitimate_targets.suggest.speakers.outlets import Media, Medium
from legitimate_targets.suggest.speakers.quote_kinds import kind_of, position_of
from legitimate_targets.suggest.speakers.reading import Reading
from legitimate_targets.suggest.speakers.sentence import Speaker

WORDS_IN_ID = 4
LAST_OWN = 60
"""Quotes of the article itself that a later one is compared with."""


@dataclass
class Quotes:
    """What is made: the rows, their ids by where they start, the cue of the last one, and the utterances that are
    new, with their renderings.
    """

    rows: list[Row] = field(default_factory=list)
    utterances: list[Row] = field(default_factory=list)
    own: list[Rendering] = field(default_factory=list)
    media: list[Medium] = field(default_factory=list)
    speakers: list[Who] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    ids: dict[int, str] = field(default_factory=dict)
    cue: tuple[int, int] | None = None


@dataclass(frozen=True)
class Context:
    """What every row is made from."""

    reading: Reading
    registry: Registry
    cast: Cast
    proof: Proof


def quote_rows(context: Context, attributions: list[Attribution], decisions: list[Decision]) -> Quotes:
    """One row for each quotation, with evidence and way in the context's proof."""
    made = Quotes(taken={each.utterance_id for each in context.registry.renderings})
    media = Media(context.reading, context.cast)
    before: tuple[Attribution, Medium | None] | None = None
    for number, (attribution, decision) in enumerate(zip(attributions, decisions, strict=True), 1):
        earlier = before[1] if before and before[0].line == attribution.line else None
        relay = media.of(attribution, decision.speaker, earlier)
        before = (attribution, relay)
        _add(context, made, f"Q{number:03}", attribution, decision, relay)
    return made


def _add(
    context: Context, made: Quotes, key: str, attribution: Attribution, decision: Decision, relay: Medium | None
) -> None:
    reading, proof = context.reading, context.proof
    quotation = attribution.quotation
    text = reading.text[quotation.start : quotation.end]
    position = position_of(reading, attribution)
    kind = kind_of(reading, attribution, context.registry.terms, position)
    unsaid = kind == "term" and not (decision.speaker and decision.speaker.naming)
    source = None if unsaid else decision.speaker
    speaker = who(source, context.cast) if source else None
    row: Row = {
        "quote_id": key,
        "source_id": proof.source_id,
        **proof.place((quotation.start, quotation.end)),
        "text": text,
    }
    row |= {"kind": kind, "position": position, "rule": "term" if unsaid else decision.rule, "tier": decision.tier}
    row |= {"joined_to": _joined(made, attribution, source, text)}
    if speaker and source:
        row |= {
            "speaker_id": speaker.actor.actor_id,
            "speaker_basis": _basis(source.kind, source.rule, position, source.cue),
        }
        row |= {"cue": reading.text[slice(*source.cue)] if source.cue else None}
        row |= {"medium_id": relay.actor.actor_id if relay else None}
        row |= {"utterance_id": _utterance(context, made, row, text, speaker.actor.actor_id)}
        row |= {"kind": _kind_of_part(made, row)}
        made.speakers.append(speaker)
        _prove(proof, key, speaker, source.cue, relay, source.rule == "context")
        made.media += [relay] if relay else []
    made.cue = source.cue if source else None
    proof.chain("quotes", key, speaker, relay)
    made.rows.append(row)
    made.ids[quotation.start] = key


def _basis(kind: str, rule: str, position: str, cue: tuple[int, int] | None) -> str:
    if rule == "context":
        return "context"
    if kind == "pronoun":
        return "pronoun"
    return "headline" if position in ("headline", "deck") and cue is None else "named"


def _prove(
    proof: Proof, key: str, speaker: Who, cue: tuple[int, int] | None, relay: Medium | None, is_context: bool
) -> None:
    proof.add_who("quotes", key, "speaker_id", speaker, is_context)
    if cue:
        proof.add("quotes", key, "cue", cue, "verbatim")
    if relay:
        proof.add("quotes", key, "medium_id", relay.span, "normalised")


def _joined(made: Quotes, attribution: Attribution, source: Speaker | None, text: str) -> str | None:
    """The quote that this one goes on from: over a paragraph's end, or over `he said` in the middle of a sentence."""
    if not made.rows:
        return None
    last = made.rows[-1]
    if attribution.quotation.continues:
        return last["quote_id"]
    between = source is not None and source.cue is not None and source.cue == made.cue
    split = between and (last["text"] or "").rstrip().endswith((",", "—", "–", "-")) and text[:1].islower()
    return last["quote_id"] if split else None


def _kind_of_part(made: Quotes, row: Row) -> str | None:
    """The second part of a sentence that `he said` divides is a sentence as the first one is."""
    first = made.rows[-1] if row["joined_to"] and made.rows else row
    return "sentence" if first["kind"] == "sentence" else row["kind"]


def _utterance(context: Context, made: Quotes, row: Row, text: str, speaker: str) -> str:
    """The utterance that it renders: that of the quote it continues, a known one, one of this article, or a new one."""
    if row["joined_to"]:
        before = next(each for each in made.rows if each["quote_id"] == row["joined_to"])
        if before.get("speaker_id") == speaker and before.get("utterance_id"):
            return str(before["utterance_id"])
        row["joined_to"] = None
    found = utterance(text, speaker, (*context.registry.renderings, *made.own[-LAST_OWN:]))
    key = found[0] if found else _new_utterance(made, text, speaker)
    made.own.append(Rendering(key, speaker, text))
    return key


def _new_utterance(made: Quotes, text: str, speaker: str) -> str:
    words = [word for word in forms(text) if len(word) > 2][:WORDS_IN_ID] or list(forms(text))[:WORDS_IN_ID]
    key = base = slug(" ".join(words)) or "utterance"
    number = 2
    while key in made.taken:
        key, number = f"{base}-{number}", number + 1
    made.taken.add(key)
    made.utterances.append(
        {"utterance_id": key, "speaker_id": speaker, "grouping": "certain", "rule": "new", "tier": "C"}
    )
    return key
