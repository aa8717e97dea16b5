"""Doubts about facts that are well formed: found, explained, published all the same."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from expectations.batch import GATE_TABLES, Batch
from expectations.gate import Report, check
from expectations.meaning import CHECKS, Doubt
from tests.tables import Rows, frames, story
from transforms.contract import Finding
from transforms.frames import conform, keys_of
from transforms.reference import read_reference

pytestmark = pytest.mark.slow  # it imports Great Expectations

Change = Callable[[Rows], None]


def figure(at: int, **values: object) -> Change:
    """Change a figure: 0 the 120 casualties, 1 the 30 dead among them, 2 the 40 % of cases."""

    def change(rows: Rows) -> None:
        rows["figures"][at].update(values)

    return change


def quote(at: int, **values: object) -> Change:
    """Change a quote: 0 the direct one, 1 the indirect one."""

    def change(rows: Rows) -> None:
        rows["quotes"][at].update(values)

    return change


def several(*changes: Change) -> Change:
    def change(rows: Rows) -> None:
        for one in changes:
            one(rows)

    return change


def person(name: str, wikidata_id: str | None = None, mention: int = 2) -> Change:
    """Give a mention of Carla Neri a person of its own."""

    def change(rows: Rows) -> None:
        key = f"{name}-{rows['documents'][0]['doc_id']}"
        rows["entities"].append(rows["entities"][1] | {"entity_id": key, "name": name, "wikidata_id": wikidata_id})
        rows["mentions"][mention]["entity_id"] = key

    return change


def drop(table: str, at: int) -> Change:
    def change(rows: Rows) -> None:
        fact_id = next(iter(rows[table].pop(at).values()))
        rows["attributions"] = [row for row in rows["attributions"] if row["fact_id"] != fact_id]

    return change


def written(old: str, new: str) -> Change:
    """Characters of the text that no fact holds stand in another form of the same length."""

    def change(rows: Rows) -> None:
        assert len(old) == len(new)
        for row in (*rows["documents"], *rows["sentences"]):
            row["text"] = row["text"].replace(old, new)

    return change


def followed(passage: str) -> Change:
    """More stands at the end of the text, which no fact holds."""

    def change(rows: Rows) -> None:
        (document,) = rows["documents"]
        document["text"] += passage
        document["n_chars"] = len(document["text"])

    return change


def speaker(name: str) -> Change:
    """The direct quote is spoken by somebody who is named inside its span."""

    def change(rows: Rows) -> None:
        said = rows["quotes"][0]
        start = rows["documents"][0]["text"].index("Carla Neri")
        said |= {"end_char": start + 10, "text": rows["documents"][0]["text"][said["start_char"] : start + 10]}
        said["speaker_entity_id"] = rows["mentions"][2]["entity_id"] if name == "Carla Neri" else None
        said["speaker_name"] = name

    return change


PASSAGE = (
    "Il traghetto resta in porto finché il vento non cala, e chi aspetta sulla banchina riceve dal bar del molo "
    "una bevanda calda e le notizie sulle partenze."
)

#: What is changed in a story, and the check that must doubt it with words of its explanation; None: nothing to doubt.
CASES: dict[str, tuple[Change, str | None, str]] = {
    "a part above its whole": (
        figure(1, low=Decimal(121), high=Decimal(121), counted="feriti"),
        "part_is_not_larger_than_whole", '"30" is more than the whole that it is said to be a part of, "120"'),
    "a part that may be as large as its whole": (
        figure(1, low=Decimal(90), high=Decimal(150)), None, ""),
    "a part in another unit": (
        figure(1, kind="percent", unit="%", low=Decimal(90), high=Decimal(90), part_of=None), None, ""),
    "more dead than casualties of one subject": (
        figure(1, part_of=None, low=Decimal(200), high=Decimal(200)),
        "dead_are_not_more_than_casualties", '"30" dead are more than "120" casualties'),
    "more dead than casualties of two subjects": (
        figure(1, part_of=None, low=Decimal(200), high=Decimal(200), subject_name="Altrove", subject_entity_id=None),
        None, ""),
    "more dead than casualties in two periods": (
        figure(1, part_of=None, low=Decimal(200), high=Decimal(200), period_from=date(2024, 1, 1)), None, ""),
    "more hurt than casualties": (
        figure(1, part_of=None, low=Decimal(200), high=Decimal(200), counted="sfollati"), None, ""),
    "dead that are denied": (
        figure(1, part_of=None, low=Decimal(200), high=Decimal(200), modality="denied"), None, ""),
    "a share above the whole": (
        figure(2, low=Decimal(140), high=Decimal(140)), "share_lies_within_whole", "said of casi"),
    "a share below nothing": (
        figure(2, low=Decimal(-4), high=Decimal(-4)), "share_lies_within_whole", "no share is outside 0 to 100"),
    "a growth that counts nothing": (
        figure(2, low=Decimal(140), high=Decimal(140), counted=None), None, ""),
    "a whole share": (
        figure(2, low=Decimal(100), high=Decimal(100)), None, ""),
    "a period that is not over": (
        figure(0, period_to=date(2026, 2, 4)),
        "period_does_not_end_after_publication", "covers the days to 2026-02-04, after publication on 2026-02-03"),
    "a period that ends on the day": (
        figure(0, period_to=date(2026, 2, 3)), None, ""),
    "a plan for a period that is not over": (
        figure(0, period_to=date(2030, 12, 31), modality="planned"), None, ""),
    "a period of which only the start is known": (
        figure(0, period_to=None), None, ""),
    "words of tomorrow": (
        quote(0, said_on=date(2026, 2, 4)), "said_on_is_not_after_publication", "Said on 2026-02-04"),
    "words of the day": (
        quote(0, said_on=date(2026, 2, 3)), None, ""),
    "words that name their speaker": (
        speaker("Carla Neri"), "speaker_is_not_inside_quote", 'Carla Neri is named inside the quotation ("Carla Neri")'),
    "words that name somebody else": (
        speaker("un passante"), None, ""),
    "a surname that is a person of its own": (
        person("Neri", mention=3), "person_is_one_entity", "Neri and Carla Neri seem to be one person"),
    "one person under two spellings of a number": (
        several(person("Lina Bianchi", "Q1", 2), person("Pasqualina Bianchi", "Q1", 3)),
        "person_is_one_entity", "seem to be one person"),
    "one name twice": (
        person("CARLA NERI", mention=3), "person_is_one_entity", "seem to be one person"),
    "two persons of one surname": (
        person("Lina Neri", mention=3), None, ""),
    "a numeral that was dropped": (
        drop("unread", 1), "numerals_are_accounted_for", "1 numerals lie in no row of dates, figures or unread: '104' at"),
    "a text that was decoded as what it is not": (
        written("resta", "rÃ©ta"), "garbled_text", "1 characters were garbled before the text came: 'Ã©' at"),
    "a text that lost a character": (
        written("resta", "r\ufffdsta"), "garbled_text", "garbled before the text came: '\ufffd' at"),
    "a text in another language": (
        written("resta", "pâtée"), None, ""),
    "a passage that is printed twice": (
        followed(f" {PASSAGE} {PASSAGE}"),
        "repeated_passage", "1 passages tell again what stands before them: 'Il traghetto resta in porto finché il ve' at"),
    "a passage that is printed once": (
        followed(f" {PASSAGE}"), None, ""),
    "a quotation that was dropped": (
        drop("quotes", 0), "quote_marks_are_accounted_for", "2 quotation marks lie in no row of quotes or unread: '«' at"),
}  # fmt: skip


@pytest.fixture(scope="module")
def doubted() -> tuple[Report, dict[str, str]]:
    """One story a case in one batch; case → its document."""
    stories = {name: story(number) for number, name in enumerate(CASES, start=500)}
    for name, (change, *_) in CASES.items():
        change(stories[name])
    report = check(frames(*stories.values()), "run-1")
    return report, {name: rows["documents"][0]["doc_id"] for name, rows in stories.items()}


@pytest.mark.parametrize("case", list(CASES))
def test_what_is_doubtful_is_found_and_explained(doubted, case: str) -> None:
    report, documents = doubted
    _, name, words = CASES[case]
    found = report.good["findings"].filter(doc_id=documents[case])
    assert found["check_name"].to_list() == ([name] if name else []), found["details"].to_list()
    if name:
        assert words in found["details"][0]


def test_doubtful_facts_are_published(doubted) -> None:
    report, _ = doubted
    assert not report.held_back
    assert report.rejects.select("table_name", "reason").rows() == []


def test_doubts_stand_in_the_checks_as_warnings_that_failed(doubted) -> None:
    report, _ = doubted
    expected = {name for _, name, _ in CASES.values() if name}
    assert expected == {each.name for each in CHECKS}
    failed = report.checks.filter(success=False)
    assert set(failed["expectation"]) == expected
    assert failed.filter(expectation="part_is_not_larger_than_whole")["n_unexpected"].to_list() == [1]


def test_a_finding_leads_to_its_facts(doubted) -> None:
    report, _ = doubted
    findings = conform(report.good["findings"], Finding)
    keys = {row.table: keys_of(row)[0] for row in GATE_TABLES}
    for finding in findings.iter_rows(named=True):
        rows = report.good[finding["table_name"]].get_column(keys[finding["table_name"]])
        assert finding["row_id"] in rows
        assert finding["other_row_id"] is None or finding["other_row_id"] in rows
    assert findings["finding_id"].is_unique().all()


def test_growth_is_no_share() -> None:
    rows = story(600)
    text = "A Borgo un aumento del 150% dei casi. Si parla del 150% dei morti."
    at = text.index("Si parla")
    rows["documents"][0]["text"] = text
    for sentence, (start, end) in zip(rows["sentences"], [(0, at - 1), (at, len(text))], strict=False):
        sentence |= {"start_char": start, "end_char": end}
    share = rows["figures"][2] | {"surface": "150%", "low": Decimal(150), "high": Decimal(150)}
    rows["figures"] = [
        share
        | {"figure_id": noun, "counted": noun, "start_char": start, "end_char": start + 4, "sentence_id": sentence}
        for start, noun, sentence in [
            (text.index("150%"), "casi", rows["sentences"][0]["sentence_id"]),
            (text.rindex("150%"), "morti", rows["sentences"][1]["sentence_id"]),
        ]
    ]
    (doubt,) = _doubts("share_lies_within_whole", rows)
    assert doubt.row_id == "morti"


def _doubts(name: str, rows: Rows) -> list[Doubt]:
    (wanted,) = (each for each in CHECKS if each.name == name)
    return list(wanted.find(Batch.of(frames(rows), (), "run-1")))


def test_a_part_in_a_loop_does_not_hang() -> None:
    rows = story(600)
    rows["figures"][0]["part_of"] = rows["figures"][0]["figure_id"]
    assert _doubts("part_is_not_larger_than_whole", rows) == []


def test_tolls_count_the_dead_or_all_casualties_or_neither() -> None:
    counts = {(row["family"], row["counts"]) for row in read_reference("it/claims/toll_words") if row["counts"]}
    assert counts == {("dead", "dead"), ("dead", "casualties"), ("losses", "casualties")}


@pytest.mark.parametrize("row", read_reference("it/claims/growth_stems"), ids=lambda row: row["stem"])
def test_every_growth_stem_explains_its_example(row: dict[str, str]) -> None:
    words = row["example"].replace("'", " ").casefold().split()
    assert any(word.startswith(row["stem"]) for word in words)


def test_findings_do_not_depend_on_the_batch(doubted) -> None:
    report, documents = doubted
    name = "a share above the whole"
    rows = story(500 + list(CASES).index(name))
    CASES[name][0](rows)
    alone = check(frames(rows), "run-1").good["findings"]
    assert alone.equals(report.good["findings"].filter(pl.col("doc_id") == documents[name]))
