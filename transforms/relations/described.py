"""Descriptions that may stand for somebody the text names: noun phrases with an article, long and short."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transforms.language import ARTICLES, DEFINITE, FUSED, can_speak, words_of
from transforms.relations.candidates import READ
from transforms.relations.scene import Scene
from transforms.relations.told import CONTENT, NamesTold
from transforms.relations.words import FORMER, kind_of, peoples, stem

#: What makes a singular noun definite: articles, prepositions with one, and words that refer back.
DEFINITE_WORDS = frozenset(word for word in DEFINITE | FUSED if not word.endswith(("i", "le"))) | words_of(
    "stesso stessa suo sua"
)
_DEFINITE_PLURAL = frozenset(word for word in DEFINITE | FUSED if word.endswith(("i", "gli", "le")))
_DEFINITE_ANY = DEFINITE_WORDS | _DEFINITE_PLURAL
#: What leads a noun and is no part of its description.
_LEADING = ("ADP", "PUNCT", "CCONJ", "DET")
#: What may stand between the article and its noun.
_BEFORE_NOUN = ("ADJ", "NUM", "ADV", "PUNCT")
POSSESSIVES = words_of("mio mia nostro nostra suo sua loro proprio propria")
#: By what a complement of a noun hangs on it, and how many tokens of a description are read behind its noun.
_COMPLEMENTS = ("amod", "nmod", "flat", "nummod", "compound", "advmod")
LONGEST = 16
_IN_FRONT = frozenset((*FORMER, *POSSESSIVES))
#: How the people of a place and of a team's colours end in the plural.
_INHABITANTS = tuple(words_of("ani ane esi ini oti zurri neri rossi bianchi celesti gialli blu blù viola granata"))
#: Prepositions without an article before a noun that tells more of an office: "senatore a vita".
_TAIL_LEADS = ("a", "in")


# ---------- descriptions
@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase that may stand for somebody.

    Attributes:
        first, last: its tokens without the article, half-open.
        head: its noun.
        depth: how many "di" complements it has at most, 0 or 1; 3 where the rules cut it, 4 with all that stands
            behind the article, 5 with one more word behind it, 6 with all complements that the tree hangs on the noun,
            7 with a participle and its own too.
        kind: the kind of entity that the noun means, `?` when no table says.
    """

    first: int
    last: int
    head: int
    depth: int
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
            kind = _kind_meant(scene, index) if scene.syntax.pos(index) in CONTENT else None
            if kind is not None and (kind != "?" or _may_describe(told, index)):
                spans = _spans(scene, index, end)
                if not _is_named(scene, spans):
                    yield [Description(first, last, index, depth, kind) for (first, last), depth in spans.items()]


def _is_named(scene: Scene, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether the longest phrase names the person: "il leader dei Verdi Rossi" means nobody but Rossi."""
    first, last = max(spans, key=lambda span: span[1] - span[0])
    for at in range(first + 1, last):
        name = scene.context.name_at(at)
        if name is not None and name.kind == "PER" and scene.context.name_at(at - 1) is not name:
            return scene.syntax.pos(at - 1) not in ("ADP", "DET", "CCONJ", "PUNCT")
    return False


def _kind_meant(scene: Scene, index: int) -> str | None:
    """What the noun at a token describes: `PER` `ORG` `LOC`, `?` when no table says; None when it describes nobody."""
    syntax, context = scene.syntax, scene.context
    if context.name_at(index) is not None:
        return None
    figure = context.figure_at(index)
    if figure is not None and context.figures[figure].kind == "age" and _is_definite(scene, index):
        return "PER"  # "il trentenne"
    if figure is not None or context.date_at(index) is not None or syntax.lower(index) == "ex":
        return None
    role = context.role_at(index)
    word = syntax.lower(index)
    if role is None and syntax.pos(index) == "ADJ" and not _stands_alone(scene, index):
        return kind_of(word) if syntax.lower(index - 1) in FORMER and _is_definite(scene, index) else None
    kind = kind_of(syntax.lemma(index)) or kind_of(syntax.lower(index + 1) if word.endswith("-") else word)
    if kind is None and stem(word) in peoples() and not scene.is_plural(index):
        kind = "PER"  # "il serbo"
    if role is not None:
        return kind or role.kind
    if scene.is_plural(index):
        return "?" if kind != "PER" and syntax.lower(index - 1) in _DEFINITE_PLURAL else None
    return kind or "?" if _is_definite(scene, index) else None


def _may_describe(told: NamesTold, index: int) -> bool:
    """Whether a noun of no table may describe somebody: most never do."""
    scene, syntax = told.scene, told.scene.syntax
    word, lemma = syntax.lower(index), syntax.lemma(index)
    if told.said[lemma] or stem(word) in told.stems or scene.context.role_at(index) is not None:
        return True
    if scene.is_plural(index):
        return syntax.pos(index) == "ADJ" or word.endswith(_INHABITANTS) or stem(word) in peoples()
    return syntax.pos(index) == "ADJ" or can_speak(lemma) is True


def _stands_alone(scene: Scene, index: int) -> bool:
    """Whether an adjective is its own noun, right behind an article: "il serbo", "i rossoneri"."""
    syntax = scene.syntax
    if syntax.lower(index - 1) not in _DEFINITE_ANY:
        return False
    of_noun = syntax.label(index) == "amod" and 0 < syntax.head(index) - index <= 2
    return not of_noun and syntax.pos(index + 1) not in ("NOUN", "PROPN")


def _is_definite(scene: Scene, index: int) -> bool:
    """Whether a definite article leads the noun, adjectives apart."""
    return scene.syntax.lower(front_of(scene, index) - 1) in DEFINITE_WORDS


def _spans(scene: Scene, index: int, end: int) -> dict[tuple[int, int], int]:
    """The phrases around a noun, half-open → their depth, as `Description` has it."""
    syntax, context = scene.syntax, scene.context
    spans: dict[tuple[int, int], int] = {}
    for depth in (0, 1):
        first, last = syntax.phrase(index, depth=depth)
        articles = (at for at in range(index - 1, first - 1, -1) if syntax.lower(at) in ARTICLES)
        first = next(articles, first - 1) + 1  # "proprio la preside"
        while first < index and (syntax.lower(first) in ARTICLES or syntax.pos(first) in _LEADING):
            first += 1
        name = context.name_at(last - 1)
        while last < end and name is not None and context.name_at(last) is name:
            last += 1
        spans.setdefault((first, last), depth)
    role = context.role_at(index)
    if role is not None:
        tokens = syntax.tokens_in(role.start, role.end)
        first = next((at for at in tokens if at >= index or syntax.lower(at) not in ARTICLES), index)
        if first <= index:
            spans.setdefault((first, tokens[-1] + 1), 3)
    front, (first, last) = front_of(scene, index), next(iter(spans))
    for _, longer in [*spans]:
        spans.setdefault((min(first, front), longer), 4)
    front = min(first, front)
    spans.setdefault((front, _behind(scene, last, end)), 5)
    for depth, labels in ((6, _COMPLEMENTS), (7, (*_COMPLEMENTS, "acl"))):
        spans.setdefault((front, _with_complements(scene, index, end, labels)), depth)
    return spans


def _with_complements(scene: Scene, index: int, end: int, labels: tuple[str, ...]) -> int:
    """The token behind a noun and all that hangs on it by some labels, as far as it stands without a gap."""
    syntax, last = scene.syntax, index + 1
    for child in syntax.children(index):
        if child >= last and syntax.label(child) in labels:
            last = syntax.doc[child].right_edge.i + 1
    return min(last, end, index + LONGEST)


def front_of(scene: Scene, index: int) -> int:
    """The token right behind the article of a noun, over words that the phrase left out: "l'ormai ex premier"."""
    syntax, at = scene.syntax, index
    while at > index - 4 and (syntax.pos(at - 1) in _BEFORE_NOUN or syntax.lower(at - 1).rstrip("-") in _IN_FRONT):
        at -= 1
    return at if syntax.lower(at - 1) in _DEFINITE_ANY else index


def _behind(scene: Scene, last: int, end: int) -> int:
    """The token behind one more word that goes with the noun: "dirigente lombardo", "campione in carica"."""
    syntax = scene.syntax
    if syntax.lower(last) in _TAIL_LEADS and syntax.pos(last + 1) == "NOUN" and last + 1 < end:
        return last + 2
    figure = scene.context.figure_at(last)
    is_age = figure is not None and scene.context.figures[figure].kind == "age"
    goes_with = is_age or (syntax.pos(last) in ("ADJ", "VERB", "NOUN") and not syntax.is_capitalised(last))
    return last + 1 if last < end and goes_with else last
