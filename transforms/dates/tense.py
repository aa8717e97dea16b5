"""Whether the clause around a date speaks of the past or the future, from the forms of its words alone.

No parser is needed: auxiliaries with participles, imperfects, past and future endings and a list of words that announce
something. A bounded number of lexemes on either side within the sentence is looked at; the nearest sign wins.
"""

from transforms.dates.meanings.base import Tense
from transforms.dates.text import SENTENCE_END, DateText
from transforms.language import FROM, words_of

#: How many lexemes on either side are looked at.
_WINDOW = 14
#: What a clause boundary between sign and date costs, in lexemes.
_BOUNDARY = 4
_BOUNDARIES = frozenset(
    {",", "che", "e", "ed", "(", ")", ":", '"', "«", "»", "“", "”", "ma", "mentre", "perché", "quando", "-", "–"}
)
#: What a word of `tense_words` says; "none": it only looks like a form of a verb ("prova", "però").
_TENSES: dict[str, Tense | None] = {"past": "past", "future": "future", "none": None}
_AUXILIARIES = words_of(
    "ha hanno ho hai abbiamo avete è sono siamo sei siete era erano aveva avevano avevo avevamo ero fu furono "
    "ebbe ebbero sia siano abbia abbiano avrebbe avrebbero sarebbe sarebbero aver essere avere essersi averlo "
    "averla viene venne vennero stato stata stati state"
)
_PARTICIPLES = ("ato", "ata", "ati", "ate", "uto", "uta", "uti", "ute", "ito", "ita", "iti", "ite", "tto", "tta", "tti",
                "tte", "so", "sa", "si", "se", "rto", "rta", "rti", "sto", "sta", "sti", "ste", "nto", "nta", "nti",
                "lto", "lta", "lti")  # fmt: skip
_WOULD = words_of("avrebbe avrebbero sarebbe sarebbero avrei avremmo")
_MODALS = words_of("dovuto dovuta dovuti dovute potuto potuta voluto")
_BEFORE_INFINITIVE = frozenset({"di", "a", "ad", "per", "da"})
#: Before "a salire" these tell what goes on, and nothing that is planned.
_GOING_ON = words_of("torna tornano continua continuano riesce riescono")
#: "Vedremo", "faremo", "potremo"; no "supremo".
_WE_SHALL = ("eremo", "iremo", "aremo", "dremo", "vremo", "otremo", "rremo")
_INFINITIVES = ("are", "ere", "ire", "arsi", "ersi", "irsi", "arlo", "arla", "erlo", "irlo")


def tense_around(text: DateText, first: int, last: int) -> Tense | None:
    """The tense that governs the lexemes ``[first, last)``, None when no sign stands near."""
    left = _nearest(text, range(first - 1, max(first - 1 - _WINDOW, -1), -1))
    right = _nearest(text, range(last, min(last + _WINDOW, text.size)))
    if left is None or right is None:
        found = left or right
        return found[1] if found is not None else None
    return left[1] if left[0] <= right[0] else right[1]


def tense_after(text: DateText, last: int) -> Tense | None:
    """The tense of the first sign after a date; a verb before "fino a lunedì" only tells what was decided."""
    right = _nearest(text, range(last, min(last + _WINDOW, text.size)))
    return right[1] if right is not None else None


def _nearest(text: DateText, indexes: range) -> tuple[int, Tense] | None:
    cost = 0
    for index in indexes:
        word = text.words[index]
        if word in SENTENCE_END:
            return None
        cost += _BOUNDARY if word in _BOUNDARIES else 1
        tense = _sign(text, index, word)
        if tense is not None:
            return cost, tense
    return None


def _sign(text: DateText, index: int, word: str) -> Tense | None:
    """What the word at the index says of the tense."""
    listed = text.vocabulary.tenses.get(word)
    if listed is not None and text.is_capital(index) and not text.opens(index):
        return None  # the NATO is not born
    if listed is not None:
        unreal = word in _MODALS and text.word(index - 1) in _WOULD  # "si sarebbe dovuto svolgere"
        return "past" if unreal else _TENSES[listed]
    if word in _AUXILIARIES:
        return _compound(text, index)
    if len(word) < 4:
        return None
    ending = word[-1]
    if ending in "àòì":
        return _accented(word)
    if ending in "oae":
        return _plain_ending(text, index, word)
    return None


def _compound(text: DateText, index: int) -> Tense | None:
    """An auxiliary with the participle that follows within three lexemes; "è previsto" looks ahead."""
    for at in range(index + 1, min(index + 4, text.size)):
        word = text.words[at]
        listed = text.vocabulary.tenses.get(word)
        if listed in _TENSES and _TENSES[listed] is not None:
            return _TENSES[listed]
        if len(word) > 3 and word.endswith(_PARTICIPLES):
            return "past"
        if word in SENTENCE_END or word == ",":
            break
    return None


def _accented(word: str) -> Tense | None:
    if word.endswith("rà"):
        return "future"
    if word[-1] == "ò":
        return "future" if word.endswith(("erò", "irò", "drò", "vrò", "trò")) or word == "sarò" else "past"
    if word[-1] == "ì":
        return None if word.endswith("dì") else "past"
    return None


def _plain_ending(text: DateText, index: int, word: str) -> Tense | None:
    if word.endswith("ranno") or word.endswith(_WE_SHALL):
        return "future"
    if word.endswith(("avamo", "evamo", "ivamo")):
        return "past"
    if word.endswith(("arono", "erono", "irono", "ettero", "sero")):
        return "past"
    if word.endswith(("ava", "avano", "eva", "evano", "ivano")):
        return "past"
    if word.endswith(_INFINITIVES) and text.word(index - 1) in _BEFORE_INFINITIVE:
        since = word == "partire" and text.word(index + 1) in FROM  # "a partire da venerdì"
        return None if since or text.word(index - 2) in _GOING_ON else "future"
    return None
