"""What is known about one text when its figures are related: grammar, facts found so far, and indexes over them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from copy import copy
from datetime import date
from typing import NamedTuple, Self, TypeVar

from transforms.facts import FoundEntity, FoundMention, FoundQuote
from transforms.syntax import Syntax

_Key = TypeVar("_Key", bound=Hashable)
_Told = TypeVar("_Told")


class Holder(NamedTuple):
    """Somebody or something that has, gives or carries a figure: an entity, or words of the text."""

    entity: FoundEntity | None = None
    name: str | None = None

    @property
    def shown(self) -> str:
        """The canonical name, else the words as written."""
        return self.entity.name if self.entity else self.name or ""


class ClaimText:
    """One text, its parse and its facts, indexed by sentence and token.

    Args:
        syntax: grammar of the text, with figures, dates and mentions.
        quotes: quotes in text order.
        published_on: day of publication.
        title_end: end of the headline in the text, 0 when it has none.
        body_start: where the report begins behind headline and dateline.
    """

    def __init__(
        self,
        syntax: Syntax,
        quotes: Sequence[FoundQuote],
        published_on: date | None,
        title_end: int = 0,
        body_start: int = 0,
    ) -> None:
        self.figures, self.dates = syntax.figures, syntax.dates
        self.published_on = published_on
        self.title_end, self.body_start = title_end, body_start
        self.spans = [syntax.tokens_in(figure.start, figure.end) for figure in self.figures]
        self.sentence = [syntax.sentence_of(span[0]) for span in self.spans]
        self.date_tokens = [syntax.tokens_in(found.start, found.end) for found in self.dates]
        self.figures_in: dict[int, list[int]] = defaultdict(list)
        for k, number in enumerate(self.sentence):
            self.figures_in[number].append(k)
        self.dates_in: dict[int, list[int]] = defaultdict(list)
        for k, span in enumerate(self.date_tokens):
            self.dates_in[syntax.sentence_of(span[0])].append(k)
        self._see(syntax)
        self._hear(quotes)
        self._brackets = self._find_brackets()

    def once(self, find: "Callable[[ClaimText, _Key], _Told]", key: _Key) -> _Told:
        """What a function says of the grammar and a key, found once; descriptions and quotations must not matter."""
        known = self.syntax.known.get((find, key), self)
        if known is self:
            known = self.syntax.known[find, key] = find(self, key)
        told: _Told = known
        return told

    def over(self, syntax: Syntax, quotes: Sequence[FoundQuote]) -> Self:
        """The same text with other descriptions or speakers."""
        other = copy(self)
        if syntax is not self.syntax:
            other._see(syntax)
        other._hear(quotes)
        return other

    def _see(self, syntax: Syntax) -> None:
        """Names and descriptions."""
        self.syntax, self.mentions = syntax, syntax.mentions
        self.figure_at, self.date_at = syntax.figure_at, syntax.date_at
        self.name_at, self.role_at, self.words = syntax.name_at, syntax.role_at, syntax.words
        self.mentions_in: dict[int, list[FoundMention]] = defaultdict(list)
        for mention in self.mentions:
            self.mentions_in[syntax.sentence_of(syntax.token_at(mention.start))].append(mention)

    def _hear(self, quotes: Sequence[FoundQuote]) -> None:
        """Quotations."""
        self.quotes = quotes
        self._quote_starts = [quote.start for quote in quotes]

    def _find_brackets(self) -> dict[int, int]:
        """Token inside round brackets → token that opens them; they must close in the same sentence."""
        inside: dict[int, int] = {}
        for start, end in self.syntax.sentences:
            words = self.syntax.words(start, end)
            if "(" not in words:
                continue
            opened: int | None = None
            for index, word in enumerate(words, start):
                if word == "(" and opened is None:
                    opened = index
                elif word.startswith(")") and opened is not None:  # "):" is one token
                    inside.update((at, opened) for at in range(opened + 1, index))
                    opened = None
        return inside

    def bracket_of(self, index: int) -> int | None:
        """The opening bracket of the aside that token `index` stands in."""
        return self._brackets.get(index)

    def quotes_around(self, offset: int) -> list[FoundQuote]:
        """Quotes that hold code point `offset`, the narrowest first; looks at the eight that start last before it."""
        at = bisect_right(self._quote_starts, offset)
        around = [quote for quote in self.quotes[max(at - 8, 0) : at] if quote.start <= offset < quote.end]
        return sorted(around, key=lambda quote: (quote.end - quote.start, quote.start))

    def own_clauses(self, k: int, anchor: int) -> list[int]:
        """Predicates around figure `k` up to its finite one; a relative clause that opens behind it is not its own."""
        participle = self._participle_before(k)
        if participle is not None:
            return [participle]
        heads = self.syntax.finite_clauses(anchor)
        last = self.spans[k][-1]
        behind = range(last + 1, min(heads[0], last + 12))
        opens_relative = any(self.syntax.lower(at) in ("che", "quali", "quale", "cui") for at in behind)
        copula = self._copula_before(k)
        if copula is not None and heads[0] < copula:  # the parser went past "la velocità massima è di 30"
            return [copula]
        if not opens_relative and not self.apart(last, heads[0]):
            return heads
        verb = self.verb_near(k)
        return heads if verb is None else self.syntax.finite_clauses(verb)

    def _copula_before(self, k: int) -> int | None:
        """The finite verb right before the figure, over prepositions, articles and adverbs."""
        at = self.spans[k][0] - 1
        while self.syntax.pos(at) in ("ADP", "ADV", "DET") and at > self.spans[k][0] - 4:
            at -= 1
        return at if self.syntax.is_verb(at) and self.syntax.is_finite(at) else None

    def apart(self, a: int, b: int) -> bool:
        """Whether a semicolon stands between two tokens: no clause reaches over it."""
        first, last = min(a, b), max(a, b)
        return ";" in self.words(first, min(last, first + 80))

    def verb_near(self, k: int) -> int | None:
        """The last verb before the figure, up to a semicolon; without one the first behind it."""
        first, last = self.spans[k][0], self.spans[k][-1]
        start, end = self.syntax.bounds(last)
        for way in (range(first - 1, max(start, last - 20) - 1, -1), range(last + 1, min(end, last + 20))):
            for at in way:
                if self.syntax.lower(at) == ";":
                    break
                if self.syntax.is_verb(at):
                    return at
        return None

    def _participle_before(self, k: int) -> int | None:
        """As in "l'affitto salito al 40%": a participle behind a noun tells of the figure by itself."""
        syntax = self.syntax
        first = self.spans[k][0]
        at = first - 1
        while at > first - 4 and syntax.pos(at) in ("ADP", "ADV", "DET"):
            at -= 1
        if syntax.pos(at) == "ADJ" and not syntax.lower(at + 1).startswith("a"):
            return None  # "banche private per 7 miliardi"
        behind_noun = syntax.pos(at) in ("VERB", "ADJ") and syntax.pos(at - 1) in ("NOUN", "PROPN")
        return at if behind_noun and syntax.is_participle(at) else None

    def is_bare(self, k: int) -> bool:
        """Whether the figure's phrase follows a noun with nothing in between: then it does not hang on it."""
        first = self.spans[k][0]
        while self.syntax.pos(first - 1) == "DET":
            first -= 1
        return self.syntax.pos(first - 1) in ("NOUN", "PROPN", "ADJ") and self.syntax.pos(first) != "ADP"

    def in_title(self, k: int) -> bool:
        """Whether figure `k` stands in the headline."""
        return self.figures[k].start < self.title_end
