"""Finds whom an office without a name means, in an article's cast: a government spokesman, the French leader."""

import re
from collections.abc import Iterable
from functools import lru_cache

from legitimate_targets.suggest.actors.actor import ArticleActor
from legitimate_targets.suggest.actors.cast import Cast
from legitimate_targets.suggest.text.lexicon import (
    ABBREVIATED_TITLES,
    BODIES,
    DEMONYMS,
    DETERMINERS,
    DOCUMENTS,
    OFFICE_WORDS,
    listed,
)
from legitimate_targets.suggest.text.quotation_marks import Span

LEADER = frozenset(listed("leader"))
HEADS = OFFICE_WORDS | {"leader"}
TITLES = HEADS | ABBREVIATED_TITLES
SPOKESPERSON = re.compile(r"^spokes(?:man|men|woman|women|person|people)$")

STEM = 4
"""Letters that the name of a state and the name of its people have in common: Russia, Russian."""

GENERIC = frozenset(("diplomat", "politician", "official", "lawmaker", "statesman", "stateswoman"))
"""Words by which an article refers again to a person whose office it printed before."""


def author(cast: Cast, words: str) -> ArticleActor | None:
    """Return the person before the 's in a document's description: Ada Moss’s statement."""
    owner, mark, rest = words.replace("'s ", "’s ").rpartition("’s ")
    if not mark or not owner.split() or rest.split()[-1:] == [] or rest.split()[-1].lower() not in DOCUMENTS:
        return None
    actor = cast.find_name(owner) or cast.find_name(owner.split()[-1])
    if actor is None and len(owner.split()) > 1 and owner.istitle():
        actor = cast.add_new(owner, True)
    return actor if actor and actor.is_person else None


def holder(cast: Cast, words: str, position: int) -> ArticleActor | None:
    """Return who holds an office that is printed at `position`: a person of the article, a known one, or a known
    actor without a name.
    """
    return _holder_in_article(cast, words, position) or _known_head(cast, words) or _known_unnamed(cast, words)


def last_official(cast: Cast, office: str, position: int) -> ArticleActor | None:
    """Return the person with an office whom the article named last before `position`, if `office` is a generic word."""
    if office not in GENERIC:
        return None
    officials = (each for each in cast.actors.values() if each.is_person and each.offices)
    before = [(max(spans), each.actor_id) for each in officials if (spans := _spans_before(each, position))]
    return cast.actors[max(before)[1]] if before else None


def without_determiner(words: str) -> str:
    """Return a description without the article or possessive that it begins with."""
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in DETERMINERS else words


def _holder_in_article(cast: Cast, words: str, position: int) -> ArticleActor | None:
    """Return the person, of those with this definite office (the mayor, the French leader), whom the article named
    last.
    """
    content = words.split()
    if not content or content[0].lower() not in ("the", "his", "her", "their"):
        return None
    if content[-1].lower() in DOCUMENTS | BODIES:
        return None
    wanted = {_office_word(word) for word in without_determiner(words).split()}
    best: tuple[int, ArticleActor] | None = None
    for actor in cast.actors.values():
        before = [start for start, _ in actor.spans if start < position]
        if actor.is_person and before and any(_is_in_office(wanted, office) for office in actor.offices):
            best = max(best, (before[-1], actor), key=lambda each: each[0]) if best else (before[-1], actor)
    return best[1] if best else None


def _known_head(cast: Cast, words: str) -> ArticleActor | None:
    """Return the known person with this office of a state; one text prints Russia's president, another Russian."""
    owner, _, office = words.replace("’s ", "'s ").partition("'s ")
    heads = [
        known.actor_id
        for known in cast.known.actors.values()
        if known.actor_type == "person"
        and known.role[:STEM] == owner[:STEM]
        and known.role.casefold().partition(" ")[2] == office.casefold() != ""
    ]
    return cast.add_known(heads[0]) if len(heads) == 1 else None


def _known_unnamed(cast: Cast, words: str) -> ArticleActor | None:
    """Return the known actor without a name that has the same office in its description and no other nation."""
    wanted = _content(words)
    for known in cast.known.unnamed_actors:
        is_same = any(_is_same_office(wanted, _content(form)) for form in known.designations)
        if is_same and not _is_of_another_nation(wanted, known.designations):
            return cast.add_known(known.actor_id)
    return None


def _spans_before(actor: ArticleActor, position: int) -> list[Span]:
    return [span for span in actor.spans if span[0] < position]


@lru_cache(maxsize=4096)
def _content(words: str) -> tuple[str, ...]:
    """Return the words of a description that say something, each office by one word."""
    found = re.findall(r"[\w.-]+", words)
    return tuple(
        _office_word(word) for word in found if word.lower() not in DETERMINERS and word.lower() not in ("of", "s")
    )


def _office_word(word: str) -> str:
    """Return one word for all that mean the same office: spokesperson, leader."""
    lower = word.lower().strip(".,")
    return "spokesperson" if SPOKESPERSON.match(lower) else "leader" if lower in LEADER else lower


def _is_of_another_nation(wanted: tuple[str, ...], designations: Iterable[str]) -> bool:
    """Return whether the words name a nation that no designation of the known actor names."""
    theirs = {word for form in designations for word in _content(form)}
    return any(word in DEMONYMS and word not in theirs for word in wanted)


def _is_same_office(wanted: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Return whether two descriptions have an office in common and one holds all words of the other, at least two."""
    shared = set(wanted) & set(theirs)
    is_whole = shared in (set(wanted), set(theirs))
    return is_whole and len(shared) > 1 and bool(shared & HEADS)


def _is_in_office(wanted: set[str], office: str) -> bool:
    """Return whether an office holds all words of a description."""
    words = {_office_word(word) for word in re.findall(r"[\w.-]+", office)}
    return bool(wanted) and wanted <= words and bool(words & TITLES)
