"""What the scorer looks at in a fact and a candidate together: where one stands to the other."""

from transforms.relations.candidates import Candidate, Holders
from transforms.relations.features import bin_of, path_between
from transforms.relations.scene import Fact, Scene
from transforms.relations.words import meaning

#: Words and marks that part a fact from a candidate.
_PARTING = (";", ":", "(", ")", ",", "mentre", "che", "e", "ma")


def pair_features(holders: Holders, fact: Fact, candidate: Candidate) -> tuple[str, ...]:
    """How a fact and a candidate stand to each other."""
    known = holders.pairs_of(fact)
    if candidate not in known:
        scene = holders.scene
        looks = [*_sentences_apart(fact, candidate), *_kinds(scene, fact, candidate)]
        if scene.paragraph(fact.span[0]) == scene.paragraph(candidate.head):
            looks.append(f"samepar|gap={min(fact.sentence - candidate.sentence, 2)}")
        if fact.sentence != candidate.sentence:
            looks += _subject_elsewhere(scene, fact, candidate)
        else:
            for look in (
                _distance, _between, _path, _subject_of_clause, _same_clause, _above_and_under, _right_behind,
                _right_before, _bracket,
            ):  # fmt: skip
                looks += look(scene, fact, candidate)
            looks += _nearer(holders, fact, candidate)
        known[candidate] = tuple(looks)
    return known[candidate]


def _side(fact: Fact, candidate: Candidate) -> str:
    """`L` of a candidate before the fact, `R` of one behind it."""
    return "L" if candidate.head < fact.span[0] else "R"


def _gap_in(fact: Fact, candidate: Candidate) -> tuple[int, int]:
    """The two tokens, of fact and candidate, between which the words lie that part them."""
    if candidate.head < fact.span[0]:
        return candidate.head, fact.span[0]
    return fact.span[-1], candidate.head


# ---------- wherever the candidate stands
def _sentences_apart(fact: Fact, candidate: Candidate) -> list[str]:
    """How many sentences the candidate stands before the fact."""
    gap = min(fact.sentence - candidate.sentence, 5)
    return [f"gap={gap}|{candidate.sort}", f"gap={gap}|k={fact.kind}"]


def _kinds(scene: Scene, fact: Fact, candidate: Candidate) -> list[str]:
    """What the candidate is, with the kind of the figure and the class of what it counts."""
    kind, sort, counted = fact.kind, candidate.sort, fact.noun_class
    gap = min(fact.sentence - candidate.sentence, 2)
    verb = f"vmf={meaning(scene.syntax.lemma(scene.syntax.clause_head(fact.anchor)))[0]}"
    noun = f"cmf={'none' if fact.noun is None else meaning(scene.syntax.lemma(fact.noun))[0]}"
    if sort == "noun":
        own = scene.noun_class(candidate.head)
        lemma = scene.syntax.lemma(candidate.head)
        looks = [f"nc={own}|k={kind}", f"nc={own}|cc={counted}|gap={gap}", f"lem={lemma}|k={kind}"]
        family, own = (f"{key}={number}" for key, number in zip(("mf", "mc"), meaning(lemma), strict=True))
        return [
            *looks,
            f"{family}|k={kind}",
            f"{own}|k={kind}",
            f"{family}|{noun}",
            f"{family}|{verb}",
            f"{family}|gap={gap}",
        ]
    rank = min(scene.ranks.get(candidate.name, 9), 3)
    looks = [f"{sort}|k={kind}", f"{sort}|cc={counted}", f"rank={rank}|gap={gap}"]
    return [*looks, f"{sort}|{noun}", f"{sort}|{verb}"]


# ---------- in another sentence
def _subject_elsewhere(scene: Scene, fact: Fact, candidate: Candidate) -> list[str]:
    """Whether the candidate is a subject there, and whether the clause of the fact has one of its own."""
    gap = min(fact.sentence - candidate.sentence, 2)
    subject = candidate.head in scene.subjects_in(candidate.sentence)
    own = scene.subject(scene.syntax.clause_head(fact.anchor)) is not None
    return [f"prevsubj={subject}|gap={gap}|{candidate.sort}", f"prevsubj={subject}|gap={gap}|own={own}"]


# ---------- in the same sentence
def _distance(_scene: Scene, fact: Fact, candidate: Candidate) -> list[str]:
    """On which side the candidate stands and how many tokens away."""
    first, last = _gap_in(fact, candidate)
    side = _side(fact, candidate)
    far = f"d={side}{bin_of(abs(last - first))}"
    kind, sort = fact.kind, candidate.sort
    return [far, f"{far}|k={kind}", f"{far}|{sort}", f"side={side}|k={kind}|{sort}"]


def _between(scene: Scene, fact: Fact, candidate: Candidate) -> list[str]:
    """Marks, conjunctions, verbs and figures between the two."""
    first, last = _gap_in(fact, candidate)
    side = _side(fact, candidate)
    words = scene.syntax.words(first + 1, min(last, first + 60))
    verbs = scene.verbs_between(first + 1, min(last, first + 40))
    figures = scene.figures_between(first + 1, min(last, first + 60))
    return [
        *(f"btw={mark}|{side}" for mark in _PARTING if mark in words),
        f"btwverbs={min(verbs, 3)}|{side}",
        f"btwfigs={min(figures, 3)}|{side}",
    ]


def _path(scene: Scene, fact: Fact, candidate: Candidate) -> list[str]:
    """The labels of the tree from the fact, and from the counted noun, to the candidate."""
    path = path_between(scene, fact.anchor, candidate.head)
    looks = [f"path={path}", f"path={path}|k={fact.kind}"]
    if fact.noun is not None and fact.noun != fact.anchor:
        looks.append(f"npath={path_between(scene, fact.noun, candidate.head)}")
    return looks


def _subject_of_clause(scene: Scene, fact: Fact, candidate: Candidate) -> list[str]:
    """Whether the candidate is the subject of the fact's clause, or of one of the two around it."""
    syntax, kind = scene.syntax, fact.kind
    looks: list[str] = []
    for depth, clause in enumerate(scene.clauses(fact.anchor)[:3]):
        subject = scene.subject(clause)
        if subject is not None and candidate.first <= subject < candidate.last:
            passive = "p" if syntax.verb(clause).passive else "a"
            looks += [
                f"subjof={depth}{passive}",
                f"subjof={depth}{passive}|k={kind}",
                f"subjof={depth}|v={syntax.lemma(clause)}",
                *(
                    f"subjof={depth}|{key}={m}"
                    for key, m in zip(("vmf", "vmc"), meaning(syntax.lemma(clause)), strict=True)
                ),
                f"subjof={depth}|lab={syntax.label(fact.anchor)}|k={kind}",
                f"subjof={depth}{passive}|{candidate.sort}",
            ]
    return [*looks, f"subjof|cc={fact.noun_class}"] if looks else looks


def _same_clause(scene: Scene, fact: Fact, candidate: Candidate) -> list[str]:
    """Whether the two stand in one clause."""
    if scene.syntax.clause_head(candidate.head) != scene.clauses(fact.anchor)[0]:
        return []
    label = scene.syntax.label(candidate.head)
    return [f"sameclause|{_side(fact, candidate)}|{candidate.sort}", f"sameclause|lab={label}|k={fact.kind}"]


def _above_and_under(scene: Scene, fact: Fact, candidate: Candidate) -> list[str]:
    """Whether the fact hangs on the candidate, at once or further up, or the candidate on the fact or its noun."""
    syntax, sort, kind = scene.syntax, candidate.sort, fact.kind
    label, head = syntax.label(candidate.head), syntax.head(candidate.head)
    looks: list[str] = []
    if candidate.head == syntax.head(fact.anchor):
        looks += ["headof", f"headof|k={kind}", f"headof|{sort}"]
    if candidate.head in scene.rise(fact.anchor)[1:6]:
        looks.append(f"above|k={kind}")
    if fact.noun is not None and head == fact.noun:
        looks += [f"undernoun|{sort}|lab={label}", f"undernoun|cc={fact.noun_class}|{sort}"]
    if head == fact.anchor:
        looks.append(f"underanchor|{sort}|lab={label}")
    return looks


def _right_behind(scene: Scene, fact: Fact, candidate: Candidate) -> list[str]:
    """Whether the candidate follows the number and its noun with a linking word at most: "12 deputati del partito"."""
    edge = max(fact.span[-1] if fact.noun is None else fact.noun, fact.span[-1])
    if candidate.head < fact.span[0] or not 1 <= candidate.first - edge <= 3:
        return []
    link = scene.syntax.lower(edge + 1)
    kind, sort = fact.kind, candidate.sort
    return [f"next={link}|k={kind}", f"next|{sort}|k={kind}", f"next={link}|cc={fact.noun_class}|{sort}"]


def _right_before(scene: Scene, fact: Fact, candidate: Candidate) -> list[str]:
    """Which words, three at most, stand between a candidate and the number behind it: "il partito al 12%"."""
    if candidate.head >= fact.span[0] or fact.span[0] - candidate.last > 3:
        return []
    links = " ".join(scene.syntax.words(candidate.last, fact.span[0]))
    return [f"prev={links}", f"prev={links}|k={fact.kind}", f"prev={links}|{candidate.sort}"]


def _bracket(scene: Scene, fact: Fact, candidate: Candidate) -> list[str]:
    """Whether the fact stands in brackets, right behind the candidate ("Rossi (20 punti)"), or the candidate does."""
    opened = scene.context.bracket_of(fact.span[0])
    inside = scene.context.bracket_of(candidate.head)
    if opened is None:
        return [] if inside is None else ["candbracket"]
    looks = [f"bracketed={inside == opened}|{_side(fact, candidate)}"]
    if candidate.last != opened:
        return looks
    before = "rightbeforebracket"
    return [before, f"{before}|k={fact.kind}", f"{before}|{candidate.sort}", *looks]


def _nearer(holders: Holders, fact: Fact, candidate: Candidate) -> list[str]:
    """How many other candidates of its sort, noun or entity, stand between the two."""
    first, last = _gap_in(fact, candidate)
    is_noun = candidate.sort == "noun"
    nearer = sum(
        first < other.head < last and (other.sort == "noun") == is_noun and other.name != candidate.name
        for other in holders.of(candidate.sentence)
    )
    look = f"nearer={min(nearer, 3)}|{_side(fact, candidate)}"
    return [f"{look}|{candidate.sort}", f"{look}|k={fact.kind}"]
