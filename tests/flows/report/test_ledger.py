"""The ledger in the report: what is most worth a look, in words and pictures, each value one step from its sentence."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.browser import Browser, browser
from tests.flows.report.conftest import HARM
from tests.flows.report.reading import Page
from tests.tellings import DEAD, INJURED, Told, tell

pytest.importorskip("vl_convert", reason="the extra 'report' is not installed")

from flows.report import make_report
from flows.report.ledger import gather_ledger
from warehouse.store import open_published

pytestmark = pytest.mark.slow

_HARM = HARM.replace("*", "×").replace("\x00", "")
#: Twenty claimants, each with a figure of its own.
CROWD = replace(INJURED, tellings=tuple(
    Told("02", f"{at:02}:00", f"Testata {at}", f"Sono *{at + 1}*.", at + 1, at + 1, f"voce {at % 6}", f"o{at}",
         "contradicts" if at else "first", 0 if at else None)
    for at in range(20)
))  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tell(tmp_path_factory.mktemp("told") / "w.duckdb")


@pytest.fixture(scope="module")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    first = replace(INJURED.tellings[0], voice=_HARM, outlet=_HARM, sentence=f"Sono *{_HARM}* feriti.")
    counted = replace(INJURED, tellings=(first, *INJURED.tellings[1:]), scope=_HARM, place=_HARM, subject=_HARM)
    return tell(tmp_path_factory.mktemp("harm") / "w.duckdb", ((_HARM, (counted,)),))


def gathered(path: Path, scope: str = "SELECT doc_id FROM documents") -> tuple[dict[str, int], list[dict[str, Any]]]:
    with open_published(path) as con:
        con.execute(f"CREATE TEMP TABLE scope AS {scope}")
        return gather_ledger(con)


def test_what_is_disputed_comes_first_and_what_is_told_once_is_counted_alone(told: Path) -> None:
    counts, rows = gathered(told)
    assert counts == {"disputed": 1, "confirmed": 1, "revised": 1, "repeated": 1, "single": 1}
    assert [row["state"] for row in rows] == ["disputed", "confirmed", "revised", "repeated"]
    injured = rows[0]
    assert injured["repeaters"] == ["Valcesura in Rete"]
    assert [(one["place"], one["sign"], one["against_place"]) for one in injured["tellings"]] == [
        (1, 0, None),
        (2, 1, 1),
    ]


def test_a_crowd_is_cut_to_the_first_and_the_last(tmp_path: Path) -> None:
    _, (row,) = gathered(tell(tmp_path / "w.duckdb", (("Folla", (CROWD,)),)))
    assert row["left_out"] == 6
    assert [one["surface"] for one in row["tellings"]] == ["1", *(str(number) for number in range(8, 21))]
    assert {one["sign"] for one in row["tellings"]} == {0, 1, 2, 3, 4}


def test_dashes_lead_to_what_is_shown_of_an_origin(tmp_path: Path) -> None:
    late = replace(INJURED.tellings[2], against=1)  # a repetition of the first
    path = tell(tmp_path / "w.duckdb", (("Eco", (replace(INJURED, tellings=(*INJURED.tellings[:2], late)),)),))
    _, (row,) = gathered(path)
    assert [one["against_place"] for one in row["tellings"]] == [None, 1]


def test_texts_out_of_the_scope_are_told_without_a_link(told: Path) -> None:
    counts, rows = gathered(told, "SELECT doc_id FROM documents WHERE outlet = 'Gazzetta di Valcesura'")
    assert counts == {"disputed": 1, "confirmed": 1, "revised": 0, "repeated": 0, "single": 0}
    assert [one["doc_id"] is None for one in rows[0]["tellings"]] == [True, False]
    with duckdb.connect(str(told)) as con:
        con.execute("UPDATE documents SET run_id = 'run-2' WHERE outlet = 'Gazzetta di Valcesura'")
        con.execute("INSERT INTO runs BY NAME SELECT * REPLACE ('run-2' AS run_id) FROM runs")
    page = Page(make_report(told, told.parent / "part.html", "run-2").path.read_text(encoding="utf-8"))
    assert {link[1:] for link, _ in page.links if link.startswith("#")} <= set(page.anchors)
    with duckdb.connect(str(told)) as con:
        con.execute("UPDATE documents SET run_id = 'run-1'; DELETE FROM runs WHERE run_id = 'run-2'")


def test_the_page_tells_states_in_words_and_leads_to_the_sentences(told: Path, tmp_path: Path) -> None:
    page = Page(make_report(told, tmp_path / "page.html").path.read_text(encoding="utf-8"))
    words = " ".join(page.anchors["ledger"][1].split())
    for told_words in (
        "5 quantities: 1 disputed; 1 confirmed", "disputed by at most 2 origins",
        "Servizio 118 · contradicts 4", "Only repeated by Valcesura in Rete", "nobody named · up from un",
    ):  # fmt: skip
        assert told_words in words, told_words
    anchors = [link[1:] for link, text in page.links if text == "circa 60"]
    assert [page.anchors[anchor] for anchor in anchors] == [("mark", "circa 60")]


def test_harm_stays_a_text(harmful: Path, tmp_path: Path) -> None:
    html = make_report(harmful, tmp_path / "page.html").path.read_text(encoding="utf-8")
    page = Page(html)
    assert page.crossed == []
    assert not page.tags & {"script", "img", "iframe", "object"}
    assert [name for name, _ in page.attributes if name.startswith("on")] == []
    assert "\x1b" not in html
    assert "\u202e" not in html


def test_nothing_told_twice_is_said(tmp_path: Path) -> None:
    path = tell(tmp_path / "w.duckdb", (("Uno", (replace(DEAD, state="single", tellings=DEAD.tellings[:1]),)),))
    html = make_report(path, tmp_path / "page.html").path.read_text(encoding="utf-8")
    assert "1 quantity: 1 told once." in html
    assert "Nothing is told twice." in html


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("browser")) as page:
        yield page


@pytest.mark.parametrize("name", ["told", "harmful"])
def test_it_fits_a_phone_and_complains_of_nothing(
    chromium: Browser, name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    page = make_report(request.getfixturevalue(name), tmp_path / "page.html").path
    chromium.complaints.clear()
    for width in (320, 390, 1280):
        chromium.open(page, width=width)
        assert chromium.ask("document.documentElement.scrollWidth") <= width
    assert chromium.complaints == []


def test_no_shape_is_as_dark_as_the_paper_in_the_dark(chromium: Browser, told: Path, tmp_path: Path) -> None:
    page = make_report(told, tmp_path / "page.html").path
    chromium.open(page, dark=True)
    shades = chromium.ask(
        "[...document.querySelectorAll('#ledger svg [stroke-dasharray], #ledger svg path[fill]')].flatMap("
        "at => ['fill', 'stroke'].map(what => getComputedStyle(at)[what])).filter(it => it.startsWith('rgb('))"
    )
    assert shades
    assert min(sum(map(int, shade[4:-1].split(","))) for shade in shades) > 250
