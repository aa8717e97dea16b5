"""Which days a figure covers."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from transforms.relations.features import DEFINITES, bin_of, figure_features
from transforms.relations.looks import Look, nobody, shared
from transforms.relations.questions.days import Date, Days, Figure, candidates, date_at, dates_here, figure_at, tied_to
from transforms.relations.scene import Scene
from transforms.relations.words import relation_words, saying

_PARTING = (";", "(", ")", ",", "mentre", "che", "e")
#: How far from a figure "finora" is looked for, in tokens.
_FAR = 40


def rows(scene: Scene, k: int) -> Iterator[tuple[Days | None, list[Look]]]:
    """The candidate days of a figure with their features; the last one is "not told"."""
    found = scene.once(candidates, scene.context.sentence[k])
    if not found:  # then nothing is to be weighed
        yield None, []
        return
    claim, figure = scene.claims[k], figure_at(scene, k)
    fact, rule = figure.fact, (claim.period_from, claim.period_to)
    has_rule = rule != (None, None)
    for days in found:
        looks = _so_far(scene, figure, days) if days.number < 0 else _date(scene, figure, days)
        if has_rule and (days.first, days.last) == rule:
            looks.append(_rule(fact.kind, days.way, min(fact.sentence - days.sentence, 3)))
        yield days, looks
    told = [*figure_features(scene, k), *_not_told(scene, figure, found, has_rule), *_stands(scene, figure)]
    yield None, nobody(told)


@shared
def _rule(kind: str, way: str, gap: int) -> list[str]:
    """The days that the rules found."""
    return ["rule", f"rule|k={kind}", f"rule|w={way}", f"rule|gap={gap}"]


@shared
def _way_and_grain(way: str, grain: str, kind: str, counted: str) -> list[str]:
    """How the date is read and how fine it is, with the kind of the figure and what it counts."""
    return [f"w={way}", f"w={way}|k={kind}", f"g={grain}|k={kind}", f"g={grain}|cc={counted}"]


# ---------- days up to publication
def _so_far(scene: Scene, figure: Figure, days: Days) -> list[Look]:
    """What speaks for all days up to publication: tense, no date in the sentence, how near the word for it stands."""
    syntax, fact = scene.syntax, figure.fact
    first, (start, end) = fact.span[0], syntax.bounds(fact.span[0])
    near = range(max(start, first - _FAR), min(end, first + _FAR))
    at = min(
        (at for at in near if syntax.lower(at) in relation_words("so_far")),
        key=lambda at: abs(at - first),
        default=start,
    )
    dates, figures = scene.once(dates_here, fact.sentence), scene.figures_between(min(at, first) + 1, max(at, first))
    return [
        _way_and_grain(days.way, "pub", fact.kind, fact.noun_class),
        _so_far_and_figure(days.way, figure.tense, figure.aspect, fact.noun_class, min(len(dates), 2)),
        _so_far_word(syntax.lower(at), figure.aspect, bin_of(abs(at - first)), at < first),
        _so_far_beside(syntax.clause_head(at) == figure.clause, min(figures, 2)),
    ]


@shared
def _so_far_and_figure(way: str, tense: str, aspect: str, counted: str, dates: int) -> list[str]:
    return [f"w={way}|tense={tense}", f"w={way}|asp={aspect}", f"w={way}|cc={counted}", f"w={way}|ndates={dates}"]


@shared
def _so_far_word(word: str, aspect: str, far: str, is_left: bool) -> list[str]:
    return [f"sofar={word}", f"sofar={word}|asp={aspect}", f"sofar|{far}|{is_left}"]


@shared
def _so_far_beside(same_clause: bool, figures: int) -> list[str]:
    return [f"sofar|clause={same_clause}", f"sofar|figs={figures}"]


# ---------- a date
def _date(scene: Scene, figure: Figure, days: Days) -> list[Look]:
    """How a figure and a date stand to each other."""
    told, found, fact = scene.once(date_at, days.number), scene.context.dates[days.number], figure.fact
    grain, way, gap = told.grain, days.way, fact.sentence - days.sentence
    far, near, gap = max(min(gap, 6), -2), abs(gap), max(min(gap, 4), -1)
    looks: list[Look] = [
        _way_and_grain(way, grain, fact.kind, fact.noun_class),
        _sentences_apart(far, fact.kind, grain, way, found.is_relative, found.kind),
        _days_of_text(min(len(scene.days_told), 4), min(near, 3), min(scene.days_told[days.first, days.last], 3)),
        _preposition(told.preposition, grain, way, min(abs(gap), 2)),
        _tense(gap, figure.tense, grain, way),
        _aspect(gap, figure.aspect, grain, way),
        _kind(gap, fact.kind, fact.noun_class, figure.unit, grain),
    ]
    if told.when:
        looks.append(_past_or_future(told.when, figure.tense, min(near, 2), figure.modality, grain, fact.kind))
        looks.append(_days_off(told.far, fact.kind, fact.noun_class))
    rival = scene.once(tied_to, fact.sentence).get(figure.k)
    if rival is not None and rival != days.number:
        looks.append(_rival(scene.once(date_at, rival).tie, min(near, 2)))
    if told.against:
        looks.append(_against(gap, figure.aspect, told.tie, told.owner == figure.k))
    if fact.sentence == days.sentence:
        looks += _same_sentence(scene, figure, days, told)
    else:
        looks += _same_event(scene, figure, days, told, gap)
        looks += _other_sentence(scene, figure, days, told, far)
    return looks


@shared
def _sentences_apart(gap: int, kind: str, grain: str, way: str, is_relative: bool, sort: str) -> list[str]:
    """How many sentences the date stands before the figure, and what sort of date it is."""
    return [
        f"gap={gap}",
        f"gap={gap}|k={kind}",
        f"gap={gap}|g={grain}",
        f"gap={gap}|w={way}",
        f"rel={is_relative}|gap={min(abs(gap), 2)}",
        f"kind={sort}|w={way}",
    ]


@shared
def _days_of_text(dates: int, gap: int, times: int) -> list[str]:
    """How many days the text tells, and how often these."""
    return [f"ndates={dates}|gap={gap}", f"times={times}"]


@shared
def _preposition(preposition: str, grain: str, way: str, gap: int) -> list[str]:
    """The preposition before a date."""
    return [
        f"prep={preposition}|g={grain}",
        f"prep={preposition}|gap={gap}",
        f"prep={preposition}|w={way}",
    ]


@shared
def _against(gap: int, aspect: str, tie: int, is_owner: bool) -> list[str]:
    """Words hold a figure against another day, or against the figure of another day."""
    return [f"against|gap={gap}", f"against|asp={aspect}", f"against|tie={tie}|owner={is_owner}"]


@shared
def _rival(tie: int, gap: int) -> list[str]:
    """Another date stands right behind the figure."""
    return [f"rival={tie}", f"rival={tie}|gap={gap}"]


@shared
def _tense(gap: int, tense: str, grain: str, way: str) -> list[str]:
    """How far the date stands beside the tense of the figure's verb."""
    return [f"gap={gap}|tense={tense}", f"gap={gap}|tense={tense}|g={grain}", f"w={way}|tense={tense}|g={grain}"]


@shared
def _aspect(gap: int, aspect: str, grain: str, way: str) -> list[str]:
    return [f"asp={aspect}|g={grain}|gap={min(abs(gap), 2)}", f"asp={aspect}|w={way}"]


@shared
def _kind(gap: int, kind: str, counted: str, unit: str | None, grain: str) -> list[str]:
    """How far the date stands beside what the figure is."""
    return [
        f"gap={gap}|cc={counted}",
        f"gap={gap}|k={kind}|g={grain}",
        f"unit={unit}|gap={min(abs(gap), 2)}",
        f"unit={unit}|g={grain}",
    ]


@shared
def _past_or_future(when: str, tense: str, gap: int, modality: str, grain: str, kind: str) -> list[str]:
    """Whether the date lies before or after publication, beside the tense of the figure's clause."""
    return [
        f"when={when}|tense={tense}",
        f"when={when}|tense={tense}|gap={gap}",
        f"when={when}|mod={modality}",
        f"when={when}|g={grain}",
        f"when={when}|k={kind}",
    ]


@shared
def _days_off(far: int, kind: str, counted: str) -> list[str]:
    """How far the date lies from publication."""
    return [f"far={far}|k={kind}", f"far={far}|cc={counted}"]


# ---------- a date of the sentence
def _same_sentence(scene: Scene, figure: Figure, days: Days, told: Date) -> list[Look]:
    """Distance, clause, words, other dates and figures between, aspect, and brackets around the date."""
    context, fact = scene.context, figure.fact
    is_left = days.token < fact.span[0]
    first, last = (days.token, fact.span[0]) if is_left else (fact.span[-1], days.token)
    side, far = "L" if is_left else "R", bin_of(last - first)
    words = scene.syntax.words(first + 1, min(last, first + 60))
    nearer = sum(first < context.date_tokens[d][0] < last for d in scene.once(dates_here, fact.sentence))
    figures, same = scene.figures_between(first + 1, min(last, first + 60)), told.verb == figure.clause
    looks: list[Look] = [
        _owner(told.owner == figure.k, side, told.grain),
        _distance(side, far, fact.kind),
        _clause(same, side, fact.kind, told.grain, figure.family),
        _opens(told.opens, side, min(nearer, 1), same),
        _between(side, min(nearer, 2), min(figures, 3), *(mark for mark in _PARTING if mark in words)),
        _role(figure.aspect, side, told.owner == figure.k, context.dates[days.number].modifier),
    ]
    brackets = _brackets(told.bracket, context.bracket_of(fact.span[0]))
    looks.append(_tied(told.tie, told.owner == figure.k, brackets))
    looks.append(_tied_by(told.tie, told.owner == figure.k, told.preposition, figure.aspect))
    if told.bracketed:
        looks.append(f"bracketdate|{side}|d={far}")
    return looks


def _brackets(date: int | None, figure: int | None) -> str:
    """Which of the two stands in brackets: "33 (30 nel 2020)"."""
    if date == figure:
        return "none" if date is None else "both"
    return f"{date is not None}{figure is not None}"


@shared
def _tied(tie: int, is_owner: bool, brackets: str) -> list[str]:
    owner = f"owner={is_owner}"
    return [f"tie={tie}|{owner}", f"brackets={brackets}", f"brackets={brackets}|{owner}"]


@shared
def _tied_by(tie: int, is_owner: bool, preposition: str, aspect: str) -> list[str]:
    tied = f"tie={tie}|owner={is_owner}"
    return [f"{tied}|prep={preposition}", f"{tied}|asp={aspect}"]


@shared
def _opens(opens: str, side: str, nearer: int, same: bool) -> list[str]:
    """Whether the date opens a clause, and so holds for what comes behind it."""
    return [f"opens={opens}|{side}", f"opens={opens}|{side}|nearer={nearer}", f"opens={opens}|{side}|clause={same}"]


@shared
def _owner(is_owner: bool, side: str, grain: str) -> list[str]:
    return [f"owner={is_owner}|{side}", f"owner={is_owner}|g={grain}"]


@shared
def _distance(side: str, far: str, kind: str) -> list[str]:
    return [f"d={side}{far}", f"d={side}{far}|k={kind}"]


@shared
def _clause(same: bool, side: str, kind: str, grain: str, family: str) -> list[str]:
    clause = f"clause={same}"
    clause_looks = [f"{clause}|{side}", f"{clause}|k={kind}|{grain}"]
    return [f"gap=0|vfam={family}", f"vfam={family}|g={grain}|{clause}", *clause_looks]


@shared
def _between(side: str, nearer: int, figures: int, *marks: str) -> list[str]:
    return [*(f"btw={mark}|{side}" for mark in marks), f"nearer={nearer}|{side}", f"figs={figures}|{side}"]


@shared
def _role(aspect: str, side: str, is_owner: bool, modifier: str | None) -> list[str]:
    return [f"asp={aspect}|{side}|owner={is_owner}", f"asp={aspect}|mod={modifier}"]


# ---------- a date of another sentence
def _same_event(scene: Scene, figure: Figure, days: Days, told: Date, gap: int) -> list[Look]:
    """Whether the date's sentence tells what the figure tells: the same number, what it counts, its verb, its nouns."""
    fact, at = figure.fact, days.sentence
    there, here = scene.lemmas_in(at), scene.lemmas_in(fact.sentence)
    has_noun = fact.noun is not None and scene.syntax.lemma(fact.noun) in there
    is_twin, shares = figure.value in scene.values_in(at), min(len(there & here), 3)
    return [
        _event(is_twin, shares, has_noun, figure.lemma in there, min(abs(fact.sentence - at), 3)),
        _verb(figure.family, told.grain, gap),
        _other_clause(told.says, gap, told.tense, figure.tense, told.label, told.grain),
        f"dvfam={told.family}|ev={figure.event}",
    ]


@shared
def _event(is_twin: bool, shares: int, has_noun: bool, has_verb: bool, gap: int) -> list[str]:
    twin = ["twin", f"twin|gap={gap}"] if is_twin else []
    return [*twin, f"shared={shares}|gap={gap}", f"noun={has_noun}|verb={has_verb}|gap={gap}"]


@shared
def _verb(family: str, grain: str, gap: int) -> list[str]:
    return [f"gap={gap}|vfam={family}", f"vfam={family}|g={grain}|back"]


@shared
def _other_clause(says: bool, gap: int, tense: str, own: str, label: str, grain: str) -> list[str]:
    """What the clause of the date tells: whether it says something, its tense."""
    return [f"dsays={says}|gap={gap}", f"dtense={tense}|tense={own}", f"dclab={label}|g={grain}"]


def _other_sentence(scene: Scene, figure: Figure, days: Days, told: Date, gap: int) -> list[Look]:
    """Whether the figure's own sentence has a date, how many lie between, and whether both have one verb."""
    fact, same_verb = figure.fact, scene.syntax.lemma(told.verb) == figure.lemma
    nearer = bisect_left(scene.day_tokens, fact.span[0]) - bisect_right(scene.day_tokens, days.token)
    has_date = bool(scene.once(dates_here, fact.sentence))
    looks: list[Look] = [_elsewhere(has_date, gap, same_verb, max(min(nearer, 3), 0))]
    return [*looks, _tied_there(told.tie, told.bracket is not None, told.opens, min(max(gap, -1), 3))]


@shared
def _tied_there(tie: int, in_bracket: bool, opens: str, gap: int) -> list[str]:
    """Whether the date belongs to a figure of its own sentence, and whether it opens a clause."""
    return [f"tie={tie}|back", f"inbracket={in_bracket}|back", f"opens={opens}|gap={gap}"]


@shared
def _elsewhere(has_date: bool, gap: int, same_verb: bool, nearer: int) -> list[str]:
    return [f"datehere={has_date}|gap={gap}", f"sameverb={same_verb}|gap={min(abs(gap), 2)}", f"nearer={nearer}|back"]


# ---------- no days
def _not_told(scene: Scene, figure: Figure, found: list[Days], has_rule: bool) -> list[Look]:
    """What speaks for a figure without days: tense and mood of its clause, no date in its sentence, its unit."""
    fact, claim = figure.fact, scene.claims[figure.k]
    kind, counted, told = fact.kind, fact.noun_class, scene.syntax.verb(figure.clause)
    dates = ((days, scene.once(date_at, days.number)) for days in found if days.number >= 0)
    dated = [(days, date) for days, date in dates if date.grain != "dateline"]
    own = [date for days, date in dated if days.sentence == fact.sentence and date.owner == figure.k]
    in_clause = any(date.verb == figure.clause for date in own)
    gaps = (fact.sentence - days.sentence for days, _ in dated)
    back = min((gap for gap in gaps if gap >= 0), default=9)
    many = min(len({(days.first, days.last) for days, _ in dated}), 5)
    has_date, in_marks = bool(scene.once(dates_here, fact.sentence)), scene.in_marks(fact.span[0])
    return [
        _owned(bool(own), in_clause, min(back, 6), kind),
        _dated(many, has_date, kind, counted),
        _told(in_marks, has_rule, claim.modality, kind, bool(claim.subject or claim.subject_name)),
        _mood(figure.tense, told.mood, kind, counted, figure.unit),
    ]


@shared
def _owned(owns: bool, in_clause: bool, back: int, kind: str) -> list[str]:
    owned = f"owns={owns}{in_clause}"
    return [owned, f"{owned}|k={kind}", f"back={back}", f"back={min(back, 3)}|k={kind}"]


@shared
def _dated(many: int, has_date: bool, kind: str, counted: str) -> list[str]:
    return [f"many={many}", f"datehere={has_date}|k={kind}", f"datehere={has_date}|cc={counted}"]


@shared
def _told(in_marks: bool, has_rule: bool, modality: str, kind: str, has_subject: bool) -> list[str]:
    return [f"inmarks={in_marks}", f"rule={has_rule}|k={kind}", f"mod={modality}|k={kind}", f"subj={has_subject}"]


@shared
def _mood(tense: str, mood: str, kind: str, counted: str, unit: str | None) -> list[str]:
    return [f"tense={tense}|k={kind}", f"tense={tense}|cc={counted}", f"mood={mood}", f"unit={unit}"]


def _stands(scene: Scene, figure: Figure) -> list[Look]:
    """What else speaks for a figure without days: a definite number, its clause, its place, how many days are told."""
    syntax, fact, published = scene.syntax, figure.fact, scene.context.published_on is not None
    definite, says = syntax.lower(fact.span[0] - 1) in DEFINITES, figure.lemma in saying()
    few, lead = min(len(scene.days_told), 4), min(fact.sentence, 5)
    looks: list[Look] = [
        _definite(definite, says, fact.kind, fact.noun_class),
        _own_clause(syntax.label(figure.outer), figure.tense),
        _in_text(few, lead, fact.kind, figure.event, figure.tense, published),
        f"aw={syntax.lower(fact.span[-1] + 1)}",
    ]
    if fact.noun is not None:
        looks.append(f"nounaw={syntax.lower(fact.noun + 1)}")
    return looks


@shared
def _definite(definite: bool, says: bool, kind: str, counted: str) -> list[str]:
    return [f"def={definite}|k={kind}", f"def={definite}|cc={counted}", f"says={says}|k={kind}"]


@shared
def _own_clause(label: str, tense: str) -> list[str]:
    return [f"clab={label}", f"clab={label}|tense={tense}"]


@shared
def _in_text(few: int, lead: int, kind: str, event: str, tense: str, published: bool) -> list[str]:
    return [
        f"few={few}|k={kind}",
        f"few={few}|ev={event}",
        f"few={few}|tense={tense}",
        f"lead={lead}|k={kind}",
        f"lead={lead}|ev={event}",
        f"published={published}",
    ]
