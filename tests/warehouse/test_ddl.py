"""The database says of itself what the contract says."""

from collections.abc import Iterator

import duckdb
import pytest

from transforms.contract import TABLES, Figure, Row, Sighting
from transforms.frames import allowed_values, keys_of, references_of
from warehouse import ddl
from warehouse.generate import GENERATED, generated_files


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(ddl.schema_sql())
        yield connection


@pytest.mark.parametrize("row", TABLES, ids=lambda row: row.table)
def test_a_table_has_the_columns_and_comments_of_its_class(con, row: type[Row]) -> None:
    found = con.execute(
        "SELECT column_name, is_nullable, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
        [row.table],
    ).fetchall()
    assert [name for name, _, _ in found] == list(row.model_fields)
    for name, nullable, comment in found:
        assert nullable == ddl.is_nullable(row, name)
        assert comment.startswith(row.model_fields[name].description)
    (about,) = con.execute("SELECT comment FROM duckdb_tables() WHERE table_name = ?", [row.table]).fetchone()
    assert about == row.__doc__.splitlines()[0]


def test_types_follow_the_classes(con) -> None:
    kinds = dict(
        con.execute("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'figures'").fetchall()
    )
    assert kinds["low"] == "DECIMAL(38,12)"
    assert kinds["start_char"] == "BIGINT"
    assert kinds["period_from"] == "DATE"
    assert kinds["modality"] == "VARCHAR"


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO entities BY NAME SELECT 'e' AS entity_id, 'X' AS name, 'GPE' AS kind, 'r' AS run_id",
        "INSERT INTO entities BY NAME SELECT 'e' AS entity_id, NULL AS name, 'PER' AS kind, 'r' AS run_id",
    ],
)
def test_the_database_refuses_what_the_contract_forbids(con, statement: str) -> None:
    with pytest.raises(duckdb.ConstraintException):
        con.execute(statement)


def test_keys_words_and_references_are_read_from_the_classes() -> None:
    assert keys_of(Sighting) == ("doc_id", "source_uri")
    assert references_of(Figure)["part_of"] == ("figures", "figure_id")
    assert allowed_values(Figure, "modality") == ("asserted", "reported", "planned", "denied", "hypothetical")
    assert allowed_values(Figure, "modifier")[0] == "approximate"
    assert allowed_values(Figure, "surface") == ()


def test_references_lead_to_keys_of_tables_written_before() -> None:
    seen: dict[str, tuple[str, ...]] = {}
    for row in TABLES:
        seen[row.table] = keys_of(row)
        for column, (table, key) in references_of(row).items():
            assert seen.get(table) == (key,), f"{row.table}.{column}"


def test_quotes_in_comments_are_doubled() -> None:
    assert ddl.quote("l'unità") == "'l''unità'"


@pytest.mark.parametrize("name", ddl.VIEW_ORDER)
def test_a_view_binds_and_describes_every_column(con, name: str) -> None:
    (view,) = (each for each in ddl.read_views() if each.name == name)
    columns = [row[0] for row in con.execute(f"DESCRIBE {name}").fetchall()]
    assert columns == list(view.columns)
    comments = dict(
        con.execute("SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ?", [name]).fetchall()
    )
    assert comments == view.columns
    (about,) = con.execute("SELECT comment FROM duckdb_views() WHERE view_name = ?", [name]).fetchone()
    assert about == view.comment


def test_every_view_file_is_published() -> None:
    assert sorted(path.stem for path in ddl.VIEWS.glob("*.sql")) == sorted(ddl.VIEW_ORDER)


def test_generated_files_are_fresh() -> None:
    files = generated_files()
    assert sorted(path.name for path in GENERATED.iterdir()) == sorted(files)
    for name, content in files.items():
        assert (GENERATED / name).read_text(encoding="utf-8") == content, f"{name} is stale: run `make contract`"


def test_the_dictionary_names_every_column() -> None:
    text = generated_files()["dictionary.md"]
    for row in TABLES:
        section = text.split(f"### {row.table}\n")[1].split("\n### ")[0]
        for name in row.model_fields:
            assert f"| {name} |" in section
