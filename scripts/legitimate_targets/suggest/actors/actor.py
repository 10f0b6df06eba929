"""An actor of one article, the words that name it in a place, and the id that a new actor gets."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from legitimate_targets.suggest.actors.known import KnownActor
from legitimate_targets.suggest.text.lexicon import DOCUMENTS, OFFICE_WORDS, listed
from legitimate_targets.suggest.text.quotation_marks import Span

BODY_WORDS = frozenset(listed("body_words"))


@dataclass
class ArticleActor:
    """An actor of the article: its id and name, the offices and forms printed for it, and the spans that name it.

    `is_outlet` is set when the article describes it as a newspaper, an agency or the like.
    """

    actor_id: str
    name: str
    is_person: bool
    known: KnownActor | None = None
    offices: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)
    is_outlet: bool = False

    @property
    def kind(self) -> str:
        """The package's type of a known actor, or else outlet, document, person or nothing."""
        if self.known:
            return self.known.actor_type
        if self.is_outlet:
            return "outlet"
        if self.name.split()[-1:] and self.name.split()[-1].lower() in DOCUMENTS:
            return "document"
        return "person" if self.is_person else ""

    @property
    def actor_type(self) -> str | None:
        """The code for the column actors.actor_type; None if the words do not show it."""
        if self.kind in ("person", "outlet"):
            return self.kind
        words = self.name.lower().split()
        if words and words[-1] in OFFICE_WORDS:
            return "unnamed_role"
        is_acronym = self.name.isupper() and len(self.name) > 1
        return "organisation" if is_acronym or BODY_WORDS.intersection(words) else None


@dataclass(frozen=True)
class NamedActor:
    """An actor and the span of the words that name it; for a pronoun, `pronoun` is the span of that."""

    actor: ArticleActor
    span: Span
    pronoun: Span | None = None


@dataclass(frozen=True)
class Medium:
    """An outlet between speaker and article, its span, and its role: addressee (told X) or relay (quoted by X)."""

    actor: ArticleActor
    span: Span
    role: str


@lru_cache(maxsize=4096)
def ascii_folded(name: str) -> str:
    """Return a name in small ASCII letters, so that spellings with and without accents are equal."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").casefold()


def slug(name: str) -> str:
    """Return an id that can be read, made of the words of `name`: the-dale-herald."""
    return "-".join(re.findall(r"[a-z0-9]+", ascii_folded(name.replace("’s ", " ").replace("'s ", " "))))
