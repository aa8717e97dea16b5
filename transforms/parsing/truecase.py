"""Lines in capitals, put into their usual casing for the model and back again; offsets never change.

A network that learned from running text reads "IL MINISTRO GIORGETTI" badly. It is shown "Il ministro Giorgetti"
instead, and what it says is carried over to the text as it stands.
"""

import re
from collections.abc import Iterable

from spacy.tokens import Doc

_WORD = re.compile(r"[^\W\d_]+(?:['’](?=\W|$))?")
_LINE = re.compile(r"[^\n]+")
# A line counts as shouted from this many letters on, if so large a share of them are capitals: "ROMA", "NATO" and
# "Vertice NATO a ROMA" are left alone.
_MIN_LETTERS = 12
_SHARE = 0.8
# Italian words change their last letters; what stays, if it is this long, tells the word.
_ENDING = 2
_STEM = 5


class Casings:
    """How words are usually written.

    Args:
        words: words as they are written, the best known first. A word that is not among them but shares its stem with
            one in lower case is taken for another form of it; any other is taken for a name and gets a capital.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._usual: dict[str, str] = {}
        for word in words:
            self._usual.setdefault(word.lower(), word)
        self._stems = {
            lower[:-_ENDING] for lower, word in self._usual.items() if lower == word and len(word) >= _STEM + _ENDING
        }

    def usual(self, word: str) -> str:
        """The word in its usual casing."""
        lower = word.lower()
        known = self._usual.get(lower)
        if known is not None:
            return known
        stems = (lower[:-cut] for cut in range(_ENDING, _ENDING + 3) if len(lower) - cut >= _STEM)
        return lower if any(stem in self._stems for stem in stems) else word.capitalize()


def has_shouting(text: str) -> bool:
    """Whether any line of the text is in capitals."""
    return any(_is_shouted(match.group()) for match in _LINE.finditer(text))


def _is_shouted(line: str) -> bool:
    letters = sum(letter.isalpha() for letter in line)
    return letters >= _MIN_LETTERS and sum(letter.isupper() for letter in line) >= _SHARE * letters


def truecase(text: str, casings: Casings) -> str:
    """The text with its shouted lines in their usual casing, character by character as long as before.

    >>> truecase("A ROMA IL MINISTRO PARLA", Casings(["a", "Roma", "il", "ministri", "parla"]))
    'A Roma il ministro parla'
    """
    return _LINE.sub(lambda match: _lower_line(match.group(), casings), text)


def _lower_line(line: str, casings: Casings) -> str:
    if not _is_shouted(line):
        return line

    def recase(match: re.Match[str]) -> str:
        word = match.group()
        usual = casings.usual(word)
        return usual if len(usual) == len(word) else word

    lowered = _WORD.sub(recase, line)
    first = _WORD.search(lowered)
    if first is None:
        return lowered
    place = first.start()
    return lowered[:place] + lowered[place].upper() + lowered[place + 1 :]


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
        user_data=doc.user_data,
    )
