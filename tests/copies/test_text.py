"""A text as copies are told from it: words, quotations, shingles and their sample."""

from transforms.copies.text import shingled, shingles_of


def test_four_words_make_a_shingle() -> None:
    assert len(shingled("Il pane costa più caro").shingles) == 2
    assert shingled("Il pane costa").shingles == ()
    assert shingled("").shingles == ()


def test_case_accents_and_signs_make_no_difference() -> None:
    assert shingled("E' tornata la neve, perchè fa freddo!") == shingled("È TORNATA la neve (perché) fa freddo")


def test_words_inside_quotations_are_left_out_and_those_around_follow_each_other() -> None:
    text = "La preside dice «che bella giornata» e saluta tutti"
    start, end = text.index("«"), text.index("»") + 1
    assert shingled(text, [(start, end)]) == shingled("La preside dice e saluta tutti")
    # Two spans of which one lies in the other, in any order.
    assert shingled(text, [(start + 3, start + 7), (start, end)]) == shingled(text, [(start, end)])


def test_the_numbers_are_the_same_on_every_machine() -> None:
    assert shingles_of(["a", "b", "c", "d"]) == (1_628_168_848,)


def test_a_short_text_keeps_all_its_shingles_and_a_long_one_an_eighth() -> None:
    short, long = shingled(" ".join(map(str, range(40)))), shingled(" ".join(map(str, range(4_003))))
    assert set(short.sample()) == short.distinct
    assert len(long.sample()) == 500


def test_signs_that_are_no_text_do_no_harm() -> None:
    assert len(shingled("\ud800 \x00 uno due tre quattro \u202e cinque ﷺ").shingles) >= 2
