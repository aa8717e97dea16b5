"""What the scorer looks at in a candidate, in a figure, and in a figure beside another one: plain strings.

A string is the name of a weight. Every look is bounded, so that a text costs no more than linear time.
"""

from collections.abc import Iterable, Sequence

from transforms.language import ARTICLES, BETWEEN, DEFINITE, FROM, FUSED, IN, OF, ON, TO, WITH, words_of
from transforms.relations.candidates import Candidate, Holders
from transforms.relations.scene import Scene
from transforms.relations.words import meaning

#: Articles and prepositions with one that make a noun definite; "col" tells nothing.
_DEFINITE = (DEFINITE | FUSED) - WITH
#: Form of a preposition → the preposition.
_PREPOSITION = {
    form: base
    for base, forms in (
        ("di", OF), ("a", TO), ("da", FROM), ("in", IN), ("su", ON), ("con", words_of("con col coi")),
        ("per", {"per"}), ("tra", BETWEEN), ("secondo", {"secondo"}),
    )
    for form in forms
}  # fmt: skip
#: What may link a counted noun to its holder.
_LINKS = OF | words_of("a con da in per su tra")
_MARKS = (",", ";", ":", "(", ")", "–", "—", "-", "«", "»", "“", "”", '"')
_BINS = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 40, 80)
_BIN_OF = [str(next(limit for limit in _BINS if distance <= limit)) for distance in range(_BINS[-1] + 1)]


def bin_of(distance: int) -> str:
    """A distance in tokens, coarser as it grows."""
    return _BIN_OF[max(distance, 0)] if distance < len(_BIN_OF) else "far"


def path_between(scene: Scene, a: int, b: int) -> str:
    """The labels of the tree from one token up to the first common head and down to the other; "" when too far."""
    up, down = scene.rise(a), scene.rise(b)
    common = next((step for step in up if step in down), None)
    if common is None:
        return ""
    rise = [scene.syntax.label(step) for step in up[: up.index(common)]]
    fall = [scene.syntax.label(step) for step in down[: down.index(common)]][::-1]
    return "<".join(rise) + "^" + ">".join(fall)


# ---------- a candidate
def case_of(scene: Scene, candidate: Candidate) -> tuple[str, str]:
    """Preposition and article (`def`, `indef`) of a candidate; "" where there is none."""
    syntax = scene.syntax
    article = syntax.lower(candidate.first)
    before = candidate.first - 1
    if article not in ARTICLES:
        article = syntax.lower(before)
        before -= article in ARTICLES
    kind = "" if article not in ARTICLES else "def" if article in _DEFINITE else "indef"
    word = syntax.lower(before)
    if before < syntax.bounds(candidate.head)[0]:
        return "", kind
    if word in _PREPOSITION:
        return _PREPOSITION[word], "def" if word in _DEFINITE else kind
    return ("adp" if syntax.pos(before) == "ADP" else ""), kind


def candidate_features(holders: Holders, candidate: Candidate) -> tuple[str, ...]:
    """What a candidate is, wherever it is asked for."""
    if candidate not in holders.features:
        scene = holders.scene
        looks = [*_case_looks(scene, candidate), *_edge_looks(scene, candidate), *_sort_looks(scene, candidate)]
        if scene.syntax.start(candidate.first) < scene.context.title_end:
            looks.append(f"title|{candidate.sort}")
        if candidate.head in scene.subjects_in(candidate.sentence):
            looks.append(f"issubj|{candidate.sort}")
        holders.features[candidate] = tuple(looks)
    return holders.features[candidate]


def _case_looks(scene: Scene, candidate: Candidate) -> list[str]:
    """Its sort, preposition, article and label in the tree."""
    sort, label = candidate.sort, scene.syntax.label(candidate.head)
    preposition, article = case_of(scene, candidate)
    return [
        f"s={sort}",
        f"s={sort}|prep={preposition}",
        f"prep={preposition}|art={article}",
        f"s={sort}|lab={label}",
        f"lab={label}|prep={preposition}",
        *([f"art={article}|noun"] if sort == "noun" else ()),
    ]


def _edge_looks(scene: Scene, candidate: Candidate) -> list[str]:
    """Whether it opens its sentence, and the marks right before and behind it."""
    syntax = scene.syntax
    start, end = syntax.bounds(candidate.head)
    before, after = syntax.lower(candidate.first - 1), syntax.lower(candidate.last)
    looks = ["opens"] if candidate.first == start else []
    if candidate.first > start and before in _MARKS:
        looks.append(f"before={before}")
    if candidate.last < end and after in _MARKS:
        looks.append(f"after={after}")
    behind = candidate.last + (after == ",")
    name = scene.context.name_at(behind) if behind < end else None
    if name is not None and name.entity is not candidate.entity:
        looks.append(f"names={name.kind}|{candidate.sort}")  # "il sindaco di Verla, Ada Neri"
    ahead = candidate.first - 1 - (before == ",")
    if candidate.entity is not None and ahead >= start and syntax.pos(ahead) == "NOUN":
        looks.append(f"named={before == ','}|{candidate.sort}")
    return looks


def _sort_looks(scene: Scene, candidate: Candidate) -> list[str]:
    """Of a noun its class and lemma; of an entity how often and how early the text names it."""
    if candidate.sort == "noun":
        lemma = scene.syntax.lemma(candidate.head)
        family, own = meaning(lemma)
        looks = [f"nc={scene.noun_class(candidate.head)}", f"lem={lemma}", f"mf={family}", f"mc={own}"]
        return [*looks, "bare"] if candidate.last - candidate.first == 1 else looks
    if candidate.entity is None:
        return []
    return [
        f"rank={min(scene.ranks.get(candidate.name, 9), 4)}|{candidate.sort}",
        f"order={min(scene.order.get(candidate.name, 9), 4)}",
        f"n={min(scene.frequency[candidate.name], 5)}",
    ]


# ---------- a figure
def figure_features(scene: Scene, k: int) -> list[str]:
    """What the figure is: also the features of "nobody"."""
    context, syntax = scene.context, scene.syntax
    fact = scene.fact(k)
    kind, noun = fact.kind, fact.noun
    verb = syntax.clause_head(fact.anchor)
    looks = [f"k={kind}", f"k={kind}|lab={syntax.label(fact.anchor)}", f"v={syntax.lemma(verb)}"]
    looks.append(f"vmf={meaning(syntax.lemma(verb))[0]}")
    if noun is None:
        looks.append(f"k={kind}|noc")
    else:
        link = syntax.lower(noun + 1)
        family, own = meaning(syntax.lemma(noun))
        looks += [f"c={syntax.lemma(noun)}", f"cc={fact.noun_class}", f"cmf={family}", f"cmc={own}"]
        looks.append(f"k={kind}|cafter={link if link in _LINKS else ''}")
    if context.in_title(k):
        looks.append("intitle")
    if context.bracket_of(fact.span[0]) is not None:
        looks.append(f"inbracket|k={kind}")
    looks.append(f"bw={syntax.lower(fact.span[0] - 1)}")
    looks.append(f"nfig={min(len(context.figures_in[fact.sentence]), 5)}")
    return looks


# ---------- a figure beside another one
def linked(scene: Scene, k: int) -> list[str]:
    """How a figure stands to the one before it."""
    one, other = scene.fact(k), scene.fact(k - 1)
    gap = min(one.sentence - other.sentence, 4)
    same_kind = one.kind == other.kind
    alike = one.noun is not None and other.noun is not None and one.noun_class == other.noun_class
    return [f"g{gap}", f"g{gap}|{same_kind}", f"g{gap}|{same_kind}|{alike}", f"k={one.kind}|{other.kind}"]


def link_features(name: object, before: frozenset[object], context: Sequence[str]) -> list[str]:
    """Whether a candidate is the answer of the figure before; `before` is empty when that was nobody."""
    if name is None:
        return [f"none|link={not before}|{what}" for what in context]
    return [f"link={name in before}|null={not before}|{what}" for what in context]


def nobody(looks: Iterable[str]) -> list[str]:
    """Features of a fact as features of "nobody"."""
    return ["none", *(f"none|{look}" for look in looks)]
