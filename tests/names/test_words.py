"""The vocabulary of names: every row of its tables is read."""

from tests.examples import rows_with_examples
from tests.names.naming import names_of
from transforms.names.scan import fold
from transforms.names.words import ARTICLES, OF, PARTICLES, SMALL, name_words


def test_words_with_an_effect_are_read() -> None:
    for row in rows_with_examples("it/names/name_words"):
        assert fold(row["word"]) in name_words(row["effect"]), row
        assert row["word"] in row["example"], row


def test_given_names_open_the_name_of_a_person() -> None:
    for row in rows_with_examples("it/names/given_names"):
        found = [item for item in names_of(row["example"], published_on=None).mentions if item.kind == "PER"]
        assert [row["example"][item.start : item.end] for item in found] == [f"{row['name']} Bertoldi"], row


def test_small_words_are_written_without_apostrophes() -> None:
    assert not [word for word in SMALL | PARTICLES if "'" in word]
    assert OF | ARTICLES <= SMALL
    assert "colle" not in SMALL
