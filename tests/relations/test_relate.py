"""Plain sentences that any sane weights get right, by their likeliest answer."""

import pytest
from spacy.language import Language

from tests.conftest import Read
from tests.relations.scenes import best, names, related

FIGURES = [
    # counted
    ("La [Beta|ORG] ha comprato {12} trattori.", "counted", ["trattori"]),
    ("Il bilancio è di {15} feriti.", "counted", ["feriti"]),
    ("I prezzi sono saliti del {12%}.", "counted", [None]),
    # part_of
    ("Sono arrivati {30} atleti, di cui {3} donne.", "part_of", [None, "30"]),
    ("La [Beta|ORG] ha {30} soci. La [Gamma|ORG] ha {40 anni|age}.", "part_of", [None, None]),
    # subject
    ("Ha deciso [Anna Neri|PER] ({20} punti).", "subject", ["Anna Neri"]),
    ("[Anna Neri|PER], {34 anni|age}, è stata premiata.", "subject", ["Anna Neri"]),
    ("La [Beta|ORG] detiene il {12%} del capitale.", "subject", ["Beta"]),
    ("La [Beta|ORG] ha {30} sedi, la [Gamma|ORG] ne ha {40}.", "subject", ["Beta", "Gamma"]),
    # source
    ("Secondo l'[Istat|ORG] i disoccupati sono {30 mila}.", "source", ["Istat"]),
    ("[Anna Neri|PER] ha detto che i casi sono {30}.", "source", ["Anna Neri"]),
    ("La [Beta|ORG] ha comprato {12} trattori.", "source", [None]),
]


@pytest.mark.parametrize(("sentence", "field", "answers"), FIGURES)
def test_figures(nlp: Language, sentence: str, field: str, answers: list[str | None]) -> None:
    assert names(related(nlp, sentence), field) == answers


def test_days(nlp: Language) -> None:
    found = related(nlp, "Nel <2011|2011-01-01..2011-12-31> le nascite sono state {300}.")
    answer = best(found, "period")
    assert answer.date_from is not None
    assert (answer.date_from.isoformat(), str(answer.date_to)) == ("2011-01-01", "2011-12-31")


QUOTES = [
    ("«La strada riapre domani», ha detto Marco Verdi.", "Marco Verdi"),
    ("Marco Verdi ha aggiunto: «La strada riapre domani».", "Marco Verdi"),
    ("Per Anna Neri è tutto pronto. «La strada riapre domani», ha spiegato Marco Verdi ai cronisti.", "Marco Verdi"),
    ("Marco Verdi ha detto che la strada riapre domani.", "Marco Verdi"),
]


@pytest.mark.parametrize(("text", "speaker"), QUOTES)
def test_speakers(read: Read, text: str, speaker: str) -> None:
    assert best(read(text), "speaker").name == speaker


def test_descriptions(read: Read) -> None:
    text = "Il sindaco Marco Verdi è arrivato ieri a Pavia. Il sindaco ha parlato a lungo con i cittadini."
    answers = [one for one in read(text).answers if one.field == "referent" and one.rank == 1]
    assert {one.name for one in answers} == {"Marco Verdi"}
