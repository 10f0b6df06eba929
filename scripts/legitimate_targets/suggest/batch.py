"""Drafts of many articles: one after another or in several processes, each written as soon as it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.datapackage.lock import exclusive_folder, staged
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from legitimate_targets.suggest.proposer import Proposer, read_proposer
from legitimate_targets.suggest.text.article_file import ArticleError, read_article_file
from legitimate_targets.suggest.write_draft import write_draft

SUFFIXES = (".txt", ".html", ".htm", ".xhtml")


@dataclass(frozen=True)
class Settings:
    """Where drafts go and what they are made with; `package` is a path or null for the project's own."""

    out: Path
    package: Path | None
    with_model: bool


@dataclass(frozen=True)
class Outcome:
    """What became of one article: a sentence, the doubts, and whether it was refused."""

    article: str
    sentence: str
    doubts: tuple[str, ...] = ()
    refused: bool = False


class Suggester:
    """Makes drafts; reads the package once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        package = find(settings.package)
        self.plan: Plan = read_plan(package)
        self.proposer: Proposer = read_proposer(package, settings.with_model)

    def draft(self, path: Path) -> Outcome:
        """The draft of one article; one that is refused is an outcome as well."""
        try:
            article = read_article_file(path)
            proposal = self.proposer.propose(article)
            folder = write_draft(self.settings.out, article, proposal, self.plan.tables)
        except ArticleError as error:
            return Outcome(path.name, str(error), refused=True)
        if folder is None:
            return Outcome(path.name, f"{article.name}: has a draft already, which is kept")
        counts = ", ".join(f"{len(proposal.tables[name])} {name}" for name in ("quotes", "figures", "actors"))
        return Outcome(path.name, f"{folder}: {counts}", proposal.doubts)


def articles_in(paths: tuple[Path, ...]) -> list[Path]:
    """The files among `paths` and those with an article's ending in its folders, in order; raises PackageError for
    none.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(each for each in path.iterdir() if each.suffix.lower() in SUFFIXES and each.is_file())
        else:
            found.append(path)
    if not found:
        raise PackageError("there is no article: give files, or folders with .txt or .html files")
    return found


def drafts(paths: list[Path], settings: Settings, processes: int) -> Iterator[Outcome]:
    """The outcome of each article, in order, as soon as it is there.

    Raises PackageError where another process is writing into the folder of the drafts, or the disk refuses.
    """
    with exclusive_folder(settings.out), staged(settings.out):
        if processes == 1:
            suggester = Suggester(settings)
            yield from (suggester.draft(path) for path in paths)
            return
        with get_context("spawn").Pool(processes, _start, (settings,)) as pool:
            yield from pool.imap(_draft, paths)


_worker: Suggester | None = None


def _start(settings: Settings) -> None:
    global _worker
    _worker = Suggester(settings)


def _draft(path: Path) -> Outcome:
    assert _worker is not None
    return _worker.draft(path)
