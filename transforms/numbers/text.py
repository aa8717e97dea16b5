"""What the rules of numbers look at in one text: lexemes, words, numerals, and what stands around a place."""

from collections.abc import Sequence
from functools import cached_property

from transforms.language import BREAK, MARK, Lexeme, Lexemes
from transforms.numbers.numerals import Numeral

#: How far words are looked at around a number.
NEAR = 14


class NumberText(Lexemes):
    """One text while numbers and dates are read from it: its lexemes and the numerals."""

    def __init__(self, text: str, lexemes: Sequence[Lexeme], numerals: Sequence[Numeral]) -> None:
        super().__init__(text, lexemes)
        self.numerals = numerals

    @cached_property
    def numeral_at(self) -> dict[int, Numeral]:
        """Numerals by their first lexeme."""
        return {numeral.first: numeral for numeral in self.numerals}

    def numeral_before(self, index: int) -> Numeral | None:
        """The numeral of one or two lexemes that ends right before an index."""
        near = (self.numeral_at.get(index - 1), self.numeral_at.get(index - 2))
        return next((numeral for numeral in near if numeral and numeral.last == index), None)

    def starts_sentence(self, index: int) -> bool:
        """Whether a sentence can begin with the lexeme: its capital then says nothing."""
        if index <= 0:
            return True
        before = self.lexemes[index - 1]
        return before.kind == BREAK or (before.kind == MARK and before.word in '.!?:;«»“”"(—–-[•*…')

    def near(self, index: int, words: frozenset[str], before: int = NEAR, after: int = NEAR) -> bool:
        """Whether one of the words stands in the same sentence near an index."""
        for at in range(index - 1, max(-1, index - 1 - before), -1):
            if self.words[at] in words:
                return True
            if self._is_stop(at):
                break
        for at in range(index, min(self.size, index + after)):
            if self.words[at] in words:
                return True
            if self._is_stop(at):
                break
        return False

    def one_sentence(self, first: int, last: int) -> bool:
        """Whether no sentence ends between two indices."""
        return not any(self._is_stop(at) and self.words[at] != ";" for at in range(first, last))

    def _is_stop(self, index: int) -> bool:
        lexeme = self.lexemes[index]
        return lexeme.kind == BREAK or (lexeme.kind == MARK and lexeme.word in ".!?;")
