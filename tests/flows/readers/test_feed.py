"""Feeds: whole articles and summaries, what entries tell, and feeds that mean harm."""

from datetime import datetime
from html import escape

import pytest

from flows.readers.feed import FORMAT
from flows.readers.markup import MAX_XML_TAGS
from flows.readers.reader import Record, Refused
from tests.flows.readers.reading import BODY, TEXT, TITLE, events, reason

ITEM = (
    f"<item><title>{TITLE}</title><link>https://voce.example/ponte</link><guid isPermaLink='false'>77</guid>"
    "<pubDate>Thu, 05 Mar 2026 08:30:00 +0100</pubDate><dc:creator>Marta Ferrini</dc:creator>"
    "<category>Cronaca</category><category>Viabilità</category>"
    "<description>Il ponte chiude per 45 giorni.</description>{}</item>"
)
WHOLE = f"<content:encoded>{escape(BODY)}</content:encoded>"


def rss(*items: str, declared: str = "utf-8", doctype: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="{declared}"?>{doctype}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>La Voce del Lago</title><language>it-it</language>{''.join(items)}</channel></rss>"
    )


ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="it"><title>Comune di Borgolago</title>'
    '<entry><title type="html">Orari &amp;amp; uffici</title><id>urn:a:1</id>'
    '<link rel="alternate" href="https://comune.example/a1"/><updated>2026-03-05T07:30:00Z</updated>'
    "<author><name>Ufficio stampa</name></author>"
    '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Gli uffici aprono alle 9.</p><p>Chiudono alle 13.</p>'
    "</div></content></entry></feed>"
)


def records(data: str | bytes) -> list[Record]:
    found = events(data)
    assert all(isinstance(event, Record) for event in found), found
    return [event for event in found if isinstance(event, Record)]


def test_a_whole_article_comes_before_its_summary() -> None:
    (found,) = records(rss(ITEM.format(WHOLE)))
    assert found.text == f"{TITLE}\n\n{TEXT}"
    assert (found.part, found.source_uri) == ("1", "https://voce.example/ponte")
    told = found.told
    assert (told.title, told.outlet, told.author, told.section) == (
        TITLE,
        "La Voce del Lago",
        "Marta Ferrini",
        "Cronaca",
    )
    assert (told.published_at, told.language) == (datetime.fromisoformat("2026-03-05T08:30"), "it-it")
    assert (told.url, told.completeness) == ("https://voce.example/ponte", "full")


def test_a_summary_is_a_teaser() -> None:
    (found,) = records(rss(ITEM.format("")))
    assert (found.text, found.told.completeness) == (f"{TITLE}\n\nIl ponte chiude per 45 giorni.", "teaser")


def test_an_article_that_is_cut_off_is_a_teaser_too() -> None:
    (found,) = records(rss(ITEM.format(f"<content:encoded>{escape(BODY)} […]</content:encoded>")))
    assert found.told.completeness == "teaser"


def test_atom() -> None:
    (found,) = records(ATOM)
    assert found.text == "Orari & uffici\n\nGli uffici aprono alle 9.\n\nChiudono alle 13."
    assert (found.told.published_at, found.told.author) == (
        datetime.fromisoformat("2026-03-05T08:30"),
        "Ufficio stampa",
    )
    assert (found.told.outlet, found.told.title, found.told.completeness) == (
        "Comune di Borgolago",
        "Orari & uffici",
        "full",
    )


def test_a_host_that_is_known_tells_the_outlet_and_a_feed_of_many_names_its_sources() -> None:
    known = ITEM.format("").replace("voce.example", "www.lastampa.it")
    other = ITEM.format('<source url="https://monte.example/rss">Il Monte</source>')
    assert [found.told.outlet for found in records(rss(known, other))] == ["La Stampa", "Il Monte"]
    assert records(rss(known))[0].told.told_by == "outlet: address over feed"


@pytest.mark.parametrize(
    ("sent", "declared"), [("utf-8", "iso-8859-1"), ("cp1252", "utf-8"), ("cp1252", "windows-1252")]
)
def test_what_is_sent_counts_more_than_what_is_declared(sent: str, declared: str) -> None:
    (found,) = records(rss(ITEM.format(WHOLE), declared=declared).encode(sent))
    assert found.text == f"{TITLE}\n\n{TEXT}"


def test_scripts_are_never_text_and_text_that_looks_like_markup_stays() -> None:
    inside = escape("<p>Uno &lt;b&gt;due&lt;/b&gt;</p><script>alert(9)</script><p onclick='x()'>tre</p>")
    (found,) = records(rss(ITEM.format(f"<content:encoded>{inside}</content:encoded>")))
    assert found.text == f"{TITLE}\n\nUno <b>due</b>\n\ntre"


def test_an_entry_without_text_is_refused_and_the_others_stay() -> None:
    good, bad = events(rss(ITEM.format(WHOLE), "<item><link>https://voce.example/vuoto</link></item>"))
    assert isinstance(good, Record)
    assert bad == Refused("2", "the text is empty: nothing but white space")


def test_addresses_that_are_none_of_the_web_are_not_told() -> None:
    (found,) = records(rss(ITEM.format("").replace("https://voce.example/ponte", "javascript:alert(1)")))
    assert (found.told.url, found.source_uri, found.part) == (None, None, "1")


def test_a_day_that_is_none_is_told() -> None:
    (found,) = records(rss(ITEM.format("").replace("Thu, 05 Mar 2026 08:30:00 +0100", "giovedì mattina presto")))
    assert found.complaints == (
        "published_at is 'giovedì mattina presto': not a moment of the form YYYY-MM-DDTHH:MM; the text was read without it",
    )


def test_a_feed_that_ends_too_early_is_read_as_far_as_it_goes() -> None:
    *found, last = events(rss(ITEM.format(WHOLE), ITEM.format(""))[:-60])
    assert next(event.text for event in found if isinstance(event, Record)) == f"{TITLE}\n\n{TEXT}"
    assert last == Refused("", "the feed is no well-formed XML; its entries were read as far as they can be told apart")


LAUGHS = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "&{before};&{before};&{before};&{before};">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
ENTITIES = "the XML declares entities, by which a file swells or reaches for others; write what they stand for"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (rss(ITEM.format("&i;"), doctype=LAUGHS), ENTITIES),
        (rss(ITEM.format("&x;"), doctype='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), ENTITIES),
        (rss(ITEM.format("&x;"), doctype='<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:9/">%x;]>'), ENTITIES),
        (rss(), "the feed holds no entry"),
        (rss("<a/>" * (MAX_XML_TAGS + 1)), f"the XML has more than {MAX_XML_TAGS} tags, the most that are read of one file"),
        (rss(ITEM.format("\x00")), "the file is binary, not text"),
    ],
    ids=["laughs", "file", "network", "empty", "tags", "NUL"],
)  # fmt: skip
def test_a_feed_that_is_refused_says_why(data: str, why: str) -> None:
    assert reason(data) == why


@pytest.mark.parametrize(
    "inside", ["<div>" * 20_000, "&lt;div>" * 20_000, "<![CDATA[" + "<b>" * 20_000 + "]]>", "]]>" * 20_000]
)
def test_depth_costs_no_more_than_its_length(inside: str) -> None:
    assert events(rss(ITEM.format(f"<content:encoded>{inside}</content:encoded>")))


def test_it_is_known_by_its_content() -> None:
    assert FORMAT.is_it(rss().encode())
    assert FORMAT.is_it(ATOM.encode())
    assert FORMAT.is_it(b'<?xml version="1.0"?><!-- c --><rdf:RDF xmlns:rdf="x">')
    assert not any(map(FORMAT.is_it, (b"<html>", b"Un feed <rss>", b"<urlset>", b"")))
