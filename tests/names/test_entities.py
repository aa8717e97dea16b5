"""Who is who: one entity for all its names in a text, two for two."""

import pytest

from tests.names.naming import entities_of, linked, names_of
from transforms.contract import stable_id


@pytest.mark.parametrize(
    "spelling",
    ["Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskij", "Володимир Зеленський", "VOLODYMYR ZELENSKY"],
)
def test_spellings_and_scripts_of_one_person_are_one_entity(spelling: str) -> None:
    assert linked(f"Lo ha detto {spelling} ieri.")[0][1] == "Volodymyr Zelensky"


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
        "L'ISL riceve fondi. L'Istituto di studi sulla laguna (ISL) apre.",
        "Istituto di studi sulla laguna",
        ["ISL", "Istituto di studi sulla laguna", "ISL"],
    ),
    (
        "Il Centro nazionale dei fiumi (NRC) apre. L'NRC riceve fondi.",
        "Centro nazionale dei fiumi",
        ["Centro nazionale dei fiumi", "NRC", "NRC"],
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
    ("Anna Brighi, al secolo Rita Lunari, canta.", "Anna Brighi", ["Anna Brighi", "Rita Lunari"]),
    ("Anna Brighi, di vero nome Rita Lunari.", "Anna Brighi", ["Anna Brighi", "Rita Lunari"]),
    # long forms of states, exonyms, capitals
    ("La Repubblica di Grecia e la Grecia.", "Grecia", ["Repubblica di Grecia", "Grecia"]),
    ("A Kiev, cioè a Kyiv, in ucraino Київ.", "Kiev", ["Kiev", "Kyiv", "Київ"]),
    ("A ODESSA piove, a Odesa no.", "Odessa", ["ODESSA", "Odesa"]),
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


def test_bynames_that_the_text_tells_are_one_person() -> None:
    text = "Anna Brighi, più conosciuta come Anna Lalla, canta. Anna Lalla tace."
    assert [name for _, name, _ in linked(text)] == ["Anna Brighi", "Anna Brighi", "Anna Brighi"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Parla Anna Brighini. Poi il sindaco Brigini tace.", ["Anna Brighini", "Anna Brighini"]),
        ("Parla Anna Brighini. Poi il sindaco Brihgini tace.", ["Anna Brighini", "Anna Brighini"]),
        ("Parla Anna Brighini. Poi la sindaca Brighina tace.", ["Anna Brighini", "Brighina"]),
        ("Parla Anna Brighini, poi Ugo Bighini. Il sindaco Brigini tace.", ["Anna Brighini", "Ugo Bighini", "Brigini"]),
        ("Parla Anna Brini. Poi il sindaco Brni tace.", ["Anna Brini", "Brni"]),
    ],
    ids=["a letter less", "two letters in the wrong order", "another last letter", "two may be meant", "too short"],
)
def test_a_surname_with_a_slip_of_the_pen_is_the_person_it_is_like(text: str, expected: list[str]) -> None:
    assert [name for _, name, _ in linked(text)] == expected


def test_the_document_decides_against_the_famous() -> None:
    text = "Parla Melania Trump. Trump sorride."
    assert {name for _, name, _ in linked(text)} == {"Melania Trump"}


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("Si scende dall'Aquila.", "Aquila", "L'Aquila"),
        ("Il porto della Spezia.", "Spezia", "La Spezia"),
        ("Si vola al Cairo.", "Cairo", "Il Cairo"),
        ("Si vola a Cairo Montenotte.", "Cairo Montenotte", "Cairo Montenotte"),
    ],
)
def test_a_preposition_may_hold_the_article_of_a_town(text: str, surface: str, name: str) -> None:
    (found,) = names_of(text, (surface, "LOC")).mentions
    assert (text[found.start : found.end], found.entity and found.entity.name) == (surface, name)


def test_two_persons_are_two_entities() -> None:
    found = entities_of("Parla Anna Brighi. Poi Ugo Speri.")
    assert [entity.name for entity in found] == ["Anna Brighi", "Ugo Speri"]
    assert len({entity.entity_id for entity in found}) == 2


def test_ids_depend_on_kind_and_name_alone() -> None:
    first = entities_of("Parla Anna Brighi.")[0]
    second = entities_of("Ieri Ugo Speri ha visto Anna Brighi.")[1]
    assert first == second
    assert first.entity_id == stable_id("entity", "PER", "Anna Brighi")
    assert first.wikidata_id is None


def test_names_in_capitals_are_written_normally() -> None:
    assert entities_of("Il testimone è Anna BRIGHI.")[0].name == "Anna BRIGHI"
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


def test_kings_and_funds_of_one_name_are_told_apart_by_their_number() -> None:
    text = "Il re Ottone II e Ottone III dormono. Fondo Zefira II e Fondo Zefira IV comprano."
    tags = [(name, "PER") for name in ("Ottone II", "Ottone III")]
    tags += [(name, "ORG") for name in ("Fondo Zefira II", "Fondo Zefira IV")]
    names = [item.entity.name for item in names_of(text, *tags).mentions if item.entity]
    assert names == ["Ottone II", "Ottone III", "Fondo Zefira II", "Fondo Zefira IV"]


def test_small_words_may_have_a_letter_in_an_acronym() -> None:
    found = names_of("Il Polo del Riso cresce. Il PdR assume.", ("Polo del Riso", "ORG"), ("PdR", "ORG")).mentions
    assert [item.entity.name for item in found if item.entity] == ["Polo del Riso", "Polo del Riso"]
