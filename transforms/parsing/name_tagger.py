"""The names of persons, places and organisations: a spaCy component on the network of `transforms.parsing.network`."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from transforms.parsing.network import Encoder, Floats, Weights, batches
from transforms.parsing.truecase import Casings

NAME_TAGGER = "italian_name_tagger"
LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
CHUNK_TOKENS = 120  # sentences are read together up to this length: neighbours tell what a bare surname is


# Shorter words ("Il", "A") say nothing about each other.
_RECALL_LETTERS = 3
# Labels x kinds of name: none, person, place, organisation.
_KIND_OF = np.array([[label[2:] == kind for kind in ("", "PER", "LOC", "ORG")] for label in LABELS], dtype=np.float32)


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


class NameNetwork:
    """Label scores of each word."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._encoder = Encoder(weights)

    def scores(self, sequences: list[list[str]]) -> list[Floats]:
        """Log-probabilities, tokens x labels, of each sequence of words; no sequence may be empty."""
        hidden, rows = self._encoder.encode(sequences)
        logits = hidden @ self._encoder.w["out.weight"] + self._encoder.w["out.bias"]
        logits -= logits.max(axis=1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
        return [logits[places] for places in rows]


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
    """Indices of the tokens that are read together: whole sentences up to `limit` tokens, without white space.

    A sentence longer than twice the limit is cut.
    """
    chunk: list[int] = []
    for sentence in _sentences(doc):
        if chunk and len(chunk) + len(sentence) > limit:
            yield chunk
            chunk = []
        while len(sentence) > 2 * limit:
            yield sentence[:limit]
            sentence = sentence[limit:]
        chunk += sentence
    if chunk:
        yield chunk


def _sentences(doc: Doc) -> Iterator[list[int]]:
    """Indices of the words of each sentence; read from the arrays, because `doc.sents` is slow."""
    sentence: list[int] = []
    for index, (start, space) in enumerate(doc.to_array([SENT_START, IS_SPACE]).tolist()):
        if start == 1 and sentence:
            yield sentence
            sentence = []
        if not space:
            sentence.append(index)
    yield sentence


def recall(text: list[str], places: list[list[int]], scores: list[Floats]) -> None:
    """Let the mentions of a name in a document agree: what a word is in one sentence counts in the others.

    "Rossi" alone may be anybody; after "il ministro Mario Rossi" three lines above it is a person.

    Args:
        text: the tokens of a document.
        places: the indices of the tokens of each chunk.
        scores: the log-probabilities of the labels of these tokens; changed in place.
    """
    mentions: dict[str, list[tuple[int, int]]] = {}
    for chunk, indices in enumerate(places):
        for row, index in enumerate(indices):
            word = text[index]
            if len(word) >= _RECALL_LETTERS and word[0].isupper():
                mentions.setdefault(word, []).append((chunk, row))
    for same in mentions.values():
        if len(same) < 2:
            continue
        kinds = np.log(np.array([np.exp(scores[chunk][row]) @ _KIND_OF for chunk, row in same]) + 1e-6)
        for (chunk, row), change in zip(same, (kinds.mean(axis=0) - kinds) @ _KIND_OF.T, strict=True):
            scores[chunk][row] += change


class NameTagger:
    """The spaCy component: sets `doc.ents`. Needs sentence boundaries; without them a document is one sentence."""

    def __init__(self, vocab: Vocab, network: NameNetwork | None = None) -> None:
        self.vocab = vocab
        self.network = network

    @cached_property
    def casings(self) -> Casings | None:
        """How words are usually written: as in running text, else as there is a vector; None without weights."""
        if self.network is None:
            return None
        weights = self.network.weights
        return Casings(weights.lists.get("casings", []), weights.vector_words)

    def __call__(self, doc: Doc) -> Doc:
        """Tag one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 8) -> Iterator[Doc]:
        """Tag documents, as many at a time as make a good batch of words; `batch_size` is not needed."""
        for docs in batches(stream):
            yield from self._tag(docs)

    def _tag(self, docs: list[Doc]) -> list[Doc]:
        if self.network is None:
            raise ValueError("the name tagger has no weights; load it with from_disk")
        texts = [[token.text for token in doc] for doc in docs]
        places = [list(chunks(doc)) for doc in docs]
        words = [[text[i] for i in chunk] for text, found in zip(texts, places, strict=True) for chunk in found]
        scores = iter(self.network.scores(words) if words else [])
        for doc, text, found in zip(docs, texts, places, strict=True):
            own = [next(scores) for _ in found]
            recall(text, found, own)
            spans = (_spans(doc, chunk, best_labels(each)) for chunk, each in zip(found, own, strict=True))
            cased = any(map(_has_capital, text))
            doc.set_ents([span for some in spans for span in some if not cased or _may_be_name(span)])
        return docs

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights into the folder `path`."""
        if self.network is None:
            raise ValueError("the name tagger has no weights to write")
        self.network.weights.save(Path(path))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "NameTagger":
        """Read what `to_disk` wrote."""
        self.network = NameNetwork(Weights.load(Path(path)))
        return self


def _may_be_name(span: Span) -> bool:
    """Persons and places have a capital; "l'ucraina" is a woman. Bodies such as "il governo" need none."""
    return span.label_ == "ORG" or _has_capital(span.text)


def _has_capital(text: str) -> bool:
    return any(map(str.isupper, text))


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
