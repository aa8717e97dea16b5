"""The days that a figure may cover: those of the dates around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from transforms.language import FROM, words_of
from transforms.relations.scene import Scene
from transforms.relations.words import relation_words

_UNTIL = words_of("fino sino entro")
#: How many sentences back and ahead dates are looked for; those of the first three sentences always count.
BACK, AHEAD, FIRST = 14, 2, 3
#: How many dates of one sentence are looked at, and how many candidates a figure has.
A_SENTENCE, MOST = 40, 60
_DAYS = ("day", "part_of_day", "hour", "minute", "second")
_DASHES = ("–", "—", "-", "−")
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


def grain_of(scene: Scene, days: Days) -> str:
    """How fine a date is: `day` also of its parts, `interval`, `duration`, `pub` of the day of publication."""
    if days.number < 0:
        return "pub"
    found = scene.context.dates[days.number]
    if is_dateline(scene, days.number):
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
