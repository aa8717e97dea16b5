"""CSV as spreadsheets write it, and as nobody should."""

import tracemalloc

import pytest

from tests.counting import calls
from tests.flows.readers.making import found, records

OPEN = (
    "!a quotation mark that opens in line {} is not closed before the next column; double the marks inside a cell or "
    "leave them out"
)


def test_rows_are_called_by_the_line_in_which_they_begin() -> None:
    data = b'text,data,source_uri\n"Uno.\nDue.",2026-02-03,\n\nTre.,,feed:3\n,,\n'
    assert found(data, "a.csv") == {"#2": "Uno.\nDue.", "#5": "Tre."}
    first, second = records(data, "a.csv")
    assert (str(first.told.published_on), first.source_uri, second.source_uri) == ("2026-02-03", None, "feed:3")


@pytest.mark.parametrize(
    "data",
    [
        "text,title\nPerché sì.,T\n".encode(),
        "\ufeffText; Title\r\nPerché sì.;T\r\n".encode(),
        "sep=;\r\ntext;title\r\nPerché sì.;T\r\n".encode(),
        "text\ttitle\nPerché sì.\tT".encode("cp1252"),
        "text\ttitle\r\nPerché sì.\tT\r\n".encode("utf-16"),
        'text,title\r"Perché sì.",T\r'.encode("mac_roman"),
        'TITLE,x,"text"\nT,,"Perché sì."\n'.encode("cp850"),
    ],
)
def test_delimiters_encodings_and_line_ends(data: bytes) -> None:
    (record,) = records(data, "a.csv")
    assert (record.text, record.told.title) == ("Perché sì.", "T")


def test_lines_in_two_encodings() -> None:
    data = b"text\n" + "Così è.\n".encode() + "Però no.\n".encode("cp1252")
    assert found(data, "a.csv") == {"#2": "Così è.", "#3": "Però no."}


def test_marks_that_are_not_closed_cost_their_rows_and_no_more() -> None:
    data = (
        'text,title\nUno.,a\n"Argini" sicuri,b\nUn televisore da 27" costa meno.,c\n'
        '"Mai chiusa,d\nDentro.,e\n"Due.",f\nTre.,g\n'
    )
    assert found(data.encode(), "a.csv") == {
        "#2": "Uno.",
        "#3": OPEN.format(3),
        "#4": 'Un televisore da 27" costa meno.',
        "#5": OPEN.format(5) + "; lines 5 to 7 are left out",
        "#8": "Tre.",
    }
    assert found(b'text\nUno.\n"Due.\nTre.\n', "a.csv") == {
        "#2": "Uno.",
        "#3": OPEN.format(3) + "; lines 3 to 4 are left out",
    }


def test_a_text_that_a_delimiter_cuts_is_no_text() -> None:
    assert found(b"text,title\nPiena del fiume, argini sicuri,T\nUno.,T,,\nUno.\n", "a.csv") == {
        "#2": "!the row has more cells than there are columns; put cells that hold the delimiter in quotation marks",
        "#3": "Uno.",
        "#4": "Uno.",
    }


def test_a_table_without_texts() -> None:
    reason = "!the table has no column 'text'; its first line must name the columns"
    assert found(b"titolo,testo\na,b\n", "a.csv") == {"": reason}
    assert found(b"titolo,text\na,\n", "a.csv") == {"#2": "!the row has no 'text'"}
    assert found(b'"text\nUno.\n', "a.csv") == {"#1": OPEN.format(1) + "; lines 1 to 2 are left out"}


def test_rows_without_end_cost_no_memory_and_no_other_row() -> None:
    """Cells of many lines, and lines of many bytes, in and out of quotation marks; the limit is that of a text."""
    long = b'"' + b'riga, con virgole e ""virgolette""\n' * 100_000 + b'",T\n'
    data = b"text,title\nPrima.,T\n" + long + b"Poi.,T\n" + b"x" * 8_000_000 + b",T\nDopo.,T\n"
    tracemalloc.start()
    told = found(data, "a.csv", max_chars=10)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told == {
        "#2": "Prima.",
        "#3": "!the row is longer than 1000120 bytes; lines 3 to 100003 are left out",
        "#100004": "Poi.",
        "#100005": "!the row is longer than 1000120 bytes",
        "#100006": "Dopo.",
    }
    assert peak < 8_000_000


def test_control_characters() -> None:
    assert found(b"text\nUno\x00\nDue\x07 e altro testo abbastanza lungo da reggere un solo segno\n", "a.csv") == {
        "#2": "!the text holds NUL characters, as binary data does; give plain text",
        "#3": "Due\x07 e altro testo abbastanza lungo da reggere un solo segno",
    }


@pytest.mark.parametrize("row", [b"Uno.\n", b'"Uno.\n', b'"Uno." x\n', b'"""\n', b"\n", b'"\n'])
def test_work_grows_with_the_rows_and_no_faster(row: bytes) -> None:
    def work(n_rows: int) -> int:
        return calls(lambda: found(b"text,title\n" + row * n_rows, "a.csv"))

    assert work(2_000) < 2.2 * work(1_000)
