"""Taken spans, against the plain definition."""

from hypothesis import given
from hypothesis import strategies as st

from expectations.spans import Spans

span = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(span, max_size=12), span)
def test_touch_is_to_share_a_code_point(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    shared = any(start < asked[1] and asked[0] < end for start, end in spans)
    assert Spans(spans).touch(*asked) == shared


@given(st.lists(span, max_size=12), span)
def test_a_span_inside_another_is_covered(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    if any(start <= asked[0] and asked[1] <= end for start, end in spans):
        assert Spans(spans).cover(*asked)
    taken = {at for start, end in spans for at in range(start, end)}
    if Spans(spans).cover(*asked):
        assert taken.issuperset(range(*asked))


def test_neighbours_do_not_touch() -> None:
    assert not Spans([(0, 5)]).touch(5, 9)
    assert not Spans([(0, 5), (5, 9)]).cover(4, 6)
    assert not Spans([]).touch(0, 1)
