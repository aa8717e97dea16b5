"""Lines in capitals are read in their usual casing."""

import pytest
from spacy.language import Language

from transforms.parsing.load import parse
from transforms.parsing.truecase import Casings, has_shouting, truecase, usual_casing


def names(nlp: Language, text: str) -> set[tuple[str, str]]:
    (doc,) = parse(nlp, [text])
    return {(name.text, name.label_) for name in doc.ents}


def test_a_line_in_capitals_is_read_as_if_written_as_usual(nlp: Language) -> None:
    found = names(nlp, "MARIO DRAGHI INCONTRA EMMANUEL MACRON A PARIGI")
    assert {("MARIO DRAGHI", "PER"), ("EMMANUEL MACRON", "PER"), ("PARIGI", "LOC")} <= found


def test_shouting_is_a_line_not_a_word() -> None:
    assert has_shouting("Sì.\nIL GOVERNO CADE IN AULA")
    assert not has_shouting("Il vertice NATO a ROMA")
    casings = Casings(["il", "Roma", "cade", "NATO", "roma", "a", "vertice", "dimesso"])
    assert truecase("IL VERTICE NATO CADE A ROMA", casings) == "Il vertice NATO cade a Roma"
    assert truecase("DIMESSI I VERTICI DI BIANCHINI", casings) == "Dimessi i vertici di Bianchini"


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("UNA FRANA BLOCCA IL PASSO, UN ALPINISTA È GRAVE", "Una frana blocca il passo, un alpinista è grave"),
        ("Frana Sul Passo Del Brennero, Un Alpinista È Grave", "Frana sul passo del Brennero, un alpinista è grave"),
        ("Il Ministro Annuncia Nuove Regole per le Imprese", "Il ministro annuncia nuove regole per le imprese"),
        ("G. BIANCHI E M. NERI ASSOLTI PER LA FRANA", "G. Bianchi e M. Neri assolti per la frana"),
        ("CROLLA IL PONTE. DUE I MORTI A BARI", "Crolla il ponte. Due i morti a Bari"),
        ("LA BETA S.P.A. DI MILANO CHIUDE GLI UFFICI", "La beta S.P.A. di Milano chiude gli uffici"),
        ("DUE ARRESTI PER LA MORTE DI LUCA BIANCHI", "Due arresti per la morte di Luca Bianchi"),
        ("PIENA, DUE MORTI E UN DISPERSO. Il fiume cresce.", "Piena, due morti e un disperso. Il fiume cresce."),
    ],
)
def test_headlines_are_shown_in_their_usual_casing(nlp: Language, text: str, usual: str) -> None:
    (doc,) = parse(nlp, [text])
    assert (doc.text, usual_casing(doc, text)) == (text, usual)


def test_the_rest_of_the_text_tells_how_a_word_is_written() -> None:
    casings = Casings(["la", "valle", "verde", "chiude", "per", "lavori"])
    body = "La fabbrica di Valle Verde chiude. A Valle Verde si torna in ottobre."
    assert truecase(f"LA VALLE VERDE CHIUDE\n{body}", casings) == f"La Valle Verde chiude\n{body}"


@pytest.mark.parametrize(
    "line",
    [
        "(ANSA) - LA SPEZIA, 3 GIU - È caduto un albero.",
        "Comune di Bertolara, Regione Lombardia e Asl Milano Nord firmano l'accordo",
        "FTSE MIB, DAX, CAC 40, NASDAQ oggi in rialzo",
        "Il vertice Nato",
        "La Procura tace. Il pm Ugo D'Arienzo no. La gip Anna De Simone decide. Il gup pure.",
    ],
)
def test_capitals_of_names_and_datelines_stay(nlp: Language, line: str) -> None:
    (doc,) = parse(nlp, [line])
    assert usual_casing(doc, line) == line
