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
    "La Commissione per il 2031 spende poco.",
    "La legge passa al [Senato|ORG] per la conferma definitiva.",
    "L'[Ordine nazionale dei giornalisti|ORG] protesta.",
    # two tasks, a number
    "Il [Nucleo Ispettivo e Radiomobile di Gradna|ORG] indaga.",
    "La [Sezione operativa e investigativa|ORG] indaga.",
    "Il [Consiglio Direttivo|ORG] e [Ugo Speri|PER] firmano.",
    "In cura presso la Ats7 e la [Ats7 Gradna|ORG] del nord.",
    "La [Polizia Stradale|ORG] per la ripresa del traffico.",
    # a letter, a foreign head
    "La squadra gioca nel Gruppo C del torneo.",
    # whose it is
    "Il [Partito Democratico|ORG] di [Ugo Speri|PER] cresce.",
    # states
    "Il confine della [Repubblica di Grecia|LOC].",
    "La [Repubblica italiana|LOC] ripudia la guerra.",
    "La delegazione della [Repubblica Islamica dell'Iran|LOC].",
    "Indaga il procuratore della Repubblica di [Potenza|LOC].",
    # a region with its noun
    "La giunta della [Regione Puglia|ORG] e la regione [Puglia|LOC].",
    "Il dirigente dell'[Usl 9|ORG] [Ugo Speri|PER] tace.",
]


@pytest.mark.parametrize("source", BODIES)
def test_a_head_word_opens_a_body_or_a_state(source: str) -> None:
    assert marked(plain(source)) == source


def test_a_body_of_the_tables_ends_the_name_of_its_part() -> None:
    text = "Il Comando regionale dei Vigili del fuoco avverte."
    found = marked(text, ("Comando regionale", "ORG"))
    assert found == "Il [Comando regionale dei Vigili del fuoco|ORG] avverte."


COMPANIES = [
    "Fallisce la [Grumolo Legnami S.r.l.|ORG] di ieri.",
    "Compra tutto [Sbranzi.Uno S.p.A.|ORG] oggi.",
    "Multata la [Tulipani srl|ORG] per rumore.",
    "Riapre la spa del paese, poi la Spa.",
]


@pytest.mark.parametrize("source", COMPANIES)
def test_a_legal_form_ends_the_name_of_a_company(source: str) -> None:
    assert marked(plain(source)) == source


def test_a_foreign_head_behind_its_name_opens_no_body() -> None:
    found = marked("Insegna alla Zefira University di Gradna.", ("Zefira University", "ORG"), ("Gradna", "LOC"))
    assert found == "Insegna alla [Zefira University|ORG] di [Gradna|LOC]."


NUMBERED = [
    "Gli uomini del [99º Reggimento Zefiri|ORG] di [Torvena|LOC] partono.",
    "Il [9° Stormo|ORG] decolla.",
    "Passa il [9º reggimento Zefiri|ORG] e il 9º reggimento.",
    "Alla 9ª sezione [Torvena|LOC] vince.",
    "Sfila il [IX Battaglione|ORG] e un Battaglione.",
    "Atti della [XII Commissione permanente|ORG] e della 12 Commissione.",
]


@pytest.mark.parametrize("source", NUMBERED)
def test_a_unit_is_named_with_its_number(source: str) -> None:
    assert marked(plain(source), *([("Torvena", "LOC")] if "Torvena" in source else [])) == source


PROVINCES = [
    "Lo ha deciso la [Provincia di Potenza|ORG] ieri.",
    "Il bilancio della [Provincia di Potenza|ORG] cala.",
    "Nato in [Provincia di Potenza|LOC] nel 1950.",
]


@pytest.mark.parametrize("source", PROVINCES)
def test_a_province_with_its_article_is_who_governs_it(source: str) -> None:
    assert marked(plain(source)) == source
