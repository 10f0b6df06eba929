"""Decides which actor each mention of one article means: a known one, a new one or, for a pronoun, one before it."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from legitimate_targets.suggest.actors.actor import BODY_WORDS, ArticleActor, NamedActor
from legitimate_targets.suggest.actors.cast import Cast
from legitimate_targets.suggest.actors.known import KnownRows
from legitimate_targets.suggest.actors.offices import author, holder, last_official, without_determiner
from legitimate_targets.suggest.speakers.reading import Reading
from legitimate_targets.suggest.speakers.sentence import ActorMention, Sentence, Speaker
from legitimate_targets.suggest.text.quotation_marks import Span

MOST_NAMES = 20
"""Names looked at inside the words of one speaker. These are a phrase with few names; the limit keeps a run-on list of
thousands from being searched again for each of its quotations."""

SENTENCES_BACK = 9
"""Sentences, its own included, in which the actor of a pronoun is looked for: about two paragraphs of news."""


class Resolver:
    """The actors of one article, and which of them a name, an office or a pronoun means."""

    def __init__(self, reading: Reading, known: KnownRows) -> None:
        self.reading, self.known, self.cast = reading, known, Cast(known)
        self._ids_by_span: dict[Span, str] = {}
        # Full names come first, so that a last name finds the person wherever the article prints it.
        for has_several_words in (True, False):
            for sentence, mention in self._names(has_several_words):
                self._enter(sentence, mention)

    def actor_of(self, speaker: Speaker) -> ArticleActor | None:
        """Return the actor that the words of a speaker mean; None for a pronoun without a fitting actor before it."""
        if speaker.kind == "pronoun":
            return self._pronoun(speaker.span)
        if speaker.span in self._ids_by_span:
            return self.cast.actors[self._ids_by_span[speaker.span]]
        inside = self._names_in(speaker.span) if speaker.kind == "name" else []
        if inside:
            return self.cast.actors[self._ids_by_span[inside[-1]]]
        return self._office(speaker.span)

    def named_actor(self, speaker: Speaker) -> NamedActor | None:
        """Return the actor of a speaker with the span of its name, which for a pronoun is the last one before it."""
        actor = self.actor_of(speaker)
        if actor is None:
            return None
        if speaker.kind == "pronoun":
            before = [span for span in sorted(actor.spans) if span[1] <= speaker.span[0]]
            return NamedActor(actor, before[-1], speaker.span) if before else NamedActor(actor, speaker.span)
        inside = [span for span in actor.spans if speaker.span[0] <= span[0] and span[1] <= speaker.span[1]]
        return NamedActor(actor, inside[-1] if inside else speaker.span)

    @property
    def _sentences(self) -> Iterator[Sentence]:
        return (sentence for line in self.reading.sentences for sentence in line)

    def _names(self, has_several_words: bool) -> Iterator[tuple[Sentence, ActorMention]]:
        for sentence in self._sentences:
            for mention in sentence.mentions:
                if mention.kind == "name" and (mention.last > mention.name) == has_several_words:
                    yield sentence, mention

    def _enter(self, sentence: Sentence, mention: ActorMention) -> None:
        start, end = sentence.tokens[mention.name].start, sentence.tokens[mention.last].end
        name = self.reading.text[start:end]
        actor = self.cast.find_name(name) or self.cast.add_new(name, _is_person(sentence, mention))
        if mention.name > mention.first:
            actor.offices.add(self.reading.text[sentence.tokens[mention.first].start : start].strip(" ,"))
            actor.is_person = actor.is_person or actor.known is None
        actor.forms.add(name)
        actor.spans.append((start, end))
        self._ids_by_span[sentence.span(mention)] = actor.actor_id

    def _names_in(self, span: Span) -> list[Span]:
        places = self._places
        return [each for each in places[bisect_left(places, span) :][:MOST_NAMES] if each[1] <= span[1]]

    @cached_property
    def _places(self) -> list[Span]:
        """The spans of the names in order; all names have been entered when this is first read."""
        return sorted(self._ids_by_span)

    def _office(self, span: Span) -> ArticleActor:
        """Return the actor of an office without a name; a new one if no known actor or earlier mention fits."""
        words = self.reading.text[slice(*span)]
        actor = author(self.cast, words) or self.cast.find_form(without_determiner(words))
        actor = actor or self.cast.find_form(words) or holder(self.cast, words, span[0])
        actor = actor or self._mentioned_again(words, span[0])
        actor = actor or self.cast.add_new(without_determiner(words), False)
        actor.forms.add(words)
        actor.spans.append(span)
        return actor

    def _mentioned_again(self, words: str, position: int) -> ArticleActor | None:
        """Return the actor of `the diplomat`: a diplomat introduced before, or else the last person with an office."""
        first, _, office = words.rpartition(" ")
        if first.lower() != "the":
            return None
        introduced = [span for span in self._introductions.get(office, ()) if span[1] <= position]
        return self._office(introduced[-1]) if introduced else last_official(self.cast, office, position)

    @cached_property
    def _introductions(self) -> dict[str, list[Span]]:
        """Where an office without a name has the indefinite article, by its last word: a European diplomat."""
        found: dict[str, list[Span]] = {}
        for sentence in self._sentences:
            for mention in sentence.mentions:
                if mention.kind == "office" and sentence.tokens[mention.first].lower in ("a", "an", "another"):
                    found.setdefault(sentence.tokens[mention.last].text, []).append(sentence.span(mention))
        return found

    def _pronoun(self, span: Span) -> ArticleActor | None:
        """Return the actor who acts before a pronoun in its sentence, or else in the nearest sentence before."""
        word = self.reading.text[slice(*span)].lower()
        sentences = [sentence for sentence in self._sentences if sentence.start <= span[0]]
        for back, sentence in enumerate(reversed(sentences[-SENTENCES_BACK:])):
            limit = span[0] if back == 0 else sentence.end
            for actor in self._acting(sentence, limit, word):
                return actor
        return None

    def _acting(self, sentence: Sentence, limit: int, word: str) -> Iterator[ArticleActor]:
        """Yield the actors of a sentence before `limit` that `word` can mean.

        Who and which mean the nearest one; he, she and they first those who act, in order, and then possessors.
        """
        before = [each for each in sentence.mentions if sentence.span(each)[1] <= limit and each.kind != "pronoun"]
        is_relative = word in ("who", "which")
        ranked = sorted(before, key=lambda each: (each.possessive, not sentence.is_free(each)))
        for mention in reversed(before) if is_relative else ranked:
            actor = self.actor_of(sentence.speaker(mention, None, ""))
            if actor and (is_relative or actor.is_person == (word in ("he", "she", "his", "her"))):
                yield actor


def _is_person(sentence: Sentence, mention: ActorMention) -> bool:
    """Return whether a name looks like that of a person: after a title, or two or three words and none of a body."""
    tokens = sentence.tokens[mention.name : mention.last + 1]
    words = [token.lower for token in tokens]
    is_titled = mention.name > mention.first
    before = sentence.tokens[mention.first - 1].lower if mention.first else ""
    if BODY_WORDS.intersection(words) or "of" in words or "the" in words or (before == "the" and not is_titled):
        return False
    return is_titled or (len(words) in (2, 3) and not all(token.text.isupper() for token in tokens))
