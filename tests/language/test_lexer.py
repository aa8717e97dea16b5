"""The lexer cuts text as the rules of numbers and dates need it, and its spans point into the text."""

import unicodedata
from itertools import pairwise

import pytest

from transforms.language.lexer import BREAK, DIGITS, MARK, WORD, Lexemes, lex

CASES = [
    ("l'11 settembre", ["l'", "11", "settembre"]),
    ("dell’11 e quest' anno", ["dell'", "11", "e", "quest'", "anno"]),
    ("vent'anni, settant’anni", ["vent'", "anni", ",", "settant'", "anni"]),
    ("lunedi' piu' di 30", ["lunedì", "più", "di", "30"]),
    ("la parola 'pace' oggi", ["la", "parola", "'", "pace", "'", "oggi"]),
    ("3 Febbraio 2026Le forze", ["3", "febbraio", "2026", "le", "forze"]),
    ("325mila, 34enne, 3MLN, ore12", ["325", "mila", ",", "34", "enne", ",", "3", "mln", ",", "ore", "12"]),
    ("1.200,5 e 1'200 e 12.30", ["1.200,5", "e", "1'200", "e", "12.30"]),
    ("3/5/2014 194/78 12:30:15", ["3/5/2014", "194/78", "12:30:15"]),
    ("9.30/12.30 e 1.000/1.500", ["9.30", "/", "12.30", "e", "1.000", "/", "1.500"]),
    ("10-13/15-19", ["10", "-", "13", "/", "15", "-", "19"]),
    ("i numeri 1,2,3,4", ["i", "numeri", "1", ",", "2", ",", "3", ",", "4"]),
    ("2026-02-03", ["2026", "-", "02", "-", "03"]),
    ("anni '90", ["anni", "'", "90"]),
    ("30 km² e ½", ["30", "km²", "e", "½"]),
    ("riga\n\nriga", ["riga", "\n", "riga"]),
]


@pytest.mark.parametrize(("text", "words"), CASES)
def test_pieces(text: str, words: list[str]) -> None:
    assert [lexeme.word for lexeme in lex(text)] == words


def test_spans_point_into_the_text_and_touch_where_it_is_glued() -> None:
    text = "Ore12, İstanbul 3% 2026Le"
    lexemes = lex(text)
    for lexeme in lexemes:
        assert text[lexeme.start : lexeme.end]
        assert lexeme.kind in (WORD, DIGITS, MARK, BREAK)
    assert Lexemes(text, lexemes).glued(1)
    assert not Lexemes(text, lexemes).glued(3)
    assert text[lexemes[-1].start : lexemes[-1].end] == "Le"
    assert all(left.end <= right.start for left, right in pairwise(lexemes))


def test_decomposed_accents_are_composed_without_moving_offsets() -> None:
    text = unicodedata.normalize("NFD", "lunedì più di 30")
    lexemes = lex(text)
    assert [lexeme.word for lexeme in lexemes] == ["lunedì", "più", "di", "30"]
    assert text[lexemes[-1].start : lexemes[-1].end] == "30"


def test_every_visible_character_is_in_a_lexeme() -> None:
    text = "A1\t_x €5… «ciao»\u00a07% 日本 ٣ 🙂"
    covered = {index for lexeme in lex(text) for index in range(lexeme.start, lexeme.end)}
    assert {index for index, char in enumerate(text) if not char.isspace()} <= covered
