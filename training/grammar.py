"""Train the grammar: tags, lemmas, sentence boundaries and trees on one LSTM, exported to `parsing.tree_tagger`."""

import collections
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

import numpy as np
import spacy
import torch
from numpy.typing import NDArray
from spacy.tokens import Doc
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import IGNORED, Encoder, Plan, seed_everything, to_16_bits, train, vocabulary_of
from training.lexicon import Lexicon
from training.treebanks import UNSURE, UNTOLD, Tree, Word
from training.vectors import WordVectors
from transforms.parsing.network import Weights
from transforms.parsing.sentences import sentence_starts
from transforms.parsing.tree_tagger import GrammarNetwork, apply_rule

# Treebanks differ in small habits that no rule brings together; the network is told which one it reads. Half of the
# texts, those that a network labelled, and every text at run time pass for any of them.
DOMAINS = ("any", "markit", "pud", "parlamint", "twittiro", "thvalico", "wikinews")
#: How often a sentence of a treebank is seen in an epoch: at run time news are read, no tweets nor learners' essays.
_SHARES = {"twittiro": 0.5, "thvalico": 0.5, "wikinews": 3.0, "any": 0.5}
# A tweet is one tree, however many sentences it has: it teaches nothing about where they end.
_NO_BOUNDARIES = frozenset({DOMAINS.index("twittiro")})
# Words of the dictionary in one epoch, and how many of all its words make a rule of lemmas usual.
_LEXICON_WORDS, _USUAL_RULE = 12_000, 200
_TAG_WIDTH, _ARC_WIDTH, _LABEL_WIDTH = 128, 128, 96


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between two boundaries that the sentence rules are sure of: mostly one sentence, sometimes more.

    Attributes:
        heads: place of the head in the stretch; its own place for a root.
        sentence: number of the sentence, for each word.
    """

    words: list[str]
    tags: list[int]
    rules: list[int]
    heads: list[int]
    deps: list[int]
    sentence: list[int]
    domain: int


def lemma_rule(form: str, lemma: str) -> str:
    """The rule that turns a form into its lemma, see `transforms.parsing.tree_tagger.apply_rule`.

    >>> lemma_rule("Parlavano", "parlare"), lemma_rule("Roma", "Roma")
    ('4+re', '=')
    """
    lower = form.lower()
    same = 0
    while same < min(len(lower), len(lemma)) and lower[same] == lemma[same]:
        same += 1
    if form == lemma and form != lower:
        return "="
    return f"{len(lower) - same}+{lemma[same:]}"


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of all heads of the network, and the dictionary of lemmas."""

    tags: list[str]
    deps: list[str]
    rules: list[str]
    lemmas: list[str]


def collect_labels(trees: list[Tree], lexicon: Lexicon) -> Labels:
    """What the training trees know, and the usual rules of a dictionary."""
    words = [word for tree in trees for word in tree.words]
    tags = sorted({_tag(word) for word in words})
    deps = ["ROOT", *sorted({word.dep for word in words} - {"ROOT", UNSURE})]
    rules = collections.Counter(lemma_rule(word.form, word.lemma) for word in words)
    forms: dict[tuple[str, str], collections.Counter[str]] = {}
    for word in words:
        if word.pos not in ("PROPN", "PUNCT", "X", "SYM", "NUM"):
            forms.setdefault((word.form.lower(), word.pos), collections.Counter())[word.lemma] += 1
    lemmas: list[str] = []
    for (form, pos), counts in sorted(forms.items()):
        lemma, count = counts.most_common(1)[0]
        if count / counts.total() >= 0.8:
            lemmas.append(f"{form}\t{pos}\t{lemma}")
    known = [rule for rule, count in rules.most_common() if count >= 2]
    usual = collections.Counter(lemma_rule(form, lemma) for (form, _), lemma in lexicon.items())
    known += [rule for rule, count in usual.most_common() if count >= _USUAL_RULE and rule not in rules]
    return Labels(tags, deps, known, lemmas)


def _tag(word: Word) -> str:
    return f"{word.pos}|{word.morph}" if word.morph not in ("", "_") else word.pos


def to_stretches(trees: list[Tree], labels: Labels, sizes: tuple[int, ...]) -> list[Stretch]:
    """Join neighbouring trees, then cut where the sentence rules are sure; every fifth text stays whole."""
    vocab = spacy.blank("it").vocab
    tag_of = {tag: number for number, tag in enumerate(labels.tags)}
    dep_of = {dep: number for number, dep in enumerate(labels.deps)}
    rule_of = {rule: number for number, rule in enumerate(labels.rules)}
    stretches: list[Stretch] = []
    start = 0
    while start < len(trees):
        size = random.choice(sizes)
        group = trees[start : start + size]
        start += size
        words = [word for tree in group for word in tree.words]
        spaces = [word.space or word is tree.words[-1] for tree in group for word in tree.words]
        sure = [flag is True for flag in sentence_starts(Doc(vocab, [word.form for word in words], spaces))]
        if random.random() < 0.2:
            sure = [index == 0 for index in range(len(sure))]
        sentence = [number for number, tree in enumerate(group) for _ in tree.words]
        firsts = accumulate((len(tree.words) for tree in group), initial=0)
        heads = [
            first + word.head if word.dep != UNTOLD else -1
            for first, tree in zip(firsts, group, strict=False)
            for word in tree.words
        ]
        cuts = [*(index for index, flag in enumerate(sure) if flag), len(words)]
        for begin, end in pairwise(cuts):
            inside = words[begin:end]
            stretches.append(
                Stretch(
                    [word.form for word in inside],
                    [tag_of.get(_tag(word), IGNORED) for word in inside],
                    [rule_of.get(lemma_rule(word.form, word.lemma), IGNORED) for word in inside],
                    [head - begin if begin <= head < end else IGNORED for head in heads[begin:end]],
                    [dep_of.get(word.dep, IGNORED) for word in inside],
                    sentence[begin:end],
                    DOMAINS.index(group[0].corpus),
                )
            )
    return [stretch for stretch in stretches if len(stretch.words) <= 200]


class Grammarian(Encoder):
    """The same network as `transforms.parsing.tree_tagger.GrammarNetwork`, able to learn."""

    def __init__(self, words: list[str], letters: str, vectors: WordVectors, labels: Labels, plan: Plan) -> None:
        super().__init__(words, letters, vectors, len(DOMAINS), plan)
        width = 2 * plan.hidden
        self.labels = labels
        self.shared = nn.Linear(width, _TAG_WIDTH)
        self.tag = nn.Linear(_TAG_WIDTH, len(labels.tags))
        self.lemma = nn.Linear(_TAG_WIDTH, len(labels.rules))
        self.start = nn.Linear(width, 1)
        self.head = nn.Linear(width, _ARC_WIDTH)
        self.seek = nn.Linear(width, _ARC_WIDTH)
        self.arc = nn.Parameter(torch.eye(_ARC_WIDTH) / _ARC_WIDTH**0.5)
        self.arc_bias = nn.Parameter(torch.zeros(_ARC_WIDTH))
        self.root = nn.Parameter(torch.zeros(_ARC_WIDTH))
        self.root_bias = nn.Parameter(torch.zeros(1))
        self.label_head = nn.Linear(width, _LABEL_WIDTH)
        self.label_seek = nn.Linear(width, _LABEL_WIDTH)
        self.label = nn.Linear(_LABEL_WIDTH, len(labels.deps))

    def drop(self, values: Tensor) -> Tensor:
        """Dropout between the layers above the LSTM."""
        return functional.dropout(values, self.plan.dropout, self.training)

    def export(self, keep_vectors: int | None = None) -> GrammarNetwork:
        """The numpy network."""
        arrays = self.arrays(keep_vectors)
        state = {name: value.detach().numpy() for name, value in self.state_dict().items()}
        heads: dict[str, NDArray[np.float32]] = {name: state[name] for name in ("arc", "arc_bias", "root", "root_bias")}
        for name in ("shared", "tag", "lemma", "start", "head", "seek", "label_head", "label_seek", "label"):
            heads[f"{name}.weight"] = state[f"{name}.weight"].T
            heads[f"{name}.bias"] = state[f"{name}.bias"]
        lists = {
            "tags": self.labels.tags,
            "deps": self.labels.deps,
            "lemma_rules": self.labels.rules,
            "lemmas": self.labels.lemmas,
        }
        words = self.vectors.words[:keep_vectors]
        return GrammarNetwork(Weights(arrays | to_16_bits(heads), self.vocabulary, self.letters, words, lists))


def loss_of(model: Grammarian, batch: list[Stretch]) -> Tensor:
    """The sum of the losses of tags, lemmas, sentence starts, heads and labels."""
    hidden = model.encode([item.words for item in batch], [_domain(item) for item in batch], model.plan.hush)
    longest = hidden.shape[1]

    def padded(name: str, fill: int = IGNORED) -> Tensor:
        table = torch.full((len(batch), longest), fill)
        for number, item in enumerate(batch):
            table[number, : len(item.words)] = torch.tensor(getattr(item, name))
        return table

    tags, rules, heads, deps = (padded(name) for name in ("tags", "rules", "heads", "deps"))
    sentence = padded("sentence", -1)
    is_word = sentence >= 0
    shared = model.drop(torch.relu(model.shared(hidden)))
    loss = _entropy(model.tag(shared), tags) + 0.5 * _entropy(model.lemma(shared), rules)

    inner = is_word[:, 1:]
    begins = (sentence[:, 1:] != sentence[:, :-1]).float()
    told = torch.tensor([item.domain not in _NO_BOUNDARIES for item in batch])
    inner = inner & told[:, None]
    if inner.any():
        starts = model.start(hidden)[:, 1:, 0][inner]
        loss = loss + 0.5 * functional.binary_cross_entropy_with_logits(starts, begins[inner])

    places = torch.arange(longest)
    is_root = heads == places
    seen = model.drop(torch.relu(model.head(hidden)))
    seeking = model.drop(torch.relu(model.seek(hidden))) @ model.arc
    scores = seeking @ seen.transpose(1, 2) + (seen @ model.arc_bias)[:, None, :]
    same = (sentence[:, :, None] == sentence[:, None, :]) & is_word[:, None, :]
    itself = torch.eye(longest, dtype=torch.bool)
    scores = scores.masked_fill(~same | itself, -1e4)
    to_root = seeking @ model.root + model.root_bias
    scores = torch.cat([scores, to_root[:, :, None]], dim=2)
    wanted = torch.where(is_root, longest, heads)
    loss = loss + _entropy(scores, wanted)

    above = heads.clamp(min=0)
    index = above[:, :, None].expand(-1, -1, _LABEL_WIDTH)
    label_hidden = torch.relu(model.label_seek(hidden) + model.label_head(hidden).gather(1, index))
    not_root = torch.where(is_root | (heads < 0), IGNORED, deps)
    return loss + _entropy(model.label(model.drop(label_hidden)), not_root)


def _domain(item: Stretch) -> int:
    return item.domain if random.random() < 0.5 else 0


def _entropy(scores: Tensor, wanted: Tensor) -> Tensor:
    """Mean over what is known; nothing where nothing is."""
    flat = wanted.reshape(-1)
    losses = functional.cross_entropy(scores.reshape(-1, scores.shape[-1]), flat, ignore_index=IGNORED, reduction="sum")
    return losses / (flat != IGNORED).sum().clamp(min=1)


Report = Callable[[int, float, float, Grammarian], None]


def train_grammar(
    trees: list[Tree],
    lexicon: Lexicon,
    vectors: WordVectors,
    plan: Plan,
    report: Report,
    unlabelled: list[Tree] | None = None,
) -> Grammarian:
    """Train a network.

    Args:
        trees: by hand; they tell which labels there are.
        lexicon: single words, from which only their lemmas are learned.
        vectors: of the words, for good.
        plan: size, length and seed.
        report: called after each epoch.
        unlabelled: what `training.unlabelled.label` gave, to learn from as well.
    """
    seed_everything(plan.seed)
    both = [*trees, *(unlabelled or [])]
    words, letters = vocabulary_of(word.form for tree in both for word in tree.words)
    model = Grammarian(words, letters, vectors, collect_labels(trees, lexicon), plan)
    return train(model, lambda: _batches(both, lexicon, model.labels, plan.batch_words), loss_of, report)


def continue_grammar(start: Grammarian, trees: list[Tree], lexicon: Lexicon, plan: Plan, report: Report) -> Grammarian:
    """Train a copy of a trained network further, by another plan; its size, words and labels stay."""
    seed_everything(plan.seed)
    copied = Grammarian(
        start.vocabulary, start.letters, start.vectors, start.labels, replace(plan, hidden=start.plan.hidden)
    )
    copied.load_state_dict(start.state_dict())
    return train(copied, lambda: _batches(trees, lexicon, start.labels, plan.batch_words), loss_of, report)


def _batches(trees: list[Tree], lexicon: Lexicon, labels: Labels, batch_words: int) -> list[list[Stretch]]:
    """One epoch: each tree as often as its treebank counts, texts of like length together, in random order."""
    drawn: list[Tree] = []
    for _, group in groupby(trees, key=lambda tree: tree.corpus):
        block = list(group)
        share = _SHARES.get(block[0].corpus, 1.0)
        drawn += block * int(share)
        if share % 1:
            drawn += [tree for tree in block if random.random() < share % 1]
    items = [*to_stretches(drawn, labels, (1, 2, 3, 5)), *_single_words(lexicon, labels)]
    items.sort(key=lambda item: len(item.words) + random.random() * 6)
    made: list[list[Stretch]] = []
    batch: list[Stretch] = []
    for item in items:
        batch.append(item)
        if len(batch) * len(item.words) >= batch_words:
            made.append(batch)
            batch = []
    if batch:
        made.append(batch)
    random.shuffle(made)
    return made


def _single_words(lexicon: Lexicon, labels: Labels) -> list[Stretch]:
    """A few words of the dictionary, of which the lemma rule alone is known."""
    rule_of = {rule: number for number, rule in enumerate(labels.rules)}
    drawn = random.sample(sorted(lexicon), min(len(lexicon), _LEXICON_WORDS))
    rules = [rule_of.get(lemma_rule(form, lexicon[form, pos]), IGNORED) for form, pos in drawn]
    unknown = [IGNORED]
    return [
        Stretch([form], unknown, [rule], unknown, unknown, [0], 0) for (form, _), rule in zip(drawn, rules, strict=True)
    ]


def check_rules(trees: list[Tree]) -> float:
    """Share of the words whose lemma the rules give back: 1.0 unless a rule is wrong."""
    words = [word for tree in trees for word in tree.words]
    return sum(apply_rule(w.form, lemma_rule(w.form, w.lemma)) == w.lemma for w in words) / len(words)
