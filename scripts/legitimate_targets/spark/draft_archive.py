"""An archive of drafts: one folder of Parquet per table, written part by part, and named only when it is whole."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from legitimate_targets.datapackage.exchange import sync_entry
from legitimate_targets.datapackage.lock import exclusive_folder, os_errors_as_sentences
from legitimate_targets.datapackage.write import write_atomically
from legitimate_targets.errors import CannotWrite

MADE = "made.json"
"""The file in the folder that says what the drafts were made of, and how."""

LAST = "sources"
"""The table whose file is written last: if it is there, the part is done."""


@dataclass(frozen=True)
class DraftArchive:
    """The folder of the drafts, and what they are made of and how, by which a run recognises its own."""

    out: Path
    made: Mapping[str, object]

    @property
    def unfinished(self) -> Path:
        """The folder beside `out` that holds the finished parts until all are there."""
        return self.out.with_name(f".{self.out.name}.unfinished")

    def is_whole(self) -> bool:
        """Return whether these drafts are all there. Raise CannotWrite if something else is in their place."""
        if not self.out.exists():
            return False
        if self._is_same(self.out):
            return True
        raise CannotWrite(f"{self.out}: is there already, and holds no drafts of these articles made in this way")

    @contextmanager
    def begun(self) -> Iterator[None]:
        """Begin the drafts, or continue what a killed run left; give the folder its name when the context ends.

        Raise CannotWrite if another process is at it, or if the parts that are there are those of other drafts.
        """
        with exclusive_folder(self.unfinished):
            if (self.unfinished / MADE).exists() and not self._is_same(self.unfinished):
                raise CannotWrite(f"{self.unfinished}: holds parts of other drafts; finish these, or remove it")
            write_atomically(self.unfinished / MADE, self._described())
            yield
            with os_errors_as_sentences(self.out):
                self.unfinished.rename(self.out)
                sync_entry(self.out.parent)

    def is_done(self, part: str) -> bool:
        """Return whether a part is written, all tables of it."""
        return self._file(LAST, part).exists()

    def add(self, part: str, tables: Mapping[str, pl.DataFrame]) -> None:
        """Write the tables of a part, each whole or not at all, and `LAST` after all others."""
        for name in sorted(tables, key=lambda name: name == LAST):
            buffer = BytesIO()
            tables[name].write_parquet(buffer)
            path = self._file(name, part)
            with os_errors_as_sentences(path):
                path.parent.mkdir(exist_ok=True)
            write_atomically(path, buffer.getvalue())

    def rows(self, table: str, part: str) -> int:
        """Return how many rows a table of a finished part has."""
        number: int = pq.read_metadata(self._file(table, part)).num_rows
        return number

    def _file(self, table: str, part: str) -> Path:
        return self.unfinished / table / f"{part}.parquet"

    def _described(self) -> bytes:
        return f"{json.dumps(self.made, indent=1)}\n".encode()

    def _is_same(self, folder: Path) -> bool:
        path = folder / MADE
        return path.is_file() and path.read_bytes() == self._described()
