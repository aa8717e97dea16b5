"""The days that a figure may cover: those of the dates around it."""

from dataclasses import dataclass
from datetime import date

from transforms.facts import FoundDate
from transforms.language import ARTICLES, FROM, words_of
from transforms.relations.features import PREPOSITIONS
from transforms.relations.scene import Fact, Scene
from transforms.relations.words import meaning, relation_words, saying

_UNTIL = words_of("fino sino entro")
#: How many sentences back and ahead dates are looked for; those of the first three sentences always count.
BACK, AHEAD, FIRST = 14, 2, 3
#: How many dates of one sentence are looked at, and how many candidates a figure has.
A_SENTENCE, MOST = 40, 60
_DAYS = ("day", "part_of_day", "hour", "minute", "second")
_IMPERFECT = ("va", "vano")
_WAS = words_of("era erano")
_DASHES = ("–", "—", "-", "−")
#: What a figure is held against is of another day: "rispetto al 2020".
_AGAINST = words_of("rispetto contro confronto")
#: What a date that holds for all behind it may stand behind: "mentre a marzo …".
_OPENING = words_of(", ; : ( - – — e ed mentre ma che invece quando poi se già solo")
#: So many tokens behind a figure a date is no longer tied to it.
_LOOSE = 4
#: How far behind the headline a dateline ends, in code points.
_DATELINE = 150


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day; None is an open end.

    Attributes:
        first, last: the days.
        way: the date's `own` days, `since` them, `until` them; `so_far` up to publication.
        token: the first token of the date, -1 without one.
        sentence: number of its sentence.
        number: number of the date, -1 without one.
    """

    first: date | None
    last: date | None
    way: str
    token: int
    sentence: int
    number: int = -1


def name_of(days: Days) -> tuple[date | None, date | None] | None:
    """What an answer is called; days that nobody knows are as good as none."""
    return (days.first, days.last) if days.first or days.last else None


def candidates(scene: Scene, sentence: int) -> list[Days]:
    """The days of the dates around a sentence, also from then on and up to then; up to publication where words say so.

    The day of publication alone dates nothing: where it does, the text says "oggi", or a dateline tells it. Without
    one only dates of the figure's own sentence tell days; another date may be meant, and then its days are not known.
    """
    published = scene.context.published_on
    near = {*range(FIRST), *range(max(sentence - BACK, 0), sentence + AHEAD + 1), *_told_again(scene, sentence)}
    out: list[Days] = []
    for number in sorted(near):
        tell = _readings if published or number == sentence else _unplaced
        for d in scene.context.dates_in.get(number, [])[:A_SENTENCE]:
            out += scene.once(tell, d)
    if published and _is_so_far(scene, sentence):
        out.append(Days(None, published, "so_far", -1, sentence))
    return out[-MOST:]


def _told_again(scene: Scene, sentence: int) -> list[int]:
    """The sentences that tell the numbers of a headline again, where it is one."""
    titles = [k for k in scene.context.figures_in[sentence] if scene.context.in_title(k)]
    again = scene.once(_in_body, None) if titles else {}
    return [again[scene.value(k)] for k in titles if scene.value(k) in again]


def _in_body(scene: Scene, _: None) -> dict[int, int]:
    """Value of a figure → the first sentence behind the headline that tells it."""
    found: dict[int, int] = {}
    for k, number in enumerate(scene.context.sentence):
        if not scene.context.in_title(k):
            found.setdefault(scene.value(k), number)
    return found


def _is_so_far(scene: Scene, sentence: int) -> bool:
    """As in "finora": words that tell what holds up to the day of publication."""
    return not relation_words("so_far").isdisjoint(scene.words_in(sentence))


def _readings(scene: Scene, d: int) -> list[Days]:
    """A date as it stands, from then until publication ("dal 2010"), and up to then ("entro il 2030")."""
    found, published = scene.context.dates[d], scene.context.published_on
    if found.kind == "set":
        return []
    if found.date_from is None and found.date_to is None:
        return [] if published else _unplaced(scene, d)
    token = scene.context.date_tokens[d][0]
    sentence = scene.syntax.sentence_of(token)
    words = {scene.syntax.lower(token - 1), scene.syntax.lower(token - 2)}
    is_since = published and found.date_from and found.date_from <= published and words & FROM
    told = []
    if not (is_since and found.modifier == "start"):  # "dall'inizio dell'anno" never is its first months
        told.append(Days(found.date_from, found.date_to, "own", token, sentence, d))
    if is_since:
        told.append(Days(found.date_from, published, "since", token, sentence, d))
    if words & _UNTIL:
        told.append(Days(None, found.date_to, "until", token, sentence, d))
    return told


def _unplaced(scene: Scene, d: int) -> list[Days]:
    """A date that may be meant although nobody knows which days it is: it keeps others from being taken for it."""
    found, token = scene.context.dates[d], scene.context.date_tokens[d][0]
    if found.kind == "set" or not (found.is_relative or found.date_from or found.date_to):
        return []
    return [Days(None, None, "own", token, scene.syntax.sentence_of(token), d)]


def grain_of(scene: Scene, d: int) -> str:
    """How fine a date is: `day` also of its parts, `interval`, `duration`, `dateline`."""
    found = scene.context.dates[d]
    if is_dateline(scene, d):
        return "dateline"
    if found.kind in ("interval", "duration"):
        return found.kind
    return "day" if found.grain in _DAYS else found.grain or "none"


def is_dateline(scene: Scene, d: int) -> bool:
    """As in "ROMA, 16 MAG - …": the day of writing."""
    if scene.context.dates[d].start > scene.context.title_end + _DATELINE:
        return False
    last = scene.context.date_tokens[d][-1]
    return any(scene.syntax.lower(last + step) in _DASHES for step in (1, 2, 3, 4))


def dates_here(scene: Scene, sentence: int) -> list[int]:
    """The dates of a sentence but for a dateline's, at most `A_SENTENCE`."""
    here = scene.context.dates_in.get(sentence, [])[:A_SENTENCE]
    return [d for d in here if not is_dateline(scene, d)]


# ---------- what the features of period look at
@dataclass(slots=True)
class Figure:
    """A figure whose days are looked for, with its clause.

    Attributes:
        clause: its predicate.
        outer: the predicate of the finite clause around it.
        tense: of the predicate; with `i` an imperfect, with `c` a compound form.
        lemma, family: of the predicate.
        unit: of the number; None of a count.
        value: bounds and unit.
        aspect: level, old value, change or limit.
        event: `toll`, `quake` or "": what happened on one day.
        modality: how surely the rules take it to be said.
    """

    k: int
    fact: Fact
    clause: int
    outer: int
    tense: str
    lemma: str
    family: str
    unit: str | None
    value: int
    aspect: str
    event: str
    modality: str


def figure_at(scene: Scene, k: int) -> Figure:
    """Figure `k` with its clause."""
    syntax, fact = scene.syntax, scene.fact(k)
    clause = syntax.clause_head(fact.anchor)
    lemma, verb = syntax.lemma(clause), syntax.verb(clause)
    words = [syntax.lower(at) for at in verb.tokens]
    is_imperfect = any(word.endswith(_IMPERFECT) or word in _WAS for word in words)
    tense = f"{verb.tense}{'i' if is_imperfect else 'c' if verb.compound else ''}"
    unit = scene.figures[k].unit
    event = "quake" if unit == "magnitude" else ""
    return Figure(
        k=k,
        fact=fact,
        clause=clause,
        outer=scene.context.own_clauses(k, fact.anchor)[-1],
        tense=tense,
        lemma=lemma,
        family=meaning(lemma)[0],
        unit=unit,
        value=scene.value(k),
        aspect=scene.claims[k].aspect,
        event="toll" if fact.noun_class.startswith("toll") else event,
        modality=scene.claims[k].modality,
    )


@dataclass(slots=True)
class Date:
    """A date as it stands in its sentence, whatever figure is looked at.

    Attributes:
        grain: how fine it is.
        says: whether the predicate around it is a verb of saying.
        tense, label, family: tense of that, its label in the tree and what it means.
        preposition: before it, over an article; "" without one.
        against: whether words before it hold a figure against another day.
        when, far: whether it lies before or behind publication, and how far; "" and 0 where nobody knows.
        verb: the predicate around its first token.
        bracketed: whether it opens or closes a bracket.
        owner: the figure that it stands nearest to.
        tie: how many tokens lie between that and the date behind it, `_LOOSE` of more or where it stands before.
        bracket: the opening bracket that it stands behind.
        opens: the mark or conjunction behind which it opens a clause, `start` at the start of its sentence.
    """

    grain: str
    says: bool
    tense: str
    label: str
    family: str
    preposition: str
    against: bool
    when: str
    far: int
    verb: int
    bracketed: bool
    owner: int | None
    tie: int
    bracket: int | None
    opens: str


def date_at(scene: Scene, d: int) -> Date:
    """Date `d` as it stands in its sentence."""
    syntax, tokens, found = scene.syntax, scene.context.date_tokens[d], scene.context.dates[d]
    first, published = tokens[0], scene.context.published_on
    before = first - 1
    before -= syntax.lower(before) in ARTICLES
    clause = syntax.clause_head(syntax.span_root(tokens))
    lemma = syntax.lemma(clause)
    days_off = abs((published - found.date_from).days) if published and found.date_from else 0
    return Date(
        grain=grain_of(scene, d),
        says=lemma in saying(),
        tense=syntax.verb(clause).tense,
        label=syntax.label(clause),
        family=meaning(lemma)[0],
        preposition=PREPOSITIONS.get(syntax.lower(before), ""),
        against=not _AGAINST.isdisjoint(syntax.words(max(first - 5, syntax.bounds(first)[0]), first)),
        when=_when(found, found.date_from, published) if published and found.date_from else "",
        far=(days_off >= 8) + (days_off >= 60) + (days_off >= 400),
        verb=syntax.clause_head(first),
        bracketed=syntax.lower(first - 1) == "(" or syntax.lower(tokens[-1] + 1) == ")",
        owner=scene.figure_of_date(d),
        tie=_tie(scene, first, scene.figure_of_date(d)),
        bracket=scene.context.bracket_of(first),
        opens=_opens(scene, before + (syntax.lower(before) not in PREPOSITIONS), syntax.bounds(first)[0]),
    )


def _opens(scene: Scene, at: int, start: int) -> str:
    """What a date with its preposition from token `at` on stands behind."""
    if at <= start:
        return "start"
    word = scene.syntax.lower(at - 1)
    return word if word in _OPENING else ""


def _tie(scene: Scene, first: int, owner: int | None) -> int:
    """As in "9 casi contro i 5 del 2021": how near a date stands behind its figure."""
    apart = _LOOSE if owner is None else first - scene.context.spans[owner][-1] - 1
    return apart if 0 <= apart < _LOOSE else _LOOSE


def tied_to(scene: Scene, sentence: int) -> dict[int, int]:
    """Figure → the date right behind it, of a sentence: "9 casi contro i 5 del 2021"."""
    told = ((scene.once(date_at, d), d) for d in reversed(dates_here(scene, sentence)))
    return {one.owner: d for one, d in told if one.owner is not None and one.tie < _LOOSE}


def _when(found: FoundDate, first: date, published: date) -> str:
    if (found.date_to or first) < published:
        return "past"
    return "future" if first > published else "now"
