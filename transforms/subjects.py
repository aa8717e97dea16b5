"""Whom or what a figure is about: its bearer, the whole it belongs to, or the event that carries it."""

from collections.abc import Mapping, Sequence

from transforms.ages import age_bearer
from transforms.claim_words import classes, words
from transforms.context import Context, Holder
from transforms.holders import holder_of, holders_of
from transforms.syntax import words_of

_DI = words_of("di del dello della dei degli delle d' dell'")
_TAIL = words_of("tutta tutto tutti tutte l' la il lo i gli le")
_EVENT_CASES = words_of("in nel nello nella nei negli nelle nell' dopo durante per con a al alla all' da dal dalla dai dall' dagli "
                        "dalle su sul sullo sulla sui sulle sull' causa seguito")  # fmt: skip
_ADJUNCTS = ("obl", "obl:agent", "nmod", "advcl")
_WHOLE_REACH, _RELATIVE_CLIMB = 9, 4


class Subjects:
    """Finds the subject of each figure of one text.

    Args:
        context: the text.
        anchors: token by which each figure hangs in its clause.
        counted: counted noun of each figure.
        wholes: part → whole by explicit cues; a part inherits the subject of its whole.
    """

    def __init__(
        self, context: Context, anchors: Sequence[int], counted: Sequence[int | None], wholes: Mapping[int, int]
    ) -> None:
        self.context = context
        self.syntax = context.syntax
        self.anchors = anchors
        self.counted = counted
        self.wholes = wholes
        self.found: dict[int, Holder | None] = {}

    def all(self) -> list[Holder | None]:
        """The subject of every figure in order; None where the counted noun itself is all."""
        return [self._of(k) for k in range(len(self.anchors))]

    def _of(self, k: int) -> Holder | None:
        if k in self.found:
            return self.found[k]
        self.found[k] = None  # a ring of parts cannot loop
        whole = self.wholes.get(k)
        kind = self.context.figures[k].kind
        own: Holder | None = None
        if kind == "age":
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
        members = self._voters(k)
        if members is not None:
            return members
        if self._is_predicate(k, anchor):
            return self._of_predicate(k, anchor)
        label = self.syntax.label(anchor)
        head = self.syntax.head(anchor)
        if self._is_nominal(anchor, head):
            return self._belonging(k) or self._of_noun(k, head)
        verb = self.syntax.clause_head(head if head != anchor else anchor)
        if label in ("nsubj", "nsubj:pass"):
            return self._of_own_subject(k, anchor, verb)
        belonging = self._belonging(k)
        bearer = self._verb_subject(k, verb)
        if belonging is not None and not self._is_bearing(verb):
            return belonging
        return bearer or belonging or self._event(verb, k)

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
            return self._whole_of(subject) or self._event(self.syntax.clause_head(anchor), k)
        return self._of_noun(k, subject)

    def _is_nominal(self, anchor: int, head: int) -> bool:
        """Whether the figure hangs on a noun rather than on a verb."""
        if head == anchor or self.syntax.label(anchor) in ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent"):
            return False
        if self.syntax.label(anchor) == "conj":
            return False
        return self.syntax.pos(head) in ("NOUN", "PROPN", "ADJ", "NUM", "SYM")

    def _of_own_subject(self, k: int, anchor: int, verb: int) -> Holder | None:
        """The figure is the subject of its verb: who does it to them, the whole, or the event; else the noun is all."""
        agent = next((child for child in self.syntax.children(verb) if self.syntax.label(child) == "obl:agent"), None)
        if agent is not None:
            return self._noun_holder(agent)
        return self._belonging(k) or self._event(verb, k) or self._relative_origin(k, verb)

    def _relative_origin(self, k: int, verb: int) -> Holder | None:
        """ "dell'aumento degli acconti, dai quali deriveranno 1,1 miliardi": the noun before the relative clause."""
        if self.syntax.label(verb) != "acl:relcl" or self.context.figures[k].kind == "count":
            return None
        return self._noun_holder(self.syntax.head(verb))

    def _verb_subject(self, k: int, verb: int) -> Holder | None:
        subject = self.syntax.subject(verb)
        if subject is None:
            return self._dropped(verb)
        if subject == self.counted[k] or subject in self.context.spans[k]:
            return None
        figure = self.context.figure_at(subject)
        if figure is not None:
            return self._figure_phrase(figure)
        return self._of_noun(k, subject)

    def _of_noun(self, k: int, noun: int) -> Holder | None:
        """The noun that carries the figure; a mere attribute gives way to what has it."""
        word = self.syntax.lower(noun)
        if self.context.name_at(noun) is None and word in classes("counted_words")["container"] | words(
            "attribute_nouns"
        ):
            return self._attribute_holder(k, noun) or self._noun_holder(noun)
        return self._noun_holder(noun)

    def _attribute_holder(self, k: int, noun: int) -> Holder | None:
        """Who or what has the attribute: its "di" complement, the noun or clause on which it hangs."""
        for child in self.syntax.children(noun):
            if child > noun and self.syntax.label(child) == "nmod" and self._case(child) in _DI:
                inside = child in self.context.spans[k] or child == self.counted[k] or child == self.anchors[k]
                if not inside and not self._is_material(noun, child):
                    return self._of_noun(k, child)
        head = self.syntax.head(noun)
        if self.syntax.label(noun) in ("nmod", "appos", "conj", "obl") and self.syntax.pos(head) in ("NOUN", "PROPN"):
            return self._of_noun(k, head)
        verb = self.syntax.clause_head(noun)
        if self.syntax.label(verb) == "acl:relcl":
            return self._noun_holder(self.syntax.head(verb))
        if not self.syntax.label(noun).startswith("nsubj"):
            return self._verb_subject(k, verb) if verb != noun else None
        return self._earlier_topic(verb)

    def _is_material(self, noun: int, child: int) -> bool:
        """ "magnitudo di momento", "distanza di sicurezza": a bare complement says which attribute, not whose."""
        bare = not any(self.syntax.label(c) == "det" for c in self.syntax.children(child))
        return bare and self._case(child) in ("di", "d'") and self.context.name_at(child) is None

    def _earlier_topic(self, verb: int) -> Holder | None:
        """The subject of the clause before, to which the attribute belongs: "Il referendum è fallito: l'affluenza …"."""
        if self.syntax.label(verb) in ("parataxis", "conj", "advcl", "ccomp"):
            earlier = self.syntax.subject(self.syntax.clause_head(self.syntax.head(verb)))
            if earlier is not None:
                return self._noun_holder(earlier)
        return None

    def _dropped(self, verb: int) -> Holder | None:
        """A subject left out: that of the clause around, else of the sentence before."""
        at = verb
        for _ in range(_RELATIVE_CLIMB):
            head = self.syntax.head(at)
            if head == at:
                break
            at = self.syntax.clause_head(head)
            if self.syntax.verb(at).passive and self.syntax.label(verb) != "advcl":
                continue
            subject = self.syntax.own_subject(at)
            if subject is not None:
                return self._noun_holder(subject)
        if self._is_impersonal(verb):
            return None
        number = self.syntax.sentence_of(verb)
        if number == 0:
            return None
        root = self._root(number - 1)
        subject = None if root is None else self.syntax.own_subject(root)
        holder = None if subject is None else holder_of(self.context, subject)
        return holder if holder is not None and holder.entity is not None else None

    def _is_impersonal(self, verb: int) -> bool:
        """ "ci sono", "si tratta": nobody is left out."""
        labels = {self.syntax.label(child) for child in self.syntax.children(verb)}
        clitics = {self.syntax.lower(child) for child in self.syntax.children(verb)}
        return bool(labels & {"expl", "expl:impers", "expl:pass"}) or bool(clitics & {"ci", "c'", "vi", "si"})

    def _root(self, number: int) -> int | None:
        start, end = self.syntax.sentences[number]
        return next((i for i in range(start, min(end, start + 150)) if self.syntax.label(i) == "ROOT"), None)

    # ---------- wholes, events, voters
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
            elif self.syntax.pos(index) in ("NOUN", "ADJ"):
                after_di = False
            else:
                return None
        return None

    def _is_bearing(self, verb: int) -> bool:
        return self.syntax.lemma(verb) in words("bearer_verbs", "lemma")

    def _event(self, verb: int, k: int) -> Holder | None:
        """An event or vehicle in the same clause: "in una serie di attentati", "dopo il passaggio di Nargis"."""
        events = words("event_nouns")
        near = {verb, self.anchors[k], self.counted[k]}
        for index in self.syntax.clause_tokens(verb):
            if self.syntax.lower(index) not in events or self.syntax.label(index) not in _ADJUNCTS:
                continue
            if (
                self.context.figure_at(index) is None
                and self._case(index) in _EVENT_CASES
                and self.syntax.head(index) in near
            ):
                return self._noun_holder(index)
        return None

    def _case(self, index: int) -> str:
        """The preposition of a noun."""
        for child in self.syntax.children(index):
            if self.syntax.label(child) == "case":
                return self.syntax.lower(child)
        return ""

    def _voters(self, k: int) -> Holder | None:
        """ "335 voti da parte di PD, NCD e SC"."""
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
        members: list[str] = []
        index = first
        while index < min(end, first + 40):
            mention = self.context.name_at(index)
            if mention is not None:
                holder = holder_of(self.context, index)
                members.append(holder.shown if holder else "")
                index = self.syntax.tokens_in(mention.start, mention.end)[-1]
            elif self.syntax.lower(index) not in (",", "e", "ed", *_TAIL, *_DI):
                break
            index += 1
        if len(members) == 1:
            return holder_of(self.context, first if self.context.name_at(first) else first + 1)
        if members:
            return Holder(name="; ".join(members))
        noun = next((i for i in range(first, min(first + 4, end)) if self.syntax.pos(i) == "NOUN"), None)
        return None if noun is None else holder_of(self.context, noun)

    def _container(self, k: int) -> Holder | None:
        """The noun that a part hangs on by "con": "una famiglia con tre bambini"."""
        anchor = self.anchors[k]
        head = self.syntax.head(anchor)
        if (
            self.syntax.label(anchor) == "nmod"
            and self._case(anchor) in ("con", "coi")
            and self.syntax.pos(head) == "NOUN"
        ):
            return self._noun_holder(head)
        return None

    def _noun_holder(self, index: int) -> Holder | None:
        return holders_of(self.context, index)

    def _figure_phrase(self, k: int) -> Holder:
        """Another figure as subject: "il 30,1% vi è stato tre volte" → il 30,1%."""
        span = self.context.spans[k]
        first = span[0] - 1 if self.syntax.pos(span[0] - 1) == "DET" else span[0]
        return Holder(name=self.syntax.text(first, span[-1] + 1))

    # ---------- by the words alone
    def _by_words(self, k: int) -> Holder | None:
        """The named whole, else the first name of the segment before a verb that bears."""
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
        for index in range(start, verbs[0]):
            if self.context.name_at(index) is not None and self.syntax.lower(index - 1) not in _DI | _EVENT_CASES:
                return holder_of(self.context, index)
        return None
