"""What had to be chosen among candidates: learned, told with how sure we are, left open where we do not know.

Fills `attributions`, and the columns of `figures` (counted, subject, source, period, part_of), `quotes` (speaker) and
`mentions` (whom a description means) that are sure enough. The readers propose; `relate` weighs.
"""

from transforms.relations.order import Related, relate

__all__ = ["Related", "relate"]
