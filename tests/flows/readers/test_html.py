"""Pages: the article without what stands around it, what the page tells of itself, and pages that mean harm."""

import socket
from datetime import date, datetime
from typing import Any

import pytest

from flows.readers import html
from flows.readers.html import FORMAT, MAX_BYTES
from flows.readers.markup import MAX_ELEMENTS
from tests.flows.readers.reading import BODY, TEXT, TITLE, page, reason, record
from transforms.documents import Told, make_article

NEWS = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2026-03-05T07:30:00Z",
    "author": [{"@type": "Person", "name": "Marta Ferrini"}, {"name": "Ugo Serra"}],
    "articleSection": "Cronaca",
    "publisher": {"@type": "Organization", "name": "Editoriale Lago"},
    "inLanguage": "it_IT",
    "mainEntityOfPage": {"@id": "https://voce.example/ponte"},
}
META = (
    '<meta property="og:title" content="Chiude il ponte sul Serrano"><meta property="og:site_name" content="Lavoce.example">'
    '<meta property="article:published_time" content="2026-03-05T09:00:00+01:00"><meta name="author" content="Redazione">'
    '<meta property="article:section" content="Viabilità"><meta property="og:locale" content="it_IT">'
    '<link rel="canonical" href="https://voce.example/ponte"><meta property="og:url" content="https://m.voce.example/ponte">'
)  # fmt: skip


class TestText:
    def test_paragraphs_subheads_and_lists_stay_and_boilerplate_goes(self) -> None:
        found = record(page())
        assert found.text == f"{TITLE}\n\n{TEXT}"
        assert found.told.n_chars_left_out == len(
            "HomeCronacaI più lettiFrana a Montorso, sfollate 12 famiglie© 2026 La Voce del Lago srl"
        )

    def test_the_headline_of_the_page_is_that_of_the_article(self) -> None:
        found = record(page(data=NEWS))
        article = make_article(found.text, "a.html", found.told)
        assert (article.title, article.text[: article.title_end]) == (TITLE, TITLE)
        assert article.published_on == date(2026, 3, 5)

    def test_a_headline_that_is_only_told_is_put_above(self) -> None:
        assert record(page(data=NEWS).replace(f"<h1>{TITLE}</h1>", "")).text == f"{TITLE}\n\n{TEXT}"

    def test_a_headline_that_is_told_in_other_words_is_not_put_above_the_printed_one(self) -> None:
        found = record(page(data=NEWS | {"headline": "Serrano, si chiude"}))
        assert (found.text, found.told.title) == (f"{TITLE}\n\n{TEXT}", "Serrano, si chiude")

    def test_a_heading_is_the_headline_where_nothing_else_tells_one(self) -> None:
        nameless = page().replace(f"<title>{TITLE} - La Voce del Lago</title>", "")
        assert record(nameless).told.title == TITLE

    @pytest.mark.parametrize("tag", ["p", "div"])
    def test_a_short_item_is_an_article_too(self, tag: str) -> None:
        banner = (
            "<div id='cookie-banner'><p>Questo sito usa i cookie per le statistiche. Continuando li accetti.</p></div>"
        )
        short = page(f"<{tag}>Stop alle auto <b>dal 3 aprile</b>.</{tag}>", title="Piazza chiusa")
        assert (
            record(short.replace("<main>", f"{banner}<main>")).text == "Piazza chiusa\n\nStop alle auto dal 3 aprile."
        )

    def test_rows_of_tables_are_lines(self) -> None:
        table = "<table><tr><th>Linea</th><th>Corse</th></tr><tr><td>4</td><td>22</td></tr></table>"
        assert "\n\nLinea | Corse\n4 | 22" in record(page(BODY + table)).text

    def test_text_that_looks_like_markup_stays_text(self) -> None:
        hostile = "<p>Il sito mostrava &lt;script&gt;alert(1)&lt;/script&gt; e &lt;b&gt;nulla&lt;/b&gt; per 3 ore.</p>"
        assert (
            "Il sito mostrava <script>alert(1)</script> e <b>nulla</b> per 3 ore." in record(page(BODY + hostile)).text
        )

    def test_scripts_and_styles_are_never_text(self) -> None:
        inside = "<script>var morti = 77;</script><style>.a { width: 66px }</style><noscript>55 feriti</noscript>"
        assert record(page(BODY + inside)).text == record(page()).text

    def test_it_is_known_by_its_content_whatever_its_name(self) -> None:
        assert {record(page(), name).text for name in ("a.html", "a.txt", "articolo?id=3")} == {f"{TITLE}\n\n{TEXT}"}
        assert FORMAT.is_it(b"\xef\xbb\xbf \n<!-- c --><HTML>")
        assert FORMAT.is_it("<!doctype html>".encode("utf-16"))
        assert not any(map(FORMAT.is_it, (b"Il tag <html> apre la pagina", b"<p>Testo", b"", b"<rss>", b"<!-- solo")))


class TestEncoding:
    @pytest.mark.parametrize(
        ("sent", "declared"),
        [
            ("utf-8", "utf-8"),
            ("utf-8", "iso-8859-1"),
            ("utf-8-sig", "iso-8859-1"),
            ("utf-16", "utf-8"),
            ("cp1252", "iso-8859-1"),
            ("cp1252", "utf-8"),
            ("cp1252", "utf-7"),
            ("cp1252", "no-such-thing"),
        ],
    )
    def test_what_is_sent_counts_more_than_what_is_declared(self, sent: str, declared: str) -> None:
        data = page().replace('charset="utf-8"', f'charset="{declared}"').encode(sent)
        assert record(data).text == f"{TITLE}\n\n{TEXT}"

    def test_an_xml_declaration_does_no_harm(self) -> None:
        assert record(f'<?xml version="1.0" encoding="utf-8"?>{page()}').text == f"{TITLE}\n\n{TEXT}"


class TestTold:
    def test_json_ld_comes_before_meta_tags_and_who_won_is_told(self) -> None:
        told = record(page(head=META, data=NEWS)).told
        assert told == Told(
            published_on=date(2026, 3, 5),
            published_at=datetime.fromisoformat("2026-03-05T08:30"),
            title=TITLE,
            outlet="Editoriale Lago",
            url="https://voce.example/ponte",
            language="it-IT",
            author="Marta Ferrini; Ugo Serra",
            section="Cronaca",
            completeness="unknown",
            told_by="published_at: json_ld over meta; outlet: json_ld over meta; author: json_ld over meta; "
            "section: json_ld over meta",
            n_chars_left_out=told.n_chars_left_out,
        )

    def test_meta_tags_tell_where_there_is_no_json_ld(self) -> None:
        told = record(page(head=META)).told
        assert (told.author, told.section, told.outlet) == ("Redazione", "Viabilità", "Lavoce.example")
        assert (told.published_at, told.url) == (
            datetime.fromisoformat("2026-03-05T09:00"),
            "https://voce.example/ponte",
        )
        assert told.told_by is None

    def test_a_host_that_is_known_tells_the_outlet(self) -> None:
        told = record(page(data=NEWS | {"url": "https://www.lastampa.it/ponte"})).told
        assert (told.outlet, told.told_by) == ("La Stampa", "outlet: address over json_ld")

    def test_nodes_of_a_graph_refer_to_each_other(self) -> None:
        graph = [
            {"@type": "WebPage", "@id": "#p", "name": "Pagina"},
            {
                "@type": ["Article", "Thing"],
                "headline": "Riapre il porto",
                "author": {"@id": "#a"},
                "publisher": {"@id": []},
            },
            {"@type": "Person", "@id": "#a", "name": "Ada Rovelli"},
        ]
        told = record(page(data={"@graph": graph})).told
        assert (told.title, told.author) == ("Riapre il porto", "Ada Rovelli")

    def test_the_title_bar_tells_without_the_name_of_the_outlet(self) -> None:
        assert record(page()).told.title == TITLE

    def test_the_text_wins_over_a_language_that_it_is_not_in(self) -> None:
        told = record(page(lang="en")).told
        assert (told.language, told.told_by) == ("it", "language: text over page")

    @pytest.mark.parametrize(
        ("told", "complaint"),
        [
            ({"datePublished": "domani alle otto"}, "published_at is 'domani alle otto': not a moment of the form YYYY-MM-DDTHH:MM"),
            ({"datePublished": "2026-02-31"}, "published_on is '2026-02-31': there is no such day"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_used_is_told(self, told: dict[str, Any], complaint: str) -> None:
        assert record(page(data=NEWS | told)).complaints == (f"{complaint}; the text was read without it",)

    @pytest.mark.parametrize(
        "told",
        [
            {
                "headline": 7,
                "author": [[]],
                "datePublished": {},
                "publisher": [None],
                "inLanguage": [{}],
                "@type": [{}],
            },
            {"headline": "a\ud800b", "url": "javascript:alert(1)", "articleSection": "x" * 9_000},
            {"url": "https://a.example/ b", "mainEntityOfPage": "file:///etc/passwd", "wordCount": "molte"},
            {"headline": "due\x00righe", "articleBody": 5, "wordCount": 10**30, "isAccessibleForFree": []},
        ],
    )
    def test_values_of_the_wrong_kind_tell_nothing(self, told: dict[str, Any]) -> None:
        found = record(page(data={"@type": "NewsArticle", **told}))
        assert found.told == record(page()).told
        assert found.complaints == ()

    @pytest.mark.parametrize("data", ["{", "[" * 100_000, '{"a":' * 100_000, "null", "NaN", "9" * 10_000, ""])
    def test_json_ld_that_is_none_tells_nothing(self, data: str) -> None:
        assert record(page(data=data)).told.title == TITLE


class TestCompleteness:
    @pytest.mark.parametrize(
        ("told", "expected"),
        [
            ({"isAccessibleForFree": False}, "teaser"),
            ({"isAccessibleForFree": "http://schema.org/False"}, "teaser"),
            ({"isAccessibleForFree": "True"}, "full"),
            ({"articleBody": TEXT}, "full"),
            ({"articleBody": TEXT * 2}, "teaser"),
            ({"articleBody": f"{TEXT * 2} …[...]"}, "unknown"),
            ({"wordCount": 80}, "full"),
            ({"wordCount": "900"}, "teaser"),
        ],
    )
    def test_what_the_page_says(self, told: dict[str, Any], expected: str) -> None:
        assert record(page(data=NEWS | told)).told.completeness == expected

    @pytest.mark.parametrize(
        "behind",
        [
            "<div class='wall'><p>Contenuto riservato agli abbonati</p><a href='/abbonati'>Abbonati</a></div>",
            "<p><a href='/ponte?p=2'>Continua a leggere</a></p>",
            "<p>Il resto della notizia […]</p>",
        ],
    )
    def test_what_stands_behind_the_text(self, behind: str) -> None:
        assert record(page(BODY + behind, data=NEWS | {"isAccessibleForFree": True})).told.completeness == "teaser"


TOO_MANY = f"the page has more than {MAX_ELEMENTS} elements, the most that are read of one"
TOO_DEEP = "the page is nested more than 255 elements deep, or one of its values is longer than 10 MB"
NO_ARTICLE = "the page holds no article, nothing but navigation, pictures or scripts"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (page("<div>" * 100_000 + "Fine"), TOO_DEEP),
        (page(f"<p class='{'a' * 9_000_000}'>Uno</p>") + " " * 1_000_000, f"the file is larger than {MAX_BYTES} bytes, the most that one text of its kind may take"),
        (page("<p>Uno</p>" * 25_000), TOO_MANY),
        (page("<" * 300_000), TOO_MANY),
        (page("<p>" + "<a href='/x'>Uno</a> " * 4_001), "the page has more than 4000 links, as no article has"),
        (page("Il conto \x00 è 5"), "the file is binary, not text"),
        ("<html><head><title>Solo un titolo</title></head></html>", NO_ARTICLE),
        ("<html></html>", NO_ARTICLE),
        ("<html><body><script>var a = 1</script><img src='x'></body></html>", NO_ARTICLE),
    ],
    ids=["deep", "long", "wide", "brackets", "links", "NUL", "title", "empty", "script"],
)  # fmt: skip
def test_a_page_that_is_refused_says_why(data: str, why: str) -> None:
    assert reason(data) == why


def test_a_value_of_megabytes_costs_no_more_than_its_length() -> None:
    assert record(page(f"<p class='{'a' * 5_000_000}'>Una riga di cronaca da Borgolago.</p>{BODY}")).text.endswith(
        TEXT[-50:]
    )


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        raise AssertionError("a reader reached for the network")

    monkeypatch.setattr(socket.socket, "connect", connect)
    head = '<link rel="stylesheet" href="http://127.0.0.1:9/a.css"><base href="http://127.0.0.1:9/">'
    assert record(page(BODY + '<img src="http://127.0.0.1:9/a.png"><iframe src="http://127.0.0.1:9/">', head)).text


def test_a_page_that_breaks_the_extractor_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def breaks(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(trafilatura, "bare_extraction", breaks)
    assert reason(page()) == "the page cannot be read (RecursionError)"


def test_without_its_package_it_says_which_one_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert reason(page()) == "an HTML page needs one more package (trafilatura); install spoglio[html]"
    assert html.FORMAT.extra == "html"


@pytest.mark.parametrize(
    "written", ["\x01", "\x0b", "\ufffe", "&#1;", "&#x1F;", "&#0011;", "&#65535;", "&#xfffe;", "&#xB", "&#14"]
)
def test_characters_that_are_none_vanish(written: str) -> None:
    hurt = page(
        f"<p>Il{written} ponte {written}<script>x</script>{written}<b>è</b>{written} chiuso da 45 giorni, dice Venturini.</p>"
    )
    assert record(hurt).text.endswith("\n\nIl ponte è chiuso da 45 giorni, dice Venturini.")


@pytest.mark.parametrize(
    ("written", "shown"),
    [("&#10;", " "), ("&#9;", " "), ("&#111;", "o"), ("&#x1f6;", "Ƕ"), ("&#232;", "è"), ("&#x20;", " ")],
)
def test_other_characters_by_their_number_stay(written: str, shown: str) -> None:
    assert record(page(f"<p>Il ponte A{written}B è chiuso da 45 giorni.</p>")).text.endswith(
        f"A{shown}B è chiuso da 45 giorni."
    )
