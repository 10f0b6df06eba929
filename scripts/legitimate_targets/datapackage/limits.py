"""How large a package may be that is not one's own: what is larger is refused before it is read."""

MEBIBYTE = 2**20
LARGEST_INDEX = 4 * MEBIBYTE
"""Bytes of a JSON file."""

LARGEST_FILE = 128 * MEBIBYTE
"""Bytes of all tables together."""

MOST_CELLS = 20 * MEBIBYTE
"""Cells of all tables together, where a row counts for `CELLS_OF_A_ROW` more: a million rows of 14 columns pass."""

CELLS_OF_A_ROW = 4
"""What the number of a row's line, and the fault that it may have, take of memory, in cells."""

MOST_ANSWERS = 64 * MEBIBYTE
"""Rows times checks, all tables together."""

MOST_TABLES = 1000
LONGEST_PATH = 1000
WINDOW = MEBIBYTE // 2
"""Bytes among which a line must end."""

LARGEST_UNPACKED = 1024 * MEBIBYTE
LARGEST_RATIO = 100
LARGEST_DIRECTORY = 4 * MEBIBYTE
"""Bytes of the list of files in a zip."""

MOST_LINES = 10_000
"""Lines of which the gate reports one fault of one kind: behind these the file is refused without more words."""
