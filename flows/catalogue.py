"""`spoglio tables` and `spoglio schema`: what a warehouse holds, told by the comments in the file itself."""

import re
import sys
import textwrap
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import duckdb

from flows.settings import terminal_width
from flows.terminal import plural, printable, program, write
from flows.writers import plain
from transforms.contract import ACROSS, BESIDE, DIMENSIONS, TABLES, VOCABULARY
from transforms.errors import UsageError
from transforms.frames import keys_of
from warehouse.ddl import KEPT_ORDER, SEARCHED, VIEW_ORDER, WORDS, quoted
from warehouse.store import open_published

_WIDTH = 80
#: Rows in which values of a column are looked for, and how many different ones are told as all that there are.
_SAMPLE, _FEW, _EXAMPLES, _MAX_VALUE = 10_000, 8, 3, 28
_MACROS = """
    SELECT function_name, comment FROM duckdb_functions()
    WHERE NOT internal AND function_type = 'table_macro' AND comment IS NOT NULL ORDER BY 1
"""
_KEY = re.compile("[0-9a-f]{20}")
_TYPES = {"TIMESTAMP WITH TIME ZONE": "TIMESTAMPTZ", "DECIMAL(38,12)": "DECIMAL"}


def show_tables(db: Path) -> None:
    """Print all tables and views: rows, and what they are for in one line.

    Raises:
        StoreError: there is no such warehouse, or it cannot be read.
    """
    width = terminal_width(sys.stdout) or _WIDTH
    with open_published(db) as con:
        about = _comments(con)
        counts = {name: con.execute(f"SELECT count(*) FROM {quoted(name)}").fetchall()[0][0] for name in about}
        macros = con.execute(_MACROS).fetchall()
    digits = max(len(f"{count:,}") for count in counts.values())
    for name, what in macros:  # how it is called, then what it tells
        about[f"{name}('…')"] = re.split("[,:] ", what.partition(": ")[2].capitalize())[0]
    left = max(map(len, counts)) + 1
    lines: list[str] = []
    for title, names in _groups(about):
        lines += [f"\n{title}"] if lines else [title]
        for name in names:
            what = about[name].split(". ")[0].rstrip(".")
            room = width - left - digits - 4
            what = what if len(what) <= room else what[: room - 1].rstrip(" ,") + "…"
            rows = f"{counts[name]:,}" if name in counts else ""
            head = f"{printable(name):<{left}}{rows:>{digits}}" if rows else f"{name:<{left + digits}}"
            lines.append(f"  {head}  {printable(what)}".rstrip())
    lines += ["", f"{program()} schema TABLE tells the columns of one."]
    write("\n".join(lines) + "\n", sys.stdout)


def _comments(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Name of each table and view → what it is for."""
    query = """
        SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal AND NOT temporary
        UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY 1
    """
    return {name: comment or "" for name, comment in con.execute(query).fetchall()}


def _groups(about: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    search = [*(name for name in about if name.endswith("')")), *(row.table for row in VOCABULARY), SEARCHED, WORDS]
    known = {
        "Questions, with names instead of keys": [*KEPT_ORDER, *VIEW_ORDER],
        "To join with": [row.table for row in DIMENSIONS],
        "Texts laid side by side": [row.table for row in ACROSS],
        "What was found, and what ran": [row.table for row in (*TABLES, *BESIDE)],
    }
    known = {title: [name for name in names if name not in search] for title, names in known.items()}
    known["To search by words"] = search
    named = {name for names in known.values() for name in names}
    for title, names in (known | {"More": sorted(about.keys() - named)}).items():
        there = [name for name in names if name in about]
        if there:
            yield title, there


def show_schema(db: Path, table: str) -> None:
    """Print the columns of a table or view: type, what it holds, values, and which columns lead to other tables.

    Raises:
        StoreError: there is no such warehouse, or it cannot be read.
        UsageError: it holds no such table.
    """
    width = terminal_width(sys.stdout) or _WIDTH
    with open_published(db) as con:
        about = _comments(con)
        if table not in about:
            near = get_close_matches(table.lower(), about, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]}?" if near else f"'{program()} tables' lists those that there are."
            raise UsageError(f"{db} has no table or view {printable(table)}; {hint}")
        n_rows = con.execute(f"SELECT count(*) FROM {quoted(table)}").fetchall()[0][0]
        lines = [f"{table}: {plural(n_rows, 'row')}{_key(table)}", *textwrap.wrap(about[table], width), ""]
        columns = con.execute(
            "SELECT column_name, data_type, coalesce(comment, '') FROM duckdb_columns() "
            "WHERE table_name = ? AND database_name = current_database() ORDER BY column_index",
            [table],
        ).fetchall()
        con.execute(f"CREATE TEMP TABLE looked_at AS SELECT * FROM {quoted(table)} LIMIT {_SAMPLE}")
        left = max(len(name) for name, _, _ in columns) + 2
        middle = max(len(_TYPES.get(kind, kind)) for _, kind, _ in columns) + 2
        room = max(width - left - middle, 20)
        for name, kind, what in columns:
            told = [*textwrap.wrap(printable(what), room), *textwrap.wrap(_values(con, name), room)] or [""]
            lines.append(f"{printable(name):<{left}}{_TYPES.get(kind, kind):<{middle}}{told[0]}".rstrip())
            lines += [" " * (left + middle) + line for line in told[1:]]
        lines += _ways(con, table)
    write("\n".join(lines) + "\n", sys.stdout)


def _key(table: str) -> str:
    keys = next((keys_of(row) for row in (*TABLES, *BESIDE, *DIMENSIONS) if row.table == table), ())
    return f"; key {', '.join(keys)}" if keys else ""


def _values(con: duckdb.DuckDBPyConnection, column: str) -> str:
    """All values of a column that has few, else some that are frequent; empty where there is none, and for keys."""
    name = quoted(column)
    rows = con.execute(
        f"SELECT {name}, count(*) FROM looked_at WHERE {name} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 "
        f"LIMIT {_FEW + 1}"
    ).fetchall()
    if len(rows) <= _FEW and all(isinstance(value, int | float | date) for value, _ in rows):
        rows = sorted(rows)
    shown = [printable(plain(value)) for value, _ in rows]
    if all(_KEY.fullmatch(value) for value in shown):
        return ""
    shown = [value if len(value) <= _MAX_VALUE else value[: _MAX_VALUE - 1] + "…" for value in shown]
    if len(rows) > _FEW:
        return f"e.g. {' · '.join(shown[:_EXAMPLES])}"
    return f"= {' · '.join(shown)}"


def _ways(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """Which columns of a table lead to others, and which of others lead here."""
    ask = "SELECT table_name, column_name, refers_to_table, refers_to_column FROM relationships WHERE"
    to = con.execute(f"{ask} table_name = ?", [table]).fetchall()
    here = con.execute(f"{ask} refers_to_table = ? AND table_name <> refers_to_table", [table]).fetchall()
    lines = []
    for title, ways in (("To join with", to), ("From other tables", here)):
        if ways:
            lines += ["", title, *(f"  {a}.{b} = {c}.{d}" for a, b, c, d in ways)]
    return lines
