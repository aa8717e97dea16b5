"""Grammar of one parsed text: clauses, subjects, noun phrases.

Built once a text; each question looks at a bounded neighbourhood, so that no text costs more than linear time.
Without a parse the same questions are answered from the words alone: weaker, but never wrong about positions.
"""

from transforms.language import words_of as words_of
from transforms.syntax.tokens import MAX_CLAUSE, MAX_CLIMB
from transforms.syntax.verbs import BREAKS, Verbs

_CLAUSE_LABELS = frozenset(
    ("ROOT", "root", "acl", "acl:relcl", "advcl", "ccomp", "csubj", "csubj:pass", "xcomp", "parataxis")
)
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_RELATIVES = frozenset({"che", "quale", "quali", "cui", "chi"})
_PREPOSITIONS = words_of("di da a in con su per tra fra")
_ARTICLES = words_of("il lo la i gli le l' un uno una un' alcuni alcune")
_PARTITIVES = words_of("di del dello della dei degli delle dell' circa oltre")
_OPENERS = words_of("mentre ma che quando poiché perché se dopo dove benché sebbene cui")


class Syntax(Verbs):
    """Clauses, subjects and noun phrases of one Doc."""

    def is_clause_head(self, index: int) -> bool:
        """Whether the token carries a clause of its own: a predicate with its arguments."""
        label = self.label(index)
        if label in _CLAUSE_LABELS:
            return True
        if label != "conj":
            labels = {self.label(child) for child in self.children(index)}
            return "cop" in labels and bool(labels & {"nsubj", "nsubj:pass"})
        if self.pos(index) in ("VERB", "AUX"):
            return True
        return any(self.label(child) in ("nsubj", "nsubj:pass", "cop") for child in self.children(index))

    def clause_head(self, index: int) -> int:
        """The predicate of the smallest clause around `index`, finite or not."""
        if index in self._clause_heads:
            return self._clause_heads[index]
        if not self.parsed:
            found = self._nearest_verb(index)
        else:
            path = self.path(index)
            found = next((step for step in path if self.is_clause_head(step)), path[-1])
        self._clause_heads[index] = found
        return found

    def finite_clauses(self, index: int) -> list[int]:
        """Predicates around `index` from the inside out, up to and with the first finite one."""
        out: list[int] = []
        at = index
        for _ in range(MAX_CLIMB):
            head = self.clause_head(at)
            if out and head == out[-1]:
                break
            out.append(head)
            if self.verb(head).finite or self.head(head) == head or self._is_reduced_relative(head):
                break
            at = self.head(head)
        return out

    def _is_reduced_relative(self, head: int) -> bool:
        """A participle behind its noun ("l'inflazione schizzata al 231%") tells something of its own."""
        return self.label(head) in ("acl", "acl:relcl") and self.is_participle(head)

    def clause_tokens(self, head: int) -> tuple[int, ...]:
        """Tokens of the clause whose predicate is `head` (its subordinate clauses left out), near it, in text order."""
        if head not in self._clauses:
            start, end = self.bounds(head)
            window = range(max(start, head - MAX_CLAUSE), min(end, head + MAX_CLAUSE))
            if self.parsed:
                self._clauses[head] = tuple(i for i in window if self.clause_head(i) == head)
            else:
                first, last = self.segment(head)
                self._clauses[head] = tuple(range(first, last))
        return self._clauses[head]

    def segment(self, index: int) -> tuple[int, int]:
        """The words around `index` up to marks and conjunctions that open a clause: half-open token range."""
        start, end = self.bounds(index)
        first = index
        while first > max(start, index - MAX_CLAUSE) and not self._breaks(first):
            first -= 1
        last = index + 1
        while last < min(end, index + MAX_CLAUSE) and not self._breaks(last):
            last += 1
        if self.lower(first) in BREAKS and first < index:
            first += 1
        return first, last

    def _breaks(self, index: int) -> bool:
        word = self._words[index]
        return word in BREAKS or (word in _OPENERS and self.lower(index - 1) not in _PREPOSITIONS)

    def _nearest_verb(self, index: int) -> int:
        """Without a parse: the last verb before `index` in its segment, else the first after it, else `index`."""
        first, last = self.segment(index)
        for at in range(index, first - 1, -1):
            if self.is_verb(at):
                return at
        for at in range(index + 1, last):
            if self.is_verb(at):
                return at
        return index

    def subject(self, head: int) -> int | None:
        """Who does or undergoes the predicate: the noun, through relative pronouns, coordination and infinite clauses.

        Args:
            head: index of the predicate (`clause_head`).

        Returns:
            Index of the head noun or pronoun; None when it is left out (dropped) or cannot be told.
        """
        at = head
        for _ in range(MAX_CLIMB):
            own = self.own_subject(at)
            if own is None or self._is_far(own, at):
                near = self.shallow_subject(at)
                if near is not None and self.label(near) == "obj" and self.head(near) != at:
                    near = None  # the object of a relative clause in between
                own = near if near is not None and (own is None or near > own) else own
            if own is not None:
                return self._through_relative(own, at)
            label = self.label(at)
            if label in ("acl", "acl:relcl"):
                if label == "acl" or self._opens_with_relative(at):
                    return self.head(at)
                return None
            if label == "conj" or (label in ("advcl", "xcomp") and not self.verb(at).finite):
                at = self.clause_head(self.head(at))
                continue
            return None
        return None

    def _is_far(self, subject: int, verb: int) -> bool:
        """Whether another finite verb stands between a subject and its verb: the parser may have gone astray."""
        first = min(self.verb(verb).tokens)
        between = range(subject + 1, min(first, subject + MAX_CLAUSE))
        return any(self.is_verb(index) and self.is_finite(index) for index in between)

    def shallow_subject(self, verb: int) -> int | None:
        """The nearest noun phrase before a finite verb that no preposition governs, found from tags alone.

        Stops at other finite verbs, conjunctions and marks; "che" behind a noun gives that noun.
        """
        group = self.verb(verb)
        if not self.tagged or not group.finite:
            return None
        at = min(group.tokens) - 1
        stop = max(self.bounds(verb)[0], at - MAX_CLAUSE // 2)
        while at >= stop:
            word, pos = self.lower(at), self.pos(at)
            if word == ")":
                at = self._opening_bracket(at, stop)
            elif word == "che" or (word in _RELATIVES and pos == "PRON"):
                return self.antecedent(at) if self.pos(at - 1) != "ADP" else None
            elif at in self._name_at and pos == "PUNCT":
                pass
            elif self.is_verb(at) and self.is_finite(at):
                return self._before_relative(at, stop)
            elif word in BREAKS or word in _OPENERS:
                return None
            elif pos in ("NOUN", "PROPN") and at not in self._date_at:
                first = self._group_start(at, stop)
                inserted = self.lower(first - 1) == "," and self.lower(at + 1) == ","
                if inserted or (self.is_verb(first - 1) and first - 1 >= stop):
                    at = first  # an insert, or the object of a verb in between
                elif self.pos(first - 1) != "ADP" or first - 1 < stop:
                    return next(i for i in range(first, at + 1) if self.pos(i) in ("NOUN", "PROPN"))
                else:
                    at = first - 1
            at -= 1
        return None

    def _before_relative(self, verb: int, stop: int) -> int | None:
        """The noun before a relative clause that stands in between: "le province che firmarono l'atto furono sette"."""
        for at in range(verb - 1, max(stop, verb - 12) - 1, -1):
            if self.lower(at) == "che":
                return self.antecedent(at)
            if self.lower(at) in BREAKS or self.lower(at) in _OPENERS:
                return None
        return None

    def _opening_bracket(self, closing: int, stop: int) -> int:
        for index in range(closing - 1, stop - 1, -1):
            if self.lower(index) == "(":
                return index
        return stop

    def _group_start(self, noun: int, stop: int) -> int:
        """First token of article, adjectives and nouns that stand together."""
        first = noun
        while first > stop and self.pos(first - 1) in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "X"):
            if self.pos(first) == "DET" and self.pos(first - 1) != "DET":
                break
            first -= 1
        return first

    def antecedent(self, relative: int) -> int | None:
        """The noun right before a relative pronoun; a "di" complement without article hands over to its head."""
        at = relative - 1
        while self.lower(at) in (",", "!") or (self.pos(at) in ("ADJ", "ADP") and at > relative - 6):
            at -= 1
        if at < self.bounds(relative)[0] or self.pos(at) not in ("NOUN", "PROPN") or at in self._date_at:
            return None
        first = self._group_start(at, self.bounds(relative)[0])
        noun = next(i for i in range(first, at + 1) if self.pos(i) in ("NOUN", "PROPN"))
        if self.lower(first - 1) in ("di", "d'") and self.pos(noun) == "NOUN" and self.pos(first - 2) == "NOUN":
            return first - 2
        return noun

    def own_subject(self, head: int) -> int | None:
        """The subject that hangs on this very predicate."""
        found: int | None = None
        for child in self.children(head):
            if self.label(child) not in _SUBJECTS or child in self._date_at or self._has_preposition(child):
                continue
            if child < head or found is None:  # of several the one nearest before the verb
                found = child
        return found

    def _has_preposition(self, index: int) -> bool:
        """A noun with a preposition is no subject; "del pane" may be, "nelle Americhe" never."""
        first = self._group_start(index, max(self.bounds(index)[0], index - 6))
        if self.pos(first - 1) == "ADP" and first - 1 not in self._name_at and self.lower(first - 1) not in _PARTITIVES:
            return first - 1 >= self.bounds(index)[0]
        if self.lower(first - 1) in ("cui", "quali", "quale") and self.pos(first - 2) == "ADP":
            return True  # "tra cui donne e bambini"
        cases = [child for child in self.children(index) if self.label(child) == "case" and child < index]
        return any(self.pos(child) == "ADP" and self.lower(child) not in _PARTITIVES for child in cases)

    def _opens_with_relative(self, head: int) -> bool:
        tokens = self.clause_tokens(head)
        return bool(tokens) and any(self.lower(index) in ("che", "quale", "quali") for index in tokens[:3])

    def _through_relative(self, subject: int, head: int) -> int:
        if self.lower(subject) in _RELATIVES and subject < head:
            near = self.antecedent(subject)
            far = self.head(head)
            outer = self._around_insert(far, subject)
            if outer is not None:
                return outer
            if (
                near is not None
                and far < near
                and any(self.is_finite(i) for i in range(far + 1, near) if self.is_verb(i))
            ):
                return near
            for step in (head, *self.path(head)[1:4]):
                if self.label(step) in ("acl:relcl", "acl"):
                    return self.head(step)
            if self.label(head) != "ROOT":
                return self.head(head)
        return subject

    def _around_insert(self, antecedent: int, relative: int) -> int | None:
        """As in "un'operazione, coordinata da una banca, che": behind an insert the noun before it is meant."""
        participle = self.head(antecedent)
        closed = self.lower(relative - 1) == "," and self.lower(participle - 1) == ","
        if (
            closed
            and participle < antecedent
            and self.label(participle) == "acl"
            and self.head(participle) < participle
        ):
            return self.head(participle)
        return None

    def phrase(self, head: int, *, depth: int = 1) -> tuple[int, int]:
        """The noun with its article, adjectives and up to `depth` "di" complements: half-open token range around it."""
        start, end = self.bounds(head)
        first = last = head
        while first > max(start, head - 6) and self._leads(first - 1):
            first -= 1
            if self.lower(first) in _ARTICLES and self.lower(first - 1) not in ("tutti", "tutte", "tutta", "tutto"):
                break
        while last + 1 < min(end, head + 6) and self._follows(last + 1, head):
            last += 1
        if depth and last + 2 < end and self._links(last + 1):
            noun = self._next_noun(last + 2, min(end, last + 7))
            inside = () if noun is None else range(last + 1, noun + 1)
            if noun is not None and not any(at in self._figure_at or at in self._date_at for at in inside):
                last = self.phrase(noun, depth=depth - 1)[1] - 1
        return first, last + 1

    def _leads(self, index: int) -> bool:
        if index in self._date_at:
            return False
        if self.tagged:
            return self.pos(index) in ("DET", "ADJ", "NUM")
        return self.lower(index) in _ARTICLES

    def _follows(self, index: int, head: int) -> bool:
        if not self.tagged:
            return self.doc[head].text[:1].isupper() and self.doc[index].text[:1].isupper()
        if self.label(index) in ("flat:name", "flat", "flat:foreign", "amod") and self.head(index) == head:
            return True
        return self.pos(index) == "ADJ" or (self.pos(index) == "PROPN" and self.pos(head) == "PROPN")

    def _links(self, index: int) -> bool:
        return self.lower(index) in ("di", "del", "dello", "della", "dei", "degli", "delle", "d'", "dell'")

    def _next_noun(self, first: int, end: int) -> int | None:
        for index in range(first, end):
            if self.pos(index) in ("NOUN", "PROPN") or (not self.tagged and len(self.doc[index]) > 3):
                return index
            if self.pos(index) not in ("DET", "ADJ", "NUM", ""):
                return None
        return None
