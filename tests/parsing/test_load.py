"""What every stage relies on: the text as it stands, in order, whatever the model and the text."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from tests.counting import calls
from transforms.errors import ModelError
from transforms.parsing.load import MODEL, PIECE_CHARS, WORD_CHARS, load_pipeline, model_info, parse, pieces_of

ARTICLE = (
    "Allarme in centro\n"
    "TORINO (ANSA) – Il sindaco Carlo Ferri ha incontrato ieri a Milano i vertici della Banca d'Italia. "
    "«La città cresce», ha detto Ferri, «e con lei il lavoro».\n"
)


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


@pytest.mark.parametrize("text", ["a" * 5_000, "(" * 5_000, "'" * 5_000, "a.b" * 2_000, "ciao " * 9_000, "\n" * 5_000])
def test_pieces_are_small_and_together_the_text(text: str) -> None:
    pieces = pieces_of(text)
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= PIECE_CHARS
    assert all(len(word) <= WORD_CHARS for piece in pieces for word in piece.split())


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["(", "a-", "ciao ", "«", "1", "S.p.A. "])
def test_work_grows_with_the_text_and_no_faster(rules: Language, unit: str) -> None:
    def work(size: int) -> int:
        return calls(lambda: list(parse(rules, [unit * (size // len(unit))])))

    work(1_000)  # fills the caches
    assert work(8_000) < 4.6 * work(2_000) + 1_000


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


def test_the_model_says_what_it_is() -> None:
    info = model_info("bundled")
    assert info.name == "it_spoglio_news"
    assert info.licence == "CC BY-SA 4.0"
    assert info.path == MODEL
    assert info.scores["names_span_f1"] > 0.7
    assert model_info("rules").path is None
