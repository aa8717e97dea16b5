"""The gender of people and of the nouns that mean them: "la cantante" is no Mario."""

from collections.abc import Iterable

from transforms.language import words_of
from transforms.relations.scene import Scene
from transforms.relations.words import given_genders

_SHE, _HE = words_of("la della alla dalla nella sulla una"), words_of("il lo del dello al allo dal dallo un uno")
#: How nouns end that are the same for women and men.
OF_BOTH = ("ista", "ante", "ente", "eta", "iatra", "cida", "ice", "ese")


def of_article(word: str) -> str:
    """The gender that an article tells, alone or in a preposition; `?` for "l'" and any other word."""
    return "F" if word in _SHE else "M" if word in _HE else "?"


def of_noun(scene: Scene, head: int, article: str, phrase: Iterable[int] = ()) -> str:
    """The gender of a description: by its article, its adjectives, or its noun where that has one only.

    Args:
        scene: the text.
        head: the noun.
        article: the word before its phrase.
        phrase: tokens of the phrase.
    """
    told = of_article(article)
    if told != "?":
        return told
    if not scene.syntax.lemma(head).endswith(OF_BOTH):
        return scene.gender(head)
    adjectives = (scene.gender(at) for at in phrase if scene.syntax.pos(at) == "ADJ" and at != head)
    return next((one for one in adjectives if one != "?"), "?")


def of_name(name: str, votes: int) -> str:
    """The gender of a person: by the given name, else by the words that agree with it, else by its ending.

    Args:
        name: the person.
        votes: how many words of the text that agree with the name are feminine, less those that are masculine.

    Returns:
        `F`, `M`, `?`; small where only the ending of the name says it.
    """
    given = name.split()[0]
    listed = given_genders().get(given.lower())
    if listed:
        return listed
    if votes:
        return "F" if votes > 0 else "M"
    return "f" if given.endswith("a") else "m" if given.endswith(("o", "i", "e")) else "?"


def agreeing(scene: Scene, first: int, head: int) -> int:
    """Words that agree with a name, +1 each that is feminine, -1 masculine: its article, its participle.

    Args:
        scene: the text.
        first: the first token of the name.
        head: the token by which it hangs in the tree.
    """
    syntax = scene.syntax
    votes = [of_article(syntax.lower(first - 1)) if first > syntax.bounds(head)[0] else "?"]
    above = syntax.head(head)
    if syntax.label(head).startswith("nsubj"):
        below = (at for at in syntax.children(above) if syntax.label(at).startswith(("aux", "cop")))
        if syntax.label(head) == "nsubj:pass" or any(syntax.lemma(at) == "essere" for at in below):
            votes.append(scene.gender(above))
    return sum({"F": 1, "M": -1}.get(one, 0) for one in votes)
