"""Tokens of one text: positions, tags, tree, and the facts that lie over them, indexed once.

The tree is repaired where parsers are known to slip. Labels are those of Universal Dependencies over surface tokens
("della" is one ADP).
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from copy import copy
from functools import cached_property, lru_cache
from typing import Any, Self

from spacy.strings import StringStore
from spacy.tokens import Doc

from transforms.facts import FoundDate, FoundFigure, FoundMention
from transforms.language import HAVE, words_of

#: How far a climb or a walk through children may go, so that no text costs more than linear time.
MAX_CLIMB, MAX_CHILDREN = 24, 48
#: How many tokens a clause or a search for its subject may span.
MAX_CLAUSE = 60


#: spaCy's keys are unsigned; the columns are read as signed because heads are offsets.
_UNSIGNED = (1 << 64) - 1
_ELIDED = words_of("l' un'")
#: Nouns that a capital alone tells from a small word: the "Ad", lo "Stato".
_CAPITAL_NOUNS = {"Ad": "a.d.", "AD": "a.d.", "Stato": "Stato", "Stati": "Stati"}
_CAPITAL_WORDS = frozenset(word.lower() for word in _CAPITAL_NOUNS)
HYPHEN = "‐"


def _texts(strings: StringStore, keys: list[int]) -> list[str]:
    """The strings of spaCy's numbers, each looked up once."""
    known = {key: strings[key & _UNSIGNED] for key in set(keys)}
    return [known[key] for key in keys]


@lru_cache(4096)
def features_of(morph: str) -> Mapping[str, str]:
    """The universal features of a word by name: "Gender=Fem|Number=Sing"."""
    return dict(pair.split("=", 1) for pair in morph.split("|") if "=" in pair)


class Words(dict[int, str]):
    """Index → word; empty outside the text."""

    def __missing__(self, index: int) -> str:
        return ""


class Numbers(dict[int, int]):
    """Index → number of the sentence; the first one before the text, the last one behind it."""

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__(enumerate(numbers))
        self._last = numbers[-1] if numbers else 0

    def __missing__(self, index: int) -> int:
        return self._last if index > 0 else 0


class Tokens:
    """Positions, tags and tree of one Doc.

    Args:
        doc: a spaCy Doc with sentence bounds; tags and parse are used where present.
        text: ``doc.text``, which spaCy puts together anew at each call.
        figures: figures in text order; their tokens are never verbs, whatever the tagger says.
        dates: time expressions in text order; their tokens are never a subject.
        mentions: names and descriptions in text order; marks inside a name ("Yahoo!") break nothing.
    """

    def __init__(
        self,
        doc: Doc,
        text: str,
        figures: Sequence[FoundFigure] = (),
        dates: Sequence[FoundDate] = (),
        mentions: Sequence[FoundMention] = (),
    ) -> None:
        self.doc = doc
        self.source = text
        self.tagged = doc.has_annotation("TAG") or doc.has_annotation("POS")
        self.parsed = doc.has_annotation("DEP")
        self._read(doc)
        self._repair()
        self.figures, self.dates, self.mentions = figures, dates, mentions
        self._figure_at = {index: k for k, f in enumerate(figures) for index in self.tokens_in(f.start, f.end)}
        self._date_at = {index: k for k, d in enumerate(dates) for index in self.tokens_in(d.start, d.end)}
        self._name_at: dict[int, FoundMention] = {}
        self._role_at: dict[int, FoundMention] = {}
        for mention in mentions:
            over = self._role_at if mention.via == "role" else self._name_at
            for index in self.tokens_in(mention.start, mention.end):
                over.setdefault(index, mention)
        for index in self._name_at:
            self._retag_name(index)
        self._open()
        self._clause_heads: dict[int, int] = {}
        self._clauses: dict[int, tuple[int, ...]] = {}
        self._segments: dict[int, tuple[int, int]] = {}
        #: What others found in the grammar and the facts, whatever descriptions the text has (`ClaimText.once`).
        self.known: dict[Hashable, Any] = {}

    def _open(self) -> None:
        """What is asked most often, without a call of our own.

        Attributes:
            lower: index → the word in lower case, typographic apostrophes made straight; empty outside the text.
            pos: index → universal part of speech; empty without tags or outside the text.
            figure_at, date_at: index → number of the figure, of the date, that the token belongs to; None for others.
            name_at, role_at: index → the name, the description over the token; None for others.
            label: index → relation to the head; empty without a parse.
            head: index → index of the head; the token itself for a root or without a parse.
            lemma: index → its lemma, one of `lemmas`.
            sentence_of: index → number of the sentence that holds the token; outside the text the first or the last.
        """
        self.lemma: Callable[[int], str] = self.lemmas.__getitem__
        self.sentence_of: Callable[[int], int] = Numbers(self._sentence_of).__getitem__
        self.label: Callable[[int], str] = self._labels.__getitem__ if self.parsed else Words().__getitem__
        self.head: Callable[[int], int] = self._heads.__getitem__ if self.parsed else int
        self.lower: Callable[[int], str] = Words(enumerate(self._words)).__getitem__
        self.pos: Callable[[int], str] = Words(enumerate(self._tags)).__getitem__
        self.figure_at: Callable[[int], int | None] = self._figure_at.get
        self.date_at: Callable[[int], int | None] = self._date_at.get
        self.name_at: Callable[[int], FoundMention | None] = self._name_at.get
        self.role_at: Callable[[int], FoundMention | None] = self._role_at.get

    def with_roles(self, mentions: Sequence[FoundMention]) -> Self:
        """The same text with other descriptions: `mentions` has the same names."""
        other = copy(self)
        other.mentions = mentions
        other._role_at = {}
        for mention in mentions:
            for index in self.tokens_in(mention.start, mention.end) if mention.via == "role" else ():
                other._role_at.setdefault(index, mention)
        other.role_at = other._role_at.get
        return other

    def __len__(self) -> int:
        return len(self.starts)

    def _read(self, doc: Doc) -> None:
        """Columns of the whole text at once: asking token by token costs more than all the rules."""
        attributes = ("IDX", "SENT_START", "IS_SPACE", "POS", "HEAD", "DEP", "LENGTH", "LEMMA", "MORPH")
        columns = doc.to_array(list(attributes))
        rows = columns.astype("int64").T.tolist() if len(doc) else [[]] * len(attributes)
        starts, sentences, spaces, tags, heads, labels, lengths, lemmas, morphs = rows
        strings = doc.vocab.strings
        #: First code point of each token.
        self.starts: list[int] = starts
        self._ends: list[int] = [start + length for start, length in zip(starts, lengths, strict=True)]
        plain = self.source.replace("’", "'")
        words = [plain[start:end].lower() for start, end in zip(starts, self._ends, strict=True)]
        self._words: list[str] = ["è" if word == "e'" else word for word in words]  # E' vero
        self._spaces: list[bool] = [bool(space) for space in spaces]
        self._tags: list[str] = _texts(strings, tags)
        features = {key: features_of(strings[key & _UNSIGNED]) for key in set(morphs)}
        self._features: list[Mapping[str, str]] = [features[key] for key in morphs]
        known = _texts(strings, lemmas)
        #: Lemma of each token in lower case; the word itself where there is none.
        self.lemmas: list[str] = [
            (lemma or self.source[start:end]).lower()
            for lemma, start, end in zip(known, starts, self._ends, strict=True)
        ]
        self._sentence_starts = [i for i, mark in enumerate(sentences) if mark == 1 or i == 0]
        ends = [*self._sentence_starts[1:], len(doc)]
        self.sentences: list[tuple[int, int]] = list(zip(self._sentence_starts, ends, strict=True)) if len(doc) else []
        self._sentence_of = [number for number, (first, end) in enumerate(self.sentences) for _ in range(first, end)]
        self._heads: list[int] = [i + head for i, head in enumerate(heads)] if self.parsed else []
        self._labels: list[str] = _texts(strings, labels) if self.parsed else []

    @cached_property
    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self._heads]
        for index, head in enumerate(self._heads):
            if head != index:
                children[head].append(index)
        return children

    def _repair(self) -> None:
        """Two slips of parsers: line ends as roots, and an elided article ("l’") as head of its own noun."""
        for index, head in enumerate(self._heads):
            if head != index and self._spaces[head] and not self._spaces[index]:
                self._heads[index], self._labels[index] = index, "ROOT"
        adopted: dict[int, int] = {}
        for index in range(len(self._heads) - 1):
            is_article = self._words[index] in _ELIDED and self._labels[index] != "det"
            if is_article and self._heads[index + 1] == index:
                head = self._heads[index]
                self._heads[index + 1] = index + 1 if head == index else head
                self._labels[index + 1] = self._labels[index]
                self._heads[index], self._labels[index] = index + 1, "det"
                adopted[index] = index + 1
        for index, head in enumerate(self._heads):
            if head in adopted and index != adopted[head]:
                self._heads[index] = adopted[head]

        for index in range(1, len(self._heads) if "subito" in self._words else 0):
            if self._words[index] == "subito" and self._words[index - 1] in HAVE and self._heads[index] > index:
                self._promote(index)

    def _promote(self, index: int) -> None:
        """The adverb that is a participle ("avrebbe subito perdite") takes the place of the word it was hung on."""
        wrong = self._heads[index]
        self._tags[index] = "VERB"
        self._heads[index] = index if self._heads[wrong] == wrong else self._heads[wrong]
        self._labels[index] = self._labels[wrong]
        self._heads[wrong], self._labels[wrong] = index, "obj"
        for at in range(max(index - MAX_CLAUSE, 0), index):
            if self._heads[at] == wrong:
                self._heads[at] = index

    def _retag_name(self, index: int) -> None:
        """A capitalised word of a name is a proper noun, whatever the tagger took it for ("April" as a preposition)."""
        if self.tagged and self.source[self.starts[index]].isupper() and self._tags[index] not in ("NOUN", "PROPN"):
            self._tags[index] = "PROPN"

    def token_at(self, offset: int) -> int:
        """Index of the token that covers code point `offset`, else of the last one that starts before it."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def tokens_in(self, start: int, end: int) -> range:
        """Indices of the tokens that overlap the code points ``[start, end)``."""
        first = self.token_at(start)
        last = bisect_right(self.starts, max(end - 1, start))
        return range(first, max(last, first + 1) if len(self.doc) else first)

    def bounds(self, index: int) -> tuple[int, int]:
        """Half-open token range of the sentence that holds token `index`."""
        return self.sentences[self.sentence_of(index)]

    def words(self, first: int, end: int) -> list[str]:
        """The words of the tokens ``[first, end)``, as `lower` gives them."""
        if first >= 0 and end <= len(self._words):
            return self._words[first:end]
        return [self.lower(index) for index in range(first, end)]

    def feature(self, index: int, name: str) -> str:
        """A universal feature: VerbForm, Number …; empty where the word has none."""
        return self._features[index].get(name, "")

    @cached_property
    def spelled(self) -> list[str]:
        """Words as statements tell them apart: `HYPHEN` inside a word, and nouns that a capital alone tells apart."""
        out = self._words.copy()
        for index, word in enumerate(out):
            if word in _CAPITAL_WORDS:
                opens = word == "ad" and self._opens(index)  # "Ad annunciarlo è stato"
                out[index] = word if opens else _CAPITAL_NOUNS.get(self.text(index, index + 1), word)
            elif word in ("-", "–") and self.is_glued(index):
                out[index] = HYPHEN
        return out

    def _opens(self, index: int) -> bool:
        """Whether a word in small letters goes on what a capital begins, behind a stop or a mark or nothing."""
        before = self._words[index - 1][-1] if index else "."
        goes_on = index + 1 < len(self._words) and self.source[self.starts[index + 1]].islower()
        return goes_on and not (before.isalnum() or before in "'’")

    def is_capitalised(self, index: int) -> bool:
        """Whether the word begins with a capital."""
        return self.source[self.starts[index]].isupper()

    def is_space(self, index: int) -> bool:
        """Whether the token is blank."""
        return self._spaces[index]

    def start(self, index: int) -> int:
        """First code point of the token."""
        return self.starts[index]

    def end(self, index: int) -> int:
        """Code point after the last one of the token."""
        return self._ends[index]

    def is_glued(self, index: int) -> bool:
        """Whether no blank stands on either side of the token."""
        if not 0 < index < len(self) - 1:
            return False
        return self._ends[index - 1] == self.starts[index] and self._ends[index] == self.starts[index + 1]

    def children(self, index: int) -> list[int]:
        """The dependents nearest to `index`, in text order; empty without a parse."""
        if not self.parsed:
            return []
        children = self._children[index]
        if len(children) <= MAX_CHILDREN:
            return children
        at = bisect_right(children, index)
        return children[max(at - MAX_CHILDREN // 2, 0) : at + MAX_CHILDREN // 2]

    def span_root(self, tokens: range) -> int:
        """The token of a span whose head lies outside it; the last one without a parse."""
        if self.parsed:
            for index in tokens:
                if self._heads[index] not in tokens or self._heads[index] == index:
                    return index
        return tokens[-1]

    def path(self, index: int) -> list[int]:
        """`index` and its heads up to the root, at most `MAX_CLIMB` of them."""
        out = [index]
        while self.parsed and self._heads[out[-1]] != out[-1] and len(out) < MAX_CLIMB:
            out.append(self._heads[out[-1]])
        return out

    def text(self, first: int, end: int) -> str:
        """The characters of the tokens ``[first, end)`` as they stand in the text."""
        if first >= end:
            return ""
        return self.source[self.starts[first] : self._ends[end - 1]]
