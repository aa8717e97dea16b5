"""`spoglio review`: people look at published answers in a page or a spreadsheet, and what they say of them is kept.

`page` shows them one by one, `sheet` draws answers and writes them, `verdicts` reads what was said and keeps it,
`values` reads right answers as they are typed, `cases` makes test cases of what was said.
"""

from flows.review.cases import write_cases
from flows.review.page import show_page
from flows.review.sheet import write_sheet
from flows.review.verdicts import take_in

__all__ = ["show_page", "take_in", "write_cases", "write_sheet"]
