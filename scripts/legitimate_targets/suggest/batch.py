"""Writes the drafts of many articles, in one process or several, each as soon as it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.lock import exclusive_folder, staged
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import LegitimateTargetsError
from legitimate_targets.suggest.propose import read_proposer
from legitimate_targets.suggest.text.article_file import HTML_SUFFIXES, ArticleError, read_article_file
from legitimate_targets.suggest.write_draft import write_draft

ARTICLE_SUFFIXES = (".txt", *HTML_SUFFIXES)
"""Suffixes of the files that are articles when a folder is given."""


@dataclass(frozen=True)
class Settings:
    """Where drafts go and what they are made with; `package` is a path, or None for the project's own package."""

    out: Path
    package: Path | None
    with_model: bool


@dataclass(frozen=True)
class DraftOutcome:
    """What became of one article: a sentence, the doubts of its draft, and whether it was refused."""

    article: str
    sentence: str
    doubts: tuple[str, ...] = ()
    refused: bool = False


class DraftWriter:
    """Makes and writes drafts by a package, which it reads once."""

    def __init__(self, settings: Settings) -> None:
        self.out = settings.out
        package = find(settings.package)
        self.tables = read_plan(package).tables
        self.proposer = read_proposer(package, settings.with_model)

    def write(self, path: Path) -> DraftOutcome:
        """Write the draft of one article, and return what became of it; a file that is not an article is refused."""
        try:
            article = read_article_file(path)
            proposal = self.proposer.propose(article)
            folder = write_draft(self.out, article, proposal, self.tables)
        except ArticleError as error:
            return DraftOutcome(path.name, str(error), refused=True)
        if folder is None:
            return DraftOutcome(path.name, f"{article.name}: already has a draft, which is kept")
        sizes = ", ".join(f"{len(proposal.tables[name])} {name}" for name in ("quotes", "figures", "actors"))
        return DraftOutcome(path.name, f"{folder}: {sizes}", proposal.doubts)


def article_files(paths: tuple[Path, ...]) -> list[Path]:
    """Return the files among `paths` and the articles in its folders, in order.

    Raise LegitimateTargetsError if there are none.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(file for file in path.iterdir() if _is_article(file))
        else:
            found.append(path)
    if not found:
        raise LegitimateTargetsError("there are no articles: name files, or folders with .txt or .html files")
    return found


def _is_article(file: Path) -> bool:
    return file.suffix.lower() in ARTICLE_SUFFIXES and file.is_file()


def write_drafts(paths: list[Path], settings: Settings, processes: int) -> Iterator[DraftOutcome]:
    """Write the draft of each article, and yield what became of it, in order.

    Raise CannotWrite if another process is writing into the folder of the drafts, or if the disk refuses.
    """
    with exclusive_folder(settings.out), staged(settings.out):
        if processes == 1:
            writer = DraftWriter(settings)
            yield from (writer.write(path) for path in paths)
            return
        with get_context("spawn").Pool(processes, _start, (settings,)) as pool:
            yield from pool.imap(_draft, paths)


_writer: DraftWriter | None = None
"""The draft writer of one process of a pool. A pool passes paths alone, and reading the package for each takes long."""


def _start(settings: Settings) -> None:
    global _writer
    _writer = DraftWriter(settings)


def _draft(path: Path) -> DraftOutcome:
    assert _writer is not None
    return _writer.write(path)
