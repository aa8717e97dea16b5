"""All names of a text: order, foreign blocks, cost."""

from itertools import pairwise

import pytest

from tests.counting import calls
from tests.names.naming import NLP, Untagged, names_of
from transforms.names.find import find_names

HOSTILE = {
    "one letter": "a" * 150_000,
    "one capital": "A" * 150_000,
    "capitals": "Aa " * 30_000,
    "shouted": "AA " * 30_000,
    "names": "Mario Rossi " * 5_000,
    "many persons": " ".join(f"Mario R{'abcdefghij'[i % 10]}{i} parla." for i in range(8_000)),
    "particles": "De " * 30_000,
    "hyphens": "A-" * 30_000,
    "roles": "il presidente ucraino, " * 5_000,
    "role and person": "il presidente Mario Rossi. Il leader di Kiev. " * 5_000,
    "bodies": "Commissione per la pace e la " * 5_000,
    "acronyms": "Istituto di Roma (IR) " * 5_000,
    "institutions": "il Senato francese. Il Senato. " * 4_000,
    "bynames": "Anna Verdi detta Anna Bruni detta " * 5_000,
    "handles": "@a_b " * 20_000,
    "works": "libro, Aa Bb «Cc " * 5_000,
    "nouns": "il quotidiano Aa of Bb, " * 5_000,
    "initials": "Aa Bb Cc Dd Ee Ff (ABCDEF) " * 3_000,
    "combining": "a" + "\u0301" * 50_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_cost_grows_with_the_text_and_no_faster(name: str) -> None:
    text = HOSTILE[name]
    find_names(Untagged(text[:2_000]))  # type: ignore[arg-type]
    part, whole = (calls(lambda size=size: find_names(Untagged(text[:size]))) for size in (6_000, 24_000))  # type: ignore[misc, arg-type]
    assert whole <= 4.4 * part + 2_000, (part, whole)


def test_italian_shapes_say_nothing_in_a_foreign_block() -> None:
    text = "Lo scrive sul social.\nThe Senato Academy will meet Mister Brown."
    start = text.index("The")
    foreign = find_names(NLP(text), blocks=[(start, len(text), "en")]).mentions
    assert [text[item.start : item.end] for item in foreign if item.rule.startswith("rule:")] == []
    assert [text[item.start : item.end] for item in names_of(text).mentions if item.rule.startswith("rule:")] != []


def test_empty_and_blank_texts_have_no_names() -> None:
    assert names_of("").mentions == () == names_of(" \n ").mentions


@pytest.mark.parametrize(
    "text",
    ["Il vertice Trump-Putin è finito.", "Il capo della NATO, Mark Rutte, tace.", "Lo scrive @ZelenskyyUa da Kiev."],
)
def test_spans_are_sorted_and_names_never_overlap(text: str) -> None:
    spans = [(item.start, item.end) for item in names_of(text).mentions if item.via != "role"]
    assert spans == sorted(spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_what_was_dropped_is_not_unread_where_a_name_was_found_in_it() -> None:
    names = names_of("Vince la Coppa Italia in Italia.", ("Coppa Italia", "ORG"))
    assert [(item.start, item.end) for item in names.unread] == [(9, 21)]
