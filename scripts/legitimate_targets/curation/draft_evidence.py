"""Brings evidence and ways along with what a person changed: another speaker, another cue, a cell filled in."""

import hashlib
from collections.abc import Mapping

from legitimate_targets.articles.find import Span, whole_word_spans
from legitimate_targets.curation.draft_reader import Cells, Entry, Rows
from legitimate_targets.tables.model import Table

ORIGINS = {"quotes": "speaker_id", "figures": "claimant_id", "reports": "claimant_id"}
"""The column of each table whose actor begins a row's way."""


def follow(rows: Rows, tables: Mapping[str, Table], printed: Mapping[str, set[str]]) -> None:
    """Makes the ways begin with the rows' actors and gives every coded cell a reason; `printed` is forms by actor.

    What a figure counts and says of it is that of its measure, where the person left it empty.
    """
    _of_measures(rows)
    for table, column in ORIGINS.items():
        for entry in rows.of(table):
            _way(rows, entry, tables[table].primary_key[0], column, printed)
    for entry in [each for each in rows.entries if each.table in _proven(tables)]:
        for field in tables[entry.table].fields:
            if field.evidence and entry.cells[field.name] is not None:
                _reason(rows, entry, tables[entry.table].primary_key[0], field.name)


def _of_measures(rows: Rows) -> None:
    measures = {entry.cells["measure_id"]: entry.cells for entry in rows.of("measures")}
    for entry in rows.of("figures"):
        measure = measures.get(entry.cells["measure_id"], {})
        entry.cells |= {name: entry.cells[name] or measure.get(name) for name in ("counted", "predicate")}


def _proven(tables: Mapping[str, Table]) -> set[str]:
    return {name for name, table in tables.items() if any(field.evidence for field in table.fields)}


def _way(rows: Rows, entry: Entry, key: str, column: str, printed: Mapping[str, set[str]]) -> None:
    """Hop 1 is the row's actor: a way that begins with another one is made anew, with the nearest of its forms."""
    actor, row_id = entry.cells[column], entry.cells[key]
    way = [each for each in rows.of("attributions") if _is_of(each, entry.table, row_id)]
    way.sort(key=lambda each: int(each.cells["hop"] or 0))
    first = way[0].cells["actor_id"] if way else None
    if way and first == actor:
        return
    span = _nearest(rows.text, printed.get(actor or "", set()), _position(entry)) if actor else None
    rest = [each for each in way if each.cells["role"] not in ("speaker", "origin", "publisher")] if actor else []
    rows.entries = [each for each in rows.entries if each not in way]
    hops: list[Cells] = [_hop(actor, "speaker", span, rows.text)] if actor else []
    hops += [dict(each.cells) for each in rest]
    hops.append(_hop(None, "publisher", None, rows.text))
    for number, hop in enumerate(hops, 1):
        cells = {
            **hop,
            "table": entry.table,
            "row_id": row_id,
            "hop": str(number),
            "source_id": entry.cells["source_id"],
        }
        rows.entries.append(Entry("attributions", cells, entry.path, entry.line))
    _drop_reasons(rows, entry.table, row_id, column)
    if actor:
        _add_reason(rows, entry, row_id, column, "normalised" if span else "inferred", span or _own(rows, entry))


def _hop(actor: str | None, role: str, span: Span | None, text: str) -> Cells:
    stated = "yes" if span or role == "publisher" else "inferred"
    return {"actor_id": actor, "role": role, "stated": stated, **_place(text, span)}


def _reason(rows: Rows, entry: Entry, key: str, column: str) -> None:
    """A cell without a reason gets the row's own words as one to conclude it from; verbatim words follow the cell."""
    row_id, value = entry.cells[key], entry.cells[column] or ""
    reasons = [
        each for each in rows.of("evidence") if _is_of(each, entry.table, row_id) and each.cells["field"] == column
    ]
    if not reasons:
        _add_reason(rows, entry, row_id, column, "inferred", _own(rows, entry))
        return
    for each in reasons:
        start, end = (int(each.cells[name] or 0) for name in ("start", "end"))
        if each.cells["basis"] == "verbatim" and rows.text[start:end] != value:
            span = _nearest(rows.text, {value}, start)
            basis = "verbatim" if span else "inferred"
            each.cells |= {"basis": basis, **_place(rows.text, span or (start, end))}


def _own(rows: Rows, entry: Entry) -> Span | None:
    """The row's own span; of a row without one, that of the first row that uses it."""
    if entry.cells.get("start") and entry.cells.get("end"):
        return int(entry.cells["start"] or 0), int(entry.cells["end"] or 0)
    users = {
        "actors": ("names", "actor_id"),
        "utterances": ("quotes", "utterance_id"),
        "measures": ("figures", "measure_id"),
    }
    table, column = users.get(entry.table, ("", ""))
    for user in rows.of(table):
        if user.cells[column] == entry.cells[column] and user.cells["start"]:
            return int(user.cells["start"] or 0), int(user.cells["end"] or 0)
    return None


def _add_reason(rows: Rows, entry: Entry, row_id: str | None, column: str, basis: str, span: Span | None) -> None:
    if span is None:
        return
    source = rows.of("sources")[0].cells["source_id"]
    cells: Cells = {
        "table": entry.table,
        "row_id": row_id,
        "field": column,
        "reason": "1",
        "basis": basis,
        "page": None,
    }
    rows.entries.append(
        Entry("evidence", {**cells, "source_id": source, **_place(rows.text, span)}, entry.path, entry.line)
    )


def _drop_reasons(rows: Rows, table: str, row_id: str | None, column: str) -> None:
    rows.entries = [
        each
        for each in rows.entries
        if not (each.table == "evidence" and _is_of(each, table, row_id) and each.cells["field"] == column)
    ]


def _is_of(entry: Entry, table: str, row_id: str | None) -> bool:
    return entry.cells["table"] == table and entry.cells["row_id"] == row_id


def _position(entry: Entry) -> int:
    return int(entry.cells.get("start") or 0)


def _nearest(text: str, words: set[str], position: int) -> Span | None:
    """The place of one of the words that is nearest to a position."""
    places = (span for each in words - {""} for span in whole_word_spans(text, each))
    return min(places, key=lambda span: (abs(span[0] - position), span), default=None)


def _place(text: str, span: Span | None) -> Cells:
    if span is None:
        return {"start": None, "end": None, "sha256": None}
    words = text[slice(*span)]
    return {"start": str(span[0]), "end": str(span[1]), "sha256": hashlib.sha256(words.encode("utf-8")).hexdigest()}
