"""The page in a browser: it asks for nothing, complains of nothing, fits a phone, is dark in the dark, and leads to every fact."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import Browser, browser
from tests.flows.report.reading import Page

pytest.importorskip("vl_convert", reason="the extra 'report' is not installed")

from flows.report import make_report

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("browser")) as page:
        yield page


@pytest.fixture(scope="module", params=["stories", "evil"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on harmless and on harmful texts."""
    db: Path = request.getfixturevalue(request.param)
    return make_report(db, tmp_path_factory.mktemp(request.param) / "page.html").path


@pytest.mark.parametrize("script", [True, False])
def test_it_asks_for_nothing_and_complains_of_nothing(chromium: Browser, page: Path, script: bool) -> None:
    chromium.requests.clear()
    chromium.complaints.clear()
    chromium.open(page, script=script)
    assert [url for url in chromium.requests if not url.startswith("data:")] == [page.resolve().as_uri()]
    assert chromium.complaints == []
    assert chromium.ask("document.scripts.length") == 0
    assert chromium.ask("document.querySelectorAll('svg').length") >= 4
    assert "Carla Neri" in chromium.ask("document.body.innerText")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_fits(chromium: Browser, page: Path, width: int) -> None:
    chromium.open(page, width=width)
    assert chromium.ask("document.documentElement.scrollWidth") <= width
    assert chromium.ask("parseFloat(getComputedStyle(document.body).fontSize)") >= 16


def test_it_is_dark_in_the_dark(chromium: Browser, page: Path) -> None:
    shades = {}
    for dark in (False, True):
        chromium.open(page, dark=dark)
        paper, ink, bar = (
            chromium.ask(f"getComputedStyle(document.querySelector('{where}')).{what}")
            for where, what in (("body", "backgroundColor"), ("svg text", "fill"), ('svg [fill="#222222"]', "fill"))
        )
        shades[dark] = tuple(sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in (paper, ink, bar))
    assert shades[False][0] > 700 > shades[True][0] + 600  # paper
    assert shades[False][1] < 150 < shades[True][1] - 400  # words of pictures
    assert shades[False][2] < shades[True][2]


def test_every_fact_leads_to_its_marked_sentence(chromium: Browser, page: Path) -> None:
    chromium.open(page)
    facts = {link for link, _ in Page(page.read_text(encoding="utf-8")).links if re.fullmatch(r"#[fqdum]\d+", link)}
    assert facts
    for link in facts:
        chromium.follow(link)
        seen = chromium.ask(
            "(() => { const at = document.querySelector(':target'), box = at.getBoundingClientRect();"
            "const sentence = at.closest('.sentence') || at.querySelector('.sentence') || at;"
            "return [at.tagName, box.top >= 0 && box.top < innerHeight, getComputedStyle(at).backgroundColor,"
            "sentence.textContent.length > 0] })()"
        )
        assert seen[0] == "MARK"
        assert seen[1], link
        assert seen[2] == "rgb(255, 226, 122)"
        assert seen[3]


def test_it_can_be_printed(chromium: Browser, page: Path) -> None:
    chromium.open(page)
    paper = chromium.call("Page.printToPDF")["data"]
    assert len(paper) > 20_000
