"""An archive of drafts: a folder of Parquet a table, made part by part, that has its name only when it is whole."""

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
from legitimate_targets.errors import PackageError

MADE = "made.json"
"""What the drafts were made of and how, in the folder itself."""

LAST = "sources"
"""The table whose file is written last: where it is there, the part is done."""


@dataclass(frozen=True)
class Archive:
    """Where drafts go, and a description of what they are made of and how, by which a run knows its own."""

    out: Path
    made: Mapping[str, object]

    @property
    def unfinished(self) -> Path:
        """The folder beside it that holds the finished parts until all are there."""
        return self.out.with_name(f".{self.out.name}.unfinished")

    def is_whole(self) -> bool:
        """Whether these drafts are there already; raises PackageError where something else is."""
        if not self.out.exists():
            return False
        if self._is_same(self.out):
            return True
        raise PackageError(f"{self.out}: is there already, and holds no drafts of these articles made in this way")

    @contextmanager
    def begun(self) -> Iterator[None]:
        """Begins, or takes up again what a killed run left, alone; gives the folder its name at the end."""
        with exclusive_folder(self.unfinished):
            if (self.unfinished / MADE).exists() and not self._is_same(self.unfinished):
                raise PackageError(f"{self.unfinished}: holds parts of other drafts; finish these, or remove it")
            write_atomically(self.unfinished / MADE, self._described())
            yield
            with os_errors_as_sentences(self.out):
                self.unfinished.rename(self.out)
                sync_entry(self.out.parent)

    def is_done(self, part: str) -> bool:
        """Whether a part is there, whole."""
        return self._file(LAST, part).exists()

    def add(self, part: str, tables: Mapping[str, pl.DataFrame]) -> None:
        """Writes the tables of a part, each whole or not at all, the one that says that it is done last."""
        for name in sorted(tables, key=lambda name: name == LAST):
            buffer = BytesIO()
            tables[name].write_parquet(buffer)
            path = self._file(name, part)
            with os_errors_as_sentences(path):
                path.parent.mkdir(exist_ok=True)
            write_atomically(path, buffer.getvalue())

    def rows(self, table: str, part: str) -> int:
        """How many rows a table of a finished part has."""
        number: int = pq.read_metadata(self._file(table, part)).num_rows
        return number

    def _file(self, table: str, part: str) -> Path:
        return self.unfinished / table / f"{part}.parquet"

    def _described(self) -> bytes:
        return f"{json.dumps(self.made, indent=1)}\n".encode()

    def _is_same(self, folder: Path) -> bool:
        path = folder / MADE
        return path.is_file() and path.read_bytes() == self._described()
