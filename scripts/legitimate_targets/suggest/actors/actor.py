"""One actor of an article: what is known of it, its forms, and the id that a new one gets."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from legitimate_targets.suggest.actors.known import Known
from legitimate_targets.suggest.text.lexicon import DOCUMENTS, OFFICE_WORDS, listed

BODY_WORDS = frozenset(listed("body_words"))


@dataclass
class Actor:
    """One actor of the article: its id, its name, the offices printed with it, and whether it is a person."""

    actor_id: str
    name: str
    person: bool
    known: Known | None = None
    offices: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)
    outlet: bool = False

    @property
    def kind(self) -> str:
        """The kind of actor as far as it is known: that of the registry, outlet, document, person, or empty."""
        if self.known:
            return self.known.actor_type
        if self.outlet:
            return "outlet"
        if self.name.split()[-1:] and self.name.split()[-1].lower() in DOCUMENTS:
            return "document"
        return "person" if self.person else ""

    @property
    def kind_code(self) -> str | None:
        """The code of actors.actor_type, where the words show it."""
        if self.kind in ("person", "outlet"):
            return self.kind
        words = self.name.lower().split()
        if words and words[-1] in OFFICE_WORDS:
            return "unnamed_role"
        acronym = self.name.isupper() and len(self.name) > 1
        return "organisation" if acronym or BODY_WORDS.intersection(words) else None


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A name in small ASCII letters, so that spellings with and without accents meet."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").casefold()


def slug(name: str) -> str:
    """A readable id out of a name."""
    return "-".join(re.findall(r"[a-z0-9]+", plain(name.replace("’s ", " ").replace("'s ", " "))))
