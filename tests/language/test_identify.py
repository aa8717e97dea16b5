"""Which language a sentence and a passage are in."""

import pytest

from transforms.language.identify import foreign_blocks, language_of

BODY = "Il consiglio comunale ha approvato ieri sera il bilancio con ventidue voti favorevoli."

POST = (
    "The bridge will reopen next week. We thank everyone who worked through the night.\n"
    "— City of Springfield (@springfield) March 5, 2026\n"
    "More on our website, where you can find all the details pic.twitter.com/aBcDeF123"
)


def test_an_embedded_post_is_set_apart_with_its_credit_line() -> None:
    text = f"{BODY}\n{POST}\n{BODY}"
    ((start, end, language),) = foreign_blocks(text)
    assert (text[start:end], language) == (POST, "en")


def test_the_credit_line_joins_a_post_too_short_to_tell() -> None:
    text = f"{BODY}\nThank you, Springfield!\n— Mayor (@mayor) March 5, 2026\n{BODY}"
    ((start, end, language),) = foreign_blocks(text)
    assert text[start:end].startswith("Thank you")
    assert text[start:end].endswith("March 5, 2026")
    assert language == "en"


@pytest.mark.parametrize(
    "text",
    [BODY, f"{BODY}\nToday\n", f"{BODY}\n— Il sindaco (@sindaco) 5 marzo 2026\n{BODY}", "New York Times\n" + BODY],
)
def test_italian_texts_have_no_foreign_passage(text: str) -> None:
    assert foreign_blocks(text) == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "it"),
        ("Rutte ha detto che l’accordo non c’è ancora", "it"),
        ("They said that it was the end of the war", "en"),
        ("Nous avons perdu notre maison dans la tempête", "fr"),
        ("Los vecinos han perdido su casa y no tienen nada", "es"),
        ("Wir haben unser Haus im Sturm verloren, aber nicht die Hoffnung", "de"),
        ("Президент выступил сегодня вечером", "ru"),
        ("Президент виступив сьогодні ввечері в Києві", "uk"),
        ("歩道を走るロボット", "ja"),
        ("Mario Rossi 3-2", "und"),
        ("", "und"),
        ("Володимир Зеленський e la Nato si sono parlati di nuovo a Kiev nella notte", "it"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language
