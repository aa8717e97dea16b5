"""The recipe of the shipped model: which network learns from what, for how long, and how it is measured."""

import pickle
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import torch

from training.encoder import IGNORED, Encoder, Plan
from training.grammar import Grammarian, train_grammar
from training.measure import measure, names_of, tell
from training.names import Tagger, Tokens, blend, continue_tagger, teach, to_tokens, train_tagger
from training.newspapers import NamedSentence, case_copies, read_named
from training.package import build
from training.silver import harmonise
from training.treebanks import split_treebanks
from training.vectors import WordVectors, make_vectors, tokenised_texts, usual_words
from transforms.parsing.load import load_pipeline
from transforms.parsing.name_tagger import LABELS

Result = TypeVar("Result")

# The grammar needs vectors for the words of Italian text only; they come first, the strange ones of the lexicon last.
GRAMMAR_VECTORS = 46_573
GRAMMAR = Plan(seed=0, epochs=24, dropout=0.33, hush=0.12)
GOLD = Plan(seed=0, epochs=10)
SILVER = Plan(seed=1, epochs=9)
HARMONISED = Plan(seed=2, epochs=7, dropout=0.35, hidden=144)
STUDENT = Plan(seed=12, epochs=2, dropout=0.35, rate=6e-4)


class Recipe:
    """All steps; a step whose result lies in `work` is read from there.

    Args:
        data: the folder with ner, ner_silver, ud and lexicon.
        work: folder for results; made if it is missing.
    """

    def __init__(self, data: Path, work: Path) -> None:
        self.data = data
        self.work = work
        work.mkdir(parents=True, exist_ok=True)
        torch.set_num_threads(1)

    def run(self, out: Path) -> None:
        """Train what is missing, write the pipeline to `out`, measure it and write its card."""
        _ = self.vectors  # both processes need them
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as second:
            grammar_step = second.submit(_train_grammar, self.data, self.work)
            names = self.names.export(usual_words(tokenised_texts(self.data)))
            grammar_step.result()
        grammar = self.grammar.export()
        build(grammar, names, out)
        tell(measure(self.data, out), out)

    def compare(self) -> None:
        """Train the networks that were weighed against the shipped one, and print the scores of all."""
        development = self._read("ner/WN_dev")
        for name in ("on_gold", "on_silver", "on_harmonised", "student", "names"):
            build(self.grammar.export(), getattr(self, name).export(), self.work / name)
            print(name, names_of(load_pipeline(str(self.work / name)), development))

    @cached_property
    def vectors(self) -> WordVectors:
        """Word vectors with lexicon features."""
        path = self.work / "vectors.npz"
        if not path.is_file():
            make_vectors(self.data).save(path)
        return WordVectors.load(path)

    @cached_property
    def grammar(self) -> Grammarian:
        """Tags, lemmas, sentences and trees."""
        trees = split_treebanks(self.data / "ud")[0]
        vectors = WordVectors(self.vectors.words[:GRAMMAR_VECTORS], self.vectors.matrix[:GRAMMAR_VECTORS])
        return self._kept("grammar", lambda: train_grammar(trees, vectors, GRAMMAR, _tell))

    @cached_property
    def gold(self) -> list[list[Tokens]]:
        """News, copies of a quarter of it in other casings, and De Gasperi's speeches."""
        news = self._read("ner/WN_train")
        return [
            to_tokens(news, "news"),
            to_tokens(case_copies(news, share=0.25, seed=5), "news"),
            to_tokens(self._read("ner/ADG_train"), "speeches"),
        ]

    @cached_property
    def silver(self) -> list[Tokens]:
        """WikiNEuRal as it is."""
        return to_tokens(
            self._read("ner_silver/wikineural_it_val") + self._read("ner_silver/wikineural_it_test"), "encyclopedia"
        )

    @cached_property
    def on_gold(self) -> Tagger:
        """The first teacher, which also judges the silver."""
        return self._kept("gold", lambda: train_tagger(self.gold, self.vectors, GOLD, _tell))

    @cached_property
    def on_silver(self) -> Tagger:
        """The second teacher: silver as it is, told apart by the flag of its corpus."""
        return self._kept("silver", lambda: train_tagger([*self.gold, self.silver], self.vectors, SILVER, _tell))

    @cached_property
    def on_harmonised(self) -> Tagger:
        """For comparison: silver that agrees with the gold guidelines, richer in organisations, as if news."""
        agreed = harmonise(self.silver, self.on_gold.export())
        chosen = [tokens for number, tokens in enumerate(agreed) if _has_organisation(tokens) or number % 3 == 0]
        return self._kept("harmonised", lambda: train_tagger([*self.gold, chosen], self.vectors, HARMONISED, _tell))

    @cached_property
    def student(self) -> Tagger:
        """The second teacher, taught further by the mean of both."""
        teachers = [self.on_gold.export(), self.on_silver.export()]
        trees = split_treebanks(self.data / "ud")[0]
        speeches = to_tokens(self._read("ner_silver/moro_train"), "politics")
        unlabelled = [
            _without_labels(self.silver),
            _without_labels(speeches[: len(speeches) // 2]),
            [Tokens([word.form for word in tree.words], [IGNORED] * len(tree.words), 0) for tree in trees],
        ]
        news, copies, degasperi = self.gold
        corpora = [*teach([news, copies], teachers), degasperi, *teach(unlabelled, teachers)]
        return self._kept("student", lambda: continue_tagger(self.on_silver, corpora, STUDENT, _tell))

    @cached_property
    def names(self) -> Tagger:
        """The shipped network: half-way between the second teacher and what it became as a student."""
        return blend(self.on_silver, self.student)

    def _read(self, name: str) -> list[NamedSentence]:
        return list(read_named(self.data / f"{name}.tsv"))

    def _kept(self, name: str, make: Callable[[], Result]) -> Result:
        """The result of a step, from the work folder if it lies there."""
        path = self.work / f"{name}.pickle"
        if path.is_file():
            return pickle.loads(path.read_bytes())
        print(f"-- {name}", flush=True)
        result = make()
        path.write_bytes(pickle.dumps(result))
        return result


def _train_grammar(data: Path, work: Path) -> None:
    """The grammar needs no names: it is trained in a process beside them, which leaves it in the work folder."""
    _ = Recipe(data, work).grammar


def _has_organisation(tokens: Tokens) -> bool:
    return any(label != IGNORED and LABELS[label].endswith("ORG") for label in tokens.labels)


def _without_labels(corpus: list[Tokens]) -> list[Tokens]:
    return [replace(tokens, labels=[IGNORED] * len(tokens.labels), domain=0) for tokens in corpus]


def _tell(epoch: int, loss: float, seconds: float, model: Encoder) -> None:
    print(f"   epoch {epoch}: loss {loss:.4f}, {seconds:.0f} s", flush=True)
