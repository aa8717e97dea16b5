"""Grammar of one parsed text: clauses, subjects, tense and mood, noun phrases.

Built once a text; each question looks at a bounded neighbourhood, so that no text costs more than linear time.
Labels are those of Universal Dependencies over surface tokens ("della" is one ADP). Without a parse the same
questions are answered from the words alone: weaker, but never wrong about positions.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from spacy.tokens import Doc, Token

Mood = Literal["indicative", "conditional", "subjunctive", "imperative", "none"]
Tense = Literal["past", "present", "future", "none"]

#: How far a climb, a walk through children or a scan of a clause may go.
MAX_CLIMB, MAX_CHILDREN, MAX_CLAUSE = 24, 48, 60


def words_of(text: str) -> frozenset[str]:
    """A closed list of words, written with blanks between them."""
    return frozenset(text.split())


_CLAUSE_LABELS = frozenset(
    ("ROOT", "root", "acl", "acl:relcl", "advcl", "ccomp", "csubj", "csubj:pass", "xcomp", "parataxis")
)
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_RELATIVES = frozenset({"che", "quale", "quali", "cui", "chi"})
_CONDITIONAL = re.compile(r"\w(?:rebbe|rebbero)$", re.IGNORECASE)
_FUTURE = re.compile(r"\w(?:rà|ra'|ra’|ranno)$", re.IGNORECASE)
_PAST = re.compile(
    r"\w(?:[aei]v(?:a|ano|o|amo)|(?:a|e|i)rono|ettero|ò)$|^(?:era|erano|fu|furono|ebbe|ebbero)$", re.IGNORECASE
)
_SUBJUNCTIVE_PAST = re.compile(r"\w(?:[aei]ss(?:e|ero|i|imo))$|^foss(?:e|ero|i)$", re.IGNORECASE)
_NOT_FUTURE = frozenset({"tiranno", "ranno"})
_PARTICIPLE = re.compile(r"\w{2}(?:at|it|ut|st|tt|rt|nt|lt|os|es|us|rs)[oaie]$", re.IGNORECASE)
_GERUND = re.compile(r"\w{2}(?:ando|endo)(?:si|ne|lo|la|li|le|ci|vi|gli)?$", re.IGNORECASE)
_AUXILIARIES = words_of("""
    ha hanno ho abbiamo avete hai aveva avevano ebbe ebbero abbia abbiano avesse avessero avrebbe avrebbero avrà avranno
    è sono siamo sei era erano fu furono sia siano fosse fossero sarebbe sarebbero sarà saranno viene vengono veniva
    venivano venne vennero verrà verranno verrebbe verrebbero venga vengano stato stata stati state può possono poteva
    potevano potrà potranno potrebbe potrebbero possa possano deve devono doveva dovevano dovrà dovranno dovrebbe
    dovrebbero debba debbano vuole vogliono va vanno andrebbe andrebbero
""")
_NEGATIONS = frozenset({"non", "né", "mai", "nessuno", "nessuna", "neppure", "neanche", "nemmeno"})
_PREPOSITIONS = words_of("di da a in con su per tra fra")
_ARTICLES = words_of("il lo la i gli le l' un uno una un' alcuni alcune")
_PARTITIVES = words_of("di del dello della dei degli delle dell' circa oltre")
_ARTICLED = words_of("il la i le al alla dal dalla nel nella del della")
_HAVE = words_of(
    "ha hanno ho abbiamo avete aveva avevano avrebbe avrebbero avrà avranno abbia abbiano avesse avessero aver"
)
_ELIDED = words_of("l' un'")
_BREAKS = frozenset({";", ":", "«", "»", "“", "”", '"', "(", ")", "–", "—", "?", "!", "."})
_OPENERS = words_of("mentre ma che quando poiché perché se dopo dove benché sebbene cui")


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries: token indices in text order, mood and tense of the finite one."""

    tokens: tuple[int, ...]
    finite: bool
    mood: Mood
    tense: Tense
    negated: bool
    passive: bool
    compound: bool


class Syntax:
    """Positions and grammar of one Doc.

    Args:
        doc: a spaCy Doc with sentence bounds; tags and parse are used where present.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.source: str = doc.text  # spaCy builds it anew at each call
        self.tagged = doc.has_annotation("TAG") or doc.has_annotation("POS")
        self.parsed = doc.has_annotation("DEP")
        self._starts = [token.idx for token in doc]
        self.sentences: list[tuple[int, int]] = [(sent.start, sent.end) for sent in doc.sents] if len(doc) else []
        self._sentence_starts = [start for start, _ in self.sentences]
        self._heads = [token.head.i for token in doc] if self.parsed else []
        self._labels = [token.dep_ for token in doc] if self.parsed else []
        self._pos: dict[int, str] = {}
        self._repair()
        #: Tokens that are never a subject (dates): whoever knows them adds them.
        self.ignored: set[int] = set()
        #: Tokens of figures: never verbs, whatever the tagger says.
        self.numbers: set[int] = set()
        #: Tokens of names: marks inside them ("Yahoo!") break nothing.
        self.named: set[int] = set()
        self._clause_heads: dict[int, int] = {}
        self._clauses: dict[int, tuple[int, ...]] = {}

    @cached_property
    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self._heads]
        for index, head in enumerate(self._heads):
            if head != index:
                children[head].append(index)
        return children

    def _repair(self) -> None:
        """Two slips of parsers: line ends as roots, and an elided article ("l’") as head of its own noun."""
        for index, head in enumerate(self._heads):
            if head != index and self.doc[head].is_space and not self.doc[index].is_space:
                self._heads[index], self._labels[index] = index, "ROOT"
        adopted: dict[int, int] = {}
        for index in range(len(self._heads) - 1):
            is_article = self.lower(index) in _ELIDED and self._labels[index] != "det"
            if is_article and self._heads[index + 1] == index:
                head = self._heads[index]
                self._heads[index + 1] = index + 1 if head == index else head
                self._labels[index + 1] = self._labels[index]
                self._heads[index], self._labels[index] = index + 1, "det"
                adopted[index] = index + 1
        for index, head in enumerate(self._heads):
            if head in adopted and index != adopted[head]:
                self._heads[index] = adopted[head]

        for index in range(1, len(self._heads)):
            if self.lower(index) == "subito" and self.lower(index - 1) in _HAVE and self._heads[index] > index:
                self._promote(index)

    def _promote(self, index: int) -> None:
        """The adverb that is a participle ("avrebbe subito perdite") takes the place of the word it was hung on."""
        wrong = self._heads[index]
        self._pos[index] = "VERB"
        self._heads[index] = index if self._heads[wrong] == wrong else self._heads[wrong]
        self._labels[index] = self._labels[wrong]
        self._heads[wrong], self._labels[wrong] = index, "obj"
        for at in range(max(index - MAX_CLAUSE, 0), index):
            if self._heads[at] == wrong:
                self._heads[at] = index

    # ---------- positions
    def token_at(self, offset: int) -> int:
        """Index of the token that covers code point `offset`, else of the last one that starts before it."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def tokens_in(self, start: int, end: int) -> range:
        """Indices of the tokens that overlap the code points ``[start, end)``."""
        first = self.token_at(start)
        last = bisect_right(self._starts, max(end - 1, start))
        return range(first, max(last, first + 1) if len(self.doc) else first)

    def sentence_of(self, index: int) -> int:
        """Number of the sentence that holds token `index`."""
        return max(bisect_right(self._sentence_starts, index) - 1, 0)

    def sentence_at(self, offset: int) -> int:
        """Number of the sentence that holds code point `offset`."""
        return self.sentence_of(self.token_at(offset))

    def bounds(self, index: int) -> tuple[int, int]:
        """Half-open token range of the sentence that holds token `index`."""
        return self.sentences[self.sentence_of(index)]

    def retag_name(self, index: int) -> None:
        """A capitalised word of a name is a proper noun, whatever the tagger took it for ("April" as a preposition)."""
        if self.tagged and self.doc[index].text[:1].isupper() and self.pos(index) not in ("NOUN", "PROPN"):
            self._pos[index] = "PROPN"

    def lower(self, index: int) -> str:
        """The word at `index` in lower case, typographic apostrophes made straight; empty outside the text."""
        if not 0 <= index < len(self.doc):
            return ""
        return self.doc[index].lower_.replace("’", "'")

    def lemma(self, index: int) -> str:
        """The lemma in lower case; the word itself where there is none."""
        token = self.doc[index]
        return (token.lemma_ or token.text).lower()

    def pos(self, index: int) -> str:
        """Universal part of speech; empty without tags or outside the text."""
        if index in self._pos:
            return self._pos[index]
        return self.doc[index].pos_ if 0 <= index < len(self.doc) else ""

    def label(self, index: int) -> str:
        """Relation to the head; empty without a parse."""
        return self._labels[index] if self.parsed else ""

    def head(self, index: int) -> int:
        """Index of the head; the token itself for a root or without a parse."""
        return self._heads[index] if self.parsed else index

    def children(self, index: int) -> list[int]:
        """The dependents nearest to `index`, in text order; empty without a parse."""
        if not self.parsed:
            return []
        children = self._children[index]
        if len(children) <= MAX_CHILDREN:
            return children
        at = bisect_right(children, index)
        return children[max(at - MAX_CHILDREN // 2, 0) : at + MAX_CHILDREN // 2]

    def span_root(self, tokens: range) -> int:
        """The token of a span whose head lies outside it; the last one without a parse."""
        if self.parsed:
            for index in tokens:
                if self._heads[index] not in tokens or self._heads[index] == index:
                    return index
        return tokens[-1]

    def path(self, index: int) -> list[int]:
        """`index` and its heads up to the root, at most `MAX_CLIMB` of them."""
        out = [index]
        while self.parsed and self._heads[out[-1]] != out[-1] and len(out) < MAX_CLIMB:
            out.append(self._heads[out[-1]])
        return out

    # ---------- clauses
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
        if self.lower(first) in _BREAKS and first < index:
            first += 1
        return first, last

    def _breaks(self, index: int) -> bool:
        word = self.lower(index)
        return word in _BREAKS or (word in _OPENERS and self.lower(index - 1) not in _PREPOSITIONS)

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

    def is_verb(self, index: int) -> bool:
        """Whether the word is a verb form: by its tag, else by closed lists and endings."""
        if index in self.numbers:
            return False
        if self.tagged:
            return self.pos(index) in ("VERB", "AUX")
        word = self.lower(index)
        if word in _AUXILIARIES or _CONDITIONAL.search(word) or (_FUTURE.search(word) and word not in _NOT_FUTURE):
            return True
        return bool(_PARTICIPLE.search(word) and self.lower(index - 1) in _AUXILIARIES)

    # ---------- verbs
    def verb(self, head: int) -> VerbGroup:
        """A predicate with its auxiliaries and copula; without a parse with the auxiliaries right before it."""
        group = [head]
        if self.parsed:
            group += [child for child in self.children(head) if self.label(child) in ("aux", "aux:pass", "cop")]
        else:
            at = head - 1
            while at >= max(self.bounds(head)[0], head - 4) and self.lower(at) in _AUXILIARIES:
                group.append(at)
                at -= 1
        group.sort()
        finite = next((index for index in group if self._is_finite(index)), None)
        mood, tense = self._mood_and_tense(finite)
        participle = any(self.is_participle(index) for index in group if index != finite)
        return VerbGroup(
            tokens=tuple(group),
            finite=finite is not None,
            mood=mood,
            tense="past" if participle and tense == "present" and self._is_auxiliary(finite) else tense,
            negated=self._is_negated(head, group),
            passive=any(self.label(index) == "aux:pass" for index in group),
            compound=self._is_auxiliary(finite) and (participle or self._precedes_participle(finite)),
        )

    def _is_auxiliary(self, index: int | None) -> bool:
        return index is not None and self.lower(index) in _AUXILIARIES

    def _precedes_participle(self, index: int | None) -> bool:
        """An auxiliary that the parser took for the verb: "sarebbero morte quindici persone"."""
        return index is not None and self.pos(index + 1) in ("VERB", "AUX") and self.is_participle(index + 1)

    def is_participle(self, index: int) -> bool:
        """Whether the word is a past participle, by its features, else by its ending."""
        forms = self.doc[index].morph.get("VerbForm", [])
        return "Part" in forms if forms else bool(_PARTICIPLE.search(self.lower(index)))

    def _is_finite(self, index: int) -> bool:
        word = self.lower(index)
        if index in self.numbers:
            return False
        if _CONDITIONAL.search(word):
            return True
        forms = self.doc[index].morph.get("VerbForm", [])
        if forms:
            return "Fin" in forms
        if self.tagged and self.pos(index) not in ("VERB", "AUX"):
            return False
        if word in _AUXILIARIES:
            return not word.startswith("stat")
        return bool(_FUTURE.search(word)) and word not in _NOT_FUTURE

    def _mood_and_tense(self, index: int | None) -> tuple[Mood, Tense]:
        if index is None:
            return "none", "none"
        word, morph = self.lower(index), self.doc[index].morph
        if _CONDITIONAL.search(word):
            return "conditional", "present"
        tense = "".join(morph.get("Tense", []))
        if (_FUTURE.search(word) and word not in _NOT_FUTURE) or tense == "Fut":
            return "indicative", "future"
        if _SUBJUNCTIVE_PAST.search(word):
            return "subjunctive", "past"
        if _PAST.search(word) and self.pos(index) in ("VERB", "AUX"):
            return "indicative", "past"
        moods: dict[str, Mood] = {"Cnd": "conditional", "Sub": "subjunctive", "Imp": "imperative"}
        times: dict[str, Tense] = {"Past": "past", "Imp": "past", "Pres": "present"}
        return moods.get("".join(morph.get("Mood", [])), "indicative"), times.get(tense, "present")

    def _is_negated(self, head: int, group: list[int]) -> bool:
        first = min(group)
        start = self.bounds(head)[0]
        for at in range(first - 1, max(start, first - 5) - 1, -1):
            if self.lower(at) == "non":
                return True
            if self.pos(at) not in ("PRON", "ADV", "AUX", "") or self.lower(at) in _BREAKS:
                break
        return any(self.lower(child) in _NEGATIONS and child < head for child in self.children(head))

    def is_gerund(self, index: int) -> bool:
        """Whether the word is a gerund ("ribadendo")."""
        forms = self.doc[index].morph.get("VerbForm", [])
        return "Ger" in forms if forms else bool(_GERUND.search(self.lower(index)))

    def is_infinitive(self, index: int) -> bool:
        """Whether the word is an infinitive."""
        return "Inf" in self.doc[index].morph.get("VerbForm", [])

    # ---------- subjects
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
        return any(self.is_verb(index) and self._is_finite(index) for index in between)

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
                return self.antecedent(at) if self.lower(at - 1) not in _ARTICLED else None
            elif at in self.named and pos == "PUNCT":
                pass
            elif word in _BREAKS or word in _OPENERS or (self.is_verb(at) and self._is_finite(at)):
                return None
            elif pos in ("NOUN", "PROPN") and at not in self.ignored:
                first = self._group_start(at, stop)
                if self.pos(first - 1) != "ADP" or first - 1 < stop:
                    return next(i for i in range(first, at + 1) if self.pos(i) in ("NOUN", "PROPN"))
                at = first - 1
            at -= 1
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
        if at < self.bounds(relative)[0] or self.pos(at) not in ("NOUN", "PROPN") or at in self.ignored:
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
            if self.label(child) not in _SUBJECTS or child in self.ignored or self._has_preposition(child):
                continue
            if child < head or found is None:  # of several the one nearest before the verb
                found = child
        return found

    def _has_preposition(self, index: int) -> bool:
        """A noun with a preposition is no subject; "del pane" may be, "nelle Americhe" never."""
        first = self._group_start(index, max(self.bounds(index)[0], index - 6))
        if self.pos(first - 1) == "ADP" and first - 1 not in self.named and self.lower(first - 1) not in _PARTITIVES:
            return first - 1 >= self.bounds(index)[0]
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
                and any(self._is_finite(i) for i in range(far + 1, near) if self.is_verb(i))
            ):
                return near
            for step in (head, *self.path(head)[1:4]):
                if self.label(step) in ("acl:relcl", "acl"):
                    return self.head(step)
            if self.label(head) != "ROOT":
                return self.head(head)
        return subject

    def _around_insert(self, antecedent: int, relative: int) -> int | None:
        """As in "un'operazione, coordinata da una banca, che": behind an insert in commas the noun before it is meant."""
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

    # ---------- noun phrases
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
            if noun is not None and not any(at in self.numbers or at in self.ignored for at in inside):
                last = self.phrase(noun, depth=depth - 1)[1] - 1
        return first, last + 1

    def _leads(self, index: int) -> bool:
        if index in self.ignored:
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

    def text(self, first: int, end: int) -> str:
        """The characters of the tokens ``[first, end)`` as they stand in the text."""
        if first >= end:
            return ""
        last: Token = self.doc[end - 1]
        return self.source[self.doc[first].idx : last.idx + len(last)]
