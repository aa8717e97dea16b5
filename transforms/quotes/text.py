"""A text as its narrator tells it: statements in which each quotation is one closed item."""

from bisect import bisect_left
from collections.abc import Sequence

from transforms.language import words_of
from transforms.quotes.marks import Marked
from transforms.syntax import QUOTED, Statement, Syntax

#: Words with which a sentence begins that says whose the words before it are.
_BACK = words_of("lo l' così è questo questa queste parola a")
#: No statement has more items: what is looked for in one may cost the square of its length.
LONGEST = 300


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
        statement = Statement(self.syntax, self.quotations)
        number = 0  # next quotation
        opens = [*(quotation.outer_start for quotation in self.quotations), len(self.syntax.source) + 1]
        skip_to = 0  # first token behind the last quotation
        sentence_starts = {first for first, _ in self.syntax.sentences}
        for index in range(len(self.syntax)):
            if index < skip_to:
                continue
            inside = opens[number] < self.syntax.end(index)
            if not inside and self.syntax.is_space(index):
                if "\n" in self.syntax.text(index, index + 1) and statement.items:
                    found.append(statement)
                    statement = Statement(self.syntax, self.quotations)
                continue
            ends = index in sentence_starts and statement.items and not self._goes_on(statement, index)
            ends = ends or self._looks_back(statement, index)
            if ends or len(statement.items) >= LONGEST:
                found.append(statement)
                statement = Statement(self.syntax, self.quotations)
            if inside:
                while opens[number] < self.syntax.end(index):
                    statement.close(number)
                    number += 1
                skip_to = bisect_left(self.syntax.starts, self.quotations[number - 1].outer_end)
                continue
            statement.add(index)
        if statement.items:
            found.append(statement)
        for told in found:
            self.syntax.keep(told)
        return found

    def _looks_back(self, statement: Statement, index: int) -> bool:
        """Whether what says who spoke begins behind a quotation and a colon: «Non torno»: lo ha detto Neri."""
        return statement.words == [QUOTED, ":"] and self.syntax.lower(index) in _BACK

    def _goes_on(self, statement: Statement, index: int) -> bool:
        """Whether a sentence start lies inside one statement of the narrator: «Chi paga?» chiede il sindaco."""
        if statement.words[-1] in (",", ":", "-", "–", "—", ";", "("):
            return True
        following = self.syntax.source[self.syntax.start(index)]
        return statement.words[-1] == QUOTED and (following.islower() or following in ",;:-–—)")
