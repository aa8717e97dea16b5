"""What a figure counts, with the bundled model and with no model at all."""

import pytest
from spacy.language import Language

from tests.marked import claims_of

#: sentence, counted noun of each figure. Words alone are enough for these.
PLAIN = [
    ("Il Comune ha assunto {32} vigili.", ["vigili"]),
    ("Servono {1,2 milioni} di dosi per la campagna.", ["dosi"]),
    ("Hanno aderito {dieci} grandi aziende.", ["aziende"]),
    ("Nel crollo ci sono stati {almeno 15} morti e {circa 40} feriti.", ["morti", "feriti"]),
    ("Sono {circa 300} gli sfollati nella valle.", ["sfollati"]),
    ("{325mila} morti in quattro anni di guerra.", ["morti"]),
    ("Lo pensa l'{80%} dei cittadini.", ["cittadini"]),
    ("I prezzi sono saliti del {3%} in un anno.", [None]),
    ("La multa è di {200 euro|money}.", [None]),
    ("Il ponte è lungo {300 metri|measure}.", [None]),
    ("Mario Bianchi, {45 anni|age}, è illeso.", [None]),
    ("I morti sono {80}.", ["morti"]),
    ("Le vittime accertate sono {oltre 140}.", ["vittime"]),
    ("Sono stati condannati {due} dei {sette} imputati.", ["imputati", "imputati"]),
    ("Hanno votato a favore {81} deputati su {120}.", ["deputati", "deputati"]),
    ("I feriti sono {30}, di cui {tre} gravi.", ["feriti", "feriti"]),
]

#: These need tags and a parse.
PARSED = [
    ("Il numero dei ricoverati è salito a {45}.", ["ricoverati"]),
    ("Il numero dei ricoverati sale a {45}.", ["ricoverati"]),
    ("Il ministero ha ricevuto domande e ne ha accolte {tre}.", ["domande"]),
    ("Ci sono stati {12} arresti a Milano e {sette} a Torino.", ["arresti", "arresti"]),
    (
        "Quest'anno sono arrivate {2.310} persone, contro le {3.040} dello stesso mese del 2024.",
        ["persone"] * 2,
    ),
    ("La legge è passata con {161} sì e {118} no.", ["sì", "no"]),
    ("Sono morti {tre} anziani.", ["anziani"]),
    ("Le squadre che persero il turno furono {due}.", ["squadre"]),
    ("L'esercito ha lanciato droni e sostiene di averne persi {131}.", ["droni"]),
    ("Il limite è di {80}.", [None]),
    ("{Duecento} sono le correzioni richieste.", ["correzioni"]),
    ('{Oltre 200} sarebbero le "correzioni" degli ispettori.', ["correzioni"]),
    ("{Novanta}, le nuove assunzioni previste.", ["assunzioni"]),
    ("I feriti sono {22}; le condizioni di {sette} sono gravi.", ["feriti", None]),
    ("Sono stati uccisi in {15}.", [None]),
    ("Sono state soppresse {212} corse sulle {900} programmate.", ["corse", "corse"]),
    ("Gli emendamenti sono {340}, di cui {30} depositati dai sindaci.", ["emendamenti", "emendamenti"]),
    ("Nel solo mese scorso {tre} presunti complici sono finiti in carcere.", ["complici"]),
]


@pytest.mark.parametrize(("sentence", "nouns"), PLAIN)
def test_words_alone(rules: Language, sentence: str, nouns: list[str | None]) -> None:
    assert [claim.counted for claim in claims_of(rules, sentence)] == nouns


@pytest.mark.parametrize(("sentence", "nouns"), PLAIN + PARSED)
def test_with_weights(nlp: Language, sentence: str, nouns: list[str | None]) -> None:
    assert [claim.counted for claim in claims_of(nlp, sentence)] == nouns


def test_lemma_comes_from_the_model(nlp: Language) -> None:
    (claim,) = claims_of(nlp, "Il museo ha venduto {due} quadri.")
    assert (claim.counted, claim.counted_lemma) == ("quadri", "quadro")
