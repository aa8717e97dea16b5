"""Verdicts as test cases: what a run over the same text must find, a line of JSON each."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb

from flows.review.values import COLUMNS, columns_of
from flows.terminal import plural, printable
from transforms.contract import Verdict
from transforms.errors import UsageError
from warehouse.files import store_error
from warehouse.store import open_published
from warehouse.verdicts import Verdicts


def write_cases(db: Path, out: Path) -> str:
    """Write the verdicts on the documents of a warehouse as test cases.

    A case holds `id`, `kind`, `text`, `published_on` (where the text does not tell it), `expect` (rows that must be
    found: table, surface, and columns with their values) or `absent` (rows that must not), and `why`. What is right or
    corrected is expected, what is wrong must be absent.

    Args:
        db: the published file; the verdicts lie beside it.
        out: the file; it is replaced whole.

    Returns:
        One line for people: how many cases, and how many verdicts make none.

    Raises:
        StoreError: there is no such warehouse, it cannot be read, or the disk is full.
        UsageError: there are no verdicts, or the file has no folder.
    """
    verdicts = Verdicts(db.resolve()).read()
    if not verdicts:
        raise UsageError(f"There are no verdicts beside {db}; 'spoglio review --out SHEET' draws answers to look at.")
    if not out.parent.is_dir() or out.is_dir():
        raise UsageError(
            f"{out} cannot be written: it is a folder, or its folder is not there; choose another --cases."
        )
    with open_published(db) as con:
        cases = [case for verdict in verdicts if (case := _case(con, verdict)) is not None]
    beside = out.with_name(f".{out.name}.{uuid4().hex[:12]}")
    try:
        beside.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases), encoding="utf-8")
        beside.replace(out)
    except OSError as problem:
        raise store_error(problem, out) from problem
    finally:
        beside.unlink(missing_ok=True)
    left = len(verdicts) - len(cases)
    none = f"; {plural(left, 'verdict')} make none (unsure, or no row can be told by its words)" if left else ""
    return f"{printable(out)}: {plural(len(cases), 'case')}{none}"


def _case(con: duckdb.DuckDBPyConnection, verdict: Verdict) -> dict[str, Any] | None:
    """The case of a verdict; None: it makes none."""
    found = con.execute(
        "SELECT text, published_on, published_basis FROM documents WHERE doc_id = ?", [verdict.doc_id]
    ).fetchall()
    if verdict.verdict == "unsure" or not found:
        return None
    text, day, basis = found[0]
    surface = text[verdict.start_char : verdict.end_char]
    row: dict[str, Any] = {"table": verdict.fact_table, "surface": surface}
    if verdict.fact_table == "figures":
        row["start_char"] = verdict.start_char
    elif text.count(surface) > 1:  # the row could be another one of the same words
        return None
    try:
        columns = columns_of(verdict.field, verdict.right_value or verdict.answer)
    except ValueError:  # a figure without value, or a line that somebody changed
        return None
    (whole,) = columns.values() if verdict.field == "part_of" else (None,)
    if whole is not None:
        wholes = con.execute(
            "SELECT figure_id FROM figures WHERE doc_id = ? AND surface = ?", [verdict.doc_id, whole]
        ).fetchall()
        if len(wholes) != 1:
            return None
        columns = {COLUMNS["part_of"][0]: wholes[0][0]}
    case: dict[str, Any] = {
        "id": f"review-{verdict.field}-{verdict.doc_id}-{verdict.start_char}-{verdict.end_char}",
        "kind": f"review_{verdict.field}",
        "text": text,
    }
    if basis == "metadata" and day is not None:
        case["published_on"] = day.isoformat()
    case["absent" if verdict.verdict == "wrong" else "expect"] = [row | columns]
    case["why"] = f"a reader found {verdict.answer!r} ({verdict.basis}) {verdict.verdict}"
    return case
