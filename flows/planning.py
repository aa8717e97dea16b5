"""Before anything is started: which texts are new, which were seen before, and which come under an earlier day.

A text is derived from one of the places where it was seen: the one with the earliest day, then the smallest source_uri.
That choice is a minimum, so neither the order of inputs nor their split into runs changes the tables.
"""

import logging
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import polars as pl

from flows.inputs import Input, Search
from flows.metadata import Complaint
from transforms.contract import Reject, Sighting
from transforms.documents import Header, Told, document_id, mend, outlet_of, published_of, read_header
from transforms.frames import to_frame
from warehouse.earlier import Stored

logger = logging.getLogger(__name__)

_Rank = tuple[bool, date, str]
_NOTHING_TOLD = Told()
_NO_HEADER = read_header("")


@dataclass(frozen=True, slots=True)
class Seen:
    """A text at one place: what the table `sightings` records, and how long the text is."""

    doc_id: str
    source_uri: str
    told: Told
    published_on: date | None
    n_chars: int

    @property
    def rank(self) -> _Rank:
        """The smallest one names and dates the text."""
        return rank_of(self.published_on, self.source_uri)


def rank_of(published_on: date | None, source_uri: str) -> _Rank:
    """How places of one text are ordered: known days first, then the earliest, then the smallest source_uri."""
    return (published_on is None, published_on or date.max, source_uri)


@dataclass(slots=True)
class Plan:
    """What a run has to do.

    Attributes:
        to_read: the place from which each text is derived that is new or comes under an earlier day, by source_uri.
        sightings: places not recorded yet, by doc_id.
        n_inputs: inputs looked at, refused ones too.
        n_known: inputs whose text was known already, here or in this run.
        refused: inputs that cannot be read.
        complaints: metadata that cannot be used.
        n_skipped: files of other kinds in folders.
        n_quiet: addresses on the web that gave nothing new, or were not due.
        published: doc_ids in the warehouse before the run.
        again: doc_ids of a warehouse of an earlier version, whose texts are read again.
    """

    to_read: list[Seen] = field(default_factory=list[Seen])
    sightings: dict[str, list[Seen]] = field(default_factory=dict[str, list[Seen]])
    n_inputs: int = 0
    n_known: int = 0
    refused: list[Complaint] = field(default_factory=list[Complaint])
    complaints: list[Complaint] = field(default_factory=list[Complaint])
    n_skipped: int = 0
    n_quiet: int = 0
    published: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()

    @property
    def n_readable(self) -> int:
        """Inputs that hold a text."""
        return self.n_inputs - len(self.refused)

    @property
    def has_work(self) -> bool:
        """Whether anything has to be written besides the run itself."""
        return bool(self.to_read or self.sightings)

    def sightings_of(self, doc_ids: Iterable[str], run_id: str, seen_at: datetime) -> pl.DataFrame:
        """The rows of `sightings` for some texts."""
        rows = [
            Sighting(
                doc_id=seen.doc_id,
                source_uri=seen.source_uri,
                outlet=outlet_of(seen.told.outlet, seen.told.url, None),
                url=seen.told.url,
                published_on=seen.published_on,
                seen_at=seen_at,
                run_id=run_id,
            )
            for doc_id in doc_ids
            for seen in self.sightings.get(doc_id, ())
        ]
        return to_frame(rows, Sighting)

    def rejects(self, run_id: str) -> pl.DataFrame:
        """The rows of `rejects` for inputs and metadata; `table_name` is filled where the text itself was read."""
        rows = [(None, item) for item in self.refused] + [("documents", item) for item in self.complaints]
        return to_frame(
            (
                Reject(run_id=run_id, source_uri=item.source_uri, stage="ingest", table_name=table, reason=item.reason)
                for table, item in rows
            ),
            Reject,
        )


def make_plan(
    search: Search,
    known_documents: pl.DataFrame,
    known_sightings: pl.DataFrame,
    fallback_on: date | None = None,
    done: Callable[[int], None] = lambda steps: None,
    keep: Callable[[str, str], None] = lambda doc_id, text: None,
    stored: Iterable[Stored] = (),
    retracted: Container[str] = (),
    redated: Mapping[str, date] | None = None,
) -> Plan:
    """Look at every input once and compare it with what is published.

    Args:
        search: where to look.
        known_documents: at least doc_id, source_uri and published_on of the published documents.
        known_sightings: doc_id, source_uri and published_on of the published sightings.
        fallback_on: the day of texts for which neither metadata nor the text tell one.
        done: is told how many inputs were looked at, for a progress bar.
        keep: is given every text that may have to be read, with its doc_id, so that no input is opened twice.
        stored: texts of a warehouse of an earlier version; what an input tells of the same place wins.
        retracted: doc_ids of texts that are refused.
        redated: doc_id → day before which no place of a text counts.
    """
    corrected = redated or {}
    ranks = {
        doc_id: rank_of(day, uri)
        for doc_id, uri, day in known_documents.select("doc_id", "source_uri", "published_on").iter_rows()
    }
    recorded = {
        (doc_id, uri): rank_of(day, uri)
        for doc_id, uri, day in known_sightings.select("doc_id", "source_uri", "published_on").iter_rows()
    }
    plan = Plan(published=frozenset(ranks))
    best: dict[str, Seen] = {}
    places: dict[tuple[str, str], Seen] = {}
    n_readable = 0

    def look(given: Input, fallback_on: date | None) -> str:
        seen = _seen(given, fallback_on, corrected)
        key = (seen.doc_id, given.source_uri)
        if seen.doc_id not in ranks or seen.rank < ranks[seen.doc_id]:
            keep(seen.doc_id, given.text)
        if seen.doc_id not in best or seen.rank < best[seen.doc_id].rank:
            best[seen.doc_id] = seen
        if key not in places or seen.rank < places[key].rank:
            places[key] = seen
        return seen.doc_id

    for given in search.inputs():
        done(1)
        if retracted and document_id(given.text) in retracted:
            search.refused.append(Complaint(given.source_uri, "the text was retracted ('spoglio forget')"))
            continue
        n_readable += 1
        look(given, fallback_on)
    plan.again = frozenset(look(_input_of(item), None) for item in stored)
    for key, seen in sorted(places.items()):
        if key not in recorded or seen.rank < recorded[key]:
            plan.sightings.setdefault(seen.doc_id, []).append(seen)
    wanted = (seen for doc_id, seen in best.items() if doc_id not in ranks or seen.rank < ranks[doc_id])
    plan.to_read = sorted(wanted, key=lambda seen: (seen.source_uri, seen.doc_id))
    plan.refused = sorted(search.refused, key=lambda item: (item.source_uri, item.reason))
    plan.complaints = sorted(search.complaints, key=lambda item: (item.source_uri, item.reason))
    plan.n_skipped = search.n_skipped
    plan.n_quiet = search.visit.n_quiet if search.visit else 0
    plan.n_inputs = n_readable + len(plan.refused)
    plan.n_known = n_readable - sum(1 for doc_id in best if doc_id not in ranks and doc_id not in plan.again)
    return plan


def _input_of(item: Stored) -> Input:
    """A text of the warehouse as an input; no file is opened for it."""
    told = {name: getattr(item, name) for name in Told.__slots__ if hasattr(item, name)}
    return Input(item.source_uri, item.text, Told(**told))


def _seen(given: Input, fallback_on: date | None, corrected: Mapping[str, date]) -> Seen:
    # What is told wins over the text, and reading a header costs as much as all else that is done to a known text.
    is_told = given.told.published_on is not None or given.told.published_at is not None
    header = _NO_HEADER if is_told else _header_of(given.text)
    published = published_of(given.told, header, fallback_on)
    told = _NOTHING_TOLD if given.told == _NOTHING_TOLD else given.told
    doc_id, day = document_id(given.text), published.published_on
    if day is not None and day < corrected.get(doc_id, day):
        day = corrected[doc_id]
        told = replace(told, published_on=day, published_at=None)
    return Seen(doc_id, given.source_uri, told, day, len(given.text))


def _header_of(text: str) -> Header:
    """What a text tells of itself; nothing where that fails: whoever reads it fails on it as well, and names it."""
    try:
        return read_header(mend(text).text)
    except Exception:
        logger.debug("the header of a text cannot be read", exc_info=True)
        return _NO_HEADER
