"""Press releases: lines and columns of their pages, and documents that mean harm."""

import zlib
from collections.abc import Sequence

import pytest

from flows.readers.pdf import MAX_PAGES
from flows.readers.reader import Limits, Refused
from tests.flows.readers.pdfs import FONT, assemble, lines, pdf
from tests.flows.readers.reading import events, reason, record
from transforms.documents import make_article

TITLE = "Ponte sul Serrano, lavori per 45 giorni"
FIRST = lines("COMUNICATO STAMPA", TITLE, "Borgolago, 5 marzo 2026")
COLUMNS = lines("La provincia chiude da lune-", "dì il ponte sul torrente per", "quarantacinque giorni.") + lines(
    "«Riapriremo presto», dice", "l'assessore Venturini.", left=320
)


def test_pages_columns_and_words_that_are_divided_at_the_end_of_a_line() -> None:
    properties = f"/Title ({TITLE}) /Author (mferrini) /CreationDate (D:20290101120000Z)".encode("cp1252")
    found = record(pdf([FIRST, COLUMNS], properties))
    article = make_article(found.text, "a.pdf", found.told)
    assert (article.title, str(article.published_on), article.published_basis) == (TITLE, "2026-03-05", "text")
    assert "chiude da lunedì il ponte sul torrente per quarantacinque giorni." in article.legible
    assert "«Riapriremo presto», dice l'assessore Venturini." in article.legible
    assert article.author is None


def test_a_title_that_is_not_printed_was_not_meant_for_readers() -> None:
    assert record(pdf([FIRST], b"/Title (Microsoft Word - bozza_def3.doc)")).told.title is None


def drawn(content: bytes, n_pages: int = 1, more: Sequence[bytes] = ()) -> bytes:
    """A document all of whose pages show one packed content stream."""
    packed = zlib.compress(content)
    first = 6 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + k) for k in range(n_pages))
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    shown = b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /X 6 0 R >> >> /Contents 5 0 R >>"
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, n_pages)
    return assemble([b"<< /Type /Catalog /Pages 2 0 R >>", tree, FONT, b"<< >>", stream, *more, *[shown] * n_pages])


SCAN = "the PDF holds no text, only pictures, as a scan does; have its characters recognised (OCR) first"
BOMB = "the PDF swells to more than is read of one, as a bomb does"
CUT = "the file is damaged: it cannot be read as a PDF (Stream has ended unexpectedly)"
LOCK = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -44 >> /ID [(a) (a)]" % (b"x" * 32, b"y" * 32)
LOOP = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 12 >>\nstream\n/X Do /X Do \nendstream"  # fmt: skip


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (pdf([b""]), SCAN),
        (pdf([FIRST], trailer=LOCK), "the PDF is encrypted; save it without its password first"),
        (pdf([b""] * (MAX_PAGES + 1)), f"the PDF has more than {MAX_PAGES} pages, the most that are read of one"),
        (drawn(b"BT ET" + b" " * 50_000_000), BOMB),
        (drawn(b"/X Do", more=[LOOP]), SCAN),
        (b"%PDF-1.4\nTesto", CUT),
        (pdf([FIRST])[:300], CUT),
        (assemble([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>", FONT, b"<< >>"]), "the file is damaged: it cannot be read as a PDF (Detected cyclic page references.)"),
        (drawn(b"[" * 100_000), "the file is damaged: it cannot be read as a PDF (maximum recursion depth exceeded in comparison)"),
    ],
    ids=["scan", "locked", "pages", "bomb", "loop", "none", "cut", "cycle", "deep"],
)  # fmt: skip
def test_a_document_that_is_refused_says_why(data: bytes, why: str) -> None:
    assert reason(data) == why


def test_operations_are_counted_over_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.readers.pdf.MAX_OPERATIONS", 1_000)
    why = "the PDF draws with more than 1000 operations, the most that are read of one"
    assert reason(drawn(b"BT ET " * 100, 6)) == why
    assert reason(drawn(b"BT ET " * 100, 4)) == SCAN


def test_what_is_longer_than_a_text_may_be_is_not_read_to_its_end() -> None:
    (event,) = events(drawn(lines("Una riga di testo."), 400), limits=Limits(100))
    assert event == Refused("", "the text is longer than --max-chars (100 characters); split it or raise the limit")
