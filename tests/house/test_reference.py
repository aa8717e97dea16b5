"""Every reference table is readable, documented row by row and free of duplicates; every row has an example."""

import re

import pytest

from tests.examples import rows_with_examples, template_of
from transforms import reference
from transforms.errors import SeedError

TEMPLATES = "templates"
TABLES = [name for name in reference.reference_tables() if name != TEMPLATES]


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write a table into an empty folder of reference tables."""
    monkeypatch.setattr(reference, "REFERENCE", tmp_path)
    reference.read_reference.cache_clear()
    yield lambda name, content: (tmp_path / name).write_text(content)
    reference.read_reference.cache_clear()


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_an_example_with_its_words(name: str) -> None:
    rows = rows_with_examples(name)
    assert rows
    assert [row["_line"] for row in rows if re.search(r"[{}]", row["example"])] == []


@pytest.mark.parametrize("name", list(reference.reference_tables()))
def test_no_row_stands_twice(name: str) -> None:
    rows = [tuple(v for k, v in row.items() if k != "_line") for row in reference.read_reference(name)]
    assert len(rows) == len(set(rows))


def test_every_template_makes_an_example() -> None:
    lines = reference.read_reference(TEMPLATES)
    assert {line["table"] for line in lines} <= set(TABLES)
    used = {
        line["_line"]
        for name in {line["table"] for line in lines}
        for row in reference.read_reference(name)
        if not row.get("example") and (line := template_of(name, row))
    }
    assert [line for line in lines if line["_line"] not in used] == []


def test_there_are_tables() -> None:
    assert "it/documents/agencies" in reference.reference_tables()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,source\n,x\n", "t.csv:2: column 'a' holds '': the cell is empty"),
        ("a,source\n1,\n", "t.csv:2: column 'source' holds '': the cell is empty"),
        ("source\nx\n", "t.csv:1: column 'a' holds '': the column is missing"),
        ("a\n1\n", "t.csv:1: column 'source' holds '': the column is missing"),
        ("a,example,source\n1,2\n", "t.csv:2: column '' holds '': the row has another number of cells"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(write, content: str, said: str) -> None:
    write("t.csv", content)
    with pytest.raises(SeedError) as error:
        reference.read_reference("t", required=("a",))
    assert said in str(error.value)


def test_a_missing_table_is_named() -> None:
    with pytest.raises(SeedError, match="the file is missing"):
        reference.read_reference("it/no_such_table")


WORDS = "word,kind,like,example,source\nmela,,rossa | gialla,,x\nbue,animal,,,x\nasino,animal,,Un asino raglia.,x\n"


def test_an_example_is_the_row_s_own_or_the_first_template_that_fits(write) -> None:
    write("t.csv", WORDS)
    write("templates.csv", "table,where,template,source\nt,kind=animal | like=,Il {word} tace.,x\nt,,{Word} {like},x\n")
    assert [row["example"] for row in rows_with_examples("t")] == ["Mela rossa", "Il bue tace.", "Un asino raglia."]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (
            "t,kind=animal,Il {word} tace.,x",
            "t.csv:2: column 'example' holds '': it is empty and no line of templates.csv",
        ),
        (
            "t,,Il {name} tace.,x",
            "templates.csv:2: column 'template' holds 'Il {name} tace.': it names no column of t.csv",
        ),
        (
            "t,,Il {word tace.,x",
            "templates.csv:2: column 'template' holds 'Il {word tace.': it names no column of t.csv",
        ),
    ],
)
def test_a_row_without_example_and_a_wrong_template_are_named(write, template: str, said: str) -> None:
    write("t.csv", WORDS)
    write("templates.csv", f"table,where,template,source\n{template}\n")
    with pytest.raises(SeedError) as error:
        rows_with_examples("t")
    assert said in str(error.value)


def test_cells_with_several_values() -> None:
    assert reference.split_cell("a | b|c |") == ["a", "b", "c"]
    assert reference.split_cell("") == []
