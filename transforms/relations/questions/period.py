"""Which days a figure covers."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from transforms.facts import FoundDate
from transforms.language import FROM, words_of
from transforms.relations.features import bin_of, figure_features
from transforms.relations.looks import Look, nobody, shared
from transforms.relations.scene import Fact, Scene
from transforms.relations.words import relation_words

_UNTIL = words_of("fino sino entro")
#: How many sentences back and ahead dates are looked for; those of the first three sentences always count.
BACK, AHEAD, FIRST = 14, 2, 3
#: How many dates of one sentence are looked at, and how many candidates a figure has.
A_SENTENCE, MOST = 40, 60
_DAYS = ("day", "part_of_day", "hour", "minute", "second")
_PARTING = (";", "(", ")", ",", "mentre", "che", "e")


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day; None is an open end.

    Attributes:
        first, last: the days.
        way: the date's `own` days, `since` them, `until` them; day of publication, `so_far`.
        token: the first token of the date, -1 for the day of publication.
        sentence: number of its sentence.
        number: number of the date, -1 for the day of publication.
    """

    first: date | None
    last: date | None
    way: str
    token: int
    sentence: int
    number: int = -1


def candidates(scene: Scene, k: int) -> list[Days]:
    """The days of the dates around a figure, also from then on and up to then, and the day of publication."""
    published, here = scene.context.published_on, scene.context.sentence[k]
    near = {*range(FIRST), *range(max(here - BACK, 0), here + AHEAD + 1)}
    out: list[Days] = []
    for number in sorted(near):
        for d in scene.context.dates_in.get(number, [])[:A_SENTENCE]:
            out += _readings(scene, d, number)
    if published:
        out.append(Days(published, published, "published", -1, here))
        out.append(Days(None, published, "so_far", -1, here))
    return out[-MOST:]


def _readings(scene: Scene, d: int, sentence: int) -> Iterator[Days]:
    """A date as it stands, from then until publication ("dal 2010"), and up to then ("entro il 2030")."""
    found, published = scene.context.dates[d], scene.context.published_on
    if found.kind == "set" or (found.date_from is None and found.date_to is None):
        return
    token = scene.context.date_tokens[d][0]
    yield Days(found.date_from, found.date_to, "own", token, sentence, d)
    words = {scene.syntax.lower(token - 1), scene.syntax.lower(token - 2)}
    if published and found.date_from and found.date_from <= published and words & FROM:
        yield Days(found.date_from, published, "since", token, sentence, d)
    if words & _UNTIL:
        yield Days(None, found.date_to, "until", token, sentence, d)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure whose days are looked for.

    Attributes:
        k: number of the figure.
        fact: the figure.
        clause: its predicate, with tense and lemma.
        in_title: whether it stands in the headline.
        is_dated: whether its sentence has a date.
    """

    k: int
    fact: Fact
    clause: int
    tense: str
    lemma: str
    in_title: bool
    is_dated: bool


def rows(scene: Scene, k: int) -> Iterator[tuple[Days | None, list[Look]]]:
    """The candidate days of a figure with their features; the last one is "not told"."""
    claim, fact, syntax = scene.claims[k], scene.fact(k), scene.syntax
    rule = (claim.period_from, claim.period_to) if claim.period_from or claim.period_to else None
    clause = syntax.clause_head(fact.anchor)
    verb, lemma = syntax.verb(clause), syntax.lemma(clause)
    is_dated = bool(scene.context.dates_in.get(fact.sentence))
    figure = _Figure(k, fact, clause, verb.tense, lemma, scene.context.in_title(k), is_dated)
    so_far = not relation_words("so_far").isdisjoint(scene.words_in(fact.sentence))
    for days in candidates(scene, k):
        grain = _grain(scene, days)
        looks: list[Look] = [_way_and_grain(days.way, grain, fact.kind, fact.noun_class)]
        if days.number < 0:
            looks.append(_published(days.way, lemma, verb.tense, so_far, figure.in_title, is_dated))
        else:
            looks += _date(scene, figure, days, grain)
        if rule is not None and (days.first, days.last) == rule:
            gap = min(fact.sentence - days.sentence, 3)
            looks += ["rule", f"rule|k={fact.kind}", f"rule|w={days.way}", f"rule|gap={gap}"]
        yield days, looks
    has_subject = bool(claim.subject or claim.subject_name)
    nothing = _not_told(
        rule is not None, fact.kind, fact.noun_class, verb.tense, verb.mood, claim.modality, scene.figures[k].unit,
        is_dated, has_subject,
    )  # fmt: skip
    yield None, nobody([*figure_features(scene, k), nothing])


def _grain(scene: Scene, days: Days) -> str:
    """How fine a date is: `day` also of its parts, `interval`, `duration`, `pub` of the day of publication."""
    if days.number < 0:
        return "pub"
    found = scene.context.dates[days.number]
    if found.kind in ("interval", "duration"):
        return found.kind
    return "day" if found.grain in _DAYS else found.grain or "none"


@shared
def _way_and_grain(way: str, grain: str, kind: str, counted: str) -> list[str]:
    """How the date is read and how fine it is, with the kind of the figure and what it counts."""
    return [f"w={way}", f"w={way}|k={kind}", f"g={grain}|k={kind}", f"g={grain}|cc={counted}", f"w={way}|cc={counted}"]


@shared
def _published(way: str, lemma: str, tense: str, so_far: bool, in_title: bool, is_dated: bool) -> list[str]:
    """What speaks for the day of publication: "finora", the tense, no date in the sentence."""
    return [
        f"w={way}|sofar={so_far}",
        f"w={way}|tense={tense}",
        f"w={way}|v={lemma}",
        f"w={way}|title={in_title}",
        f"w={way}|anydate={is_dated}",
    ]


def _date(scene: Scene, figure: _Figure, days: Days, grain: str) -> list[Look]:
    """How a figure and a date stand to each other."""
    found, fact = scene.context.dates[days.number], figure.fact
    kind, counted, tense = fact.kind, fact.noun_class, figure.tense
    gap = fact.sentence - days.sentence
    far, near = max(min(gap, 6), -2), min(abs(gap), 2)
    own = days.first, days.last
    looks: list[Look] = [
        _sentences_apart(far, kind, grain, days.way, counted, figure.in_title),
        _sort_of_date(found.is_relative, near, found.kind, days.way),
        *_past_or_future(scene, figure, found, near),
        *_words_before(scene, figure, days, near),
        _days_of_text(min(len(scene.days_told), 4), min(abs(gap), 3), min(scene.days_told[own], 3)),
        f"firstday={scene.first_day == own}|cc={counted}",
    ]
    if not gap:
        return [*looks, *_same_sentence(scene, figure, days, grain)]
    syntax = scene.syntax
    same_verb = syntax.lemma(syntax.clause_head(days.token)) == figure.lemma
    nearer = bisect_left(scene.day_tokens, fact.span[0]) - bisect_right(scene.day_tokens, days.token)
    looks.append(_other_sentence(far, near, figure.is_dated, same_verb, max(min(nearer, 3), 0)))
    return [*looks, f"noun={counted}|gap={far}|{grain}|tense={tense}"]


@shared
def _sentences_apart(gap: int, kind: str, grain: str, way: str, counted: str, in_title: bool) -> list[str]:
    """How many sentences the date stands before the figure, and what sort of date it is."""
    far = f"gap={gap}"
    looks = [far, f"{far}|k={kind}", f"{far}|g={grain}", f"{far}|w={way}"]
    return [*looks, f"{far}|cc={counted}", f"{far}|title={in_title}"]


@shared
def _sort_of_date(is_relative: bool, gap: int, kind: str, way: str) -> list[str]:
    return [f"rel={is_relative}|gap={gap}", f"kind={kind}|w={way}"]


def _past_or_future(scene: Scene, figure: _Figure, found: FoundDate, gap: int) -> list[Look]:
    published = scene.context.published_on
    if not published or not found.date_from:
        return []
    days_off = abs((published - found.date_from).days)
    far = (days_off >= 8) + (days_off >= 60) + (days_off >= 400)
    when, modality = _when(found, found.date_from, published), scene.claims[figure.k].modality
    return [
        _when_told(when, figure.tense, gap, modality),
        _far_off(far, figure.fact.kind, figure.fact.noun_class),
    ]


def _when(found: FoundDate, first: date, published: date) -> str:
    if (found.date_to or first) < published:
        return "past"
    return "future" if first > published else "now"


@shared
def _when_told(when: str, tense: str, gap: int, modality: str) -> list[str]:
    """Whether the date lies before or after publication, beside the tense of the figure's clause."""
    told = f"when={when}|tense={tense}"
    return [told, f"{told}|gap={gap}", f"when={when}|mod={modality}"]


@shared
def _far_off(far: int, kind: str, counted: str) -> list[str]:
    """How far the date lies from publication."""
    return [f"far={far}|k={kind}", f"far={far}|cc={counted}"]


def _words_before(scene: Scene, figure: _Figure, days: Days, gap: int) -> list[Look]:
    """The word before the date, a word of comparison there, and whether both stand in one paragraph."""
    syntax, fact = scene.syntax, figure.fact
    before = [syntax.lower(days.token - back) for back in (1, 2, 3)]
    against = not relation_words("against").isdisjoint(before)
    same_line = scene.paragraph(fact.span[0]) == scene.paragraph(days.token)
    return [f"bw={before[0]}|w={days.way}", _against(against, same_line, gap)]


@shared
def _against(against: bool, same_line: bool, gap: int) -> list[str]:
    return [f"against={against}|same={gap == 0}", f"par={same_line}|gap={gap}"]


@shared
def _days_of_text(days: int, gap: int, times: int) -> list[str]:
    """How many days the text tells, and how often these."""
    return [f"ndates={days}|gap={gap}", f"times={times}"]


def _same_sentence(scene: Scene, figure: _Figure, days: Days, grain: str) -> list[Look]:
    """Distance, clause, tree, words, other dates and figures between, and brackets around the date."""
    syntax, context, fact = scene.syntax, scene.context, figure.fact
    is_left = days.token < fact.span[0]
    first, last = (days.token, fact.span[0]) if is_left else (fact.span[-1], days.token)
    side = "L" if is_left else "R"
    far = bin_of(last - first)
    words = syntax.words(first + 1, min(last, first + 60))
    here = context.dates_in.get(fact.sentence, [])[:A_SENTENCE]
    nearer = min(sum(first < context.date_tokens[d][0] < last for d in here), 2)
    figures = min(scene.figures_between(first + 1, min(last, first + 60)), 3)
    same_clause = syntax.clause_head(days.token) == figure.clause
    looks: list[Look] = [
        _beside(side, far, fact.kind, same_clause, grain),
        f"clause={same_clause}|v={figure.lemma}",
        f"path={scene.path(fact.anchor, days.token)}",
        _parted(side, nearer, figures, *(mark for mark in _PARTING if mark in words)),
    ]
    behind = context.date_tokens[days.number][-1] + 1
    if syntax.lower(days.token - 1) == "(" or syntax.lower(behind) == ")":
        looks.append(f"bracketdate|{side}|d={far}")
    head = syntax.head(days.token)
    looks.append(f"dhead={syntax.lemma(head) if syntax.is_verb(head) else syntax.pos(head)}|{side}")
    return looks


@shared
def _beside(side: str, far: str, kind: str, same_clause: bool, grain: str) -> list[str]:
    """On which side the date stands, how many tokens away, whether in the clause of the figure."""
    clause = f"clause={same_clause}"
    return [f"d={side}{far}", f"d={side}{far}|k={kind}", f"{clause}|{side}", f"{clause}|k={kind}|{grain}"]


@shared
def _parted(side: str, dates: int, figures: int, *marks: str) -> list[str]:
    return [*(f"btw={mark}|{side}" for mark in marks), f"nearer={dates}|{side}", f"figs={figures}|{side}"]


@shared
def _other_sentence(gap: int, near: int, is_dated: bool, same_verb: bool, nearer: int) -> list[str]:
    """Whether the figure's own sentence has a date, how many lie between, and whether both have one verb."""
    return [f"datehere={is_dated}|gap={gap}", f"sameverb={same_verb}|gap={near}", f"nearer={nearer}|back"]


@shared
def _not_told(
    has_rule: bool, kind: str, counted: str, tense: str, mood: str, modality: str, unit: str | None, is_dated: bool,
    has_subject: bool,
) -> list[str]:  # fmt: skip
    """What speaks for a figure without days: tense and mood of its clause, no date in its sentence, its unit."""
    return [
        f"rule={has_rule}|k={kind}",
        f"tense={tense}|k={kind}",
        f"tense={tense}|cc={counted}",
        f"mood={mood}",
        f"mod={modality}|k={kind}",
        f"datehere={is_dated}|k={kind}",
        f"datehere={is_dated}|cc={counted}",
        f"unit={unit}",
        f"subj={has_subject}",
    ]
