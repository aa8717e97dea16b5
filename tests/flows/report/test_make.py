"""`spoglio report`: one file, whole or not at all, in which every told fact leads to its place and nothing from outside is alive."""

import re
import sys
from pathlib import Path

import polars as pl
import pytest

from flows import cli
from tests.flows.report.conftest import HARM, published
from tests.flows.report.reading import Page
from tests.tables import STORY, frames, story
from transforms.errors import UsageError

pytest.importorskip("vl_convert", reason="the extra 'report' is not installed")

from flows.report import make_report
from flows.report.page import address

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pages(stories: Path, evil: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """The page of each warehouse, made once."""
    folder = tmp_path_factory.mktemp("pages")
    made = {"stories": make_report(stories, folder / "stories.html"), "evil": make_report(evil, folder / "evil.html")}
    return {name: Page(one.path.read_text(encoding="utf-8")) for name, one in made.items()}


@pytest.mark.parametrize("name", ["stories", "evil"])
def test_every_link_leads_to_a_place_in_the_page(pages: dict[str, Page], name: str) -> None:
    page = pages[name]
    assert page.crossed == []
    inside = [link for link, _ in page.links if link.startswith("#")]
    assert len(inside) > 15
    assert {link[1:] for link in inside} <= set(page.anchors)
    facts = [link[1:] for link in inside if re.fullmatch(r"#[fqdum]\d+", link)]
    assert {page.anchors[anchor][0] for anchor in facts} == {"mark"}


def test_a_fact_is_marked_with_its_own_characters(pages: dict[str, Page]) -> None:
    page = pages["stories"]
    told = {text: page.anchors[link[1:]][1] for link, text in page.links if re.fullmatch(r"#[fqu]\d+", link)}
    assert told["«Abbiamo coperto il 40% dei casi»"] == "Abbiamo coperto il 40% dei casi"
    assert told["120"] == "120"
    assert told["104"] == "104"


def test_all_sections_tell_something(pages: dict[str, Page]) -> None:
    words = " ".join(
        pages["stories"].anchors[name][1] for name in ("came-in", "speakers", "figures", "sure", "checks", "unread")
    )
    for told in (
        "La Gazzetta", "Carla Neri", "according to Croce Verde", "about Borgo", "part of 120", "2025", "0.70", "a check",
        "a reason", "law number", "about whom", "told 3 times",
    ):  # fmt: skip
        assert told in words, told
    assert words.count("«Abbiamo coperto il 40% dei casi»") == 1  # three texts quote it


def test_nothing_from_outside_is_alive(pages: dict[str, Page]) -> None:
    page = pages["evil"]
    assert not page.tags & {"script", "img", "iframe", "object", "embed", "form", "input", "base", "image", "use"}
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert not [
        value for name, value in page.attributes if name in ("href", "src") and not re.match(r"#|data:,$", value)
    ]
    assert "49" not in page.anchors["speakers"][1]  # a template in a name is not filled
    assert "{{ 7*7 }}" in page.anchors["speakers"][1]
    assert "\x1b" not in page.html
    assert "\x00" not in page.html
    assert "\u202e" not in page.html
    assert HARM[:40] in page.anchors["t1"][1]


def test_the_page_forbids_what_it_does_not_need(pages: dict[str, Page]) -> None:
    for page in pages.values():
        (policy,) = [value for name, value in page.attributes if name == "content" and "default-src" in value]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy


def test_the_same_warehouse_gives_the_same_page(stories: Path, tmp_path: Path) -> None:
    first = make_report(stories, tmp_path / "a.html").path.read_bytes()
    assert make_report(stories, tmp_path / "a.html").path.read_bytes() == first
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_one_run_alone(stories: Path, tmp_path: Path) -> None:
    for run in ("last", "run-2", "heron-2"):
        made = make_report(stories, tmp_path / "run.html", run)
        assert (made.n_texts, made.n_shown) == (1, 1)
    page = Page(made.path.read_text(encoding="utf-8"))
    assert "heron-2" in page.html
    assert "Storia numero 3" in page.anchors["t1"][1]
    assert "Storia numero 1" not in page.html


def test_a_run_that_is_not_there(stories: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no run called 'run-9'; give a whole key; the last ones are run-"):
        make_report(stories, tmp_path / "a.html", "run-9")
    with pytest.raises(UsageError, match="2 runs called 'run-'"):
        make_report(stories, tmp_path / "a.html", "run-")
    assert not list(tmp_path.iterdir())


def test_another_file_is_never_replaced(stories: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "letters.html"
    other.write_text("<p>mine")
    for out, said in (
        (other, "is no report of spoglio"),
        (tmp_path, "is a folder"),
        (tmp_path / "x" / "y", "does not exist"),
    ):
        assert cli.main(["report", "--db", str(stories), "--out", str(out)]) == 2
        error = capsys.readouterr().err
        assert said in error
        assert error.count("\n") == 1
    assert other.read_text() == "<p>mine"


def test_what_cannot_be_reported_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", "--db", str(tmp_path / "none.duckdb"), "--out", str(tmp_path / "a.html")]) == 1
    assert "There is no warehouse" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("package", ["altair", "vl_convert", "jinja2"])
def test_a_package_that_is_missing_is_named(
    package: str, stories: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    assert cli.main(["report", "--db", str(stories), "--out", str(tmp_path / "a.html")]) == 2
    error = capsys.readouterr().err
    assert f"package {package}" in error
    assert "spoglio[report]" in error
    assert not list(tmp_path.iterdir())


def test_an_empty_warehouse(db: Path, tmp_path: Path) -> None:
    page = Page(make_report(db, tmp_path / "a.html").path.read_text(encoding="utf-8"))
    assert "Nobody is known to speak." in page.html
    nothing = published(tmp_path / "none.duckdb", frames())
    assert "Nothing came in" in make_report(nothing, tmp_path / "b.html").path.read_text(encoding="utf-8")


def test_long_texts_in_signs_that_html_writes_long(tmp_path: Path) -> None:
    """Every text is needed, and each would take half a megabyte."""
    filler = "&'\"<" * 25_000
    parts = [frames(*(story(number, text=f"{STORY} {filler} &") for number in range(40)))]
    tables = {name: pl.concat([part[name] for part in parts]) for name in parts[0]}
    made = make_report(published(tmp_path / "w.duckdb", tables), tmp_path / "a.html")
    page = Page(made.path.read_text(encoding="utf-8"))
    assert made.n_bytes < 1_000_000
    assert "parts of" in page.html
    assert {link[1:] for link, _ in page.links if link.startswith("#")} <= set(page.anchors)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://giornale.example/a?b=1&c=2#d", True),
        ("http://giornale.example", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("\x01javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("https://user:word@giornale.example", False),
        ("https:\\\\giornale.example", False),
        ("//giornale.example/a", False),
        ("https://giornale.example/" + "a" * 3_000, False),
        ("https://[giornale", False),
        ("/a/b", False),
        ("", False),
        (None, False),
    ],
)
def test_addresses_that_may_be_followed(url: str | None, kept: bool) -> None:
    assert address(url) == (url if kept else "")
