"""Answers to look at, drawn and written as a sheet: CSV that a spreadsheet opens."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.export import neutralise
from flows.terminal import plural, printable
from transforms.contract import Verdict
from transforms.errors import UsageError
from transforms.frames import to_frame
from warehouse.ddl import read_views
from warehouse.files import store_error
from warehouse.store import open_published
from warehouse.verdicts import Verdicts

#: A sentence is shown so far before its mark, and so far in all.
_BEFORE, _SHOWN = 500, 2_000
#: What is asked of an answer.
QUESTIONS = {
    "value": "Is this the value that the marked words tell, with its unit?",
    "days": "Are these the days that the marked words mean?",
    "name": "Is this who or what the marked name means?",
    "counted": "Is this what the marked figure counts?",
    "subject": "Is this whom or what the marked figure is about?",
    "source": "Is this who gives the marked figure?",
    "period": "Are these the days that the marked figure covers?",
    "part_of": "Is this the whole of which the marked figure is a part?",
    "speaker": "Is this who says the marked words?",
    "referent": "Is this who or what the marked description means?",
}
#: The column by which a row is known again.
KEY = "answer_id"
COLUMNS = (
    "sentence", "question", "answer", "verdict", "right_value", "drawn", "field", "basis", "confidence",
    "published_on", "outlet", "title", "source_uri", "doc_id", KEY,
)  # fmt: skip


def write_sheet(db: Path, out: Path, n: int, field: str | None, seed: int) -> str:
    """Draw answers and write them into a new sheet: half at random, half those of the lowest confidence.

    An answer on which there is a verdict is not drawn again, unless it was drawn for its confidence before and comes by
    chance now: what is drawn at random depends on nothing else. Where too few have a confidence, chance draws the rest.

    Args:
        db: the published file.
        out: the sheet; it must not exist.
        n: rows.
        field: one of `QUESTIONS`; None: all.
        seed: another one draws others.

    Returns:
        One line for people.

    Raises:
        StoreError: there is no such warehouse, it cannot be read, or the disk is full.
        UsageError: the sheet exists, has no folder, or there is nothing to look at.
    """
    if out.exists() or not out.parent.is_dir():
        why = "is there already, perhaps with verdicts" if out.exists() else "cannot be made: its folder is not there"
        raise UsageError(f"{out} {why}; choose another --out.")
    rows = draw(db, n, field, seed)
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows([neutralise(cell) for cell in shown(row).values()] for row in rows)
    try:
        with out.open("xb") as file:
            file.write(table.getvalue().encode("utf-8-sig"))  # the mark tells spreadsheets that it is UTF-8
    except OSError as problem:
        raise store_error(problem, out) from problem
    n_random = sum(row["drawn"] == "random" for row in rows)
    return (
        f"{printable(out)}: {plural(len(rows), 'answer')}, {n_random} drawn at random (seed {seed}), "
        f"{len(rows) - n_random} of the lowest confidence; write y, n, e or ? under verdict"
    )


def draw(db: Path, n: int, field: str | None, seed: int) -> list[dict[str, Any]]:
    """Answers to look at, with their sentences, as `write_sheet` says.

    Raises:
        StoreError: there is no such warehouse, or it cannot be read.
        UsageError: there is nothing to look at.
    """
    with open_published(db) as con:
        rows = _draw(con, Verdicts(db.resolve()).read(), n, field, seed)
    if not rows:
        raise UsageError(f"{db} has no answers to look at that have no verdict{f' ({field})' if field else ''}.")
    return rows


def shown(row: Mapping[str, Any]) -> dict[str, str]:
    """An answer as people see it: column of the sheet → what stands there; the verdict is still empty."""
    return {name: _cell(row, name) for name in COLUMNS}


def _draw(
    con: duckdb.DuckDBPyConnection, judged: list[Verdict], n: int, field: str | None, seed: int
) -> list[dict[str, Any]]:
    con.register("judged", to_frame(judged, Verdict))
    con.execute(f"CREATE TEMP TABLE asked AS SELECT * FROM ({answers()}) WHERE $1 IS NULL OR field = $1", [field])
    con.execute(
        "CREATE TEMP TABLE open AS SELECT asked.*, drawn AS before, md5($1 || answer_id) AS chance FROM asked "
        "LEFT JOIN judged USING (doc_id, start_char, end_char, field, answer) WHERE drawn IS DISTINCT FROM 'random'",
        [f"{seed} "],
    )
    by_chance = _ids(con, "FROM open ORDER BY chance", n)
    con.register("taken", pl.DataFrame({KEY: by_chance[: n - n // 2]}, schema={KEY: pl.String}))
    lowest = _ids(
        con,
        "FROM open ANTI JOIN taken USING (answer_id) WHERE confidence IS NOT NULL AND before IS NULL "
        "ORDER BY confidence, chance",
        n // 2,
    )
    chosen = dict.fromkeys(lowest, "lowest") | dict.fromkeys(by_chance[: n - len(lowest)], "random")
    con.register(
        "chosen", pl.DataFrame({KEY: [*chosen], "drawn": [*chosen.values()]}, {KEY: pl.String, "drawn": pl.String})
    )
    con.execute(
        "SELECT open.*, chosen.drawn, sentence, published_on, outlet, title, source_uri FROM open "
        "JOIN chosen USING (answer_id) JOIN evidence ON evidence.table_name = fact_table "
        "AND evidence.row_id = fact_id AND evidence.doc_id = open.doc_id ORDER BY chance"
    )
    names = [column[0] for column in con.description or []]
    return [dict(zip(names, row, strict=True)) for row in con.fetchall()]


def answers() -> str:
    """The query of the view `published_answers`: files of before have no such view."""
    return next(view.query for view in read_views() if view.name == "published_answers")


def _ids(con: duckdb.DuckDBPyConnection, query: str, n: int) -> list[str]:
    return [answer_id for (answer_id,) in con.execute(f"SELECT answer_id {query} LIMIT {n:d}").fetchall()]


def _cell(row: Mapping[str, Any], name: str) -> str:
    if name == "question":
        return QUESTIONS[row["field"]]
    value = row.get(name)
    if value is None:
        return ""
    if name == "confidence":
        return f"{value:.2f}"
    text = " ".join(str(value).split())
    if name == "sentence":
        start = max(text.find("⟦") - _BEFORE, 0)
        text = f"{'… ' if start else ''}{text[start : start + _SHOWN]}{' …' if len(text) > start + _SHOWN else ''}"
    return printable(text)
