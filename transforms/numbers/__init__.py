"""Numerals, of use to figures and dates: "325mila", "1,2 milioni", "trentaquattro", "XXI", "½".

Fills no table. `find_numerals` finds them; `NumberText` is a text as the rules of numbers see it.
"""

from transforms.numbers.numerals import Blocks, Numeral, find_numerals
from transforms.numbers.text import NumberText
from transforms.numbers.words import number_of_word, ordinal_of_word, roman_value

__all__ = [
    "Blocks",
    "NumberText",
    "Numeral",
    "find_numerals",
    "number_of_word",
    "ordinal_of_word",
    "roman_value",
]
