"""Words that the rules of labels look at, and the tables of cues and names with numbers."""

from functools import cache

from transforms.language import AND, ARTICLES, BETWEEN, FROM, IN, OF, ON, TO, PhraseTable, words_of
from transforms.reference import classes, read_reference, split_cell, words

MONTHS = frozenset(
    form
    for row in read_reference("it/dates/months", required=("month",))
    for form in (row["month"], *split_cell(row["abbreviations"]))
)
WEEKDAYS = words("it/dates/weekdays", "weekday")
#: Before these an ordinal is part of a time: "2° trimestre", "primi giorni".
TIME_UNITS = words_of(
    "giorno giorni settimana settimane mese mesi trimestre semestre quadrimestre bimestre anno anni secolo "
    "secoli decennio millennio quarto ora ore"
)
#: Words that are never what a number counts.
FUNCTION_WORDS = ARTICLES | AND | BETWEEN | OF | FROM | TO | IN | ON | words_of(
    "con per o ma che se come mentre non è sono ha hanno si era dopo prima quando circa oltre almeno quasi più meno "
    "solo anche erano altri altre ben entro contro ore poi c'è verso fino sino ogni appena secondo tutti tutte questi "
    "queste quei quelle cui ne ci vi ecco presenti infatti però invece quindi dunque inoltre ormai oggi ieri dove "
    "grazie davanti sempre oppure complessivi annui"
)  # fmt: skip
STREETS = words_of("via viale piazza corso largo vicolo piazzale strada lungotevere")


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
def contexts(role: str) -> frozenset[str]:
    """Words near a number that tell its meaning, by role ("temperature", "game", "money")."""
    return classes("it/figures/figure_contexts", "role")[role]
