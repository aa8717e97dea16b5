"""Quantities: number, bounds, unit, modifier; and what is a number but no quantity.

Fills `figures` (the columns that need only the number's own words) and, with `find_labels` and `find_ordinals`, the
reasons of `unread`. `find_ages` goes before the dates, `find_figures` after them.
"""

from transforms.figures.ages import find_ages
from transforms.figures.find import find_figures
from transforms.figures.labels import Label, find_labels, find_ordinals

__all__ = ["Label", "find_ages", "find_figures", "find_labels", "find_ordinals"]
