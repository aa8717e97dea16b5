"""How the facts of two warehouses of the same texts differ: what was gained, lost, or is told otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from transforms.contract import Attribution, DateExpression, Figure, Mention, Quote, Row, Unread
from transforms.frames import keys_of
from warehouse.ddl import quote
from warehouse.files import connect, store_error

#: Tables of facts, and the column that tells which rule made a row.
_FACTS: tuple[tuple[type[Row], str], ...] = (
    (DateExpression, "rule"), (Figure, "rule"), (Mention, "rule"), (Quote, "rule"), (Attribution, "basis"),
    (Unread, "reason"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """How many rows of one rule were gained, lost or changed; it made the row as it is now, a lost one as it was."""

    table: str
    what: str
    rule: str
    n: int


@dataclass(frozen=True, slots=True)
class Example:
    """One row that differs.

    Attributes:
        table: its table.
        what: gained, lost or changed.
        fact: its characters, or the answer and its field.
        columns: of a changed row, the columns that differ: name, before, now.
        sentence: where it stands.
        source_uri: the text.
    """

    table: str
    what: str
    fact: str
    columns: tuple[tuple[str, str, str], ...]
    sentence: str
    source_uri: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All differences, counted by table and rule, the most frequent first, and some examples."""

    changes: list[Change] = field(default_factory=list[Change])
    examples: list[Example] = field(default_factory=list[Example])

    @property
    def n(self) -> int:
        """How many rows differ."""
        return sum(change.n for change in self.changes)


def differences(before: Path, now: Path, n_examples: int = 20) -> Difference:
    """Compare the facts of two warehouses of this version; runs do not count, and only texts that both hold.

    Args:
        before: the one file.
        now: the other.
        n_examples: how many rows are told one by one: of each table some.

    Raises:
        StoreError: one cannot be read.
    """
    try:
        with connect(now, read_only=True) as con:
            con.execute(f"ATTACH {quote(str(before))} AS before (READ_ONLY)")
            con.execute(
                "CREATE TEMP TABLE both_hold AS SELECT doc_id FROM documents SEMI JOIN before.documents USING (doc_id)"
            )
            changes: list[Change] = []
            examples: list[Example] = []
            for row, rule in _FACTS:
                con.execute(f"CREATE OR REPLACE TEMP TABLE differing AS {_differing(row, rule)}")
                counted = con.execute(
                    "SELECT what, rule, count(*) AS n FROM differing GROUP BY what, rule ORDER BY n DESC, what, rule"
                )
                changes += [Change(row.table, *found) for found in counted.fetchall()]
                examples += _examples(con, row, n_examples)
            return Difference(changes, _spread(examples, n_examples))
    except duckdb.Error as problem:
        raise store_error(problem, now) from problem


def _differing(row: type[Row], rule: str) -> str:
    """Key, what and rule of the rows of one table that differ."""
    (key,) = keys_of(row)
    told = [name for name in row.model_fields if name not in (key, "run_id")]
    differs = " OR ".join(f"now.{name} IS DISTINCT FROM old.{name}" for name in told)
    here = f"SELECT * FROM {row.table} SEMI JOIN both_hold USING (doc_id)"
    there = f"SELECT * FROM before.{row.table} SEMI JOIN both_hold USING (doc_id)"
    return f"""
        SELECT
            coalesce(now.{key}, old.{key}) AS key, coalesce(now.{rule}, old.{rule}) AS rule,
            CASE WHEN old.{key} IS NULL THEN 'gained' WHEN now.{key} IS NULL THEN 'lost' ELSE 'changed' END AS what
        FROM ({here}) AS now FULL JOIN ({there}) AS old ON now.{key} = old.{key}
        WHERE now.{key} IS NULL OR old.{key} IS NULL OR {differs}
    """


def _examples(con: duckdb.DuckDBPyConnection, row: type[Row], limit: int) -> list[Example]:
    """Rows of one table, of each rule and kind of difference the first ones."""
    (key,) = keys_of(row)
    shown = con.execute(
        """
        SELECT what, key FROM (
            SELECT *, row_number() OVER (PARTITION BY what, rule ORDER BY key) AS turn FROM differing
        ) ORDER BY turn, what, key LIMIT ?
        """,
        [limit],
    ).fetchall()
    return [_example(con, row, key, what, row_id) for what, row_id in shown]


def _example(con: duckdb.DuckDBPyConnection, row: type[Row], key: str, what: str, row_id: str) -> Example:
    side = "before." if what == "lost" else ""
    told = [name for name in row.model_fields if name not in (key, "run_id")]

    def values(of: str) -> dict[str, object]:
        found = con.execute(f"SELECT {', '.join(told)} FROM {of}{row.table} WHERE {key} = ?", [row_id]).fetchall()
        return dict(zip(told, found[0], strict=True))

    now = values(side)
    changed: tuple[tuple[str, str, str], ...] = ()
    if what == "changed":
        old = values("before.")
        changed = tuple((name, _shown(old[name]), _shown(now[name])) for name in told if old[name] != now[name])
    fact = now.get("surface") or now.get("text") or f"{now.get('field')}: {_shown(now.get('name'))}"
    place = con.execute(
        f"""
        SELECT sentences.text, documents.source_uri FROM {side}documents
        LEFT JOIN {side}sentences ON sentences.sentence_id = ? WHERE documents.doc_id = ?
        """,
        [now.get("sentence_id"), now["doc_id"]],
    ).fetchall()
    sentence, source_uri = place[0]
    return Example(row.table, what, str(fact), changed, sentence or "", source_uri)


def _shown(value: object) -> str:
    return "NULL" if value is None else str(value)


def _spread(examples: Sequence[Example], limit: int) -> list[Example]:
    """So many examples, of each table in turn, those of a table together."""
    by_table: dict[str, Iterator[Example]] = {}
    for example in examples:
        by_table.setdefault(example.table, iter([one for one in examples if one.table == example.table]))
    chosen: list[Example] = []
    while by_table and len(chosen) < limit:
        for table in list(by_table):
            found = next(by_table[table], None)
            if found is None:
                del by_table[table]
            elif len(chosen) < limit:
                chosen.append(found)
    return [example for example in examples if example in chosen]
