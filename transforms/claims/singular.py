"""The noun that a figure counts, in the singular: "sfollati" is "sfollato" wherever it stands, and no verb.

A tagger's lemma follows the part of speech that it saw: a participle used as a noun became a verb ("sfollare"), a rare
noun a word that nobody says. The singular follows from the ending, and a table names what the ending does not tell.
"""

from functools import cache

from transforms.reference import read_reference
from transforms.syntax import Syntax

#: Ending of a plural → of its singular; the longest ending that a word has counts.
_ENDINGS = {
    # feminine nouns, and words such as "bambine" that have a masculine beside them
    "e": "a", "he": "a", "ce": "cia", "ge": "gia",
    # what ends in -i: masculine in -o unless the letters before tell otherwise
    "i": "o", "hi": "o", "ai": "aio", "oi": "oio",
    "cci": "ccio", "nci": "ncio", "sci": "scio", "agi": "agio", "egi": "egio", "igi": "igio", "ggi": "ggio",
    "gli": "glio", "evoli": "evole", "izi": "izio", "ari": "ario", "lari": "lare",
    "ali": "ale", "ili": "ile", "fili": "filo", "esi": "ese", "tesi": "tesi", "lisi": "lisi", "trici": "trice",
    "ieri": "iere", "ori": "ore", "oni": "one", "ofoni": "ofono", "gini": "gine", "tudini": "tudine",
    "anti": "ante", "enti": "ente", "menti": "mento", "ami": "ame", "umi": "ume",
    "emi": "ema", "mmi": "mma", "isti": "ista", "cidi": "cidio", "enni": "enne", "uomini": "uomo",
}  # fmt: skip
_LONGEST = max(map(len, _ENDINGS))


@cache
def _irregular() -> dict[str, str]:
    """Plurals whose singular the ending does not tell."""
    return {row["plural"]: row["singular"] for row in read_reference("it/claims/plurals", required=("singular",))}


def singular(noun: str, lemma: str = "", *, plural: bool = True) -> str:
    """The lemma of a counted noun.

    Args:
        noun: the word as written.
        lemma: what a tagger takes for its lemma; "" where no model has read the text.
        plural: whether the word is a plural; a singular is its own lemma.

    >>> singular("sfollati", "sfollare"), singular("uova"), singular("dosi", "doso"), singular("crisi")
    ('sfollato', 'uovo', 'dose', 'crisi')
    """
    word = noun.lower()
    known = _irregular().get(word)
    if known is not None or not plural:
        return known or word
    if word[-1:] not in ("e", "i") or not word.isalpha():
        return word  # "città", "euro", "tir", "e-mail"
    if word[-1] == "e" and lemma.lower() == word:
        return word  # "kamikaze": the tagger knows no other form
    ending = next(word[-size:] for size in range(min(_LONGEST, len(word)), 0, -1) if word[-size:] in _ENDINGS)
    return word[: -len(ending)] + _ENDINGS[ending]


def lemma_of(syntax: Syntax, k: int, noun: int | None) -> str | None:
    """The lemma of token `noun`, which figure `k` counts; None where it counts nothing."""
    if noun is None:
        return None
    figure = syntax.figures[k]
    several = figure.kind == "count" and figure.high is not None and figure.high > 1
    number = syntax.feature(noun, "Number")
    plural = several or number == "Plur"
    word = syntax.text(noun, noun + 1)
    if syntax.doc[noun].pos_ == "PROPN" and number != "Plur":
        return _irregular().get(word.lower(), word.lower())  # "40 Comuni", "12 Oscar"
    return singular(word, syntax.lemma(noun), plural=plural)
