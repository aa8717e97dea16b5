"""The network of `transforms.parsing.network`, able to learn: torch in, numpy weights out."""

import collections
import copy
import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from training.vectors import WordVectors
from transforms.parsing.network import WORD_LETTERS, casing, spellings

IGNORED = -100  # a label that is not known: no loss

Model = TypeVar("Model", bound="Encoder")
Item = TypeVar("Item")

_WORD, _LETTER, _SPELLING, _CASING, _STATIC, _DOMAIN = 48, 24, 48, 8, 72, 8


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that one training needs besides its data.

    Attributes:
        rate: highest learning rate; it rises over the first 15 % of the steps and then falls to nothing.
        average: how slowly the averaged weights follow; they are what is kept.
        hush: share of the words that are hidden from the network in training, so that it reads their context.
        minutes: no epoch begins after so many minutes.
    """

    seed: int = 0
    epochs: int = 10
    hidden: int = 128
    dropout: float = 0.4
    rate: float = 4e-3
    average: float = 0.998
    hush: float = 0.08
    batch_words: int = 1500
    minutes: float = 1e9


def vocabulary_of(words: Iterable[str]) -> tuple[list[str], str]:
    """Words seen three times or more and the 200 commonest letters, words without regard to casing."""
    counts = collections.Counter(word.lower() for word in words)
    kept = [word for word, count in counts.most_common(20_000) if count >= 3]
    letters = collections.Counter(letter for word in counts for letter in word + word.upper())
    return kept, "".join(letter for letter, _ in letters.most_common(200))


class Encoder(nn.Module):
    """Word features and two layers of bidirectional LSTM.

    Args:
        words, letters: what `vocabulary_of` gave.
        domains: how many kinds of text there are; at run time the first one is assumed.
    """

    def __init__(self, words: list[str], letters: str, vectors: WordVectors, domains: int, plan: Plan) -> None:
        super().__init__()
        self.vocabulary, self.letters, self.vectors, self.plan = words, letters, vectors, plan
        self.word_rows = {word: row for row, word in enumerate(words, start=2)}
        self.letter_rows = {letter: row for row, letter in enumerate(letters, start=2)}
        self.vector_rows = {word: row for row, word in enumerate(vectors.words)}
        self.table = torch.from_numpy(vectors.matrix)
        self.words = nn.Embedding(len(words) + 2, _WORD, padding_idx=0)
        self.chars = nn.Embedding(len(letters) + 2, _LETTER, padding_idx=0)
        self.spell = nn.Conv1d(_LETTER, _SPELLING, 3, padding=1)
        self.cases = nn.Embedding(8, _CASING)
        self.domains = nn.Embedding(domains, _DOMAIN)
        self.static = nn.Linear(vectors.matrix.shape[1], _STATIC)
        width = _WORD + _SPELLING + _CASING + _STATIC + _DOMAIN
        self.lstm = nn.LSTM(width, plan.hidden, 2, batch_first=True, bidirectional=True, dropout=plan.dropout)
        self.known: dict[str, tuple[int, list[int], int, int]] = {}

    def look(self, word: str) -> tuple[int, list[int], int, int]:
        """Rows of a word: own embedding, letters, casing, vector (-1 without one)."""
        if word not in self.known:
            codes = [self.letter_rows.get(letter, 1) for letter in word[:WORD_LETTERS]]
            row = next((r for s in spellings(word) if (r := self.vector_rows.get(s)) is not None), -1)
            self.known[word] = (self.word_rows.get(word.lower(), 1), codes, casing(word), row)
        return self.known[word]

    def encode(self, sequences: Sequence[list[str]], domains: list[int], hush: float = 0.0) -> Tensor:
        """Features of each word in its context, sequences x longest x twice the hidden size."""
        longest = max(map(len, sequences))
        shape = (len(sequences), longest)
        own_rows, cases, static, spelled = (np.zeros(shape, dtype=np.int64) for _ in range(4))
        static -= 1
        different: dict[str, int] = {}
        letters: list[list[int]] = [[0]]
        for number, sequence in enumerate(sequences):
            for place, word in enumerate(sequence):
                own, codes, case, vector = self.look(word)
                if hush and random.random() < hush:
                    own = 1
                    vector = -1 if random.random() < 0.5 else vector
                own_rows[number, place], cases[number, place], static[number, place] = own, case, vector
                if word not in different:
                    different[word] = len(letters)
                    letters.append(codes)
                spelled[number, place] = different[word]
        padded = np.zeros((len(letters), WORD_LETTERS), dtype=np.int64)  # as at run time: it takes part in the maximum
        for number, codes in enumerate(letters):
            padded[number, : len(codes)] = codes
        shapes = torch.relu(self.spell(self.chars(torch.from_numpy(padded)).transpose(1, 2))).amax(2)
        places = torch.from_numpy(static)
        fixed = self.table[places.clamp(min=0)] * (places >= 0).unsqueeze(-1)
        domain = self.domains(torch.tensor(domains))[:, None, :].expand(-1, longest, -1)
        features = torch.cat(
            [self.words(torch.from_numpy(own_rows)), shapes[torch.from_numpy(spelled)],
             self.cases(torch.from_numpy(cases)), torch.tanh(self.static(fixed)), domain], dim=-1,
        )  # fmt: skip
        features = functional.dropout(features, self.plan.dropout, self.training)
        lengths = torch.tensor([len(sequence) for sequence in sequences])
        packed = nn.utils.rnn.pack_padded_sequence(features, lengths, batch_first=True, enforce_sorted=False)
        hidden, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return functional.dropout(hidden, self.plan.dropout, self.training)

    def arrays(self, keep_vectors: int | None = None) -> dict[str, NDArray[Any]]:
        """The weights for `transforms.parsing.network.Weights`: the first vectors in 8 bits, all else in 16.

        The domain is fixed to the first one, so its embedding becomes part of the biases.
        """
        state = {name: value.detach().numpy() for name, value in self.state_dict().items()}
        arrays = {
            "words": state["words.weight"],
            "casings": state["cases.weight"],
            "letters": state["chars.weight"],
            "spell.weight": state["spell.weight"].transpose(2, 1, 0).reshape(-1, _SPELLING),
            "spell.bias": state["spell.bias"],
            "static.weight": state["static.weight"].T,
            "static.bias": state["static.bias"],
        }
        for layer in range(2):
            for way, suffix in (("forward", ""), ("backward", "_reverse")):
                into = state[f"lstm.weight_ih_l{layer}{suffix}"]
                bias = state[f"lstm.bias_ih_l{layer}{suffix}"] + state[f"lstm.bias_hh_l{layer}{suffix}"]
                if layer == 0:
                    bias = bias + into[:, -_DOMAIN:] @ state["domains.weight"][0]
                    into = into[:, :-_DOMAIN]
                arrays[f"{layer}.{way}.input"] = _gates(into).T
                arrays[f"{layer}.{way}.state"] = _gates(state[f"lstm.weight_hh_l{layer}{suffix}"]).T
                arrays[f"{layer}.{way}.bias"] = _gates(bias)
        matrix = self.vectors.matrix[:keep_vectors]
        scale = np.abs(matrix).max(axis=0) / 127 + 1e-12
        small = to_16_bits(arrays)
        small["vectors"] = np.round(matrix / scale).astype(np.int8)
        small["vectors_scale"] = scale.astype(np.float32)
        return small


def to_16_bits(arrays: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The same arrays in half the size."""
    return {name: np.ascontiguousarray(array, dtype=np.float16) for name, array in arrays.items()}


def _gates(matrix: NDArray[Any]) -> NDArray[Any]:
    """Torch orders the gates input, forget, new, output; the numpy network has the three logistic ones together."""
    into, forget, new, out = np.split(matrix, 4)
    return np.concatenate([into, forget, out, new])


def train(
    model: Model,
    batches: Callable[[], list[Item]],
    loss_of: Callable[[Model, Item], Tensor],
    report: Callable[[int, float, float, Model], None],
) -> Model:
    """Train a network on batches that are drawn anew for each epoch.

    Args:
        model: the network, as it was made.
        batches: gives the batches of one epoch.
        loss_of: the loss of the network on one batch.
        report: called after each epoch with its number, the mean loss, the seconds so far and the averaged network.

    Returns:
        The network with averaged weights.
    """
    plan = model.plan
    averaged = copy.deepcopy(model)
    steps = len(batches()) * plan.epochs
    optimizer = torch.optim.AdamW(model.parameters(), lr=plan.rate, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, plan.rate, total_steps=int(steps * 1.1) + 50, pct_start=0.15
    )
    began = time.monotonic()
    step = 0
    for epoch in range(plan.epochs):
        if (time.monotonic() - began) / 60 > plan.minutes:
            break
        model.train()
        losses: list[float] = []
        for batch in batches():
            loss = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
            step += 1
            pace = min(plan.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for slow, fast in zip(averaged.parameters(), model.parameters(), strict=True):
                    slow.lerp_(fast, 1 - pace)
        averaged.eval()
        report(epoch, float(np.mean(losses)), time.monotonic() - began, averaged)
    return averaged


def seed_everything(seed: int) -> None:
    """Make a training repeatable."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
