"""Names by the company that they keep: minutes, deeds of players, lists."""

import pytest

from tests.names.naming import marked, names_of, plain

PER, LOC, ORG = "PER", "LOC", "ORG"
LISTED = [
    # beside a minute
    ("Il raddoppio di [Grumolo|PER] al 38' chiude la gara.", ("Grumolo", LOC)),
    ("Pareggia al 71’ con [Sbranzi|PER] su punizione.", ("Sbranzi", ORG)),
    ("Reti: 12' [Grumolo|PER], 30' st [Sbranzi|PER], 44' rig. [Tulipani|PER].", ("Grumolo", LOC)),
    ("In campo: [Grumolo|PER] (55′ [Fornelli|PER]), [Sbranzi|PER].", ("Grumolo", PER), ("Sbranzi", PER)),
    ("Nella ripresa tocca a [Della Vrana|PER] all'81'.",),
    # a club has its article, a country is known, a verb and a word of the text are none
    ("Il pareggio del [Grumolo|LOC] al 38' gela tutti.", ("Grumolo", LOC)),
    ("Rete subìta dalla [Francia|LOC] al 38' di gioco.", ("Francia", LOC)),
    ("Il gioco cambia. Pareggia al 12' l'ospite.",),
    ("Dopo la rete, 12' Rete annullata.",),
    ("Si ferma al 48’. Invece resta in campo.",),
    # deeds that only players have, where the text is about sport
    ("Decide la partita il gol di [Grumolo|PER].", ("Grumolo", LOC)),
    ("Decide la partita il gol decisivo di [Grumolo|PER].", ("Grumolo", ORG)),
    ("Decide la partita la doppietta di [Ezechio D'Ombrosa|PER].", ("Ezechio D'Ombrosa", ORG)),
    ("Decidono la partita i gol di [Sbranzi|PER] e [Grumolo|PER].", ("Sbranzi", PER), ("Grumolo", LOC)),
    ("Decide la partita la doppietta di [Ferrari|PER].",),
    ("Decide la partita il gol della [Francia|LOC].", ("Francia", LOC)),
    ("Chi pesca paga la rete di [Grumolo|LOC].", ("Grumolo", LOC)),
    # most of a list
    (
        "Tra gli assenti [Sbranzi|PER], [Tulipani|PER], [Grumolo|PER], [Fornelli|PER] e [Vrana|PER].",
        ("Sbranzi", PER),
        ("Tulipani", PER),
        ("Grumolo", LOC),
        ("Vrana", PER),
    ),
    (
        "Premi ad [Ada Sbranzi|PER] (V C), [Ezio Vrana|PER], [Ugo Tulipani|PER] (V B), [Ida Fornelli|PER].",
        ("Ada Sbranzi", PER),
        ("Ezio Vrana", PER),
        ("Ugo Tulipani", PER),
        ("Ida Fornelli", PER),
    ),
    (
        "Ora chiudono [Sbranzi|LOC], [Tulipani|LOC], [Grumolo|LOC] e [Vrana|LOC].",
        ("Sbranzi", LOC),
        ("Tulipani", LOC),
        ("Grumolo", LOC),
        ("Vrana", PER),
    ),
    (
        "Ora votano [Sbranzi|PER], [Grumolo|LOC], [Tulipani|PER] e [Vrana|LOC].",
        ("Sbranzi", PER),
        ("Grumolo", LOC),
        ("Tulipani", PER),
        ("Vrana", LOC),
    ),
]


@pytest.mark.parametrize("case", LISTED, ids=lambda case: case[0])
def test_its_company_tells_a_name(case: tuple[str, *tuple[tuple[str, str], ...]]) -> None:
    source, *tags = case
    assert marked(plain(source), *tags) == source


def test_a_player_is_nobody_of_the_tables() -> None:
    text = "Segna la doppietta Meloni. La partita cambia con Meloni al 64'."
    found = names_of(text, ("Meloni", PER), ("Meloni", PER)).mentions
    assert [item.entity.name for item in found if item.entity is not None] == ["Meloni", "Meloni"]


def test_a_player_is_who_is_named_in_full() -> None:
    text = "Rientra Ugo Grumolo. La partita cambia con Grumolo al 64'."
    found = names_of(text, ("Ugo Grumolo", PER)).mentions
    assert {item.entity.name for item in found if item.entity is not None} == {"Ugo Grumolo"}
