"""Who is meant by an office without a name: the author of a statement, whoever holds the office, an unnamed one."""

from typing import TYPE_CHECKING

from legitimate_targets.suggest.actors.actor import Actor
from legitimate_targets.suggest.actors.offices import (
    content,
    fits,
    is_elsewhere,
    office_word,
    same_office,
    undetermined,
)
from legitimate_targets.suggest.text.lexicon import BODIES, DOCUMENTS

if TYPE_CHECKING:
    from legitimate_targets.suggest.actors.resolve import Cast

STEM = 4
"""Letters that the name of a state and what its people are called share."""

GENERIC = frozenset(("diplomat", "politician", "official", "lawmaker", "statesman", "stateswoman"))
"""What an article calls whoever it named with an office before."""


def holder(cast: "Cast", words: str, position: int) -> Actor:
    """The actor of an office at `position`: the person who holds it, a known unnamed one, one before, or a new one."""
    found = _holder(cast, words, position) or _head_of(cast, words) or _unnamed(cast, words)
    return found or _resumed(cast, words, position) or cast.new(undetermined(words), False)


def author(cast: "Cast", words: str) -> Actor | None:
    """Whose statement it is: the person before the 's."""
    owner, mark, rest = words.replace("'s ", "’s ").rpartition("’s ")
    if not mark or not owner.split() or rest.split()[-1:] == [] or rest.split()[-1].lower() not in DOCUMENTS:
        return None
    actor = cast.of_name(owner) or cast.of_name(owner.split()[-1])
    if actor is None and len(owner.split()) > 1 and owner.istitle():
        actor = cast.new(owner, True)
    return actor if actor and actor.person else None


def _holder(cast: "Cast", words: str, position: int) -> Actor | None:
    """The person to whom a definite office (the mayor, the French leader) was given, the last one mentioned."""
    content = words.split()
    if not content or content[0].lower() not in ("the", "his", "her", "their"):
        return None
    if content[-1].lower() in DOCUMENTS | BODIES:
        return None
    wanted = {office_word(word) for word in undetermined(words).split()}
    best: tuple[int, Actor] | None = None
    for actor in cast.actors.values():
        before = [start for start, _ in actor.spans if start < position]
        if actor.person and before and any(fits(wanted, office) for office in actor.offices):
            best = max(best, (before[-1], actor), key=lambda each: each[0]) if best else (before[-1], actor)
    return best[1] if best else None


def _head_of(cast: "Cast", words: str) -> Actor | None:
    """The known person with the office of a state, which one text prints as Russia's president, another as Russian."""
    owner, _, office = words.replace("’s ", "'s ").partition("'s ")
    heads = [
        known.actor_id
        for known in cast.registry.actors.values()
        if known.actor_type == "person"
        and known.role[:STEM] == owner[:STEM]
        and known.role.casefold().partition(" ")[2] == office.casefold() != ""
    ]
    return cast.known(heads[0]) if len(heads) == 1 else None


def _resumed(cast: "Cast", words: str, position: int) -> Actor | None:
    """Whom `the diplomat` takes up again: the unnamed one of that office before, else the last one with an office."""
    first, _, office = words.rpartition(" ")
    if first.lower() != "the":
        return None
    introduced = [span for span in cast.introduced.get(office, ()) if span[1] <= position]
    if introduced:
        return cast.office(introduced[-1])
    people = (each for each in cast.actors.values() if each.person and each.offices) if office in GENERIC else ()
    before = [(max(spans), each.actor_id) for each in people if (spans := _before(each, position))]
    return cast.actors[max(before)[1]] if before else None


def _unnamed(cast: "Cast", words: str) -> Actor | None:
    """A known actor without a name whose description has the same head and holds all these words, or they its."""
    wanted = content(words)
    for known in cast.registry.unnamed:
        same = any(same_office(wanted, content(form)) for form in known.described)
        if same and not is_elsewhere(wanted, known.described):
            return cast.known(known.actor_id)
    return None


def _before(actor: Actor, position: int) -> list[tuple[int, int]]:
    return [span for span in actor.spans if span[0] < position]
