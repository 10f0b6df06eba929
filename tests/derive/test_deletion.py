"""Which rows matter: deleting any figure, report or quote changes a derived table, unless a reason is given here."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from legitimate_targets.articles.words import forms
from legitimate_targets.derive.discrepancies import RULES, all_findings
from legitimate_targets.derive.mentions import ROWS, Tables
from legitimate_targets.derive.ranges import ranges
from tests.support.deriving import Rule, tables, without

DERIVED = (*RULES, ranges)
CODES = ("claimant_id", "factuality", "scope", "timing")
NO_DISTANCE = ["asserted", "stated"]
Row = dict[str, Any]


class Recorded(dict[str, pl.DataFrame]):
    """Tables that record which of them were read."""

    def __init__(self, frames: Tables) -> None:
        super().__init__(frames)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> pl.DataFrame:
        self.read.add(name)
        return super().__getitem__(name)


def reads(rule: Rule) -> set[str]:
    recorded = Recorded(tables())
    rule(recorded)
    return recorded.read


def without_effect(table: str) -> Iterator[str]:
    """Yield the key of each row of `table` whose deletion changes no derived table."""
    key, *_ = ROWS[table]
    concerned = [rule for rule in DERIVED if table in reads(rule)]
    whole = [rule(tables()).sort(pl.all()) for rule in concerned]
    for row in tables()[table][key]:
        changed = without(table, row)
        if all(rule(changed).sort(pl.all()).equals(before) for rule, before in zip(concerned, whole, strict=True)):
            yield row


def reason(table: str, row: Row, members: set[str]) -> str | None:
    """Return why a row should matter to no derived table, found without deriving; None if there is no reason."""
    key, _, subject = ROWS[table]
    if row[subject] is None:
        return "a term: it has no utterance"
    if row.get("kind") == "pseudo":
        return "a pseudo-quote: it has no speaker"
    rows = tables()[table].filter(pl.col(subject) == row[subject])
    if rows["source_id"].n_unique() == 1:
        return "only one article has its subject"
    if table == "quotes" and any(_is_part(row, other) for other in rows.to_dicts()):
        return "a part of a longer quote of its utterance"
    if row[key] in members or (_differ_in_words(rows) if table == "quotes" else _differ_in_codes(row, rows)):
        return None
    return "the articles agree in all its codes or words"


def _is_part(row: Row, other: Row) -> bool:
    short, long = (f" {' '.join(forms(each['text']))} " for each in (row, other))
    return short in long and short != long


def _differ_in_words(rows: pl.DataFrame) -> bool:
    quotes = rows.to_dicts()
    whole = {forms(one["text"]) for one in quotes if not any(_is_part(one, other) for other in quotes)}
    return len(whole) > 1


def _differ_in_codes(row: Row, rows: pl.DataFrame) -> bool:
    distant = not rows["status"].is_in(NO_DISTANCE).all()
    filled = [column for column in (*CODES, *(["status"] * distant)) if row[column] is not None]
    sets = [rows.drop_nulls(column).group_by("source_id").agg(pl.col(column).unique().sort()) for column in filled]
    return any(each[column].n_unique() > 1 for each, column in zip(sets, filled, strict=True))


def members() -> set[str]:
    return set(all_findings(tables())["row_id"])


def test_every_figure_changes_a_derived_table() -> None:
    assert list(without_effect("figures")) == []


@pytest.mark.parametrize("table", ["reports", "quotes"])
def test_a_row_changes_a_derived_table_or_has_a_reason_not_to(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    key, *_ = ROWS[table]
    taking_part = members()
    reasons = {row[key]: reason(table, row, taking_part) for row in tables()[table].to_dicts()}
    idle = set(without_effect(table))
    counts = Counter(why for why in reasons.values() if why)
    with capsys.disabled():
        print(f"\n{table}: {len(reasons) - len(idle)} of {len(reasons)} change a derived table; the others:")
        for why, count in counts.most_common():
            print(f"  {count}: {why}")
    assert idle == {row for row, why in reasons.items() if why}
