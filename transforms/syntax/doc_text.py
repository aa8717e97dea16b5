"""The text of a spaCy document, kept: spaCy puts it together anew from all tokens at each call of ``doc.text``."""

from spacy.tokens import Doc

_KEY = "spoglio.text"


def keep_text(doc: Doc, text: str) -> None:
    """Tell a document its text, which must be ``doc.text``."""
    doc.user_data[_KEY] = text


def text_of(doc: Doc) -> str:
    """The text of a document; the first call costs one pass over its tokens, later ones nothing."""
    text = doc.user_data.get(_KEY)
    if text is None:
        text = doc.user_data[_KEY] = doc.text
    return str(text)
