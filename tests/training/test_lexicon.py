"""A trained grammar gets the lemmas of a dictionary that its rules miss; text that nobody labelled gets what two agree on."""

from pathlib import Path

import pytest
from spacy.language import Language

from training.lexicon import add_lemmas, read_lexicon
from training.treebanks import UNSURE, UNTOLD
from training.unlabelled import label
from transforms.parsing.network import Weights
from transforms.parsing.tree_tagger import GRAMMAR, Grammar, GrammarNetwork


@pytest.fixture(scope="module")
def network(nlp: Language) -> GrammarNetwork:
    component = nlp.get_pipe(GRAMMAR)
    assert isinstance(component, Grammar)
    assert component.network is not None
    return component.network


def test_only_forms_with_one_lemma_are_read(tmp_path: Path) -> None:
    path = tmp_path / "forms.tsv"
    path.write_text("frigge\tVERB\tfriggere\tx\nporti\tNOUN\tporto\tx\nporti\tNOUN\tporta\tx\n", encoding="utf-8")
    assert read_lexicon(path) == {("frigge", "VERB"): "friggere"}


def test_a_lemma_that_the_rules_miss_is_added_and_nothing_that_is_there_changes(network: GrammarNetwork) -> None:
    before = network.weights.lists["lemmas"]
    lexicon = {("zzzyvò", "VERB"): "abracadabrare", ("ignota", "VERB"): "ignotare"}
    after = add_lemmas(network, lexicon, {"zzzyvò"}).weights.lists["lemmas"]
    assert set(after) - set(before) == {"zzzyvò\tVERB\tabracadabrare"}
    assert set(before) <= set(after)


def test_what_two_grammars_agree_on_is_told(network: GrammarNetwork) -> None:
    (tree,) = label(network, network, ["Il sindaco apre una nuova scuola.", "Poi."])
    assert [word.form for word in tree.words] == ["Il", "sindaco", "apre", "una", "nuova", "scuola", "."]
    assert [word.dep for word in tree.words[:3]] == ["det", "nsubj", "ROOT"]
    assert UNSURE not in {word.pos for word in tree.words}


def test_where_two_grammars_differ_nothing_is_told(network: GrammarNetwork) -> None:
    weights = network.weights
    arrays = {**weights.arrays, "arc": weights.arrays["arc"] * 0, "tag.weight": weights.arrays["tag.weight"] * 0}
    other = GrammarNetwork(Weights(arrays, weights.words, weights.letters, weights.vector_words, weights.lists))
    (tree,) = label(network, other, ["Il sindaco apre una nuova scuola."])
    assert UNTOLD in {word.dep for word in tree.words}
    assert UNSURE in {word.pos for word in tree.words}
