"""Batches: all texts once, small, even, and what an earlier run finished stays as it is."""

import resource
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from flows.batches import Batch, Texts, groups_of, make_batches
from flows.planning import Seen
from flows.problems import may_pass
from flows.staging import BatchFolder, Folder, Outcome, Settings, Text
from flows.tables import join_tables
from transforms.contract import Entity
from transforms.documents import Told
from transforms.frames import to_frame

SETTINGS = Settings("rules")


def seen(number: int, n_chars: int = 10) -> Seen:
    return Seen(f"d{number}", f"in/{number:04}.txt", Told(), None, n_chars)


def cut(texts: list[Seen], folder: Path, size: int = 100, workers: int = 1) -> list[Batch]:
    return make_batches(texts, Folder(str(folder)), size, workers, SETTINGS)


@pytest.mark.parametrize(
    ("texts", "size", "workers", "sizes"),
    [
        (7, 3, 1, [3, 3, 1]),
        (7, 100, 2, [4, 3]),  # few texts are shared out
        (300, 100, 2, [75, 75, 75, 75]),  # nobody waits for the last one
        (1, 100, 4, [1]),
        (10, 1, 4, [1] * 10),
    ],
)
def test_batches_hold_all_texts_in_order_and_keep_all_workers_busy(
    tmp_path: Path, texts: int, size: int, workers: int, sizes: list[int]
) -> None:
    wanted = [seen(number) for number in range(texts)]
    batches = cut(wanted, tmp_path, size, workers)
    assert [len(batch.items) for batch in batches] == sizes
    assert [text for batch in batches for text in batch.seen] == wanted
    assert [(batch.number, batch.total) for batch in batches] == [(n, len(sizes)) for n in range(1, len(sizes) + 1)]


def test_long_texts_end_a_batch_early(tmp_path: Path) -> None:
    assert [len(batch.items) for batch in cut([seen(n, 3_000_000) for n in range(3)], tmp_path)] == [1, 1, 1]


def test_the_same_texts_make_the_same_batch_and_others_another(tmp_path: Path) -> None:
    (one,), (same,), (other,) = (cut([seen(n)], tmp_path) for n in (1, 1, 2))
    assert one.url == same.url != other.url
    (other_model,) = make_batches([seen(1)], Folder(str(tmp_path)), 1, 1, Settings("bundled"))
    assert other_model.url != one.url


def test_what_was_finished_is_kept_and_the_rest_removed(tmp_path: Path) -> None:
    texts = [seen(number) for number in range(4)]
    first, second = cut(texts, tmp_path, 2)
    for batch in (first, second):
        BatchFolder(batch.url).write_articles([])
    BatchFolder(second.url).write_tables({}, Outcome(second.items))
    again = cut(texts, tmp_path, 1)
    assert [(len(batch.items), batch.is_finished) for batch in again] == [(1, False), (1, False), (2, True)]
    assert [path.name for path in tmp_path.iterdir()] == [second.url.rsplit("/", 1)[-1]]
    assert [batch.is_finished for batch in cut(texts[:3], tmp_path, 2)] == [False, False]
    assert list(tmp_path.iterdir()) == []


def test_groups_are_consecutive_and_bounded(tmp_path: Path) -> None:
    batches = cut([seen(number) for number in range(3_600)], tmp_path, 50)
    groups = list(groups_of(batches))
    assert [batch for group in groups for batch in group] == batches
    assert [sum(len(batch.items) for batch in group) for group in groups] == [1_500, 1_500, 600]


@pytest.mark.parametrize("place", ["", "memory://staging"])
def test_a_batch_comes_back_as_it_was_from_any_place(tmp_path: Path, place: str) -> None:
    folder = Folder(place or str(tmp_path / "a :: b#c"))
    batch = folder.batch(["i1"])
    told = Told(
        date(2026, 2, 3),
        datetime.fromisoformat("2026-02-03T10:00"),
        "Titolo",
        "La Gazzetta",
        "https://example.org",
        "it",
    )
    texts = [Text("in/a.txt", "Perché «no» – €\n", told), Text("in/b.txt", "", Told())]
    batch.write_articles(texts)
    assert batch.read_articles() == texts
    assert batch.outcome() is None
    outcome = Outcome(("i1",), (("in/c.txt", "a stage failed"),), 1)
    batch.write_tables(
        {"entities": to_frame([Entity(entity_id="e", name="E", kind="ORG", run_id="")], Entity)}, outcome
    )
    assert batch.outcome() == outcome
    tables = batch.read_tables("r1", datetime.fromisoformat("2026-02-03T00:00Z"))
    assert tables["entities"].get_column("run_id").to_list() == ["r1"]
    assert [(one.url, told) for one, told in folder.batches()] == [(batch.url, outcome)]
    folder.remove()
    folder.remove()
    assert list(folder.batches()) == []


def test_a_full_disk_is_told_by_its_number(tmp_path: Path) -> None:
    """Whoever sees the number knows that it may pass; Polars makes an error of its own of it."""
    names = [Entity(entity_id=f"e{number}", name=f"E{number}", kind="ORG", run_id="") for number in range(500)]
    batch = Folder(str(tmp_path)).batch(["i1"])
    batch.write_articles([])
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, limits[1]))
    try:
        with pytest.raises(OSError, match="too large") as met:
            batch.write_tables({"entities": to_frame(names, Entity)}, Outcome(("i1",)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert may_pass(met.value)
    assert batch.outcome() is None


def test_texts_come_back_as_they_were_kept(tmp_path: Path) -> None:
    texts = Texts(tmp_path / "run" / "texts")
    for number, text in enumerate(["uno", "", "perché \ud83d", "uno"]):
        texts.keep(f"d{number}", text)
    texts.keep("d0", "other")
    texts.settle()
    assert [texts.get(f"d{number}") for number in (3, 2, 1, 0)] == ["uno", "perché \ud83d", "", "uno"]
    texts.close()
    assert list((tmp_path / "run").iterdir()) == []


def test_an_entity_of_two_batches_stands_once_whichever_comes_first() -> None:
    def named(name: str, known: str | None) -> dict[str, pl.DataFrame]:
        return {
            "entities": to_frame([Entity(entity_id="e", name=name, kind="ORG", wikidata_id=known, run_id="")], Entity)
        }

    parts = [named("Beta", None), named("Alfa", None), named("Zeta", "Q1")]
    for order in (parts, parts[::-1]):
        assert join_tables(order)["entities"].get_column("name").to_list() == ["Zeta"]
