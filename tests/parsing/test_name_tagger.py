"""Names of persons, places and organisations."""

import numpy as np
from spacy.language import Language

from transforms.parsing.load import parse
from transforms.parsing.name_tagger import LABELS, best_labels, recall


def names(nlp: Language, text: str) -> set[tuple[str, str]]:
    (doc,) = parse(nlp, [text])
    return {(name.text, name.label_) for name in doc.ents}


def test_a_name_in_lower_case_counts_only_where_nothing_has_a_capital(nlp: Language) -> None:
    assert not any(
        name[0].islower() for name, label in names(nlp, "Il ragazzo e la ragazza ucraina.") if label != "ORG"
    )
    assert any(label == "LOC" for _, label in names(nlp, "il ministro è arrivato a roma con mario draghi"))


def test_a_word_is_in_one_sentence_what_it_is_in_the_others() -> None:
    sure, unsure = [0.02, 0.02, 0.9, 0.02, 0.02, 0.01, 0.01], [0.3, 0.2, 0.05, 0.25, 0.05, 0.1, 0.05]
    scores = [np.log(np.array([sure], dtype=np.float32)), np.log(np.array([unsure], dtype=np.float32))]
    recall(["Ferri", "Ferri"], [[0], [1]], scores)
    assert [LABELS[label] for label in best_labels(scores[1])] == ["B-PER"]
