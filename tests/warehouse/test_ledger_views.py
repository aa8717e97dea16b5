"""What the desk asks of the ledger: names instead of keys, last words, who contradicts whom, how a figure moved."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from tests.tellings import TITLE, tell
from warehouse.keeping import keep_up_stories
from warehouse.store import open_published


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_published(tell(tmp_path_factory.mktemp("told") / "w.duckdb")) as connection:
        yield connection


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    return con.sql(query).pl().to_dicts()


def test_a_quantity_is_one_row_with_names_for_keys(con: duckdb.DuckDBPyConnection) -> None:
    (found,) = rows(con, "FROM ledger WHERE concept = 'displaced'")
    assert found | {
        "story": TITLE, "counted": "sfollati", "place": "Valcesura", "latest_low": 58.0, "latest_high": 58.0,
        "state": "confirmed", "state_in_words": "confirmed by at most 2 origins",
        "last_words": "Prefettura: 58 (2026-03-03); Comune di Valcesura: circa 60 (2026-03-02)",
        "n_tellings": 2, "n_origins": 2, "first_told_on": date(2026, 3, 2), "last_told_on": date(2026, 3, 3),
        "first_sentence": "Il Comune ha evacuato ⟦circa 60⟧ persone.",
        "last_sentence": "Per la Prefettura gli sfollati sono ⟦58⟧.",
    } == found  # fmt: skip


def test_a_repetition_is_no_last_word(con: duckdb.DuckDBPyConnection) -> None:
    told = {row["concept"]: row["last_words"] for row in rows(con, "FROM ledger WHERE story LIKE 'Scoppio%'")}
    assert told["injured"] == "Servizio 118: 7 (2026-03-02); l'azienda: 4 (2026-03-02)"
    assert told["dead"] == "Servizio 118: 2 (2026-03-03)"
    assert told[None] == "no claimant: due a tre milioni di euro (2026-03-03)"


def test_every_state_is_told_in_words_with_at_most_so_many_origins(con: duckdb.DuckDBPyConnection) -> None:
    assert {row["state"]: row["state_in_words"] for row in rows(con, "FROM ledger")} == {
        "single": "told once",
        "repeated": "told 2 times, at most 1 origin",
        "confirmed": "confirmed by at most 2 origins",
        "disputed": "disputed by at most 2 origins",
        "revised": "revised, at most 1 origin",
    }


def test_a_pair_in_conflict_is_one_row(con: duckdb.DuckDBPyConnection) -> None:
    (found,) = rows(con, "FROM figures_in_conflict")
    assert found | {
        "concept": "injured", "voice": "Servizio 118", "surface": "7", "other_voice": "l'azienda", "other_surface": "4",
        "outlet": "Gazzetta di Valcesura", "other_outlet": "Agenzia Meridia", "low": 7.0, "other_high": 4.0,
        "told_on": date(2026, 3, 2), "other_told_on": date(2026, 3, 2), "state": "disputed",
        "sentence": "Il Servizio 118 ha curato ⟦7⟧ feriti.", "other_sentence": "L'azienda parla di ⟦4⟧ feriti.",
    } == found  # fmt: skip


def test_the_history_is_numbered_in_the_order_of_time(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(con, "FROM figure_history WHERE concept = 'dead' ORDER BY number")
    assert [row["number"] for row in found] == [1, 2, 3]
    told = {(row["surface"], row["relation"], row["is_word"]) for row in found}
    assert told == {("un", "first", True), ("2", "revised_up", True), ("uno", "repeats", False)}
    (open_above,) = rows(con, "SELECT low, high, surface FROM figure_history WHERE concept = 'participants'")
    assert open_above == {"low": 200.0, "high": None, "surface": "oltre 200"}


def test_only_touched_stories_are_told_anew_and_those_that_are_gone_go(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tell(tmp_path_factory.mktemp("again") / "w.duckdb")
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TEMP TABLE touched_stories AS SELECT story_id FROM stories WHERE title LIKE 'Corteo%'")
        con.execute("UPDATE stories SET title = upper(title)")
        keep_up_stories(con)
        titles = con.sql("SELECT DISTINCT story FROM ledger ORDER BY 1").fetchall()
        assert titles == [("CORTEO A VALCESURA",), (TITLE,)]
        con.execute("DELETE FROM stories WHERE title LIKE 'CORTEO%'; DELETE FROM touched_stories")
        keep_up_stories(con)
        for table in ("ledger", "figure_history"):
            assert con.sql(f"SELECT DISTINCT story FROM {table}").fetchall() == [(TITLE,)]
