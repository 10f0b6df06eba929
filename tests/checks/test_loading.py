"""Tables are loaded from any place as typed frames of both engines, or refused if a value would be lost."""

import shutil
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from legitimate_targets import load
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import MissingExtra, PackageError
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.pandas_frames import to_polars
from legitimate_targets.tables.types import TYPES

TABLES = read_plan(find()).tables


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_polars_columns_have_the_types_of_the_schema(table: Table) -> None:
    expected = {f.name: pl.Enum(f.codes) if f.codes else TYPES[f.type].polars for f in table.fields}
    assert dict(load(table.name).schema) == expected


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_pandas_columns_have_the_types_of_the_schema(table: Table) -> None:
    dtypes = load(table.name, engine="pandas").dtypes
    for field in table.fields:
        if field.codes:
            assert dtypes[field.name] == pd.CategoricalDtype(list(field.codes), ordered=False)
        else:
            assert dtypes[field.name] == TYPES[field.type].pandas


@pytest.mark.parametrize("name", TABLES)
def test_both_engines_load_the_same_cells(name: str) -> None:
    codes_as_text = load(name).with_columns(pl.selectors.enum().cast(pl.String()))
    assert to_polars(load(name, engine="pandas"), TABLES[name], TABLES[name].columns).equals(codes_as_text)


def test_without_a_name_all_tables_are_loaded_in_the_order_of_the_package() -> None:
    assert list(load()) == list(load(engine="pandas")) == [resource.name for resource in find().resources]


def test_values_have_the_types_of_their_columns() -> None:
    source = load("sources").row(by_predicate=pl.col("source_id") == "S000", named=True)
    assert source["characters"] == 2695
    assert source["published_on"] == date(2025, 9, 5)
    assert source["outlet"] is None


def test_integers_beside_a_missing_one_stay_integers() -> None:
    numbers = load("places", engine="pandas")["geonames_id"]
    assert numbers.isna().any()
    assert all(isinstance(number, int) for number in numbers.dropna().tolist())


@pytest.mark.parametrize("text", ["NA", "null", "None", "NaN", "1"])
def test_text_that_looks_like_another_value_stays_text(package_copy: Path, text: str) -> None:
    path = package_copy / "data" / "actors.csv"
    path.write_text(path.read_text().replace(",Vladimir Putin,", f",{text},"))
    assert load("actors", package=package_copy).filter(actor_id="putin")["name"].item() == text
    in_pandas = load("actors", engine="pandas", package=package_copy).set_index("actor_id")
    assert in_pandas.loc["putin", "name"] == text


@pytest.mark.parametrize("kind", ["folder", "index", "zip", "zip_with_folder"])
def test_a_package_is_loaded_from_a_folder_an_index_or_a_zip(package_copy: Path, kind: str) -> None:
    archive = shutil.make_archive(str(package_copy.parent / "flat"), "zip", package_copy)
    nested = shutil.make_archive(str(package_copy.parent / "nested"), "zip", package_copy.parent, "package")
    index = package_copy / "datapackage.json"
    places: dict[str, str | Path] = {"folder": package_copy, "index": index, "zip": archive, "zip_with_folder": nested}
    assert load("quotes", package=places[kind]).equals(load("quotes"))


def test_an_unknown_table_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(PackageError, match="there is no table 'qoutes'; nearest: quotes"):
        load("qoutes")


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="engine must be one of polars, pandas, not 'spark'"):
        load("quotes", engine="spark")  # type: ignore[call-overload]


def test_without_pandas_the_error_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.delitem(sys.modules, "legitimate_targets.tables.pandas_frames")
    with pytest.raises(MissingExtra, match="pandas is not installed; install it with the extra `pandas`"):
        load("quotes", engine="pandas")


def test_a_folder_without_a_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="is not a package"):
        load("quotes", package=tmp_path)


REFUSED = {
    "a number with a space": (",2695,", ", 2695,", r"sources\.csv:2: characters: .*\[sources\.characters\.type\]"),
    "a day that does not exist": (
        "-09-05",
        "-09-31",
        r"sources\.csv:2: published_on: .*\[sources\.published_on\.type\]",
    ),
    "an unknown code": (",identified,", ",guessed,", r"sources\.csv:3: .*basis: .*\(guessed\) \[sources\..*\.enum\]"),
    "a byte order mark": ("source_id,", "\ufeffsource_id,", r"\[gate\.bom\]"),
    "a missing cell": (",2695,", ",", r"sources\.csv:2: .* \[gate\.width\]"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_table_that_no_typed_frame_can_hold_is_refused_with_the_place(package_copy: Path, case: str) -> None:
    old, new, sentence = REFUSED[case]
    path = package_copy / "data" / "sources.csv"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(PackageError, match=sentence):
        load("sources", package=package_copy)
