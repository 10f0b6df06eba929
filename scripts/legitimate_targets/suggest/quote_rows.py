"""Makes the rows of quotes and of new utterances that an article gives."""

from dataclasses import dataclass, field

from legitimate_targets.articles.words import forms
from legitimate_targets.suggest.actors.actor import Medium, NamedActor, slug
from legitimate_targets.suggest.actors.known import KnownQuote
from legitimate_targets.suggest.actors.outlets import OutletFinder
from legitimate_targets.suggest.actors.resolve import Resolver
from legitimate_targets.suggest.draft import Cells
from legitimate_targets.suggest.evidence import EvidenceCollector
from legitimate_targets.suggest.link import known_utterance
from legitimate_targets.suggest.speakers.attribution import Attribution, Decision
from legitimate_targets.suggest.speakers.quote_kinds import kind_of, position_of
from legitimate_targets.suggest.speakers.sentence import Speaker
from legitimate_targets.suggest.text.quotation_marks import Span

WORDS_IN_ID = 4
"""Words of a quote that make the id of its utterance: enough to recognise it, few enough to type."""

COMPARED_QUOTES = 60
"""Last quotes of the article itself that a later one is compared with, so that the time does not grow with the
square of their number; few news articles have more."""


@dataclass
class QuoteRows:
    """The rows of the quotes of one article and of the utterances that are new.

    `ids` are the quotes' ids by where they start; `actor_ids` are the speakers and media.
    """

    resolver: Resolver
    evidence: EvidenceCollector
    rows: list[Cells] = field(default_factory=list)
    utterances: list[Cells] = field(default_factory=list)
    ids: dict[int, str] = field(default_factory=dict)
    actor_ids: set[str] = field(default_factory=set)
    _rendered: list[KnownQuote] = field(default_factory=list)
    _last_cue: Span | None = None

    def __post_init__(self) -> None:
        self._taken = {each.utterance_id for each in self.resolver.known.quotes}

    def add(self, attribution: Attribution, decision: Decision, medium: Medium | None) -> None:
        """Add the row of a quotation, with its utterance, evidence and hops."""
        reading = self.resolver.reading
        key, quotation = f"Q{len(self.rows) + 1:03}", attribution.quotation
        text = reading.text[quotation.start : quotation.end]
        position = position_of(reading, attribution)
        kind = kind_of(reading, attribution, self.resolver.known.terms, position)
        is_unsaid = kind == "term" and not (decision.speaker and decision.speaker.naming)
        speaker = None if is_unsaid else decision.speaker
        named = self.resolver.named_actor(speaker) if speaker else None
        row: Cells = {"quote_id": key, "source_id": self.evidence.source_id, "text": text}
        row |= self.evidence.span_cells((quotation.start, quotation.end)) | {"kind": kind, "position": position}
        row |= {"rule": "term" if is_unsaid else decision.rule, "tier": decision.tier}
        row |= {"joined_to": self._joined_to(attribution, speaker, text)}
        if speaker and named:
            self._add_speaker(row, speaker, named, medium)
        self._last_cue = speaker.cue if speaker else None
        self.evidence.add_hops("quotes", key, named, medium)
        self.rows.append(row)
        self.ids[quotation.start] = key

    def _add_speaker(self, row: Cells, speaker: Speaker, named: NamedActor, medium: Medium | None) -> None:
        """Fill the cells of `row` that a quotation with a speaker has, and add their evidence."""
        key, speaker_id = str(row["quote_id"]), named.actor.actor_id
        row |= {"speaker_id": speaker_id, "speaker_basis": _basis(speaker, row["position"])}
        row |= {"cue": self.evidence.text[slice(*speaker.cue)] if speaker.cue else None}
        row |= {"medium_id": medium.actor.actor_id if medium else None}
        row |= {"utterance_id": self._utterance(row, speaker_id)}
        row |= {"kind": self._kind_of_part(row)}
        self.evidence.add_actor("quotes", key, "speaker_id", named, speaker.rule == "context")
        self.actor_ids.add(speaker_id)
        if speaker.cue:
            self.evidence.add("quotes", key, "cue", speaker.cue, "verbatim")
        if medium:
            self.evidence.add("quotes", key, "medium_id", medium.span, "normalised")
            self.actor_ids.add(medium.actor.actor_id)

    def _joined_to(self, attribution: Attribution, speaker: Speaker | None, text: str) -> str | None:
        """Return the quote that this one continues: over the end of a paragraph, or over `he said` in a sentence."""
        if not self.rows:
            return None
        last = self.rows[-1]
        if attribution.quotation.continues:
            return last["quote_id"]
        shares_cue = speaker is not None and speaker.cue is not None and speaker.cue == self._last_cue
        is_split = shares_cue and (last["text"] or "").rstrip().endswith((",", "—", "–", "-")) and text[:1].islower()
        return last["quote_id"] if is_split else None

    def _kind_of_part(self, row: Cells) -> str | None:
        """Return the kind of a quote; the second part of a sentence that `he said` divides is a sentence too."""
        first = self.rows[-1] if row["joined_to"] and self.rows else row
        return "sentence" if first["kind"] == "sentence" else row["kind"]

    def _utterance(self, row: Cells, speaker_id: str) -> str:
        """Return the utterance that a quote renders: a known one, one of the article, or a new one.

        A quote that continues another one has the utterance of that; if their speakers differ, it does not continue it.
        """
        if row["joined_to"]:
            before = next(each for each in self.rows if each["quote_id"] == row["joined_to"])
            if before.get("speaker_id") == speaker_id and before.get("utterance_id"):
                return str(before["utterance_id"])
            row["joined_to"] = None
        text = row["text"] or ""
        candidates = (*self.resolver.known.quotes, *self._rendered[-COMPARED_QUOTES:])
        key = known_utterance(text, speaker_id, candidates) or self._new_utterance(text, speaker_id)
        self._rendered.append(KnownQuote(key, speaker_id, text))
        return key

    def _new_utterance(self, text: str, speaker_id: str) -> str:
        words = [word for word in forms(text) if len(word) > 2][:WORDS_IN_ID] or list(forms(text))[:WORDS_IN_ID]
        key = base = slug(" ".join(words)) or "utterance"
        number = 2
        while key in self._taken:
            key, number = f"{base}-{number}", number + 1
        self._taken.add(key)
        cells: Cells = {"utterance_id": key, "speaker_id": speaker_id, "grouping": "certain"}
        self.utterances.append(cells | {"rule": "new", "tier": "C"})
        return key


def quote_rows(
    resolver: Resolver, evidence: EvidenceCollector, attributions: list[Attribution], decisions: list[Decision]
) -> QuoteRows:
    """Return the rows of all quotations of an article; evidence and hops go into `evidence`.

    There is one of the `decisions` for each of the `attributions`.
    """
    made, outlets = QuoteRows(resolver, evidence), OutletFinder(resolver)
    line, medium = -1, None
    for attribution, decision in zip(attributions, decisions, strict=True):
        previous = medium if attribution.line == line else None
        line, medium = attribution.line, outlets.medium_of(attribution, decision.speaker, previous)
        made.add(attribution, decision, medium)
    return made


def _basis(speaker: Speaker, position: str | None) -> str:
    """Return the code of speaker_basis: what ties the speaker to the quotation."""
    if speaker.rule == "context":
        return "context"
    if speaker.kind == "pronoun":
        return "pronoun"
    return "headline" if position in ("headline", "deck") and speaker.cue is None else "named"
