"""Pages of the web: the text of the article without what stands around it, and what the page tells of it."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import IO, Any

from flows.readers.blocks import Block, blocks_of, text_of
from flows.readers.markup import decode_markup, first_element, parse_html
from flows.readers.page_metadata import page_told
from flows.readers.reader import Event, Format, Limits, Record, read_whole
from transforms.documents import Told, completeness_of, settle
from transforms.errors import InputError
from transforms.language import UNKNOWN, language_of

#: A page of a newspaper has some hundred kilobytes, with all that its scripts bring along.
MAX_BYTES = 10_000_000
#: The extractor takes longer than a page is large where one paragraph has some thousand links.
MAX_LINKS = 4_000
_NEVER_SHOWN = ("script", "style", "noscript", "template", "svg", "iframe", "object")
#: Banners ask for consent in whole sentences, which in a short item would be taken for the article.
_BANNER = "//*[self::div or self::section or self::aside or self::dialog][not(.//h1 or .//article)][{}]".format(
    " or ".join(
        f"starts-with(@{attribute}, '{name}')"
        for attribute in ("id", "class")
        for name in ("cookie", "consent", "gdpr", "iubenda", "onetrust", "didomi")
    )
)
#: A headline stands among the first blocks, behind a rubric or a kicker.
_HEADER_BLOCKS = 3


def read_page(text: str, url: str | None = None) -> Record:
    """The article of a page.

    Args:
        text: the page as `flows.readers.markup.decode_markup` gives it.
        url: where it was fetched; None: not known.

    Raises:
        InputError: it cannot be read or holds no article.
    """
    from lxml import etree

    tree = parse_html(text)
    if next(islice(tree.iter("a"), MAX_LINKS, None), None) is not None:
        raise InputError(f"the page has more than {MAX_LINKS} links, as no article has")
    page = page_told(tree, url)
    etree.strip_elements(tree, *_NEVER_SHOWN, with_tail=False)
    body = tree.find("body")
    shown = list(blocks_of(body)) if body is not None else []
    blocks = list(blocks_of(_extracted(tree)))
    if not blocks:
        raise InputError("the page holds no article, nothing but navigation, pictures or scripts")
    title = page.told.title
    heads = {_plain(block.text) for head in tree.iter("h1") for block in blocks_of(head)} | {_plain(title or "")}
    if title and not any(_plain(block.text) in heads for block in blocks[:_HEADER_BLOCKS]):
        blocks.insert(0, Block(title))
    article = text_of(blocks)
    seen = language_of(article)
    wrong = page.told.language is not None and seen not in (UNKNOWN, page.told.language.partition("-")[0].lower())
    told = settle([("text", Told(language=seen if wrong else None)), ("page", page.told)])
    n_shown = sum(len(block.text) for block in shown)
    n_kept = sum(len(block.text) for block in blocks)
    following = _following(shown, blocks[-1])
    completeness = completeness_of(article, following, is_free=page.is_free, declared=page.n_chars)
    told = replace(told, completeness=completeness, n_chars_left_out=max(n_shown - n_kept, 0))
    return Record(article, told=told, complaints=page.complaints)


def _extracted(tree: Any) -> Any:
    """The part of a page that is its article, as a tree of its own."""
    import trafilatura
    from lxml.etree import Element

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found: Any = trafilatura.bare_extraction(tree, include_comments=False, prune_xpath=_BANNER, config=_config())
    except Exception as problem:  # a library that meets a page made to break it
        raise InputError(f"the page cannot be read ({type(problem).__name__})") from problem
    return Element("body") if found is None else found.body


@cache
def _config() -> Any:
    """The settings of the extractor: a short article is one too; it would take all that a page shows instead."""
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "0")
    return config


def _following(shown: list[Block], last: Block) -> str:
    """What stands on the page behind the last block of the article."""
    at = next((at for at in range(len(shown) - 1, -1, -1) if shown[at].text == last.text), len(shown))
    return shown[at + 1].text if at + 1 < len(shown) else ""


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_page(head: bytes) -> bool:
    return first_element(head) in ("html", "head", "body")


def read(file: IO[bytes], limits: Limits) -> Iterator[Event]:
    """The article of the page."""
    yield read_page(decode_markup(read_whole(file, MAX_BYTES)))


FORMAT = Format("an HTML page", (".html", ".htm", ".xhtml"), _is_page, read, extra="html")
