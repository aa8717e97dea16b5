"""The vocabulary of stories: words that stand in any text, and names under which anything happens."""

from functools import cache

from transforms.reference import read_reference, split_cell, words


@cache
def everyday_stems() -> frozenset[str]:
    """Stems, as the search makes them, that tell nothing of the event: "ieri", "milioni", "sindaco"."""
    return words("it/stories/everyday_words", "stem")


@cache
def names_that_link_nothing() -> frozenset[str]:
    """Canonical names of countries, parts of the world, who publishes, and any body: "Italia", "ANSA", "Procura"."""
    territories = read_reference("world/territories", required=("name",))
    outlets = read_reference("world/outlets", required=("name",))
    return frozenset(
        {row["name"] for row in (*territories, *outlets)}
        | {part for row in territories for part in split_cell(row["region"])}
        | words("it/documents/agencies", "name")
        | words("it/names/name_words", effect="org")
    )
