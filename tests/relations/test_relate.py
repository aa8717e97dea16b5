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
    ("{Tre pazienti su quattro|ratio} guariscono.", "counted", ["pazienti"]),
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


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Il nubifragio di ieri ha causato 12 vittime. Quello del 6 aprile 2009 ne fece 309.", [None, "2009-04-06"]),
        ("Ieri sono morte 12 persone, nel 2009 erano state 309.", [None, "2009-01-01"]),
        ("Le vittime sono 12. Nel 2009 furono 309.", [None, "2009-01-01"]),
        ("Finora i casi sono 300. Nel 2015 erano stati 40.", [None, "2015-01-01"]),
        ("Il 4 marzo sono morte 12 persone. Il 6 aprile 2009 furono 309.", [None, "2009-04-06"]),
    ],
)
def test_without_a_day_of_publication_no_figure_borrows_another_day(
    read: Read, text: str, days: list[str | None]
) -> None:
    found = read(text)
    assert [claim.period_from and claim.period_from.isoformat() for claim in found.claims] == days
    assert [claim.period_to is None for claim in found.claims] == [day is None for day in days]
    told = [one for one in found.answers if one.field == "period" and one.fact == 0 and one.is_published]
    assert [(one.date_from, one.basis) for one in told] == [(None, "nobody")]


QUOTES = [
    ("«La strada riapre domani», ha detto Marco Verdi.", "Marco Verdi"),
    ("Marco Verdi ha aggiunto: «La strada riapre domani».", "Marco Verdi"),
    (
        "Davanti ad Anna Neri è tutto pronto. «La strada riapre domani», ha spiegato Marco Verdi ai cronisti.",
        "Marco Verdi",
    ),
    ("Marco Verdi ha detto che la strada riapre domani.", "Marco Verdi"),
]


@pytest.mark.parametrize(("text", "speaker"), QUOTES)
def test_speakers(read: Read, text: str, speaker: str) -> None:
    assert best(read(text), "speaker").name == speaker


def test_descriptions(read: Read) -> None:
    text = "Il sindaco Marco Verdi è arrivato ieri a Pavia. Il sindaco ha parlato a lungo con i cittadini."
    found = read(text)
    answers = [one for one in found.answers if one.field == "referent" and one.rank == 1]
    assert {one.name for one in answers} == {"Marco Verdi"}
    # The views `answers` and `published_answers` look for them among these mentions alone.
    assert {found.mentions[one.fact].via for one in found.answers if one.fact_table == "mentions"} == {"role"}


def test_a_giver_told_outright_is_whoever_the_description_means(read: Read) -> None:
    text = "Il sindaco Marco Verdi è arrivato ieri a Pavia. Secondo il sindaco, le panchine rotte sono 40."
    assert best(read(text), "source").name == "Marco Verdi"
