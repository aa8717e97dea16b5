"""Descriptions that may stand for somebody the text names: noun phrases with an article, long and short."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.language import AND, ARTICLES, DEFINITE, FUSED, INDEFINITE, can_speak, words_of
from transforms.reference import read_reference
from transforms.relations.candidates import READ
from transforms.relations.scene import Scene
from transforms.relations.told import CONTENT, NamesTold
from transforms.relations.words import peoples, stem
from transforms.syntax import Syntax

#: Words before a noun that may be part of its description: "il suo legale", "questo giornale".
LEADING = words_of("suo sua loro nostro nostra proprio propria questo questa quest' quel quello quella quell'")
#: What makes a singular noun definite: articles, prepositions with one, and words that refer back.
DEFINITE_WORDS = (
    frozenset(word for word in DEFINITE | FUSED if not word.endswith(("i", "le"))) | LEADING | words_of("stesso stessa")
)
_DEFINITE_PLURAL = frozenset(word for word in DEFINITE | FUSED if word.endswith(("i", "gli", "le")))
_DEFINITE_ANY = DEFINITE_WORDS | _DEFINITE_PLURAL
#: What may stand between the article and its noun, and how prefixes of time begin.
_BEFORE_NOUN = ("ADJ", "NUM", "ADV")
_FORMER = ("ex", "neo", "vice")
_WRITTEN_BEFORE = frozenset((*_FORMER, "-", "volte"))
#: How the people of a place and of a team's colours end in the plural.
_INHABITANTS = tuple(words_of("ani ane esi ini oti zurri neri rossi bianchi celesti gialli blu blù viola granata"))
#: How many parts behind the noun a description has at most.
PARTS = 5
#: Which part stands behind the noun: a word that goes with it, a complement, one more after "e", a name without a
#: preposition.
WORD, COMPLEMENT, ANOTHER, NAME = "WCAN"


@cache
def kinds() -> dict[str, str]:
    """Head noun of a description → kind of entity that it means."""
    out: dict[str, str] = {}
    for row in read_reference("it/speech/people", required=("noun",)):
        kind = row["describes"] or {"person": "PER", "group": "ORG"}.get(row["speaks"], "PER" if row["title"] else "")
        if kind:
            out.setdefault(row["noun"].rstrip(".").split()[0].lower(), kind)
    return out


# ---------- descriptions
@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase that may stand for somebody.

    Attributes:
        first, last: its tokens without the article, half-open.
        head: its noun.
        parts: what stands behind the noun, a letter each: `WORD`, `COMPLEMENT`, `ANOTHER`, `NAME`.
        kind: the kind of entity that the noun means, `?` when no table says.
    """

    first: int
    last: int
    head: int
    parts: str
    kind: str


def span_of(scene: Scene, said: Description) -> tuple[int, int]:
    """The code points of a description, with its plain article."""
    syntax = scene.syntax
    has_article = syntax.lower(said.first - 1) in ARTICLES and said.first - 1 >= syntax.bounds(said.head)[0]
    return syntax.start(said.first - has_article), syntax.end(said.last - 1)


def descriptions(told: NamesTold) -> Iterator[list[Description]]:
    """The descriptions of a text, those of one noun together, the shortest first.

    A noun that no table knows is one only where the text or a name says it of somebody, or its form is that of people.
    """
    scene = told.scene
    for start, end in scene.syntax.sentences:
        for index in range(start, min(end, start + READ)):
            kind = _kind_meant(scene, index)
            if kind is None or (kind == "?" and not _may_describe(told, index)):
                continue
            spans = _spans(scene, index, end)
            if not any(_names_one(scene, last, kind) for _, last in spans):
                yield [Description(*span, index, parts, kind) for span, parts in spans.items()]


def _names_one(scene: Scene, last: int, kind: str) -> bool:
    """Whether a name stands right behind a phrase: "il leader dei Verdi Rossi" means nobody but Rossi."""
    name, context = scene.context.name_at(last), scene.context
    if name is None or context.name_at(last - 1) is name or name.kind not in ("PER", kind):
        return False
    return scene.syntax.pos(last - 1) not in ("ADP", "DET", "CCONJ", "PUNCT")


def _kind_meant(scene: Scene, index: int) -> str | None:
    """What the noun at a token describes: `PER` `ORG` `LOC`, `?` when no table says; None when it describes nobody."""
    syntax, context = scene.syntax, scene.context
    if syntax.pos(index) not in CONTENT or context.name_at(index) is not None:
        return None
    figure = context.figure_at(index)
    if figure is not None and context.figures[figure].kind == "age" and _is_definite(scene, index):
        return "PER"  # "il trentenne"
    if figure is not None or context.date_at(index) is not None or syntax.lower(index) == "ex":
        return None
    role = context.role_at(index)
    word = syntax.lower(index)
    kind = _in_table(syntax.lemma(index)) or _in_table(syntax.lower(index + 1) if word.endswith("-") else word)
    if kind is None and stem(word) in peoples() and not scene.is_plural(index):
        kind = "PER"  # "il serbo"
    if role is not None:
        return kind or role.kind
    if (
        syntax.pos(index) == "ADJ"
        and not _stands_alone(scene, index)
        and (kind is None or front_of(scene, index) == index)
    ):
        return None
    if scene.is_plural(index):
        return "?" if kind != "PER" and syntax.lower(index - 1) in _DEFINITE_PLURAL else None
    return kind or "?" if _is_definite(scene, index) else None


@lru_cache(50_000)
def _in_table(word: str) -> str | None:
    """The kind that the table has for a noun, with or without a prefix of time: "il neosindaco"."""
    for prefix in ("", *_FORMER):
        if word.startswith(prefix) and (kind := kinds().get(word.removeprefix(prefix).removeprefix("-"))):
            return kind
    return None


def _may_describe(told: NamesTold, index: int) -> bool:
    """Whether a noun of no table may describe somebody: most never do."""
    scene, syntax = told.scene, told.scene.syntax
    word, lemma = syntax.lower(index), syntax.lemma(index)
    if told.said[lemma] or stem(word) in told.stems or scene.context.role_at(index) is not None:
        return True
    if scene.is_plural(index):
        return syntax.pos(index) == "ADJ" or word.endswith(_INHABITANTS)
    return syntax.pos(index) == "ADJ" or can_speak(lemma) is True


def _stands_alone(scene: Scene, index: int) -> bool:
    """Whether an adjective is its own noun, right behind an article: "il serbo", "i rossoneri"."""
    syntax = scene.syntax
    if syntax.lower(index - 1) not in _DEFINITE_ANY:
        return False
    of_noun = syntax.label(index) == "amod" and 0 < syntax.head(index) - index <= 2
    return not of_noun and syntax.pos(index + 1) not in ("NOUN", "PROPN")


def _is_definite(scene: Scene, index: int) -> bool:
    """Whether a definite article leads the noun, adjectives apart: not "un suo collega"."""
    before = front_of(scene, index) - 1
    return scene.syntax.lower(before) in DEFINITE_WORDS and scene.syntax.lower(before - 1) not in INDEFINITE


def _spans(scene: Scene, index: int, end: int) -> dict[tuple[int, int], str]:
    """The phrases around a noun, half-open → their parts, the shortest first."""
    syntax, role = scene.syntax, scene.context.role_at(index)
    front = front_of(scene, index)
    firsts = [index, *range(index - 1, front - 1, -1)]
    if syntax.lower(front - 1) in LEADING:
        firsts.append(front - 1)
    ends = dict(_ends(scene, index, end))
    if role is not None:
        tokens = syntax.tokens_in(role.start, role.end)
        firsts += [next((at for at in tokens if at >= index or syntax.lower(at) not in ARTICLES), index)]
        ends.setdefault(max(tokens[-1], index) + 1, COMPLEMENT)
    return {(first, last): parts for last, parts in sorted(ends.items()) for first in firsts if first <= index}


def _ends(scene: Scene, index: int, end: int) -> Iterator[tuple[int, str]]:
    """Where a phrase may end behind its noun → its parts until there."""
    at, parts = index + 1, ""
    yield at, parts
    while len(parts) < PARTS and at < end and (found := _part(scene, at, end)) is not None:
        at, parts = found[0], parts + found[1]
        yield at, parts


def _part(scene: Scene, at: int, end: int) -> tuple[int, str] | None:
    """The end and the sort of the part that begins at a token: "lombardo", "in carica", "alla Cultura"."""
    syntax, context = scene.syntax, scene.context
    name = context.name_at(at)
    if name is not None:  # "il presidente Usa", not "il presidente Rossi"
        return (_name_end(scene, at, end), NAME) if name.kind != "PER" else None
    figure = context.figure_at(at)
    if figure is not None:  # "il difensore trentenne", "il numero due"
        is_part = context.figures[figure].kind == "age" or syntax.lower(at - 1) == "numero"
        return (at + 1, WORD) if is_part else None
    word, tag = syntax.lower(at), syntax.pos(at)
    if tag == "ADP":
        after = _complement(scene, at, end)
        return None if after is None else (after, COMPLEMENT)
    if word in AND:
        after = _complement(scene, at + 1, end)
        return None if after is None else (after, ANOTHER)
    if tag == "ADV" and at + 1 < end and _goes_with(syntax, at + 1):
        return at + 2, WORD
    return (at + 1, WORD) if _goes_with(syntax, at) or tag in ("NOUN", "PROPN") else None


def _goes_with(syntax: Syntax, at: int) -> bool:
    """Whether a word is an adjective or a participle."""
    return syntax.pos(at) == "ADJ" or (syntax.pos(at) == "VERB" and not syntax.is_finite(at))


def _complement(scene: Scene, at: int, end: int) -> int | None:
    """The token behind the noun or name of a complement from its preposition on; None where neither stands there."""
    syntax, first = scene.syntax, at
    while at < min(first + 4, end) and syntax.pos(at) in ("ADP", "DET", "ADJ", "NUM") and not _names(scene, at):
        at += 1
    if at >= end or scene.context.date_at(at) is not None:
        return None
    if _names(scene, at):
        return _name_end(scene, at, end)
    return at + 1 if syntax.pos(at) in ("NOUN", "PROPN") else None


def _names(scene: Scene, at: int) -> bool:
    return scene.context.name_at(at) is not None


def _name_end(scene: Scene, at: int, end: int) -> int:
    """The token behind the name that stands at one."""
    name = scene.context.name_at(at)
    while at < end and scene.context.name_at(at) is name:
        at += 1
    return at


def _is_before(word: str) -> bool:
    """Whether a word stands before nouns: "neo-", "tre volte"."""
    return word in _WRITTEN_BEFORE or word.rstrip("-") in _FORMER


def front_of(scene: Scene, index: int) -> int:
    """The token right behind the article of a noun, over words that the phrase left out: "l'ormai ex premier"."""
    syntax, at = scene.syntax, index
    while at > index - 4 and (syntax.pos(at - 1) in _BEFORE_NOUN or _is_before(syntax.lower(at - 1))):
        at -= 1
    return at if syntax.lower(at - 1) in _DEFINITE_ANY else index
