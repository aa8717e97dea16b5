"""What the words right beside a figure say of its subject, before any parse is asked."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from transforms.claims.referents import holder_of, holders_of
from transforms.claims.subject.attributes import Attributes
from transforms.claims.text import ClaimText, Holder
from transforms.language import OF, words_of
from transforms.reference import classes, words

_TAIL = words_of("tutta tutto tutti tutte l' la il lo i gli le")
_SIZES = words_of("da di del dello dell' d'")
_DIMENSIONS = words_of("alt lung larg profond spess pesant distant grand")
_CHANGES = words_of("calo aumento crescita rialzo ribasso flessione incremento diminuzione riduzione discesa salita")
_WINDS = words_of("nord sud est ovest nordest nordovest sudest sudovest")
_QUAKES = words_of("terremoto terremoti sisma scossa scosse maremoto")


class Beside(ABC):
    """Rules that look at the neighbours of a figure.

    Args:
        text: the text with its facts.
        anchors: token by which each figure hangs in its clause.
        counted: counted noun of each figure.
    """

    def __init__(self, text: ClaimText, anchors: Sequence[int], counted: Sequence[int | None]) -> None:
        self.text = text
        self.syntax = text.syntax
        self.anchors = anchors
        self.counted = counted
        self.attributes = Attributes(text)
        #: Figure → figure that is its subject ("il 30,1% vi è stato tre volte").
        self.carriers: dict[int, int] = {}

    @abstractmethod
    def verb_subject(self, k: int, verb: int) -> Holder | None:
        """The subject of the figure's verb."""

    def by_neighbours(self, k: int) -> Holder | None:
        """The first rule that knows the subject of figure `k`."""
        rules = (
            self._voters,
            self._beside_figure,
            self._beside_colon,
            self._priced,
            self._dimension,
            self._shaken,
            self._bracketed,
            self._distant,
            self._listed,
        )
        return next((found for rule in rules if (found := rule(k)) is not None), None)

    def _voters(self, k: int) -> Holder | None:
        """As in "335 voti da parte di PD, NCD e SC"."""
        last = self.text.spans[k][-1]
        end = self.syntax.bounds(last)[1]
        for index in range(last + 1, min(last + 6, end - 3)):
            if self.text.figure_at(index) is not None:
                return None
            if self.text.words(index, index + 2) == ["da", "parte"] and self.syntax.lower(index + 2) in OF:
                return self._named_list(index + 3, end)
        return None

    def _named_list(self, first: int, end: int) -> Holder | None:
        """Names joined by commas and "e" from token `first` on; a single noun phrase when no name stands there."""
        members: list[Holder] = []
        index = first
        while index < min(end, first + 40):
            mention = self.text.name_at(index)
            if mention is not None:
                holder = holder_of(self.text, index)
                members += [holder] if holder else []
                index = self.syntax.tokens_in(mention.start, mention.end)[-1]
            elif self.syntax.lower(index) not in (",", "e", "ed", *_TAIL, *OF):
                break
            index += 1
        if members:
            return members[0] if len(members) == 1 else Holder(name="; ".join(member.shown for member in members))
        noun = next((i for i in range(first, min(first + 4, end)) if self.syntax.pos(i) == "NOUN"), None)
        return None if noun is None else holder_of(self.text, noun)

    def _beside_figure(self, k: int) -> Holder | None:
        """As in "il 7,7% sette volte": the verb is left out between a share and what it does."""
        if k == 0 or self.text.spans[k - 1][-1] + 1 != self.text.spans[k][0]:
            return None
        return self.figure_phrase(k, k - 1) if self.text.figures[k - 1].kind in ("percent", "ratio") else None

    def _beside_colon(self, k: int) -> Holder | None:
        """As in "la latitudine dell'impatto: 12,4°": the attribute stands before the colon."""
        first = self.text.spans[k][0]
        if self.syntax.lower(first - 1) != ":" or self.counted[k] is not None:
            return None
        for at in range(first - 2, max(self.syntax.bounds(first)[0], first - 9) - 1, -1):
            if self.is_attribute(at):
                return self.attributes.holder(at, self.text.spans[k])
        return None

    def _priced(self, k: int) -> Holder | None:
        """Money behind "per", "da", "di": the deed or thing that costs it, unless somebody pays or asks.

        "il condono sulla multa ai gestori per 600 milioni" → il condono; "un aumento di capitale da 3 miliardi" → un
        aumento di capitale.
        """
        if self.text.figures[k].kind not in ("money", "percent"):
            return None
        before = self.text.spans[k][0] - 1
        before -= self.syntax.pos(before) == "ADV"
        if self.syntax.lower(before) in _SIZES and self.syntax.pos(before - 1) == "NOUN":
            return self._sized(before - 1)
        if self.text.figures[k].kind == "percent":
            return None
        at = before
        while at > before - 4 and (
            self.is_attribute(at) or self.syntax.pos(at) in ("DET", "ADJ", "VERB") or at == before
        ):
            if self.syntax.lower(at) == "per":
                break
            at -= 1
        if self.syntax.lower(at) != "per":
            return self._owed(k)
        noun = self._chain_before(at)
        if noun is None:
            return None
        verb = self.syntax.clause_head(noun)
        if self.syntax.lemma(verb) in words("it/claims/bearer_verbs", "lemma"):
            return self.verb_subject(k, verb) or holders_of(self.text, noun)
        return holders_of(self.text, noun)

    def _sized(self, noun: int) -> Holder | None:
        """The noun right before "da 3 miliardi", over a bare "di"; an attribute is left to the other rules."""
        while self.syntax.lower(noun - 1) in ("di", "d'") and self.syntax.pos(noun - 2) == "NOUN":
            noun -= 2
        near = (noun, self.syntax.head(noun))
        if any(self.is_attribute(at) for at in near) or self.text.date_at(noun) is not None:
            return None
        return holders_of(self.text, noun)

    def _owed(self, k: int) -> Holder | None:
        """As in "2,5 miliardi di multa": what the money is, where nobody pays it in the clause."""
        last = self.text.spans[k][-1]
        if self.syntax.lower(last + 1) not in ("di", "d'") or self.syntax.pos(last + 2) != "NOUN":
            return None
        verb = self.syntax.clause_head(self.anchors[k])
        aside = self.text.bracket_of(self.text.spans[k][0]) is not None
        if not aside and self.syntax.lemma(verb) in words("it/claims/bearer_verbs", "lemma"):
            return None
        return holder_of(self.text, last + 2)

    def _object_before(self, noun: int) -> int:
        """An adjunct before the price hands over to the deed: "l'abolizione della rata sulla casa, per 2 miliardi"."""
        head = self.syntax.head(noun)
        if self.syntax.label(noun) == "obl" and self.syntax.pos(head) == "VERB":
            objects = (c for c in self.syntax.children(head) if self.syntax.label(c) == "obj" and c < noun)
            return next(objects, noun)
        return noun

    def _dimension(self, k: int) -> Holder | None:
        """As in "un cavalcavia alto 25 metri": the noun before the adjective."""
        first = self.text.spans[k][0]
        if self.text.figures[k].kind != "measure" or self.syntax.lower(first - 1)[:-1] not in _DIMENSIONS:
            return None
        if self.syntax.pos(first - 2) not in ("NOUN", "PROPN"):
            return None
        start = self.syntax.phrase(first - 2, depth=0)[0]
        return Holder(name=self.syntax.text(start, first - 1))

    def _shaken(self, k: int) -> Holder | None:
        """A magnitude belongs to the nearest earthquake named before it in the sentence."""
        if self.text.figures[k].unit != "magnitude":
            return None
        first = self.text.spans[k][0]
        for at in range(first - 1, max(self.syntax.bounds(first)[0], first - 12) - 1, -1):
            if self.syntax.lower(at) in _QUAKES:
                return holder_of(self.text, at)
        return None

    def _listed(self, k: int) -> Holder | None:
        """As in "Alfa sarà al 5%, Beta al 3%, Gamma al 2%": the verb is said once."""
        first = self.text.spans[k][0]
        mention = self.text.name_at(first - 2)
        if self.text.figures[k].kind != "percent" or mention is None or self.syntax.pos(first - 1) != "ADP":
            return None
        before = self.syntax.lower(self.syntax.token_at(mention.start) - 1)
        gapped = k > 0 and self.text.figures[k - 1].kind == "percent" and before in (",", "e", "ed", ";")
        return holder_of(self.text, first - 2) if gapped else None

    def _distant(self, k: int) -> Holder | None:
        """As in "Baquba, 65 chilometri a nord di Baghdad": the place that the distance tells of."""
        span = self.text.spans[k]
        if self.text.figures[k].kind != "measure" or self.syntax.lower(span[0] - 1) != ",":
            return None
        if self.syntax.lower(span[-1] + 1) != "a" or self.syntax.lower(span[-1] + 2) not in _WINDS:
            return None
        return holder_of(self.text, span[0] - 2) if self.text.name_at(span[0] - 2) is not None else None

    def _bracketed(self, k: int) -> Holder | None:
        """As in "Durant (20 punti)": a figure at the head of a bracket right behind a name."""
        first = self.text.spans[k][0]
        opened = self.text.bracket_of(first)
        if opened is None or first - opened > 2 or self.in_verbless_aside(k):
            return None
        return holder_of(self.text, opened - 1) if self.text.name_at(opened - 1) is not None else None

    def _chain_before(self, at: int) -> int | None:
        """The noun that heads the phrase before token `at`: "condono" of "condono sulla multa ai gestori"."""
        index = at - 1
        while index > at - 3 and self.syntax.pos(index) not in ("NOUN", "PROPN"):
            index -= 1
        if self.syntax.pos(index) not in ("NOUN", "PROPN"):
            return None
        for _ in range(8):
            head = self.syntax.head(index)
            nominal = self.syntax.label(index) in ("nmod", "amod", "appos", "flat", "flat:name", "compound")
            if not nominal or head > index or self.syntax.pos(head) not in ("NOUN", "PROPN"):
                break
            index = head
        return self._object_before(index)

    def in_verbless_aside(self, k: int) -> bool:
        """As in "uno su due (50,5% degli uomini e 48,8% delle donne)": shares that name their own group."""
        if self.text.figures[k].kind != "percent" or self.counted[k] is None:
            return False
        opened = self.text.bracket_of(self.text.spans[k][0])
        return opened is not None and not any(self.syntax.is_verb(at) for at in range(opened, self.text.spans[k][0]))

    def figure_phrase(self, k: int, carrier: int) -> Holder:
        """Another figure as subject: "il 30,1% vi è stato tre volte" → il 30,1%."""
        self.carriers[k] = carrier
        span = self.text.spans[carrier]
        first = span[0] - 1 if self.syntax.pos(span[0] - 1) == "DET" else span[0]
        return Holder(name=self.syntax.text(first, span[-1] + 1))

    def is_attribute(self, index: int) -> bool:
        """Whether the noun measures something else: a value, a speed; a change after "in"."""
        if self.syntax.lower(index) in _CHANGES:
            return self.syntax.lower(index - 1) == "in"  # "utile in calo del 12%"
        return self.syntax.lower(index) in classes("it/claims/counted_words")["container"] | words(
            "it/claims/attribute_nouns"
        )
