"""What a figure counts: "1,2 milioni di vittime" → vittime, "i morti sono 80" → morti, "80% dei gemelli" → gemelli."""

from collections.abc import Mapping

from transforms.claims.text import ClaimText
from transforms.claims.words import DEFINITE_PLURALS, toll_families
from transforms.language import OF, words_of
from transforms.reference import classes, words

_ARTICLES = words_of("il lo la i gli le l'")
_STEPPED_OVER = OF | _ARTICLES | words_of("circa ben soli sole tra fra questi queste quei quegli quelle suoi sue")
_PREPOSITIONS = words_of("""
    di da a in con su per tra fra presso contro dopo prima durante entro oltre
    del dello della dei degli delle dell' al allo alla ai agli alle all' dal dallo dalla dai dagli dalle dall'
    nel nello nella nei negli nelle nell' sul sullo sulla sui sugli sulle sull'
""")
_BOUNDARY_MARKS = words_of(', ; : . ( ) « » “ ” " – —')
_BOUNDARY = _BOUNDARY_MARKS | words_of("e o ed")
#: Before a number these compare it with the one before, which counts the same.
_COMPARED = words_of("contro rispetto sui sugli sulle")
_ON_THE, _OF_WHICH = words_of("sui sugli sulle"), words_of("cui quali")
_COPULAS = words_of(
    "è sono era erano furono fu sia siano fosse fossero sarà saranno sarebbe sarebbero stati state essere"
)
_BETWEEN = words_of(
    "stati state stato stata da a ad di in circa ora già oggi intanto ormai solo così ben per salite saliti"
)
_OPENING_MARKS = words_of('« “ "')
_STATES = words_of("condizioni vita salute sorte prognosi")
#: How many words may stand between a number and its noun, and how far back an antecedent is looked for.
_AHEAD, _BACK = 6, 40


def find_counted(text: ClaimText, wholes: Mapping[int, int]) -> list[int | None]:
    """The counted noun of every figure.

    Args:
        text: the text with its facts.
        wholes: figure → figure that contains it by an explicit cue ("di cui", "dei quali"); a part without a noun of
            its own counts what its whole counts.

    Returns:
        Token index of the noun for each figure; None where none stands in the sentence and for measures, money, ages.
    """
    found: list[int | None] = [None] * len(text.figures)
    waiting: list[int] = []
    for k, figure in enumerate(text.figures):
        if figure.kind == "percent":
            found[k] = _of_percent(text, k)
        elif figure.kind in ("count", "ratio"):
            found[k] = _inside(text, k)
            if found[k] is None:
                found[k] = _ahead(text, k) if figure.kind == "count" else _of_percent(text, k)
            if found[k] is None and figure.kind == "count":
                waiting.append(k)
    for k in waiting:
        found[k] = _carried(text, k, wholes, found)
    return found


def _carried(text: ClaimText, k: int, wholes: Mapping[int, int], found: list[int | None]) -> int | None:
    """The noun of a figure that has none beside it: of its whole, its sentence's subject, or an antecedent."""
    first = text.spans[k][0]
    if text.syntax.lower(first - 1) == "di" and text.syntax.lower(first - 2) in _STATES:
        return None  # "le condizioni di sette di loro"
    whole = wholes.get(k)
    if whole is not None and whole != k:
        return found[whole]
    compared = {text.syntax.lower(at) for at in range(text.spans[k][0] - 3, text.spans[k][0])}
    if k and compared & _COMPARED and text.sentence[k - 1] == text.sentence[k]:
        return found[k - 1]  # "3.912 persone, contro le 5.066 del 2025"
    part = next((p for p in range(max(k - 2, 0), k) if wholes.get(p) == k), None)
    if part is not None and found[part] is not None:  # "30 allievi su 45"
        return found[part]
    postposed = _postposed(text, k)
    if postposed is not None:
        return postposed
    subject = _predicated(text, k)
    if subject is not None:
        return subject
    if _is_definite(text, k) and not _elliptic(text, k):
        return None
    antecedent = _antecedent(text, k)
    return antecedent if antecedent is not None else _gapped(text, k, found)


def _inside(text: ClaimText, k: int) -> int | None:
    """A noun inside the figure's own span: "sette volte o più", "un italiano su due"."""
    span = text.spans[k]
    if len(span) < 2:
        return None
    for index in span:
        word = text.syntax.lower(index)
        if _is_number_part(word) or word in _STEPPED_OVER or not word.isalpha() or len(word) < 3:
            continue
        if text.syntax.pos(index) == "NOUN" or (not text.syntax.tagged and _follows_number(text, index)):
            return index
    return None


def _is_number_part(word: str) -> bool:
    """Number words, multipliers and bounds: "diecimila", "milioni", "oltre"."""
    return (
        word in classes("it/claims/counted_words")["number_part"]
        or word.endswith("mila")
        or word in words("it/numbers/number_words")
    )


def _follows_number(text: ClaimText, index: int) -> bool:
    return text.syntax.lower(index - 1) in ("un", "una", "uno") or text.syntax.lower(index + 1) in ("su", "o")


def _of_percent(text: ClaimText, k: int) -> int | None:
    """The head noun of the "di" phrase right after a share."""
    syntax = text.syntax
    at = text.spans[k][-1] + 1
    while syntax.lower(at) in ("circa", "totale", "complessivo") and syntax.lower(at + 1) in OF:
        at += 1
    if syntax.lower(at) not in OF or text.date_at(at) is not None:
        return None
    return _first_noun(text, at + 1, k)


def _ahead(text: ClaimText, k: int) -> int | None:
    """The noun after the number: "32 capi", "due grandi partiti", "cinquanta i morti", "due dei sette imputati"."""
    syntax = text.syntax
    last = text.spans[k][-1]
    if syntax.lower(last + 1) in ("di", "d'") and not _takes_di(syntax.lower(last)):
        return None  # "ce ne sono state 400 di assestamento"
    found = _first_noun(text, last + 1, k)
    return None if found == last + 1 and _is_of_whole(text, k, found) else found


def _is_of_whole(text: ClaimText, k: int, index: int) -> bool:
    """Whether a participle says only which of the things before are meant: "212 corse sulle 2.200 programmate"."""
    syntax = text.syntax
    if not syntax.is_participle(index) or syntax.lower(index) in toll_families():
        return False
    before = syntax.lower(text.spans[k][0] - 1)
    return before in _ON_THE or (before in _OF_WHICH and syntax.pos(index) == "VERB")  # "di cui 30 arrivate dal mare"


def _takes_di(word: str) -> bool:
    """Number nouns are joined by "di": "due milioni di voti", "una ventina di feriti"."""
    return word in classes("it/claims/counted_words")["number_part"] or word in words("it/numbers/multipliers")


def _first_noun(text: ClaimText, at: int, k: int) -> int | None:
    """The first noun from token `at` on, over articles, prenominal adjectives and a second number."""
    syntax = text.syntax
    sentence_end = syntax.bounds(text.spans[k][0])[1]
    end = min(sentence_end, at + _AHEAD)
    is_share = text.figures[k].kind in ("percent", "ratio")
    adjective: int | None = None
    while at < end:
        word = syntax.lower(at)
        other = text.figure_at(at)
        if other is not None and other != k and adjective is None:
            at = text.spans[other][-1] + 1
            end = min(sentence_end, at + _AHEAD)
            continue
        if other is not None or text.date_at(at) is not None or _is_stop(text, at):
            break
        if word in ("del", "dello", "della", "dell'") and not _takes_di(syntax.lower(at - 1)) and not is_share:
            break  # "le 5.066 dello stesso periodo"
        if word in _STEPPED_OVER and adjective is None:
            at += 1
            continue
        kind = "noun" if _is_numbered(text, at, k) else _kind(text, at)
        if kind == "noun" and (adjective is None or syntax.pos(at) == "NOUN" or _is_prenominal(text, adjective)):
            if adjective is not None and word in toll_families() and not _is_prenominal(text, adjective):
                return adjective  # "tre italiani morti"
            is_noun_before = adjective is not None and syntax.parsed and syntax.head(at) == adjective
            return adjective if is_noun_before else at  # "gemelli siamesi", tags astray
        if kind != "adjective" or (adjective is not None and not _is_prenominal(text, adjective)):
            break
        adjective = at if adjective is None or _is_prenominal(text, adjective) else adjective
        at += 1
    return adjective if adjective is not None and _stands_alone(text, adjective, k) else None


def _is_stop(text: ClaimText, index: int) -> bool:
    """Words that are never counted: pronouns, adverbs, and adjectives like "gravi"."""
    return text.syntax.lower(index) in classes("it/claims/counted_words")["stop"]


def _is_numbered(text: ClaimText, index: int, k: int) -> bool:
    """Whether the parser hangs the number on this word: then it is a noun, whatever the tagger says."""
    syntax = text.syntax
    if not syntax.parsed or syntax.pos(index) != "VERB" or syntax.lower(index - 1) == "in":
        return False
    root = syntax.span_root(text.spans[k])
    return syntax.label(root) == "nummod" and syntax.head(root) == index


def _kind(text: ClaimText, index: int) -> str:
    """noun, adjective (a noun may follow, or it stands for one) or other."""
    syntax = text.syntax
    word, pos = syntax.lower(index), syntax.pos(index)
    if not any(map(str.isalpha, word)):
        return "other"
    if syntax.tagged and pos != "VERB" and syntax.is_verb(index):
        return "other"  # "altre 22 risulterebbero ferite": a conditional is no noun, whatever the tagger says
    if word in classes("it/claims/counted_words")["adjective"]:
        return "adjective"
    if word in toll_families() or word in ("sì", "no", "volte", "volta"):
        return "noun"
    if not syntax.tagged:
        plain = word.isalpha() and len(word) > 2 and not syntax.is_verb(index) and text.name_at(index) is None
        return "noun" if plain and word not in _PREPOSITIONS else "other"
    if pos in ("NOUN", "PROPN"):
        return "noun"
    return "adjective" if pos == "ADJ" or (pos == "VERB" and _is_plural_participle(text, index)) else "other"


def _is_plural_participle(text: ClaimText, index: int) -> bool:
    word = text.syntax.lower(index)
    return word.endswith(("ti", "te", "si", "se", "nti")) and text.syntax.feature(index, "VerbForm") != "Fin"


def _is_prenominal(text: ClaimText, index: int) -> bool:
    return text.syntax.lower(index) in classes("it/claims/counted_words")["adjective"]


def _stands_alone(text: ClaimText, index: int, k: int) -> bool:
    """Whether an adjective or participle stands for the noun: "due piccoli", "12 indagati", but not "in 15 feriti"."""
    before = text.spans[k][0] - 1
    if text.syntax.lower(before) == "in" and text.syntax.pos(index) == "VERB":
        return False
    return not _is_prenominal(text, index) or _is_definite(text, k)


def _is_definite(text: ClaimText, k: int) -> bool:
    before = text.syntax.lower(text.spans[k][0] - 1)
    return before in DEFINITE_PLURALS


def _postposed(text: ClaimText, k: int) -> int | None:
    """As in "Oltre 200 sono le correzioni", "Duecento, le correzioni": copula or comma, article, noun."""
    syntax = text.syntax
    at = text.spans[k][-1] + 1
    if syntax.lower(at) not in _COPULAS and syntax.lower(at) != ",":
        return None
    if syntax.lower(at + 1) not in ("i", "gli", "le"):
        return None
    noun = at + 2
    while noun < at + 5 and (syntax.lower(noun) in _OPENING_MARKS or _is_prenominal(text, noun)):
        noun += 1
    ends = syntax.lower(at) != "," or syntax.bounds(at)[1] - at <= 8
    return noun if ends and _kind(text, noun) == "noun" else None


# ---------- the noun stands before the number
def _predicated(text: ClaimText, k: int) -> int | None:
    """The subject of which the number is said: "i morti sono 80", "le vittime salgono a 45"."""
    syntax = text.syntax
    span = text.spans[k]
    start = syntax.bounds(span[0])[0]
    verb = _equating_verb(text, k, start)
    if verb is None:
        return None
    first = verb
    while syntax.pos(first - 1) == "AUX" and first > start:
        first -= 1
    subject = syntax.shallow_subject(first)
    if subject is None:
        subject = _parsed_subject(text, verb, span)
    if subject is None:
        subject = _leading_noun(text, first, start)
    if subject is None or not _is_countable(text, subject):
        return None
    if syntax.lower(subject) in words("it/claims/attribute_nouns") - classes("it/claims/counted_words")["container"]:
        return None  # "il limite è di 80"
    return _past_container(text, subject)


def _equating_verb(text: ClaimText, k: int, start: int) -> int | None:
    """The verb right before the number that equates it with its subject; adverbs and prepositions may stand between."""
    syntax = text.syntax
    at = text.spans[k][0] - 1
    for index in range(at, max(start, at - 5) - 1, -1):
        word = syntax.lower(index)
        if word in _COPULAS or (
            syntax.is_verb(index) and syntax.lemma(index) in words("it/claims/equating_verbs", "lemma")
        ):
            return index
        if word in _BOUNDARY_MARKS or syntax.pos(index) in ("NOUN", "PROPN", "PRON", "VERB"):
            return None
        if syntax.pos(index) == "ADP" and word not in _BETWEEN:
            return None
        if not syntax.tagged and word not in _BETWEEN:
            return None
    return None


def _parsed_subject(text: ClaimText, verb: int, span: range) -> int | None:
    syntax = text.syntax
    if not syntax.parsed:
        return None
    for step in (verb, syntax.head(verb), syntax.span_root(span), syntax.head(syntax.span_root(span))):
        subject = syntax.own_subject(step)
        if subject is not None and subject < verb and subject not in span:
            return subject
    return None


def _leading_noun(text: ClaimText, verb: int, start: int) -> int | None:
    """The first noun behind a definite article between the start of the clause and the verb."""
    syntax = text.syntax
    first = verb - 1
    while first > max(start, verb - _BACK) and syntax.lower(first) not in _BOUNDARY_MARKS and not _opens(text, first):
        first -= 1
    for index in range(first, verb):
        if syntax.lower(index) in _ARTICLES and syntax.pos(index - 1) != "ADP":
            noun = index + 1
            while noun < verb and _is_prenominal(text, noun):
                noun += 1
            return noun if noun < verb and _kind(text, noun) != "other" else None
    return None


def _opens(text: ClaimText, index: int) -> bool:
    return text.syntax.lower(index) in ("mentre", "che", "ma", "e", "ed")


def _is_countable(text: ClaimText, index: int) -> bool:
    """Whether the subject is a noun of things counted; "il numero dei morti" hands over to "morti"."""
    syntax = text.syntax
    if text.name_at(index) is not None or syntax.lower(index) in classes("it/claims/counted_words")["stop"]:
        return False
    return syntax.pos(index) in ("NOUN", "ADJ", "VERB", "")


def _past_container(text: ClaimText, index: int) -> int | None:
    """As in "il numero dei morti" → morti; any other noun stays; a bare "il bilancio" is nothing counted."""
    syntax, groups = text.syntax, classes("it/claims/counted_words")
    if syntax.lower(index) not in groups["container"]:
        return index
    if syntax.lower(index + 1) not in OF:
        return None
    for at in range(index + 2, min(index + 6, syntax.bounds(index)[1])):
        if _kind(text, at) == "noun":
            return at
        if _kind(text, at) == "other" and syntax.lower(at) not in _ARTICLES:
            return None
    return None


# ---------- the noun is to be carried over
def _elliptic(text: ClaimText, k: int) -> bool:
    """Whether the noun behind article and number is left out before an adjective: "tra le 14 intere esposte"."""
    syntax = text.syntax
    at = text.spans[k][-1] + 1
    return syntax.tagged and syntax.pos(at) == "ADJ" and _is_definite(text, k)


def _antecedent(text: ClaimText, k: int) -> int | None:
    """The noun that "ne" or an article without a noun takes up: "Dopo la prima replica ce ne furono 30"."""
    syntax = text.syntax
    first = text.spans[k][0]
    start = syntax.bounds(first)[0]
    if _elliptic(text, k):
        gender = "Fem" if syntax.lower(first - 1).endswith("le") else "Masc"
        return _noun_before(text, first - 1, start, gender)
    for index in range(first - 1, max(start, first - 7) - 1, -1):
        if syntax.lower(index) == "ne" and syntax.lower(index - 1) == "se":
            return None  # "se ne sono andati in 300"
        if syntax.lower(index) in ("ne", "n'") or _ends_in_ne(text, index):
            subject = syntax.own_subject(syntax.clause_head(index))
            before = index
            if subject is not None and start < subject < index:
                apart = any(syntax.is_verb(at) and syntax.is_finite(at) for at in range(subject, index))
                before = index if apart else syntax.phrase(subject)[0]
            noun = _noun_before(text, before, start, _participle_gender(text, index, first))
            return None if noun is None or _is_money_between(text, noun, k) else noun
        if syntax.lower(index) in _BOUNDARY_MARKS:
            return None
    return None


def _is_money_between(text: ClaimText, noun: int, k: int) -> bool:
    """As in "chiedono 160 euro; le aziende ne offrono 110": "ne" takes up an amount, no things."""
    near = range(max(k - 3, 0), k)
    return any(text.figures[j].kind in ("money", "measure") and text.spans[j][0] > noun for j in near)


def _ends_in_ne(text: ClaimText, index: int) -> bool:
    """An infinitive or gerund with "ne": "di averne abbattuti 131"."""
    word = text.syntax.lower(index)
    return word.endswith(("rne", "done")) and text.syntax.is_verb(index)


def _participle_gender(text: ClaimText, first: int, end: int) -> str | None:
    """Gender shown by a participle that agrees with "ne"."""
    for index in range(end - 1, first, -1):
        form = text.syntax.feature(index, "Gender")
        if form and text.syntax.is_verb(index):
            return form
    return None


def _noun_before(text: ClaimText, index: int, start: int, gender: str | None) -> int | None:
    syntax = text.syntax
    if not syntax.tagged:
        return None
    at = index - 1
    while at > start and syntax.lower(at) in ("ce", "non", "se"):
        at -= 1
    if syntax.pos(at) == "ADJ" and syntax.pos(at - 1) in ("DET", "ADJ"):
        return at  # a noun that the tagger took for an adjective: "la prima scossa"
    nouns = [at for at in range(index - 1, max(start, index - _BACK) - 1, -1) if _is_plain_noun(text, at)]
    plural = [at for at in nouns if syntax.feature(at, "Number") == "Plur"]
    nouns = plural or [at for at in nouns if index - at <= 8]
    agreeing = [at for at in nouns if gender is None or syntax.feature(at, "Gender") in ("", gender)]
    return next(iter(agreeing or nouns), None)


def _is_plain_noun(text: ClaimText, index: int) -> bool:
    return text.syntax.pos(index) == "NOUN" and text.date_at(index) is None and text.figure_at(index) is None


def _gapped(text: ClaimText, k: int, found: list[int | None]) -> int | None:
    """The noun of the parallel figure before: "12 arresti a Milano, 7 a Torino"."""
    syntax = text.syntax
    if k == 0 or _is_definite(text, k):
        return None
    span = text.spans[k]
    after = syntax.lower(span[-1] + 1)
    ends = after in _PREPOSITIONS or after in _BOUNDARY or syntax.pos(span[-1] + 1) == "PUNCT"
    if not ends and not syntax.is_verb(span[-1] + 1):
        return None
    opening = syntax.lower(span[0])
    for other in range(k - 1, max(k - 4, -1), -1):
        if text.sentence[other] != text.sentence[k] or span[0] - text.spans[other][-1] > _BACK:
            return None
        if text.figures[other].kind != "count":
            continue
        before = span[0] - 1 - (syntax.lower(span[0] - 1) in ("altri", "altre"))
        own_verb = syntax.is_verb(span[-1] + 1) and syntax.lower(before) in ("e", "ed", ",", "mentre", "ma")
        if own_verb and found[other] is not None and span[0] - text.spans[other][-1] <= 20:
            return found[other]  # "17 persone sono ferite e 320 hanno passato la notte fuori"
        alike = opening in ("da", "tra", "fra") and syntax.lower(text.spans[other][0]) == opening
        joined = span[0] - text.spans[other][-1] <= 10 and syntax.lower(span[0] - 1) in (",", "e", "ed", ";")
        return found[other] if alike or (joined and after in _PREPOSITIONS) else None
    return None
