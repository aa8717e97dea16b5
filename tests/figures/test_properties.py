"""Numbers spelled by num2words and by the rules of digits are read back."""

from decimal import Decimal

from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from transforms.language.lexer import lex
from transforms.normalise import find_figures_in
from transforms.numbers.numerals import find_numerals
from transforms.numbers.words import number_of_word, ordinal_of_word

BIG = 10**15
integers = st.one_of(
    st.integers(2, 9999),
    st.integers(2, BIG),
    st.integers(1, 9).flatmap(lambda d: st.integers(0, 14).map(lambda p: d * 10**p)),
)


def value_of(text: str) -> Decimal | None:
    """The value of the one numeral that is the whole text."""
    numerals = find_numerals(text, lex(text))
    if len(numerals) != 1 or (numerals[0].start, numerals[0].end) != (0, len(text)):
        return None
    return numerals[0].value


@settings(max_examples=400, deadline=None)
@given(integers.filter(lambda n: n > 1))
def test_integer_to_words_and_back(number: int) -> None:
    words = num2words(number, lang="it")
    assert value_of(words) == number
    assert value_of(words.capitalize()) == number
    assert value_of(words.replace("tré", "tre")) == number


@settings(max_examples=200, deadline=None)
@given(st.integers(2, 999_999))
def test_one_word_numbers_and_ordinals(number: int) -> None:
    assert number_of_word(num2words(number, lang="it").replace(" ", "")) == number
    assert ordinal_of_word(num2words(number, lang="it", to="ordinal")) == number


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**12), st.integers(0, 99))
def test_integer_and_decimals_in_italian_digits(whole: int, hundredths: int) -> None:
    number = Decimal(whole) + Decimal(hundredths) / 100
    assert value_of(format_decimal(number, locale="it")) == number
    assert value_of(format_decimal(whole, locale="it_CH").replace("’", "'")) == whole


@settings(max_examples=100, deadline=None)
@given(
    st.decimals(0, 999, places=1),
    st.sampled_from([("mila", 3), ("milioni", 6), ("miliardi", 9), ("mln", 6), ("mld", 9)]),
)
def test_multipliers(number: Decimal, scale: tuple[str, int]) -> None:
    name, power = scale
    assert value_of(f"{format_decimal(number, locale='it')} {name}") == number * 10**power


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 900), st.integers(1, 90))
def test_ranges_keep_their_bounds(low: int, more: int) -> None:
    for pattern in ("tra {} e {} euro", "da {} a {} euro", "{}-{} euro", "tra i {} e i {} euro"):
        (figure,) = find_figures_in("costa " + pattern.format(low, low + more))
        assert (figure.low, figure.high, figure.unit) == (low, low + more, "EUR")
