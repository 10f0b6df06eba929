"""How large a package may be that is not the project's own: what is larger is refused before it is read."""

MEBIBYTE = 2**20

LARGEST_INDEX = 4 * MEBIBYTE
"""Bytes of a JSON file or a query: parsed JSON takes about ten times its bytes."""

LARGEST_FILE = 128 * MEBIBYTE
"""Bytes of one file, and of all tables together: read as text and typed they take several times as much memory."""

MOST_CELLS = 20 * MEBIBYTE
"""Cells of all tables together, counting `CELLS_OF_A_ROW` more for each row; a million rows of 14 columns pass."""

CELLS_OF_A_ROW = 4
"""Cells whose memory the number of a row's line, and a fault that the row may have, take."""

MOST_ANSWERS = 64 * MEBIBYTE
"""Rows times checks, over all tables: each pair takes a byte of memory and some nanoseconds."""

MOST_TABLES = 1000
"""Tables of a package: each has a schema that is read before anything is validated."""

LONGEST_PATH = 1000
"""Characters of a path: file systems refuse longer ones."""

WINDOW = MEBIBYTE // 2
"""Bytes among which a line must end: a longer line takes too much memory to be split into cells."""

LARGEST_UNPACKED = 1024 * MEBIBYTE
"""Bytes of all files of a zip, unpacked."""

LARGEST_RATIO = 100
"""Times that a zip may unpack to its packed size; text packs to a tenth, zip bombs to a thousandth."""

LARGEST_DIRECTORY = 4 * MEBIBYTE
"""Bytes of the list of files in a zip, which is read whole before any file."""

MOST_LINES = 10_000
"""Lines of which the gate reports one kind of fault; further lines of the kind are not reported."""
