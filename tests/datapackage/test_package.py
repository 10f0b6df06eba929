"""A package is found by its folder, index or zip, nothing outside of it is read, and anything else is refused."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import legitimate_targets
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import CannotWrite, PackageError
from tests.support import packages
from tests.support.paths import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Build the smallest package and return its folder."""
    return packages.build("gate_width", tmp_path / "words")


def zipped(folder: Path, prefix: str = "") -> Path:
    """Write the files of a folder into a zip, below `prefix`, and return its path."""
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, f"{prefix}{file.name}")
    return target


def test_without_a_path_the_project_itself_is_found() -> None:
    assert find().resource("quotes").path == "data/quotes.csv"


def test_a_folder_its_index_and_a_zip_of_it_are_the_same_package(folder: Path) -> None:
    found = [find(folder), find(folder / "datapackage.json"), find(zipped(folder)), find(str(folder))]
    assert len({package.read("words.csv") for package in found}) == 1
    assert len({package.resources for package in found}) == 1


def test_a_zip_may_hold_the_package_in_a_folder(folder: Path) -> None:
    assert find(zipped(folder, "words-1.0/")).read("words.csv") == (folder / "words.csv").read_bytes()


@pytest.mark.parametrize(
    ("index", "sentence"),
    [
        ("[]", "must be a JSON object"),
        ("{", "datapackage.json:1: column 2: "),
        ('{"resources": []}', "must be a list of tables"),
        ('{"resources": [{"name": "a"}]}', "resources[0]: needs name, path and schema"),
        ('{"version": NaN}', "NaN is not a JSON value"),
    ],
)
def test_an_unreadable_index_is_refused_with_the_place_of_the_fault(folder: Path, index: str, sentence: str) -> None:
    (folder / "datapackage.json").write_text(index)
    with pytest.raises(PackageError) as error:
        find(folder)
    assert sentence in str(error.value)


def test_two_tables_with_the_same_name_are_refused(folder: Path) -> None:
    index = json.loads((folder / "datapackage.json").read_text())
    index["resources"] *= 2
    (folder / "datapackage.json").write_text(json.dumps(index))
    with pytest.raises(PackageError, match="two tables have the same name"):
        find(folder)


def test_a_path_without_a_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no package")
    for path in (tmp_path, tmp_path / "notes.txt", tmp_path / "absent"):
        with pytest.raises(PackageError, match="is not a package"):
            find(path)


@pytest.mark.parametrize("path", ["/etc/passwd", "../words.csv", "https://example.org/a.csv", "a/../../b", "", "C:\\a"])
def test_a_path_that_leads_out_of_the_package_is_refused(folder: Path, path: str) -> None:
    for package in (find(folder), find(zipped(folder))):
        with pytest.raises(PackageError):
            package.read(path)


def test_a_link_that_leads_out_of_the_package_is_not_followed(folder: Path) -> None:
    (folder / "secret.csv").symlink_to("/etc/passwd")
    with pytest.raises(PackageError, match="leads out of the package"):
        find(folder).read("secret.csv")


def test_a_folder_is_not_read_as_a_file(folder: Path) -> None:
    (folder / "sub").mkdir()
    with pytest.raises(PackageError, match="there is no such file"):
        find(folder).read("sub")


def test_a_zip_that_unpacks_to_far_more_bytes_is_refused(folder: Path) -> None:
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(folder / "datapackage.json", "datapackage.json")
        archive.writestr("words.csv", b"0" * 10_000_000)
    with pytest.raises(PackageError, match="unpacks to"):
        find(target)


def test_a_zip_is_never_written(folder: Path) -> None:
    with pytest.raises(CannotWrite, match="never written"):
        find(zipped(folder)).where("words.csv")


def test_an_unknown_table_is_refused_with_the_names_of_the_tables(folder: Path) -> None:
    with pytest.raises(PackageError, match="words"):
        find(folder).resource("letters")


def test_importing_the_package_imports_neither_polars_nor_pandas_nor_pandera() -> None:
    code = "import legitimate_targets, sys; print(sorted({'polars', 'pandas', 'pandera'} & set(sys.modules)))"
    environment = {"PYTHONPATH": str(ROOT / "scripts")}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert result.stdout == "[]\n"


def test_no_module_hides_a_public_name() -> None:
    modules = {path.stem for path in Path(legitimate_targets.__file__).parent.iterdir()}
    assert modules.isdisjoint(legitimate_targets.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'lode'"):
        _ = legitimate_targets.lode


@pytest.mark.parametrize("name", ["datapackage.json", "words.json"])
def test_a_merge_conflict_in_the_index_or_a_schema_is_recognised(folder: Path, name: str) -> None:
    first, *others = (folder / name).read_text().splitlines()
    conflict = ["<<<<<<< HEAD", '  "title": "Words",', "=======", '  "title": "Some words",', ">>>>>>> other"]
    (folder / name).write_text("\n".join([first, *conflict, *others, ""]))
    with pytest.raises(PackageError, match=rf"^{name}:2: lines 2 to 6 are a merge conflict that git could not solve"):
        read_plan(find(folder))
