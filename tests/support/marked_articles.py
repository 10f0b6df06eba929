"""Scores `suggest` on the made-up articles of tests/suggest/marked, whose marks in the text say what is right.

`[words]{q; speaker; kind}` or `{q; speaker; kind; medium}` marks a quote, `[words]{f; value; qualifier; claimant}` a
figure, and `[words]{x}` a case that is not scored. The value of a magnitude is its low, that of a range is low-high. A
feature `-` is empty; a feature `?` is not scored.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from legitimate_targets.datapackage.package import find
from legitimate_targets.suggest.actors.known import KnownRows
from legitimate_targets.suggest.draft import Cells, Tables
from legitimate_targets.suggest.propose import propose, read_known
from legitimate_targets.suggest.text.article_file import ArticleFile
from tests.support.paths import MARKED

FEATURES = {"q": ("speaker", "kind", "medium"), "f": ("value", "qualifier", "claimant")}
ACTORS = {"speaker": "speaker_id", "medium": "medium_id", "claimant": "claimant_id"}


@dataclass(frozen=True)
class Gold:
    """A marked stretch: its span, its sort (q, f or x), and its right cells by the names in FEATURES."""

    span: tuple[int, int]
    sort: str
    right: dict[str, str]


def unmarked(marked: str) -> tuple[str, list[Gold]]:
    """Return the text without its marks, and the marked stretches with their spans in it."""
    parts: list[str] = []
    golds, opened, length, position = [], [], 0, 0
    while position < len(marked):
        if marked[position] == "[":
            opened.append(length)
        elif marked.startswith("]{", position):
            end = marked.index("}", position)
            sort, *values = (each.strip() for each in marked[position + 2 : end].split(";"))
            right = dict(zip(FEATURES.get(sort, ()), [*values, "-"], strict=False))
            golds.append(Gold((opened.pop(), length), sort, right))
            position = end
        else:
            parts.append(marked[position])
            length += 1
        position += 1
    return "".join(parts), golds


def score(path: Path, with_model: bool, known: KnownRows) -> tuple[Counter[str], list[str]]:
    """Return how many cells are right by feature (`speaker` out of `speaker of`), and a sentence for each miss."""
    text, golds = unmarked(path.read_text("utf-8"))
    tables = propose(ArticleFile(path.name, text), known, "S005", with_model).tables
    counts: Counter[str] = Counter()
    misses: list[str] = []
    for sort, name, table in (("q", "quote", "quotes"), ("f", "figure", "figures")):
        found = {(int(str(row["start"])), int(str(row["end"]))): row for row in tables[table]}
        free = {gold.span for gold in golds if gold.sort == "x"}
        wanted = {gold.span: gold for gold in golds if gold.sort == sort}
        counts += Counter({f"{name} recall of": len(wanted), f"{name} recall": len(wanted.keys() & found.keys())})
        counts += Counter({f"{name} precision of": len(found.keys() - free)})
        counts += Counter({f"{name} precision": len(wanted.keys() & found.keys())})
        misses += [f"{path.stem}: {name} missed: {text[slice(*span)]}" for span in sorted(wanted.keys() - found.keys())]
        misses += [
            f"{path.stem}: {name} too many: {text[slice(*span)]}"
            for span in sorted(found.keys() - wanted.keys() - free)
        ]
        for span in sorted(wanted.keys() & found.keys()):
            _compare(wanted[span], found[span], tables, counts, misses, f"{path.stem}: {text[slice(*span)][:60]}")
    return counts, misses


def _compare(gold: Gold, row: Cells, tables: Tables, counts: Counter[str], misses: list[str], where: str) -> None:
    for feature, right in gold.right.items():
        if right == "?":
            continue
        guess = _guess(row, feature, tables)
        same = _is_actor(right, guess) if feature in ACTORS else guess[0] == right
        counts += Counter({f"{feature} of": 1, feature: int(same)})
        if not same:
            misses.append(f"{where}: {feature} {guess[0]} not {right} [{row['rule']}]")


def _guess(row: Cells, feature: str, tables: Tables) -> tuple[str, ...]:
    """Return the cell as the marks write it, or the name of an actor and all forms of it."""
    if feature == "value":
        return (_number(row),)
    actor = row.get(ACTORS.get(feature, feature))
    if feature not in ACTORS or actor is None:
        return (actor or "-",)
    names = [str(each["name"]) for each in tables["actors"] if each["actor_id"] == actor]
    return (*names, *(str(each["form"]) for each in tables["names"] if each["actor_id"] == actor))


def _number(row: Cells) -> str:
    cells = [row.get("value")] if row.get("value") else [row.get("low"), row.get("high")]
    return "-".join(f"{float(cell):.5g}" if float(cell) < 1 else f"{float(cell):.15g}" for cell in cells if cell)


def _is_actor(right: str, guess: Iterable[str]) -> bool:
    """Return whether a name or office is one of the guessed ones, or the last words of one."""
    folded = [each.casefold() for each in guess]
    return any(each == right.casefold() or each.endswith(f" {right.casefold()}") for each in folded)


def shares(with_model: bool) -> tuple[dict[str, float], list[str]]:
    """Return, for all marked articles, the share of right cells by feature, and the misses."""
    known = read_known(find())
    counts: Counter[str] = Counter()
    misses: list[str] = []
    for path in sorted(MARKED.glob("*.txt")):
        own, missed = score(path, with_model, known)
        counts += own
        misses += missed
    names = [name.removesuffix(" of") for name in counts if name.endswith(" of")]
    return {name: counts[name] / counts[f"{name} of"] for name in names}, misses


if __name__ == "__main__":
    for model in (False, True):
        share, missed = shares(model)
        print(f"with the parser: {model}", *(f"{name:18} {value:.3f}" for name, value in share.items()), sep="\n")
        if "--misses" in sys.argv:
            print(*missed, sep="\n")
