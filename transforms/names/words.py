"""The vocabulary of names: titles, first names, words with an effect on names, small words; all folded."""

from functools import cache

from transforms import language
from transforms.language import FUSED, words_of
from transforms.names.scan import fold
from transforms.reference import words


@cache
def titles() -> frozenset[str]:
    """Words that stand before a name and are no part of it, folded, without the stop of the abbreviation."""
    return frozenset(fold(title.rstrip(".").split(".")[0]) for title in words("it/speech/people", "noun", title="yes"))


@cache
def short_titles() -> frozenset[str]:
    """Titles that are written with a stop: "dott.", "on."."""
    written = words("it/speech/people", "noun", title="yes")
    return frozenset(fold(title.split(".")[0]) for title in written if "." in title)


@cache
def given_names() -> frozenset[str]:
    """First names, folded."""
    return frozenset(map(fold, words("it/names/given_names", "name")))


@cache
def given_names_of(gender: str) -> frozenset[str]:
    """First names of one gender, "F" or "M", folded."""
    return frozenset(map(fold, words("it/names/given_names", "name", gender=gender)))


@cache
def name_words(effect: str) -> frozenset[str]:
    """Words with one effect on names, folded: org (opens the name of a body), place, thing (what it names is none) ….

    The effects are described in docs/entities.md.
    """
    return frozenset(map(fold, words("it/names/name_words", effect=effect)))


def is_unit(word: str) -> bool:
    """Whether a word opens the name of a body and never that of a place: "nucleo", also with a number: "ats7"."""
    return word in name_words("unit") or (word[-1].isdigit() and word.rstrip("0123456789") in name_words("unit"))


def _bare(forms: frozenset[str]) -> frozenset[str]:
    """Closed classes as the words of names have them, without apostrophes."""
    return frozenset(form.rstrip("'") for form in forms)


#: Who is so "di Stato", before a country.
OFFICES_OF_STATE = words_of("segretario segretaria sottosegretario sottosegretaria ministro ministra")
#: Days of the week that are first names too.
NAMED_DAYS = words_of("domenica sabato")
#: Titles that stand before nothing but a person's name, many of them cut short.
PERSONAL_TITLES = words_of(
    "signor signora signorina dottor dottore dottoressa professor professore professoressa ingegner ingegnere "
    "ragionier ragioniere geometra architetto avvocato avvocata notaio giudice magistrato maresciallo brigadiere "
    "appuntato cavalier commendator monsignor monsignore senator ispettor don suor"
)
#: "di" and its contractions, folded.
OF = _bare(language.OF)
INDEFINITE = words_of("un uno una")
#: The definite ones.
ARTICLES = _bare(language.ARTICLES) - INDEFINITE
#: They and the prepositions that hold one.
DEFINITES = ARTICLES | _bare(FUSED)
#: Small words inside foreign and Italian surnames: "Ursula von der Leyen", "Antonio Di Pietro", "Osama bin Laden".
PARTICLES = OF | name_words("particle")
#: Those that lose their vowel and stand with a capital inside a surname: "Dell'Olmo", "D'Angelo".
ELIDED_PARTICLES = words_of("dell d dall degl l")
#: Prepositions, articles and the like: no edge of a name. "Colle" is a place.
SMALL = (
    (OF | ARTICLES | INDEFINITE | _bare(FUSED) | words_of("a ad da in su con per tra fra e ed o od"))
    | words_of("che come ma se non ha si")
) - words_of("collo colla coll cogli colle")
