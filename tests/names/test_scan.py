"""Words as names see them: folding, sound keys, gaps, capitals that are due to the place."""

import pytest

from transforms.names.scan import fold, gap, opens_sentence, scan_words, sound

ONE_SOUND = [
    ("Zelensky", "Zelenskyy", "Zelenskij", "Zelenskyj", "Зеленський"),
    ("Sergej", "Sergey", "Sergei", "Сергей"),
    ("Dmitrij", "Dmitry", "Dmitri", "Дмитрий"),
    ("Yermak", "Jermak", "Ермак"),
    ("Oleksij", "Oleksii", "Олексій"),
]


@pytest.mark.parametrize("spellings", ONE_SOUND)
def test_transliterations_of_one_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({sound(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("left", "right"), [("Ivanov", "Ivanova"), ("Petrov", "Pavlov"), ("Rossi", "Russo")])
def test_different_names_have_different_keys(left: str, right: str) -> None:
    assert sound(left) != sound(right)


@pytest.mark.parametrize(
    ("written", "seen"), [("Iv\u0430nov", "Ivanov"), ("M\u0430rio", "Mario"), ("Bert\u03bfli", "Bertoli")]
)
def test_a_word_of_two_scripts_is_only_like_itself(written: str, seen: str) -> None:
    assert sound(written) != sound(seen)


def test_folding_leaves_accents_and_capitals_out() -> None:
    assert [fold(word) for word in ("Chávez", "È", "Киев")] == ["chavez", "e", "киев"]


@pytest.mark.parametrize(
    ("text", "between"),
    [("Anna Rossi", ""), ("Trump-Putin", "-"), ("d’Italia", "'"), ("Lega - Zefir", None), ("a\nb", None)],
)
def test_what_stands_between_two_words(text: str, between: str | None) -> None:
    assert gap(text, *scan_words(text)) == between


def test_addresses_are_no_words() -> None:
    assert [word.text for word in scan_words("Vedi www.nato.int, scrivi a info@nato.int o @nato.")] == [
        "Vedi",
        "scrivi",
        "a",
        "o",
    ]


@pytest.mark.parametrize(
    ("text", "opens"), [("Piove. Anna dorme.", True), ("Dorme J. Anna.", False), ("la Anna", False)]
)
def test_a_capital_may_be_due_to_its_place(text: str, opens: bool) -> None:
    word = next(word for word in scan_words(text) if word.text == "Anna")
    assert opens_sentence(text, word) is opens
