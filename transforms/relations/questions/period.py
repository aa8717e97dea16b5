"""Which days a figure covers."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date

from transforms.facts import FoundDate
from transforms.language import ARTICLES, words_of
from transforms.relations.features import DEFINITES, PREPOSITIONS, bin_of, figure_features
from transforms.relations.looks import Look, nobody
from transforms.relations.questions.days import Days, candidates, dates_here, grain_of
from transforms.relations.scene import Fact, Scene
from transforms.relations.words import meaning, relation_words, saying

_PARTING = (";", "(", ")", ",", "mentre", "che", "e")
#: How far from a figure "finora" is looked for, in tokens.
_FAR = 40
_IMPERFECT = ("va", "vano")
_WAS = words_of("era erano")
#: What a figure is held against is of another day: "rispetto al 2020".
_AGAINST = words_of("rispetto contro confronto")


@dataclass(frozen=True, slots=True)
class _Figure:
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
    """

    k: int
    fact: Fact
    clause: int
    outer: int
    tense: str
    lemma: str
    family: str
    unit: str | None
    value: Hashable
    aspect: str
    event: str


def _figure(scene: Scene, k: int) -> _Figure:
    syntax, fact = scene.syntax, scene.fact(k)
    clause = syntax.clause_head(fact.anchor)
    lemma, verb = syntax.lemma(clause), syntax.verb(clause)
    words = [syntax.lower(at) for at in verb.tokens]
    is_imperfect = any(word.endswith(_IMPERFECT) or word in _WAS for word in words)
    tense = f"{verb.tense}{'i' if is_imperfect else 'c' if verb.compound else ''}"
    unit = scene.figures[k].unit
    event = "quake" if unit == "magnitude" else ""
    return _Figure(
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
    )


@dataclass(frozen=True, slots=True)
class _Date:
    """A date as it stands in its sentence.

    Attributes:
        grain: how fine it is.
        root: the token by which it hangs in its clause.
        clause: the predicate of that.
        preposition: before it, over an article; "" without one.
        gap: how many sentences before the figure it stands, -1 to 4.
    """

    grain: str
    root: int
    clause: int
    preposition: str
    gap: int


def _told(scene: Scene, figure: _Figure, days: Days) -> _Date:
    syntax = scene.syntax
    root = syntax.span_root(scene.context.date_tokens[days.number])
    before = days.token - 1
    before -= syntax.lower(before) in ARTICLES
    preposition = PREPOSITIONS.get(syntax.lower(before), "")
    gap = max(min(figure.fact.sentence - days.sentence, 4), -1)
    return _Date(grain_of(scene, days), root, syntax.clause_head(root), preposition, gap)


def rows(scene: Scene, k: int) -> Iterator[tuple[Days | None, list[Look]]]:
    """The candidate days of a figure with their features; the last one is "not told"."""
    claim, figure = scene.claims[k], _figure(scene, k)
    fact = figure.fact
    rule = (claim.period_from, claim.period_to) if claim.period_from or claim.period_to else None
    found = candidates(scene, k)
    for days in found:
        looks: list[Look] = [*_way_and_grain(scene, figure, days)]
        looks += _so_far(scene, figure, days) if days.number < 0 else _date(scene, figure, days)
        looks += [f"prevrule|{way}" for way in _rules_beside(scene, k, days)]
        if rule is not None and (days.first, days.last) == rule:
            gap = min(fact.sentence - days.sentence, 3)
            looks += ["rule", f"rule|k={fact.kind}", f"rule|w={days.way}", f"rule|gap={gap}"]
        yield days, looks
    told = [*figure_features(scene, k), *_not_told(scene, figure, found, rule is not None), *_stands(scene, figure)]
    yield None, nobody(told)


def _rules_beside(scene: Scene, k: int, days: Days) -> Iterator[str]:
    """Whether the rules tell these days of the figure before or behind."""
    for way, other in (("before", k - 1), ("behind", k + 1)):
        if 0 <= other < len(scene.claims):
            claim = scene.claims[other]
            if (days.first, days.last) == (claim.period_from, claim.period_to):
                gap = min(abs(scene.context.sentence[other] - scene.context.sentence[k]), 2)
                yield f"{way}|gap={gap}|{scene.figures[k].kind == scene.figures[other].kind}"


def _way_and_grain(scene: Scene, figure: _Figure, days: Days) -> list[str]:
    """How the date is read and how fine it is, with the kind of the figure and what it counts."""
    way, grain = days.way, grain_of(scene, days)
    kind, counted = figure.fact.kind, figure.fact.noun_class
    return [f"w={way}", f"w={way}|k={kind}", f"g={grain}|k={kind}", f"g={grain}|cc={counted}"]


def _so_far(scene: Scene, figure: _Figure, days: Days) -> list[str]:
    """What speaks for all days up to publication: tense, no date in the sentence, how near the word for it stands."""
    syntax, fact, way = scene.syntax, figure.fact, f"w={days.way}"
    first, (start, end) = fact.span[0], syntax.bounds(fact.span[0])
    near = range(max(start, first - _FAR), min(end, first + _FAR))
    at = min(
        (at for at in near if syntax.lower(at) in relation_words("so_far")),
        key=lambda at: abs(at - first),
        default=start,
    )
    word, dates = syntax.lower(at), dates_here(scene, fact.sentence)
    return [
        f"{way}|tense={figure.tense}",
        f"{way}|asp={figure.aspect}",
        f"{way}|cc={fact.noun_class}",
        f"{way}|ndates={min(len(dates), 2)}",
        f"sofar={word}",
        f"sofar={word}|asp={figure.aspect}",
        f"sofar|{bin_of(abs(at - first))}|{at < first}",
        f"sofar|clause={syntax.clause_head(at) == figure.clause}",
        f"sofar|figs={min(scene.figures_between(min(at, first) + 1, max(at, first)), 2)}",
    ]


def _date(scene: Scene, figure: _Figure, days: Days) -> list[str]:
    """How a figure and a date stand to each other."""
    told = _told(scene, figure, days)
    looks = [
        *_sentences_apart(scene, figure, days),
        *_past_or_future(scene, figure, days),
        *_days_of_text(scene, figure, days),
        *_same_event(scene, figure, days),
        *_prepositions(scene, figure, days, told),
        *_tense_and_aspect(figure, days, told),
    ]
    if figure.fact.sentence == days.sentence:
        return [*looks, *_same_sentence(scene, figure, days), *_tree(scene, figure, days, told)]
    return [*looks, *_other_sentence(scene, figure, days), *_other_clause(scene, figure, told)]


def _prepositions(scene: Scene, figure: _Figure, days: Days, told: _Date) -> list[str]:
    """The preposition before a date, its label in the tree, and words that hold a figure against another day."""
    syntax, near = scene.syntax, f"gap={min(abs(told.gap), 2)}"
    preposition = f"prep={told.preposition}"
    looks = [
        f"{preposition}|g={told.grain}",
        f"{preposition}|{near}",
        f"{preposition}|w={days.way}",
        f"dlab={syntax.label(told.root)}|{near}",
    ]
    if not _AGAINST.isdisjoint(syntax.words(max(days.token - 5, syntax.bounds(days.token)[0]), days.token)):
        looks += [f"against|gap={told.gap}", f"against|asp={figure.aspect}"]
    return looks


def _tense_and_aspect(figure: _Figure, days: Days, told: _Date) -> list[str]:
    """How far the date stands beside what the figure and its verb are."""
    gap, grain, tense = f"gap={told.gap}", f"g={told.grain}", f"tense={figure.tense}"
    near = f"gap={min(abs(told.gap), 2)}"
    return [
        f"{gap}|cc={figure.fact.noun_class}",
        f"{gap}|{tense}",
        f"{gap}|{tense}|{grain}",
        f"{gap}|k={figure.fact.kind}|{grain}",
        f"{gap}|vfam={figure.family}",
        f"w={days.way}|{tense}|{grain}",
        f"asp={figure.aspect}|{grain}|{near}",
        f"asp={figure.aspect}|w={days.way}",
        f"unit={figure.unit}|{near}",
        f"unit={figure.unit}|{grain}",
    ]


def _tree(scene: Scene, figure: _Figure, days: Days, told: _Date) -> list[str]:
    """How a date of the sentence hangs on the figure, and how its clause lies to the figure's."""
    syntax, fact = scene.syntax, figure.fact
    hangs, above = f"hangs={_hangs(scene, figure, told)}", scene.rise(figure.outer)
    if told.clause == figure.outer:
        lies = "lies=own"
    elif told.clause in above:
        lies = "lies=above"
    else:
        lies = f"lies={'below' if figure.outer in scene.rise(told.clause) else 'beside'}"
    owner = scene.figure_of_date(days.number) == figure.k
    return [
        hangs,
        f"{hangs}|g={told.grain}",
        f"{hangs}|prep={told.preposition}",
        f"path={scene.path(fact.anchor, told.root)}",
        lies,
        f"{lies}|g={told.grain}",
        f"{lies}|says={syntax.lemma(told.clause) in saying()}",
        f"{lies}|lab={syntax.label(figure.outer)}",
        f"{lies}|cc={fact.noun_class}",
        f"asp={figure.aspect}|{'L' if days.token < fact.span[0] else 'R'}|owner={owner}",
        f"asp={figure.aspect}|mod={scene.context.dates[days.number].modifier}",
    ]


def _hangs(scene: Scene, figure: _Figure, told: _Date) -> str:
    """What of the figure a date depends on: its noun, its number, its verb, or what they hang on."""
    head, fact = scene.syntax.head(told.root), figure.fact
    if head == fact.noun:
        return "noun"
    if head == fact.anchor:
        return "anchor"
    if head == figure.clause:
        return "verb"
    above = scene.rise(fact.anchor)[:4]
    return f"up{above.index(head)}" if head in above else ""


def _other_clause(scene: Scene, figure: _Figure, told: _Date) -> list[str]:
    """What the clause of a date in another sentence tells: whether it says something, its tense and verb."""
    syntax, lemma = scene.syntax, scene.syntax.lemma(told.clause)
    return [
        f"dsays={lemma in saying()}|gap={told.gap}",
        f"dtense={syntax.verb(told.clause).tense}|tense={figure.tense}",
        f"dclab={syntax.label(told.clause)}|g={told.grain}",
        f"dvfam={meaning(lemma)[0]}|ev={figure.event}",
    ]


def _sentences_apart(scene: Scene, figure: _Figure, days: Days) -> list[str]:
    """How many sentences the date stands before the figure, and what sort of date it is."""
    found, fact = scene.context.dates[days.number], figure.fact
    gap = fact.sentence - days.sentence
    far = f"gap={max(min(gap, 6), -2)}"
    return [
        far,
        f"{far}|k={fact.kind}",
        f"{far}|g={grain_of(scene, days)}",
        f"{far}|w={days.way}",
        f"rel={found.is_relative}|gap={min(abs(gap), 2)}",
        f"kind={found.kind}|w={days.way}",
    ]


def _past_or_future(scene: Scene, figure: _Figure, days: Days) -> list[str]:
    """Whether the date lies before or after publication and how far, beside the tense of the figure's clause."""
    found, published = scene.context.dates[days.number], scene.context.published_on
    if not published or not found.date_from:
        return []
    when = f"when={_when(found, found.date_from, published)}"
    days_off = abs((published - found.date_from).days)
    far = f"far={sum(days_off >= limit for limit in (8, 60, 400))}"
    tense, gap = f"tense={figure.tense}", min(abs(figure.fact.sentence - days.sentence), 2)
    return [
        f"{when}|{tense}",
        f"{when}|{tense}|gap={gap}",
        f"{when}|mod={scene.claims[figure.k].modality}",
        f"{far}|k={figure.fact.kind}",
        f"{far}|cc={figure.fact.noun_class}",
        f"{when}|g={grain_of(scene, days)}",
        f"{when}|k={figure.fact.kind}",
    ]


def _when(found: FoundDate, first: date, published: date) -> str:
    if (found.date_to or first) < published:
        return "past"
    return "future" if first > published else "now"


def _days_of_text(scene: Scene, figure: _Figure, days: Days) -> list[str]:
    """How many days the text tells, and how often these."""
    own = days.first, days.last
    gap = min(abs(figure.fact.sentence - days.sentence), 3)
    return [
        f"ndates={min(len(scene.days_told), 4)}|gap={gap}",
        f"times={min(scene.days_told[own], 3)}",
    ]


def _same_event(scene: Scene, figure: _Figure, days: Days) -> list[str]:
    """Whether the date's sentence tells what the figure tells: the same number, what it counts, its verb, its nouns."""
    fact, at = figure.fact, days.sentence
    if at == fact.sentence:
        return []
    gap = f"gap={min(abs(fact.sentence - at), 3)}"
    looks = []
    if figure.value in scene.values_in(at):
        looks += ["twin", f"twin|{gap}"]
    there, here = scene.lemmas_in(at), scene.lemmas_in(fact.sentence)
    looks.append(f"shared={min(len(there & here), 3)}|{gap}")
    noun = fact.noun is not None and scene.syntax.lemma(fact.noun) in there
    looks.append(f"noun={noun}|verb={figure.lemma in there}|{gap}")
    looks.append(f"vfam={figure.family}|g={grain_of(scene, days)}|back")
    return looks


def _same_sentence(scene: Scene, figure: _Figure, days: Days) -> list[str]:
    """Distance, clause, tree, words, other dates and figures between, and brackets around the date."""
    syntax, context, fact = scene.syntax, scene.context, figure.fact
    is_left = days.token < fact.span[0]
    first, last = (days.token, fact.span[0]) if is_left else (fact.span[-1], days.token)
    side = "L" if is_left else "R"
    far = bin_of(last - first)
    words = syntax.words(first + 1, min(last, first + 60))
    here = dates_here(scene, fact.sentence)
    nearer = sum(first < context.date_tokens[d][0] < last for d in here)
    figures = scene.figures_between(first + 1, min(last, first + 60))
    clause = f"clause={syntax.clause_head(days.token) == figure.clause}"
    owner = scene.figure_of_date(days.number)
    looks = [
        f"owner={owner == figure.k}|{side}",
        f"owner={owner == figure.k}|g={grain_of(scene, days)}",
        f"vfam={figure.family}|g={grain_of(scene, days)}|{clause}",
        f"d={side}{far}",
        f"d={side}{far}|k={fact.kind}",
        f"{clause}|{side}",
        f"{clause}|k={fact.kind}|{grain_of(scene, days)}",
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


def _other_sentence(scene: Scene, figure: _Figure, days: Days) -> list[str]:
    """Whether the figure's own sentence has a date, how many lie between, and whether both have one verb."""
    syntax, fact = scene.syntax, figure.fact
    gap = fact.sentence - days.sentence
    far = f"gap={max(min(gap, 6), -2)}"
    same_verb = syntax.lemma(syntax.clause_head(days.token)) == figure.lemma
    nearer = bisect_left(scene.day_tokens, fact.span[0]) - bisect_right(scene.day_tokens, days.token)
    return [
        f"datehere={bool(dates_here(scene, fact.sentence))}|{far}",
        f"sameverb={same_verb}|gap={min(abs(gap), 2)}",
        f"nearer={max(min(nearer, 3), 0)}|back",
    ]


def _not_told(scene: Scene, figure: _Figure, found: list[Days], has_rule: bool) -> list[str]:
    """What speaks for a figure without days: tense and mood of its clause, no date in its sentence, its unit."""
    fact, claim = figure.fact, scene.claims[figure.k]
    tense, here = f"tense={figure.tense}", f"datehere={bool(dates_here(scene, fact.sentence))}"
    dated = [days for days in found if days.number >= 0 and grain_of(scene, days) != "dateline"]
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
        f"unit={figure.unit}",
        f"subj={bool(claim.subject or claim.subject_name)}",
    ]


def _stands(scene: Scene, figure: _Figure) -> list[str]:
    """What else speaks for a figure without days: a definite number, its clause, its place, how many days are told."""
    syntax, fact, event = scene.syntax, figure.fact, f"ev={figure.event}"
    kind = f"k={fact.kind}"
    definite = f"def={syntax.lower(fact.span[0] - 1) in DEFINITES}"
    label, few, lead = (
        syntax.label(figure.outer),
        f"few={min(len(scene.days_told), 4)}",
        f"lead={min(fact.sentence, 5)}",
    )
    looks = [
        f"{definite}|{kind}",
        f"{definite}|cc={fact.noun_class}",
        f"clab={label}",
        f"clab={label}|tense={figure.tense}",
        f"says={figure.lemma in saying()}|{kind}",
        f"aw={syntax.lower(fact.span[-1] + 1)}",
        f"{few}|{kind}",
        f"{few}|{event}",
        f"{few}|tense={figure.tense}",
        f"{lead}|{kind}",
        f"{lead}|{event}",
        f"published={scene.context.published_on is not None}",
    ]
    if fact.noun is not None:
        looks.append(f"nounaw={syntax.lower(fact.noun + 1)}")
    return looks
