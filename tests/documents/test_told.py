"""Several sources tell about one text: the best one wins, and it is said where they disagree."""

from datetime import date, datetime

import pytest

from transforms.documents import Told, settle

MORNING = datetime.fromisoformat("2026-03-05T08:30")


def test_the_first_that_tells_a_field_wins_it() -> None:
    told = settle(
        [("json_ld", Told(title="Cade un ponte")), ("meta", Told(title="Un ponte cade", author="Ada Rovelli"))]
    )
    assert told == Told(title="Cade un ponte", author="Ada Rovelli", told_by="title: json_ld over meta")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Told(title="Cade un ponte"), Told(title="Cade  un ponte - La Voce del Lago")),
        (Told(outlet="ansa.it"), Told(outlet="ANSA")),
        (Told(url="https://www.voce.example/a"), Told(url="http://voce.example/a/")),
        (Told(language="it"), Told(language="it-IT")),
        (Told(author="Ada Rovelli"), Told(author="ADA ROVELLI")),
        (Told(published_on=date(2026, 3, 5)), Told(published_on=date(2026, 3, 5), published_at=MORNING)),
    ],
)  # fmt: skip
def test_two_ways_to_say_the_same_are_no_disagreement(one: Told, other: Told) -> None:
    assert settle([("json_ld", one), ("meta", other)]).told_by is None


def test_a_day_and_its_minute_are_one_statement() -> None:
    later = MORNING.replace(hour=10)
    told = settle(
        [
            ("feed", Told(published_on=date(2026, 3, 5))),
            ("json_ld", Told(published_on=date(2026, 3, 5), published_at=MORNING)),
            ("meta", Told(published_on=date(2026, 3, 6), published_at=later)),
        ]
    )
    assert (told.published_on, told.published_at) == (date(2026, 3, 5), MORNING)
    assert told.told_by == "published_at: feed over meta"


def test_what_is_replaced_was_told_by_nobody() -> None:
    page = settle([("json_ld", Told(title="Uno", section="Cronaca")), ("meta", Told(title="Due", section="Esteri"))])
    told = settle([("metadata", Told(title="Tre")), ("file", page)])
    assert (told.title, told.section) == ("Tre", "Cronaca")
    assert told.told_by == "title: metadata over file; section: json_ld over meta"
    day = settle([("json_ld", Told(published_on=date(2026, 3, 5))), ("meta", Told(published_on=date(2026, 3, 4)))])
    assert Told(published_on=date(2026, 3, 3)).over(day).told_by is None
    assert Told(title="Tre").over(day).told_by == "published_at: json_ld over meta"


def test_nothing_told_is_nothing() -> None:
    assert settle([]) == settle([("feed", Told())]) == Told()
