"""The nearest sign of past or future tells the tense around a date."""

import pytest

from transforms.dates.tense import tense_around
from transforms.dates.text import DateText
from transforms.dates.walk import date_table
from transforms.language.lexer import lex


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Il Senato ha votato la legge lunedì", "past"),
        ("Il Senato voterà la legge lunedì", "future"),
        ("Il voto è previsto lunedì", "future"),
        ("Il treno passava lunedì", "past"),
        ("La prova lunedì", None),
        ("Passerà. La prova lunedì", None),
        ("Spera di vincere lunedì", "future"),
        ("Ha detto che partirà lunedì", "future"),
        ("Verrà la pioggia" + ", poi altro" * 12 + " lunedì", None),
    ],
)
def test_tense_around_the_last_word(text: str, tense: str | None) -> None:
    read = DateText(text, lex(text), (), (), None, date_table())
    assert tense_around(read, read.size - 1, read.size) == tense
