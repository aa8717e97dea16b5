"""What the scorer looks at in a candidate, in a figure, and in a figure beside another one: see `relations.looks`.

Every look is bounded, so that a text costs no more than linear time.
"""

from transforms.language import ARTICLES, BETWEEN, DEFINITE, FROM, FUSED, IN, OF, ON, TO, WITH, words_of
from transforms.relations.candidates import Candidate, Holders
from transforms.relations.looks import Look, shared
from transforms.relations.scene import Scene
from transforms.relations.words import meaning

#: Articles and prepositions with one that make a noun definite; "col" tells nothing.
DEFINITES = (DEFINITE | FUSED) - WITH
#: Form of a preposition → the preposition.
PREPOSITIONS = {
    form: base
    for base, forms in (
        ("di", OF), ("a", TO), ("da", FROM), ("in", IN), ("su", ON), ("con", words_of("con col coi")),
        ("per", {"per"}), ("tra", BETWEEN), ("secondo", {"secondo"}),
    )
    for form in forms
}  # fmt: skip
#: What may link a counted noun to its holder.
_LINKS = OF | words_of("a con da in per su tra")
_MARKS = frozenset((",", ";", ":", "(", ")", "–", "—", "-", "«", "»", "“", "”", '"'))
_BINS = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 40, 80)
_BIN_OF = [str(next(limit for limit in _BINS if distance <= limit)) for distance in range(_BINS[-1] + 1)]


def bin_of(distance: int) -> str:
    """A distance in tokens, coarser as it grows."""
    return _BIN_OF[max(distance, 0)] if distance < len(_BIN_OF) else "far"


# ---------- a candidate
def case_of(holders: Holders, candidate: Candidate) -> tuple[str, str]:
    """Preposition and article (`def`, `indef`) of a candidate; "" where there is none."""
    found = holders.cases.get(candidate)
    if found is None:
        found = holders.cases[candidate] = _case_at(holders.scene, candidate, candidate.first)
    return found


#: No title of a person is longer.
_TITLE = 8


def titled_case_of(holders: Holders, candidate: Candidate) -> tuple[str, str]:
    """The same, of a person with a title that of the title: "al primo cittadino Luca Neri"."""
    if candidate.sort != "PER":
        return case_of(holders, candidate)
    found = holders.titled.get(candidate)
    if found is None:
        found = case_of(holders, candidate)
        title = _behind_title(holders.scene, candidate) if found == ("", "") else None
        found = holders.titled[candidate] = found if title is None else _case_at(holders.scene, candidate, title)
    return found


def _behind_title(scene: Scene, candidate: Candidate) -> int | None:
    """Where the title begins on which a name hangs: "al [primo cittadino] Neri", "al [capo del coro] Neri"."""
    syntax, head = scene.syntax, scene.syntax.head(candidate.head)
    while candidate.first - _TITLE < head < candidate.first and _is_of_title(scene, head):
        head = syntax.head(head)
    if not candidate.first - _TITLE <= head < candidate.first or syntax.pos(head) != "NOUN":
        return None
    if any(syntax.pos(at) == "PUNCT" for at in range(head, candidate.first)):
        return None
    while syntax.pos(head - 1) == "ADJ":
        head -= 1
    return head


def _is_of_title(scene: Scene, head: int) -> bool:
    """Whether a noun only tells of what or where somebody is something: "al capo del [coro] Luca Neri"."""
    return scene.noun_class(head) != "speaker" and scene.syntax.label(head) == "nmod"


def _case_at(scene: Scene, candidate: Candidate, first: int) -> tuple[str, str]:
    syntax = scene.syntax
    article = syntax.lower(first)
    before = first - 1
    if article not in ARTICLES:
        article = syntax.lower(before)
        before -= article in ARTICLES
    kind = "" if article not in ARTICLES else "def" if article in DEFINITES else "indef"
    word = syntax.lower(before)
    if before < syntax.bounds(candidate.head)[0]:
        return "", kind
    if word in PREPOSITIONS:
        return PREPOSITIONS[word], "def" if word in DEFINITES else kind
    return ("adp" if syntax.pos(before) == "ADP" else ""), kind


def candidate_features(
    holders: Holders, candidate: Candidate, *, meant: bool = True, titled: bool = False
) -> list[Look]:
    """What a candidate is, wherever it is asked for.

    Args:
        holders: the candidates of the text.
        candidate: one of them.
        meant: also what a noun means.
        titled: a person has the preposition of the title.
    """
    plain, with_title = holders.features, holders.titled_features
    known, other = (with_title, plain) if titled and candidate.sort == "PER" else (plain, with_title)
    if candidate not in known:
        cases = case_of(holders, candidate), titled_case_of(holders, candidate)
        if candidate in other and cases[0] == cases[1]:
            known[candidate] = other[candidate]
        else:
            known[candidate] = _features(holders.scene, candidate, cases[known is with_title])
    return known[candidate][meant]


def _features(scene: Scene, candidate: Candidate, case: tuple[str, str]) -> tuple[list[Look], list[Look]]:
    """What a candidate is, without and with what its noun means."""
    own: list[Look] = [_case(candidate.sort, scene.syntax.label(candidate.head), *case)]
    own += [*_edge_looks(scene, candidate), *_sort_looks(scene, candidate)]
    means: list[Look] = [_means(*meaning(scene.syntax.lemma(candidate.head)))] if candidate.sort == "noun" else []
    return own, own + means


@shared
def _case(sort: str, label: str, preposition: str, article: str) -> list[str]:
    return [
        f"s={sort}",
        f"s={sort}|prep={preposition}",
        f"prep={preposition}|art={article}",
        f"s={sort}|lab={label}",
        f"lab={label}|prep={preposition}",
        *([f"art={article}|noun"] if sort == "noun" else ()),
    ]


def _edge_looks(scene: Scene, candidate: Candidate) -> list[Look]:
    """Whether it opens its sentence, the marks right before and behind it, the headline, the subject of a verb."""
    syntax, sort = scene.syntax, candidate.sort
    start, end = syntax.bounds(candidate.head)
    before, after = syntax.lower(candidate.first - 1), syntax.lower(candidate.last)
    told: list[Look] = [
        _edge(
            candidate.first == start,
            before if candidate.first > start and before in _MARKS else "",
            after if candidate.last < end and after in _MARKS else "",
        )
    ]
    behind = candidate.last + (after == ",")
    name = scene.context.name_at(behind) if behind < end else None
    if name is not None and name.entity is not candidate.entity:
        told.append(f"names={name.kind}|{sort}")  # "il sindaco di Verla, Ada Neri"
    ahead = candidate.first - 1 - (before == ",")
    if candidate.entity is not None and ahead >= start and syntax.pos(ahead) == "NOUN":
        told.append(f"named={before == ','}|{sort}")
    if syntax.start(candidate.first) < scene.context.title_end:
        told.append(f"title|{sort}")
    if candidate.head in scene.subjects_in(candidate.sentence):
        told.append(f"issubj|{sort}")
    return told


@shared
def _edge(opens: bool, before: str, after: str) -> list[str]:
    told = ["opens"] if opens else []
    if before:
        told.append(f"before={before}")
    return [*told, f"after={after}"] if after else told


def _sort_looks(scene: Scene, candidate: Candidate) -> list[Look]:
    """Of a noun its class and lemma; of an entity how often and how early the text names it."""
    if candidate.sort == "noun":
        told: list[Look] = [f"nc={scene.noun_class(candidate.head)}", f"lem={scene.syntax.lemma(candidate.head)}"]
        return [*told, "bare"] if candidate.last - candidate.first == 1 else told
    if candidate.entity is None:
        return []
    name = candidate.name
    rank, order = min(scene.ranks.get(name, 9), 4), min(scene.order.get(name, 9), 4)
    return [_entity(candidate.sort, rank, order, min(scene.frequency[name], 5))]


@shared
def _means(family: str, own: str) -> list[str]:
    return [f"mf={family}", f"mc={own}"]


@shared
def _entity(sort: str, rank: int, order: int, often: int) -> list[str]:
    return [f"rank={rank}|{sort}", f"order={order}", f"n={often}"]


# ---------- a figure
def figure_features(scene: Scene, k: int, *, meant: bool = True) -> list[Look]:
    """What the figure is: also the features of "nobody"; `meant`: also its verb, its noun and what they mean."""
    context, syntax = scene.context, scene.syntax
    fact = scene.fact(k)
    kind, noun, first = fact.kind, fact.noun, fact.span[0]
    in_bracket = context.bracket_of(first) is not None
    told: list[Look] = [
        _figure(
            kind, syntax.label(fact.anchor), context.in_title(k), in_bracket, len(context.figures_in[fact.sentence])
        ),
        f"bw={syntax.lower(first - 1)}",
    ]
    if noun is None:
        told.append(f"k={kind}|noc")
    else:
        link = syntax.lower(noun + 1)
        told.append(_counted(kind, fact.noun_class, link if link in _LINKS else ""))
    if meant:
        told.append(_verb(syntax.lemma(syntax.clause_head(fact.anchor))))
        if noun is not None:
            told.append(_counts(syntax.lemma(noun)))
    return told


@shared
def _figure(kind: str, label: str, in_title: bool, in_bracket: bool, in_sentence: int) -> list[str]:
    told = [f"k={kind}", f"k={kind}|lab={label}", f"nfig={min(in_sentence, 5)}"]
    if in_title:
        told.append("intitle")
    return [*told, f"inbracket|k={kind}"] if in_bracket else told


@shared
def _counted(kind: str, noun_class: str, link: str) -> list[str]:
    return [f"cc={noun_class}", f"k={kind}|cafter={link}"]


@shared
def _verb(lemma: str) -> list[str]:
    return [f"v={lemma}", f"vmf={meaning(lemma)[0]}"]


@shared
def _counts(lemma: str) -> list[str]:
    family, own = meaning(lemma)
    return [f"c={lemma}", f"cmf={family}", f"cmc={own}"]
