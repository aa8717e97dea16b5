"""What is fuzzed: how inputs are made, and what must hold whatever they are.

An input is a `str` for the rooms and `bytes` for decoding and readers, so that what was found can be kept as a file.
"""

import gzip
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import polars as pl
from hypothesis import strategies as st

from expectations.batch import GATE_TABLES, Batch
from expectations.meaning import CHECKS
from expectations.rules import rules_of
from flows.readers.read import read
from flows.readers.reader import Limits, Record, Refused, Skipped
from flows.readers.registry import FORMATS
from tests.conftest import loaded
from tests.flows.readers.crawls import answer
from tests.flows.readers.making import parquet, tarred, workbook, zipped, zstd
from tests.flows.readers.pdfs import lines, pdf
from tests.flows.readers.reading import page
from transforms.documents import clean, decode, make_article, mend
from transforms.errors import InputError
from transforms.facts import FoundDate, FoundFigure, FoundUnread
from transforms.language import foreign_blocks
from transforms.normalise import find_dates_and_figures
from transforms.pipeline import read_articles

DAY = date(2026, 2, 11)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Target:
    """One thing to fuzz: its inputs, and a check that raises where something does not hold."""

    inputs: st.SearchStrategy[Any]
    check: Callable[[Any], None]


def _pieces(words: str) -> st.SearchStrategy[str]:
    """Texts of words that mean something to a room, with any characters between them."""
    word = st.sampled_from(words.split())
    between = st.sampled_from([" ", " ", " ", "", ", ", "-", "\n", ". ", "'", "’", "/", "\u200b", "\xa0", "\u202e"])
    odd = st.text(max_size=4)
    part = st.tuples(st.one_of(word, word, word, odd), between).map("".join)
    return st.lists(part, max_size=40).map("".join)


_DATES = (
    "3 12 31 2026 1999 '98 lunedì ven. gennaio 3 marzo mar dal al tra fra il e di del nel scorso prossimo fa settimana mese anni "
    "decennio Pasqua Natale inizio fine metà primavera ore alle 9.30 18:00 mezzogiorno ieri oggi domani stasera XX secolo "
    "2024/25 3/5/2014 1°/o Q2 H1 ultimi due tre quarti notte ogni trimestre entro prima dopo March 5th May last week The of to"
)
_FIGURES = (
    "3 12 1.200 1,5 300 mila mln miliardi milioni € $ euro per cento % circa oltre più meno di da a tra e o mezzo un una due "
    "trentaquattro cento mille terzo decina centinaia kg km/h m2 gradi anni feriti morti su art. legge n. 7 tel. 06 + - ± ½ 2-1 "
    "6,5 1/2 10x XII IV pagina voti punti base The million of 1,250.50 dollars"
)
_QUOTES = (
    "« » “ ” „ ‟ \" ' ‘ ’ – — ( ) : , . ? ! ha detto dice Rossi Mario Bertoli il sindaco secondo la Regione spiega che non è "
    'vero Torvalle ministro sostiene afferma: aggiunge La 30 ieri «Noi andiamo» "Sì" ha perché e poi'
)
_TEXT = "&agrave; &amp; &#8217; <b> </b> <br/> <!-- --> ** * ~~ ` Ã¨ â€™ Â ï¿½ ﬁ e\u0301 ROMA (ANSA) - © 2026 a- b http://a.it @a #b The of and"


# ---- the rooms
def _normalise(text: str) -> None:
    _numbers(text, find_dates_and_figures(text, DAY, None, foreign_blocks(text)))
    _numbers(text, find_dates_and_figures(text, None, None, [(0, len(text), "en")]))


def _numbers(text: str, found: tuple[list[FoundDate], list[FoundFigure], list[FoundUnread]]) -> None:
    dates, figures, unread = found
    spans = sorted((row.start, row.end) for rows in (dates, figures, unread) for row in rows)
    _inside(text, spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans)), "two rows overlap"
    for match in _DIGITS.finditer(text):
        assert any(start < match.end() and match.start() < end for start, end in spans), f"no row for {match[0]!r}"
    for row in dates:
        assert row.date_from is None or row.date_to is None or row.date_from <= row.date_to, row
    for figure in figures:
        assert figure.low is None or figure.high is None or figure.low <= figure.high, figure


def _inside(text: str, spans: Iterable[tuple[int, int]]) -> None:
    for start, end in spans:
        assert 0 <= start < end <= len(text), (start, end, len(text))


def _pipeline(text: str) -> None:
    """All rooms: every row would pass the gate, every numeral and quotation mark stands in some row."""
    try:
        text = clean(text)
    except InputError:
        return
    article = make_article(text, "fuzz")
    if not article.legible.strip():
        return  # nothing but markup has no sentence, and is rejected for that
    tables = read_articles([article], loaded("rules"), "run", datetime(2026, 2, 11, tzinfo=UTC))
    batch = Batch.of(tables, (), "run")
    for row in GATE_TABLES:
        for rule in rules_of(row.table):
            assert rule.holds(batch).all(), f"{row.table}: {rule.name}: {rule.says}"
    for check in CHECKS:
        doubts = list(check.find(batch))
        assert not (doubts and check.name.endswith("accounted_for")), doubts


def _mended(text: str) -> None:
    """What is read leads back to what came, in order."""
    mended = mend(text)
    ends = [mended.back(at, at + 1) for at in range(len(mended.text))]
    _inside(text, ends)
    assert ends == sorted(ends)


# ---- bytes
def _decoded(data: bytes) -> None:
    try:
        text = decode(data, 10_000)
    except InputError as problem:
        _told(problem.reason)
    else:
        assert text == clean(text, 10_000)


def _told(reason: str) -> None:
    assert reason, "no reason"
    assert not reason.endswith("."), reason
    assert "Traceback" not in reason, reason
    assert len(reason) < 1_000, reason


_SAMPLES: dict[str, bytes] = {
    "a.txt": b"Ieri a Torvalle 12 feriti, ha detto il sindaco.\n",
    "a.jsonl": b'{"text": "Ieri 3 feriti.", "published_on": "2026-02-03", "title": "Uno"}\n{"text": "Due."}\n',
    "a.csv": b'text,title,published_on\n"Ieri 3 feriti, dice",Uno,2026-02-03\n"Due; tre",,\n',
    "a.html": page().encode(),
    "a.rss": b'<?xml version="1.0"?><rss version="2.0"><channel><title>Voce</title><item><title>Uno</title><link>'
    b"https://voce.example/1</link><pubDate>Tue, 03 Feb 2026 16:30:00 +0100</pubDate><description>&lt;p&gt;Ieri 3 "
    b"feriti.&lt;/p&gt;</description></item></channel></rss>",
    "a.atom": b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Voce</title><entry><title>Uno</title>'
    b"<id>urn:1</id><updated>2026-02-03T16:30:00Z</updated><content>Ieri 3 feriti.</content></entry></feed>",
    "a.xml": b'<?xml version="1.0"?><nitf><head><title>Uno</title></head><body><body.head><hedline><hl1>Uno</hl1></hedline>'
    b"</body.head><body.content><p>Ieri 3 feriti.</p></body.content></body></nitf>",
    "a.eml": b"From: a@voce.example\nSubject: =?utf-8?q?Citt=C3=A0?=\nDate: Tue, 03 Feb 2026 16:30:00 +0100\n"
    b"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nIeri 3 feriti.\n",
    "a.mbox": b"From a@voce.example Tue Feb  3 16:30:00 2026\nFrom: a@voce.example\nSubject: Uno\n\nIeri 3 feriti.\n\n",
    "a.pdf": pdf([lines("Ieri a Torvalle tre feriti,", "ha detto il sindaco.")]),
    "a.warc": answer(page().encode()),
    "a.parquet": parquet(pl.DataFrame({"text": ["Ieri 3 feriti.", "Due."], "title": ["Uno", None]})),
    "a.xlsx": workbook({"Uno": [["text", "published_on"], ["Ieri 3 feriti.", "2026-02-03"]]}),
    "a.zip": zipped({"a.txt": b"Ieri 3 feriti.", "b/c.html": page().encode()}),
    "a.tar": tarred({"a.txt": b"Ieri 3 feriti.", "b/c.eml": b"Subject: Uno\n\nDue.\n"}),
    "a.txt.gz": gzip.compress(b"Ieri 3 feriti.", mtime=0),
    "a.jsonl.zst": zstd(b'{"text": "Ieri 3 feriti."}\n'),
}


@st.composite
def _damaged(draw: st.DrawFn) -> bytes:
    """The name of a file and its bytes: a sample of some format with pieces cut out, doubled or replaced."""
    name = draw(st.sampled_from(sorted(_SAMPLES)))
    data = _SAMPLES[name]
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 40)))
        instead = draw(st.one_of(st.binary(max_size=8), st.sampled_from(_PIECES)))
        data = data[:at] + instead + data[draw(st.sampled_from([at, end])) :]
    suffix = draw(st.sampled_from([name, name, name, *(f"b{each.suffixes[0]}" for each in FORMATS if each.suffixes)]))
    return suffix.encode() + b"\0" + data


_PIECES: Sequence[bytes] = (
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<![CDATA[", b"]]>", b"<p>" * 50, b"\xff\xfe", b"\x00", b"\r\n\r\n", b'"', b"{",
    b"[" * 40, b"%%EOF", b"endobj", b"=?utf-8?b?", b"Content-Length: 99999999999", b"charset=utf-99", b"\xe2\x80", b"\x1f\x8b\x08",
    b"PK\x03\x04", b"\nFrom x\n", b"-1", b"9" * 30, b"NaN", b"\xed\xa0\x80", b"xmlns:a='b'", b"2026-13-45", b"+99:99",
)  # fmt: skip
_LIMITS = Limits(max_chars=5_000)


def _reader(data: bytes) -> None:
    """Whatever a file holds: texts that may be published, or reasons; never an exception."""
    name, _, content = data.partition(b"\0")
    found = read(io.BytesIO(content), name.decode("utf-8", "replace"), _LIMITS)
    for count, (_, event) in enumerate(found):
        assert count <= len(content) + 1, "more events than bytes"
        if isinstance(event, Record):
            assert event.text == clean(event.text, _LIMITS.max_chars)
        elif isinstance(event, Refused):
            _told(event.reason)
        else:
            assert isinstance(event, Skipped)


TARGETS: dict[str, Target] = {
    "dates": Target(_pieces(_DATES), _normalise),
    "figures": Target(_pieces(_FIGURES), _normalise),
    "quotes": Target(_pieces(_QUOTES), _pipeline),
    "texts": Target(_pieces(f"{_TEXT} {_QUOTES} {_DATES}"), _pipeline),
    "mending": Target(_pieces(_TEXT), _mended),
    "decoding": Target(
        st.one_of(st.binary(max_size=300), st.text(max_size=80).map(lambda text: text.encode("utf-16"))), _decoded
    ),
    "readers": Target(_damaged(), _reader),
}
