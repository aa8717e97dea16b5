"""Whom or what a figure is about: its bearer, the whole it belongs to, or the event that carries it."""

from collections.abc import Mapping, Sequence

from transforms.claims.referents import holder_of, holders_of
from transforms.claims.subject.belonging import whole_of
from transforms.claims.subject.beside import Beside
from transforms.claims.subject.dropped import arriving, dropped_subject
from transforms.claims.subject.events import event_of
from transforms.claims.subject.of_age import age_bearer
from transforms.claims.text import ClaimText, Holder
from transforms.claims.words import events, nouns_of, speakers, vehicles
from transforms.language import OF, giving_verbs, nouns, words_of
from transforms.reference import classes, words

_TAIL = words_of("tutta tutto tutti tutte l' la il lo i gli le")
_IN = words_of("in nel nello nella nei negli nelle nell' con su sul sulla a al alla")
_FROM = words_of("da dal dalla dai dalle")
_IS = words_of("è sono era erano furono saranno sarebbero fossero stati state")


class Bearers(Beside):
    """Finds the subject of each figure of one text.

    Args:
        text: the text with its facts.
        anchors: token by which each figure hangs in its clause.
        counted: counted noun of each figure.
        wholes: part → whole by explicit cues; a part inherits the subject of its whole.
    """

    def __init__(
        self,
        text: ClaimText,
        anchors: Sequence[int],
        counted: Sequence[int | None],
        wholes: Mapping[int, int],
    ) -> None:
        super().__init__(text, anchors, counted)
        self.wholes = wholes
        self.parts: dict[int, int] = {whole: part for part, whole in wholes.items()}
        self.found: dict[int, Holder | None] = {}

    def all(self) -> list[Holder | None]:
        """The subject of every figure in order; None where the counted noun itself is all."""
        return [self._of(k) for k in range(len(self.anchors))]

    def _of(self, k: int) -> Holder | None:
        if k in self.found:
            return self.found[k]
        self.found[k] = None  # a ring of parts cannot loop
        whole = self.wholes.get(k)
        if self.text.figures[k].kind == "age":
            own = age_bearer(self.text, k)
        elif not self.syntax.parsed:
            own = self._by_words(k)
        elif whole is not None:
            own = self._container(k) or self._of(whole)
        else:
            own = self._by_parse(k)
        self.found[k] = own
        return own

    def _by_parse(self, k: int) -> Holder | None:
        anchor = self.anchors[k]
        found = self.by_neighbours(k)
        if found is not None:
            return found
        if self.in_verbless_aside(k):
            return self._belonging(k)
        if self.text.figures[k].kind == "score":
            return self.verb_subject(k, self.syntax.clause_head(anchor))
        verb = self.syntax.clause_head(anchor)
        if (
            self.syntax.lemma(verb) in arriving()
            and verb < anchor
            and self.syntax.pos(self.text.spans[k][0] - 1) != "ADP"
        ):
            return self._of_own_subject(k, verb)
        if self._precedes_verb(k):
            return self._of_own_subject(k, self.syntax.clause_head(anchor))
        if self._is_predicate(k, anchor):
            return self._of_predicate(k, anchor)
        if self._is_adverbial(k):
            verb = self.syntax.clause_head(anchor)
            return self._belonging(k) if self.counted[k] is not None else self.verb_subject(k, verb)
        head = self.syntax.head(anchor)
        if self._is_nominal(k, anchor, head):
            return self._of_host(k, head)
        verb = self.syntax.clause_head(head if head != anchor else anchor)
        if self.text.apart(anchor, verb):
            verb = self.text.verb_near(k) or verb
        role = self._role(anchor)
        if role in ("nsubj", "nsubj:pass"):
            return self._of_own_subject(k, verb)
        by = self.syntax.lower(self.text.spans[k][0] - 1) in ("da", "dai", "dagli", "dalle")
        is_agent = role == "obl:agent" or (by and self.syntax.verb(verb).passive)
        if is_agent and self.text.figures[k].kind == "count":
            return self._belonging(k)  # "domate da 45 vigili del fuoco": they do it themselves
        return self._of_object(k, verb)

    def _of_host(self, k: int, head: int) -> Holder | None:
        """The figure hangs on a noun: its named whole, its sibling's bearer, or the noun itself."""
        near = range(max(k - 4, 0), min(k + 5, len(self.counted)))
        sibling = next((j for j in near if j != k and self.counted[j] == head), None)
        if sibling is not None:
            return self._of(sibling)  # "40 feriti, 2 dispersi"
        return self._belonging(k) or self._of_noun(k, self._predicated(head))

    def _role(self, anchor: int) -> str:
        """The relation of the figure's phrase to its verb, that of the first member in a coordination."""
        for step in self.syntax.path(anchor)[:4]:
            if self.syntax.label(step) != "conj" or self.syntax.is_clause_head(step):
                return self.syntax.label(step)
        return self.syntax.label(anchor)

    def _precedes_verb(self, k: int) -> bool:
        """As in "almeno 17 persone sono rimaste ferite": right before a finite verb, without preposition."""
        span, noun = self.text.spans[k], self.counted[k]
        last = noun if noun is not None and noun > span[-1] else span[-1]
        while self.syntax.pos(last + 1) in ("ADJ", "ADV"):
            last += 1
        if self.syntax.lower(last + 1) == "(":  # "sei persone (4 adulti e 2 bambini), sono rimaste uccise"
            inside = [at for at in range(last + 2, last + 14) if self.text.bracket_of(at) == last + 1]
            last = inside[-1] + 1 if inside else last
        if self.syntax.lower(last + 1) == ",":
            last += self.syntax.lower(last) == ")"
        if self.syntax.pos(span[0] - 1) == "ADP" or self.text.figures[k].kind not in ("count", "ratio"):
            return False
        return self.syntax.verb(last + 1).finite if self.syntax.is_verb(last + 1) else False

    def _of_object(self, k: int, verb: int) -> Holder | None:
        """The figure is object or adjunct: subject of a verb that bears, else whole, subject, event."""
        origin = self._relative_origin(k)
        if origin is not None:
            return origin
        belonging = self._belonging(k)
        if belonging is not None and not self._bears(verb):
            return belonging
        if self.text.figures[k].kind == "count" and self._is_given(k) and not self._bears(verb):
            return belonging
        bearer = None if self._is_giving(verb) else self.verb_subject(k, verb)
        return bearer or belonging or event_of(self.text, k, verb, self.counted[k]) or self._coordinated(k)

    def _bears(self, verb: int) -> bool:
        return self.syntax.lemma(verb) in words("it/claims/bearer_verbs", "lemma")

    def _is_given(self, k: int) -> bool:
        """A definite figure ("le otto vittime") tells of nobody new."""
        return self.syntax.lower(self.text.spans[k][0] - 1) in ("i", "gli", "le")

    def _is_giving(self, verb: int) -> bool:
        """Whether the verb's subject tells the figure: "le ONG parlano di 100mila morti"."""
        return self.syntax.lemma(verb) in giving_verbs() - words("it/claims/bearer_verbs", "lemma")

    def _coordinated(self, k: int) -> Holder | None:
        """The second of two joined figures takes the first one's: "2 metri di altezza e 5 metri di lunghezza"."""
        if k == 0 or self.text.sentence[k - 1] != self.text.sentence[k]:
            return None
        path = self.syntax.path(self.anchors[k])[1:3]
        joined = self.syntax.label(self.anchors[k]) == "conj" and (
            self.anchors[k - 1] in path or any(step in self.text.spans[k - 1] for step in path)
        )
        return self._of(k - 1) if joined else None

    def _predicated(self, noun: int) -> int:
        """The subject of a predicative adjective or noun: "i salari sono inferiori del 7,5%" → salari."""
        own = self.syntax.own_subject(noun)
        has_copula = any(self.syntax.label(child) == "cop" for child in self.syntax.children(noun))
        return own if own is not None and has_copula else noun

    def _is_adverbial(self, k: int) -> bool:
        """As in "partite in 150", "in otto Paesi", "domate con 14 mezzi": how many, where, with what."""
        before = self.syntax.lower(self.text.spans[k][0] - 1)
        if self.text.figures[k].kind != "count" or before not in (
            "in",
            "nei",
            "nelle",
            "negli",
            "con",
            "a",
            "ai",
            "davanti",
        ):
            return False
        if self.syntax.lower(self.text.spans[k][0] - 2) in ("davanti", "fronte", "oltre", "insieme", "accanto"):
            return True
        noun = self.counted[k]
        if noun is None:
            return before == "in"
        verb = self.syntax.clause_head(noun)
        return self.syntax.lower(noun) in nouns_of("place") or (before == "con" and self.syntax.verb(verb).passive)

    def _is_predicate(self, k: int, anchor: int) -> bool:
        """Whether the figure is said of a subject: "i morti sono 80", "l'affluenza era del 37%"."""
        own = self.syntax.own_subject(anchor)
        if own is not None and any(self.syntax.label(child) == "cop" for child in self.syntax.children(anchor)):
            return True
        counted, first = self.counted[k], self.text.spans[k][0]
        if counted is None or not first - 9 < counted < first:
            return False
        between = range(counted + 1, first)
        return self.syntax.label(counted).startswith("nsubj") or any(self.syntax.lower(at) in _IS for at in between)

    def _of_predicate(self, k: int, anchor: int) -> Holder | None:
        subject = self.syntax.own_subject(anchor)
        if subject is None:
            subject = self.counted[k]
        if subject is None:
            return None
        if subject == self.counted[k]:
            return whole_of(self.text, subject) or event_of(
                self.text, k, self.syntax.clause_head(anchor), self.counted[k]
            )
        return self._of_noun(k, subject)

    def _is_nominal(self, k: int, anchor: int, head: int) -> bool:
        """Whether the figure hangs on a noun rather than on a verb."""
        if head == anchor or self.syntax.label(anchor) in ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "conj"):
            return False
        if self.text.figures[k].kind == "percent" and self.text.is_bare(k):
            return False
        counts = self.text.figures[k].kind == "count" and self.counted[k] is not None
        if counts and self.syntax.pos(self.text.spans[k][0] - 1) in ("NOUN", "PROPN", "ADJ"):
            return False  # "nelle Americhe 80 mila africani": nothing joins them
        return self.syntax.pos(head) in ("NOUN", "PROPN", "ADJ", "NUM", "SYM")

    def _of_own_subject(self, k: int, verb: int) -> Holder | None:
        """The figure is the subject of its verb: who does it to them, the whole, or the event; else the noun is all."""
        agents = (child for child in self.syntax.children(verb) if self.syntax.label(child) == "obl:agent")
        agent = next((child for child in agents if self._can_act(child)), None)
        if agent is not None:
            return holders_of(self.text, agent)
        return self._belonging(k) or event_of(self.text, k, verb, self.counted[k]) or self._relative_origin(k)

    def _can_act(self, noun: int) -> bool:
        """People, bodies, weapons and events act; "evacuati dalle città", "precipitati da un ponte" do not."""
        mention = self.text.name_at(noun)
        if mention is not None:
            return mention.kind != "LOC"
        word = self.syntax.lower(noun)
        return word in events() or word in vehicles() or self.syntax.lemma(noun) in speakers()

    def _relative_origin(self, k: int) -> Holder | None:
        """As in "gli acconti, dai quali deriveranno 1,1 miliardi": the noun before the relative clause."""
        if self.text.figures[k].kind == "count":
            return None
        first = self.text.spans[k][0]
        for at in range(first - 1, max(self.syntax.bounds(first)[0], first - 8), -1):
            if self.syntax.lower(at) in ("quale", "quali", "cui") and self.syntax.lower(at - 1) in _FROM:
                noun = self.syntax.antecedent(at)
                return None if noun is None else holders_of(self.text, noun)
        return None

    def verb_subject(self, k: int, verb: int) -> Holder | None:
        """Who does or undergoes the verb of figure `k`; None when that is the figure itself."""
        subject = self.syntax.subject(verb)
        if subject is None:
            return dropped_subject(self.text, verb)
        if subject == self.counted[k] or subject in self.text.spans[k]:
            return None
        if any(whole == k and self.counted[part] == subject for part, whole in self._parts_near(k)):
            return None  # "140 migranti, tra cui 23 donne, sono stati soccorsi"
        figure = self.text.figure_at(subject)
        if figure is not None and self.wholes.get(figure) == k:
            return None  # "dei 12 indagati quattro hanno patteggiato"
        if figure is not None:
            return self.figure_phrase(k, figure)
        return self._of_noun(k, subject)

    def _parts_near(self, k: int) -> list[tuple[int, int]]:
        return [
            (part, self.wholes[part]) for part in range(k + 1, min(k + 6, len(self.anchors))) if part in self.wholes
        ]

    def _of_noun(self, k: int, noun: int) -> Holder | None:
        """The noun that carries the figure; a mere attribute gives way to what has it."""
        other = self.text.figure_at(noun)
        if other is not None and other != k:
            return self._of(other)
        if self._bears_nothing(k, noun):
            return None
        noun = self._meant(noun)
        attribute = self._attribute_on_the_way(k, noun)
        return holders_of(self.text, noun) if attribute is None else self._of_attribute(k, attribute)

    def _bears_nothing(self, k: int, noun: int) -> bool:
        """Nouns that are near the figure and yet no bearer."""
        part = self.parts.get(k)
        if part is not None and noun in (self.counted[part], self.anchors[part]):
            return True  # "30 allievi su 45"
        if self.text.spans[k][0] <= noun <= (self.counted[k] or self.text.spans[k][-1]) + 2:
            return True  # a word of its own phrase: "tre italiani morti"
        if self.text.in_title(k) and self.syntax.lower(noun + 1) == ":" and noun < self.text.spans[k][0]:
            return True  # "Iraq: 50 morti": the place heads the line
        # "le prime stime erano di cento morti"
        return self.text.name_at(noun) is None and self.syntax.lower(noun) in nouns("document")

    def _meant(self, noun: int) -> int:
        """The head of the phrase when the parser hung the figure on a word inside it."""
        if self.syntax.pos(noun) == "ADJ" and self.syntax.label(noun) == "amod":
            return self.syntax.head(noun)  # "onde alte fra 2 e 3 metri"
        unnamed = self.syntax.pos(noun) == "PROPN" and self.text.name_at(noun) is None
        if unnamed and self.syntax.lower(noun - 1) in OF and self.syntax.pos(noun - 2) == "NOUN":
            return noun - 2  # "i ministri della Difesa di 32 Paesi"
        return noun

    def _of_attribute(self, k: int, attribute: int) -> Holder | None:
        """Who or what has the attribute; a mere total ("il bilancio è di quattro morti") is nobody's."""
        is_total = self.syntax.lower(attribute) in classes("it/claims/counted_words")["container"]
        if is_total and not self._is_named_total(attribute):
            return self.attributes.of_clause_before(attribute)
        carried = self._figure_before(k, attribute)
        if carried is not None:
            return carried
        holder = self.attributes.owner(attribute, (*self.text.spans[k], self.anchors[k], self.counted[k]))
        if holder is None:
            verb = self.syntax.clause_head(attribute)
            if not self.syntax.label(attribute).startswith("nsubj") and verb != attribute and not self._is_giving(verb):
                subject = self.syntax.subject(verb)
                holder = None if subject in (None, attribute) else holders_of(self.text, subject)
        return holder or holders_of(self.text, attribute)

    def _is_named_total(self, noun: int) -> bool:
        """Whether the total is somebody's or of an event: "il bilancio dell'attentato", "il bilancio della [NATO]"."""
        for at in range(noun + 1, min(noun + 5, self.syntax.bounds(noun)[1])):
            if self.text.name_at(at) is not None or self.syntax.lower(at) in events():
                return True
        return False

    def _figure_before(self, k: int, attribute: int) -> Holder | None:
        """As in "una banconota da 100 euro, dal valore di 5": what has the figure right before the attribute."""
        at = attribute - 1
        while self.syntax.pos(at) in ("ADP", "DET", "ADJ") and at > attribute - 4:
            at -= 1
        other = self.text.figure_at(at - 1) if self.syntax.lower(at) == "," else None
        if other is None and self.syntax.lower(at) == ",":
            other = self.text.figure_at(at - 2)
        return self._of(other) if other is not None and other < k else None

    def _attribute_on_the_way(self, k: int, noun: int) -> int | None:
        """The noun when it is an attribute, else the attribute it completes ("controvalore al mercato nero")."""
        head = self.syntax.head(noun)
        for index in (noun, head):
            if self.text.name_at(index) is None and self.is_attribute(index) and index < self.text.spans[k][0] + 6:
                return index
            if (
                self.syntax.label(noun) != "nmod"
                or head > noun
                or self.text.figures[k].kind not in ("money", "measure")
            ):
                return None
        return None

    def _container(self, k: int) -> Holder | None:
        """The noun that a part hangs on by "con": "una famiglia con tre bambini"."""
        first = self.text.spans[k][0]
        if self.syntax.lower(first - 1) not in ("con", "coi") or self.syntax.pos(first - 2) not in ("NOUN", "ADJ"):
            return None
        return holders_of(self.text, first - 2) if self.syntax.pos(first - 2) == "NOUN" else None

    def _by_words(self, k: int) -> Holder | None:
        """The named whole, the bearer of the whole figure, else the first name of the segment before a verb."""
        belonging = self._belonging(k)
        if belonging is not None or self.text.figures[k].kind not in ("count", "money", "percent"):
            return belonging
        if k in self.wholes:
            return self._of(self.wholes[k])
        first = self.text.spans[k][0]
        start = self.syntax.segment(first)[0]
        verbs = [index for index in range(start, first) if self.syntax.is_verb(index)]
        if not verbs:
            return None
        for index in range(verbs[0] - 1, start - 1, -1):
            mention = self.text.name_at(index)
            if mention is not None and self.syntax.lower(self._before(index)) not in OF | _IN:
                return holder_of(self.text, index)
        return None

    def _before(self, index: int) -> int:
        """The token before a name and its article."""
        mention = self.text.name_at(index)
        first = self.syntax.tokens_in(mention.start, mention.end)[0] if mention else index
        return first - 2 if self.syntax.lower(first - 1) in _TAIL else first - 1

    def _belonging(self, k: int) -> Holder | None:
        counted = self.counted[k]
        return None if counted is None else whole_of(self.text, counted)
