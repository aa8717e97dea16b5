"""The names of persons, places and organisations: a bidirectional LSTM in plain numpy, as a spaCy component.

The network is trained elsewhere (`training/names.py`); here it only reads. What a word looks like to it (vector,
lexicon counts, letters, casing) does not depend on its neighbours, so it is worked out once a word and kept.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

Floats = NDArray[np.float32]

NAME_TAGGER = "italian_name_tagger"
LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
WORD_LETTERS = 20  # of a longer word only the first letters are looked at
CHUNK_TOKENS = 120  # sentences are read together up to this length: neighbours tell what a bare surname is
_CACHE_WORDS = 20_000
_UNKNOWN = 1  # index of a word or letter that training did not show; 0 is padding


def casing(word: str) -> int:
    """Which of eight casings a word has: 1 digits, 2 some digits, 3 lower, 4 UPPER, 5 one capital, 6 Title, 7 miXed, 0 none."""
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
    """Under which spellings a word is looked up in the vectors, best first: "ROMA" is "Roma" if it is not there itself."""
    yield word
    if word.isupper():
        yield word.capitalize()
    yield word.lower()


def _transitions() -> tuple[Floats, Floats]:
    """Scores that forbid an I- that does not go on a name: [from, to], and for the first token."""
    between = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    first = np.zeros(len(LABELS), dtype=np.float32)
    for to, label in enumerate(LABELS):
        if label.startswith("I-"):
            first[to] = -1e4
            for before, other in enumerate(LABELS):
                if other[2:] != label[2:]:
                    between[before, to] = -1e4
    return between, first


_BETWEEN, _FIRST = _transitions()


class Network:
    """The trained weights and how to run them.

    Args:
        weights: name → array, as `training/names.py` exports them; numbers of any width.
        words: the words that have a trained embedding of their own, in order of their rows from 2 on.
        letters: the same for letters.
        vector_words: the words of `weights["vectors"]`, in order.
    """

    def __init__(
        self, weights: dict[str, NDArray[Any]], words: list[str], letters: str, vector_words: list[str]
    ) -> None:
        self.words = words
        self.letters = letters
        self.vector_words = vector_words
        self.stored = weights
        self._w = {name: np.asarray(array, dtype=np.float32) for name, array in weights.items() if name != "vectors"}
        self._vectors = weights["vectors"]  # 8-bit; a row is scaled when it is read
        self._word_rows = {word: row for row, word in enumerate(words, start=2)}
        self._letter_rows = {letter: row for row, letter in enumerate(letters, start=2)}
        self._vector_rows = {word: row for row, word in enumerate(vector_words)}
        self._layers = [
            [(self._w[f"{layer}.{way}.input"], self._w[f"{layer}.{way}.state"], self._w[f"{layer}.{way}.bias"])
             for way in ("forward", "backward")]
            for layer in range(sum(name.endswith(".forward.state") for name in weights))
        ]  # fmt: skip
        self._seen: dict[str, Floats] = {}

    def _look(self, words: list[str]) -> Floats:
        """What each of the words looks like, words x features."""
        new = [word for word in dict.fromkeys(words) if word not in self._seen]
        if len(self._seen) + len(new) > _CACHE_WORDS:
            self._seen.clear()
            new = list(dict.fromkeys(words))
        if new:
            for word, row in zip(new, self._features(new), strict=True):
                self._seen[word] = row
        return np.stack([self._seen[word] for word in words])

    def _features(self, words: list[str]) -> Floats:
        w = self._w
        own = w["words"][[self._word_rows.get(word.lower(), _UNKNOWN) for word in words]]
        cases = w["casings"][[casing(word) for word in words]]
        static = np.zeros((len(words), self._vectors.shape[1]), dtype=np.float32)
        for index, word in enumerate(words):
            row = next((r for s in spellings(word) if (r := self._vector_rows.get(s)) is not None), None)
            if row is not None:
                static[index] = self._vectors[row]
        static *= w["vectors_scale"]
        static = np.tanh(static @ w["static.weight"] + w["static.bias"])
        return np.concatenate([own, self._spell(words), cases, static], axis=1)

    def _spell(self, words: list[str]) -> Floats:
        """Convolution over the letters (width 3), then the maximum over the word."""
        longest = max(3, max(min(len(word), WORD_LETTERS) for word in words))
        rows = np.zeros((len(words), longest + 2), dtype=np.int64)
        for index, word in enumerate(words):
            codes = [self._letter_rows.get(letter, _UNKNOWN) for letter in word[:WORD_LETTERS]]
            rows[index, 1 : len(codes) + 1] = codes
        letters = self._w["letters"][rows]
        windows = np.concatenate([letters[:, :-2], letters[:, 1:-1], letters[:, 2:]], axis=2)
        return np.maximum(windows @ self._w["spell.weight"] + self._w["spell.bias"], 0).max(axis=1)

    def scores(self, sequences: list[list[str]]) -> list[Floats]:
        """Log-probabilities, tokens x labels, of each sequence of words; no sequence may be empty."""
        order = sorted(range(len(sequences)), key=lambda index: -len(sequences[index]))
        lengths = np.array([len(sequences[index]) for index in order])
        places: dict[str, int] = {}
        for index in order:
            for word in sequences[index]:
                places.setdefault(word, len(places))
        looks = self._look(list(places))
        # Packed, as the network runs: all first tokens, all second tokens …; sequences from long to short.
        active = [int((lengths > step).sum()) for step in range(int(lengths[0]))]
        begins = np.concatenate([[0], np.cumsum(active)])
        total = int(begins[-1])
        ids = np.empty(total, dtype=np.int64)
        mirror = np.empty(total, dtype=np.int64)  # where a token stands when its sequence is read backwards
        for rank, index in enumerate(order):
            size = len(sequences[index])
            slots = begins[:size] + rank
            ids[slots] = [places[word] for word in sequences[index]]
            mirror[slots] = slots[::-1]
        hidden: Floats | None = None
        for (in_f, state_f, bias_f), (in_b, state_b, bias_b) in self._layers:
            if hidden is None:  # project each different word once, not each token
                ahead, back = (looks @ in_f + bias_f)[ids], (looks @ in_b + bias_b)[ids]
            else:
                ahead, back = hidden @ in_f + bias_f, hidden @ in_b + bias_b
            there = _run(ahead, state_f, active)
            again = _run(back[mirror], state_b, active)[mirror]
            hidden = np.concatenate([there, again], axis=1)
        assert hidden is not None
        logits = hidden @ self._w["out.weight"] + self._w["out.bias"]
        logits -= logits.max(axis=1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
        results: list[Floats] = [logits] * len(sequences)
        for rank, index in enumerate(order):
            results[index] = logits[begins[: len(sequences[index])] + rank]
        return results


def _run(inputs: Floats, state: Floats, active: list[int]) -> Floats:
    """One direction of one layer over packed tokens; gates in the order input, forget, output, new."""
    size = state.shape[0]
    out = np.empty((inputs.shape[0], size), dtype=np.float32)
    hidden = np.zeros((active[0], size), dtype=np.float32)
    cell = np.zeros((active[0], size), dtype=np.float32)
    begin = 0
    for count in active:
        gates = inputs[begin : begin + count]
        gates += hidden[:count] @ state
        sigmoid = gates[:, : 3 * size]
        np.multiply(sigmoid, 0.5, out=sigmoid)  # the logistic function through tanh, which cannot overflow
        np.tanh(gates, out=gates)
        np.multiply(sigmoid, 0.5, out=sigmoid)
        np.add(sigmoid, 0.5, out=sigmoid)
        cell = cell[:count]
        cell *= gates[:, size : 2 * size]
        cell += gates[:, :size] * gates[:, 3 * size :]
        hidden = out[begin : begin + count]
        np.multiply(gates[:, 2 * size : 3 * size], np.tanh(cell), out=hidden)
        begin += count
    return out


def best_labels(scores: Floats) -> list[int]:
    """The most probable sequence of labels in which every I- goes on a name (Viterbi)."""
    steps = len(scores)
    if scores[:, 0].min() > -0.01:  # nearly sure that nothing here is a name
        return [0] * steps
    total = _FIRST + scores[0]
    back = np.empty((steps, len(LABELS)), dtype=np.int64)
    for step in range(1, steps):
        paths = total[:, None] + _BETWEEN
        back[step] = paths.argmax(axis=0)
        total = paths.max(axis=0) + scores[step]
    labels = [int(total.argmax())]
    for step in range(steps - 1, 0, -1):
        labels.append(int(back[step, labels[-1]]))
    return labels[::-1]


def chunks(doc: Doc, limit: int = CHUNK_TOKENS) -> Iterator[list[int]]:
    """Indices of the tokens that are read together: whole sentences up to `limit` tokens, without white space."""
    chunk: list[int] = []
    for sentence in doc.sents:
        indices = [token.i for token in sentence if not token.is_space]
        if chunk and len(chunk) + len(indices) > limit:
            yield chunk
            chunk = []
        while len(indices) > 2 * limit:
            yield indices[:limit]
            indices = indices[limit:]
        chunk += indices
    if chunk:
        yield chunk


class NameTagger:
    """The spaCy component: sets `doc.ents`. Needs sentence boundaries; without them a document is one sentence."""

    def __init__(self, vocab: Vocab, network: Network | None = None) -> None:
        self.vocab = vocab
        self.network = network

    def __call__(self, doc: Doc) -> Doc:
        """Tag one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 8) -> Iterator[Doc]:
        """Tag documents, `batch_size` at a time."""
        batch: list[Doc] = []
        for doc in stream:
            batch.append(doc)
            if len(batch) == batch_size:
                yield from self._tag(batch)
                batch = []
        yield from self._tag(batch)

    def _tag(self, docs: list[Doc]) -> list[Doc]:
        if self.network is None:
            raise ValueError("the name tagger has no weights; load it with from_disk")
        owners: list[int] = []
        places: list[list[int]] = []
        words: list[list[str]] = []
        for number, doc in enumerate(docs):
            for indices in chunks(doc):
                owners.append(number)
                places.append(indices)
                words.append([doc[index].text for index in indices])
        spans: list[list[Span]] = [[] for _ in docs]
        if words:
            for owner, indices, scores in zip(owners, places, self.network.scores(words), strict=True):
                spans[owner] += _spans(docs[owner], indices, best_labels(scores))
        for doc, found in zip(docs, spans, strict=True):
            doc.set_ents(found)
        return docs

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights into the folder `path`."""
        if self.network is None:
            raise ValueError("the name tagger has no weights to write")
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(folder / "weights.npz", **self.network.stored)  # pyright: ignore[reportArgumentType]
        words = {"words": self.network.words, "letters": self.network.letters, "vectors": self.network.vector_words}
        (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False, indent=0), encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "NameTagger":
        """Read what `to_disk` wrote."""
        folder = Path(path)
        with np.load(folder / "weights.npz", allow_pickle=False) as stored:
            weights = {name: stored[name] for name in stored.files}
        words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        self.network = Network(weights, words["words"], words["letters"], words["vectors"])
        return self


def _spans(doc: Doc, indices: list[int], labels: list[int]) -> list[Span]:
    spans: list[Span] = []
    start: int | None = None
    kind = ""
    last = 0
    for index, label in [*((i, LABELS[n]) for i, n in zip(indices, labels, strict=True)), (len(doc), "O")]:
        if start is not None and not label.startswith("I-"):
            spans.append(Span(doc, start, last + 1, label=kind))
            start = None
        if label.startswith("B-"):
            start, kind = index, label[2:]
        last = index
    return spans


@Language.factory(NAME_TAGGER, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_name_tagger(nlp: Language, name: str) -> NameTagger:
    """What spaCy calls to build the component; the weights come with `from_disk`."""
    return NameTagger(nlp.vocab)
