"""Phrases among the words of a text, and the classes of words they are made of."""

import pytest

from transforms.language.closed_classes import ARTICLES, FROM, FUSED, OF, PREPOSITIONS, TO
from transforms.language.phrases import PhraseTable, with_articles

TABLE = PhraseTable([("più o meno", "about"), ("più", "more"), ("km/h", "speed"), ("più", "never")])
BEFORE = PhraseTable([("fino a", "up to"), ("a", "at")], backwards=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [("più o meno dieci", ("about", 3)), ("più o", ("more", 1)), ("km / h", ("speed", 3)), ("meno", None), ("", None)],
)
def test_the_longest_phrase_wins(text: str, found: tuple[str, int] | None) -> None:
    assert TABLE.match(text.split(), 0) == found


def test_all_phrases_come_the_longest_first() -> None:
    assert list(TABLE.matches(["ne", "ha", "più", "o", "meno", "dieci"], 2)) == [("about", 5), ("more", 3)]


def test_backwards_a_phrase_ends_before_the_index() -> None:
    words = ["arriva", "fino", "a", "dieci"]
    assert BEFORE.match(words, 3) == ("up to", 1)
    assert BEFORE.match(words, 2) is None
    assert BEFORE.match(["a"], 1) == ("at", 0)
    assert "a" in BEFORE
    assert "fino" not in BEFORE


def test_a_phrase_may_be_given_as_words_cut_otherwise() -> None:
    table = PhraseTable([(("D'Annunzio", "(poeta)"), 1)])
    assert table.match(["D'Annunzio", "(poeta)"], 0) == (1, 2)


@pytest.mark.parametrize("table", [TABLE, BEFORE])
@pytest.mark.parametrize("text", ["arriva fino a dieci", "ne ha più o meno dieci", "fino alle otto", "km h", ""])
def test_a_quick_look_misses_no_phrase(table: PhraseTable[str], text: str) -> None:
    words = text.split()
    assert table.may_match(words) >= any(table.match(words, at) for at in range(len(words) + 1))


def test_a_quick_look_spares_words_that_begin_nothing() -> None:
    assert not TABLE.may_match(["o", "meno", "/", "h"])
    assert not BEFORE.may_match(["fino"])


class Counted(tuple[str, ...]):
    """Words that count how often somebody takes a stretch of them."""

    taken = 0

    def __getitem__(self, key: object) -> object:  # type: ignore[override]
        Counted.taken += isinstance(key, slice)
        return super().__getitem__(key)  # type: ignore[index]


def test_a_table_of_many_phrases_looks_at_each_length_once() -> None:
    table = PhraseTable([(f"san {name}{number}", number) for name in ("abo", "ebo") for number in range(500)])
    assert table.match(Counted(("san", "nessuno")), 0) is None
    assert Counted.taken <= 2


def test_prepositions_take_every_article() -> None:
    assert sorted(with_articles("fino a")) == sorted(f"fino {form}" for form in TO)
    assert with_articles("circa") == ["circa"]
    assert {"del", "dello", "della", "dell'", "dei", "degli", "delle", "di", "d'"} == OF
    assert {"dal", "dallo", "dalla", "dall'", "dai", "dagli", "dalle", "da"} == FROM
    assert len(FUSED) == 42
    assert FUSED < PREPOSITIONS
    assert not FUSED & ARTICLES
