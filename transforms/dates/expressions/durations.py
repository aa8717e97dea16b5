"""How long: "più di tre anni", "un'ora e mezza", "alcuni giorni", "quinquennale"."""

import re
from decimal import Decimal

from transforms.contract import Modifier
from transforms.dates.expressions.steps import AFTER_COUNT, COUNTS, UNITS, Steps, duration_timex, read_steps
from transforms.dates.meanings.base import grain_of
from transforms.dates.meanings.periods import Measure
from transforms.dates.text import CONTEXTS, MINUTE_MARKS, NUMBER, DateText, Expression, Node
from transforms.dates.words import PeriodWord, TimeUnit, date_words
from transforms.language import ARTICLES, CONJUNCTIONS, FROM, FUSED, INDEFINITE, OF, PREPOSITIONS, TO, words_of

_MODIFIERS: tuple[tuple[tuple[str, ...], Modifier], ...] = (
    (("poco", "più", "di"), "more_than"), (("poco", "meno", "di"), "less_than"), (("più", "di"), "more_than"),
    (("meno", "di"), "less_than"), (("non", "più", "di"), "at_most"), (("non", "meno", "di"), "at_least"),
    (("più", "o", "meno"), "approximate"), (("fino", "a"), "at_most"), (("circa",), "approximate"),
    (("almeno",), "at_least"), (("quasi",), "nearly"), (("oltre",), "more_than"), (("appena",), "approximate"),
    (("massimo",), "at_most"), (("minimo",), "at_least"), (("all'", "incirca"), "approximate"),
)  # fmt: skip


def modifier_before(text: DateText, index: int) -> tuple[int, Modifier | None]:
    """Where the words that bound a count begin ("più di", "circa"), and what they say."""
    for words, modifier in _MODIFIERS:
        first = index - len(words)
        if first >= 0 and all(text.words[first + at] == word for at, word in enumerate(words)):
            return first, modifier
    return index, None


_DURATION_BEFORE = words_of(
    "per da in dopo entro durante a ad oltre quasi circa almeno dura durato durata durati durerà ogni con tra "
    "fra verso nell' nel di appena solo all'incirca incirca meno più trascorso passato passata"
)


def read_duration(text: DateText, index: int) -> Node | None:
    """A stretch of time that is measured, with the words that bound it; None when "un giorno" only tells a story."""
    ranged = _count_range(text, index)
    if ranged is not None:
        return ranged
    steps = read_steps(text, index)
    if steps is None:
        return _bare_plural(text, index) or _whole_unit(text, index)
    unit = steps.steps[-1][1]
    word = text.word(index)
    if text.word(steps.last - 1) == "giornate" and text.near(index, CONTEXTS["match_day"], before=8, after=8):
        return None  # "a tre giornate dal termine": matches
    if word in INDEFINITE and len(steps.steps) == 1 and not _one_is_measured(text, index, steps):
        return None
    first, modifier = modifier_before(text, index)
    last = steps.last
    if text.word(last) == "circa":
        modifier = "approximate"
    if text.word(last) == "più" and text.word(last + 1) == "o" and text.word(last + 2) == "meno":
        modifier, last = "approximate", last + 3
    elif text.word(last) == "o" and text.word(last + 1) in ("più", "meno"):
        modifier, last = ("at_least" if text.word(last + 1) == "più" else "at_most"), last + 2
    timex = _vague_timex(unit) if steps.vague else duration_timex(steps.steps)
    if timex is None:
        return None
    return Node(first, last, "duration", Measure(timex, grain_of(unit.unit)), "duration:count", modifier)


_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})")
_RANGE_LEADS: tuple[tuple[str, ...], ...] = (
    ("da", "", "a"), ("dai", "", "ai"), ("dalle", "", "alle"), ("tra", "", "e"), ("fra", "", "e"),
    ("tra", "i", "e", "i"), ("fra", "i", "e", "i"), ("tra", "le", "e", "le"), ("fra", "le", "e", "le"),
)  # fmt: skip


def _count_range(text: DateText, index: int) -> Node | None:
    """Such as "due o tre giorni", "3-15 giorni", "dai 3 ai 5 anni": one duration of an unknown number of units."""
    slashed = _slashed_count(text, index)
    if slashed is not None:
        return slashed
    low = text.count(index)
    if low is None or low.vague or not (index in text.numerals or text.word(index) in ("uno", "una")):
        return None
    first, link, at = index, text.word(low.last), low.last + 1
    if link not in ("o", "-", "–", "/"):
        opened = next((lead for lead in _RANGE_LEADS if _opens_range(text, index, low.last, lead)), None)
        if opened is None:
            return None
        first, at = index - 1 - (len(opened) == 4), low.last + 1 + (len(opened) == 4)
    high = text.count(at)
    unit = text.unit(high.last) if high is not None and at in text.numerals else None
    if high is None or unit is None or high.value <= low.value or text.word(unit[1]) in ("fa", "dopo", "prima"):
        return None
    meaning = Measure(_vague_timex(unit[0]), grain_of(unit[0].unit))
    return Node(first, unit[1], "duration", meaning, "duration:range", "approximate")


def _slashed_count(text: DateText, index: int) -> Node | None:
    """Such as "3/4 giorni", "2/3 ore": from three to four; with a unit in the singular it is a fraction."""
    ends = _SLASHED.fullmatch(text.word(index)) if text.is_digits(index) else None
    unit = text.unit(index + 1) if ends is not None else None
    if ends is None or unit is None or int(ends[1]) >= int(ends[2]) or text.word(index + 1)[-1:] not in ("i", "e"):
        return None
    meaning = Measure(_vague_timex(unit[0]), grain_of(unit[0].unit))
    return Node(index, unit[1], "duration", meaning, "duration:range", "approximate")


def _opens_range(text: DateText, index: int, last: int, lead: tuple[str, ...]) -> bool:
    """Whether a range opens before the count and goes on after it: "dai 3 ai", "tra i 3 e i"."""
    if len(lead) == 3:
        return text.word(index - 1) == lead[0] and text.word(last) == lead[2]
    return (text.word(index - 2), text.word(index - 1), text.word(last), text.word(last + 1)) == lead


def _vague_timex(unit: TimeUnit) -> str:
    return f"PT{'X'}{unit.designator}" if unit.unit in ("hour", "minute", "second") else f"PX{unit.designator}"


def _one_is_measured(text: DateText, index: int, steps: Steps) -> bool:
    before, after = text.word(index - 1), text.word(steps.last)
    if after in ("all'", "dopo") and text.word(steps.last + (1 if after == "all'" else 2)) in _OTHER:
        return False  # "da un giorno all'altro", "un anno dopo l'altro"
    if after in ("dopo", "prima") or (after == "che" and before in _IS):
        return True  # "un anno dopo la firma", "è un anno che …"
    if steps.steps[0][0] != 1 or steps.steps[0][1].unit in ("hour", "minute", "decade"):
        return True
    if before == "di" and text.word(index - 2) in ("più", "meno"):
        return True
    if before in _DURATION_BEFORE:
        unit = text.word(steps.last - 1)
        return unit not in ("giorno", "notte", "giornata", "secondo") or before in (
            "per", "in", "da", "dopo", "entro", "durante", "di", "oltre", "quasi", "circa", "tra", "fra", "a", "solo",
        )  # fmt: skip
    if after == "di" and text.word(steps.last + 1) in CONTEXTS["lasting"]:
        return True
    return text.alone(index, steps.last)


_OTHER, _IS = words_of("altro altra"), words_of("è era sarà")


def _bare_plural(text: DateText, index: int) -> Node | None:
    """Such as "da anni", "per mesi": an unknown number of units."""
    if text.word(index - 1) not in ("da", "per", "dopo", "in"):
        return None
    unit = text.unit(index)
    if unit is None or text.word(index)[-1] not in "ie" or text.word(index) in ("notte", "notti"):
        return None
    if text.word(index) == "ore" and text.is_digits(index + 1):
        return None  # "da ore 9"
    if text.word(index - 1) == "in" or text.word(unit[1]) in ("fa", "prima", "dopo"):
        return None
    return Node(index, unit[1], "duration", Measure(_vague_timex(unit[0]), grain_of(unit[0].unit)), "duration:plural")


def _whole_unit(text: DateText, index: int) -> Node | None:
    """Such as "tutto il mese", "l'intero anno", "la settimana intera", "tutta la notte"."""
    word = text.word(index)
    if word in ("intero", "intera"):
        unit = text.unit(index + 1)
        last = unit[1] if unit is not None else index
    elif word in ("tutto", "tutta") and text.word(index + 1) in ("il", "la", "l'", "lo"):
        unit = text.unit(index + 2)
        last = unit[1] if unit is not None else index
        if text.word(index + 2) in text.vocabulary.day_parts:
            return None
        if text.word(last) in OF and text.unit(index + 2) is not None:
            return None  # "tutto il mese di maggio"
    else:
        unit = text.unit(index)
        if unit is None or text.word(unit[1]) not in ("intero", "intera"):
            return None
        last = unit[1] + 1
    if unit is None or text.word(last - 1) in ("notte",) or text.word(index) in ("notte", "secondo"):
        return None
    timex = duration_timex(((Decimal(1), unit[0]),))
    meaning = Measure(timex or "P1D", grain_of(unit[0].unit))
    return Node(index, last, "duration", meaning, "duration:whole-unit")


#: Behind these an adjective of so many years is a noun: a bond, a report, an anniversary.
_BEFORE_NOUN = ARTICLES | FUSED


def read_period_word(text: DateText, index: int) -> Node | None:
    """A word that is a duration or recurrence by itself: "quinquennale", "mensilmente"."""
    found = text.phrase(text.vocabulary.period_words, index)
    if found is None or (text.is_capital(index) and not text.opens(index)):
        return None
    value, last = found
    assert isinstance(value, PeriodWord)
    before = text.word(index - 1)
    if before in CONTEXTS["bond"] or (text.word(index).endswith(("ale", "ali")) and before in _BEFORE_NOUN):
        return None  # "il Btp decennale", "il rendimento del decennale", "una semestrale in rosso"
    if value.kind == "set":
        return Node(index, last, "set", Measure(value.timex, "day"), "set:word")
    return Node(index, last, "duration", Measure(value.timex, "year"), "duration:word")


_SECOND_MARKS = frozenset({'"', "”", "″", "''"})
_BEFORE_GAP = words_of("a con soli dopo di circa appena per '")
_MINUTE, _SECOND = TimeUnit("minute", 1, "MIN"), TimeUnit("second", 1, "S")


def read_race_time(text: DateText, index: int) -> Node | None:
    """The time or the gap of a race: 1h43'12", 1'56", 47"12, and 29" after "a" or "di"."""
    steps: list[tuple[Decimal, TimeUnit]] = []
    at = index
    if text.word(at + 1) == "h" and text.word(at + 3) in MINUTE_MARKS and _below_sixty(text, at + 4):
        steps, at = [(Decimal(text.word(at)), TimeUnit("hour", 1, "H"))], at + 2
    if text.word(at + 1) in MINUTE_MARKS and _below_sixty(text, at) and _below_sixty(text, at + 2):
        steps, at = [*steps, (Decimal(text.word(at)), _MINUTE)], at + 2
    if not _below_sixty(text, at):
        return None
    last, hundredths = at + 1, ""
    if text.word(last) in _SECOND_MARKS:
        last += 1
        parts = text.word(last)
        if text.is_digits(last) and text.glued(last) and parts.isdecimal() and len(parts) <= 3:
            last, hundredths = last + 1, f".{parts}"
    alone = not steps and not hundredths and (last == at + 1 or not _is_gap(text, index, last))
    if alone or not all(text.glued(k) for k in range(index + 1, last)) or text.word(index - 1) == "°":
        return None
    timex = duration_timex([*steps, (Decimal(text.word(at) + hundredths), _SECOND)])
    return Node(index, last, "duration", Measure(timex, "second"), "duration:race") if timex is not None else None


#: Behind 37”, which no quotation closes, these tell over whom and of what.
_BEHIND_GAP = words_of("su sul a al ad di dal dai da")
_QUOTED = 40


def _is_gap(text: DateText, index: int, last: int) -> bool:
    """Whether seconds alone are told: "a 29”", or "guida con 22” su Neri e 37” su Bo" where the mark closes nothing."""
    if text.word(index - 1) in _BEFORE_GAP:
        return True
    if text.word(last - 1) == '"' or text.word(last) not in _BEHIND_GAP:
        return False
    for at in range(index - 1, max(-1, index - _QUOTED), -1):
        if text.word(at) == "“" or (text.word(at) == "”" and text.glued(at + 1)):
            return False  # a quotation is open
        if text.word(at) == "”":
            return True
    return True


def _below_sixty(text: DateText, index: int) -> bool:
    word = text.word(index)
    return text.is_digits(index) and word.isdecimal() and len(word) <= 2 and int(word) < 60


#: Units that a list of terms is told in, and how many terms it may have.
_LONG_UNITS, _LONGEST_LIST = words_of("year month week day hour minute"), 8


def read_listed(text: DateText, index: int) -> Node | None:
    """The first of "12, 8 e 5 anni", "sei e nove mesi": one duration each, the unit is told once."""
    before = text.word(index - 1)
    opens = before in _BEFORE_LIST or before in FROM or (before in (",", "e") and text.count(index - 2) is not None)
    at, terms = index, 0
    while opens and terms < _LONGEST_LIST:
        count = text.count(at) if at in text.numerals else None
        if count is None or count.vague or count.value != int(count.value) or not 0 < count.value < 200:
            return None
        unit = text.unit(count.last)
        if unit is not None:
            if not terms or unit[0].unit not in _LONG_UNITS or text.word(unit[1]) in ("fa", "dopo", "prima"):
                return None
            first = text.count(index)
            timex = duration_timex(((first.value, unit[0]),)) if first is not None else None
            if first is None or timex is None:
                return None
            return Node(index, first.last, "duration", Measure(timex, grain_of(unit[0].unit)), "duration:listed")
        low = text.count(count.last + 1)
        falls = terms == 0 and before in FROM and text.word(count.last) in TO  # "tagliati da 60 a 30 minuti"
        falls = falls and low is not None and low.value < count.value
        if text.word(count.last) not in (",", "e") and not falls:
            return None
        at, terms = count.last + 1, terms + 1
    return None


#: Before a term as courts write it, and what it is served in.
_BEFORE_TERM, _SERVED = words_of("a ad di in , e entro"), words_of("reclusione arresto carcere detenzione prigione")
_AFTER_TERM = PREPOSITIONS | CONJUNCTIONS
_LISTS = words_of("e , - – / o")
_TERM_UNITS = ("anni", "mesi", "giorni")


def read_term(text: DateText, index: int) -> Node | None:
    """Such as "anni due e mesi sei", "mesi otto di reclusione": courts write the unit before its number."""
    steps: list[tuple[Decimal, TimeUnit]] = []
    at = index
    for word in _TERM_UNITS:
        one = text.word(at + 1) in ("uno", "una")
        unit, count = text.unit(at), text.count(at + 1) if one or at + 1 in text.numerals else None
        if text.word(at) != word or unit is None or count is None or count.vague or not 0 < count.value < 100:
            continue
        steps.append((count.value, unit[0]))
        last = count.last
        at = last + (text.word(last) in ("e", "ed", ","))
    if not steps or (text.word(last)[-1:] in ("i", "e") and text.word(last) not in _AFTER_TERM):
        return None  # "in mesi due squadre"
    served = text.word(last) in OF and text.word(last + 1) in _SERVED
    listed = text.is_digits(index + 1) and (text.word(last) in _LISTS or text.month(last) is not None)
    bare = (
        text.word(index) != "anni" and text.word(index - 1) in _BEFORE_TERM and not listed
    )  # "un film di anni settanta", "di giorni 5 e 6 maggio"
    timex = duration_timex(steps) if served or bare or len(steps) > 1 else None
    if timex is None:
        return None
    return Node(index, last, "duration", Measure(timex, grain_of(steps[-1][1].unit)), "duration:term")


_BEFORE_LIST = words_of("a di per rispettivamente da dopo ad")
EXPRESSIONS = (
    Expression("race time", frozenset({NUMBER}), read_race_time, MINUTE_MARKS | _SECOND_MARKS | {"h"}),
    Expression("listed counts", frozenset({NUMBER}), read_listed, words_of(", e a ai alle")),
    Expression("count of units", COUNTS, read_duration, AFTER_COUNT),
    Expression("term of a court", frozenset(_TERM_UNITS), read_term, frozenset({NUMBER, "uno"})),
    Expression("period word", date_words().period_words, read_period_word),
    Expression("units without a count", UNITS | words_of("tutto tutta intero intera"), read_duration),
)
