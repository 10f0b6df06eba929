"""Loads the tables of this release as polars or pandas frames, with the types of their schemas.

    from load import load

    quotes = load("quotes")                     # polars
    quotes = load("quotes", engine="pandas")
    tables = load()                             # all tables, in a dict by name

Needs polars or pandas, and nothing else. Run as a program (`python load.py pandas`) it prints the size of each table.
"""

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
POLARS = {"string": "String", "integer": "Int64", "number": "Float64"}
PANDAS = {"string": "str", "integer": "Int64", "number": "Float64", "date": "datetime64[s]", "boolean": "boolean"}
PYTHON: dict[str, Callable[[str], Any]] = {"integer": int, "number": float, "boolean": "true".__eq__}


def load(table: str | None = None, engine: str = "polars") -> Any:
    """One table by its name, or without a name all tables in a dict, as frames of `engine`, polars or pandas.

    An empty cell is missing, and the text "NA" is text. Codes are an Enum with all codes of their list, in pandas an
    unordered category; integers stay integers where some are missing. Raises KeyError for an unknown table, and
    ValueError for an unknown engine or a table whose bytes are not those that were released.
    """
    frame = {"polars": _polars, "pandas": _pandas}.get(engine)
    if frame is None:
        raise ValueError(f"engine must be polars or pandas, not {engine!r}")
    resources = {resource["name"]: resource for resource in _json("datapackage.json")["resources"]}
    if table is None:
        return {name: frame(_whole(resource), _fields(resource)) for name, resource in resources.items()}
    return frame(_whole(resources[table]), _fields(resources[table]))


def _json(path: str) -> Any:
    return json.loads((HERE / path).read_text(encoding="utf-8"))


def _fields(resource: dict[str, str]) -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = _json(resource["schema"])["fields"]
    return fields


def _whole(resource: dict[str, str]) -> Path:
    path = HERE / resource["path"]
    if "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest() != resource["hash"]:
        raise ValueError(f"{resource['path']}: is not the file that was released: its hash differs")
    return path


def _codes(field: dict[str, Any]) -> list[str]:
    codes: list[str] = field.get("constraints", {}).get("enum", [])
    return codes


def _polars(path: Path, fields: list[dict[str, Any]]) -> Any:
    import polars as pl

    def typed(field: dict[str, Any]) -> Any:
        cell = pl.col(field["name"])
        if field["type"] == "boolean":
            return cell == "true"
        if field["type"] == "date":
            return cell.str.to_date("%Y-%m-%d")
        return cell.cast(pl.Enum(_codes(field)) if _codes(field) else getattr(pl, POLARS[field["type"]]))

    text = pl.read_csv(path, schema={field["name"]: pl.String() for field in fields})
    return text.with_columns(typed(field) for field in fields)


def _pandas(path: Path, fields: list[dict[str, Any]]) -> Any:
    import pandas as pd

    def typed(field: dict[str, Any]) -> Any:
        convert = PYTHON.get(field["type"], str)
        values = [convert(cell) if cell else None for cell in text[field["name"]]]
        dtype = pd.CategoricalDtype(_codes(field)) if _codes(field) else PANDAS[field["type"]]
        return pd.Series(values, dtype=dtype)

    text = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    return pd.DataFrame({field["name"]: typed(field) for field in fields})


if __name__ == "__main__":
    for name, frame in load(engine=(sys.argv[1:] or ["polars"])[0]).items():
        print(f"{name}: {frame.shape[0]} rows, {frame.shape[1]} columns")
