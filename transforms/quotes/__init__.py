"""Who said what: quotation marks and reported clauses, their cues, their speakers.

Fills `quotes`, and the quotation marks of `unread`.
"""

from transforms.quotes.find import find_quotes

__all__ = ["find_quotes"]
