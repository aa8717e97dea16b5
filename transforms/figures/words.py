"""Words that the rules of labels look at, and the tables of cues and names with numbers."""

from collections.abc import Iterable
from functools import cache

from transforms.language import AND, ARTICLES, BETWEEN, FROM, IN, OF, ON, TO, PhraseTable, conjugate, words_of
from transforms.numbers import NumberText
from transforms.reference import classes, read_reference, split_cell, words

#: A label: first lexeme, lexeme after the last one, reason.
Shape = tuple[int, int, str]
MONTHS = frozenset(
    form
    for row in read_reference("it/dates/months", required=("month",))
    for form in (row["month"], *split_cell(row["abbreviations"]))
)
WEEKDAYS = words("it/dates/weekdays", "weekday")
#: Before these an ordinal is part of a time: "2° trimestre", "primi giorni".
TIME_UNITS = words_of(
    "giorno giorni settimana settimane mese mesi trimestre trim semestre sem quadrimestre bimestre anno anni secolo "
    "secoli decennio millennio quarto ora ore"
)
TEMPERATURES = words_of("minime massime minima massima temperatura temperature")
#: Words that are never what a number counts.
FUNCTION_WORDS = ARTICLES | AND | BETWEEN | OF | FROM | TO | IN | ON | words_of(
    "con per o ma che se come mentre non è sono ha hanno si era dopo prima quando circa oltre almeno quasi più meno "
    "solo anche erano altri altre ben entro contro ore poi c'è verso fino sino ogni appena secondo tutti tutte questi "
    "queste quei quelle cui ne ci vi ecco presenti infatti però invece quindi dunque inoltre ormai oggi ieri dove "
    "grazie davanti sempre oppure complessivi annui"
)  # fmt: skip


@cache
def cues() -> PhraseTable[str]:
    """Words before a number that say what it labels: "legge", "articolo", "Boeing"."""
    rows = read_reference("it/figures/number_labels", required=("cue", "reason"))
    return PhraseTable(((row["cue"].removesuffix("."), row["reason"]) for row in rows), backwards=True)


@cache
def names_with_numbers() -> PhraseTable[tuple[str, str]]:
    """Names that hold a number, with the reason: "Movimento 5 Stelle"."""
    rows = read_reference("it/figures/names_with_numbers", required=("name", "reason"))
    return PhraseTable((row["name"], (row["name"], row["reason"])) for row in rows)


@cache
def regnal_names() -> frozenset[str]:
    """First names of popes and sovereigns, in lower case."""
    return frozenset(name.lower() for name in words("it/figures/regnal_names", "name"))


@cache
def places() -> PhraseTable[str]:
    """Countries, Italian regions and the towns after which their provinces are called, by the last word."""
    territories = read_reference("world/territories", required=("name",))
    regions = read_reference("world/italian_regions", required=("name", "places"))
    names = [row["name"] for row in (*territories, *regions)]
    names += [town for row in regions for town in split_cell(row["places"])]
    return PhraseTable(((name, name) for name in names), backwards=True)


def label_words(role: str) -> frozenset[str]:
    """Words beside a number that tell whether it labels, by role ("street", "ranked", "peak")."""
    return classes("it/figures/label_words", "role")[role]


def weather(role: str) -> frozenset[str]:
    """Words of earthquakes, winds and storms by role."""
    return classes("it/figures/weather_words", "role")[role]


@cache
def change_words() -> frozenset[str]:
    """Verbs and nouns of change: after "è salito" two amounts are told, not a range."""
    rows = read_reference("it/figures/change_words", required=("words",))
    return frozenset(form for row in rows for form in _forms(row["words"], row["irregular"]))


@cache
def age_contexts(role: str) -> frozenset[str]:
    """Words that tell an age from a time, by role ("penal", "time_of", "no_person")."""
    rows = read_reference("it/figures/age_contexts", required=("words", "role"))
    return frozenset(form for row in rows if row["role"] == role for form in _forms(row["words"]))


def _forms(cell: str, irregular: str = "") -> Iterable[str]:
    """The words of a cell; an infinitive stands for all forms of its verb."""
    for word in split_cell(cell):
        yield from conjugate(word, irregular) if word.endswith(("are", "ere", "ire", "rre")) else (word,)


def contexts(role: str) -> frozenset[str]:
    """Words near a number that tell its meaning, by role ("temperature", "game", "money")."""
    return classes("it/figures/figure_contexts", "role")[role]


#: Plurals that end so; what else does is a participle or a verb: "una Rover 200 guidata", "il Nikkei 225 cedeva".
_PLURALS_IN_A = words_of("uova paia dita ossa braccia ginocchia labbra miglia mila migliaia centinaia")


def noun_follows(text: NumberText, index: int) -> bool:
    """Whether a word that can be a counted plural noun stands at an index."""
    word = text.word(index)
    if len(word) < 3 or word in FUNCTION_WORDS or (word[-1] not in "ie" and word not in _PLURALS_IN_A):
        return False
    return text.is_word(index) and not text.is_capital(index)
