"""The limits of the largest package that is read: anything larger is refused before it is parsed.

`MOST_ANSWERS` is for untrusted packages alone, and `MOST_LINES` only shortens a report.
"""

MEBIBYTE = 2**20

LARGEST_INDEX = 4 * MEBIBYTE
"""Bytes of a JSON file or a query: parsed JSON takes about ten times its bytes."""

LARGEST_FILE = 128 * MEBIBYTE
"""Bytes of one file, and of all tables together: read as text and typed they take several times as much memory."""

MOST_CELLS = 20 * MEBIBYTE
"""Cells of all tables together, with each row counted as `CELLS_OF_A_ROW` extra cells; a million rows of 14 columns
pass."""

CELLS_OF_A_ROW = 4
"""Memory, counted in cells, that each row takes besides its own cells: its line number, and a fault that it may
have."""

MOST_ANSWERS = 64 * MEBIBYTE
"""Rows times checks, over all tables: each pair takes a byte of memory and some nanoseconds."""

MOST_TABLES = 1000
"""Tables of a package: each has a schema that is read before anything is validated."""

LONGEST_PATH = 1000
"""Characters of a path: file systems refuse longer ones."""

WINDOW = MEBIBYTE // 2
"""Every stretch of this many bytes must hold the end of a line; longer lines take too much memory to split."""

LARGEST_UNPACKED = 1024 * MEBIBYTE
"""Bytes of all files of a zip, unpacked."""

LARGEST_RATIO = 100
"""The largest ratio of a zip's unpacked to its packed size; text reaches about 10, a zip bomb about 1,000."""

LARGEST_DIRECTORY = 4 * MEBIBYTE
"""Bytes of the list of files in a zip, which is read whole before any file."""

MOST_LINES = 10_000
"""The number of lines that the gate reports per kind of fault; further ones are not reported."""
