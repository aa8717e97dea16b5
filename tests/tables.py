"""Small batches of rows by hand, all rules kept: tests of the gate and of the warehouse break them one by one."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from expectations.batch import GATE_TABLES
from transforms import contract
from transforms.contract import Row, Run, stable_id
from transforms.frames import schema_of, to_frame
from warehouse.store import BATCH_TABLES, open_published

SEEN_AT = datetime.fromisoformat("2026-02-03T09:30Z")
PUBLISHED_ON = date(2026, 2, 3)

Tables = dict[str, pl.DataFrame]
Rows = dict[str, list[dict[str, Any]]]

STORY = (
    "Storia numero {n}. Nel 2025 la Croce Verde ha contato 120 vittime a Borgo, di cui 30 morti. "
    "«Abbiamo coperto il 40% dei casi», ha detto Carla Neri. "
    "La legge 104 resta. Secondo Neri, i soldi ci sono."
)


def story(number: int, run_id: str = "run-1", text: str = STORY, day: date | None = PUBLISHED_ON) -> Rows:
    """All rows of one document; every table has some, in text order, and every rule holds."""
    return _Story(text.format(n=number), number, run_id, day).rows


def frames(*stories: Rows) -> Tables:
    """The tables of a batch of stories, an entity of several stories once. Values that no row class would take pass."""
    tables = {}
    for row in GATE_TABLES:
        rows = [one for rows in stories for one in rows[row.table]]
        frame = pl.DataFrame(rows, schema=schema_of(row), orient="row")
        tables[row.table] = frame.unique(maintain_order=True) if row is contract.Entity else frame
    return tables


def batch(*numbers: int, run_id: str = "run-1") -> Tables:
    """The tables of a batch of clean stories."""
    return frames(*(story(number, run_id) for number in numbers))


def run_row(run_id: str = "run-1", **changes: Any) -> Run:
    """A row of `runs`."""
    values: dict[str, Any] = {
        "run_id": run_id,
        "flow_run_name": "quiet-heron",
        "started_at": SEEN_AT,
        "finished_at": datetime.fromisoformat("2026-02-03T09:31Z"),
        "state": "completed",
        "n_inputs": 1,
        "n_new": 1,
        "n_known": 0,
        "n_rejects": 0,
        "model_name": "it",
        "code_version": "0.1.0",
    }
    return Run(**(values | changes))


def dump_tables(path: Path | str) -> dict[str, list[tuple[object, ...]]]:
    """All facts of a warehouse in one order, without what depends on the run: equal dumps mean equal warehouses.

    Left out: the columns run_id, first_seen_at and seen_at, and the tables runs, checks and rejects.
    """
    left_out = ("run_id", "first_seen_at", "seen_at")
    with open_published(path) as con:
        dump = {}
        for row in BATCH_TABLES:
            columns = ", ".join(name for name in row.model_fields if name not in left_out)
            dump[row.table] = con.execute(f"SELECT {columns} FROM {row.table} ORDER BY ALL").fetchall()
    return dump


def no_rows(row_class: type[Row]) -> pl.DataFrame:
    """An empty table."""
    return to_frame([], row_class)


class _Story:
    def __init__(self, text: str, number: int, run_id: str, day: date | None) -> None:
        self.text, self.run_id, self.day = text, run_id, day
        self.doc_id = stable_id("document", text)
        self.uri = f"storie/{number:03}.txt"
        self.rows: Rows = {row.table: [] for row in GATE_TABLES}
        self.add(
            contract.Document,
            doc_id=self.doc_id,
            source_uri=self.uri,
            outlet="La Gazzetta",
            title=f"Storia {number}",
            text=text,
            n_chars=len(text),
            n_tokens=len(text.split()),
            published_on=day,
            published_basis="metadata" if day else "none",
            first_seen_at=SEEN_AT,
        )
        self.add(contract.Sighting, doc_id=self.doc_id, source_uri=self.uri, published_on=day, seen_at=SEEN_AT)
        start = 0
        for part in text.split(". "):
            end = start + len(part) + (start + len(part) < len(text))
            self.add(
                contract.Sentence,
                sentence_id=stable_id("s", self.doc_id, start),
                doc_id=self.doc_id,
                start_char=start,
                end_char=end,
                text=text[start:end],
                language="it",
            )
            start = end + 1
        self.facts()

    def facts(self) -> None:
        cross, neri, borgo = (stable_id("e", name) for name in ("Croce Verde", "Carla Neri", "Borgo"))
        for key, name, kind in ((cross, "Croce Verde", "ORG"), (neri, "Carla Neri", "PER"), (borgo, "Borgo", "LOC")):
            self.add(contract.Entity, entity_id=key, name=name, kind=kind)
        self.fact(contract.Mention, "mention_id", "Croce Verde", kind="ORG", via="name", entity_id=cross)
        self.fact(contract.Mention, "mention_id", "Borgo", kind="LOC", via="name", entity_id=borgo)
        self.fact(contract.Mention, "mention_id", "Carla Neri", kind="PER", via="name", entity_id=neri)
        self.fact(contract.Mention, "mention_id", "Neri,", cut=1, kind="PER", via="name", entity_id=neri)
        year = {"date_from": date(2025, 1, 1), "date_to": date(2025, 12, 31), "timex": "2025", "grain": "year"}
        self.fact(contract.DateExpression, "date_id", "2025", kind="date", **year)
        toll = {
            "subject_entity_id": borgo,
            "subject_name": "Borgo",
            "source_entity_id": cross,
            "source_name": "Croce Verde",
            "modality": "reported",
            "confidence": 0.7,
            "period_from": date(2025, 1, 1),
            "period_to": date(2025, 12, 31),
        }
        whole = self.figure("120", "count", 120, counted="vittime", **toll)
        self.figure("30", "count", 30, counted="morti", part_of=whole, **toll)
        said = {"source_entity_id": neri, "source_name": "Carla Neri", "modality": "reported"}
        self.figure("40%", "percent", 40, unit="%", counted="casi", **said)
        spoken = {"speaker_entity_id": neri, "speaker_name": "Carla Neri", "modality": "reported", "confidence": 0.9}
        self.fact(
            contract.Quote, "quote_id", "Abbiamo coperto il 40% dei casi", form="direct", cue="ha detto", **spoken
        )
        self.fact(contract.Quote, "quote_id", "i soldi ci sono", form="indirect", cue="Secondo", **spoken)
        self.answers(borgo, cross)
        self.fact(contract.Unread, "unread_id", self.number(), kind="number", reason="part_of_name")
        self.fact(contract.Unread, "unread_id", "104", kind="number", reason="law_number")

    def answers(self, borgo: str, cross: str) -> None:
        """What was chosen for the 120 victims and the first quotation, and a whole and a subject that are not sure."""
        toll, part, share = self.rows["figures"]
        year = {"date_from": toll["period_from"], "date_to": toll["period_to"]}
        self.answer("figures", toll, "counted", 1, True, 0.97, "right behind the number", name="vittime")
        self.answer("figures", toll, "subject", 1, True, 0.8, "same clause", name="Borgo", entity_id=borgo)
        self.answer("figures", toll, "subject", 2, False, 0.15, "nearby", name="Croce Verde", entity_id=cross)
        self.answer("figures", toll, "source", 1, True, 0.9, "nearby", name="Croce Verde", entity_id=cross)
        self.answer("figures", toll, "period", 1, True, 0.85, "same clause", **year)
        self.answer("figures", toll, "part_of", 1, True, 0.99, "nobody")
        self.answer("figures", part, "part_of", 1, True, 0.95, "rule", name="120")
        self.answer("figures", share, "subject", 1, False, 0.4, "nearby", name="i casi")
        speaker = {"name": "Carla Neri", "entity_id": self.rows["quotes"][0]["speaker_entity_id"]}
        self.answer("quotes", self.rows["quotes"][0], "speaker", 1, True, 0.9, "subject of the cue", **speaker)

    def answer(
        self, table: str, fact: dict[str, Any], field: str, rank: int, published: bool, sure: float, basis: str,
        **told: Any,
    ) -> None:  # fmt: skip
        fact_id = next(iter(fact.values()))
        self.add(
            contract.Attribution,
            attribution_id=stable_id("attributions", fact_id, field, rank),
            doc_id=self.doc_id,
            fact_table=table,
            fact_id=fact_id,
            field=field,
            rank=rank,
            is_published=published,
            confidence=sure,
            basis=basis,
            **told,
        )

    def number(self) -> str:
        return self.text.split(".")[0].rsplit(" ", 1)[1]

    def figure(self, surface: str, kind: str, value: int, **more: Any) -> str:
        return self.fact(
            contract.Figure, "figure_id", surface, kind=kind, low=Decimal(value), high=Decimal(value), **more
        )

    def fact(self, row_class: type[Row], key: str, surface: str, cut: int = 0, **more: Any) -> str:
        # The number of the story stands in front: search behind it, except for the number itself.
        start = self.text.index(surface, 0 if surface == self.number() else self.text.index("."))
        end = start + len(surface) - cut
        row_id = stable_id(row_class.table, self.doc_id, start, end)
        sentence = next(
            row["sentence_id"] for row in self.rows["sentences"] if row["start_char"] <= start < row["end_char"]
        )
        words = "text" if row_class is contract.Quote else "surface"
        span = {"doc_id": self.doc_id, "sentence_id": sentence, "start_char": start, "end_char": end}
        self.add(row_class, **{key: row_id, words: self.text[start:end]}, rule="by_hand", **span, **more)
        return row_id

    def add(self, row_class: type[Row], **values: Any) -> None:
        row = row_class(run_id=self.run_id, **values).model_dump()
        if row not in self.rows[row_class.table]:
            self.rows[row_class.table].append(row)
