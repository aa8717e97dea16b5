"""Items of agencies: their text in each of its forms, what they tell, and files that mean harm."""

from datetime import datetime

import pytest

from flows.readers.newsml import FORMAT
from flows.readers.reader import Record, Refused
from tests.flows.readers.reading import BODY, TEXT, TITLE, events, reason, record

XHTML = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>-</title></head><body>{BODY}</body></html>'


def item(content: str, *, status: str = "usable", more: str = "") -> str:
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:a:1"><itemMeta>'
        '<provider qcode="nprov:LAGO"><name>Agenzia Lago</name></provider>'
        f'<versionCreated>2026-03-05T08:30:00+01:00</versionCreated><pubStatus qcode="stat:{status}"/></itemMeta>'
        f'<contentMeta><by>Marta Ferrini</by><language tag="it"/><headline>{TITLE}</headline>{more}</contentMeta>'
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def nitf(content: str = BODY, head: str = "", doctype: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{doctype}<nitf><head><title>Ponte</title><docdata>'
        f'<date.issue norm="20260305T083000+0100"/></docdata>{head}</head><body><body.head><hedline><hl1>{TITLE}</hl1>'
        "</hedline><byline>Marta Ferrini</byline></body.head>"
        f"<body.content>{content}</body.content><body.end><tagline>Fine</tagline></body.end></body></nitf>"
    )


@pytest.mark.parametrize(
    "content",
    [
        f'<inlineXML contenttype="application/xhtml+xml">{XHTML}</inlineXML>',
        f'<inlineXML contenttype="application/nitf+xml">{nitf().partition("?>")[2]}</inlineXML>',
        f'<inlineData contenttype="text/html"><![CDATA[{BODY}]]></inlineData>',
        f'<inlineData contenttype="text/plain">{TEXT}</inlineData>',
    ],
)
def test_an_item_holds_its_text_in_one_of_four_forms(content: str) -> None:
    found = record(item(content))
    assert found.text == f"{TITLE}\n\n{TEXT}"
    told = found.told
    assert (told.title, told.outlet, told.author, told.language) == (TITLE, "Agenzia Lago", "Marta Ferrini", "it")
    assert (told.published_at, told.told_by) == (datetime.fromisoformat("2026-03-05T08:30"), None)


def test_a_message_holds_several_items_and_some_are_withdrawn() -> None:
    good, gone = item(f"<inlineXML>{XHTML}</inlineXML>"), item("", status="canceled")
    elsewhere = item('<remoteContent href="http://127.0.0.1:9/"/>')
    message = f"<newsMessage><header/><itemSet>{good}{gone}{elsewhere}</itemSet></newsMessage>"
    first, *others = events(message)
    assert isinstance(first, Record)
    assert first.part == "1"
    assert others == [
        Refused("2", "the item was withdrawn, or is withheld, by its sender (pubStatus)"),
        Refused("3", "the item holds no text itself, and what it keeps elsewhere is not fetched"),
    ]


def test_nitf() -> None:
    head = '<pubdata position.section="Cronaca" name="Il Lago" ex-ref="https://lago.example/1"/>'
    found = record(nitf(head=head, doctype='<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd">'))
    assert found.text == f"{TITLE}\n\n{TEXT}"
    told = found.told
    assert (told.title, told.outlet, told.section, told.url) == (TITLE, "Il Lago", "Cronaca", "https://lago.example/1")
    assert (told.published_at, told.author) == (datetime.fromisoformat("2026-03-05T08:30"), "Marta Ferrini")
    assert told.n_chars_left_out == len("Marta FerriniFine")


def test_a_day_without_dashes() -> None:
    told = record(nitf().replace("20260305T083000+0100", "20260305")).told
    assert (str(told.published_on), told.published_at) == ("2026-03-05", None)


def test_where_item_and_report_disagree_the_item_wins() -> None:
    inner = nitf().partition("?>")[2].replace(TITLE, "Altro titolo")
    told = record(item(f"<inlineXML>{inner}</inlineXML>")).told
    assert (told.title, told.told_by) == (TITLE, "title: newsml over nitf")


@pytest.mark.parametrize(
    ("n_words", "expected"), [("70", "full"), ("700", "teaser"), ("molte", "unknown"), ("9" * 50, "unknown")]
)
def test_the_words_that_it_is_said_to_have(n_words: str, expected: str) -> None:
    assert record(item(f'<inlineXML wordcount="{n_words}">{XHTML}</inlineXML>')).told.completeness == expected


ENTITIES = "the XML declares entities, by which a file swells or reaches for others; write what they stand for"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (nitf("<p>&a;</p>", doctype='<!DOCTYPE nitf [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'), ENTITIES),
        (nitf("<p>&a;</p>", doctype='<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), ENTITIES),
        (nitf("<p>&nonesuch;</p>"), "the XML is not well-formed at line 1, column 253"),
        (nitf()[:300], "the XML is not well-formed at line 1, column 300"),
        ("<newsMessage><itemSet/></newsMessage>", "the message holds no news item"),
        ("<nitf><body/></nitf>", "the item holds no text (no body.content)"),
        (nitf("\x00"), "the file is binary, not text"),
    ],
    ids=["laughs", "file", "unknown", "cut", "empty", "bodiless", "NUL"],
)  # fmt: skip
def test_an_item_that_is_refused_says_why(data: str, why: str) -> None:
    assert reason(data) == why


def test_no_depth_is_too_deep() -> None:
    deep = "<p>" * 20_000 + "Fine" + "</p>" * 20_000
    assert record(nitf(deep)).text == f"{TITLE}\n\nFine"
    assert events("<newsMessage>" + "<newsItem>" * 20_000 + "</newsItem>" * 20_000 + "</newsMessage>") == [
        Refused("", "the item holds no text itself, and what it keeps elsewhere is not fetched")
    ]


def test_it_is_known_by_its_content() -> None:
    assert all(map(FORMAT.is_it, (item("").encode(), nitf().encode(), b"<nar:newsMessage xmlns:nar='x'>")))
    assert not any(map(FORMAT.is_it, (b"<html>", b"<news>", b"nitf", b"")))
