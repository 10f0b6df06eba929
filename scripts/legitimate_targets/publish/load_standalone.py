"""Loads the tables of this release as polars or pandas frames, with the types of their schemas.

    from load import load

    quotes = load("quotes")                     # polars
    quotes = load("quotes", engine="pandas")
    tables = load()                             # all tables, in a dict by name

Needs polars or pandas, and no other library. As a program (`python load.py pandas`) it prints the size of each table.
"""

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def load(table: str | None = None, engine: str = "polars") -> Any:
    """Return one table by its name, or all tables in a dict by name, as frames of `engine`, polars or pandas.

    An empty cell is missing, and the text "NA" is text. A column of codes is an Enum with all codes of its list, in
    pandas an unordered category; an integer column stays one if cells are missing. Raises KeyError for an unknown
    table, and ValueError for an unknown engine or for a table whose bytes are not those that were released.
    """
    frame = {"polars": _polars, "pandas": _pandas}.get(engine)
    if frame is None:
        raise ValueError(f"engine must be polars or pandas, not {engine!r}")
    resources = {resource["name"]: resource for resource in _json("datapackage.json")["resources"]}
    if table is None:
        return {name: frame(_path(resource), _fields(resource)) for name, resource in resources.items()}
    return frame(_path(resources[table]), _fields(resources[table]))


def _json(path: str) -> Any:
    return json.loads((HERE / path).read_text(encoding="utf-8"))


def _fields(resource: dict[str, str]) -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = _json(resource["schema"])["fields"]
    return fields


def _path(resource: dict[str, str]) -> Path:
    """Return the path of a table's CSV file; raise ValueError if its hash is not that of the index."""
    path = HERE / resource["path"]
    if "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest() != resource["hash"]:
        raise ValueError(f"{resource['path']}: is not the file that was released: its hash differs")
    return path


def _codes(field: dict[str, Any]) -> list[str]:
    codes: list[str] = field.get("constraints", {}).get("enum", [])
    return codes


def _polars(path: Path, fields: list[dict[str, Any]]) -> Any:
    import polars as pl

    types: dict[str, Callable[[Any], Any]] = {
        "string": lambda cell: cell,
        "integer": lambda cell: cell.cast(pl.Int64),
        "number": lambda cell: cell.cast(pl.Float64),
        "date": lambda cell: cell.str.to_date("%Y-%m-%d"),
        "boolean": lambda cell: cell == "true",
    }

    def typed(field: dict[str, Any]) -> Any:
        cell = pl.col(field["name"])
        return cell.cast(pl.Enum(_codes(field))) if _codes(field) else types[field["type"]](cell)

    text = pl.read_csv(path, schema={field["name"]: pl.String() for field in fields})
    return text.with_columns(typed(field) for field in fields)


def _pandas(path: Path, fields: list[dict[str, Any]]) -> Any:
    import pandas as pd

    types: dict[str, tuple[str, Callable[[str], Any]]] = {
        "string": ("str", str),
        "integer": ("Int64", int),
        "number": ("Float64", float),
        "date": ("datetime64[s]", str),
        "boolean": ("boolean", "true".__eq__),
    }

    def typed(field: dict[str, Any]) -> Any:
        dtype, convert = types[field["type"]]
        values = [convert(cell) if cell else None for cell in text[field["name"]]]
        return pd.Series(values, dtype=pd.CategoricalDtype(_codes(field)) if _codes(field) else dtype)

    text = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    return pd.DataFrame({field["name"]: typed(field) for field in fields})


if __name__ == "__main__":
    for name, frame in load(engine=(sys.argv[1:] or ["polars"])[0]).items():
        print(f"{name}: {frame.shape[0]} rows, {frame.shape[1]} columns")
