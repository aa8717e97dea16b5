"""Trees for text that nobody labelled: what two grammars of different seeds agree on; the rest stays unknown.

The text is of the kind that is read at run time, news, of which the free treebanks have little.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
import spacy

from training.treebanks import UNSURE, UNTOLD, Tree, Word
from transforms.parsing.network import Rows
from transforms.parsing.tokenizer import add_rules
from transforms.parsing.tree_tagger import MAX_TOKENS, GrammarNetwork, Readings

#: The treebank that these trees pass for, see `training.grammar.DOMAINS`.
TREEBANK = "any-unlabelled"
_BLOCK = 64
_LEAST = 5


def label(one: GrammarNetwork, other: GrammarNetwork, lines: Iterable[str]) -> Iterator[Tree]:
    """A tree a line, in order.

    Args:
        one: the first network.
        other: the second; its answers count where they are the same.
        lines: one sentence each; very short and very long ones are left out.
    """
    tokenizer = add_rules(spacy.blank("it")).tokenizer
    docs = (doc for doc in tokenizer.pipe(line for line in lines if line.strip()))
    usable = (doc for doc in docs if _LEAST <= len(doc) <= MAX_TOKENS and not any(token.is_space for token in doc))
    while block := list(islice(usable, _BLOCK)):
        words = [[token.text for token in doc] for doc in block]
        first, second = one.read(words), other.read(words)
        for doc, forms, rows, other_rows in zip(block, words, first.rows, second.rows, strict=True):
            tags, lemmas, heads, deps = _answers(one, first, forms, rows)
            tags_2, lemmas_2, heads_2, deps_2 = _answers(other, second, forms, other_rows)
            told: list[Word] = []
            for place, token in enumerate(doc):
                pos, _, morph = tags[place].partition("|") if tags[place] == tags_2[place] else (UNSURE, "", "")
                lemma = lemmas[place] if lemmas[place] == lemmas_2[place] else UNSURE
                dep = deps[place] if deps[place] == deps_2[place] else UNSURE
                dep = dep if heads[place] == heads_2[place] else UNTOLD
                told.append(Word(token.text, lemma, pos, "", morph, heads[place], dep, bool(token.whitespace_)))
            yield Tree(TREEBANK, tuple(told))


def _answers(
    network: GrammarNetwork, readings: Readings, forms: list[str], rows: Rows
) -> tuple[list[str], list[str], list[int], list[str]]:
    """Tags, lemmas, heads and labels of one sentence."""
    heads = readings.tree(rows)
    tags = readings.tags[rows]
    deps = [network.deps[label] for label in readings.labels(rows, rows[heads])]
    lemmas = network.lemmas(forms, tags.tolist(), readings.shared[rows])
    return [network.tags[tag] for tag in tags], lemmas, np.asarray(heads).tolist(), deps
