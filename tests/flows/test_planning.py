"""Which texts are read, and under which day: one text at several places, and what is known."""

from datetime import date
from pathlib import Path

import pytest

from tests.flows.looking import TEXT, plan_of, write
from transforms.documents.article import document_id


class TestPlan:
    def test_one_text_at_three_places_is_read_once_from_the_earliest(self, folder: Path) -> None:
        (
            write(folder / "c.txt"),
            write(folder / "b.txt"),
            write(folder / "a.txt"),
            write(folder / "d.txt", "Altro testo."),
        )
        write(folder / "metadata.csv", "file,published_on\nb.txt,2026-02-03\nc.txt,2026-02-03\na.txt,2026-02-04\n")
        plan = plan_of("in")
        assert [(seen.source_uri, seen.published_on) for seen in plan.to_read] == [
            ("in/b.txt", date(2026, 2, 3)),
            ("in/d.txt", None),
        ]
        assert (plan.n_inputs, plan.n_known, len(plan.sightings[document_id(TEXT)])) == (4, 2, 3)

    @pytest.mark.parametrize(
        ("known_uri", "known_on", "read_again", "new_place"),
        [
            ("in/a.txt", date(2026, 2, 3), False, False),  # the same
            ("in/0.txt", date(2026, 2, 3), False, True),  # same day, smaller name known
            ("in/z.txt", date(2026, 2, 3), True, True),  # same day, this name is smaller
            ("in/a.txt", None, True, True),  # now its day is told
            ("in/z.txt", date(2026, 2, 4), True, True),  # an earlier day
            ("in/z.txt", date(2026, 2, 2), False, True),  # a later day
            ("in/a.txt", date(2026, 2, 2), False, False),  # the same place under a later day: the earlier one stays
        ],
    )
    def test_a_known_text_is_read_again_only_under_an_earlier_day_or_smaller_name(
        self, folder: Path, known_uri: str, known_on: date | None, read_again: bool, new_place: bool
    ) -> None:
        write(folder / "a.txt"), write(folder / "metadata.csv", "file,published_on\na.txt,2026-02-03\n")
        plan = plan_of("in", known=[(document_id(TEXT), known_uri, known_on)])
        assert (bool(plan.to_read), bool(plan.sightings), plan.n_known) == (read_again, new_place, 1)
        assert plan.has_work == (read_again or new_place)

    def test_the_day_of_the_run_dates_only_what_has_none(self, folder: Path) -> None:
        write(folder / "a.txt"), write(folder / "b.txt", "Torino, 7 marzo 2025 – Si vota.")
        plan = plan_of("in", fallback_on=date(2026, 1, 1))
        assert [seen.published_on for seen in plan.to_read] == [date(2026, 1, 1), date(2025, 3, 7)]
