"""Whom a description means: "il premier", "l'azienda", or nobody that is named."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from transforms.facts import FoundEntity, FoundMention, FoundQuote
from transforms.language import ARTICLES, DEFINITE, FUSED, words_of
from transforms.reference import read_reference
from transforms.relations.candidates import READ, Candidate, Holders
from transforms.relations.features import bin_of, nobody
from transforms.relations.saying import says
from transforms.relations.scene import Scene
from transforms.relations.words import meaning

#: What makes a singular noun definite: articles, prepositions with one, and words that refer back.
_DEFINITE = frozenset(word for word in DEFINITE | FUSED if not word.endswith(("i", "le"))) | words_of(
    "stesso stessa suo sua"
)
_DEFINITE_PLURAL = frozenset(word for word in DEFINITE | FUSED if word.endswith(("i", "gli", "le")))
#: Rules of descriptions that need no weighing: they stand beside the name, or are a nickname of the tables.
SURE = ("role:apposition", "role:nickname")
#: How many entities, of those named most, a description may mean.
MOST = 100
#: Where no table says what the noun means: how many of those named most, and of those named last before it.
NAMED_MOST, LAST_NAMED = 4, 4
#: How many tokens beside a cue whoever speaks may be told.
CUE_REACH = 3
#: What leads a noun and is no part of its description.
_LEADING = ("ADP", "PUNCT", "CCONJ", "DET")
_CONTENT = ("NOUN", "PROPN", "ADJ")


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
    if syntax.pos(index) not in _CONTENT or context.name_at(index) is not None:
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
    return kind or ("?" if _is_definite(scene, index) else None)


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


# ---------- what the text says of its names
class Told:
    """What a text says of its names: nouns in apposition, as title or as predicate; and where they stand."""

    def __init__(self, holders: Holders) -> None:
        self.scene = holders.scene
        #: Name → lemmas of nouns, and of all words of their phrases, that are said of it.
        self.nouns: dict[str, set[str]] = defaultdict(set)
        self.words: dict[str, set[str]] = defaultdict(set)
        #: Name → the tokens where it stands, in text order.
        self.places: dict[str, list[int]] = defaultdict(list)
        self.entities: dict[str, FoundEntity] = {}
        for number in range(len(self.scene.syntax.sentences)):
            for candidate in holders.of(number):
                if candidate.entity is None:
                    continue
                if candidate.sort in ("PER", "ORG", "LOC"):
                    self._name(candidate, candidate.entity)
                elif candidate.sort.startswith("role"):
                    self._say(candidate.name, candidate.head)
        if len(self.entities) > MOST:
            most = list(self.scene.ranks)[:MOST]
            self.entities = {name: self.entities[name] for name in most if name in self.entities}
        #: Lemma of a noun → of how many names it is said.
        self.said = Counter(noun for nouns in self.nouns.values() for noun in nouns)
        self._of_kind: dict[str, list[str]] = {}
        #: Tokens right before and right behind the cue of a quotation or a reported clause.
        self.cued = {at: side for quote in self.scene.quotes for at, side in self._beside_cue(quote)}

    def _beside_cue(self, quote: FoundQuote) -> Iterator[tuple[int, str]]:
        """The tokens beside the cue of a quotation outside its words, with their side."""
        if quote.cue_start is None or quote.cue_end is None:
            return
        cue = self.scene.syntax.tokens_in(quote.cue_start, quote.cue_end)
        yield from ((at, "before") for at in range(cue[0] - CUE_REACH, cue[0]))
        yield from ((at, "behind") for at in range(cue[-1] + 1, cue[-1] + 1 + CUE_REACH))

    def said_of(self, noun: str) -> list[str]:
        """The first names of which the text says a noun."""
        if not self.said[noun]:
            return []
        return [name for name in self.entities if noun in self.nouns.get(name, ())][:NAMED_MOST]

    def _name(self, candidate: Candidate, entity: FoundEntity) -> None:
        """A name and the nouns that are said of it there."""
        self.entities.setdefault(candidate.name, entity)
        self.places[candidate.name].append(candidate.head)
        for noun in (*self._above(candidate), *self._before(candidate), *self._below(candidate)):
            self._say(candidate.name, noun)

    def _above(self, candidate: Candidate) -> list[int]:
        """The noun that the name is an apposition or the subject of: "il sindaco Rossi", "Rossi è il sindaco"."""
        syntax = self.scene.syntax
        label, head = syntax.label(candidate.head), syntax.head(candidate.head)
        beside = label in ("flat:name", "appos", "nmod", "flat") and abs(head - candidate.head) < 8
        return [head] if syntax.pos(head) == "NOUN" and (beside or label.startswith("nsubj")) else []

    def _before(self, candidate: Candidate) -> list[int]:
        """The noun right before the name, over adjectives: "l'attaccante argentino Rossi"."""
        syntax = self.scene.syntax
        before = range(candidate.first - 1, max(candidate.first - 4, 0), -1)
        stop = next((at for at in before if syntax.pos(at) not in ("ADJ", "PROPN")), None)
        return [stop] if stop is not None and syntax.pos(stop) == "NOUN" else []

    def _below(self, candidate: Candidate) -> list[int]:
        """Nouns that hang on the name right behind it: "Rossi, sindaco di …"."""
        syntax = self.scene.syntax
        behind = (at for at in syntax.children(candidate.head) if candidate.head < at < candidate.last + 5)
        return [at for at in behind if syntax.label(at) in ("appos", "nmod") and syntax.pos(at) == "NOUN"]

    def _say(self, name: str, noun: int) -> None:
        syntax = self.scene.syntax
        self.nouns[name].add(syntax.lemma(noun))
        self.words[name].update(_lemmas(self.scene, *syntax.phrase(noun, depth=2)))

    def of_kind(self, kind: str) -> list[str]:
        """The names of a kind, all for `?`."""
        if kind not in self._of_kind:
            self._of_kind[kind] = [name for name, one in self.entities.items() if kind in ("?", one.kind)]
        return self._of_kind[kind]


def _lemmas(scene: Scene, first: int, last: int) -> set[str]:
    """Lemmas of nouns and adjectives."""
    return {scene.syntax.lemma(at) for at in range(first, last) if scene.syntax.pos(at) in _CONTENT}


# ---------- features
class Noun:
    """The head of descriptions that begin at one token, and how the entities of the text stand to it.

    Args:
        told: what the text says of its names.
        said: one of those descriptions.
    """

    def __init__(self, told: Told, said: Description) -> None:
        self.told, self.scene = told, told.scene
        syntax, context = self.scene.syntax, self.scene.context
        self.head, self.first, self.kind = said.head, said.first, said.kind
        self.number = syntax.sentence_of(said.head)
        self.lemma = syntax.lemma(said.head)
        self.role: FoundMention | None = context.role_at(said.head)
        self.rule = self.role.entity.name if self.role is not None and self.role.entity is not None else None
        self.before = syntax.lower(said.first - 1)
        self.definite = self.before in _DEFINITE or self.before.endswith("'")
        self.gender = self.scene.gender(said.head)
        mentions = context.mentions_in.get(self.number, ())
        self.named = {one.entity.name for one in mentions if one.entity is not None and one.via != "role"}
        self.same_kind = told.of_kind(said.kind)
        #: Name of the kind meant → where it stands last before the description, -1 when it does not.
        self.last_place = {name: _last_before(told.places[name], said.first) for name in self.same_kind}
        self.says = says(self.scene, said.first, said.head)
        self.cued = told.cued.get(said.head, "")
        self._looks: dict[str, list[str]] = {}

    def entities(self) -> dict[str, FoundEntity]:
        """The entities that may be meant: those of the kind, a few where no table says, and the one of the rules."""
        names = self.same_kind if self.kind != "?" else self._few()
        found = {name: self.told.entities[name] for name in names}
        if self.role is not None and self.role.entity is not None:
            found.setdefault(self.role.entity.name, self.role.entity)
        return found

    def _few(self) -> list[str]:
        """Those named most, those named last before, and those of which the text says the noun."""
        last = sorted(self.last_place, key=lambda name: -self.last_place[name])[:LAST_NAMED]
        most = [name for name in islice(self.scene.ranks, NAMED_MOST) if name in self.told.entities]
        return list(dict.fromkeys([*most, *last, *self.told.said_of(self.lemma)]))

    def looks(self, name: str, entity: FoundEntity) -> list[str]:
        """What the noun and an entity have to do with each other, however long the description is."""
        if name not in self._looks:
            self._looks[name] = [
                *_kind_and_words(self, entity),
                *_named_before(self, name, entity),
                *_named_most(self, name, entity),
                *_said_of(self, name, entity),
            ]
        return self._looks[name]


def _fits(noun: Noun, entity: FoundEntity) -> str:
    """Whether the entity is of the kind that the noun means; `?` when no table says."""
    return "?" if noun.kind == "?" else str(entity.kind == noun.kind)


def _last_before(places: Sequence[int], token: int) -> int:
    at = bisect_left(places, token)
    return places[at - 1] if at else -1


def _kind_and_words(noun: Noun, entity: FoundEntity) -> list[str]:
    """Kinds, lemma, endings, and of persons the gender of noun and given name."""
    kind, lemma = entity.kind, noun.lemma
    looks = [
        f"ek={kind}|k={noun.kind}",
        f"lemma={lemma}|{kind}",
        *(f"suf={lemma[-size:]}|{kind}" for size in (3, 4) if len(lemma) >= size),
        *(f"{key}={number}|{kind}" for key, number in zip(("mf", "mc"), meaning(lemma), strict=True)),
    ]
    if kind == "PER":
        given = entity.name.split()[0]
        hint = "F" if given.endswith("a") else "M" if given.endswith(("o", "i", "e")) else "?"
        looks.append(f"gender={noun.gender}{hint}")
    return looks


def _named_before(noun: Noun, name: str, entity: FoundEntity) -> list[str]:
    """How often and how near the entity is named before, and how many others of the kind since."""
    syntax, kind = noun.scene.syntax, entity.kind
    places = noun.told.places.get(name, [])
    earlier = bisect_left(places, noun.first)
    looks = [f"earlier={min(earlier, 4)}|{kind}"]
    if not earlier:
        later = f"later|gap={min(syntax.sentence_of(places[0]) - noun.number, 3)}" if places else None
        return looks if later is None else [*looks, later]
    last = places[earlier - 1]
    gap = noun.number - syntax.sentence_of(last)
    nearer = sum(place > last for other, place in noun.last_place.items() if other != name)
    return [
        *looks,
        f"ld={bin_of(noun.first - last)}",
        f"gap={min(gap, 5)}|{kind}",
        f"gap={min(gap, 5)}|k={noun.kind}|def={noun.definite}",
        f"nearer={min(nearer, 4)}|{_fits(noun, entity)}",
        f"nearer={min(nearer, 4)}|gap={min(gap, 3)}",
        f"lastlab={syntax.label(last)}|gap={min(gap, 2)}",
    ]


def _named_most(noun: Noun, name: str, entity: FoundEntity) -> list[str]:
    """How often and how early the text names the entity, whether in this sentence, whether it is the only one."""
    scene = noun.scene
    return [
        f"rank={min(scene.ranks.get(name, 9), 4)}|{_fits(noun, entity)}",
        f"order={min(scene.order.get(name, 9), 3)}",
        f"only={len(noun.same_kind) == 1 and entity.kind == noun.kind}",
        f"insentence={name in noun.named}|{entity.kind}",
    ]


def _said_of(noun: Noun, name: str, entity: FoundEntity) -> list[str]:
    """Whether the text says the same noun of the entity, and of how many others."""
    said = noun.lemma in noun.told.nouns.get(name, ())
    others = noun.told.said[noun.lemma] - said
    return [
        f"said={said}|{_fits(noun, entity)}",
        f"said={said}|others={min(others, 2)}",
    ]


def rows(noun: Noun, said: Description) -> Iterator[tuple[FoundEntity | None, list[str]]]:
    """The entities that a description may mean with their features; the last one is nobody."""
    scene = noun.scene
    inside = (scene.context.name_at(at) for at in range(said.first, said.last))
    inner = {one.entity.name for one in inside if one is not None and one.entity is not None}
    words = _lemmas(scene, said.first, said.last)
    for name, entity in noun.entities().items():
        if name not in inner:
            yield entity, [*noun.looks(name, entity), *_phrase(noun, said, words, name, entity)]
    yield None, nobody([*_nobody_by_noun(noun), *_nobody_by_phrase(noun, said, has_name=bool(inner))])


def _extra(said: Description) -> int:
    """How many words stand behind the noun, two at most."""
    return min(said.last - said.head - 1, 2)


def _is_exact(noun: Noun, said: Description) -> bool:
    """Whether the rules' description ends where this one does."""
    role = noun.role
    return role is not None and noun.scene.syntax.tokens_in(role.start, role.end)[-1] + 1 == said.last


def _phrase(noun: Noun, said: Description, words: set[str], name: str, entity: FoundEntity) -> list[str]:
    """What the words behind the noun add: length, words that the text says of the entity, the rules' answer."""
    told = noun.told
    is_said = noun.lemma in told.nouns.get(name, ())
    overlap = len(words & told.words.get(name, set()) - {noun.lemma})
    looks = [
        f"ek={entity.kind}|k={noun.kind}|depth={said.depth}",
        f"said={is_said}|overlap={min(overlap, 2)}|extra={_extra(said)}",
        f"def={noun.definite}|extra={_extra(said)}|{_fits(noun, entity)}",
    ]
    if noun.role is not None and name == noun.rule:
        looks += ["rule", f"rule|exact={_is_exact(noun, said)}", f"rule|{noun.role.rule}"]
    return looks


def _nobody_by_noun(noun: Noun) -> list[str]:
    """What the noun says for nobody: lemma and endings, article, capital, who could be meant at all."""
    scene, lemma, head = noun.scene, noun.lemma, noun.head
    syntax = scene.syntax
    capital = syntax.is_capitalised(head) and head != syntax.bounds(head)[0]
    return [
        f"lemma={lemma}",
        *(f"{key}={number}" for key, number in zip(("mf", "mc"), meaning(lemma), strict=True)),
        f"def={noun.definite}|k={noun.kind}",
        f"before={noun.before}",
        *(f"suf={lemma[-size:]}" for size in (2, 3, 4) if len(lemma) > size + 1),
        f"table={noun.kind}",
        f"capital={capital}",
        f"same={min(len(noun.same_kind), 4)}|k={noun.kind}",
        f"lab={syntax.label(head)}|def={noun.definite}",
        f"quoted={bool(scene.context.quotes_around(syntax.start(head)))}",
        f"anysaid={noun.told.said[lemma] > 0}|def={noun.definite}",
        f"pos={syntax.pos(head)}|plural={scene.is_plural(head)}",
        f"under={_above(noun)}",
        f"says={noun.says}|cued={noun.cued}|def={noun.definite}",
        f"is={any(syntax.label(child) == 'cop' for child in syntax.children(head))}|def={noun.definite}",
    ]


def _above(noun: Noun) -> str:
    """What the noun is a complement of: the kind of a description ("il presidente della Repubblica"), or its sort."""
    syntax = noun.scene.syntax
    if syntax.label(noun.head) not in ("nmod", "conj", "appos", "flat"):
        return ""
    above = syntax.head(noun.head)
    return f"{syntax.label(noun.head)}|{kinds().get(syntax.lemma(above), syntax.pos(above))}"


def _nobody_by_phrase(noun: Noun, said: Description, *, has_name: bool) -> list[str]:
    """What the phrase says for nobody: what follows, names in it and beside it, its length."""
    scene, first, last = noun.scene, said.first, said.last
    syntax, context = scene.syntax, scene.context
    after, definite, extra = syntax.lower(last), f"def={noun.definite}", said.last - said.head - 1
    beside = context.name_at(last) is not None or (after in (",", "(") and context.name_at(last + 1) is not None)
    behind = context.name_at(first - 1) is not None or (noun.before == "," and context.name_at(first - 2) is not None)
    follows = after if syntax.pos(last) in ("ADP", "PRON", "SCONJ") else syntax.pos(last)
    return [
        f"after={syntax.pos(last) if after.isalnum() else after}|depth={said.depth}",
        f"table={noun.kind}|{definite}|extra={min(extra, 2)}",
        f"beside={beside}",
        f"behind={behind}",
        f"extra={min(extra, 3)}|{definite}",
        f"rule={noun.rule is not None}|exact={_is_exact(noun, said)}",
        f"depth={said.depth}|inner={has_name}",
        f"adj={any(syntax.pos(at) == 'ADJ' for at in range(first, last))}|{definite}",
        f"next={follows}",
    ]
