"""Linked texts become stories: all that hang together, in the order of publication."""

from collections.abc import Iterable, Iterator
from itertools import chain

import polars as pl

from transforms.contract import Story, StoryDocument, stable_id
from transforms.frames import schema_of


def stories_of(
    documents: pl.DataFrame, links: pl.DataFrame, copies: Iterable[tuple[str, str]]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of `stories` and `story_documents`.

    Args:
        documents: doc_id, published_on, title and family (of the outlet), in the order of publication; whole stories.
        links: doc_id, other_doc_id and score, as `links_of` gives them.
        copies: documents that copy one another.

    Returns:
        Both frames, without `why`: a document that links to nothing is a story of its own. `story_documents` has the
        column other_doc_id more, the document that speaks most for it, NULL for the first one.
    """
    ids = documents["doc_id"].to_list()
    firsts = _firsts(ids, links.select("doc_id", "other_doc_id").iter_rows())
    inside = ((one, other) for one, other in copies if firsts[one] == firsts[other])
    origins = _firsts(ids, chain(_relatives(documents, firsts), inside))
    members = documents.with_columns(
        pl.Series("first", [firsts[doc_id] for doc_id in ids], dtype=pl.String),
        pl.Series("origin", [origins[doc_id] for doc_id in ids], dtype=pl.String),
        pl.Series("story_id", [stable_id("story", firsts[doc_id]) for doc_id in ids], dtype=pl.String),
    )
    stories = members.group_by("story_id", maintain_order=True).agg(
        first_on=pl.col("published_on").min(),
        last_on=pl.col("published_on").max(),
        n_documents=pl.len().cast(pl.Int64),
        n_origins=pl.col("origin").n_unique().cast(pl.Int64),
        title=pl.col("title").drop_nulls().first(),
    )
    told = members.join(_strongest(links, ids), on="doc_id", how="left", maintain_order="left").with_columns(
        # The first one is what the others belong to.
        pl.when(pl.col("doc_id") != pl.col("first")).then(pl.col(name)).alias(name)
        for name in ("score", "other_doc_id")
    )
    return (
        stories.select(list(schema_of(Story))),
        told.with_columns(why=pl.lit(None, dtype=pl.String)).select([*schema_of(StoryDocument), "other_doc_id"]),
    )


def _relatives(documents: pl.DataFrame, firsts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each document with the first of its story that comes from the same family of outlets."""
    known: dict[tuple[str, str], str] = {}
    for doc_id, family in documents.select("doc_id", "family").iter_rows():
        yield doc_id, known.setdefault((firsts[doc_id], family), doc_id)


def _firsts(ids: list[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Document → the first, in the order given, of those that hang together with it by pairs."""
    places = {doc_id: place for place, doc_id in enumerate(ids)}
    roots = list(range(len(ids)))

    def root(place: int) -> int:
        while roots[place] != place:
            roots[place] = roots[roots[place]]
            place = roots[place]
        return place

    for one, other in pairs:
        early, late = sorted((root(places[one]), root(places[other])))
        roots[late] = early
    return {doc_id: ids[root(place)] for doc_id, place in places.items()}


def _strongest(links: pl.DataFrame, ids: list[str]) -> pl.DataFrame:
    """The strongest link of each document, to an earlier one where there is any; of equal ones the earliest."""
    places = {doc_id: place for place, doc_id in enumerate(ids)}
    back = links.select("doc_id", "other_doc_id", "score", is_back=pl.lit(True))
    ahead = links.select(doc_id="other_doc_id", other_doc_id="doc_id", score="score", is_back=pl.lit(False))
    both = pl.concat([back, ahead])
    place = pl.Series("place", [places[doc_id] for doc_id in both["other_doc_id"]], dtype=pl.Int64)
    ordered = both.with_columns(place).sort("is_back", "score", "place", descending=[True, True, False])
    return ordered.unique("doc_id", keep="first", maintain_order=True).select("doc_id", "other_doc_id", "score")
