"""Parquet tables, whole and damaged."""

import io
from datetime import date, datetime

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.readers import containers
from tests.flows.readers.making import TEXT, found, parquet, records
from transforms.documents import Told

MOMENT = datetime.fromisoformat("2026-02-03T16:30")
BAD = "!the Parquet file is damaged or ends too early; write it again"


def test_rows_are_called_by_their_number() -> None:
    frame = pl.DataFrame(
        {
            "text": [TEXT, None, "Due."],
            "published_at": [MOMENT] * 3,
            "data": [date(2026, 2, 3)] * 3,
            "tags": [["a"]] * 3,
        }
    )
    assert found(parquet(frame), "a.parquet") == {"#1": TEXT, "#2": "!the row has no 'text'", "#3": "Due."}
    first = records(parquet(frame), "a")[0]  # by its content
    assert first.told == Told(published_on=date(2026, 2, 3), published_at=MOMENT)
    assert first.unknown == ("tags",)
    assert found(parquet(frame.with_columns(pl.col("text").cast(pl.Categorical))), "a.parquet")["#3"] == "Due."


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (pl.DataFrame({"testo": ["a"]}), "!the table has no column 'text'"),
        (pl.DataFrame({"text": [1]}), "!the column 'text' of the table holds int64, not strings"),
        (pl.DataFrame({"text": [b"\xff"]}), "!the column 'text' of the table holds large_binary, not strings"),
        (pl.DataFrame({"text": [["a"]]}), "!the column 'text' of the table holds large_list<element: large_string>, not strings"),
    ],
)  # fmt: skip
def test_columns_of_another_kind(frame: pl.DataFrame, reason: str) -> None:
    assert found(parquet(frame), "a.parquet") == {"": reason}


def test_metadata_of_another_kind_is_a_complaint() -> None:
    frame = pl.DataFrame({"text": ["Uno."], "title": [["a"]], "published_on": [3.5], "source_uri": [1]})
    (record,) = records(parquet(frame), "a.parquet")
    assert (record.text, record.told, len(record.complaints)) == ("Uno.", Told(), 3)


def test_a_damaged_file_is_one_reject_and_what_came_before_is_kept() -> None:
    data = parquet(pl.DataFrame({"text": [TEXT]}))
    for cut in (data[:-20], data[:30], b"PAR1", b"PAR1PAR1", data[:-8] + b"\xff\xff\xff\x7fPAR1"):
        assert found(cut, "a.parquet") == {"": BAD}
    made = io.BytesIO()
    table = pa.table({"text": [f"Testo {number}." for number in range(30)]})
    pq.write_table(table, made, row_group_size=10, compression="none", use_dictionary=False)
    whole = bytearray(made.getvalue())
    at = whole.index(b"Testo 10.") - 8
    whole[at : at + 8] = b"\xff" * 8
    told = found(bytes(whole), "a.parquet")
    assert told["#10"] == "Testo 9."
    assert told["#11"] == "!the Parquet file is damaged here; rows 11 to 20 are left out"
    assert told["#30"] == "Testo 29."


def test_a_bomb_is_one_reject(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "_ALWAYS", 1_000_000)
    once = parquet(pl.DataFrame({"text": ["a" * 5_000_000]}))
    often = parquet(pl.DataFrame({"text": ["a" * 500_000] * 1_000}))
    assert [list(found(data, "a.parquet").values())[-1].split(",")[0] for data in (once, often)] == [
        "!more than 200 times its size comes out of it"
    ] * 2
