"""Lemmas of the Italian dictionary Morph-it! for the forms that a trained grammar would get wrong."""

import collections
from collections.abc import Collection
from pathlib import Path

import numpy as np

from transforms.parsing.network import Weights
from transforms.parsing.tree_tagger import GrammarNetwork

#: Form in lower case and part of speech → lemma.
Lexicon = dict[tuple[str, str], str]
_BLOCK = 4_000


def read_lexicon(path: Path) -> Lexicon:
    """The verbs, nouns and adjectives that have one lemma only."""
    lemmas: dict[tuple[str, str], set[str]] = collections.defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        form, pos, lemma, _ = line.split("\t")
        if form.isalpha():
            lemmas[form.lower(), pos].add(lemma)
    return {key: found.pop() for key, found in lemmas.items() if len(found) == 1}


def add_lemmas(network: GrammarNetwork, lexicon: Lexicon, words: Collection[str]) -> GrammarNetwork:
    """The same network with a larger dictionary: every lemma, and of some words those whose lemma its rules miss.

    Args:
        network: as it was trained; what its dictionary holds stays.
        lexicon: what may be added.
        words: forms in lower case that are worth an entry.
    """
    own = network.weights.lists["lemmas"]
    held = {tuple(line.split("\t")[:2]) for line in own}
    new = {key: lemma for key, lemma in lexicon.items() if key not in held}
    # With its lemmas in the dictionary, the rules know which of their answers is a word.
    lemmas = {(lemma, pos): lemma for (_, pos), lemma in lexicon.items() if lexicon.get((lemma, pos)) == lemma}
    knowing = _with_lemmas(network, {key: lemma for key, lemma in lemmas.items() if key not in held})
    rest = [key for key in sorted(new) if key not in lemmas and key[0] in words]
    tag_of = {tag.partition("|")[0]: number for number, tag in reversed(list(enumerate(network.tags)))}
    missed: Lexicon = {}
    for start in range(0, len(rest), _BLOCK):
        block = rest[start : start + _BLOCK]
        forms = [form for form, _ in block]
        readings = knowing.read([[form] for form in forms])
        shared = readings.shared[np.concatenate(readings.rows)]
        found = knowing.lemmas(forms, [tag_of[pos] for _, pos in block], shared)
        missed |= {key: new[key] for key, lemma in zip(block, found, strict=True) if lemma != new[key]}
    return _with_lemmas(knowing, missed)


def _with_lemmas(network: GrammarNetwork, more: Lexicon) -> GrammarNetwork:
    weights = network.weights
    added = [f"{form}\t{pos}\t{lemma}" for (form, pos), lemma in more.items()]
    lists = {**weights.lists, "lemmas": sorted([*weights.lists["lemmas"], *added])}
    return GrammarNetwork(Weights(weights.arrays, weights.words, weights.letters, weights.vector_words, lists))
