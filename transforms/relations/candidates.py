"""Who or what may be the answer: names, descriptions and noun phrases near a fact, as the text writes them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from transforms.claims import holder_of
from transforms.facts import FoundEntity, FoundMention
from transforms.relations.saying import documents_in, is_back_cue, says
from transforms.relations.scene import Fact, Scene

#: How many sentences back candidates are looked for, and how far in the fact's own sentence, in tokens.
BACK, REACH = 3, 80
#: How many tokens of a sentence are read for nouns, and how many candidates of it are kept.
READ, A_SENTENCE = 250, 120
#: How many candidates a figure has, and how many of the entities named most are among them.
NEAR, NAMED_MOST = 90, 3
#: Labels of a name that says who a noun is.
APPOSED = ("appos", "flat", "flat:name")
#: Of so many bodies whose reports a text tells the whereabouts are kept.
REPORTERS = 40


@dataclass(frozen=True, slots=True, eq=False)
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


class Holders:
    """All candidates of one text, by sentence, with what is often asked about one; each is read once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        #: Candidate → what the scorer looks at wherever it is asked for.
        self.features: dict[Candidate, tuple[str, ...]] = {}
        self._by_sentence: dict[int, list[Candidate]] = {}
        self._says: dict[Candidate, str] = {}
        self._fact: Fact | None = None
        self._pairs: dict[Candidate, tuple[str, ...]] = {}

    def over(self, scene: Scene) -> Self:
        """The same candidates over the same text with other speakers."""
        other = copy(self)
        other.scene = scene
        return other

    def of(self, number: int) -> list[Candidate]:
        """The candidates of a sentence in text order."""
        if number not in self._by_sentence:
            found = [*self._mentioned(number), *self._nouns(number)]
            found.sort(key=lambda candidate: (candidate.head, candidate.first))
            self._by_sentence[number] = found[:A_SENTENCE]
        return self._by_sentence[number]

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
            entity = holder.entity or self._apposed(index, names)
            name = holder.shown if entity is None or holder.entity is not None else entity.name
            yield Candidate(first, last, index, f"role:{entity.kind}" if entity else "noun", name, entity, number)

    def _apposed(self, noun: int, names: Sequence[FoundMention]) -> FoundEntity | None:
        """The name in apposition to a noun: "il sindaco di Verla, Ada Neri", "la rete Televerla"."""
        syntax = self.scene.syntax
        for name in names:
            tokens = syntax.tokens_in(name.start, name.end)
            root = syntax.span_root(tokens)
            if syntax.head(root) == noun < tokens[0] and syntax.label(root) in APPOSED and name.kind in ("PER", "ORG"):
                return name.entity
        return None

    @cached_property
    def named_most(self) -> list[Candidate]:
        """The four entities named most, each where it is named first."""
        return [self._first_named(self.scene.first_mentions[name]) for name in list(self.scene.ranks)[:4]]

    def _first_named(self, mention: FoundMention) -> Candidate:
        tokens = self.scene.syntax.tokens_in(mention.start, mention.end)
        name = mention.entity.name if mention.entity else ""
        sentence = self.scene.syntax.sentence_of(tokens[0])
        return Candidate(tokens[0], tokens[-1] + 1, tokens[-1], mention.kind, name, mention.entity, sentence)

    # ---------- who says something
    def says(self, candidate: Candidate) -> str:
        """How a candidate stands to a verb of saying (`relations.saying`); "" when it does not."""
        if candidate not in self._says:
            self._says[candidate] = says(self.scene, candidate.first, candidate.head)
        return self._says[candidate]

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

    # ---------- one fact after the other
    def pairs_of(self, fact: Fact) -> dict[Candidate, tuple[str, ...]]:
        """Candidate → how it stands to a fact, as far as it was asked; only the last fact's are kept."""
        if fact != self._fact:
            self._fact, self._pairs = fact, {}
        return self._pairs


def near(holders: Holders, fact: Fact) -> list[Candidate]:
    """Those of the sentence, of the sentences before, of the headline, and the entities named most."""
    out = [candidate for candidate in holders.of(fact.sentence) if _may_hold(candidate, fact)]
    seen = {candidate.name for candidate in out}
    for back in range(1, min(BACK, fact.sentence) + 1):
        for candidate in holders.of(fact.sentence - back):
            if back > 1 and _adds_nothing(candidate, seen):
                continue
            out.append(candidate)
            seen.add(candidate.name)
    if fact.sentence > BACK:
        for candidate in holders.of(0):
            if candidate.entity is None or candidate.name not in seen:
                out.append(candidate)
                seen.add(candidate.name)
    out += [candidate for candidate in holders.named_most[:NAMED_MOST] if candidate.name not in seen]
    return out[-NEAR:]


def _may_hold(candidate: Candidate, fact: Fact) -> bool:
    """Neither the figure itself nor what it counts nor too far from it."""
    is_fact = candidate.head in fact.span or (candidate.head == fact.noun and candidate.entity is None)
    return not is_fact and abs(candidate.head - fact.span[0]) <= REACH


def _adds_nothing(candidate: Candidate, seen: set[str]) -> bool:
    """Further back a plain noun counts in the headline alone, and a name only when it is not there yet."""
    if candidate.sort == "noun":
        return candidate.sentence != 0
    return candidate.entity is not None and candidate.name in seen
