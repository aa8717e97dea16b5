"""One text while its relations are looked for: its facts, its sentences, and what is often asked about a token."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import accumulate
from types import MappingProxyType
from typing import Any, NamedTuple, Self, TypeVar

from transforms.claims import ClaimText
from transforms.documents import Article
from transforms.facts import FoundClaim, FoundDate, FoundEntity, FoundMention, FoundQuote
from transforms.language import ARTICLES
from transforms.relations.words import noun_classes
from transforms.syntax import Syntax

#: How many steps of the tree a path between two tokens may rise or fall.
CLIMB = 7
#: Words and marks that part a fact from a candidate.
PARTING = (";", ":", "(", ")", ",", "mentre", "che", "e", "ma")
#: Between the part and the whole of a ratio.
_OUT_OF = frozenset({"su", "ogni"})
#: How far from a figure its counted noun may stand, in tokens.
COUNTED_REACH = 14
#: How many tokens of a sentence are read for its nouns and verbs.
WORDS = 120
#: How long a signature at the end of a text is at most, and what stands before it.
_SIGNATURE, _ENDS = 60, (".", "!", "?", "…")

_Key = TypeVar("_Key", bound=Hashable)
_Told = TypeVar("_Told")


@dataclass(frozen=True, slots=True)
class Fact:
    """What a question is asked about: a figure, a quotation, a description.

    Attributes:
        kind: kind of the figure, form of the quotation, kind of the description.
        span: its tokens.
        anchor: the token by which it hangs in its clause.
        noun: the counted noun's token, None without one.
        noun_class: what sort of thing the counted noun is, "" when no table says; `none` without one.
        sentence: number of its sentence.
    """

    kind: str
    span: range
    anchor: int
    noun: int | None
    noun_class: str
    sentence: int


class Meant(NamedTuple):
    """Whom a description likeliest means, and the probability of that."""

    entity: FoundEntity
    sure: float


class Scene:
    """A text with its facts.

    Args:
        context: the text, its parse and its facts, indexed by sentence and token.
        claims: what the rules say of each figure; answers of theirs are proposals.
        meant: noun of a description → whom it may mean, published or not.
    """

    def __init__(self, context: ClaimText, claims: Sequence[FoundClaim], meant: Mapping[int, Meant]) -> None:
        self.context = context
        self.meant = meant
        self.syntax = context.syntax
        self.claims = claims
        self.figures = context.figures
        self.quotes = context.quotes
        self.mentions = context.mentions
        #: The token of each figure's counted noun; the rules' answer until it is asked for.
        self.counted: list[int | None] = [self._counted_token(k) for k in range(len(self.figures))]
        self._facts: dict[tuple[int, int | None], Fact] = {}
        self._rises: dict[int, tuple[int, ...]] = {}
        self._in_marks: dict[int, bool] = {}
        #: Number of a sentence → whether it has a verb of saying, and "secondo", as far as it was asked.
        self.said_in: dict[int, tuple[bool, bool]] = {}
        self._paths: dict[int, dict[int, str]] = {}
        self._falls: dict[int, list[tuple[int, str]]] = {}
        self._clauses: dict[int, tuple[int, ...]] = {}
        self._subjects: dict[int, int | None] = {}
        self._subjects_in: dict[int, frozenset[int]] = {}
        self._words_in: dict[int, frozenset[str]] = {}
        self._morphs: dict[int, str] = {}
        self._figures_of_dates: dict[int, int | None] = {}
        self._lemmas_in: dict[int, frozenset[str]] = {}
        self._values_in: dict[int, frozenset[int]] = {}
        self._known: dict[Hashable, Any] = {}

    def once(self, find: "Callable[[Scene, _Key], _Told]", key: _Key) -> _Told:
        """What a function says of the text and a key, found once; descriptions and speakers must not matter to it."""
        known = self._known.get((find, key), self)
        if known is self:
            known = self._known[find, key] = find(self, key)
        told: _Told = known
        return told

    def over(self, syntax: Syntax, quotes: Sequence[FoundQuote], meant: Mapping[int, Meant] | None = None) -> Self:
        """The same text with other descriptions or speakers; what is known of its words stays."""
        other = copy(self)
        if meant is not None:
            other.meant = meant
        other.context = self.context.over(syntax, quotes)
        other.syntax, other.quotes, other.mentions = syntax, quotes, syntax.mentions
        other.counted, other._in_marks = self.counted.copy(), {}
        told = [] if syntax is self.syntax else ["frequency", "ranks", "first_mentions", "order"]
        for name in (*told, "_quote_starts", "first_quotes", "speakers"):
            other.__dict__.pop(name, None)
        return other

    def _counted_token(self, k: int) -> int | None:
        """The token of the counted noun that the rules found, near the figure."""
        counted = self.claims[k].counted
        if counted is None:
            return None
        span = self.context.spans[k]
        start, end = self.syntax.bounds(span[0])
        behind = range(span[-1] + 1, min(end, span[-1] + COUNTED_REACH))
        before = range(span[0] - 1, max(start, span[0] - COUNTED_REACH) - 1, -1)
        plain = as_lower(counted)
        return next((at for at in (*behind, *before) if self.syntax.lower(at) == plain), None)

    def counted_inside(self, k: int) -> int | None:
        """The token of the noun that a ratio has within it: "tre pazienti su quattro"."""
        counted = self.claims[k].counted
        if counted is None or self.figures[k].kind != "ratio":
            return None
        span, plain = self.context.spans[k], as_lower(counted)
        of = {self.syntax.lower(at) for at in span}
        if of.isdisjoint(_OUT_OF):
            return None  # "tre volte superiore" counts nothing
        return next((at for at in span if self.syntax.lower(at) == plain), None)

    # ---------- figures as facts
    def fact(self, k: int) -> Fact:
        """Figure `k`, with its counted noun as it is known by now."""
        noun = self.counted[k]
        if (k, noun) not in self._facts:
            self._facts[k, noun] = Fact(
                self.figures[k].kind,
                self.context.spans[k],
                self._anchor(k, noun),
                noun,
                "none" if noun is None else self.noun_class(noun),
                self.context.sentence[k],
            )
        return self._facts[k, noun]

    def _anchor(self, k: int, noun: int | None) -> int:
        """The token by which a figure hangs in its clause: its counted noun where the number depends on it."""
        root = self.syntax.span_root(self.context.spans[k])
        above = noun is not None and (noun == self.syntax.head(root) or noun in self.rise(root)[1:4])
        return noun if noun is not None and noun > root and above else root

    @cached_property
    def _values(self) -> list[int]:
        numbers: dict[Hashable, int] = {}
        bounds = ((figure.low, figure.high, figure.unit) for figure in self.figures)
        return [numbers.setdefault(bound, len(numbers)) for bound in bounds]

    def value(self, k: int) -> int:
        """A number that all figures with the same bounds and unit have: they may tell the same."""
        return self._values[k]

    def values_in(self, number: int) -> frozenset[int]:
        """The values of the figures of a sentence."""
        if number not in self._values_in:
            self._values_in[number] = frozenset(self.value(k) for k in self.context.figures_in[number])
        return self._values_in[number]

    @cached_property
    def percent_share(self) -> float:
        """How many of the figures are percentages, 0 to 1."""
        return sum(figure.kind == "percent" for figure in self.figures) / max(len(self.figures), 1)

    # ---------- tokens
    @cached_property
    def _line_ends(self) -> list[int]:
        ends: list[int] = []
        at = self.syntax.source.find("\n")
        while at >= 0:
            ends.append(at)
            at = self.syntax.source.find("\n", at + 1)
        return ends

    def paragraph(self, index: int) -> int:
        """Number of the line that a token stands in."""
        return bisect_left(self._line_ends, self.syntax.start(index))

    @cached_property
    def frame(self) -> frozenset[int]:
        """The tokens of the dateline and of the brackets in which a report is signed behind its last sentence."""
        syntax, end = self.syntax, self.context.body_start
        start = max(syntax.source.rfind("\n", 0, end) + 1, self.context.title_end)
        found = {*syntax.tokens_in(start, end)} if start < end else set[int]()
        source = syntax.source.rstrip()
        signed = source.rfind("(", max(len(source) - _SIGNATURE, 0)) if source.endswith(")") else -1
        if signed > 0 and source[:signed].rstrip()[-1:] in _ENDS:
            found.update(syntax.tokens_in(signed, len(source)))
        return frozenset(found)

    @cached_property
    def _noun_classes(self) -> list[str]:
        table, syntax = noun_classes(), self.syntax
        words = zip(syntax.words(0, len(syntax)), syntax.lemmas, strict=True)
        return [table.get(word) or table.get(lemma, "") for word, lemma in words]

    def noun_class(self, index: int) -> str:
        """What sort of thing the noun at a token is; "" when no table says."""
        return self._noun_classes[index]

    @cached_property
    def plain_nouns(self) -> list[int]:
        """Tokens that are nouns and no part of a number, a date or a name."""
        syntax = self.syntax
        nouns = (at for at in range(len(syntax)) if syntax.pos(at) in ("NOUN", "PROPN"))
        return [at for at in nouns if self.is_plain(at)]

    def is_plain(self, index: int) -> bool:
        """Whether a token is no part of a number, a date or a name."""
        context = self.context
        over = (context.figure_at(index), context.date_at(index), context.name_at(index))
        return over == (None, None, None)

    @cached_property
    def documents(self) -> list[int]:
        """Tokens that are nouns of documents: report, study, data."""
        return [at for at, noun_class in enumerate(self._noun_classes) if noun_class == "document"]

    def is_plural(self, index: int) -> bool:
        """Whether the word is marked as plural."""
        return self.syntax.feature(index, "Number") == "Plur"

    def number(self, index: int) -> str:
        """`P` of a plural, `S` of a singular, `?` of what is neither."""
        return {"Plur": "P", "Sing": "S"}.get(self.syntax.feature(index, "Number"), "?")

    def gender(self, index: int) -> str:
        """`F`, `M` or `?`."""
        return {"Fem": "F", "Masc": "M"}.get(self.syntax.feature(index, "Gender"), "?")

    @cached_property
    def _verbs_before(self) -> list[int]:
        return list(accumulate(map(self.syntax.is_verb, range(len(self.syntax))), initial=0))

    def verbs_between(self, first: int, end: int) -> int:
        """How many of the tokens ``[first, end)`` are verbs."""
        return self._verbs_before[end] - self._verbs_before[first] if first < end else 0

    @cached_property
    def _figures_begun(self) -> list[int]:
        at = [self.context.figure_at(index) for index in range(len(self.syntax))]
        begins = (one is not None and one != before for one, before in zip(at, [None, *at], strict=False))
        return list(accumulate(begins, initial=0))

    def figures_between(self, first: int, end: int) -> int:
        """How many figures the tokens ``[first, end)`` belong to."""
        if first >= end:
            return 0
        return self._figures_begun[end] - self._figures_begun[first + 1] + (self.context.figure_at(first) is not None)

    @cached_property
    def _parting(self) -> list[int]:
        return [at for at, word in enumerate(self.syntax.words(0, len(self.syntax))) if word in PARTING]

    def parting_between(self, first: int, end: int) -> tuple[str, ...]:
        """The words and marks of `PARTING` among the tokens ``[first, end)``, in the order of that list."""
        at = bisect_left(self._parting, first)
        return _parted(frozenset(self._parting_words[at : bisect_left(self._parting, end, at)]))

    @cached_property
    def _parting_words(self) -> list[str]:
        return [self.syntax.lower(at) for at in self._parting]

    # ---------- the tree
    def rise(self, index: int) -> tuple[int, ...]:
        """A token and its heads, the first `CLIMB` of them."""
        if index not in self._rises:
            self._rises[index] = tuple(self.syntax.path(index)[:CLIMB])
        return self._rises[index]

    def path(self, index: int, other: int) -> str:
        """The labels of the tree from one token up to the first common head and down to another; "" when too far."""
        if index not in self._paths:  # step above the token → the labels up to it
            labels = [self.syntax.label(step) for step in self.rise(index)]
            self._paths[index] = {step: "<".join(labels[:at]) for at, step in enumerate(self.rise(index))}
        risen = self._paths[index]
        for step, fall in self._fall(other):
            if step in risen:
                return f"{risen[step]}^{fall}"
        return ""

    def _fall(self, index: int) -> list[tuple[int, str]]:
        """The steps above a token, each with the labels from there down to it."""
        if index not in self._falls:
            fall, steps = "", []
            for step in self.rise(index):
                steps.append((step, fall))
                label = self.syntax.label(step)
                fall = f"{label}>{fall}" if fall else label
            self._falls[index] = steps
        return self._falls[index]

    def clauses(self, index: int) -> tuple[int, ...]:
        """Predicates around a token from the inside out, up to and with the first finite one."""
        if index not in self._clauses:
            self._clauses[index] = tuple(self.syntax.finite_clauses(index))
        return self._clauses[index]

    def subject(self, head: int) -> int | None:
        """The subject of a predicate; None when it is left out or cannot be told."""
        if head not in self._subjects:
            self._subjects[head] = self.syntax.subject(head)
        return self._subjects[head]

    def subjects_in(self, number: int) -> frozenset[int]:
        """Tokens that are the subject of some verb of a sentence."""
        if number not in self._subjects_in:
            tokens = range(*self.syntax.sentences[number])
            found = frozenset(at for at in tokens if self.syntax.label(at) in ("nsubj", "nsubj:pass"))
            self._subjects_in[number] = found
        return self._subjects_in[number]

    def words_in(self, number: int) -> frozenset[str]:
        """The words of a sentence in lower case."""
        if number not in self._words_in:
            self._words_in[number] = frozenset(self.syntax.words(*self.syntax.sentences[number]))
        return self._words_in[number]

    def lemmas_in(self, number: int) -> frozenset[str]:
        """The lemmas of the first `WORDS` nouns and verbs of a sentence."""
        if number not in self._lemmas_in:
            start, end = self.syntax.sentences[number]
            told = (at for at in range(start, min(end, start + WORDS)) if self.syntax.pos(at) in ("NOUN", "VERB"))
            self._lemmas_in[number] = frozenset(self.syntax.lemma(at) for at in told)
        return self._lemmas_in[number]

    # ---------- entities
    @cached_property
    def frequency(self) -> Counter[str]:
        """Name of an entity → how often it is named or described."""
        return Counter(mention.entity.name for mention in self.mentions if mention.entity is not None)

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Name of an entity → its place among the entities named most, 0 first."""
        return {name: rank for rank, (name, _) in enumerate(self.frequency.most_common())}

    @cached_property
    def first_mentions(self) -> dict[str, FoundMention]:
        """Name of an entity → where it is named or described first, in text order."""
        seen: dict[str, FoundMention] = {}
        for mention in self.mentions:
            if mention.entity is not None:
                seen.setdefault(mention.entity.name, mention)
        return seen

    @cached_property
    def order(self) -> dict[str, int]:
        """Name of an entity → its place among the entities by first mention."""
        return {name: place for place, name in enumerate(self.first_mentions)}

    # ---------- dates
    @cached_property
    def days_told(self) -> Counter[tuple[date | None, date | None]]:
        """First and last day of a date → how often the text tells them, in text order."""
        return Counter((found.date_from, found.date_to) for found in self._days)

    @property
    def _days(self) -> list[FoundDate]:
        return [found for found in self.context.dates if found.date_from is not None and found.kind != "set"]

    def figure_of_date(self, d: int) -> int | None:
        """The figure of its sentence that a date stands nearest to: in "9 casi contro i 5 del 2021" the second one."""
        if d not in self._figures_of_dates:
            tokens, spans = self.context.date_tokens[d], self.context.spans
            here = self.context.figures_in[self.syntax.sentence_of(tokens[0])]
            apart = {k: max(spans[k][0] - tokens[-1], tokens[0] - spans[k][-1]) for k in here}
            self._figures_of_dates[d] = min(apart, key=lambda k: apart[k], default=None)
        return self._figures_of_dates[d]

    @cached_property
    def day_tokens(self) -> list[int]:
        """The first token of each date that has a first day."""
        spans = zip(self.context.dates, self.context.date_tokens, strict=True)
        return [tokens[0] for found, tokens in spans if found.date_from is not None]

    # ---------- quotations
    @cached_property
    def _quote_starts(self) -> list[int]:
        return [quote.start for quote in self.quotes]

    def in_marks(self, index: int) -> bool:
        """Whether a token stands inside words in quotation marks that somebody said."""
        if index not in self._in_marks:
            around = self.context.quotes_around(self.syntax.start(index))
            self._in_marks[index] = any(quote.form == "direct" for quote in around)
        return self._in_marks[index]

    def quotes_from(self, start: int, end: int) -> Sequence[FoundQuote]:
        """The quotations that begin in the code points ``[start, end)``."""
        return self.quotes[bisect_left(self._quote_starts, start) : bisect_left(self._quote_starts, end)]

    def quotes_before(self, offset: int, look: int = 16) -> list[FoundQuote]:
        """Of the `look` quotations that begin last before a code point those that end there, the nearest first."""
        at = bisect_right(self._quote_starts, offset)
        return [quote for quote in reversed(self.quotes[max(at - look, 0) : at]) if quote.end <= offset]

    @cached_property
    def speakers(self) -> Counter[str]:
        """Name of a speaker → how many quotations are theirs."""
        return Counter(name for name in map(speaker_of, self.quotes) if name)

    @cached_property
    def first_quotes(self) -> dict[str, int]:
        """Name of a speaker → number of the first quotation that is theirs."""
        seen: dict[str, int] = {}
        for number, quote in enumerate(self.quotes):
            name = speaker_of(quote)
            if name:
                seen.setdefault(name, number)
        return seen

    @cached_property
    def called(self) -> Mapping[tuple[int, str], FoundEntity]:
        """Sentence and description in it, without its article → whom it means."""
        found: dict[tuple[int, str], FoundEntity] = {}
        for number, mentions in self.context.mentions_in.items():
            for one in mentions:
                if one.via == "role" and one.entity is not None:
                    words = without_article(self.syntax.source[one.start : one.end])
                    found.setdefault((number, words), one.entity)
        return found


@cache
def _parted(words: frozenset[str]) -> tuple[str, ...]:
    """Some words of `PARTING` in its order."""
    return tuple(word for word in PARTING if word in words)


def as_lower(word: str) -> str:
    """A word as `Syntax.lower` has it: lower case, straight apostrophes."""
    return word.lower().replace("’", "'")


def without_article(words: str) -> str:
    """A description in lower case without its article: "Il prefetto" → "prefetto"."""
    told = as_lower(words)
    first, mark, rest = told.partition("'")
    if f"{first}{mark}" in ARTICLES:
        return rest
    first, _, rest = told.partition(" ")
    return rest if first in ARTICLES else told


def speaker_of(quote: FoundQuote) -> str | None:
    """The speaker's name, or the description as written."""
    return quote.speaker.name if quote.speaker else quote.speaker_name


def scene_of(
    syntax: Syntax,
    article: Article,
    quotes: Sequence[FoundQuote],
    claims: Sequence[FoundClaim],
    meant: Mapping[int, Meant] = MappingProxyType({}),
) -> Scene:
    """A text with its facts as the questions see it."""
    text = ClaimText(syntax, quotes, article.published_on, article.title_end, article.body_start)
    return Scene(text, claims, meant)
