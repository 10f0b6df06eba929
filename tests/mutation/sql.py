"""Changes SQL in small ways: comparisons, AND and OR, conditions, constants, joins, branches."""

import re
from collections.abc import Iterator

TOKEN = re.compile(r"'[^']*'|\"[^\"]*\"|\w+|<>|<=|>=|[^\s\w]")
COMPARISONS = {
    "<": ("<=", ">", "="),
    "<=": ("<", ">=", "="),
    ">": (">=", "<", "="),
    ">=": (">", "<=", "="),
    "=": ("<>", "<=", ">="),
    "<>": ("=", "<", ">"),
}
OTHER = {"AND": ("OR",), "OR": ("AND",), "MAX": ("MIN",)}
PHRASES = (
    (("IS", "NULL"), ("IS", "NOT", "NULL")),
    (("IS", "NOT", "NULL"), ("IS", "NULL")),
    (("NOT", "IN"), ("IN",)),
    (("NOT", "EXISTS"), ("EXISTS",)),
    (("LEFT", "JOIN"), ("JOIN",)),
)
ENDS = {"WHERE", "GROUP", "UNION", "JOIN", "LEFT"}
UNION = ["UNION", "ALL"]

Tokens = list[str]
Change = tuple[str, str]
"""The change in words, and the result."""


def changes(sql: str) -> Iterator[Change]:
    """Yield a row rule or a query changed in small ways; what a query reports of a fault (its SELECT list) stays."""
    tokens = TOKEN.findall(sql)
    seen = set()
    for way, changed in (*_words(tokens), *_phrases(tokens), *_conditions(tokens), *_branches(tokens)):
        text = " ".join(changed)
        if text not in seen:
            seen.add(text)
            yield way, text


def _words(tokens: Tokens) -> Iterator[tuple[str, Tokens]]:
    reporting = _reporting(tokens)
    for place, token in enumerate(tokens):
        if place in reporting:
            continue
        for other in (*_comparisons(tokens, place), *OTHER.get(token, ()), *_constants(token)):
            yield f"{token} is {other} at {place}", [*tokens[:place], other, *tokens[place + 1 :]]
        around = tokens[place - 1 : place + 2]
        if token.startswith("'") and around[0] in ("(", ",") and "," in around:
            left_out = {place, place + 1 if around[2] == "," else place - 1}
            yield f"{token} is gone at {place}", [each for at, each in enumerate(tokens) if at not in left_out]


def _comparisons(tokens: Tokens, place: int) -> tuple[str, ...]:
    """Return what replaces a comparison: fewer signs if what is compared has no order."""
    token, around = tokens[place], {tokens[place - 1], *tokens[place + 1 : place + 2]}
    if token in ("=", "<>") and (around & {"(", ")"} or any(each.startswith("'") for each in around)):
        return COMPARISONS[token][:1]
    return COMPARISONS.get(token, ())


def _constants(token: str) -> tuple[str, ...]:
    if token.isdecimal():
        return str(int(token) + 1), str(int(token) - 1)
    return ("'another'",) if token.startswith("'") else ()


def _phrases(tokens: Tokens) -> Iterator[tuple[str, Tokens]]:
    for place in range(len(tokens)):
        for old, new in PHRASES:
            if tuple(tokens[place : place + len(old)]) == old:
                yield f"{' '.join(old)} is {' '.join(new)} at {place}", [
                    *tokens[:place], *new, *tokens[place + len(old) :]
                ]  # fmt: skip


def _conditions(tokens: Tokens) -> Iterator[tuple[str, Tokens]]:
    """Yield the SQL without each part of each condition, and without each whole condition."""
    is_query = "SELECT" in tokens
    for start in [at + 1 for at, token in enumerate(tokens) if token in ("WHERE", "ON")] if is_query else [0]:
        stop = _end(tokens, start)
        for first, last in _operands(tokens, start, stop):
            way = f"{' '.join(tokens[first:last])} is gone at {first}"
            yield way, _without(tokens, first, last, start)
        if is_query:
            never = ["1", "=", "1"]
            yield f"{tokens[start - 1]} at {start - 1} asks nothing", [*tokens[:start], *never, *tokens[stop:]]
        else:
            yield "negated", ["NOT", "(", *tokens, ")"]


def _end(tokens: Tokens, start: int) -> int:
    depth = 0
    for place in range(start, len(tokens)):
        depth += (tokens[place] == "(") - (tokens[place] == ")")
        if depth < 0 or (depth == 0 and tokens[place] in ENDS):
            return place
    return len(tokens)


def _operands(tokens: Tokens, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield where each operand of AND and OR begins and ends, at every depth."""
    for word in ("OR", "AND"):
        parts = _split(tokens, start, stop, word)
        if len(parts) > 1:
            yield from parts
            for part in parts:
                yield from _operands(tokens, *part)
            return
    if stop - start > 2 and tokens[start] == "(" and _end(tokens, start + 1) == stop - 1:
        yield from _operands(tokens, start + 1, stop - 1)


def _split(tokens: Tokens, start: int, stop: int, word: str) -> list[tuple[int, int]]:
    depth, cuts = 0, [start - 1]
    for place in range(start, stop):
        depth += (tokens[place] == "(") - (tokens[place] == ")")
        if depth == 0 and tokens[place] == word:
            cuts.append(place)
    return [(cut + 1, end) for cut, end in zip(cuts, [*cuts[1:], stop], strict=True)]


def _without(tokens: Tokens, first: int, last: int, start: int) -> Tokens:
    """Return the tokens without an operand and the word that joins it to its neighbour."""
    if first > start and tokens[first - 1] in ("AND", "OR"):
        return [*tokens[: first - 1], *tokens[last:]]
    return [*tokens[:first], *tokens[last + 1 :]]


def _branches(tokens: Tokens) -> Iterator[tuple[str, Tokens]]:
    """Yield each UNION without its first, second, ... branch; a common table of ids has branches as well."""
    for start in (at for at, token in enumerate(tokens) if token == "SELECT" and tokens[at - 1] != "ALL"):
        stop = _end_of_union(tokens, start)
        branches = _split(tokens, start, stop, "UNION")
        for number, (first, last) in enumerate(branches if len(branches) > 1 else [], 1):
            left = [*tokens[start : first - 1], *tokens[last:stop]] if number > 1 else tokens[last + 2 : stop]
            yield f"branch {number} at {start} is gone", [*tokens[:start], *left, *tokens[stop:]]


def _end_of_union(tokens: Tokens, start: int) -> int:
    depth = 0
    for place in range(start, len(tokens)):
        depth += (tokens[place] == "(") - (tokens[place] == ")")
        if depth < 0:
            return place
    return len(tokens)


def _reporting(tokens: Tokens) -> set[int]:
    """Return the places of the SELECT lists that report a fault."""
    reporting: set[int] = set()
    for start in (at for at, token in enumerate(tokens) if token == "SELECT"):
        stop = next(at for at in range(start, len(tokens)) if tokens[at] == "FROM")
        if "field" in tokens[start:stop] or "1" in tokens[start:stop]:
            reporting |= set(range(start, stop))
    return reporting
