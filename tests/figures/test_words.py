"""Every row of the reference tables of numbers proves itself by its example."""

import pytest

from tests.examples import rows_with_examples
from transforms.figures.ages import age_of_word, find_ages
from transforms.language.lexer import lex
from transforms.normalise import find_dates_and_figures, find_figures_in
from transforms.numbers.numerals import find_numerals
from transforms.numbers.text import NumberText
from transforms.reference import split_cell


def rows(name: str) -> list[dict[str, str]]:
    room = "numbers" if name in ("number_words", "multipliers") else "figures"
    return rows_with_examples(f"it/{room}/{name}")


def by(name: str, *columns: str) -> list[object]:
    return [pytest.param(row, id="-".join(row[column] for column in columns) + row["_line"]) for row in rows(name)]


def groups(name: str, column: str) -> list[object]:
    """The rows of a table by the value of one column: one test for each value."""
    table = rows(name)
    return [
        pytest.param([row for row in table if row[column] == value], id=value)
        for value in sorted({r[column] for r in table})
    ]


@pytest.mark.parametrize("row", by("number_words", "word"))
def test_number_words(row: dict[str, str]) -> None:
    text = row["example"]
    numerals = find_numerals(text, lex(text))
    if row["word"] == "uno":  # counts only beside another number
        assert find_figures_in(text)[0].kind == "ratio"
        return
    assert numerals, text
    assert row["word"][-2:] in text


@pytest.mark.parametrize("row", by("multipliers", "word"))
def test_multipliers(row: dict[str, str]) -> None:
    text = row["example"]
    (numeral,) = find_numerals(text, lex(text))
    assert numeral.form == "scaled"
    assert numeral.value is not None
    assert numeral.value >= int(row["value"])
    assert row["word"] in text[numeral.start : numeral.end].lower()


@pytest.mark.parametrize("row", by("units", "unit"))
def test_units(row: dict[str, str]) -> None:
    assert row["unit"] in {figure.unit for figure in find_figures_in(row["example"])}


#: Names that mean a unit only beside other words.
OTHER_WORDS = {
    "bar",
    "giri",
    "giro",
    "deg",
    "gradi",
    "grado",
    "°",
    "F",
    "cavalli",
    "di magnitudo",
    "gradi sopra lo zero",
}


@pytest.mark.parametrize("row", by("units", "unit"))
def test_names_and_symbols_of_units(row: dict[str, str]) -> None:
    for name in [*split_cell(row["names"]), *split_cell(row["symbols"])]:
        if name in OTHER_WORDS:
            continue
        (figure,) = find_figures_in(f"circa 12 {name}")
        assert figure.unit == row["unit"], name


@pytest.mark.parametrize("row", by("currencies", "currency", "example"))
def test_currencies(row: dict[str, str]) -> None:
    for text in [
        row["example"],
        *(
            f"12 {name}"
            for name in split_cell(row["names"])
            if name not in ("real", "lei", "won", "lev", "dong", "marchi", "afghani")
        ),
    ]:
        figures = find_figures_in(text)
        assert [(f.kind, f.unit) for f in figures] == [("money", row["currency"] or "EUR")], text
    for symbol in split_cell(row["symbols"]):
        before, after = find_figures_in(f"{symbol} 12"), find_figures_in(f"12 {symbol}")
        assert before == after or [f.unit for f in before + after] == [row["currency"] or "EUR"] * 2, symbol


@pytest.mark.parametrize("group", groups("shared_currencies", "word"))
def test_shared_currencies(group: list[dict[str, str]]) -> None:
    found = {row["example"]: find_figures_in(row["example"]) for row in group}
    assert [[f.unit for f in figures] for figures in found.values()] == [[row["currency"]] for row in group]


@pytest.mark.parametrize("row", by("modifiers", "position", "phrase"))
def test_modifiers(row: dict[str, str]) -> None:
    (figure,) = find_figures_in(row["example"])
    assert figure.modifier == (None if row["modifier"] == "exact" else row["modifier"])
    assert (figure.end - figure.start) > len(row["phrase"])


@pytest.mark.parametrize("group", groups("age_words", "role"))
def test_age_words(group: list[dict[str, str]]) -> None:
    wrong = []
    for row in group:
        lexemes = lex(row["example"])
        reading = NumberText(row["example"], lexemes, find_numerals(row["example"], lexemes))
        if bool(find_ages(reading, bytearray(len(lexemes)))) != (row["role"] != "span"):
            wrong.append(row["example"])
    assert not wrong


@pytest.mark.parametrize("group", groups("number_labels", "reason"))
def test_labels(group: list[dict[str, str]]) -> None:
    found = {row["example"]: {u.reason for u in find_dates_and_figures(row["example"], None)[2]} for row in group}
    assert not [
        text
        for text, reasons in found.items()
        if group[0]["reason"] not in reasons | ({"season"} & {group[0]["reason"]})
    ]


CONTEXT = {
    "temperature": ("measure", "Cel"), "game": ("score", None), "money": ("money", "EUR"), "engine": ("measure", "[HP]"),
    "turning": ("measure", "circ"), "spread": ("measure", "bp"), "index": ("measure", "points"),
    "index_number": ("measure", None), "crowd": ("count", None), "study": ("count", None), "difference": ("percent", "pp"),
    "pressure": ("measure", "bar"),
}  # fmt: skip


NO_FIGURE = {"event": "part_of_name", "race": "time_result"}


@pytest.mark.parametrize("group", groups("figure_contexts", "role"))
def test_figure_contexts(group: list[dict[str, str]]) -> None:
    wrong = []
    for row in group:
        _, figures, unread = find_dates_and_figures(row["example"], None)
        if row["role"] in NO_FIGURE:
            right = not figures and NO_FIGURE[row["role"]] in [u.reason for u in unread]
        else:
            right = (figures[-1].kind, figures[-1].unit) == CONTEXT[row["role"]]
        if not right:
            wrong.append(row["example"])
    assert not wrong


def test_words_of_change_leave_two_amounts() -> None:
    found = {row["example"]: find_figures_in(row["example"]) for row in rows("change_words")}
    wanted = [(10, 10, "EUR"), (20, 20, "EUR")]
    assert not [text for text, figures in found.items() if [(f.low, f.high, f.unit) for f in figures] != wanted]


@pytest.mark.parametrize(
    "text", ["Il tratto Salerno-Eboli costa da 10 a 20 euro.", "Il passeggero paga da 10 a 20 euro."]
)
def test_other_words_leave_one_range(text: str) -> None:
    assert [(f.low, f.high) for f in find_figures_in(text)] == [(10, 20)]


@pytest.mark.parametrize("group", groups("weather_words", "role"))
def test_weather_words(group: list[dict[str, str]]) -> None:
    for row in group:
        text, figures = row["example"], find_figures_in(row["example"])
        if row["role"] == "shock":
            assert figures[-1].unit == "magnitude", text
        else:
            assert not any("venti" in text[figure.start : figure.end] for figure in figures), text


@pytest.mark.parametrize("group", groups("age_contexts", "role"))
def test_age_contexts(group: list[dict[str, str]]) -> None:
    assert not [row["example"] for row in group if any(f.kind == "age" for f in find_figures_in(row["example"]))]


@pytest.mark.parametrize("group", groups("label_words", "role"))
def test_label_words(group: list[dict[str, str]]) -> None:
    reasons = {
        "street": ["street_number"],
        "emergency": ["phone_number"],
        "peak": ["part_of_name"],
        "ranked": ["ordinal", "time_of_play"],
        "play": ["ordinal", "time_of_play"],
        "common": [],
        "plan": [],
        "law": ["law_number"],
        "phone_kind": ["phone_number"],
        "phone_call": ["phone_number"],
    }
    for row in group:
        _, figures, unread = find_dates_and_figures(row["example"], None)
        found = [u.reason for u in unread]
        assert bool(figures) == (row["role"] == "common"), row["example"]
        assert set(found) <= set(reasons[row["role"]]), row["example"]


@pytest.mark.parametrize("row", by("names_with_numbers", "name"))
def test_names_with_numbers(row: dict[str, str]) -> None:
    dates, figures, unread = find_dates_and_figures(row["example"], None)
    assert not dates
    assert not figures
    assert [u.reason for u in unread] == [row["reason"]]


def test_regnal_names() -> None:
    found = {row["example"]: find_dates_and_figures(row["example"], None)[2] for row in rows("regnal_names")}
    assert not [text for text, unread in found.items() if [u.reason for u in unread] != ["regnal_number"]]


@pytest.mark.parametrize(
    ("word", "age"),
    [
        ("trentaquattrenne", 34),
        ("ventenni", 20),
        ("sedicenne", 16),
        ("perenne", None),
        ("ottenne", None),
        ("solenne", None),
    ],
)
def test_age_of_word(word: str, age: int | None) -> None:
    assert age_of_word(word) == age
