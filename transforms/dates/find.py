"""Find every expression that places or measures time, and resolve it against the day of publication and the text.

The reading goes in three steps: `walk` goes over the lexemes and builds meanings (grammar, no days), the
setting is followed through the text (which day was told last, in which tense), and each meaning is resolved in its
setting.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from transforms.contract import DateKind, Modifier
from transforms.dates.calendar import Period
from transforms.dates.expressions.clock import in_half
from transforms.dates.expressions.day_parts import is_day
from transforms.dates.left_out import with_left_out
from transforms.dates.meanings.base import Meaning, Resolved, Setting, Tense
from transforms.dates.meanings.clock import Clock, ClockRange, DayPart
from transforms.dates.meanings.periods import Measure, Range
from transforms.dates.meanings.points import Calendar, Fixed, SharedDay, Weekday
from transforms.dates.tense import tense_after, tense_around
from transforms.dates.text import CONTEXTS, ROADS, SENTENCE_END, DateText, Node
from transforms.dates.walk import date_table, find_nodes
from transforms.dates.words import date_words
from transforms.facts import FoundDate, FoundUnread
from transforms.language import ARTICLES, DEFINITE, FROM, IN, OF, TO, Lexeme, words_of
from transforms.numbers import Numeral

#: Between a clock time and its day, or its part of the day.
_BESIDE = OF | DEFINITE | CONTEXTS["zone"] | words_of(", ore ora h alle italiana locale ( ) giorno")
_BESIDE_PART = _BESIDE | words_of("all' verso intorno attorno")
#: Beside dates in a text of nothing but dates.
_SMALL_WORDS = _BESIDE | TO | IN | FROM | words_of("per verso e")


def find_dates(
    text: str,
    lexemes: Sequence[Lexeme],
    numerals: Sequence[Numeral],
    blocked: Sequence[tuple[int, int]],
    published_on: date | None,
    published_at: datetime | None = None,
    blocks: Sequence[tuple[int, int, str]] = (),
) -> tuple[list[FoundDate], list[FoundUnread]]:
    """Read the time expressions of a text.

    Args:
        text: the text; all spans point into it.
        lexemes: its lexemes (`transforms.language.lexer.lex`).
        numerals: its numerals (`transforms.numbers.numerals.find_numerals`).
        blocked: sorted, disjoint spans that mean something else (law numbers, ages, scores).
        published_on: day of publication; None leaves relative dates without days.
        published_at: moment of publication, for "un'ora fa".
        blocks: stretches of other languages ``(start, end, language)``.

    Returns:
        Dates in text order without overlap, and the calendar words that became none, with the reason.
    """
    lexed = DateText(text, lexemes, numerals, blocked, published_on, date_table())
    nodes, impossible = find_nodes(lexed, _lexeme_ranges(lexemes, blocks))
    nodes = with_left_out(lexed, nodes)
    found = _resolve_all(lexed, nodes, published_on, published_at)
    return found, _unread(lexed, nodes, impossible)


def _lexeme_ranges(lexemes: Sequence[Lexeme], blocks: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    if not blocks:
        return []
    starts = [lexeme[0] for lexeme in lexemes]
    return [
        (bisect_left(starts, start), bisect_left(starts, end), language)
        for start, end, language in sorted(blocks)
        if not language.startswith("it")
    ]


# ---- resolving in order
def _resolve_all(
    text: DateText, nodes: list[Node], published_on: date | None, published_at: datetime | None
) -> list[FoundDate]:
    setting = Setting(published_on, published_at, forward=_only_dates(text, nodes))
    found: list[FoundDate] = []
    headline = _headline_end(text)
    given: Resolved | None = None  # what a clock time told of its day that follows
    for at, node in enumerate(nodes):
        last = nodes[at - 1].last if at else 0
        if _sentence_ended(text, last, node.first):
            setting.told_year = None
            setting.same_sentence, setting.told_hour = False, 0
        current, place = _clock_on_next_day(text, _clock_in_part(text, nodes, at), nodes, at)
        until = _modifier(text, node) == "until"
        setting.due = isinstance(node.meaning, Weekday) and (until or _is_behind_per(text, node.first))
        tense = _tense(text, node, place, until)
        goes_on = tense is None and _goes_on(text, setting, last, place)
        setting.beside = setting.single_day if goes_on or last == node.first else None
        if tense is None and (setting.forward or until or goes_on):
            setting.tense = "future"
        else:
            setting.tense = tense
        resolved = given or current.meaning.resolve(setting)
        if tense is None and node.first < headline and isinstance(node.meaning, (Weekday, Calendar)):
            resolved = _as_in_body(text, nodes, at, setting) or resolved
        given = place.meaning.resolve(setting) if place in nodes[at + 1 : at + 2] else None
        found.append(_fact(text, node, resolved))
        if not _is_beside_comparison(text, node):
            _told(text, setting, node, resolved)
    return found


def _tense(text: DateText, node: Node, place: Node, until: bool) -> Tense | None:
    """The tense in which an expression is told at a place of the text."""
    if _is_absolute(node):
        return None
    if isinstance(node.meaning, Calendar) and _is_compared_with(text, node):
        return "past"
    if isinstance(node.meaning, Weekday) and _is_behind_per(text, node.first):
        return "future"
    if until and isinstance(node.meaning, Weekday):
        return tense_after(text, place.last)
    return tense_around(text, place.first, place.last)


def _is_behind_per(text: DateText, index: int) -> bool:
    """Whether a weekday is one for which something is set: "convocato per martedì", "per la giornata di lunedì"."""
    if text.word(index - 1) in OF and text.word(index - 2) == "giornata":
        index -= 2 + (text.word(index - 3) in DEFINITE)
    return text.word(index - 1) == "per"


def _goes_on(text: DateText, setting: Setting, before: int, node: Node) -> bool:
    """Whether a day without a verb goes on from one that lies ahead: "l'8 giugno; in Toscana il 7 giugno"."""
    meaning = node.meaning
    if not setting.ahead:
        return False
    if isinstance(meaning, Range):
        meaning = meaning.low
    if isinstance(meaning, SharedDay):
        meaning = meaning.last
    if isinstance(meaning, DayPart) and meaning.day is not None:
        meaning = meaning.day
    if isinstance(meaning, Calendar):
        return meaning.day is not None and meaning.month is not None
    if not isinstance(meaning, Weekday):
        return False
    return text.opens(node.first) or not any(word in _PARTS_DAYS for word in text.words[before : node.first])


_PARTS_DAYS = SENTENCE_END - {";"}


def _is_compared_with(text: DateText, node: Node) -> bool:
    """Whether a value is compared with that of the day: "rispetto a giugno", "scende a 80 dai 95 di giugno"."""
    first = node.first
    before = text.words[max(0, first - _NEAR_COMPARED) : first]
    if any(word in SENTENCE_END for word in before):
        return False
    number = text.word(first - 1) in OF and text.is_digits(first - 2)
    return "rispetto" in before or (number and (text.word(first - 3) in FROM or "contro" in before))


def _is_beside_comparison(text: DateText, node: Node) -> bool:
    """Whether a year or month is only what another is compared with: "rispetto ai 95 del 2021"; none counts from it."""
    return "rispetto" in text.words[max(0, node.first - _NEAR_COMPARED) : node.first]


#: How far "rispetto a" may stand from the day.
_NEAR_COMPARED = 5


def _is_absolute(node: Node) -> bool:
    """Whether no verb can change the days of an expression."""
    meaning = node.meaning
    return isinstance(meaning, (Fixed, Measure)) or (isinstance(meaning, Calendar) and meaning.year is not None)


def _headline_end(text: DateText) -> int:
    """The lexeme at which the first line ends when more lines follow; 0 for a text of one line."""
    return text.words.index("\n") if "\n" in text.words[:60] else 0


def _as_in_body(text: DateText, nodes: list[Node], at: int, setting: Setting) -> Resolved | None:
    """A headline has no verb ("venerdì sciopero"): its day is the one that the body gives to the same words."""
    meaning = nodes[at].meaning
    for node in nodes[at + 1 : at + 1 + _LOOK_AHEAD]:
        other = node.meaning
        if isinstance(meaning, Weekday) and isinstance(other, Weekday):
            same = meaning.number == other.number and meaning.direction is None
        elif isinstance(meaning, Calendar) and isinstance(other, Calendar):
            same = (meaning.day, meaning.month) == (other.day, other.month) and meaning.year is None
        else:
            continue
        tense = tense_around(text, node.first, node.last)
        if same and (tense is not None or other != meaning):
            return other.resolve(replace(setting, tense=tense))
    return None


#: How many expressions of the body are compared with one of the headline.
_LOOK_AHEAD = 24


def _only_dates(text: DateText, nodes: list[Node]) -> bool:
    """Whether nothing but time expressions is written, as in a calendar of events."""
    if text.size > 16 or not nodes:
        return False
    inside = {at for node in nodes for at in range(node.first, node.last)}
    return all(at in inside or word in _SMALL_WORDS or not word.isalnum() for at, word in enumerate(text.words))


def _clock_in_part(text: DateText, nodes: list[Node], at: int) -> Node:
    """A clock time beside a part of the day takes its half: "ieri pomeriggio alle 4" is 16:00."""
    node = nodes[at]
    clock = node.meaning
    if not isinstance(clock, (Clock, ClockRange)) or text.words[node.last - 1] in date_words().day_parts:
        return node
    for other in (nodes[at - 1] if at else None, nodes[at + 1] if at + 1 < len(nodes) else None):
        if other is None or not isinstance(other.meaning, DayPart):
            continue
        first, last = (other.last, node.first) if other.first < node.first else (node.last, other.first)
        if last - first <= 4 and all(word in _BESIDE_PART for word in text.words[first:last]):
            return replace(node, meaning=in_half(clock, other.meaning.code))
    return node


def _sentence_ended(text: DateText, first: int, last: int) -> bool:
    return any(word in SENTENCE_END for word in text.words[first:last])


def _clock_on_next_day(text: DateText, node: Node, nodes: list[Node], at: int) -> tuple[Node, Node]:
    """A clock time before its day ("alle 16.40 di venerdì", "17:32 18 agosto") and the expression that places it."""
    meaning = node.meaning
    before, following, beyond = [nodes[k] if 0 <= k < len(nodes) else None for k in (at - 1, at + 1, at + 2)]
    if not isinstance(meaning, (Clock, ClockRange)) or meaning.day is not None or following is None:
        return node, node
    between = text.words[node.last : following.first]
    if not _is_on_day(following) or len(between) > _NEAR_NEXT_DAY:
        return node, node
    if "," in between and (_is_beside(text, before, node) or _is_beside(text, following, beyond)):
        return node, node  # "venerdì 5 dalle 9 alle 12, sabato 6 dalle 15"
    if between[:1] == ["("] and ")" in between:
        between = between[between.index(")") + 1 :]  # "alle 20 (ora locale) di ieri"
    if not all(word in _BESIDE for word in between):
        return node, node
    return replace(node, meaning=replace(meaning, day=following.meaning)), following


_MIDNIGHT = 24
#: How many lexemes may part a day from the clock time behind it, and from the one before it.
_NEAR_DAY, _NEAR_NEXT_DAY = 3, 8


def _is_beside(text: DateText, day: Node | None, clock: Node | None) -> bool:
    """Whether a clock time stands right behind a day."""
    if day is None or clock is None or not _is_on_day(day) or not isinstance(clock.meaning, (Clock, ClockRange)):
        return False
    between = text.words[day.last : clock.first]
    return len(between) <= _NEAR_DAY and all(word in _BESIDE for word in between)


def _is_on_day(node: Node) -> bool:
    """Whether an expression is a day, or a part of one that is told with it."""
    if isinstance(node.meaning, DayPart):
        return node.meaning.day is not None
    return node.kind == "date" and is_day(node)


def _told(text: DateText, setting: Setting, node: Node, resolved: Resolved) -> None:
    """Note in the setting what later expressions can count from."""
    if resolved.first is None or node.kind in ("duration", "set"):
        return
    grain, meaning = resolved.grain, node.meaning
    setting.night_ends = None
    if grain not in ("hour", "minute", "second"):
        setting.ahead = grain in ("day", "part_of_day") and bool(
            setting.published and resolved.first > setting.published
        )
        single = resolved.first == resolved.last and _modifier(text, node) != "until"
        setting.single_day = resolved.first if single else None
    if isinstance(meaning, Clock) and meaning.hour == _MIDNIGHT and _modifier(text, node) == "until":
        return  # "fino alle 24" ends the day that was told
    if grain in ("day", "part_of_day", "hour", "minute", "second"):
        setting.told_hour = _hour_of(meaning)
        setting.told_day = resolved.first
        setting.same_sentence = True
        if resolved.last != resolved.first and isinstance(meaning, DayPart):
            setting.night_ends = resolved.last
    if resolved.relative and resolved.anchor == setting.published:
        setting.told_year = None  # "l'8 ottobre 2002 …, nel maggio scorso …, il 9 aprile": back in the present
    elif isinstance(meaning, Calendar) and meaning.year is not None:
        setting.told_year = meaning.year
    elif grain == "year" and isinstance(meaning, Fixed) and text.opens(node.first - 1):
        setting.told_year = resolved.first.year
    if resolved.last is not None and grain not in ("hour", "minute", "second", "decade", "century"):
        day_or_longer = "day" if grain == "part_of_day" else grain
        setting.told = Period(resolved.first, resolved.last, None, day_or_longer)
        setting.stretch = _stretch(text, setting, node, setting.told)


def _hour_of(meaning: Meaning) -> int:
    """About which hour a time is, 0 for none."""
    if isinstance(meaning, Clock):
        return meaning.hour % _MIDNIGHT
    return _HOURS.get(meaning.code, 0) if isinstance(meaning, DayPart) else 0


_HOURS = {"AF": 15, "EV": 20}


def _stretch(text: DateText, setting: Setting, node: Node, told: Period) -> Period | None:
    """The period that "lo stesso periodo" can mean after an expression: what only began then runs to publication."""
    if setting.published is not None and told.first < setting.published and _modifier(text, node) == "since":
        return Period(told.first, setting.published, None, "day")
    return told if told.first != told.last else setting.stretch


#: Days after this year are nobody's plan ("tra mille anni"): the TIMEX3 value is kept, the days are not.
_LAST_YEAR = 2500
#: TIMEX3 values of units that cannot be placed.
_UNPLACED = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "half_year": "XXXX-HX", "year": "XXXX",
}  # fmt: skip


def _fact(text: DateText, node: Node, resolved: Resolved) -> FoundDate:
    kind: DateKind = node.kind
    timex = resolved.timex
    if resolved.last is not None and resolved.last.year > _LAST_YEAR:
        resolved = replace(resolved, first=None, last=None, anchor=None)
    if kind == "date" and timex is None:
        if resolved.first is None:
            timex = _UNPLACED.get(resolved.grain)
        elif node.rule != "date:ahead-range":
            kind = "interval"  # "la seconda metà di maggio" is no unit of the calendar
    if kind == "interval" and timex is not None:
        if (timex[0] == "P" and timex[1].isdigit()) or timex.startswith("PT"):
            kind = "duration"
        elif "/" not in timex:
            timex = None
    return FoundDate(
        text.lexemes[node.first].start,
        text.lexemes[node.last - 1].end,
        kind,
        node.rule,
        resolved.first,
        resolved.last,
        timex,
        resolved.grain,
        resolved.relative,
        resolved.anchor if resolved.first is not None and resolved.relative else None,
        node.modifier or _modifier(text, node),
    )


def _modifier(text: DateText, node: Node) -> Modifier | None:
    """What the words before an expression say of it: "dal" since, "fino a" until, "prima di", "verso"."""
    if node.kind not in ("date", "time"):
        return None
    at = node.first - 1
    at -= text.word(at) in ("ore", "h")
    at -= text.word(at) in DEFINITE
    word, earlier = text.word(at), text.word(at - 1)
    if word in FROM:
        return "since"
    if word in TO and earlier in ("fino", "sino"):
        return "until"
    if word == "entro" or (word == "oltre" and earlier == "non"):
        return "until"
    if word in OF and earlier == "prima":
        counted = any(text.words[k] == "prima" and text.word(k - 1) in ARTICLES for k in range(max(0, at - 2), at))
        if counted:  # "la prima delle ore 15", of several
            return None
        return "since" if _denied(text, at) else "before"  # "non prima di maggio"
    if word == "dopo":
        return "until" if earlier == "non" else "after"
    if word in ("circa", "verso") or (word in TO and earlier in ("intorno", "attorno")):
        return "approximate"
    clock = text.word(node.last) == "circa" or (word in TO and earlier in ("circa", "incirca"))
    return "approximate" if node.kind == "time" and clock else None  # "alle 9 circa", "circa alle 9"


def _denied(text: DateText, at: int) -> bool:
    """Whether "non" stands before the "prima" that stands before a date."""
    return any(text.word(k) == "prima" and text.word(k - 1) == "non" for k in (at - 1, at - 2))


# ---- calendar words that are no date
def _unread(text: DateText, nodes: list[Node], impossible: list[tuple[int, int]]) -> list[FoundUnread]:
    words = date_words()
    days = {word for word, lengths in words.day_words.items() if lengths[-1][0] == 1 and not word.startswith("odiern")}
    calendar_words = days | words.months.keys() | words.weekdays.keys()
    unread = [
        FoundUnread(text.lexemes[first].start, text.lexemes[last - 1].end, "date", _no_date(text, first))
        for first, last in impossible
    ]
    taken = sorted([*((node.first, node.last) for node in nodes), *impossible])
    at = 0
    for index, word in enumerate(text.words):
        if word not in calendar_words:
            continue
        while at < len(taken) and taken[at][1] <= index:
            at += 1
        if at < len(taken) and taken[at][0] <= index:
            continue
        lexeme = text.lexemes[index]
        named = text.is_capital(index) and not text.opens(index)
        unread.append(FoundUnread(lexeme.start, lexeme.end, "date", "part_of_name" if named else "not_understood"))
    return sorted(unread, key=lambda found: (found.start, found.end))


def _no_date(text: DateText, first: int) -> str:
    """Why what looks like a date is none: "piazza 25 aprile" is a name, "30 febbraio" is in no calendar."""
    return "part_of_name" if text.word(first - 1) in ROADS else "impossible_date"
