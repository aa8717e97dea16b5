"""A text that sets the word of one claimant against that of another is read so; what is only for somebody is not."""

from typing import Any

import pytest

from tests.examples import rows_with_examples
from tests.ledger.telling import figure, text
from transforms.ledger.given import Candidate, GivenFigure
from transforms.ledger.rivals import is_contrasted, rivals_of

TEXT = text(1)


def two(sentence: str, surfaces: tuple[str, str] = ("30", "20"), **more: Any) -> list[GivenFigure]:
    """Two figures, written as "#" and "@" in one sentence."""
    values = {"trenta": 30, "venti": 20}
    one, other = ((surface, values.get(surface) or int(surface)) for surface in surfaces)
    at = sentence.index("#")
    then = sentence.replace("#", one[0]).index("@")
    return [
        figure(TEXT, at, *one, lemma="tenda", words=sentence.replace("@", other[0])),
        figure(TEXT, then, *other, words=sentence.replace("#", one[0]).replace("@", "#"), **more),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le tende sono #, per gli organizzatori @.",
        "Le tende sono #; secondo la Croce verde sono appena @.",
        "Le tende sono #, mentre la Croce verde ne aveva contate @.",
        "In piazza # tende secondo il Comune, @ per la prefettura.",
        "Il Comune conta # tende, contro le @ indicate dalla Croce verde.",
    ],
)
def test_the_word_of_another_claimant(sentence: str) -> None:
    one, other = two(sentence)
    assert rivals_of([one, other]) == {other.figure_id: one}


@pytest.mark.parametrize(
    "sentence",
    [
        "Le tende sono # e i letti @.",
        "Arrivano # tende per Bertolara, @ per Ronco.",
        "Le tende sono #, @ per i bambini.",
        "Le tende sono #, mentre ne servono @.",
        "Le tende sono #, ma @ hanno un buco.",
    ],
)
def test_no_other_claimant(sentence: str) -> None:
    assert rivals_of(two(sentence)) == {}


def test_the_same_thing_claimed_by_another() -> None:
    sentence = "Le tende che il Comune stima in # e i periti portano a @."
    one, other = two(sentence)
    one.sources = (Candidate("Comune", confidence=0.9),)
    assert rivals_of([one, other]) == {}  # nobody is named for the second
    other.sources = (Candidate("i periti", confidence=0.9),)
    assert rivals_of([one, other]) == {other.figure_id: one}
    other.sources = one.sources
    assert rivals_of([one, other]) == {}


def test_what_is_asked_and_what_is_offered() -> None:
    """Neither is a claim."""
    one, other = two("I custodi chiedono # tende, mentre la Croce verde ne offre @.", modality="planned")
    assert rivals_of([one, other]) == {}


def test_the_same_source_is_no_other_claimant() -> None:
    assert rivals_of(two("Le tende sono #; secondo la stessa fonte erano @.")) == {}


def test_a_range_is_set_against_the_value_that_it_holds() -> None:
    words = "Per il Comune sono 30 rosse e 24 blu; per la Croce verde da # a 33."
    of = {"sentence": "s", "lemma": "tenda"}
    red, blue = figure(TEXT, 20, "30", 30, **of), figure(TEXT, 30, "24", 24, **of)
    wide = figure(TEXT, 60, "da 28 a 33", 28, 33, words=words.replace("da # a 33", "#"), sentence="s")
    assert rivals_of([red, blue, wide])[wide.figure_id] is red


def test_another_noun_or_a_part_is_no_rival() -> None:
    sentence = "Le tende sono #, per gli organizzatori @ coperte."
    assert rivals_of(two(sentence, lemma="coperta")) == {}
    assert rivals_of(two("Le tende sono #, per il Comune @.", part_of=f"{TEXT.doc_id}-14")) == {}
    assert rivals_of(two("Le tende sono #, per il Comune @.", ("30", "900"))) == {}


@pytest.mark.parametrize("row", rows_with_examples("it/ledger/rival_verbs"), ids=lambda row: row["phrase"])
def test_every_phrase_brings_a_rival(row: dict[str, str]) -> None:
    first, second = sorted(("trenta", "venti"), key=row["example"].index)
    sentence = row["example"].replace(first, "#", 1).replace(second, "@", 1)
    assert len(rivals_of(two(sentence, (first, second)))) == 1


def test_what_a_text_denies_is_the_word_of_somebody_else() -> None:
    assert is_contrasted(figure(TEXT, 9, "25", 25, words="Altro che #, le tende sono 40."))
    assert is_contrasted(figure(TEXT, 9, "25", 25, words="Le tende sono 40 e non #."))
    assert not is_contrasted(figure(TEXT, 9, "25", 25, words="Le tende passano da # a 40."))


def test_a_share_of_something_else_is_no_rival() -> None:
    of = {"kind": "percent", "unit": "%"}
    rates = figure(TEXT, 10, "3%", 3, words="La banca lascia i tassi al #.", **of)
    for about, is_rival in (("crescita", False), ("tassi", True)):
        given = (Candidate(about, confidence=0.4, is_published=False),)
        other = figure(TEXT, 110, "2%", 2, words="Per gli analisti si ferma al #.", about=given, **of)
        assert (other.figure_id in rivals_of([rates, other])) == is_rival
