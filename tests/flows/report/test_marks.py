"""Facts marked in a text: nothing of the text is lost, nothing of it becomes a tag, every fact has its anchor."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.report.marks import Span, mark, windows
from flows.terminal import printable
from tests.flows.report.reading import Page

KINDS = ("sentence", "quote", "mention", "date", "figure", "unread")


def test_facts_lie_inside_each_other() -> None:
    text = "Era «un milione», disse."
    spans = [Span(8, 15, "figure", "f1", "count"), Span(5, 15, "quote", "q1"), Span(0, 24, "sentence")]
    assert mark(text, spans, (0, 24)) == (
        '<span class="sentence">Era «<mark class="quote" id="q1">un <mark class="figure" id="f1" title="count">milione'
        "</mark></mark>», disse.</span>"
    )


def test_a_fact_that_crosses_the_end_of_another_is_divided() -> None:
    html = mark("abcdef", [Span(0, 4, "quote", "q1"), Span(2, 6, "date", "d1")], (0, 6))
    assert html == (
        '<mark class="quote" id="q1">ab<mark class="date" id="d1">cd</mark></mark><mark class="date">ef</mark>'
    )


def test_only_what_lies_in_the_window_is_shown() -> None:
    html = mark("abcdef", [Span(0, 6, "quote", "q1"), Span(0, 1, "date", "d1")], (2, 4))
    assert html == '<mark class="quote">cd</mark>'


def test_a_text_cannot_become_a_tag() -> None:
    text = "<script>alert('x')</script>&\"\x1b\u202e"
    html = mark(text, [Span(0, 8, "figure", "f1", '"><b>')], (0, len(text)))
    page = Page(html)
    assert page.tags == {"mark"}
    assert page.anchors == {"f1": ("mark", "<script>")}
    assert "\x1b" not in html
    assert "\\u202e" in html


@given(
    text=st.text(alphabet="ab<>&\"' \n\x1b\u202e", min_size=1, max_size=30),
    spans=st.lists(st.tuples(st.integers(0, 30), st.integers(1, 31), st.sampled_from(KINDS)), max_size=8),
)
def test_all_of_the_text_stays_and_tags_never_cross(text: str, spans: list[tuple[int, int, str]]) -> None:
    made = [Span(start, end, kind, f"x{at}") for at, (start, end, kind) in enumerate(spans) if start < end]
    html = mark(text, made, (0, len(text)))
    page = Page(f"<div id=all>{html}</div>")
    assert page.crossed == []
    assert page.anchors["all"][1] == printable(text, keep="\n\t")
    assert set(page.anchors) - {"all"} == {span.anchor for span in made if span.start < len(text)}
    assert escape("<") not in page.anchors["all"][1] or escape("<") in text


@pytest.mark.parametrize(
    ("length", "spans", "shown"),
    [
        (50, [(10, 12)], [(0, 50)]),
        (500, [(10, 12), (14, 16), (300, 400)], [(5, 21), (295, 310)]),
        (500, [(0, 500)], [(0, 10)]),
        (500, [(498, 500)], [(493, 500)]),
        (500, [], []),
    ],
)
def test_windows(length: int, spans: list[tuple[int, int]], shown: list[tuple[int, int]]) -> None:
    assert windows(length, spans, whole=100, around=5) == shown
