"""Files of every kind, made of a few bytes, and what is read from them."""

import io
import tarfile
import zipfile
from pathlib import Path

import polars as pl
import pyarrow as pa
import xlsxwriter

from flows.inputs import Search
from flows.planning import Plan, make_plan
from flows.readers.read import read
from flows.readers.reader import Limits, Record, Refused, Skipped
from transforms.contract import Document, Sighting
from transforms.documents import MAX_CHARS
from transforms.frames import schema_of

TEXT = "Il consiglio ha approvato il bilancio."


def zstd(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.output_stream(sink, compression="zstd") as file:
        file.write(data)
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return] # pyarrow has no types


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def tarred(files: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=form) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "dd/mm/yyyy hh:mm"}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return made.getvalue()


def parquet(frame: pl.DataFrame) -> bytes:
    made = io.BytesIO()
    frame.write_parquet(made)
    return made.getvalue()


def found(data: bytes, name: str, max_chars: int = MAX_CHARS) -> dict[str, str]:
    """What is read from a file, by the way to it: its text, or why it is refused (behind !), or that it is skipped."""
    told = {}
    for inside, event in read(io.BytesIO(data), name, Limits(max_chars)):
        at = f"{inside}#{event.part}" if event.part else inside
        assert at not in told, f"{at} comes twice"
        match event:
            case Record():
                told[at] = event.text
            case Refused():
                told[at] = f"!{event.reason}"
            case Skipped():
                told[at] = "skipped"
    return told


def records(data: bytes, name: str) -> list[Record]:
    return [event for _, event in read(io.BytesIO(data), name, Limits(MAX_CHARS)) if isinstance(event, Record)]


def plan_of(*paths: str | Path, max_chars: int = MAX_CHARS) -> Plan:
    """What a run over some paths would do."""
    names = ("doc_id", "source_uri", "published_on")
    known = [pl.DataFrame(schema={name: schema_of(table)[name] for name in names}) for table in (Document, Sighting)]
    return make_plan(Search([Path(path) for path in paths], max_chars=max_chars), *known)


def rejects(plan: Plan) -> dict[str, str]:
    """The rows of the table `rejects`, all of them about inputs: the reason by source_uri."""
    rows = plan.rejects("r").select("source_uri", "reason", "stage").rows()
    assert {stage for _, _, stage in rows} <= {"ingest"}
    assert len({uri for uri, _, _ in rows}) == len(rows)
    return {uri: reason for uri, reason, _ in rows}
