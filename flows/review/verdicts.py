"""Verdicts of a sheet that came back: read strictly, kept beside the warehouse, and published."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.clock import utc_now
from flows.export import restore
from flows.metadata import csv_rows
from flows.review.sheet import KEY, answers
from flows.review.values import canonical
from flows.terminal import plural, printable, say
from transforms.contract import Verdict
from transforms.errors import InputError, UsageError
from warehouse.store import Warehouse, open_published
from warehouse.verdicts import Verdicts

_MAX_BYTES = 64 * 1024 * 1024
_WORDS = {"y": "right", "n": "wrong", "e": "corrected", "?": "unsure"}
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of an answer: which, why it was shown, the verdict, and the right value as typed."""

    answer_id: str
    drawn: str
    verdict: str
    right_value: str | None


def take_in(db: Path, sheet: Path) -> str:
    """Keep the verdicts of a sheet and publish them; rows without a verdict are left out.

    Args:
        db: the published file.
        sheet: what `write_sheet` wrote, filled in; divided by commas, semicolons or tabs.

    Returns:
        One line for people.

    Raises:
        UsageError: the sheet cannot be read or a row of it cannot be used; nothing is kept then.
        StoreError: there is no such warehouse, or it cannot be written.
    """
    said, n_empty = _read(sheet)
    try:
        kept = add_verdicts(db, said)
    except InputError as problem:
        raise UsageError(f"{sheet}: {problem.reason}. Nothing of it is kept.") from problem
    if kept.added:
        with Warehouse(db) as store:
            store.renew()
    if kept.gone:
        lines = ", ".join(place.removeprefix("line ") for place in kept.gone[:_SHOWN])
        lines += " …" * (len(kept.gone) > _SHOWN)
        say(
            f"{plural(len(kept.gone), 'verdict')} left out: the warehouse tells other answers there now (line {lines})."
        )
    counts = Counter[str](verdict.verdict for verdict in kept.added)
    told = ", ".join(f"{counts[word]} {word}" for word in _WORDS.values())
    known_too = f", {kept.n_known} known already" if kept.n_known else ""
    path = Verdicts(db.resolve()).path
    return (
        f"{printable(path.name)}: {plural(len(kept.added), 'verdict')} added ({told}){known_too}; "
        f"{n_empty} rows without one"
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of verdicts: which were added, how many were known, and where those stood whose answer is gone."""

    added: list[Verdict]
    n_known: int
    gone: list[str]


def add_verdicts(db: Path, said: Sequence[tuple[Said, str]]) -> Kept:
    """Keep verdicts beside the warehouse; the next publication tells them.

    Args:
        db: the published file.
        said: what is said, and where it stands, for messages.

    Raises:
        InputError: a right value cannot be one; nothing is kept.
        StoreError: there is no such warehouse, another run is writing it, or the disk is full.
    """
    with open_published(db) as con:
        found = _answers(con, [one.answer_id for one, _ in said])
    now = utc_now()
    verdicts = [_verdict(one, found[one.answer_id], place, now) for one, place in said if one.answer_id in found]
    with Warehouse(db) as store:
        known = {_key(verdict): verdict for verdict in store.verdicts.read()}
        new = [verdict for verdict in verdicts if not _is_told(verdict, known.get(_key(verdict)))]
        store.verdicts.add(new)
    return Kept(new, len(verdicts) - len(new), [place for one, place in said if one.answer_id not in found])


def _read(sheet: Path) -> tuple[list[tuple[Said, str]], int]:
    """Rows with a verdict, and how many have none."""
    try:
        data = sheet.read_bytes()
    except OSError as problem:
        raise UsageError(f"{sheet} cannot be read ({problem.strerror}); correct --in.") from problem
    said: dict[str, tuple[Said, str]] = {}
    n_empty = 0
    try:
        if len(data) > _MAX_BYTES:
            raise InputError("it is larger than 64 MiB")
        for row in csv_rows(data, KEY, "the sheet"):
            place = f"line {row.line}"
            cells = {name: restore(cell.strip()) for name, cell in row.cells.items()}
            if row.n_beyond or row.n_missing:
                raise InputError(f"{place} has {'more' if row.n_beyond else 'fewer'} cells than the first one")
            one = read_verdict(cells, place)
            if one is None:
                n_empty += 1
            elif one.answer_id in said and said[one.answer_id][0].verdict != one.verdict:
                raise InputError(f"{place} says of an answer other than {said[one.answer_id][1]}")
            else:
                said[one.answer_id] = one, place
    except InputError as problem:
        raise UsageError(f"{sheet}: {problem.reason}. Nothing of it is kept.") from problem
    return list(said.values()), n_empty


def read_verdict(cells: Mapping[str, str], place: str) -> Said | None:
    """What cells say: answer_id, verdict, right_value and drawn; None: nothing yet.

    Args:
        cells: without blanks at their ends.
        place: where they stand, for messages: "line 3".

    Raises:
        InputError: it is no verdict, or it does not go with the right value.
    """
    for name in ("verdict", "right_value", "drawn"):
        if name not in cells:
            raise InputError(f"the sheet has no column {name!r}; give it as 'spoglio review --out' wrote it")
    letter, right = cells["verdict"].lower(), cells["right_value"] or None
    if not letter:
        if right:
            raise InputError(f"{place} tells a right value but no verdict; write e")
        return None
    if letter not in _WORDS:
        raise InputError(f"the verdict in {place} is {letter[:20]!r}; write y, n, e or ?")
    if letter == "e" and not right:
        raise InputError(f"the verdict in {place} is e, but right_value is empty; write the right answer there")
    if letter in "y?" and right:
        raise InputError(f"the verdict in {place} is {letter}, but right_value tells another answer; write e")
    if cells["drawn"] not in ("random", "lowest"):
        raise InputError(f"drawn in {place} is {cells['drawn'][:20]!r}; it must stay random or lowest")
    # A right answer makes of a 'no' a correction.
    return Said(cells[KEY], cells["drawn"], "corrected" if right else _WORDS[letter], right)


def _answers(con: duckdb.DuckDBPyConnection, ids: list[str]) -> dict[str, dict[str, Any]]:
    con.register("wanted", pl.DataFrame({KEY: ids}, schema={KEY: pl.String}))
    con.execute(f"SELECT * FROM ({answers()}) SEMI JOIN wanted USING (answer_id)")
    names = [column[0] for column in con.description or []]
    return {row[KEY]: row for row in (dict(zip(names, values, strict=True)) for values in con.fetchall())}


def _verdict(one: Said, answer: dict[str, Any], place: str, told_at: datetime) -> Verdict:
    right = None
    if one.right_value is not None:
        try:
            right = canonical(answer["field"], one.right_value)
        except ValueError as problem:
            raise InputError(f"right_value in {place}: {problem}") from problem
        if right == answer["answer"]:
            raise InputError(f"right_value in {place} is the answer itself; write y")
    own = {name: answer[name] for name in Verdict.model_fields if name in answer}
    told = {"drawn": one.drawn, "verdict": one.verdict, "right_value": right, "told_at": told_at}
    return Verdict.model_validate(own | told)


def _key(verdict: Verdict) -> tuple[str, int, int, str]:
    return verdict.doc_id, verdict.start_char, verdict.end_char, verdict.field


def _is_told(verdict: Verdict, before: Verdict | None) -> bool:
    same = ("answer", "verdict", "right_value")
    return (
        before is not None
        and all(getattr(verdict, name) == getattr(before, name) for name in same)
        and (before.drawn == "random" or verdict.drawn == "lowest")
    )
