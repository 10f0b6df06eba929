"""Generates archives for `make bench-scale`: quotes with their articles, in Parquet, always the same for one size."""

import hashlib
import json
import random
import shutil
from pathlib import Path
from typing import Any

import polars as pl

from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.datapackage.package import find
from legitimate_targets.spark.parquet_tables import stem
from tests.support.paths import ROOT

TABLES = ("sources", "actors", "places", "events", "utterances", "quotes")
QUOTES_PER_ARTICLE = 10
QUOTES_PER_PART = 100_000
"""Quotes of one part file."""

QUOTES_PER_UTTERANCE = 5
ACTORS = 1000
MOVED = 10
"""Quotes of an archive whose span is one character too far to the right: the faults that every engine must find."""

SENTENCE = (
    "we go home before winter and nobody asks why the harbour wall was never built although council promised it twice "
    "last spring when boats were lost stone by stone along northern shore where old people still count storms"
)
WORDS = SENTENCE.split()
NOTHING: dict[str, None] = dict.fromkeys(("medium_id", "joined_to"))
Rows = list[dict[str, Any]]


def generate(folder: Path, quotes: int) -> None:
    """Write a package of so many quotes, its tables in Parquet, and the articles in texts.parquet.

    Its only faults are `MOVED` spans.
    """
    (folder / "schemas").mkdir(parents=True)
    index = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    index["resources"] = [each for each in index["resources"] if each["name"] in TABLES]
    (folder / "datapackage.json").write_text(json.dumps(index), "utf-8")
    for table in TABLES:
        shutil.copy(ROOT / "schemas" / f"{table}.json", folder / "schemas")
    plan = read_plan(find(folder))
    names = [f"actor-{number}" for number in range(ACTORS)]
    _write(plan, folder, "actors", 0, [_actor(number, name) for number, name in enumerate(names)])
    for empty in ("places", "events"):
        _write(plan, folder, empty, 0, [])
    for part in range(-(-quotes // QUOTES_PER_PART)):
        _write_part(plan, folder, part, min(QUOTES_PER_PART, quotes - part * QUOTES_PER_PART), quotes)


def _write_part(plan: Plan, folder: Path, part: int, size: int, quotes: int) -> None:
    """Write part files of all tables, with `size` of all `quotes`."""
    chance = random.Random(part)
    sources: Rows = []
    spoken: Rows = []
    texts = []
    first = part * QUOTES_PER_PART
    for number in range(first // QUOTES_PER_ARTICLE, (first + size) // QUOTES_PER_ARTICLE):
        text, rows = _article(number, chance)
        sources.append(_source(number, text))
        spoken += rows
        texts.append((sources[-1]["file_name"], text))
    for row in spoken:
        place = int(row["quote_id"][1:])
        if place % (quotes // MOVED) == 7:
            row |= {"start": row["start"] + 1, "end": row["end"] + 1}
    said = [row for row in spoken if int(row["quote_id"][1:]) % QUOTES_PER_UTTERANCE == 0]
    _write(plan, folder, "utterances", part, [_utterance(row) for row in said])
    _write(plan, folder, "sources", part, sources)
    _write(plan, folder, "quotes", part, spoken)
    (folder / "texts.parquet").mkdir(exist_ok=True)
    frame = pl.DataFrame(texts, {"file_name": pl.String(), "text": pl.String()}, orient="row")
    frame.write_parquet(folder / "texts.parquet" / f"part-{part:05}.parquet")


def _article(number: int, chance: random.Random) -> tuple[str, Rows]:
    """Return the text of an article and the rows of its quotes; five quotes in sequence render one utterance."""
    pieces, rows, position = [f"Village {number} argues about its wall\n\n"], [], 0
    for quote in range(number * QUOTES_PER_ARTICLE, (number + 1) * QUOTES_PER_ARTICLE):
        speaker = quote // QUOTES_PER_UTTERANCE % ACTORS
        position = sum(map(len, pieces))
        words = " ".join(chance.sample(WORDS, 9))
        opening = f"Actor {speaker} said “"
        pieces.append(f"{opening}{words}”. {' '.join(chance.sample(WORDS, 12))}.\n\n")
        start = position + len(opening)
        span = {"start": start, "end": start + len(words), "text": words, "sha256": _sha256(words)}
        who = {"speaker_id": f"actor-{speaker}", "utterance_id": f"u{quote // QUOTES_PER_UTTERANCE}"}
        known = {"kind": "sentence", "position": "body", "speaker_basis": "named", "cue": "said"}
        key = {"quote_id": f"Q{quote:09}", "source_id": f"S{number:09}"}
        rows.append(key | span | known | who | NOTHING)
    return "".join(pieces), rows


def _source(number: int, text: str) -> dict[str, Any]:
    data = text.encode("utf-8")
    sizes = {"sha256": hashlib.sha256(data).hexdigest(), "characters": len(text), "bytes": len(data)}
    known = {"headline": text.partition("\n")[0], "outlet_basis": "unknown", "published_basis": "unknown"}
    return {"source_id": f"S{number:09}", "file_name": f"{number:09}.txt", "language": "en"} | sizes | known


def _utterance(quote: dict[str, Any]) -> dict[str, Any]:
    said = {"speech_act": "assertion", "gist": quote["text"], "grouping": "certain"}
    return {"utterance_id": quote["utterance_id"], "speaker_id": quote["speaker_id"]} | said


def _actor(number: int, name: str) -> dict[str, Any]:
    return {"actor_id": name, "name": f"Actor {number}", "actor_type": "person", "side": "other"}


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _write(plan: Plan, folder: Path, name: str, part: int, rows: Rows) -> None:
    table = plan.tables[name]
    types = {"string": pl.String(), "integer": pl.Int64(), "number": pl.Float64(), "date": pl.Date()}
    schema = {field.name: types[field.type] for field in table.fields}
    place = folder / f"{stem(table)}.parquet"
    place.mkdir(parents=True, exist_ok=True)
    pl.DataFrame(rows, schema).write_parquet(place / f"part-{part:05}.parquet")
