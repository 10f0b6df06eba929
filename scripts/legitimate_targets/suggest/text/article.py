"""One article as the spans count it: the characters of a file, or a refusal that says why it is none."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from legitimate_targets.errors import PackageError

LARGEST_BYTES = 400_000
LONGEST_LINE = 20_000
"""Far over any article and any paragraph; they bound the time and the memory that one file may take."""

LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_NAME = re.compile(r"[^A-Za-z0-9_.-]+")
_BROKEN = re.compile("[\x80-\x9f\ufffd]|Ã[\x80-\xbf]|â€")


class ArticleError(PackageError):
    """A file that is no article; the text is a sentence that begins with the file's name."""


@dataclass(frozen=True)
class Article:
    """The text that spans count in, the file name that sources will hold, and what is doubtful about the text."""

    name: str
    text: str
    doubts: tuple[str, ...] = ()

    @property
    def data(self) -> bytes:
        """The text's bytes, of which sources holds the hash."""
        return self.text.encode("utf-8")

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes, in lower-case hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def read_article(path: Path) -> Article:
    """The article in a text file or, by its name's ending, an HTML file; raises ArticleError for what is none."""
    if not path.is_file():
        raise ArticleError(f"{path.name}: is no file")
    _refuse_large(path.name, path.stat().st_size)
    return as_article(path.name, path.read_bytes())


def as_article(name: str, data: bytes) -> Article:
    """The article in the bytes of a file of that name, likewise."""
    _refuse_large(name, len(data))
    path, text = Path(name), _decoded(name, data)
    if path.suffix.lower() in (".html", ".htm", ".xhtml"):
        from legitimate_targets.suggest.text.html import main_text

        text = main_text(name, text)
    if not any(character.isalpha() for character in text):
        raise ArticleError(f"{name}: holds no letters")
    longest = max(len(line) for line in text.splitlines())
    if longest > LONGEST_LINE:
        raise ArticleError(f"{name}: a line has {longest} characters; a paragraph has at most {LONGEST_LINE}")
    return Article(_file_name(path), text, tuple(_doubts(text)))


def _refuse_large(name: str, size: int) -> None:
    if size > LARGEST_BYTES:
        raise ArticleError(f"{name}: has {size} bytes; an article has at most {LARGEST_BYTES}")


def _decoded(name: str, data: bytes) -> str:
    if not data.strip():
        raise ArticleError(f"{name}: is empty")
    if b"\0" in data:
        raise ArticleError(f"{name}: holds a NUL byte, so it is no text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ArticleError(f"{name}:{line}: is not UTF-8 at byte {error.start}; save it as UTF-8") from None


def _doubts(text: str) -> list[str]:
    doubts = []
    if broken := _BROKEN.search(text):
        doubts.append(f"at {broken.start()}: characters as of a text that was decoded wrongly")
    if not unicodedata.is_normalized("NFC", text):
        doubts.append("is not in Unicode normal form C, which printed text in a table must have")
    if text.startswith("\ufeff"):
        doubts.append("begins with a byte order mark, which counts as a character")
    return doubts


def _file_name(path: Path) -> str:
    """The name as sources allows it; a text out of HTML is a text."""
    plain = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode("ascii")
    return f"{_NAME.sub('_', plain).strip('_') or 'article'}.txt"
