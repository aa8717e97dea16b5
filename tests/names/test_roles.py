"""Descriptions: whom they mean by the text, by the dated table, and when they mean nobody."""

from datetime import date
from itertools import pairwise

import pytest

from tests.names.naming import DAY, names_of
from transforms.names.gazetteer import gazetteer
from transforms.names.roles import offices, seats
from transforms.reference import read_reference, split_cell


def roles(text: str, published_on: date | None = DAY) -> list[tuple[str, str]]:
    """(surface, canonical name) of the role mentions that are no appositions."""
    found = names_of(text, published_on=published_on).mentions
    return [
        (text[item.start : item.end], item.entity.name if item.entity else "")
        for item in found
        if item.via == "role" and item.rule != "role:apposition"
    ]


TOLD = [
    # title, apposition before and after: then the description alone
    ("Il sindaco di Bertolara Ugo Speri parla. Il sindaco tace.", [("Il sindaco", "Ugo Speri")]),
    ("Ugo Speri, allenatore del Chievo, parla. L'allenatore tace.", [("L'allenatore", "Ugo Speri")]),
    ("Il portavoce del Cremlino, Ivan Orlov, parla. Poi il portavoce esce.", [("il portavoce", "Ivan Orlov")]),
    ("Lo scrittore e regista Ugo Speri è qui. Lo scrittore sorride.", [("Lo scrittore", "Ugo Speri")]),
    ("Il ministro della Difesa Ugo Speri e Anna Brighi. Parla il ministro.", [("il ministro", "Ugo Speri")]),
    # the text goes before the table
    ("Il premier polacco Ugo Speri arriva. Il premier polacco parla.", [("Il premier polacco", "Ugo Speri")]),
    # of two countries each has its own
    (
        "Il presidente francese Ugo Speri e il presidente russo Ivan Orlov. Poi il presidente russo tace.",
        [("il presidente russo", "Ivan Orlov")],
    ),
    # a former one is not the present one
    ("L'ex premier Ugo Speri esce. Il premier resta.", []),
    # the only person of that country, the only person at all
    ("Mark Rutte arriva. Il politico olandese parla.", [("Il politico olandese", "Mark Rutte")]),
    (
        "Condannata Anna Brighi. L'ex dirigente della Coldiretti tace.",
        [("L'ex dirigente della Coldiretti", "Anna Brighi")],
    ),
    # the noun goes on before the name
    ("Il capitano Ugo Speri e il capitano navigatore Remo Zorzut. Parla Speri.", []),
    ("Il ministro Ugo Speri e il ministro delle Finanze e del Tesoro Remo Zorzut.", []),
    ("Il governatore Ugo Speri e il governatore della Banca d'Irlanda Guido Zorzut.", []),
    ("Il sindaco Ugo Speri vede Anna Brighi. L'ex sindaco tace.", []),
    # the next one is not the present one
    ("Il sindaco Ugo Speri lascia. Si vota per il nuovo sindaco.", []),
    # another word for the same office
    ("Il sindaco Ugo Speri parla. Il primo cittadino tace.", [("Il primo cittadino", "Ugo Speri")]),
    ("Indaga il procuratore della Repubblica Ugo Speri. Secondo il pm è vero.", [("il pm", "Ugo Speri")]),
    ("Il pm Ugo Speri e il pm Ivan Orlov parlano. Il pm replica.", []),
    # nobody was introduced with that noun
    ("Arriva Anna Brighi. L'attrice canta.", []),
    ("Il sindaco Ugo Speri parla. L'allenatore tace.", []),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_the_text_tells_whom_a_description_means(text: str, expected: list[tuple[str, str]]) -> None:
    assert roles(text) == expected


DATED = [
    ("Il capo della NATO parla.", date(2026, 2, 3), [("Il capo della NATO", "Mark Rutte")]),
    ("Il capo della NATO parla.", date(2020, 2, 3), [("Il capo della NATO", "Jens Stoltenberg")]),
    ("Le parole del capo dell'Alleanza atlantica.", DAY, [("capo dell'Alleanza atlantica", "Mark Rutte")]),
    ("Parla il presidente ucraino.", date(2019, 5, 1), [("il presidente ucraino", "Petro Poroshenko")]),
    ("Parla il presidente ucraino.", date(2019, 6, 1), [("il presidente ucraino", "Volodymyr Zelensky")]),
    ("Il presidente degli Stati Uniti tace.", date(2014, 1, 1), [("Il presidente degli Stati Uniti", "Barack Obama")]),
    ("Il leader del Cremlino tace.", DAY, [("Il leader del Cremlino", "Vladimir Putin")]),
    ("Il presidente del Consiglio europeo tace.", DAY, [("Il presidente del Consiglio europeo", "António Costa")]),
    ("Il ministro degli Esteri russo tace.", DAY, [("Il ministro degli Esteri russo", "Sergej Lavrov")]),
    # nobody is guessed: no day, no country, another office
    ("Il capo della NATO parla.", None, []),
    ("Il capo della NATO parla.", date(1990, 1, 1), []),
    ("Il presidente parla.", DAY, []),
    ("Il premier parla.", DAY, []),
    # without a day the person named in the text
    (
        "Parla Rutte. Il segretario generale della NATO tace.",
        None,
        [("Il segretario generale della NATO", "Mark Rutte")],
    ),
    # a bare office means the holder when he is named
    ("Giorgia Meloni arriva. Il premier parla.", DAY, [("Il premier", "Giorgia Meloni")]),
    ("Il Papa prega.", date(2025, 6, 1), [("Il Papa", "Papa Leone XIV")]),
]


@pytest.mark.parametrize(("text", "day", "expected"), DATED)
def test_the_table_tells_who_held_the_office_on_the_day(
    text: str, day: date | None, expected: list[tuple[str, str]]
) -> None:
    assert roles(text, day) == expected


THINGS = [
    ("L'azienda di Cupertino cala. Apple perde il 2%.", [("L'azienda di Cupertino", "Apple")]),
    ("L'azienda di Cupertino cala.", []),
    # the only body that was introduced with the noun, and no other since
    ("Lo dice il quotidiano Domani Veneto. Il quotidiano insiste.", [("Il quotidiano", "Domani Veneto")]),
    ("La società Bora Blu chiude. La società civile protesta.", []),
    ("La società Bora Blu e la Fiat. La società cala.", []),
    ("Il quotidiano insiste.", []),
    ("Missili sulla capitale ucraina.", [("capitale ucraina", "Kiev")]),
    ("La Thailandia vota. Il paese asiatico spera.", [("Il paese asiatico", "Thailandia")]),
    ("La Thailandia e la Cina. Il paese asiatico spera.", []),
    ("Lo dice Donald Trump. Il tycoon insiste.", [("Il tycoon", "Donald Trump")]),
    ("Il tycoon insiste.", []),
    ("Lo dice Silvio Berlusconi. Il Cavaliere insiste.", [("Il Cavaliere", "Silvio Berlusconi")]),
    ("Parla la Banca Centrale Europea.", []),
]


@pytest.mark.parametrize(("text", "expected"), THINGS)
def test_bodies_and_places_are_described_too(text: str, expected: list[tuple[str, str]]) -> None:
    assert roles(text) == expected


def test_offices_name_known_persons_and_bodies_and_real_days() -> None:
    known = gazetteer()
    for office in offices():
        assert office.person.kind == "PER"
        assert office.of
        assert (office.since or date.min) < (office.until or date.max), office
    assert all(known.by_name[name] for row in read_reference("world/offices") for name in split_cell(row["of"]))


def test_seats_are_of_known_organisations() -> None:
    assert all(seats()[row["seat"]] for row in read_reference("world/seats"))


def test_one_office_has_one_holder_at_a_time() -> None:
    rows = sorted((row for row in offices()), key=lambda row: (row.office, row.of, row.since or date.min))
    for left, right in pairwise(rows):
        if (left.office, left.of) == (right.office, right.of):
            assert (left.until or date.max) <= (right.since or date.min), (left, right)


def test_a_nickname_that_the_model_read_as_a_name_is_one_mention() -> None:
    # One span is one mention: the name of a second club would have the key of the nickname.
    text = "La Juventus ospita il Verona, poi il pari della Vecchia Signora."
    found = [
        m for m in names_of(text, ("Vecchia Signora", "ORG")).mentions if text[m.start : m.end] == "Vecchia Signora"
    ]
    assert [(m.via, m.entity and m.entity.name) for m in found] == [("role", "Juventus")]
