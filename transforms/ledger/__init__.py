"""Fills `quantities` and `tellings`: which figures tell one quantity, who only repeats it, and who disagrees.

`tell_story` takes what is given of a story (`GivenText`, `GivenFigure`, `Candidate`) and gives the rows of both tables.
"""

from transforms.ledger.given import Candidate, GivenFigure, GivenText
from transforms.ledger.story import tell_story

__all__ = ["Candidate", "GivenFigure", "GivenText", "tell_story"]
