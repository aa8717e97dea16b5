"""Bytes become an article: decoding, damage, headline, agency, dateline, day of publication, other languages.

Fills `documents`. `make_article` takes a decoded text and what is told about it; `decode` finds the encoding;
`mend` gives the text as a reader sees it, with the way back to the offsets of the text.
Needs no spaCy: a run is planned before the model is loaded.
"""

from transforms.documents.article import Article, document_id, make_article, published_of, vanished
from transforms.documents.completeness import CHARS_PER_WORD, completeness_of, is_cut
from transforms.documents.decoding import MAX_CHARS, clean, decode, legacy_encoding
from transforms.documents.header import Header, read_header
from transforms.documents.mending import garbled, mend
from transforms.documents.outlets import outlet_of
from transforms.documents.scripts import is_mixed, mixed_words, turned
from transforms.documents.told import Told, settle

__all__ = [
    "CHARS_PER_WORD",
    "MAX_CHARS",
    "Article",
    "Header",
    "Told",
    "clean",
    "completeness_of",
    "decode",
    "document_id",
    "garbled",
    "is_cut",
    "is_mixed",
    "legacy_encoding",
    "make_article",
    "mend",
    "mixed_words",
    "outlet_of",
    "published_of",
    "read_header",
    "settle",
    "turned",
    "vanished",
]
