"""The kernel compares an article with its rows, and Arrow batches of articles get the same answers from it."""

import hashlib

import pyarrow as pa
import pytest

from legitimate_targets.articles.compare import Article, Fault, Row, compare
from legitimate_targets.spark.arrow_compare import ARTICLE_COLUMNS, comparison

TEXT = "Ada Moss said: “no”.\r\nMoss \U0001f600 left."


def sha256(text: str) -> str:
    """Return the hash of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def article(*rows: Row[int], text: str | None = TEXT, **stated: object) -> Article[int]:
    """Return an article of this text with these rows, for which all is stated correctly except for `stated`."""
    data = None if text is None else text.encode("utf-8")
    right = {"sha256": sha256(TEXT), "size": len(TEXT.encode("utf-8")), "length": len(TEXT)}
    return Article("sources", 2, "S000", "a.txt", data=data, rows=rows, **(right | stated))  # type: ignore[arg-type]


def span(start: int, end: int, words: str, key: int = 3) -> Row[int]:
    """Return a row with a span of these words."""
    return Row("quotes", key, start, end, sha256(words), None, None)


def form(words: str, printed: int | None) -> Row[int]:
    """Return a row with a name of this form and how often it is printed."""
    return Row("names", 4, None, None, None, words, printed)


def test_spans_count_code_points_and_untranslated_line_ends() -> None:
    found = compare(article(span(16, 18, "no"), span(20, 22, "\r\n"), span(27, 28, "\U0001f600")))
    assert (found.faults, found.spans) == ((), 3)


@pytest.mark.parametrize(("start", "end"), [(15, 17), (16, 19), (200, 202)], ids=["moved", "longer", "after the end"])
def test_a_span_of_other_words_is_a_fault_with_its_place(start: int, end: int) -> None:
    fault = Fault("quotes.span.text", "quotes", 3, "sha256", f"S000 {start}-{end}")
    assert compare(article(span(start, end, "no"))).faults == (fault,)


def test_a_wrong_count_is_a_fault_with_the_count_of_the_text() -> None:
    fault = Fault("names.printed.texts", "names", 4, "printed", "2", 1)
    assert compare(article(form("Moss", 2), form("Ada Moss", 1))).faults == (fault,)


def dated(start: int, end: int, words: str, day: str) -> Row[int]:
    return Row("events", 5, start, end, sha256(words), None, None, "starts_on", day)


def test_a_day_that_the_words_of_its_evidence_contradict_is_a_fault_of_its_cell() -> None:
    text = "He spoke on Friday."
    found = [
        compare(article(dated(12, 18, "Friday", day), text=text, sha256=sha256(text), size=None, length=None))
        for day in ("2025-09-05", "2025-09-06")
    ]
    fault = Fault("events.starts_on.words", "events", 5, "starts_on", "2025-09-06")
    assert [(each.faults, each.spans) for each in found] == [((), 0), ((fault,), 0)]


def test_a_day_is_not_compared_with_words_that_have_moved() -> None:
    text = "He spoke on Friday."
    moved = dated(12, 18, "Thursday", "2025-09-04")
    assert compare(article(moved, text=text, sha256=sha256(text), size=None, length=None)).faults == ()


@pytest.mark.parametrize(
    ("stated", "fields"),
    [
        ({"size": 1}, ["bytes"]),
        ({"length": 1}, ["characters"]),
        ({"size": 1, "length": 1}, ["bytes", "characters"]),
        ({"sha256": "0", "size": 1}, ["sha256"]),
        ({"text": None}, ["file_name"]),
        ({"size": None, "length": None}, []),
    ],
    ids=["bytes", "characters", "both", "another text", "no text", "no size stated"],
)
def test_a_wrong_statement_about_a_text_is_a_fault_of_its_column(stated: dict[str, object], fields: list[str]) -> None:
    found = compare(article(**stated)).faults  # type: ignore[arg-type]
    assert [(fault.rule, fault.field) for fault in found] == [(f"sources.{name}.texts", name) for name in fields]


def test_spans_of_a_text_other_than_the_coded_one_are_not_compared() -> None:
    assert compare(article(span(0, 1, "x"), sha256="0")).spans == 0


def test_a_text_that_is_not_utf8_is_a_fault_of_the_file_name() -> None:
    broken = Article[int]("sources", 2, "S000", "a.txt", "0", 1, 1, b"\xff", ())
    assert [fault.field for fault in compare(broken).faults] == ["file_name"]


def batch(*given: Article[str]) -> pa.RecordBatch:
    """Return articles as an engine hands them over: one row per article, with a list of the rows that lie in it."""
    cells = [(a.key, a.source, a.file_name, a.sha256, a.size, a.length, a.data) for a in given]
    columns = dict(zip(ARTICLE_COLUMNS, zip(*cells, strict=True), strict=True))
    lists = [[row._asdict() for row in a.rows] or None for a in given]
    return pa.RecordBatch.from_pydict({name: list(column) for name, column in columns.items()} | {"rows": lists})


def numbered_article(number: int) -> Article[str]:
    """Return one of many articles: every second has faults, every third has no rows, every fifth no text."""
    rows = [Row("quotes", f"Q{number}", 16, 18 + number % 2, sha256("no"), None, None)]
    rows += [Row("names", f"N{number}", None, None, None, "Moss", 2 - number % 2)]
    data = None if number % 5 == 4 else TEXT.encode("utf-8")
    own = () if number % 3 == 2 else tuple(rows)
    return Article("sources", f"S{number}", f"S{number}", "a.txt", sha256(TEXT), 1, len(TEXT), data, own)


def test_arrow_batches_of_any_size_have_the_faults_of_each_article() -> None:
    given = [numbered_article(number) for number in range(30)]
    expected = [compare(each) for each in given]
    whole = batch(*given)
    parts = iter([whole.slice(0, 1), whole.slice(1, 13), whole.slice(14)])
    found = [row for part in comparison("sources", None)(parts) for row in part.to_pylist()]
    faults = {Fault(*[row[name] for name in Fault._fields]) for row in found if row["key"] is not None}
    assert faults == {fault for each in expected for fault in each.faults}
    assert [row["number"] for row in found if row["rule"] is None] == [sum(each.spans for each in expected)]


def test_beyond_the_limit_faults_are_counted_and_the_first_by_key_are_shown() -> None:
    (found,) = comparison("sources", 2)(iter([batch(*(numbered_article(number) for number in range(30)))]))
    rows = [row for row in found.to_pylist() if row["rule"] == "sources.bytes.texts"]
    assert [(row["key"], row["number"]) for row in rows] == [(None, 24), ("S0", 0), ("S1", 0)]
