"""Finds the outlet or platform that words were said to, posted on or quoted by, as their sentence names it."""

import re

from legitimate_targets.suggest.actors.actor import ArticleActor, Medium
from legitimate_targets.suggest.actors.resolve import Resolver
from legitimate_targets.suggest.speakers.attribution import Attribution
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
TOLD = re.compile(r"\b(?:told|tells)\W*$")
ACRONYM = re.compile(r"[A-Z]{2,5}")
CONTINUING = ("added", "continued", "adds", "adding")
"""Verbs by which a speaker goes on to talk to the outlet of the quotation before."""

LONGEST_LEAD = 60
"""Characters before a name in which the words that make it an outlet are looked for: the longest pattern needs the
verb, an article and four words of description."""


class OutletFinder:
    """Finds the media of one article's quotations, and keeps those of each sentence."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver, self.reading = resolver, resolver.reading
        self._by_sentence: dict[int, Medium | None] = {}

    def medium_of(self, attribution: Attribution, speaker: Speaker | None, previous: Medium | None) -> Medium | None:
        """Return the medium of a quotation.

        `previous` is the medium of the quotation before it in the paragraph; `he added` means that one again.
        """
        line = self.reading.sentences[attribution.line]
        number = self.reading.number_at(attribution.line, attribution.quotation.outer[0])
        if number is None or speaker is None:
            return None
        found = self._in(line[number])
        if found is None and number and (attribution.is_own_sentence or speaker.kind == "pronoun"):
            found = self._introducing(line[number - 1], attribution.is_own_sentence)
        if found is None and previous and speaker.kind == "pronoun" and speaker.cue:
            found = previous if self.reading.text[slice(*speaker.cue)].lower() in CONTINUING else None
        return found if found is None or found.span != speaker.span else None

    def _introducing(self, before: Sentence, is_own_sentence: bool) -> Medium | None:
        """Return the outlet of the sentence before, if that introduces a quotation or relays what `he said` next."""
        found = self._in(before)
        return found if found and (is_own_sentence or (found.role == "relay" and not before.has_quotation)) else None

    def _in(self, sentence: Sentence) -> Medium | None:
        if sentence.start not in self._by_sentence:
            self._by_sentence[sentence.start] = self._named(sentence)
        return self._by_sentence[sentence.start]

    def _named(self, sentence: Sentence) -> Medium | None:
        for mention in sentence.mentions:
            span = sentence.span(mention)
            if mention.possessive or not (mention.kind == "name" or _is_described_outlet(sentence, mention)):
                continue
            before = self.reading.hidden[max(sentence.start, span[0] - LONGEST_LEAD) : span[0]]
            role = "addressee" if SAID_TO.search(before) else "relay" if QUOTED_BY.search(before) else None
            if role and (outlet := self._outlet(sentence, mention, before)):
                return Medium(outlet, (sentence.tokens[mention.name].start, span[1]), role)
        return None

    def _outlet(self, sentence: Sentence, mention: ActorMention, before: str) -> ArticleActor | None:
        """Return the actor of a mention if it is an outlet: known as one, called one, or named like one."""
        actor = self.resolver.actor_of(sentence.speaker(mention, None, ""))
        if actor is None or (actor.known and actor.known.actor_type != "outlet"):
            return None
        if actor.known:
            return actor
        words = [token.lower for token in sentence.tokens[mention.name : mention.last + 1]]
        start, name_start = sentence.tokens[mention.first].start, sentence.tokens[mention.name].start
        described = (before, self.reading.text[start:name_start], " ".join(words))
        is_called = any(DESCRIPTION.search(each) for each in described)
        is_cited = not actor.offices and bool(CITED.search(before) or INTERVIEW.search(before))
        is_acronym = bool(ACRONYM.fullmatch(sentence.tokens[mention.last].text) and TOLD.search(before))
        if is_called or is_cited or OUTLET.intersection(words) or is_acronym:
            actor.is_outlet = True
            actor.is_person = False
            return actor
        return None


def _is_described_outlet(sentence: Sentence, mention: ActorMention) -> bool:
    """Return whether an office is an outlet with its name before the description: the Tass news agency."""
    tokens = sentence.tokens[mention.first : mention.last + 1]
    is_named = any(token.is_capital for token in tokens[:-1])
    return is_named and DESCRIPTION.search(" ".join(token.lower for token in tokens)) is not None
