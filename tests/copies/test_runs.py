"""The longest passage of two texts."""

from transforms.copies.runs import longest_run
from transforms.copies.text import shingled


def run(one: str, other: str) -> int:
    first, second = shingled(one), shingled(other)
    return longest_run(first, second, first.distinct & second.distinct)


def test_the_longest_one_counts() -> None:
    assert (
        run("uno due tre quattro x cinque sei sette otto nove y", "a cinque sei sette otto nove b uno due tre quattro")
        == 5
    )


def test_less_than_a_shingle_is_none() -> None:
    assert run("uno due tre x", "y uno due tre") == 0


def test_a_whole_text_is_one_passage() -> None:
    assert run("uno due tre quattro cinque", "zero uno due tre quattro cinque sei") == 5


def test_passages_that_follow_each_other_in_one_text_only_are_two() -> None:
    one = "a b c d e f g h i j k l"
    assert run(f"{one} m n o p q r", f"m n o p q r {one}") == 12


def test_one_word_a_thousand_times_costs_eight_comparisons_a_word() -> None:
    class Counted(frozenset[int]):
        asked = 0

        def __contains__(self, shingle: object) -> bool:
            Counted.asked += 1
            return super().__contains__(shingle)

    text = shingled("na " * 2_000)
    assert longest_run(text, text, Counted(text.distinct)) > 0
    assert Counted.asked <= 2 * 2_000
