"""Read the reference tables of `seeds/reference`: vocabulary and world knowledge, never grammar.

Every row has a `source` and an example, its own or one made from a template of its table, which a test proves. Rows are
plain strings: the stage that uses a table turns them into what it needs, once, at import of its vocabulary or in a
cached function.
"""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from transforms.errors import SeedError

REFERENCE = Path(__file__).resolve().parent.parent / "seeds" / "reference"


@cache
def read_reference(name: str, required: tuple[str, ...] = ()) -> tuple[dict[str, str], ...]:
    """All rows of one reference table.

    Args:
        name: path below seeds/reference, such as ``"it/figures/units"``.
        required: columns that must be filled in every row, beside ``source``, which always must.

    Returns:
        One dict a row, values stripped; the key ``"_line"`` holds the line number as a string.

    Raises:
        SeedError: the file is missing, a column is missing, or a required value is empty.
    """
    path, required = REFERENCE / f"{name}.csv", (*required, "source")
    if not path.is_file():
        raise SeedError(f"{name}.csv", 0, "", "", "the file is missing")
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        header = reader.fieldnames or []
        for column in required:
            if column not in header:
                raise SeedError(f"{name}.csv", 1, column, "", "the column is missing")
        rows: list[dict[str, str]] = []
        for row in reader:
            line = reader.line_num
            if None in row or None in row.values():
                raise SeedError(f"{name}.csv", line, "", "", "the row has another number of cells than the header")
            clean = {key: value.strip() for key, value in row.items()}
            for column in required:
                if not clean[column]:
                    raise SeedError(f"{name}.csv", line, column, "", "the cell is empty")
            rows.append(clean | {"_line": str(line)})
    return tuple(rows)


@cache
def words(table: str, column: str = "word", **where: str) -> frozenset[str]:
    """One column of a table as a set: ``words("it/claims/event_nouns", **{"class": "vehicle"})``.

    Args:
        table: as `read_reference` takes it.
        column: the column; it must be filled in every row.
        where: column → the value that a row must have there to count.
    """
    rows = read_reference(table, required=(column,))
    return frozenset(row[column] for row in rows if all(row[name] == value for name, value in where.items()))


@cache
def classes(table: str, column: str = "class", of: str = "word") -> dict[str, frozenset[str]]:
    """The words of a table by class: ``classes("it/claims/event_nouns")["vehicle"]``."""
    kinds = {row[column] for row in read_reference(table, required=(column, of))}
    return {kind: words(table, of, **{column: kind}) for kind in kinds}


def split_cell(value: str) -> list[str]:
    """The parts of a cell that holds several values: ``"a | b"`` → ``["a", "b"]``; an empty cell gives none."""
    return [part.strip() for part in value.split("|") if part.strip()]


def reference_tables() -> Iterable[str]:
    """Names of all reference tables, sorted, as `read_reference` takes them."""
    return sorted(path.relative_to(REFERENCE).with_suffix("").as_posix() for path in REFERENCE.rglob("*.csv"))
