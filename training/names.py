"""Train the name tagger, exported to `transforms.parsing.name_tagger`; teach one network what several others say."""

import copy
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import spacy
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import IGNORED, Encoder, Plan, seed_everything, to_16_bits, train, vocabulary_of
from training.newspapers import NamedSentence
from training.vectors import WordVectors
from transforms.parsing.name_tagger import LABELS, NameNetwork
from transforms.parsing.network import Weights
from transforms.parsing.tokenizer import add_rules

# How many neighbouring sentences make one training text.
_TOGETHER = (1, 1, 2, 4, 6)
_LONGEST = 250
# Share of the gold label where a teacher speaks too.
_GOLD = 0.3


@dataclass(frozen=True, slots=True)
class Tokens:
    """One training sentence, cut by our tokenizer.

    Attributes:
        labels: a label number a word, `IGNORED` where it is not known.
        taught: label probabilities that other networks give, words x labels; None without a teacher.
    """

    words: list[str]
    labels: list[int]
    taught: NDArray[np.float32] | None = None


def to_tokens(sentences: Iterable[NamedSentence]) -> list[Tokens]:
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
            result.append(Tokens(words, labels))
    return result


def plain_tokens(lines: Iterable[str]) -> list[Tokens]:
    """Sentences without marks, cut by our tokenizer."""
    nlp = add_rules(spacy.blank("it"))
    cut = ([token.text for token in doc if not token.is_space] for doc in nlp.pipe(lines))
    return [Tokens(words, [IGNORED] * len(words)) for words in cut if words]


class Tagger(Encoder):
    """The same network as `transforms.parsing.name_tagger.NameNetwork`, able to learn."""

    def __init__(self, words: list[str], letters: str, vectors: WordVectors, plan: Plan) -> None:
        super().__init__(words, letters, vectors, 1, plan)
        self.out = nn.Linear(2 * plan.hidden, len(LABELS))

    def export(self, casings: list[str] | None = None, keep_vectors: int | None = None) -> NameNetwork:
        """The numpy network.

        Args:
            casings: what `training.vectors.usual_words` gave; needed by the network that is shipped.
            keep_vectors: how many vectors to keep, the most useful ones; None for all.
        """
        out = {
            "out.weight": self.out.weight.detach().numpy().T,
            "out.bias": self.out.bias.detach().numpy(),
        }
        arrays = self.arrays(keep_vectors) | to_16_bits(out)
        words = self.vectors.words[:keep_vectors]
        return NameNetwork(Weights(arrays, self.vocabulary, self.letters, words, {"casings": casings or []}))


Batch = list[Tokens]


def batches(corpora: list[list[Tokens]], batch_words: int) -> list[Batch]:
    """The corpora once, in random order: neighbouring sentences joined, texts of like length together."""
    texts: list[Tokens] = []
    for corpus in corpora:
        start = random.randint(-3, 0)  # so that sentences meet other neighbours in each epoch
        while start < len(corpus):
            size = random.choice(_TOGETHER)
            group = corpus[max(start, 0) : start + size] if start + size > 0 else []
            start += size
            if group:
                texts.append(_join(group))
    texts.sort(key=lambda text: len(text.words) + random.random() * 8)
    made: list[Batch] = []
    batch: Batch = []
    for text in texts:
        batch.append(text)
        if len(batch) * len(text.words) >= batch_words:
            made.append(batch)
            batch = []
    if batch:
        made.append(batch)
    random.shuffle(made)
    return made


def _join(group: list[Tokens]) -> Tokens:
    words = [word for tokens in group for word in tokens.words][:_LONGEST]
    labels = [label for tokens in group for label in tokens.labels][:_LONGEST]
    taught = [tokens.taught for tokens in group if tokens.taught is not None]
    together = np.concatenate(taught)[:_LONGEST] if len(taught) == len(group) else None
    return Tokens(words, labels, together)


def loss_of(tagger: Tagger, batch: Batch) -> Tensor:
    """Cross-entropy against the gold labels, the teachers' probabilities, or a mixture where there are both."""
    hidden = tagger.encode([text.words for text in batch], [0] * len(batch), tagger.plan.hush)
    scores = tagger.out(hidden)
    gold = torch.full(scores.shape[:2], IGNORED)
    for number, text in enumerate(batch):
        gold[number, : len(text.labels)] = torch.tensor(text.labels)
    if all(text.taught is None for text in batch):
        return functional.cross_entropy(
            scores.reshape(-1, len(LABELS)), gold.reshape(-1), ignore_index=IGNORED, label_smoothing=0.02
        )
    target = torch.zeros(scores.shape)
    for number, text in enumerate(batch):
        if text.taught is not None:
            target[number, : len(text.taught)] = torch.from_numpy(text.taught)
    known = gold != IGNORED
    taught = target.sum(2) > 0
    share = torch.where(known, torch.where(taught, _GOLD, 1.0), 0.0).unsqueeze(2)
    hard = functional.one_hot(gold.clamp(min=0), len(LABELS)).float()
    mixed = share * hard + (1 - share) * target
    counts = (known | taught).float()
    losses = -(mixed * functional.log_softmax(scores, dim=-1)).sum(2)
    return (losses * counts).sum() / counts.sum()


def train_tagger(
    corpora: list[list[Tokens]],
    vectors: WordVectors,
    plan: Plan,
    report: Callable[[int, float, float, Tagger], None],
) -> Tagger:
    """Train one network on corpora, each in the order of its texts; `report` is called after each epoch."""
    seed_everything(plan.seed)
    words, letters = vocabulary_of(word for corpus in corpora for tokens in corpus for word in tokens.words)
    tagger = Tagger(words, letters, vectors, plan)
    return train(tagger, lambda: batches(corpora, plan.batch_words), loss_of, report)


def teach(corpora: list[list[Tokens]], teachers: list[NameNetwork], together: int = 4) -> list[list[Tokens]]:
    """The same corpora with the mean of what the teachers say about each word."""
    taught: list[list[Tokens]] = []
    for corpus in corpora:
        items: list[Tokens] = []
        for start in range(0, len(corpus), 32 * together):
            block = corpus[start : start + 32 * together]
            groups = [block[first : first + together] for first in range(0, len(block), together)]
            texts = [[word for tokens in group for word in tokens.words] for group in groups]
            answers = [teacher.scores(texts) for teacher in teachers]
            for number, group in enumerate(groups):
                mean = np.mean([np.exp(answer[number]) for answer in answers], axis=0)
                offset = 0
                for tokens in group:
                    part = mean[offset : offset + len(tokens.words)].astype(np.float32)
                    items.append(replace(tokens, taught=part))
                    offset += len(tokens.words)
        taught.append(items)
    return taught


def continue_tagger(
    tagger: Tagger,
    corpora: list[list[Tokens]],
    plan: Plan,
    report: Callable[[int, float, float, Tagger], None],
) -> Tagger:
    """Train a copy of a trained network further, by another plan; the size of the network stays."""
    seed_everything(plan.seed)
    copied = Tagger(tagger.vocabulary, tagger.letters, tagger.vectors, replace(plan, hidden=tagger.plan.hidden))
    copied.load_state_dict(tagger.state_dict())
    return train(copied, lambda: batches(corpora, plan.batch_words), loss_of, report)


def blend(one: Tagger, other: Tagger) -> Tagger:
    """The network half-way between two of which one was trained on from the other; often better than either.

    Wortsman et al. 2022, "Model soups".
    """
    mixed = copy.deepcopy(one)
    with torch.no_grad():
        for mine, theirs in zip(mixed.parameters(), other.parameters(), strict=True):
            mine.lerp_(theirs, 0.5)
    return mixed
