"""Parts of speech, lemmas and trees."""

import numpy as np
import pytest
import spacy
from spacy.language import Language

from transforms.parsing.load import MODEL, parse
from transforms.parsing.tree_tagger import apply_rule, best_tree

ARTICLE = (
    "Allarme in centro\n"
    "TORINO (ANSA) – Il sindaco Carlo Ferri ha incontrato ieri a Milano i vertici della Banca d'Italia. "
    "«La città cresce», ha detto Ferri, «e con lei il lavoro».\n"
)


def test_every_sentence_is_one_tree(nlp: Language) -> None:
    (doc,) = parse(nlp, [ARTICLE * 3])
    for sentence in doc.sents:
        roots = [token for token in sentence if token.head == token]
        assert [token.dep_ for token in roots] == ["ROOT"]
        assert all(token.head in sentence for token in sentence)


@pytest.mark.parametrize(
    ("form", "rule", "lemma"), [("Parlavano", "4+re", "parlare"), ("Roma", "=", "Roma"), ("Il", "0+", "il")]
)
def test_lemma_rules(form: str, rule: str, lemma: str) -> None:
    assert apply_rule(form, rule) == lemma


def test_the_best_tree_has_no_circle() -> None:
    scores = np.array([[-9, 0, 0, 1], [0, -9, 8, 3], [0, 9, -9, 2], [1, 1, 1, -9]], dtype=np.float32)
    scores[0, 0] = 99
    heads = best_tree(scores, 0)
    assert heads[0] == 0
    for word in range(4):
        seen = set()
        while word != 0:
            assert word not in seen
            seen.add(word)
            word = int(heads[word])


def test_the_weights_alone_find_sentences_too() -> None:
    doc = spacy.load(MODEL)("Il sindaco ha firmato il bando. La giunta si riunisce domani a Torino.")
    assert len(list(doc.sents)) == 2


PASSIVES = [
    ("Il decreto è stato firmato dal ministro.", "decreto", "nsubj:pass"),
    ("Il decreto è stato firmato dal ministro.", "ministro", "obl:agent"),
    ("Le case vendute dall'agenzia sono due.", "agenzia", "obl:agent"),
    ("Il ministro ha firmato il decreto.", "ministro", "nsubj"),
    ("Il ministro arriva da Pavia.", "Pavia", "obl"),
]


@pytest.mark.parametrize(("text", "word", "label"), PASSIVES)
def test_what_stands_beside_a_passive_tells_who_acts(nlp: Language, text: str, word: str, label: str) -> None:
    assert [token.dep_ for token in nlp(text) if token.text == word] == [label]


@pytest.mark.parametrize("form", ["È", "E'", "E’"])
def test_an_apostrophe_may_stand_for_the_accent(nlp: Language, form: str) -> None:
    (doc,) = parse(nlp, [f"{form} arrivato il direttore dei lavori."])
    assert (doc[0].lemma_, doc[0].pos_) == ("essere", "AUX")
