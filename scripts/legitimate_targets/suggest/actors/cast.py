"""Keeps the actors of one article and finds them by name."""

from functools import cached_property

from legitimate_targets.suggest.actors.actor import ArticleActor, ascii_folded, slug
from legitimate_targets.suggest.actors.known import KnownRows, folded_form
from legitimate_targets.suggest.text.lexicon import BODIES, BODY_NAMES

SHORT_NAMES = BODY_NAMES | BODIES
"""Last words of the names of bodies that alone are a short name of the body: the Ministry."""


class Cast:
    """The actors of one article in the order of their first mention; known actors enter it when they are found."""

    def __init__(self, known: KnownRows) -> None:
        self.known = known
        self.actors: dict[str, ArticleActor] = {}

    def add_known(self, actor_id: str) -> ArticleActor:
        """Return a known actor, which from now on is one of the article."""
        if actor_id not in self.actors:
            known = self.known.actors[actor_id]
            self.actors[actor_id] = ArticleActor(actor_id, known.name, known.actor_type == "person", known)
            self.actors[actor_id].offices |= {known.role} - {""}
        return self.actors[actor_id]

    def add_new(self, name: str, is_person: bool) -> ArticleActor:
        """Return the new actor of that name; its id differs from those of all known actors."""
        actor_id = slug(name) or "actor"
        while actor_id in self.known.actors:
            actor_id += "-2"
        return self.actors.setdefault(actor_id, ArticleActor(actor_id, name, is_person))

    def find_form(self, form: str) -> ArticleActor | None:
        """Return the known actor of a form of a name; None if no actor or several have it."""
        actor_id = self.known.ids_by_form.get(folded_form(form))
        return self.add_known(actor_id) if actor_id else None

    def find_name(self, name: str) -> ArticleActor | None:
        """Return the actor of a name: known by the name or its end, in the article, or a known person by last name."""
        return self.find_form(name) or self._with_known_end(name) or self._in_article(name) or self._person(name)

    def _with_known_end(self, name: str) -> ArticleActor | None:
        """Return the known actor of the longest form at the end of `name`.

        Before an actor that is not a person there may only be words in small letters: the Kremlin, not Old Kremlin.
        """
        words = name.split()
        for first in range(1, len(words)):
            actor_id = self.known.ids_by_form.get(folded_form(" ".join(words[first:])))
            if actor_id:
                is_person = self.known.actors[actor_id].actor_type == "person"
                is_whole = is_person or all(word[0].islower() for word in words[:first])
                return self.add_known(actor_id) if is_whole else None
        return None

    def _in_article(self, name: str) -> ArticleActor | None:
        """Return the last actor of the article with this name, last name or, for a body, short name."""
        words = ascii_folded(name).split() or [name]
        for actor in reversed(self.actors.values()):
            theirs = ascii_folded(actor.name).split() or [actor.name]
            if theirs == words or (actor.is_person and words[-1] == theirs[-1] and _fits(words, theirs)):
                return actor
            if not actor.is_person and len(words) == 1 and words[0] in SHORT_NAMES and words == theirs[-1:]:
                return actor
        return None

    def _person(self, name: str) -> ArticleActor | None:
        """Return the known person with this last name; None if several have it."""
        words = ascii_folded(name).split() or [name]
        ids = self._persons_by_last_word.get(" ".join(words), set())
        return self.add_known(*ids) if len(ids) == 1 else None

    @cached_property
    def _persons_by_last_word(self) -> dict[str, set[str]]:
        persons: dict[str, set[str]] = {}
        for form, actor_id in self.known.ids_by_form.items():
            if self.known.actors[actor_id].actor_type == "person":
                persons.setdefault(" ".join(ascii_folded(form).split()[-1:]), set()).add(actor_id)
        return persons


def _fits(words: list[str], theirs: list[str]) -> bool:
    """Return whether two names with the same last word can be one: a single word, or the same first letter."""
    return len(words) == 1 or len(theirs) == 1 or words[0][0] == theirs[0][0]
