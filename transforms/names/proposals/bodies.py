"""Bodies and states by their head word: "Ministero dell'Interno", "Polizia olandese", "Repubblica di Grecia"."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from transforms.names.text import ADJECTIVE_ENDS, MAX_WORDS, NameSpan, NameText
from transforms.names.words import ARTICLES, OF, OFFICES_OF_STATE, SMALL, given_names, is_unit, name_words, titles

_LINKS = OF | {"per"}
_SECOND_LINKS = OF | {"e", "alle", "alla", "al", "ai", "agli", "all"}
#: Local bodies of health that have a number: "Asl Napoli 2 Nord".
_NUMBERED = frozenset(("asl", "usl", "ausl", "ulss", "ats", "asst", "municipio"))
#: What a company is in law, behind its name; "spa" in lower case is a bath.
_LEGAL = re.compile(r"(?<![\w.])(?:S\.?[Pp]\.?A|s\.p\.a|[Ss]\.?[Rr]\.?[Ll]|S\.?[Nn]\.?[Cc]|s\.n\.c)(?!\w)", re.A)
#: Heads of bodies that need no purpose: "il Senato per l'approvazione".
_COMPLETE = frozenset(
    ("borsa", "camera", "governo", "parlamento", "politecnico", "polizia", "senato", "stato", "universita")
)
#: Ends of the adjectives that say what a body does.
_TASKS = ("ivo", "iva", "ivi", "ico", "ica", "ino", "ina", "ale", "ali", "are", "ile", "ili")
#: Before the province that acts; one is "in Provincia di Zefira".
_OF_BODY = frozenset(("la", "della", "alla", "dalla"))
#: Units that have a small letter too: "il 9º reggimento Zefiri".
_ARMED = frozenset(("reggimento", "battaglione", "stormo"))
#: "99º", "99" before "°", "IX".
_ORDINAL = re.compile(r"\d{1,3}[ºªo]?|[IVX]{1,5}")
_OF_MEMBERS = OF - {"di", "del", "dello", "d"}


def body_spans(text: NameText) -> Iterator[NameSpan]:
    """Bodies that begin with their capitalised head word and say which they are."""
    for at, word in enumerate(text.words):
        if not word.capital or not _heads(word.norm) or text.shouted_line(at) or _ends_another(text, at):
            continue
        last = _body_end(text, at)
        if word.norm == "stato" and last > at + 1 and text.norms[at + 1] in text.known.demonyms:
            continue  # "lo Stato brasiliano del Sertao", "il Segretario di Stato islandese"
        if word.norm == "stato" and text.owned_by(at) in OFFICES_OF_STATE:
            continue  # "il segretario di Stato Usa"
        a_person = word.norm in given_names() and last > at + 1 and text.words[at + 1].capital  # "Marina Rossi"
        if last > at + 1 and not a_person and not _person_of_body(text, at):
            yield NameSpan(at, last, "ORG", "rule:body")


def _ends_another(text: NameText, at: int) -> bool:
    """Whether a head of bodies ends a foreign one ("Zefir University") or no letter follows but one ("Gruppo A")."""
    if at + 1 < len(text.words) and len(text.words[at + 1].text) == 1 and text.goes_on(at + 1):
        return not text.joined(at + 2) or text.gaps[at + 2] != "."
    foreign = text.norms[at] in name_words("tail") and text.goes_on(at)
    return foreign and text.words[at - 1].capital and not text.opening[at - 1]


def company_spans(text: NameText) -> Iterator[NameSpan]:
    """Companies whose legal form stands behind the name: "Legnami Orsi S.r.l."."""
    for form in _LEGAL.finditer(text.raw):
        at = first = bisect_left(text.starts, form.start())
        last = bisect_left(text.starts, form.end())
        while first and at - first < MAX_WORDS and text.words[first - 1].capital and _in_company(text, first):
            first -= 1
        while first < at and (
            text.norms[first] in SMALL or (text.opening[first] and text.norms[first] in text.ordinary)
        ):
            first += 1
        if first < at < last:
            yield NameSpan(first, last, "ORG", "rule:company")


def _in_company(text: NameText, at: int) -> bool:
    """Whether the name of a company goes on from word `at - 1` to word `at`: "Orsi Legnami", "Orsi.Uno"."""
    return text.joined(at) or text.words[at].start - text.words[at - 1].end == 1


def _heads(word: str) -> bool:
    """Whether a body begins with a word, also with its number: "Ats", "Ats7"."""
    return word in name_words("org") or (word[-1].isdigit() and is_unit(word))


def _person_of_body(text: NameText, at: int) -> bool:
    """Whether a person follows who heads the body: "il presidente della Fondazione Anna Rossi"."""
    titled = at > 1 and text.norms[at - 1] in SMALL and text.norms[at - 2] in titles()
    return titled and text.joined(at + 1) and text.norms[at + 1] in given_names()


def _body_end(text: NameText, at: int) -> int:
    words = text.words
    last = at + 1
    while last - at < MAX_WORDS and text.joined(last) and text.gaps[last] != ".":
        word = words[last]
        named_before = last > at + 1 and (words[last - 1].capital or words[last - 1].text.isdigit())
        if named_before and word.norm in given_names() and text.goes_on(last + 1):
            break  # "presidente della Banca d'Irlanda Guido Rossi"
        named = word.capital and (word.norm not in titles() or text.gaps[last] == "'")
        adjective = word.norm in name_words("adj") or word.norm in text.known.demonyms
        numbered = word.text.isdigit() and len(word.text) < 3 and text.norms[at] in _NUMBERED
        if named or (adjective and not word.capital) or numbered:
            last = _known_end(text, last) if named else last + 1
        elif word.norm == "per" and text.norms[at] not in _COMPLETE and (purpose := _purpose_end(text, last)):
            return purpose
        elif word.norm in _LINKS and text.goes_on(last + 1):
            last = _known_end(text, last + 1)
        elif _two_tasks(text, last):
            last += 2
        elif _of_members(text, last):
            return _with_adjectives(text, last + 2)
        else:
            break
    return last


def _known_end(text: NameText, at: int) -> int:
    """Index after word `at`, or after the body of the tables that begins there: "Comando dei Vigili del fuoco"."""
    known = (last for last, spelling in text.spellings(at) if spelling.entity.kind == "ORG")
    return max(known, default=at + 1)


def _two_tasks(text: NameText, at: int) -> bool:
    """Whether "e" joins two adjectives of one body: "Nucleo operativo e radiomobile", "Soccorso Alpino e Fluviale"."""
    if text.norms[at] != "e" or not text.joined(at + 1):
        return False
    before, after = text.words[at - 1], text.words[at + 1]
    if before.capital != after.capital or any(True for _ in text.spellings(at + 1)):
        return False
    return all(word.norm.endswith(_TASKS) for word in (before, after))


def _of_members(text: NameText, at: int) -> bool:
    """Whether "dei giornalisti" begins at a word behind an adjective: "Ordine nazionale dei giornalisti"."""
    if text.norms[at] not in _OF_MEMBERS or text.words[at - 1].capital or text.norms[at - 1] not in name_words("adj"):
        return False
    return text.joined(at + 1) and _may_be_noun(text, at + 1)


def _may_be_noun(text: NameText, at: int) -> bool:
    """Whether a word can say what a body is for: not "la Commissione per la prima volta", "il Comune per il 2022"."""
    norm = text.norms[at]
    return norm not in SMALL and norm not in name_words("no_purpose") and not (len(norm) == 4 and norm.isdigit())


def _purpose_end(text: NameText, at: int) -> int:
    """Index after "per la tutela dei laghi", "per la pesca e l'acqua" that begins at `at`; 0: it is no purpose."""
    norms = text.norms
    if not (text.joined(at + 1) and text.joined(at + 2)) or norms[at + 1] not in ARTICLES:
        return 0
    if not _may_be_noun(text, at + 2):
        return 0
    end = _with_adjectives(text, at + 3)
    if not text.joined(end) or norms[end] not in _SECOND_LINKS or not text.joined(end + 1):
        return end
    noun = end + 1
    if norms[end] == "e" and norms[noun] in ARTICLES and text.joined(noun + 1):
        noun += 1
    return _with_adjectives(text, noun + 1)


def _with_adjectives(text: NameText, at: int) -> int:
    while text.joined(at) and text.adjective(at):
        at += 1
    return at


def numbered_spans(text: NameText) -> Iterator[NameSpan]:
    """Units by their number, without where they sit: "il 99º Reggimento Alpini di Verla", "la IX Sezione penale"."""
    for at, word in enumerate(text.words[1:], 1):
        if word.norm not in name_words("numbered"):
            continue
        number = text.words[at - 1].text
        if not (word.capital or (word.norm in _ARMED and text.goes_on(at + 1) and number[0].isdigit())):
            continue
        ordinal = _ORDINAL.fullmatch(number) is not None and text.gaps[at] in ("", "°", "^")
        if ordinal and (not number[-1].isdigit() or text.gaps[at]):
            last = at + 1
            while last - at < MAX_WORDS and text.joined(last) and (text.words[last].capital or text.adjective(last)):
                last += 1
            yield NameSpan(at - 1, last, "ORG", "rule:numbered")


def state_spans(text: NameText) -> Iterator[NameSpan]:
    """A state or region named with a place of the tables: "Repubblica Islamica di Grecia", "Regione della Sardegna"."""
    for at, word in enumerate(text.words[:-2]):
        state = word.norm in name_words("state")
        if not word.capital or not (state or word.norm in name_words("region")):
            continue
        if word.norm == "repubblica" and text.owned_by(at) in name_words("of_state"):
            continue  # "procuratore della Repubblica di Gradna"
        if not state and text.joined(at + 1):
            yield from _region_as_body(text, at)
        of = at + 2 if state and text.joined(at + 1) and text.norms[at + 1].endswith(ADJECTIVE_ENDS) else at + 1
        if not (text.joined(of) and text.norms[of] in OF | {"of"} and text.joined(of + 1)):
            continue
        for last, spelling in text.spellings(of + 1):
            if spelling.entity.kind == "LOC":
                acts = word.norm == "provincia" and text.before(at) is not None and text.norms[at - 1] in _OF_BODY
                yield NameSpan(at, last, "ORG" if acts else "LOC", f"rule:{'state' if state else 'region'}")


def _region_as_body(text: NameText, at: int) -> Iterator[NameSpan]:
    """An Italian region with its noun right before it is who governs it: "la Regione Puglia"."""
    for last, spelling in text.spellings(at + 1):
        if spelling.group == "region" and text.known.country.get(spelling.entity.entity_id) == text.known.italy:
            yield NameSpan(at, last, "ORG", "rule:region")
