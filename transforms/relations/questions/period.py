"""Which days a figure covers."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date

from transforms.facts import FoundDate
from transforms.language import FROM, words_of
from transforms.relations.features import bin_of, figure_features
from transforms.relations.looks import Look, nobody, shared
from transforms.relations.scene import Fact, Scene
from transforms.relations.words import meaning, relation_words

_UNTIL = words_of("fino sino entro")
#: How many sentences back and ahead dates are looked for; those of the first three sentences always count.
BACK, AHEAD, FIRST = 14, 2, 3
#: How many dates of one sentence are looked at, and how many candidates a figure has.
A_SENTENCE, MOST = 40, 60
_DAYS = ("day", "part_of_day", "hour", "minute", "second")
_DASHES = ("–", "—", "-", "−")
#: How far behind the headline a dateline ends, in code points.
_DATELINE = 150
_PARTING = (";", "(", ")", ",", "mentre", "che", "e")


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


def candidates(scene: Scene, k: int) -> list[Days]:
    """The days of the dates around a figure, also from then on and up to then; up to publication where words say so.

    The day of publication alone dates nothing: where it does, the text says "oggi", or a dateline tells it. Without
    one only dates of the figure's own sentence tell days; another date may be meant, and then its days are not known.
    """
    published, here = scene.context.published_on, scene.context.sentence[k]
    near = {*range(FIRST), *range(max(here - BACK, 0), here + AHEAD + 1)}
    out: list[Days] = []
    for number in sorted(near):
        for d in scene.context.dates_in.get(number, [])[:A_SENTENCE]:
            out += _readings(scene, d, number) if published or number == here else _unplaced(scene, d, number)
    if published and _is_so_far(scene, here):
        out.append(Days(None, published, "so_far", -1, here))
    return out[-MOST:]


def _is_so_far(scene: Scene, sentence: int) -> bool:
    """As in "finora": words that tell what holds up to the day of publication."""
    return not relation_words("so_far").isdisjoint(scene.words_in(sentence))


def _readings(scene: Scene, d: int, sentence: int) -> Iterator[Days]:
    """A date as it stands, from then until publication ("dal 2010"), and up to then ("entro il 2030")."""
    found, published = scene.context.dates[d], scene.context.published_on
    if found.kind == "set":
        return
    if found.date_from is None and found.date_to is None:
        if published is None:
            yield from _unplaced(scene, d, sentence)
        return
    token = scene.context.date_tokens[d][0]
    words = {scene.syntax.lower(token - 1), scene.syntax.lower(token - 2)}
    is_since = published and found.date_from and found.date_from <= published and words & FROM
    if not (is_since and found.modifier == "start"):  # "dall'inizio dell'anno" never is its first months
        yield Days(found.date_from, found.date_to, "own", token, sentence, d)
    if is_since:
        yield Days(found.date_from, published, "since", token, sentence, d)
    if words & _UNTIL:
        yield Days(None, found.date_to, "until", token, sentence, d)


def _unplaced(scene: Scene, d: int, sentence: int) -> Iterator[Days]:
    """A date that may be meant although nobody knows which days it is: it keeps others from being taken for it."""
    found = scene.context.dates[d]
    if found.kind != "set" and (found.is_relative or found.date_from or found.date_to):
        yield Days(None, None, "own", scene.context.date_tokens[d][0], sentence, d)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure whose days are looked for, with its clause; `dates` are those of its sentence."""

    k: int
    fact: Fact
    clause: int
    tense: str
    lemma: str
    family: str
    value: Hashable
    dates: list[int]


def rows(scene: Scene, k: int) -> Iterator[tuple[Days | None, list[Look]]]:
    """The candidate days of a figure with their features; the last one is "not told"."""
    claim, fact = scene.claims[k], scene.fact(k)
    rule = (claim.period_from, claim.period_to) if claim.period_from or claim.period_to else None
    clause = scene.syntax.clause_head(fact.anchor)
    tense, lemma = scene.syntax.verb(clause).tense, scene.syntax.lemma(clause)
    dates = _dates_here(scene, fact.sentence)
    figure = _Figure(k, fact, clause, tense, lemma, meaning(lemma)[0], scene.value(k), dates)
    found = candidates(scene, k)
    for days in found:
        grain = _grain(scene, days)
        looks: list[Look] = [_way_and_grain(days.way, grain, fact.kind, fact.noun_class)]
        if days.number < 0:
            looks.append(_published(days.way, tense, bool(dates)))
        else:
            looks += _date(scene, figure, days, grain)
        looks += [f"prevrule|{way}" for way in _rules_beside(scene, k, days)]
        if rule is not None and (days.first, days.last) == rule:
            gap = min(fact.sentence - days.sentence, 3)
            looks += ["rule", f"rule|k={fact.kind}", f"rule|w={days.way}", f"rule|gap={gap}"]
        yield days, looks
    if not found:  # then nothing is to be weighed
        yield None, []
        return
    yield None, nobody([*figure_features(scene, k), *_not_told(scene, figure, found, rule is not None)])


def _rules_beside(scene: Scene, k: int, days: Days) -> Iterator[str]:
    """Whether the rules tell these days of the figure before or behind."""
    for way, other in (("before", k - 1), ("behind", k + 1)):
        if 0 <= other < len(scene.claims):
            claim = scene.claims[other]
            if (days.first, days.last) == (claim.period_from, claim.period_to):
                gap = min(abs(scene.context.sentence[other] - scene.context.sentence[k]), 2)
                yield f"{way}|gap={gap}|{scene.figures[k].kind == scene.figures[other].kind}"


def _grain(scene: Scene, days: Days) -> str:
    """How fine a date is: `day` also of its parts, `interval`, `duration`, `pub` of the day of publication."""
    if days.number < 0:
        return "pub"
    found = scene.context.dates[days.number]
    if _is_dateline(scene, days.number):
        return "dateline"
    if found.kind in ("interval", "duration"):
        return found.kind
    return "day" if found.grain in _DAYS else found.grain or "none"


def _is_dateline(scene: Scene, d: int) -> bool:
    """As in "ROMA, 16 MAG - …": the day of writing."""
    if scene.context.dates[d].start > scene.context.title_end + _DATELINE:
        return False
    last = scene.context.date_tokens[d][-1]
    return any(scene.syntax.lower(last + step) in _DASHES for step in (1, 2, 3, 4))


def _dates_here(scene: Scene, sentence: int) -> list[int]:
    """The dates of a sentence but for a dateline's, at most `A_SENTENCE`."""
    here = scene.context.dates_in.get(sentence, [])[:A_SENTENCE]
    return [d for d in here if not _is_dateline(scene, d)]


@shared
def _way_and_grain(way: str, grain: str, kind: str, counted: str) -> list[str]:
    """How the date is read and how fine it is, with the kind of the figure and what it counts."""
    return [f"w={way}", f"w={way}|k={kind}", f"g={grain}|k={kind}", f"g={grain}|cc={counted}"]


@shared
def _published(way: str, tense: str, has_date: bool) -> list[str]:
    """What speaks for all days up to publication: the tense, no date in the sentence."""
    return [f"w={way}|tense={tense}", f"w={way}|anydate={has_date}"]


def _date(scene: Scene, figure: _Figure, days: Days, grain: str) -> list[Look]:
    """How a figure and a date stand to each other."""
    found, fact = scene.context.dates[days.number], figure.fact
    gap = max(min(fact.sentence - days.sentence, 6), -2)
    looks: list[Look] = [_sentences_apart(gap, fact.kind, grain, days.way, found.is_relative, found.kind)]
    looks += _past_or_future(scene, figure, days, grain)
    told = min(len(scene.days_told), 4), min(scene.days_told[days.first, days.last], 3)
    looks.append(_days_of_text(*told, min(abs(fact.sentence - days.sentence), 3)))
    if fact.sentence == days.sentence:
        return looks + _same_sentence(scene, figure, days, grain)
    return looks + _same_event(scene, figure, days, grain) + _other_sentence(scene, figure, days)


@shared
def _sentences_apart(gap: int, kind: str, grain: str, way: str, is_relative: bool, sort: str) -> list[str]:
    """How many sentences the date stands before the figure, and what sort of date it is."""
    far = f"gap={gap}"
    return [
        far,
        f"{far}|k={kind}",
        f"{far}|g={grain}",
        f"{far}|w={way}",
        f"rel={is_relative}|gap={min(abs(gap), 2)}",
        f"kind={sort}|w={way}",
    ]


def _past_or_future(scene: Scene, figure: _Figure, days: Days, grain: str) -> list[Look]:
    """Whether the date lies before or after publication and how far, beside the tense of the figure's clause."""
    found, published, fact = scene.context.dates[days.number], scene.context.published_on, figure.fact
    if not published or not found.date_from:
        return []
    days_off = abs((published - found.date_from).days)
    far = (days_off >= 8) + (days_off >= 60) + (days_off >= 400)
    when, gap = _when(found, found.date_from, published), min(abs(fact.sentence - days.sentence), 2)
    modality = scene.claims[figure.k].modality
    return [_when_and_tense(when, figure.tense, gap, modality, grain, fact.kind), _far(far, fact.kind, fact.noun_class)]


@shared
def _when_and_tense(when: str, tense: str, gap: int, modality: str, grain: str, kind: str) -> list[str]:
    when = f"when={when}"
    return [
        f"{when}|tense={tense}",
        f"{when}|tense={tense}|gap={gap}",
        f"{when}|mod={modality}",
        f"{when}|g={grain}",
        f"{when}|k={kind}",
    ]


@shared
def _far(far: int, kind: str, counted: str) -> list[str]:
    return [f"far={far}|k={kind}", f"far={far}|cc={counted}"]


def _when(found: FoundDate, first: date, published: date) -> str:
    if (found.date_to or first) < published:
        return "past"
    return "future" if first > published else "now"


@shared
def _days_of_text(dates: int, times: int, gap: int) -> list[str]:
    """How many days the text tells, and how often these."""
    return [f"ndates={dates}|gap={gap}", f"times={times}"]


def _same_event(scene: Scene, figure: _Figure, days: Days, grain: str) -> list[Look]:
    """Whether the date's sentence tells what the figure tells: the same number, what it counts, its verb, its nouns."""
    fact, at = figure.fact, days.sentence
    gap = min(abs(fact.sentence - at), 3)
    there, here = scene.lemmas_in(at), scene.lemmas_in(fact.sentence)
    has_noun = fact.noun is not None and scene.syntax.lemma(fact.noun) in there
    is_twin, shares = figure.value in scene.values_in(at), min(len(there & here), 3)
    return [_event(is_twin, shares, has_noun, figure.lemma in there, gap), f"vfam={figure.family}|g={grain}|back"]


@shared
def _event(is_twin: bool, shares: int, has_noun: bool, has_verb: bool, gap: int) -> list[str]:
    twin = ["twin", f"twin|gap={gap}"] if is_twin else []
    return [*twin, f"shared={shares}|gap={gap}", f"noun={has_noun}|verb={has_verb}|gap={gap}"]


def _same_sentence(scene: Scene, figure: _Figure, days: Days, grain: str) -> list[Look]:
    """Distance, clause, tree, words, other dates and figures between, and brackets around the date."""
    syntax, context, fact = scene.syntax, scene.context, figure.fact
    is_left = days.token < fact.span[0]
    first, last = (days.token, fact.span[0]) if is_left else (fact.span[-1], days.token)
    side = "L" if is_left else "R"
    far = bin_of(last - first)
    words = syntax.words(first + 1, min(last, first + 60))
    nearer = sum(first < context.date_tokens[d][0] < last for d in figure.dates)
    figures = scene.figures_between(first + 1, min(last, first + 60))
    clause = f"clause={syntax.clause_head(days.token) == figure.clause}"
    owner = scene.figure_of_date(days.number)
    looks: list[Look] = [
        f"owner={owner == figure.k}|{side}",
        f"owner={owner == figure.k}|g={grain}",
        f"vfam={figure.family}|g={grain}|{clause}",
        f"d={side}{far}",
        f"d={side}{far}|k={fact.kind}",
        f"{clause}|{side}",
        f"{clause}|k={fact.kind}|{grain}",
        *(f"btw={mark}|{side}" for mark in _PARTING if mark in words),
        f"nearer={min(nearer, 2)}|{side}",
        f"figs={min(figures, 3)}|{side}",
    ]
    behind = context.date_tokens[days.number][-1] + 1
    if syntax.lower(days.token - 1) == "(" or syntax.lower(behind) == ")":
        looks.append(f"bracketdate|{side}|d={far}")
    head = syntax.head(days.token)
    looks.append(f"dhead={syntax.lemma(head) if syntax.is_verb(head) else syntax.pos(head)}|{side}")
    return looks


def _other_sentence(scene: Scene, figure: _Figure, days: Days) -> list[Look]:
    """Whether the figure's own sentence has a date, how many lie between, and whether both have one verb."""
    syntax, fact = scene.syntax, figure.fact
    gap = fact.sentence - days.sentence
    same_verb = syntax.lemma(syntax.clause_head(days.token)) == figure.lemma
    nearer = bisect_left(scene.day_tokens, fact.span[0]) - bisect_right(scene.day_tokens, days.token)
    return [_elsewhere(bool(figure.dates), max(min(gap, 6), -2), same_verb, max(min(nearer, 3), 0))]


@shared
def _elsewhere(has_date: bool, gap: int, same_verb: bool, nearer: int) -> list[str]:
    return [f"datehere={has_date}|gap={gap}", f"sameverb={same_verb}|gap={min(abs(gap), 2)}", f"nearer={nearer}|back"]


def _not_told(scene: Scene, figure: _Figure, found: list[Days], has_rule: bool) -> list[str]:
    """What speaks for a figure without days: tense and mood of its clause, no date in its sentence, its unit."""
    fact, claim = figure.fact, scene.claims[figure.k]
    tense, here = f"tense={figure.tense}", f"datehere={bool(figure.dates)}"
    dated = [days for days in found if days.number >= 0 and _grain(scene, days) != "dateline"]
    gaps = [fact.sentence - days.sentence for days in dated]
    beside = [days for days in dated if days.sentence == fact.sentence]
    own = [days for days in beside if scene.figure_of_date(days.number) == figure.k]
    in_clause = any(scene.syntax.clause_head(days.token) == figure.clause for days in own)
    back = min((gap for gap in gaps if gap >= 0), default=9)
    return [
        f"owns={bool(own)}{in_clause}",
        f"owns={bool(own)}{in_clause}|k={fact.kind}",
        f"back={min(back, 6)}",
        f"back={min(back, 3)}|k={fact.kind}",
        f"many={min(len({(days.first, days.last) for days in dated}), 5)}",
        f"inmarks={scene.in_marks(fact.span[0])}",
        f"rule={has_rule}|k={fact.kind}",
        f"{tense}|k={fact.kind}",
        f"{tense}|cc={fact.noun_class}",
        f"mood={scene.syntax.verb(figure.clause).mood}",
        f"mod={claim.modality}|k={fact.kind}",
        f"{here}|k={fact.kind}",
        f"{here}|cc={fact.noun_class}",
        f"unit={scene.figures[figure.k].unit}",
        f"subj={bool(claim.subject or claim.subject_name)}",
    ]
