"""Treebanks of different makers brought to one habit, so that one network can learn from all of them.

The habit is that of the newspaper treebanks of Italian (parts of speech, features, labels with subtypes). ParlaMint
comes close to it but has no subtypes, TWITTIRO has them and some of its own, PUD has other features and other parts of
speech for small words. What a treebank does not tell and no rule can is `UNSURE`: nothing is learned from it.
"""

import collections
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from training.treebanks import UNSURE, Tree, Word
from transforms.language import words_of

Key = TypeVar("Key")

CLOSED = words_of("DET ADP PRON AUX CCONJ SCONJ ADV NUM PUNCT INTJ PART")
#: Labels that may keep their subtype.
SUBTYPES = words_of(
    "acl:relcl aux:pass det:poss det:predet expl:impers expl:pass flat:foreign flat:name nsubj:pass obl:agent"
)
# Treebanks whose small words are taken as they are, with how much each counts; the others follow them.
_NORM = {"parlamint": 2, "twittiro": 1}
_ROLES = {"parlamint": 2, "twittiro": 1, "markit": 1}
_FOLLOWING = frozenset({"pud", "markit", "valico", "thvalico"})
_BARE = frozenset({"PROPN", "X", "SYM", "PUNCT", "ADV"})
_POSSESSIVES = words_of("mio tuo suo nostro vostro loro proprio")
_BY = words_of("da dal dallo dalla dai dagli dalle dall' dall’")
_ALL_OF = words_of("tutto entrambi ambedue ambo")
_BE = frozenset({"essere", "venire"})
_MILLIONS = words_of("milione milioni miliardo miliardi")
_ORDINALS = words_of("primo secondo terzo quarto quinto sesto settimo ottavo nono decimo")
_HELPING = frozenset({"aux", "cop", "conj", "orphan"})


def bring_to_one_habit(trees: list[Tree]) -> list[Tree]:
    """The same trees; no word is added, moved or attached elsewhere.

    Args:
        trees: of all treebanks together, because the small words of some are read from the others.
    """
    roles = _commonest(trees, _ROLES, lambda word: (word.form.lower(), word.dep.partition(":")[0]), _pos, least=10)
    result = [_with_parts_of_speech(tree, roles) for tree in trees]
    features = _commonest(result, _NORM, _form_and_pos, lambda word: word.morph)
    lemmas = _commonest(result, _NORM, _form_and_pos, lambda word: word.lemma)
    return [_with_labels(_with_small_words(tree, features, lemmas)) for tree in result]


def _pos(word: Word) -> str:
    return word.pos


def _form_and_pos(word: Word) -> tuple[str, str]:
    return word.form.lower(), word.pos


def _commonest(
    trees: Iterable[Tree],
    weights: dict[str, int],
    key: Callable[[Word], Key],
    value: Callable[[Word], str],
    least: int = 1,
) -> dict[Key, str]:
    """What closed-class words mostly have, where three of five agree and `least` of them (weighed) are seen."""
    seen: dict[Key, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for tree in trees:
        weight = weights.get(tree.corpus, 0)
        for word in tree.words if weight else ():
            seen[key(word)][value(word) if word.pos in CLOSED else ""] += weight
    table: dict[Key, str] = {}
    for name, counts in seen.items():
        chosen, count = counts.most_common(1)[0]
        # "" says both "no features" and "an open class": the second has no key in common with a word of a closed one.
        if count >= 0.6 * counts.total() and counts.total() >= least:
            table[name] = chosen
    return table


def _with_parts_of_speech(tree: Tree, roles: dict[tuple[str, str], str]) -> Tree:
    words: list[Word] = []
    for word in tree.words:
        pos, base = word.pos, word.dep.partition(":")[0]
        if tree.corpus == "pud" or tree.corpus.endswith("valico"):
            pos = roles.get((word.form.lower(), base)) or pos
        if pos == "AUX" and base not in _HELPING:
            pos = "VERB"  # "ha una casa"
        if pos == "NUM" and word.form.lower() in _MILLIONS:
            pos = "NOUN"
        words.append(replace(word, pos=pos))
    return replace(tree, words=tuple(words))


def _with_small_words(tree: Tree, features: dict[tuple[str, str], str], lemmas: dict[tuple[str, str], str]) -> Tree:
    if tree.corpus not in _FOLLOWING:
        return tree
    words: list[Word] = []
    for word in tree.words:
        key = _form_and_pos(word)
        if word.pos in CLOSED and key in features:
            words.append(replace(word, morph=features[key], lemma=lemmas.get(key, word.lemma)))
        else:
            words.append(replace(word, morph=_open_features(word)) if tree.corpus == "pud" else word)
    return replace(tree, words=tuple(words))


def _open_features(word: Word) -> str:
    """The features of a word of PUD, in the usual inventory."""
    if word.pos in _BARE:
        return ""
    features = dict(pair.split("=", 1) for pair in word.morph.split("|") if "=" in pair)
    features.pop("Voice", None)
    features.pop("Degree", None)
    if word.pos in ("VERB", "AUX") and "Mood" in features:
        features["VerbForm"] = "Fin"
    if word.pos in ("NOUN", "ADJ"):
        features = {key: value for key, value in features.items() if key in ("Gender", "Number")}
    if word.pos == "ADJ" and word.lemma in _ORDINALS:
        features["NumType"] = "Ord"
    return "|".join(f"{key}={value}" for key, value in sorted(features.items()))


def _with_labels(tree: Tree) -> Tree:
    below: dict[int, list[Word]] = collections.defaultdict(list)
    for place, word in enumerate(tree.words):
        if word.head != place:
            below[word.head].append(word)
    words: list[Word] = []
    for place, word in enumerate(tree.words):
        dep = word.dep
        if word.head != place and tree.corpus in ("pud", "parlamint"):
            above = tree.words[word.head]
            dep = _subtype(word, above, below[word.head], below[place])
            if tree.corpus == "parlamint" and dep == word.dep:
                dep = _untold(word, above, below[word.head], below[place], tree.words, place)
        words.append(replace(word, dep=dep if dep in SUBTYPES or dep == UNSURE else dep.partition(":")[0]))
    return replace(tree, words=tuple(words))


def _subtype(word: Word, above: Word, sisters: list[Word], below: list[Word]) -> str:
    """Subtypes that PUD and ParlaMint leave out, where the words around tell them."""
    base = word.dep.partition(":")[0]
    if base == "det":
        if word.lemma in _POSSESSIVES or "Poss=Yes" in word.morph:
            return "det:poss"
        return "det:predet" if word.lemma in _ALL_OF else "det"
    if base == "flat" and word.pos == above.pos == "PROPN":
        return "flat:name"
    if base == "expl" and word.form.lower() in ("si", "s'", "s’"):
        return UNSURE
    if base == "obl" and _is_participle(above):
        case = next((sister for sister in below if sister.dep == "case"), None)
        if case is not None and (case.lemma == "da" or case.form.lower() in _BY):
            passive = any(sister.dep == "aux:pass" for sister in sisters)
            bare = above.dep.startswith("acl") and not _auxiliaries(sisters)
            return "obl:agent" if passive or bare else UNSURE
    return word.dep


def _untold(
    word: Word, above: Word, sisters: list[Word], below: list[Word], words: tuple[Word, ...], place: int
) -> str:
    """Relative clauses and passives, which ParlaMint does not tell apart; `UNSURE` where nothing around does."""
    if word.dep == "acl":
        finite = any("VerbForm=Fin" in each.morph for each in [word, *below])
        if not finite:
            return "acl"
        inside = {at for at, each in enumerate(words) if each.head == place and at != place}
        near = [each for at, each in enumerate(words) if at in inside or each.head in inside]
        return "acl:relcl" if any("PronType=Rel" in each.morph for each in near) else UNSURE
    if word.dep == "aux" and word.lemma in _BE and _is_participle(above):
        return "aux:pass" if word.lemma == "venire" else UNSURE
    if word.dep in ("nsubj", "csubj") and _is_participle(above) and _auxiliaries(sisters):
        return UNSURE
    return word.dep


def _is_participle(word: Word) -> bool:
    return word.pos == "VERB" and "VerbForm=Part" in word.morph


def _auxiliaries(words: list[Word]) -> list[Word]:
    return [word for word in words if word.pos == "AUX" and word.lemma in _BE]
