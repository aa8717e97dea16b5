"""What rules propose for a figure beyond its number: what is counted, by whom, how surely, when, where, part of what.

Fills modality, aspect, direction and concept of `figures`; the other columns are proposals that `relations`
weighs, a file a column.
"""

from transforms.claims.concept import concepts_of
from transforms.claims.modality import modality_of
from transforms.claims.place import LOCATIVE, places_near
from transforms.claims.referents import holder_of
from transforms.claims.relate import relate_claims
from transforms.claims.singular import lemma_of
from transforms.claims.text import ClaimText
from transforms.claims.words import events, speakers, toll_families, vehicles

__all__ = [
    "LOCATIVE",
    "ClaimText",
    "concepts_of",
    "events",
    "holder_of",
    "lemma_of",
    "modality_of",
    "places_near",
    "relate_claims",
    "speakers",
    "toll_families",
    "vehicles",
]
