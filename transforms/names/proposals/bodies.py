"""Bodies and states by their head word: "Ministero dell'Interno", "Polizia britannica", "Repubblica di Grecia"."""

from collections.abc import Iterator

from transforms.names.gazetteer import Gazetteer
from transforms.names.text import ARTICLES, MAX_WORDS, OF, SMALL, NameText, Span, given_names, name_words, titles

_LINKS = OF | {"per"}
_SECOND_LINKS = OF | {"e", "alle", "alla", "al", "ai", "agli", "all"}
# "la Commissione per la prima volta": no purpose of a body
_NO_PURPOSE = frozenset(("prima", "seconda", "terza", "quale", "cui", "sua", "suo", "loro", "quanto", "stessa", "fine"))


def body_spans(cut_text: NameText, known: Gazetteer) -> Iterator[Span]:
    """Bodies that begin with their capitalised head word and say which they are."""
    words = cut_text.words
    for at, word in enumerate(words):
        if not word.capital or word.norm not in name_words("org") or cut_text.shouted_line(at):
            continue
        last = _body_end(cut_text, at, known)
        if _with_town(cut_text, at, last, known):
            continue
        a_person = word.norm in given_names() and last > at + 1 and words[at + 1].capital  # "Marina Rossi"
        if last > at + 1 and not a_person and not _person_of_body(cut_text, at):
            yield Span(at, last, "ORG", "rule:body", 1)


def _with_town(cut_text: NameText, at: int, last: int, known: Gazetteer) -> bool:
    """Whether a known body is only followed by where it sits: "Guardia di Finanza di Catania"."""
    for end, spelling in cut_text.spellings(at, known):
        if spelling.entity.kind == "ORG" and at + 1 < end < last - 1 and cut_text.words[end].norm in OF:
            return any(stop == last for stop, place in cut_text.spellings(end + 1, known) if place.entity.kind == "LOC")
    return False


def _person_of_body(cut_text: NameText, at: int) -> bool:
    """Whether a person follows who heads the body: "il presidente della Fondazione Anna Rossi"."""
    return heads_a_body(cut_text, at) and cut_text.joined(at + 1) and cut_text.words[at + 1].norm in given_names()


def heads_a_body(cut_text: NameText, at: int) -> bool:
    """Whether the head word of a body at `at` closes a title, so that a person may follow: "presidente della Lega"."""
    words = cut_text.words
    titled = at > 1 and words[at - 1].norm in SMALL and words[at - 2].norm in titles()
    return titled and words[at].norm in name_words("org")


def _body_end(cut_text: NameText, at: int, known: Gazetteer) -> int:
    words = cut_text.words
    last = at + 1
    while last - at < MAX_WORDS and cut_text.joined(last) and cut_text.gaps[last] != ".":
        word = words[last]
        person = word.norm in given_names() and cut_text.joined(last + 1) and words[last + 1].capital
        if person and last > at + 1 and words[last - 1].capital:
            break  # "governatore della Banca d'Italia Guido Rossi"
        named = word.capital and (word.norm not in titles() or cut_text.gaps[last] == "'")
        if named or (not word.capital and (word.norm in name_words("adj") or word.norm in known.demonyms)):
            last += 1
        elif word.norm == "per" and (purpose := _purpose_end(cut_text, last, known)):
            return purpose
        elif word.norm in _LINKS and cut_text.joined(last + 1) and words[last + 1].capital:
            owner = words[last + 1].norm in given_names() and cut_text.joined(last + 2) and words[last + 2].capital
            if owner:
                break  # "il Partito Democratico di Pier Luigi Rossi"
            last += 2
        elif _of_members(cut_text, last):
            return _with_adjectives(cut_text, last + 2, known)
        else:
            break
    return last


def _of_members(cut_text: NameText, at: int) -> bool:
    """Whether "dei giornalisti" begins at a word behind an adjective: "Ordine nazionale dei giornalisti"."""
    words = cut_text.words
    if words[at].norm not in _OF_ALL or words[at - 1].capital or words[at - 1].norm not in name_words("adj"):
        return False
    return cut_text.joined(at + 1) and words[at + 1].norm not in _NO_PURPOSE | SMALL


_OF_ALL = frozenset(("dei", "degli", "delle", "della", "dell"))


def _purpose_end(cut_text: NameText, at: int, known: Gazetteer) -> int:
    """Index after "per la caccia alle balene", "per la pace e l'ordine" that begins at `at`; 0: it is no purpose."""
    words = cut_text.words
    if not (cut_text.joined(at + 1) and cut_text.joined(at + 2)) or words[at + 1].norm not in ARTICLES:
        return 0
    if words[at + 2].norm in _NO_PURPOSE | SMALL:
        return 0
    end = _with_adjectives(cut_text, at + 3, known)
    if not cut_text.joined(end) or words[end].norm not in _SECOND_LINKS or not cut_text.joined(end + 1):
        return end
    noun = end + 1
    if words[end].norm == "e" and words[noun].norm in ARTICLES and cut_text.joined(noun + 1):
        noun += 1
    if words[noun].norm in _NO_PURPOSE | SMALL:
        return end
    return _with_adjectives(cut_text, noun + 1, known)


def _with_adjectives(cut_text: NameText, at: int, known: Gazetteer) -> int:
    while cut_text.joined(at) and cut_text.adjective(at, known):
        at += 1
    return at


def state_spans(cut_text: NameText, known: Gazetteer) -> Iterator[Span]:
    """A state or region named with a place of the tables: "Repubblica di Grecia", "Regione della Macedonia"."""
    words = cut_text.words
    for at, word in enumerate(words[:-2]):
        state = word.norm in name_words("state")
        if not word.capital or not (state or word.norm in name_words("region")):
            continue
        if words[at + 1].norm not in OF | {"of"} or not (cut_text.joined(at + 1) and cut_text.joined(at + 2)):
            continue
        if at > 1 and words[at - 1].norm in OF and words[at - 2].norm.startswith("procur"):
            continue  # "procuratore della Repubblica di Milano"
        first = at
        while word.norm in ("republic", "kingdom") and words[first - 1].capital and cut_text.gaps[first] == "":
            first -= 1
        for last, spelling in cut_text.spellings(at + 2, known):
            if spelling.entity.kind == "LOC":
                yield Span(first, last, "LOC", f"rule:{'state' if state else 'region'}", 3)
