"""Whom a description means: "il premier", "l'azienda", or nobody that is named."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from transforms.facts import FoundEntity, FoundMention
from transforms.relations.described import DEFINITE_WORDS, POSSESSIVES, Description, front_of
from transforms.relations.features import bin_of
from transforms.relations.gender import of_name, of_noun
from transforms.relations.holding import LONGEST, Post, front_class, noun_of
from transforms.relations.looks import Look, nobody, shared
from transforms.relations.saying import says
from transforms.relations.told import NamesTold, lemmas_of
from transforms.relations.words import (
    bynames,
    entity_groups,
    entity_nations,
    kinds,
    meaning,
    nations,
    role_fields,
    stem,
    stems_of,
)

#: Rules of descriptions that need no weighing: they stand beside the name, or are a nickname of the tables.
SURE = ("role:apposition", "role:nickname")
#: Where no table says what the noun means: how many of those named most, and of those named last before it.
NAMED_MOST, LAST_NAMED = 4, 4
#: Fields of offices that one person often holds together or in turn.
_POLITICS = frozenset(("state", "party", "head"))


# ---------- at a glance
def glances(told: NamesTold, said: Description) -> list[list[Look]]:
    """What a glance at the noun of a description looks at: whether it may mean somebody; the last one is nobody."""
    scene, lemma = told.scene, told.scene.syntax.lemma(said.head)
    before, role = scene.syntax.lower(front_of(scene, said.head) - 1), scene.context.role_at(said.head)
    same, is_said = min(len(told.of_kind(said.kind)), 4), told.said[lemma] > 0
    looks: list[Look] = [
        _nobody_by_lemma(lemma),
        _nobody_of_kind(said.kind, _is_definite(before), same, is_said),
        f"before={before}",
        f"rule={'' if role is None else role.rule}",
    ]
    return [looks, ["none"]]


def _is_definite(before: str) -> bool:
    """Whether the word before a noun makes it a definite one."""
    return before in DEFINITE_WORDS or before.endswith("'")


# ---------- features
class Noun:
    """The head of descriptions that begin at one token, and how the entities of the text stand to it.

    Args:
        told: what the text says of its names.
        group: those descriptions.
    """

    def __init__(self, told: NamesTold, group: Sequence[Description]) -> None:
        self.told, self.scene, said = told, told.scene, group[0]
        syntax, context = self.scene.syntax, self.scene.context
        self.head, self.first, self.kind = said.head, said.first, said.kind
        self.number = syntax.sentence_of(said.head)
        self.lemma = syntax.lemma(said.head)
        self.role: FoundMention | None = context.role_at(said.head)
        self.rule = self.role.entity.name if self.role is not None and self.role.entity is not None else None
        #: Where the rules' description ends.
        self.role_end = None if self.role is None else syntax.tokens_in(self.role.start, self.role.end)[-1] + 1
        self.before = self._word_before()
        self.definite = _is_definite(self.before)
        self.gender = of_noun(self.scene, said.head, self.before, range(*syntax.phrase(said.head, depth=0)))
        self.named = told.named_in(self.number)
        #: The clause that the noun stands in, and its label there.
        self.clause, self.label = syntax.clause_head(said.head), syntax.label(said.head)
        self.same_kind = told.of_kind(said.kind)
        #: Name of the kind meant → where it stands last before the description, -1 when it does not.
        self.last_place = {name: _last_before(told.places[name], said.first) for name in self.same_kind}
        self._last_places = sorted(self.last_place.values())
        #: The fields of the office or body that the noun tells.
        self.fields = role_fields().get(self.lemma, frozenset())
        self.says = says(self.scene, said.first, said.head)
        self.cued = told.cued.get(said.head, "")
        self.post = self._post(max(one.last for one in group))
        #: The entities that may be meant: those of the kind, a few where no table says, and the one of the rules.
        names = self.same_kind if self.kind != "?" else self._few()
        self.entities = {name: told.entities[name] for name in names}
        if self.role is not None and self.role.entity is not None:
            self.entities.setdefault(self.role.entity.name, self.role.entity)

    @cached_property
    def nobody(self) -> list[Look]:
        """What the noun says for nobody, however long the description is."""
        return nobody(_nobody_by_noun(self))

    @cached_property
    def known(self) -> list["_Known"]:
        """The entities that may be meant, with what the noun has to do with each."""
        return [_Known(self, name, entity) for name, entity in self.entities.items()]

    def _word_before(self) -> str:
        """The possessive in front of the noun, else the article or whatever stands before it."""
        front = front_of(self.scene, self.head)
        words = (self.scene.syntax.lower(at) for at in range(front, self.head))
        return next((word for word in words if word in POSSESSIVES), self.scene.syntax.lower(front - 1))

    def _few(self) -> list[str]:
        """Those named most, those named last before, and those of which the text says the noun."""
        last = sorted(self.last_place, key=self.last_place.__getitem__, reverse=True)[:LAST_NAMED]
        most = [name for name in islice(self.scene.ranks, NAMED_MOST) if name in self.told.entities]
        return list(dict.fromkeys([*most, *last, *self.told.said_of(self.lemma)]))

    def _post(self, last: int) -> Post | None:
        """The office that the noun tells, with the bodies and peoples of its longest description."""
        syntax, context, head = self.scene.syntax, self.scene.context, self.head
        words = [syntax.lower(at) for at in range(head, min(head + LONGEST, syntax.bounds(head)[1]))]
        told = noun_of(self.lemma, words)
        if told is None:
            return None
        front = [syntax.lower(at) for at in range(front_of(self.scene, head), head + 1)]
        inside = (context.name_at(at) for at in range(head + 1, last))
        of = {one.entity.name for one in inside if one is not None and one.entity is not None}
        stems = {stem(syntax.lower(at)) for at in range(self.first, last)}
        lands = {nations()[one] for one in stems if one in nations()}
        return Post(told, front_class(front), of, lands, context.published_on)

    def named_since(self, place: int) -> int:
        """How many names of the kind meant stand last behind a token, before the description."""
        return len(self._last_places) - bisect_right(self._last_places, place)

    def fits(self, kind: str) -> str:
        """Whether a kind of entity is the one that the noun means; `?` when no table says."""
        return "?" if self.kind == "?" else str(kind == self.kind)

    def is_said_of(self, name: str) -> bool:
        """Whether the text says the noun of somebody."""
        return self.lemma in self.told.nouns.get(name, ())

    def held(self, name: str, kind: str, *, is_said: bool) -> str:
        """How the offices that the text tells of somebody go with that of the noun: who is mayor is hardly the prefect.

        `this` is the noun itself, `like` one of its field, `near` another of politics, `other` any other, `person` only
        nouns of no field, "" nothing.
        """
        if is_said:
            return "this"
        fields = self.told.fields(name, kind)
        if not fields:
            return "person" if any(kinds().get(noun) == "PER" for noun in self.told.nouns.get(name, ())) else ""
        if not fields.isdisjoint(self.fields):
            return "like"
        return "other" if _POLITICS.isdisjoint(fields) or _POLITICS.isdisjoint(self.fields) else "near"

    def _place(self, name: str) -> str:
        """Where an entity is named in the sentence of the noun: before or behind it, in its own clause or another."""
        syntax, places = self.scene.syntax, self.told.places.get(name, ())
        start, end = syntax.sentences[self.number]
        at = bisect_left(places, start)
        if at == len(places) or places[at] >= end:
            return ""
        side = "before" if places[at] < self.head else "behind"
        return f"{side}:{syntax.clause_head(places[at]) == self.clause}"

    def looks(self, name: str, entity: FoundEntity) -> list[Look]:
        """What the noun and an entity have to do with each other, however long the description is."""
        kind = entity.kind
        fits, is_said = self.fits(kind), self.is_said_of(name)
        rank, order = min(self.scene.ranks.get(name, 9), 4), min(self.scene.order.get(name, 9), 3)
        is_only = len(self.same_kind) == 1 and kind == self.kind
        looks = [
            _kind_and_words(kind, self.kind, self.lemma),
            *_named_before(self, name, entity),
            _known(entity_groups().get(name, ""), self.lemma, stem(self.lemma) in stems_of(name), kind),
            _beside(self._place(name), kind, self.label),
            _named_most(kind, fits, rank, order, is_only, name in self.named),
            _said_of(fits, is_said, min(self.told.said[self.lemma] - is_said, 2)),
        ]
        if kind in ("PER", "ORG"):
            others = min(self.told.said[self.lemma] - is_said, 1)
            looks.append(_office(kind, self.held(name, kind, is_said=is_said), others, bool(self.fields)))
        if kind == "PER":
            looks.append(f"gender={self.gender}{of_name(name, self.told.votes[name])}")
            if self.post is not None:
                looks.append(_holds(*self.post.held_by(name, self.told.entities), self.post.front))
        return looks


class _Known:
    """An entity that a noun may mean.

    Attributes:
        looks: what the two have to do with each other, however long the description is.
        fits: whether its kind is the one that the noun means.
        is_said: whether the text says the noun of it.
        words: lemmas of what the text says of it.
        stems: those of its name.
        bynames: those of its colours and nicknames.
    """

    __slots__ = ("bynames", "entity", "fits", "is_said", "looks", "name", "stems", "words")

    def __init__(self, noun: Noun, name: str, entity: FoundEntity) -> None:
        self.name, self.entity = name, entity
        self.looks = noun.looks(name, entity)
        self.fits, self.is_said = noun.fits(entity.kind), noun.is_said_of(name)
        self.words: Collection[str] = noun.told.words.get(name, ())
        self.stems, self.bynames = stems_of(name), bynames().get(name, frozenset())


@shared
def _holds(how: str, body: str, home: str, front: str) -> list[str]:
    """How the tables know the office of the noun as the entity's, of which body and country."""
    return [
        f"holds={how}",
        f"holds={how}|of={body}",
        f"holds={how}|front={front}",
        f"holds={how}|of={body}|home={home}|front={front}",
    ]


@shared
def _office(kind: str, held: str, others: int, has_field: bool) -> list[str]:
    """How what the text tells of the entity goes with the office of the noun, of how many others it says the noun."""
    look = f"held={held}|{kind}|field={has_field}"
    return [look, f"{look}|others={others}"]


@shared
def _known(group: str, lemma: str, in_name: bool, kind: str) -> list[str]:
    """What the tables say of the entity, and whether its name holds the noun: "l'istituto" of "Istituto Verde"."""
    family, own = meaning(lemma)
    looks = [f"inname={in_name}|{kind}"]
    if group:
        looks += [f"group={group}|lemma={lemma}", f"group={group}|mf={family}", f"group={group}|mc={own}"]
    return looks


@shared
def _beside(place: str, kind: str, label: str) -> list[str]:
    """Whether the sentence names the entity too: who is told of twice in one clause is seldom described there."""
    return [f"here={place}|{kind}", f"here={place}|lab={label}"]


def _last_before(places: Sequence[int], token: int) -> int:
    at = bisect_left(places, token)
    return places[at - 1] if at else -1


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
    looks.append(_nearer(since, min(gap, 3), noun.fits(kind), syntax.label(last), noun.label))
    looks.append(f"cue={noun.cued or noun.says}|spoke={noun.told.is_cued(name)}")
    return looks


@shared
def _named_last(kind: str, meant: str, gap: int, far: str, definite: bool) -> list[str]:
    """How many tokens and sentences before it is named last."""
    return [f"ld={far}", f"gap={gap}|{kind}", f"gap={gap}|k={meant}|def={definite}"]


@shared
def _nearer(since: int, gap: int, fits: str, label: str, own: str) -> list[str]:
    """How many others are named since, and what it is in its sentence there."""
    near = min(gap, 2)
    return [
        f"nearer={since}|{fits}",
        f"nearer={since}|gap={gap}",
        f"lastlab={label}|gap={near}",
        f"lastlab={label}|lab={own}|gap={near}",
    ]


@shared
def _named_most(kind: str, fits: str, rank: int, order: int, is_only: bool, is_here: bool) -> list[str]:
    """How often and how early the text names the entity, whether in this sentence, whether it is the only one."""
    return [f"rank={rank}|{fits}", f"order={order}", f"only={is_only}", f"insentence={is_here}|{kind}"]


@shared
def _said_of(fits: str, is_said: bool, others: int) -> list[str]:
    """Whether the text says the same noun of the entity, and of how many others."""
    return [f"said={is_said}|{fits}", f"said={is_said}|others={others}"]


class Reading(NamedTuple):
    """A description as far as it may go, and whom it may mean."""

    said: Description
    entity: FoundEntity

    @property
    def name(self) -> str:
        """Whom it means."""
        return self.entity.name


def rows(noun: Noun, group: Sequence[Description]) -> Iterator[tuple[Reading | None, list[Look]]]:
    """How far the description of a noun may go and whom it may mean, with their features; the last one is nobody."""
    for said in group:
        yield from _readings(noun, said)
    yield None, noun.nobody


def _readings(noun: Noun, said: Description) -> Iterator[tuple[Reading, list[Look]]]:
    """The entities that one phrase may mean: nobody who is named in it."""
    scene = noun.scene
    inside = (scene.context.name_at(at) for at in range(said.first, said.last))
    inner = {one.entity.name for one in inside if one is not None and one.entity is not None}
    found = [one for one in noun.known if one.name not in inner]
    if not found:
        return
    phrase = _by_phrase(noun, said, has_name=bool(inner))
    words = lemmas_of(scene, said.first, said.last) - {noun.lemma}
    stems = {stem(scene.syntax.lower(at)) for at in range(said.first, said.last)}
    codes = {nations()[one] for one in stems if one in nations()}
    extra = min(said.last - said.head - 1, 2)
    for one in found:
        kind, nation = one.entity.kind, _nation(one, codes) if codes else ""
        overlap = min(len(words.intersection(one.words)), 2) if words and one.words else 0
        looks = [
            *one.looks,
            *phrase,
            _phrase(kind, noun.kind, said.depth, extra, one.fits, noun.definite, one.is_said, overlap),
            _tells(kind, not stems.isdisjoint(one.bynames), nation, min(len(stems & one.stems), 2)),
        ]
        if inner:
            looks.append(f"tie={noun.told.tied(inner, one.name, noun.number)}|{kind}")
        if noun.role is not None and one.name == noun.rule:
            looks += ["rule", f"rule|exact={noun.role_end == said.last}", f"rule|{noun.role.rule}"]
        yield Reading(said, one.entity), looks


def _nation(known: _Known, codes: set[str]) -> str:
    """Whether the nation that a description tells is that of an entity."""
    own = {nations()[one] for word in known.words if (one := stem(word)) in nations()}
    own |= {entity_nations()[known.name]} if known.name in entity_nations() else set()
    return "open" if not own else str(not own.isdisjoint(codes))


@shared
def _tells(kind: str, is_byname: bool, nation: str, in_name: int) -> list[str]:
    """What the words of the description have in common with what is known of the entity."""
    return [f"byname={is_byname}", f"nation={nation}|{kind}", f"nameoverlap={in_name}|{kind}"]


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


def _by_phrase(noun: Noun, said: Description, *, has_name: bool) -> list[Look]:
    """What the phrase says for its being a description: what follows, names in it and beside it, its length."""
    scene, first, last = noun.scene, said.first, said.last
    syntax, context = scene.syntax, scene.context
    after, tag, extra = syntax.lower(last), syntax.pos(last), min(said.last - said.head - 1, 3)
    beside = context.name_at(last) is not None or (after in (",", "(") and context.name_at(last + 1) is not None)
    behind = context.name_at(first - 1) is not None or (noun.before == "," and context.name_at(first - 2) is not None)
    has_rule, exact = noun.rule is not None, noun.role is not None and noun.role_end == last
    adjectives = [syntax.lemma(at) for at in range(first, last) if syntax.pos(at) == "ADJ"]
    return [
        _goes_on(tag if after.isalnum() else after, after if tag in ("ADP", "PRON", "SCONJ") else tag, said.depth),
        _named(beside, behind, has_name, has_rule, exact, said.depth),
        _so_long(extra, noun.kind, noun.definite, bool(adjectives)),
        _shape(*_edge(noun, said), noun.definite, has_name),
        *(f"span|adj={lemma}" for lemma in adjectives),
        f"span|front={noun.head - first}|depth={said.depth}",
    ]


def _edge(noun: Noun, said: Description) -> tuple[str, str, int]:
    """By what the word behind the phrase hangs in it, by what its last word hangs, how many complements it has."""
    syntax, inside, left = noun.scene.syntax, range(said.first, said.last), ""
    if said.last < syntax.bounds(said.head)[1]:
        above = syntax.head(said.last)
        if above in inside:
            left = syntax.label(said.last)
        elif syntax.head(above) in inside:
            left = syntax.label(above)
    complements = sum(1 for at in inside if syntax.pos(at) == "ADP")
    return left, syntax.label(said.last - 1), min(complements, 3)


@shared
def _shape(left: str, label: str, complements: int, definite: bool, has_name: bool) -> list[str]:
    """How whole the phrase is: what it leaves out behind its end, and how it ends."""
    return [
        f"span|left={left}",
        f"span|left={left}|of={complements}",
        f"span|left={left}|inner={has_name}",
        f"span|last={label}",
        f"span|of={complements}|def={definite}",
    ]


@shared
def _goes_on(after: str, follows: str, depth: int) -> list[str]:
    return [f"span|after={after}|depth={depth}", f"span|next={follows}"]


@shared
def _named(beside: bool, behind: bool, inside: bool, has_rule: bool, exact: bool, depth: int) -> list[str]:
    named = [f"span|beside={beside}", f"span|behind={behind}", f"span|depth={depth}|inner={inside}"]
    return [*named, f"span|rule={has_rule}|exact={exact}"]


@shared
def _so_long(extra: int, meant: str, definite: bool, adjective: bool) -> list[str]:
    long = [f"span|table={meant}|def={definite}|extra={min(extra, 2)}", f"span|extra={extra}|def={definite}"]
    return [*long, f"span|adj={adjective}|def={definite}"]
