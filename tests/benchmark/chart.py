"""Bars beside each other, as SVG."""

from collections.abc import Sequence

from tests.house.drawing import Drawing

_LEFT, _WIDE, _RIGHT, _BAR, _GAP = 190, 470, 120, 18, 14


def bars(title: str, subtitle: str, groups: Sequence[tuple[str, Sequence[tuple[str, float]]]], unit: str) -> str:
    """A picture of groups of bars.

    Args:
        title: what is shown.
        subtitle: how it was measured.
        groups: label of a group → its bars, each with label and length.
        unit: of the lengths.
    """
    drawing = Drawing(_LEFT + _WIDE + _RIGHT)
    longest = max(length for _, group in groups for _, length in group)
    drawing.text(20, 32, title, "title")
    drawing.text(20, 52, subtitle, "muted")
    y = 76.0
    for label, group in groups:
        drawing.text(20, y + _BAR - 5, label, "name")
        for at, (name, length) in enumerate(group):
            wide = max(length / longest * _WIDE, 2)
            drawing.box(_LEFT, y, wide, _BAR, "badge" if at == 0 else "figures")
            drawing.text(_LEFT + wide + 8, y + _BAR - 5, f"{length:.2f} {unit}  {name}", "file")
            y += _BAR + 3
        y += _GAP
    return drawing.svg(y + 4)
