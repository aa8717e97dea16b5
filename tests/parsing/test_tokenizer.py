"""Tokens of text as newspapers have it."""

from spacy.language import Language

from transforms.parsing.load import parse


def test_tokens_of_text_as_news_has_it(rules: Language) -> None:
    (doc,) = parse(rules, ["Nel 2026Le truppe, dell'11 marzo: l'on. ha detto:“no”. Costa 5€ nell'«Aula» (2-1)."])
    assert [token.text for token in doc] == [
        "Nel", "2026", "Le", "truppe", ",", "dell'", "11", "marzo", ":", "l'", "on.", "ha", "detto", ":", "“", "no", "”",
        ".", "Costa", "5", "€", "nell'", "«", "Aula", "»", "(", "2", "-", "1", ")", ".",
    ]  # fmt: skip


def test_no_smiley_stands_in_a_newspaper(nlp: Language) -> None:
    """Nor with the bundled model, whose rules were saved with it."""
    (doc,) = parse(nlp, ["I feriti (tre): otto gravi, dice Neri (Pd): «Torno». La Beta S.c.a.r.l. chiude."])
    tokens = [token.text for token in doc]
    assert "):" not in tokens
    assert tokens.count(")") == tokens.count(":") == 2
    assert "S.c.a.r.l." in tokens
