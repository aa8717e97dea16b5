"""Who or what may be the answer: names, descriptions and noun phrases near a fact, as the text writes them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from transforms.claims import holder_of, toll_families
from transforms.facts import FoundEntity, FoundMention
from transforms.language import SOME_OF, nouns
from transforms.relations.looks import Look
from transforms.relations.saying import documents_in, is_back_cue, says
from transforms.relations.scene import Fact, Scene
from transforms.relations.words import meaning

#: How many sentences back candidates are looked for, and how far in the fact's own sentence, in tokens.
BACK, REACH = 2, 50
#: How many tokens of a sentence are read for nouns, and how many candidates of it are kept.
READ, A_SENTENCE = 250, 120
#: How many candidates a figure has, and how many of the entities named most are among them.
NEAR, NAMED_MOST = 60, 3
#: Labels of a name that says who a noun is.
APPOSED = ("appos", "flat", "flat:name")
#: What the phrase of a title is made of, and how many tokens of it are read before a name.
_IN_TITLE = ("NOUN", "PROPN", "ADJ", "ADP", "DET")
TITLE = 10
#: Of so many bodies whose reports a text tells the whereabouts are kept.
REPORTERS = 40


@dataclass(slots=True, eq=False)
class Candidate:
    """One possible holder of a relation.

    Attributes:
        first, last: its tokens, half-open.
        head: the token by which it hangs in its sentence.
        sort: `PER` `ORG` `LOC` of a name, the same with `role:` in front of a description, `noun` else.
        name: the canonical name, or the words as written.
        entity: the entity, None for a noun phrase.
        sentence: number of its sentence.
    """

    first: int
    last: int
    head: int
    sort: str
    name: str
    entity: FoundEntity | None
    sentence: int


class Traits:
    """What the scorer looks at in a candidate beside a fact.

    Attributes:
        lemma, noun_class, family, meant: of a noun; the latter two are those of `words.meaning`.
        rank: place of an entity among those named most, 3 at most.
        label: of its head in the tree.
        is_subject: whether it is the subject of some verb.
        clause: the predicate around it.
        line: number of its line.
        bracket: the bracket that it stands in.
    """

    __slots__ = (
        "bracket", "clause", "family", "is_noun", "is_subject", "label", "lemma", "line", "meant",
        "noun_class", "rank",
    )  # fmt: skip

    def __init__(self, scene: Scene, candidate: Candidate) -> None:
        syntax, head = scene.syntax, candidate.head
        self.is_noun = candidate.sort == "noun"
        self.lemma = self.noun_class = self.family = self.meant = ""
        self.rank = 3
        if self.is_noun:
            self.lemma, self.noun_class = syntax.lemma(head), scene.noun_class(head)
            self.family, self.meant = meaning(self.lemma)
        else:
            self.rank = min(scene.ranks.get(candidate.name, 9), 3)
        self.label = syntax.label(head)
        self.is_subject = head in scene.subjects_in(candidate.sentence)
        self.clause = syntax.clause_head(head)
        self.line, self.bracket = scene.paragraph(head), scene.context.bracket_of(head)


class Holders:
    """All candidates of one text, by sentence, with what is often asked about one; each is read once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        #: Candidate → what the scorer looks at wherever it is asked for, and the same with what a noun means; of
        #: `titled_features` a person with the preposition of the title.
        self.features: dict[Candidate, tuple[list[Look], list[Look]]] = {}
        self.titled_features: dict[Candidate, tuple[list[Look], list[Look]]] = {}
        #: Candidate → its preposition and article, of `titled` those of the title, as far as it was asked.
        self.cases: dict[Candidate, tuple[str, str]] = {}
        self.titled: dict[Candidate, tuple[str, str]] = {}
        self._by_sentence: dict[int, list[Candidate]] = {}
        self._acting: dict[int, list[Candidate]] = {}
        self._says: dict[Candidate, str] = {}
        #: What was around the fact that was asked last (`relations.pairs`), and the quotations (`questions.spoken`).
        self.last_around: object = None
        self.spoken: dict[int, object] = {}
        self._traits: dict[Candidate, Traits] = {}
        self._heads: dict[tuple[int, bool], dict[str | None, list[int]]] = {}

    def over(self, scene: Scene) -> Self:
        """The same candidates over the same text with other speakers."""
        other = copy(self)
        other.scene, other.spoken = scene, {}
        return other

    def let_go(self) -> None:
        """Forget what knows these candidates: what knows itself stays until somebody looks for garbage."""
        self.last_around = None
        self.spoken.clear()

    def described(self, scene: Scene) -> "Holders":
        """The candidates of the same text with other descriptions; sentences that have none of them keep theirs."""
        other = Holders(scene)
        syntax = scene.syntax
        before, after = ({one for one in told.mentions if one.via == "role"} for told in (self.scene, scene))
        for mention in before ^ after:
            for at in syntax.tokens_in(mention.start, mention.end):
                self._by_sentence.pop(syntax.sentence_of(at), None)
        other._by_sentence, other._says = self._by_sentence, self._says
        return other

    def of(self, number: int) -> list[Candidate]:
        """The candidates of a sentence in text order."""
        if number not in self._by_sentence:
            found = [*self._mentioned(number), *self._nouns(number)]
            found.sort(key=lambda candidate: (candidate.head, candidate.first))
            self._by_sentence[number] = found[:A_SENTENCE]
        return self._by_sentence[number]

    def acting(self, number: int) -> list[Candidate]:
        """The people and bodies of a sentence: a place or a thing is hardly ever meant from another one."""
        if number not in self._acting:
            self._acting[number] = [one for one in self.of(number) if one.sort.endswith(("PER", "ORG"))]
        return self._acting[number]

    def _mentioned(self, number: int) -> Iterator[Candidate]:
        """Names and descriptions."""
        for mention in self.scene.context.mentions_in.get(number, ()):
            tokens = self.scene.syntax.tokens_in(mention.start, mention.end)
            sort = f"role:{mention.kind}" if mention.via == "role" else mention.kind
            name = mention.entity.name if mention.entity else self.scene.syntax.source[mention.start : mention.end]
            head = self.scene.syntax.span_root(tokens)
            yield Candidate(tokens[0], tokens[-1] + 1, head, sort, name, mention.entity, number)

    def _nouns(self, number: int) -> Iterator[Candidate]:
        """Nouns outside names, figures and dates, with the phrase that says who or what they are."""
        context, syntax = self.scene.context, self.scene.syntax
        start, end = syntax.sentences[number]
        names = [one for one in context.mentions_in.get(number, ()) if one.via != "role"]
        taken = {at for name in names for at in syntax.tokens_in(name.start, name.end)}
        apposed = self._apposed(names)
        for index in range(start, min(end, start + READ)):
            if index in taken or syntax.pos(index) not in ("NOUN", "PROPN"):
                continue
            if context.figure_at(index) is not None or context.date_at(index) is not None:
                continue
            holder = holder_of(context, index)
            if holder is None or not holder.shown:
                continue
            first, last = syntax.phrase(index)
            while first < index and syntax.pos(first) in ("ADP", "PUNCT", "CCONJ"):
                first += 1
            entity = holder.entity or apposed.get(index)
            name = holder.shown if entity is None or holder.entity is not None else entity.name
            one = syntax.head(index)
            if entity is None and start <= one < first <= one + 2 and syntax.lower(one) in SOME_OF:
                first, index, name = one, one, syntax.text(one, index + 1)
            yield Candidate(first, last, index, f"role:{entity.kind}" if entity else "noun", name, entity, number)

    def _apposed(self, names: Sequence[FoundMention]) -> dict[int, FoundEntity | None]:
        """Noun → the first name in apposition to it: "il sindaco di Verla, Ada Neri", "la rete Televerla"."""
        syntax = self.scene.syntax
        found: dict[int, FoundEntity | None] = {}
        for name in names:
            tokens = syntax.tokens_in(name.start, name.end)
            root = syntax.span_root(tokens)
            if syntax.head(root) < tokens[0] and syntax.label(root) in APPOSED and name.kind in ("PER", "ORG"):
                found.setdefault(syntax.head(root), name.entity)
            if name.kind == "PER":
                for noun in (self.title_before(tokens[0]), self._title_behind(tokens[-1] + 1)):
                    if noun is not None:
                        found.setdefault(noun, name.entity)
        return found

    def title_before(self, first: int) -> int | None:
        """The noun of a person whose phrase ends right before a name: "il sindaco di Verla, Ada Neri"."""
        syntax = self.scene.syntax
        has_comma = syntax.lower(first - 1) == ","
        final = first - 1 - has_comma
        if syntax.pos(final) not in ("NOUN", "PROPN", "ADJ"):
            return None  # "il portavoce di Neri"
        found: int | None = None
        for at in range(final, max(final - TITLE, syntax.bounds(first)[0]) - 1, -1):
            if syntax.pos(at) not in _IN_TITLE:
                break
            if self._is_title(at) and (has_comma or found is None):
                found = at
        return found

    def _title_behind(self, last: int) -> int | None:
        """The noun of a person in apposition behind a name: "Ada Neri, sindaca di Verla"."""
        syntax = self.scene.syntax
        if syntax.lower(last) not in (",", "–", "—", "-"):
            return None
        at = last + 1
        while at < last + 4 and syntax.pos(at) in ("DET", "ADJ"):
            at += 1
        return at if self._is_title(at) and syntax.label(at) in ("appos", "nmod", "flat", "flat:name") else None

    def _is_title(self, index: int) -> bool:
        """Whether a noun is that of one person."""
        syntax = self.scene.syntax
        is_noun = syntax.pos(index) == "NOUN" and syntax.lemma(index) in nouns("person")
        return is_noun and not self.scene.is_plural(index)

    @cached_property
    def named_most(self) -> list[Candidate]:
        """The four entities named most, each where it is named first."""
        return [self._first_named(self.scene.first_mentions[name]) for name in list(self.scene.ranks)[:4]]

    @cached_property
    def places_named_most(self) -> list[Candidate]:
        """The four places named most, each where it is named first."""
        first = self.scene.first_mentions
        places = [name for name in self.scene.ranks if first[name].kind == "LOC" and first[name].via != "role"]
        return [self._first_named(first[name]) for name in places[:4]]

    def _first_named(self, mention: FoundMention) -> Candidate:
        tokens = self.scene.syntax.tokens_in(mention.start, mention.end)
        name = mention.entity.name if mention.entity else ""
        sentence = self.scene.syntax.sentence_of(tokens[0])
        return Candidate(tokens[0], tokens[-1] + 1, tokens[-1], mention.kind, name, mention.entity, sentence)

    # ---------- who says something
    def says(self, candidate: Candidate) -> str:
        """How a candidate stands to a verb of saying (`relations.saying`); "" when it does not."""
        found = self._says.get(candidate)
        if found is None:
            found = self._says[candidate] = says(self.scene, candidate.first, candidate.head)
        return found

    @cached_property
    def givers(self) -> dict[str, list[int]]:
        """Name → sentences in which it stands as one who says something."""
        found: dict[str, list[int]] = defaultdict(list)
        for number in range(len(self.scene.syntax.sentences)):
            for candidate in self.of(number):
                if self.says(candidate):
                    found[candidate.name].append(number)
        return dict(found)

    @cached_property
    def givers_in(self) -> dict[int, set[str]]:
        """Number of a sentence → names that stand in it as ones who say something."""
        found: dict[int, set[str]] = defaultdict(set)
        for name, numbers in self.givers.items():
            for number in numbers:
                found[number].add(name)
        return dict(found)

    @cached_property
    def back_cues(self) -> frozenset[int]:
        """Sentences that tell who gave the one before."""
        return frozenset(at for at in range(len(self.scene.syntax.sentences)) if is_back_cue(self.scene, at))

    @cached_property
    def reporters(self) -> dict[str, list[int]]:
        """Bodies and people whose report, study or data the text tells → the sentences that say so."""
        found: dict[str, list[int]] = {}
        for number in range(len(self.scene.syntax.sentences)):
            documents = documents_in(self.scene, number)
            if not documents and number not in self.back_cues:
                continue
            for candidate in self.of(number):
                if self._reports(candidate, documents) and (candidate.name in found or len(found) < REPORTERS):
                    found.setdefault(candidate.name, []).append(number)
        return found

    def _reports(self, candidate: Candidate, documents: list[int]) -> bool:
        """As in "i dati diffusi dall'istituto", "lo studio dell'istituto", "È quanto afferma l'istituto"."""
        if candidate.entity is None or candidate.entity.kind == "LOC":
            return False
        behind = any(0 < candidate.first - at <= 14 for at in documents)
        ahead = any(0 < at - candidate.last <= 4 for at in documents)
        return behind or ahead or (candidate.sentence in self.back_cues and bool(self.says(candidate)))

    @cached_property
    def harmed(self) -> frozenset[str]:
        """Names of people of whom the text says that they were killed, hurt, lost or arrested."""
        people = (one for one in self.scene.mentions if one.kind == "PER" and one.entity is not None)
        return frozenset(one.entity.name for one in people if one.entity is not None and self._is_harmed(one))

    def _is_harmed(self, mention: FoundMention) -> bool:
        """As in "Ugo Neri è morto", "hanno ferito Ugo Neri", "la morte di Ugo Neri", "Ugo Neri, ucciso ieri"."""
        syntax = self.scene.syntax
        root = syntax.span_root(syntax.tokens_in(mention.start, mention.end))
        label, head = syntax.label(root), syntax.head(root)
        if label in ("nmod", "appos", "obj", "nsubj:pass", "flat:name", "flat"):
            return _harms(syntax.lemma(head), syntax.lower(head))
        if label == "nsubj" and meaning(syntax.lemma(head)) == meaning("morte"):
            return True
        told = (at for at in syntax.children(root) if syntax.label(at) in ("acl", "amod", "acl:relcl"))
        return any(syntax.is_participle(at) and _harms(syntax.lemma(at), syntax.lower(at)) for at in told)

    # ---------- what is asked again and again
    def traits(self, candidate: Candidate) -> Traits:
        """What the scorer looks at in a candidate beside a fact; read once."""
        found = self._traits.get(candidate)
        if found is None:
            found = self._traits[candidate] = Traits(self.scene, candidate)
        return found

    def between(self, candidate: Candidate, first: int, last: int) -> int:
        """How many others of its sort, noun or entity, have their head between two tokens of its sentence."""
        key = candidate.sentence, candidate.sort == "noun"
        if key not in self._heads:
            heads = [(one.name, one.head) for one in self.of(key[0]) if (one.sort == "noun") == key[1]]
            named: dict[str | None, list[int]] = {None: [head for _, head in heads]}
            for name, head in heads:
                named.setdefault(name, []).append(head)
            self._heads[key] = named
        named = self._heads[key]
        return _within(named[None], first, last) - _within(named.get(candidate.name, ()), first, last)


def _harms(lemma: str, word: str) -> bool:
    """Whether a word says that somebody is killed, hurt, lost or arrested."""
    return word in toll_families() or meaning(lemma) in (meaning("morte"), meaning("uccidere"))


def _within(ordered: Sequence[int], first: int, last: int) -> int:
    """How many of some numbers in order lie between two others."""
    return max(bisect_left(ordered, last) - bisect_right(ordered, first), 0)


def near(holders: Holders, fact: Fact) -> list[Candidate]:
    """Those of the sentence; the people and bodies of the sentences before and of the headline; those named most."""
    out = [candidate for candidate in holders.of(fact.sentence) if _may_hold(candidate, fact)]
    seen = {candidate.name for candidate in out}
    for back in range(1, min(BACK, fact.sentence) + 1):
        found = holders.acting(fact.sentence - back)
        out += found if back == 1 else [one for one in found if one.name not in seen]
        seen.update(one.name for one in found)
    if fact.sentence > BACK:
        out += [one for one in holders.acting(0) if one.name not in seen]
    seen.update(candidate.name for candidate in out)
    out += [candidate for candidate in holders.named_most[:NAMED_MOST] if candidate.name not in seen]
    return out[-NEAR:]


def _may_hold(candidate: Candidate, fact: Fact) -> bool:
    """Neither the figure itself nor what it counts nor too far from it."""
    is_fact = candidate.head in fact.span or (candidate.head == fact.noun and candidate.entity is None)
    return not is_fact and abs(candidate.head - fact.span[0]) <= REACH
