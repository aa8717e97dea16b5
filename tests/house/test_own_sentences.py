"""No example of ours is taken from a gold article."""

from pathlib import Path

import pytest

from tests.house import own_sentences

OURS = "Ieri la piccola volpe rossa dormiva sotto il ponte di Borgo Nuovo Superiore."


def found_in(text: str, articles: list[str], tmp_path: Path, name: str = "ours.md") -> list[str]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    held = own_sentences.runs_of((str(at), article) for at, article in enumerate(articles))
    return [repeated.words for repeated in own_sentences.repeated(path, held)]


@pytest.mark.slow
def test_no_sentence_of_ours_stands_in_an_article(shared: Path) -> None:
    articles = own_sentences.runs_of(own_sentences.gold_articles())
    found = [str(repeated) for path in own_sentences.our_texts() for repeated in own_sentences.repeated(path, articles)]
    assert not found, "write these in words of your own:\n" + "\n".join(found)


def test_five_words_are_a_run_and_four_are_none(tmp_path: Path) -> None:
    assert not found_in(OURS, ["La piccola volpe rossa corre"], tmp_path)
    assert found_in(OURS, ["«La piccola volpe, rossa» dormiva."], tmp_path) == ["la piccola volpe rossa dormiva"]


def test_runs_that_follow_each_other_are_told_once(tmp_path: Path) -> None:
    assert found_in(OURS, ["", OURS], tmp_path) == [OURS.rstrip(".")]


@pytest.mark.parametrize(
    ("run", "others", "is_free"),
    [
        ("dormiva sotto il ponte di", 9, False),
        ("dormiva sotto il ponte di", 10, True),
        ("ponte di Borgo Nuovo Superiore", 10, False),
    ],
)
def test_a_run_of_ten_other_articles_is_ordinary_but_no_name(
    tmp_path: Path, run: str, others: int, is_free: bool
) -> None:
    assert bool(found_in(OURS, [run] * (1 + others), tmp_path)) is not is_free


def test_code_is_read_over_the_ends_of_its_lines(tmp_path: Path) -> None:
    code = 'TEXT = (\n    "Ieri la piccola "  # a comment of any kind\n)\n# che la volpe\n# rossa dormiva lì\nX = "la\\nneve cade"\n'
    articles = ["la volpe rossa dormiva lì", "la neve cade", "x la neve cade"]
    assert found_in(code, articles, tmp_path, "ours.py") == ["la volpe rossa dormiva lì"]


def test_strings_of_a_list_are_no_sentence(tmp_path: Path) -> None:
    articles = ["tra il 41 e il 43", "uno due tre quattro cinque"]
    assert not found_in('WORDS = ["tra", "il", "41", "e", "il",\n "43"]', articles, tmp_path, "ours.py")
    assert found_in('TEXT = "uno due "\n "tre quattro cinque"', articles, tmp_path, "ours.py")


def test_of_a_table_the_examples_are_read_without_the_names_of_their_row(tmp_path: Path) -> None:
    table = "name,example,source\nBorgo Nuovo Superiore,Ieri il ponte di Borgo Nuovo Superiore era chiuso,own\n"
    article = "Il ponte di Borgo Nuovo Superiore era chiuso fino a lunedì"
    assert not found_in(table, [article], tmp_path, "ours.csv")
    assert found_in(table, ["ieri il ponte di Borgo"], tmp_path, "ours.csv") == []
    assert found_in(table.replace("Nuovo Superiore era", "Nuovo era"), [article], tmp_path, "ours.csv")
