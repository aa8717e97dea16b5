"""The views answer what a reader asks: where it stands, who said it, how many of what."""

import re
from collections.abc import Iterator
from datetime import date

import duckdb
import polars as pl
import pytest

from tests.paths import ROOT
from tests.tables import Rows, Tables, frames, no_rows, run_row, story
from transforms.contract import Check, Finding, Reject
from transforms.frames import to_frame
from warehouse.ddl import INDEXES, kept_tables, read_views
from warehouse.store import Warehouse, open_published

pytestmark = pytest.mark.slow

#: A text with an emoji before the facts: code points and UTF-16 units differ.
LONG = (
    "🙂 Storia numero {n}. Nel 2025 la Croce Verde ha contato 120 vittime a Borgo, di cui 30 morti. "
    "«Abbiamo coperto il 40% dei casi», ha detto Carla Neri. "
    "La legge 104 resta. Secondo Neri, i soldi ci sono."
)


def widened(rows: Rows) -> Rows:
    """Let the direct quote of a story span two sentences."""
    text = rows["documents"][0]["text"]
    quote = rows["quotes"][0]
    end = text.index("La legge") + 8
    quote |= {"end_char": end, "text": text[quote["start_char"] : end]}
    return rows


def with_an_unknown_source(rows: Rows) -> Rows:
    """Let the percentage of a story be given by somebody who is no entity."""
    rows["figures"][2] |= {"source_entity_id": None, "source_name": "un alto funzionario"}
    return rows


def with_a_role(rows: Rows) -> Rows:
    """Let the last mention of a story be a description, and tell whom it means."""
    mention = rows["mentions"][-1]
    mention |= {"via": "role"}
    told = {"fact_table": "mentions", "fact_id": mention["mention_id"], "field": "referent", "basis": "the only one"}
    told |= {"name": "Carla Neri", "entity_id": mention["entity_id"], "confidence": 0.9}
    rows["attributions"].append(
        rows["attributions"][-1] | told | {"attribution_id": f"role{mention['mention_id']}"[:20]}
    )
    return rows


@pytest.fixture(scope="module")
def tables() -> Tables:
    made = frames(story(1, text=LONG), widened(story(2)), with_a_role(with_an_unknown_source(story(3))))
    (figure_id, doc_id) = made["figures"].row(1)[:2]
    doubt = Finding(
        finding_id="f",
        doc_id=doc_id,
        check_name="part_is_not_larger_than_whole",
        table_name="figures",
        row_id=figure_id,
        details="Hm.",
        run_id="run-1",
    )
    return made | {"findings": to_frame([doubt], Finding)}


@pytest.fixture(scope="module")
def con(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published warehouse of these tables."""
    path = tmp_path_factory.mktemp("views") / "w.duckdb"
    with Warehouse(path) as store:
        store.write_batch(tables)
        store.write_run(run_row(), no_rows(Check), no_rows(Reject))
        store.publish()
    with open_published(path) as connection:
        yield connection


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, object]]:
    return con.sql(query).pl().to_dicts()


def test_evidence_marks_the_fact_in_its_sentence(con: duckdb.DuckDBPyConnection) -> None:
    (found,) = rows(con, "FROM evidence WHERE table_name = 'figures' AND surface = '30' AND title = 'Storia 1'")
    assert found["sentence"] == "Nel 2025 la Croce Verde ha contato 120 vittime a Borgo, di cui ⟦30⟧ morti."
    assert (found["outlet"], found["published_on"]) == ("La Gazzetta", date(2026, 2, 3))
    assert found["source_uri"] == "storie/001.txt"
    assert (found["kind"], found["rule"]) == ("count", "by_hand")


def test_a_fact_over_several_sentences_is_shown_whole(con: duckdb.DuckDBPyConnection) -> None:
    (found,) = rows(con, "FROM evidence WHERE table_name = 'quotes' AND kind = 'direct' AND title = 'Storia 2'")
    assert found["sentence"] == ("«⟦Abbiamo coperto il 40% dei casi», ha detto Carla Neri. La legge⟧ 104 resta.")


def test_every_fact_has_its_evidence(con: duckdb.DuckDBPyConnection, tables: Tables) -> None:
    names = ("dates", "figures", "mentions", "quotes", "unread")
    counts = con.sql("SELECT table_name, count(*) AS n FROM evidence GROUP BY ALL")
    assert dict(counts.fetchall()) == {name: tables[name].height for name in names}
    marked = con.sql("SELECT surface, sentence FROM evidence").pl()
    assert marked.filter(~pl.col("sentence").str.contains(pl.format("⟦{}⟧", "surface"), literal=True)).is_empty()


def test_claims_tell_how_many_of_what_of_whom_according_to_whom(con: duckdb.DuckDBPyConnection) -> None:
    (found,) = rows(con, "FROM claims WHERE part_of IS NOT NULL AND title = 'Storia 1'")
    expected = {
        "subject": "Borgo", "low": 30.0, "high": 30.0, "counted": "morti", "source": "Croce Verde",
        "modality": "reported", "period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31), "unit": None,
        "confidence": 0.7, "whole": "120", "whole_low": 120.0, "whole_high": 120.0, "whole_counted": "vittime",
    }  # fmt: skip
    assert found | expected == found
    assert "⟦30⟧" in found["sentence"]


def test_names_that_are_no_entities_stay_as_written(con: duckdb.DuckDBPyConnection) -> None:
    (found,) = rows(con, "SELECT subject, source FROM claims WHERE unit = '%' AND title = 'Storia 3'")
    assert found == {"subject": None, "source": "un alto funzionario"}


def test_a_claim_tells_how_sure_each_best_answer_is(con: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT surface, COLUMNS('.*_confidence') FROM claims WHERE title = 'Storia 1' ORDER BY low DESC"
    assert [tuple(row.values()) for row in rows(con, query)] == [
        ("120", 0.97, 0.8, 0.9, 0.85), ("40%", None, 0.4, None, None), ("30", None, None, None, None),
    ]  # fmt: skip


def test_answers_are_filtered_by_another_threshold(con: duckdb.DuckDBPyConnection) -> None:
    query = (
        "FROM answers WHERE field = 'subject' AND rank = 1 AND confidence >= 0.3 AND title = 'Storia 1' ORDER BY ALL"
    )
    told = {row["surface"]: (row["name"], row["confidence"], row["is_published"]) for row in rows(con, query)}
    assert told == {"120": ("Borgo", 0.8, True), "40%": ("i casi", 0.4, False)}
    (sentence,) = (row["sentence"] for row in rows(con, query) if row["surface"] == "40%")
    assert sentence == "«Abbiamo coperto il ⟦40%⟧ dei casi», ha detto Carla Neri."


def test_every_answer_is_one_row_with_its_fact(con: duckdb.DuckDBPyConnection, tables: Tables) -> None:
    ((n, told),) = con.execute("SELECT count(*), count(surface) FROM answers").fetchall()
    assert n == told == tables["attributions"].height
    (period,) = rows(con, "FROM answers WHERE field = 'period' AND title = 'Storia 1'")
    assert (period["name"], period["date_from"], period["date_to"]) == (None, date(2025, 1, 1), date(2025, 12, 31))
    (speaker,) = rows(con, "FROM answers WHERE field = 'speaker' AND title = 'Storia 1'")
    assert (speaker["name"], speaker["surface"]) == ("Carla Neri", "Abbiamo coperto il 40% dei casi")
    (wide,) = rows(con, "FROM answers WHERE field = 'speaker' AND title = 'Storia 2'")
    assert f"⟦{wide['surface']}⟧" in wide["sentence"]


def test_whom_a_role_means_is_an_answer(con: duckdb.DuckDBPyConnection) -> None:
    (answer,) = rows(con, "FROM answers WHERE field = 'referent'")
    assert (answer["surface"], answer["name"], answer["fact_table"]) == ("Neri", "Carla Neri", "mentions")
    (published,) = rows(con, "FROM published_answers WHERE field = 'referent'")
    assert (published["surface"], published["answer"]) == ("Neri", "Carla Neri")
    assert rows(con, "SELECT count(*) AS n FROM published_answers WHERE fact_table = 'mentions'") == [{"n": 12}]


def test_a_claim_is_one_row_a_figure(con: duckdb.DuckDBPyConnection, tables: Tables) -> None:
    assert rows(con, "SELECT count(*) AS n FROM claims") == [{"n": tables["figures"].height}]


def test_statements_tell_who_said_what(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        con,
        "SELECT speaker, speaker_kind, cue, form, confidence, text FROM statements WHERE title = 'Storia 1' ORDER BY form",
    )
    assert found == [
        {"speaker": "Carla Neri", "speaker_kind": "PER", "cue": "ha detto", "form": "direct", "confidence": 0.9,
         "text": "Abbiamo coperto il 40% dei casi"},
        {"speaker": "Carla Neri", "speaker_kind": "PER", "cue": "Secondo", "form": "indirect", "confidence": 0.9,
         "text": "i soldi ci sono"},
    ]  # fmt: skip


def test_doubts_show_the_sentence(con: duckdb.DuckDBPyConnection) -> None:
    (found,) = rows(con, "FROM doubts")
    assert found["details"] == "Hm."
    assert "⟦30⟧" in found["sentence"]


def test_readings_count_what_a_document_brought(con: duckdb.DuckDBPyConnection) -> None:
    row, *_ = rows(con, "FROM readings ORDER BY source_uri")
    assert {name: row[name] for name in row if name.startswith("n_")} == {
        "n_sentences": 5, "n_dates": 1, "n_figures": 3, "n_figures_with_subject": 2,
        "n_figures_with_source": 3, "n_quotes": 2, "n_quotes_with_speaker": 2, "n_mentions": 4, "n_unread": 2,
        "n_not_understood": 0, "n_findings": 1,
    }  # fmt: skip


def test_coverage_sums_up_an_outlet_and_a_day(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(con, "SELECT published_on, outlet, n_documents, n_figures, n_quotes, n_findings FROM coverage")
    assert [tuple(row.values()) for row in found] == [(date(2026, 2, 3), "La Gazzetta", 3, 9, 6, 1)]


def test_days_come_first_and_hashes_late(con: duckdb.DuckDBPyConnection) -> None:
    for view in (*kept_tables(), *read_views()):
        if view.name in INDEXES:
            continue  # which programs read
        columns = list(view.columns)
        kinds = dict(
            con.execute(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?", [view.name]
            ).fetchall()
        )
        days = [name for name in columns if kinds[name] == "DATE"]
        assert "published_on" not in days[1:], view.name
        assert not [name for name in columns[:5] if name.endswith("_id") and name != "wikidata_id"], view.name
        assert "DECIMAL" not in " ".join(kinds.values()), view.name


def test_a_run_is_summed_up(con: duckdb.DuckDBPyConnection) -> None:
    row = con.execute("SELECT seconds, state, n_checks, n_checks_failed FROM run_summary").fetchone()
    assert row == (60.0, "completed", 0, 0)


def test_views_and_their_columns_are_described_in_the_file(con: duckdb.DuckDBPyConnection) -> None:
    (n,) = con.execute(
        "SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND schema_name = 'main' AND comment IS NULL"
    ).fetchone()
    assert n == 0


QUERIES = [
    query.strip()
    for name in ("tables.md", "quality.md")
    for block in re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / name).read_text(encoding="utf-8"), re.DOTALL)
    for query in block.split(";")
    if query.strip()
]


@pytest.mark.parametrize("query", QUERIES)
def test_queries_of_the_docs_run(con: duckdb.DuckDBPyConnection, query: str) -> None:
    assert con.execute(query).description
