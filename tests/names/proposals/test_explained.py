"""Names that a common noun before them explains."""

import pytest

from tests.names.naming import marked, plain

EXPLAINED = [
    "Secondo il settimanale [Le Petit du Matin|ORG] tutto va bene.",
    "Lo scrive un cronista del quotidiano «[Lanterna Nuova|ORG]».",
    "Lo dice l'agenzia di stampa giapponese [Borobudo|ORG].",
    # an acronym behind the words that it stands for
    "La [Lega des Bains publics|ORG] ([LBP|ORG]) apre.",
    # a place behind its noun
    "Si scava in località [La Zefira|LOC] da ieri.",
    "Straripa il torrente [Gradna|LOC] e il torrente tace.",
    # whose people work there: a street is no firm
    "I dipendenti di [via Gradna|LOC] protestano.",
    # titles of works are none
    "Nel libro «Vita di Ugo Speri» tutto è inventato.",
    "Nel libro di ieri, [Stati Uniti|LOC], non ci sono.",
    # the sign of a province is no party behind a town, but behind a person of its name
    "Vive a [Cittadella|LOC] (PD) da anni.",
    "Tace il deputato [Ugo Cittadella|PER] ([PD|ORG]).",
    # the state is no newspaper
    "Indaga il procuratore della Repubblica. Lo scrive [la Repubblica|ORG].",
]


@pytest.mark.parametrize("source", EXPLAINED)
def test_the_noun_before_a_name_tells_what_it_is(source: str) -> None:
    assert marked(plain(source)) == source
