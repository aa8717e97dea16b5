"""Bytes become an article: decoding, headline, agency, dateline, day of publication, passages in other languages.

Fills `documents`. `make_article` takes a decoded text and what is told about it; `decode` finds the encoding.
Needs no spaCy: a run is planned before the model is loaded.
"""

from transforms.documents.article import Article, Told, document_id, make_article, published_of
from transforms.documents.decoding import MAX_CHARS, clean, decode
from transforms.documents.header import read_header

__all__ = [
    "MAX_CHARS",
    "Article",
    "Told",
    "clean",
    "decode",
    "document_id",
    "make_article",
    "published_of",
    "read_header",
]
