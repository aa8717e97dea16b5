"""What a run does with its addresses: feeds and pages first, then the pages to which feeds link, then all is read.

Hosts are asked side by side, the addresses of one host one after the other. What cannot be fetched is a row of
`rejects` and does not stop the rest. What is known of an address (`flows.web.state`) grows only by what was read:
whatever failed is asked for again.
"""

import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from flows.clock import seconds_since_start, utc_now
from flows.inputs import Input, uri_of
from flows.metadata import Complaint
from flows.readers.read import read
from flows.readers.reader import Limits, Record, Refused, Skipped
from flows.web.feeds import Feed, Feeds
from flows.web.fetch import Answer, Bounds, Fetcher, Validators
from flows.web.guard import LaterError, checked
from flows.web.manners import AwayError, Manners
from flows.web.robots import Robots
from flows.web.state import Known, State
from transforms.documents import Told, settle
from transforms.errors import InputError

_SIDE_BY_SIDE = 8
#: Of the time between two requests: a schedule that starts a little early is no reason to wait for its next turn.
_ALMOST = 0.9
#: Pages of one feed that one run fetches, and entries of a feed that are looked at.
MOST_PAGES, MOST_ENTRIES = 100, 1_000
_Job = TypeVar("_Job")
_Done = TypeVar("_Done")


@dataclass(slots=True)
class _Page:
    """A page to which a feed links.

    Attributes:
        feed: the feed.
        uri: of its entry, where it has no name of its own.
        entry: what the feed has of it.
        address: of the page.
        stamp: what the feed tells of its day.
        answer: what was fetched, or why nothing was.
    """

    feed: Feed
    uri: str
    entry: Record
    address: str
    stamp: str
    answer: Answer | InputError | None = None


@dataclass(slots=True)
class _Given:
    """A feed or page as it was fetched.

    Attributes:
        feed: which.
        asked_at: when (seconds since 1970).
        answer: what was fetched, or why nothing was.
        pages: those that the feed links to and that were fetched.
        known_pages: those that were fetched before, and those that were read now.
        is_whole: whether all of it was fetched and read, so that it need not be asked for before it changes.
    """

    feed: Feed
    asked_at: float
    answer: Answer | InputError
    pages: list[_Page] = field(default_factory=list[_Page])
    known_pages: dict[str, str] = field(default_factory=dict[str, str])
    is_whole: bool = True


class Visit:
    """Fetches what is due and gives it as inputs; use it in a ``with`` statement.

    Args:
        feeds: what is to be fetched.
        state: what was fetched before; it is kept up by `settle`.
        folder: for what is fetched; it is made, and removed at the end.
        max_chars: longer texts are refused.
        allow_private: this machine and private networks may be asked too.
        bounds: of each request.
        now: the present moment.

    Attributes:
        refused: what cannot be fetched or read.
        complaints: pages that cannot be fetched although the feed has a text of them, and metadata that cannot be used.
        n_skipped: files of other kinds, in archives.
        n_quiet: addresses that were not due or have not changed.
    """

    def __init__(
        self,
        feeds: Feeds,
        state: State,
        folder: Path,
        max_chars: int,
        allow_private: bool = False,
        bounds: Bounds | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.refused: list[Complaint] = []
        self.complaints: list[Complaint] = []
        self.n_skipped = self.n_quiet = 0
        self._feeds, self._state, self._folder, self._limits = feeds.feeds, state, folder, Limits(max_chars)
        self._over, self._now = threading.Event(), now
        bounds = bounds or Bounds()
        self._ends = seconds_since_start() + bounds.together
        self._fetcher = Fetcher(folder, Manners(feeds.delay, state.away, self._over.wait), allow_private, bounds)
        self._robots = Robots(self._fetcher)
        self._given: list[_Given] = []

    def __enter__(self) -> Self:
        """Make the folder; one that a killed run left is emptied."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for nobody any more and remove the folder."""
        self._over.set()
        shutil.rmtree(self._folder, ignore_errors=True)

    def fetch(self, done: Callable[[int], None] = lambda steps: None) -> None:
        """Fetch what is due, and the pages to which feeds link.

        Args:
            done: is told how many addresses were asked for.
        """
        due = [feed for feed in self._feeds if self._is_due(feed)]
        self.n_quiet += len(self._feeds) - len(due)

        def ask(feed: Feed) -> _Given:
            known = self._state.known.get(feed.address)
            asked_at = self._now().timestamp()
            answer = self._asked(feed.address, known, feed.kind == "page")
            done(1)
            return _Given(feed, asked_at, answer, known_pages=dict(known.pages) if known else {})

        def ask_page(page: _Page) -> None:
            page.answer = self._asked(page.address, None, True)
            done(1)

        self._given = self._by_host(due, lambda feed: feed.address, ask)
        seen: set[str] = set()
        for given in self._given:
            if given.feed.full_text and isinstance(given.answer, Answer) and given.answer.path is not None:
                self._links(given, given.answer.path, seen)
        pages = [page for given in self._given for page in given.pages if page.address]
        self._by_host(pages, lambda page: page.address, ask_page)

    def inputs(self) -> Iterator[Input]:
        """All texts that were fetched; all that is told of them is complete when it is exhausted."""
        for given in self._given:
            n_inputs, n_refused = 0, len(self.refused)
            for found in self._texts(given):
                n_inputs += 1
                yield found
            given.is_whole = given.is_whole and len(self.refused) == n_refused
            self.n_quiet += not n_inputs and (given.is_whole or isinstance(given.answer, AwayError))
            self._note(given)

    def _texts(self, given: _Given) -> Iterator[Input]:
        feed = given.feed
        if isinstance(given.answer, InputError):
            self._cannot(given, feed.address, given.answer)
        elif feed.full_text:
            for page in given.pages:
                yield from self._read_page(given, page)
        elif given.answer.path is not None:
            for uri, record in self._read(feed.address, given.answer.path):
                if feed.kind == "feed" and not record.part:
                    self._refuse(feed.address, 'this is one text and no feed; tell kind = "page" where that is meant')
                else:
                    yield self._input(feed, uri, record)

    def settle(self) -> None:
        """Keep what was fetched; call this when all of it is published."""
        self._state.write(self._now().timestamp())

    def _is_due(self, feed: Feed) -> bool:
        known = self._state.known.get(feed.address)
        if known is None:
            return True
        passed = self._now().timestamp() - known.asked_at
        return passed < 0 or passed >= _ALMOST * feed.every.total_seconds()  # a clock may have been set back

    def _asked(self, address: str, known: Known | None, is_page: bool) -> Answer | InputError:
        if seconds_since_start() > self._ends:
            return AwayError("the run has fetched for as long as it may")
        try:
            demand = self._robots.demand if is_page else lambda url: None
            return self._fetcher.get(address, known.validators if known else None, demand=demand)
        except InputError as problem:
            return problem

    def _by_host(
        self, jobs: Iterable[_Job], address_of: Callable[[_Job], str], work: Callable[[_Job], _Done]
    ) -> list[_Done]:
        """What came of each job, in their order; those of one host are done one after the other."""
        hosts: dict[str, list[_Job]] = {}
        jobs = list(jobs)
        for job in jobs:
            hosts.setdefault(_host(address_of(job)), []).append(job)

        def all_of(host: str) -> list[tuple[int, _Done]]:
            return [(id(job), work(job)) for job in hosts[host] if not self._over.is_set()]

        pool = ThreadPoolExecutor(_SIDE_BY_SIDE)
        try:
            done = dict(item for items in pool.map(all_of, hosts) for item in items)
        finally:  # who is interrupted waits for nobody
            pool.shutdown(wait=False, cancel_futures=True)
        return [done[id(job)] for job in jobs]

    def _links(self, given: _Given, file: Path, seen: set[str]) -> None:
        """Find the pages of a feed that are to be fetched; an entry without a link stands for itself.

        Args:
            given: the feed.
            file: its text.
            seen: addresses of pages that are fetched in this run; it is added to.
        """
        named: dict[str, str] = {}
        n_new, n_refused = 0, len(self.refused)
        for number, (uri, entry) in enumerate(self._read(given.feed.address, file)):
            if number == MOST_ENTRIES:
                self._refuse(
                    given.feed.address, f"the feed has more than {MOST_ENTRIES} entries; the first ones are read"
                )
                break
            address, stamp = _link(entry), str(entry.told.published_at or entry.told.published_on or "")
            if not address:
                given.pages.append(_Page(given.feed, uri, entry, "", stamp))
                continue
            if self._is_known(address, stamp) or address in named:
                named[address] = stamp
            elif address in seen:
                continue
            elif n_new == MOST_PAGES:
                given.is_whole = False  # the rest is for the next run
            else:
                n_new += 1
                seen.add(address)
                given.pages.append(_Page(given.feed, uri, entry, address, stamp))
        given.known_pages = named
        given.is_whole = given.is_whole and len(self.refused) == n_refused

    def _is_known(self, address: str, stamp: str) -> bool:
        return any(known.pages.get(address) == stamp for known in self._state.known.values())

    def _read_page(self, given: _Given, page: _Page) -> Iterator[Input]:
        """The text of a page; where it cannot be had, the one that the feed has of it."""
        if page.answer is None:
            yield self._input(page.feed, page.uri, page.entry)
            return
        if isinstance(page.answer, LaterError):
            self._cannot(given, page.address, page.answer)
            return
        n_found, before = 0, len(self.refused)
        if isinstance(page.answer, Answer) and page.answer.path is not None:
            for uri, record in self._read(page.address, page.answer.path):
                n_found += 1
                yield self._input(page.feed, uri, record, page)
        why = page.answer.reason if isinstance(page.answer, InputError) else ""
        if not n_found:
            for refused in self.refused[before:]:
                why = why or refused.reason
            del self.refused[before:]
            told = f"the page cannot be read ({why or 'there is no text'}); the text of the feed stands for it"
            self.complaints.append(Complaint(page.address, told))
            yield self._input(page.feed, page.uri, page.entry)
        given.known_pages[page.address] = page.stamp

    def _read(self, address: str, file: Path) -> Iterator[tuple[str, Record]]:
        """The texts of a file that was fetched, with the address of each; the file goes away."""
        with file.open("rb") as opened:
            for inside, event in read(opened, file.name, self._limits):
                uri = "/".join(part for part in (address, uri_of(inside)) if part)
                if isinstance(event, Skipped):
                    if inside or event.part:
                        self.n_skipped += 1
                    else:
                        self._refuse(address, "what lies at the address is of no kind that is read")
                elif isinstance(event, Refused):
                    self._refuse(f"{uri}#{event.part}" if event.part else uri, event.reason)
                else:
                    part = "#".join(part for part in (inside, event.part) if part)
                    yield f"{uri}#{event.part}".rstrip("#"), replace(event, part=part)
        file.unlink(missing_ok=True)

    def _input(self, feed: Feed, uri: str, record: Record, page: _Page | None = None) -> Input:
        """A text as an input, with what feeds.toml, the page and the feed tell of it.

        Of what a feed and its page both tell, the feed's day and moment hold: it tells when the text came out, a page
        often when it was last touched.
        """
        link = page.address if page else _link(record) or (feed.address if not record.part else "")
        sources = [("address", Told(url=link or None)), ("feeds.toml", Told(outlet=feed.outlet))]
        if page is None:
            sources.append(("feed" if record.part else "page", replace(record.told, url=None)))
        else:
            entry = page.entry.told
            day = Told(published_on=entry.published_on, published_at=entry.published_at)
            about = {name: getattr(entry, name) for name in ("title", "outlet", "author", "section", "language")}
            sources += [("feed", day), ("page", record.told), ("feed", Told(**about))]
        uri = page.address if page else record.source_uri or link or uri
        self.complaints += [Complaint(uri, reason) for reason in record.complaints]
        return Input(uri, record.text, settle(sources))

    def _cannot(self, given: _Given, address: str, why: InputError) -> None:
        """Something could not be fetched; that it was not the time to ask is no complaint."""
        given.is_whole = False
        if not isinstance(why, AwayError):
            self._refuse(address, why.reason)

    def _refuse(self, uri: str, reason: str) -> None:
        self.refused.append(Complaint(uri, reason))

    def _note(self, given: _Given) -> None:
        """What is known of an address from now on; of one that could not be fetched, when it was asked for."""
        if isinstance(given.answer, AwayError):
            return
        before = self._state.known.get(given.feed.address)
        if isinstance(given.answer, InputError):
            known = replace(before, asked_at=given.asked_at) if before else Known(given.asked_at)
        else:
            validators = given.answer.validators if given.is_whole else Validators()
            known = Known(given.asked_at, validators, given.known_pages)
        self._state.known[given.feed.address] = known


def _host(address: str) -> str:
    try:
        return checked(address).host
    except InputError:
        return ""


def _link(record: Record) -> str:
    """Where an entry of a feed leads; empty: nowhere that is fetched from."""
    if not record.part or not record.told.url:
        return ""
    try:
        return str(checked(record.told.url))
    except InputError:
        return ""
