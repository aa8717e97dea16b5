"""Whom or what a figure is about: its bearer, the whole it belongs to, or the event that carries it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from transforms.ages import age_bearer
from transforms.attributes import Attributes
from transforms.claim_words import classes, events, speakers, vehicles, words
from transforms.context import Context, Holder
from transforms.contract import EntityKind
from transforms.events import event_of
from transforms.holders import holder_of, holders_of
from transforms.syntax import words_of

_DI = words_of("di del dello della dei degli delle d' dell'")
_TAIL = words_of("tutta tutto tutti tutte l' la il lo i gli le")
_IN = words_of("in nel nello nella nei negli nelle nell' con su sul sulla a al alla")
_SIZES = words_of("da di del dello dell' d'")
_DIMENSIONS = words_of("alt lung larg profond spess pesant distant grand")
_CHANGES = words_of("calo aumento crescita rialzo ribasso flessione incremento diminuzione riduzione discesa salita")
_QUAKES = words_of("terremoto terremoti sisma scossa scosse maremoto")
_PLACES = words_of("paesi città regioni comuni province stati località quartieri continenti sedi nazioni")
_COUNTRY, _TOWN = words_of("paese nazione"), words_of("città capoluogo")
_BODY = words_of("alleanza organizzazione azienda società gruppo partito federazione associazione compagnia")
_WHOLE_REACH, _CLIMB = 9, 4


class Bearers:
    """Finds the subject of each figure of one text.

    Args:
        context: the text.
        anchors: token by which each figure hangs in its clause.
        counted: counted noun of each figure.
        wholes: part → whole by explicit cues; a part inherits the subject of its whole.
        giving: verbs of reporting whose subject gives a figure and so does not bear it.
    """

    def __init__(
        self,
        context: Context,
        anchors: Sequence[int],
        counted: Sequence[int | None],
        wholes: Mapping[int, int],
    ) -> None:
        self.context = context
        self.syntax = context.syntax
        self.anchors = anchors
        self.counted = counted
        self.wholes = wholes
        self.attributes = Attributes(context)
        self.parts: dict[int, int] = {whole: part for part, whole in wholes.items()}
        self.found: dict[int, Holder | None] = {}
        #: Figure → figure that is its subject ("il 30,1% vi è stato tre volte").
        self.carriers: dict[int, int] = {}

    def all(self) -> list[Holder | None]:
        """The subject of every figure in order; None where the counted noun itself is all."""
        return [self._of(k) for k in range(len(self.anchors))]

    def _of(self, k: int) -> Holder | None:
        if k in self.found:
            return self.found[k]
        self.found[k] = None  # a ring of parts cannot loop
        whole = self.wholes.get(k)
        if self.context.figures[k].kind == "age":
            own = age_bearer(self.context, k)
        elif not self.syntax.parsed:
            own = self._by_words(k)
        elif whole is not None:
            own = self._container(k) or self._of(whole)
        else:
            own = self._by_parse(k)
        self.found[k] = own
        return own

    # ---------- by the parse
    def _by_parse(self, k: int) -> Holder | None:
        anchor = self.anchors[k]
        for rule in (
            self._voters,
            self._beside_figure,
            self._beside_colon,
            self._priced,
            self._dimension,
            self._shaken,
            self._bracketed,
        ):
            found = rule(k)
            if found is not None:
                return found
        if self._in_verbless_aside(k):
            return self._belonging(k)
        if self.context.figures[k].kind == "score":
            return self._verb_subject(k, self.syntax.clause_head(anchor))
        if self._precedes_verb(k):
            return self._of_own_subject(k, self.syntax.clause_head(anchor))
        if self._is_predicate(k, anchor):
            return self._of_predicate(k, anchor)
        head = self.syntax.head(anchor)
        if self._is_nominal(k, anchor, head):
            return self._belonging(k) or self._of_noun(k, self._predicated(head))
        if self._is_adverbial(k):
            return (
                self._verb_subject(k, self.syntax.clause_head(anchor))
                if self.counted[k] is None
                else self._belonging(k)
            )
        verb = self.syntax.clause_head(head if head != anchor else anchor)
        role = self._role(anchor)
        if role in ("nsubj", "nsubj:pass"):
            return self._of_own_subject(k, verb)
        if role == "obl:agent" and self.context.figures[k].kind == "count":
            return self._belonging(k)  # "domate da 45 vigili del fuoco": they do it themselves
        return self._of_object(k, verb)

    def _role(self, anchor: int) -> str:
        """The relation of the figure's phrase to its verb, that of the first member in a coordination."""
        for step in self.syntax.path(anchor)[:4]:
            if self.syntax.label(step) != "conj" or self.syntax.is_clause_head(step):
                return self.syntax.label(step)
        return self.syntax.label(anchor)

    def _precedes_verb(self, k: int) -> bool:
        """As in "almeno 17 persone sono rimaste ferite": a phrase without preposition right before a finite verb is its subject."""
        span, noun = self.context.spans[k], self.counted[k]
        last = noun if noun is not None and noun > span[-1] else span[-1]
        while self.syntax.pos(last + 1) in ("ADJ", "ADV"):
            last += 1
        if self.syntax.lower(last + 1) == "(":  # "sei persone (4 adulti e 2 bambini), sono rimaste uccise"
            inside = [at for at in range(last + 2, last + 14) if self.context.bracket_of(at) == last + 1]
            last = inside[-1] + 1 if inside else last
        if self.syntax.lower(last + 1) == ",":
            last += self.syntax.lower(last) == ")"
        if self.syntax.pos(span[0] - 1) == "ADP" or self.context.figures[k].kind not in ("count", "ratio"):
            return False
        return self.syntax.verb(last + 1).finite if self.syntax.is_verb(last + 1) else False

    def _of_object(self, k: int, verb: int) -> Holder | None:
        """The figure is object or adjunct: the subject of a verb that bears; else the named whole, the subject, the event."""
        belonging = self._belonging(k)
        if belonging is not None and self.syntax.lemma(verb) not in words("bearer_verbs", "lemma"):
            return belonging
        bearer = None if self._is_giving(verb) else self._verb_subject(k, verb)
        return bearer or belonging or event_of(self.context, k, verb, self.counted[k]) or self._coordinated(k)

    def _is_giving(self, verb: int) -> bool:
        """Whether the verb's subject tells the figure: "le ONG parlano di 100mila morti"."""
        return self.syntax.lemma(verb) in words("source_verbs", "lemma") - words("bearer_verbs", "lemma")

    def _coordinated(self, k: int) -> Holder | None:
        """The second of two joined figures takes the first one's: "200 mm di diametro e 1000 mm di lunghezza"."""
        if k == 0 or self.context.sentence[k - 1] != self.context.sentence[k]:
            return None
        path = self.syntax.path(self.anchors[k])[1:3]
        joined = self.syntax.label(self.anchors[k]) == "conj" and (
            self.anchors[k - 1] in path or any(step in self.context.spans[k - 1] for step in path)
        )
        return self._of(k - 1) if joined else None

    def _in_verbless_aside(self, k: int) -> bool:
        """As in "uno su due (50,5% degli uomini e 48,8% delle donne)": shares that name their own group."""
        if self.context.figures[k].kind != "percent" or self.counted[k] is None:
            return False
        opened = self.context.bracket_of(self.context.spans[k][0])
        return opened is not None and not any(self.syntax.is_verb(at) for at in range(opened, self.context.spans[k][0]))

    def _predicated(self, noun: int) -> int:
        """The subject of a predicative adjective or noun: "i salari sono inferiori del 7,5%" → salari."""
        own = self.syntax.own_subject(noun)
        has_copula = any(self.syntax.label(child) == "cop" for child in self.syntax.children(noun))
        return own if own is not None and has_copula else noun

    def _is_adverbial(self, k: int) -> bool:
        """As in "sono partite in 150", "in otto Paesi", "domate con 14 mezzi": how many, where, with what; nobody has them."""
        before = self.syntax.lower(self.context.spans[k][0] - 1)
        if self.context.figures[k].kind != "count" or before not in (
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
        noun = self.counted[k]
        if noun is None:
            return before == "in"
        verb = self.syntax.clause_head(noun)
        return self.syntax.lower(noun) in _PLACES or (before == "con" and self.syntax.verb(verb).passive)

    def _is_predicate(self, k: int, anchor: int) -> bool:
        """Whether the figure is said of a subject: "i morti sono 80", "l'affluenza era del 37%"."""
        own = self.syntax.own_subject(anchor)
        if own is not None and any(self.syntax.label(child) == "cop" for child in self.syntax.children(anchor)):
            return True
        counted = self.counted[k]
        return (
            counted is not None
            and counted < self.context.spans[k][0]
            and self.syntax.label(counted).startswith("nsubj")
        )

    def _of_predicate(self, k: int, anchor: int) -> Holder | None:
        subject = self.syntax.own_subject(anchor)
        if subject is None:
            subject = self.counted[k]
        if subject is None:
            return None
        if subject == self.counted[k]:
            return self._whole_of(subject) or event_of(
                self.context, k, self.syntax.clause_head(anchor), self.counted[k]
            )
        return self._of_noun(k, subject)

    def _is_nominal(self, k: int, anchor: int, head: int) -> bool:
        """Whether the figure hangs on a noun rather than on a verb."""
        if head == anchor or self.syntax.label(anchor) in ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "conj"):
            return False
        if self.context.figures[k].kind == "percent" and self.context.is_bare(k):
            return False
        if self.context.figures[k].kind == "count" and self.counted[k] is not None:
            # "nelle Americhe 80 mila africani": no preposition, comma or bracket joins them
            if self.syntax.pos(self.context.spans[k][0] - 1) in ("NOUN", "PROPN", "ADJ"):
                return False
        return self.syntax.pos(head) in ("NOUN", "PROPN", "ADJ", "NUM", "SYM")

    def _of_own_subject(self, k: int, verb: int) -> Holder | None:
        """The figure is the subject of its verb: who does it to them, the whole, or the event; else the noun is all."""
        agents = (child for child in self.syntax.children(verb) if self.syntax.label(child) == "obl:agent")
        agent = next((child for child in agents if self._can_act(child)), None)
        if agent is not None:
            return holders_of(self.context, agent)
        return self._belonging(k) or event_of(self.context, k, verb, self.counted[k]) or self._relative_origin(k, verb)

    def _can_act(self, noun: int) -> bool:
        """People, bodies, weapons and events do things; "evacuati dalle città", "precipitati da un ponte" name places."""
        mention = self.context.name_at(noun)
        if mention is not None:
            return mention.kind != "LOC"
        word = self.syntax.lower(noun)
        return word in events() or word in vehicles() or self.syntax.lemma(noun) in speakers()

    def _relative_origin(self, k: int, verb: int) -> Holder | None:
        """As in "dell'aumento degli acconti, dai quali deriveranno 1,1 miliardi": the noun before the relative clause."""
        if self.context.figures[k].kind == "count":
            return None
        first = self.context.spans[k][0]
        for at in range(first - 1, max(self.syntax.bounds(first)[0], first - 8), -1):
            if self.syntax.lower(at) in ("quale", "quali", "cui"):
                noun = self.attributes.agreeing_antecedent(at)
                return None if noun is None else holders_of(self.context, noun)
        return None

    def _verb_subject(self, k: int, verb: int) -> Holder | None:
        subject = self.syntax.subject(verb)
        if subject is None:
            return self._dropped(verb)
        if subject == self.counted[k] or subject in self.context.spans[k]:
            return None
        if any(whole == k and self.counted[part] == subject for part, whole in self._parts_near(k)):
            return None  # "140 migranti, tra cui 23 donne, sono stati soccorsi"
        figure = self.context.figure_at(subject)
        if figure is not None:
            return self._figure_phrase(k, figure)
        return self._of_noun(k, subject)

    def _parts_near(self, k: int) -> list[tuple[int, int]]:
        return [
            (part, self.wholes[part]) for part in range(k + 1, min(k + 6, len(self.anchors))) if part in self.wholes
        ]

    def _of_noun(self, k: int, noun: int) -> Holder | None:
        """The noun that carries the figure; a mere attribute gives way to what has it."""
        part = self.parts.get(k)
        if part is not None and noun in (self.counted[part], self.anchors[part]):
            return None
        other = self.context.figure_at(noun)
        if other is not None and other != k:
            return self._of(other)
        if self.context.in_title(k) and self.syntax.lower(noun + 1) == ":" and noun < self.context.spans[k][0]:
            return None  # "Iraq: 50 morti": the place heads the line
        if self.context.name_at(noun) is None and self.syntax.lower(noun) in words("document_nouns"):
            return None  # "le prime stime erano di cento morti"
        if self.syntax.pos(noun) == "ADJ" and self.syntax.label(noun) == "amod":
            noun = self.syntax.head(noun)  # "onde alte fra 2 e 3 metri"
        attribute = self._attribute_on_the_way(k, noun)
        if attribute is None:
            return holders_of(self.context, noun)
        holder = self.attributes.holder(attribute, (*self.context.spans[k], self.anchors[k], self.counted[k]))
        if holder is None:
            verb = self.syntax.clause_head(attribute)
            if not self.syntax.label(attribute).startswith("nsubj") and verb != attribute and not self._is_giving(verb):
                subject = self.syntax.subject(verb)
                holder = None if subject in (None, attribute) else holders_of(self.context, subject)
        return holder or holders_of(self.context, attribute)

    def _attribute_on_the_way(self, k: int, noun: int) -> int | None:
        """The noun itself when it is an attribute, else the attribute that it completes ("controvalore al mercato nero di")."""
        head = self.syntax.head(noun)
        for index in (noun, head):
            if (
                self.context.name_at(index) is None
                and self._is_attribute(index)
                and index < self.context.spans[k][0] + 6
            ):
                return index
            if (
                self.syntax.label(noun) != "nmod"
                or head > noun
                or self.context.figures[k].kind not in ("money", "measure")
            ):
                return None
        return None

    def _is_attribute(self, index: int) -> bool:
        if self.syntax.lower(index) in _CHANGES:
            return self.syntax.lower(index - 1) == "in"  # "utile in calo del 12%"
        return self.syntax.lower(index) in classes("counted_words")["container"] | words("attribute_nouns")

    # ---------- rules that look at the words beside the figure
    def _beside_figure(self, k: int) -> Holder | None:
        """As in "il 7,7% sette volte": the verb is left out between a share and what it does."""
        if k == 0 or self.context.spans[k - 1][-1] + 1 != self.context.spans[k][0]:
            return None
        return self._figure_phrase(k, k - 1) if self.context.figures[k - 1].kind in ("percent", "ratio") else None

    def _beside_colon(self, k: int) -> Holder | None:
        """As in "la latitudine dell'impatto: 12,4°": the attribute stands before the colon."""
        first = self.context.spans[k][0]
        if self.syntax.lower(first - 1) != ":" or self.counted[k] is not None:
            return None
        for at in range(first - 2, max(self.syntax.bounds(first)[0], first - 9) - 1, -1):
            if self._is_attribute(at):
                return self.attributes.holder(at, self.context.spans[k])
        return None

    def _priced(self, k: int) -> Holder | None:
        """Money behind "per", "da", "di": the deed or thing that costs it, unless somebody pays or asks.

        "il condono sulla multa ai gestori per 600 milioni" → il condono; "un aumento di capitale da 3 miliardi" → un
        aumento di capitale.
        """
        if self.context.figures[k].kind not in ("money", "percent"):
            return None
        before = self.context.spans[k][0] - 1
        if self.syntax.lower(before) in _SIZES and self.syntax.pos(before - 1) == "NOUN":
            return self._sized(before - 1)
        if self.context.figures[k].kind == "percent":
            return None
        at = before
        while at > before - 4 and (
            self._is_attribute(at) or self.syntax.pos(at) in ("DET", "ADJ", "VERB") or at == before
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
        if self.syntax.lemma(verb) in words("bearer_verbs", "lemma"):
            return self._verb_subject(k, verb) or holders_of(self.context, noun)
        return holders_of(self.context, noun)

    def _sized(self, noun: int) -> Holder | None:
        """The noun right before "da 3 miliardi", over a bare "di"; an attribute is left to the other rules."""
        while self.syntax.lower(noun - 1) in ("di", "d'") and self.syntax.pos(noun - 2) == "NOUN":
            noun -= 2
        near = (noun, self.syntax.head(noun))
        if any(self._is_attribute(at) for at in near) or noun in self.syntax.ignored:
            return None
        return holders_of(self.context, noun)

    def _owed(self, k: int) -> Holder | None:
        """As in "2,5 miliardi di multa": what the money is, where nobody pays it in the clause."""
        last = self.context.spans[k][-1]
        if self.syntax.lower(last + 1) not in ("di", "d'") or self.syntax.pos(last + 2) != "NOUN":
            return None
        verb = self.syntax.clause_head(self.anchors[k])
        aside = self.context.bracket_of(self.context.spans[k][0]) is not None
        if not aside and self.syntax.lemma(verb) in words("bearer_verbs", "lemma"):
            return None
        return holder_of(self.context, last + 2)

    def _dimension(self, k: int) -> Holder | None:
        """As in "un cavalcavia alto 25 metri": the noun before the adjective."""
        first = self.context.spans[k][0]
        if self.context.figures[k].kind != "measure" or self.syntax.lower(first - 1)[:-1] not in _DIMENSIONS:
            return None
        if self.syntax.pos(first - 2) not in ("NOUN", "PROPN"):
            return None
        start = self.syntax.phrase(first - 2, depth=0)[0]
        return Holder(name=self.syntax.text(start, first - 1))

    def _shaken(self, k: int) -> Holder | None:
        """A magnitude belongs to the nearest earthquake named before it in the sentence."""
        if self.context.figures[k].unit != "magnitude":
            return None
        first = self.context.spans[k][0]
        for at in range(first - 1, max(self.syntax.bounds(first)[0], first - 12) - 1, -1):
            if self.syntax.lower(at) in _QUAKES:
                return holder_of(self.context, at)
        return None

    def _bracketed(self, k: int) -> Holder | None:
        """As in "Durant (20 punti)": a figure at the head of a bracket right behind a name."""
        first = self.context.spans[k][0]
        opened = self.context.bracket_of(first)
        if opened is None or first - opened > 2 or self._in_verbless_aside(k):
            return None
        return holder_of(self.context, opened - 1) if self.context.name_at(opened - 1) is not None else None

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

    def _object_before(self, noun: int) -> int:
        """An adjunct between the deed and its price hands over: "l'abolizione della rata sulla casa, per 2 miliardi"."""
        head = self.syntax.head(noun)
        if self.syntax.label(noun) == "obl" and self.syntax.pos(head) == "VERB":
            objects = (c for c in self.syntax.children(head) if self.syntax.label(c) == "obj" and c < noun)
            return next(objects, noun)
        return noun

    # ---------- subjects left out
    def _dropped(self, verb: int) -> Holder | None:
        """A subject left out: that of the clause around, of the main clause behind, else of the sentence before."""
        if self._is_impersonal(verb):
            return None
        at = verb
        for _ in range(_CLIMB):
            head = self.syntax.head(at)
            if head == at:
                break
            at = self.syntax.clause_head(head)
            subject = self.syntax.subject(at)
            if subject is not None:
                return holders_of(self.context, subject)
        return self._of_main_clause(verb) or self._of_sentence_before(verb)

    def _of_main_clause(self, verb: int) -> Holder | None:
        """As in "Nonostante abbia portato …, Colston è stato celebrato": the subject comes with the main clause."""
        if not any(self.syntax.label(child) == "mark" for child in self.syntax.children(verb)):
            return None
        for child in self.syntax.children(verb):
            if child > verb and self.syntax.label(child) in ("conj", "parataxis", "advcl"):
                subject = self.syntax.own_subject(child)
                if subject is not None:
                    return holders_of(self.context, subject)
        return None

    def _of_sentence_before(self, verb: int) -> Holder | None:
        number = self.syntax.sentence_of(verb)
        root = None if number == 0 else self._root(number - 1)
        subject = None if root is None else self.syntax.subject(root)
        holder = None if subject is None else holder_of(self.context, subject)
        return holder if holder is not None and holder.entity is not None else None

    def _is_impersonal(self, verb: int) -> bool:
        """As in "ci sono", "si tratta": nobody is left out."""
        labels = {self.syntax.label(child) for child in self.syntax.children(verb)}
        clitics = {self.syntax.lower(child) for child in self.syntax.children(verb)}
        return bool(labels & {"expl", "expl:impers", "expl:pass"}) or bool(clitics & {"ci", "c'", "vi", "si"})

    def _root(self, number: int) -> int | None:
        start, end = self.syntax.sentences[number]
        roots = (i for i in range(start, min(end, start + 150)) if self.syntax.label(i) == "ROOT")
        return next((i for i in roots if not self.syntax.doc[i].is_space), None)

    # ---------- wholes, voters, containers
    def _belonging(self, k: int) -> Holder | None:
        counted = self.counted[k]
        return None if counted is None else self._whole_of(counted)

    def _whole_of(self, noun: int) -> Holder | None:
        """The named whole behind a "di": "32 capi della difesa di tutta l'alleanza" → NATO."""
        end = self.syntax.bounds(noun)[1]
        after_di = False
        for index in range(noun + 1, min(noun + _WHOLE_REACH, end)):
            word = self.syntax.lower(index)
            mention = self.context.name_at(index) or self.context.role_at(index)
            if mention is not None and after_di:
                return holder_of(self.context, index) if mention.entity is not None else None
            if word in _DI:
                after_di = True
            elif after_di and word in _TAIL:
                continue
            elif after_di and word in _COUNTRY | _TOWN | _BODY and self.syntax.pos(index + 1) != "PROPN":
                return self._meant(index)
            elif self.syntax.pos(index) in ("NOUN", "ADJ"):
                after_di = False
            else:
                return None
        return None

    def _meant(self, index: int) -> Holder | None:
        """As in "del paese", "dell'alleanza" → the place or body named most so far; "della città" → the last place named."""
        kind: EntityKind = "ORG" if self.syntax.lower(index) in _BODY else "LOC"
        before = [m.entity for m in self.context.named_before(index, kind) if m.entity is not None]
        if not before:
            return None
        return Holder(entity=before[-1] if self.syntax.lower(index) in _TOWN else Counter(before).most_common(1)[0][0])

    def _voters(self, k: int) -> Holder | None:
        """As in "335 voti da parte di PD, NCD e SC"."""
        last = self.context.spans[k][-1]
        end = self.syntax.bounds(last)[1]
        for index in range(last + 1, min(last + 6, end - 3)):
            if self.context.figure_at(index) is not None:
                return None
            if self.context.words(index, index + 2) == ["da", "parte"] and self.syntax.lower(index + 2) in _DI:
                return self._named_list(index + 3, end)
        return None

    def _named_list(self, first: int, end: int) -> Holder | None:
        """Names joined by commas and "e" from token `first` on; a single noun phrase when no name stands there."""
        members: list[Holder] = []
        index = first
        while index < min(end, first + 40):
            mention = self.context.name_at(index)
            if mention is not None:
                holder = holder_of(self.context, index)
                members += [holder] if holder else []
                index = self.syntax.tokens_in(mention.start, mention.end)[-1]
            elif self.syntax.lower(index) not in (",", "e", "ed", *_TAIL, *_DI):
                break
            index += 1
        if members:
            return members[0] if len(members) == 1 else Holder(name="; ".join(member.shown for member in members))
        noun = next((i for i in range(first, min(first + 4, end)) if self.syntax.pos(i) == "NOUN"), None)
        return None if noun is None else holder_of(self.context, noun)

    def _container(self, k: int) -> Holder | None:
        """The noun that a part hangs on by "con": "una famiglia con tre bambini"."""
        first = self.context.spans[k][0]
        if self.syntax.lower(first - 1) not in ("con", "coi") or self.syntax.pos(first - 2) not in ("NOUN", "ADJ"):
            return None
        return holders_of(self.context, first - 2) if self.syntax.pos(first - 2) == "NOUN" else None

    def _figure_phrase(self, k: int, carrier: int) -> Holder:
        """Another figure as subject: "il 30,1% vi è stato tre volte" → il 30,1%."""
        self.carriers[k] = carrier
        span = self.context.spans[carrier]
        first = span[0] - 1 if self.syntax.pos(span[0] - 1) == "DET" else span[0]
        return Holder(name=self.syntax.text(first, span[-1] + 1))

    # ---------- by the words alone
    def _by_words(self, k: int) -> Holder | None:
        """The named whole, the bearer of the whole figure, else the first name of the segment before a verb."""
        belonging = self._belonging(k)
        if belonging is not None or self.context.figures[k].kind not in ("count", "money", "percent"):
            return belonging
        if k in self.wholes:
            return self._of(self.wholes[k])
        first = self.context.spans[k][0]
        start = self.syntax.segment(first)[0]
        verbs = [index for index in range(start, first) if self.syntax.is_verb(index)]
        if not verbs:
            return None
        for index in range(verbs[0] - 1, start - 1, -1):
            mention = self.context.name_at(index)
            if mention is not None and self.syntax.lower(self._before(index)) not in _DI | _IN:
                return holder_of(self.context, index)
        return None

    def _before(self, index: int) -> int:
        """The token before a name and its article."""
        mention = self.context.name_at(index)
        first = self.syntax.tokens_in(mention.start, mention.end)[0] if mention else index
        return first - 2 if self.syntax.lower(first - 1) in _TAIL else first - 1
