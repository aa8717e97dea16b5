"""One figure of a sentence, written in a line.

``text | surface | kind | low | high (empty: equal to low) | unit | modifier``: the first figure of the text.
"""

from decimal import Decimal

from transforms.normalise import find_figures_in


def lines(cases: str) -> list[str]:
    """The cases of a text, one a line."""
    return [line for line in cases.splitlines() if line.strip()]


def check(line: str) -> None:
    """The first figure of the text is as the line says."""
    text, surface, kind, low, high, unit, modifier = (cell.strip() for cell in line.split("|"))
    figure = find_figures_in(text)[0]
    assert text[figure.start : figure.end] == surface
    assert (figure.kind, figure.unit, figure.modifier) == (kind, unit or None, modifier or None)
    assert (figure.low, figure.high) == (Decimal(low), Decimal(high or low))
