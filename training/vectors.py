"""Word vectors of the name model: 64 dimensions learned from the text at hand, 14 that say how a word is used in names.

The lexicon part was counted in the name corpora of seven other languages and in a list of organisations, so the
Italian corpora can still be trained on without telling the model their own answers.
"""

import collections
import csv
import math
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import floret
import numpy as np
import spacy

from training.newspapers import read_named
from training.treebanks import training_trees as split_treebanks
from transforms.parsing.tokenizer import add_rules

DIMENSIONS = 64
# The development set is not among them: the published scores are those of a model that has never seen it.
TEXTS = ("ner/WN_train", "ner/ADG_train", "ner/FIC_train", "ner/FIC_dev", "ner_silver/moro_train",
         "ner_silver/moro_test", "ner_silver/wikineural_it_val", "ner_silver/wikineural_it_test")  # fmt: skip
_SHARES = ("B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC", "O_capitalised")


@dataclass(frozen=True)
class WordVectors:
    """A row of `matrix` (float32, words x dimensions) for each of `words`, the most useful words first."""

    words: list[str]
    matrix: np.ndarray

    def save(self, path: Path) -> None:
        """Write both to one .npz file."""
        np.savez(path, words=np.array(self.words), matrix=self.matrix)

    @classmethod
    def load(cls, path: Path) -> "WordVectors":
        """What `save` wrote."""
        with np.load(path) as stored:
            return cls([str(word) for word in stored["words"]], stored["matrix"])


def tokenised_texts(data: Path) -> Iterable[list[str]]:
    """Every Italian sentence that may be read for training, cut by our tokenizer."""
    nlp = add_rules(spacy.blank("it"))
    for name in TEXTS:
        for sentence in read_named(data / f"{name}.tsv"):
            yield [token.text for token in nlp.make_doc(sentence.text) if not token.is_space]
    for tree in split_treebanks(data / "ud")[0]:
        yield [word.form for word in tree.words]


def usual_words(sentences: Iterable[list[str]]) -> list[str]:
    """Every word once, in the casing it mostly has inside a sentence; first words and capitals prove nothing.

    >>> usual_words([["Il", "Papa", "è", "a", "Roma"], ["Roma", "è", "il", "centro"]])
    ['Papa', 'Roma', 'a', 'centro', 'il', 'è']
    """
    counts: dict[str, collections.Counter[str]] = {}
    for words in sentences:
        if sum(word.isupper() for word in words) > len(words) / 2:
            continue
        for word in words[1:]:
            if word[0].isalpha():
                counts.setdefault(word.lower(), collections.Counter())[word] += 1
    return sorted(max(forms, key=lambda form: (forms[form], form)) for forms in counts.values())


def make_vectors(data: Path) -> WordVectors:
    """Learn the vectors (about three minutes on one core)."""
    sentences = list(tokenised_texts(data))
    counts = collections.Counter(word for words in sentences for word in words)
    inside = collections.Counter(word for words in sentences for word in words[1:])  # first words prove no casing
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as corpus:
        corpus.writelines(" ".join(words) + "\n" for words in sentences)
        corpus.flush()
        learned = floret.train_unsupervised(
            corpus.name, model="skipgram", mode="fasttext", minn=3, maxn=5, dim=DIMENSIONS, epoch=8,
            thread=1, minCount=2, lr=0.05, bucket=200_000,
        )  # fmt: skip
    lexicon = _read_lexicon(data / "lexicon" / "lexicon_counts.tsv")
    words = [word for word, count in counts.most_common() if count >= 2]
    known = set(words)
    strange = [word for word, row in lexicon.items() if word not in known and _speaks(row)]
    words += sorted(strange, key=lambda word: (-sum(lexicon[word].values()), word))
    matrix = np.zeros((len(words), DIMENSIONS + 14), dtype=np.float32)
    for index, word in enumerate(words):
        vector = learned.get_word_vector(word)
        matrix[index, :DIMENSIONS] = vector / (np.linalg.norm(vector) + 1e-6)
        matrix[index, DIMENSIONS:] = lexicon_features(lexicon.get(word, {}), word, inside)
    return WordVectors(words, matrix)


def lexicon_features(row: dict[str, int], word: str, inside: collections.Counter[str]) -> list[float]:
    """Nine shares (which part of which kind of name the word is), three log counts, two counts of its casings."""
    seen = sum(row.get(column, 0) for column in _SHARES)
    shares = [row.get(column, 0) / (seen + 1.0) for column in _SHARES]
    sizes = [
        math.log1p(seen) / 5,
        math.log1p(row.get("gaz_org_first", 0)) / 4,
        math.log1p(row.get("gaz_org_inner", 0)) / 4,
    ]
    casings = [math.log1p(inside[word.lower()]) / 8, math.log1p(inside[word.capitalize()]) / 8]
    return shares + sizes + casings


def _speaks(row: dict[str, int]) -> bool:
    names = sum(row[column] for column in _SHARES[:-1])
    return names >= 1 or row["gaz_org_first"] + row["gaz_org_inner"] >= 3


def _read_lexicon(path: Path) -> dict[str, dict[str, int]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row.pop("word"): {column: int(count) for column, count in row.items()} for row in rows}
