"""What stands around "34 anni" where somebody is so old: "Ivo Serra di 34 anni", "morto a 34 anni", "(34 anni)"."""

from functools import cache

from transforms.figures.age_pairs import LISTED, OLDEST, lower_numeral
from transforms.figures.words import age_contexts, change_words
from transforms.language import BETWEEN, BREAK, FROM, MARK, OF, words_of
from transforms.numbers import NumberText
from transforms.reference import classes, read_reference, split_cell

_OF_OR_FROM = OF | FROM
#: Words that stand for a person before "di 34 anni".
EACH = words_of(
    "entrambi entrambe tutti tutte rispettivamente anche uno una altro altra l'altro l'altra quello quella quali "
    "vecchio vecchia vecchi vecchie"
)
_AFTER_APPOSITION = words_of(", ) . : ; – - e ed di residente originario nato nata") | {"", "\n"}
_UNTIL = words_of("qui capo fino sino anni")
#: Younger ones tell less often when something was done than how long it lasts.
_TELLING = 5
#: Before ", 8 anni," within so many lexemes these make it a time.
_LASTING = words_of(
    "dura durano durò durata durato durate durare contratto mandato attesa servono per da in entro dopo"
)
_NEAR_LASTING, _NEAR_PENAL = 5, 40
_MANY = 1000
_BOUNDS = words_of(
    "circa quasi oltre almeno appena soli sole solo solamente soltanto già ormai più meno di ben ancora poco "
    "anche non oggi ieri domani proprio ora adesso massimo minimo intorno attorno ai da tutti entrambi "
    "rispettivamente del dei i gli le"
)
#: Before "i 14 anni".
_BEFORE_LIMIT = words_of("sotto sopra oltre superati compiuti passati nonostante malgrado soglia")
#: Endings of nouns of persons: "muratore", "barista", "cameriere", "studente".
_PERSON_ENDINGS = ("tore", "trice", "ista", "iere", "iera", "ante", "ente", "logo", "loga", "enne", "ese", "aio", "aia",
                   "tori", "isti", "ieri", "anti", "enti", "esi", "grafo", "cida", "iatra", "iatri")  # fmt: skip


@cache
def age_words(role: str) -> frozenset[str]:
    """Words around an age, and nouns of people, by role ("person", "baby", "kin", "has", "born")."""
    people = read_reference("it/speech/people", required=("noun",))
    nouns = {row["noun"] for row in people if role in split_cell(row["ages"])}
    return classes("it/figures/age_words", "role").get(role, frozenset()) | nouns


AGE = frozenset({"età", "eta"})


def says_age(text: NumberText, first: int, last: int, unit: str, value: int) -> bool:
    """Whether the words around make the number from `first` on, before its unit at `last`, tell how old somebody is."""
    number, first = first, _first_of_chain(text, first)
    at = _skip_bounds(text, first)
    before = text.word(at)
    if before in OF and text.word(first + 1) == "," and number > first + 2 and not _is_penal(text, first):
        return True  # "due uomini e tre donne, tutti friulani, di 41, 48, 52 e 60 anni"
    if text.near(first, AGE, before=6, after=0) and unit == "a":
        return True
    if (before in age_words("aged") and at == first - 1) or text.word(last + 1) in ("lui", "lei"):
        return True
    if unit == "a" and "compiuti" in text.words[last + 1 : last + 1 + _NEAR_TURNED] and value <= OLDEST:
        return True
    if unit != "a":
        return text.word(last + 1) != "per" and _says_age_of_baby(text, first, at)
    if value > OLDEST and before not in ("ha", "hanno"):
        return False
    if before in age_words("has"):
        return text.word(last + 1) != "per" and MARK not in text.kinds[at + 1 : first]
    return (
        _after_preposition(text, first, at) or _is_apposition(text, first, last) or _is_range_of_ages(text, first, last)
    )


#: "17 anni compiuti", "12 anni non ancora compiuti".
_NEAR_TURNED = 3


def _first_of_chain(text: NumberText, first: int) -> int:
    """Where "5 e 9 anni" begins: at the first of the numbers that share the unit."""
    for _ in range(LISTED):
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
        return noun_before(text, at) in age_words("baby")
    if text.word(at) in ("aveva", "ha", "avevano", "hanno", "compie"):
        return all(word in _BOUNDS for word in text.words[at + 1 : first])
    return False


def noun_before(text: NumberText, at: int) -> str:
    """The noun before "di": an adjective or a participle may stand between ("gemelli siamesi di")."""
    noun = text.word(at - 1)
    if noun in age_words("person") | age_words("baby") | age_words("span"):
        return noun
    earlier = text.word(at - 2)
    return earlier if earlier in age_words("person") | age_words("baby") and text.is_word(at - 1) else noun


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
        named = text.is_capital(before) and not text.starts_sentence(before)
        return named or is_person(text, before) or _is_behind_person(text, before)
    if _is_initial(text, before):
        return True
    if not text.is_word(before) or text.words[before] in age_words("span"):
        return False
    if text.words[before] in EACH:
        return True
    if text.words[before] in _SOME or before in text.numeral_at:  # "una ragazza di 17 anni e due di 18 anni"
        return _is_behind_person(text, before)
    if text.is_capital(before):
        return not text.starts_sentence(before) or text.words[before] in age_words("person")
    return is_person(text, before) or noun_before(text, at) in age_words("person")


def _is_behind_person(text: NumberText, index: int) -> bool:
    """Whether somebody is spoken of right before, and no prison: "due donne, entrambe di qui, di 41 e 53 anni"."""
    near = text.near(index, age_words("person") | age_words("baby"), before=_NEAR_PERSON, after=0)
    return near and not text.near(index, age_contexts("penal"), before=_NEAR_PENAL, after=0)


_SOME, _NEAR_PERSON = words_of("alcuni alcune molti molte"), 12


def _is_initial(text: NumberText, index: int) -> bool:
    """Whether the point of an initial stands there: "Ada V., 35 anni"."""
    return text.word(index) == "." and index > 0 and text.is_capital(index - 1) and len(text.words[index - 1]) == 1


def is_person(text: NumberText, index: int) -> bool:
    """Whether a noun of a person stands at an index, known or told by its ending."""
    word = text.words[index]
    if word in age_words("person"):
        return True
    return (
        len(word) > 5 and word.endswith(_PERSON_ENDINGS) and word not in age_contexts("no_person") | age_words("span")
    )


def _is_at_age(text: NumberText, at: int) -> bool:
    for index in range(at - 1, max(-1, at - 9), -1):
        word = text.words[index]
        if text.lexemes[index].kind == BREAK or word in ".;":
            break
        if word in age_contexts("penal"):
            return False
        if word in age_words("born"):
            return True
    if text.word(at + 1) in ("soli", "appena") and not text.is_word(at - 1):
        return True  # "Lutto nello sport: a soli 57 anni …"
    if text.near(at, age_contexts("term"), before=6, after=0):
        return False
    if text.word(at - 1) in (",", "già", "ancora", "solo", "scorso") or text.is_capital(at - 1):
        return True
    earlier, numeral = text.numeral_before(at), text.numeral_at.get(at + 1)
    if earlier is not None and text.word(earlier.first - 1) in FROM:
        return text.near(at, AGE, before=12, after=0)  # not "la ferma passa da 8 a 6 anni"
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
    listed = text.is_capital(last + 1) and is_full_name(text, first - 1)  # "Ada Neri, 6 anni Ivo Serra, 7 anni"
    if not opens or (text.word(last + 1) not in _AFTER_APPOSITION and not listed):
        return False
    if text.word(last + 1) == "di" and not text.is_capital(last + 2) and text.word(last + 2) not in _OF_WHOM:
        return False  # "Dieci anni di lavori"; "Ivo Serra, 34 anni di Bari"
    if text.word(noun) == "pensione":
        noun -= 2  # "la maestra in pensione, 64 anni, …"
    return initial or text.is_capital(noun) or is_person(text, noun)


#: After "34 anni di" these are of a person.
_OF_WHOM = words_of("professione nazionalità origine origini nascita età")
#: After ", 25 anni".
_CLOSING = words_of(", ) . ;") | {"", "\n"}


#: Before a number of persons.
_THE_MANY = words_of("i le dei delle")


def _may_last(text: NumberText, first: int) -> bool:
    """Whether the words before ", 8 anni," speak of how long something lasts, or of prison."""
    number = text.numeral_before(first - 1)
    lasting = number is not None and text.word(number.first - 1) not in _THE_MANY  # but "i due, 45 e 48 anni, …"
    lasting = lasting or text.near(first, _LASTING, before=_NEAR_LASTING, after=0)
    return lasting or _is_penal(text, first)


def _is_penal(text: NumberText, first: int) -> bool:
    return text.near(first, age_contexts("penal"), before=_NEAR_PENAL, after=0)


#: Before "tra 15 e 64 anni" these are told of people.
_RATES = words_of("occupazione disoccupazione inattività inattivi attività popolazione fascia")


def _is_range_of_ages(text: NumberText, first: int, last: int) -> bool:
    """Read "tra i 15 e i 22 anni", "dai 15 ai 22 anni", "fascia 11-16 anni"."""
    word = text.words
    if text.near(first, words_of("fascia fasce giovani under coorte"), before=5, after=0):
        return word[first - 1] != "per"
    if lower_numeral(text, first) is not None:
        return text.near(first, age_words("person") | age_words("baby"), before=14, after=0)
    if word[first - 1] in ("i", "ai", "gli", "agli") and first >= 4:
        return any(text.word(at) in ("tra", "fra", "dai", "dagli") for at in range(max(0, first - 6), first - 1))
    if word[first - 1] in BETWEEN:  # "i bambini tra 2 e 6 anni"
        number = text.numeral_before(first - 1)  # of persons, not a year
        if text.word(first - 2) in age_words("has") or (number is not None and (number.value or _MANY) < _MANY):
            return True  # "due hanno tra 3 e 5 anni, sei tra 6 e 10 anni"
        if text.word(first - 2) in _RATES:
            return True  # "il tasso di occupazione tra 15 e 64 anni"
        return _is_of_person(text, first - 1) or text.word(first - 2) in age_words("baby")
    if word[first - 1] == "a" and first >= 4 and text.word(first - 3) in ("dai", "da"):
        return word[first - 4] not in change_words() and _is_of_person(text, first - 3)
    return False


def is_full_name(text: NumberText, index: int) -> bool:
    """Whether two capitalised words end before an index: "Mario Rossi, 34, …"."""
    pair = (index - 1, index - 3 if text.word(index - 2) in ("-", ".") else index - 2)
    return index > 2 and all(text.is_word(at) and text.is_capital(at) for at in pair)
