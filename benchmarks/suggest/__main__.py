"""Prints how good and how fast `suggest` is: scores, the scores of others, speed, memory, and spans found again.

The scores need the articles' texts. CPU seconds are printed beside seconds by the clock, which depend on what else the
machine does.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from benchmarks.process import timed
from benchmarks.suggest.generated import article
from benchmarks.suggest.opponents import by_regex, by_textacy, share
from legitimate_targets.suggest.text.article_file import read_article_file
from tests.support.marked_articles import shares
from tests.support.paths import TEXTS
from tests.support.suggest_scores import scores, sources
from tests.support.text_edits import found_again

PROGRAM = Path(__file__).with_name("peak.py")
FEW, MANY = 100, 1000


class Cost(NamedTuple):
    """Seconds of a run by the clock, CPU seconds of all its processes, and MiB of memory of the largest process."""

    seconds: float
    cpu: float
    mebibytes: float


def print_scores() -> None:
    """Print the scores of each article of the package, left out of what is known, and of the made-up articles."""
    for model in (False, True):
        each = {source: scores(TEXTS, model, source).shares() for source in sources()}
        each["all"] = scores(TEXTS, model).shares()
        print(f"\n{'own articles, ' + _mode(model):32}" + "".join(f"{source:>7}" for source in each))
        for name in each["all"]:
            print(f"{name:32}" + "".join(f"{own[name]:7.3f}" for own in each.values()))
    for model in (False, True):
        own = ", ".join(f"{name} {value:.3f}" for name, value in shares(model)[0].items())
        print(f"\nmade-up articles, {_mode(model)}: {own}")


def _mode(model: bool) -> str:
    return "parser" if model else "rules"


def print_opponents() -> None:
    """Print the share of speakers that others find in the articles of the package."""
    print()
    texts = [read_article_file(TEXTS / name).text for name in sources().values()]
    for name, found in {"a regex": by_regex(texts), "textacy": by_textacy(texts)}.items():
        if isinstance(found, str):
            print(f"speakers found by {name}: not measured: {found}")
            continue
        right, total = share(found)
        print(f"speakers found by {name:14} {right / total:5.3f}  ({right} of {total})")


def print_found_again() -> None:
    """Print how many spans of the articles are found again after each kind of edit."""
    print(f"\n{'spans found again after':32}  right  wrong  orphans  of")
    for name, found in found_again(TEXTS).items():
        print(f"{name:32} {found.right:6.4f} {found.wrong:6.4f} {found.orphans:7} {found.total:5}")


def print_speed() -> None:
    """Print speed and memory on generated articles, for rules and parser, in one process and in two."""
    print(f"\n{MANY} generated articles")
    with tempfile.TemporaryDirectory() as name:
        for number in range(MANY):
            for folder in ["few", "many"] if number < FEW else ["many"]:
                path = Path(name) / folder / f"{number:04}.txt"
                path.parent.mkdir(exist_ok=True)
                path.write_text(article(number), "utf-8")
        for model in ("--no-model", "--model"):
            for processes in ("1", "2"):
                few, many = (run(Path(name) / folder, model, processes) for folder in ("few", "many"))
                print(
                    f"{model:10} {processes} process(es): {MANY / many.seconds:6.1f} articles per second, "
                    f"{many.cpu / MANY:6.4f} CPU seconds per article, "
                    f"{few.mebibytes:.0f} MiB after {FEW}, {many.mebibytes:.0f} MiB after {MANY} (the largest process)"
                )


def run(folder: Path, model: str, processes: str) -> Cost:
    """Return what `suggest` on a folder costs; raise CalledProcessError if it fails."""
    out = folder.with_name(f"{folder.name}{model}{processes}")
    command = [sys.executable, str(PROGRAM), "suggest", str(folder), "--out", str(out), model]
    command += ["--processes", processes]
    output, computing, wall = timed(command, stderr=subprocess.DEVNULL)
    return Cost(wall, computing, int(output.split()[-1]) / 1024)


if __name__ == "__main__":
    if TEXTS.is_dir():
        print_scores()
        print_opponents()
        print_found_again()
    else:
        print("no scores: the articles' texts are not in ../shared/texts")
    print_speed()
