"""Lines in capitals or Title Case, put into their usual casing for the model and back again; offsets never change.

A network that learned from running text reads "IL MINISTRO GIORGETTI" and "Il Ministro Giorgetti Annuncia Tagli" badly.
It is shown "Il ministro Giorgetti annuncia tagli" instead, and what it says is carried over to the text as it stands.
How a word is usually written is told by the rest of the text first.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from spacy.tokens import Doc

from transforms.language import ADVERBS, ARTICLES, AUXILIARIES, CLITICS, CONJUNCTIONS, PREPOSITIONS
from transforms.reference import words

_WORD = re.compile(r"[^\W\d_]+(?:['’](?=\W|$))?")
# The first word of another sentence of the line, behind a word that is no abbreviation.
_BEGUN = re.compile(r"(?<=\w{4})[.!?…]+[»”\"]?\s+[«“\"]?(\w+)")
# "G. Bianchi", "F. S.": initials and the surname behind them keep their capitals.
_INITIALS = re.compile(r"(?<![^\W\d_.])(?:[^\W\d_]\.\s?)+(?:[^\W\d_]{2,})?")
_OF = re.compile(r"\s(?:(?:d[ie]|del|della|dello|dei|delle|degli)\s|d['’]|dell['’])([^\W\d_]+)", re.I)
_LINE = re.compile(r"[^\n]+")
# A line counts as shouted from this many letters on, if so large a share of them are capitals: "ROMA", "NATO" and
# "Vertice NATO a ROMA" are left alone.
_MIN_LETTERS = 12
_SHARE = 0.8
# Inside a line that goes on as usual: "PIENA, DUE MORTI E UN DISPERSO. Il fiume …"; with two small words at least, so
# that no dateline and no list of acronyms is one.
_STRETCH = re.compile(r"(?<![^\W\d_])[^a-zß-ÿ\n]{16,}(?![^\W\d_])")
_MIN_SHOUTED = 4
# A line is in Title Case if so many words have a capital, nearly all that may have one, and it is no longer than a
# headline.
_MIN_TITLED = 4
_MAX_TITLE = 200
# Italian words change their last letters; what stays, if it is this long, tells the word.
_ENDING = 2
_STEM = 5
_SMALL = ADVERBS | ARTICLES | AUXILIARIES | CLITICS | CONJUNCTIONS | PREPOSITIONS
_OPENS = frozenset(".!?:;…«“\"»”(-–—'‘’")
_USUAL = "usual_casing"


def _share(word: str) -> float:
    """How much rarer than in lower case a word may be with a capital and still be a surname; verbs end in -a and -e."""
    return 1.7 if word.endswith(("a", "e")) else 6.0


class Casings:
    """How words are usually written.

    Args:
        usual: words as they are written, the best known first.
        by_rank: more of them, the most frequent first. A word that is not among them but shares its stem with
            one in lower case is taken for another form of it; any other is taken for a name and gets a capital.
    """

    def __init__(self, usual: Iterable[str], by_rank: Iterable[str] = ()) -> None:
        self._usual: dict[str, str] = {}
        for word in [*usual, *by_rank]:
            self._usual.setdefault(word.lower(), word)
        ranks = {word: rank for rank, word in enumerate(by_rank)}
        self._surnames = frozenset(
            lower
            for word, rank in ranks.items()
            if word != (lower := word.lower()) and lower in ranks and rank < _share(lower) * ranks[lower]
        )
        self._stems = {
            lower[:-_ENDING] for lower, word in self._usual.items() if lower == word and len(word) >= _STEM + _ENDING
        }

    def surname(self, word: str) -> bool:
        """Whether a word that is usually in lower case is often a name too: "bianchi", "conte", not "muore"."""
        return word.lower() in self._surnames

    def usual(self, word: str) -> str:
        """The word in its usual casing."""
        lower = word.lower()
        if lower in _SMALL:
            return lower
        known = self._usual.get(lower)
        if known is not None:
            return known
        stems = (lower[:-cut] for cut in range(_ENDING, _ENDING + 3) if len(lower) - cut >= _STEM)
        return lower if any(stem in self._stems for stem in stems) else word.capitalize()


def has_shouting(text: str) -> bool:
    """Whether any line of the text is in capitals or in Title Case."""
    lines = (match.group() for match in _LINE.finditer(text))
    return any(_is_shouted(line) or _may_be_titled(line) or any(_stretches(line)) for line in lines)


def _stretches(line: str) -> Iterator[tuple[int, int]]:
    """Where a line shouts that goes on as usual."""
    for match in _STRETCH.finditer(line):
        found = _WORD.findall(match.group())
        if found and len(found[-1]) == 1:
            found.pop()  # the capital of "È morto" behind a dateline
        small = sum(word.lower() in _SMALL for word in found)
        if small > 1 and len(found) >= _MIN_SHOUTED and sum(map(len, found)) >= _MIN_LETTERS:
            yield match.span()


def _is_shouted(line: str) -> bool:
    letters = sum(map(str.isalpha, line))
    return letters >= _MIN_LETTERS and sum(map(str.isupper, line)) >= _SHARE * letters


def _may_be_titled(line: str) -> bool:
    """Whether nearly all words but the small ones have a capital: "Crolla Un Tetto", "Crolla un Tetto"."""
    if len(line) > _MAX_TITLE:
        return False
    found = _WORD.findall(line)
    large = [word for word in found if word[0].isupper()]
    plain = [word for word in found if not word[0].isupper() and word.lower() not in _SMALL]
    return len(large) >= _MIN_TITLED and len(large) >= _SHARE * (len(large) + len(plain))


def truecase(text: str, casings: Casings) -> str:
    """The text with its shouted and titled lines in their usual casing, character by character as long as before.

    >>> truecase("A ROMA IL MINISTRO PARLA", Casings(["a", "Roma", "il", "ministri", "parla"]))
    'A Roma il ministro parla'
    """
    own = _own_casings(text)
    return _LINE.sub(lambda match: _lower_line(match.group(), casings, own), text)


def _own_casings(text: str) -> dict[str, str]:
    """Words in lower case → as the running lines of the text write them, where they are of one mind.

    A capital behind a stop or at the head of a line says nothing.
    """
    own: dict[str, str] = {}
    for line in _LINE.findall(text):
        if _is_shouted(line) or _may_be_titled(line):
            continue
        for start, end in _stretches(line):
            line = line[:start] + " " * (end - start - 1) + "." + line[end:]
        for match in _WORD.finditer(line):
            word, lower = match.group(), match.group().lower()
            if word != lower and line[: match.start()].rstrip()[-1:] in ("", *_OPENS):
                continue
            own[lower] = word if own.get(lower, word) == word else ""
    return own


def _lower_line(line: str, casings: Casings, own: Mapping[str, str]) -> str:
    shouted = _is_shouted(line)
    if not shouted and not _may_be_titled(line):
        for start, end in _stretches(line):
            line = line[:start] + _lower_line(line[start:end], casings, own) + line[end:]
        return line

    def usual(word: str) -> str:
        return own.get(word.lower()) or casings.usual(word)

    if not shouted and not _is_titled(line, usual):
        return line

    begun = {match.start(1) for match in _BEGUN.finditer(line)}
    named_short = {at for match in _INITIALS.finditer(line) for at in range(*match.span())}

    def recase(match: re.Match[str]) -> str:
        word = match.group()
        raised = match.start() in begun or (
            match.start() in named_short and (len(word) == 1 or word.lower() not in _SMALL)
        )
        if raised and word[0].isupper():
            return word.capitalize() if shouted else word
        named, state[0] = state[0] == match.start() - 1, match.end() if _is_given_name(word) else -1
        if (named and casings.surname(word)) or (word.lower() in _bodies() and _of_somewhere(line, match.end(), usual)):
            return word.capitalize()
        if not shouted and (not word[0].isupper() or word[1:] != word[1:].lower()):
            return word  # a lower-case word and an acronym of a titled line
        as_usual = usual(word)
        if not shouted and as_usual != word.lower():
            return word
        return as_usual if len(as_usual) == len(word) else word

    state = [-1]  # where the last word ended if it was a first name: "LUCA BRUNI"
    lowered = _WORD.sub(recase, line)
    first = _WORD.search(lowered)
    if first is None:
        return lowered
    place = first.start()
    return lowered[:place] + lowered[place].upper() + lowered[place + 1 :]


@cache
def _given_names() -> frozenset[str]:
    return frozenset(name.lower() for name in words("it/names/given_names", "name"))


@cache
def _bodies() -> frozenset[str]:
    return frozenset(word.lower() for word in words("it/names/name_words", "word", effect="org"))


def _of_somewhere(line: str, at: int, usual: Callable[[str], str]) -> bool:
    """Whether a name follows that says whose a body is: "COMUNE DI PARMA"."""
    follows = _OF.match(line, at)
    return follows is not None and usual(follows[1]) != follows[1].lower()


def _is_given_name(word: str) -> bool:
    return word.lower() in _given_names()


def _is_titled(line: str, usual: Callable[[str], str]) -> bool:
    """Whether the capitals of a line are those of Title Case: most behind the first word are on words without one."""
    large = [word for word in _WORD.findall(_INITIALS.sub(" ", _BEGUN.sub(". ", line))) if word[0].isupper()][1:]
    lower = [word for word in large if usual(word) == word.lower()]
    small = [word for word in lower if word.lower() in _SMALL]
    return len(lower) > (1 if small else 2) and (len(small) > 1 or 2 * len(lower) >= len(large))


def usual_casing(doc: Doc, text: str) -> str:
    """The text of a parse as the model was shown it: as long as ``doc.text``, capitals of shouted lines aside.

    Args:
        doc: the parse.
        text: ``doc.text``, which spaCy puts together anew at each call.
    """
    return str(doc.user_data.get(_USUAL) or text)


def restore(doc: Doc, text: str) -> Doc:
    """The same annotations on the text as it stands.

    Args:
        doc: a parsed document whose text differs from `text` in casing alone.
        text: as long as ``doc.text``.
    """
    parsed = doc.has_annotation("DEP")
    return Doc(
        doc.vocab,
        words=[text[token.idx : token.idx + len(token)] for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        pos=[token.pos_ for token in doc] if doc.has_annotation("POS") else None,
        tags=[token.tag_ for token in doc] if doc.has_annotation("TAG") else None,
        morphs=[str(token.morph) for token in doc] if doc.has_annotation("MORPH") else None,
        lemmas=[token.lemma_ for token in doc] if doc.has_annotation("LEMMA") else None,
        heads=[token.head.i for token in doc] if parsed else None,
        deps=[token.dep_ for token in doc] if parsed else None,
        sent_starts=None if parsed else [token.is_sent_start for token in doc],
        ents=[f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in doc],
        user_data=doc.user_data | {_USUAL: doc.text},
    )
