"""Lines in capitals are read in their usual casing."""

from spacy.language import Language

from transforms.parsing.load import parse
from transforms.parsing.truecase import Casings, has_shouting, truecase


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
    assert truecase("DIMESSI I VERTICI DI BIANCHINI", casings) == "Dimessi I vertici Di Bianchini"
