"""Makes the rows of actors and names that an article gives."""

import re
from collections.abc import Collection, Iterator

from legitimate_targets.articles.compare import printed
from legitimate_targets.articles.find import whole_word_spans
from legitimate_targets.suggest.actors.actor import ArticleActor
from legitimate_targets.suggest.actors.cast import Cast
from legitimate_targets.suggest.draft import Cells
from legitimate_targets.suggest.evidence import EvidenceCollector
from legitimate_targets.suggest.text.lexicon import GOVERNING
from legitimate_targets.suggest.text.quotation_marks import Span

PLACES = frozenset(("state", "coalition"))
"""Types of actor whose names are also names of places."""

BEFORE_ACTOR = frozenset(("by", "with", "for", "against", "between"))
"""Prepositions after which the name of a state means the actor: an attack by Russia, but a road in Russia."""

OFTEN = 2
"""Mentions that make a new person worth a row."""

LONGEST_PREPOSITION = 20
"""Characters before a name in which the word before it is looked for; prepositions are far shorter."""


def actor_rows(cast: Cast, needed: Collection[str], evidence: EvidenceCollector) -> tuple[list[Cells], list[Cells]]:
    """Return the rows of actors and of names.

    Actors are the known ones that the article prints, the `needed` ids, which other rows refer to, and new persons
    with an office or several mentions; each is kept if a form of its name is printed for it.
    """
    _add_printed(cast, evidence.text)
    chosen = [each for each in cast.actors.values() if each.known or each.actor_id in needed or _is_notable(each)]
    forms = {form for actor in chosen for form in actor.forms if form in evidence.text}
    names: list[Cells] = []
    kept = []
    for actor in chosen:
        rows = list(_name_rows(actor, evidence, actor.actor_id in needed, forms))
        names += rows
        kept += [actor] if rows else []
    names.sort(key=lambda row: (int(row["start"] or 0), row["form"] or ""))
    counts = printed(evidence.text, [row["form"] or "" for row in names])
    for number, row in enumerate(names, 1):
        row |= {"name_id": f"N{number:03}", "printed": str(counts[row["form"] or ""])}
    return [_actor_row(actor, evidence) for actor in kept], names


def _is_notable(actor: ArticleActor) -> bool:
    return actor.is_person and (bool(actor.offices) or len(actor.spans) >= OFTEN)


def _add_printed(cast: Cast, text: str) -> None:
    """Add the known actors that `text` prints where no rule looks: in quotations, in small letters."""
    printed_forms = cast.known.printed_forms
    if cast.known.pattern is None:
        return
    for match in cast.known.pattern.finditer(text):
        actor = cast.add_known(printed_forms[match.group()])
        actor.forms.add(match.group())
        actor.spans.append(match.span())


def _name_rows(actor: ArticleActor, evidence: EvidenceCollector, is_needed: bool, forms: set[str]) -> Iterator[Cells]:
    """Yield one row per form of the actor, with the first place where it means the actor and how often it does."""
    text = evidence.text
    for form in sorted(actor.forms & forms):
        longer = [other for other in forms if form in other and other != form]
        spans = [span for span in whole_word_spans(text, form) if not _is_inside(span, longer, text)]
        meant = [span for span in spans if not _is_place(actor, span, text)]
        if is_needed and not meant:
            meant = spans[:1]
        if meant:
            row: Cells = {"actor_id": actor.actor_id, "source_id": evidence.source_id, "form": form}
            row |= evidence.span_cells(meant[0]) | {"occurrences": str(len(meant))}
            yield row | {"rule": "known" if actor.known else "new", "tier": "A" if actor.known else "B"}


def _is_inside(span: Span, longer: list[str], text: str) -> bool:
    """Return whether a span is part of one of the longer forms, which has a row of its own."""
    for form in longer:
        begin = text.find(form, max(span[0] - len(form), 0), span[1] + len(form))
        if 0 <= begin <= span[0] and span[1] <= begin + len(form):
            return True
    return False


def _is_place(actor: ArticleActor, span: Span, text: str) -> bool:
    """Return whether the name of a state means the place: after a preposition, or before another capitalised word."""
    if not actor.known or actor.known.actor_type not in PLACES:
        return False
    before = re.findall(r"[\w’'-]+\W*$", text[max(span[0] - LONGEST_PREPOSITION, 0) : span[0]])
    word = re.sub(r"\W+$", "", before[0]).lower() if before else ""
    return word in GOVERNING - BEFORE_ACTOR or bool(re.match(r"\s[A-Z]|-", text[span[1] : span[1] + 2]))


def _actor_row(actor: ArticleActor, evidence: EvidenceCollector) -> Cells:
    """Return the row of a known actor as the package has it, or of a new one with the shortest office it has."""
    if actor.known:
        return {**actor.known.cells, "rule": "known", "tier": "A"}
    office = next(iter(sorted(actor.offices, key=len)), None)
    name = max(actor.forms, key=lambda form: (len(form), form)) if actor.is_person else actor.name
    place = evidence.text.find(office) if office else -1
    if office and place >= 0:
        evidence.add("actors", actor.actor_id, "role", (place, place + len(office)), "verbatim")
    row: Cells = {"actor_id": actor.actor_id, "name": name, "actor_type": actor.actor_type, "role": office}
    return row | {"rule": "new", "tier": "B" if actor.is_person else "C"}
