"""Time expressions: where they stand (`expressions`) and which days they mean (`meanings`).

Fills `dates`: TIMEX3 value, first and last day, grain, the day it was resolved against.
"""

from transforms.dates.calendar import easter
from transforms.dates.find import find_dates

__all__ = ["easter", "find_dates"]
