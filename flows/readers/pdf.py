"""Press releases as PDF: the text of their pages, line by line.

The day on which a file was made is not told: it is not the day of publication, which a press release prints.
"""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any

from flows.readers.reader import Event, Format, Limits, Record, read_whole
from flows.readers.values import value_of
from transforms.documents import Told
from transforms.errors import InputError

MAX_BYTES = 50_000_000
#: A press release has some pages with some thousand drawing operations each.
MAX_PAGES, MAX_OPERATIONS = 500, 300_000
_BOUNDS: dict[str, Any] = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "stream_parsing_work_maximum_count": MAX_OPERATIONS,
    "xform_maximum_invocations_per_extraction": 500,
    "jbig2dec_binary": None,  # no other program is started
}
#: The headline is printed among the first lines.
_HEADER_LINES = 8


def read(file: IO[bytes], limits: Limits) -> Iterator[Event]:
    """The text of the document, with its title and author where the first page prints them too."""
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import LimitReachedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    data = BytesIO(read_whole(file, MAX_BYTES))
    try:
        with apply_configuration(**_BOUNDS):
            reader = PdfReader(data)
            if reader.is_encrypted and not _opens(reader):
                raise InputError("the PDF is encrypted; save it without its password first")
            text = "\n".join(_pages(reader, limits.max_chars))
            title = value_of(reader.metadata.title) if reader.metadata else None
    except LimitReachedError as problem:
        raise InputError("the PDF swells to more than is read of one, as a bomb does") from problem
    if not text.strip():
        raise InputError(
            "the PDF holds no text, only pictures, as a scan does; have its characters recognised (OCR) first"
        )
    # Programs write names of files and of users here: what is not printed was not meant for readers.
    above = [" ".join(line.split()) for line in text.split("\n", _HEADER_LINES)[:_HEADER_LINES]]
    yield Record(text, told=Told(title=title if title in above else None))


def _pages(reader: Any, max_chars: int) -> Iterator[str]:
    """The text of each page, until it is more than is read anyway."""
    if len(reader.pages) > MAX_PAGES:
        raise InputError(f"the PDF has more than {MAX_PAGES} pages, the most that are read of one")
    operations = characters = 0

    def count(*_: object) -> None:
        nonlocal operations
        operations += 1
        if operations > MAX_OPERATIONS:
            raise InputError(f"the PDF draws with more than {MAX_OPERATIONS} operations, the most that are read of one")

    for page in reader.pages:
        text = page.extract_text(visitor_operand_before=count)
        characters += len(text)
        yield text
        if characters > max_chars:
            return


def _opens(reader: Any) -> bool:
    """Whether an encrypted document opens without password, as those do that are only protected against changes."""
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):
        return False


FORMAT = Format("a PDF", (".pdf",), lambda head: head.startswith(b"%PDF-"), read, extra="pdf")
