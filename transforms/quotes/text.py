"""A text as its narrator tells it: sentences in which each quotation is one closed item.

A sentence that holds a quotation of five sentences is still one statement of the narrator. Cues, subjects and noun
phrases are looked for here, never inside the quotation. Words are lower-cased, with straight apostrophes.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from spacy.tokens import Doc

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
)
from transforms.quotes.marks import Marked

#: Stands for a quotation in the list of words of a frame.
QUOTED = "«»"
_CAPITAL_NOUNS = {"Ad": "a.d.", "AD": "a.d.", "Stato": "Stato", "Stati": "Stati"}
_HYPHEN = "‐"
_MAX_PHRASE = 14
#: No noun phrase ends with one of these.
_NO_LAST_WORDS = PREPOSITIONS | CONJUNCTIONS | ADVERBS | DETERMINERS
_NO_FIRST_WORDS = CONJUNCTIONS | ADVERBS | AUXILIARIES | PREPOSITIONS
_NOUN_TAGS = frozenset({"NOUN", "PROPN"})
# Endings that only finite verbs have; they end a noun phrase where no tags do.
_FINITE_ENDING = re.compile(r"\w{2}(?:rà|ranno|rebbe|rebbero|ò|arono|irono|avano|evano|ivano|issero)$")
GERUND = re.compile(r"\w{2}(?:ando|endo)(?:l[oaie]|gli|ne|ci|vi|si|mi|ti)?$")


@lru_cache(maxsize=20_000)
def _word(text: str) -> str:
    """A token in lower case, except nouns that a capital alone tells from a small word: the "Ad", lo "Stato"."""
    return _CAPITAL_NOUNS[text] if text in _CAPITAL_NOUNS else text.lower().replace("’", "'")


class Phrase(NamedTuple):
    """A noun phrase of a frame, as positions ``[start, end)``; `preposition` is the position of what governs it.

    With a fused preposition ("del presidente") the phrase begins behind it.
    """

    start: int
    end: int
    preposition: int | None = None


@dataclass
class Frame:
    """One sentence of the narrator. `items` are token indices; ``-1 - k`` stands for quotation k of the narration."""

    narration: "Narration"
    items: list[int]
    words: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.items)

    def word(self, position: int) -> str:
        """The word at a position; empty outside the frame."""
        return self.words[position] if 0 <= position < len(self.words) else ""

    def quotation(self, position: int) -> int | None:
        """Number of the quotation at a position, None for a word."""
        if not 0 <= position < len(self.items):
            return None
        item = self.items[position]
        return -1 - item if item < 0 else None

    def start_char(self, position: int) -> int:
        """First code point of an item, with the mark of a quotation."""
        item = self.items[position]
        return self.narration.starts[item] if item >= 0 else self.narration.quotations[-1 - item].outer_start

    def end_char(self, position: int) -> int:
        """Code point after the last one of an item, with the mark of a quotation."""
        item = self.items[position]
        if item < 0:
            return self.narration.quotations[-1 - item].outer_end
        return self.narration.ends[item]

    def text(self, start: int, end: int) -> str:
        """The characters of the positions ``[start, end)`` as written."""
        return self.narration.text[self.start_char(start) : self.end_char(end - 1)] if end > start else ""

    def pos(self, position: int) -> str:
        """Universal part of speech; empty without tags, outside the frame and for a quotation."""
        item = self.items[position] if 0 <= position < len(self.items) else -1
        return self.narration.tags[item] if item >= 0 else ""

    def dated(self, position: int) -> bool:
        """Whether the word belongs to a time expression."""
        item = self.items[position]
        return item >= 0 and self.narration.date_of[item] >= 0

    def date(self, position: int) -> FoundDate | None:
        """The time expression that covers a word."""
        item = self.items[position]
        number = self.narration.date_of[item] if item >= 0 else -1
        return self.narration.dates[number] if number >= 0 else None

    def named(self, position: int) -> int:
        """Number of the name mention that covers the word, else -1."""
        item = self.items[position]
        return self.narration.name_of[item] if item >= 0 else -1

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

    @cached_property
    def phrase_ending(self) -> dict[int, Phrase]:
        """Position behind a phrase → the phrase."""
        return {phrase.end: phrase for phrase in self.phrases}

    def _may_open(self, position: int) -> bool:
        """Whether a noun phrase can begin at a position: a quick look before the real one."""
        narration, item, word = self.narration, self.items[position], self.words[position]
        if item < 0 or not narration.tagged:
            return item >= 0
        opens = narration.tags[item] in _NOUN_TAGS or word in DETERMINERS or narration.name_of[item] >= 0
        return opens or word.isdigit()

    def phrase_at(self, position: int) -> Phrase | None:
        """The noun phrase that begins at a position; a preposition in front is looked up, not skipped."""
        word = self.word(position)
        if not word or word == QUOTED or word in PUNCTUATION or self.dated(position):
            return None
        starts = (
            word in DETERMINERS
            or (word.isdigit() and self.pos(position + 1) in ("NOUN", "ADJ", "") and len(word) < 6)
            or self.named(position) >= 0
            or self.pos(position) in ("NOUN", "PROPN")
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
        if end == position + 1 and (word in DETERMINERS or word.isdigit()) and self.named(position) < 0:
            return None
        return Phrase(position, end, governor if governed else None)

    def _bare(self, position: int) -> bool:
        """Whether an untagged word looks like the first of a bare noun phrase: behind a preposition, or a capital."""
        if self.narration.tagged or self.items[position] < 0:
            return False
        token = self.narration.doc[self.items[position]]
        if not token.text[0].isalpha() or self.words[position] in _NO_FIRST_WORDS:
            return False
        if self.word(position - 1) in PREPOSITIONS:
            return not self.words[position].endswith(("are", "ere", "ire"))
        return token.text[0].isupper() and position > 0 and self.word(position - 1) not in PUNCTUATION

    def _clitic(self, position: int) -> bool:
        """Whether la, lo, gli … stands before a verb rather than before a noun."""
        after = position + 1
        if self.pos(position) == "PRON":
            return True
        return self.word(after) in AUXILIARIES and self.named(after) < 0

    def _phrase_end(self, position: int) -> int:
        items, name_of, date_of = self.items, self.narration.name_of, self.narration.date_of
        limit = min(len(items), position + _MAX_PHRASE)
        end = position
        while end < limit:
            item = items[end]
            if item < 0 or (date_of[item] >= 0 and end > position):
                break
            name = name_of[item]
            if name >= 0 and end > position and self.named(position) >= 0 and self._other_person(end, position):
                break  # "a Berlino Romano Prodi"
            if name >= 0:  # a name is never cut
                while end < len(items) and items[end] >= 0 and name_of[items[end]] == name:
                    end += 1
                continue
            if end > position and self._stops(end, position):
                break
            end += 1
        while end > position + 1 and self.words[end - 1] in _NO_LAST_WORDS:
            if self.named(end - 1) >= 0:
                break
            end -= 1
        return end

    def _other_person(self, position: int, start: int) -> bool:
        number = self.named(position)
        return number not in (self.named(start), self.named(position - 1)) and (
            self.narration.names[number].kind == "PER" and self.words[position - 1] not in OF
        )

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
        if word in PREPOSITIONS or word in ADVERBS or word in self.narration.verbs:
            return word not in self.narration.verbs or not self._noun_like(position, start)
        if (word.endswith("mente") and len(word) > 7) or GERUND.search(word):
            return True
        if not self.narration.tagged and _FINITE_ENDING.search(word):
            return True
        pos = self.pos(position)
        if pos in ("VERB", "AUX"):
            token = self.narration.doc[self.items[position]]
            return "Part" not in token.morph.get("VerbForm", [])
        return pos in ("ADV", "SCONJ", "CCONJ", "PRON", "ADP")

    def _second_title(self, position: int) -> bool:
        """Whether "e" goes on to a second title of the same person: "lo scrittore e cronista Giovanni Arpino"."""
        for at in range(position, min(position + 4, len(self.items))):
            if self.items[at] < 0:
                return False
            if self.named(at) >= 0:
                return at > position and self.narration.names[self.named(at)].kind == "PER"
            word = self.words[at]
            if word in DETERMINERS or word in PREPOSITIONS or word in PUNCTUATION or word in AUXILIARIES:
                return False
        return False

    def _noun_like(self, position: int, start: int) -> bool:
        """Whether a form of a speech verb is a noun or adjective here: "la nota", "il detto"."""
        if self.words[position] in self.narration.twins:
            return self.pos(position) in ("NOUN", "ADJ") or (position == start + 1 and self.words[start] in DETERMINERS)
        return position == start + 1 and self.words[start] in DETERMINERS and self.pos(position) in ("NOUN", "ADJ")


class Narration:
    """The frames of one text, and where names and dates lie.

    Args:
        doc: the parsed text.
        text: ``doc.text``, which is costly to ask for.
        quotations: spans of marked words that count as one item, in order, never overlapping.
        mentions: names of the text.
        dates: time expressions of the text.
        verbs: forms of speech verbs, at which a noun phrase ends.
        twins: those of them that are nouns as well.
    """

    def __init__(
        self,
        doc: Doc,
        text: str,
        quotations: Sequence[Marked],
        mentions: Sequence[FoundMention],
        dates: Sequence[FoundDate],
        verbs: frozenset[str],
        twins: frozenset[str],
    ) -> None:
        self.doc = doc
        self.text = text
        self.quotations = list(quotations)
        self.verbs = verbs
        self.twins = twins
        # One array for the whole text: asking each token would cost more than all that follows.
        columns = doc.to_array(["IDX", "LENGTH", "SENT_START", "POS", "DEP"])
        self.starts: list[int] = columns[:, 0].tolist()
        self.ends: list[int] = (columns[:, 0] + columns[:, 1]).tolist()
        self._sentence_starts: list[bool] = (columns[:, 2] == 1).tolist()
        names: dict[int, str] = {pos: doc.vocab.strings[pos] if pos else "" for pos in set(columns[:, 3].tolist())}
        self.tags: list[str] = [names[pos] for pos in columns[:, 3].tolist()]
        self.tagged = any(self.tags)
        self.parsed = bool(columns[:, 4].any())
        self.names = sorted((m for m in mentions if m.via != "role"), key=lambda m: (m.start, m.end))
        self.roles = sorted((m for m in mentions if m.via == "role"), key=lambda m: (m.start, m.end))
        self.name_of = [-1] * len(doc)
        for number, name in enumerate(self.names):
            for index in self.tokens(name.start, name.end):
                self.name_of[index] = number
        self.dates = list(dates)
        self.date_of = [-1] * len(doc)
        for number, found in enumerate(self.dates):
            for index in self.tokens(found.start, found.end):
                self.date_of[index] = number
        self.frames = self._frames()

    def tokens(self, start: int, end: int) -> range:
        """Tokens that overlap the code points ``[start, end)``."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        return range(first, bisect_left(self.starts, end))

    def _frames(self) -> list[Frame]:
        frames: list[Frame] = []
        frame = Frame(self, [])
        number = 0  # next quotation
        opens = [*(quotation.outer_start for quotation in self.quotations), len(self.text) + 1]
        starts_at = opens[0]
        skip_to = 0  # first token behind the last quotation
        for index, (start, end) in enumerate(zip(self.starts, self.ends, strict=True)):
            if index < skip_to:
                continue
            text = self.text[start:end]
            inside = starts_at < end
            if text.isspace() and not inside:
                if "\n" in text and frame.items:
                    frames.append(frame)
                    frame = Frame(self, [])
                continue
            if self._sentence_starts[index] and frame.items and not self._goes_on(frame, text):
                frames.append(frame)
                frame = Frame(self, [])
            if inside:
                number = self._take_quotations(frame, number, end)
                starts_at = opens[number]
                skip_to = bisect_left(self.starts, self.quotations[number - 1].outer_end)
                continue
            frame.items.append(index)
            frame.words.append(_HYPHEN if text in ("-", "–") and self._glued(index) else _word(text))
        if frame.items:
            frames.append(frame)
        return frames

    def _take_quotations(self, frame: Frame, number: int, before: int) -> int:
        """Add the quotations that begin before a code point, from `number` on; returns the next number."""
        while number < len(self.quotations) and self.quotations[number].outer_start < before:
            frame.items.append(-1 - number)
            frame.words.append(QUOTED)
            number += 1
        return number

    def _glued(self, index: int) -> bool:
        """Whether a dash joins two words ("terza-ter") rather than setting an aside off."""
        if not 0 < index < len(self.starts) - 1:
            return False
        return self.ends[index - 1] == self.starts[index] and self.ends[index] == self.starts[index + 1]

    @staticmethod
    def _goes_on(frame: Frame, following: str) -> bool:
        """Whether a sentence start lies inside one statement of the narrator: «Chi paga?» chiede il sindaco."""
        if frame.words[-1] in (",", ":", "-", "–", "—", ";", "("):
            return True
        return frame.words[-1] == QUOTED and (following[0].islower() or following[0] in ",;:-–—)")
