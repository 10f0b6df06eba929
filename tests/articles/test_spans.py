"""Spans, hashes and counts are compared with the texts if these are the texts that were coded."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from legitimate_targets.articles.compare import decode, printed
from legitimate_targets.articles.read import read_text
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from legitimate_targets.validation.validate_package import validate_package
from tests.support import packages
from tests.support.paths import ROOT


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Build the valid package with its texts and return its folder."""
    return packages.build("base", tmp_path / "base")


def test_every_span_of_the_base_package_is_compared(base: Path) -> None:
    report = validate_package(find(base), base / "texts")
    spans = sum(
        1
        for table in ("names", "quotes", "reports", "figures", "attributions", "evidence", "codings", "shared_wording")
        for row in packages.read(packages.BASE / f"{table}.csv")
        if row["start"]
    )
    assert (report.problems, report.spans) == ((), spans)


def test_without_texts_no_span_is_compared_and_the_report_says_so(base: Path) -> None:
    assert validate_package(find(base)).spans is None


def alter_length(text: bytes) -> bytes:
    """Return a longer text."""
    return text + b"more"


def break_encoding(text: bytes) -> bytes:
    """Return a text that is not UTF-8."""
    return text + b"\xe4"


@pytest.mark.parametrize(("change", "rule"), [(alter_length, "sha256"), (break_encoding, "file_name")])
def test_a_text_other_than_the_coded_one_is_one_fault_and_its_spans_are_not_compared(
    base: Path, change: Callable[[bytes], bytes], rule: str
) -> None:
    whole = validate_package(find(base), base / "texts").spans
    file = base / "texts" / "one.txt"
    file.write_bytes(change(file.read_bytes()))
    report = validate_package(find(base), base / "texts")
    assert [(p.path, p.line, p.rule) for p in report.problems] == [("data/sources.csv", 2, f"sources.{rule}.texts")]
    assert whole is not None and report.spans is not None and 0 < report.spans < whole


def test_a_moved_span_is_reported_with_its_source_and_positions(tmp_path: Path) -> None:
    broken = packages.build("quotes_span_text", tmp_path)
    (problem,) = validate_package(find(broken), broken / "texts").problems
    start = int(packages.read(packages.BASE / "quotes.csv")[0]["start"]) + 1
    assert problem.value == f"S000 {start}-{start + 5}"


def test_a_missing_folder_of_texts_is_refused(base: Path) -> None:
    with pytest.raises(PackageError, match="is not a folder with texts"):
        validate_package(find(base), base / "absent")


def test_only_a_regular_file_directly_in_the_folder_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (tmp_path / "outside.txt").write_text("outside")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    shutil.copytree(folder, folder / "sub", symlinks=True)
    assert [read_text(folder, name) for name in ("link.txt", "../outside.txt", "sub", "..", "absent")] == [None] * 5


def test_text_is_decoded_with_its_line_ends_and_bytes_that_are_not_utf8_are_not() -> None:
    assert decode(b"a\r\nb") == "a\r\nb"
    assert decode(b"\xff") is None


COUNTS: dict[str, tuple[str, list[str], dict[str, int]]] = {
    "whole words": ("Oz, Ozone and Oz.", ["Oz"], {"Oz": 2}),
    "possessives": ("Oz's and Oz\u2019s", ["Oz"], {"Oz": 2}),
    "longest form first": ("King of Oz and Oz", ["Oz", "King of Oz"], {"King of Oz": 1, "Oz": 1}),
    "letters of any script": ("\u00c9Oz Oz\u00e9 Oz", ["Oz"], {"Oz": 1}),
    "forms that are not patterns": ("U.S. and UxSx", ["U.S."], {"U.S.": 1}),
    "no forms": ("Oz", [], {}),
}


@pytest.mark.parametrize("name", COUNTS)
def test_a_form_is_counted_as_a_whole_word_outside_of_longer_forms(name: str) -> None:
    text, forms, counts = COUNTS[name]
    assert printed(text, forms) == counts


def test_the_spans_of_the_project_match_the_articles(texts: Path) -> None:
    report = validate_package(find(ROOT), texts)
    assert report.problems == ()
    assert report.spans
