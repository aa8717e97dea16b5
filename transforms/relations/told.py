"""What a text says of its names: which nouns, and where they stand."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from transforms.facts import FoundEntity, FoundQuote
from transforms.language import words_of
from transforms.relations.candidates import Candidate, Holders
from transforms.relations.gender import OF_BOTH, agreeing
from transforms.relations.scene import Scene
from transforms.relations.words import bynames, kind_of, peoples, role_fields, stem, stems_of

#: How many entities, of those named most, a description may mean.
MOST = 100
#: How many names of which the text says a noun are looked at.
SAID = 4
#: How many tokens beside a cue whoever speaks may be told.
CUE_REACH = 3
#: How many places of a name are looked at, and how many tokens near another it stands.
LOOKED_AT, NEAR = 20, 6
CONTENT = ("NOUN", "PROPN", "ADJ")
#: How far before a name its noun stands, how many tokens behind it are read for one, and what leads an apposition.
NEAR_NOUN, REACH = 4, 7
APPOSING = (",", "–", "—", "-", "(")
#: What joins one noun to the next, and how far behind the first all of them stand.
JOINING, JOINED = (",", "e", "ed"), 6
#: What stands in front of the noun of an apposition.
IN_FRONT = ("DET", "ADJ", "ADV", "NUM", "PUNCT", "CCONJ")
#: Nouns of a place that lies in the one named behind "di".
PARTS = words_of("capitale capoluogo")


class NamesTold:
    """What a text says of its names: nouns in apposition, as title or as predicate; and where they stand."""

    def __init__(self, holders: Holders) -> None:
        self.scene, self._holders = holders.scene, holders
        #: Name → lemmas of nouns, and of all words of their phrases, that are said of it.
        self.nouns: dict[str, set[str]] = defaultdict(set)
        self.words: dict[str, set[str]] = defaultdict(set)
        #: Name → the tokens where it stands, in text order.
        self.places: dict[str, list[int]] = defaultdict(list)
        self.entities: dict[str, FoundEntity] = {}
        #: Name → words that agree with it: how many more are feminine than masculine.
        self.votes: Counter[str] = Counter()
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
        #: Stems of the words of names, and of colours and nicknames that the tables have of them.
        self.stems = frozenset(one for name in self.entities for one in (*stems_of(name), *bynames().get(name, ())))
        self._fields: dict[str, frozenset[str]] = {}
        self._of_kind: dict[str, list[str]] = {}
        self._named_in: dict[int, set[str]] = {}
        #: Tokens right before and right behind the cue of a quotation or a reported clause → their side.
        self.cued = {at: side for quote in self.scene.quotes for at, side in self._beside_cue(quote)}

    def _beside_cue(self, quote: FoundQuote) -> Iterator[tuple[int, str]]:
        """The tokens beside the cue of a quotation outside its words, with their side."""
        if quote.cue_start is None or quote.cue_end is None:
            return
        cue = self.scene.syntax.tokens_in(quote.cue_start, quote.cue_end)
        yield from ((at, "before") for at in range(cue[0] - CUE_REACH, cue[0]))
        yield from ((at, "behind") for at in range(cue[-1] + 1, cue[-1] + 1 + CUE_REACH))

    def tied(self, names: Iterable[str], name: str, number: int) -> str:
        """How near a name stands to one of some others in another sentence than this: `near`, `far`, "" in none."""
        syntax, places = self.scene.syntax, self.places.get(name, [])
        best = ""
        for at in (at for one in names for at in self.places.get(one, ())[:LOOKED_AT]):
            start, end = syntax.bounds(at)
            behind = bisect_right(places, at)
            gaps = [abs(place - at) for place in places[max(behind - 1, 0) : behind + 1] if start <= place < end]
            if gaps and syntax.sentence_of(at) != number:
                best = "near" if min(gaps) <= NEAR else best or "far"
        return best

    def is_cued(self, name: str) -> bool:
        """Whether a name stands beside the cue of a quotation somewhere."""
        return any(at in self.cued for at in self.places.get(name, ())[:LOOKED_AT])

    def said_of(self, noun: str) -> list[str]:
        """The first names of which the text says a noun."""
        if not self.said[noun]:
            return []
        return [name for name in self.entities if noun in self.nouns.get(name, ())][:SAID]

    def _name(self, candidate: Candidate, entity: FoundEntity) -> None:
        """A name and the nouns that are said of it there."""
        self.entities.setdefault(candidate.name, entity)
        self.places[candidate.name].append(candidate.head)
        self.votes[candidate.name] += agreeing(self.scene, candidate.first, candidate.head)
        nouns = {*self._above(candidate), *self._before(candidate), *self._below(candidate), *self._beside(candidate)}
        for noun in sorted(nouns):
            self._say(candidate.name, noun)
            for also in {*self._joined(noun)} - nouns if candidate.sort == "PER" else ():
                self._say(candidate.name, also)

    def _above(self, candidate: Candidate) -> list[int]:
        """The noun that the name is an apposition or the subject of: "il sindaco Rossi", "Rossi è il sindaco"."""
        syntax = self.scene.syntax
        label, head = syntax.label(candidate.head), syntax.head(candidate.head)
        if label == "nmod" and syntax.pos(candidate.first - 1) == "ADP":
            return [head] if self._names_itself(candidate, head) else []  # "il portavoce di Rossi" is somebody else
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

    def _names_itself(self, candidate: Candidate, noun: int) -> bool:
        """As in "la città di Verla", "i serbi del Verla"."""
        syntax = self.scene.syntax
        if not 0 < candidate.first - noun <= NEAR_NOUN:
            return False
        if candidate.sort == "LOC":
            is_place = kind_of(syntax.lemma(noun)) == "LOC" and syntax.lemma(noun) not in PARTS
            return is_place and syntax.lower(candidate.first - 1) in ("di", "d'", "d’")
        return candidate.sort == "ORG" and self.scene.is_plural(noun) and stem(syntax.lower(noun)) in peoples()

    def _beside(self, candidate: Candidate) -> Iterator[int]:
        """A noun of its kind right before the name or in apposition to it, however it is tagged and tied."""
        syntax, kind = self.scene.syntax, candidate.sort
        if self._is_kind(candidate.first - 1, kind):
            yield candidate.first - 1
        title = self._holders.title_before(candidate.first) if kind == "PER" else None
        if title is not None:
            yield title
        at = candidate.last
        if syntax.lower(at) not in APPOSING:
            return
        end = min(at + REACH, syntax.bounds(candidate.head)[1])
        while at < end and (syntax.pos(at) in IN_FRONT or self.scene.context.figure_at(at) is not None):
            at += 1
        if at < end and self._is_kind(at, kind) and self._tells(at):
            yield at

    def _tells(self, noun: int) -> bool:
        """Whether a noun behind a name tells more of it: "Rossi, il sindaco"; not "Per Rossi, il sindaco tace"."""
        syntax = self.scene.syntax
        is_subject = syntax.label(noun).startswith("nsubj") and syntax.pos(noun - 1) == "DET"
        return not is_subject and self.scene.context.name_at(noun + 1) is None

    def _is_kind(self, at: int, kind: str) -> bool:
        """Whether a token is a noun of one person, body or place."""
        syntax, scene = self.scene.syntax, self.scene
        is_free = syntax.pos(at) in CONTENT and scene.context.name_at(at) is None and not scene.is_plural(at)
        return is_free and kind in (kind_of(syntax.lemma(at)), kind_of(syntax.lower(at)))

    def _joined(self, noun: int) -> Iterator[int]:
        """Nouns of a person that go on where one is said of somebody: "scrittore, giornalista e poeta"."""
        syntax, at = self.scene.syntax, noun
        yield from (one for one in syntax.children(noun) if syntax.label(one) == "conj" and self._goes_on(noun, one))
        while syntax.lower(at + 1) in JOINING and self._goes_on(noun, at + 2):
            at += 2
            yield at

    def _goes_on(self, noun: int, other: int) -> bool:
        is_near = noun < other <= noun + JOINED and self._is_kind(other, "PER")
        return is_near and self.scene.context.name_at(other + 1) is None

    def _say(self, name: str, noun: int) -> None:
        syntax = self.scene.syntax
        self.nouns[name].add(syntax.lemma(noun))
        if not syntax.lemma(noun).endswith(OF_BOTH):
            self.votes[name] += {"F": 1, "M": -1}.get(self.scene.gender(noun), 0)
        self.words[name].update(lemmas_of(self.scene, *syntax.phrase(noun, depth=2)))

    def fields(self, name: str, kind: str) -> frozenset[str]:
        """The fields of what the text tells of a name of a kind, for a body the words of its name too."""
        if name not in self._fields:
            words = name.lower().split() if kind == "ORG" else ()
            told = (*self.nouns.get(name, ()), *words)
            self._fields[name] = frozenset(one for word in told for one in role_fields().get(word, ()))
        return self._fields[name]

    def named_in(self, number: int) -> set[str]:
        """The names that a sentence holds."""
        if number not in self._named_in:
            mentions = self.scene.context.mentions_in.get(number, ())
            named = {one.entity.name for one in mentions if one.entity is not None and one.via != "role"}
            self._named_in[number] = named
        return self._named_in[number]

    def of_kind(self, kind: str) -> list[str]:
        """The names of a kind, all for `?`."""
        if kind not in self._of_kind:
            self._of_kind[kind] = [name for name, one in self.entities.items() if kind in ("?", one.kind)]
        return self._of_kind[kind]


def lemmas_of(scene: Scene, first: int, last: int) -> set[str]:
    """Lemmas of nouns and adjectives."""
    return {scene.syntax.lemma(at) for at in range(first, last) if scene.syntax.pos(at) in CONTENT}
