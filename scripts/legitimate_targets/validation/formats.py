"""A report as lines of text, as JSON in the shape of Frictionless's report, or as annotations on GitHub."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from legitimate_targets.checks.report import Report
from legitimate_targets.errors import Problem, printable, shortened

ERROR_TYPES: dict[str, str] = {
    "type": "type-error",
    "primary_key": "primary-key",
    "foreign_key": "foreign-key",
    "unique": "unique-error",
    **dict.fromkeys(
        ("required", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum"), "constraint-error"
    ),
}
"""Frictionless's type of error by the last word of a rule's id."""

GATE_ERROR_TYPES: dict[str, str] = {
    "gate.missing": "scheme-error",
    "gate.utf8": "encoding-error",
    "gate.bom": "encoding-error",
    "gate.header": "incorrect-label",
}

MOST_RULES = 1000
"""Rules whose hidden problems are counted one by one; only a hostile package has more."""

SHOWN_CELL = 1000
"""Characters of a cell that JSON shows."""


def as_text(report: Report) -> Iterator[str]:
    """Yield one line per problem, one per rule of which not all are shown, and a closing line."""
    yield from map(str, report.problems)
    yield from _more(report)
    yield closing(report)


def _more(report: Report) -> Iterator[str]:
    """Yield a line per rule of which not all problems are shown; very many rules share one line."""
    rest = sorted(report.hidden.items())
    for rule, count in rest[:MOST_RULES]:
        yield f"{count} more [{printable(rule)}]"
    if rest[MOST_RULES:]:
        yield f"{sum(count for _, count in rest[MOST_RULES:])} more of {len(rest) - MOST_RULES} other rules"


def closing(report: Report) -> str:
    """Return `valid: 16 tables, 812 rows, 214 checks; ...`, with what was left out and why."""
    parts = [
        f"{report.tables} tables, {report.rows} rows, {report.checks} checks",
        *([counted(report.notes, "note")] if report.notes else []),
        *([f"left out {len(report.left_out)} checks of tables that cannot be read"] if report.left_out else []),
        *([] if report.single_file else _of_package(report)),
    ]
    return f"{'valid' if report.valid else counted(report.faults, 'fault')}: {'; '.join(parts)}"


def _of_package(report: Report) -> Iterator[str]:
    if not report.valid and report.derived is None:
        yield "derived tables not compared, for these faults"
    if report.not_compared:
        yield f"{', '.join(report.not_compared)} not derived again (derive --check does)"
    if report.spans is None:
        yield "spans not compared with the articles (no --texts)"
    else:
        yield f"{report.spans} spans compared with the articles"
    if report.release is not None:
        yield f"ids compared with release {report.release}"


def counted(number: int, word: str) -> str:
    """Return `1 fault` or `2 faults`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def as_json(report: Report) -> Iterator[str]:
    """Yield JSON in the shape of Frictionless's report: one task per file, one error per problem, and our counts."""
    tasks = [_task(path, list(group)) for path, group in groupby(report.problems, key=lambda problem: problem.path)]
    yield json.dumps(
        {
            "valid": report.valid,
            "stats": {
                "tasks": len(tasks),
                "errors": report.faults,
                "warnings": report.notes,
                "tables": report.tables,
                "rows": report.rows,
                "checks": report.checks,
                "spans": report.spans,
                "derived": report.derived,
                **({} if report.release is None else {"release": report.release}),
            },
            "more": {printable(rule): count for rule, count in sorted(report.hidden.items())[:MOST_RULES]},
            "leftOut": list(report.left_out),
            "tasks": tasks,
        },
        indent=2,
        ensure_ascii=False,
    )


def _task(path: str, problems: list[Problem]) -> dict[str, object]:
    errors = [_error(problem) for problem in problems if not problem.note]
    warnings = [str(problem) for problem in problems if problem.note]
    stats = {"errors": len(errors), "warnings": len(warnings)}
    return {"place": path, "valid": not errors, "stats": stats, "warnings": warnings, "errors": errors}


def _error(problem: Problem) -> dict[str, object]:
    return {
        "type": GATE_ERROR_TYPES.get(problem.rule, ERROR_TYPES.get(problem.rule.rpartition(".")[2], "row-constraint")),
        "rule": printable(problem.rule),
        "table": None if problem.rule.startswith("gate.") else printable(problem.rule.partition(".")[0]),
        "rowNumber": problem.line,
        **({} if problem.key is None else {"rowKey": problem.key}),
        "fieldName": None if problem.column is None else printable(problem.column),
        "cell": problem.value if problem.value is None else problem.value[:SHOWN_CELL],
        "message": printable(problem.message),
    }


def as_github(report: Report) -> Iterator[str]:
    """Yield one workflow command per problem, which GitHub shows at the line of the file, and the closing line."""
    yield from map(_annotation, report.problems)
    yield from _more(report)
    yield closing(report)


def _annotation(problem: Problem) -> str:
    place = f"file={_escaped(problem.path)}" + (f",line={problem.line}" if problem.line else "")
    kind = "notice" if problem.note else "error"
    key = "" if problem.key is None else f"{shortened(problem.key)}: ".replace("%", "%25")
    return f"::{kind} {place},title={_escaped(problem.rule)}::{key}{problem.sentence().replace('%', '%25')}"


def _escaped(text: str) -> str:
    """Return a text as a property of a workflow command, its separators escaped."""
    return printable(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Report], Iterable[str]]] = {"text": as_text, "json": as_json, "github": as_github}
