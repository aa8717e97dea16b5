"""`spoglio export`: every value exactly, nothing that a spreadsheet runs, a description that fits, a folder whole or absent."""

import csv
import hashlib
import json
import os
import re
import signal
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import flows.export.make
from flows import cli
from flows.export import export
from flows.export.files import _DANGEROUS, restore
from flows.export.tables import names
from tests.tables import STORY, frames, no_rows, run_row, story
from transforms.contract import Check, Reject
from warehouse.store import Warehouse, open_published

FORMULA = "=cmd|'/c calc'!A1;@SUM(1)\n\t+1;\"=2+3\"\n- detto; -5;'=6"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with texts that are formulas, a large and an exact number, days and moments."""
    path = tmp_path_factory.mktemp("full") / "Notizie 2026.duckdb"
    tables = frames(story(1), story(2, text=f"{STORY} {FORMULA}", day=None))
    tables["documents"] = tables["documents"].with_columns(
        title=pl.lit(FORMULA),
        author=pl.lit("=1+1"),
        section=pl.lit("+1"),
        told_by=pl.lit(f"title: {FORMULA}"),
        url=pl.lit("=HYPERLINK(1)"),
        outlet=pl.lit("'Ndrangheta oggi"),
        published_at=pl.lit(None, pl.Datetime("us", "UTC")),
    )
    tables["entities"] = tables["entities"].with_columns(name=pl.lit("@") + pl.col("name"))
    exact = pl.lit("12345678901234567890.123456789").cast(pl.Decimal(38, 12))
    tables["figures"] = tables["figures"].with_columns(
        high=pl.when(pl.col("surface") == "30").then(exact).otherwise("high")
    )
    with Warehouse(path) as store:
        store.write_batch(tables)
        reject = Reject(run_id="run-1", stage="ingest", reason="=1+1", source_uri="@a")
        store.write_run(run_row(), no_rows(Check), pl.DataFrame([reject.model_dump()], schema=no_rows(Reject).schema))
        store.publish()
    return path


@pytest.fixture(scope="module")
def made(full: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An export in each format."""
    folder = tmp_path_factory.mktemp("made")
    for form in ("parquet", "csv", "jsonl"):
        export(full, folder / form, form)
    return {form: folder / form for form in ("parquet", "csv", "jsonl")}


def package_of(folder: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return package


def resource(folder: Path, name: str) -> dict[str, Any]:
    return next(found for found in package_of(folder)["resources"] if found["name"] == name)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_every_table_and_view_is_there_and_is_described(made: dict[str, Path], full: Path, form: str) -> None:
    package = package_of(made[form])
    assert [found["name"] for found in package["resources"]] == list(names())
    assert {path.name for path in made[form].iterdir()} == {"datapackage.json", *(f"{name}.{form}" for name in names())}
    with open_published(full) as con:
        for found in package["resources"]:
            content = (made[form] / found["path"]).read_bytes()
            assert found["bytes"] == len(content)
            assert found["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
            assert found["rows"] == con.execute(f"SELECT count(*) FROM {found['name']}").fetchall()[0][0]
            assert found["description"]
            assert all(field["description"] for field in found["schema"]["fields"])


def test_parquet_holds_every_value_and_type(made: dict[str, Path], full: Path) -> None:
    with open_published(full) as con:
        for name in names():
            file = f"read_parquet('{made['parquet'] / f'{name}.parquet'}')"
            types = "SELECT column_name, column_type FROM (DESCRIBE FROM {})"
            assert con.execute(types.format(file)).fetchall() == con.execute(types.format(name)).fetchall()
            differ = f"(FROM {name} EXCEPT ALL FROM {file}) UNION ALL (FROM {file} EXCEPT ALL FROM {name})"
            assert con.execute(differ).fetchall() == []


def test_json_lines_hold_every_text_and_number(made: dict[str, Path]) -> None:
    lines = (made["jsonl"] / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["title"] for line in lines} == {FORMULA}
    figures = (made["jsonl"] / "figures.jsonl").read_text(encoding="utf-8")
    assert '"high":12345678901234567890.123456789000' in figures
    assert json.loads(lines[0])["first_seen_at"] == "2026-02-03T09:30:00.000000Z"


def test_a_spreadsheet_runs_nothing_of_csv_and_all_comes_back(made: dict[str, Path], full: Path) -> None:
    with open_published(full) as con:
        for name in ("documents", "rejects", "sentences", "claims", "figures", "entities"):
            told = con.execute(f"FROM {name}").fetchall()
            columns = [column[0] for column in con.description or []]
            for row, cells in zip(told, rows_of(made["csv"] / f"{name}.csv"), strict=True):
                for column, value in zip(columns, row, strict=True):
                    if isinstance(value, str):
                        assert restore(cells[column]) == value
                    elif value is None:
                        assert cells[column] == ""
    cells = rows_of(made["csv"] / "documents.csv")[0]
    assert cells["title"].startswith("'=cmd")
    assert cells["outlet"] == "'Ndrangheta oggi"
    assert {row["reason"] for row in rows_of(made["csv"] / "rejects.csv")} == {"'=1+1"}
    assert (cells["author"], cells["section"], cells["url"]) == ("'=1+1", "'+1", "'=HYPERLINK(1)")
    for name in ("documents", "entities"):
        text = (made["csv"] / f"{name}.csv").read_text(encoding="utf-8")
        # Divided at semicolons, tabs and line ends, as an Italian spreadsheet does, no cell begins a formula.
        assert not [cell for cell in re.split(r"[;\t\n,]", text) if re.match(r"[\s\"]*[=+@-]", cell)]


@settings(deadline=None)  # each example asks a database
@given(st.text(alphabet="ab=+-@'\"; \t\r\n＝", max_size=12))
def test_the_exact_text_comes_back(text: str) -> None:
    ((safe,),) = duckdb.execute("SELECT regexp_replace(?, ?, '\\1\\2''\\3', 'g')", [text, _DANGEROUS]).fetchall()
    assert restore(safe) == text
    assert not re.search(r"(^|[;\t\r\n])[\s\"']*(?<!')[=+\-@＝]", safe)


def test_numbers_days_and_moments_in_csv(made: dict[str, Path]) -> None:
    figures = rows_of(made["csv"] / "figures.csv")
    assert {row["high"] for row in figures} == {"120", "12345678901234567890.123456789", "40"}
    document = rows_of(made["csv"] / "documents.csv")[0]
    assert document["published_on"] == "2026-02-03"
    assert document["first_seen_at"] == "2026-02-03T09:30:00.000000Z"
    assert {row["is_published"] for row in rows_of(made["csv"] / "attributions.csv")} == {"true", "false"}


def test_the_description_tells_types_units_and_keys(made: dict[str, Path]) -> None:
    package = package_of(made["csv"])
    assert package["name"] == "notizie-2026"
    assert package["created"] == "2026-02-03T09:31:00Z"
    assert "before every =, +, - or @" in package["description"]
    assert "before every" not in package_of(made["parquet"])["description"]
    schema = resource(made["csv"], "figures")["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert fields["start_char"]["type"] == "integer"
    assert fields["start_char"]["unit"] == "code points"
    assert fields["confidence"] | {"description": ""} == {
        "name": "confidence", "type": "number", "description": "", "unit": "probability",
        "constraints": {"minimum": 0, "maximum": 1},
    }  # fmt: skip
    assert fields["kind"]["constraints"]["enum"][:2] == ["count", "money"]
    assert schema["primaryKey"] == ["figure_id"]
    assert {"fields": ["part_of"], "reference": {"resource": "", "fields": ["figure_id"]}} in schema["foreignKeys"]
    claims = resource(made["csv"], "claims")["schema"]
    assert claims["primaryKey"] == ["figure_id"]
    assert {"fields": ["figure_id"], "reference": {"resource": "figures", "fields": ["figure_id"]}} in claims[
        "foreignKeys"
    ]


def test_keys_are_unique_and_lead_somewhere(made: dict[str, Path]) -> None:
    resources = {found["name"]: found for found in package_of(made["csv"])["resources"]}
    tables = {name: rows_of(made["csv"] / found["path"]) for name, found in resources.items()}
    for name, found in resources.items():
        fields = [field["name"] for field in found["schema"]["fields"]]
        with (made["csv"] / found["path"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == fields
        if key := found["schema"].get("primaryKey"):
            keys = [tuple(row[column] for column in key) for row in tables[name]]
            assert len(set(keys)) == len(keys)
            assert all(all(key) for key in keys)
        for reference in found["schema"].get("foreignKeys", []):
            target = reference["reference"]["resource"] or name
            known = {row[reference["reference"]["fields"][0]] for row in tables[target]}
            assert {row[reference["fields"][0]] for row in tables[name]} <= known | {""}, (name, reference)
            assert resources[target]["schema"]["primaryKey"] == reference["reference"]["fields"]


def test_frictionless_finds_no_error(made: dict[str, Path]) -> None:
    frictionless = pytest.importorskip("frictionless", reason="the locked requirements hold it")
    report = frictionless.Package(str(made["csv"] / "datapackage.json")).validate()
    assert report.flatten(["name", "message"]) == []
    assert report.stats["tasks"] == len(names())
    for form in ("parquet", "jsonl"):
        assert list(frictionless.Package.metadata_validate(package_of(made[form]))) == []


def test_a_workbook_holds_texts_and_no_formulas(full: Path, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter", reason="the extra 'xlsx' is not installed")
    export(full, tmp_path / "x", "xlsx")
    assert {path.name for path in (tmp_path / "x").iterdir()} == {"datapackage.json", "spoglio.xlsx"}
    package = package_of(tmp_path / "x")
    assert {found["path"] for found in package["resources"]} == {"spoglio.xlsx"}
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(tmp_path / "x" / "spoglio.xlsx") as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == len(names())
        texts: set[str] = set()
        for name in sheets:
            root = ElementTree.fromstring(book.read(name))
            assert not list(root.iter(f"{space}f"))
            texts |= {text.text or "" for text in root.iter(f"{space}t")}
        assert FORMULA in {text.replace("_x0009_", "\t") for text in texts}
        assert "12345678901234567890.123456789" in texts
        assert b'quotePrefix="1"' in book.read("xl/styles.xml")


def test_only_some_tables(full: Path, tmp_path: Path) -> None:
    made = export(full, tmp_path / "some", only=["claims", "documents", "claims"])
    assert made.n_tables == 2
    assert [found["name"] for found in package_of(tmp_path / "some")["resources"]] == ["documents", "claims"]
    references = resource(tmp_path / "some", "claims")["schema"]["foreignKeys"]
    assert {reference["reference"]["resource"] for reference in references} == {"documents"}


def call(*arguments: object) -> int:
    return cli.main(["export", *map(str, arguments)])


def test_what_stands_in_the_place_stays(full: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = tmp_path / "out"
    here.mkdir()
    assert call(here, "--db", full, "--only", "entities") == 0  # an empty folder gives way
    before = sorted(here.iterdir())
    assert call(here, "--db", full) == 2
    assert "add --replace" in capsys.readouterr().err
    (here / "mine.txt").write_text("mine")
    assert call(here, "--db", full, "--replace") == 2
    assert "'mine.txt', which no export wrote" in capsys.readouterr().err
    (here / "mine.txt").unlink()
    assert sorted(here.iterdir()) == before
    assert call(here, "--db", full, "--format", "csv", "--only", "entities", "--only", "runs", "--replace") == 0
    assert {path.name for path in here.iterdir()} == {"datapackage.json", "entities.csv", "runs.csv"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_of_something_else_is_never_touched(
    full: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "datapackage.json").write_text(json.dumps({"name": "mine", "resources": []}))
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    for place, said in (
        ("mine", "no export of spoglio"),
        ("file", "is no folder"),
        ("link", "is no folder"),
        ("a/b", "does not exist"),
    ):
        assert call(tmp_path / place, "--db", full, "--replace") == 2
        error = capsys.readouterr().err
        assert said in error
        assert error.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == {"mine", "file", "link"}


@pytest.mark.parametrize("place", [".", "/", ".."])
def test_the_working_folder_is_no_place(
    place: str, full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(place, "--db", full, "--replace") == 2


def test_an_unknown_table(full: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path / "x", "--db", full, "--only", "figures", "--only", "duckdb_settings()") == 2
    assert "There is no table or view 'duckdb_settings()'; there are runs, documents" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_no_warehouse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path / "x", "--db", tmp_path / "none.duckdb") == 1
    assert "There is no warehouse" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "problem", [KeyboardInterrupt(), OSError(28, "No space left on device"), duckdb.IOException("x")]
)
def test_whatever_goes_wrong_nothing_is_left(
    problem: BaseException, full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(full, tmp_path / "x", only=["entities"])
    before = {path.name: path.read_bytes() for path in (tmp_path / "x").iterdir()}

    def fail(*_: object) -> None:
        raise problem

    monkeypatch.setattr(flows.export.make, "describe_package", fail)
    assert call(tmp_path / "x", "--db", full, "--replace") in (1, 130)
    assert call(tmp_path / "y", "--db", full) in (1, 130)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert {path.name: path.read_bytes() for path in (tmp_path / "x").iterdir()} == before


def test_what_a_killed_export_left_is_removed(full: Path, tmp_path: Path) -> None:
    code = (
        "import os, signal, flows.export.make as make\n"
        "make.describe_package = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"make.export(__import__('pathlib').Path({str(full)!r}), __import__('pathlib').Path('x'), only=['entities'])\n"
    )
    child = os.spawnve(
        os.P_WAIT, sys.executable, [sys.executable, "-c", f"import os; os.chdir({str(tmp_path)!r})\n{code}"],
        os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )  # fmt: skip
    assert child == -signal.SIGKILL
    left = [path.name for path in tmp_path.iterdir()]
    assert len(left) == 1
    assert re.fullmatch(r"\.x\.[0-9a-f]{12}\.export", left[0])
    export(full, tmp_path / "x", only=["entities"])
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_too_many_rows_for_a_sheet(
    full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("xlsxwriter", reason="the extra 'xlsx' is not installed")
    monkeypatch.setattr("flows.export.workbook._MOST_ROWS", 100)
    assert call(tmp_path / "x", "--db", full, "--format", "xlsx", "--only", "runs", "--only", "calendar") == 2
    assert "calendar has 36,890 rows, more than a sheet holds" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_missing_package_is_named(
    full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert call(tmp_path / "x", "--db", full, "--format", "xlsx") == 2
    assert "spoglio[xlsx]" in capsys.readouterr().err


def test_a_warehouse_without_texts(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with Warehouse(path) as store:
        store.write_batch(frames())
        store.write_run(run_row(), no_rows(Check), no_rows(Reject))
        store.publish()
    assert export(path, tmp_path / "x", "csv").n_tables == len(names())
    assert rows_of(tmp_path / "x" / "documents.csv") == []
    assert date.fromisoformat(rows_of(tmp_path / "x" / "calendar.csv")[0]["day"])
