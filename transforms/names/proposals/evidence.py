"""What the words around a name say of it: a place, a body, or a prize that is none of them."""

import re
from collections.abc import Iterator

from transforms.contract import EntityKind
from transforms.language import words_of
from transforms.names.proposals.clubs import is_league
from transforms.names.proposals.shapes import run_end
from transforms.names.text import NameSpan, NameText
from transforms.names.words import OF, SMALL, given_names, is_unit, name_words, titles

_SHARE = re.compile(r"\s?\(?\s?[+−–-]\s?\d{1,3}(?:[.,]\d{1,3})?\s?%")
_FEDERATION = re.compile(r"(?:feder(?!ic)|asso(?!ci)|confa(?!l)|confco|confi(?!n)|lega(?:coop|ambiente|pro$))[a-z]{5,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: What may stand between the noun of a school or hospital and its name.
_OPENS = ("", '"', "“", "«", "„", "'", "‘")
#: So many words stand between a ship's noun and its name.
_BEFORE_THING = 5
#: No town whose sign follows has more words.
_TOWN = 5
#: Patients are named so many words before the hospital.
_BED = 8
_WITH_ARTICLE = words_of(
    "il lo la al allo all alla alle del dello dell della delle dal dallo dall dalla nel nello nell nella"
)
_FROM_OR_TO = frozenset(("da", "a", "ad", "presso"))


def kind_by_context(text: NameText, span: NameSpan) -> EntityKind | None:
    """The kind that the neighbours of an unknown name give it; None when they say nothing.

    "il sindaco di Bertolara", "da Gradnik, in Slovenia": a place; "la compagnia ferroviaria Trenalpi": a body.
    """
    if in_province(text, span.last):
        return "LOC"
    borne = _borne_by(text, span)
    if borne is not None:
        return borne
    if _quoted_share(text, span) or _is_federation(text, span) or _called_body(text, span):
        return "ORG"
    before = text.before(span.first)
    if before is None or before.capital:
        return None
    if text.owned_by(span.first) in name_words("place_noun") or before.norm in name_words("place_noun") - titles():
        return "LOC"
    if before.norm in name_words("site"):
        return "LOC"
    if before.norm in _FROM_OR_TO and _within(text, span):
        return "LOC"
    if _run_by(text, span.first):
        return "ORG"
    noun = before.norm
    if noun not in name_words("body_noun") and span.first > 1 and text.joined(span.first - 1):
        noun = text.norms[span.first - 2] if noun not in SMALL and noun not in titles() else ""
    return "ORG" if noun in name_words("body_noun") and text.norms[span.first] not in given_names() else None


def _borne_by(text: NameText, span: NameSpan) -> EntityKind | None:
    """The kind of a school, hospital, stadium by the noun in or before its name: "Policlinico Zefir", "liceo Zefir"."""
    several = span.size > 1
    if several and (text.norms[span.last - 1] in name_words("tail") or is_unit(text.norms[span.first])):
        return "ORG"
    if several and text.norms[span.last - 1] in name_words("place_tail"):
        return "LOC"
    inside = several and text.gaps[span.first + 1] != "-" and _bears(text.norms[span.first])
    noun = span.first if inside else bearer(text, span.first)
    if noun >= 0:
        return "ORG" if text.norms[noun] in name_words("bears_org") else "LOC"
    return "ORG" if _is_hospital(text, span) else None


def _is_hospital(text: NameText, span: NameSpan) -> bool:
    """Whether patients are taken there, or doctors work there, and an article stands before it: "in coma al Zefir"."""
    at = span.first
    if at < 2 or text.norms[at - 1] not in _WITH_ARTICLE or text.between(at - 1, at) not in _OPENS:
        return False
    first = at - 1
    while first > 0 and at - first < _BED and text.gaps[first] == "":
        first -= 1
        if text.norms[first] in name_words("ward"):
            return True
    return False


def _bears(noun: str) -> bool:
    return noun in name_words("bears_org") or noun in name_words("bears_place")


def bearer(text: NameText, at: int) -> int:
    """Index of the noun of a school, a hospital, an airport … whose name begins at word `at`; -1: there is none.

    An adjective, a title and a quotation mark may stand between: "liceo scientifico «don Milani»".
    """
    for noun in range(at - 1, max(-1, at - 4), -1):
        between = text.raw[text.words[noun].end : text.words[noun + 1].start]
        if between.strip(" ") not in _OPENS or len(between) > 3:
            return -1
        if _bears(text.norms[noun]):
            headed = text.norms[noun] in name_words("body_noun") and text.owned_by(noun) in titles()
            return -1 if headed else noun  # "il presidente della Fondazione Rossi" may be who heads it
        if not (text.adjective(noun) or text.norms[noun] in titles()):
            return -1
    return -1


def _quoted_share(text: NameText, span: NameSpan) -> bool:
    """Whether the change of a share price follows: "Bertolara (+1,2%)", "Bertolara +1,2%"."""
    end = text.words[span.last - 1].end
    return _SHARE.match(text.raw, end, end + 16) is not None


def _is_federation(text: NameText, span: NameSpan) -> bool:
    """Whether a word is made like the name of a federation or trade body: "Federvini", "Assotrasporti"."""
    return span.size == 1 and _FEDERATION.fullmatch(text.norms[span.first]) is not None


def _run_by(text: NameText, at: int) -> bool:
    """Whether a noun of companies owns the name: "l'assemblea di Zefir", "l'amministratore delegato di Zefir"."""
    if text.owned_by(at) == "" or text.norms[at] in given_names():
        return False
    nouns = [at - 2, at - 3] if at > 2 and text.joined(at - 2) else [at - 2]
    return any(text.norms[noun] in name_words("of_company") for noun in nouns)


def _called_body(text: NameText, span: NameSpan) -> bool:
    """Whether an apposition says that it is a body: "Bertolara, azienda di mobili"."""
    at = span.last
    follows = at < len(text.words) and text.gaps[at] == "," and not text.words[at].capital
    return follows and text.norms[at] in name_words("body_noun") and text.norms[span.first] not in given_names()


def is_thing(text: NameText, at: int) -> bool:
    """Whether a noun before word `at` says that it names a storm, a ship, a law: "la nave da carico russa «Zefir»"."""
    noun = at - 1
    if noun < 0 or text.raw[text.words[noun].end : text.words[at].start].strip(" ") not in _OPENS:
        return False
    while noun >= 0 and at - noun < _BEFORE_THING and not text.words[noun].capital:
        if text.norms[noun] in name_words("thing"):
            rank = noun > 1 and text.norms[noun - 1] == "di" and text.norms[noun - 2] in titles()
            return not rank  # "il capitano di fregata Rossi"
        purpose = noun > 1 and text.norms[noun - 1] in ("da", "d") and text.gaps[noun] in ("", "'")
        if not (purpose or text.adjective(noun)) or text.gaps[noun] not in ("", "'"):
            return False
        noun -= 2 if purpose else 1
    return False


def in_province(text: NameText, at: int) -> bool:
    """Whether the sign of an Italian province follows: "Pioltello (MI)"; of one that is a party too, behind a town."""
    words = text.words
    if at >= len(words) or text.gaps[at] != "(" or len(words[at].text) != 2 or not words[at].shouted:
        return False
    if not text.raw.startswith(")", words[at].end):
        return False
    sign = words[at].norm
    return sign in name_words("province") or (sign in name_words("party_province") and _ends_town(text, at))


def _ends_town(text: NameText, at: int) -> bool:
    """Whether a town of the tables ends before word `at`, and no person who bears its name: "Cittadella (PD)"."""
    for first in range(max(0, at - _TOWN), at):
        before = text.before(first)
        if before is not None and before.capital:
            continue
        if any(last == at and known.group in ("town", "city") for last, known in text.spellings(first)):
            return True
    return False


def _within(text: NameText, span: NameSpan) -> bool:
    """Whether a larger place follows: ", in Irlanda"."""
    at = span.last
    follows = at + 1 < len(text.words) and text.gaps[at] == "," and text.norms[at] in ("in", "nel", "nella", "negli")
    return follows and text.words[at + 1].capital


#: "Tour de France", "Giro d'Italia"; "il Festival di Sanremo" is held in Sanremo.
_OF_EVENT = frozenset(("d", "de"))


def event_ranges(text: NameText) -> Iterator[tuple[int, int]]:
    """Ranges of words that name a prize, a cup, a law: "Coppa Italia", "Premio Nobel", "Jobs Act"."""
    words = text.words
    for at, word in enumerate(words):
        if not word.capital or text.shouted_line(at):
            continue
        of_place = text.joined(at + 1) and text.norms[at + 1] in _OF_EVENT and text.goes_on(at + 2)
        if word.norm in name_words("event") and (of_place or text.goes_on(at + 1)):
            if any(last > at + 1 for last, _ in text.spellings(at)):
                continue  # "Gran Bretagna"
            last = run_end(text, at + 2 if of_place else at)
            yield at, next((cut for cut in range(at + 2, last) if text.norms[cut] in given_names()), last)
        elif at + 1 < len(words) and is_league(text, at):
            yield at, at + 2
        elif _is_edition(text, at):
            yield at, at + 1
        elif word.norm in name_words("event_tail") and word.norm not in given_names():
            first = at
            while at - first < 5 and text.joined(first) and words[first - 1].capital and not text.opening[first - 1]:
                first -= 1
            if first < at:
                yield first, at + 1


def _is_edition(text: NameText, at: int) -> bool:
    """Whether a year stands right behind a place, so that games are meant: "i biglietti per Londra 2012".

    Behind "di" it is where they are held ("i Giochi di Londra 2012"), in brackets or a list where somebody was then.
    """
    year = at + 1 < len(text.words) and text.gaps[at + 1] == "" and _YEAR.fullmatch(text.words[at + 1].text)
    before = text.before(at)
    if not year or before is None or before.norm in OF or before.norm in ("e", "ed"):
        return False
    return any(last == at + 1 and known.entity.kind == "LOC" for last, known in text.spellings(at))


def outside(spans: list[NameSpan], ranges: list[tuple[int, int]]) -> list[NameSpan]:
    """The spans that lie in none of the ranges."""
    inside = {at for first, last in ranges for at in range(first, last)}
    return [span for span in spans if not all(at in inside for at in range(span.first, span.last))]
