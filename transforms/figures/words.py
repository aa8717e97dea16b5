"""Words that the rules of labels look at, and the tables of cues and names with numbers."""

from functools import cache

from transforms.language import PhraseTable, words_of
from transforms.reference import read_reference

MONTHS = words_of(
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre gen feb mar "
    "apr mag giu lug ago set sett ott nov dic january february march april may june july august september "
    "october november december"
)
WEEKDAYS = words_of("lunedì martedì mercoledì giovedì venerdì sabato domenica")
#: Before these an ordinal is part of a time: "2° trimestre", "primi giorni".
TIME_UNITS = words_of(
    "giorno giorni settimana settimane mese mesi trimestre semestre quadrimestre bimestre anno anni secolo "
    "secoli decennio millennio quarto ora ore"
)
FUNCTION_WORDS = words_of(
    "il lo la l' i gli le un una uno di del dello della dell' dei degli delle a al allo alla all' ai agli alle "
    "da dal dalla dall' dai dalle in nel nello nella nell' nei nelle con su sul sulla sui sulle per tra fra e "
    "ed o ma che se come mentre non è sono ha hanno si ad era dopo quando circa oltre almeno quasi più meno "
    "solo anche erano altri altre ben entro contro ore poi c'è verso fino sino ogni appena secondo tutti tutte "
    "questi queste quei quelle cui ne ci vi ecco presenti infatti però invece quindi dunque inoltre ormai oggi "
    "ieri dove grazie davanti sempre oppure"
)
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
    return frozenset(row["name"].lower() for row in read_reference("it/figures/regnal_names", required=("name",)))


@cache
def contexts(role: str) -> frozenset[str]:
    """Words near a number that tell its meaning, by role ("temperature", "game", "money")."""
    rows = read_reference("it/figures/figure_contexts", required=("word", "role"))
    return frozenset(row["word"] for row in rows if row["role"] == role)
