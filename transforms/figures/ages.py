"""Ages: "34enne", "Ivo Serra di 19 anni", "ha 60 anni", "tra i 15 e i 22 anni", "gemelli di 13 mesi".

"Di 34 anni" is an age after a person and a duration after "condanna"; it is decided here once, before dates are read.
"""

from decimal import Decimal
from functools import cache, lru_cache

from transforms.facts import FoundFigure
from transforms.figures.age_pairs import (
    OLDEST,
    age_of,
    is_next_age,
    is_of_team,
    limit_before,
    lower_numeral,
    range_of_ages,
    with_first_of_pairs,
)
from transforms.figures.find import assemble
from transforms.figures.quantities import Quantity
from transforms.figures.words import age_contexts, change_words
from transforms.language import AND, BETWEEN, BREAK, FROM, MARK, OF, words_of
from transforms.numbers import NumberText, Numeral, number_of_word
from transforms.reference import classes, read_reference, split_cell

_YEARS = frozenset({"anni", "anno"})
_ONE_OF = _YEARS | {"mese"}
_OF_OR_FROM = OF | FROM
#: UCUM codes of the units in which ages are told.
_UNITS = {"anni": "a", "anno": "a", "mesi": "mo", "mese": "mo", "settimane": "wk", "giorni": "d"}
_YOUNGEST_PARENT = 13
#: Words that stand for a person before "di 34 anni".
_EACH = words_of(
    "entrambi entrambe tutti tutte rispettivamente anche uno una altro altra l'altro l'altra quello quella quali "
    "vecchio vecchia vecchi vecchie"
)
_AFTER_BARE = words_of(
    "e ed o in nel nella nello nell' che è ha era erano aveva sono a ad al alla all' con per sul sulla dal dalla "
    "nato nata residente mentre si"
)
_AFTER_APPOSITION = words_of(", ) . ; – - e ed di residente originario nato nata") | {"", "\n"}
_UNTIL = words_of("qui capo fino sino anni")
#: Younger ones tell less often when something was done than how long it lasts.
_TELLING = 5
#: Before ", 8 anni," within so many lexemes these make it a time.
_LASTING = words_of(
    "dura durano durò durata durato durate durare contratto mandato attesa servono per da in entro dopo"
)
_NEAR_LASTING, _NEAR_PENAL = 5, 40
_BOUNDS = words_of(
    "circa quasi oltre almeno appena soli sole solo solamente soltanto già ormai più meno di ben ancora poco "
    "anche non oggi ieri domani proprio ora adesso massimo minimo intorno attorno ai da tutti entrambi "
    "rispettivamente del dei i gli le"
)
_AFTER_TIME = words_of("fa dopo prima luce addietro orsono dal dalla dall' dai dalle consecutivi")
#: Before "i 14 anni".
_BEFORE_LIMIT = words_of("sotto sopra oltre superati compiuti passati nonostante malgrado soglia")
#: Endings of nouns of persons: "muratore", "barista", "cameriere", "studente".
_PERSON_ENDINGS = ("tore", "trice", "ista", "iere", "iera", "ante", "ente", "logo", "loga", "enne", "ese", "aio", "aia",
                   "tori", "isti", "ieri", "anti", "enti", "esi", "grafo", "cida", "iatra", "iatri")  # fmt: skip


@cache
def _words(role: str) -> frozenset[str]:
    people = read_reference("it/speech/people", required=("noun",))
    nouns = {row["noun"] for row in people if role in split_cell(row["ages"])}
    return classes("it/figures/age_words", "role").get(role, frozenset()) | nouns


@lru_cache(maxsize=1024)
def age_of_word(word: str) -> int | None:
    """The age in one word: "trentaquattrenne" → 34, "ventenni" → 20, None for "perenne" and all else."""
    if not word.endswith(("enne", "enni")) or len(word) < 7 or len(word) > 30:
        return None
    stem = word[:-4]
    for ending in ("", "i", "o", "a", "e"):
        value = number_of_word(stem + ending)
        if value is not None and 10 <= value <= OLDEST:  # "ottenne" is a verb
            return value
    return None


def find_ages(text: NumberText, busy: bytearray) -> list[FoundFigure]:
    """All ages of a text; the lexemes that they hold are marked in `busy`."""
    items = [
        item for index, word in enumerate(text.words) if word[-4:-1] == "enn" and (item := _enne(text, index, busy))
    ]
    told, after = False, 0
    for numeral in text.numerals:
        if numeral.first < after or any(busy[numeral.first : numeral.last]) or numeral.value is None:
            continue
        item = _with_unit(text, numeral) or range_of_ages(text, numeral)
        item = item or _bare(text, numeral, told or bool(items)) or _next(text, numeral)
        if item is not None:
            items.append(item)
            told, after = True, item.last
    items += [
        item for numeral in text.numerals if numeral.form == "collective" and (item := _around(text, numeral, busy))
    ]
    items += [item for index, word in enumerate(text.words) if word == "un" and (item := _one(text, index))]
    if not items:
        return []
    items.sort(key=lambda item: item.first)
    return assemble(text, with_first_of_pairs(text, items, busy), busy)


def _enne(text: NumberText, index: int, busy: bytearray) -> Quantity | None:
    """Read "trentaquattrenne", "34enne", "34-enne", "18 enne"."""
    word = text.words[index]
    if word in ("enne", "enni"):
        at = index - 1
        if text.word(at) in ("-", "–"):
            at -= 1
        number = text.word(at)
        if not text.is_digits(at) or not number.isdecimal() or len(number) > 3 or any(busy[at : index + 1]):
            return None
        value = int(number)
        return _above(text, age_of(at, index + 1, Decimal(value))) if value <= OLDEST else None
    bare = word.removeprefix("ultra").removeprefix("over")
    age = age_of_word(bare)
    if age is None or busy[index]:
        return None
    item = age_of(index, index + 1, Decimal(age))
    return _above(text, item) if bare == word else item._replace(form="ultra")


def _above(text: NumberText, item: Quantity) -> Quantity:
    """Read "ultra 80enni", "ultra-settantenni", "ultra70enni": older than so many years."""
    at = item.first - 1 - (text.word(item.first - 1) == "-")
    return item._replace(first=at, form="ultra") if text.word(at) == "ultra" else item


def _one(text: NumberText, index: int) -> Quantity | None:
    """Read "una bimba di un anno", "ha un anno"."""
    if text.word(index + 1) not in _ONE_OF:
        return None
    unit = _UNITS[text.words[index + 1]]
    before = text.word(index - 1)
    half = _half_after(text, index + 2)
    after = index + 2 + 2 * (half is not None)
    baby = before == "di" and _noun_before(text, index - 1) in _words("baby")
    of_age = text.word(after) == "di" and text.word(after + 1) in ("età", "vita")
    has = unit == "a" and before in ("ha", "aveva", "compie", "compiuto") and not text.is_word(after)
    if not (baby or of_age or has):
        return None
    return age_of(index, after, Decimal(1) + (half or 0), unit=unit)


def _half_after(text: NumberText, index: int) -> Decimal | None:
    """The half of "un anno e mezzo", "43 anni e mezzo"."""
    return Decimal("0.5") if text.word(index) == "e" and text.word(index + 1) == "mezzo" else None


def _around(text: NumberText, numeral: Numeral, busy: bytearray) -> Quantity | None:
    """Read "un uomo sulla cinquantina", "sulla trentina": about so many years."""
    if text.word(numeral.first - 1) != "sulla" or numeral.last - numeral.first > 1 or busy[numeral.first]:
        return None
    if numeral.value is None or not 20 <= numeral.value <= 90 or text.word(numeral.last) in ("di", "d'"):
        return None
    item = age_of(numeral.first, numeral.last, numeral.value)
    return item._replace(form="collective")


def _with_unit(text: NumberText, numeral: Numeral) -> Quantity | None:
    """Read "N anni", "N mesi" or "anni N" where the context says that somebody is so old."""
    last = numeral.last
    unit_word = text.word(last)
    value = numeral.value
    if value is not None and unit_word == "anni" and text.near(numeral.first, _LIFE, before=_NEAR_LIFE, after=0):
        return age_of(numeral.first, last + 1, value, numeral.high)._replace(kind="measure")
    if value is None or numeral.high is None:
        return None
    if value != int(value):  # "età media 47,2 anni"
        mean = unit_word == "anni" and text.near(numeral.first, _AGE, before=6, after=0)
        return age_of(numeral.first, last + 1, value, numeral.high) if mean else None
    if unit_word not in _UNITS:
        if text.word(numeral.first - 1) == "anni" and text.word(numeral.first - 2) == "di" and value <= OLDEST:
            return age_of(numeral.first - 1, last, value, numeral.high)
        return None
    unit = _UNITS[unit_word]
    end = last + 1
    if unit_word == "anni" and "luce" in (text.word(end), text.word(end + 1)) and text.word(end) in ("luce", "-"):
        end += 1 if text.word(end) == "luce" else 2  # a distance, though it begins like a time
        return age_of(numeral.first, end, value, numeral.high, "[ly]")._replace(kind="measure")
    half = _half_after(text, end) if value == numeral.high else None
    if half is not None:
        end += 2
    written = end
    if text.word(end) in ("di", "d'") and text.word(end + 1) == "età":
        end += 2
    aged = end > written or text.words[numeral.first - 2 : numeral.first] == ["età", "di"]
    if not aged and (_follows_as_duration(text, end) or value > 20 * OLDEST):
        return None
    to = text.word(numeral.first - 1) in ("a", "ad")
    if (
        unit == "a"
        and to
        and not aged
        and text.word(end) == "e"
        and text.word(_after_numeral(text, end + 1)) in _MONTHS
    ):
        return None  # "in cattedra a 33 anni e 4 mesi"
    if aged or _says_age(text, numeral.first, last, unit, int(value)):
        return age_of(numeral.first, end, value + (half or 0), numeral.high + (half or 0), unit)
    return None


_MONTHS = frozenset({"mesi", "mese"})


_AGE = frozenset({"età", "eta"})
#: "la speranza di vita sale a 83,4 anni" measures how long, and makes nobody so old.
_LIFE, _NEAR_LIFE = frozenset({"speranza", "aspettativa"}), 12


def _after_numeral(text: NumberText, index: int) -> int:
    """The lexeme after the numeral that begins at an index; the index where none does."""
    numeral = text.numeral_at.get(index)
    return index if numeral is None else numeral.last


def _follows_as_duration(text: NumberText, index: int) -> bool:
    """Whether what follows "N anni" makes it a time: "fa", "dopo", "di carcere"."""
    word = text.word(index)
    return word in _AFTER_TIME or (word == "di" and text.word(index + 1) in age_contexts("time_of"))


def _says_age(text: NumberText, first: int, last: int, unit: str, value: int) -> bool:
    first = _first_of_chain(text, first)
    at = _skip_bounds(text, first)
    before = text.word(at)
    if text.near(first, _AGE, before=6, after=0) and unit == "a":
        return True
    if (before in _words("aged") and at == first - 1) or text.word(last + 1) in ("lui", "lei"):
        return True
    if unit == "a" and "compiuti" in text.words[last + 1 : last + 1 + _NEAR_TURNED] and value <= OLDEST:
        return True
    if unit != "a":
        return text.word(last + 1) != "per" and _says_age_of_baby(text, first, at)
    if value > OLDEST and before not in ("ha", "hanno"):
        return False
    if before in _words("has"):
        return text.word(last + 1) != "per" and MARK not in text.kinds[at + 1 : first]
    return (
        _after_preposition(text, first, at) or _is_apposition(text, first, last) or _is_range_of_ages(text, first, last)
    )


#: "17 anni compiuti", "12 anni non ancora compiuti".
_NEAR_TURNED = 3


def _first_of_chain(text: NumberText, first: int) -> int:
    """Where "5 e 9 anni" begins: at the first of the numbers that share the unit."""
    for _ in range(3):
        joint = first - 1
        if text.word(joint) not in ("e", "ed", "o", ",", "-", "–"):
            break
        left = text.numeral_before(joint)
        if left is None or (text.word(joint) == "," and text.word(left.first - 1) in _THE_MANY):
            break  # "i due, 45 e 48 anni, …"
        first = left.first
    return first


def _skip_bounds(text: NumberText, first: int) -> int:
    """The index before the words that may bound a number: "ha solo 8", "aveva più di 30"."""
    at = first - 1
    while at >= 0 and first - at < 5 and text.words[at] in _BOUNDS and text.words[at] not in ("di", "da"):
        at -= 1
    if at >= 1 and text.words[at] == "di" and text.words[at - 1] in ("più", "meno"):
        return _skip_bounds(text, at - 1)
    return at


def _says_age_of_baby(text: NumberText, first: int, at: int) -> bool:
    if text.word(at) == "di":
        return _noun_before(text, at) in _words("baby")
    if text.word(at) in ("aveva", "ha", "avevano", "hanno", "compie"):
        return all(word in _BOUNDS for word in text.words[at + 1 : first])
    return False


def _noun_before(text: NumberText, at: int) -> str:
    """The noun before "di": an adjective or a participle may stand between ("gemelli siamesi di")."""
    noun = text.word(at - 1)
    if noun in _words("person") | _words("baby") | _words("span"):
        return noun
    earlier = text.word(at - 2)
    return earlier if earlier in _words("person") | _words("baby") and text.is_word(at - 1) else noun


def _after_preposition(text: NumberText, first: int, at: int) -> bool:
    """Read "di N anni" after a person, "a N anni" after "morto", "sui N anni", "sotto i N anni"."""
    before = text.word(at)
    if before == "di":
        return _is_of_person(text, at)
    if before in ("suoi", "sue") and text.word(at - 1) in ("i", "dei", "coi", "con"):
        return True  # "con i suoi 90 anni"
    if (before in ("a", "ad") and at == first - 1) or (
        before == "a" and text.words[at + 1] in ("soli", "appena", "quasi", "circa")
    ):
        return _is_at_age(text, at)
    if (before == "sui" and at == first - 1) or before in ("minori", "minore", "maggiori", "maggiore"):
        return True
    if text.word(first - 1) in ("i", "gli", "dei", "degli"):
        return text.word(first - 2) in _BEFORE_LIMIT
    if before in ("under", "over") or (before == "con" and text.word(first - 1) == "di"):
        return True  # "le persone con più di 80 anni"
    if before in ("da", "dai"):
        return text.word(first + 2) == "in" and text.word(first + 3) in ("su", "giù")
    return False


def _is_of_person(text: NumberText, at: int) -> bool:
    """Whether "di" stands after somebody: a name, a person's noun, or a comma after one."""
    before = at - 1
    if text.word(before) in (",", "(", "–", "-") and before > 0:
        before -= 1
        if text.word(before) == ")":
            return True
        if _is_initial(text, before):
            return True
        if not text.is_word(before):
            return False
        return (text.is_capital(before) and not text.starts_sentence(before)) or _is_person(text, before)
    if _is_initial(text, before):
        return True
    if not text.is_word(before) or text.words[before] in _words("span"):
        return False
    if text.words[before] in _EACH:
        return True
    if text.words[before] in _SOME or before in text.numeral_at:  # "una ragazza di 17 anni e due di 18 anni"
        near = text.near(before, _words("person") | _words("baby"), before=_NEAR_PERSON, after=0)
        return near and not text.near(before, age_contexts("penal"), before=_NEAR_PENAL, after=0)
    if text.is_capital(before):
        return not text.starts_sentence(before) or text.words[before] in _words("person")
    return _is_person(text, before) or _noun_before(text, at) in _words("person")


_SOME, _NEAR_PERSON = words_of("alcuni alcune molti molte"), 12


def _is_initial(text: NumberText, index: int) -> bool:
    """Whether the point of an initial stands there: "Ada V., 35 anni"."""
    return text.word(index) == "." and index > 0 and text.is_capital(index - 1) and len(text.words[index - 1]) == 1


def _is_person(text: NumberText, index: int) -> bool:
    word = text.words[index]
    if word in _words("person"):
        return True
    return len(word) > 5 and word.endswith(_PERSON_ENDINGS) and word not in age_contexts("no_person") | _words("span")


def _is_at_age(text: NumberText, at: int) -> bool:
    for index in range(at - 1, max(-1, at - 9), -1):
        word = text.words[index]
        if text.lexemes[index].kind == BREAK or word in ".;":
            break
        if word in age_contexts("penal"):
            return False
        if word in _words("born"):
            return True
    if text.word(at + 1) in ("soli", "appena") and not text.is_word(at - 1):
        return True  # "Lutto nello sport: a soli 57 anni …"
    if text.near(at, age_contexts("term"), before=6, after=0):
        return False
    if text.word(at - 1) in (",", "già", "ancora", "solo", "scorso") or text.is_capital(at - 1):
        return True
    earlier, numeral = text.numeral_before(at), text.numeral_at.get(at + 1)
    if earlier is not None and text.word(earlier.first - 1) in FROM:
        return text.near(at, _AGE, before=12, after=0)  # not "la ferma passa da 8 a 6 anni"
    if numeral is None or (numeral.value or 0) < _TELLING or text.word(numeral.last + 1) in _OF_OR_FROM:
        return False  # "a dieci anni di pace", "a dieci anni dalla fine"
    return text.word(at - 1) not in _UNTIL


def _is_apposition(text: NumberText, first: int, last: int) -> bool:
    """Read "Dario Selva, 71 anni, è …", "(34 anni)"."""
    noun = first - 2
    if text.word(noun) in (")", '"', "”", "»") and noun > 0:
        noun -= 1
    initial = _is_initial(text, noun)
    opens = text.word(first - 1) in (",", "(", "–", "-") and (text.is_word(noun) or initial)
    if opens and text.word(first - 1) == "," and text.word(last + 1) in _CLOSING and not _may_last(text, first):
        return True  # "la friulana, 25 anni, …"
    listed = text.is_capital(last + 1) and _is_full_name(text, first - 1)  # "Ada Neri, 6 anni Ivo Serra, 7 anni"
    if not opens or (text.word(last + 1) not in _AFTER_APPOSITION and not listed):
        return False
    return initial or text.is_capital(noun) or _is_person(text, noun)


#: After ", 25 anni".
_CLOSING = words_of(", ) . ;") | {"", "\n"}


#: Before a number of persons.
_THE_MANY = words_of("i le dei delle")


def _may_last(text: NumberText, first: int) -> bool:
    """Whether the words before ", 8 anni," speak of how long something lasts, or of prison."""
    number = text.numeral_before(first - 1)
    lasting = number is not None and text.word(number.first - 1) not in _THE_MANY  # but "i due, 45 e 48 anni, …"
    lasting = lasting or text.near(first, _LASTING, before=_NEAR_LASTING, after=0)
    return lasting or text.near(first, age_contexts("penal"), before=_NEAR_PENAL, after=0)


def _is_range_of_ages(text: NumberText, first: int, last: int) -> bool:
    """Read "tra i 15 e i 22 anni", "dai 15 ai 22 anni", "fascia 11-16 anni"."""
    word = text.words
    if text.near(first, words_of("fascia fasce giovani under coorte"), before=5, after=0):
        return word[first - 1] != "per"
    if lower_numeral(text, first) is not None:
        return text.near(first, _words("person") | _words("baby"), before=14, after=0)
    if word[first - 1] in ("i", "ai", "gli", "agli") and first >= 4:
        return any(text.word(at) in ("tra", "fra", "dai", "dagli") for at in range(max(0, first - 6), first - 1))
    if word[first - 1] in BETWEEN:  # "i bambini tra 2 e 6 anni"
        return _is_of_person(text, first - 1) or text.word(first - 2) in _words("baby")
    if word[first - 1] == "a" and first >= 4 and text.word(first - 3) in ("dai", "da"):
        return word[first - 4] not in change_words() and _is_of_person(text, first - 3)
    return False


def _bare(text: NumberText, numeral: Numeral, told: bool) -> Quantity | None:
    """Read "Ivo Serra di 19 e la ventenne": an age without "anni" after a name and another age; "gli under 30"."""
    value = numeral.value
    if value is None or numeral.form not in ("digits", "words") or value != int(value) or not 1 <= value <= 110:
        return None
    at, after = numeral.first - 1, text.word(numeral.last)
    named = limit_before(text, numeral.first)
    limit = named is not None and value > 5 and not is_of_team(text, named, numeral)
    beside = told and after in ("lui", "lei") and text.word(at) in (",", "e", ";")
    if limit or beside or (_is_bare_apposition(text, at, numeral.last, told) and value >= 5):
        return age_of(numeral.first, numeral.last, value)
    alone = not text.is_word(numeral.last) or after in _AFTER_BARE
    if text.word(at) != "di" or not alone or not (told or text.word(at - 1) in _words("kin") | _words("parent")):
        return None
    before = at - 1
    if text.word(before) == ",":
        before -= 1
    if before < 0 or not text.is_word(before):
        return None
    noun = text.words[before]
    if noun in _words("parent") and value < _YOUNGEST_PARENT:
        return None  # "madre di 3" has three children
    if not (text.is_capital(before) or noun in _EACH or _is_person(text, before)):
        return None
    return age_of(numeral.first, numeral.last, value)


def _next(text: NumberText, numeral: Numeral) -> Quantity | None:
    """Read "Ivo aveva 30 anni, Ada 27 e Ugo 36": right behind an age the next name with a bare number."""
    plain = numeral.value is not None and numeral.last == numeral.first + 1 and is_next_age(text, numeral.first)
    ends = not text.is_word(numeral.last) or text.word(numeral.last) in AND
    return age_of(numeral.first, numeral.last, numeral.value) if plain and ends and numeral.value else None


def _is_bare_apposition(text: NumberText, at: int, last: int, told: bool) -> bool:
    """Whether a bare number stands beside somebody: "Mario Rossi, 34, …", and near an age "la moglie, 45, e"."""
    after = text.word(last)
    if text.word(at) not in (",", "("):
        return False
    if told and at > 0 and text.words[at - 1] in _words("kin") | _words("parent"):
        return after == ")" if text.words[at] == "(" else after in (",", ")", ".", "e", "ed")
    if text.words[at] == "(" and after == "," and _is_full_name(text, at):
        return text.is_word(last + 1) and not text.is_capital(last + 1)  # "Ada Neri (19, studentessa)"
    if after not in (",", ")") or text.words[at] != ",":
        return False
    return _is_full_name(text, at) or (told and _is_next_name(text, at))


def _is_next_name(text: NumberText, index: int) -> bool:
    """Whether a name that follows an age ends before an index: "Ivo, 45 anni, e Ada, 43, …"."""
    joined = text.is_capital(index - 1) and text.word(index - 2) in AND | {","}
    return joined and text.near(index - 1, _YEARS, before=_NEAR_YEARS, after=0)


#: So near before the next name "anni" is written.
_NEAR_YEARS = 6


def _is_full_name(text: NumberText, index: int) -> bool:
    """Whether two capitalised words end before an index: "Mario Rossi, 34, …"."""
    pair = (index - 1, index - 3 if text.word(index - 2) in ("-", ".") else index - 2)
    return index > 2 and all(text.is_word(at) and text.is_capital(at) for at in pair)
