"""Reads an article from a text or HTML file, or refuses the file with a sentence that says why."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from legitimate_targets.datapackage.storage import sha256_hex
from legitimate_targets.errors import LegitimateTargetsError, MissingExtra, needs_extra

LARGEST_BYTES = 400_000
"""Bytes of one file: about ten times a long article. The limit bounds the time and memory that a file may take."""

LONGEST_LINE = 20_000
"""Characters of one line: far more than a paragraph has. Some patterns take longer the longer the line is."""

HTML_SUFFIXES = (".html", ".htm", ".xhtml")

_OUTSIDE_NAME = re.compile(r"[^A-Za-z0-9_.-]+")
_WRONGLY_DECODED = re.compile("[\x80-\x9f\ufffd]|Ã[\x80-\xbf]|â€")


class ArticleError(LegitimateTargetsError):
    """A file that does not hold an article; the text is a sentence that begins with the file's name."""


@dataclass(frozen=True)
class ArticleFile:
    """The text that spans count in, the file name for the table sources, and doubts about the text in sentences."""

    name: str
    text: str
    doubts: tuple[str, ...] = ()

    @property
    def data(self) -> bytes:
        """The text as UTF-8; the table sources holds the hash of these bytes."""
        return self.text.encode("utf-8")

    @property
    def sha256(self) -> str:
        """The SHA-256 hash of `data` in lower-case hexadecimal."""
        return sha256_hex(self.data)


def read_article_file(path: Path) -> ArticleFile:
    """Return the article in a text file or, if the suffix says so, in an HTML file.

    Raise ArticleError if the file is missing or does not hold an article.
    """
    if not path.is_file():
        raise ArticleError(f"{path.name}: is not a file")
    _refuse_large(path.name, path.stat().st_size)
    return article_from_bytes(path.name, path.read_bytes())


def article_from_bytes(name: str, data: bytes) -> ArticleFile:
    """Return the article in `data`, the content of a file called `name`; raise ArticleError if it does not hold one."""
    _refuse_large(name, len(data))
    path, text = Path(name), _decoded(name, data)
    if path.suffix.lower() in HTML_SUFFIXES:
        text = _main_text(name, text)
    if not any(character.isalpha() for character in text):
        raise ArticleError(f"{name}: contains no letters")
    longest = max(len(line) for line in text.splitlines())
    if longest > LONGEST_LINE:
        raise ArticleError(f"{name}: a line has {longest} characters; at most {LONGEST_LINE} are allowed")
    return ArticleFile(_file_name(path), text, tuple(_doubts(text)))


def _refuse_large(name: str, size: int) -> None:
    if size > LARGEST_BYTES:
        raise ArticleError(f"{name}: has {size} bytes; at most {LARGEST_BYTES} are allowed")


def _decoded(name: str, data: bytes) -> str:
    if not data.strip():
        raise ArticleError(f"{name}: is empty")
    if b"\0" in data:
        raise ArticleError(f"{name}: contains a NUL byte, so it is not a text file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ArticleError(f"{name}:{line}: is not UTF-8 at byte {error.start}; save it as UTF-8") from None


def _main_text(name: str, source: str) -> str:
    """Return the title, a blank line and the main text of an HTML page, without navigation, comments and tables."""
    try:
        with needs_extra("suggest"):
            import trafilatura
    except MissingExtra as missing:
        raise MissingExtra(f"{name}: {missing}") from None
    text = trafilatura.extract(source, include_comments=False, include_tables=False, deduplicate=False)
    if not text or not text.strip():
        raise ArticleError(f"{name}: no article was found in the HTML")
    metadata = trafilatura.extract_metadata(source)
    title = (metadata.title or "").strip() if metadata else ""
    head = f"{title}\n\n" if title and not text.startswith(title) else ""
    return f"{head}{text.strip()}\n"


def _doubts(text: str) -> list[str]:
    doubts = []
    if broken := _WRONGLY_DECODED.search(text):
        doubts.append(f"at {broken.start()}: looks like text that was decoded with the wrong encoding")
    if not unicodedata.is_normalized("NFC", text):
        doubts.append("is not in Unicode normal form C, which tables require of printed text")
    if text.startswith("\ufeff"):
        doubts.append("begins with a byte order mark, which counts as a character")
    return doubts


def _file_name(path: Path) -> str:
    """Return the file's name in the characters that sources allows, with the suffix .txt even for HTML."""
    plain = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode("ascii")
    return f"{_OUTSIDE_NAME.sub('_', plain).strip('_') or 'article'}.txt"
