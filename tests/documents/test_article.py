"""A text with what is told about it: who tells the day, passages in other languages."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.documents.article import Told, document_id, make_article
from transforms.documents.header import read_header
from transforms.language.identify import foreign_blocks

BODY = "Il consiglio comunale ha approvato ieri sera il bilancio con ventidue voti favorevoli."


def test_the_key_depends_on_the_text_only() -> None:
    assert document_id("abc") == document_id("abc")
    assert document_id("abc") != document_id("abc ")


class TestWhoTellsTheDay:
    text = f"Torino, 7 marzo 2025 – {BODY}"
    told = Told(published_on=date(2025, 3, 9))

    def test_metadata_wins_over_the_text(self) -> None:
        article = make_article(self.text, "a.txt", self.told)
        assert (article.published_on, article.published_basis) == (date(2025, 3, 9), "metadata")

    def test_the_text_wins_over_the_day_of_the_run(self) -> None:
        article = make_article(self.text, "a.txt", fallback_on=date(2026, 1, 1))
        assert (article.published_on, article.published_basis) == (date(2025, 3, 7), "text")

    def test_the_day_of_the_run_holds_where_nobody_tells(self) -> None:
        article = make_article(BODY, "a.txt", fallback_on=date(2026, 1, 1))
        assert (article.published_on, article.published_basis) == (date(2026, 1, 1), "metadata")

    def test_unknown_stays_unknown(self) -> None:
        article = make_article(BODY, "a.txt")
        assert (article.published_on, article.published_at, article.published_basis) == (None, None, "none")

    def test_a_moment_tells_its_day(self) -> None:
        article = make_article(BODY, "a.txt", Told(published_at=datetime.fromisoformat("2026-02-03T16:30")))
        assert (article.published_on, article.published_basis) == (date(2026, 2, 3), "metadata")

    def test_the_minute_of_one_day_does_not_move_to_another(self) -> None:
        own = Told(published_on=date(2026, 2, 4))
        both = own.over(
            Told(published_on=date(2026, 2, 3), published_at=datetime.fromisoformat("2026-02-03T09:00"), title="T")
        )
        assert both == Told(published_on=date(2026, 2, 4), title="T")


def test_a_headline_that_is_told_is_one_whatever_mark_ends_it() -> None:
    title = "Serrano, 320mila euro. Basteranno."
    article = make_article(f"{title}\n\n{BODY}", "a.txt", Told(title=title))
    assert (article.title, article.title_end, article.body_start) == (title, len(title), len(title))
    assert make_article(f"{title}\n\n{BODY}", "a.txt").title_end == 0
    assert make_article(BODY, "a.txt", Told(title="Il consiglio")).title_end == 0


@pytest.mark.parametrize(
    "text",
    [
        "(" * 200_000,
        "A" * 200_000,
        "A " * 100_000,
        "— (@a) " * 30_000,
        '."' * 100_000,
        "\n" * 200_000,
        "Roma, " * 40_000,
    ],
    ids=["brackets", "letter", "capitals", "credits", "stops", "lines", "places"],
)
def test_hostile_texts_cost_linear_time(text: str) -> None:
    article = make_article(text + " fine.", "a.txt")
    assert article.text.endswith("fine.")


PIECES = [
    "Roma", "ROMA", " (ANSA) ", "(", ")", " – ", "-", "\n", "\n\n", ", ", ". ", " | ", "3 febbraio 2026", "31 feb", "2026-02-30",
    "99/99/9999", "16:30", "ore 25.99", "Pubblicato il ", "© ANSA", "Il sindaco ha firmato.", "«", "»", "\u2028", "\x0b", "😀",
    "e\u0301", "— Nome (@nome) March 3, 2026", "We are the people of the city and we will win", " ", "a" * 300, "\\", "/", "lì ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_whatever_the_text_offsets_stay_inside_it(text: str) -> None:
    header = read_header(text)
    assert 0 <= header.title_end <= len(text)
    assert 0 <= header.body_start <= len(text)
    assert text[: header.title_end].endswith(header.title or "")
    assert (header.place or "") in text
    assert (header.published_at is None) or header.published_at.date() == header.published_on
    end = 0
    for start, stop, _ in foreign_blocks(text):
        assert end <= start < stop <= len(text)
        end = stop
