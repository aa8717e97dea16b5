"""`spoglio sql`: every value as it is, no harm from what texts hold, and no harm to anything by a query."""

import csv
import io
import json
from pathlib import Path

import pytest

from flows import cli

pytestmark = pytest.mark.slow


def call(*arguments: str) -> int:
    return cli.main(list(arguments))


def test_a_table_shows_no_control_characters(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("sql", "SELECT title, 1.50::DECIMAL(9, 4) AS n, NULL AS nothing FROM documents", "--db", str(db)) == 0
    out = capsys.readouterr().out
    assert not [char for char in out if not char.isprintable() and char != "\n"]
    header, line, row, count = out.splitlines()
    assert header.split() == ["title", "n", "nothing"]
    assert row.startswith("\\x1b[31mrosso\\x07 =cmd")
    assert row.split()[-2:] == ["1.5", "NULL"]
    assert set(line) == {"─", " "}
    assert count == "(1 row)"


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
    for form, out in (("csv", "doc_id\n"), ("json", "[]\n"), ("table", "doc_id\n──────\n(0 rows)\n")):
        assert call("sql", "SELECT doc_id FROM documents WHERE false", "--db", str(db), "--format", form) == 0
        assert capsys.readouterr().out == out


@pytest.mark.parametrize(
    "query",
    [
        "SELEC 1",
        "",
        " ; ",
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


def test_long_cells_are_cut_in_tables_only(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = "SELECT repeat('a', 500) AS v"
    call("sql", query, "--db", str(db))
    assert "a" * 79 + "…" in capsys.readouterr().out
    call("sql", query, "--db", str(db), "--format", "csv")
    assert "a" * 500 in capsys.readouterr().out
