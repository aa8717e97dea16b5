"""Crawls: Italian pages are read, others counted, and damaged records leave the rest."""

import gzip

import pytest

from flows.readers.html import MAX_BYTES
from flows.readers.reader import Record, Refused, Skipped
from flows.readers.warc import FORMAT
from tests.flows.readers.crawls import answer, stored
from tests.flows.readers.reading import TEXT, TITLE, events, page, reason, reasons

PAGE = page().encode()
ENGLISH = page(
    "<p>The bridge over the river will be closed for 45 days because the engineers of the province have found two cracks "
    "in its wall.</p><p>Every day about 8,500 vehicles cross it, which is 12 % more than five years ago.</p>",
    title="The bridge is closed",
    lang="en",
).encode()
GERMAN = page(
    "<p>Die Brücke über den Fluss ist für 45 Tage gesperrt, weil die Ingenieure der Provinz zwei Risse in der Mauer "
    "gefunden haben.</p><p>Jeden Tag fahren etwa 8.500 Wagen über die Brücke.</p>",
    title="Die Brücke ist gesperrt",
    lang="de",
).encode()
TEXT_OF_PAGE = f"{TITLE}\n\n{TEXT}"


def test_italian_pages_are_read_and_others_counted_by_language() -> None:
    crawl = [
        stored(b"software: x\r\n", "-", "warcinfo", "application/warc-fields"),
        stored(b"GET / HTTP/1.1\r\n\r\n", "https://voce.example/ponte", "request", "application/http"),
        answer(PAGE),
        answer(ENGLISH),
        answer(b"\x89PNG", kind="image/png"),
        answer(PAGE, status="404 Not Found"),
        answer(GERMAN),
        answer(ENGLISH),
        stored(PAGE, "https://voce.example/due", "resource", "text/html; charset=utf-8"),
    ]
    first, *between, second, last = events(b"".join(crawl))
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.text, first.part, first.source_uri) == (TEXT_OF_PAGE, "1", "https://voce.example/ponte")
    assert (first.told.url, first.told.published_on) == ("https://voce.example/ponte", None)
    assert (second.text, second.source_uri) == (TEXT_OF_PAGE, "https://voce.example/due")
    assert between == [Skipped(str(number)) for number in range(2, 7)]
    assert last == Refused(
        "", "3 pages in other languages were left out (en 2, de 1); of crawls only Italian ones are read"
    )


def test_a_page_without_enough_text_is_of_the_language_that_it_says() -> None:
    short = page("<p>Ponte riaperto.</p>", title="Ponte riaperto")
    assert isinstance(events(answer(short.encode()))[0], Record)
    assert isinstance(events(answer(short.replace('lang="it"', 'lang="fr"').encode()))[0], Skipped)


def test_what_the_page_calls_its_address_wins() -> None:
    canonical = page(head='<link rel="canonical" href="https://voce.example/ponte">').encode()
    (found,) = events(answer(canonical, "https://voce.example/ponte?utm=9"))
    assert isinstance(found, Record)
    assert (found.told.url, found.source_uri) == ("https://voce.example/ponte", "https://voce.example/ponte?utm=9")
    assert found.told.told_by == "url: meta over address"


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "a.gz"])
def test_members_of_gzip_are_read_one_after_the_other(name: str) -> None:
    found = events(b"".join(gzip.compress(answer(PAGE)) for _ in range(3)), name)
    assert [event.text for event in found if isinstance(event, Record)] == [TEXT_OF_PAGE] * 3


def test_what_a_server_packed_is_unpacked() -> None:
    packed = answer(gzip.compress(PAGE), more="Content-Encoding: gzip\r\n")
    chunked = answer(b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), more="Transfer-Encoding: chunked\r\n")
    assert [event.text for event in events(packed + chunked) if isinstance(event, Record)] == [TEXT_OF_PAGE] * 2


@pytest.mark.parametrize(("sent", "declared"), [("utf-8", "ISO-8859-1"), ("cp1252", "ISO-8859-1"), ("cp1252", "utf-8")])
def test_what_is_sent_counts_more_than_what_is_declared(sent: str, declared: str) -> None:
    (found,) = events(answer(page().replace("utf-8", declared).encode(sent), kind=f"text/html; charset={declared}"))
    assert isinstance(found, Record)
    assert found.text == TEXT_OF_PAGE


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (answer(b"nient'altro", more="Content-Encoding: gzip\r\n"), "the answer of the server is damaged (Gzip decompression error: data error)"),
        (answer(b"zz\r\n", more="Transfer-Encoding: chunked\r\n"), "the answer of the server is damaged (Invalid chunk header: 'zz')"),
        (answer(gzip.compress(b" " * 20_000_000), more="Content-Encoding: gzip\r\n"), f"the page is larger than {MAX_BYTES} bytes, the most that is read of one"),
        (answer(b" " * MAX_BYTES), f"the record is larger than {MAX_BYTES} bytes, the most that is read of a page"),
        (answer(b"<html lang=it></html>"), "the page holds no article, nothing but navigation, pictures or scripts"),
        (answer(PAGE.replace(b"Serrano", b"\x00")), "the file is binary, not text"),
    ],
    ids=["gzip", "chunks", "bomb", "large", "empty", "NUL"],
)  # fmt: skip
def test_a_record_that_cannot_be_read_leaves_the_others(bad: bytes, why: str) -> None:
    data = answer(PAGE) + bad + answer(PAGE)
    assert [event.text for event in events(data) if isinstance(event, Record)] == [TEXT_OF_PAGE] * 2
    assert reasons(data) == [("2", why)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_a_crawl_that_ends_too_early_says_so(pack: type[bytes]) -> None:
    data = pack(answer(PAGE)) + pack(answer(PAGE))
    found = events(data[: len(data) * 3 // 4], "a.warc.gz")
    assert isinstance(found[0], Record)
    assert found[1:] == [Refused("2", "the crawl ends in the middle of this record; it was cut off")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"WARC/1.0\r\nTesto", "the crawl holds no answer of a server"),
        (stored(b"x", "-", "warcinfo", "text/plain"), "the crawl holds no answer of a server"),
        (
            b"WARC/1.0\r\n\r\nTesto" * 3,
            "the crawl is damaged at its beginning (Invalid WARC header); what follows is not read",
        ),
    ],
)
def test_a_crawl_that_is_refused_says_why(data: bytes, why: str) -> None:
    assert reason(data) == why


def test_damage_between_records_is_told() -> None:
    data = answer(PAGE) + b"qualcosa\r\n" + answer(PAGE)
    found = events(data)
    assert isinstance(found[0], Record)
    assert found[1:] == [
        Refused("", "the crawl is damaged after 1 records (Invalid WARC header); what follows is not read")
    ]


def test_it_is_known_by_its_content() -> None:
    assert FORMAT.is_it(answer(PAGE))
    assert not any(map(FORMAT.is_it, (b"WARC is a format", b"", b"<html>")))
