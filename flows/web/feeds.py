"""What is to be fetched: addresses as they are typed, and a file `feeds.toml` that lists them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from flows.options import read_duration
from flows.preferences import read_toml
from flows.terminal import printable
from flows.web.guard import checked
from flows.web.manners import DELAY
from transforms.errors import InputError, UsageError

#: From one request for a listed address to the next.
EVERY = timedelta(minutes=10)
_LONGEST_DELAY = 3_600
#: That read feeds and pages; without them a page would be taken for one that holds no text.
_PACKAGES = ("feedparser", "trafilatura")


@dataclass(frozen=True, slots=True)
class Feed:
    """One address to be fetched; the words are those of `feeds.toml`.

    Attributes:
        address: http or https.
        outlet: who publishes there; None: what lies there may tell it.
        kind: ``feed``, or ``page``: one text, or whatever else is read.
        full_text: the pages to which a feed links are fetched, too.
        every: from one request to the next, at least; what is typed is asked for each time.
    """

    address: str
    outlet: str | None = None
    kind: str = "feed"
    full_text: bool = False
    every: timedelta = EVERY


@dataclass(frozen=True, slots=True)
class Feeds:
    """What a run is to fetch.

    Attributes:
        feeds: each address once.
        delay: seconds between two requests to one host.
    """

    feeds: tuple[Feed, ...]
    delay: float = DELAY


def feeds_of(typed: Iterable[str], file: Path | None) -> Feeds:
    """What is typed and what is listed; an address that is both is taken as it is listed, and asked for each time.

    Args:
        typed: addresses.
        file: a `feeds.toml`; None: none.

    Raises:
        UsageError: the file cannot be read or tells something that cannot be used.
    """
    listed = read_feeds(file) if file else Feeds(())
    wanted = dict.fromkeys(typed)
    feeds = {feed.address: feed for feed in listed.feeds}
    for address in wanted:
        known = feeds.get(address) or Feed(address, kind="page")
        feeds[address] = Feed(address, known.outlet, known.kind, known.full_text, timedelta())
    return Feeds(tuple(feeds.values()), listed.delay)


def read_feeds(file: Path) -> Feeds:
    """Read a `feeds.toml`.

    Raises:
        UsageError: it cannot be read or tells something that cannot be used.
    """
    told = read_toml(file, "--feeds", '[[feed]] and address = "https://…"')
    _demand_known(told, ("delay", "feed"), str(file))
    entries = told.get("feed")
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise UsageError(f'{file} lists no feeds; write [[feed]] and, below it, address = "https://…".')
    delay = told.get("delay", DELAY)
    if not _is_number(delay) or not 0 <= delay <= _LONGEST_DELAY:
        raise UsageError(f"{file}: delay is a number of seconds from 0 to {_LONGEST_DELAY}.")
    feeds: dict[str, Feed] = {}
    for number, entry in enumerate(entries, start=1):
        feed = _feed(entry, f"{file}: feed {number}")
        if feed.address in feeds:
            raise UsageError(f"{file}: feed {number}: {printable(feed.address)} is listed already.")
        feeds[feed.address] = feed
    if any(feed.full_text for feed in feeds.values()) and not all(map(find_spec, _PACKAGES)):
        raise UsageError(f"{file}: full_text needs packages that are not installed; install spoglio[feeds].")
    return Feeds(tuple(feeds.values()), float(delay))


def _feed(entry: Mapping[str, Any], where: str) -> Feed:
    _demand_known(entry, [field.name for field in fields(Feed)], where)
    for name in ("address", "outlet", "kind", "every"):
        if name in entry and (not isinstance(entry[name], str) or not entry[name].strip()):
            raise UsageError(f"{where}: {name} is a text in quotation marks.")
    if "address" not in entry:
        raise UsageError(f"{where} has no address.")
    try:
        checked(entry["address"])
    except InputError as problem:
        raise UsageError(f"{where}: address: {printable(problem.reason)}.") from problem
    if entry.get("kind", "feed") not in ("feed", "page"):
        raise UsageError(f"{where}: kind is feed or page.")
    if not isinstance(entry.get("full_text", False), bool):
        raise UsageError(f"{where}: full_text is true or false.")
    if entry.get("full_text") and entry.get("kind") == "page":
        raise UsageError(f"{where}: full_text is for feeds: a page is fetched as it is.")
    try:
        told = {"every": read_duration(entry["every"])} if "every" in entry else {}
    except ValueError as problem:
        raise UsageError(f"{where}: every: {printable(problem)}.") from problem
    return Feed(**{**entry, **told})


def _demand_known(told: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    known = list(known)
    for name in told:
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.5)
            what = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(known)}."
            raise UsageError(f"{where}: '{printable(name)}' is not known; {what}")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
