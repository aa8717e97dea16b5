"""`spoglio sql`: every value as it is, no harm from what texts hold, and no harm to anything by a query."""

import csv
import io
import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest

from flows import cli

pytestmark = pytest.mark.slow


def call(*arguments: str) -> int:
    return cli.main(list(arguments))


def harmless(out: str) -> bool:
    return not [char for char in out if not char.isprintable() and char != "\n"]


@pytest.mark.parametrize("how", [(), ("--record",), ("--format", "md")])
def test_what_people_read_shows_no_control_characters(
    db: Path, how: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("sql", 'SELECT title, title AS "\x1b[31m", NULL AS nothing FROM documents', "--db", str(db), *how) == 0
    out = capsys.readouterr().out
    assert harmless(out)
    assert "rosso" in out
    assert "giallo" in out


def test_a_table_is_as_wide_as_the_terminal(
    db: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    query = "SELECT 'parole ' || repeat('molto lunghe ', 9) AS \"first\", " + ", ".join(
        f"'cella {number}' AS column_{number}" for number in range(2, 20)
    )
    for width in (80, 100, 132):
        monkeypatch.setenv("COLUMNS", str(width))
        assert call("sql", query, "--db", str(db)) == 0
        out, err = capsys.readouterr()
        assert {len(line) for line in out.splitlines()} <= set(range(width - 30, width + 1))
        header = out.splitlines()[1].split("│")[1:-1]
        shown = [name.strip() for name in header]
        assert shown == [
            "first",
            *(f"column_{number}" for number in range(2, len(shown) + 1)),
        ]  # the first ones, none left out
        assert f"{len(shown)} of 19 columns are shown" in err
    monkeypatch.delenv("COLUMNS")
    assert call("sql", query, "--db", str(db)) == 0
    out, err = capsys.readouterr()
    assert "column_19" in out
    assert err == ""


def test_numbers_of_our_tables_lose_the_zeros_of_their_columns(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        call("sql", "SELECT 41000.500000000000::DECIMAL(38, 12) AS n, 1.50::DECIMAL(3, 2) AS m", "--db", str(db)) == 0
    )
    row = capsys.readouterr().out.splitlines()[-2]
    assert [cell.strip() for cell in row.split("│")[1:-1]] == ["41000.5", "1.50"]


def test_a_row_a_page(db: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    query = "SELECT number, 1.5::DECIMAL(38, 12) AS low, NULL AS nothing, repeat('parola ', 9) AS text FROM range(2) t(number)"
    assert call("sql", query, "--db", str(db), "--record") == 0
    page = [
        "low      1.5", "nothing  NULL", "text     parola parola parola parola", "         parola parola parola parola",
        "         parola",
    ]  # fmt: skip
    line = "─" * 31
    assert capsys.readouterr().out.splitlines() == [
        f"── row 1 {line}", "number   0", *page, f"── row 2 {line}", "number   1", *page, "(2 rows)",
    ]  # fmt: skip
    assert call("sql", query, "--db", str(db), "--record", "--format", "csv") == 2


def test_long_results_are_cut_in_tables_and_said_to_be(
    db: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert call("sql", "FROM range(100)", "--db", str(db)) == 0
    assert capsys.readouterr().err == ""
    assert call("sql", "FROM range(100000) t(n) ORDER BY n", "--db", str(db)) == 0
    out, err = capsys.readouterr()
    assert err == "Only the first 100 rows are shown; add a LIMIT, or --format csv for all.\n"
    assert "│    99 │" in out
    assert "·" not in out


@pytest.mark.parametrize(
    "query", ["SELECT 1 AS a, 2 AS b", "-- why\nSELECT 1 AS a, 2 AS b;\n", "SELECT 7; SELECT 1 AS a, 2 AS b"]
)
def test_a_query_from_argument_file_or_standard_input(
    db: Path, tmp_path: Path, query: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "query.sql"
    file.write_text(f"\ufeff{query}", encoding="utf-8")
    ways: list[list[str]] = [["-f", str(file)], ["--file", str(file)], ["--file", "-"], ["-"], []]
    for way in ways if query.startswith("--") else [[query], *ways]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(query.encode())))
        assert call("sql", *way, "--db", str(db), "--format", "csv") == 0
        assert capsys.readouterr().out == "a,b\n1,2\n"


def test_a_query_that_is_not_told_is_asked_for(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(io.BytesIO(b"")))
    (tmp_path / "latin").write_bytes(b"SELECT '\xe8'")
    for arguments, said in (
        ([], "Give a QUERY"),
        (["SELECT 1", "-f", "x.sql"], "not both"),
        (["-f", str(tmp_path / "nowhere.sql")], "cannot be read"),
        (["-f", str(tmp_path)], "cannot be read"),
        (["-f", str(tmp_path / "latin")], "no UTF-8"),
    ):
        assert call("sql", *arguments, "--db", str(db)) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert said in line


class TestOut:
    query = "SELECT title, 41000.5::DECIMAL(38, 12) AS n, DATE '2026-02-03' AS day, NULL AS x FROM documents"

    @pytest.mark.parametrize("how", [["--format", "parquet"], []])
    def test_parquet_keeps_every_value_and_type(self, db: Path, nasty: str, tmp_path: Path, how: list[str]) -> None:
        out = tmp_path / "result.parquet"
        assert call("sql", self.query, "--db", str(db), "--out", str(out), *how) == 0
        frame = pl.read_parquet(out)
        assert frame.schema["n"] == pl.Decimal(38, 12)
        assert frame.rows() == [(nasty, Decimal("41000.5"), date(2026, 2, 3), None)]

    @pytest.mark.parametrize(
        ("name", "begin"), [("r.csv", "title,n"), ("r.json", "[\n"), ("r.md", "| title"), ("r.txt", "┌")]
    )
    def test_the_name_tells_the_format(self, db: Path, tmp_path: Path, name: str, begin: str) -> None:
        assert call("sql", self.query, "--db", str(db), "--out", str(tmp_path / name)) == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begin)

    def test_a_file_is_written_whole_or_not_at_all(
        self, db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = tmp_path / "r.csv"
        out.write_text("before")
        assert call("sql", "SELECT CAST(CASE WHEN i = 90000 THEN 'x' ELSE '1' END AS INT) FROM range(100000) t(i)",
                    "--db", str(db), "--out", str(out)) == 1  # fmt: skip
        assert (out.read_text(), [item.name for item in tmp_path.iterdir()]) == ("before", ["r.csv"])
        assert call("sql", "SELECT 1", "--db", str(db), "--out", str(tmp_path / "no" / "r.csv")) == 1
        assert "No such file" in capsys.readouterr().err

    def test_the_warehouse_is_not_written_over(self, db: Path, capsys: pytest.CaptureFixture[str]) -> None:
        before = db.read_bytes()
        assert call("sql", "SELECT 1", "--db", str(db), "--out", str(db), "--format", "csv") == 2
        assert "is the warehouse itself" in capsys.readouterr().err
        assert db.read_bytes() == before

    @pytest.mark.parametrize("form", ["parquet", "xlsx"])
    def test_no_bytes_go_to_a_terminal(
        self, db: Path, form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)
        assert call("sql", "SELECT 1", "--db", str(db), "--format", form) == 2
        assert "give --out FILE" in capsys.readouterr().err


class TestSpreadsheets:
    def test_no_text_becomes_a_formula_or_a_link(self, db: Path, tmp_path: Path) -> None:
        pytest.importorskip("xlsxwriter")
        out = tmp_path / "r.xlsx"
        texts = ["=1+1", "+1", "-1", "@SUM(A1)", "http://example.org", "{=A1}", "\x1b"]
        query = f"SELECT unnest({texts}) AS t, 41000.5::DECIMAL(38, 12) AS n, 12345678901234567890::HUGEINT AS h, DATE '2026-02-03' AS d"
        assert call("sql", query, "--db", str(db), "--out", str(out)) == 0
        with ZipFile(out) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
            assert "<f>" not in sheet
            assert "hyperlink" not in sheet
            assert sheet.count('t="inlineStr"') == 4 + 2 * len(texts)
            assert sheet.count("<v>41000.5</v>") == len(texts)
            assert "12345678901234567890" in sheet

    def test_a_package_that_is_missing_is_named(
        self, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setitem(sys.modules, "xlsxwriter", None)
        assert call("sql", "SELECT 1", "--db", str(db), "--out", str(tmp_path / "r.xlsx")) == 2
        assert "pip install 'spoglio[xlsx]'" in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == []


def test_a_table_of_markdown_holds_its_cells(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = "SELECT 'a|b' || chr(10) || '<i>' AS \"x|y\", 1.5 AS n, NULL AS nothing"
    assert call("sql", query, "--db", str(db), "--format", "md") == 0
    assert capsys.readouterr().out.splitlines() == [
        "| x\\|y | n | nothing |", "| --- | --: | --- |", "| a\\|b\\\\n\\<i\\> | 1.5 |  |",
    ]  # fmt: skip


def test_csv_and_json_keep_every_value(db: Path, nasty: str, capsys: pytest.CaptureFixture[str]) -> None:
    query = "SELECT title, 41000.000000000000::DECIMAL(38, 12) AS n, DATE '2026-02-03' AS day, NULL AS x FROM documents"
    assert call("sql", query, "--db", str(db), "--format", "csv") == 0
    assert list(csv.reader(io.StringIO(capsys.readouterr().out, newline=""))) == [
        ["title", "n", "day", "x"],
        [nasty, "41000", "2026-02-03", ""],
    ]
    assert call("sql", query, "--db", str(db), "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == [{"title": nasty, "n": 41000, "day": "2026-02-03", "x": None}]


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("SELECT 0.1::DECIMAL(38, 12) AS v", 0.1),
        ("SELECT 12345678901234567890.123456789::DECIMAL(38, 12) AS v", "12345678901234567890.123456789"),
        ("SELECT 'nan'::DOUBLE AS v", None),
        ("SELECT [1.5::DECIMAL(3, 1), NULL] AS v", [1.5, None]),
        ("SELECT {'a': DATE '2026-01-01'} AS v", {"a": "2026-01-01"}),
        ("SELECT true AS v", True),
        ("SELECT '\\x00'::BLOB AS v", "00"),
    ],
)
def test_json_values(db: Path, query: str, value: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("sql", query, "--db", str(db), "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == [{"v": value}]


def test_names_that_come_twice_stay_apart(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("sql", "SELECT 1 AS a, 2 AS a", "--db", str(db), "--format", "json") == 0
    assert list(json.loads(capsys.readouterr().out)[0].values()) == [1, 2]


def test_no_rows(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form, out in (("csv", "doc_id\n"), ("json", "[]\n"), ("md", "| doc\\_id |\n| --- |\n")):
        assert call("sql", "SELECT doc_id FROM documents WHERE false", "--db", str(db), "--format", form) == 0
        assert capsys.readouterr().out == out
    assert call("sql", "SELECT doc_id FROM documents WHERE false", "--db", str(db)) == 0
    assert "0 rows" in capsys.readouterr().out


@pytest.mark.parametrize(
    "query",
    [
        "SELEC 1",
        "",
        " ; ",
        "/* */",
        "FROM no_such_table",
        "DROP TABLE documents",
        "DELETE FROM documents",
        "CREATE TABLE t AS SELECT 1",
        "SELECT * FROM read_text('{file}')",
        "FROM '{file}'",
        "SELECT * FROM glob('/*')",
        "ATTACH '{file}' AS other",
        "COPY documents TO '{new}'",
        "EXPORT DATABASE '{new}'",
        "INSTALL httpfs",
        "LOAD '{file}'",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "FROM query",
        "FROM con",
    ],
)
def test_a_query_harms_nothing_and_reads_no_other_file(
    db: Path, tmp_path: Path, query: str, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("secret\n1\n")
    before = db.read_bytes()
    assert call("sql", query.format(file=secret, new=tmp_path / "new"), "--db", str(db)) == 1
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert db.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["secret.csv"]
