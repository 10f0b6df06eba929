"""Makes damaged CSV files: each is a sound file with one kind of damage, at a place that a seed chooses."""

import random
from collections.abc import Callable, Iterator

COLUMNS = ("id", "name", "count", "share", "born", "tame")
TYPES = ("integer", "string", "integer", "number", "date", "boolean")
SOUND = "\n".join(
    [
        ",".join(COLUMNS),
        "1,plain,10,0.5,2020-02-29,true",
        '2,"Doe, Jane",-7,12.25,1999-12-31,false',
        '3,"say ""no""",0,-0.001,2000-01-01,true',
        "4,Zo\u00eb \U0001f600,9223372036854775807,100000000000,0001-01-01,",
        "5,NA,,,,false",
        '6,"",3,7,2024-02-28,true',
        "7, a b ,12,3.10,1970-01-01,false",
        "",
    ]
).encode()

Damage = Callable[[random.Random, bytes], bytes]
"""A change to the bytes of a file at a random place."""

CELLS = (
    *("+1", "01", "-01", "1_000", "1,000", "1.0", "1e3", "1E3", "0x1F", " 1", "1 ", "\t1", "\u00a01", "--1", "-", "-0"),
    *(
        "\uff11\uff12",
        "\u0661",
        "\u00b2",
        "1\u200b",
        "9223372036854775808",
        "-9223372036854775809",
        "9" * 400,
        "1" * 16,
    ),
    *(
        "NaN",
        "nan",
        "inf",
        "-Infinity",
        "Infinity",
        "null",
        "None",
        "NA",
        "#N/A",
        "-0.0",
        ".5",
        "5.",
        "1.5.2",
        "0.1e-7",
    ),
    *(
        "1.7976931348623157e308",
        "0." + "3" * 16,
        "123456789012345.6",
        "0.000000000000001",
        "1/2",
        "50%",
        "\u221212",
        "1\u2009000",
    ),
    *(
        "2020-2-29",
        "2020-02-30",
        "2019-02-29",
        "29-02-2020",
        "29/02/2020",
        "02/29/20",
        "20200229",
        "2020-060",
        "2020-W09-6",
    ),
    *(
        "2020-02-29T00:00:00",
        "2020-02-29 ",
        " 2020-02-29",
        "0000-01-01",
        "+2020-02-29",
        "12020-02-29",
        "10000-01-01",
        "2020-13-01",
    ),
    *(
        "2020-00-10",
        "2020-02-00",
        "\uff12\uff10\uff12\uff10-02-29",
        "2020\u201302\u201329",
        "-001-01-01",
        "2020-02-29Z",
        "today",
    ),
    *(
        "True",
        "TRUE",
        "t",
        "1",
        "0",
        "yes",
        "false ",
        "tru\u0435",
        "'true'",
        "=1+1",
        "@x",
        "\x00",
        "\x1f",
        "\x7f",
        "\x85",
        "\u2028",
    ),
    *(
        "e\u0301",
        "a\u202eb",
        "\ufeffx",
        "\ufffd",
        "\ud7ff",
        "a\u00adb",
        "\U000e0041",
        "''",
        "\\",
        '\\"',
        "a;b",
        "a\tb",
        "a|b",
    ),
)


def _replace_cell(rng: random.Random, data: bytes) -> bytes:
    """Replace one cell by another text, without quotes."""
    lines = data.split(b"\n")
    row = rng.randrange(1, len(lines) - 1)
    cells = lines[row].split(b",")
    cells[rng.randrange(len(cells))] = rng.choice(CELLS).encode()
    lines[row] = b",".join(cells)
    return b"\n".join(lines)


def _insert(value: Callable[[random.Random], bytes]) -> Damage:
    def damage(rng: random.Random, data: bytes) -> bytes:
        at = rng.randrange(len(data) + 1)
        return data[:at] + value(rng) + data[at:]

    return damage


def _replace_byte(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _cut_off(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def _drop_bytes(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.randint(1, 3) :]


def _repeat_bytes(rng: random.Random, data: bytes) -> bytes:
    at, size = rng.randrange(len(data)), rng.randint(1, 40)
    return data[: at + size] + data[at:]


def _change_lines(change: Callable[[random.Random, list[bytes]], object]) -> Damage:
    def damage(rng: random.Random, data: bytes) -> bytes:
        lines = data.split(b"\n")
        change(rng, lines)
        return b"\n".join(lines)

    return damage


def _rotate_cells(rng: random.Random, lines: list[bytes]) -> None:
    row = rng.randrange(len(lines) - 1)
    cells = lines[row].split(b",")
    lines[row] = b",".join([*cells[1:], cells[0]])


def _swap_cells(rng: random.Random, lines: list[bytes]) -> None:
    row = rng.randrange(len(lines) - 1)
    cells = lines[row].split(b",")
    first, second = rng.sample(range(len(cells)), 2)
    cells[first], cells[second] = cells[second], cells[first]
    lines[row] = b",".join(cells)


def _quote_cells(rng: random.Random, lines: list[bytes]) -> None:
    row = rng.randrange(len(lines) - 1)
    lines[row] = b",".join(b'"%s"' % cell for cell in lines[row].split(b","))


def _join_lines(rng: random.Random, lines: list[bytes]) -> None:
    row = rng.randrange(len(lines) - 2)
    lines[row : row + 2] = [lines[row] + rng.choice([b"", b",", b" ", b";"]) + lines[row + 1]]


def _frame_line(rng: random.Random, lines: list[bytes]) -> None:
    row = rng.randrange(len(lines) - 1)
    lines[row] = rng.choice([b"%s ", b" %s", b"%s\t", b"%s,", b",%s", b'"%s"', b"#%s", b"%s;"]) % lines[row]


def _recode(rng: random.Random, data: bytes) -> bytes:
    """Encode the text in another encoding, or encode its bytes again as if they were Latin 1."""
    text, name = data.decode(), rng.choice(["utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "cp437", "utf-7"])
    if rng.random() < 0.5:
        return text.encode(name, "replace")
    return data.decode("latin-1").encode("utf-8" if rng.random() < 0.5 else "latin-1")


def _replace_marks(*pairs: tuple[bytes, bytes]) -> Damage:
    def damage(rng: random.Random, data: bytes) -> bytes:
        old, new = rng.choice(pairs)
        count = rng.choice([-1, 1])
        return data.replace(old, new, count)

    return damage


KINDS: dict[str, Damage] = {
    "another cell": _replace_cell,
    "another byte": _replace_byte,
    "an extra byte": _insert(lambda rng: bytes([rng.randrange(256)])),
    "extra characters": _insert(lambda rng: rng.choice(CELLS).encode()),
    "an extra mark": _insert(
        lambda rng: rng.choice([b'"', b'""', b",", b"\n", b"\r", b"\r\n", b"\0", b"'", b";", b"\xef\xbb\xbf"])
    ),
    "cut off": _cut_off,
    "lost bytes": _drop_bytes,
    "repeated bytes": _repeat_bytes,
    "shifted cells": _change_lines(_rotate_cells),
    "swapped cells": _change_lines(_swap_cells),
    "quoted cells": _change_lines(_quote_cells),
    "joined lines": _change_lines(_join_lines),
    "a framed line": _change_lines(_frame_line),
    "lines in another order": _change_lines(lambda rng, lines: rng.shuffle(lines)),
    "a repeated line": _change_lines(lambda rng, lines: lines.insert(rng.randrange(len(lines)), rng.choice(lines))),
    "a lost line": _change_lines(lambda rng, lines: lines.pop(rng.randrange(len(lines)))),
    "another encoding": _recode,
    "other marks": _replace_marks(
        (b",", b";"), (b",", b"\t"), (b'"', b"'"), (b"\n", b"\r\n"), (b"\n", b"\r"), (b'""', b'\\"')
    ),
    "other digits": _replace_marks(
        (b"1", "\uff11".encode()), (b"0", b"O"), (b"-", "\u2212".encode()), (b".", b","), (b"-", b"/")
    ),
    "two kinds of damage": lambda rng, data: _replace_byte(rng, _drop_bytes(rng, data)),
}


def damaged_files(kind: str, count: int) -> Iterator[tuple[int, bytes]]:
    """Yield this many files with one kind of damage: the seed and the bytes of each."""
    for seed in range(count):
        yield seed, KINDS[kind](random.Random(f"{kind} {seed}"), SOUND)
