"""The quality gate: good rows pass, bad rows go to `rejects`, a failing table holds the run back. Nothing is edited.

A row-level failure rejects the row and the rows that refer to it. A table-level failure, or an expectation that raises,
holds the whole run back: the first is for a person to decide, the second is an error of ours and never bad data.
"""

import json
import logging
import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from expectations.batch import GATE_TABLES, Batch, references_between
from expectations.judge import Questions, Verdict, judge
from expectations.meaning import MeaningCheck, checks_of
from expectations.rules import rules_of
from expectations.suites import as_asked, meaning_questions_of, questions_of, schema_questions, share_questions
from transforms.contract import FACT_KEYS, Attribution, Check, Finding, Reject, stable_id
from transforms.frames import keys_of, schema_of, to_frame

__all__ = ["Report", "check", "merge_checks", "preload"]

logger = logging.getLogger(__name__)

#: More than this share of a table rejected is no matter of single rows; smaller tables are left to their rows.
MOST_REJECTED, ENOUGH_ROWS = 0.5, 1_000


@dataclass(frozen=True)
class Report:
    """What the gate says of a batch.

    Attributes:
        good: contract name → rows that may be published, `findings` among them; empty when the run is held back.
        rejects: one row a rejected row (contract table `rejects`).
        checks: one row an expectation and table (contract table `checks`).
        held_back: one sentence a table- or run-level failure; when there is one, nothing may be published.
    """

    good: dict[str, pl.DataFrame]
    rejects: pl.DataFrame
    checks: pl.DataFrame
    held_back: list[str] = field(default_factory=list)


def preload() -> None:
    """Start to load the library in the background, have it judge tables without rows, and return at once.

    Its first judgement costs a fifth of a second more than others.
    """
    threading.Thread(target=check, args=({}, ""), name="preload-great-expectations", daemon=True).start()


def check(tables: Mapping[str, pl.DataFrame], run_id: str, *, known_docs: Collection[str] = ()) -> Report:
    """Try all expectations on the tables of one batch of documents.

    Args:
        tables: contract name → frame; a missing table counts as empty. A batch brings every entity that it refers to.
        run_id: the run that made the batch.
        known_docs: documents published before, to which sightings and near duplicates may refer.

    Returns:
        Good rows, rejected rows, the result of every expectation, and what holds the run back.

    Raises:
        ContractError: a name is no table that passes the gate.
    """
    batch = Batch.of(tables, known_docs, run_id)
    inspection = _Inspection(run_id)
    inspection.look_at_schema(batch)
    if inspection.held_back:
        return inspection.report({}, to_frame([], Reject))
    for row_class in GATE_TABLES:
        inspection.look_at_rows(batch, row_class.table)
    inspection.follow_references(batch)
    inspection.look_at_shares(batch)
    rejects = inspection.rejects(batch)
    if inspection.held_back:
        return inspection.report({}, rejects)
    good = Batch(inspection.good(batch), batch.known_docs, run_id)
    findings = inspection.look_at_meaning(good)
    return inspection.report({**good.tables, Finding.table: findings}, rejects)


def merge_checks(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The checks of all batches of a run as one row an expectation: rows are summed, success is of all."""
    checks = pl.concat([to_frame([], Check), *parts])
    keys = ["run_id", "table_name", "expectation", "column_name"]
    merged = checks.group_by(keys, maintain_order=True).agg(
        pl.col("success").all(),
        pl.col("n_rows", "n_unexpected").sum(),
        pl.col("details").drop_nulls().first(),
    )
    return merged.select(list(schema_of(Check)))


class _Inspection:
    """What was seen so far of one batch: results of expectations, bad rows with their reasons, reasons to hold back."""

    def __init__(self, run_id: str) -> None:
        self.run_id = run_id
        self.held_back: list[str] = []
        self._checks: list[Check] = []
        self._bad: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))

    def report(self, good: dict[str, pl.DataFrame], rejects: pl.DataFrame) -> Report:
        """All that was seen; no good rows when something holds the run back."""
        return Report({} if self.held_back else good, rejects, to_frame(self._checks, Check), self.held_back)

    def look_at_schema(self, batch: Batch) -> None:
        """Every table has the columns and types of the contract."""
        rows = []
        for row_class in GATE_TABLES:
            table = row_class.table
            want, have = schema_of(row_class), batch[table].schema
            names = dict.fromkeys([*want, *have])
            rows += [(table, name, want.get(name) == have.get(name), want.get(name), have.get(name)) for name in names]
        holds = pl.DataFrame({"columns_are_as_in_contract": [row[2] for row in rows]})
        for verdict in self._judge("all", holds, schema_questions()):
            for table, name, _, wanted, found in (rows[at] for at in verdict.bad):
                self.held_back.append(f"Table {table!r}, column {name!r}: expected {wanted}, got {found}.")

    def look_at_rows(self, batch: Batch, table: str) -> None:
        """Try the suite of a table; what a row breaks is noted as a reason against it."""
        frame = batch[table]
        if frame.is_empty():
            return
        holds = {}
        for rule in rules_of(table):
            try:
                holds[rule.name] = rule.holds(batch)
            except Exception as error:
                self._raised(Verdict(rule.name, ", ".join(rule.columns), rule.says, 0, raised=repr(error)), table)
        questions = questions_of(table)
        if set(questions.columns()) <= {*frame.columns, *holds}:
            asked = as_asked(frame.with_columns(**holds).select(questions.columns()))
            for verdict in self._judge(table, asked, questions):
                for row in verdict.bad:
                    self._bad[table][row].append(verdict.reason)

    def follow_references(self, batch: Batch) -> None:
        """Rows that refer to a rejected row are rejected too, over any number of steps."""
        self._follow_all(batch)
        if self._documents_left_bare(batch):
            self._follow_all(batch)

    def _follow_all(self, batch: Batch) -> None:
        for row_class in GATE_TABLES:  # a table refers only to tables before it or, last of all, to itself
            for column, (parent, key) in references_between(row_class).items():
                self._follow(batch, row_class.table, column, parent, key)
        for parent, key in FACT_KEYS.items():
            self._follow(batch, Attribution.table, "fact_id", parent, key)

    def _documents_left_bare(self, batch: Batch) -> bool:
        """Reject the documents of which every sentence was rejected; whether there were any."""
        if not self._bad["sentences"]:
            return False
        homes = batch["sentences"].get_column("doc_id").to_list()
        left = {home for row, home in enumerate(homes) if row not in self._bad["sentences"]}
        bare = set(homes) - left
        rows = [row for row, doc_id in enumerate(batch["documents"].get_column("doc_id")) if doc_id in bare]
        for row in rows:
            if row not in self._bad["documents"]:
                self._bad["documents"][row].append("document_has_sentences (doc_id): all its sentences were rejected")
        return bool(rows)

    def _follow(self, batch: Batch, table: str, column: str, parent: str, key: str) -> None:
        to_do = list(self._bad[parent])
        if not to_do:
            return
        bad, keys = self._bad[table], batch[parent].get_column(key)
        rows = batch[table].select(column, pl.row_index("row")).drop_nulls(column)
        users = dict(rows.group_by(column).agg("row").rows())
        while to_do:
            for row in users.pop(keys[to_do.pop()], ()):
                if row not in bad:
                    bad[row].append(f"refers_to_rejected ({column}): the row of {parent} was rejected")
                    to_do += [row] if parent == table else []

    def look_at_shares(self, batch: Batch) -> None:
        """A table of which most rows are bad points at a broken stage, not at bad rows."""
        large = [name for name, frame in batch.tables.items() if frame.height >= ENOUGH_ROWS]
        if not large:
            return
        holds = [len(self._bad[name]) / batch[name].height <= MOST_REJECTED for name in large]
        for verdict in self._judge("all", pl.DataFrame({"most_rows_are_good": holds}), share_questions()):
            for name in (large[at] for at in verdict.bad):
                reason = next(iter(self._bad[name].values()))[0]
                of = f"{len(self._bad[name])} of {batch[name].height} rows of {name}"
                self.held_back.append(f"{of} are bad, for instance: {reason}.")

    def look_at_meaning(self, good: Batch) -> pl.DataFrame:
        """Try the checks of meaning on good rows; each doubt is a finding."""
        findings: dict[str, Finding] = {}
        for row_class in GATE_TABLES:
            table = row_class.table
            if good[table].is_empty() or not checks_of(table):
                continue
            holds: dict[str, pl.Series] = {}
            for meaning in checks_of(table):
                try:
                    found = self._findings(good, meaning)
                except Exception as error:
                    self._raised(Verdict(meaning.name, "", meaning.says, 0, raised=repr(error)), table)
                    continue
                findings |= found
                doubted = {finding.row_id for finding in found.values()}
                holds[meaning.name] = ~good[table].get_column(keys_of(row_class)[0]).is_in(doubted)
            questions = meaning_questions_of(table)
            if set(questions.columns()) <= set(holds):
                self._judge(table, pl.DataFrame(holds), questions)
        made = to_frame((finding for _, finding in sorted(findings.items())), Finding)
        return pl.concat([good[Finding.table], made]).unique("finding_id", keep="first", maintain_order=True)

    def _findings(self, good: Batch, meaning: MeaningCheck) -> dict[str, Finding]:
        found = {}
        for doubt in meaning.find(good):
            key = stable_id("findings", doubt.doc_id, meaning.name, doubt.row_id, doubt.other_row_id)
            found[key] = Finding(
                finding_id=key,
                doc_id=doubt.doc_id,
                check_name=meaning.name,
                table_name=meaning.table,
                row_id=doubt.row_id,
                other_row_id=doubt.other_row_id,
                details=doubt.details,
                run_id=self.run_id,
            )
        return found

    def good(self, batch: Batch) -> dict[str, pl.DataFrame]:
        """The rows against which nothing was said."""
        rows = pl.row_index()
        return {name: frame.filter(~rows.is_in(self._bad[name].keys())) for name, frame in batch.tables.items()}

    def rejects(self, batch: Batch) -> pl.DataFrame:
        """The rows against which something was said, with all that was said."""
        sources = dict(batch.columns("documents", "doc_id", "source_uri"))
        rows = []
        for name, frame in batch.tables.items():
            for at, reasons in sorted(self._bad[name].items()):
                row = frame.row(at, named=True)
                rows.append(
                    Reject(
                        run_id=self.run_id,
                        source_uri=row.get("source_uri") or sources.get(row.get("doc_id")),
                        doc_id=row.get("doc_id"),
                        stage="check",
                        table_name=name,
                        reason="; ".join(reasons),
                        row_json=json.dumps(row, ensure_ascii=False, default=str),
                    )
                )
        return to_frame(rows, Reject)

    def _judge(self, table: str, frame: pl.DataFrame, questions: Questions) -> list[Verdict]:
        """The verdicts that found bad rows; all are written down, one that raised holds the run back."""
        verdicts = judge(frame, questions)
        for verdict in verdicts:
            if verdict.raised is not None:
                self._raised(verdict, table)
            else:
                self._note(verdict, table)
        return [verdict for verdict in verdicts if verdict.bad and verdict.raised is None]

    def _raised(self, verdict: Verdict, table: str) -> None:
        logger.error("%s on table %s raised: %s", verdict.name, table, verdict.raised)
        self._note(verdict, table)
        self.held_back.append(
            f"Expectation {verdict.name} on table {table} raised {verdict.raised}; this is an error of spoglio's own."
        )

    def _note(self, verdict: Verdict, table: str) -> None:
        success = not verdict.bad and verdict.raised is None
        details = f"raised {verdict.raised}" if verdict.raised else verdict.says
        self._checks.append(
            Check(
                run_id=self.run_id,
                table_name=table,
                expectation=verdict.name,
                column_name=verdict.columns or None,
                success=success,
                n_rows=verdict.n_rows,
                n_unexpected=len(verdict.bad),
                details=None if success else details,
            )
        )
