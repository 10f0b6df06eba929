"""The outlet or platform that words were said to, posted on or quoted by, where their sentence names it."""

import re
from dataclasses import dataclass

from legitimate_targets.suggest.actors.actor import Actor
from legitimate_targets.suggest.actors.resolve import Cast
from legitimate_targets.suggest.speakers.attribution import Attribution
from legitimate_targets.suggest.speakers.reading import Reading
from legitimate_targets.suggest.speakers.sentence import ActorMention, Sentence, Speaker
from legitimate_targets.suggest.text.lexicon import listed

OUTLET = frozenset(listed("outlet_words"))
DESCRIPTION = re.compile(
    r"\b(?:newspaper|magazine|outlet|broadcaster|channel|network|(?:news )?agency|platform|website|site|station|daily|weekly|podcast|blog|app)s?\W*$",
    re.I,
)
SAID_TO = re.compile(
    r"\b(?:told|tells|telling|interview with|interview to|speaking to|spoke to|said to|(?:said|wrote|posted|responded|tweeted) (?:\w+ ){0,3}on|(?:on|to) (?:social media|\w+ media))\W*(?:the\s+)?(?:[\w’'-]+\s+){0,4}$",
    re.I,
)
QUOTED_BY = re.compile(
    r"\b(?:quoted by|cited by|reported by|according to|as told to|published (?:by|in)|carried by)\W*(?:the\s+)?(?:[\w’'-]+\s+){0,3}$",
    re.I,
)
INTERVIEW = re.compile(r"\binterview (?:with|to|for|on) the\W*$|\binterview published (?:by|in)\W*(?:the\W*)?$", re.I)
CITED = re.compile(r"\b(?:quoted|cited) by\W*$", re.I)
ACRONYM = re.compile(r"[A-Z]{2,5}")
PERSON = frozenset(("name", "office"))


@dataclass(frozen=True)
class Medium:
    """An outlet, where it is printed, and whether the words were said to it or relayed by it."""

    actor: Actor
    span: tuple[int, int]
    role: str


class Media:
    """The media of one article's quotations."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self.reading, self.cast = reading, cast
        self._by_sentence: dict[int, Medium | None] = {}

    def of(self, attribution: Attribution, source: Speaker | None, before: Medium | None) -> Medium | None:
        """The medium of a quotation; `before` is that of the one before in the paragraph, which `he added` carries
        on.
        """
        line = self.reading.sentences[attribution.line]
        number = self.reading.number_at(attribution.line, attribution.quotation.outer[0])
        if number is None or source is None:
            return None
        found = self._in(line[number])
        if found is None and number and (attribution.is_own_sentence or source.kind == "pronoun"):
            found = self._introducing(line[number - 1], attribution.is_own_sentence)
        if found is None and before and source.kind == "pronoun" and source.cue:
            cue = self.reading.text[slice(*source.cue)].lower()
            found = before if cue in ("added", "continued", "adds", "adding") else None
        return found if found is None or found.span != source.span else None

    def _introducing(self, before: Sentence, alone: bool) -> Medium | None:
        """The outlet of the sentence before: it introduces what stands alone, or relays what `he said` next."""
        found = self._in(before)
        return found if found and (alone or (found.role == "relay" and not before.has_quotation)) else None

    def _in(self, sentence: Sentence) -> Medium | None:
        if sentence.start not in self._by_sentence:
            self._by_sentence[sentence.start] = _named(self.reading, sentence, self.cast)
        return self._by_sentence[sentence.start]


def _named(reading: Reading, sentence: Sentence, cast: Cast) -> Medium | None:
    for mention in sentence.mentions:
        span = sentence.span(mention)
        if mention.possessive or not (mention.kind == "name" or _is_named_outlet(sentence, mention)):
            continue
        before = reading.hidden[max(sentence.start, span[0] - 60) : span[0]]
        role = "addressee" if SAID_TO.search(before) else "relay" if QUOTED_BY.search(before) else None
        if role and (found := _outlet(reading, sentence, mention, cast, before)):
            return Medium(found, (sentence.tokens[mention.name].start, span[1]), role)
    return None


def _is_named_outlet(sentence: Sentence, mention: ActorMention) -> bool:
    """Whether an office is an outlet with its name before it: the Tass news agency."""
    tokens = sentence.tokens[mention.first : mention.last + 1]
    named = any(token.is_capital for token in tokens[:-1])
    return named and DESCRIPTION.search(" ".join(token.lower for token in tokens)) is not None


def _outlet(reading: Reading, sentence: Sentence, mention: ActorMention, cast: Cast, before: str) -> Actor | None:
    """The actor of a mention if it is an outlet: known as one, called one, or named like one."""
    actor = cast.of(sentence.speaker(mention, None, ""))
    if actor is None or (actor.known and actor.known.actor_type != "outlet"):
        return None
    if actor.known:
        return actor
    words = [token.lower for token in sentence.tokens[mention.name : mention.last + 1]]
    described = reading.text[sentence.tokens[mention.first].start : sentence.tokens[mention.name].start]
    called = any(DESCRIPTION.search(each) for each in (before, described, " ".join(words))) or (
        CITED.search(before) and not actor.offices
    )
    called = called or (INTERVIEW.search(before) is not None and not actor.offices)
    acronym = (
        ACRONYM.fullmatch(sentence.tokens[mention.last].text) is not None
        and re.search(r"\b(?:told|tells)\W*$", before) is not None
    )
    if called or OUTLET.intersection(words) or acronym:
        actor.outlet = True
        actor.person = False
        return actor
    return None
