"""Word vectors of the model: 64 dimensions learned from free text, 14 that say how a word is used in names.

Twelve of them are counted in lists of given names, surnames, places and organisations, two in the text: how often a
word stands inside a sentence with and without a capital. No text and no list is under a non-commercial licence
(`training/sources.csv`).
"""

import collections
import math
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import floret
import numpy as np
import spacy

from training.lists import LISTED, listed_features, read_lists
from training.marked import AGENCY, BOUNDARY
from training.relations.marks import read_marks
from transforms.parsing.tokenizer import add_rules

DIMENSIONS = 64
#: Texts in the folder of free data, a sentence or a paragraph a line; no development set is among them.
TEXTS = ("wikinews", "liberliber_fiction", "ntrex_ita", "squad_it_test_contexts")
#: Treebanks of which only the text is read; learners' texts as they were corrected.
TREES = ("markit", "pud", "parlamint", "twittiro", "thvalico")
#: How many words the vocabulary has at most: text first, then the names that the lists know best.
WORDS = 112_000
_TREE_TEXT = "# text = "


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


def free_lines(free: Path) -> Iterator[str]:
    """Every line of text that may be read for training.

    Args:
        free: the folder with text and ud.
    """
    for name in TEXTS:
        yield from (free / "text" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    for name in TREES:
        for path in sorted((free / "ud").glob(f"it_{name}-ud-*.conllu")):
            lines = path.read_text(encoding="utf-8").split("\n")
            yield from (line.removeprefix(_TREE_TEXT) for line in lines if line.startswith(_TREE_TEXT))
    for path in sorted(AGENCY.glob("*.txt")):
        for text, _ in read_marks(path):
            yield from text.split("\n")


def tokenised_texts(free: Path) -> Iterator[list[str]]:
    """The sentences of the same text, cut by our tokenizer."""
    nlp = add_rules(spacy.blank("it"))
    sentences = (sentence for line in free_lines(free) for sentence in BOUNDARY.split(line) if sentence.strip())
    for doc in nlp.pipe(sentences):
        yield [token.text for token in doc if not token.is_space]


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


def make_vectors(free: Path, share: int = 1) -> WordVectors:
    """Learn the vectors (about two minutes on one core).

    Args:
        free: the folder with text, ud and lists.
        share: only every so many-th sentence is read; 1 for all.
    """
    sentences = list(islice(tokenised_texts(free), 0, None, share))
    counts = collections.Counter(word for words in sentences for word in words)
    inside = collections.Counter(word for words in sentences for word in words[1:])  # first words prove no casing
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as corpus:
        corpus.writelines(" ".join(words) + "\n" for words in sentences)
        corpus.flush()
        learned = floret.train_unsupervised(
            corpus.name, model="skipgram", mode="fasttext", minn=3, maxn=5, dim=DIMENSIONS, epoch=8,
            thread=1, minCount=2, lr=0.05, bucket=200_000,
        )  # fmt: skip
    lists = read_lists(free / "lists")
    words = [word for word, count in counts.most_common() if count >= 2]
    known = set(words)
    strange = [word for word in lists if word not in known and (word in counts or _known_well(lists[word]))]
    strange.sort(key=lambda word: (-counts[word], -sum(lists[word].values()), word))
    words = (words + strange)[:WORDS]
    matrix = np.zeros((len(words), DIMENSIONS + LISTED + 2), dtype=np.float32)
    for index, word in enumerate(words):
        vector = learned.get_word_vector(word)
        matrix[index, :DIMENSIONS] = vector / (np.linalg.norm(vector) + 1e-6)
        matrix[index, DIMENSIONS:-2] = listed_features(lists.get(word, {}))
        matrix[index, -2:] = [math.log1p(inside[form]) / 8 for form in (word.lower(), word.capitalize())]
    return WordVectors(words, matrix)


def _known_well(row: dict[str, float]) -> bool:
    """Whether a word that no text holds is worth a vector."""
    return sum(row.values()) >= 2
