"""What a word looks like to the networks depends on the word alone."""

import random
import re
from typing import Any

import numpy as np
import pytest
from spacy.language import Language

from transforms.parsing.load import MODEL, parse
from transforms.parsing.network import Encoder, Weights, casing, spellings


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

    return [" ".join(sentence(draw.choice([1, 2, 3, 8])) for _ in range(draw.randint(1, 3))) for _ in range(80)]


TEXTS = _rare_texts()
NETWORKS = ["italian_grammar", "italian_name_tagger"]


def _forget(nlp: Language) -> None:
    """A new run: what words look like is kept as long as a pipeline lives."""
    for name in NETWORKS:
        nlp.get_pipe(name).network._encoder._seen.clear()  # type: ignore[attr-defined]


@pytest.mark.parametrize("network", NETWORKS)
def test_a_word_looks_the_same_in_any_company(network: str) -> None:
    encoder = Encoder(Weights.load(MODEL / network))
    words = sorted({word for text in TEXTS for word in re.findall(r"\w+", text)}, key=lambda word: (len(word), word))
    together = encoder._spell(words)
    assert all(np.array_equal(encoder._spell([word])[0], row) for word, row in zip(words, together, strict=True))


@pytest.fixture(scope="module")
def together(nlp: Language) -> list[dict[str, Any]]:
    _forget(nlp)
    return [doc.to_json() for doc in parse(nlp, TEXTS)]


HALF = len(TEXTS) // 2
WAYS = {
    "one by one": [[[text] for text in TEXTS]],
    "backwards": [[TEXTS[::-1]]],
    "in two runs": [[TEXTS[HALF:]], [TEXTS[:HALF]]],
}


@pytest.mark.parametrize("runs", WAYS.values(), ids=WAYS.keys())
def test_what_was_read_before_changes_nothing(
    nlp: Language, together: list[dict[str, Any]], runs: list[list[list[str]]]
) -> None:
    read: dict[str, dict[str, Any]] = {}
    for calls in runs:
        _forget(nlp)
        for call in calls:
            read |= {text: doc.to_json() for text, doc in zip(call, parse(nlp, call), strict=True)}
    assert [read[text] for text in TEXTS] == together


def test_words_are_looked_up_as_they_may_be_written() -> None:
    assert list(spellings("ROMA")) == ["ROMA", "Roma", "roma"]
    words = ["12", "G7", "casa", "NATO", "A", "Roma", "McDonald"]
    assert [casing(word) for word in words] == [1, 2, 3, 4, 5, 6, 7]
    assert casing("…") == 0


@pytest.mark.parametrize(
    ("word", "looked_up"),
    [
        ("Verla", ["Verla", "verla"]),
        ("VERLA", ["VERLA", "Verla", "verla"]),
        ("Verla-Brasca", ["Verla-Brasca", "verla-brasca", "Verla"]),
        ("ex-sindaco", ["ex-sindaco", "ex-sindaco"]),
        ("Al-Verla", ["Al-Verla", "al-verla"]),
    ],
)
def test_a_compound_of_names_is_looked_up_by_its_first_part_last(word: str, looked_up: list[str]) -> None:
    assert list(spellings(word)) == looked_up
