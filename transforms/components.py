"""spaCy components: `italian_figures` and `italian_dates`, for any pipeline, trained or blank.

They fill ``doc._.figures`` (list of `FoundFigure`) and ``doc._.dates`` (list of `FoundDate`); ``doc._.unread`` tells
what was seen and not read. The day of publication is set on the document before:
``doc._.published_on = date(2026, 2, 3)``.
"""

from datetime import date, datetime
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from transforms.normalise import Found, find_dates_and_figures

_KEY = "spoglio.normalised"

_DEFAULTS = {"spans_key": None, "published_on": None}

for _name in ("published_on", "published_at", "figures", "dates", "unread"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


def _normalised(doc: Doc, published_on: date | None) -> Found:
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


class Normaliser:
    """Fills ``doc._.figures`` or ``doc._.dates``.

    Args:
        attribute: which of the two.
        spans_key: the span group that gets their tokens too, labelled with the kind; None for none.
        published_on: the day of publication, to which relative dates refer, of documents that have no
            ``doc._.published_on`` (ISO 8601).
    """

    def __init__(self, attribute: Literal["dates", "figures"], spans_key: str | None, published_on: str | None) -> None:
        self.attribute = attribute
        self.spans_key = spans_key
        self.published_on = date.fromisoformat(published_on) if published_on else None

    def __call__(self, doc: Doc) -> Doc:
        """Read the figures or dates of one document."""
        dates, figures, _ = _normalised(doc, self.published_on)
        found = dates if self.attribute == "dates" else figures
        doc._.set(self.attribute, found)
        if self.spans_key is not None:
            spans = (doc.char_span(item.start, item.end, item.kind, alignment_mode="expand") for item in found)
            doc.spans[self.spans_key] = [span for span in spans if span is not None]
        return doc


@Language.factory("italian_figures", default_config=_DEFAULTS, assigns=["doc._.figures"])
def make_italian_figures(nlp: Language, name: str, spans_key: str | None, published_on: str | None) -> Normaliser:
    """The factory that ``nlp.add_pipe("italian_figures")`` calls."""
    return Normaliser("figures", spans_key, published_on)


@Language.factory("italian_dates", default_config=_DEFAULTS, assigns=["doc._.dates"])
def make_italian_dates(nlp: Language, name: str, spans_key: str | None, published_on: str | None) -> Normaliser:
    """The factory that ``nlp.add_pipe("italian_dates")`` calls."""
    return Normaliser("dates", spans_key, published_on)
