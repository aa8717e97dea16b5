"""Workbooks as programs write them, and packages that only look like one."""

import io
import tracemalloc
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from flows.readers import containers
from tests.counting import calls
from tests.flows.readers.making import TEXT, found, records, workbook, zipped
from transforms.documents import Told

MOMENT = datetime.fromisoformat("2026-02-03T16:30")
ROWS: list[list[object]] = [
    ["Text", "published_at", "Testata", "voto"],
    [TEXT, MOMENT, "Il Borgo", 7],
    [],
    ["Due."],
    [3],
]


def part(data: bytes, name: str, content: bytes) -> bytes:
    """A workbook with another part in the place of one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {item: archive.read(item) for item in archive.namelist()}
    return zipped(parts | {name: content})


def by_openpyxl(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.active.title = "Notizie"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("data", [workbook({"Notizie": ROWS}), by_openpyxl(ROWS)])
def test_rows_are_called_by_sheet_and_number(data: bytes) -> None:
    assert found(data, "a.xlsx") == {
        "#Notizie!2": TEXT,
        "#Notizie!4": "Due.",
        "#Notizie!5": "!the 'text' of the row is no string",
    }
    first = records(data, "a.xlsx")[0]
    assert first.told == Told(published_on=date(2026, 2, 3), published_at=MOMENT, outlet="Il Borgo")
    assert first.unknown == ("voto",)


def test_sheets_without_texts_are_skipped_and_one_must_have_some() -> None:
    assert found(workbook({"Note": [["nota"], ["x"]], "Testi": [["text"], ["Uno."]], "Vuoto": []}), "a.xlsx") == {
        "#Note": "skipped",
        "#Testi!2": "Uno.",
        "#Vuoto": "skipped",
    }
    told = found(workbook({"Note": [["testo"], ["x"]]}), "a.xlsx")
    assert told[""] == "!no sheet of the workbook has a column 'text'; the first row of one must name the columns"


def test_strings_in_place_and_in_pieces_and_escaped() -> None:
    cells = (
        b'<c r="A1" t="inlineStr"><is><t>text</t></is></c></row><row r="7"><c t="inlineStr"><is><r><t>Un </t></r>'
        b"<rPh><t>ignorato</t></rPh><r><t>testo_x000D_ a capo</t></r></is></c>"
    )
    sheet = b'<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData><row>%s</row></sheetData></worksheet>'
    assert found(part(workbook({"F": [["x"]]}), "xl/worksheets/sheet1.xml", sheet % cells), "a.xlsx") == {
        "#F!7": "Un testo\n a capo"
    }


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
HEAD = b'<row r="1"><c r="A1" t="str"><v>text</v></c></row>'


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        (ENTITIES + SHEET % b"&b;&c;", "the workbook declares a document type, as in an attack; it is not read"),
        (SHEET % (b"<row>" * 100_000), "the workbook holds XML that is nested more than 64 deep; it is damaged"),
        (
            SHEET % (HEAD + b'<row r="' + b"1" * 20_000_000 + b'"/>'),
            "the workbook holds XML with a word that does not end; it is damaged",
        ),
        (SHEET[:40], "the workbook is damaged or ends too early; save it again"),
        (b"\x00\x01", "the workbook is damaged or ends too early; save it again"),
    ],
)
def test_hostile_xml_is_one_reject(sheet: bytes, reason: str) -> None:
    told = found(part(workbook({"F": [["x"]]}), "xl/worksheets/sheet1.xml", sheet), "a.xlsx", max_chars=100)
    assert told == {"": f"!{reason}"}


def test_rows_that_are_only_said_to_be_there_cost_nothing() -> None:
    """A sheet of a million million rows and columns, a string that no list holds, a cell beyond all columns."""
    rows = (
        b'<row r="999999999"><c r="A999999999" t="str"><v>Lontano.</v></c><c r="ZZZ1"><v>1</v></c></row>'
        b'<row r="9999999999999"><c r="A1" t="s"><v>77</v></c><c r="B1" t="s"><v>-1</v></c></row>'
    )
    sheet = SHEET.replace(b"<sheetData>", b'<dimension ref="A1:XFD9999999999"/><sheetData>') % (HEAD + rows)
    assert found(part(workbook({"F": [["x"]]}), "xl/worksheets/sheet1.xml", sheet), "a.xlsx") == {
        "#F!999999999": "Lontano."
    }


def test_a_bomb_is_one_reject_with_flat_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "_ALWAYS", 1_000_000)
    bombs = {
        "xl/worksheets/sheet1.xml": SHEET % (HEAD + b"<row/>" * 4_000_000),
        "xl/sharedStrings.xml": b"<sst>" + b"<si><t>a</t></si>" * 2_000_000 + b"</sst>",
    }
    for name, content in bombs.items():
        data = part(workbook({"F": [["text"], ["Uno."]]}), name, content)
        tracemalloc.start()
        told = found(data, "a.xlsx")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert [text.split(",")[0] for text in told.values()] == ["!more than 200 times its size comes out of it"]
        assert peak < 3_000_000


def test_strings_may_be_more_than_memory() -> None:
    data = workbook({"F": [["text"], *([f"{number} " + "Testo lungo. " * 300] for number in range(2_500))]})
    tracemalloc.start()
    n_chars = sum(len(record.text) for record in _each(data))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert n_chars > 9_000_000
    assert peak < 9_000_000


def _each(data: bytes):
    from flows.readers.read import read
    from flows.readers.reader import Limits

    return (event for _, event in read(io.BytesIO(data), "a.xlsx", Limits(1_000_000)))


def test_what_is_called_a_workbook_and_is_none() -> None:
    assert found(b"\xd0\xcf\x11\xe0 locked", "a.xlsx") == {"": "!the workbook is damaged, or locked with a password"}
    assert found(zipped({"xl/workbook.xml": b"<workbook/>"}), "a.xlsx") == {
        "": "!no sheet of the workbook has a column 'text'; the first row of one must name the columns"
    }


def test_work_grows_with_the_rows_and_no_faster() -> None:
    def work(n_rows: int) -> int:
        data = workbook({"F": [["text"], *([f"Testo {number}."] for number in range(n_rows))]})
        return calls(lambda: found(data, "a.xlsx"))

    assert work(2_000) < 2.2 * work(1_000)
