"""Fills `quantities` and `tellings`: which figures tell one quantity, who only repeats it, and who disagrees.

A text (`GivenText`) has figures (`GivenFigure`), each with candidates (`Candidate`); `tell_story` makes the rows.
"""

from transforms.ledger.given import Candidate, GivenFigure, GivenText
from transforms.ledger.place import place_beside
from transforms.ledger.story import tell_story

__all__ = ["Candidate", "GivenFigure", "GivenText", "place_beside", "tell_story"]
