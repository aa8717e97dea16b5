"""Names that we marked ourselves: first marks of Wikinews corrected, two readers compared, names in texts of others.

``python -m training.own_names [folder] [--out file]`` applies ``training/data/names/corrections.csv`` to the marks in
``names/wikinews_own.tsv`` of the folder (``../shared/data/model/free``), tells what changed and how two readers agree,
and writes the corrected marks where asked. What is a name: ``training/data/names/CONVENTIONS.md``.
"""

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from training.newspapers import NamedSentence, names_of

OWN = Path(__file__).resolve().parent / "data" / "names"
FREE = Path(__file__).resolve().parents[2] / "shared" / "data" / "model" / "free"
KINDS = ("PER", "LOC", "ORG")

#: Texts of others of which only the names lie here: file of marks → the text in the folder of free data, how many of
#: its sentences are marked, from the first.
ELSEWHERE = {
    "ntrex_marks": ("text/ntrex_ita.txt", 1_310),
    "pud_marks": ("ud/it_pud-ud-test.conllu", 1_000),
}

_TREE_TEXT = "# text = "
_TOKEN = re.compile(r"\w+|[^\w\s]")
_TAG = re.compile(rf"O|[BI]-(?:{'|'.join(KINDS)})")

#: One sentence: a row a token, the token first, then a tag a reader.
Rows = list[tuple[str, ...]]


class MarksError(ValueError):
    """A file of marks that cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of the table of corrections.

    Attributes:
        sentence: number of the sentence in its file, from 1.
        surface: the tokens that it is about, parted by spaces; the first such tokens with the old tags are meant.
        old: their tags as they were.
        new: their tags as they ought to be.
        why: the convention that asks for it.
    """

    sentence: int
    surface: tuple[str, ...]
    old: tuple[str, ...]
    new: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers mark the same.

    Attributes:
        spans: names of the first, of the second, of both alike.
        tokens: tokens inside names of the first, of the second, of both with the same kind.
    """

    spans: tuple[int, int, int]
    tokens: tuple[int, int, int]

    @property
    def span_f1(self) -> float:
        """F1 of whole names."""
        return _f1(self.spans)

    @property
    def token_f1(self) -> float:
        """F1 of tokens inside names."""
        return _f1(self.tokens)


def read_rows(path: Path, columns: int = 2) -> Iterator[Rows]:
    """Sentences of a file with one token a line and its tags behind it, parted by tabs; an empty line ends a sentence.

    Raises:
        MarksError: if a line has another number of columns or a tag that continues nothing.
    """
    rows: Rows = []
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate([*lines, ""], start=1):
        if line:
            cells = tuple(line.split("\t"))
            if len(cells) != columns or not cells[0]:
                raise MarksError(f"{path.name}, line {number}: {columns} columns are expected, the token first.")
            before = rows[-1][1:] if rows else ("O",) * (columns - 1)
            for last, tag in zip(before, cells[1:], strict=True):
                if not _TAG.fullmatch(tag) or (tag[0] == "I" and last[2:] != tag[2:]):
                    raise MarksError(f"{path.name}, line {number}: the tag {tag!r} cannot stand behind {last!r}.")
            rows.append(cells)
        elif rows:
            yield rows
            rows = []


def read_corrections(path: Path) -> Iterator[Correction]:
    """The rows of a table of corrections.

    Raises:
        MarksError: if a row has not one old and one new tag a token.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for row in (reader := csv.DictReader(file)):
            surface, old, new = (tuple(row[name].split(" ")) for name in ("surface", "old", "new"))
            if not row["sentence"].isdecimal() or not len(surface) == len(old) == len(new):
                raise MarksError(f"{path.name}, line {reader.line_num}: each token needs an old and a new tag.")
            yield Correction(int(row["sentence"]), surface, old, new, row["why"])


def corrected(sentences: Iterable[Rows], corrections: Iterable[Correction]) -> list[Rows]:
    """The sentences with their corrections.

    Raises:
        MarksError: if a correction is about tokens or tags that are not there.
    """
    result = [list(rows) for rows in sentences]
    for correction in corrections:
        if not 1 <= correction.sentence <= len(result):
            raise MarksError(f"a correction is about sentence {correction.sentence}, but there are {len(result)}.")
        rows = result[correction.sentence - 1]
        length = len(correction.surface)
        meant = list(zip(correction.surface, correction.old, strict=True))
        at = next((at for at in range(len(rows) - length + 1) if rows[at : at + length] == meant), None)
        if at is None:
            raise MarksError(
                f"sentence {correction.sentence} does not hold “{' '.join(correction.surface)}” marked "
                f"“{' '.join(correction.old)}”: corrections and marks are of different versions."
            )
        rows[at : at + length] = zip(correction.surface, correction.new, strict=True)
    return result


def marked_elsewhere(marks: Path, text: Path, count: int) -> Iterator[NamedSentence]:
    """The first sentences of a text with their names, which lie in a table of their own.

    Args:
        marks: table of sentence (from 1), kind, surface, and how often the surface stands before it in the sentence.
        text: a sentence a line, or a treebank, whose sentences are its lines "# text = ".
        count: how many sentences are marked.

    Raises:
        MarksError: if a name does not stand in its sentence.
    """
    lines = text.read_text(encoding="utf-8").split("\n")
    if text.suffix == ".conllu":
        lines = [line.removeprefix(_TREE_TEXT) for line in lines if line.startswith(_TREE_TEXT)]
    spans: dict[int, dict[int, tuple[int, str]]] = {}
    with marks.open(encoding="utf-8", newline="") as file:
        for row in (reader := csv.DictReader(file)):
            surface = row["surface"]
            number, before = (int(row[name]) if row[name].isdecimal() else -1 for name in ("sentence", "before"))
            sentence = lines[number - 1] if 1 <= number <= min(count, len(lines)) else ""
            places = re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", sentence)
            place = next(islice(places, before, None), None) if before >= 0 else None
            if place is None or row["kind"] not in KINDS:
                raise MarksError(f"{marks.name}, line {reader.line_num}: “{surface}” stands nowhere in its sentence.")
            spans.setdefault(number, {})[place.start()] = (place.end(), row["kind"])
    for number, sentence in enumerate(lines[:count], start=1):
        yield named(sentence, spans.get(number, {}))


def named(text: str, names: dict[int, tuple[int, str]]) -> NamedSentence:
    """A sentence cut into plain tokens that carry the names: start → end and kind, empty where it is not known."""
    spans: list[tuple[int, int]] = []
    tags: list[str] = []
    end, kind = 0, ""
    for token in _TOKEN.finditer(text):
        spans.append(token.span())
        if token.start() in names:
            end, kind = names[token.start()]
            tags.append(f"B-{kind}" if kind else "?")
        elif token.start() < end:
            tags.append(f"I-{kind}" if kind else "?")
        else:
            tags.append("O")
    return NamedSentence(text, tuple(spans), tuple(tags), tuple(names_of(tags, spans)))


def agreement(sentences: Iterable[Rows], first: int = 1, second: int = 2) -> Agreement:
    """Compare the tags in two columns."""
    spans, tokens = Counter[str](), Counter[str]()
    for rows in sentences:
        ours, theirs = ([row[column] for row in rows] for column in (first, second))
        mine, yours = set(spans_of(ours)), set(spans_of(theirs))
        spans.update(first=len(mine), second=len(yours), both=len(mine & yours))
        for one, other in zip(ours, theirs, strict=True):
            tokens.update(first=one != "O", second=other != "O", both=one != "O" and one[2:] == other[2:])
    told = [(counts["first"], counts["second"], counts["both"]) for counts in (spans, tokens)]
    return Agreement(told[0], told[1])


def spans_of(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """First token, token behind the last, and kind of each name.

    >>> list(spans_of(["O", "B-PER", "I-PER", "B-LOC"]))
    [(1, 3, 'PER'), (3, 4, 'LOC')]
    """
    start = 0
    for at, tag in enumerate([*tags, "O"]):
        if tag[0] != "I":
            if at and tags[at - 1] != "O":
                yield start, at, tags[at - 1][2:]
            start = at


def write_rows(sentences: Iterable[Rows], path: Path) -> None:
    """Write sentences as `read_rows` reads them."""
    text = "\n\n".join("\n".join("\t".join(row) for row in rows) for rows in sentences)
    path.write_text(text + "\n", encoding="utf-8")


def names_in(sentences: Iterable[Rows], column: int = 1) -> int:
    """How many names a column marks."""
    return sum(row[column].startswith("B-") for rows in sentences for row in rows)


def _f1(counts: tuple[int, int, int]) -> float:
    first, second, both = counts
    return 2 * both / (first + second) if first + second else 0.0


def main() -> int:
    """Command line of the module."""
    parser = argparse.ArgumentParser(
        prog="python -m training.own_names", description=__doc__.split("\n", maxsplit=1)[0]
    )
    parser.add_argument("folder", type=Path, nargs="?", default=FREE, help="folder with names/wikinews_own.tsv")
    parser.add_argument("--out", type=Path, help="where the corrected marks go")
    options = parser.parse_args()
    marks = options.folder / "names" / "wikinews_own.tsv"
    needed = (marks, *(options.folder / text for text, _ in ELSEWHERE.values()))
    if absent := [str(path) for path in needed if not path.is_file()]:
        print(f"{', '.join(absent)}: not here; give the folder that holds them.", file=sys.stderr)
        return 2
    try:
        first = list(read_rows(marks))
        corrections = list(read_corrections(OWN / "corrections.csv"))
        result = corrected(first, corrections)
        twice = list(read_rows(OWN / "wikinews_dev_twice.tsv", columns=4))
        elsewhere = {
            text: list(marked_elsewhere(OWN / f"{name}.csv", options.folder / text, count))
            for name, (text, count) in ELSEWHERE.items()
        }
    except MarksError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{len(first):,} sentences, {names_in(first):,} names; with corrections {names_in(result):,}:")
    for why, count in Counter(correction.why for correction in corrections).most_common():
        print(f"  {count:4} {why}")
    told = agreement(twice)
    print(f"two readers of {len(twice)} sentences: spans F1 {told.span_f1:.3f}, tokens F1 {told.token_f1:.3f}")
    for text, sentences in elsewhere.items():
        print(f"{len(sentences):,} sentences of {text}: {sum(len(sentence.names) for sentence in sentences):,} names")
    if options.out:
        write_rows(result, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
