"""Descriptions that can stand for a named person, body or place: "il capo della NATO", "l'azienda di Cupertino".

A phrase is a role noun with its adjectives and what it belongs to. Only definite singular phrases count; a title
before a name, an apposition and a predicate are told apart here, whom the rest mean is settled in `roles`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from transforms.contract import EntityKind
from transforms.facts import FoundEntity
from transforms.language import FUSED, PhraseTable, words_of
from transforms.names.gazetteer import Gazetteer, inflect
from transforms.names.scan import fold, scan_words
from transforms.names.text import NameSpan, NameText
from transforms.names.words import ARTICLES, OF, name_words, titles
from transforms.reference import read_reference, split_cell

Place = Literal["free", "title", "apposition", "predicate"]

_SINGULAR = ARTICLES - {"i", "gli", "le"}
_FUSED = frozenset(form.rstrip("'") for form in FUSED if form.endswith(("l", "lo", "la", "l'")))
_DEFINITE = _SINGULAR | _FUSED
# Ends of adjectives and nouns that no verb in the third person singular has.
_NOUN_ENDS = ("ano", "ale", "ivo", "ario", "oso", "tore", "trice", "ista", "pilota", "aggiunto", "vicario")
_CLOSING = ',;.:)—–»”"\n'
# Before a predicate, as they are written.
_COPULAS = words_of(
    "è era fu sarà sia come diventa diventato diventata diventò stato stata eletto eletta nominato nominata fare "
    "essere candidato diventare resta rimane divenne"
)


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A row of it/speech/people.csv whose column `describes` is filled."""

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
        of_words: the complement, folded, when it is no name that was found.
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
    of_words: str = ""

    @property
    def owner(self) -> str | None:
        """The id of the territory or body that the phrase names, or the words that name it."""
        if self.demonym is not None:
            return self.demonym.entity_id
        return self.of.entity_id if self.of is not None else self.of_words or None

    @property
    def bare(self) -> bool:
        """Whether nothing tells whose role it is."""
        return self.owner is None and not self.region


@dataclass(slots=True)
class Named:
    """The chosen names of a text by the word at which they begin and end, with their entities."""

    first: Mapping[int, tuple[NameSpan, FoundEntity]]
    last: Mapping[int, tuple[NameSpan, FoundEntity]]


@cache
def role_nouns() -> PhraseTable[RoleNoun]:
    """The role nouns by their folded words."""
    rows = [row for row in read_reference("it/speech/people", ("noun",)) if row["describes"]]
    kinds: dict[str, EntityKind] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
    return PhraseTable(
        (
            " ".join(word.norm for word in scan_words(row["noun"])),
            RoleNoun(fold(row["noun"]), kinds[row["describes"]], row["sort"], tuple(split_cell(row["offices"]))),
        )
        for row in rows
    )


@cache
def region_adjectives() -> dict[str, frozenset[str]]:
    """Each form of "asiatico", "africano" … → the regions of the table of territories that it covers."""
    forms: dict[str, frozenset[str]] = {}
    for row in read_reference("it/names/region_adjectives", ("adjective", "regions")):
        for form in inflect(row["adjective"]):
            forms[form] = frozenset(split_cell(row["regions"]))
    return forms


def find_phrases(text: NameText, named: Named) -> Iterator[RolePhrase]:
    """All role phrases of a text, in text order, whatever place they have."""
    at = 0
    while at < len(text.words):
        found = _read(text, at, named) if text.words[at].norm in role_nouns() else None
        if found is None:
            at += 1
            continue
        phrase, after = found
        yield phrase
        at = after


def _read(text: NameText, at: int, named: Named) -> tuple[RolePhrase, int] | None:
    """The phrase whose noun begins at a word, and the index after it."""
    noun, after = _noun(text, at, named)
    if noun is None or at in named.first:
        return None
    owner = _owner(text, after, noun, named)
    if owner is None:
        return None
    after = owner.after
    start, former, definite = _front(text, at)
    place, person = _place(text, at, after, named, definite, noun)
    end = text.words[after - 1].end
    if noun.kind == "ORG" and place == "free" and text.joined(after) and text.adjective(after):
        place = "predicate"  # "la società civile"
    phrase = RolePhrase(
        start, end, at, noun, owner.of, owner.demonym, owner.region, former, place, person, owner.of_words
    )
    return phrase, max(after, at + 1)


@dataclass(slots=True)
class _Owner:
    """Whose role it is, and the index after the words that say so."""

    after: int
    of: FoundEntity | None = None
    demonym: FoundEntity | None = None
    region: frozenset[str] = frozenset()
    of_words: str = ""


def _owner(text: NameText, after: int, noun: RoleNoun, named: Named) -> _Owner | None:
    """What a role noun belongs to: "russo", "della NATO", "asiatico"; None when the complement is not understood."""
    owner = _Owner(after)
    while owner.after < len(text.words) and text.gaps[owner.after] in ("", "'"):
        at = owner.after
        word = text.words[at]
        if at in named.first:
            span, entity = named.first[at]
            # "il presidente Usa Biden": a body or country set beside the noun without "di"
            # "il quotidiano Domani": the body itself
            beside = (entity.kind == "ORG" and noun.kind != "ORG") or (
                entity.kind == "LOC" and entity.entity_id in text.known.country
            )
            if owner.of is None and beside and text.gaps[at] == "":
                owner.of, owner.after = entity, span.last
            break
        if word.norm in OF and owner.of is None:
            complement = _complement(text, at, named)
            if complement is None:
                return None
            owner.of, owner.after = complement
            owner.of_words = "" if owner.of else text.norm(at + 1, owner.after)
        elif word.capital or not _qualifies(word.norm, noun, owner, text.known):
            break
        else:
            owner.after += 1
    return owner


def _qualifies(word: str, noun: RoleNoun, owner: _Owner, known: Gazetteer) -> bool:
    """Whether an adjective goes with the role noun; notes what it says of the owner."""
    if word in known.demonyms and owner.demonym is None:
        owner.demonym = known.demonyms[word]
    elif word in region_adjectives() and noun.kind == "LOC":
        owner.region = region_adjectives()[word]
    elif word in ("europeo", "europea") and owner.of is None:
        owner.of = known.by_name["Unione europea"]
    else:
        return word in name_words("role_adjective")
    return True


def _noun(text: NameText, at: int, named: Named) -> tuple[RoleNoun | None, int]:
    """The longest role noun that begins here and cuts no name, and the index after it."""
    for noun, end in role_nouns().matches(text.norms, at):
        inner = range(at + 1, end)
        cuts = any(first in named.first and named.first[first][0].last > end for first in inner)
        if not cuts and all(text.gaps[word] in ("", "'") for word in inner):
            return noun, end
    return None, at + 1


def _complement(text: NameText, at: int, named: Named) -> tuple[FoundEntity | None, int] | None:
    """What the noun belongs to, from the preposition at `at`: (entity or None, index after); None: not understood.

    "della NATO", "degli Stati Uniti", "di Lega Alpina e di Fronte Alpino", "della Difesa".
    """
    words = text.words
    follows = at + 1
    if follows >= len(words) or text.gaps[follows] not in ("", "'"):
        return None
    if follows in named.first:
        span, entity = named.first[follows]
        second = span.last + 2
        if second in named.first and words[span.last].norm == "e" and words[span.last + 1].norm in OF:
            return entity, named.first[second][0].last
        return entity, span.last
    offices = name_words("office")
    if words[follows].norm in offices and words[follows].capital:
        after = follows + 1
        while text.joined(after + 2) and words[after].norm == "e" and words[after + 2].norm in offices:
            after += 3  # "del Tesoro e delle Finanze"
        return None, after
    after = follows
    while after < min(len(words), follows + 3) and words[after].capital and after not in named.first:
        after += 1
        if after < len(words) and text.gaps[after] != "":
            break
    return (None, after) if after > follows else None


def _front(text: NameText, at: int) -> tuple[int, bool, bool]:
    """Where the phrase begins, whether it says "ex", and whether a singular article stands before it."""
    words = text.words
    first, former, moved = at, False, False
    while first > 0 and words[first - 1].norm in name_words("before_role") and text.gaps[first] in ("", "-", "'"):
        first -= 1
        if words[first].norm in ("ex", "allora"):
            former = True
        else:
            moved = True
    article = words[first - 1] if first > 0 and text.gaps[first] in ("", "'") else None
    definite = article is not None and article.norm in _DEFINITE
    kept = at if moved else first
    if article is not None and article.norm in _SINGULAR and kept == first:
        return article.start, former, definite
    return words[kept].start, former, definite


def _place(
    text: NameText, at: int, after: int, named: Named, definite: bool, noun: RoleNoun
) -> tuple[Place, FoundEntity | None]:
    """How a phrase stands to a name beside it, and whose name that is."""
    words, raw = text.words, text.raw
    if after + 2 in named.first and words[after].norm in ("e", "ed") and not words[after + 1].capital:
        after += 2  # "lo scrittore e giornalista Giovanni Rossi"
    elif after + 1 in named.first and words[after].norm.endswith(_NOUN_ENDS) and not words[after].capital:
        after += 1  # "il capitano navigatore Giovanni Rossi"
    follows = named.first.get(after)
    if follows is not None and text.gaps[after] == "" and follows[1].kind == "PER":
        return "title", follows[1]
    between = raw[words[after - 1].end : words[after].start].strip(' "«“') if follows is not None else ""
    if follows is not None and noun.kind == follows[1].kind == "ORG" and not between:
        return "title", follows[1]  # "il quotidiano «Domani»"
    first, upcoming = at, False
    while first > 0 and at - first < 4 and words[first - 1].norm in name_words("before_role") | _SINGULAR:
        first -= 1
        upcoming = upcoming or words[first].norm in name_words("upcoming")
    precedes = named.last.get(first - 1)
    ends = after >= len(words) or text.gaps[after] != "" or raw[words[after - 1].end] in _CLOSING
    if precedes is not None and ends and precedes[1].kind != "LOC":
        between = raw[text.surface(precedes[0])[1] : words[first].start].strip()
        if between in (",", "("):
            return "apposition", precedes[1]
    if follows is not None and definite and follows[1].kind != "LOC":
        comma = raw[words[after - 1].end : words[after].start].strip() == ","
        # "il genero del presidente, Mario Rossi": the name is the son-in-law's
        owner = words[first - 2].norm if first > 1 and words[first - 1].norm in OF else ""
        another = owner in titles() or owner in role_nouns()
        if comma and not another:
            return "apposition", follows[1]
    before = words[first - 1] if first and text.gaps[first] == "" else None
    if not definite or upcoming or (before is not None and before.text.lower() in _COPULAS):
        return "predicate", None
    return "free", None
