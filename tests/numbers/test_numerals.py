"""Numerals in every Italian form: value, span, and what is none."""

from decimal import Decimal

import pytest

from transforms.language.lexer import lex
from transforms.numbers.numerals import find_numerals
from transforms.numbers.terms import parse_digits
from transforms.numbers.words import number_of_word, ordinal_of_word, roman_value

ONE = [
    ("42", "42"), ("1.200", "1200"), ("1.200,5", "1200.5"), ("1 200", "1200"), ("3 000 000", "3000000"),
    ("6 700,54", "6700.54"), ("1'200", "1200"), ("1’200,50", "1200.50"), ("7.4", "7.4"), ("0,5", "0.5"), ("01,10", "1.10"),
    (",77", "0.77"), ("1,200,000", "1200000"), ("1,200.50", "1200.50"), ("2½", "2.5"), ("½", "0.5"),
    ("tre", "3"), ("ventuno", "21"), ("ventun", "21"), ("ventitré", "23"), ("ventitrè", "23"), ("ventitre", "23"),
    ("ventotto", "28"), ("centotto", "108"), ("centoundici", "111"), ("centundici", "111"), ("cento e uno", "101"),
    ("mille", "1000"), ("milleuno", "1001"), ("mille e una", "1001"), ("duemila", "2000"), ("millenovecentosettanta", "1970"),
    ("tremila e seicento", "3600"), ("tremila cinquecento quarantaquattro", "3544"), ("cento cinquantacinque", "155"),
    ("duecento quarantatremila cinquecento", "243500"), ("settecentosessantacinquemila duecento", "765200"),
    ("un milione", "1000000"), ("un milione e uno", "1000001"), ("dieci miliardi e mille", "10000001000"), ("un milione e mezzo", "1500000"), ("1 milione e 350.000", "1350000"), ("4 miliardi e 120.000.000", "4120000000"), ("mezzo milione", "500000"), ("un milion", "1000000"),
    ("due milioni e trecentomila", "2300000"), ("2 milioni e 300mila", "2300000"), ("3 miliardi 200 milioni", "3200000000"), ("6mila 400", "6400"),
    ("due miliardi e mille", "2000001000"), ("due milioni di miliardi", "2000000000000000"), ("tremila miliardi", "3000000000000"),
    ("duemilionicinquecentomila", "2500000"), ("ventunbilionitrecento", "21000000000300"),
    ("325mila", "325000"), ("18 mila", "18000"), ("1,2 milioni", "1200000"), ("2,3 mln", "2300000"), ("1,5 mld", "1500000000"),
    ("90 miliardi e mezzo", "90500000000"), ("3MLN", "3000000"), ("50k", "50000"), ("5 million", "5000000"),
    ("tre virgola uno quattro", "3.14"), ("zero punto zero tre", "0.03"), ("cinque virgola trecento quarantadue", "5.342"),
    ("quattro virgola cinque milioni", "4500000"), ("uno e mezzo", "1.5"), ("due e un mezzo", "2.5"),
    ("due terzi", "0.666666666667"), ("un terzo", "0.333333333333"), ("tre quarti", "0.75"), ("4/5", "0.8"),
    ("1 e 4/5", "1.8"), ("ventitre e tre quinti", "23.6"), ("un venticinquesimo", "0.04"), ("cento miliardesimi", "0.0000001"),
    ("una decina", "10"), ("un centinaio", "100"), ("due decine", "20"), ("tre dozzine", "36"), ("mezza dozzina", "6"),
    ("trecento e due dozzine", "324"), ("un paio", "2"), ("vent'", "20"), ("cinque miliardi e tre quarti", "5750000000"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), ONE)
def test_one_numeral_over_the_whole_text(text: str, value: str) -> None:
    (numeral,) = find_numerals(text, lex(text))
    assert numeral.value == numeral.high == Decimal(value)
    assert (numeral.start, numeral.end) == (0, len(text))


SEVERAL = [
    ("due o tre, quattro", ["due", "tre", "quattro"]),
    ("tra cento e duecento persone", ["cento", "duecento"]),
    ("tra mille e duemila", ["mille", "duemila"]),
    ("340 123 4567", ["340", "123", "4567"]),
    ("nel 2003 200 persone", ["2003", "200"]),
    ("5 per cento e cento euro", ["5", "cento"]),
    ("tu sei stato; sei regioni; non sei solo", ["sei"]),
    ("un uomo e una donna, uno solo", []),
    ("un terzo uomo, un terzo dei voti", ["un terzo"]),
    ("ne ferì un quinto. Cala di un quinto.", ["un quinto"]),
    ("la famiglia simile a Emilia, mobili e abilità", []),
    ("dodici euro e 50 centesimi", ["dodici", "50"]),
    ("alle 12:30 del 3/5/2014", ["12:30", "3/5/2014"]),
]


@pytest.mark.parametrize(("text", "numerals"), SEVERAL)
def test_numerals_of_a_text(text: str, numerals: list[str]) -> None:
    assert [text[n.start : n.end] for n in find_numerals(text, lex(text))] == numerals


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("decine di persone", 20, 99), ("centinaia di case", 200, 999), ("migliaia", 2000, 9999),
        ("decine e decine di oche", 20, 99), ("migliaia e migliaia di oche", 2000, 9999),
        ("centinaia di migliaia", 200_000, 999_999), ("qualche decina", 20, 99), ("milioni di profughi", 2_000_000, 9_999_999),
    ],
)  # fmt: skip
def test_vague_collectives_have_bounds(text: str, low: int, high: int) -> None:
    (numeral,) = find_numerals(text, lex(text))
    assert (numeral.value, numeral.high) == (low, high)


def test_english_is_read_as_english_only_where_told() -> None:
    text = "4,800 people"
    assert [n.value for n in find_numerals(text, lex(text))] == [Decimal("4.800")]
    assert [n.value for n in find_numerals(text, lex(text), [(0, len(text), "en")])] == [Decimal("4800")]


@pytest.mark.parametrize("group", ["12:30", "3/5/2014", "192.168.1.2", "1" * 40, "1.20.300"])
def test_groups_without_one_value(group: str) -> None:
    assert parse_digits(group) is None


@pytest.mark.parametrize(
    ("word", "rank"),
    [("terzo", 3), ("ventunesima", 21), ("ventitreesimo", 23), ("centesimo", 100), ("duemillesimo", 2000), ("milionesima", 10**6),
     ("massimo", None), ("pessimo", None), ("trentaduesimi", 32)],
)  # fmt: skip
def test_ordinals(word: str, rank: int | None) -> None:
    assert ordinal_of_word(word) == rank


@pytest.mark.parametrize(
    ("word", "value"), [("XXI", 21), ("IV", 4), ("MCMXC", 1990), ("IIX", None), ("", None), ("xxi", None)]
)
def test_roman(word: str, value: int | None) -> None:
    assert roman_value(word) == value


def test_articles_are_no_numbers() -> None:
    assert [number_of_word(word) for word in ("un", "uno", "una", "mila", "milione", "famiglia")] == [None] * 6
