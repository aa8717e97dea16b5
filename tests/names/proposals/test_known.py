"""Where the reference tables know a name: casing, pairs, marks, what is another word."""

import pytest

from tests.names.naming import marked, plain

RULES = [
    # one body in four spellings, never a common noun
    "La [NATO|ORG] tace. La [Nato|ORG] parla.",
    "L'[Alleanza atlantica|ORG] e la [Nato|ORG] sono la stessa cosa.",
    "È un'alleanza difensiva.",
    # pairs, apostrophes, brackets, capitals
    "Il vertice [Trump|PER]-[Putin|PER] è finito.",
    "Accordo [Russia|LOC] - [Ucraina|LOC]",
    "Lo dice l’[Ukrainska Pravda|ORG], dall'[Ucraina|LOC].",
    "[VIENNA|LOC] ([AUSTRIA|LOC]) ([ANSA|ORG]) – Oggi piove.",
    "Vanno a [Mosca|LOC]. [Putin|PER] li riceve.",
    "Petrolio nel [golfo del Messico|LOC].",
    # titles stay outside
    "Ha parlato il presidente [Sergio Mattarella|PER].",
    "Lo ha detto Papa [Leone XIV|PER].",
    # marks that belong to the name
    "Ha comprato [Yahoo!|ORG] e [Google|ORG].",
    "Il partito [+Europa|ORG] corre da solo in [Europa|LOC].",
    # addresses and handles
    "Vedi www.nato.int o scrivi a info@nato.int.",
    "Lo scrive [@ZelenskyyUa|PER] stamattina.",
    "Lo racconta un pentito della [’Ndrangheta|ORG] antica.",
    # a lost blank
    "Lo ha detto nel 2026[Kiev|LOC] è lontana.",
]


@pytest.mark.parametrize("source", RULES)
def test_spellings_of_the_tables_are_found(source: str) -> None:
    assert marked(plain(source)) == source
