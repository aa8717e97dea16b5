"""What the scorer looks at in a fact and a candidate together: where one stands to the other.

`Around` holds what is asked of a fact for each of its candidates, `candidates.Traits` what is asked of a candidate for
each fact.
"""

from transforms.relations.candidates import Candidate, Holders, Traits, near
from transforms.relations.features import bin_of
from transforms.relations.looks import Look, shared
from transforms.relations.saying import told_by
from transforms.relations.scene import Scene
from transforms.relations.words import meaning

#: Classes of nouns that tell something of somebody who is named elsewhere.
_ATTRIBUTES = ("accounts", "attribute")


class Around:
    """A figure as a fact, with what is the same for all of its candidates.

    Attributes:
        first, last: its outer tokens.
        line: number of its line.
        verb, noun: families of meaning of the verb of its clause and of the counted noun, `none` without one.
        above: heads of its anchor, five at most.
        subjects: how deep a clause around it lies, the clause, and its subject.
        has_subject: whether its own clause has a subject.
        clause: its predicate.
        edge: the last token of the number and its noun.
        bracket: the bracket that it stands in.
        told_of: whether it tells an entry of somebody's accounts or another attribute; "" of neither.
    """

    def __init__(self, holders: Holders, k: int) -> None:
        scene = self.scene = holders.scene
        fact = scene.fact(k)
        self.holders, self.fact, self.kind, self.counted = holders, fact, fact.kind, fact.noun_class
        syntax, anchor = scene.syntax, fact.anchor
        self.first, self.last = fact.span[0], fact.span[-1]
        self.line = scene.paragraph(self.first)
        self.verb = meaning(syntax.lemma(syntax.clause_head(anchor)))[0]
        self.noun = "none" if fact.noun is None else meaning(syntax.lemma(fact.noun))[0]
        self.label, self.head, self.above = syntax.label(anchor), syntax.head(anchor), scene.rise(anchor)[1:6]
        clauses = scene.clauses(anchor)
        subjects = ((depth, clause, scene.subject(clause)) for depth, clause in enumerate(clauses[:3]))
        self.subjects = [(depth, clause, subject) for depth, clause, subject in subjects if subject is not None]
        self.has_subject = scene.subject(syntax.clause_head(anchor)) is not None
        self.clause = clauses[0]
        self.told_of = self._told_of()
        self.edge = self.last if fact.noun is None else max(fact.noun, self.last)
        self.bracket = scene.context.bracket_of(self.first)
        #: Names of those whose words hold the figure or stand beside it → how.
        self.told = told_by(scene, k)
        #: Who may be the answer.
        self.near = near(holders, fact)
        #: Candidate → how it stands to the fact, and the same with what nouns and verbs mean.
        self.known: dict[Candidate, tuple[list[Look], list[Look]]] = {}

    def _told_of(self) -> str:
        """What the noun above it is, else the subject around it: "ricavi per 9 milioni", "l'utile sale a 9 milioni"."""
        scene = self.holders.scene
        nouns = (*self.above[:3], *(subject for *_, subject in self.subjects[:1]))
        found = map(scene.noun_class, nouns)
        return next((one for one in found if one in _ATTRIBUTES), "")


def around_of(holders: Holders, k: int) -> Around:
    """Figure `k` with what is around it; kept for the next question that is put to it."""
    last = holders.last_around
    if not isinstance(last, Around) or last.holders is not holders or last.fact is not holders.scene.fact(k):
        last = holders.last_around = Around(holders, k)
    return last


def pair_features(around: Around, candidate: Candidate, *, meant: bool = True) -> list[Look]:
    """How a fact and a candidate stand to each other; `meant`: also what their nouns and verbs mean."""
    found = around.known.get(candidate)
    if found is None:
        traits = around.holders.traits(candidate)
        gap = around.fact.sentence - candidate.sentence
        standing, meaning_ = _kinds(around, candidate, traits, gap)
        if gap:
            same_line, own = around.line == traits.line, around.has_subject
            standing.append(_elsewhere(min(gap, 5), candidate.sort, around.kind, same_line, traits.is_subject, own))
        else:
            standing += _here(around, candidate, traits)
            first, last = candidate.first, candidate.last
            clauses = [(depth, clause) for depth, clause, subject in around.subjects if first <= subject < last]
            if clauses:
                standing += _subject_of_clauses(around, candidate, clauses)
                meaning_ += _subject_means(around, clauses)
        found = around.known[candidate] = standing, standing + meaning_
    return found[meant]


# ---------- wherever the candidate stands
def _kinds(around: Around, candidate: Candidate, traits: Traits, gap: int) -> tuple[list[Look], list[Look]]:
    """What the candidate is, with the kind of the figure and the class of what it counts; and what both mean."""
    kind, sort, gap = around.kind, candidate.sort, min(gap, 2)
    if not traits.is_noun:
        own: list[Look] = [_entity(sort, kind, around.counted, traits.rank, gap)]
        if around.told_of:
            own.append(_attribute_of(around.told_of, sort, traits.rank, gap))
        return own, [f"{sort}|cmf={around.noun}", f"{sort}|vmf={around.verb}"]
    family = f"mf={traits.family}"
    return [], [
        _noun(traits.noun_class, kind, traits.family, traits.meant),
        f"lem={traits.lemma}|k={kind}",
        f"nc={traits.noun_class}|cc={around.counted}|gap={gap}",
        f"{family}|gap={gap}",
        f"{family}|cmf={around.noun}",
        f"{family}|vmf={around.verb}",
    ]


@shared
def _entity(sort: str, kind: str, counted: str, rank: int, gap: int) -> list[str]:
    return [f"{sort}|k={kind}", f"{sort}|cc={counted}", f"rank={rank}|gap={gap}"]


@shared
def _attribute_of(told_of: str, sort: str, rank: int, gap: int) -> list[str]:
    """What is told is an attribute, and so somebody else's."""
    return [f"of={told_of}|{sort}|gap={gap}", f"of={told_of}|rank={rank}", f"of={told_of}|{sort}"]


@shared
def _noun(noun_class: str, kind: str, family: str, own: str) -> list[str]:
    return [f"nc={noun_class}|k={kind}", f"mf={family}|k={kind}", f"mc={own}|k={kind}"]


# ---------- in another sentence
@shared
def _elsewhere(gap: int, sort: str, kind: str, same_line: bool, is_subject: bool, has_subject: bool) -> list[str]:
    """How many sentences before the fact, whether a subject there, whether the clause of the fact has its own."""
    told = [f"gap={gap}|{sort}", f"gap={gap}|k={kind}"]
    gap = min(gap, 2)
    told += f"prevsubj={is_subject}|gap={gap}|{sort}", f"prevsubj={is_subject}|gap={gap}|own={has_subject}"
    return [*told, f"samepar|gap={gap}"] if same_line else told


# ---------- in the same sentence
def _here(around: Around, candidate: Candidate, traits: Traits) -> list[Look]:
    """Where in the sentence of the fact the candidate stands."""
    fact, kind, sort, head = around.fact, around.kind, candidate.sort, candidate.head
    is_left = head < around.first
    side = "L" if is_left else "R"
    first, last = (head, around.first) if is_left else (around.last, head)
    path = f"path={around.scene.path(fact.anchor, head)}"
    told: list[Look] = [
        _sort_here(sort, kind, around.line == traits.line),
        _distance(side, bin_of(abs(last - first)), kind, sort),
        *_between(around.scene, side, first, last),
        path,
        f"{path}|k={kind}",
    ]
    if traits.clause == around.clause:
        told.append(_same_clause(side, sort, traits.label, kind))
    if head == around.head:
        told.append(_head_of(kind, sort))
    if head in around.above:
        told.append(f"above|k={kind}")
    told += _right_before(around, candidate) if is_left else _right_behind(around, candidate)
    if around.bracket is not None or traits.bracket is not None:
        told += _bracket(around, candidate, traits, side)
    told.append(_nearer(min(around.holders.between(candidate, first, last), 3), side, sort, kind))
    return told


@shared
def _sort_here(sort: str, kind: str, same_line: bool) -> list[str]:
    told = [f"gap=0|{sort}", f"gap=0|k={kind}"]
    return [*told, "samepar|gap=0"] if same_line else told


@shared
def _distance(side: str, far: str, kind: str, sort: str) -> list[str]:
    """On which side the candidate stands and how many tokens away."""
    return [f"d={side}{far}", f"d={side}{far}|k={kind}", f"d={side}{far}|{sort}", f"side={side}|k={kind}|{sort}"]


def _between(scene: Scene, side: str, first: int, last: int) -> tuple[Look, Look]:
    """Marks, conjunctions, verbs and figures between the two."""
    start, end = first + 1, min(last, first + 60)
    verbs = min(scene.verbs_between(start, min(last, first + 40)), 3)
    return _marks(side, *scene.parting_between(start, end)), _verbs_and_figures(
        side, verbs, min(scene.figures_between(start, end), 3)
    )


@shared
def _marks(side: str, *marks: str) -> list[str]:
    return [f"btw={mark}|{side}" for mark in marks]


@shared
def _verbs_and_figures(side: str, verbs: int, figures: int) -> list[str]:
    return [f"btwverbs={verbs}|{side}", f"btwfigs={figures}|{side}"]


def _subject_of_clauses(around: Around, candidate: Candidate, clauses: list[tuple[int, int]]) -> list[Look]:
    """The candidate is the subject of the fact's clause, or of one of the two around it."""
    syntax = around.scene.syntax
    told: list[Look] = [f"subjof|cc={around.counted}"]
    for depth, clause in clauses:
        passive = "p" if syntax.verb(clause).passive else "a"
        told.append(_subject_of(depth, passive, around.kind, around.label, candidate.sort))
        told.append(f"subjof={depth}|v={syntax.lemma(clause)}")
    return told


@shared
def _subject_of(depth: int, passive: str, kind: str, label: str, sort: str) -> list[str]:
    clause = f"subjof={depth}{passive}"
    return [clause, f"{clause}|k={kind}", f"subjof={depth}|lab={label}|k={kind}", f"{clause}|{sort}"]


def _subject_means(around: Around, clauses: list[tuple[int, int]]) -> list[Look]:
    """What the verbs mean whose subject the candidate is."""
    told: list[Look] = []
    for depth, clause in clauses:
        family, own = meaning(around.scene.syntax.lemma(clause))
        told += f"subjof={depth}|vmf={family}", f"subjof={depth}|vmc={own}"
    return told


@shared
def _same_clause(side: str, sort: str, label: str, kind: str) -> list[str]:
    """The two stand in one clause."""
    return [f"sameclause|{side}|{sort}", f"sameclause|lab={label}|k={kind}"]


@shared
def _head_of(kind: str, sort: str) -> list[str]:
    """The fact hangs on the candidate."""
    return ["headof", f"headof|k={kind}", f"headof|{sort}"]


def _right_behind(around: Around, candidate: Candidate) -> list[Look]:
    """Whether the candidate follows the number and its noun with a linking word at most: "12 deputati del partito"."""
    if not 1 <= candidate.first - around.edge <= 3:
        return []
    link = around.scene.syntax.lower(around.edge + 1)
    kind, sort = around.kind, candidate.sort
    return [f"next={link}|k={kind}", f"next|{sort}|k={kind}", f"next={link}|cc={around.counted}|{sort}"]


def _right_before(around: Around, candidate: Candidate) -> list[Look]:
    """Which words, three at most, stand between a candidate and the number behind it: "il partito al 12%"."""
    if around.first - candidate.last > 3:
        return []
    previous = f"prev={' '.join(around.scene.syntax.words(candidate.last, around.first))}"
    return [previous, f"{previous}|k={around.kind}", f"{previous}|{candidate.sort}"]


def _bracket(around: Around, candidate: Candidate, traits: Traits, side: str) -> list[Look]:
    """Whether the fact stands in brackets, right behind the candidate ("Rossi (20 punti)"), or the candidate does."""
    opened = around.bracket
    if opened is None:
        return [] if traits.bracket is None else ["candbracket"]
    inside: Look = f"bracketed={traits.bracket == opened}|{side}"
    if candidate.last != opened:
        return [inside]
    before = "rightbeforebracket"
    return [before, f"{before}|k={around.kind}", f"{before}|{candidate.sort}", inside]


@shared
def _nearer(nearer: int, side: str, sort: str, kind: str) -> list[str]:
    """How many other candidates of its sort, noun or entity, stand between the two."""
    return [f"nearer={nearer}|{side}|{sort}", f"nearer={nearer}|{side}|k={kind}"]
