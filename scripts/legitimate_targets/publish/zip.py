"""The zip of a release: the same bytes for the same files, whoever makes it, where and when."""

import io
import zipfile
from datetime import date

from legitimate_targets.publish.source import Parts

MODE = 0o100644
UNIX = 3


def zipped(folder: str, parts: Parts, day: date) -> bytes:
    """A zip with the files in `folder`, sorted by name, each dated at midnight of `day`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(parts):
            entry = zipfile.ZipInfo(f"{folder}/{path}", (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr = MODE << 16
            entry.create_system = UNIX
            archive.writestr(entry, parts[path], zipfile.ZIP_DEFLATED, compresslevel=9)
    return buffer.getvalue()
