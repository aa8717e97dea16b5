"""Who is who: one entity for all its names in a text, two for two."""

from datetime import date

import pytest
import spacy

from transforms.contract import stable_id
from transforms.names.find import find_names
from transforms.names.gazetteer import gazetteer, inflect
from transforms.names.words import sound
from transforms.parsing.tokenizer import add_rules

NLP = add_rules(spacy.blank("it"))


def linked(text: str) -> list[tuple[str, str, str]]:
    """(surface, canonical name, via) of every mention."""
    found = find_names(NLP(text), date(2026, 2, 3)).mentions
    return [(text[item.start : item.end], item.entity.name if item.entity else "", item.via) for item in found]


@pytest.mark.parametrize(
    "spelling",
    ["Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskij", "Володимир Зеленський", "VOLODYMYR ZELENSKY"],
)
def test_spellings_and_scripts_of_one_person_are_one_entity(spelling: str) -> None:
    assert linked(f"Lo ha detto {spelling} ieri.")[0][1] == "Volodymyr Zelensky"


ONE_SOUND = [
    ("Zelensky", "Zelenskyy", "Zelenskij", "Zelenskyj", "Зеленський"),
    ("Sergej", "Sergey", "Sergei", "Сергей"),
    ("Dmitrij", "Dmitry", "Dmitri", "Дмитрий"),
    ("Yermak", "Jermak", "Ермак"),
    ("Oleksij", "Oleksii", "Олексій"),
]


@pytest.mark.parametrize("spellings", ONE_SOUND)
def test_transliterations_of_one_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({sound(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("left", "right"), [("Ivanov", "Ivanova"), ("Petrov", "Pavlov"), ("Rossi", "Russo")])
def test_different_names_have_different_keys(left: str, right: str) -> None:
    assert sound(left) != sound(right)


ONE = [
    # surname and first name to the full name, also before it
    ("Bruno Tarsi parla. Tarsi è stanco. Poi Bruno esce.", "Bruno Tarsi", ["Bruno Tarsi", "Tarsi"]),
    ("Parla Mario De Luca. Poi De Luca tace.", "Mario De Luca", ["Mario De Luca", "De Luca"]),
    # the fullest form is canonical
    ("Ugo Speri parla. Ugo Maria Speri tace.", "Ugo Maria Speri", ["Ugo Speri", "Ugo Maria Speri"]),
    # acronyms that the text explains
    (
        "L'Istituto di Studi Lagunari (ISL) apre. L'ISL riceve fondi.",
        "Istituto di Studi Lagunari",
        ["Istituto di Studi Lagunari", "ISL", "ISL"],
    ),
    (
        "La Croce Rossa Internazionale aiuta. Lo dice la CRI.",
        "Croce Rossa Internazionale",
        ["Croce Rossa Internazionale", "CRI"],
    ),
    (
        "L'ISL riceve fondi. L'Istituto di studi sulla laguna (ISL) apre.",
        "Istituto di studi sulla laguna",
        ["ISL", "Istituto di studi sulla laguna", "ISL"],
    ),
    # a short form means the longer one that the text has
    (
        "La Chiesa ortodossa serba protesta. La Chiesa ortodossa tace.",
        "Chiesa ortodossa serba",
        ["Chiesa ortodossa serba", "Chiesa ortodossa"],
    ),
    ("Il gay pride serbo e la Chiesa ortodossa.", "Chiesa ortodossa serba", ["Chiesa ortodossa"]),
    # bynames
    ("Anna Brighi, meglio conosciuta come Anna Lunari, canta.", "Anna Brighi", ["Anna Brighi", "Anna Lunari"]),
    # long forms of states, exonyms, capitals
    ("La Repubblica di Grecia e la Grecia.", "Grecia", ["Repubblica di Grecia", "Grecia"]),
    ("A Kiev, cioè a Kyiv, in ucraino Київ.", "Kiev", ["Kiev", "Kyiv", "Київ"]),
    ("A ODESSA piove, a Odesa no.", "Odessa", ["ODESSA", "Odesa"]),
    # institutions by country
    ("Il Parlamento macedone vota.", "Parlamento della Macedonia del Nord", ["Parlamento macedone"]),
    ("Il presidente degli Stati Uniti sente il Senato.", "Senato degli Stati Uniti", ["Senato"]),
    ("In Italia vota il Senato.", "Senato della Repubblica", ["Senato"]),
]


@pytest.mark.parametrize(("text", "name", "surfaces"), ONE)
def test_all_names_of_one_are_one_entity(text: str, name: str, surfaces: list[str]) -> None:
    assert [surface for surface, found, via in linked(text) if found == name and via != "role"] == surfaces


@pytest.mark.parametrize(
    ("text", "name"),
    [("Gli Stati Uniti e gli Stati membri.", "Stati Uniti"), ("L’Unione europea importa gas.", "Unione europea")],
)
def test_generic_words_are_not_taken_for_a_name(text: str, name: str) -> None:
    assert [found for _, found, _ in linked(text)] == [name]


def test_an_ambiguous_surname_is_the_person_named_last() -> None:
    text = "Anna Brighi entra. Brighi parla. Poi arriva Paolo Brighi. Brighi tace."
    assert [name for surface, name, _ in linked(text) if surface == "Brighi"] == ["Anna Brighi", "Paolo Brighi"]


def test_the_document_decides_against_the_famous() -> None:
    text = "Parla Melania Trump. Trump sorride."
    assert {name for _, name, _ in linked(text)} == {"Melania Trump"}


def test_two_persons_are_two_entities() -> None:
    found = find_names(NLP("Parla Anna Brighi. Poi Ugo Speri.")).entities
    assert [entity.name for entity in found] == ["Anna Brighi", "Ugo Speri"]
    assert len({entity.entity_id for entity in found}) == 2


def test_ids_depend_on_kind_and_name_alone() -> None:
    first = find_names(NLP("Parla Anna Brighi.")).entities[0]
    second = find_names(NLP("Ieri Ugo Speri ha visto Anna Brighi.")).entities[1]
    assert first == second
    assert first.entity_id == stable_id("entity", "PER", "Anna Brighi")
    assert first.wikidata_id is None


def test_names_in_capitals_are_written_normally() -> None:
    assert find_names(NLP("Il testimone è Anna BRIGHI.")).entities[0].name == "Anna BRIGHI"
    assert linked("ROMA (ANSA) - Oggi.")[0][1] == "Roma"


def test_a_handle_behind_a_name_is_an_alias_of_it() -> None:
    text = "Marta Lisenko (@martalisenko) scrive. Poi @martalisenko tace; @altro no."
    assert [(surface, name) for surface, name, via in linked(text) if via == "alias"] == [
        ("@martalisenko", "Marta Lisenko"),
        ("@martalisenko", "Marta Lisenko"),
    ]


def test_via_tells_names_from_aliases() -> None:
    found = linked("L'Alleanza atlantica (NATO) e Donald Trump; poi Trump. Lo scrive @SecGenNATO.")
    assert [(surface, via) for surface, _, via in found] == [
        ("Alleanza atlantica", "alias"),
        ("NATO", "name"),
        ("Donald Trump", "name"),
        ("Trump", "name"),
        ("@SecGenNATO", "alias"),
    ]


INFLECTED = [
    ("ucraino", ("ucraino", "ucraina", "ucraini", "ucraine")),
    ("polacco", ("polacco", "polacca", "polacchi", "polacche")),
    ("tedesco", ("tedesco", "tedesca", "tedeschi", "tedesche")),
    ("greco", ("greco", "greca", "greci", "greche")),
    ("turco", ("turco", "turca", "turchi", "turche")),
    ("ceco", ("ceco", "ceca", "cechi", "ceche")),
    ("slovacco", ("slovacco", "slovacca", "slovacchi", "slovacche")),
    ("austriaco", ("austriaco", "austriaca", "austriaci", "austriache")),
    ("libico", ("libico", "libica", "libici", "libiche")),
    ("malgascio", ("malgascio", "malgascia", "malgasci", "malgasce")),
    ("olandese", ("olandese", "olandesi")),
    ("belga", ("belga", "belgi", "belghe")),
    ("saudita", ("saudita", "sauditi", "saudite")),
    ("vietnamita", ("vietnamita", "vietnamiti", "vietnamite")),
]


@pytest.mark.parametrize(("adjective", "forms"), INFLECTED)
def test_demonyms_are_inflected(adjective: str, forms: tuple[str, ...]) -> None:
    assert inflect(adjective) == forms


def test_demonyms_lead_to_the_territory() -> None:
    demonyms = gazetteer().demonyms
    assert {demonyms[form].name for form in ("ucraina", "ucraini")} == {"Ucraina"}
    assert demonyms["statunitensi"].name == demonyms["americana"].name == "Stati Uniti"
