"""The lemma of a counted noun: taggers give verbs for nouns that are participles, "sfollare" for "sfollati"."""

from spacy.tokens import Token

_INFINITIVES = ("are", "ere", "ire", "rre")
#: Nouns that end as "volontari" does, and have a lemma in -aro.
_IN_ARO = frozenset({"denari", "dinari", "somari", "calamari", "ripari", "cucchiari"})


def counted_lemma(noun: Token) -> str | None:
    """The lemma of a counted noun in lower case; None where there is no model."""
    return noun_lemma(noun.text, noun.lemma_) or None


def noun_lemma(word: str, lemma: str) -> str:
    """A noun's lemma in lower case from what the tagger says, in any case: "sfollato" for "sfollati", "sfollare"."""
    word, lemma = word.lower(), lemma.lower()
    if lemma.endswith(_INFINITIVES) and lemma != word and word[-1:] in ("i", "e", "a", "o"):
        return word[:-1] + ("e" if word.endswith(("anti", "enti", "ante", "ente")) else "o")
    if lemma.endswith("aro") and word.endswith("ari") and len(word) > 6 and word not in _IN_ARO:
        return word[:-1] + "io"
    if word.endswith("unti") and lemma == word[:-1] + "e":  # "assunti"
        return word[:-1] + "o"
    if word.endswith("ggi") and lemma == word[:-1] + "o":
        return word + "o"
    return lemma
