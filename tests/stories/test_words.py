"""Words and names of every day: stems are those of the search, names those of the reference tables."""

import pytest

from transforms.reference import read_reference
from transforms.stories.words import everyday_stems, names_that_link_nothing
from warehouse.words import stems_of


def test_every_stem_is_that_of_its_word() -> None:
    rows = read_reference("it/stories/everyday_words")
    made = dict(stems_of(row["word"] for row in rows).rows())
    unaccented = str.maketrans("àèéìòù", "aeeiou")
    assert [row["word"] for row in rows if (made[row["word"]] or "").translate(unaccented) != row["stem"]] == []


def test_words_of_any_text_are_everyday_and_those_of_an_event_are_not() -> None:
    assert {"ier", "milion", "sindac"} <= everyday_stems()
    assert not {"terremot", "argin", "cocain"} & everyday_stems()


@pytest.mark.parametrize(
    "name", ["Italia", "Europa", "ANSA", "la Repubblica", "Unione europea", "Procura", "Volodymyr Zelensky"]
)
def test_these_names_link_nothing(name: str) -> None:
    assert name in names_that_link_nothing()


@pytest.mark.parametrize("name", ["Bologna", "Toscana", "Abano Terme", "Colosseo", "Microsoft", "Roccaspina"])
def test_places_below_a_country_and_companies_may_link(name: str) -> None:
    assert name not in names_that_link_nothing()
