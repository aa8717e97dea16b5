"""Which language a sentence and a passage are in."""

import pytest

from tests.counting import calls
from transforms.language.identify import foreign_blocks, language_of, main_language

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


# Italian, German, French, Slovene and English as they stand side by side in notices of border regions.
GERMAN = "Der Gemeinderat hat gestern Abend den Haushalt genehmigt, und die Arbeiten beginnen im Frühling."
FRENCH = "Le conseil communal a approuvé hier soir le budget, et les travaux commenceront au printemps."
SLOVENE = "Občinski svet je včeraj zvečer potrdil proračun, dela pa se bodo začela že pred poletjem."
ENGLISH = "The council approved the budget last night, and the works will begin in the spring."


@pytest.mark.parametrize(("passage", "language"), [(GERMAN, "de"), (FRENCH, "fr"), (SLOVENE, "sl"), (ENGLISH, "en")])
def test_the_columns_of_a_notice_are_set_apart(passage: str, language: str) -> None:
    text = f"{BODY}\n\n{passage}\n{passage}\n\n{BODY}"
    ((start, end, told),) = foreign_blocks(text)
    assert (text[start:end], told) == (f"{passage}\n{passage}", language)


def test_headings_between_lines_of_one_language_belong_to_it() -> None:
    text = f"{BODY}\n{ENGLISH}\n\nNet profit: 1,250\n{ENGLISH}\nVia Roma 3, 00100 Torvalle\n{BODY}"
    ((start, end, language),) = foreign_blocks(text)
    assert (text[start:end], language) == (f"{ENGLISH}\n\nNet profit: 1,250\n{ENGLISH}", "en")


@pytest.mark.parametrize("line", ["I fondi della banca", "Il sindaco: 3 feriti"])
def test_a_line_with_an_italian_word_stays_italian(line: str) -> None:
    assert len(foreign_blocks(f"{ENGLISH}\n{line}\n{ENGLISH}")) == 2


def test_joining_lines_looks_at_each_once() -> None:
    text = f"{ENGLISH}\n" + "Totals\n" * 500
    assert calls(lambda: foreign_blocks(text * 8)) < 8.5 * calls(lambda: foreign_blocks(text))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Градоначелник је јуче отворио нову библиотеку", "und-Cyrl"),
        ("S'insedia a Torvalle il nuovo consiglio", "und"),
        (SLOVENE, "sl"),
    ],
)
def test_what_is_not_clear_is_not_guessed(text: str, language: str) -> None:
    assert language_of(text) == language


ALBANIAN = "Kryetari i bashkisë hapi dje një bibliotekë të re me vend për dyzet mijë libra."


def test_a_detector_is_asked_for_what_stays_open_and_is_long_enough() -> None:
    asked: list[str] = []

    def detect(text: str) -> str:
        asked.append(text)
        return "sq" if "bashkisë" in text else "und"

    text = f"{BODY}\n{ALBANIAN}\nMarta Torvalli Bertola Ponti Marano Gavardi Sevieri Calvera\nBashkisë e re\n{GERMAN}"
    assert [code for _, _, code in foreign_blocks(text, detect)] == ["sq", "de"]
    assert asked == [ALBANIAN, "Marta Torvalli Bertola Ponti Marano Gavardi Sevieri Calvera"]
    assert (main_language(ALBANIAN), main_language(ALBANIAN, detect)) == ("und", "sq")
