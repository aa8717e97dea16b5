"""Bad rows are rejected with the reason, rows that lean on them too, all others pass; bad tables hold the run back."""

import json
import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from expectations import gate, judge
from expectations.batch import GATE_TABLES, Batch
from expectations.gate import Report, check, merge_checks
from expectations.rules import Rule, _timex_fits
from tests.tables import SEEN_AT, Rows, Tables, batch, frames, story
from transforms.contract import Check, Finding, Reject
from transforms.errors import ContractError
from transforms.frames import conform, schema_of

pytestmark = pytest.mark.slow  # it imports Great Expectations

Poison = Callable[[Rows], None]


def change(table: str, at: int, **values: Any) -> Poison:
    """Change some columns of one row."""

    def poison(rows: Rows) -> None:
        rows[table][at].update(values)

    return poison


def double(table: str, at: int, **values: Any) -> Poison:
    """Add a copy of a row, some columns changed."""

    def poison(rows: Rows) -> None:
        rows[table].append(rows[table][at] | values)

    return poison


def no_sentences(rows: Rows) -> None:
    rows["sentences"].clear()


def another_ones_sentence(rows: Rows) -> None:
    rows["mentions"][0]["sentence_id"] = rows["sentences"][0]["sentence_id"]


def with_itself_as_whole(rows: Rows) -> None:
    rows["figures"][2]["part_of"] = rows["figures"][2]["figure_id"]


def in_a_loop(rows: Rows) -> None:
    rows["figures"][0]["part_of"] = rows["figures"][1]["figure_id"]


def inside(table: str, other: str, at: int, length: int) -> Poison:
    """Add a row of a table that lies at the start of a row of another one."""

    def poison(rows: Rows) -> None:
        place = rows[other][at]
        span = {"start_char": place["start_char"], "end_char": place["start_char"] + length}
        row = rows[table][-1] | span | {"surface": place["surface"][:length], "sentence_id": place["sentence_id"]}
        key = next(iter(row))
        rows[table].append(row | {key: "inner-" + row[key]})

    return poison


def own_entity(**values: Any) -> Poison:
    """Give the first mention an entity of its own, so that no other story leans on it."""

    def poison(rows: Rows) -> None:
        key = f"only-{rows['documents'][0]['doc_id']}"
        rows["entities"].append(rows["entities"][0] | {"entity_id": key} | values)
        rows["mentions"][0]["entity_id"] = key

    return poison


#: what is done to a story; the table and number of rows that must be rejected for it; the reason.
CASES: dict[str, tuple[Poison, str, int, str]] = {
    "a required column is empty": (
        change("figures", 2, surface=None), "figures", 1, "required_columns_are_filled"),
    "a key stands twice": (
        double("dates", 0), "dates", 2, "key_is_unique (date_id)"),
    "a row of another run": (
        change("unread", 1, run_id="run-0"), "unread", 1, "run_is_this_run (run_id)"),
    "a text of another length": (
        change("documents", 0, n_chars=7), "documents", 1, "length_is_counted (n_chars)"),
    "no length at all": (
        change("documents", 0, n_chars=0), "documents", 1, "expect_column_values_to_be_between (n_chars): below 1"),
    "Windows line ends": (
        change("documents", 0, text="Uno.\r\nDue."), "documents", 1, "line_ends_are_plain (text)"),
    "a basis that is no word of the contract": (
        change("documents", 0, published_basis="guess"), "documents", 1,
        "expect_column_values_to_be_in_set (published_basis)"),
    "a day without a basis": (
        change("documents", 0, published_basis="none"), "documents", 1, "day_has_a_basis"),
    "a day in the year 2600": (
        change("documents", 0, published_on=date(2600, 1, 1)), "documents", 1,
        "expect_column_values_to_be_between (published_on): not between the years 1 and 2500"),
    "a document without sentences": (
        no_sentences, "documents", 1, "document_has_sentences"),
    "a copy of a text that nobody knows": (
        change("documents", 0, near_duplicate_of="nowhere"), "documents", 1, "near_duplicate_of_refers_to_documents"),
    "a sighting of a text that nobody knows": (
        double("sightings", 0, doc_id="nowhere", source_uri="altrove.txt"), "sightings", 1, "doc_id_refers_to_documents"),
    "a sentence that overlaps the one before": (
        change("sentences", 3, start_char=120), "sentences", 1, "sentences_do_not_overlap"),
    "a sentence that goes beyond the text": (
        change("sentences", 4, end_char=5000), "sentences", 1, "span_lies_in_text"),
    "an entity with an invented number": (
        own_entity(wikidata_id="Q0"), "entities", 1, "expect_column_values_to_match_regex (wikidata_id)"),
    "an entity of no kind": (
        own_entity(kind="GPE"), "entities", 1, "expect_column_values_to_be_in_set (kind)"),
    "an entity without a name": (
        own_entity(name=""), "entities", 1, "expect_column_value_lengths_to_be_between (name)"),
    "a mention whose words are not in the text": (
        change("mentions", 0, surface="Croce Rossa"), "mentions", 1, "surface_equals_text (surface, start_char, end_char)"),
    "a mention of nobody": (
        change("mentions", 0, entity_id="nobody"), "mentions", 1, "entity_id_refers_to_entities"),
    "a mention by no way of naming": (
        change("mentions", 0, via="pronoun"), "mentions", 1, "expect_column_values_to_be_in_set (via)"),
    "a mention that begins before the text": (
        change("mentions", 0, start_char=-1), "mentions", 1,
        "expect_column_values_to_be_between (start_char): below 0"),
    "a mention outside its sentence": (
        another_ones_sentence, "mentions", 1, "fact_starts_in_its_sentence"),
    "a mention of a sentence that is not there": (
        change("mentions", 0, sentence_id="none"), "mentions", 1, "sentence_id_refers_to_sentences"),
    "a name inside a name": (
        inside("mentions", "mentions", 2, 5), "mentions", 1, "names_do_not_overlap"),
    "a date that ends before it begins": (
        change("dates", 0, date_from=date(2026, 1, 1)), "dates", 1, "date_from_is_not_above_date_to"),
    "a date after the year 2500": (
        change("dates", 0, date_to=date(2501, 1, 1)), "dates", 1, "expect_column_values_to_be_between (date_to)"),
    "a date of no kind": (
        change("dates", 0, kind="moment"), "dates", 1, "expect_column_values_to_be_in_set (kind)"),
    "a date of no grain": (
        change("dates", 0, grain="era"), "dates", 1, "expect_column_values_to_be_in_set (grain)"),
    "a date without a rule": (
        change("dates", 0, rule=""), "dates", 1, "expect_column_value_lengths_to_be_between (rule)"),
    "a date with a value of its own making": (
        change("dates", 0, timex="anno 2025"),
        "dates",
        1,
        "timex_is_well_formed (timex, kind)",
    ),
    "a date with the value of an interval": (
        change("dates", 0, timex="2025/2026"),
        "dates",
        1,
        "timex_is_well_formed (timex, kind)",
    ),
    "a figure with low above high": (
        change("figures", 2, low=Decimal(41)), "figures", 1, "low_is_not_above_high"),
    "a unit that does not exist": (
        change("figures", 2, kind="measure", unit="spanne"), "figures", 1, "unit_is_known"),
    "a count with a unit": (
        change("figures", 1, unit="EUR"), "figures", 1, "unit_fits_kind"),
    "money in kilometres": (
        change("figures", 2, kind="money", unit="km"), "figures", 1, "unit_fits_kind"),
    "a percentage beyond reason": (
        change("figures", 2, high=Decimal("1000000.5")), "figures", 1, "percentage_is_plausible"),
    "a percentage below reason": (
        change("figures", 2, low=Decimal(-100_001)), "figures", 1, "percentage_is_plausible"),
    "a period that ends before it begins": (
        change("figures", 1, period_to=date(2024, 1, 1)), "figures", 1, "period_from_is_not_above_period_to"),
    "a source with an id and no name": (
        change("figures", 1, source_name=None), "figures", 1, "source_name_goes_with_source_entity_id"),
    "a place that is not there": (
        change("figures", 1, place_entity_id="nowhere"), "figures", 1, "place_entity_id_refers_to_entities"),
    "a figure that is its own part": (
        with_itself_as_whole, "figures", 1, "part_of_is_a_tree"),
    "two figures that are parts of each other": (
        in_a_loop, "figures", 2, "part_of_is_a_tree"),
    "a figure inside a date": (
        inside("figures", "dates", 0, 2), "figures", 1, "figures_do_not_overlap"),
    "a quote whose words are not in the text": (
        change("quotes", 0, text="Abbiamo coperto tutto"), "quotes", 1, "surface_equals_text (text, start_char, end_char)"),
    "a quote of no form": (
        change("quotes", 0, form="free"), "quotes", 1, "expect_column_values_to_be_in_set (form)"),
    "a quote said in the year 2600": (
        change("quotes", 1, said_on=date(2600, 1, 1)), "quotes", 1, "expect_column_values_to_be_between (said_on)"),
    "an answer to a figure that is not there": (
        change("attributions", 0, fact_id="nowhere"), "attributions", 1, "answer_has_its_fact (fact_table, fact_id)"),
    "an answer that takes a figure for a quotation": (
        change("attributions", 7, fact_table="quotes"), "attributions", 1, "answer_has_its_fact"),
    "an answer to what nobody asks of a quotation": (
        change("attributions", 8, field="subject"), "attributions", 1, "field_belongs_to_its_table"),
    "an answer surer than sure": (
        change("attributions", 1, confidence=1.5), "attributions", 1,
        "expect_column_values_to_be_between (confidence): not between 0 and 1"),
    "an answer less than unsure": (
        change("attributions", 1, confidence=-0.1), "attributions", 1,
        "expect_column_values_to_be_between (confidence): not between 0 and 1"),
    "an answer before the first": (
        change("attributions", 2, rank=0), "attributions", 1, "expect_column_values_to_be_between (rank): below 1"),
    "a second-best answer that is published": (
        change("attributions", 2, is_published=True), "attributions", 1, "only_the_best_answer_is_published"),
    "an answer of no name but an entity": (
        change("attributions", 2, name=None), "attributions", 1, "name_goes_with_entity_id"),
    "an answer for no reason": (
        change("attributions", 2, basis=""), "attributions", 1, "expect_column_value_lengths_to_be_between (basis)"),
    "a figure surer than sure": (
        change("figures", 2, confidence=1.01), "figures", 1,
        "expect_column_values_to_be_between (confidence): not between 0 and 1"),
    "something unread that is a figure": (
        inside("unread", "figures", 0, 3), "unread", 1, "unread_is_no_fact"),
    "something unread without a reason": (
        change("unread", 1, reason=""), "unread", 1, "expect_column_value_lengths_to_be_between (reason)"),
}  # fmt: skip


@pytest.fixture(scope="module")
def poisoned() -> tuple[Report, dict[str, Rows], Tables]:
    """One story a case and two clean ones, all in one batch: the gate is asked once."""
    stories = {name: story(number) for number, name in enumerate(CASES, start=500)}
    for name, (poison, *_) in CASES.items():
        poison(stories[name])
    tables = frames(story(1), *stories.values(), story(2))
    return check(tables, "run-1"), stories, tables


#: Cases that break more than the row they are named for.
WIDE = ("Windows line ends", "a document without sentences")


@pytest.mark.parametrize("case", list(CASES))
def test_a_bad_row_is_rejected_with_its_reason(poisoned, case: str) -> None:
    report, stories, _ = poisoned
    _, table, n_bad, reason = CASES[case]
    doc_id = stories[case]["documents"][0]["doc_id"]
    own = pl.col("row_json").str.contains(f"only-{doc_id}") | (pl.col("doc_id") == doc_id)
    if case == "a sighting of a text that nobody knows":
        own = pl.col("doc_id") == "nowhere"
    rejects = report.rejects.filter(own)
    accused = rejects.filter(~pl.col("reason").str.starts_with("refers_to_rejected"))
    if case in WIDE:
        accused = accused.filter(table_name=table)
    assert accused.get_column("table_name").unique().to_list() == [table], accused.select("table_name", "reason").rows()
    assert accused.height == n_bad, accused.select("reason", "row_json").rows()
    assert all(reason in said for said in accused.get_column("reason"))
    # What was rejected is whole, and is not published.
    keys = {
        json.dumps(json.loads(row), sort_keys=True) for row in rejects.filter(table_name=table).get_column("row_json")
    }
    published = report.good[table].filter(doc_id=doc_id) if table != "entities" else report.good[table]
    for row in published.iter_rows(named=True):
        assert json.dumps(json.loads(json.dumps(row, default=str)), sort_keys=True) not in keys
    if table not in ("documents", "sentences", "entities", "sightings"):
        assert report.good["documents"].filter(doc_id=doc_id).height == 1
        assert report.good["sentences"].filter(doc_id=doc_id).height == 5


def test_every_row_is_either_published_or_rejected(poisoned) -> None:
    report, _, tables = poisoned
    for name, frame in tables.items():
        rejected = report.rejects.filter(table_name=name).height
        good = report.good[name].filter(pl.col("check_name") == "") if name == "findings" else report.good[name]
        assert good.height + rejected == frame.height, name


def test_clean_documents_are_published_whole(poisoned) -> None:
    report, _, tables = poisoned
    for number in (1, 2):
        (doc_id,) = batch(number)["documents"].get_column("doc_id")
        for name in (
            "documents",
            "sightings",
            "sentences",
            "mentions",
            "dates",
            "figures",
            "quotes",
            "attributions",
            "unread",
        ):
            assert report.good[name].filter(doc_id=doc_id).equals(tables[name].filter(doc_id=doc_id)), name
    assert not report.held_back


def test_a_rejected_document_takes_all_its_rows_along(poisoned) -> None:
    report, stories, _ = poisoned
    rows = stories["a text of another length"]
    doc_id = rows["documents"][0]["doc_id"]
    rejected = report.rejects.filter(doc_id=doc_id)
    assert rejected.height == sum(len(table) for name, table in rows.items() if name != "entities")
    facts = rejected.filter(table_name="figures")
    assert all("refers_to_rejected (doc_id): the row of documents was rejected" in r for r in facts["reason"])
    assert set(rejected["source_uri"]) == {rows["documents"][0]["source_uri"]}


def test_a_rejected_entity_takes_its_mentions_along(poisoned) -> None:
    report, stories, _ = poisoned
    doc_id = stories["an entity of no kind"]["documents"][0]["doc_id"]
    rejected = report.rejects.filter(doc_id=doc_id)
    assert rejected.select("table_name", "reason").rows() == [
        ("mentions", "refers_to_rejected (entity_id): the row of entities was rejected")
    ]
    assert report.good["mentions"].filter(doc_id=doc_id).height == 3


def test_a_rejected_whole_takes_its_parts_along() -> None:
    rows = story(3)
    rows["figures"][0]["surface"] = "121"
    report = check(frames(rows), "run-1")
    reasons = report.rejects.get_column("reason").to_list()
    assert [reason.split(" ")[0] for reason in reasons] == ["surface_equals_text", *["refers_to_rejected"] * 8]
    assert report.good["figures"].get_column("surface").to_list() == ["40%"]


def test_a_document_whose_sentences_were_all_rejected_is_rejected_too() -> None:
    rows = story(3)
    for sentence in rows["sentences"]:
        sentence["language"] = None
    report = check(frames(rows, story(4)), "run-1")
    (reason,) = report.rejects.filter(table_name="documents").get_column("reason")
    assert reason == "document_has_sentences (doc_id): all its sentences were rejected"
    assert report.rejects.filter(table_name="sightings").height == 1
    assert report.good["documents"].height == 1


def test_a_rejected_fact_takes_its_answers_along() -> None:
    rows = story(3)
    rows["figures"][2]["unit"] = "spanne"
    rows["quotes"][0]["text"] = "altro"
    report = check(frames(rows), "run-1")
    answers = report.rejects.filter(table_name="attributions").get_column("reason").to_list()
    assert answers == [
        "refers_to_rejected (fact_id): the row of figures was rejected",
        "refers_to_rejected (fact_id): the row of quotes was rejected",
    ]
    assert report.good["attributions"].height == 7
    assert not report.held_back


def test_a_long_chain_of_parts_falls_together() -> None:
    rows = story(3)
    first = rows["figures"][2]
    chain = [first | {"figure_id": f"f{at}", "part_of": f"f{at - 1}", "start_char": at} for at in range(1, 3000)]
    rows["figures"] = [first | {"figure_id": "f0"}, *chain]
    rows["figures"][0] |= {"unit": "spanne"}
    inspection = gate._Inspection("run-1")
    inspection._bad["figures"][0].append("bad")
    inspection.follow_references(Batch.of(frames(rows), (), "run-1"))
    assert len(inspection._bad["figures"]) == 3000


def test_what_passed_the_gate_passes_it_again(poisoned) -> None:
    report, _, _ = poisoned
    again = check(report.good, "run-1")
    assert not again.held_back
    assert again.rejects.select("table_name", "reason").rows() == []
    assert again.good["figures"].equals(report.good["figures"])


def test_scribbling_anywhere_is_survived() -> None:
    dice = random.Random(20260203)
    stories = [story(number) for number in range(500, 540)]
    junk = [None, "", "x", "Q0", 0, -1, 10**9, Decimal("1e15"), date(1, 1, 1), date(3000, 1, 1), True, SEEN_AT]
    for rows in stories:
        for _ in range(6):
            table = dice.choice([name for name in rows if rows[name] and name not in ("entities", "findings")])
            row = dice.choice(rows[table])
            column = dice.choice(list(row))
            kind = schema_of(next(one for one in GATE_TABLES if one.table == table))[column]
            row[column] = dice.choice([value for value in junk if value is None or pl.Series([value]).dtype == kind])
    tables = frames(*stories)
    report = check(tables, "run-1")
    assert not report.held_back
    assert report.rejects.height > 0
    for name, frame in tables.items():
        if name != "findings":
            assert report.good[name].height + report.rejects.filter(table_name=name).height == frame.height
    assert check(report.good, "run-1").rejects.select("table_name", "reason", "row_json").rows() == []


def test_all_that_is_wrong_with_a_row_is_said() -> None:
    rows = story(3)
    rows["figures"][2] |= {"low": Decimal(3_000_000), "unit": "spanne"}
    (reason,) = check(frames(rows), "run-1").rejects.filter(table_name="figures").get_column("reason")
    assert {part.split(" ")[0] for part in reason.split("; ")} == {
        "low_is_not_above_high", "unit_is_known", "percentage_is_plausible",
    }  # fmt: skip


def test_units_are_known_alone_and_put_together() -> None:
    stories = []
    for number, (kind, unit) in enumerate(
        [("money", "EUR"), ("money", "ITL"), ("money", "BTC"), ("money", None), ("measure", "km/h"), ("money", "EUR/kg"), ("age", "a"),
         ("age", "mo"), ("measure", "Cel"), ("percent", "%"), ("measure", "magnitude")], start=3,
    ):  # fmt: skip
        rows = story(number)
        rows["figures"][2] |= {"kind": kind, "unit": unit}
        stories.append(rows)
    assert check(frames(*stories), "run-1").rejects.get_column("reason").to_list() == []


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (
            "date",
            "2026 2026-02 2026-02-03 2026-W06 2026-W06-WE 2026-Q1 2026-H2 2026-SU 199 20 PAST_REF XXXX-12-25 BC0044",
        ),
        ("time", "2014-04-25T20:40 2014-04-25T20:40:15 2025-08-19TNI T20:40 TMO 2026-02-03T07"),
        ("duration", "P3M P2Y6M PT90S PT1.5H P1DT2H PXD P3000D"),
        ("set", "P1D XXXX-WXX-1 XXXX-WXX-1T09 TMO"),
        ("interval", "2013-02-14T09:00/2013-02-14T11:00 T09:00/T11:00 ../T11:00 2013-02-14T09:00/.."),
    ],
)
def test_values_of_timex3_are_known(kind: str, values: str) -> None:
    frame = pl.DataFrame({"kind": kind, "timex": [*values.split(), None]})
    assert frame.select(_timex_fits).to_series().to_list() == [True] * len(values.split()) + [None]


def test_every_expectation_of_every_table_is_written_down(poisoned) -> None:
    report, _, tables = poisoned
    conform(report.checks, Check)
    conform(report.rejects, Reject)
    assert set(report.checks["table_name"]) == {row.table for row in GATE_TABLES if row is not Finding} | {"all"}
    for _, table, n_bad, reason in CASES.values():
        row = report.checks.filter(table_name=table, expectation=reason.split(" ")[0], success=False)
        assert row.height, reason
        assert row["n_unexpected"].sum() >= n_bad
    keys = ["table_name", "expectation", "column_name"]
    bounds_twice = report.checks.filter(~pl.col("details").str.starts_with("below").fill_null(False))
    assert bounds_twice.select(keys).is_duplicated().sum() == 0
    asked = report.checks.filter(table_name="figures", expectation="low_is_not_above_high")
    assert asked["n_rows"].to_list() == [tables["figures"].height]


def test_a_sighting_may_be_of_a_document_published_before() -> None:
    tables = batch(1)
    only = {"sightings": tables["sightings"]}
    assert check(only, "run-1").rejects.height == 1
    report = check(only, "run-1", known_docs=set(tables["documents"]["doc_id"]))
    assert report.rejects.is_empty()
    assert report.good["sightings"].height == 1


def test_a_fact_may_not_be_of_a_document_published_before() -> None:
    tables = batch(1)
    known = set(tables["documents"]["doc_id"])
    report = check({"sentences": tables["sentences"]}, "run-1", known_docs=known)
    assert report.rejects.height == tables["sentences"].height


def test_an_empty_batch_passes() -> None:
    report = check({}, "run-1")
    assert not report.held_back
    assert all(frame.is_empty() for frame in report.good.values())
    assert set(report.good) == {row.table for row in GATE_TABLES}


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
