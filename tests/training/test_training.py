"""The parts of the training that need no torch: conversions, labels, scores."""

from pathlib import Path

import pytest

from tests.paths import ROOT
from training.evaluate import rewrite, score_names
from training.licences import read_sources
from training.newspapers import NamedSentence, case_copies, detokenise, join_sentences, read_named
from training.treebanks import kept_trees, read_treebank, to_doc, training_trees

TREE = """# text = Della casa dirlo.
1-2\tDella\t_\t_\t_\t_\t_\t_\t_\t_
1\tDi\tdi\tADP\tE\t_\t3\tcase\t_\t_
2\tla\til\tDET\tRD\tGender=Fem|Number=Sing\t3\tdet\t_\t_
3\tcasa\tcasa\tNOUN\tS\tGender=Fem\t4\tobl\t_\t_
4-5\tdirlo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
4\tdir\tdire\tVERB\tV\tVerbForm=Inf\t0\troot\t_\t_
5\tlo\tlo\tPRON\tPC\tNumber=Sing\t4\tobj\t_\t_
6\t.\t.\tPUNCT\tFS\t_\t4\tpunct\t_\t_

"""


def test_contractions_become_one_token(tmp_path: Path) -> None:
    path = tmp_path / "it_prova-ud-dev.conllu"
    path.write_text(TREE, encoding="utf-8")
    (tree,) = read_treebank(path)
    assert [word.form for word in tree.words] == ["Della", "casa", "dirlo", "."]
    assert [word.pos for word in tree.words] == ["ADP", "NOUN", "VERB", "PUNCT"]
    assert [word.head for word in tree.words] == [1, 2, 2, 2]
    assert tree.words[0].lemma == "di"
    assert tree.words[0].morph == "Gender=Fem|Number=Sing"
    assert tree.words[2].lemma == "dire"


def test_a_document_of_trees_keeps_text_and_heads(tmp_path: Path) -> None:
    import spacy

    path = tmp_path / "it_prova-ud-dev.conllu"
    path.write_text(TREE * 2, encoding="utf-8")
    doc = to_doc(spacy.blank("it").vocab, read_treebank(path))
    assert doc.text == "Della casa dirlo. Della casa dirlo. "
    assert [token.head.i for token in doc] == [1, 2, 2, 2, 5, 6, 6, 6]
    assert len(list(doc.sents)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "L'Aula è vuota.",
        "Un po' di \"calma\", dice l'ex premier.",
        "Il (falso) allarme: «Tutti fuori!», grida.",
        "Costa 3/4 del totale, il 12%.",
    ],
)
def test_tokens_are_put_together_as_they_are_printed(text: str) -> None:
    import re

    tokens = re.findall(r"[^\W\d_]+['’]|\w+|[^\w\s]", text)
    joined, spans = detokenise(tokens)
    assert joined == text
    assert [joined[start:end] for start, end in spans] == tokens


def test_names_of_gold_and_of_unknown_kind(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text(
        "L'\tO\nEni\tB-ORG\ne\tO\nMario\tB-PER\nRossi\tI-PER\n\nVince\tO\nil\tO\nPalio\tB-MISC\n", encoding="utf-8"
    )
    first, second = read_named(path)
    assert [(first.text[a:b], label) for a, b, label in first.names] == [("Eni", "ORG"), ("Mario Rossi", "PER")]
    assert second.tags == ("O", "O", "?")
    assert second.names == ()


def _sentence(text: str, *names: tuple[str, str]) -> NamedSentence:
    spans, tags, found = [], [], []
    start = 0
    for word in text.split():
        spans.append((start, start + len(word)))
        label = next((label for name, label in names if word in name.split()), "")
        is_first = any(word == name.split()[0] for name, _ in names)
        tags.append(("B-" if is_first else "I-") + label if label else "O")
        start += len(word) + 1
    for name, label in names:
        place = text.index(name)
        found.append((place, place + len(name), label))
    return NamedSentence(text, tuple(spans), tuple(tags), tuple(found))


def test_names_are_scored_by_span_and_by_token() -> None:
    gold = [_sentence("Mario Rossi va a Roma .", ("Mario Rossi", "PER"), ("Roma", "LOC"))]
    scores = score_names(gold, lambda texts: [[(6, 11, "PER"), (17, 21, "LOC")] for _ in texts])
    assert (scores.span.right, scores.span.found, scores.span.wanted) == (1, 2, 2)
    assert (scores.token.right, scores.token.found, scores.token.wanted) == (2, 2, 3)
    assert scores.spans["PER"].f1 == 0.0
    assert scores.token.f1 == pytest.approx(0.8)


def test_texts_of_several_sentences_keep_titles_on_their_line() -> None:
    text, offsets = join_sentences([_sentence("Il titolo"), _sentence("Una frase ."), _sentence("Altra .")])
    assert text == "Il titolo\nUna frase . Altra ."
    assert offsets == [0, 10, 22]


def test_copies_in_other_casings_keep_their_names_in_place() -> None:
    gold = [_sentence("Mario Rossi va a Roma .", ("Roma", "LOC"))] * 50
    copies = case_copies(gold, share=0.5, seed=1)
    assert 5 < len(copies) < 45
    assert {copy.text for copy in copies} <= {text(gold[0].text) for text in (str.upper, str.lower, str.title)}
    assert all(copy.names == gold[0].names for copy in copies)
    assert rewrite(gold, str.upper)[0].text == "MARIO ROSSI VA A ROMA ."


@pytest.mark.slow
def test_nothing_that_is_measured_with_is_trained_on(shared: Path) -> None:
    data = shared / "data" / "model"
    kept = kept_trees(data / "ud")
    assert len(kept) > 250
    seen = {tree.key for tree in training_trees(data / "free" / "ud", read_sources(), without=kept)}
    assert not seen & {tree.key for tree in kept}
    hand = {tree.key for tree in read_treebank(ROOT / "training" / "data" / "trees" / "wikinews.conllu")}
    assert not hand & {tree.key for tree in kept}
