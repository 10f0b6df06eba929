"""The documents of a release: the codebook, the changelog, the licences, the citation, and the loader."""

from pathlib import Path

from legitimate_targets.datapackage import changelog
from legitimate_targets.publish import load_standalone as standalone
from legitimate_targets.publish.citation import citation
from legitimate_targets.publish.cite import CFF, cff
from legitimate_targets.publish.codebook import codebook
from legitimate_targets.publish.source import Parts, Source

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
