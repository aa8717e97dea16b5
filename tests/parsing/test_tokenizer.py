"""Tokens of text as newspapers have it."""

from spacy.language import Language

from transforms.parsing.load import parse


def test_tokens_of_text_as_news_has_it(rules: Language) -> None:
    (doc,) = parse(rules, ["Nel 2026Le truppe, dell'11 marzo: l'on. ha detto:“no”. Costa 5€ nell'«Aula» (2-1)."])
    assert [token.text for token in doc] == [
        "Nel", "2026", "Le", "truppe", ",", "dell'", "11", "marzo", ":", "l'", "on.", "ha", "detto", ":", "“", "no", "”",
        ".", "Costa", "5", "€", "nell'", "«", "Aula", "»", "(", "2", "-", "1", ")", ".",
    ]  # fmt: skip
