"""What the rules of numbers look at in one text: lexemes, words, numerals, and what stands around a place."""

from collections.abc import Sequence
from functools import cached_property

from transforms.language import BREAK, MARK, Lexeme, Lexemes
from transforms.numbers.numerals import Numeral


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
