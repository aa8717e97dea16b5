"""Who said what: quotation marks and reported clauses, their cues, their speakers.

Fills `quotes`, and the quotation marks of `unread`.
"""

from transforms.quotes.find import find_quotes
from transforms.quotes.unread import marks_outside

__all__ = ["find_quotes", "marks_outside"]
