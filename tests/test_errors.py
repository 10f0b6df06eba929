"""A problem is one line with its place, and sorts by it."""

from legitimate_targets.errors import Problem, shortened


def test_a_problem_reads_path_line_column_message_value_and_rule() -> None:
    problem = Problem("data/quotes.csv", 14, "speaker_id", "is not in actors", "A999", "quotes.speaker_id.foreign_key")
    assert str(problem) == "data/quotes.csv:14: speaker_id: is not in actors (A999) [quotes.speaker_id.foreign_key]"


def test_what_is_not_known_of_a_place_is_left_out() -> None:
    assert (
        str(Problem("a.csv", None, None, "is not there", None, "gate.missing")) == "a.csv: is not there [gate.missing]"
    )


def test_a_note_is_named_as_such() -> None:
    assert str(Problem("a.csv", 2, "text", "is odd", None, "a.text.printed", note=True)).startswith(
        "a.csv:2: note: text"
    )


def test_problems_sort_by_file_line_and_column() -> None:
    places = [("b.csv", 1, "a"), ("a.csv", 10, "a"), ("a.csv", 9, "b"), ("a.csv", 9, "a"), ("a.csv", None, None)]
    found = sorted((Problem(*place, "m", None, "r") for place in places), key=Problem.sort_key)
    assert [(problem.path, problem.line, problem.column) for problem in found] == [
        ("a.csv", None, None),
        ("a.csv", 9, "a"),
        ("a.csv", 9, "b"),
        ("a.csv", 10, "a"),
        ("b.csv", 1, "a"),
    ]


def test_a_value_is_shown_on_one_short_printable_line() -> None:
    assert shortened("a\nb\u200b") == "a\\u000ab\\u200b"
    assert shortened("x" * 81) == "x" * 77 + "..."
