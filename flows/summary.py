"""What a person wants to see after a run: what was loaded, what was rejected, some facts, what to type next.

``python -m flows.summary FILE`` shows a whole warehouse.
"""

import shlex
import sys
import textwrap
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.settings import terminal_width
from flows.steps import Job, checks_of
from flows.terminal import colours, markdown, plain_number, plural, printable, program
from transforms.errors import SpoglioError
from warehouse.store import open_published

_FACT_TABLES = ("dates", "figures", "mentions", "entities", "quotes", "attributions", "unread", "findings")
_SHOWN_REASONS = 8

# Two facts of each kind, of different documents, those that say most.
_CLAIMS = """
    SELECT sentence, low, high, unit, counted, modifier, modality, subject, source, confidence FROM claims
    WHERE subject IS NOT NULL AND (source IS NOT NULL OR counted IS NOT NULL)
    QUALIFY row_number() OVER (PARTITION BY doc_id ORDER BY source IS NULL, confidence DESC NULLS LAST, figure_id) = 1
    ORDER BY source IS NULL, confidence DESC NULLS LAST, source_uri LIMIT 3
"""
_QUOTES = """
    SELECT quotes.text, coalesce(entities.name, speaker_name), cue, said_on, confidence FROM quotes
    LEFT JOIN entities ON entity_id = speaker_entity_id JOIN documents USING (doc_id)
    WHERE form = 'direct' AND speaker_name IS NOT NULL AND length(quotes.text) BETWEEN 20 AND 160
    QUALIFY row_number() OVER (PARTITION BY doc_id ORDER BY speaker_entity_id IS NULL, start_char) = 1
    ORDER BY speaker_entity_id IS NULL, source_uri LIMIT 2
"""
# Of how many facts each question has an answer; "nobody" and "nothing" are answers too.
_ANSWERS = """
    SELECT
        field,
        count(*) FILTER (is_published AND (name IS NOT NULL OR date_from IS NOT NULL OR date_to IS NOT NULL)),
        count(*) FILTER (NOT is_published AND (name IS NOT NULL OR date_from IS NOT NULL OR date_to IS NOT NULL))
    FROM attributions WHERE rank = 1 GROUP BY field
    ORDER BY list_position(['counted', 'subject', 'source', 'period', 'part_of', 'speaker', 'referent'], field)
"""
_DATES = """
    SELECT sentence, date_from, date_to, timex, anchor_on FROM dates
    JOIN evidence ON table_name = 'dates' AND row_id = date_id
    WHERE is_relative AND date_from IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY dates.doc_id ORDER BY dates.start_char) = 1
    ORDER BY source_uri LIMIT 2
"""


def run_lines(job: Job, published: dict[str, int], db: Path) -> list[str]:
    """The result of one run, for standard output."""
    plan = job.plan
    rejects = job.all_rejects()
    checks = checks_of(job)
    passed, tried = int(checks.get_column("success").sum()), checks.height
    skipped = f"; {plural(plan.n_skipped, 'file')} of other kinds skipped" if plan.n_skipped else ""
    counts = f"{job.n_new} new, {plan.n_known} known, {len(plan.refused) + len(job.failed)} not read"
    lines = [f"{plural(plan.n_inputs, 'input')}: {counts}{skipped}"] if plan.n_inputs or not plan.again else []
    if plan.again:
        lines.append(f"read again: {plural(len(plan.again), 'text')}")
    if tried:
        lines.append(f"checks: {passed} of {tried} passed")
    lines.append(f"rejects: {rejects.height}")
    if published:
        rows = "rows: " + ", ".join(f"{name} {published.get(name, 0)}" for name in ("documents", *_FACT_TABLES))
        lines += textwrap.wrap(rows, _width(), subsequent_indent="      ")
    lines.append(f'next: {program()} sql "FROM claims LIMIT 10" --db {shlex.quote(printable(db))}')
    return lines


def run_markdown(job: Job, published: dict[str, int]) -> str:
    """The artifact of a run in Prefect: what was loaded and what was rejected."""
    plan = job.plan
    rejects = job.all_rejects()
    lines = [
        "# What was loaded",
        "",
        "| inputs | new texts | known | rejects |",
        "|---|---|---|---|",
        f"| {plan.n_inputs} | {job.n_new} | {plan.n_known} | {rejects.height} |",
        "",
        "| table | rows |",
        "|---|---|",
        *(f"| {name} | {published.get(name, 0)} |" for name in ("documents", "sightings", "sentences", *_FACT_TABLES)),
        "",
        "# What was rejected",
        "",
    ]
    if rejects.is_empty():
        return "\n".join([*lines, "Nothing."])
    lines += ["| stage | reason | rows |", "|---|---|---|"]
    rows = rejects_by_reason(rejects)
    lines += [f"| {row['stage']} | {markdown(row['reason'][:200])} | {row['rows']} |" for row in rows]
    return "\n".join(lines)


def rejects_by_reason(rejects: pl.DataFrame, limit: int = 20) -> list[dict[str, Any]]:
    """Stage, reason and number of what was rejected, most first."""
    counted = rejects.group_by("stage", "reason").len("rows")
    return counted.sort(["rows", "stage", "reason"], descending=[True, False, False]).head(limit).to_dicts()


def failing_checks(checks: pl.DataFrame, limit: int = 20) -> list[dict[str, Any]]:
    """Table, expectation and number of rows of the checks that failed, most first."""
    failed = checks.filter(~pl.col("success")).select("table_name", "expectation", "column_name", "n_unexpected")
    return failed.sort(["n_unexpected", "table_name"], descending=[True, False]).head(limit).to_dicts()


def show(db: Path) -> None:
    """Print documents, facts a table, checks, rejects and a few facts of a warehouse."""
    with open_published(db) as con:
        _show_counts(con)
        _show_answers(con)
        _show_facts(con)
        example = _example(con)
    print("\nNext, type:")
    option = f"--db {shlex.quote(printable(db))}"
    for meaning, command in (
        ("every figure: whom it is about, who gives it", f'sql "FROM claims LIMIT 10" {option}'),
        ("what else there is to ask", f"tables {option}"),
        ("the facts of one text, marked in it", f"explain {example}"),
        ("what was not understood, and why", f'sql "SELECT kind, surface, reason FROM unread" {option}'),
    ):
        print(f"  # {meaning}\n  {program()} {command}")


def _width() -> int:
    return terminal_width(sys.stdout) or 80


def _example(con: duckdb.DuckDBPyConnection) -> str:
    """A text of this warehouse that is still there."""
    for (uri,) in con.execute("SELECT source_uri FROM documents ORDER BY source_uri LIMIT 5").fetchall():
        if printable(uri) == uri and Path(uri).suffix == ".txt" and Path(uri).is_file():
            return shlex.quote(uri)
    return "FILE.txt"


def _show_counts(con: duckdb.DuckDBPyConnection) -> None:
    print("Documents and facts")
    counts = [
        f"{table:<12} {_one(con, f'SELECT count(*) FROM {table}'):>6}"
        for table in ("documents", "sentences", *_FACT_TABLES)
    ]
    half = -(-len(counts) // 2)
    for left, right in zip_longest(counts[:half], counts[half:], fillvalue=""):
        print(f"  {left}      {right}".rstrip())
    passed, tried = con.execute("SELECT count(*) FILTER (success), count(*) FROM checks").fetchall()[0]
    print(f"Checks passed: {passed} of {tried}")
    failed = "SELECT n_unexpected, table_name, coalesce(details, expectation) FROM checks WHERE NOT success"
    for number, table, details in con.execute(f"{failed} ORDER BY ALL LIMIT {_SHOWN_REASONS}").fetchall():
        print(_cut(f"  {number:>6}  {table}: {printable(details)}"))
    print(f"Rows and inputs rejected: {_one(con, 'SELECT count(*) FROM rejects')}")
    query = f"SELECT reason, count(*) FROM rejects GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT {_SHOWN_REASONS}"
    for reason, number in con.execute(query).fetchall():
        print(_cut(f"  {number:>6}  {printable(reason)}"))


def _show_answers(con: duckdb.DuckDBPyConnection) -> None:
    answers = con.execute(_ANSWERS).fetchall()
    if answers:
        print("\nWhat had to be chosen      told   left open: the best answer is not sure enough")
    for field, told, left_open in answers:
        print(f"  {field:<20} {told:>8} {left_open:>11}")


def _show_facts(con: duckdb.DuckDBPyConnection) -> None:
    print("\nSome facts, each in its sentence")
    for sentence, low, high, unit, counted, modifier, modality, subject, source, sure in con.execute(
        _CLAIMS
    ).fetchall():
        number = _number(low) if low == high else f"{_number(low)} to {_number(high)}"
        what = " ".join(str(part) for part in (modifier, number, unit, counted) if part)
        about = [f"about {subject}", f"according to {source}" if source else "", modality, _sure(sure)]
        _fact("figure", what, "; ".join(part for part in about if part), sentence)
    for text, speaker, cue, said_on, sure in con.execute(_QUOTES).fetchall():
        more = "; ".join(part for part in (f"on {said_on}" if said_on else "", _sure(sure)) if part)
        _fact("quote", f"{speaker} {f'({cue})' if cue else ''}".strip(), more, f"«{text}»")
    for sentence, start, end, timex, anchor in con.execute(_DATES).fetchall():
        days = str(start) if start == end else f"{start} to {end}"
        _fact("date", days, f"{timex or 'interval'}; seen from {anchor}" if anchor else str(timex), sentence)


def _fact(kind: str, value: str, more: str, sentence: str) -> None:
    bold, end = ("\x1b[1m", "\x1b[0m") if colours(sys.stdout) else ("", "")
    print(_cut(f"  {kind:<7} {bold}{printable(value)}{end}", len(bold + end)))
    for text in (more, sentence):
        for line in textwrap.wrap(printable(text)[:300], _width() - 10):
            print(f"          {line}")


def _cut(line: str, unseen: int = 0) -> str:
    """A line that fits the terminal; `unseen` characters of it take no place."""
    room = _width() + unseen
    return line if len(line) <= room else line[: room - 1] + "…"


def _sure(confidence: float | None) -> str:
    return "" if confidence is None else f"sure to {confidence:.2f}"


def _number(value: Any) -> str:
    return "?" if value is None else f"{Decimal(plain_number(Decimal(repr(value)))):,}"


def _one(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])


def main() -> int:
    """``python -m flows.summary FILE``."""
    if len(sys.argv) != 2:
        print("usage: python -m flows.summary FILE", file=sys.stderr)
        return 2
    try:
        show(Path(sys.argv[1]))
    except SpoglioError as problem:
        print(f"spoglio: {printable(problem)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
