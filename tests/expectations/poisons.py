"""Stories with one thing wrong: what is done to them, which rows must be rejected for it, with which reason."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from tests.tables import Rows

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


#: Cases that break more than the row they are named for.
WIDE = ("Windows line ends", "a document without sentences")
