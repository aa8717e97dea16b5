"""Runs over addresses: what is published, what is refused, and what is asked for again."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import flows.run
import flows.web.visit
from flows import cli
from flows.inputs import Search
from flows.metadata import Complaint
from flows.steps import Job
from flows.web.feeds import Feed, Feeds
from flows.web.fetch import Bounds
from flows.web.manners import Manners
from flows.web.state import State
from flows.web.visit import Visit
from tests.flows.here import go, without_prefect
from tests.flows.running import ask
from tests.flows.web.server import Asked, Reply, Server, endless, reply
from tests.waiting import LONG

ENTRY = """<item><title>{title}</title><link>{link}</link><pubDate>Thu, 05 Mar 2026 08:3{n}:00 +0100</pubDate>
<description>{text}</description></item>"""


def feed(*entries: tuple[str, str, str]) -> bytes:
    """A feed of titles, links and texts."""
    items = "".join(
        ENTRY.format(title=title, link=link, text=text, n=n) for n, (title, link, text) in enumerate(entries)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Il Golfo</title>{items}</channel></rss>'.encode()


def page(title: str, *paragraphs: str, day: str = "2026-03-06T10:00:00+01:00", charset: str = "utf-8") -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f'<!doctype html><html lang="it"><head><title>{title}</title>'
        f'<meta property="article:published_time" content="{day}"><meta property="og:title" content="{title}">'
        f"</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode(charset)


LONG_TEXT = (
    "Il consiglio comunale di Valdora ha deciso ieri sera di riaprire la vecchia stazione, chiusa da undici anni."
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """Runs in this process, in an empty folder, that wait for nobody."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(flows.web.visit, "Manners", lambda delay, away, sleep: Manners(0.0, away, sleep))
    return without_prefect(monkeypatch)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Lets time pass for those who ask when something is due."""
    passed = timedelta()

    def passing(more: timedelta) -> None:
        nonlocal passed
        passed += more

    real = flows.web.visit.utc_now
    monkeypatch.setattr(Visit.__init__, "__defaults__", (False, None, lambda: real() + passed))
    return passing


def listed(server: Server, *more: str) -> Path:
    """A list of one feed, and what else it tells."""
    path = Path("feeds.toml")
    path.write_text("\n".join(["[[feed]]", f'address = "{server.url("/rss")}"', *more]), encoding="utf-8")
    return path


def rejects() -> list[tuple[Any, ...]]:
    return ask("SELECT source_uri, stage, table_name, reason FROM rejects ORDER BY ALL")


def test_a_feed_is_read_once(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    def given(asked: Asked) -> bytes:
        if asked.headers.get("if-none-match") == '"a"':
            return reply(status="304 Not Modified")
        body = feed(
            ("Riapre la stazione", server.url("/1"), "Riapre domani."), ("Neve", server.url("/2"), "Cade neve.")
        )
        return reply(body, etag='"a"', content_type="text/plain; charset=latin-1")

    server.replies["/rss"] = given
    assert go(server.url("/rss"), allow_private=True) == 0
    assert ask("SELECT source_uri, url, outlet, title, published_on::VARCHAR FROM documents ORDER BY ALL") == [
        (server.url("/1"), server.url("/1"), "Il Golfo", "Riapre la stazione", "2026-03-05"),
        (server.url("/2"), server.url("/2"), "Il Golfo", "Neve", "2026-03-05"),
    ]
    capsys.readouterr()
    assert go(server.url("/rss"), allow_private=True) == 0
    err = capsys.readouterr().err
    assert "Nothing new." in err
    assert "Addresses on the web that have nothing new or are not due: 1." in err
    assert server.paths == ["/robots.txt", "/rss"] * 2
    assert rejects() == []


def test_a_state_that_is_lost_costs_a_second_request(server: Server) -> None:
    body = feed(("Neve", server.url("/2"), "Cade neve."))
    server.replies["/rss"] = lambda asked: reply(
        status="304 Not Modified") if "if-none-match" in asked.headers else reply(body, etag='"a"')  # fmt: skip
    for _ in range(2):
        assert go(server.url("/rss"), allow_private=True) == 0
        Path("w.duckdb.feeds").unlink()
    assert ask("SELECT count(*), count(DISTINCT run_id) FROM documents") == [(1, 1)]
    Path("w.duckdb").unlink()
    assert go(server.url("/rss"), allow_private=True) == 0
    assert [("if-none-match" in asked.headers) for asked in server.asked if asked.path == "/rss"] == [False] * 3


def test_a_run_that_was_stopped_finds_again_what_it_fetched(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.replies["/rss"] = reply(feed(("Neve", server.url("/2"), "Cade neve.")), etag='"a"')
    with monkeypatch.context() as patch:
        patch.setattr(flows.run, "_through_prefect", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            go(allow_private=True, feeds=listed(server))
    assert not Path("w.duckdb.feeds").exists()
    assert go(allow_private=True, feeds=listed(server)) == 0
    assert ask("SELECT count(*) FROM documents") == [(1,)]
    assert not list(Path().glob(".w.duckdb.run*"))


def test_pages_are_fetched_where_the_full_text_is_wished(server: Server, later: Callable[[timedelta], None]) -> None:
    links = [server.url(f"/{number}") for number in range(1, 6)]
    server.replies |= {
        "/robots.txt": reply(b"User-agent: *\nDisallow: /4"),
        "/rss": reply(
            feed(
                ("Riapre la stazione", links[0], "Riapre domani."),
                ("Neve", links[1], "Cade neve sul monte."),
                ("Vento", links[2], "Soffia il vento da ieri."),
                ("Sole", links[3], "Torna il sole domenica."),
                ("Mare", links[4], "Il mare resta mosso."),
                ("Riapre la stazione", links[0], "Riapre domani."),
                ("Senza rinvio", "javascript:alert(1)", "Resta chiuso il ponte."),
            )
        ),
        "/1": reply(page("La stazione riapre", LONG_TEXT, LONG_TEXT.replace("Valdora", "Montevento")), content_type="text/html"),
        "/2": reply(status="404 Not Found"),
        "/3": reply(status="500 Odd"),
        "/5": reply(b"\x89PNG\r\n\x1a\n" + bytes(100), content_type="application/octet-stream"),
    }  # fmt: skip
    file = listed(server, "full_text = true", 'outlet = "Gazzetta del Golfo"')
    assert go(allow_private=True, feeds=file) == 0
    rows = ask("SELECT source_uri, url, outlet, title, published_on::VARCHAR, completeness FROM documents ORDER BY ALL")
    assert [row[:2] for row in rows] == [(link, link) for link in (links[0], links[1], links[3], links[4])] + [
        (f"{server.url('/rss')}#7", None)
    ]
    assert {row[2] for row in rows} == {"Gazzetta del Golfo"}
    assert rows[0][3:5] == ("La stazione riapre", "2026-03-05")  # the page's headline, the feed's day
    assert rows[1][5] == "teaser"
    (told,) = ask(f"SELECT told_by FROM documents WHERE source_uri = '{links[0]}'")
    assert "published_at: feed over page" in told[0]
    assert rejects() == [
        (links[1], "ingest", "documents", "the page cannot be read (the server answers 404 (Not Found)); the text of the feed stands for it"),
        (links[2], "ingest", None, "the server answers 500 (Internal Server Error)"),
        (links[3], "ingest", "documents",
         "the page cannot be read (robots.txt of 127.0.0.1 asks programs not to fetch this page); the text of the feed stands for it"),
        (links[4], "ingest", "documents",
         "the page cannot be read (what lies at the address is of no kind that is read); the text of the feed stands for it"),
    ]  # fmt: skip
    assert server.paths == ["/rss", "/robots.txt", "/1", "/2", "/3", "/5"]

    server.asked.clear()
    assert go(allow_private=True, feeds=file) == 0  # not due
    assert server.asked == []
    server.replies["/3"] = reply(page("Vento forte", LONG_TEXT.replace("stazione", "funivia"), LONG_TEXT))
    later(timedelta(minutes=11))
    assert go(allow_private=True, feeds=file) == 0
    assert server.paths == ["/rss", "/robots.txt", "/3"]
    assert ask(f"SELECT title FROM documents WHERE source_uri = '{links[2]}'") == [("Vento forte",)]
    assert len(rejects()) == 4


def test_a_page_is_asked_for_again_when_the_feed_tells_another_day(
    server: Server, later: Callable[[timedelta], None]
) -> None:
    body = feed(("Neve", server.url("/1"), "Cade neve."))
    server.replies |= {"/rss": reply(body), "/1": reply(page("Neve", LONG_TEXT))}
    file = listed(server, "full_text = true")
    assert go(allow_private=True, feeds=file) == 0
    server.replies |= {
        "/rss": reply(body.replace(b"08:30", b"09:45")),
        "/1": reply(page("Neve", LONG_TEXT + " Di più.")),
    }
    later(timedelta(hours=1))
    assert go(allow_private=True, feeds=file) == 0
    assert ask("SELECT count(*), count(DISTINCT source_uri) FROM documents") == [(2, 1)]
    server.asked.clear()
    later(timedelta(hours=1))
    assert go(allow_private=True, feeds=file) == 0
    assert server.paths == ["/rss"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (reply(page("Accetta i cookie", LONG_TEXT)), 'this is one text and no feed; tell kind = "page" where that is meant'),
        (reply(status="503 Busy"), "the server answers 503 (Service Unavailable)"),
        (reply(feed(("Neve", "x", "Cade."))[:150], content_length="900"), "the answer of 127.0.0.1 breaks off or is no HTTP"),
        (reply(b"\x00" * 100), "what lies at the address is of no kind that is read"),
        (reply(status="301 Moved", location="ftp://golfo.example/"),
         "the address leads to one that is refused: addresses that begin with ftp: are not fetched; give http: or https:"),
    ],
)  # fmt: skip
def test_what_cannot_be_fetched_is_one_row_and_does_not_stop_the_rest(
    given: Reply, reason: str, server: Server, later: Callable[[timedelta], None]
) -> None:
    server.replies |= {"/rss": given, "/good": reply(feed(("Neve", server.url("/1"), "Cade neve.")))}
    file = listed(server, "[[feed]]", f'address = "{server.url("/good")}"')
    for _ in range(3):
        assert go(allow_private=True, feeds=file) == 0
        later(timedelta(hours=1))
    assert go("nowhere.txt", allow_private=True, feeds=file) == 0  # publishes what was noted
    assert [row for row in rejects() if row[0] == server.url("/rss")] == [(server.url("/rss"), "ingest", None, reason)]
    assert ask("SELECT count(*) FROM documents") == [(1,)]


def test_an_address_alone_that_cannot_be_fetched_is_exit_1(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert go(server.url("/nothing"), allow_private=True) == 1
    err = capsys.readouterr().err
    assert f"not read: {server.url('/nothing')}: the server answers 404 (Not Found)" in err
    assert "Nothing could be read." in err
    assert go(server.url("/nothing")) == 1
    told = "127.0.0.1 is this machine or in a private network; give --allow-private where that is wished"
    assert f"not read: {server.url('/nothing')}: {told}\n" in capsys.readouterr().err


def test_who_asks_to_wait_is_not_complained_of(server: Server, later: Callable[[timedelta], None]) -> None:
    server.replies["/rss"] = reply(status="429 Slow", retry_after="7200")
    file = listed(server, 'every = "5m"')
    assert go(allow_private=True, feeds=file) == 1
    for _ in range(2):
        later(timedelta(minutes=10))
        assert go(allow_private=True, feeds=file) == 0
    assert server.paths == ["/rss"]


def test_files_of_any_kind_and_any_name(server: Server) -> None:
    server.replies |= {
        "/uno": reply("Così è più giù. Nevica da martedì.".encode("latin-1"), content_type="text/plain; charset=utf-8"),
        "/due.jsonl": reply(b'{"text": "Arrivano 300 persone.", "source_uri": "x-1"}\n{"text": "Due."}\n{"x": 1}'),
        "/tre": reply(page("Riapre", LONG_TEXT, charset="latin-1"), content_type="text/html; charset=utf-8"),
    }  # fmt: skip
    assert go(*map(server.url, ("/uno", "/due.jsonl", "/tre")), allow_private=True) == 0
    rows = dict(ask("SELECT source_uri, text FROM documents"))
    assert rows.keys() == {server.url("/uno"), "x-1", f"{server.url('/due.jsonl')}#2", server.url("/tre")}
    assert rows[server.url("/uno")] == "Così è più giù. Nevica da martedì."
    assert rejects() == [(f"{server.url('/due.jsonl')}#3", "ingest", None, "the record has no 'text'")]


SMALL = Bounds(LONG, 1.0, LONG, most_bytes=100_000)


def visited(server: Server, tmp_path: Path, *feeds: Feed, state: State | None = None) -> tuple[list[str], Visit]:
    """The addresses of texts that come of a visit."""
    state = state or State(tmp_path / "state")
    with Visit(Feeds(feeds), state, tmp_path / "web", 1_000, allow_private=True, bounds=SMALL) as visit:
        visit.fetch()
        found = [found.source_uri for found in Search([], visit=visit).inputs()]
    assert not (tmp_path / "web").exists()
    return found, visit


def test_slow_and_endless_servers_do_not_stop_the_rest(server: Server, tmp_path: Path) -> None:
    server.replies |= {
        "/slow": server.silence,
        "/half": server.halting(reply(b"<rss>", content_length="999")),
        "/endless": endless(b"<item>" * 1_000),
        "/loop": reply(status="302 Found", location="/loop"),
        "/good": reply(feed(("Neve", server.url("/1"), "Cade neve."))),
    }
    names = ["/slow", "/half", "/endless", "/loop", "/good"]
    found, visit = visited(server, tmp_path, *(Feed(server.url(name)) for name in names))
    assert found == [server.url("/1")]
    assert visit.refused == [
        Complaint(server.url("/slow"), "127.0.0.1 takes too long to answer"),
        Complaint(server.url("/half"), "127.0.0.1 takes too long to answer"),
        Complaint(server.url("/endless"), "what lies at the address is larger than 100000 bytes"),
        Complaint(server.url("/loop"), "the address leads from one address to the next and never to a text"),
    ]


@pytest.mark.parametrize("bounds", [Bounds(LONG, LONG, LONG, together=-1.0), Bounds(most_bytes_together=10)])
def test_what_a_run_has_no_room_for_is_no_complaint(bounds: Bounds, server: Server, tmp_path: Path) -> None:
    server.replies["/rss"] = reply(feed(("Neve", server.url("/1"), "Cade neve.")))
    state = State(tmp_path / "state")
    with Visit(Feeds((Feed(server.url("/rss")),)), state, tmp_path / "web", 1_000, True, bounds) as visit:
        visit.fetch()
        assert list(visit.inputs()) == []
    assert (visit.refused, visit.n_quiet) == ([], 1)


def test_so_many_pages_a_run_and_the_rest_in_the_next(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.web.visit, "MOST_PAGES", 2)
    monkeypatch.setattr(flows.web.visit, "MOST_ENTRIES", 5)
    entries = [(f"Neve {n}", server.url(f"/{n}"), f"Cade neve {n}.") for n in range(6)]
    server.replies["/rss"] = reply(feed(*entries), etag='"a"')
    server.replies |= {f"/{n}": reply(page(f"Neve {n}", f"{LONG_TEXT} Sono {n}.")) for n in range(6)}
    state = State(tmp_path / "state")
    both = (Feed(server.url("/rss"), full_text=True, every=timedelta()),)
    n_found = []
    for _ in range(4):
        found, visit = visited(server, tmp_path, *both, state=state)
        n_found.append(len(found))
    assert n_found == [2, 2, 1, 0]
    assert visit.refused == [Complaint(server.url("/rss"), "the feed has more than 5 entries; the first ones are read")]
    assert all("if-none-match" not in asked.headers for asked in server.asked)


def test_robots_rules_hold_where_a_link_leads_to(server: Server, tmp_path: Path) -> None:
    server.replies |= {
        "/robots.txt": reply(b"User-agent: *\nDisallow: /no"),
        "/rss": reply(feed(("Neve", server.url("/1"), "Cade neve."))),
        "/1": reply(status="302 Found", location="/no/1"),
        "/no/1": reply(page("Neve", LONG_TEXT)),
    }
    _, visit = visited(server, tmp_path, Feed(server.url("/rss"), full_text=True))
    assert "robots.txt of 127.0.0.1 asks programs not to fetch this page" in visit.complaints[0].reason
    assert server.paths == ["/rss", "/robots.txt", "/1"]


def test_a_tick_that_comes_a_little_early_counts(server: Server, later: Callable[[timedelta], None]) -> None:
    server.replies["/rss"] = reply(feed(("Neve", server.url("/1"), "Cade neve.")))
    file = listed(server, 'every = "10m"')
    for minutes, n_asked in ((0, 1), (8, 1), (1.9, 2)):
        later(timedelta(minutes=minutes))
        assert go(allow_private=True, feeds=file) == 0
        assert len(server.asked) == n_asked


def test_a_page_in_two_feeds_is_fetched_once(server: Server, tmp_path: Path) -> None:
    server.replies |= dict.fromkeys(("/a", "/b"), reply(feed(("Neve", server.url("/1"), "Cade neve.")), etag='"a"'))
    server.replies["/1"] = reply(page("Neve", LONG_TEXT))
    state = State(tmp_path / "state")
    feeds = [Feed(server.url(name), full_text=True, every=timedelta()) for name in ("/a", "/b")]
    assert visited(server, tmp_path, *feeds, state=state)[0] == [server.url("/1")]
    assert visited(server, tmp_path, *feeds, state=state)[0] == []
    assert server.paths.count("/1") == 1


def test_hosts_are_asked_side_by_side(server: Server, tmp_path: Path) -> None:
    """Each of two hosts answers when the other one was asked too."""
    meeting = threading.Barrier(2)

    def given(_: Asked) -> bytes:
        meeting.wait(LONG)
        return reply(feed(("Neve", server.url("/1"), "Cade neve.")))

    server.replies["/rss"] = given
    feeds = [Feed(server.url("/rss")), Feed(server.url("/rss").replace("127.0.0.1", "localhost"))]
    with Visit(Feeds(tuple(feeds)), State(tmp_path / "s"), tmp_path / "web", 1_000, allow_private=True) as visit:
        visit.fetch()
        assert len(list(visit.inputs())) == 2


def test_links_lead_to_no_private_place(server: Server, tmp_path: Path, public: Callable[..., list[str]]) -> None:
    public("news.example", server.port)
    server.replies["/rss"] = reply(
        feed(("Neve", "http://127.0.0.1/admin", "Cade neve."), ("Vento", "http://169.254.169.254/", "Soffia."))
    )
    feeds = Feeds((Feed("http://news.example/rss", full_text=True),))
    with Visit(feeds, State(tmp_path / "s"), tmp_path / "web", 1_000, bounds=SMALL) as visit:
        visit.fetch()
        assert [found.text for found in visit.inputs()] == ["Neve\n\nCade neve.", "Vento\n\nSoffia."]
    assert [item.reason for item in visit.complaints] == [
        "the page cannot be read (127.0.0.1 is this machine or in a private network; give --allow-private where that is wished); "
        "the text of the feed stands for it",
        "the page cannot be read (169.254.169.254 is a link-local, multicast or reserved address, which is never fetched from); "
        "the text of the feed stands for it",
    ]  # fmt: skip
    assert server.paths == ["/rss"]


def test_the_command_line(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.replies["/rss"] = reply(feed(("Neve", server.url("/1"), "Cade neve.")))
    arguments = ["run", server.url("/rss"), "--allow-private", "--model", "rules", "--db", "w.duckdb"]
    assert cli.main(arguments) == 0
    assert ask("SELECT text, outlet FROM documents") == [("Neve\n\nCade neve.", "Il Golfo")]
    assert "Traceback" not in capsys.readouterr().err
