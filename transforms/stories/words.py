"""The vocabulary of stories: words that stand in any text, and names under which anything happens."""

from functools import cache

from transforms.reference import read_reference, words


@cache
def everyday_stems() -> frozenset[str]:
    """Stems, as the search makes them, that tell nothing of the event: "ieri", "milioni", "sindaco"."""
    return words("it/stories/everyday_words", "stem")


#: Groups of the table of entities whose names are in the news every day, whatever happens.
_EVERYDAY_GROUPS = frozenset({"person", "party", "body", "media"})


@cache
def names_that_link_nothing() -> frozenset[str]:
    """Canonical names that say little of an event.

    Those of countries and what is larger ("Europa"), of who publishes ("ANSA"), of public persons, bodies and parties
    that the reference tables know, and of any body ("Procura").
    """
    territories = read_reference("world/territories", required=("name",))
    outlets = read_reference("world/outlets", required=("name",))
    entities = read_reference("world/entities", required=("name",))
    return frozenset(
        {row["name"] for row in (*territories, *outlets)}
        | {row["name"] for row in entities if row["group"] in _EVERYDAY_GROUPS}
        | {
            row["name"]
            for row in entities
            if row["kind"] == "LOC" and row["group"] != "landmark" and not row["country"]
        }
        | words("it/documents/agencies", "name")
        | words("it/names/name_words", effect="org")
    )
