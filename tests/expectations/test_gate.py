"""Bad rows are rejected with the reason, rows that lean on them too, all others pass."""

import json
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from expectations import gate
from expectations.batch import GATE_TABLES, Batch
from expectations.gate import Report, check
from expectations.rules import _timex_fits
from tests.expectations.poisons import CASES, WIDE
from tests.tables import SEEN_AT, Rows, Tables, batch, frames, story
from transforms.contract import Check, Finding, Reject
from transforms.frames import conform, schema_of

pytestmark = pytest.mark.slow  # it imports Great Expectations


@pytest.fixture(scope="module")
def poisoned() -> tuple[Report, dict[str, Rows], Tables]:
    """One story a case and two clean ones, all in one batch: the gate is asked once."""
    stories = {name: story(number) for number, name in enumerate(CASES, start=500)}
    for name, (poison, *_) in CASES.items():
        poison(stories[name])
    tables = frames(story(1), *stories.values(), story(2))
    return check(tables, "run-1"), stories, tables


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


def test_several_threads_may_ask_at_once() -> None:
    batches = [batch(number) for number in range(60, 66)]
    with ThreadPoolExecutor(3) as threads:
        together = list(threads.map(lambda tables: check(tables, "run-1"), batches))
    for tables, report in zip(batches, together, strict=True):
        alone = check(tables, "run-1")
        assert report.held_back == []
        assert report.checks.equals(alone.checks)
        assert all(report.good[name].equals(frame) for name, frame in alone.good.items())


def test_an_empty_batch_passes() -> None:
    report = check({}, "run-1")
    assert not report.held_back
    assert all(frame.is_empty() for frame in report.good.values())
    assert set(report.good) == {row.table for row in GATE_TABLES}
