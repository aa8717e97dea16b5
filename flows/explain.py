"""`spoglio explain`: a text with its facts marked in it, and below each paragraph what they mean and who found them.

The text is a file, which is read, or a published document, whose facts are those that the warehouse holds.

What had to be chosen among candidates is told with how sure it is and what spoke for it: "about Russia · 0.93 · subject
of the clause"; in brackets and with a question mark what is too unsure to be published.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from flows.inputs import Search
from flows.metadata import load_told_file
from flows.places import Place, place
from flows.stored import Stored, is_key, stored
from flows.terminal import colours, plain_number, plural, printable, say
from transforms.documents import Article, make_article
from transforms.facts import FoundAnswer, FoundClaim, FoundDate, FoundFigure
from transforms.parsing import load_pipeline
from transforms.pipeline import read_all
from transforms.rows import Reading

_COLOURS = {"date": 36, "figure": 32, "mention": 33, "quote": 35, "unread": 31}
_RESET, _DIM = "\x1b[0m", "\x1b[2m"
_MAX_SURFACE = 60
#: Field of `attributions` → the words before its answer.
_FIELDS = {
    "counted": "counts", "part_of": "part of", "subject": "about", "source": "according to", "period": "for",
    "speaker": "by", "referent": "means",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as it is shown: where it stands, what it means, which rule made it, and what was chosen for it."""

    start: int
    end: int
    kind: str
    meaning: str
    rule: str
    answers: tuple[FoundAnswer, ...] = ()


def explain_what(
    given: str,
    db: Path,
    metadata: Place | None,
    published_on: date | None,
    model: str,
    min_confidence: float | None = None,
) -> int:
    """Print what is found in a text: `explain` for a path, `explain_stored` for what can only be a key of a document.

    Raises:
        UsageError: it is an address that cannot be read, or a key that no document or several have.
        StoreError: the warehouse of a key cannot be opened.
    """
    if is_key(given) and not os.path.lexists(given):
        return explain_stored(db, given, min_confidence)
    return explain(place(given), metadata, published_on, model, min_confidence)


def explain(
    path: Place, metadata: Place | None, published_on: date | None, model: str, min_confidence: float | None = None
) -> int:
    """Print what is found in every text below a path.

    Args:
        path: a text or a folder.
        metadata: a table that tells about the texts.
        published_on: the day of texts that tell none.
        model: name of the language model.
        min_confidence: best answers from this confidence on are shown, 0 to 1; None: those that are published.

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
            sys.stdout.write(render(reading, colours(sys.stdout), min_confidence))
            n_read += 1
    for item in [*search.refused, *search.complaints]:
        say(f"{printable(item.source_uri)}: {printable(item.reason)}")
    sys.stdout.flush()
    return 0 if n_read else 1


def explain_stored(db: Path, key: str, min_confidence: float | None = None) -> int:
    """Print what a warehouse holds for a document: the text with its facts, where it was seen, what is doubtful.

    Args:
        db: the published file.
        key: the key of the document, or its beginning when no other begins so.
        min_confidence: as in `explain`.

    Returns:
        The exit code, 0.

    Raises:
        UsageError: no document has that key, or several.
        StoreError: the file cannot be opened.
    """
    found = stored(db, key)
    sys.stdout.write(render(found, colours(sys.stdout), min_confidence))
    sys.stdout.flush()
    return 0


def _chain(first: Article, rest: Iterator[Article]) -> Iterator[Article]:
    yield first
    yield from rest


def _articles(search: Search, published_on: date | None) -> Iterator[Article]:
    for given in search.inputs():
        yield make_article(given.text, given.source_uri, given.told, published_on)


def render(reading: Reading | Stored, coloured: bool, min_confidence: float | None = None) -> str:
    """The text with its facts marked and listed, paragraph by paragraph.

    Without colours a fact is marked ``[figure 41mila]``; quotations, which hold other facts, are only listed.
    """
    article = reading.article
    about = reading.about if isinstance(reading, Stored) else []
    lines = [_header(article, about, coloured)]
    facts = facts_of(reading, min_confidence)
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
            for fact in here:
                lines.append(_listed(fact, article.text, coloured))
                lines += [_answer(answer, coloured) for answer in fact.answers]
            lines.append("")
        start = end + 1
    hidden = sum(_is_told(answer) for answer in reading.answers) - sum(len(fact.answers) for fact in facts)
    if hidden and min_confidence is None:
        lines.append(f"Too unsure to be published: {plural(hidden, 'answer')}; --min-confidence 0 shows all.\n")
    if isinstance(reading, Stored) and reading.doubts:
        lines += ["Doubts about these facts:", *(f"    {printable(doubt)}" for doubt in reading.doubts), ""]
    return "\n".join(lines) + "\n"


def _header(article: Article, about: Sequence[str], coloured: bool) -> str:
    known = {
        "title": article.title,
        "agency": article.agency,
        "place": article.dateline_place,
        "published": f"{article.published_on} (told by {article.published_basis})" if article.published_on else None,
        "language": article.language,
    }
    told = "; ".join(f"{key}: {printable(value)}" for key, value in known.items() if value)
    told = "\n".join([told, *map(printable, about)])
    name = printable(article.source_uri)
    return f"\x1b[1m{name}{_RESET}\n{told}\n" if coloured else f"== {name}\n{told}\n"


def _is_told(answer: FoundAnswer) -> bool:
    """Whether it is the best answer and not "nobody"."""
    return answer.rank == 1 and (answer.name or answer.date_from or answer.date_to) is not None


def facts_of(reading: Reading | Stored, min_confidence: float | None = None) -> list[Fact]:
    """All facts of a text in the order in which they begin, the longer one first, each with its best answers.

    Args:
        reading: what was found.
        min_confidence: the least confidence of the answers; None: those that are published.
    """
    answers: dict[tuple[str, int], list[FoundAnswer]] = defaultdict(list)
    for answer in reading.answers:
        wanted = answer.is_published if min_confidence is None else answer.confidence >= min_confidence
        if wanted and _is_told(answer):
            answers[answer.fact_table, answer.fact].append(answer)

    def fact(table: str, at: int, found: Any, kind: str, meaning: str) -> Fact:
        return Fact(found.start, found.end, kind, meaning, found.rule, tuple(answers[table, at]))

    facts = [Fact(found.start, found.end, "date", _date(found), found.rule) for found in reading.dates]
    facts += [
        fact("figures", at, found, "figure", _figure(found, claim))
        for at, (found, claim) in enumerate(zip(reading.figures, reading.claims, strict=True))
    ]
    for at, mention in enumerate(reading.mentions):
        who = mention.entity.name if mention.entity else "not known"
        facts.append(fact("mentions", at, mention, "mention", f"{mention.kind} {who} ({mention.via})"))
    for at, quote in enumerate(reading.quotes):
        parts = [quote.form, f"cue {quote.cue!r}" if quote.cue else "", f"on {quote.said_on}" if quote.said_on else ""]
        facts.append(fact("quotes", at, quote, "quote", "; ".join(part for part in (*parts, quote.modality) if part)))
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
    value = " ".join(part for part in (found.kind, found.modifier, number, found.unit) if part)
    sure = f"whole claim {claim.confidence:.2f}" if claim.confidence is not None else ""
    aspect = " ".join(part for part in (claim.aspect if claim.aspect != "level" else "", claim.direction) if part)
    parts = [value, aspect, f"in {claim.place.name}" if claim.place else "", claim.modality, sure]
    return "; ".join(part for part in parts if part)


def _answer(answer: FoundAnswer, coloured: bool) -> str:
    """One answer below its fact; in brackets, dim and with a question mark when it is not published."""
    if answer.field == "period":
        name = f"{answer.date_from or '…'} to {answer.date_to or '…'}"
        name = str(answer.date_from) if answer.date_from == answer.date_to else name
    else:
        name = " ".join(str(answer.name).split())
    name = name if len(name) <= _MAX_SURFACE else name[: _MAX_SURFACE - 1] + "…"
    told = f"{name}{'' if answer.is_published else '?'} · {answer.confidence:.2f} · {answer.basis}"
    told = printable(told if answer.is_published else f"({told})")
    line = f"{_FIELDS[answer.field]} {told}"
    return " " * 12 + (f"{_DIM}{line}{_RESET}" if coloured and not answer.is_published else line)


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
