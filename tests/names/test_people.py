"""The table of people: one row a noun, and each column does in a sentence what it says."""

from collections import Counter

from tests.examples import rows_with_examples
from tests.names.naming import marked
from transforms.figures import find_ages
from transforms.language import lex, nouns, titles_like
from transforms.names.role_phrases import role_nouns
from transforms.names.scan import fold, scan_words
from transforms.names.words import titles
from transforms.numbers import NumberText, find_numerals
from transforms.reference import split_cell

PEOPLE = rows_with_examples("it/speech/people")


def with_value(column: str) -> list[dict[str, str]]:
    """The rows that fill a column."""
    return [row for row in PEOPLE if row[column]]


def test_a_noun_has_one_row() -> None:
    assert [noun for noun, count in Counter(row["noun"].lower() for row in PEOPLE).items() if count > 1] == []


def test_those_who_speak_are_nouns_of_speech() -> None:
    assert [row for row in with_value("speaks") if row["noun"] not in nouns(row["speaks"])] == []
    assert {row["speaks"] for row in PEOPLE} == {"", "person", "group"}
    assert titles_like("allenatore") == ("tecnico", "ct")


def test_a_title_stays_outside_the_name() -> None:
    for row in with_value("title"):
        assert fold(row["noun"].rstrip(".").split(".")[0]) in titles(), row
        assert marked(f"Lo ha detto {row['noun']} Mario Rossi.") == f"Lo ha detto {row['noun']} [Mario Rossi|PER]."


def test_an_age_may_follow_a_noun() -> None:
    for row in with_value("ages"):
        assert set(split_cell(row["ages"])) <= {"person", "kin", "parent", "baby"}, row
        text = f"ecco {row['noun']} di {'3 mesi' if 'baby' in row['ages'] else '46 anni'}"
        lexemes = lex(text)
        reading = NumberText(text, lexemes, find_numerals(text, lexemes))
        assert find_ages(reading, bytearray(len(lexemes))), row


def test_a_description_is_read_with_its_kind() -> None:
    for row in with_value("describes"):
        norms = [word.norm for word in scan_words(row["noun"])]
        found = role_nouns().match(norms, 0)
        assert found is not None, row
        assert (found[0].kind, found[0].sort, found[1]) == (row["describes"], row["sort"], len(norms))
    assert {row["sort"] for row in with_value("describes")} == {
        "office",
        "post",
        "team",
        "trade",
        "leader",
        "body",
        "land",
    }
