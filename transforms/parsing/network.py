"""A bidirectional LSTM over words, in plain numpy: what the name tagger and the grammar have in common.

Trained elsewhere (`training/encoder.py`); here it only runs. What a word looks like to the network (own embedding,
vector, letters, casing) does not depend on its neighbours, so it is worked out once a word and kept.
"""

import ctypes
import json
from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]
Text = TypeVar("Text", bound=Sized)

WORD_LETTERS = 20  # of a longer word only the first letters are looked at
# The first part of a compound tells nothing if it is no longer: "al-", "Ab-".
_SYLLABLE = 2
_CACHE_WORDS = 20_000
# How many words go through a network at once: enough to keep the processor busy, few enough to bound the memory.
BATCH_WORDS = 4_000
_UNKNOWN = 1  # row of a word or letter that training did not show; row 0 is padding


def use_one_core() -> None:
    """Keep numpy's matrix products on the calling thread, if numpy came with its own OpenBLAS.

    Ours are small: handing them to other threads costs more than it saves, ten times as much on a busy machine.
    Whoever wants more cores runs more processes.
    """
    libraries = Path(np.__file__).resolve().parent.parent.glob("numpy.libs/*openblas*")
    for path in libraries:
        library = ctypes.CDLL(str(path))
        for name in ("scipy_openblas_set_num_threads64_", "scipy_openblas_set_num_threads", "openblas_set_num_threads"):
            if hasattr(library, name):
                getattr(library, name)(1)
                return


def batches(texts: Iterable[Text], size: int = BATCH_WORDS) -> Iterator[list[Text]]:
    """Texts in groups of about `size` words, in order, however many texts that takes."""
    batch: list[Text] = []
    words = 0
    for text in texts:
        batch.append(text)
        words += len(text)
        if words >= size:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def casing(word: str) -> int:
    """Which of eight casings a word has.

    1 digits, 2 some digits, 3 lower, 4 UPPER, 5 one capital, 6 Title, 7 miXed, 0 none.
    """
    if word.isdigit():
        return 1
    if any(letter.isdigit() for letter in word):
        return 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    if word[:1].isupper():
        return 6 if word[1:].islower() else 7
    return 0


def spellings(word: str) -> Iterator[str]:
    """Spellings under which a word is looked up in the vectors, best first.

    "ROMA" is "Roma" if it is not there, "Asti-Enna" is "Asti", for a compound of names is of the kind of its parts.
    """
    yield word
    if word.isupper():
        yield word.capitalize()
    yield word.lower()
    first, hyphen, _ = word.partition("-")
    if hyphen and len(first) > _SYLLABLE and first[0].isupper():
        yield first


@dataclass(frozen=True, slots=True)
class Weights:
    """What a trained network consists of.

    Attributes:
        arrays: name → numbers of any width; "vectors" are 8-bit, "vectors_scale" says what one step is worth.
        words: words with an embedding of their own, in order of their rows from 2 on.
        letters: the same for letters.
        vector_words: the words of the vectors, in order of their rows.
        lists: further strings that belong to the network, such as the names of its labels.
    """

    arrays: dict[str, NDArray[Any]]
    words: list[str]
    letters: str
    vector_words: list[str]
    lists: dict[str, list[str]]

    def save(self, folder: Path) -> None:
        """Write everything into `folder`, which is made if it is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(folder / "weights.npz", allow_pickle=False, **self.arrays)
        strings = {"words": self.words, "letters": [self.letters], "vector_words": self.vector_words, **self.lists}
        (folder / "strings.json").write_text(json.dumps(strings, ensure_ascii=False, indent=0), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Weights":
        """Read what `save` wrote."""
        with np.load(folder / "weights.npz", allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        strings: dict[str, list[str]] = json.loads((folder / "strings.json").read_text(encoding="utf-8"))
        words, letters, vectors = strings.pop("words"), strings.pop("letters"), strings.pop("vector_words")
        return cls(arrays, words, letters[0], vectors, strings)


class Encoder:
    """Words in, a row of numbers for each word out."""

    def __init__(self, weights: Weights) -> None:
        arrays = weights.arrays
        self.w: dict[str, Floats] = {
            name: np.asarray(array, dtype=np.float32) for name, array in arrays.items() if name != "vectors"
        }
        self._vectors = arrays["vectors"]
        self._word_rows = {word: row for row, word in enumerate(weights.words, start=2)}
        self._letter_rows = {letter: row for row, letter in enumerate(weights.letters, start=2)}
        self._vector_rows = {word: row for row, word in enumerate(weights.vector_words)}
        self._layers = [
            [(self.w[f"{layer}.{way}.input"], self.w[f"{layer}.{way}.state"], self.w[f"{layer}.{way}.bias"])
             for way in ("forward", "backward")]
            for layer in range(sum(name.endswith(".forward.state") for name in arrays))
        ]  # fmt: skip
        self._seen: dict[str, Floats] = {}

    def encode(self, sequences: list[list[str]]) -> tuple[Floats, list[Rows]]:
        """Run the network.

        Args:
            sequences: lists of words, none of them empty.

        Returns:
            All tokens x features, and for each sequence the rows of its tokens in it.
        """
        order = sorted(range(len(sequences)), key=lambda index: -len(sequences[index]))
        lengths = np.array([len(sequences[index]) for index in order])
        places: dict[str, int] = {}
        # Packed: all first tokens, all second tokens …; sequences from long to short, so that each step is one block.
        active = [int(count) for count in (lengths[:, None] > np.arange(lengths[0])).sum(axis=0)]
        begins = np.concatenate([[0], np.cumsum(active)])
        ids = np.empty(int(begins[-1]), dtype=np.int64)
        mirror = np.empty_like(ids)  # where a token stands when its sequence is read backwards
        rows: list[Rows] = [ids] * len(sequences)
        for rank, index in enumerate(order):
            sequence = sequences[index]
            slots = begins[: len(sequence)] + rank
            ids[slots] = [places.setdefault(word, len(places)) for word in sequence]
            mirror[slots] = slots[::-1]
            rows[index] = slots
        looks = self._look(list(places))
        straight = np.arange(len(ids))
        hidden = looks
        read, read_back = ids, ids[mirror]  # the first layer projects each different word once, not each token
        for (in_f, state_f, bias_f), (in_b, state_b, bias_b) in self._layers:
            size = len(state_f)
            out = np.empty((len(ids), 2 * size), dtype=np.float32)
            _run(hidden @ in_f + bias_f, read, state_f, active, out[:, :size], straight)
            _run(hidden @ in_b + bias_b, read_back, state_b, active, out[:, size:], mirror)
            hidden, read, read_back = out, straight, mirror
        return hidden, rows

    def _look(self, words: list[str]) -> Floats:
        """What each of the words looks like, words x features."""
        if len(self._seen) + len(words) > _CACHE_WORDS:
            self._seen.clear()
        new = [word for word in words if word not in self._seen]
        if new:
            self._seen.update(zip(new, self._features(new), strict=True))
        return np.stack([self._seen[word] for word in words])

    def _features(self, words: list[str]) -> Floats:
        own = self.w["words"][[self._word_rows.get(word.lower(), _UNKNOWN) for word in words]]
        cases = self.w["casings"][[casing(word) for word in words]]
        static = np.zeros((len(words), self._vectors.shape[1]), dtype=np.float32)
        for index, word in enumerate(words):
            row = next((r for s in spellings(word) if (r := self._vector_rows.get(s)) is not None), None)
            if row is not None:
                static[index] = self._vectors[row]
        static *= self.w["vectors_scale"]
        static = np.tanh(static @ self.w["static.weight"] + self.w["static.bias"])
        return np.concatenate([own, self._spell(words), cases, static], axis=1)

    def _spell(self, words: list[str]) -> Floats:
        """Convolution over the letters (width 3), then the maximum over the word.

        Every word is padded to the same length: the padding takes part in the maximum, and what a word looks like may
        not depend on the words that are looked up with it.
        """
        rows = np.zeros((len(words), WORD_LETTERS + 2), dtype=np.int64)
        for index, word in enumerate(words):
            codes = [self._letter_rows.get(letter, _UNKNOWN) for letter in word[:WORD_LETTERS]]
            rows[index, 1 : len(codes) + 1] = codes
        letters = self.w["letters"][rows]
        windows = np.concatenate([letters[:, :-2], letters[:, 1:-1], letters[:, 2:]], axis=2)
        spelled: Floats = np.maximum(windows @ self.w["spell.weight"] + self.w["spell.bias"], 0).max(axis=1)
        return spelled


def _run(gates: Floats, read: Rows, state: Floats, active: list[int], out: Floats, write: Rows) -> None:
    """One direction of one layer over packed tokens.

    Args:
        gates: what comes in, rows x 4 gates in the order input, forget, output, new.
        read: for each step of each sequence the row of `gates` it takes.
        state: weights from the step before.
        active: how many sequences still run at each step.
        out: filled with the hidden states.
        write: for each step of each sequence the row of `out` it fills.
    """
    size = len(state)
    hidden = np.zeros((active[0], size), dtype=np.float32)
    cell = np.zeros((active[0], size), dtype=np.float32)
    buffer = np.empty((active[0], 4 * size), dtype=np.float32)
    begin = 0
    for count in active:
        hidden, cell, gate = hidden[:count], cell[:count], buffer[:count]
        np.matmul(hidden, state, out=gate)
        gate += gates[read[begin : begin + count]]
        logistic = gate[:, : 3 * size]
        logistic *= 0.5  # the logistic function through tanh, which cannot overflow
        np.tanh(gate, out=gate)
        logistic *= 0.5
        logistic += 0.5
        cell *= gate[:, size : 2 * size]
        cell += gate[:, :size] * gate[:, 3 * size :]
        np.tanh(cell, out=hidden)
        hidden *= gate[:, 2 * size : 3 * size]
        out[write[begin : begin + count]] = hidden
        begin += count
