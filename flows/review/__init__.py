"""`spoglio review`: people look at published answers in a spreadsheet, and what they say of them is kept.

`sheet` draws answers and writes them, `verdicts` reads what was said and keeps it, `values` reads right answers as they
are typed, `cases` makes test cases of what was said.
"""

from flows.review.cases import write_cases
from flows.review.sheet import write_sheet
from flows.review.verdicts import take_in

__all__ = ["take_in", "write_cases", "write_sheet"]
