"""What a page tells of itself: JSON-LD of schema.org first, then meta tags, the address and the title bar.

Nothing that a page says is trusted further than its form: a day must be one, an address one of the web.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flows.metadata import read_told
from flows.readers.values import address_of, joined, language_of_tag, several, value_of, when
from transforms.documents import CHARS_PER_WORD, Told, is_cut, outlet_of, settle

#: The type of a script that tells about the page.
_JSON_LD = "application/ld+json"
#: JSON-LD of more nodes is not looked at to its end.
_MAX_NODES = 5_000
_BLANK = re.compile(r"\s+")
#: What stands in a title bar behind the headline: "… - La Voce del Lago", "… | Cronaca".
_BEHIND_TITLE = re.compile(r"\s+[-–—|·•]\s+")
_ARTICLE = re.compile(r"(?:\w*Article|\w*BlogPosting|Report)$")
#: Names of meta tags by what they tell, the best first.
_META = {
    "published_at": (
        "article:published_time",
        "datepublished",
        "og:article:published_time",
        "dcterms.issued",
        "dc.date.issued",
        "dc.date",
        "parsely-pub-date",
        "pubdate",
        "publish-date",
        "date",
    ),
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "author": ("author", "article:author", "dc.creator", "parsely-author"),
    "section": ("article:section", "section", "parsely-section"),
    "url": ("og:url",),
    "language": ("og:locale", "dc.language", "content-language"),
}


@dataclass(frozen=True, slots=True)
class PageTold:
    """What a page tells of itself.

    Attributes:
        told: the statements, with the source that won where they disagree.
        complaints: statements that cannot be used.
        is_free: whether everybody may read all of it; None: it does not say.
        n_chars: the length that the article is said to have; None: it does not say.
    """

    told: Told
    complaints: tuple[str, ...] = ()
    is_free: bool | None = None
    n_chars: int | None = None


def page_told(tree: Any, url: str | None = None) -> PageTold:
    """All that a page tells of itself.

    Args:
        tree: the page, from `flows.readers.markup.parse_html`.
        url: where it was fetched, when that is known from elsewhere.
    """
    node, nodes = _article_of(tree)
    data, complaints = read_told(_of_article(node, nodes))
    meta, more = read_told(_of_meta(tree))
    heading = " ".join(next(tree.iter("h1"), tree.makeelement("h1")).itertext())
    bar = Told(
        title=_headline(tree.findtext(".//title")) or value_of(heading), language=language_of_tag(tree.get("lang"))
    )
    host = Told(outlet=outlet_of(None, data.url or meta.url or url, None))
    # A host that is known tells who publishes; the publisher of schema.org is often the company behind.
    told = settle([("address", host), ("json_ld", data), ("meta", meta), ("page", bar), ("address", Told(url=url))])
    return PageTold(told, (*complaints, *more), _is_free(node.get("isAccessibleForFree")), _declared(node))


# ---- JSON-LD
def _article_of(tree: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The node that is the article, the nearest to the top of its block, and all nodes by their @id."""
    found: Mapping[str, Any] = {}
    nodes: dict[str, Any] = {}
    for node in _nodes(tree):
        if isinstance(node.get("@id"), str) and len(node) > 1:
            nodes.setdefault(node["@id"], node)
        if not found and any(isinstance(name, str) and _ARTICLE.match(name) for name in several(node.get("@type"))):
            found = node
    return found, nodes


def _nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of all blocks, the outer ones before what they hold."""
    left = _MAX_NODES
    for script in tree.iter("script"):
        if script.get("type", "").strip().lower() != _JSON_LD:
            continue
        try:
            ahead = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue  # it tells nothing; meta tags may
        while ahead and left:
            following: list[Any] = []
            for value in ahead[:left]:
                left -= 1
                if isinstance(value, dict):
                    yield value
                    following += value.values()
                elif isinstance(value, list):
                    following += value
            ahead = [value for value in following if isinstance(value, dict | list)]


def _of_article(node: Mapping[str, Any], nodes: Mapping[str, Any]) -> dict[str, Any]:
    """What an article of schema.org tells, by the names of `documents`."""

    def named(value: Any) -> str | None:
        names = []
        for one in several(value):
            whole = nodes.get(str(one.get("@id")), one) if isinstance(one, dict) and "name" not in one else one
            names.append(whole.get("name") if isinstance(whole, dict) else whole)
        return joined(names)

    page = node.get("mainEntityOfPage")
    addresses = (node.get("url"), page.get("@id") if isinstance(page, dict) else page, node.get("@id"))
    return {
        "title": value_of(node.get("headline")) or value_of(node.get("name")),
        **when(node.get("datePublished")),
        "author": named(node.get("author")),
        "section": joined(several(node.get("articleSection"))),
        "outlet": named(node.get("publisher")),
        "language": language_of_tag(node.get("inLanguage")),
        "url": next((address for address in map(address_of, addresses) if address), None),
    }


def _declared(node: Mapping[str, Any]) -> int | None:
    body, n_words = node.get("articleBody"), str(node.get("wordCount"))
    if isinstance(body, str) and body and not is_cut(body):
        return len(_BLANK.sub(" ", html.unescape(body)))
    return CHARS_PER_WORD * int(n_words) if re.fullmatch(r"[1-9][0-9]{0,5}", n_words) else None


def _is_free(value: Any) -> bool | None:
    """Schema.org writes a boolean, pages also "False" or an address that ends so."""
    told = str(value).rpartition("/")[2].strip().lower()
    return {"true": True, "false": False}.get(told)


# ---- meta tags
def _of_meta(tree: Any) -> dict[str, Any]:
    """What meta tags, the canonical address and marked times tell, by the names of `documents`."""
    told: dict[str, str] = {}
    for element in tree.iter("meta", "time"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        value = element.get("content") or element.get("datetime")
        if name and value:
            told.setdefault(name.strip().lower(), value)
    links = (link for link in tree.iter("link") if link.get("rel", "").lower() == "canonical")
    canonical = next((address_of(link.get("href")) for link in links), None)
    row: dict[str, Any] = {
        column: next((value for name in names if (value := value_of(told.get(name)))), None)
        for column, names in _META.items()
    }
    if row["author"] and address_of(row["author"]):  # a page of Facebook signs nothing
        row["author"] = None
    return {key: value for key, value in row.items() if key != "published_at"} | {
        **when(row["published_at"]),
        "url": canonical or address_of(row["url"]),
        "language": language_of_tag(row["language"]),
    }


def _headline(bar: str | None) -> str | None:
    """The title bar without the name of the outlet at its end."""
    value = value_of(bar)
    parts = _BEHIND_TITLE.split(value) if value else []
    return value[: value.rindex(parts[-1])].rstrip(" -–—|·•") if value and len(parts) > 1 else value
