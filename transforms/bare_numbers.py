"""Whether a number without more is a year or a day: what stands before and after it tells."""

from transforms import calendar
from transforms.date_meanings import Fixed
from transforms.date_reader import Node, Reader
from transforms.date_words import word_set

#: Words that may follow a bare day or year; any other lower-case word is taken for what is counted.
FUNCTION_WORDS = word_set(
    "a ad al allo alla all' ai agli alle da dal dallo dalla dall' dai dagli dalle di del dello della dell' dei "
    "degli delle d' in nel nello nella nell' nei negli nelle su sul sullo sulla sull' sui sugli sulle con per "
    "tra fra e ed o che il lo la l' i gli le un uno una un' è ha hanno sono era erano fu furono aveva avevano "
    "sarà saranno si ma non come quando dove anche mentre presso ore scorso prossimo ci c' vi cui se poi prima "
    "dopo verso circa fino sino entro oltre contro senza sotto durante già ancora ne lui lei loro questo questa "
    "cosa perché però dovrebbe potrebbe deve può possono devono stato stata stati state"
)


_PERCENT = word_set("% ‰ € $ £ ° º ª ' / x")


def counts_something(reader: Reader, index: int) -> bool:
    """Whether the lexeme after a number says what it counts, so that the number is no day, year or hour."""
    word = reader.word(index)
    if reader.is_word(index):
        if word in FUNCTION_WORDS:
            return word == "per" and reader.word(index + 1) in ("cento", "mille")
        if word in reader.vocabulary.units or word in ("mila", "milioni", "miliardi", "mln", "mld", "euro", "percento"):
            return True
        return not reader.capital(index) and len(word) > 2 and word[-1] in "ie" and word not in _VERBS_IN_IE
    return word in _PERCENT


#: Finite verbs that end like a plural noun and often follow a day or an hour.
_VERBS_IN_IE = word_set("parte chiude apre prende vince perde scende riprende chiede esce viene segue tiene dice")


_YEAR_BEFORE = word_set("nel del dal al dall' dell' nell' all' sul anno il e ed o dopo entro fino ottobre di") - {
    "di",
    "ottobre",
}


_STRONG_YEAR_BEFORE = word_set("nel nell' dal del al anno entro")


_YEARLY = word_set(
    "elezioni elezione mondiale mondiali europei olimpiadi campionato estate inverno primavera autunno edizione "
    "stagione finanziaria amministrative politiche europee regionali comunali bilancio referendum legislatura "
    "anni vendemmia rapporto congresso finale festival torneo conferenza primarie presidenziali"
)


def read_year(reader: Reader, index: int) -> Node | None:
    """A year alone where the words around it show that it is one: "nel 1991", "elezioni 2013", "(1942)"."""
    found = reader.year(index)
    if found is None:
        return None
    year, last = found
    before = reader.word(index - 1)
    if reader.word(index) != "'" and not reader.is_digits(index) and before not in _STRONG_YEAR_BEFORE:
        return None
    if reader.word(index) == "'" and before not in (_YEAR_BEFORE | _YEARLY):
        return None
    if not _stands_as_year(reader, index, last, year):
        return None
    period = calendar.year_of(year)
    return Node(index, last, "date", Fixed(period), "date:year") if period else None


def _stands_as_year(reader: Reader, index: int, last: int, year: int) -> bool:
    if counts_something(reader, last) and not reader.glued(last):
        word = reader.word(last)
        if reader.word(index - 1) not in ("nel", "nell'") or word in _PERCENT or word in reader.vocabulary.units:
            return False
    before = reader.word(index - 1)
    if before in _YEAR_BEFORE:
        return before not in ("il", "e", "ed", "o") or 1100 <= year <= 2100
    if before in _YEARLY:
        return True
    if not 1800 <= year <= 2100:
        return False
    after_name = reader.is_word(index - 1) and before not in FUNCTION_WORDS and before != "\0"
    if before in ("(", "-", "–", "/") and reader.word(last) in (")", "-", "–", "/"):
        return True
    return (after_name and reader.ends(last) and not reader.capital(index - 1)) or before == "("
