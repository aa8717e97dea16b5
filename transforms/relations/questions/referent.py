"""Whom a description means: "il premier", "l'azienda", or nobody that is named."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from transforms.facts import FoundEntity, FoundMention
from transforms.language import ARTICLES, DEFINITE, FUSED, words_of
from transforms.reference import read_reference
from transforms.relations.candidates import READ
from transforms.relations.features import bin_of
from transforms.relations.looks import Look, nobody, shared
from transforms.relations.saying import says
from transforms.relations.scene import Scene
from transforms.relations.told import CONTENT, NamesTold, lemmas_of
from transforms.relations.words import meaning

#: What makes a singular noun definite: articles, prepositions with one, and words that refer back.
_DEFINITE = frozenset(word for word in DEFINITE | FUSED if not word.endswith(("i", "le"))) | words_of(
    "stesso stessa suo sua"
)
_DEFINITE_PLURAL = frozenset(word for word in DEFINITE | FUSED if word.endswith(("i", "gli", "le")))
#: Rules of descriptions that need no weighing: they stand beside the name, or are a nickname of the tables.
SURE = ("role:apposition", "role:nickname")
#: Where no table says what the noun means: how many of those named most, and of those named last before it.
NAMED_MOST, LAST_NAMED = 4, 4
#: What leads a noun and is no part of its description.
_LEADING = ("ADP", "PUNCT", "CCONJ", "DET")


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
        depth: how many "di" complements it has at most; 3 where the rules cut it.
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


def descriptions(scene: Scene) -> Iterator[list[Description]]:
    """The descriptions of a text, those of one noun together, the shortest first."""
    for start, end in scene.syntax.sentences:
        for index in range(start, min(end, start + READ)):
            kind = _kind_meant(scene, index)
            if kind is not None:
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
    if syntax.pos(index) not in CONTENT or context.name_at(index) is not None:
        return None
    if context.figure_at(index) is not None or context.date_at(index) is not None:
        return None
    kind = kinds().get(syntax.lemma(index)) or kinds().get(syntax.lower(index))
    role = context.role_at(index)
    if role is not None:
        return kind or role.kind
    if syntax.pos(index) == "ADJ" and not _stands_alone(scene, index):
        return None
    if scene.is_plural(index):
        return "?" if kind != "PER" and syntax.lower(index - 1) in _DEFINITE_PLURAL else None
    return kind or "?" if _is_definite(scene, index) else None


def _stands_alone(scene: Scene, index: int) -> bool:
    """Whether an adjective is its own noun, right behind an article: "il serbo", "i rossoneri"."""
    syntax = scene.syntax
    if syntax.lower(index - 1) not in _DEFINITE | _DEFINITE_PLURAL:
        return False
    of_noun = syntax.label(index) == "amod" and 0 < syntax.head(index) - index <= 2
    return not of_noun and syntax.pos(index + 1) not in ("NOUN", "PROPN")


def _is_definite(scene: Scene, index: int) -> bool:
    """Whether a definite article leads the noun, adjectives apart."""
    at = index - 1
    while at > index - 4 and scene.syntax.pos(at) in ("ADJ", "NUM", "PUNCT"):
        at -= 1
    return scene.syntax.lower(at) in _DEFINITE


def _spans(scene: Scene, index: int, end: int) -> dict[tuple[int, int], int]:
    """The phrases around a noun, half-open → with how many "di" complements, 3 of the rules' description."""
    syntax, context = scene.syntax, scene.context
    spans: dict[tuple[int, int], int] = {}
    for depth in (0, 1, 2):
        first, last = syntax.phrase(index, depth=depth)
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
    return spans


# ---------- features
class Noun:
    """The head of descriptions that begin at one token, and how the entities of the text stand to it.

    Args:
        told: what the text says of its names.
        said: one of those descriptions.
    """

    def __init__(self, told: NamesTold, said: Description) -> None:
        self.told, self.scene = told, told.scene
        syntax, context = self.scene.syntax, self.scene.context
        self.head, self.first, self.kind = said.head, said.first, said.kind
        self.number = syntax.sentence_of(said.head)
        self.lemma = syntax.lemma(said.head)
        self.role: FoundMention | None = context.role_at(said.head)
        self.rule = self.role.entity.name if self.role is not None and self.role.entity is not None else None
        #: Where the rules' description ends.
        self.role_end = None if self.role is None else syntax.tokens_in(self.role.start, self.role.end)[-1] + 1
        self.before = syntax.lower(said.first - 1)
        self.definite = self.before in _DEFINITE or self.before.endswith("'")
        self.gender = self.scene.gender(said.head)
        self.named = told.named_in(self.number)
        self.same_kind = told.of_kind(said.kind)
        #: Name of the kind meant → where it stands last before the description, -1 when it does not.
        self.last_place = {name: _last_before(told.places[name], said.first) for name in self.same_kind}
        self._last_places = sorted(self.last_place.values())
        self.says = says(self.scene, said.first, said.head)
        self.cued = told.cued.get(said.head, "")
        #: The entities that may be meant: those of the kind, a few where no table says, and the one of the rules.
        names = self.same_kind if self.kind != "?" else self._few()
        self.entities = {name: told.entities[name] for name in names}
        if self.role is not None and self.role.entity is not None:
            self.entities.setdefault(self.role.entity.name, self.role.entity)
        #: What the noun says for nobody, however long the description is.
        self.nobody = nobody(_nobody_by_noun(self))
        self._looks: dict[str, list[Look]] = {}

    def _few(self) -> list[str]:
        """Those named most, those named last before, and those of which the text says the noun."""
        last = sorted(self.last_place, key=self.last_place.__getitem__, reverse=True)[:LAST_NAMED]
        most = [name for name in islice(self.scene.ranks, NAMED_MOST) if name in self.told.entities]
        return list(dict.fromkeys([*most, *last, *self.told.said_of(self.lemma)]))

    def named_since(self, place: int) -> int:
        """How many names of the kind meant stand last behind a token, before the description."""
        return len(self._last_places) - bisect_right(self._last_places, place)

    def fits(self, kind: str) -> str:
        """Whether a kind of entity is the one that the noun means; `?` when no table says."""
        return "?" if self.kind == "?" else str(kind == self.kind)

    def is_said_of(self, name: str) -> bool:
        """Whether the text says the noun of somebody."""
        return self.lemma in self.told.nouns.get(name, ())

    def looks(self, name: str, entity: FoundEntity) -> list[Look]:
        """What the noun and an entity have to do with each other, however long the description is."""
        if name not in self._looks:
            kind = entity.kind
            fits, is_said = self.fits(kind), self.is_said_of(name)
            rank, order = min(self.scene.ranks.get(name, 9), 4), min(self.scene.order.get(name, 9), 3)
            is_only = len(self.same_kind) == 1 and kind == self.kind
            self._looks[name] = [
                _kind_and_words(kind, self.kind, self.lemma),
                *_named_before(self, name, entity),
                _named_most(kind, fits, rank, order, is_only, name in self.named),
                _said_of(fits, is_said, min(self.told.said[self.lemma] - is_said, 2)),
            ]
            if kind == "PER":
                self._looks[name].append(f"gender={self.gender}{_gender_of(name)}")
        return self._looks[name]


def _last_before(places: Sequence[int], token: int) -> int:
    at = bisect_left(places, token)
    return places[at - 1] if at else -1


def _gender_of(name: str) -> str:
    """The gender that the given name of a person looks like; `?` when it looks like none."""
    given = name.split()[0]
    return "F" if given.endswith("a") else "M" if given.endswith(("o", "i", "e")) else "?"


@shared
def _kind_and_words(kind: str, meant: str, lemma: str) -> list[str]:
    """Kinds of entity and noun, lemma, endings, and what the lemma means."""
    family, own = meaning(lemma)
    return [
        f"ek={kind}|k={meant}",
        f"lemma={lemma}|{kind}",
        *(f"suf={lemma[-size:]}|{kind}" for size in (3, 4) if len(lemma) >= size),
        f"mf={family}|{kind}",
        f"mc={own}|{kind}",
    ]


def _named_before(noun: Noun, name: str, entity: FoundEntity) -> list[Look]:
    """How often and how near the entity is named before, and how many others of the kind since."""
    syntax, kind = noun.scene.syntax, entity.kind
    places = noun.told.places.get(name, ())
    earlier = bisect_left(places, noun.first)
    looks: list[Look] = [f"earlier={min(earlier, 4)}|{kind}"]
    if not earlier:
        if places:
            looks.append(f"later|gap={min(syntax.sentence_of(places[0]) - noun.number, 3)}")
        return looks
    last = places[earlier - 1]
    gap, since = min(noun.number - syntax.sentence_of(last), 5), min(noun.named_since(last), 4)
    looks.append(_named_last(kind, noun.kind, gap, bin_of(noun.first - last), noun.definite))
    looks.append(_nearer(since, min(gap, 3), noun.fits(kind), syntax.label(last)))
    return looks


@shared
def _named_last(kind: str, meant: str, gap: int, far: str, definite: bool) -> list[str]:
    """How many tokens and sentences before it is named last."""
    return [f"ld={far}", f"gap={gap}|{kind}", f"gap={gap}|k={meant}|def={definite}"]


@shared
def _nearer(since: int, gap: int, fits: str, label: str) -> list[str]:
    """How many others are named since, and what it is in its sentence there."""
    return [f"nearer={since}|{fits}", f"nearer={since}|gap={gap}", f"lastlab={label}|gap={min(gap, 2)}"]


@shared
def _named_most(kind: str, fits: str, rank: int, order: int, is_only: bool, is_here: bool) -> list[str]:
    """How often and how early the text names the entity, whether in this sentence, whether it is the only one."""
    return [f"rank={rank}|{fits}", f"order={order}", f"only={is_only}", f"insentence={is_here}|{kind}"]


@shared
def _said_of(fits: str, is_said: bool, others: int) -> list[str]:
    """Whether the text says the same noun of the entity, and of how many others."""
    return [f"said={is_said}|{fits}", f"said={is_said}|others={others}"]


def rows(noun: Noun, said: Description) -> Iterator[tuple[FoundEntity | None, list[Look]]]:
    """The entities that a description may mean with their features; the last one is nobody."""
    scene = noun.scene
    inside = (scene.context.name_at(at) for at in range(said.first, said.last))
    inner = {one.entity.name for one in inside if one is not None and one.entity is not None}
    words = lemmas_of(scene, said.first, said.last) - {noun.lemma}
    extra = min(said.last - said.head - 1, 2)
    for name, entity in noun.entities.items():
        if name in inner:
            continue
        fits, is_said = noun.fits(entity.kind), noun.is_said_of(name)
        overlap = min(len(words.intersection(noun.told.words.get(name, ()))), 2) if words else 0
        phrase = _phrase(entity.kind, noun.kind, said.depth, extra, fits, noun.definite, is_said, overlap)
        looks = [*noun.looks(name, entity), phrase]
        if noun.role is not None and name == noun.rule:
            looks += ["rule", f"rule|exact={noun.role_end == said.last}", f"rule|{noun.role.rule}"]
        yield entity, looks
    yield None, noun.nobody + nobody(_nobody_by_phrase(noun, said, has_name=bool(inner)))[1:]


@shared
def _phrase(
    kind: str, meant: str, depth: int, extra: int, fits: str, definite: bool, is_said: bool, overlap: int
) -> list[str]:
    """What the words behind the noun add: length, and words that the text says of the entity."""
    return [
        f"ek={kind}|k={meant}|depth={depth}",
        f"said={is_said}|overlap={overlap}|extra={extra}",
        f"def={definite}|extra={extra}|{fits}",
    ]


def _nobody_by_noun(noun: Noun) -> list[Look]:
    """What the noun says for nobody: lemma and endings, article, capital, who could be meant at all."""
    scene, head = noun.scene, noun.head
    syntax = scene.syntax
    capital = syntax.is_capitalised(head) and head != syntax.bounds(head)[0]
    quoted = bool(scene.context.quotes_around(syntax.start(head)))
    is_said, same = noun.told.said[noun.lemma] > 0, min(len(noun.same_kind), 4)
    return [
        _nobody_by_lemma(noun.lemma),
        f"before={noun.before}",
        _nobody_of_kind(noun.kind, noun.definite, same, is_said),
        _nobody_by_form(capital, quoted, noun.definite, syntax.label(head), syntax.pos(head), scene.is_plural(head)),
        f"under={_above(noun)}",
        f"says={noun.says}|cued={noun.cued}|def={noun.definite}",
        f"is={any(syntax.label(child) == 'cop' for child in syntax.children(head))}|def={noun.definite}",
    ]


@shared
def _nobody_by_lemma(lemma: str) -> list[str]:
    family, own = meaning(lemma)
    suffixes = (f"suf={lemma[-size:]}" for size in (2, 3, 4) if len(lemma) > size + 1)
    return [f"lemma={lemma}", f"mf={family}", f"mc={own}", *suffixes]


@shared
def _nobody_of_kind(meant: str, definite: bool, same: int, is_said: bool) -> list[str]:
    return [
        f"def={definite}|k={meant}",
        f"table={meant}",
        f"same={same}|k={meant}",
        f"anysaid={is_said}|def={definite}",
    ]


@shared
def _nobody_by_form(capital: bool, quoted: bool, definite: bool, label: str, pos: str, plural: bool) -> list[str]:
    return [f"capital={capital}", f"lab={label}|def={definite}", f"quoted={quoted}", f"pos={pos}|plural={plural}"]


def _above(noun: Noun) -> str:
    """What the noun is a complement of: the kind of a description ("il presidente della Repubblica"), or its sort."""
    syntax = noun.scene.syntax
    if syntax.label(noun.head) not in ("nmod", "conj", "appos", "flat"):
        return ""
    above = syntax.head(noun.head)
    return f"{syntax.label(noun.head)}|{kinds().get(syntax.lemma(above), syntax.pos(above))}"


def _nobody_by_phrase(noun: Noun, said: Description, *, has_name: bool) -> list[Look]:
    """What the phrase says for nobody: what follows, names in it and beside it, its length."""
    scene, first, last = noun.scene, said.first, said.last
    syntax, context = scene.syntax, scene.context
    after, tag, extra = syntax.lower(last), syntax.pos(last), min(said.last - said.head - 1, 3)
    beside = context.name_at(last) is not None or (after in (",", "(") and context.name_at(last + 1) is not None)
    behind = context.name_at(first - 1) is not None or (noun.before == "," and context.name_at(first - 2) is not None)
    has_rule, exact = noun.rule is not None, noun.role is not None and noun.role_end == last
    adjective = any(syntax.pos(at) == "ADJ" for at in range(first, last))
    return [
        _nobody_before(
            tag if after.isalnum() else after, after if tag in ("ADP", "PRON", "SCONJ") else tag, said.depth
        ),
        _nobody_named(beside, behind, has_name, has_rule, exact, said.depth),
        _nobody_so_long(extra, noun.kind, noun.definite, adjective),
    ]


@shared
def _nobody_before(after: str, follows: str, depth: int) -> list[str]:
    return [f"after={after}|depth={depth}", f"next={follows}"]


@shared
def _nobody_named(beside: bool, behind: bool, inside: bool, has_rule: bool, exact: bool, depth: int) -> list[str]:
    named = [f"beside={beside}", f"behind={behind}", f"depth={depth}|inner={inside}"]
    return [*named, f"rule={has_rule}|exact={exact}"]


@shared
def _nobody_so_long(extra: int, meant: str, definite: bool, adjective: bool) -> list[str]:
    long = [f"table={meant}|def={definite}|extra={min(extra, 2)}", f"extra={extra}|def={definite}"]
    return [*long, f"adj={adjective}|def={definite}"]
