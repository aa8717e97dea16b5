"""A text as its narrator tells it: statements in which each quotation is one closed item."""

from bisect import bisect_left
from collections.abc import Sequence

from transforms.quotes.marks import Marked
from transforms.syntax import QUOTED, Statement, Syntax

# Nouns that a capital alone tells from a small word: the "Ad", lo "Stato".
_CAPITAL_NOUNS = {"Ad": "a.d.", "AD": "a.d.", "Stato": "Stato", "Stati": "Stati"}
_HYPHEN = "‐"


class NarratorText:
    """The statements of one text.

    Args:
        syntax: the text with its names and dates.
        quotations: spans of marked words that count as one item, in order, never overlapping.
    """

    def __init__(self, syntax: Syntax, quotations: Sequence[Marked]) -> None:
        self.syntax = syntax
        self.quotations = quotations
        self.statements = self._statements()

    def _statements(self) -> list[Statement]:
        found: list[Statement] = []
        statement = Statement(self.syntax, self.quotations, [])
        number = 0  # next quotation
        opens = [*(quotation.outer_start for quotation in self.quotations), len(self.syntax.source) + 1]
        skip_to = 0  # first token behind the last quotation
        sentence_starts = {first for first, _ in self.syntax.sentences}
        for index in range(len(self.syntax)):
            if index < skip_to:
                continue
            text = self.syntax.text(index, index + 1)
            inside = opens[number] < self.syntax.end(index)
            if text.isspace() and not inside:
                if "\n" in text and statement.items:
                    found.append(statement)
                    statement = Statement(self.syntax, self.quotations, [])
                continue
            if index in sentence_starts and statement.items and not _goes_on(statement, text):
                found.append(statement)
                statement = Statement(self.syntax, self.quotations, [])
            if inside:
                number = self._take_quotations(statement, number, self.syntax.end(index))
                skip_to = bisect_left(self.syntax.starts, self.quotations[number - 1].outer_end)
                continue
            statement.items.append(index)
            hyphen = text in ("-", "–") and self._glued(index)
            statement.words.append(_HYPHEN if hyphen else _CAPITAL_NOUNS.get(text) or self.syntax.lower(index))
        if statement.items:
            found.append(statement)
        return found

    def _take_quotations(self, statement: Statement, number: int, before: int) -> int:
        """Add the quotations that begin before a code point, from `number` on; returns the next number."""
        while number < len(self.quotations) and self.quotations[number].outer_start < before:
            statement.items.append(-1 - number)
            statement.words.append(QUOTED)
            number += 1
        return number

    def _glued(self, index: int) -> bool:
        """Whether a dash joins two words ("terza-ter") rather than setting an aside off."""
        if not 0 < index < len(self.syntax) - 1:
            return False
        before, after = self.syntax.end(index - 1), self.syntax.start(index + 1)
        return before == self.syntax.start(index) and self.syntax.end(index) == after


def _goes_on(statement: Statement, following: str) -> bool:
    """Whether a sentence start lies inside one statement of the narrator: «Chi paga?» chiede il sindaco."""
    if statement.words[-1] in (",", ":", "-", "–", "—", ";", "("):
        return True
    return statement.words[-1] == QUOTED and (following[0].islower() or following[0] in ",;:-–—)")
