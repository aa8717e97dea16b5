"""Which texts tell of one event: what two of them must have in common, and what hangs together by that.

Fills `stories` and `story_documents`. `warehouse.stories` lays side by side the texts that share a name or a figure.
"""

from transforms.stories.groups import stories_of
from transforms.stories.links import COMPARED, LEAST_SCORE, LEAST_TELLING, LONGEST_DAYS, TOLLS, links_of
from transforms.stories.words import everyday_stems, names_that_link_nothing

__all__ = [
    "COMPARED",
    "LEAST_SCORE",
    "LEAST_TELLING",
    "LONGEST_DAYS",
    "TOLLS",
    "everyday_stems",
    "links_of",
    "names_that_link_nothing",
    "stories_of",
]
