"""The documents of a release: the codebook, the changelog, the licences, the citation, and the loader."""

from pathlib import Path

from legitimate_targets import changelog
from legitimate_targets.citation import citation
from legitimate_targets.cite import CFF, cff
from legitimate_targets.codebook import codebook
from legitimate_targets.release import standalone
from legitimate_targets.release.source import Parts, Source

CODEBOOK = "CODEBOOK.md"
LOADER = "load.py"
LICENCES = ("LICENSE", "LICENSE-DATA")


def files(source: Source) -> Parts:
    """The documents; the codebook stands one folder higher than in a checkout, and so its links to files do."""
    book = codebook(source.package).replace("](../", "](")
    return {
        CODEBOOK: book.encode("utf-8"),
        CFF: cff(citation(source.package)).encode("utf-8"),
        LOADER: Path(standalone.__file__).read_bytes(),
        **{path: source.package.read(path) for path in (*LICENCES, changelog.PATH)},
    }
