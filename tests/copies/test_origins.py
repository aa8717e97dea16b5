"""From which texts a text was taken, and what it is to them."""

from itertools import pairwise
from random import Random

import pytest

from transforms.copies import groups_of, likely_origins, origins_of, shingled
from transforms.copies.text import Shingled

_CHOICE = Random(5)
WORDS = ["".join(_CHOICE.choices("abcdefghilmnopqrstuvz", k=7)) for _ in range(2_000)]


def passage(seed: int, n_words: int) -> str:
    return " ".join(Random(seed).choices(WORDS, k=n_words))


def edited(text: str, share: float) -> str:
    choice = Random(1)
    return " ".join(choice.choice(WORDS) if choice.random() < share else word for word in text.split())


def told(later: str, *earlier: str) -> list[tuple[str, str]]:
    before = [(str(number), shingled(text)) for number, text in enumerate(earlier)]
    return [(copy.other_doc_id, copy.relation) for copy in origins_of("later", shingled(later), before)]


WIRE = passage(1, 200)


@pytest.mark.parametrize(
    ("later", "relation"),
    [
        (WIRE, "copy"),
        (edited(WIRE, 0.1), "copy"),
        (edited(WIRE, 0.2), "copy"),
        (" ".join(WIRE.split()[100:] + WIRE.split()[:100]), "copy"),
        (" ".join(WIRE.split()[:80]), "abridged"),
        (f"{WIRE} {passage(2, 200)}", "extended"),
        (f"{passage(2, 150)} {' '.join(WIRE.split()[20:80])} {passage(3, 50)}", "lifts"),
    ],
)
def test_what_a_later_text_is_to_an_earlier_one(later: str, relation: str) -> None:
    assert told(later, WIRE) == [("0", relation)]


def test_how_much_was_taken_is_told_of_the_shorter_text() -> None:
    (copy,) = origins_of("later", shingled(f"{WIRE} {passage(2, 100)}"), [("wire", shingled(WIRE))])
    assert (copy.doc_id, copy.other_doc_id, copy.containment, copy.longest_run) == ("later", "wire", 1.0, 200)


def test_what_reporters_of_one_event_share_is_no_copy() -> None:
    shared = passage(9, 7)
    assert told(f"{passage(2, 90)} {shared} {passage(4, 40)}", f"{passage(3, 100)} {shared}") == []


def test_one_long_sentence_is_lifted_and_a_short_one_is_not() -> None:
    for n_words, found in ((24, [("0", "lifts")]), (12, [])):
        assert told(f"{passage(2, 120)} {passage(9, n_words)}", f"{passage(9, n_words)} {passage(3, 130)}") == found


def test_a_headline_proves_nothing() -> None:
    assert told(passage(9, 8), f"{passage(9, 8)} {passage(3, 100)}") == []
    assert told("", WIRE) == []


def test_copies_of_one_wire_are_not_told_to_copy_one_another() -> None:
    assert told(edited(WIRE, 0.05), WIRE, f"{WIRE} fine", f"{WIRE} ancora") == [("0", "copy")]


def test_of_two_equal_origins_the_earlier_is_told() -> None:
    assert told(f"{WIRE} fine", f"{WIRE} alfa", f"{WIRE} beta") == [("0", "copy")]


def test_a_text_put_together_from_two_names_both() -> None:
    other = passage(8, 120)
    assert told(f"{WIRE} {other}", other, WIRE) == [("1", "extended"), ("0", "extended")]


def test_many_copies_of_one_wire_do_not_hide_another_origin() -> None:
    lifted = passage(8, 60)
    later = shingled(f"{WIRE} {lifted}")
    copies = [(f"copy{n}", shingled(f"{WIRE} {n}")) for n in range(30)]
    other = ("other", shingled(f"{lifted} {passage(7, 100)}"))
    before = [*copies, other]
    likely = likely_origins(frozenset(later.sample()), [(key, frozenset(text.sample())) for key, text in before])
    assert "other" in likely
    assert "copy0" in likely
    assert len(likely) <= 9


def test_texts_are_compared_in_proportion_to_their_words() -> None:
    class Counted(tuple[int, ...]):
        steps = 0

        def __iter__(self):  # type: ignore[no-untyped-def] # a generator here, an iterator above
            for shingle in super().__iter__():
                Counted.steps += 1
                yield shingle

    steps = []
    for n_words in (1_000, 2_000, 4_000):
        text, other = shingled(passage(1, n_words)), shingled(passage(2, n_words // 2) + " " + passage(1, n_words // 2))
        counted = [Shingled(Counted(each.shingles), each.distinct) for each in (text, other)]
        Counted.steps = 0
        assert origins_of("later", counted[1], [("earlier", counted[0])])
        steps.append(Counted.steps)
    assert all(later <= 2.1 * earlier for earlier, later in pairwise(steps))


def test_what_hangs_together_is_one_group() -> None:
    assert sorted(map(sorted, groups_of([(1, 2), (5, 4), (2, 3), (7, 5)]))) == [[1, 2, 3], [4, 5, 7]]
    assert groups_of([]) == []
    assert groups_of([(n, n + 1) for n in range(10_000)]) == [set(range(10_001))]
