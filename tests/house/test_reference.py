"""Every reference table is readable, documented row by row and free of duplicates."""

import pytest

from transforms import reference
from transforms.errors import SeedError


@pytest.mark.parametrize("name", list(reference.reference_tables()))
def test_every_row_has_example_and_source(name: str) -> None:
    rows = reference.read_reference(name, required=("example", "source"))
    assert rows


@pytest.mark.parametrize("name", list(reference.reference_tables()))
def test_no_row_stands_twice(name: str) -> None:
    rows = [tuple(v for k, v in row.items() if k != "_line") for row in reference.read_reference(name)]
    assert len(rows) == len(set(rows))


def test_there_are_tables() -> None:
    assert "it/documents/agencies" in reference.reference_tables()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,example,source\n1,,x\n", "t.csv:2: column 'example' holds '': the cell is empty"),
        ("a,source\n1,x\n", "t.csv:1: column 'example' holds '': the column is missing"),
        ("a,example,source\n1,2\n", "t.csv:2: column '' holds '': the row has another number of cells"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(tmp_path, monkeypatch, content: str, said: str) -> None:
    (tmp_path / "t.csv").write_text(content)
    monkeypatch.setattr(reference, "REFERENCE", tmp_path)
    reference.read_reference.cache_clear()
    with pytest.raises(SeedError) as error:
        reference.read_reference("t", required=("example",))
    assert said in str(error.value)
    reference.read_reference.cache_clear()


def test_a_missing_table_is_named() -> None:
    with pytest.raises(SeedError, match="the file is missing"):
        reference.read_reference("it/no_such_table")


def test_cells_with_several_values() -> None:
    assert reference.split_cell("a | b|c |") == ["a", "b", "c"]
    assert reference.split_cell("") == []
