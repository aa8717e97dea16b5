"""The one door of all that is read: which reader takes a file, and what becomes of errors inside it."""

import io
import sys
from collections.abc import Iterator

import pytest

from flows.readers import registry
from flows.readers.read import read
from flows.readers.reader import Event, Format, Limits, Record, never, read_whole
from tests.flows.readers.making import TEXT, found
from transforms.errors import InputError


def install(monkeypatch: pytest.MonkeyPatch, failing: Exception, extra: str | None = None) -> None:
    """A format whose reader fails behind its first text."""

    def reader(file: io.BytesIO, limits: Limits) -> Iterator[Event]:
        yield Record(TEXT, "1")
        raise failing

    monkeypatch.setattr(registry, "FORMATS", (Format("a bulletin", (".bul",), never, reader, extra),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("failing", "reason"),
    [
        (InputError("it is of no use"), "it is of no use"),
        (OSError(5, "Input/output error"), "the file cannot be read (Input/output error)"),
        (ValueError("bad\nmore"), "the file is damaged: it cannot be read as a bulletin (bad)"),
        (RecursionError("too deep"), "the file is damaged: it cannot be read as a bulletin (too deep)"),
        (MemoryError(), "the file is damaged: it cannot be read as a bulletin (MemoryError)"),
        (ModuleNotFoundError(name="bulletins"), "a bulletin needs one more package (bulletins); install spoglio[bulletins]"),
    ],
)  # fmt: skip
def test_whatever_a_reader_meets_becomes_one_reason(
    monkeypatch: pytest.MonkeyPatch, failing: Exception, reason: str
) -> None:
    install(monkeypatch, failing, extra="bulletins")
    assert found(b"x", "a.bul") == {"#1": TEXT, "": f"!{reason}"}


def test_a_package_of_ours_that_is_missing_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, ModuleNotFoundError(name="polars"))
    with pytest.raises(ModuleNotFoundError):
        found(b"x", "a.bul")


def test_a_page_that_is_called_a_text_is_read_as_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    reason = "!an HTML page needs one more package (trafilatura); install spoglio[html]"
    for name in ("a.txt", "a.jsonl", "articolo?id=3", "a.html"):
        assert found(b"<!DOCTYPE html><html><body><p>Testo.</p></body></html>", name) == {"": reason}
    assert found(b"Il tag <html> apre una pagina.", "a.txt") == {"": "Il tag <html> apre una pagina."}


def test_what_no_format_reads_is_skipped() -> None:
    for name in ("a", "a.docx", "README.md", "txt"):
        assert found(b"Testo.", name) == {"": "skipped"}
    assert found(b"", "a.docx") == {"": "skipped"}


def test_a_file_is_read_whole_or_refused() -> None:
    assert read_whole(io.BytesIO(b"abc"), 3) == b"abc"
    with pytest.raises(InputError, match="larger than 2 bytes, the most that one text of its kind may take"):
        read_whole(io.BytesIO(b"abc"), 2)


def test_records_come_one_by_one() -> None:
    """The first text of a file is there before the second one is read."""
    file = io.BytesIO(b'{"text": "Uno."}\n' + b'{"text": "Altro."}\n' * 100_000)
    events = read(file, "a.jsonl", Limits(100))
    next(events)
    assert file.tell() < 100_000
