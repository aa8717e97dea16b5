"""Tables to join with, which follow from the reference tables, and the words of the search."""

from datetime import date
from typing import Annotated, ClassVar

from transforms.contract.base import Row, col
from transforms.contract.words import OutletKind


class CalendarDay(Row):
    """Days with Italian names, weeks and holidays. One day of the calendar."""

    table: ClassVar[str] = "calendar"
    day: Annotated[date, col("Key.", key=True)]
    weekday: Annotated[str, col("Its name: lunedì, martedì …")]
    weekday_number: Annotated[int, col("1 Monday to 7 Sunday.", ge=1, le=7)]
    iso_week: Annotated[str, col("ISO week: 2026-W10.")]
    month: Annotated[str, col("Year and month: 2026-03.")]
    month_name: Annotated[str, col("Name of the month: gennaio, febbraio …")]
    quarter: Annotated[str, col("Year and quarter: 2026-Q1.")]
    year: Annotated[int, col("Year.")]
    is_weekend: Annotated[bool, col("Saturday or Sunday.")]
    holiday: Annotated[str | None, col("The public holiday of Italy on that day.")] = None


class Outlet(Row):
    """Papers, agencies and sites that are known. One outlet, by name or address (seeds/reference/world/outlets.csv)."""

    table: ClassVar[str] = "outlets"
    outlet: Annotated[str, col("Key: its name, as in documents.outlet.", key=True)]
    family: Annotated[
        str | None, col("The publishing house, whose outlets are one origin; NULL: it has no other outlet here.")
    ] = None
    kind: Annotated[OutletKind, col("agency, paper, local, website, aggregator or official.")]
    patterns: Annotated[str, col("Names and domains by which it is known, divided by |.")]
    source: Annotated[str, col("Where that is known from.")]


class Concept(Row):
    """Words that tell what is counted. One word of a concept such as dead (seeds/reference/it/claims/concepts.csv)."""

    table: ClassVar[str] = "concepts"
    concept: Annotated[str, col("The concept, as in figures.concept.")]
    word: Annotated[str, col("A word that means it.", key=True)]
    form: Annotated[
        str, col("noun: tells it alone; case, body: with words around it; state: said of the people counted.", key=True)
    ]


class PlaceName(Row):
    """Places of which the country is known. One name (seeds/reference/world)."""

    table: ClassVar[str] = "place_names"
    name: Annotated[str, col("Key: its name, as in entities.name.", key=True)]
    country: Annotated[str, col("Italian name of the country.")]
    country_code: Annotated[str, col("ISO 3166 code of the country.")]
    continent: Annotated[str | None, col("Part of the world.")] = None
    region: Annotated[str | None, col("The Italian region, of regions and capitals of provinces.")] = None
    region_code: Annotated[str | None, col("ISO 3166-2 code of the region.")] = None


class Relationship(Row):
    """Which column leads to which table. One column that holds keys of another: what a foreign key would tell."""

    table: ClassVar[str] = "relationships"
    table_name: Annotated[str, col("The table or view.", key=True)]
    column_name: Annotated[str, col("Its column.", key=True)]
    refers_to_table: Annotated[str, col("The table whose key the column holds.", key=True)]
    refers_to_column: Annotated[str, col("The key.")]


class WordForm(Row):
    """Forms of words with their stems. One form that stands in the texts, and the stem by which the search finds it."""

    table: ClassVar[str] = "word_forms"
    form: Annotated[str, col("The form as written, in lower case.", key=True)]
    folded: Annotated[str, col("The form without accents.")]
    stem: Annotated[
        str | None, col("Its Italian stem (Snowball), without accents; NULL for articles, prepositions and the like.")
    ] = None
    is_rare: Annotated[bool, col("Whether its stem may tell of an event: neither a word of every day nor with digits.")]
