"""Grammar of one parsed text: clauses, subjects, noun phrases.

Built once a text; each question looks at a bounded neighbourhood, so that no text costs more than linear time.
Without a parse the same questions are answered from the words alone: weaker, but never wrong about positions.
"""

from bisect import bisect_right
from functools import cache, cached_property

from transforms.language import ARTICLES, OF, PREPOSITIONS, conjugate, words_of
from transforms.reference import read_reference, split_cell
from transforms.syntax.statement import Phrase, Statement
from transforms.syntax.subjects import antecedent, before_verb, front_of_apposition
from transforms.syntax.tokens import MAX_CLAUSE, MAX_CLIMB
from transforms.syntax.verbs import BREAKS, Verbs

_CLAUSE_LABELS = frozenset(
    ("ROOT", "root", "acl", "acl:relcl", "advcl", "ccomp", "csubj", "csubj:pass", "xcomp", "parataxis")
)
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_RELATIVES = frozenset({"che", "quale", "quali", "cui", "chi"})
_PARTITIVES = words_of("di del dello della dei degli delle dell' circa oltre")
#: Adjectives that lead a number: with them ends what the noun before is called.
_MEASURED = words_of(
    "pari equivalente equivalenti alto alta alti alte largo larga larghi larghe lungo lunga lunghi lunghe "
    "profondo profonda profondi profonde distante distanti"
)
_OPENERS = words_of("mentre ma che quando poiché perché se dopo dove benché sebbene cui")


class Syntax(Verbs):
    """Clauses, subjects and noun phrases of one Doc."""

    @cached_property
    def _statements(self) -> dict[int, Statement]:
        return {}

    @cached_property
    def _phrases(self) -> dict[tuple[int, int], tuple[int, int]]:
        return {}

    def is_clause_head(self, index: int) -> bool:
        """Whether the token carries a clause of its own: a predicate with its arguments."""
        known = self._is_clause_head[index]
        if known is None:
            known = self._is_clause_head[index] = self._carries_clause(index)
        return known

    @cached_property
    def _is_clause_head(self) -> list[bool | None]:
        return [None] * len(self)

    def _carries_clause(self, index: int) -> bool:
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
        found = self._clause_heads.get(index)
        if found is None:
            found = self._clause_heads[index] = self._clause_head(index) if self.parsed else self._nearest_verb(index)
        return found

    def _clause_head(self, index: int) -> int:
        for _ in range(MAX_CLIMB - 1):
            head = self._heads[index]
            if head == index or self.is_clause_head(index):
                break
            index = head
        return index

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
        """A participle behind its noun ("l'affitto salito al 40%") tells something of its own."""
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
        found = self._segments.get(index)
        if found is None:
            found = self._segments[index] = self._segment(index)
        return found

    def _segment(self, index: int) -> tuple[int, int]:
        start, end = self.bounds(index)
        behind = bisect_right(self._breaks, index)
        first, last = max(start, index - MAX_CLAUSE), min(end, index + MAX_CLAUSE)
        if behind:
            first = max(first, self._breaks[behind - 1])
        if behind < len(self._breaks):
            last = min(last, self._breaks[behind])
        if self.lower(first) in BREAKS and first < index:
            first += 1
        return first, last

    @cached_property
    def _breaks(self) -> list[int]:
        """The marks and conjunctions that open a clause, in order."""
        return [
            at
            for at, word in enumerate(self._words)
            if word in BREAKS or (word in _OPENERS and self.lower(at - 1) not in PREPOSITIONS)
        ]

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
        statement = self.statement_of(verb)
        return self._noun_of(statement, before_verb(statement, statement.position_of[min(group.tokens)]))

    def _noun_of(self, statement: Statement, phrase: Phrase | None) -> int | None:
        """The first noun of a phrase."""
        if phrase is None:
            return None
        positions = range(phrase.start, phrase.end)
        return next((statement.items[at] for at in positions if statement.pos(at) in ("NOUN", "PROPN")), None)

    def antecedent(self, relative: int) -> int | None:
        """The noun right before a relative pronoun."""
        statement = self.statement_of(relative)
        return self._noun_of(statement, antecedent(statement, statement.position_of[relative]))

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
        statement = self.statement_of(index)
        phrase = statement.phrase_of(statement.position_of.get(index, -1))
        if phrase is None:
            return False
        if statement.word(phrase.start - 1) in _RELATIVES and statement.word(phrase.start - 2) in PREPOSITIONS:
            return True  # "tra cui cani e gatti"
        return phrase.preposition is not None and statement.word(phrase.preposition) not in _PARTITIVES

    def _opens_with_relative(self, head: int) -> bool:
        tokens = self.clause_tokens(head)
        return bool(tokens) and any(self.lower(index) in ("che", "quale", "quali") for index in tokens[:3])

    def _through_relative(self, subject: int, head: int) -> int:
        if self.lower(subject) in _RELATIVES and subject < head:
            near = self.antecedent(subject)
            far = self.head(head)
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

    def statement_of(self, index: int) -> Statement:
        """The sentence that holds token `index` as one statement, nothing in it closed."""
        number = self.sentence_of(index)
        if number not in self._statements:
            items = [at for at in range(*self.sentences[number]) if not self._spaces[at]]
            self._statements[number] = Statement(self, items=items, words=[self.spelled[at] for at in items])
        return self._statements[number]

    def keep(self, statement: Statement) -> None:
        """Take a statement that is a whole sentence, nothing in it closed, for what `statement_of` would make anew."""
        items = statement.items
        number = self.sentence_of(items[0])
        start, end = self.sentences[number]
        if min(items) >= start and items[-1] < end and len(items) == end - start - sum(self._spaces[start:end]):
            self._statements.setdefault(number, statement)

    def let_go(self) -> None:
        """Forget the statements, which know this text: what knows itself stays until somebody looks for garbage."""
        self._statements.clear()
        self.known.clear()

    def governor(self, index: int) -> int | None:
        """The preposition that governs the noun at `index`, over its article, adjectives and title."""
        statement = self.statement_of(index)
        position = statement.position_of.get(index, -1)
        whole = statement.phrase_of(position)
        if whole is None:
            return None
        inside = range(position - 1, whole.start - 1, -1)
        at = next((at for at in inside if statement.word(at) in OF), whole.preposition)
        return None if at is None else statement.items[at]

    def phrase(self, head: int, *, depth: int = 1) -> tuple[int, int]:
        """The noun with its article, adjectives and up to `depth` "di" complements: half-open token range around it."""
        key = head, depth
        if key not in self._phrases:
            self._phrases[key] = self._phrase(head, depth)
        return self._phrases[key]

    def _phrase(self, head: int, depth: int) -> tuple[int, int]:
        statement = self.statement_of(head)
        position = statement.position_of.get(head, -1)
        whole = statement.phrase_of(position)
        if whole is None:
            return head, head + 1
        first, last = position, position + 1
        while first > whole.start and statement.word(first - 1) not in OF:
            first -= 1
        for at in range(last, whole.end):
            depth -= statement.word(at) in OF
            if depth < 0 or statement.pos(at) == "VERB" or self.figure_at(statement.items[at]) is not None:
                break
            leads = statement.word(at) in _MEASURED or statement.word(at) in _changing()
            if leads and self._leads_figure(statement.items[at]):
                break
            if statement.word(at) not in OF and statement.word(at) not in ARTICLES:
                last = at + 1
        return statement.items[first], statement.items[last - 1] + 1

    def _leads_figure(self, index: int) -> bool:
        """Whether a figure stands right behind a token or its preposition: "pari a 12 mila", "alte 4 metri"."""
        behind = index + 1 + (self.pos(index + 1) == "ADP" and self.figure_at(index + 1) is None)
        return self.figure_at(behind) is not None


@cache
def _changing() -> frozenset[str]:
    """Third persons of verbs of change, which a parse may take for adjectives: "la produzione cala del 4%"."""
    rows = read_reference("it/figures/change_words", required=("words",))
    verbs = ((word, row["irregular"]) for row in rows for word in split_cell(row["words"]))
    forms = (conjugate(*verb) for verb in verbs if verb[0].endswith(("are", "ere", "ire", "rre")))
    return frozenset(form for known in forms for form, told in known.items() if told.tense == "present")


def subject_by_parse(statement: Statement, verb: int) -> Phrase | None:
    """The subject of the verb at a position, or of the verb that governs it, as the parser sees it."""
    syntax, item = statement.syntax, statement.items[verb]
    if not isinstance(syntax, Syntax) or not syntax.parsed or item < 0:
        return None
    subject = syntax.subject(syntax.clause_head(item))
    phrase = None if subject is None else statement.phrase_of(statement.position_of.get(subject, -1))
    return None if phrase is None else front_of_apposition(statement, phrase)
