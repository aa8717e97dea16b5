"""Whether a number without more is a year or a day: what stands before and after it tells."""

from transforms.dates.meanings.periods import Vague
from transforms.dates.meanings.points import year_meant
from transforms.dates.text import CONTEXTS, DASHES, NUMBER, ROADS, DateText, Expression, Node
from transforms.language import ARTICLES, AUXILIARIES, BETWEEN, CLITICS, CONJUNCTIONS, PREPOSITIONS, PRONOUNS, words_of

#: Words that may follow a bare day or year; any other lower-case word is taken for what is counted.
FUNCTION_WORDS = frozenset().union(
    ARTICLES, PREPOSITIONS, CONJUNCTIONS, CLITICS, AUXILIARIES, PRONOUNS,
    words_of("non anche ancora già poi fino sino entro ore scorso prossimo questo questa cosa"),
)  # fmt: skip


_PERCENT = words_of("% ‰ € $ £ ° º ª ' / x")


def counts_something(text: DateText, index: int) -> bool:
    """Whether the lexeme after a number says what it counts, so that the number is no day, year or hour."""
    word = text.word(index)
    if text.is_word(index):
        if word in FUNCTION_WORDS:
            return word == "per" and text.word(index + 1) in ("cento", "mille")
        if word in text.vocabulary.units or word in ("mila", "milioni", "miliardi", "mln", "mld", "euro", "percento"):
            return True
        return not text.is_capital(index) and len(word) > 2 and word[-1] in "ie" and word not in CONTEXTS["verb"]
    return word in _PERCENT


#: Articles in the singular: a count of more than one would have the plural ("dei 2000 soldati").
_SINGULAR_BEFORE = words_of("nel del dal al dell' dall' nell' all' sul il anno")
_WEAK_BEFORE = words_of("e ed o dopo entro fino")


def read_year(text: DateText, index: int) -> Node | None:
    """A year alone where the words around it show that it is one: "nel 1991", "elezioni 2013", "(1942)", "476 d.C."."""
    era = _with_era(text, index)
    if era is not None:
        return era
    short = _elided_eighties(text, index) or _short_after_long(text, index)
    if short is not None:
        return short
    found = text.year(index)
    if found is None or text.word(index - 1) in ROADS:
        return None
    year, last = found
    before = text.word(index - 1)
    if text.word(index) == "'":
        if text.published and year > text.published.year and before in ("del", "dell'", "dal"):
            year -= 100  # "la crisi del '29" was
        stands = before in _SINGULAR_BEFORE or before in _WEAK_BEFORE or before in CONTEXTS["yearly"]
        stands = stands and not (before in CONTEXTS["season"] and _goes_on_short(text, last, year))
    elif not text.is_digits(index):
        stands = before in _STRONG_BEFORE_WORDS
    elif text.words[last : last + 3 : 2] == ["-", "-"] and text.glued(last) and text.glued(last + 2):
        return None  # "il 2026-02-30" is in no calendar
    else:
        stands = _stands_as_year(text, index, last, year)
    return Node(index, last, "date", year_meant(year), "date:year") if stands else None


def _goes_on_short(text: DateText, index: int, year: int) -> bool:
    """Whether the next year in two digits follows a dash or stroke: "stagione '25-'26" is no year."""
    at = index + 1 + (text.word(index + 1) == "'")
    dashed = text.word(index) in DASHES or text.word(index) == "/"
    return dashed and text.word(at) == f"{(year + 1) % 100:02d}"


def _elided_eighties(text: DateText, index: int) -> Node | None:
    """Such as "nell'81", "dell'86": the one mark stands for the article's vowel and for the century."""
    word = text.word(index)
    if text.word(index - 1) not in ("nell'", "dell'", "dall'") or not text.glued(index):
        return None
    if not text.is_digits(index) or len(word) != 2 or word[0] != "8" or counts_something(text, index + 1):
        return None
    return Node(index, index + 1, "date", year_meant(text.full_year(int(word))), "date:year")


def _short_after_long(text: DateText, index: int) -> Node | None:
    """Such as "nel 1974 e nel 75": two digits after a year that they follow."""
    word, before = text.word(index), text.word(index - 3)
    if not text.is_digits(index) or len(word) != 2 or not word.isdecimal() or text.word(index - 2) not in ("e", "ed"):
        return None
    if text.word(index - 1) not in ("nel", "del") or len(before) != 4 or not before.isdecimal():
        return None
    year = int(before) // 100 * 100 + int(word)
    if not 1800 <= int(before) < year or counts_something(text, index + 1):
        return None
    return Node(index, index + 1, "date", year_meant(year), "date:year")


def _with_era(text: DateText, index: int) -> Node | None:
    """Such as "476 d.C.", "44 a.C.", "79 dopo Cristo"; a year before Christ keeps its TIMEX3 value and has no days."""
    word = text.word(index)
    if not text.is_digits(index) or not word.isdecimal() or len(word) > 4 or int(word) == 0:
        return None
    if text.word(index + 2) == "cristo" and (era := {"avanti": "a", "dopo": "d"}.get(text.word(index + 1))):
        return _year_of_era(index, index + 3, int(word), era)
    if (other := _other_end(text, index)) is not None:  # "dal 264 al 241 a.C."
        following = _with_era(text, other)
        return _year_of_era(index, index + 1, int(word), "a") if following and "bc" in following.rule else None
    short = text.surface(index + 1, index + 2) if text.is_word(index + 1) else ""
    if short in ("aC", "dC"):
        return _year_of_era(index, index + 2, int(word), short[0])
    dotted = text.word(index + 2) == "."
    at = index + 2 + dotted
    if text.word(index + 1) not in ("a", "d") or text.word(at) != "c" or not text.is_capital(at):
        return None
    last = at + 1 + (text.word(at + 1) == "." and text.glued(at + 1))
    return _year_of_era(index, last, int(word), text.word(index + 1))


def _other_end(text: DateText, index: int) -> int | None:
    """Where the later of two years before Christ stands, which fall: "dal 264 al 241", "tra il 106 e il 43"."""
    before, link = text.word(index - 1), text.word(index + 1)
    if before == "dal" and link == "al":
        at = index + 2
    elif before == "il" and text.word(index - 2) in BETWEEN and link == "e" and text.word(index + 2) == "il":
        at = index + 3
    elif link in DASHES:
        at = index + 2
    else:
        return None
    end = text.word(at)
    return at if text.is_digits(at) and end.isdecimal() and int(end) < int(text.word(index)) else None


def _year_of_era(first: int, last: int, year: int, era: str) -> Node:
    if era == "a":
        return Node(first, last, "date", Vague(f"BC{year:04d}", "year"), "date:year-bc")
    return Node(first, last, "date", year_meant(year), "date:year-ad")


#: Before a year in words; "il duemila" may be anything.
_STRONG_BEFORE_WORDS = frozenset({"nel", "nell'", "dal", "del", "al", "anno", "entro"})


def _stands_as_year(text: DateText, index: int, last: int, year: int) -> bool:
    """Whether four digits are a year."""
    before, after = text.word(index - 1), text.word(last)
    measured = after in _PERCENT or after in text.vocabulary.units or after in CONTEXTS["measure"]
    if before in _SINGULAR_BEFORE:
        return not measured and (before != "il" or 1100 <= year <= 2100)
    if before in CONTEXTS["yearly"] or (before in CONTEXTS["before_year"] and text.word(index - 2) in _SINGULAR_BEFORE):
        return not measured
    if counts_something(text, last) and not text.glued(last):
        return False
    if before in _WEAK_BEFORE:
        return 1100 <= year <= 2100
    if not 1800 <= year <= 2100:
        return False
    if before == "," and _goes_on(text, index):
        return True
    if before in ("(", "-", "–", "/") and after in (")", "-", "–", "/"):
        return True
    after_name = text.is_word(index - 1) and before not in FUNCTION_WORDS and before != "\0"
    return (after_name and text.ends(last) and not text.is_capital(index - 1)) or before == "("


#: Years of a list that are looked back over.
_LONGEST_LIST = 12


def _goes_on(text: DateText, index: int) -> bool:
    """Whether a year goes on with a list of years: "nel 2002, 2004 e 2007", "(1971, 1975, 1983)"."""
    at = index
    while text.word(at - 1) == "," and index - at < 2 * _LONGEST_LIST:
        found = text.year(at - 2) if text.is_digits(at - 2) else None
        if found is None:
            return False
        at -= 2
    before = text.word(at - 1)
    return before == "(" or before in _SINGULAR_BEFORE or before in CONTEXTS["yearly"]


EXPRESSIONS = (Expression("year", frozenset({NUMBER, "'"}), read_year, inner=True),)
