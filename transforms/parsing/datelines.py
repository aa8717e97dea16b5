"""The dateline of a report ("ROMA (ANSA) – "): the report begins behind it, and its city is a place.

Models read datelines badly, because they are no sentences; `transforms.documents.header` knows them by rule.
"""

from spacy.language import Language
from spacy.tokens import Doc, Span

from transforms.documents import read_header

DATELINE = "italian_dateline"
# A header ends well before; what follows needs no second look.
_HEADER_CHARS = 3_000


def report_start(doc: Doc) -> int | None:
    """The token with which the report behind title and dateline begins; None without a header."""
    body = read_header(doc.text[:_HEADER_CHARS]).body_start
    if not body:
        return None
    return next((token.i for token in doc if token.idx >= body and not token.is_space), None)


@Language.component(DATELINE, assigns=["doc.ents"])
def set_dateline(doc: Doc) -> Doc:
    """The pipeline component behind the name tagger: the city of the dateline is LOC, whatever the tagger said."""
    header = read_header(doc.text[:_HEADER_CHARS])
    if not header.place:
        return doc
    start = doc.text.rfind(header.place, 0, header.body_start)
    city = doc.char_span(start, start + len(header.place), label="LOC") if start >= 0 else None
    if city is not None:
        others: list[Span] = [name for name in doc.ents if name.end <= city.start or name.start >= city.end]
        doc.set_ents([*others, city])
    return doc
