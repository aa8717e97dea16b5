"""Find phrases of several words among the words of a text, the longest first, in time bounded by the phrases."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from transforms.language.closed_classes import FROM, OF, TO
from transforms.language.lexer import lex

T = TypeVar("T")
_WITH_ARTICLES = {"a": TO, "di": OF, "da": FROM}


def lexed(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as the lexer gives them: ``"km/h"`` → ``("km", "/", "h")``."""
    return tuple(lexeme.word for lexeme in lex(phrase))


def with_articles(phrase: str) -> list[str]:
    """A phrase that ends in a preposition, with every article fused to it: "fino a", "fino al", "fino alla"."""
    head, _, last = phrase.rpartition(" ")
    return [f"{head} {form}".strip() for form in sorted(_WITH_ARTICLES.get(last, (last,)))]


class PhraseTable(Generic[T]):
    """Phrases with what they mean: the one way to find several words in a row.

    Args:
        entries: pairs of phrase and meaning; the first meaning of a phrase wins. A phrase in one string is cut as the
            lexer cuts texts; a sequence of words is taken as it is, for texts that are cut otherwise.
        backwards: whether phrases are looked up by their last word.
    """

    def __init__(self, entries: Iterable[tuple[str | Sequence[str], T]], backwards: bool = False) -> None:
        self._backwards = backwards
        by_word: dict[str, dict[int, dict[tuple[str, ...], T]]] = {}
        for phrase, meaning in entries:
            words = lexed(phrase) if isinstance(phrase, str) else tuple(phrase)
            if words:
                by_length = by_word.setdefault(words[-1 if backwards else 0], {})
                by_length.setdefault(len(words), {}).setdefault(words, meaning)
        self._by_word = {word: sorted(by_length.items(), reverse=True) for word, by_length in by_word.items()}

    def __contains__(self, word: str) -> bool:
        """Whether a phrase begins (backwards: ends) with the word."""
        return word in self._by_word

    def may_match(self, words: Iterable[str]) -> bool:
        """Whether a phrase begins (backwards: ends) with one of the words: a quick look before the real ones."""
        return not self._by_word.keys().isdisjoint(words)

    def match(self, words: Sequence[str], at: int) -> tuple[T, int] | None:
        """The longest phrase that begins at an index: its meaning and the index after it.

        Backwards: the longest phrase that ends before the index, and the index of its first word.
        """
        key = at - 1 if self._backwards else at
        may_match = 0 <= key < len(words) and words[key] in self._by_word
        return next(self.matches(words, at), None) if may_match else None

    def matches(self, words: Sequence[str], at: int) -> Iterator[tuple[T, int]]:
        """All phrases that begin at an index (backwards: end before it), the longest first, as `match` gives them."""
        key = at - 1 if self._backwards else at
        if not 0 <= key < len(words):
            return
        for length, phrases in self._by_word.get(words[key], ()):
            first = at - length if self._backwards else at
            found = tuple(words[first : first + length]) if first >= 0 else ()
            if found in phrases:
                yield phrases[found], first if self._backwards else first + length
