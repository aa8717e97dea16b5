"""spaCy components: `italian_figures` and `italian_dates`, for any pipeline, trained or blank.

They fill ``doc._.figures`` (list of `FoundFigure`) and ``doc._.dates`` (list of `FoundDate`); ``doc._.unread`` tells
what was seen and not read. The day of publication is set on the document before:
``doc._.published_on = date(2026, 2, 3)``.
"""

from datetime import date, datetime

from spacy.language import Language
from spacy.tokens import Doc, Span

from transforms.facts import FoundDate, FoundFigure, FoundUnread
from transforms.normalise import find_dates_and_figures

_KEY = "spoglio.normalised"
_Found = tuple[list[FoundDate], list[FoundFigure], list[FoundUnread]]

for _name, _default in (
    ("published_on", None),
    ("published_at", None),
    ("figures", None),
    ("dates", None),
    ("unread", None),
):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


def _normalised(doc: Doc, published_on: date | None) -> _Found:
    """What numbers and dates say in a document, found once for both components."""
    day: date | None = doc._.published_on or published_on
    at: datetime | None = doc._.published_at
    known = doc.user_data.get(_KEY)
    if known is not None and known[0] == (day, at):
        return known[1]  # type: ignore[no-any-return]
    found = find_dates_and_figures(doc.text, day, at)
    doc.user_data[_KEY] = ((day, at), found)
    doc._.unread = found[2]
    return found


def _set_spans(doc: Doc, key: str | None, found: list[FoundFigure] | list[FoundDate]) -> None:
    if key is None:
        return
    spans: list[Span] = []
    for item in found:
        span = doc.char_span(item.start, item.end, label=item.kind, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[key] = spans


class ItalianFigures:
    """Fills ``doc._.figures``.

    Args:
        spans_key: the span group that gets the figures' tokens too, labelled with the kind; None for none.
        published_on: the day of publication of documents that have no ``doc._.published_on`` (ISO 8601).
    """

    def __init__(self, spans_key: str | None = None, published_on: str | None = None) -> None:
        self.spans_key = spans_key
        self.published_on = date.fromisoformat(published_on) if published_on else None

    def __call__(self, doc: Doc) -> Doc:
        """Read the figures of one document."""
        doc._.figures = _normalised(doc, self.published_on)[1]
        _set_spans(doc, self.spans_key, doc._.figures)
        return doc


class ItalianDates:
    """Fills ``doc._.dates``.

    Args:
        spans_key: the span group that gets the dates' tokens too, labelled with the kind; None for none.
        published_on: the day to which relative dates refer in documents that have no ``doc._.published_on`` (ISO 8601).
    """

    def __init__(self, spans_key: str | None = None, published_on: str | None = None) -> None:
        self.spans_key = spans_key
        self.published_on = date.fromisoformat(published_on) if published_on else None

    def __call__(self, doc: Doc) -> Doc:
        """Read the dates of one document."""
        doc._.dates = _normalised(doc, self.published_on)[0]
        _set_spans(doc, self.spans_key, doc._.dates)
        return doc


@Language.factory(
    "italian_figures", default_config={"spans_key": None, "published_on": None}, assigns=["doc._.figures"]
)
def make_italian_figures(nlp: Language, name: str, spans_key: str | None, published_on: str | None) -> ItalianFigures:
    """The factory that ``nlp.add_pipe("italian_figures")`` calls."""
    return ItalianFigures(spans_key, published_on)


@Language.factory("italian_dates", default_config={"spans_key": None, "published_on": None}, assigns=["doc._.dates"])
def make_italian_dates(nlp: Language, name: str, spans_key: str | None, published_on: str | None) -> ItalianDates:
    """The factory that ``nlp.add_pipe("italian_dates")`` calls."""
    return ItalianDates(spans_key, published_on)
