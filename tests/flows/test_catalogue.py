"""`spoglio tables` and `spoglio schema`: what there is to ask, told by the file itself."""

from pathlib import Path

import duckdb
import pytest

from flows import cli

pytestmark = pytest.mark.slow
WEEKDAYS = "lunedì martedì mercoledì giovedì venerdì sabato domenica"


def ask(db: Path, capsys: pytest.CaptureFixture[str], *command: str) -> list[str]:
    assert cli.main([*command, "--db", str(db)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert not [char for char in out if not char.isprintable() and char != "\n"]
    return out.splitlines()


def test_every_table_and_view_stands_in_one_line_with_its_rows(
    db: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = ask(db, capsys, "tables")
    assert max(map(len, lines)) <= 80
    rows = {line.split()[0]: line.split(maxsplit=2)[1:] for line in lines if line.startswith("  ")}
    with duckdb.connect(db, read_only=True) as con:
        names = con.execute("SELECT name FROM (SHOW TABLES)").fetchall()
    macros = {name for name in rows if name.endswith("('…')")}
    assert sorted(rows.keys() - macros) == sorted(name for (name,) in names)
    assert "search('…')" in macros
    assert rows["documents"] == ["1", "One distinct text"]
    assert rows["entity_pairs"] == ["0", "Who is mentioned with whom"]
    assert [name for name, (_, *what) in rows.items() if not what] == []


def test_every_column_is_told_with_type_comment_and_values(
    db: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with duckdb.connect(db, read_only=True) as con:
        columns = con.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal").fetchall()
    for table in sorted({table for table, _ in columns}):
        lines = ask(db, capsys, "schema", table)
        assert [line for line in lines if len(line) > 80] == []
        told = {line.split()[0] for line in lines if line and not line.startswith(" ")}
        assert {name for of, name in columns if of == table} <= told
    lines = ask(db, capsys, "schema", "documents")
    assert lines[:2] == ["documents: 1 row; key doc_id", "One distinct text."]
    assert "  documents.outlet = outlets.outlet" in lines
    assert "  claims.doc_id = documents.doc_id" in lines
    (at,) = [number for number, line in enumerate(lines) if line.startswith("title ")]
    assert lines[at].split() == ["title", "VARCHAR", "The", "headline,", "when", "told", "or", "recognised."]
    assert lines[at + 1].strip().startswith("= \\x1b[31mrosso")


def test_a_column_with_few_values_tells_them_all(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line.strip() for line in ask(db, capsys, "schema", "calendar")]
    (days,) = [line for line in " ".join(lines).split("= ") if line.startswith(("lunedì", "domenica"))]
    assert set(days.split(" weekday_number")[0].split(" · ")) == set(WEEKDAYS.split())
    assert "e.g. 1950-01-01 · 1950-01-02 · 1950-01-03" in lines


@pytest.mark.parametrize(
    ("table", "said"), [("claim", "did you mean claims?"), ("x\x1b[31m", "lists those that there are")]
)
def test_a_table_that_is_not_there(db: Path, table: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema", table, "--db", str(db)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert line.isprintable()
