"""Laws that hold for every text: spans, keys, the ledger of what was not read, and independence of order and batch."""

import gc
import re
import weakref
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import pairwise, zip_longest
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tests.conftest import Read
from tests.counting import calls
from tests.paths import ROOT, SHARED
from transforms import pipeline
from transforms.contract import TABLES
from transforms.documents.article import Article, Told, make_article
from transforms.facts import FoundAnswer, FoundFigure
from transforms.frames import conform
from transforms.parsing.load import load_pipeline, parse
from transforms.pipeline import read_article, read_articles
from transforms.rows import Reading

SEEN_AT = datetime(2026, 1, 1, tzinfo=UTC)
ARTICLES = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
FOREIGN = sorted(SHARED.glob("seeds/*.txt")) + sorted(SHARED.glob("gold/dev/*.txt"))

#: Written here once more, on purpose not taken from the reference tables that the rules read.
CALENDAR = re.compile(
    r"\b(?:gennaio|febbraio|aprile|giugno|luglio|settembre|ottobre|novembre|dicembre|luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]"
    r"|venerd[iì]|ieri|domani|dopodomani|stamattina|stasera)\b",
    re.I,
)
NUMBER_WORDS = re.compile(
    r"\b(?:due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|venti|trenta|quaranta|cinquanta|cento|duecento"
    r"|trecento|mille|duemila|tremila|diecimila|milione|milioni|miliardo|miliardi)\b"
)
DIGITS = re.compile(r"\d+")
MARKS = re.compile(r"[«»“”„\"]")


def spans(found: Sequence[object]) -> list[tuple[int, int]]:
    return [(f.start, f.end) for f in found]  # type: ignore[attr-defined]


def covering(at: int, places: list[tuple[int, int]]) -> int:
    return sum(start <= at < end for start, end in places)


def laws(reading: Reading) -> None:
    """All laws of one reading; each failure names the place in the text."""
    text = reading.article.text
    dates, figures, quotes = spans(reading.dates), spans(reading.figures), spans(reading.quotes)
    for places in (dates, figures, quotes, spans(reading.mentions), spans(reading.unread)):
        assert all(0 <= start < end <= len(text) for start, end in places)
    for places in (dates, figures):
        ordered = sorted(places)
        assert all(a[1] <= b[0] for a, b in pairwise(ordered)), "facts of one table overlap"
    numbers = [(u.start, u.end) for u in reading.unread if u.kind == "number"]
    words = [(u.start, u.end) for u in reading.unread if u.kind == "date"]
    marks = [(u.start, u.end) for u in reading.unread if u.kind == "quote_mark"]
    for match in [*DIGITS.finditer(text), *NUMBER_WORDS.finditer(text)]:
        rows = covering(match.start(), dates) + covering(match.start(), figures) + covering(match.start(), numbers)
        rows += covering(match.start(), words) if not rows else 0
        assert rows == 1, (match.group(), text[max(0, match.start() - 40) : match.end() + 40], rows)
    for match in CALENDAR.finditer(text):
        rows = covering(match.start(), dates) + covering(match.start(), words) + covering(match.start(), numbers)
        assert rows == 1, (match.group(), text[max(0, match.start() - 40) : match.end() + 40], rows)
    for match in MARKS.finditer(text):
        at = match.start()
        blanks = " \u00a0\u202f"  # « parole »
        before, after = len(text[:at].rstrip(blanks)), len(text) - len(text[at + 1 :].lstrip(blanks))
        read = any(start <= at < end or start == after or end == before for start, end in quotes)
        listed = covering(at, marks)
        listed += covering(at, figures)  # the inch of 55" belongs to its figure
        assert (listed == 0) if read else (listed == 1), (text[max(0, at - 40) : at + 40], read, listed)
    assert len(reading.claims) == len(reading.figures)
    laws_of_answers(reading)


def laws_of_answers(reading: Reading) -> None:
    """Every question has its best answers in order, and what is published is what the fact's columns hold."""
    asked: dict[tuple[str, int, str], list[FoundAnswer]] = {}
    for answer in reading.answers:
        asked.setdefault((answer.fact_table, answer.fact, answer.field), []).append(answer)
    for at, (claim, quote) in enumerate(zip_longest(reading.claims, reading.quotes)):
        if claim is not None:
            held = {
                "counted": claim.counted,
                "subject": claim.subject.name if claim.subject else claim.subject_name,
                "source": claim.source.name if claim.source else claim.source_name,
                "period": (claim.period_from, claim.period_to),
                "part_of": None if claim.part_of is None else reading.figures[claim.part_of],
            }
            assert all(holds(reading, value, asked.pop(("figures", at, field))) for field, value in held.items())
            assert claim.confidence is not None
        if quote is not None:
            assert holds(reading, quote.speaker_name, asked.pop(("quotes", at, "speaker")))
            assert quote.confidence is not None
    for (table, at, field), answers in asked.items():
        assert (table, field) == ("mentions", "referent")
        assert reading.mentions[at].via == "role"
        assert holds(reading, reading.mentions[at].entity.name, answers)  # type: ignore[union-attr]


def holds(reading: Reading, value: object, answers: list[FoundAnswer]) -> bool:
    """Whether a column is what its best answer says when that is published, and NULL when it is not."""
    assert [answer.rank for answer in answers] == list(range(1, len(answers) + 1))
    assert len(answers) <= 3
    assert [answer.confidence for answer in answers] == sorted((a.confidence for a in answers), reverse=True)
    assert all(0 <= answer.confidence <= 1 and answer.basis for answer in answers)
    best = answers[0]
    assert not any(answer.is_published for answer in answers[1:])
    told: object = best.name
    if best.field == "period":
        told = (best.date_from, best.date_to)
        return value == (told if best.is_published else (None, None))
    if isinstance(value, FoundFigure):
        value = reading.article.text[value.start : value.end]
    return value == (told if best.is_published else None)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_laws_on_the_demo_articles(read: Read, path: Path) -> None:
    laws(read(path.read_text(encoding="utf-8"), "2026-03-04"))


@pytest.mark.slow
@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.stem)
def test_laws_on_the_gold_articles(read: Read, path: Path) -> None:
    laws(read(path.read_text(encoding="utf-8"), "2020-03-04"))


PIECES = st.sampled_from(
    [
        "3",
        "17",
        "1.200",
        "1,5",
        "41mila",
        "due",
        "tre",
        "mille",
        "milioni",
        "di",
        "euro",
        "%",
        "per",
        "cento",
        "il",
        "4",
        "e",
        "il",
        "5",
        "febbraio",
        "lunedì",
        "ieri",
        "alle",
        "12.30",
        "tra",
        "e",
        "o",
        "dal",
        "al",
        "fino",
        "a",
        "«",
        "»",
        "“",
        "”",
        '"',
        "'",
        "ha",
        "detto",
        "Rossi",
        "Mario",
        "che",
        "(",
        ")",
        ".",
        ",",
        ";",
        ":",
        "–",
        "-",
        "\n",
        "€",
        "",
        "anni",
        "morti",
        "persone",
        "terzo",
        "XX",
        "II",
        "legge",
        "300/1970",
        "A1",
        "06",
        "12345678",
        "2003-2006",
        "90'",
        "3-1",
        "°",
    ]
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(pieces=st.lists(PIECES, min_size=1, max_size=25), glue=st.sampled_from([" ", " ", ""]))
def test_laws_on_any_text(read: Read, pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    if text.strip():
        laws(read(text, "2026-03-04"))


def tables(articles: Sequence[Article], nlp: Language, size: int) -> dict[str, pl.DataFrame]:
    """All tables, read in batches of `size`, sorted by key."""
    parts: dict[str, list[pl.DataFrame]] = {}
    for at in range(0, len(articles), size):
        for name, frame in read_articles(articles[at : at + size], nlp, "run", SEEN_AT).items():
            parts.setdefault(name, []).append(frame)
    return {name: pl.concat(frames).unique().sort(pl.all()) for name, frames in parts.items()}


@pytest.fixture(scope="module")
def demo() -> list[Article]:
    return [
        make_article(path.read_text(encoding="utf-8"), path.name, Told(published_on=date(2026, 3, 4)))
        for path in ARTICLES
    ]


@pytest.fixture(scope="module")
def whole(demo: list[Article], nlp: Language) -> dict[str, pl.DataFrame]:
    """The tables of the demo articles, read in one batch."""
    return tables(demo, nlp, len(demo))


def test_order_and_batches_change_nothing(demo: list[Article], nlp: Language, whole: dict[str, pl.DataFrame]) -> None:
    other = tables(demo[::-1], nlp, 3)
    assert whole.keys() == other.keys()
    assert {"figures", "quotes", "attributions"} <= whole.keys()
    for name, frame in whole.items():
        assert frame.equals(other[name]), name


def test_frames_fit_the_contract(whole: dict[str, pl.DataFrame]) -> None:
    classes = {row.table: row for row in TABLES}
    for name, frame in whole.items():
        conform(frame, classes[name])
        assert len(frame) > 0, f"the demo articles show no row of {name}"


def test_everything_works_without_weights(demo: list[Article]) -> None:
    frames = read_articles(demo, load_pipeline("rules"), "run", SEEN_AT)
    assert all(len(frames[name]) for name in ("dates", "figures", "mentions", "quotes", "entities"))


def test_facts_of_a_damaged_text_stand_in_the_text_as_it_came(read: Read) -> None:
    text = (
        '<p class="a7">VenerdÃ¬ scorso il sin-\ndaco di Lecce, Piero Valli, ha detto che il porto avr&agrave; circa 1\xad2\n'
        "milioni di&nbsp;euro entro il 15\nmarzo 2027.</p><p>&laquo;Siamo pronti&raquo;, ha aggiunto <b>Valli</b>.</p>"
    )
    reading = read(text, "2026-02-11")
    laws(reading)
    surfaces = [text[found.start : found.end] for found in (*reading.dates, *reading.figures)]
    assert surfaces == ["VenerdÃ¬ scorso", "15\nmarzo 2027", "circa 1\xad2\nmilioni di&nbsp;euro"]
    assert reading.figures[0].low == 12_000_000
    assert "Siamo pronti" in [text[found.start : found.end] for found in reading.quotes]
    assert {(text[found.start : found.end], found.reason) for found in reading.unread} >= {("7", "markup")}
    assert [text[found.start : found.end] for found in reading.sentences()][-1].startswith("&laquo;Siamo")


def test_marks_in_a_clause_that_is_nobodys_words_are_unread(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'Il sindaco Luca Neri ha detto che il "ponte dei sogni" resta chiuso.'
    assert not [one for one in read(text).unread if one.kind == "quote_mark"]
    related = pipeline.relate
    monkeypatch.setattr(pipeline, "relate", lambda *told: replace(related(*told), quotes=[]))
    marks = [one.start for one in read(text).unread if one.kind == "quote_mark"]
    assert marks == [match.start() for match in re.finditer('"', text)]


def test_a_day_that_is_a_first_name_is_no_date(read: Read) -> None:
    text = "Domenica Zorzut parla. Domenica si vota."
    reading = read(text, "2026-02-03")
    assert [date.start for date in reading.dates] == [text.rindex("Domenica")]
    assert [(one.start, one.kind, one.reason) for one in reading.unread] == [(0, "date", "part_of_name")]


#: One sentence of so many pieces → how many calls a piece may cost.
UGLY = [
    ("numbers", "Ecco i premi: ", "{n} euro, ", 6_000),
    ("quotations", "Dice ", "«resto qui a casa mia» e ", 1_500),
]


@pytest.mark.parametrize(("start", "piece", "most"), [one[1:] for one in UGLY], ids=[one[0] for one in UGLY])
def test_one_endless_sentence_is_read_in_steps_that_grow_with_it(
    rules: Language, start: str, piece: str, most: int
) -> None:
    sizes = (60, 240)
    texts = [start + "".join(piece.format(n=100 + k) for k in range(size)) + "fine." for size in sizes]
    docs = list(parse(rules, texts))
    read_article(make_article(texts[0], "a.txt"), docs[0])  # tables are read
    few, many = (
        calls(partial(read_article, make_article(text, "a.txt"), doc)) for text, doc in zip(texts, docs, strict=True)
    )
    assert many < 4.6 * few
    assert many < most * sizes[1]


def test_what_is_let_go_of_is_gone_at_once(nlp: Language) -> None:
    """Nothing of a reading knows itself: a worker would keep tens of texts until it looks for garbage."""
    text = "Il prefetto Ugo Santi ha detto: «Le scuole chiuse sono 14». Secondo il Comune gli sfollati sono 230."
    article = make_article(text, "let-go", Told(published_on=date(2026, 3, 4)))
    gc.collect()
    gc.disable()
    try:
        (doc,) = parse(nlp, [text])
        gone = weakref.ref(doc)
        read_article(article, doc)
        del doc
        assert gone() is None
    finally:
        gc.enable()


def test_a_span_that_two_rules_refuse_is_unread_once(read: Read) -> None:
    text = (
        "Lo spread Btp-Bund ha aperto a 131,2 punti base, stabile.\n\n"
        "Sale ancora il divario tra Btp e Bund, che tocca i 250 punti."
    )
    unread = [(one.start, one.end, one.kind) for one in read(text).unread]
    assert (10, 18, "name") in unread
    assert len(unread) == len(set(unread))
