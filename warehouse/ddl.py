"""Row classes → DuckDB: tables, comments, views and macros, derived from `transforms.contract` and `warehouse/views`.

Tables carry NOT NULL and CHECK but no PRIMARY or FOREIGN KEY: on DuckDB 2.0 a replacement of half a million rows takes
seconds without keys and a quarter of a minute with them. `warehouse.proofs` proves keys and references before a build
is published.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from transforms.contract import ACROSS, BESIDE, DECIMAL_PRECISION, DECIMAL_SCALE, DIMENSIONS, TABLES, VOCABULARY, Row
from transforms.frames import allowed_values, plain_type, references_of

VIEWS = Path(__file__).resolve().parent / "views"
#: Questions that are tables, kept up for the documents and stories of each publication (`warehouse.keeping`).
KEPT = VIEWS.parent / "kept"
#: Questions with an argument: table macros, which any client can call.
MACROS = VIEWS.parent / "macros"

#: A view may read the views before it.
VIEW_ORDER = (
    "sentence_words", "evidence", "figures_once", "answers", "doubts", "coverage", "entity_profile", "entity_pairs",
    "places", "agenda", "figures_in_conflict",
    "run_summary", "published_answers", "reliability",
)  # fmt: skip
KEPT_ORDER = (
    "sentence_stems",
    "story_words",
    "claims",
    "statements",
    "readings",
    "fact_entities",
    "appearances",
    "figure_history",
    "ledger",
)
#: The kept table that the search looks words up in, and the view that it reads, which reads no kept table.
SEARCHED, WORDS = "sentence_stems", "sentence_words"
#: What programs look words up in, and people do not.
INDEXES = (SEARCHED, "story_words", WORDS)
#: A macro may call those before it.
MACRO_ORDER = ("search_hits", "search", "search_articles")

_SQL_TYPES: dict[Any, str] = {
    str: "VARCHAR",
    int: "BIGINT",
    bool: "BOOLEAN",
    date: "DATE",
    datetime: "TIMESTAMP WITH TIME ZONE",
    float: "DOUBLE",
    Decimal: f"DECIMAL({DECIMAL_PRECISION},{DECIMAL_SCALE})",
}
_COLUMN_DOC = re.compile(r"^-- ([a-z_]+): (.+)$")


@dataclass(frozen=True, slots=True)
class View:
    """One published view or kept table: its name, one line about it, one line about each column, and its query."""

    name: str
    comment: str
    columns: dict[str, str]
    query: str


def sql_type(row_class: type[Row], column: str) -> str:
    """The DuckDB type of a column."""
    return _SQL_TYPES[plain_type(row_class.model_fields[column].annotation)[0]]


def is_nullable(row_class: type[Row], column: str) -> bool:
    """Whether a column may be NULL."""
    return plain_type(row_class.model_fields[column].annotation)[1]


def describe(row_class: type[Row], column: str) -> str:
    """What a column holds, with its words and the column that it refers to."""
    text = row_class.model_fields[column].description or ""
    target = references_of(row_class).get(column)
    return f"{text} Refers to {'.'.join(target)}." if target else text


def create_table(row_class: type[Row]) -> str:
    """The CREATE TABLE statement of one table."""
    lines = []
    for name in row_class.model_fields:
        line = f"    {name} {sql_type(row_class, name)}"
        if not is_nullable(row_class, name):
            line += " NOT NULL"
        if words := allowed_values(row_class, name):
            line += f" CHECK ({name} IN ({', '.join(map(quote, words))}))"
        lines.append(line)
    return f"CREATE TABLE {row_class.table} (\n" + ",\n".join(lines) + "\n);"


def comment_statements(row_class: type[Row]) -> list[str]:
    """COMMENT ON statements of a table and its columns."""
    about = (row_class.__doc__ or "").strip().splitlines()[0]
    return [f"COMMENT ON TABLE {row_class.table} IS {quote(about)};"] + [
        f"COMMENT ON COLUMN {row_class.table}.{name} IS {quote(describe(row_class, name))};"
        for name in row_class.model_fields
    ]


@cache
def read_views() -> tuple[View, ...]:
    """The published views in the order in which they are created.

    A file starts with comment lines: first what a row is, then ``-- column: what it holds`` for every column.
    """
    return _read(VIEWS, VIEW_ORDER)


@cache
def kept_tables(owner: str | None = None) -> tuple[View, ...]:
    """The tables that are kept up, each with the query that gives its rows; files are those of views.

    Args:
        owner: ``doc_id``: those whose rows belong to one document each; ``story_id``: to one story; None: all.
    """
    return tuple(table for table in _read(KEPT, KEPT_ORDER) if owner is None or owner in table.columns)


def _read(folder: Path, names: Sequence[str]) -> tuple[View, ...]:
    views = []
    for name in names:
        text = (folder / f"{name}.sql").read_text(encoding="utf-8")
        header = [line for line in text.splitlines() if line.startswith("--")]
        columns = {hit[1]: hit[2] for line in header[1:] if (hit := _COLUMN_DOC.match(line))}
        query = "\n".join(line for line in text.splitlines() if not line.startswith("--")).strip().rstrip(";")
        views.append(View(name, header[0].removeprefix("-- "), columns, query))
    return tuple(views)


@cache
def macros() -> tuple[View, ...]:
    """The macros in the order in which they are created; a query begins with the parameters in brackets."""
    return _read(MACROS, MACRO_ORDER)


def view_statements() -> list[str]:
    """Statements that create or renew all views but those that kept tables read, and all macros, with comments."""
    statements = []
    for view in read_views():
        if view.name != WORDS:
            statements += _view(view)
    for macro in macros():
        statements.append(f"CREATE OR REPLACE MACRO {macro.name}{macro.query};")
        kind = "MACRO TABLE" if ") AS TABLE" in macro.query else "MACRO"
        statements.append(f"COMMENT ON {kind} {macro.name} IS {quote(macro.comment)};")
    return statements


def _view(view: View) -> list[str]:
    return [f"CREATE OR REPLACE VIEW {view.name} AS\n{view.query};", *_comments("VIEW", view)]


def kept_statements() -> dict[str, list[str]]:
    """Table → statements that create it, empty, with its comments: all tables that are kept up, after what they read.

    The view of words is among them.
    """
    statements = {
        row.table: [f"DROP TABLE IF EXISTS {row.table};", create_table(row), *comment_statements(row)]
        for row in (*VOCABULARY, *BESIDE)
    }
    statements |= {view.name: _view(view) for view in read_views() if view.name == WORDS}
    for table in kept_tables():
        made = f"CREATE TABLE {table.name} AS\n{table.query}\nLIMIT 0;"
        statements[table.name] = [made, *_comments("TABLE", table)]
    return statements


def _comments(kind: str, view: View) -> list[str]:
    return [f"COMMENT ON {kind} {view.name} IS {quote(view.comment)};"] + [
        f"COMMENT ON COLUMN {view.name}.{name} IS {quote(doc)};" for name, doc in view.columns.items()
    ]


def table_statements() -> list[str]:
    """Statements that create all tables with their comments."""
    return [statement for row in (*TABLES, *ACROSS) for statement in (create_table(row), *comment_statements(row))]


def schema_sql() -> str:
    """The whole schema as one script."""
    dimensions = [statement for row in DIMENSIONS for statement in (create_table(row), *comment_statements(row))]
    kept = chain.from_iterable(kept_statements().values())
    return "\n\n".join([*table_statements(), *dimensions, *kept, *view_statements()]) + "\n"


def reads(query: str, name: str) -> bool:
    """Whether a query names a table."""
    return re.search(rf"\b{name}\b", query) is not None


def quoted(name: str) -> str:
    """An identifier of SQL, whatever signs it holds."""
    return '"' + name.replace('"', '""') + '"'


def quote(text: str) -> str:
    """A SQL string."""
    return "'" + text.replace("'", "''") + "'"
