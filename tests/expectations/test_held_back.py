"""Broken tables, and rules that raise, hold the whole run back; the checks of batches add up."""

import polars as pl
import pytest

from expectations import gate, judge
from expectations.gate import check, merge_checks
from expectations.rules import Rule
from tests.tables import batch, frames, story
from transforms.contract import Check
from transforms.errors import ContractError
from transforms.frames import conform

pytestmark = pytest.mark.slow  # it imports Great Expectations


def test_a_table_that_is_unknown_is_an_error_of_ours() -> None:
    with pytest.raises(ContractError, match="'stories' is no table"):
        check({"stories": pl.DataFrame()}, "run-1")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (pl.exclude("unit"), "Table 'figures', column 'unit': expected String, got None"),
        (pl.col("*").exclude("start_char"), "column 'start_char': expected Int64, got None"),
    ],
)
def test_a_missing_column_holds_the_run_back(broken: pl.Expr, said: str) -> None:
    tables = batch(1)
    tables["figures"] = tables["figures"].select(broken)
    report = check(tables, "run-1")
    assert any(said in sentence for sentence in report.held_back)
    assert report.good == {}
    assert report.checks.select("table_name", "expectation", "success").rows() == [
        ("all", "columns_are_as_in_contract", False)
    ]


def test_a_column_of_another_type_holds_the_run_back() -> None:
    tables = batch(1)
    tables["figures"] = tables["figures"].with_columns(pl.col("low").cast(pl.Float64))
    (said,) = check(tables, "run-1").held_back
    assert said == "Table 'figures', column 'low': expected Decimal(precision=38, scale=12), got Float64."


def test_a_table_of_which_most_rows_are_bad_holds_the_run_back(monkeypatch) -> None:
    monkeypatch.setattr(gate, "ENOUGH_ROWS", 3)
    tables = batch(1)
    tables["mentions"] = tables["mentions"].with_columns(surface=pl.lit("altro"))
    report = check(tables, "run-1")
    assert len(report.held_back) == 1
    assert report.held_back[0].startswith("4 of 4 rows of mentions are bad, for instance: surface_equals_text")
    assert report.good == {}
    assert report.rejects.height == 4
    assert report.checks.filter(expectation="most_rows_are_good", success=False).height == 1


def test_a_small_table_is_left_to_its_rows() -> None:
    tables = batch(1)
    tables["mentions"] = tables["mentions"].with_columns(surface=pl.lit("altro"))
    report = check(tables, "run-1")
    assert not report.held_back
    assert report.rejects.height == 4


def test_a_rule_that_raises_holds_the_run_back_and_rejects_nothing(monkeypatch) -> None:
    def raises(batch: object) -> pl.Series:
        raise ZeroDivisionError("no such luck")

    def rules(table: str) -> tuple[Rule, ...]:
        return (Rule("luck", "figures", ("low",), "bad luck", raises),) if table == "figures" else ()

    monkeypatch.setattr(gate, "rules_of", rules)
    report = check({"figures": batch(1)["figures"]}, "run-1")
    assert report.held_back[0].startswith("Expectation luck on table figures raised ZeroDivisionError('no such luck')")
    assert report.rejects.is_empty()
    assert report.checks.filter(expectation="luck")["details"].to_list() == ["raised ZeroDivisionError('no such luck')"]


def test_an_expectation_that_raises_is_told_from_one_that_fails() -> None:
    import great_expectations.expectations as gxe

    meta = {"name": "luck", "columns": "luck", "says": "no luck", "asks": "value"}
    suite = judge.Questions.of("s", [gxe.ExpectColumnValuesToNotBeNull(column="luck", meta=meta)], [])
    (verdict,) = judge.judge(pl.DataFrame({"another_column": [True]}), suite)
    assert verdict.raised
    assert verdict.bad == []
    (verdict,) = judge.judge(pl.DataFrame({"luck": [True, None]}), suite)
    assert verdict.raised is None
    assert verdict.bad == [1]


def test_bad_rows_are_found_in_every_piece(monkeypatch) -> None:
    from expectations.suites import schema_questions

    monkeypatch.setattr(judge, "DETAIL_ROWS", 2)
    holds = [True, False, True, True, False, False, True]
    (verdict,) = judge.judge(pl.DataFrame({"columns_are_as_in_contract": holds}), schema_questions())
    assert verdict.bad == [1, 4, 5]


def test_the_checks_of_batches_add_up() -> None:
    whole = check(batch(1, 2, 3), "run-1").checks
    parts = [check(batch(1), "run-1").checks, check(frames(story(2), story(3)), "run-1").checks]
    merged = merge_checks(parts)
    assert conform(merged, Check).height == whole.height
    figures = merged.filter(table_name="figures", expectation="low_is_not_above_high")
    assert figures.select("success", "n_rows", "n_unexpected").rows() == [(True, 9, 0)]
    assert merge_checks([]).is_empty()
