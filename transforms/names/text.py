"""A text cut for naming, the spans of possible names in it, and the small words around them.

All spans are half-open ranges of words (`transforms.names.words`), so that apostrophes and quotation marks never
enter a name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from transforms.contract import EntityKind
from transforms.names.gazetteer import Gazetteer, Known
from transforms.names.words import Word, fold, gap, opens_sentence, scan_words
from transforms.reference import words


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


#: "di" and its contractions, folded.
OF = _words("di del dello della dei degli delle dell d")
ARTICLES = _words("il lo la l i gli le")
#: Small words inside foreign and Italian surnames: "Ursula von der Leyen", "Antonio Di Pietro", "Osama bin Laden".
PARTICLES = OF | _words("de da dal dalla von van der den ter la le lo los las do dos du des el al bin ben ibn abu")
#: Prepositions, articles and the like: no edge of a name.
SMALL = (
    OF
    | ARTICLES
    | _words("a ad al allo alla ai agli alle all da dal dallo dalla dai dagli dalle dall in nel nello nella nei negli")
    | _words("nelle nell su sul sullo sulla sui sugli sulle sull con col coi per tra fra e ed o od un uno una")
    | _words("che come ma se non ha si")
)
#: No name is longer than this; what is longer is a list or a line in title case.
MAX_WORDS = 12
_ADJECTIVE_ENDS = (
    "ale",
    "ali",
    "are",
    "ico",
    "ica",
    "ici",
    "iche",
    "ivo",
    "iva",
    "ario",
    "aria",
    "ano",
    "ana",
    "ese",
    "ista",
    "oso",
    "osa",
)
_INITIAL_LIKE = _words("st jr mr dr")


@dataclass(frozen=True, slots=True)
class Span:
    """A possible name.

    Attributes:
        first: index of the first word.
        last: index after the last word.
        rank: 3 reference table, 2 model or certain rule, 1 rule; the higher wins where two are equally long.
        known: the spelling of the reference tables that it is, if any.
        head: marks before the first word that belong to the name ("+Europa").
        tail: marks behind the last word that belong to the name ("Yahoo!").
        opens: its capital may be due to its place at the start of a sentence.
    """

    first: int
    last: int
    kind: EntityKind
    rule: str
    rank: int
    known: Known | None = None
    head: str = ""
    tail: str = ""
    opens: bool = False

    @property
    def size(self) -> int:
        """Number of words."""
        return self.last - self.first


@dataclass(slots=True)
class NameText:
    """A text cut for naming.

    Attributes:
        starts: offset of each word.
        gaps: what stands before each word (`name_words.gap`), None where no name goes on.
        opening: words whose capital may be due to their place.
        standing: folded capitalised words that stand somewhere without a hyphen.
        ordinary: folded words that are written in lower case somewhere.
    """

    text: str
    words: list[Word]
    starts: list[int]
    gaps: list[str | None]
    opening: list[bool]
    standing: frozenset[str]
    ordinary: frozenset[str]

    def norm(self, first: int, last: int) -> str:
        """The folded words of a range, joined by blanks."""
        return " ".join(word.norm for word in self.words[first:last])

    def surface(self, span: Span) -> tuple[int, int]:
        """First and last offset of a span in the text."""
        return self.words[span.first].start - len(span.head), self.words[span.last - 1].end + len(span.tail)

    def joined(self, at: int) -> bool:
        """Whether word `at` can go on the name that word `at - 1` began."""
        between = self.gaps[at] if 0 < at < len(self.words) else None
        if between in (".", ".-"):
            before = self.words[at - 1]
            return len(before.text) == 1 or before.norm in _INITIAL_LIKE
        return between in ("", "-", "'")

    def before(self, at: int) -> Word | None:
        """The word that stands directly before word `at` in the same phrase; a stop only behind a short title."""
        between = self.gaps[at] if at else None
        if between not in ("", "'", "."):
            return None
        before = self.words[at - 1]
        return before if between != "." or before.norm in short_titles() else None

    def shouted_line(self, at: int) -> bool:
        """Whether the neighbours of a word are in capitals too, so that capitals say nothing."""
        return sum(word.shouted for word in self.words[max(0, at - 2) : at + 3]) >= 3

    def adjective(self, at: int, known: Gazetteer) -> bool:
        """Whether a lower-case word looks like an adjective of a body's name: "europea", "macedone", "stradale"."""
        word = self.words[at]
        if word.capital:
            return False
        return word.norm in name_words("adj") or word.norm in known.demonyms or word.norm.endswith(_ADJECTIVE_ENDS)

    def spellings(self, at: int, known: Gazetteer) -> Iterator[tuple[int, Known]]:
        """The known spellings that begin at a word: (index after the last word, spelling)."""
        return known.matches(self.text, self.words, at)


def cut(text: str) -> NameText:
    """Cut a text for naming; linear in its length."""
    words = scan_words(text)
    gaps: list[str | None] = [None] if words else []
    for left, right in pairwise(words):
        blank = right.start - left.end == 1 and text[left.end] == " "
        gaps.append("" if blank else gap(text, left, right))
    opening = [word.capital and opens_sentence(text, word) for word in words]
    standing = frozenset(
        word.norm
        for word, (before, after) in zip(words, pairwise([*gaps, None]), strict=True)
        if word.capital and before != "-" and after != "-"
    )
    ordinary = frozenset(word.norm for word in words if not word.capital)
    return NameText(text, words, [word.start for word in words], gaps, opening, standing, ordinary)


@cache
def titles() -> frozenset[str]:
    """Words that stand before a name and are no part of it, folded, without the stop of the abbreviation."""
    return frozenset(fold(title.rstrip(".").split(".")[0]) for title in words("it/speech/people", "noun", title="yes"))


@cache
def short_titles() -> frozenset[str]:
    """Titles that are written with a stop: "dott.", "on."."""
    return frozenset(
        fold(title.split(".")[0]) for title in words("it/speech/people", "noun", title="yes") if "." in title
    )


@cache
def given_names() -> frozenset[str]:
    """First names, folded."""
    return frozenset(map(fold, words("it/names/given_names", "name")))


@cache
def name_words(effect: str) -> frozenset[str]:
    """Words with one effect on names, folded: org (opens the name of a body), place, thing (what it names is none) ….

    The effects are described in docs/entities.md.
    """
    return frozenset(map(fold, words("it/names/name_words", effect=effect)))
