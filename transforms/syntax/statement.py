"""One statement of a text: a sentence in which each quotation is one closed item, and its noun phrases.

A sentence that holds a quotation of five sentences is still one statement of the narrator. Subjects and noun phrases
are looked for here, never inside the quotation. Words are lower-cased, with straight apostrophes.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol

from transforms.facts import FoundDate, FoundMention
from transforms.language import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    CLITICS,
    CONJUNCTIONS,
    DETERMINERS,
    OF,
    PREPOSITIONS,
    PUNCTUATION,
    noun_twins,
    verb_forms,
)
from transforms.syntax.tokens import Words
from transforms.syntax.verbs import Verbs

#: Stands for a quotation in the list of words of a statement.
QUOTED = "«»"
_MAX_PHRASE = 14
#: No noun phrase ends with one of these.
_NO_LAST_WORDS = PREPOSITIONS | CONJUNCTIONS | ADVERBS | DETERMINERS
_NO_FIRST_WORDS = CONJUNCTIONS | ADVERBS | AUXILIARIES | PREPOSITIONS
_NOUN_TAGS = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})
# Endings that only finite verbs have; they end a noun phrase where no tags do.
_FINITE_ENDING = re.compile(r"\w{2}(?:rà|ranno|rebbe|rebbero|ò|arono|irono|avano|evano|ivano|issero)$")
GERUND = re.compile(r"\w{2}(?:ando|endo)(?:l[oaie]|gli|ne|ci|vi|si|mi|ti)?$")


class Closed(Protocol):
    """Words between marks: ``[start, end)`` without the marks, ``[outer_start, outer_end)`` with them."""

    @property
    def start(self) -> int:
        """First code point of the words."""

    @property
    def end(self) -> int:
        """Code point after the last one of the words."""

    @property
    def outer_start(self) -> int:
        """First code point with the opening mark."""

    @property
    def outer_end(self) -> int:
        """Code point after the last one with the closing mark."""


class Phrase(NamedTuple):
    """A noun phrase of a statement, as positions ``[start, end)``; `preposition` is the position of what governs it.

    With a fused preposition ("del presidente") the phrase begins behind it.
    """

    start: int
    end: int
    preposition: int | None = None


@dataclass
class Statement:
    """One sentence of the narrator. `items` are token indices; ``-1 - k`` stands for `closed[k]`, a quotation."""

    syntax: Verbs
    closed: Sequence[Closed] = ()
    items: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._word_at = Words(enumerate(self.words))
        #: Position → the word there; empty outside the statement.
        self.word: Callable[[int], str] = self._word_at.__getitem__

    def __len__(self) -> int:
        return len(self.items)

    def add(self, index: int) -> None:
        """Add a token."""
        self._add(index, self.syntax.spelled[index])

    def close(self, number: int) -> None:
        """Add a quotation as one item."""
        self._add(-1 - number, QUOTED)

    def _add(self, item: int, word: str) -> None:
        self._word_at[len(self.items)] = word
        self.items.append(item)
        self.words.append(word)

    def quotation(self, position: int) -> int | None:
        """Number of the quotation at a position, None for a word."""
        if not 0 <= position < len(self.items):
            return None
        item = self.items[position]
        return -1 - item if item < 0 else None

    def start_char(self, position: int) -> int:
        """First code point of an item, with the mark of a quotation."""
        item = self.items[position]
        return self.syntax.start(item) if item >= 0 else self.closed[-1 - item].outer_start

    def end_char(self, position: int) -> int:
        """Code point after the last one of an item, with the mark of a quotation."""
        item = self.items[position]
        return self.syntax.end(item) if item >= 0 else self.closed[-1 - item].outer_end

    def text(self, start: int, end: int) -> str:
        """The characters of the positions ``[start, end)`` as written."""
        return self.syntax.source[self.start_char(start) : self.end_char(end - 1)] if end > start else ""

    @cached_property
    def pos(self) -> Callable[[int], str]:
        """Position → universal part of speech; empty without tags, outside the statement and for a quotation."""
        return Words(enumerate(map(self.syntax.pos, self.items))).__getitem__

    def dated(self, position: int) -> bool:
        """Whether the word belongs to a time expression."""
        return self.syntax.date_at(self.items[position]) is not None

    def date(self, position: int) -> FoundDate | None:
        """The time expression that covers a word."""
        number = self.syntax.date_at(self.items[position])
        return None if number is None else self.syntax.dates[number]

    @cached_property
    def _names(self) -> dict[int, FoundMention]:
        names = enumerate(map(self.syntax.name_at, self.items))
        return {position: name for position, name in names if name is not None}

    @cached_property
    def name(self) -> Callable[[int], FoundMention | None]:
        """Position → the name mention that covers a word; None outside the statement."""
        return self._names.get

    def end_of_name(self, position: int) -> int:
        """Position behind the name that covers a word; the position itself where none does."""
        name = self.name(position)
        while name is not None and self.name(position) is name:
            position += 1
        return position

    @cached_property
    def named(self) -> frozenset[int]:
        """The positions that names cover."""
        return frozenset(self._names)

    @cached_property
    def has_people(self) -> bool:
        """Whether it names a person."""
        return any(name.kind == "PER" for name in self._names.values())

    @cached_property
    def position_of(self) -> dict[int, int]:
        """Token index → position."""
        return {item: position for position, item in enumerate(self.items) if item >= 0}

    @cached_property
    def phrases(self) -> list[Phrase]:
        """The noun phrases from left to right."""
        found: list[Phrase] = []
        position = 0
        while position < len(self.items):
            if not self._may_open(position):
                position += 1
                continue
            phrase = self.phrase_at(position)
            if phrase is None:
                position += 1
            else:
                found.append(phrase)
                position = phrase.end
        return found

    def phrase_of(self, position: int) -> Phrase | None:
        """The noun phrase that holds a position."""
        return self._phrase_over.get(position)

    @cached_property
    def _phrase_over(self) -> dict[int, Phrase]:
        return {position: phrase for phrase in self.phrases for position in range(phrase.start, phrase.end)}

    @cached_property
    def _phrase_ending(self) -> dict[int, Phrase]:
        return {phrase.end: phrase for phrase in self.phrases}

    def phrase_before(self, position: int) -> Phrase | None:
        """The noun phrase that ends at a position."""
        return self._phrase_ending.get(position)

    def is_adverb(self, position: int) -> bool:
        """Whether a word is an adverb: of the closed list or in -mente."""
        word = self.word(position)
        return word in ADVERBS or (word.endswith("mente") and len(word) > 7)

    def has_person(self, phrase: Phrase) -> bool:
        """Whether the name of a person stands in a phrase."""
        names = map(self.name, range(phrase.start, phrase.end))
        return any(name is not None and name.kind == "PER" for name in names)

    def _may_open(self, position: int) -> bool:
        """Whether a noun phrase can begin at a position: a quick look before the real one."""
        item, word = self.items[position], self.words[position]
        if item < 0 or not self.syntax.tagged:
            return item >= 0
        opens = self.syntax.pos(item) in _NOUN_TAGS or word in DETERMINERS or self.syntax.name_at(item) is not None
        return opens or word.isdigit()

    def phrase_at(self, position: int) -> Phrase | None:
        """The noun phrase that begins at a position; a preposition in front is looked up, not skipped."""
        word = self.word(position)
        if not word or word == QUOTED or word in PUNCTUATION or self.dated(position):
            return None
        starts = (
            word in DETERMINERS
            or (word.isdigit() and self.pos(position + 1) in ("NOUN", "ADJ", "") and len(word) < 6)
            or self.name(position) is not None
            or self.pos(position) in _NOUN_TAGS
            or self._bare(position)
        )
        if not starts or (word in CLITICS and self._clitic(position)):
            return None
        governor = position - 1
        while self.word(governor) in ("solo", "soltanto", "anche", "quasi", "almeno", "più"):
            governor -= 1
        before = self.word(governor)
        governed = before in PREPOSITIONS and not (before in OF and word in ARTICLES)
        end = self._phrase_end(position)
        if end == position + 1 and (word in DETERMINERS or word.isdigit()) and self.name(position) is None:
            return None
        return Phrase(position, end, governor if governed else None)

    def _bare(self, position: int) -> bool:
        """Whether an untagged word looks like the first of a bare noun phrase: behind a preposition, or a capital."""
        if self.syntax.tagged or self.items[position] < 0:
            return False
        first = self.syntax.source[self.start_char(position)]
        if not first.isalpha() or self.words[position] in _NO_FIRST_WORDS:
            return False
        if self.word(position - 1) in PREPOSITIONS:
            return not self.words[position].endswith(("are", "ere", "ire"))
        return first.isupper() and position > 0 and self.word(position - 1) not in PUNCTUATION

    def _clitic(self, position: int) -> bool:
        """Whether la, lo, gli … stands before a verb rather than before a noun."""
        after = position + 1
        if self.pos(position) == "PRON":
            return True
        return self.word(after) in AUXILIARIES and self.name(after) is None

    def _phrase_end(self, position: int) -> int:
        limit = min(len(self.items), position + _MAX_PHRASE)
        end = position
        while end < limit:
            if self.items[end] < 0 or (end > position and self.dated(end)):
                break
            if end > position and self.name(position) is not None and self._other_person(end, position):
                break  # "a Berlino Romano Prodi"
            if self.name(end) is not None:  # a name is never cut
                end = self.end_of_name(end)
                continue
            if end > position and self._stops(end, position):
                break
            end += 1
        while end > position + 1 and self.words[end - 1] in _NO_LAST_WORDS and self.name(end - 1) is None:
            end -= 1
        return end

    def _other_person(self, position: int, start: int) -> bool:
        name = self.name(position)
        if name is None or name.kind != "PER" or self.words[position - 1] in OF:
            return False
        return name not in (self.name(start), self.name(position - 1))

    def _stops(self, position: int, start: int) -> bool:
        word = self.words[position]
        if word in ("e", "ed") and self._second_title(position + 1):
            return False
        if word in PUNCTUATION or word in CONJUNCTIONS or word in AUXILIARIES:
            return True
        if word in OF:
            return False
        if word in DETERMINERS:  # "il capo della": an article may only follow a preposition or a determiner
            before = self.words[position - 1]
            return not (before in OF or before in DETERMINERS)
        if word in ADVERBS and self.pos(position) == "ADJ" and self.words[position - 1] in DETERMINERS:
            return False  # "la prima stima"
        if word in PREPOSITIONS or word in ADVERBS or word in verb_forms():
            return word not in verb_forms() or not self._noun_like(position, start)
        if self.is_adverb(position) or (GERUND.search(word) and self.pos(position) != "NOUN"):
            return True  # no gerund: "il comando provinciale"
        if not self.syntax.tagged and _FINITE_ENDING.search(word):
            return True
        pos = self.pos(position)
        if pos in ("VERB", "AUX"):
            return self.syntax.feature(self.items[position], "VerbForm") != "Part"
        return pos in ("ADV", "SCONJ", "CCONJ", "PRON", "ADP")

    def _second_title(self, position: int) -> bool:
        """Whether "e" goes on to a second title of the same person: "il poeta e pittore Aldo Brighi"."""
        for at in range(position, min(position + 4, len(self.items))):
            if self.items[at] < 0:
                return False
            name = self.name(at)
            if name is not None:
                return at > position and name.kind == "PER"
            word = self.words[at]
            if word in DETERMINERS or word in PREPOSITIONS or word in PUNCTUATION or word in AUXILIARIES:
                return False
        return False

    def _noun_like(self, position: int, start: int) -> bool:
        """Whether a form of a speech verb is a noun or adjective here: "la nota", "il disegno di legge"."""
        first = position == start + 1 and self.words[start] in DETERMINERS
        twin = self.words[position] in noun_twins()
        return self.pos(position) == "NOUN" or (twin and first) or (self.pos(position) == "ADJ" and (twin or first))
