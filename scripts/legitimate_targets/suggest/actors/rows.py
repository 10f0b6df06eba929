"""The rows of actors and of the forms of their names that an article gives."""

import re
from collections.abc import Iterable, Iterator

from legitimate_targets.articles.compare import printed
from legitimate_targets.articles.find import whole_word_spans
from legitimate_targets.suggest.actors.actor import Actor
from legitimate_targets.suggest.actors.resolve import Cast
from legitimate_targets.suggest.evidence import Proof, Row
from legitimate_targets.suggest.text.lexicon import GOVERNING

PLACES = frozenset(("state", "coalition"))
"""Kinds of actor whose names also name places."""

OFTEN = 2


def actor_rows(cast: Cast, needed: Iterable[str], proof: Proof) -> tuple[list[Row], list[Row]]:
    """The actors that are printed and known, that a row needs, or that are persons with an office or named twice."""
    needed = set(needed)
    _add_known(cast, proof.text)
    chosen = [each for each in cast.actors.values() if each.known or each.actor_id in needed or _stands_out(each)]
    everything = {form for actor in chosen for form in actor.forms if form in proof.text}
    names: list[Row] = []
    kept = []
    for actor in chosen:
        rows = list(_forms(actor, proof, actor.actor_id in needed, everything))
        names += rows
        kept += [actor] if rows else []
    names.sort(key=lambda row: (int(row["start"] or 0), row["form"] or ""))
    counts = printed(proof.text, [row["form"] or "" for row in names])
    for number, row in enumerate(names, 1):
        row |= {"name_id": f"N{number:03}", "printed": str(counts[row["form"] or ""])}
    return [_actor(actor, proof) for actor in kept], names


def _stands_out(actor: Actor) -> bool:
    return actor.person and (bool(actor.offices) or len(actor.spans) >= OFTEN)


def _add_known(cast: Cast, text: str) -> None:
    """Known actors whose forms stand in the text where no rule looked: in quotations, in small letters."""
    printed_forms = cast.registry.printed_forms
    if cast.registry.pattern is None:
        return
    for match in cast.registry.pattern.finditer(text):
        actor = cast.known(printed_forms[match.group()])
        actor.forms.add(match.group())
        actor.spans.append(match.span())


def _forms(actor: Actor, proof: Proof, is_needed: bool, everything: set[str]) -> Iterator[Row]:
    """One row a form, with where it first means the actor and how often."""
    for form in sorted(actor.forms & everything):
        longer = [other for other in everything if form in other and other != form]
        spans = [span for span in whole_word_spans(proof.text, form) if not _inside_longer(span, longer, proof.text)]
        meant = [span for span in spans if not _is_place(actor, span, proof.text)]
        if is_needed and not meant:
            meant = spans[:1]
        if meant:
            cells = {"actor_id": actor.actor_id, "source_id": proof.source_id, "form": form, **proof.place(meant[0])}
            cells |= {"occurrences": str(len(meant)), "rule": "known" if actor.known else "new"}
            yield {**cells, "tier": "A" if actor.known else "B"}


def _inside_longer(span: tuple[int, int], longer: list[str], text: str) -> bool:
    """Whether the words stand inside a longer form, which has a row of its own."""
    for form in longer:
        begin = text.find(form, max(span[0] - len(form), 0), span[1] + len(form))
        if 0 <= begin <= span[0] and span[1] <= begin + len(form):
            return True
    return False


def _is_place(actor: Actor, span: tuple[int, int], text: str) -> bool:
    """Whether a state's name stands for the place: behind a preposition, or before another capitalised word."""
    if not actor.known or actor.known.actor_type not in PLACES:
        return False
    before = re.findall(r"[\w’'-]+\W*$", text[max(span[0] - 20, 0) : span[0]])
    word = re.sub(r"\W+$", "", before[0]).lower() if before else ""
    return word in GOVERNING - {"by", "with", "for", "against", "between"} or bool(
        re.match(r"\s[A-Z]|-", text[span[1] : span[1] + 2])
    )


def _actor(actor: Actor, proof: Proof) -> Row:
    if actor.known:
        return {**actor.known.cells, "rule": "known", "tier": "A"}
    office = next(iter(sorted(actor.offices, key=len)), None)
    name = max(actor.forms, key=lambda form: (len(form), form)) if actor.person else actor.name
    row: Row = {"actor_id": actor.actor_id, "name": name, "actor_type": actor.kind_code, "role": office}
    place = proof.text.find(office) if office else -1
    if office and place >= 0:
        proof.add("actors", actor.actor_id, "role", (place, place + len(office)), "verbatim")
    return {**row, "rule": "new", "tier": "B" if actor.person else "C"}
