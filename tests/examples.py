"""The example of every row of a reference table: its own, or the template of its table with the row's words put in.

`seeds/reference/README.md` tells how a line of `templates.csv` is chosen and filled in.
"""

from transforms.errors import SeedError
from transforms.reference import read_reference, split_cell


def rows_with_examples(table: str) -> list[dict[str, str]]:
    """The rows of a table as `read_reference` gives them, with ``"example"`` filled in every one.

    Raises:
        SeedError: a row has no example of its own, and no template fits it; a template names a column that is not there.
    """
    return [row | {"example": row.get("example") or _from_template(table, row)} for row in read_reference(table)]


def template_of(table: str, row: dict[str, str]) -> dict[str, str] | None:
    """The line of `templates.csv` that makes a row's example; None if none fits."""
    lines = (line for line in read_reference("templates", required=("table", "template")) if line["table"] == table)
    return next((line for line in lines if _fits(line, row)), None)


def _fits(line: dict[str, str], row: dict[str, str]) -> bool:
    conditions = [condition.partition("=") for condition in split_cell(line["where"])]
    return all(row.get(column) == value for column, _, value in conditions)


def _from_template(table: str, row: dict[str, str]) -> str:
    line = template_of(table, row)
    if line is None:
        raise SeedError(
            f"{table}.csv", int(row["_line"]), "example", "", "it is empty and no line of templates.csv fits"
        )
    firsts = {column: (split_cell(value) or [""])[0] for column, value in row.items()}
    capitals = {column.capitalize(): value[:1].upper() + value[1:] for column, value in firsts.items()}
    try:
        return line["template"].format_map(firsts | capitals)
    except (KeyError, ValueError, IndexError):
        problem = f"it names no column of {table}.csv"
        raise SeedError("templates.csv", int(line["_line"]), "template", line["template"], problem) from None
