"""Fills the table `copies`: which text took its words from which earlier one, by four-word shingles.

A text is cut into shingles with the words inside quotations left out (`shingled`). A sample of them finds the texts
that may share passages (`likely_origins`); the whole texts then tell from which of them it was taken (`origins_of`).
What is almost equal hangs together (`groups_of`), and a passage that stands twice in one text is a repeat
(`repeated_passages`).
"""

from transforms.copies.groups import groups_of
from transforms.copies.origins import likely_origins, origins_of
from transforms.copies.repeats import repeated_passages
from transforms.copies.text import Shingled, shingled

__all__ = ["Shingled", "groups_of", "likely_origins", "origins_of", "repeated_passages", "shingled"]
