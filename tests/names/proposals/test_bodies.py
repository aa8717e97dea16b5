"""Bodies and states by their head word."""

import pytest

from tests.names.naming import marked, plain

BODIES = [
    "Il [Comitato militare della Nato|ORG] si riunisce.",
    "Il [Consiglio Nato-Ucraina|ORG] ha deciso.",
    "Sede della [Corte Suprema degli Stati Uniti|ORG].",
    "Studia all'[Università di Pavia|ORG].",
    "Il [Ministero dell'Interno|ORG] smentisce.",
    "Lo scrive il [Corriere di Terni|ORG].",
    # what it is for, of whom
    "La [Commissione per la tutela dei laghi|ORG] indaga.",
    "La [Commissione per la pesca e l'acqua|ORG] indaga.",
    "La Commissione per la prima volta indaga.",
    "La legge passa al [Senato|ORG] per la conferma definitiva.",
    "L'[Ordine nazionale dei giornalisti|ORG] protesta.",
    # whose it is
    "Il [Partito Democratico|ORG] di [Ugo Speri|PER] cresce.",
    # states
    "Il confine della [Repubblica di Grecia|LOC].",
    "La [Repubblica italiana|LOC] ripudia la guerra.",
    "La delegazione della [Repubblica Islamica dell'Iran|LOC].",
]


@pytest.mark.parametrize("source", BODIES)
def test_a_head_word_opens_a_body_or_a_state(source: str) -> None:
    assert marked(plain(source)) == source


COMPANIES = [
    "Fallisce la [Grumolo Legnami S.r.l.|ORG] di ieri.",
    "Compra tutto [Sbranzi.Uno S.p.A.|ORG] oggi.",
    "Multata la [Tulipani srl|ORG] per rumore.",
    "Riapre la spa del paese, poi la Spa.",
]


@pytest.mark.parametrize("source", COMPANIES)
def test_a_legal_form_ends_the_name_of_a_company(source: str) -> None:
    assert marked(plain(source)) == source
