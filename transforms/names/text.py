"""The text as names see it: its words, the reference tables beside them, and the spans of possible names.

All spans are half-open ranges of words (`scan.scan_words`), so that apostrophes and quotation marks never enter a name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from transforms.contract import EntityKind
from transforms.language import words_of
from transforms.names.gazetteer import Gazetteer, Known
from transforms.names.scan import Word, gap, opens_sentence, scan_words
from transforms.names.words import DEFINITES, OF, PERSONAL_TITLES, name_words, short_titles

#: No name is longer than this; what is longer is a list or a line in title case.
MAX_WORDS = 12
#: Ends of adjectives that belong to the names of bodies and states.
ADJECTIVE_ENDS = (
    "ale", "ali", "are", "ico", "ica", "ici", "iche", "ivo", "iva", "ario", "aria", "ano", "ana", "ese", "ista",
    "oso", "osa", "ita",
)  # fmt: skip
_TITLE_ENDINGS = words_of("ssa ra na")
_INITIAL_LIKE = words_of("st jr mr dr")


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A possible name.

    Attributes:
        first: index of the first word.
        last: index after the last word.
        rule: who proposes it; `choose.STRENGTHS` says how much that counts.
        known: the spelling of the reference tables that it is, if any.
        head: marks before the first word that belong to the name ("+Europa").
        tail: marks behind the last word that belong to the name ("Yahoo!").
        opens: its capital may be due to its place at the start of a sentence.
    """

    first: int
    last: int
    kind: EntityKind
    rule: str
    known: Known | None = None
    head: str = ""
    tail: str = ""
    opens: bool = False

    @property
    def size(self) -> int:
        """Number of words."""
        return self.last - self.first

    @property
    def fixed(self) -> bool:
        """Whether it is a country or capital of the tables."""
        return self.known is not None and self.known.fixed and self.known.form != "inside"


@dataclass(slots=True)
class NameText:
    """A text cut for naming, beside what the reference tables know.

    Attributes:
        raw: the text itself.
        usual: the text with lines in capitals or Title Case in their usual casing; the words are cut from it.
        norms: the folded words.
        starts: offset of each word.
        gaps: what stands before each word (`words.gap`), None where no name goes on.
        opening: words whose capital may be due to their place.
        standing: folded capitalised words that stand somewhere without a hyphen.
        inside: folded words that have a capital somewhere that is not due to their place.
        ordinary: folded words that are written in lower case somewhere.
    """

    raw: str
    usual: str
    known: Gazetteer
    words: list[Word]
    norms: list[str]
    starts: list[int]
    gaps: list[str | None]
    opening: list[bool]
    standing: frozenset[str]
    inside: frozenset[str]
    ordinary: frozenset[str]

    def norm(self, first: int, last: int) -> str:
        """The folded words of a range, joined by blanks."""
        return " ".join(self.norms[first:last])

    def surface(self, span: NameSpan) -> tuple[int, int]:
        """First and last offset of a span in the text."""
        return self.words[span.first].start - len(span.head), self.words[span.last - 1].end + len(span.tail)

    def spelled(self, span: NameSpan) -> str:
        """A span as the text would usually write it, with single blanks."""
        start, end = self.surface(span)
        return " ".join(self.usual[start:end].split())

    def joined(self, at: int) -> bool:
        """Whether word `at` can go on the name that word `at - 1` began."""
        between = self.gaps[at] if 0 < at < len(self.words) else None
        if between in (".", ".-"):
            before = self.words[at - 1]
            return len(before.text) == 1 or before.norm in _INITIAL_LIKE
        return between in ("", "-", "'")

    def goes_on(self, at: int) -> bool:
        """Whether a capitalised word `at` goes on the name that word `at - 1` began."""
        return self.joined(at) and self.words[at].capital

    def before(self, at: int) -> Word | None:
        """The word that stands directly before word `at` in the same phrase; a stop only behind a short title."""
        between = self.gaps[at] if at else None
        if between not in ("", "'", "."):
            return None
        before = self.words[at - 1]
        return before if between != "." or before.norm in short_titles() else None

    def personally_titled(self, at: int) -> bool:
        """Whether a title that only persons have stands before word `at`: "il dottor …", "l'avv. …"; not "il mar …"."""
        before = self.before(at)
        if before is None:
            return False
        return self.ends_title(at - 1) or self.gaps[at] == "." or before.norm in PERSONAL_TITLES

    def ends_title(self, at: int) -> bool:
        """Whether word `at` is the end of a title cut short: "dott.ssa", "sig.ra"."""
        return self.norms[at] in _TITLE_ENDINGS and self.gaps[at] == "."

    def is_short_title(self, at: int) -> bool:
        """Whether word `at` is a title cut short before a name: "Mons. Bassi"."""
        following = at + 1 < len(self.words) and self.gaps[at + 1] == "." and self.words[at + 1].capital
        return following and self.norms[at] in short_titles()

    def titled_alone(self, at: int) -> bool:
        """Whether nothing but a title of one person with its article stands before the single name at `at`.

        "Il sindaco Genova" is called so; "il presidente Inps" or "il pilota Ferrari" may belong to a body.
        """
        noun = at - 1
        if self.before(at) is not None and self.before(noun) is not None and self.adjective(noun):
            noun -= 1  # "il giudice sportivo Neri"
        before = self.before(noun + 1)
        if before is None or before.capital or before.norm not in name_words("own_title") or self.goes_on(at + 1):
            return False
        if self.norms[at] in name_words("office"):
            return False  # "il ministro Esteri"
        article = self.before(noun)
        return article is not None and article.norm in DEFINITES

    def owned_by(self, at: int) -> str:
        """The folded noun that belongs to word `at` by "di": "sindaco" in "il sindaco di Terni"; "" where none does."""
        before = self.before(at)
        return self.norms[at - 2] if before is not None and before.norm in OF and self.joined(at - 1) else ""

    def between(self, left: int, right: int) -> str:
        """What stands between the words `left` and `right`, without blanks at its ends."""
        return self.raw[self.words[left].end : self.words[right].start].strip()

    def shouted_line(self, at: int) -> bool:
        """Whether the neighbours of a word are in capitals too, so that capitals say nothing."""
        return sum(word.shouted for word in self.words[max(0, at - 2) : at + 3]) >= 3

    def adjective(self, at: int) -> bool:
        """Whether a lower-case word looks like an adjective of a body's name: "europea", "ungherese", "stradale"."""
        word = self.words[at]
        if word.capital:
            return False
        return word.norm in name_words("adj") or word.norm in self.known.demonyms or word.norm.endswith(ADJECTIVE_ENDS)

    def spellings(self, at: int) -> Iterator[tuple[int, Known]]:
        """The known spellings that begin at a word: (index after the last word, spelling), shortest first."""
        return self.known.matches(self.raw, self.words, at)


def cut(text: str, known: Gazetteer, usual: str | None = None) -> NameText:
    """Cut a text for naming; linear in its length.

    Args:
        text: the text itself.
        known: the reference tables.
        usual: the text in its usual casing, as long as it is; None: as it stands.
    """
    usual = text if usual is None else usual
    found = scan_words(usual)
    gaps: list[str | None] = [None] if found else []
    for left, right in pairwise(found):
        blank = right.start - left.end == 1 and text[left.end] == " "
        gaps.append("" if blank else gap(text, left, right))
    opening = [word.capital and opens_sentence(text, word) for word in found]
    standing = frozenset(
        word.norm
        for word, (before, after) in zip(found, pairwise([*gaps, None]), strict=True)
        if word.capital and before != "-" and after != "-"
    )
    inside = frozenset(word.norm for word, first in zip(found, opening, strict=True) if word.capital and not first)
    ordinary = frozenset(word.norm for word in found if not word.capital)
    norms, starts = [word.norm for word in found], [word.start for word in found]
    return NameText(text, usual, known, found, norms, starts, gaps, opening, standing, inside, ordinary)
