"""Figures that tell one quantity are linked; a part, another class, place or time never; what is doubtful stays apart."""

from datetime import date
from typing import Any

import pytest

from tests.counting import calls
from tests.ledger.telling import are_one, dead, figure, text, told
from transforms.ledger import Candidate, GivenFigure, GivenText, linking, tell_story

ONE, TWO, THREE = text(1), text(2, 1), text(3, 2)
LATER = text(4, 90)
TEXTS = [ONE, TWO, THREE, LATER]
EURO = {"kind": "money", "unit": "EUR"}


def tents(of: GivenText, start: int, number: float, **more: Any) -> GivenFigure:
    return figure(of, start, f"{number}", number, **{"lemma": "tenda", **more})


def rain(of: GivenText, words: str, number: float) -> GivenFigure:
    about = (Candidate("pioggia", confidence=0.5),)
    return figure(of, 0, f"{number} mm", number, kind="measure", unit="mm", place="Ronco", about=about, words=words)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The headline and the text; another text; a toll that grew.
        (dead(ONE, 0, "tre", 3, in_headline=True), dead(ONE, 200, "tre", 3)),
        (dead(ONE, 0, "tre", 3), dead(TWO, 0, "tre", 3)),
        (dead(ONE, 0, "tre", 3), dead(TWO, 0, "cinque", 5)),
        (tents(ONE, 0, 347), tents(TWO, 0, 347)),
        (tents(ONE, 0, 120), tents(TWO, 0, 140)),
        # A rough number and the exact one.
        (dead(ONE, 0, "una trentina", 30, modifier="approximate"), dead(TWO, 0, "34", 34)),
        # A rare number alone, whatever is counted.
        (figure(ONE, 0, "18,7 milioni", 18.7e6, kind="money", unit="EUR"), figure(TWO, 0, "18,7 milioni", 18.7e6)),
        # An old value was told before; of a count the new one moves on, also far.
        (tents(ONE, 0, 347), tents(TWO, 0, 347, aspect="previous")),
        # One unit of a dimension and another one.
        (
            figure(ONE, 0, "2.350 chili", 2350, kind="measure", unit="kg", near=("farina",)),
            figure(TWO, 0, "circa 2,3 tonnellate", 2.3, kind="measure", unit="t", near=("farina",), modifier="approximate"),
        ),
        # A rare number told as a plan and as a fact; a rough plan that came so.
        (tents(ONE, 0, 347), tents(TWO, 0, 347, modality="planned")),
        (tents(ONE, 0, 347), tents(TWO, 0, 300, modality="planned", modifier="more_than")),
        # Much later: a toll, a rare number, an old value.
        (dead(ONE, 0, "tre", 3), dead(LATER, 0, "tre", 3)),
        (tents(ONE, 0, 347), tents(LATER, 0, 347)),
        (tents(ONE, 0, 7), tents(LATER, 0, 7, aspect="previous")),
        # An amount behind its noun, a measure known by its unit.
        (
            figure(ONE, 0, "3 milioni", 3e6, words="Fiera, incasso a #", **EURO),
            figure(TWO, 0, "2,9 milioni", 2.9e6, words="Incasso netto di #", **EURO),
        ),
        (rain(ONE, "# di pioggia a Ronco", 91), rain(TWO, "A Ronco la pioggia è stata di #", 95)),
        # A number that is taken up again.
        (tents(ONE, 0, 7), figure(ONE, 200, "sette", 7, words="Due dei # sono nuovi.")),
    ],
)  # fmt: skip
def test_one_quantity(first: GivenFigure, second: GivenFigure) -> None:
    assert are_one(TEXTS, first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Other things, with the same number or without.
        (dead(ONE, 0, "tre", 3), figure(TWO, 0, "tre", 3, concept="injured", lemma="ferito")),
        (tents(ONE, 0, 7), figure(TWO, 0, "sette", 7, lemma="coperta")),
        (tents(ONE, 0, 347), figure(TWO, 0, "412", 412, lemma="coperta")),
        # A part and its whole; a part and the whole of another text.
        (tents(ONE, 0, 40), tents(ONE, 30, 40, part_of="t1-0")),
        (dead(ONE, 0, "sei", 6), dead(TWO, 0, "due", 2, part_of="t2-9")),
        # Classes: planned, hypothetical, denied, change, limit.
        (tents(ONE, 0, 340), tents(TWO, 0, 280, modality="planned")),
        (tents(ONE, 0, 347), tents(TWO, 0, 347, modality="hypothetical")),
        (tents(ONE, 0, 347, modality="denied"), tents(TWO, 0, 347, modality="denied")),
        (tents(ONE, 0, 347), tents(TWO, 0, 347, aspect="change")),
        (tents(ONE, 0, 347), tents(TWO, 0, 347, aspect="limit")),
        # Another time: a year against a day, one year against another, an event of long ago.
        (
            dead(ONE, 0, "trenta", 30, period_from=date(2025, 1, 1), period_to=date(2025, 12, 31)),
            dead(TWO, 0, "trenta", 30, period_from=date(2026, 4, 7), period_to=date(2026, 4, 7)),
        ),
        (
            dead(ONE, 0, "trenta", 30, period_from=date(2025, 1, 1), period_to=date(2025, 12, 31)),
            dead(TWO, 0, "trenta", 30, period_from=date(2024, 1, 1), period_to=date(2024, 12, 31)),
        ),
        (dead(ONE, 0, "sei", 6), dead(TWO, 0, "sei", 6, period_from=date(2019, 5, 2), period_to=date(2019, 5, 2))),
        # Another place: both are told of by one text.
        (dead(ONE, 0, "sei", 6, place="Bertolara"), dead(ONE, 200, "due", 2, place="Ronco")),
        (tents(ONE, 0, 300, place="Bertolara"), tents(TWO, 0, 300, place="Ronco")),
        # Another unit, another currency, another base of a share.
        (figure(ONE, 0, "347", 347, kind="money", unit="EUR"), figure(TWO, 0, "347", 347, kind="money", unit="USD")),
        (
            figure(ONE, 0, "20%", 20, kind="percent", unit="%", near=("spesa",)),
            figure(TWO, 0, "25%", 25, kind="percent", unit="%", near=("affluenza",)),
        ),
        # Too far apart; a narrower group of people.
        (dead(ONE, 0, "tre", 3), dead(TWO, 0, "trenta", 30)),
        (dead(ONE, 0, "sei", 6), dead(TWO, 0, "quattro", 4, lemma="soldato")),
        # Much later: a small number, another value.
        (tents(ONE, 0, 7), tents(LATER, 0, 7)),
        (tents(ONE, 0, 120), tents(LATER, 0, 140)),
        # Two values in one text, of which nobody says why.
        (tents(ONE, 0, 340), tents(ONE, 200, 280)),
    ],
)  # fmt: skip
def test_two_quantities(first: GivenFigure, second: GivenFigure) -> None:
    assert not are_one(TEXTS, first, second)


def test_an_old_value_and_a_new_one() -> None:
    first = tents(ONE, 0, 1100)
    old, new = tents(TWO, 0, 1100, aspect="previous", words="Le tende scendono da #"), tents(TWO, 20, 190)
    assert are_one(TEXTS, first, old, new)
    # Of an amount the old value is one of another year, unless it was told before as the value.
    amount = {"kind": "money", "unit": "EUR", "lemma": None}
    old, new = tents(TWO, 0, 340e6, aspect="previous", words="sale da #", **amount), tents(TWO, 20, 390e6, **amount)
    assert not are_one(TEXTS, old, new)
    assert are_one(TEXTS, tents(ONE, 0, 340e6, **amount), old, new)


def test_links_say_why() -> None:
    _, tellings = told(TEXTS, dead(ONE, 0, "tre", 3, place="Bertolara"), dead(TWO, 0, "tre", 3, place="Bertolara"))
    assert tellings["t1-0"].link_why is None
    assert tellings["t1-0"].link_score == 1
    assert tellings["t2-0"].link_why == "tre = tre; first of its kind in both; same concept dead; same place Bertolara"
    assert 0.5 < tellings["t2-0"].link_score < 1


def test_figures_without_value_tell_nothing() -> None:
    assert told(TEXTS, dead(ONE, 0, "molti", 3).__class__("f", "t1", 0, "s", "molti", "count"))[0] == []


def story(n_texts: int, n_figures: int) -> tuple[list[GivenText], list[GivenFigure]]:
    """Texts that tell many figures of one kind, nearly all of them different."""
    texts = [text(number, number % 9) for number in range(n_texts)]
    return texts, [
        tents(of, 100 * k, 100 + (number * n_figures + k) % 970)
        for number, of in enumerate(texts)
        for k in range(n_figures)
    ]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Caps so low that small stories reach them."""
    monkeypatch.setattr(linking, "_COMPARED", 3)
    monkeypatch.setattr(linking, "_QUANTITIES", 5)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(("wide", "deep"), [(1, 20), (20, 1)])
def test_time_is_linear(wide: int, deep: int) -> None:
    def cost(times: int) -> int:
        texts, figures = story(wide * times, deep)
        return calls(lambda: tell_story("s", texts, figures))

    cost(1)
    assert cost(8) < 2.5 * cost(4)


@pytest.mark.usefixtures("few")
def test_time_is_linear_where_one_quantity_is_told_by_many() -> None:
    def cost(n: int) -> int:
        texts = [text(number, number % 9) for number in range(n)]
        figures = [dead(of, 0, "tre", 3 + number % 2) for number, of in enumerate(texts)]
        return calls(lambda: tell_story("s", texts, figures))

    cost(10)
    assert cost(400) < 2.5 * cost(200)


def test_who_may_give_both_is_no_second_voice() -> None:
    def one_text(*second: Candidate) -> bool:
        shown = {"kind": "percent", "unit": "%", "near": ("utenti",)}
        first = figure(ONE, 0, "79%", 79, **shown, sources=(Candidate("Istituto", confidence=0.9),))
        return are_one(TEXTS, first, figure(ONE, 40, "46%", 46, **shown, sources=second))

    assert one_text(Candidate("Giunta", confidence=0.9))
    assert not one_text(Candidate("Giunta", confidence=0.6), Candidate("Istituto", confidence=0.5))
