"""Stories by hand for the tests of the ledger: texts of some days, figures with what the tests are about."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from transforms.contract import Quantity, Telling
from transforms.ledger import Candidate, GivenFigure, GivenText, tell_story

DAY = date(2026, 4, 7)


def text(number: int, days: int = 0, **more: Any) -> GivenText:
    """A text, published so many days after the first one, of a house of its own."""
    return GivenText(
        **{"doc_id": f"t{number}", "published_on": DAY + timedelta(days), "family": f"casa {number}", **more}
    )


def figure(of: GivenText, start: int, surface: str, low: float, high: float | None = None, **more: Any) -> GivenFigure:
    """A figure of a text; `source`: who gives it, as published; `words`: the sentence, with the figure as "#"."""
    source, words = more.pop("source", None), more.pop("words", "#")
    before, after = words.split("#")
    if source is not None:
        more["sources"] = (Candidate(source, confidence=0.9),)
    given = {
        "figure_id": f"{of.doc_id}-{start}",
        "doc_id": of.doc_id,
        "start": start,
        "sentence": f"{of.doc_id}-{start // 100}",
        "surface": surface,
        "kind": "count",
        "low": Decimal(str(low)),
        "high": Decimal(str(low if high is None else high)),
        "before": before,
        "after": after,
    }
    return GivenFigure(**(given | more))


def dead(of: GivenText, start: int, surface: str, low: float, **more: Any) -> GivenFigure:
    """A toll of dead."""
    return figure(of, start, surface, low, **{"concept": "dead", "lemma": "morto", **more})


def told(texts: list[GivenText], *figures: GivenFigure) -> tuple[list[Quantity], dict[str, Telling]]:
    """The quantities, and the telling of every figure by its key."""
    quantities, tellings = tell_story("s", texts, figures)
    return quantities, {telling.figure_id: telling for telling in tellings}


def are_one(texts: list[GivenText], *figures: GivenFigure) -> bool:
    """Whether all of them tell one quantity."""
    return len(told(texts, *figures)[0]) == 1
