"""Descriptions that can stand for a named person, body or place: "il capo della NATO", "l'azienda di Redmond".

A phrase is a role noun with its adjectives and what it belongs to. Only definite singular phrases count; a title
before a name, an apposition and a predicate are told apart here, whom the rest mean is settled in `roles`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from transforms.contract import EntityKind
from transforms.facts import FoundEntity
from transforms.gazetteer import Gazetteer, inflect
from transforms.name_spans import NameText, Span, name_words
from transforms.name_words import fold, scan_words
from transforms.reference import read_reference, split_cell

Place = Literal["free", "title", "apposition", "predicate"]

_ARTICLES = frozenset(("il", "lo", "la", "l"))
_FUSED = frozenset(
    f"{stem}{end}" for stem in ("de", "a", "da", "ne", "su", "co") for end in ("l", "llo", "lla", "ll")
)
_OF = frozenset(("di", "del", "dello", "della", "dei", "degli", "delle", "dell", "d"))
_BEFORE_NOUN = frozenset(
    ("ex", "attuale", "nuovo", "nuova", "neo", "stesso", "stessa", "allora", "potente", "giovane", "anziano", "vecchio", "celebre", "noto", "nota", "famoso", "famosa", "futuro", "futura")
)
_ADJECTIVES = frozenset(
    ("federale", "nazionale", "regionale", "uscente", "generale", "emerito", "esecutivo", "supremo", "militare", "politico", "spirituale",
     "comunista", "socialista", "repubblicano", "repubblicana", "democratico", "democratica", "laburista", "conservatore", "leghista", "alleato", "centrale",
     "automobilistica", "informatico", "informatica", "petrolifero", "petrolifera", "energetico", "energetica", "aerea", "aereo", "designato", "eletto", "provinciale")
)  # fmt: skip
_COPULAS = frozenset(("è", "era", "fu", "sarà", "sia", "come", "diventa", "diventato", "diventata", "diventò", "stato", "stata", "eletto", "eletta", "nominato", "nominata", "fare", "essere", "candidato", "diventare", "resta", "rimane", "divenne"))
MAX_GAP = 24


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A row of it/role_nouns.csv."""

    noun: str
    kind: EntityKind
    sort: str
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """One description in the text.

    Attributes:
        start, end: span in the text, with a plain article, without a fused one.
        head: index of the word of the noun.
        of: the body or territory that it belongs to, by complement or demonym.
        of_word: folded complement when it is no known entity.
        former: "ex" stands before it.
        place: free, or how it stands to a name.
        person: the name that it stands to.
    """

    start: int
    end: int
    head: int
    noun: RoleNoun
    of: FoundEntity | None
    demonym: FoundEntity | None
    region: frozenset[str]
    former: bool
    place: Place
    person: FoundEntity | None = None

    @property
    def bare(self) -> bool:
        """Whether nothing tells whose role it is."""
        return self.of is None and self.demonym is None and not self.region


@dataclass(slots=True)
class Named:
    """The chosen names of a text by the word at which they begin and end, with their entities."""

    first: Mapping[int, tuple[Span, FoundEntity]]
    last: Mapping[int, tuple[Span, FoundEntity]]


@cache
def role_nouns() -> dict[str, Any]:
    """The role nouns as a trie over folded words; the key "" holds the noun."""
    trie: dict[str, Any] = {}
    for row in read_reference("it/role_nouns.csv", ("noun", "kind", "sort")):
        node = trie
        for word in scan_words(row["noun"]):
            node = node.setdefault(word.norm, {})
        kind: EntityKind = "PER" if row["kind"] == "PER" else "ORG" if row["kind"] == "ORG" else "LOC"
        node[""] = RoleNoun(fold(row["noun"]), kind, row["sort"], tuple(split_cell(row["offices"])))
    return trie


@cache
def region_adjectives() -> dict[str, frozenset[str]]:
    """Each form of "asiatico", "africano" … → the regions of the table of territories that it covers."""
    forms: dict[str, frozenset[str]] = {}
    for row in read_reference("it/region_adjectives.csv", ("adjective", "regions")):
        for form in inflect(row["adjective"]):
            forms[form] = frozenset(split_cell(row["regions"]))
    return forms


def find_phrases(cut_text: NameText, named: Named, known: Gazetteer) -> Iterator[RolePhrase]:
    """All role phrases of a text, in text order, whatever place they have."""
    at = 0
    while at < len(cut_text.words):
        found = _read(cut_text, at, named, known) if cut_text.words[at].norm in role_nouns() else None
        if found is None:
            at += 1
            continue
        phrase, after = found
        yield phrase
        at = after


def _read(cut_text: NameText, at: int, named: Named, known: Gazetteer) -> tuple[RolePhrase, int] | None:
    if at in named.first:
        return None
    noun, after = _noun(cut_text, at, named)
    if noun is None:
        return None
    of: FoundEntity | None = None
    demonym: FoundEntity | None = None
    region: frozenset[str] = frozenset()
    while after < len(cut_text.words) and cut_text.gaps[after] in ("", "'"):
        word = cut_text.words[after]
        if after in named.first:
            break
        if not word.capital and word.norm in known.demonyms and demonym is None:
            demonym = known.demonyms[word.norm]
        elif not word.capital and word.norm in region_adjectives() and noun.kind == "LOC":
            region = region_adjectives()[word.norm]
        elif not word.capital and word.norm in ("europeo", "europea") and of is None:
            of = known.by_name["Unione europea"]
        elif word.norm in _OF and of is None:
            complement = _complement(cut_text, after, named)
            if complement is None:
                return None
            of, after = complement
            continue
        elif word.norm not in _ADJECTIVES or word.capital:
            break
        after += 1
    if of is None and after < len(cut_text.words) and cut_text.gaps[after] == "" and after in named.first:
        span, entity = named.first[after]
        # "il presidente Usa Obama", "i capi della difesa Nato": a body or country set beside the noun without "di"
        if entity.kind != "PER" and (entity.entity_id in known.country or entity.kind == "ORG"):
            of, after = entity, span.last
    start, former, definite = _front(cut_text, at)
    place, person = _place(cut_text, at, after, named, definite)
    phrase = RolePhrase(
        start, cut_text.words[after - 1].end, at, noun, of, demonym, region, former, place, person
    )
    return phrase, max(after, at + 1)


def _noun(cut_text: NameText, at: int, named: Named) -> tuple[RoleNoun | None, int]:
    """The longest role noun that begins here and cuts no name, and the index after it."""
    node, end = role_nouns(), at
    best: tuple[RoleNoun | None, int] = (None, at + 1)
    while end < len(cut_text.words) and cut_text.words[end].norm in node:
        if end > at and cut_text.gaps[end] not in ("", "'"):
            break
        node = node[cut_text.words[end].norm]
        end += 1
        cuts = any(inner in named.first and named.first[inner][0].last > end for inner in range(at + 1, end))
        if "" in node and not cuts:
            best = (node[""], end)
    return best


def _complement(cut_text: NameText, at: int, named: Named) -> tuple[FoundEntity | None, int] | None:
    """What the noun belongs to, from the preposition at `at`: (entity or None, index after); None: not understood.

    "della NATO", "degli Stati Uniti", "di Potere Operaio e di Autonomia Operaia", "della Difesa".
    """
    follows = at + 1
    if follows >= len(cut_text.words) or cut_text.gaps[follows] not in ("", "'"):
        return None
    if follows in named.first:
        span, entity = named.first[follows]
        after = span.last
        words = cut_text.words
        if after + 2 < len(words) and words[after].norm == "e" and words[after + 1].norm in _OF and after + 2 in named.first:
            after = named.first[after + 2][0].last
        return entity, after
    if cut_text.words[follows].norm in name_words("office") and cut_text.words[follows].capital:
        return None, follows + 1
    return None


def _front(cut_text: NameText, at: int) -> tuple[int, bool, bool]:
    """Where the phrase begins, whether it says "ex", and whether a singular article stands before it."""
    words = cut_text.words
    first, former, moved = at, False, False
    while first > 0 and words[first - 1].norm in _BEFORE_NOUN and cut_text.gaps[first] in ("", "-", "'"):
        first -= 1
        if words[first].norm in ("ex", "allora"):
            former = True
        else:
            moved = True
    article = words[first - 1] if first > 0 and cut_text.gaps[first] in ("", "'") else None
    definite = article is not None and article.norm in _ARTICLES | _FUSED
    kept = at if moved else first
    if article is not None and article.norm in _ARTICLES and kept == first:
        return article.start, former, definite
    return words[kept].start, former, definite


def _place(
    cut_text: NameText, at: int, after: int, named: Named, definite: bool
) -> tuple[Place, FoundEntity | None]:
    words, text = cut_text.words, cut_text.text
    if after + 2 in named.first and words[after].norm in ("e", "ed") and not words[after + 1].capital:
        after += 2  # "lo scrittore e giornalista Giovanni Rossi"
    if after in named.first and cut_text.gaps[after] == "" and named.first[after][1].kind == "PER":
        return "title", named.first[after][1]
    first = at
    while first > 0 and (words[first - 1].norm in _BEFORE_NOUN or words[first - 1].norm in _ARTICLES) and at - first < 4:
        first -= 1
    before = words[first - 1] if first else None
    if before is not None and first in range(1, len(words)) and first - 1 in named.last:
        span, entity = named.last[first - 1]
        between = text[cut_text.surface(span)[1] : words[first].start].strip()
        closes = after >= len(words) or text[words[after - 1].end : words[after - 1].end + 1] in ",;.:)—–»”\"\n" or cut_text.gaps[after] != ""
        if between in (",", "(") and closes and entity.kind != "LOC":
            return "apposition", entity
    if after < len(words) and after in named.first and named.first[after][1].kind != "LOC":
        between = text[words[after - 1].end : words[after].start].strip()
        if between == "," and definite:
            return "apposition", named.first[after][1]
    if not definite or before is not None and cut_text.gaps[first] == "" and (before.norm in _COPULAS or before.text == "è"):
        return "predicate", None
    return "free", None
