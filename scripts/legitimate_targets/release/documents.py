"""The documents of a release: the codebook, the changelog, the licence of the data, the citation, the loader."""

from pathlib import Path

from legitimate_targets import changelog
from legitimate_targets.citation import citation
from legitimate_targets.cite import CFF, cff
from legitimate_targets.codebook import codebook
from legitimate_targets.release import standalone
from legitimate_targets.release.source import Parts, Source

CODEBOOK = "CODEBOOK.md"
LOADER = "load.py"
LICENCE = "LICENSE-DATA"


def files(source: Source) -> Parts:
    """The documents; the codebook stands one folder higher than in a checkout, and so its links to files do."""
    book = codebook(source.package).replace("](../", "](")
    return {
        CODEBOOK: book.encode("utf-8"),
        CFF: cff(citation(source.package)).encode("utf-8"),
        LICENCE: source.package.read(LICENCE),
        LOADER: Path(standalone.__file__).read_bytes(),
        changelog.PATH: source.package.read(changelog.PATH),
    }
