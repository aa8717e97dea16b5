"""A warehouse of an earlier version is read again from its own texts, and nothing of it is lost.

`tests/warehouse/version_1.duckdb.xz` was made by the last version before 2 (commit 3400d1e) from two demo articles, a copy of one under
another name, and an empty file.
"""

import lzma
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.flows.running import spoglio
from tests.paths import ROOT
from tests.tables import dump_tables
from warehouse.store import open_published

pytestmark = pytest.mark.slow

VERSION_1 = ROOT / "tests" / "warehouse" / "version_1.duckdb.xz"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "w.duckdb"
    path.write_bytes(lzma.decompress(VERSION_1.read_bytes()))
    return path


def test_a_warehouse_of_version_1_becomes_what_its_texts_give_today(old: Path, tmp_path: Path) -> None:
    before = old.read_bytes()
    home = tmp_path / "home"
    asked = spoglio("sql", "FROM runs", "--db", str(old), cwd=tmp_path, home=home)
    assert (asked.returncode, "made by an earlier version" in asked.stderr) == (1, True)
    (tmp_path / "new.txt").write_text("Il Comune ha speso 3 milioni di euro.", encoding="utf-8")
    told = spoglio("run", "new.txt", "--db", str(old), "--published-on", "2026-01-01", cwd=tmp_path, home=home)
    assert (told.returncode, "call once without it" in told.stderr, old.read_bytes() == before) == (2, True, True)
    done = spoglio("run", "new.txt", "--db", str(old), cwd=tmp_path, home=home)
    assert done.returncode == 0, done.stderr
    assert "its 2 texts are read again" in done.stderr
    assert done.stdout.startswith("1 input: 1 new, 0 known")

    # The same texts with the same metadata, read by this version alone.
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("02_conflitto.txt", "08_calcio.txt"):
        shutil.copy(ROOT / "seeds" / "articles" / name, folder)
    shutil.copy(folder / "08_calcio.txt", folder / "copia.txt")
    shutil.copy(tmp_path / "new.txt", folder)
    table = "file,published_on,published_at,outlet\n08_calcio.txt,2026-02-26,2026-02-26T23:05,Demo Sport\n"
    (folder / "metadata.csv").write_text(table, encoding="utf-8")
    fresh = tmp_path / "fresh.duckdb"
    assert spoglio("run", ".", "--db", str(fresh), cwd=folder, home=home).returncode == 0
    ours, theirs = dump_tables(old), dump_tables(fresh)
    for table in theirs:
        got = [tuple("./new.txt" if cell == "new.txt" else cell for cell in row) for row in ours[table]]
        assert sorted(got, key=str) == sorted(theirs[table], key=str), table

    kept = tmp_path / "w.earlier.duckdb"
    assert kept.read_bytes() == before
    with duckdb.connect(str(kept), read_only=True) as con:
        runs = con.execute("SELECT run_id, started_at FROM runs").fetchall()
        seen = con.execute("SELECT doc_id, first_seen_at FROM documents ORDER BY 1").fetchall()
    with open_published(old) as con:
        utc = "timezone('UTC', {})"
        then = con.execute(f"SELECT run_id, {utc.format('started_at')} FROM runs ORDER BY started_at").fetchall()
        assert then[0] == runs[0]
        assert len(then) == 2
        assert con.execute("SELECT reason FROM rejects").fetchall() == [("the file is empty",)]
        marks = ", ".join("?" for _ in seen)
        query = f"SELECT doc_id, {utc.format('first_seen_at')} FROM documents WHERE doc_id IN ({marks}) ORDER BY 1"
        assert con.execute(query, [doc_id for doc_id, _ in seen]).fetchall() == seen
    again = spoglio("run", "new.txt", "--db", str(old), cwd=tmp_path, home=home)
    assert (again.returncode, again.stdout.splitlines()[0]) == (0, "1 input: 0 new, 1 known, 0 not read")
