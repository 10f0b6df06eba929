"""The words that the rules know, read from words.toml: reporting verbs in all their forms, offices, little words."""

import tomllib
from importlib.resources import files
from typing import Any

_LISTS: dict[str, Any] = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
IRREGULAR: dict[str, str] = _LISTS["irregular"]


def listed(name: str) -> tuple[str, ...]:
    """The words of one list, in its order."""
    words: str = _LISTS[name]
    return tuple(words.split())


def forms(verb: str) -> list[str]:
    """A verb's forms: base, third person, past, participles."""
    if verb in IRREGULAR:
        return [verb, *IRREGULAR[verb].split()]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    stem = verb.removesuffix("e")
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return [verb, third, stem + "ed", stem + "ing"]


def _table(verbs: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in forms(verb))


STRONG = listed("strong")
"""Verbs whose subject is the source of what is said next to them."""

WEAK = listed("weak")
"""Verbs that tie a fragment to their subject without reporting a whole sentence."""

OFFICE_WORDS = frozenset(listed("offices"))
"""Nouns that can be a source without a name: offices, bodies, documents that speak."""

BODIES = frozenset(listed("bodies"))
"""Offices that are no person: as the last word of a capitalised run they are part of a name (the Justice
Department).
"""

DOCUMENTS = frozenset(listed("documents"))
ABBREVIATED_TITLES = frozenset(listed("abbreviated_titles"))
PRONOUNS = frozenset(listed("pronouns"))
WEAK_PRONOUNS = frozenset(listed("weak_pronouns"))
POSSESSIVES = frozenset(listed("possessives"))
DETERMINERS = frozenset(listed("determiners")) | POSSESSIVES
ARTICLES = DETERMINERS - {"that"}
"""The determiners that are no conjunction."""

PREPOSITIONS = frozenset(listed("prepositions"))
GOVERNING = PREPOSITIONS - frozenset(listed("also_conjunctions"))
"""The prepositions that cannot be conjunctions: what follows one of them is nobody's subject."""

CONJUNCTIONS = frozenset(listed("conjunctions"))
AUXILIARIES = frozenset(listed("auxiliaries"))
ADVERBS = frozenset(listed("adverbs"))
STARTERS = frozenset(listed("starters"))
DEMONYMS = frozenset(listed("demonyms"))
CALENDAR = frozenset(listed("calendar"))
STRONG_FORMS = _table((*STRONG, "mean", "put", "foresee"))
WEAK_FORMS = _table(WEAK)
CUE_FORMS = STRONG_FORMS | WEAK_FORMS
