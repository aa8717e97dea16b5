"""Tables as files of their own: Parquet, CSV, JSON lines. DuckDB writes them, in bounded memory.

Parquet holds every value exactly. In CSV a spreadsheet would take some texts for formulas, so a ' stands before what
would begin one: at the start of a cell, and behind a line end, tab or semicolon in it, because a spreadsheet that
divides cells at semicolons, as Italian ones do, sees the start of a cell there. `restore` gives the exact text back.
"""

import re
from pathlib import Path

import duckdb

from flows.export.tables import Column, Table
from warehouse.ddl import quote, quoted

#: What begins a formula, and where: the same in DuckDB's and Python's expressions.
_START, _BETWEEN, _SIGNS = r"(^|[;\t\r\n])", r"([ \t\r\n\x{a0}\"']*)", r"([=+\-@＝＋－＠])"
_DANGEROUS = _START + _BETWEEN + _SIGNS
_HARMFUL = re.compile(_DANGEROUS.replace(r"\x{a0}", "\xa0"))
_RESTORED = re.compile((_START + _BETWEEN).replace(r"\x{a0}", "\xa0") + "'" + _SIGNS)

#: What the description says of it.
NEUTRALISED = (
    "A ' stands before every =, +, - or @ (＝ ＋ － ＠ too) that begins a cell of text, or that follows "
    "a line end, a tab or a semicolon in it, with blanks and quotation marks between or none: a spreadsheet would run "
    "it. Take away that one ' to have the exact text; Parquet and JSON lines hold it as it is."
)
#: How moments are written: UTC, with microseconds.
MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


def write_file(con: duckdb.DuckDBPyConnection, table: Table, form: str, path: Path) -> int:
    """Write all rows of a table; the number of rows.

    Args:
        con: a connection to the warehouse.
        table: what to write.
        form: ``parquet``, ``csv`` or ``jsonl``.
        path: the file to make.
    """
    columns = ", ".join(f"{_value(column, form)} AS {quoted(column.name)}" for column in table.columns)
    query = f"SELECT {columns} FROM {quoted(table.name)}"
    ((rows,),) = con.execute(f"COPY ({query}) TO {quote(str(path))} ({_OPTIONS[form]})").fetchall()
    return int(rows)


_OPTIONS = {
    "parquet": "FORMAT parquet, COMPRESSION zstd",
    "csv": "FORMAT csv, HEADER true, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR ''",
    "jsonl": "FORMAT json",
}


def _value(column: Column, form: str) -> str:
    """The expression that gives a column as a format holds it."""
    name = quoted(column.name)
    if form == "parquet":
        return name
    if column.kind.startswith("TIMESTAMP"):
        return f"strftime({name}, {quote(MOMENT)})"
    if column.kind.startswith("DECIMAL") and form == "csv":
        return f"rtrim(rtrim(CAST({name} AS VARCHAR), '0'), '.')"
    if column.kind == "DOUBLE":
        return f"CASE WHEN isfinite({name}) THEN {name} END"  # JSON has no other numbers, nor has a spreadsheet
    if column.kind == "VARCHAR" and form == "csv":
        return rf"regexp_replace({name}, {quote(_DANGEROUS)}, '\1\2''\3', 'g')"
    return name


def neutralise(text: str) -> str:
    """A text as a cell of CSV holds it.

    >>> neutralise("=1+1"), neutralise("+5%"), neutralise("5%")
    ("'=1+1", "'+5%", '5%')
    """
    return _HARMFUL.sub(r"\1\2'\3", text)


def restore(text: str) -> str:
    """The exact text of a cell of CSV.

    >>> restore("'=1+1"), restore("'Ndrangheta"), restore("")
    ('=1+1', "'Ndrangheta", '')
    """
    return _RESTORED.sub(r"\1\2\3", text)
