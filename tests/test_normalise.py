"""Numbers and dates together: each numeral in one row, no overlap, spans that hold, work in proportion to the text."""

import re
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import transforms.components  # noqa: F401 - registers the components
from tests.counting import calls
from tests.paths import SHARED
from transforms.facts import FoundDate, FoundFigure, FoundUnread
from transforms.language.lexer import lex
from transforms.normalise import find_dates_and_figures, find_dates_in, find_figures_in
from transforms.numbers.numerals import find_numerals

DAY = date(2026, 2, 3)

PIECES = [
    "il", "un", "una", "tra", "da", "a", "e", "o", "di", "circa", "più di", "almeno", "mila", "milioni", "miliardo", "mezzo", "per",
    "cento", "%", "euro", "€", "$", "km", "km/h", "gradi", "°", "anni", "giorni", "3", "12", "1.200", "0,5", "2026", "12.30", "3/5/2014",
    "2008/2009", "tre", "ventuno", "duemila", "un terzo", "terzo", "XXI", "secolo", "decine", "su", "-", "–", "(", ")", ",", ".", "\n", "'",
    "ieri", "lunedì", "febbraio", "marzo 2014", "alle", "ore", "legge", "art.", "n.", "Boeing", "G", "7", "enne", "ogni", "fa",
    "scorso", "magnitudo", "volte", "doppio", "metà", "www.a.it/1", "+39", "06", "½", "²", "٣", "sei", "uno", "virgola", "quarti",
]  # fmt: skip

news_like = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", " ", " ", ""])), max_size=40).map(
    lambda parts: "".join(piece + blank for piece, blank in parts)
)

any_text = st.one_of(news_like, st.text(max_size=80), st.text(alphabet="0123456789.,:/-' %€a", max_size=60))

Row = FoundDate | FoundFigure | FoundUnread


def assert_lawful(text: str, day: date | None = DAY) -> None:
    """The laws of the contract for one text."""
    tables: tuple[Iterable[Row], ...] = find_dates_and_figures(text, day)
    held = [0] * len(text)
    for rows in tables:
        end = 0
        for row in rows:
            assert 0 <= row.start < row.end <= len(text)
            assert row.start >= end, "two rows of one table overlap"
            end = row.end
            for index in range(row.start, row.end):
                held[index] += 1
    for match in re.finditer(r"\d+", text):
        assert set(held[match.start() : match.end()]) == {1}, f"{match.group()!r} does not lie in exactly one row"
    for numeral in find_numerals(text, lex(text)):  # a date may leave the "mila" of "marzo 2014 mila"
        assert max(held[numeral.start : numeral.end]) == 1, f"{text[numeral.start : numeral.end]!r} is lost or doubled"


@settings(max_examples=250, deadline=None)
@given(any_text)
def test_every_numeral_lies_in_exactly_one_row(text: str) -> None:
    assert_lawful(text)


def test_every_numeral_of_real_articles_lies_in_exactly_one_row() -> None:
    paths = [*sorted((SHARED / "gold").glob("*/*.txt")), *sorted((SHARED / "seeds").glob("*.txt"))]
    if not paths:
        pytest.skip("the shared articles are not here")
    for path in paths[::3]:
        assert_lawful(path.read_text(encoding="utf-8"))


def test_order_is_labels_ages_dates_figures() -> None:
    text = "Ieri un uomo di 46 anni, condannato a 3 anni per la legge 194, ha vinto 2 milioni di euro."
    dates, figures, unread = find_dates_and_figures(text, DAY)
    assert [text[d.start : d.end] for d in dates] == ["Ieri", "3 anni"]
    assert [text[f.start : f.end] for f in figures] == ["46 anni", "2 milioni di euro"]
    assert [(text[u.start : u.end], u.reason) for u in unread] == [("194", "law_number")]


def test_what_cannot_be_read_is_not_lost() -> None:
    text = "segna 12:99:77 e " + "9" * 50
    unread = find_dates_and_figures(text, None)[2]
    assert {u.kind for u in unread} == {"number"}
    assert text[unread[-1].start : unread[-1].end] == "9" * 50
    assert unread[-1].reason == "not_understood"


def test_plain_functions() -> None:
    assert [f.low for f in find_figures_in("circa 1,2 milioni")] == [1_200_000]
    (found,) = find_dates_in("ieri", DAY)
    assert found.date_from == date(2026, 2, 2)


def test_same_rows_whatever_stands_after_a_line_end() -> None:
    text = "Tre morti e 20 feriti."
    assert find_dates_and_figures(text, DAY)[1] == find_dates_and_figures(text + "\n\n", DAY)[1]


HOSTILE = {
    "digits": "1", "numbers": "1 2 3 ", "between": "tra ", "nested": "tra 3 e ", "letter": "a", "scales": "mila ", "words": "due ",
    "joined": "cento e ", "points": "1.", "articles": "un ", "percent": "5% ", "ordinals": "terzo ", "roman": "XVI ", "money": "€ 5 ",
    "ranges": "da 3 a 5 ", "scores": "2-1", "codes": "A1", "ages": "di 3 anni ", "shares": "uno su tre ", "mail": "a@a.", "law": "art. 3, ",
    "long word": "quindicimila", "apostrophes": "l'", "months": "marzo ", "slashes": "1/", "decimals": "uno virgola ", "quotes": "5' ",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_work_grows_with_the_text_and_not_faster(piece: str) -> None:
    """Counts calls of Python functions instead of seconds: four times the text, at most 4.6 times the calls."""

    def work(text: str) -> int:
        return calls(lambda: find_dates_and_figures(text, DAY))

    size = 1500 // len(piece) + 1
    work(piece * size)  # fills the caches
    small, large = work(piece * size), work(piece * size * 4)
    assert large <= 4.6 * small + 400
