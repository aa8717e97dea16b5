"""`feeds.toml`: what it may tell, and one sentence for whatever it may not."""

import importlib.util
from datetime import timedelta
from pathlib import Path

import pytest

from flows import cli
from flows.web.feeds import Feed, feeds_of, read_feeds
from transforms.errors import UsageError


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(text: str) -> Path:
    path = Path("feeds.toml")
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_listed_and_what_is_meant_without_words() -> None:
    feeds = read_feeds(
        written(
            """
delay = 2.5
[[feed]]
address = "https://golfo.example/rss.xml"
[[feed]]
address = "https://valle.example/comunicati"
outlet = "Comune di Valdora"
kind = "page"
every = "6h"
[[feed]]
address = "https://monte.example/atom"
full_text = true
"""
        )
    )
    assert feeds.delay == 2.5
    assert feeds.feeds == (
        Feed("https://golfo.example/rss.xml", None, "feed", False, timedelta(minutes=10)),
        Feed("https://valle.example/comunicati", "Comune di Valdora", "page", False, timedelta(hours=6)),
        Feed("https://monte.example/atom", None, "feed", True, timedelta(minutes=10)),
    )


def test_what_is_typed_is_asked_for_each_time() -> None:
    file = written('[[feed]]\naddress = "https://golfo.example/rss.xml"\noutlet = "Il Golfo"\n')
    typed = ["https://valle.example/a", "https://golfo.example/rss.xml", "https://valle.example/a"]
    assert feeds_of(typed, file).feeds == (
        Feed("https://golfo.example/rss.xml", "Il Golfo", "feed", False, timedelta()),
        Feed("https://valle.example/a", None, "page", False, timedelta()),
    )
    assert feeds_of([], None).feeds == ()


ONE = '[[feed]]\naddress = "https://golfo.example/rss.xml"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", 'feeds.toml lists no feeds; write [[feed]] and, below it, address = "https://…".'),
        ("feed = 3", 'feeds.toml lists no feeds; write [[feed]] and, below it, address = "https://…".'),
        ("[[feed", "feeds.toml is no TOML"),
        ("[[feeds]]\nx = 1", "feeds.toml: 'feeds' is not known; did you mean 'feed'?"),
        ("zzz = 1\n" + ONE, "feeds.toml: 'zzz' is not known; there are delay, feed."),
        ("delay = -1\n" + ONE, "feeds.toml: delay is a number of seconds from 0 to 3600."),
        ("delay = nan\n" + ONE, "feeds.toml: delay is a number of seconds from 0 to 3600."),
        ("delay = true\n" + ONE, "feeds.toml: delay is a number of seconds from 0 to 3600."),
        ("[[feed]]\noutlet = 'Il Golfo'", "feeds.toml: feed 1 has no address."),
        (ONE + ONE, "feeds.toml: feed 2: https://golfo.example/rss.xml is listed already."),
        (ONE + "adress = 'x'", "feeds.toml: feed 1: 'adress' is not known; did you mean 'address'?"),
        (ONE + "outlet = 3", "feeds.toml: feed 1: outlet is a text in quotation marks."),
        (ONE + "kind = 'sitemap'", "feeds.toml: feed 1: kind is feed or page."),
        (ONE + "full_text = 'yes'", "feeds.toml: feed 1: full_text is true or false."),
        (ONE + "full_text = true\nkind = 'page'", "feeds.toml: feed 1: full_text is for feeds: a page is fetched as it is."),
        (ONE + "every = '1s'", "feeds.toml: feed 1: every: '1s' is no time from 5s to 366d; write 90s, 15m, 6h or 1d."),
        ("[[feed]]\naddress = 'file:///etc/hostname'", "feeds.toml: feed 1: address: addresses that begin with file: are not fetched; give http: or https:."),
        ("[[feed]]\naddress = 'https://anna:segreto@golfo.example/'", "feeds.toml: feed 1: address: the address holds a name or password"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(text: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    written(text)
    assert cli.main(["run", "--feeds", "feeds.toml"]) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith(f"spoglio: {said}")
    assert "segreto" not in last
    assert not Path("spoglio.duckdb").exists()


def test_a_list_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["run"], ["serve", "--every", "1h"]):
        assert cli.main([*command, "--feeds", "nowhere.toml"]) == 2
        assert "nowhere.toml cannot be read (No such file or directory); correct --feeds." in capsys.readouterr().err


def test_full_text_needs_the_readers_of_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.web.feeds.find_spec", lambda name: None)
    assert importlib.util.find_spec("json")
    with pytest.raises(UsageError, match=r"full_text needs packages that are not installed; install spoglio\[feeds\]"):
        read_feeds(written(ONE + "full_text = true"))
    assert read_feeds(written(ONE)).feeds


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "https://anna:segreto@golfo.example/"], "An address on the web cannot be used: the address holds a name"),
        (["run", "https://"], "An address on the web cannot be used: the address names no host that there can be."),
        (["run", "x", "--metadata", "https://golfo.example/m.csv"], "Addresses on the web are fetched by 'spoglio run'"),
        (["explain", "https://golfo.example/a.html"], "Addresses on the web are fetched by 'spoglio run'"),
        (["run"], "No PATH is given, and no 'inbox' in the settings; give files or folders of articles, or --feeds."),
        (["serve", "https://golfo.example/rss", "--watch"], "--watch needs paths of this machine; look at https://golfo.example/rss now and then with --every."),
        (["serve", "--feeds", "feeds.toml", "--watch"], "--watch needs paths of this machine; look at the feeds of feeds.toml with --every."),
    ],
)  # fmt: skip
def test_what_may_not_be_typed(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    written(ONE)
    assert cli.main(arguments) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "segreto" not in err.splitlines()[-1]
