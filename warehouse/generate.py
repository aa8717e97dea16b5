"""Write `warehouse/generated`: schema.sql, dictionary.md and one JSON schema a table, all from the contract.

``python -m warehouse.generate`` (``make contract``); a test proves that the committed files are fresh.
"""

import json
from pathlib import Path

from transforms.contract import ACROSS, BESIDE, DIMENSIONS, TABLES, VOCABULARY, Row
from transforms.frames import allowed_values, keys_of
from warehouse.ddl import describe, is_nullable, kept_tables, macros, read_views, schema_sql, sql_type

GENERATED = Path(__file__).resolve().parent / "generated"
_NOTICE = "Written by `make contract` from transforms/contract and warehouse/views; do not edit."


def generated_files() -> dict[str, str]:
    """File name → content of everything in `warehouse/generated`."""
    files = {"schema.sql": f"-- {_NOTICE}\n\n{schema_sql()}", "dictionary.md": dictionary()}
    for row in (*TABLES, *ACROSS):
        schema = json.dumps(row.model_json_schema(), indent=2, ensure_ascii=False)
        files[f"{row.table}.schema.json"] = schema + "\n"
    return files


def dictionary() -> str:
    """The data dictionary: every table and view, every column."""
    parts = [
        "# Data dictionary",
        f"<!-- {_NOTICE} -->",
        "Spans are half-open `[start_char, end_char)` in code points of `documents.text`. NULL means unknown. "
        "The same words stand in the database: `SELECT column_name, comment FROM duckdb_columns()`.",
        "## Tables",
        *(_table(row) for row in (*TABLES, *ACROSS, *BESIDE, *DIMENSIONS, *VOCABULARY)),
        "## Views",
    ]
    for view in (*kept_tables(), *read_views()):
        lines = [f"### {view.name}", "", view.comment, "", "| column | what it holds |", "|---|---|"]
        parts.append("\n".join([*lines, *(f"| {name} | {_cell(text)} |" for name, text in view.columns.items())]))
    parts += ["## Macros", "\n".join(f"- `{macro.name}`: {macro.comment}" for macro in macros())]
    return "\n\n".join(parts) + "\n"


def _table(row: type[Row]) -> str:
    about = (row.__doc__ or "").strip().splitlines()[0]
    keys = keys_of(row)
    key_line = f"Key: {', '.join(keys)}." if keys else "A log without a key."
    lines = [
        f"### {row.table}",
        "",
        f"{about} {key_line}",
        "",
        "| column | type | NULL | what it holds |",
        "|---|---|---|---|",
    ]
    for name in row.model_fields:
        words = allowed_values(row, name)
        text = _cell(describe(row, name))
        if words and not all(word in text for word in words):
            text += f" One of: {', '.join(words)}."
        lines.append(f"| {name} | {sql_type(row, name)} | {'yes' if is_nullable(row, name) else ''} | {text} |")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write the files and remove those of tables that are gone."""
    files = generated_files()
    GENERATED.mkdir(exist_ok=True)
    for path in GENERATED.iterdir():
        if path.name not in files:
            path.unlink()
    for name, content in files.items():
        (GENERATED / name).write_text(content, encoding="utf-8")
    print(f"{len(files)} files written to {GENERATED.name}/")


if __name__ == "__main__":
    main()
