"""The sentences with names that the name tagger learns from: cut, deduplicated, of one kind."""

import json
from pathlib import Path

import pytest

from tests.paths import SHARED
from training.lists import LISTED, listed_features, read_lists
from training.marked import agency, articles, letters_of, name_words, sentences_of, without
from training.newspapers import NamedSentence, case_copies
from training.own_names import FREE, named

TEXT = "Verla Nord trema. «Tutto bene?» chiede Ada Folli\nIl sindaco dott. Brasca tace"


def _names(sentence: NamedSentence) -> list[tuple[str, str]]:
    return [(sentence.text[start:end], kind) for start, end, kind in sentence.names]


def test_a_text_is_cut_into_sentences_with_their_names() -> None:
    spans = {(TEXT.index(name), TEXT.index(name) + len(name)): kind for name, kind in (
        ("Verla Nord", "LOC"), ("Verla", "LOC"), ("Ada Folli", "PER"), ("dott. Brasca", "PER"),
    )}  # fmt: skip
    first, second, third = sentences_of(TEXT, spans)
    assert (first.text, _names(first)) == ("Verla Nord trema.", [("Verla Nord", "LOC")])
    assert _names(second) == [("Ada Folli", "PER")]
    assert (third.text, _names(third)) == ("Il sindaco dott. Brasca tace", [("dott. Brasca", "PER")])


def test_an_unknown_name_is_neither_a_name_nor_none() -> None:
    sentence = named("A Verla piove", {2: (7, "")})
    assert sentence.tags == ("O", "?", "O")
    assert sentence.names == ()


def test_a_sentence_of_an_article_is_not_learned_twice() -> None:
    article = [named("Il molo di Verla è chiuso;", {}), named("riapre lunedì.", {})]
    double, other, short = (named(text, {}) for text in ("Il molo di Verla è chiuso", "Il molo è chiuso", "riapre"))
    assert without([double, other, short], [article]) == [other, short]
    assert letters_of("L' Aula, 2 volte.") == "laulavolte"


def test_what_an_annotator_was_not_sure_of_is_unknown(tmp_path: Path) -> None:
    text = "Ada Folli lascia Verla per la Nordali."
    spans = {name: (text.index(name), text.index(name) + len(name)) for name in ("Ada Folli", "Verla", "Nordali")}
    mentions = {
        name: {"surface": name, "start": start, "end": end, "via": "name"} for name, (start, end) in spans.items()
    }
    mentions["Verla"]["unsure"] = True
    kinds = {"Ada Folli": "PER", "Verla": "LOC", "Nordali": "ORG"}
    entities = [{"name": name, "kind": kinds[name], "mentions": [mention]} for name, mention in mentions.items()]
    entities[0]["mentions"].append({"surface": "la Nordali", "start": 27, "end": 37, "via": "role"})  # type: ignore[attr-defined]
    (tmp_path / "a.json").write_text(json.dumps({"entities": entities}), encoding="utf-8")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    [[sentence]] = articles(tmp_path)
    assert _names(sentence) == [("Ada Folli", "PER"), ("Nordali", "ORG")]
    assert sentence.tags[3] == "?"


def test_our_own_articles_are_all_read_and_say_what_is_unknown() -> None:
    found = agency({"Comune", "Regione"})
    assert len(found) == 817
    unknown = {
        sentence.text[start:end]
        for article in found
        for sentence in article
        for tag, (start, end) in zip(sentence.tags, sentence.spans, strict=True)
        if tag == "?"
    }
    assert unknown == {"Comune", "Regione"}


def test_names_are_made_of_words_with_a_capital() -> None:
    assert name_words([named("la Lega del Molo protesta", {3: (16, "ORG")})]) == {"Lega", "Molo"}


def test_lists_tell_what_a_word_is_in_names(tmp_path: Path) -> None:
    rows = {
        "given_names": "Ada\t9\n", "surnames": "Verla\t2\n", "persons": "Ada Verla\t5\n",
        "places": "Verla\t9\nPorto Verla\t4\n", "organisations": "Molatrice di Verla\t5\nNordali\t1\n",
    }  # fmt: skip
    for name, text in rows.items():
        (tmp_path / f"{name}.tsv").write_text(text, encoding="utf-8")
    lists = read_lists(tmp_path)
    assert "org" in lists["Saipem"], "the reference data count too"
    assert lists["Ada"] == {"given": 14.0}
    assert lists["Verla"] == {"surname": 7.0, "place": 9.0, "place_inner": 1.0, "org_inner": 1.0}
    assert lists["Molatrice"] == {"org_first": 1.0}
    assert lists["Nordali"] == {"org": 1.0}
    features = listed_features(lists["Verla"])
    assert len(features) == LISTED
    assert max(features[:4]) == features[1] < 1
    assert not any(listed_features({}))


@pytest.mark.skipif(not FREE.is_dir(), reason="the free data lie in ../shared")
def test_the_lists_of_the_recipe_know_countries_and_given_names() -> None:
    lists = read_lists(FREE / "lists")
    assert lists["Italia"]["place"] == 9.0
    assert lists["Maria"]["given"] > lists["Maria"].get("surname", 0.0)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the annotated articles lie in ../shared")
def test_annotated_articles_hold_their_names() -> None:
    found = articles()
    assert len(found) == 240
    assert sum(len(sentence.names) for article in found for sentence in article) > 3_000


def test_copies_in_capitals_come_as_a_model_is_handed_them() -> None:
    sentences = [named("Ada Folli lascia Verla", {0: (9, "PER"), 17: (22, "LOC")})] * 40
    copies = case_copies(sentences, share=0.5, read=lambda text: text.lower().capitalize())
    assert 0 < len(copies) < 40
    assert {copy.text for copy in copies} == {"Ada folli lascia verla", "ada folli lascia verla"}
    assert all(copy.names == sentences[0].names for copy in copies)
    assert {copy.text for copy in case_copies(sentences, share=1.0)} >= {"ADA FOLLI LASCIA VERLA"}
