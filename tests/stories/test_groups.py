"""What hangs together by links is a story; its key and its first text depend on nothing but its texts."""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from transforms.contract import Story, stable_id
from transforms.frames import schema_of
from transforms.stories.groups import stories_of

MONDAY = date(2026, 3, 2)


def documents(*keys: str, families: Sequence[str] = (), titles: Sequence[str | None] = ()) -> pl.DataFrame:
    """Texts of one day each, in order."""
    return pl.DataFrame(
        {
            "doc_id": keys,
            "published_on": [MONDAY + timedelta(place) for place in range(len(keys))],
            "title": titles or [None] * len(keys),
            "family": families or keys,
        },
        schema={"doc_id": pl.String, "published_on": pl.Date, "title": pl.String, "family": pl.String},
    )


def links(*told: tuple[str, str, float]) -> pl.DataFrame:
    return pl.DataFrame(
        told, schema={"doc_id": pl.String, "other_doc_id": pl.String, "score": pl.Float64}, orient="row"
    )


def test_what_hangs_together_is_one_story_and_a_text_alone_is_one() -> None:
    stories, told = stories_of(documents("a", "b", "c", "d"), links(("b", "a", 0.4), ("d", "b", 0.3)), [])
    assert stories.schema == schema_of(Story)
    assert told.group_by("story_id", maintain_order=True).agg("doc_id")["doc_id"].to_list() == [["a", "b", "d"], ["c"]]
    assert stories.select("story_id", "first_on", "last_on", "n_documents").rows() == [
        (stable_id("story", "a"), MONDAY, MONDAY + timedelta(3), 3),
        (stable_id("story", "c"), MONDAY + timedelta(2), MONDAY + timedelta(2), 1),
    ]


def test_a_text_is_told_by_its_strongest_link_to_an_earlier_one() -> None:
    told = stories_of(documents("a", "b", "c"), links(("b", "a", 0.3), ("c", "a", 0.4), ("c", "b", 0.9)), [])[1]
    assert told.select("doc_id", "score", "other_doc_id").rows() == [
        ("a", None, None),
        ("b", 0.3, "a"),
        ("c", 0.9, "b"),
    ]


def test_a_text_with_later_links_alone_is_told_by_the_strongest_of_those() -> None:
    told = stories_of(documents("a", "b", "c"), links(("c", "a", 0.3), ("c", "b", 0.4)), [])[1]
    assert told.select("doc_id", "score", "other_doc_id").rows() == [
        ("a", None, None),
        ("b", 0.4, "c"),
        ("c", 0.4, "b"),
    ]


def test_of_links_of_one_strength_the_earliest_text_is_told() -> None:
    told = stories_of(documents("a", "b", "c"), links(("c", "b", 0.4), ("c", "a", 0.4)), [])[1]
    assert told["other_doc_id"].to_list() == [None, "c", "a"]


def test_the_order_of_links_and_copies_changes_nothing() -> None:
    pairs = [("b", "a", 0.3), ("c", "a", 0.4), ("d", "c", 0.4), ("f", "e", 0.3)]
    copies = [("b", "a"), ("d", "c")]
    first, second = (
        stories_of(documents(*"abcdef"), links(*told), copied)
        for told, copied in ((pairs, copies), (pairs[::-1], copies[::-1]))
    )
    assert first[0].equals(second[0])
    assert first[1].equals(second[1])


def test_copies_and_one_family_are_one_origin_inside_a_story() -> None:
    texts = documents(*"abcde", families=["x", "y", "x", "z", "x"])
    linked = links(("b", "a", 0.5), ("c", "a", 0.5), ("d", "a", 0.5))
    stories, _ = stories_of(texts, linked, [("d", "b"), ("e", "a")])
    assert stories.select("n_documents", "n_origins").rows() == [(4, 2), (1, 1)]


def test_the_title_is_the_first_that_there_is() -> None:
    texts = documents("a", "b", "c", titles=[None, "Piena a Roccaspina", "Argini rotti"])
    assert stories_of(texts, links(("b", "a", 0.5), ("c", "a", 0.5)), [])[0]["title"].to_list() == [
        "Piena a Roccaspina"
    ]


def test_no_documents_give_no_stories() -> None:
    stories, told = stories_of(documents(), links(), [])
    assert (stories.height, told.height) == (0, 0)


class Counted(list[tuple[str, str]]):
    """Copies that count how often one of them is read."""

    n = 0

    def __iter__(self):
        for pair in super().__iter__():
            self.n += 1
            yield pair


def test_a_chain_of_thousands_is_followed_once() -> None:
    keys = [f"{number:05}" for number in range(5_000)]
    chain = list(zip(keys[1:], keys[:-1], strict=True))
    copies = Counted(chain)
    stories, _ = stories_of(documents(*keys), links(*((late, early, 0.5) for late, early in reversed(chain))), copies)
    assert stories.select("n_documents", "n_origins").rows() == [(5_000, 1)]
    assert copies.n == len(chain)
