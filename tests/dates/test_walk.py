"""One table tells what may begin at a lexeme; a new way of saying a time is one more record."""

import sys
from datetime import date
from typing import Any

import pytest

from tests.dates.reading import WEDNESDAY
from transforms.dates.expressions import days
from transforms.dates.meanings.points import NearDay
from transforms.dates.text import NUMBER, DateText, Expression, Node, Table
from transforms.dates.walk import FILES, date_table, find_nodes
from transforms.language.lexer import lex
from transforms.numbers.numerals import find_numerals


def lexed(text: str, table: Table | None = None) -> DateText:
    lexemes = lex(text)
    return DateText(text, lexemes, find_numerals(text, lexemes, ()), (), WEDNESDAY, table or date_table())


def surfaces(text: DateText) -> list[str]:
    return [text.surface(node.first, node.last) for node in find_nodes(text, [])[0]]


def _read_eve(text: DateText, index: int) -> Node | None:
    return Node(index, index + 2, "date", NearDay(-1), "date:test") if text.word(index + 1) == "festa" else None


EVE = Expression("made up", frozenset({"antifesta"}), _read_eve, frozenset({"festa"}), inner=True)


def test_a_new_expression_is_one_record_in_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Fu visto l'antifesta festa sera, dall'antifesta festa a domani, antifesta no."
    assert surfaces(lexed(text)) == ["domani"]
    monkeypatch.setattr(days, "EXPRESSIONS", (*days.EXPRESSIONS, EVE))
    table = Table(expression for file in FILES for expression in file.EXPRESSIONS)
    assert surfaces(lexed(text, table)) == ["antifesta festa sera", "dall'antifesta festa a domani"]


def test_what_may_begin_is_asked_of_the_word_its_kind_and_what_follows() -> None:
    def names(text: str, index: int = 0) -> list[str]:
        return [expression.name for expression in lexed(text).candidates(index)]

    assert "holiday" in names("Natale")
    assert names("casa") == []
    assert "shift" in names("tre giorni fa")
    assert "shift" not in names("tre case")
    assert "century by number" in names("ventesimo secolo")
    assert "century by number" not in names("ventesimo posto")
    assert "roman nth" in names("II semestre")


def test_every_expression_has_a_name_of_its_own() -> None:
    expressions = [expression for file in FILES for expression in file.EXPRESSIONS]
    assert len({expression.name for expression in expressions}) == len(expressions)
    assert any(NUMBER in expression.starts for expression in expressions)


def _calls(text: str) -> int:
    """How many calls of Python functions the walk makes."""
    calls = 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event == "call"

    read = lexed(text)
    sys.setprofile(count)
    try:
        find_nodes(read, [])
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "piece",
    [
        "gennaio ", "tra ", "dal 3 al 9 ", "fine della metà del mese del ", "3 - 4 - ", "2-1", "due giorni dopo ",
        "ogni lunedì e ", "mese di ", "settimana del ", "settimana del mese di ", "dal primo lunedì del mese al ",
    ],
)  # fmt: skip
def test_any_text_is_read_in_steps_that_grow_with_its_length(piece: str) -> None:
    few, many = _calls(piece * 100), _calls(piece * 400)
    assert many <= 4.5 * few
    assert many <= 300 * len(lex(piece * 400))


def test_depth_is_bounded_and_left_as_it_was() -> None:
    text = lexed("settimana del mese di " * 500)
    find_nodes(text, [])
    assert text.may_hold(3)
    assert not text.may_hold(4)
    assert text.published == date(2026, 2, 11)
