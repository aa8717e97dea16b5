"""What every stage relies on: the text as it stands, sentences, PER, LOC and ORG, whatever the model and the text."""

import random
import re
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language

from transforms.errors import ModelError
from transforms.parsing.load import PIECE_CHARS, WORD_CHARS, cut, load_pipeline, model_info, parse
from transforms.parsing.name_tagger import LABELS, best_labels, recall
from transforms.parsing.network import Encoder, Weights, casing, spellings
from transforms.parsing.tree_tagger import apply_rule, best_tree
from transforms.parsing.truecase import Casings, has_shouting, truecase

ARTICLE = (
    "Allarme in centro\n"
    "TORINO (ANSA) – Il sindaco Carlo Ferri ha incontrato ieri a Milano i vertici della Banca d'Italia. "
    "«La città cresce», ha detto Ferri, «e con lei il lavoro».\n"
)


@pytest.fixture(scope="module")
def rules() -> Language:
    return load_pipeline("rules")


def names(nlp: Language, text: str) -> set[tuple[str, str]]:
    (doc,) = parse(nlp, [text])
    return {(name.text, name.label_) for name in doc.ents}


TEXTS = [
    "",
    " ",
    "\n\n",
    "Ciao",
    ARTICLE,
    "IL GOVERNO APPROVA LA MANOVRA A ROMA\nPoi si vedrà.",
    "tab\te  due spazi\u00a0fissi\r\ne a capo",
    "emoji 🙂 e combinato a\u0300 e ß e İSTANBUL È GRANDE DAVVERO",
    ("Una riga di prova con qualche parola. " * 40 + "\n") * 20,
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
@pytest.mark.parametrize("model", ["nlp", "rules"])
def test_the_text_stays_as_it_is(model: str, text: str, request: pytest.FixtureRequest) -> None:
    (doc,) = parse(request.getfixturevalue(model), [text])
    assert doc.text == text
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text


def test_documents_come_in_order_whatever_their_length(rules: Language) -> None:
    texts = ["Uno.", "Parola. " * 9_000, "", "Due."]
    assert [doc.text for doc in parse(rules, texts, batch_size=2)] == texts


def test_the_batch_size_changes_nothing(nlp: Language) -> None:
    texts = [ARTICLE, "Carlo Ferri è a Roma.", "LA FIAT ASSUME A TORINO DAVVERO"]
    alone = [next(parse(nlp, [text])).to_json() for text in texts]
    assert [doc.to_json() for doc in parse(nlp, texts, batch_size=3)] == alone


def _rare_texts() -> list[str]:
    """Texts of invented words, short in some and long in others: only spelling tells the networks what they are."""
    draw = random.Random(7)
    syllables = [
        first + vowel for first in ["b", "c", "d", "f", "gn", "l", "m", "qu", "r", "st", "v", "z"] for vowel in "aeiou"
    ]

    def sentence(longest: int) -> str:
        words = ["".join(draw.choices(syllables, k=draw.randint(1, longest))) for _ in range(draw.randint(3, 14))]
        cased = [word.capitalize() if draw.random() < 0.4 else word for word in words]
        return f"{' '.join(cased).capitalize()}."

    return [" ".join(sentence(draw.choice([1, 2, 3, 8])) for _ in range(draw.randint(1, 3))) for _ in range(120)]


@pytest.mark.parametrize("network", ["italian_grammar", "italian_name_tagger"])
def test_a_word_looks_the_same_in_any_company(network: str) -> None:
    path = model_info("bundled").path
    assert path is not None
    encoder = Encoder(Weights.load(path / network))
    words = sorted(
        {word for text in _rare_texts() for word in re.findall(r"\w+", text)}, key=lambda word: (len(word), word)
    )
    together = encoder._spell(words)
    assert all(np.array_equal(encoder._spell([word])[0], row) for word, row in zip(words, together, strict=True))


@pytest.mark.parametrize("way", ["one by one", "backwards", "in two runs"])
def test_what_was_read_before_changes_nothing(way: str) -> None:
    texts = _rare_texts()
    together = [doc.to_json() for doc in parse(load_pipeline("bundled"), texts)]
    half = len(texts) // 2
    # What words look like is kept as long as a pipeline lives: each run has one of its own, and several calls.
    runs = {
        "one by one": [[[text] for text in texts]],
        "backwards": [[texts[::-1]]],
        "in two runs": [[texts[half:]], [texts[:half]]],
    }[way]
    read: dict[str, dict[str, Any]] = {}
    for calls in runs:
        pipeline = load_pipeline("bundled")
        for call in calls:
            read |= {text: doc.to_json() for text, doc in zip(call, parse(pipeline, call), strict=True)}
    assert [read[text] for text in texts] == together


def test_the_bundled_model_knows_grammar_and_names(nlp: Language) -> None:
    (doc,) = parse(nlp, [ARTICLE])
    by_text = {token.text: token for token in doc}
    assert doc.has_annotation("DEP")
    assert by_text["sindaco"].pos_ == "NOUN"
    assert by_text["incontrato"].lemma_ == "incontrare"
    assert by_text["sindaco"].dep_ == "nsubj"
    assert by_text["sindaco"].head.text == "incontrato"
    assert "Gender=Fem" in str(by_text["città"].morph)
    assert {("TORINO", "LOC"), ("Carlo Ferri", "PER"), ("Milano", "LOC"), ("Banca d'Italia", "ORG")} <= {
        (name.text, name.label_) for name in doc.ents
    }


def test_every_sentence_is_one_tree(nlp: Language) -> None:
    (doc,) = parse(nlp, [ARTICLE * 3])
    for sentence in doc.sents:
        roots = [token for token in sentence if token.head == token]
        assert [token.dep_ for token in roots] == ["ROOT"]
        assert all(token.head in sentence for token in sentence)


def test_a_line_in_capitals_is_read_as_if_written_as_usual(nlp: Language) -> None:
    found = names(nlp, "MARIO DRAGHI INCONTRA EMMANUEL MACRON A PARIGI")
    assert {("MARIO DRAGHI", "PER"), ("EMMANUEL MACRON", "PER"), ("PARIGI", "LOC")} <= found


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


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("(AGENPARL) - Roma, 3 Febbraio 2026Le forze armate avanzano.", "Roma"),
        ("GENOVA (ANSA) – Il porto riapre.", "GENOVA"),
    ],
)
@pytest.mark.parametrize("model", ["nlp", "rules"])
def test_the_city_of_a_dateline_is_a_place(model: str, text: str, city: str, request: pytest.FixtureRequest) -> None:
    assert (city, "LOC") in names(request.getfixturevalue(model), text)


def test_tokens_of_text_as_news_has_it(rules: Language) -> None:
    (doc,) = parse(rules, ["Nel 2026Le truppe, dell'11 marzo: l'on. ha detto:“no”. Costa 5€ nell'«Aula» (2-1)."])
    assert [token.text for token in doc] == [
        "Nel", "2026", "Le", "truppe", ",", "dell'", "11", "marzo", ":", "l'", "on.", "ha", "detto", ":", "“", "no", "”",
        ".", "Costa", "5", "€", "nell'", "«", "Aula", "»", "(", "2", "-", "1", ")", ".",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["a" * 5_000, "(" * 5_000, "'" * 5_000, "a.b" * 2_000, "ciao " * 9_000, "\n" * 5_000])
def test_pieces_are_small_and_together_the_text(text: str) -> None:
    pieces = cut(text)
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= PIECE_CHARS
    assert all(len(word) <= WORD_CHARS for piece in pieces for word in piece.split())


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["(", "a-", "ciao ", "«", "1", "S.p.A. "])
def test_hostile_text_costs_linear_time(rules: Language, unit: str) -> None:
    def seconds(size: int) -> float:
        began = time.process_time()
        list(parse(rules, [unit * (size // len(unit))]))
        return time.process_time() - began

    seconds(1_000)
    assert seconds(80_000) < 16 * seconds(20_000) + 0.5


def test_shouting_is_a_line_not_a_word() -> None:
    assert has_shouting("Sì.\nIL GOVERNO CADE IN AULA")
    assert not has_shouting("Il vertice NATO a ROMA")
    casings = Casings(["il", "Roma", "cade", "NATO", "roma", "a", "vertice", "dimesso"])
    assert truecase("IL VERTICE NATO CADE A ROMA", casings) == "Il vertice NATO cade a Roma"
    assert truecase("DIMESSI I VERTICI DI BIANCHINI", casings) == "Dimessi I vertici Di Bianchini"


def test_words_are_looked_up_as_they_may_be_written() -> None:
    assert list(spellings("ROMA")) == ["ROMA", "Roma", "roma"]
    assert [casing(word) for word in ("12", "G7", "casa", "NATO", "A", "Roma", "McDonald", "…")] == [
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        0,
    ]


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


def test_a_model_that_is_not_there_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="it_no_such_model"):
        load_pipeline("it_no_such_model")
    with pytest.raises(ModelError, match="rules"):
        load_pipeline(str(tmp_path / "nowhere"))


def test_any_pipeline_gets_our_sentences_and_datelines(tmp_path: Path) -> None:
    spacy.blank("it").to_disk(tmp_path / "blank")
    other = load_pipeline(str(tmp_path / "blank"))
    (doc,) = parse(other, ["BARI (ANSA) – Il sig. Rossi parla. Poi tace."])
    assert len(list(doc.sents)) == 3
    assert [name.label_ for name in doc.ents] == ["LOC"]


def test_the_weights_alone_find_sentences_too() -> None:
    path = model_info("bundled").path
    assert path is not None
    doc = spacy.load(path)("Il sindaco ha firmato il bando. La giunta si riunisce domani a Torino.")
    assert len(list(doc.sents)) == 2


def test_the_model_says_what_it_is() -> None:
    info = model_info("bundled")
    assert info.name == "it_spoglio_news"
    assert "NC-SA" in info.licence
    assert info.path is not None
    assert spacy.load(info.path).pipe_names
    assert info.scores["names_span_f1"] > 0.7
    assert model_info("rules").path is None
