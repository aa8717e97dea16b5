"""An invented event told by several outlets, with its stories, quantities and tellings by hand: what the desk is to see."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from tests.tables import SEEN_AT, no_rows, run_row
from transforms import contract
from transforms.contract import ACROSS, Check, Reject, Row, stable_id
from transforms.frames import schema_of
from warehouse.keeping import keep_up_stories
from warehouse.store import Warehouse

TITLE = "Scoppio in una distilleria a Valcesura"


@dataclass(frozen=True)
class Told:
    """One telling: a text of one sentence in which ``*`` stands around the figure; `against` is the number of another."""

    day: str
    hour: str
    outlet: str | None
    sentence: str
    low: int
    high: int
    voice: str | None
    origin: str
    relation: str = "first"
    against: int | None = None
    open_above: bool = False
    aspect: str = "level"


@dataclass(frozen=True)
class Counted:
    """One quantity with its tellings in the order of time."""

    state: str
    n_origins: int
    tellings: tuple[Told, ...]
    concept: str | None = None
    scope: str | None = None
    kind: str = "count"
    unit: str | None = None
    place: str | None = "Valcesura"
    subject: str | None = None


INJURED = Counted("disputed", 2, (
    Told("02", "10:00", "Agenzia Meridia", "L'azienda parla di *4* feriti.", 4, 4, "l'azienda", "o1"),
    Told("02", "10:20", "Valcesura in Rete", "L'azienda parla di *4* feriti, tutti operai.", 4, 4, "l'azienda", "o1", "repeats", 0),
    Told("02", "11:00", "Gazzetta di Valcesura", "Il Servizio 118 ha curato *7* feriti.", 7, 7, "Servizio 118", "o2", "contradicts", 0),
    Told("03", "08:00", "Valcesura in Rete", "Per l'azienda erano *4* feriti.", 4, 4, "l'azienda", "o1", "repeats", 0),
), "injured", "feriti")  # fmt: skip
DEAD = Counted("revised", 1, (
    Told("02", "09:00", "Agenzia Meridia", "Il Servizio 118 conta *un* morto.", 1, 1, "Servizio 118", "o1"),
    Told("03", "09:00", "Agenzia Meridia", "I morti salgono a *2*.", 2, 2, None, "o1", "revised_up", 0),
    Told("03", "09:00", "Agenzia Meridia", "Il Servizio 118 ne contava *uno*.", 1, 1, "Servizio 118", "o1", "repeats", 0, aspect="previous"),
), "dead", "morti")  # fmt: skip
DISPLACED = Counted("confirmed", 2, (
    Told("02", "12:00", "Agenzia Meridia", "Il Comune ha evacuato *circa 60* persone.", 55, 65, "Comune di Valcesura", "o1"),
    Told("03", "12:00", "Gazzetta di Valcesura", "Per la Prefettura gli sfollati sono *58*.", 58, 58, "Prefettura", "o2", "narrower", 0),
), "displaced", "sfollati")  # fmt: skip
DAMAGE = Counted("repeated", 1, (
    Told("03", "13:00", None, "I danni vanno da *due a tre milioni di euro*.", 2_000_000, 3_000_000, None, "o1"),
    Told("04", "", None, "I danni: *da due a tre milioni*.", 2_000_000, 3_000_000, None, "o1", "repeats", 0),
), None, "danni", "money", "EUR", None, "la distilleria")  # fmt: skip
MARCH = Counted("single", 1, (
    Told("05", "18:00", "Eco di Valcesura", "In piazza *oltre 200* persone, dice la Questura.", 200, 200, "Questura", "o1", open_above=True),
), "participants", "persone")  # fmt: skip
STORIES: tuple[tuple[str, tuple[Counted, ...]], ...] = (
    (TITLE, (INJURED, DEAD, DISPLACED, DAMAGE)), ("Corteo a Valcesura", (MARCH,)),
)  # fmt: skip


def tell(path: Path, stories: tuple[tuple[str, tuple[Counted, ...]], ...] = STORIES) -> Path:
    """Publish a warehouse of these stories, a text a telling; what is seen across texts is written by hand."""
    rows: dict[type[Row], list[dict[str, Any]]] = {}

    def add(row_class: type[Row], **values: Any) -> None:
        rows.setdefault(row_class, []).append(row_class(**values).model_dump())

    for title, quantities in stories:
        story_id = stable_id("story", title)
        for counted in quantities:
            _add_quantity(add, title, story_id, counted)
        texts = [telling for counted in quantities for telling in counted.tellings]
        days = [_day(telling).date() for telling in texts]
        add(contract.Story, story_id=story_id, first_on=min(days), last_on=max(days), n_documents=len(texts),
            n_origins=len({telling.outlet for telling in texts}), title=title)  # fmt: skip
    frames = {
        row.table: pl.DataFrame(found, schema=schema_of(row), orient="row").unique(maintain_order=True)
        for row, found in rows.items()
    }
    with Warehouse(path) as store:
        store.write_batch({name: frame for name, frame in frames.items() if name not in {row.table for row in ACROSS}})
        store.write_run(run_row(), no_rows(Check), no_rows(Reject))
        store.publish()
    with duckdb.connect(str(path)) as con:
        for row in ACROSS:
            con.execute(f"DELETE FROM {row.table}")
            if row in rows:
                con.register("given", frames[row.table])
                con.execute(f"INSERT INTO {row.table} BY NAME FROM given")
                con.unregister("given")
        con.execute("CREATE OR REPLACE TEMP TABLE touched_stories AS SELECT story_id FROM stories")
        keep_up_stories(con)
    return path


def _day(telling: Told) -> datetime:
    return datetime.fromisoformat(f"2026-03-{telling.day}T{telling.hour or '00:00'}+01:00")


def _add_quantity(add: Any, title: str, story_id: str, counted: Counted) -> None:
    figures = [stable_id("figures", title, counted.scope, at) for at in range(len(counted.tellings))]
    quantity_id = stable_id("quantity", figures[0])
    for figure_id, told in zip(figures, counted.tellings, strict=True):
        before, surface, after = told.sentence.split("*")
        text = before + surface + after
        day = _day(told)
        doc_id = stable_id("document", text, day)
        sentence_id = stable_id("s", doc_id)
        add(contract.Document, doc_id=doc_id, source_uri=f"told/{doc_id}.txt", outlet=told.outlet, title=title, text=text,
            n_chars=len(text), n_tokens=len(text.split()), published_on=day.date(),
            published_at=day if told.hour else None, published_basis="metadata", first_seen_at=SEEN_AT,
            run_id="run-1")  # fmt: skip
        add(contract.Sighting, doc_id=doc_id, source_uri=f"told/{doc_id}.txt", published_on=day.date(), seen_at=SEEN_AT,
            run_id="run-1")  # fmt: skip
        add(contract.Sentence, sentence_id=sentence_id, doc_id=doc_id, start_char=0, end_char=len(text), text=text,
            language="it", run_id="run-1")  # fmt: skip
        add(contract.Figure, figure_id=figure_id, doc_id=doc_id, sentence_id=sentence_id, start_char=len(before),
            end_char=len(before) + len(surface), surface=surface, kind=counted.kind, unit=counted.unit,
            concept=counted.concept, low=Decimal(told.low), high=Decimal(told.high), counted=counted.scope, counted_lemma=counted.scope,
            aspect=told.aspect, source_name=told.voice, confidence=0.8, rule="by_hand", run_id="run-1")  # fmt: skip
        add(contract.Telling, figure_id=figure_id, quantity_id=quantity_id, origin_id=told.origin, voice=told.voice,
            told_on=day.date(), low_bound=Decimal(told.low), high_bound=None if told.open_above else Decimal(told.high),
            relation=told.relation, against_figure_id=None if told.against is None else figures[told.against],
            link_score=0.9, link_why="same concept; same place")  # fmt: skip
    last = next(told for told in reversed(counted.tellings) if told.relation != "repeats")
    add(contract.Quantity, quantity_id=quantity_id, story_id=story_id, concept=counted.concept, kind=counted.kind,
        unit=counted.unit, subject=counted.subject, place=counted.place, scope=counted.scope, modality="asserted",
        n_tellings=len(counted.tellings), n_voices=len({told.voice for told in counted.tellings} - {None}),
        n_origins=counted.n_origins, state=counted.state, latest_low=Decimal(last.low),
        latest_high=None if last.open_above else Decimal(last.high), first_told_on=_day(counted.tellings[0]).date(),
        last_told_on=_day(counted.tellings[-1]).date())  # fmt: skip
