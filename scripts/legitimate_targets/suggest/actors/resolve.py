"""Who is who in one article: every mention becomes an actor of the registry or a new one; pronouns follow."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from legitimate_targets.suggest.actors.actor import BODY_WORDS, Actor, plain, slug
from legitimate_targets.suggest.actors.known import Registry, same_marks
from legitimate_targets.suggest.actors.offices import undetermined
from legitimate_targets.suggest.actors.offices_suggest import author, holder
from legitimate_targets.suggest.speakers.reading import Reading
from legitimate_targets.suggest.speakers.sentence import ActorMention, Sentence, Speaker
from legitimate_targets.suggest.text.lexicon import BODIES, BODY_NAMES

SHORTENED = BODY_NAMES | BODIES
"""Words that a body's name ends with and that take it up again: the Ministry."""

LONGEST_NAMES = 20
"""Names that the words of one source hold at most."""


class Cast:
    """The actors of one article, in order of their first mention."""

    def __init__(self, reading: Reading, registry: Registry) -> None:
        self.reading, self.registry = reading, registry
        self.actors: dict[str, Actor] = {}
        self._forms = registry.forms
        self._at: dict[tuple[int, int], str] = {}
        for sentence, mention in self._names(2):
            self._enter(sentence, mention)
        for sentence, mention in self._names(1):
            self._enter(sentence, mention)

    def _names(self, words: int) -> Iterator[tuple[Sentence, ActorMention]]:
        """The names of one word, or those of several, which are entered first so that a last name finds its owner."""
        for sentence in (each for line in self.reading.sentences for each in line):
            for mention in sentence.mentions:
                if mention.kind == "name" and (mention.last > mention.name) == (words > 1):
                    yield sentence, mention

    def _enter(self, sentence: Sentence, mention: ActorMention) -> None:
        start, end = sentence.tokens[mention.name].start, sentence.tokens[mention.last].end
        name = self.reading.text[start:end]
        actor = self.of_name(name) or self.new(name, self._is_person(sentence, mention))
        if mention.name > mention.first:
            actor.offices.add(self.reading.text[sentence.tokens[mention.first].start : start].strip(" ,"))
            actor.person = actor.person or actor.known is None
        actor.forms.add(name)
        actor.spans.append((start, end))
        self._at[sentence.span(mention)] = actor.actor_id

    def of_name(self, name: str) -> Actor | None:
        """The actor of a name: a known form, the same name before, or the last or first word of a person's name."""
        known = self._forms.get(same_marks(name)) or self._inside(name)
        if known:
            return self.known(known)
        words = plain(name).split() or [name]
        for actor in reversed(self.actors.values()):
            theirs = plain(actor.name).split() or [actor.name]
            if theirs == words or (actor.person and words[-1] == theirs[-1] and _compatible(words, theirs)):
                return actor
            if not actor.person and len(words) == 1 and words[0] in SHORTENED and words == theirs[-1:]:
                return actor
        people = self._people.get(" ".join(words), set())
        return self.known(*people) if len(people) == 1 else None

    @cached_property
    def _people(self) -> dict[str, set[str]]:
        """The known persons by the last words of their names."""
        people: dict[str, set[str]] = {}
        for form, actor_id in self._forms.items():
            if self.registry.actors[actor_id].actor_type == "person":
                people.setdefault(" ".join(plain(form).split()[-1:]), set()).add(actor_id)
        return people

    def _inside(self, name: str) -> str | None:
        """The longest known form at the end of a name, as in `Associated Press reporter X` none, but in `the
        Kremlin`.
        """
        words = name.split()
        for first in range(1, len(words)):
            known = self._forms.get(same_marks(" ".join(words[first:])))
            if known:
                person = self.registry.actors[known].actor_type == "person"
                return known if person or all(word[0].islower() for word in words[:first]) else None
        return None

    def known(self, actor_id: str) -> Actor:
        """The actor of the registry, entered into the cast."""
        if actor_id not in self.actors:
            known = self.registry.actors[actor_id]
            self.actors[actor_id] = Actor(actor_id, known.name, known.actor_type == "person", known)
            self.actors[actor_id].offices |= {known.role} - {""}
        return self.actors[actor_id]

    def new(self, name: str, person: bool) -> Actor:
        actor_id = slug(name) or "actor"
        while actor_id in self.registry.actors:
            actor_id += "-2"
        return self.actors.setdefault(actor_id, Actor(actor_id, name, person))

    def _is_person(self, sentence: Sentence, mention: ActorMention) -> bool:
        words = [token.lower for token in sentence.tokens[mention.name : mention.last + 1]]
        titled = mention.name > mention.first
        before = sentence.tokens[mention.first - 1].lower if mention.first else ""
        if BODY_WORDS.intersection(words) or "of" in words or "the" in words or (before == "the" and not titled):
            return False
        upper = all(token.text.isupper() for token in sentence.tokens[mention.name : mention.last + 1])
        return titled or (len(words) in (2, 3) and not upper)

    def office(self, span: tuple[int, int]) -> Actor:
        """The actor of an office without a name: the one who holds it, a known unnamed one, or a new one."""
        words = self.reading.text[slice(*span)]
        known = self._forms.get(same_marks(undetermined(words))) or self._forms.get(same_marks(words))
        actor = author(self, words) or (self.known(known) if known else holder(self, words, span[0]))
        actor.forms.add(words)
        actor.spans.append(span)
        return actor

    @cached_property
    def introduced(self) -> dict[str, list[tuple[int, int]]]:
        """Where each office without a name has the indefinite article, by its last word: a European diplomat."""
        found: dict[str, list[tuple[int, int]]] = {}
        for sentence in (each for line in self.reading.sentences for each in line):
            for mention in sentence.mentions:
                if mention.kind == "office" and sentence.tokens[mention.first].lower in ("a", "an", "another"):
                    found.setdefault(sentence.tokens[mention.last].text, []).append(sentence.span(mention))
        return found

    def of(self, source: Speaker) -> Actor | None:
        """The actor whom a source names; for a pronoun, whoever it stands for."""
        if source.kind == "pronoun":
            return self.pronoun(source.span)
        if source.span in self._at:
            return self.actors[self._at[source.span]]
        inside = self._names_in(source.span) if source.kind == "name" else []
        if inside:
            return self.actors[self._at[inside[-1]]]
        return self.office(source.span)

    def _names_in(self, span: tuple[int, int]) -> list[tuple[int, int]]:
        places = self._places
        return [each for each in places[bisect_left(places, span) :][:LONGEST_NAMES] if each[1] <= span[1]]

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        """Where the names are, in order; no name is entered after the first of them was asked for."""
        return sorted(self._at)

    def pronoun(self, span: tuple[int, int]) -> Actor | None:
        """Whom a pronoun stands for: who acts in its sentence before it, else in the nearest sentence before that."""
        word = self.reading.text[slice(*span)].lower()
        places = [each for line in self.reading.sentences for each in line if each.start <= span[0]]
        for back, sentence in enumerate(reversed(places[-9:])):
            limit = span[0] if back == 0 else sentence.end
            for source in self._acting(sentence, limit, word):
                return source
        return None

    def _acting(self, sentence: Sentence, limit: int, word: str) -> Iterator[Actor]:
        """The actors of one sentence before `limit`: those who act, in order, then possessors; nearest first for
        who.
        """
        before = [each for each in sentence.mentions if sentence.span(each)[1] <= limit and each.kind != "pronoun"]
        if word in ("who", "which"):
            before = before[::-1]
        ranked = sorted(before, key=lambda each: (each.possessive, not sentence.is_free(each)))
        for mention in before if word in ("who", "which") else ranked:
            actor = self.of(sentence.speaker(mention, None, ""))
            if actor and (word in ("who", "which") or actor.person == (word in ("he", "she", "his", "her"))):
                yield actor


def _compatible(words: list[str], theirs: list[str]) -> bool:
    return len(words) == 1 or len(theirs) == 1 or words[0][0] == theirs[0][0]
