"""Every constraint of a row class is an expectation of its table's suite."""

import subprocess
import sys
from typing import Any

import pytest

from expectations.batch import GATE_TABLES, Batch
from expectations.meaning import checks_of
from expectations.rules import known_units, rules_of
from expectations.suites import meaning_questions_of, questions_of
from tests.paths import ROOT
from tests.tables import batch
from tests.waiting import LONG
from transforms.contract import Row
from transforms.frames import allowed_values, keys_of, plain_type, references_of

pytestmark = pytest.mark.slow  # it imports Great Expectations


def asked(suite: Any) -> set[tuple[str, str]]:
    return {(item.meta["name"], item.meta["columns"]) for item in suite.expectations}


@pytest.mark.parametrize("row", GATE_TABLES, ids=lambda row: row.table)
def test_a_suite_asks_all_that_the_class_says(row: type[Row]) -> None:
    suite = questions_of(row.table).suite
    found = asked(suite)
    names = {name for name, _ in found}
    assert {"required_columns_are_filled", "key_is_unique", "run_is_this_run"} <= names
    assert ("key_is_unique", ", ".join(keys_of(row))) in found
    for column, (table, _) in references_of(row).items():
        assert table == "runs" or (f"{column}_refers_to_{table}", column) in found
    for column, field in row.model_fields.items():
        kind = plain_type(field.annotation)[0].__name__
        if allowed_values(row, column):
            assert ("expect_column_values_to_be_in_set", column) in found
        if kind in ("date", "datetime"):
            assert ("expect_column_values_to_be_between", column) in found
        constraints = {type(item).__name__ for item in field.metadata}
        if constraints & {"Ge", "Le"}:
            assert ("expect_column_values_to_be_between", column) in found
        if "MinLen" in constraints:
            assert ("expect_column_value_lengths_to_be_between", column) in found
        unknown = constraints - {"Ge", "Le", "MinLen", "_PydanticGeneralMetadata"}
        assert not unknown, f"{row.table}.{column}: no expectation is made of {unknown}"


def test_a_suite_allows_the_words_of_the_contract() -> None:
    for row in GATE_TABLES:
        for item in questions_of(row.table).suite.expectations:
            if item.meta["name"] == "expect_column_values_to_be_in_set":
                assert tuple(item.value_set) == allowed_values(row, item.column)


def test_a_pattern_is_asked() -> None:
    (item,) = (one for one in questions_of("entities").suite.expectations if hasattr(one, "regex"))
    assert item.column == "wikidata_id"
    assert item.regex == r"^Q[1-9]\d*$"


def test_a_number_between_two_bounds_is_asked_once() -> None:
    items = questions_of("attributions").suite.expectations
    (item,) = (one for one in items if one.column == "confidence")
    assert (item.min_value, item.max_value, item.meta["says"]) == (0, 1, "not between 0 and 1")


def test_fact_tables_have_the_laws_of_spans() -> None:
    for table in ("mentions", "dates", "figures", "quotes", "unread"):
        names = {rule.name for rule in rules_of(table)}
        assert {"span_lies_in_text", "surface_equals_text", "fact_starts_in_its_sentence"} <= names


@pytest.mark.parametrize("row", GATE_TABLES, ids=lambda row: row.table)
def test_a_rule_answers_once_for_every_row(row: type[Row]) -> None:
    tables = Batch.of(batch(1, 2), (), "run-1")
    for rule in rules_of(row.table):
        holds = rule.holds(tables)
        assert len(holds) == tables[row.table].height, rule.name
        assert set(holds.to_list()) <= {True, None}, rule.name


@pytest.mark.parametrize("row", GATE_TABLES, ids=lambda row: row.table)
def test_rules_survive_an_empty_table(row: type[Row]) -> None:
    tables = Batch.of({}, (), "run-1")
    assert all(len(rule.holds(tables)) == 0 for rule in rules_of(row.table))


def test_warnings_are_warnings_and_rules_are_not() -> None:
    assert {item.severity.value for item in questions_of("figures").suite.expectations} == {"critical"}
    assert {item.severity.value for item in meaning_questions_of("figures").suite.expectations} == {"warning"}
    assert meaning_questions_of("figures").columns() == [check.name for check in checks_of("figures")]


def test_names_of_rules_are_told_apart() -> None:
    for row in GATE_TABLES:
        names = [rule.name for rule in rules_of(row.table)]
        assert len(names) == len(set(names))
        assert not set(names) & set(row.model_fields)


def test_known_units_are_currencies_and_measures() -> None:
    assert {"EUR", "ITL", "%", "a", "km"} <= known_units()
    assert "euro" not in known_units()


def test_great_expectations_is_not_imported_with_the_gate() -> None:
    code = "import sys, expectations.gate; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=LONG, check=False, cwd=ROOT).returncode == 0
