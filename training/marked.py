"""All sentences with names that the name tagger learns from, and those that it is only taught on.

Where they come from: our marks on Wikinews (corrected), in translated news and in our own articles; the annotated
articles of the project. An article wins over single sentences of it.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from training.newspapers import NamedSentence, detokenise, names_of
from training.own_names import ELSEWHERE, FREE, OWN, corrected, marked_elsewhere, named, read_corrections, read_rows
from training.relations.marks import read_marks

AGENCY = OWN.parent / "agency"
ARTICLES = FREE.parents[2] / "gold" / "train"
#: How many of our marked sentences are kept out of training, to choose how long to train.
KEPT_OUT = 500
#: A sentence with fewer letters may stand in many articles.
_TELLING = 15
#: What parts sentences: a new line, or white space behind a stop and before a capital or a number.
BOUNDARY = re.compile(r"\n+|(?<=[.!?…])[\"»”’)]*\s+(?=[«“\"(]?[A-ZÀ-Þ0-9])")
_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-zà-ÿ]\w*")
_UNKNOWN = ""


def wikinews(free: Path = FREE) -> list[NamedSentence]:
    """Our marks on Wikinews with their corrections, in the order of the articles."""
    first = corrected(read_rows(free / "names" / "wikinews_own.tsv"), read_corrections(OWN / "corrections.csv"))
    rows = [*first, *read_rows(OWN / "wikinews_rest.tsv")]
    return [from_rows(sentence) for sentence in rows]


def from_rows(rows: Iterable[tuple[str, ...]], column: int = 1) -> NamedSentence:
    """A sentence of tokens and tags, put together again as it was printed."""
    text, spans = detokenise([row[0] for row in rows])
    tags = tuple(row[column] for row in rows)
    return NamedSentence(text, tuple(spans), tags, tuple(names_of(list(tags), spans)))


def translated(free: Path = FREE) -> list[list[NamedSentence]]:
    """Our marks in NTREX and in PUD, a list each."""
    return [
        list(marked_elsewhere(OWN / f"{name}.csv", free / text, count)) for name, (text, count) in ELSEWHERE.items()
    ]


def articles(folder: Path = ARTICLES) -> list[list[NamedSentence]]:
    """The annotated articles, sentence by sentence; what their annotator was not sure of is unknown."""
    found: list[list[NamedSentence]] = []
    for path in sorted(folder.glob("*.json")):
        entities = json.loads(path.read_text(encoding="utf-8"))["entities"]
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        names = {
            (mention["start"], mention["end"]): _UNKNOWN
            if mention.get("unsure") or entity.get("unsure")
            else entity["kind"]
            for entity in entities
            for mention in entity["mentions"]
            if mention["via"] != "role"
        }
        found.append(list(sentences_of(text, names)))
    return found


def agency(known: Collection[str], folder: Path = AGENCY) -> list[list[NamedSentence]]:
    """Our own articles. Their marks name whom the facts are about, which is nearly every name.

    Args:
        known: words that names are made of; one with a capital that no mark covers is unknown, any other no name.
        folder: where the articles lie.
    """
    found: list[list[NamedSentence]] = []
    for path in sorted(folder.glob("*.txt")):
        for text, gold in read_marks(path):
            names = {
                (mention["start"], mention["end"]): entity["kind"]
                for entity in gold["entities"]
                for mention in entity["mentions"]
                if mention["via"] != "role"
            }
            covered = {offset for start, end in names for offset in range(start, end)}
            for match in _CAPITAL.finditer(text):
                if match.start() not in covered and match.group() in known:
                    names[match.span()] = _UNKNOWN
            found.append(list(sentences_of(text, names)))
    return found


def name_words(sentences: Iterable[NamedSentence]) -> set[str]:
    """The words with a capital that stand in names."""
    return {
        match.group()
        for sentence in sentences
        for start, end, _ in sentence.names
        for match in _CAPITAL.finditer(sentence.text[start:end])
    }


def sentences_of(text: str, names: dict[tuple[int, int], str]) -> Iterator[NamedSentence]:
    """Cut a text into sentences, never within a name.

    Args:
        text: one article.
        names: start and end → kind, empty where the kind is unknown; of names within each other the longest counts.
    """
    kept: dict[tuple[int, int], str] = {}
    for (start, end), kind in sorted(names.items(), key=lambda item: item[0][0] - item[0][1]):
        if not any(start < stop and begin < end for begin, stop in kept):
            kept[start, end] = kind
    cuts = [0]
    for match in BOUNDARY.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in kept):
            cuts.append(match.end())
    for first, last in zip(cuts, [*cuts[1:], len(text)], strict=True):
        sentence = text[first:last].rstrip()
        inside = {start - first: (end - first, kind) for (start, end), kind in kept.items() if first <= start < last}
        if sentence:
            yield named(sentence, inside)


def without(sentences: Iterable[NamedSentence], articles: Iterable[Iterable[NamedSentence]]) -> list[NamedSentence]:
    """The sentences that stand in none of the articles, letter by letter."""
    texts = "\n".join("".join(letters_of(sentence.text) for sentence in article) for article in articles)
    return [
        sentence
        for sentence in sentences
        if len(letters := letters_of(sentence.text)) < _TELLING or letters not in texts
    ]


def letters_of(text: str) -> str:
    """The letters of a text alone.

    >>> letters_of("L' Aula, 2 volte.")
    'laulavolte'
    """
    return re.sub(r"[\W\d_]+", "", text.lower())


def unlabelled(free: Path = FREE) -> list[str]:
    """Sentences without marks: the rest of NTREX, then the machine-translated paragraphs."""
    text, count = ELSEWHERE["ntrex_marks"]
    lines = (free / text).read_text(encoding="utf-8").split("\n")[count:]
    paragraphs = (free / "text" / "squad_it_test_contexts.txt").read_text(encoding="utf-8")
    return [line for line in [*lines, *BOUNDARY.split(paragraphs)] if line.strip()]
