"""The vocabulary of claims, read once from `seeds/reference/it`: which words count, carry, measure, report or doubt."""

from functools import cache

from transforms.reference import read_reference


@cache
def words(table: str, column: str = "word") -> frozenset[str]:
    """All words of one reference table, such as ``words("event_nouns")``."""
    return frozenset(row[column] for row in read_reference(f"it/{table}.csv", required=(column,)))


@cache
def classes(table: str, column: str = "class") -> dict[str, frozenset[str]]:
    """The words of one reference table by class, such as ``classes("counted_words")["adjective"]``."""
    found: dict[str, set[str]] = {}
    for row in read_reference(f"it/{table}.csv", required=("word", column)):
        found.setdefault(row[column], set()).add(row["word"])
    return {name: frozenset(members) for name, members in found.items()}


def is_word(table: str, word: str) -> bool:
    """Whether `word` (lower case) stands in the table."""
    return word in words(table)


@cache
def toll_families() -> dict[str, str]:
    """Word of a toll → its family: dead, hurt, sick, missing, displaced, arrested."""
    return {row["word"]: row["family"] for row in read_reference("it/toll_words.csv", required=("word", "family"))}


@cache
def modality_words() -> dict[tuple[str, str], frozenset[str]]:
    """(modality, class of word) → the words that mark it."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in read_reference("it/modality_words.csv", required=("word", "modality", "class")):
        found.setdefault((row["modality"], row["class"]), set()).add(row["word"])
    return {key: frozenset(members) for key, members in found.items()}


@cache
def speakers() -> frozenset[str]:
    """Nouns of people and bodies that can say something."""
    rows = read_reference("it/speech_nouns.csv", required=("lemma", "kind"))
    return frozenset(row["lemma"] for row in rows if row["kind"] in ("person", "group"))


@cache
def vehicles() -> frozenset[str]:
    """Nouns of what carries people."""
    return classes("event_nouns")["vehicle"]


@cache
def events() -> frozenset[str]:
    """Nouns of what happens: attacks, earthquakes, accidents."""
    return classes("event_nouns")["event"]
