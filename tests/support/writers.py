"""Everything that writes, each with the state that it finds and the command that changes it."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from legitimate_targets.datapackage.exchange import ASIDE
from legitimate_targets.datapackage.lock import PART
from tests.support.paths import ROOT, SIXTH

ARTICLE = SIXTH
WORDS = {"fields": [{"name": "word", "type": "string"}], "missingValues": [""], "primaryKey": ["word"]}
State = dict[str, bytes]


@dataclass(frozen=True)
class Writer:
    """What lays out a folder, the arguments of the command that is run there, and how that ends.

    `unit` names what a file is one state with: of several units each is old or new by itself.
    """

    prepare: Callable[[Path], None]
    arguments: tuple[str, ...]
    code: int = 0
    unit: Callable[[str], str] = lambda path: "all"


def state(folder: Path) -> State:
    """Every file below a folder but those that are being written."""
    files = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if PART not in name and ASIDE not in name}


def leftovers(folder: Path) -> list[str]:
    """What a kill left of a write."""
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if PART in path.name or ASIDE in path.name]


def is_whole(now: State, old: State, new: State, unit: Callable[[str], str]) -> bool:
    """Whether each unit of `now` is as in `old` or as in `new`."""
    return all(
        _of(now, name, unit) in (_of(old, name, unit), _of(new, name, unit))
        for name in map(unit, {**old, **new, **now})
    )


def _of(files: State, name: str, unit: Callable[[str], str]) -> State:
    return {path: data for path, data in files.items() if unit(path) == name}


def project(folder: Path) -> Path:
    """A copy of the package in the folder `package`."""
    package = folder / "package"
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, package / name)
    for name in ("datapackage.json", "CHANGELOG.md"):
        shutil.copy(ROOT / name, package)
    return package


def _unsorted(*paths: str) -> Callable[[Path], None]:
    """Lays out a package of small tables at these paths, their rows in no order, and a file beside each."""

    def prepare(folder: Path) -> None:
        package = folder / "package"
        resources = [{"name": f"t{number}", "path": path, "schema": "words.json"} for number, path in enumerate(paths)]
        for path in paths:
            (package / path).parent.mkdir(parents=True, exist_ok=True)
            (package / path).write_text("word\nb\na\n")
            (package / path).with_suffix(".md").write_text("beside")
        (package / "words.json").write_text(json.dumps(WORDS))
        (package / "datapackage.json").write_text(json.dumps({"resources": resources}))

    return prepare


def _stale(folder: Path) -> None:
    package = project(folder)
    for name, old, new in (("ranges", "180,200", "180,210"), ("discrepancy_members", "F036", "F037")):
        path = package / "data" / "derived" / f"{name}.csv"
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def _without_codebook(folder: Path) -> None:
    (project(folder) / "data" / "README.md").unlink()


def _base(folder: Path) -> None:
    from tests.support import packages

    base = packages.build("base", folder / "package")
    (folder / "new.txt").write_text(f"One line more.\n\n{(base / 'texts' / 'two.txt').read_text()}")


def _unanchored(folder: Path) -> None:
    from tests.support import packages

    _base(folder)
    for name in ("quotes", "names"):
        path = folder / "package" / "data" / f"{name}.csv"
        rows = packages.read(path)
        rows[0] |= {"start": "", "end": "", "sha256": "", "occurrence": "1"}
        packages.write(path, rows, tuple(rows[0]))


def _changed(folder: Path) -> None:
    from tests.support.releasing import edit

    edit(project(folder / "old") / "data" / "actors.csv", "\nanalysts,Analysts,", "\nanalysts,The analysts,")
    project(folder)


def _page(folder: Path) -> None:
    project(folder)
    (folder / "out").write_text("what stood there")


def _drafted(folder: Path) -> None:
    from legitimate_targets.suggest.batch import Settings, write_drafts

    project(folder)
    list(write_drafts([ARTICLE], Settings(folder / "draft", None, False), 1))


def _undamaged(folder: Path) -> None:
    project(folder)


def _doubled(folder: Path) -> None:
    """Lay out a package in which two branches gave two names in two articles one id."""
    from tests.support.releasing import edit

    edit(project(folder) / "data" / "names.csv", "\nN129,", "\nN001,")


def _released(folder: Path) -> None:
    from tests.support.releasing import releasable

    releasable(folder / "package")


def _first(path: str) -> str:
    """A release is two units: the folder and the zip."""
    return "/".join(path.split("/")[:2])


FORMAT = ("format", "package")
PACKAGE = ("--package", "package")
WRITERS: dict[str, Writer] = {
    "format": Writer(_unsorted("data/one.csv", "data/two.csv", "data/three.csv", "data/more/four.csv"), FORMAT),
    "format of one table": Writer(_unsorted("data/one.csv"), FORMAT),
    "format in two folders": Writer(_unsorted("one/one.csv", "two/two.csv"), FORMAT, unit=str),
    "derive": Writer(_stale, ("derive", "package")),
    "codebook": Writer(_without_codebook, ("codebook", "package")),
    "anchor": Writer(_unanchored, ("anchor", "package", "--texts", "package/texts")),
    "diff": Writer(_changed, ("diff", "old/package", "package", "--write"), 1),
    "explore": Writer(_page, ("explore", "package", "--out", "out")),
    "figure": Writer(_page, ("figure", "matrix", *PACKAGE, "--out", "out")),
    "suggest": Writer(lambda folder: None, ("suggest", str(ARTICLE), "--no-model", "--out", "draft")),
    "accept": Writer(_drafted, ("accept", "draft", *PACKAGE, "--rows", "sources")),
    "reanchor": Writer(_base, ("reanchor", "S001", "new.txt", "--texts", "package/texts", *PACKAGE, "--write")),
    "rename": Writer(_undamaged, ("rename", "actors", "putin", "vladimir-putin", "package")),
    "remove": Writer(_undamaged, ("remove", "names", "N002", "package", "--reason", "Not a form")),
    "renumber": Writer(_doubled, ("renumber", "names", "N001", "package")),
    "release": Writer(_released, ("release", "package", "--out", "out"), unit=_first),
}
