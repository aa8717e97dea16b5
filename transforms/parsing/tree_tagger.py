"""Parts of speech, lemmas, sentences and dependency trees: a spaCy component on the network of `parsing.network`.

Each word chooses the word it hangs on (Dozat & Manning 2017, "Deep biaffine attention for neural dependency parsing");
where the choices make a circle, the best tree without one is found (Chu & Liu 1965, Edmonds 1967).
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IS_SPACE, LEMMA, MORPH, POS, SENT_START
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from transforms.parsing.network import Encoder, Floats, Rows, Weights, batches
from transforms.parsing.passives import passive_labels

GRAMMAR = "italian_grammar"
MAX_TOKENS = 250  # of a sentence; the cost of a tree grows with the square of its words
# So many lemma rules are tried on a word without an entry, and a lemma that some other word has is worth so much more.
_LEMMA_CHOICES = 6
_KNOWN_LEMMA = 4.0
_SAME_LEMMA = frozenset(["PUNCT", "SYM", "NUM"])
_OPENING = frozenset("«“„\"'")
#: Forms that the network did not learn: the apostrophe for an accent, as agencies write it.
_AS_LEARNED = {"E'": "È", "E’": "È"}
_INFINITIVE = re.compile(r".*(?:[aei]re|rre|[aei]rsi|rsi)$")


def apply_rule(form: str, rule: str) -> str:
    """The lemma that a rule makes of a form.

    Rules: "=" the form as it is, else a number of last letters to strip and, after "+", what to put there; the form is
    put into lower case first.

    >>> apply_rule("Parlavano", "4+re")
    'parlare'
    """
    if rule == "=":
        return form
    strip, _, add = rule.partition("+")
    lower = form.lower()
    return lower[: max(0, len(lower) - int(strip))] + add


def needed_score(before: str, word: str) -> float:
    """From which score on `word` begins a sentence, where the rules leave it open (0: even chances).

    They mostly leave open what is a boundary; less so behind an abbreviation and before what somebody says.
    """
    if before.endswith(".") and len(before) > 1:
        return 0.0
    return -3.0 if word in _OPENING else -4.0


class GrammarNetwork:
    """Runs the network over words; knows nothing of spaCy.

    Attributes:
        tags: "POS" or "POS|Feature=Value|…" for each tag number.
        deps: dependency labels; the first one is ROOT.
    """

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._encoder = Encoder(weights)
        self.tags = weights.lists["tags"]
        self.deps = weights.lists["deps"]
        self._rules = weights.lists["lemma_rules"]
        self._poses = [tag.partition("|")[0] for tag in self.tags]
        pairs = (line.split("\t") for line in weights.lists["lemmas"])
        self._lemmas = {(form, pos): lemma for form, pos, lemma in pairs}
        self._known = {(lemma, pos) for (_, pos), lemma in self._lemmas.items()}

    def read(self, sequences: list[list[str]]) -> "Readings":
        """Run the network over sequences of words, none of them empty."""
        hidden, rows = self._encoder.encode(sequences)
        return Readings(self, hidden, rows)

    def layer(self, name: str, rows: Floats) -> Floats:
        """One linear layer."""
        return rows @ self._encoder.w[f"{name}.weight"] + self._encoder.w[f"{name}.bias"]

    def array(self, name: str) -> Floats:
        """One array of weights."""
        return self._encoder.w[name]

    def lemmas(self, forms: list[str], tags: list[int], shared: Floats) -> list[str]:
        """The lemma of each form with its tag: from the dictionary, else by rule.

        Args:
            forms: the words as written.
            tags: their tag numbers.
            shared: what the rules are chosen by, forms x features.
        """
        found = [self._lemmas.get((form.lower(), self._poses[tag])) for form, tag in zip(forms, tags, strict=True)]
        new = [
            place
            for place, (lemma, tag) in enumerate(zip(found, tags, strict=True))
            if lemma is None and self._poses[tag] not in _SAME_LEMMA
        ]
        lemmas = [form if lemma is None else lemma for form, lemma in zip(forms, found, strict=True)]
        if new:
            scores = self.layer("lemma", shared[new])
            best = np.argpartition(-scores, _LEMMA_CHOICES, axis=1)[:, :_LEMMA_CHOICES]
            for place, rules, each in zip(new, best.tolist(), scores, strict=True):
                lemmas[place] = self._by_rule(forms[place], self._poses[tags[place]], rules, each)
        return lemmas

    def _by_rule(self, form: str, pos: str, rules: list[int], scores: Floats) -> str:
        best, best_score = form, -np.inf
        for rule in rules:
            lemma = apply_rule(form, self._rules[rule])
            score = float(scores[rule])
            if (lemma, pos) in self._known:
                score += _KNOWN_LEMMA
            if pos in ("VERB", "AUX") and not _INFINITIVE.fullmatch(lemma):
                score -= 4  # "crescare" may be wrong, but "cresc" is no verb at all
            if lemma and score > best_score:
                best, best_score = lemma, score
        return best


class Readings:
    """What the network says about a batch of sequences; `rows[i]` are the rows of sequence i."""

    def __init__(self, network: GrammarNetwork, hidden: Floats, rows: list[Rows]) -> None:
        self.network = network
        self.rows = rows
        shared = np.maximum(network.layer("shared", hidden), 0)
        self.tags: Rows = network.layer("tag", shared).argmax(axis=1)
        self.shared = shared
        self.starts: Floats = network.layer("start", hidden)[:, 0]
        self.heads_seen = np.maximum(network.layer("head", hidden), 0)
        self.seeking = np.maximum(network.layer("seek", hidden), 0) @ network.array("arc")
        self.label_head = network.layer("label_head", hidden)
        self.label_seek = network.layer("label_seek", hidden)

    def tree(self, rows: Rows) -> Rows:
        """The head of each word of one sentence, as places in the sentence; the root is its own head."""
        size = len(rows)
        if size == 1:
            return np.zeros(1, dtype=np.int64)
        heads = self.heads_seen[rows]
        scores: Floats = self.seeking[rows] @ heads.T
        scores += heads @ self.network.array("arc_bias")
        np.fill_diagonal(scores, -1e9)
        to_root = self.seeking[rows] @ self.network.array("root") + self.network.array("root_bias")
        root = int((to_root - scores.max(axis=1)).argmax())
        scores[root] = -1e9
        scores[root, root] = 1e9
        return best_tree(scores, root)

    def labels(self, rows: Rows, heads: Rows) -> Rows:
        """Label numbers of words that hang on the words of the rows `heads`; a word on itself is a root."""
        hidden = np.maximum(self.label_seek[rows] + self.label_head[heads], 0)
        scores = self.network.layer("label", hidden)
        scores[:, 0] = -np.inf
        labels: Rows = scores.argmax(axis=1)
        labels[rows == heads] = 0
        return labels


def best_tree(scores: Floats, root: int) -> Rows:
    """The tree with the highest sum of `scores[word, head]`; the root hangs on itself."""
    heads: Rows = scores.argmax(axis=1)
    heads[root] = root
    circle = _circle(heads)
    if circle is None:
        return heads
    # Shrink the circle to one word, find the best tree there, and open the circle where that tree enters it.
    inside = np.zeros(len(scores), dtype=bool)
    inside[circle] = True
    rest = np.flatnonzero(~inside)
    kept = scores[circle, heads[circle]]
    small = np.full((len(rest) + 1, len(rest) + 1), -1e9, dtype=scores.dtype)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    leaving = scores[np.ix_(rest, circle)]
    small[:-1, -1] = leaving.max(axis=1)
    entering = scores[np.ix_(circle, rest)] - kept[:, None]
    small[-1, :-1] = entering.max(axis=0)
    small_root = int(np.flatnonzero(rest == root)[0])
    small_heads = best_tree(small, small_root)
    result = heads.copy()
    for place, word in enumerate(rest):
        head = int(small_heads[place])
        result[word] = circle[int(leaving[place].argmax())] if head == len(rest) else rest[head]
    entry = int(small_heads[-1])
    opened = int(entering[:, entry].argmax())
    result[circle[opened]] = rest[entry]
    result[root] = root
    return result


def _circle(heads: Rows) -> Rows | None:
    """The words of one circle among the heads, or None; a word on itself is no circle."""
    far = heads
    for _ in range(max(1, int(np.ceil(np.log2(len(heads)))))):
        far = far[far]
    lost = np.flatnonzero(heads[far] != far)
    if not len(lost):
        return None
    start = int(far[lost[0]])
    circle = [start]
    while (following := int(heads[circle[-1]])) != start:
        circle.append(following)
    return np.array(circle)


class Grammar:
    """The spaCy component: sets part of speech, features, lemma, head and label of each token, and the sentences.

    It keeps the sentence boundaries that are already decided, and decides the others.
    """

    def __init__(self, vocab: Vocab, network: GrammarNetwork | None = None) -> None:
        self.vocab = vocab
        self.network = network
        self._tags: NDArray[np.uint64] = np.zeros((0, 2), dtype=np.uint64)
        self._deps: NDArray[np.uint64] = np.zeros(0, dtype=np.uint64)

    def __call__(self, doc: Doc) -> Doc:
        """Parse one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 8) -> Iterator[Doc]:
        """Parse documents, as many at a time as make a good batch of words; `batch_size` is not needed."""
        for docs in batches(stream):
            yield from self._parse(docs)

    def _parse(self, docs: list[Doc]) -> list[Doc]:
        if self.network is None:
            raise ValueError("the grammar has no weights; load it with from_disk")
        if not len(self._deps):
            self._intern(self.network)
        owners: list[Doc] = []
        places: list[Rows] = []
        words: list[list[str]] = []
        for doc in docs:
            text = [_AS_LEARNED.get(token.text, token.text) for token in doc]
            for stretch in _stretches(doc):
                owners.append(doc)
                places.append(np.array(stretch))
                words.append([text[index] for index in stretch])
        if not words:
            return docs
        readings = self.network.read(words)
        by_doc: dict[int, list[tuple[Rows, Rows, list[str]]]] = {}
        for doc, indices, rows, forms in zip(owners, places, readings.rows, words, strict=True):
            by_doc.setdefault(id(doc), []).append((indices, rows, forms))
        for doc in docs:
            if id(doc) in by_doc:
                self._annotate(doc, readings, by_doc[id(doc)])
        return docs

    def _intern(self, network: GrammarNetwork) -> None:
        strings = self.vocab.strings
        tags: list[tuple[int, int]] = []
        for tag in network.tags:
            pos, _, features = tag.partition("|")
            tags.append((POS_IDS[pos], self.vocab.morphology.add(features)))
        self._tags = np.array(tags, dtype=np.uint64)
        self._deps = np.array([strings.add(dep) for dep in network.deps], dtype=np.uint64)

    def _annotate(self, doc: Doc, readings: Readings, stretches: list[tuple[Rows, Rows, list[str]]]) -> None:
        assert self.network is not None
        size = len(doc)
        decided = doc.to_array(SENT_START).astype(np.int64)
        ruled = bool((decided < 0).any())  # without the rules in front, every boundary is open
        heads = np.arange(size)
        labels = np.zeros(size, dtype=np.int64)
        tags = np.zeros(size, dtype=np.int64)
        lemmas = np.zeros(size, dtype=np.uint64)
        is_word = np.zeros(size, dtype=bool)
        begins = np.zeros(size, dtype=bool)
        for indices, rows, forms in stretches:
            flags = decided[indices]
            starts = flags == 1
            starts[0] = True
            for place in np.flatnonzero(flags == 0).tolist():
                if place:
                    needed = needed_score(forms[place - 1], forms[place]) if ruled else 0.0
                    starts[place] = readings.starts[rows[place]] > needed
            bounds = [*np.flatnonzero(starts).tolist(), len(rows)]
            for begin, end in pairwise(bounds):
                sentence = indices[begin:end]
                heads[sentence] = sentence[readings.tree(rows[begin:end])]
                begins[sentence[0]] = True
            row_of = dict(zip(indices.tolist(), rows.tolist(), strict=True))
            head_rows = np.array([row_of[head] for head in heads[indices].tolist()])
            labels[indices] = readings.labels(rows, head_rows)
            tags[indices] = readings.tags[rows]
            is_word[indices] = True
        places = np.concatenate([indices for indices, _, _ in stretches])
        forms_of_all = [form for _, _, forms in stretches for form in forms]
        shared = readings.shared[np.concatenate([rows for _, rows, _ in stretches])]
        add = self.vocab.strings.add
        found_lemmas = self.network.lemmas(forms_of_all, tags[places].tolist(), shared)
        lemmas[places] = [add(lemma) for lemma in found_lemmas]
        self._tell_passives(labels, heads, tags, places, forms_of_all, found_lemmas)
        values = np.empty((size, 5), dtype=np.uint64)
        values[:, :2] = self._tags[tags]
        values[:, 2] = lemmas
        values[:, 4] = self._deps[labels]
        # White space hangs on the word before it, or after it where there is none.
        last = np.maximum.accumulate(np.where(is_word, np.arange(size), -1))
        first = int(np.flatnonzero(is_word)[0])
        spaces = np.flatnonzero(~is_word)
        if len(spaces):
            heads[spaces] = np.where(last[spaces] >= 0, last[spaces], first)
            values[spaces, 0] = POS_IDS["SPACE"]
            values[spaces, 1] = self.vocab.morphology.add("")
            values[spaces, 2] = [self.vocab.strings.add(doc[index].text) for index in spaces.tolist()]
            values[spaces, 4] = self.vocab.strings.add("dep")
        values[:, 3] = (heads - np.arange(size)).astype(np.int64).view(np.uint64)
        doc.from_array([POS, MORPH, LEMMA, HEAD, DEP], values)

    def _tell_passives(
        self, labels: Rows, heads: Rows, tags: Rows, places: Rows, forms: list[str], lemmas: list[str]
    ) -> None:
        """Tell more exactly what the forms of passives tell; changes `labels`."""
        assert self.network is not None
        order = np.argsort(places)
        at = places[order]
        row_of = np.zeros(len(labels), dtype=np.int64)
        row_of[at] = np.arange(len(at))
        told = passive_labels(
            [forms[row].lower() for row in order],
            [self.network.tags[tag] for tag in tags[at].tolist()],
            [lemmas[row] for row in order],
            row_of[heads[at]].tolist(),
            [self.network.deps[label] for label in labels[at].tolist()],
        )
        for row, label in told.items():
            if label in self.network.deps:
                labels[at[row]] = self.network.deps.index(label)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights into the folder `path`."""
        if self.network is None:
            raise ValueError("the grammar has no weights to write")
        self.network.weights.save(Path(path))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "Grammar":
        """Read what `to_disk` wrote."""
        self.network = GrammarNetwork(Weights.load(Path(path)))
        return self


def _stretches(doc: Doc) -> Iterator[list[int]]:
    """Indices of the words between boundaries that are already decided, at most `MAX_TOKENS` at a time."""
    words: list[int] = []
    for index, (start, space) in enumerate(doc.to_array([SENT_START, IS_SPACE]).tolist()):
        if words and (start == 1 or len(words) == MAX_TOKENS):
            yield words
            words = []
        if not space:
            words.append(index)
    if words:
        yield words


@Language.factory(
    GRAMMAR, assigns=["token.pos", "token.morph", "token.lemma", "token.head", "token.dep", "token.is_sent_start"]
)
def make_grammar(nlp: Language, name: str) -> Grammar:
    """What spaCy calls to build the component; the weights come with `from_disk`."""
    return Grammar(nlp.vocab)
