"""Holds the words that the rules know, read from words.toml: reporting verbs in all their forms, offices, particles."""

import tomllib
from importlib.resources import files
from typing import Any

_LISTS: dict[str, Any] = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
IRREGULAR: dict[str, str] = _LISTS["irregular"]
"""The forms of irregular verbs, after the base form, separated by spaces."""


def listed(name: str) -> tuple[str, ...]:
    """Return the words of the list `name` of words.toml, in their order there."""
    words: str = _LISTS[name]
    return tuple(words.split())


def verb_forms(verb: str) -> list[str]:
    """Return the forms of a verb: base form, third person, past tense and participles."""
    if verb in IRREGULAR:
        return [verb, *IRREGULAR[verb].split()]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    stem = verb.removesuffix("e")
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return [verb, third, stem + "ed", stem + "ing"]


def _forms_of(verbs: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in verb_forms(verb))


STRONG = listed("strong")
"""Verbs whose subject is the speaker of the words next to them."""

WEAK = listed("weak")
"""Verbs that tie a fragment to their subject but do not report a whole sentence."""

OFFICE_WORDS = frozenset(listed("offices"))
"""Nouns that can be a speaker without a name: offices, bodies, documents that are said to say something."""

BODIES = frozenset(listed("bodies"))
"""Office words for what is not a person. At the end of a run of capitalised words they belong to the name, as in the
Justice Department.
"""

BODY_NAMES = frozenset(listed("body_names"))
"""Last words of the names of bodies whose first word would elsewhere be a title, as in the General Staff."""

DOCUMENTS = frozenset(listed("documents"))
ABBREVIATED_TITLES = frozenset(listed("abbreviated_titles"))
PRONOUNS = frozenset(listed("pronouns"))
WEAK_PRONOUNS = frozenset(listed("weak_pronouns"))
"""Pronouns that are too common to name a speaker anywhere but directly before a reporting verb."""

POSSESSIVES = frozenset(listed("possessives"))
DETERMINERS = frozenset(listed("determiners")) | POSSESSIVES
ARTICLES = DETERMINERS - {"that"}
"""The determiners that cannot be conjunctions."""

PREPOSITIONS = frozenset(listed("prepositions"))
GOVERNING = PREPOSITIONS - frozenset(listed("also_conjunctions"))
"""The prepositions that cannot be conjunctions: the words after one of them are not the subject of a verb."""

CONJUNCTIONS = frozenset(listed("conjunctions"))
AUXILIARIES = frozenset(listed("auxiliaries"))
ADVERBS = frozenset(listed("adverbs"))
STARTERS = frozenset(listed("starters"))
"""Words that are capitalised at the start of a sentence without being names."""

DEMONYMS = frozenset(listed("demonyms"))
CALENDAR = frozenset(listed("calendar"))
STRONG_FORMS = _forms_of((*STRONG, "mean", "put", "foresee"))
WEAK_FORMS = _forms_of(WEAK)
CUE_FORMS = STRONG_FORMS | WEAK_FORMS
NAMING_FORMS = _forms_of(listed("naming"))
"""Forms of verbs that give a thing a name, as in: X described it as a “…”."""
