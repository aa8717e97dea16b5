"""Figures of several places are kept apart by the names beside them, where no place is sure."""

import pytest

from transforms.ledger import place_beside


@pytest.mark.parametrize(
    ("sentence", "bearer", "place"),
    [
        ("A Verla sono 7 i dispersi, altri sono a Moldava.", None, "Verla"),
        ("I dispersi sono 7 nella zona di Moldava.", None, "Moldava"),
        ("Verla, dispersi 7.", None, None),
        ("I 7 dispersi di Verla erano a Moldava.", "Verla", "Moldava"),
        ("I dispersi dell’Alta Verla sono 7.", None, None),
        ("Tutti via dall’Istria, 7 i feriti.", None, "Istria"),
    ],
)
def test_the_nearest_place_behind_a_preposition(sentence: str, bearer: str | None, place: str | None) -> None:
    names = sorted((sentence.index(name), name) for name in ("Verla", "Moldava", "Istria") if name in sentence)
    assert place_beside(sentence, sentence.index("7"), names, bearer) == place


def test_few_names_are_looked_at() -> None:
    sentence = "A Verla " * 9 + "7."
    names = [(at, f"{at}") for at in range(2, 72, 8)]
    assert place_beside(sentence, 72, names) == "66"
    assert place_beside("X " * 40 + "7", 80, [(4, "Verla")]) is None
