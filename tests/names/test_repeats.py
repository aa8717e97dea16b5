"""One name, one reading in a whole document."""

import pytest

from tests.names.naming import marked, plain

PER, LOC = "PER", "LOC"
REPEATED = [
    # a surname is the person wherever it stands; one name has one kind
    (
        "[Remo Scarpi|PER] parla. Lo dice [Scarpi|PER]. Poi [Scarpi|PER] esce.",
        ("Remo Scarpi", PER),
        ("Scarpi", LOC),
    ),
    ("Parla [Mario De Luca|PER]. Poi [De Luca|PER] tace.", ("Mario De Luca", PER)),
    # names listed behind a noun of places
    (
        "I comuni di [Gradnik|LOC], [Zefirola|LOC] e [Bertolara|LOC].",
        ("Gradnik", PER),
        ("Zefirola", PER),
        ("Bertolara", LOC),
    ),
    ("La sindaca di [Gradnik|LOC], [Zefira Bertol|PER], tace.", ("Gradnik", LOC), ("Zefira Bertol", PER)),
    # a storm is no name anywhere in the text
    ("Salpa il traghetto greco «Notte Blu». La Notte Blu torna.", ("Notte Blu", LOC), ("Notte Blu", LOC)),
    # a town of the tables is a person where one is named in full, but not where one goes there
    (
        "Vince [Ugo Ravenna|PER]. [Ravenna|PER] ringrazia. Poi va a [Ravenna|LOC].",
        ("Ugo Ravenna", PER),
    ),
    # a small town that bears a surname or first name of somebody in the text is that person, also behind "a"
    (
        "Premiato [Ugo Calvi|PER]. Il sindaco stringe la mano a [Calvi|PER].",
        ("Ugo Calvi", PER),
        ("Calvi", LOC),
    ),
    (
        "Corre [Irma Bertoldi|PER]. [Irma|PER] vince, e con [Irma|PER] il paese.",
        ("Irma Bertoldi", PER),
        ("Irma", LOC),
        ("Irma", LOC),
    ),
    # a body told in full is whole wherever it stands, also where a person heads it
    (
        "Apre la [Fondazione Ada Sbranzi|ORG]. Parla il presidente della [Fondazione Ada Sbranzi|ORG].",
        ("Fondazione Ada Sbranzi", "ORG"),
        ("Ada Sbranzi", PER),
    ),
    # acronyms are bodies, but not where a line of place begins
    ("Brucia un deposito dell'[AMZU|ORG], poi un altro.", ("AMZU", LOC)),
    ("[BELAM|LOC] - Brucia un deposito.", ("BELAM", LOC)),
    ("BRUCIA IL MOLO DI [ZEFIR|LOC] VECCHIA. Si indaga.", ("ZEFIR", LOC)),
    ("Il ciclone Bruna avanza. Dopo Bruna resta il fango.", ("Bruna", PER), ("Bruna", PER)),
]


@pytest.mark.parametrize("case", REPEATED, ids=lambda case: case[0])
def test_a_name_has_one_reading(case: tuple[str, *tuple[tuple[str, str], ...]]) -> None:
    source, *tags = case
    assert marked(plain(source), *tags) == source
