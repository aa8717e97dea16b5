"""What a figure says beyond its number: what is counted, about whom, by whom, how surely, when, where, part of what.

Fills the columns of `figures` that need the whole text, a file a column.
"""

from transforms.claims.relate import relate_claims

__all__ = ["relate_claims"]
