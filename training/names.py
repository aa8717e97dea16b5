"""Train the name tagger: a bidirectional LSTM in torch, exported to the numpy network of `transforms.recogniser`."""

import collections
import copy
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import spacy
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from training.newspapers import NamedSentence
from training.vectors import WordVectors
from transforms.recogniser import LABELS, WORD_LETTERS, Network, casing, spellings
from transforms.tokenizer import add_rules

# Corpora differ in what they call a name; the network is told which one it reads, and at run time always "news".
DOMAINS = ("news", "speeches", "fiction", "encyclopedia", "politics")
IGNORED = -100  # a token whose label is not known


@dataclass(slots=True)
class Tokens:
    """One training sentence: words as our tokenizer cuts them, a label number a word, the corpus it comes from.

    `teacher`, where there is one, holds the label probabilities that other networks give, words x labels.
    """

    words: list[str]
    labels: list[int]
    domain: int
    teacher: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that one training needs besides its data.

    Attributes:
        average: how slowly the averaged weights follow; they are what is kept.
        hush: share of the words that are hidden from the network in training, so that it reads their context.
    """

    seed: int = 0
    epochs: int = 10
    hidden: int = 128
    dropout: float = 0.4
    rate: float = 4e-3
    average: float = 0.998
    hush: float = 0.08
    batch_words: int = 1500
    gold_share: float = 0.3
    sizes: tuple[int, ...] = (1, 1, 2, 4, 6)
    minutes: float = 1e9
    extra: dict[str, float] = field(default_factory=dict[str, float])


def to_tokens(sentences: list[NamedSentence], domain: str) -> list[Tokens]:
    """Cut sentences with our tokenizer and carry the labels over through the character spans."""
    nlp = add_rules(spacy.blank("it"))
    result: list[Tokens] = []
    for sentence in sentences:
        owner: dict[int, int] = {}
        for number, (start, end) in enumerate(sentence.spans):
            for offset in range(start, end):
                owner[offset] = number
        words: list[str] = []
        labels: list[int] = []
        for token in nlp.make_doc(sentence.text):
            if token.is_space:
                continue
            number = owner.get(token.idx, -1)
            tag = sentence.tags[number] if number >= 0 else "O"
            if tag.startswith("B-") and token.idx > sentence.spans[number][0]:
                tag = "I-" + tag[2:]
            words.append(token.text)
            labels.append(IGNORED if tag == "?" else LABELS.index(tag))
        if words:
            result.append(Tokens(words, labels, DOMAINS.index(domain)))
    return result


class Tagger(nn.Module):
    """The same network as `transforms.recogniser.Network`, able to learn."""

    def __init__(self, words: list[str], letters: str, vectors: WordVectors, plan: Plan) -> None:
        super().__init__()
        self.vocabulary, self.letters, self.vectors, self.plan = words, letters, vectors, plan
        self.word_rows = {word: row for row, word in enumerate(words, start=2)}
        self.letter_rows = {letter: row for row, letter in enumerate(letters, start=2)}
        self.vector_rows = {word: row for row, word in enumerate(vectors.words)}
        self.table = torch.from_numpy(vectors.matrix)
        self.words = nn.Embedding(len(words) + 2, 48, padding_idx=0)
        self.chars = nn.Embedding(len(letters) + 2, 24, padding_idx=0)
        self.spell = nn.Conv1d(24, 48, 3, padding=1)
        self.cases = nn.Embedding(8, 8)
        self.domains = nn.Embedding(len(DOMAINS), 8)
        self.static = nn.Linear(vectors.matrix.shape[1], 72)
        self.lstm = nn.LSTM(
            48 + 48 + 8 + 72 + 8, plan.hidden, 2, batch_first=True, bidirectional=True, dropout=plan.dropout
        )
        self.out = nn.Linear(2 * plan.hidden, len(LABELS))
        self.known: dict[str, tuple[int, list[int], int, int]] = {}

    def look(self, word: str) -> tuple[int, list[int], int, int]:
        """Rows of a word: own embedding, letters, casing, vector (-1 without one)."""
        if word not in self.known:
            codes = [self.letter_rows.get(letter, 1) for letter in word[:WORD_LETTERS]]
            row = next((r for s in spellings(word) if (r := self.vector_rows.get(s)) is not None), -1)
            self.known[word] = (self.word_rows.get(word.lower(), 1), codes, casing(word), row)
        return self.known[word]

    def forward(self, sequences: list[list[str]], domains: list[int], hush: float = 0.0) -> Tensor:
        """Scores, sequences x longest x labels."""
        longest = max(map(len, sequences))
        shape = (len(sequences), longest)
        rows = np.zeros(shape, dtype=np.int64)
        cases = np.zeros(shape, dtype=np.int64)
        static = np.full(shape, -1, dtype=np.int64)
        spelled = np.zeros(shape, dtype=np.int64)
        different: dict[str, int] = {}
        spellings_: list[list[int]] = [[0]]
        for number, sequence in enumerate(sequences):
            for place, word in enumerate(sequence):
                own, codes, case, vector = self.look(word)
                if hush and random.random() < hush:
                    own = 1
                    vector = -1 if random.random() < 0.5 else vector
                rows[number, place], cases[number, place], static[number, place] = own, case, vector
                if word not in different:
                    different[word] = len(spellings_)
                    spellings_.append(codes)
                spelled[number, place] = different[word]
        widest = max(3, max(map(len, spellings_)))
        codes_ = np.zeros((len(spellings_), widest), dtype=np.int64)
        for number, codes in enumerate(spellings_):
            codes_[number, : len(codes)] = codes
        letters = torch.relu(self.spell(self.chars(torch.from_numpy(codes_)).transpose(1, 2))).amax(2)
        places = torch.from_numpy(static)
        known = (places >= 0).unsqueeze(-1)
        fixed = torch.tanh(self.static(self.table[places.clamp(min=0)] * known))
        domain = self.domains(torch.tensor(domains))[:, None, :].expand(-1, longest, -1)
        features = torch.cat(
            [self.words(torch.from_numpy(rows)), letters[torch.from_numpy(spelled)],
             self.cases(torch.from_numpy(cases)), fixed, domain], dim=-1,
        )  # fmt: skip
        features = functional.dropout(features, self.plan.dropout, self.training)
        lengths = torch.tensor([len(sequence) for sequence in sequences])
        packed = nn.utils.rnn.pack_padded_sequence(features, lengths, batch_first=True, enforce_sorted=False)
        hidden, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return self.out(functional.dropout(hidden, self.plan.dropout, self.training))

    def export(self, keep_vectors: int | None = None) -> Network:
        """The numpy network: the first `keep_vectors` vectors in 8 bits, all else in 16.

        The domain is fixed to news, so its embedding becomes part of the biases.
        """
        state = {name: value.detach().numpy() for name, value in self.state_dict().items()}
        news = state["domains.weight"][0]
        weights: dict[str, NDArray[np.generic]] = {
            "words": state["words.weight"],
            "casings": state["cases.weight"],
            "letters": state["chars.weight"],
            "spell.weight": state["spell.weight"].transpose(2, 1, 0).reshape(-1, 48),
            "spell.bias": state["spell.bias"],
            "static.weight": state["static.weight"].T,
            "static.bias": state["static.bias"],
            "out.weight": state["out.weight"].T,
            "out.bias": state["out.bias"],
        }
        for layer in range(2):
            for way, suffix in (("forward", ""), ("backward", "_reverse")):
                into = state[f"lstm.weight_ih_l{layer}{suffix}"]
                bias = state[f"lstm.bias_ih_l{layer}{suffix}"] + state[f"lstm.bias_hh_l{layer}{suffix}"]
                if layer == 0:
                    bias = bias + into[:, -8:] @ news
                    into = into[:, :-8]
                weights[f"{layer}.{way}.input"] = _gates(into).T
                weights[f"{layer}.{way}.state"] = _gates(state[f"lstm.weight_hh_l{layer}{suffix}"]).T
                weights[f"{layer}.{way}.bias"] = _gates(bias)
        weights = {name: np.ascontiguousarray(array, dtype=np.float16) for name, array in weights.items()}
        matrix = self.vectors.matrix[:keep_vectors]
        scale = np.abs(matrix).max(axis=0) / 127 + 1e-12
        weights["vectors"] = np.round(matrix / scale).astype(np.int8)
        weights["vectors_scale"] = scale.astype(np.float32)
        return Network(weights, self.vocabulary, self.letters, self.vectors.words[:keep_vectors])


def _gates(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Torch orders the gates input, forget, new, output; we keep the three logistic ones side by side."""
    i, f, g, o = np.split(matrix, 4)
    return np.concatenate([i, f, o, g])


def vocabulary_of(corpus: list[Tokens]) -> tuple[list[str], str]:
    """Words seen three times or more and the 200 commonest letters, both without regard to casing."""
    counts = collections.Counter(word.lower() for tokens in corpus for word in tokens.words)
    words = [word for word, count in counts.most_common(20_000) if count >= 3]
    letters = collections.Counter(letter for word in counts for letter in word + word.upper())
    return words, "".join(letter for letter, _ in letters.most_common(200))


Batch = list[Tokens]


def batches(corpora: list[list[Tokens]], plan: Plan) -> Iterator[Batch]:
    """The corpora once, in random order: neighbouring sentences joined as often as not, texts of like length together."""
    texts: list[Tokens] = []
    for corpus in corpora:
        start = random.randint(-3, 0)  # so that sentences meet other neighbours in each epoch
        while start < len(corpus):
            size = random.choice(plan.sizes)
            group = corpus[max(start, 0) : start + size]
            start += size
            if group:
                texts.append(_join(group))
    texts.sort(key=lambda text: len(text.words) + random.random() * 8)
    made: list[Batch] = []
    batch: Batch = []
    for text in texts:
        batch.append(text)
        if len(batch) * len(text.words) >= plan.batch_words:
            made.append(batch)
            batch = []
    if batch:
        made.append(batch)
    random.shuffle(made)
    yield from made


def _join(group: list[Tokens], limit: int = 250) -> Tokens:
    words = [word for tokens in group for word in tokens.words][:limit]
    labels = [label for tokens in group for label in tokens.labels][:limit]
    teacher = None
    if group[0].teacher is not None:
        teacher = np.concatenate([tokens.teacher for tokens in group if tokens.teacher is not None])[:limit]
    return Tokens(words, labels, group[0].domain, teacher)


def loss_of(tagger: Tagger, batch: Batch, plan: Plan) -> Tensor:
    """Cross-entropy against the gold labels, the teachers' probabilities, or a mixture where there are both."""
    scores = tagger([text.words for text in batch], [text.domain for text in batch], plan.hush)
    gold = torch.full(scores.shape[:2], IGNORED)
    for number, text in enumerate(batch):
        gold[number, : len(text.labels)] = torch.tensor(text.labels)
    flat = scores.reshape(-1, len(LABELS))
    known = gold.reshape(-1) != IGNORED
    if not any(text.teacher is not None for text in batch):
        return functional.cross_entropy(flat, gold.reshape(-1), ignore_index=IGNORED, label_smoothing=0.02)
    target = torch.zeros(scores.shape)
    for number, text in enumerate(batch):
        if text.teacher is not None:
            target[number, : len(text.teacher)] = torch.from_numpy(text.teacher)
    target = target.reshape(-1, len(LABELS))
    taught = target.sum(1) > 0
    hard = functional.one_hot(gold.reshape(-1).clamp(min=0), len(LABELS)).float()
    share = torch.where(known, plan.gold_share, 0.0).unsqueeze(1)
    share = torch.where(taught.unsqueeze(1), share, known.float().unsqueeze(1))
    mixed = share * hard + (1 - share) * target
    weight = (known | taught).float()
    losses = -(mixed * functional.log_softmax(flat, dim=-1)).sum(1)
    return (losses * weight).sum() / weight.sum()


def train_tagger(
    corpora: list[list[Tokens]],
    vectors: WordVectors,
    plan: Plan,
    report: Callable[[int, float, float, Tagger], None],
) -> Tagger:
    """Train one network.

    Args:
        corpora: lists of sentences in the order of their texts; a corpus given twice counts double.
        report: called after each epoch with its number, the mean loss, the seconds so far and the averaged network.

    Returns:
        The network with averaged weights.
    """
    random.seed(plan.seed)
    np.random.seed(plan.seed)
    torch.manual_seed(plan.seed)
    words, letters = vocabulary_of([tokens for corpus in corpora for tokens in corpus])
    tagger = Tagger(words, letters, vectors, plan)
    averaged = copy.deepcopy(tagger)
    steps = len(list(batches(corpora, plan))) * plan.epochs
    optimizer = torch.optim.AdamW(tagger.parameters(), lr=plan.rate, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, plan.rate, total_steps=int(steps * 1.1) + 50, pct_start=0.15
    )
    began = time.monotonic()
    step = 0
    for epoch in range(plan.epochs):
        tagger.train()
        losses: list[float] = []
        for batch in batches(corpora, plan):
            loss = loss_of(tagger, batch, plan)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
            step += 1
            pace = min(plan.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for slow, fast in zip(averaged.parameters(), tagger.parameters(), strict=True):
                    slow.lerp_(fast, 1 - pace)
        averaged.eval()
        report(epoch, float(np.mean(losses)), time.monotonic() - began, averaged)
        if (time.monotonic() - began) / 60 > plan.minutes:
            break
    return averaged
