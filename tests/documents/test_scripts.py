"""Words of two scripts, and signs that turn the direction of writing."""

import pytest

from transforms.documents import mixed_words, turned


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Parla M\u0430rio Bertoli di Torv\u03bflle.", ["M\u0430rio", "Torv\u03bflle"]),
        ("Il \u0421ARO prezzo e la N\u0410VE", ["\u0421ARO", "N\u0410VE"]),
        ("Володимир Зеленський e Αθήνα, 3 kΩ, 30 μm, β-carotene, il virus ΔX, città, naïve, Þór", []),
        ("", []),
    ],
)
def test_words_of_two_scripts(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in mixed_words(text)] == found


def test_signs_that_turn() -> None:
    assert list(turned("a\u202eb\u202c \u2067c\u2069 d\u200e")) == [1, 3, 5, 7]
