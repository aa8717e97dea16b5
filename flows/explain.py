"""`spoglio explain`: a text with its facts marked in it, and below each paragraph what they mean and who found them."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from flows.inputs import Search, read_text
from flows.metadata import load_told_file
from flows.terminal import colours, plain_number, printable, say
from transforms.documents import Article, make_article
from transforms.errors import InputError
from transforms.facts import FoundClaim, FoundDate, FoundFigure
from transforms.parsing import load_pipeline
from transforms.pipeline import read_all
from transforms.rows import Reading

_COLOURS = {"date": 36, "figure": 32, "mention": 33, "quote": 35, "unread": 31}
_RESET = "\x1b[0m"
_MAX_SURFACE = 60


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as it is shown: where it stands, what it means, which rule made it."""

    start: int
    end: int
    kind: str
    meaning: str
    rule: str


def explain(path: Path, metadata: Path | None, published_on: date | None, model: str) -> int:
    """Print what is found in every text below a path.

    Returns:
        The exit code: 1 when nothing could be read.
    """
    search = Search((path,), load_told_file(metadata) if metadata else None)
    articles = _articles(search, published_on)
    first = next(articles, None)
    n_read = 0
    if first is not None:
        nlp = load_pipeline(model)
        for article in _chain(first, articles):
            (reading,) = read_all([article], nlp)
            sys.stdout.write(render(reading, colours(sys.stdout)))
            n_read += 1
    for item in [*search.refused, *search.complaints]:
        say(f"{printable(item.source_uri)}: {printable(item.reason)}")
    sys.stdout.flush()
    return 0 if n_read else 1


def _chain(first: Article, rest: Iterator[Article]) -> Iterator[Article]:
    yield first
    yield from rest


def _articles(search: Search, published_on: date | None) -> Iterator[Article]:
    for found in search.inputs():
        given = found.input
        try:
            text = found.text if found.text is not None else read_text(given)
        except InputError as problem:
            say(f"{printable(given.source_uri)}: {printable(problem.reason)}")
            continue
        yield make_article(text, given.source_uri, given.told, published_on)


def render(reading: Reading, coloured: bool) -> str:
    """The text with its facts marked and listed, paragraph by paragraph.

    Without colours a fact is marked ``[figure 41mila]``; quotations, which hold other facts, are only listed.
    """
    article = reading.article
    lines = [_header(article, coloured)]
    facts = facts_of(reading)
    at = 0
    start = 0
    for paragraph in article.text.split("\n"):
        end = start + len(paragraph)
        here: list[Fact] = []
        while at < len(facts) and facts[at].start <= end:
            here.append(facts[at])
            at += 1
        if paragraph.strip():
            lines.append(_mark(paragraph, start, here, coloured))
            lines += [_listed(fact, article.text, coloured) for fact in here]
            lines.append("")
        start = end + 1
    return "\n".join(lines) + "\n"


def _header(article: Article, coloured: bool) -> str:
    known = {
        "title": article.title,
        "agency": article.agency,
        "place": article.dateline_place,
        "published": f"{article.published_on} (told by {article.published_basis})" if article.published_on else None,
        "language": article.language,
    }
    told = "; ".join(f"{key}: {printable(value)}" for key, value in known.items() if value)
    name = printable(article.source_uri)
    return f"\x1b[1m{name}{_RESET}\n{told}\n" if coloured else f"== {name}\n{told}\n"


def facts_of(reading: Reading) -> list[Fact]:
    """All facts of a text in the order in which they begin, the longer one first."""
    facts = [Fact(found.start, found.end, "date", _date(found), found.rule) for found in reading.dates]
    facts += [
        Fact(found.start, found.end, "figure", _figure(found, claim), found.rule)
        for found, claim in zip(reading.figures, reading.claims, strict=True)
    ]
    for mention in reading.mentions:
        who = mention.entity.name if mention.entity else "not known"
        facts.append(Fact(mention.start, mention.end, "mention", f"{mention.kind} {who} ({mention.via})", mention.rule))
    for quote in reading.quotes:
        parts = [quote.form, f"by {quote.speaker_name or 'nobody named'}", f"cue {quote.cue!r}" if quote.cue else ""]
        parts += [f"on {quote.said_on}" if quote.said_on else "", quote.modality]
        facts.append(Fact(quote.start, quote.end, "quote", "; ".join(part for part in parts if part), quote.rule))
    facts += [Fact(item.start, item.end, "unread", item.kind, item.reason) for item in reading.unread]
    return sorted(facts, key=lambda fact: (fact.start, -fact.end, fact.kind))


def _date(found: FoundDate) -> str:
    if found.date_from is None and found.date_to is None:
        days = "day unknown" if found.kind != "duration" else ""
    elif found.date_from == found.date_to:
        days = str(found.date_from)
    else:
        days = f"{found.date_from or '…'} to {found.date_to or '…'}"
    seen = f"seen from {found.anchor_on}" if found.anchor_on else ""
    return "; ".join(part for part in (found.kind, days, found.timex, found.modifier, seen) if part)


def _figure(found: FoundFigure, claim: FoundClaim) -> str:
    number = _number(found.low) if found.low == found.high else f"{_number(found.low)} to {_number(found.high)}"
    value = " ".join(part for part in (found.modifier, number, found.unit, claim.counted) if part)
    about = claim.subject.name if claim.subject else claim.subject_name
    source = claim.source.name if claim.source else claim.source_name
    parts = [
        f"{found.kind} {value}",
        f"about {about}" if about else "",
        f"according to {source}" if source else "",
        f"in {claim.place.name}" if claim.place else "",
        f"for {claim.period_from or '…'} to {claim.period_to or '…'}" if claim.period_from or claim.period_to else "",
        "part of another figure" if claim.part_of is not None else "",
        claim.modality,
    ]
    return "; ".join(part for part in parts if part)


def _number(value: Decimal | None) -> str:
    return "?" if value is None else plain_number(value)


def _mark(paragraph: str, offset: int, facts: list[Fact], coloured: bool) -> str:
    """The paragraph with marks around facts; of facts that overlap the first one is marked."""
    parts: list[str] = []
    at = 0
    for fact in facts:
        start, end = fact.start - offset, min(fact.end - offset, len(paragraph))
        if fact.kind == "quote" or start < at:
            continue
        parts.append(printable(paragraph[at:start], keep="\t"))
        surface = printable(paragraph[start:end], keep="\t")
        parts.append(f"\x1b[{_COLOURS[fact.kind]}m{surface}{_RESET}" if coloured else f"[{fact.kind} {surface}]")
        at = end
    parts.append(printable(paragraph[at:], keep="\t"))
    return "".join(parts)


def _listed(fact: Fact, text: str, coloured: bool) -> str:
    surface = " ".join(text[fact.start : fact.end].split())
    surface = surface if len(surface) <= _MAX_SURFACE else surface[: _MAX_SURFACE - 1] + "…"
    kind = f"\x1b[{_COLOURS[fact.kind]}m{fact.kind:<7}{_RESET}" if coloured else f"{fact.kind:<7}"
    return f"    {kind} «{printable(surface)}»  {printable(fact.meaning)}  [{printable(fact.rule)}]"
