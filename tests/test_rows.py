"""Findings become rows by the names of their fields; known entities give key and name, the same in any order."""

from datetime import datetime

import pytest
import spacy

from transforms import contract
from transforms.contract import Row
from transforms.documents import Article
from transforms.facts import (
    FoundAnswer,
    FoundClaim,
    FoundDate,
    FoundEntity,
    FoundFigure,
    FoundMention,
    FoundQuote,
    FoundSentence,
    FoundUnread,
)
from transforms.rows import Reading, _readers, tables_of

SEEN_AT = datetime.fromisoformat("2026-02-03T09:30Z")
NERI = FoundEntity("neri", "Carla Neri", "PER", "Q1")
BLANK = spacy.blank("it")

#: What a fact has besides its findings: key, place and run.
GIVEN = {"doc_id", "sentence_id", "surface", "text", "run_id"}


def reading(text: str, **found: list[object]) -> Reading:
    names = ("dates", "figures", "claims", "mentions", "quotes", "unread", "answers")
    lists = {name: found.get(name, []) for name in names}
    return Reading(Article(text, "a.txt"), BLANK(text), **lists)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "found", "given"),
    [
        (contract.Document, [Article], {"n_chars", "n_tokens", "first_seen_at", "near_duplicate_of"}),
        (contract.Sentence, [FoundSentence], {"sentence_id", "text"}),
        (contract.Mention, [FoundMention], {"mention_id"}),
        (contract.DateExpression, [FoundDate], {"date_id"}),
        (contract.Figure, [FoundFigure, FoundClaim], {"figure_id", "in_headline", "concept"}),
        (contract.Quote, [FoundQuote], {"quote_id"}),
        (contract.Attribution, [FoundAnswer], {"attribution_id"}),
        (contract.Unread, [FoundUnread], {"unread_id"}),
        (contract.Entity, [FoundEntity], set()),
    ],
    ids=lambda value: getattr(value, "table", ""),
)
def test_every_column_is_filled_once(row: type[Row], found: list[type], given: set[str]) -> None:
    filled = [column for one in found for column in _readers(row, one)]
    assert len(filled) == len(set(filled))
    assert set(row.model_fields) - set(filled) - GIVEN == given - GIVEN


def test_who_is_known_gives_key_and_name_and_who_is_not_stays_as_written() -> None:
    figure = FoundFigure(3, 5, "count", "by_hand", None, None)
    claims = [FoundClaim(subject=NERI, subject_name="la direttrice"), FoundClaim(subject_name="un ente", part_of=0)]
    row, other = tables_of([reading("Ne 40 su 50.", figures=[figure, figure], claims=claims)], "run", SEEN_AT)[
        "figures"
    ].to_dicts()
    assert (row["subject_entity_id"], row["subject_name"], row["surface"]) == ("neri", "Carla Neri", "40")
    assert (other["subject_entity_id"], other["subject_name"], other["part_of"]) == (None, "un ente", row["figure_id"])


def test_answers_lead_to_their_facts_and_have_keys_of_their_own() -> None:
    figures = [FoundFigure(at, at + 2, "count", "by_hand", None, None) for at in (3, 10)]
    answers = [
        FoundAnswer("figures", 1, "subject", 1, True, 0.9, "subject of the clause", NERI, "Carla Neri"),
        FoundAnswer("figures", 1, "subject", 2, False, 0.1, "nobody"),
        FoundAnswer("figures", 0, "source", 1, False, 0.4, "nearby", name="un ente"),
    ]
    text = reading("Ne 40 su 50.", figures=figures, claims=[FoundClaim()] * 2, answers=answers)
    tables = tables_of([text], "run", SEEN_AT)
    first, second = tables["figures"]["figure_id"]
    rows = tables["attributions"].to_dicts()
    assert [row["fact_id"] for row in rows] == [second, second, first]
    assert [(row["entity_id"], row["name"]) for row in rows] == [
        ("neri", "Carla Neri"),
        (None, None),
        (None, "un ente"),
    ]
    assert len({row["attribution_id"] for row in rows}) == 3
    assert tables["entities"]["entity_id"].to_list() == ["neri"]
    assert (
        tables_of([text], "another run", SEEN_AT)["attributions"]
        .drop("run_id")
        .equals(tables["attributions"].drop("run_id"))
    )


def test_one_entity_of_several_names_is_named_the_same_in_any_order() -> None:
    spellings = [NERI, FoundEntity("neri", "Carla NERI", "PER", "Q1"), FoundEntity("neri", "Anna Neri", "PER")]
    texts = [
        reading(f"Neri {at}", mentions=[FoundMention(0, 4, "PER", "name", "by_hand", entity)])
        for at, entity in enumerate(spellings)
    ]
    for order in (texts, texts[::-1]):
        (row,) = tables_of(order, "run", SEEN_AT)["entities"].to_dicts()
        assert (row["name"], row["wikidata_id"]) == ("Carla NERI", "Q1")


def test_a_word_that_the_contract_does_not_know_is_left_to_the_gate() -> None:
    mention = FoundMention(0, 4, "GPE", "name", "by_hand", None)  # type: ignore[arg-type]
    assert tables_of([reading("Roma", mentions=[mention])], "run", SEEN_AT)["mentions"]["kind"].to_list() == ["GPE"]


def test_no_texts_are_empty_tables() -> None:
    tables = tables_of([], "run", SEEN_AT)
    assert all(frame.is_empty() for frame in tables.values())
    assert len(tables) == 9
