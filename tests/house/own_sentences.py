"""Example sentences are our own: none repeats a run of five words of a gold article.

``python -m tests.house.own_sentences [path ...]`` prints file, line, run and article; without paths it reads everything.
A run is ordinary language, and free, when ten other articles hold it and at most two of its words are capitalised.
The articles lie in ``../shared/gold``; where it is absent nothing can be compared.
"""

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.paths import ROOT, SHARED

WORDS_IN_A_RUN = 5
OTHER_ARTICLES = 10
CAPITALISED_WORDS = 2
ARTICLES = ("dev", "train", "wire")
CODE = ("expectations", "flows", "tests", "training", "transforms", "warehouse")
#: Exempt: what the model is trained on, and what `make contract` writes from the contract, which is read itself.
EXEMPT = (ROOT / "training" / "data", ROOT / "warehouse" / "generated")

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
#: In code a line end or a dash may be written as an escape: it parts words and is none.
_ESCAPE = re.compile(r"\\(?:[nrt]|x[0-9a-f]{2}|u[0-9a-f]{4})", re.IGNORECASE)
#: Strings of a list are no sentence together.
_COMMA_BETWEEN_STRINGS = re.compile(r"""(?<=["']),(?=\s*[rbf]?["'])""")

Articles = dict[tuple[str, ...], set[str]]


@dataclass(frozen=True)
class Repeated:
    """Words of ours that stand in an article: the longest stretch of runs that follow each other."""

    path: Path
    line: int
    words: str
    article: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}: “{self.words}” stands in {self.article}"


def runs_of(texts: Iterable[tuple[str, str]]) -> Articles:
    """Every run of five words, lower-case and without punctuation → the names of the articles that hold it."""
    held: Articles = defaultdict(set)
    for name, text in texts:
        words = _WORD.findall(text.lower())
        for run in zip(*(words[at:] for at in range(WORDS_IN_A_RUN)), strict=False):
            held[run].add(name)
    return held


def gold_articles() -> Iterator[tuple[str, str]]:
    """Name and text of the articles that our sentences must not repeat."""
    for folder in ARTICLES:
        for path in sorted((SHARED / "gold" / folder).glob("*.txt")):
            if path.with_suffix(".json").exists():  # the others are lists of articles
                yield f"{folder}/{path.stem}", path.read_text(encoding="utf-8")


def our_texts() -> Iterator[Path]:
    """Code, documents and reference tables."""
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".md", ".sql"} and not any(path.is_relative_to(exempt) for exempt in EXEMPT):
                yield path
    yield from sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs").glob("*.svg")])
    yield from sorted(path for path in (ROOT / "seeds").rglob("*") if path.suffix in {".csv", ".md"})


def pieces(path: Path) -> Iterator[tuple[int, str]]:
    """Stretches of a file that are read as one text, each with its first line: the examples of a table, else all of it.

    Code is read as it stands: its own words, and commas between strings, break a run; the ends of lines, quotation marks
    and comment signs do not.
    """
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            yield from _examples(csv.DictReader(file))
        elif path.suffix == ".py":
            code = _ESCAPE.sub(lambda escape: " " * len(escape[0]), file.read())
            yield 1, _COMMA_BETWEEN_STRINGS.sub("_", code)
        else:
            yield 1, file.read()


def _examples(rows: "csv.DictReader[str]") -> Iterator[tuple[int, str]]:
    """The example of each row without the names of several words that the row is about: those are facts of the world."""
    for row in rows:
        example = row.pop("example", None) or row.pop("template", None) or ""
        facts = [fact for cell in row.values() for fact in (cell or "").split(" | ")]
        for fact in sorted((fact for fact in facts if " " in fact), key=len, reverse=True):
            example = re.sub(rf"\b{re.escape(fact)}\b", " _ ", example, flags=re.IGNORECASE)
        yield rows.line_num, example


def repeated(path: Path, articles: Articles) -> Iterator[Repeated]:
    """What a file of ours repeats."""
    for first_line, text in pieces(path):
        words = list(_WORD.finditer(text))
        low = [word[0].lower() for word in words]
        at = 0
        while at + WORDS_IN_A_RUN <= len(words):
            article = _taken_from(low, words, at, articles)
            if article is None:
                at += 1
                continue
            end = at
            while end + 1 + WORDS_IN_A_RUN <= len(words) and _taken_from(low, words, end + 1, articles) == article:
                end += 1
            last = end + WORDS_IN_A_RUN
            line = first_line + text.count("\n", 0, words[at].start())
            yield Repeated(path, line, " ".join(word[0] for word in words[at:last]), article)
            at = end + 1


def _taken_from(low: list[str], words: list[re.Match[str]], at: int, articles: Articles) -> str | None:
    """The first article with the run that begins at a word; None where there is none or the run is ordinary."""
    held = articles.get(tuple(low[at : at + WORDS_IN_A_RUN]))
    if not held:
        return None
    capitalised = sum(word[0][0].isupper() for word in words[at : at + WORDS_IN_A_RUN])
    if len(held) > OTHER_ARTICLES and capitalised <= CAPITALISED_WORDS:
        return None
    return min(held)


def main() -> None:
    """Command line of the module."""
    if not SHARED.is_dir():
        sys.exit("../shared is not here: there are no articles to compare with.")
    articles = runs_of(gold_articles())
    chosen = [Path(name).resolve() for name in sys.argv[1:]]
    for path in our_texts():
        if not chosen or any(path.is_relative_to(name) for name in chosen):
            for found in repeated(path, articles):
                print(found)


if __name__ == "__main__":
    main()
