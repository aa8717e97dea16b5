"""The recipe of the shipped model: which network learns from what, for how long, and how it is measured."""

import pickle
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import torch

from training import name_steps
from training.encoder import Encoder, Plan
from training.grammar import Grammarian, continue_grammar, train_grammar
from training.habits import bring_to_one_habit
from training.lexicon import Lexicon, add_lemmas, read_lexicon
from training.licences import Guard, read_sources
from training.measure import measure, tell
from training.names import Tagger
from training.package import build
from training.treebanks import Tree, kept_trees, read_treebank, training_trees
from training.unlabelled import label
from training.vectors import WordVectors, make_vectors, tokenised_texts, usual_words
from transforms.parsing.tree_tagger import GrammarNetwork

Result = TypeVar("Result")

#: Trees of Wikinews sentences that two grammars disputed, corrected by hand.
HAND = Path(__file__).resolve().parent / "data" / "trees" / "wikinews.conllu"
#: Text that the two grammars label where they agree, a sentence a line.
UNLABELLED = ("wikinews", "ntrex_ita")
# The grammar needs vectors for the words of text only; they come first, those of the lists last.
GRAMMAR_VECTORS = 46_573
_GRAMMAR = Plan(epochs=24, dropout=0.33, hush=0.12)


@dataclass(frozen=True, slots=True)
class Size:
    """How much is done: all of it for the shipped model, a little of everything to prove the path.

    Attributes:
        teachers: plans of the two grammars that label text.
        student: plan of the grammar that learns from trees and from what they labelled.
        last: plan by which it is taught the trees of the newspaper alone.
        names: plans of the two teachers and the student of the names.
        share: one of so many sentences of each corpus is read.
    """

    teachers: tuple[Plan, Plan]
    student: Plan
    last: Plan
    names: tuple[Plan, Plan, Plan]
    share: int = 1


WHOLE = Size(
    teachers=(replace(_GRAMMAR, seed=0), replace(_GRAMMAR, seed=1)),
    student=replace(_GRAMMAR, seed=2, epochs=18),
    last=replace(_GRAMMAR, seed=3, epochs=3, rate=8e-4),
    names=(name_steps.FIRST, name_steps.SECOND, name_steps.STUDENT),
)
SMALL = Size(
    teachers=(replace(_GRAMMAR, seed=0, epochs=1), replace(_GRAMMAR, seed=1, epochs=1)),
    student=replace(_GRAMMAR, seed=2, epochs=1),
    last=replace(_GRAMMAR, seed=3, epochs=1),
    names=(
        replace(name_steps.FIRST, epochs=1),
        replace(name_steps.SECOND, epochs=1),
        replace(name_steps.STUDENT, epochs=1),
    ),
    share=16,
)


class Recipe:
    """All steps; a step whose result lies in `work` is read from there.

    Args:
        data: the folder with free; ner and ud beside it are only measured with.
        work: folder for results; made if it is missing.
        size: how much is done.
    """

    def __init__(self, data: Path, work: Path, size: Size = WHOLE) -> None:
        self.data, self.work, self.size = data, work, size
        self.free = data / "free"
        self.sources = read_sources()
        self.guard = Guard(self.sources)
        work.mkdir(parents=True, exist_ok=True)
        torch.set_num_threads(1)

    def run(self, out: Path) -> None:
        """Train what is missing, write the pipeline to `out`, measure it and write its card."""
        _ = self.vectors  # both processes need them
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as second:
            grammar_step = second.submit(_train_grammar, self.data, self.work, self.size)
            names = self.names.export(usual_words(islice(tokenised_texts(self.free), 0, None, self.size.share)))
            grammar_step.result()
        build(self.network, names, self.sources, out)
        with self.guard.measuring():
            tell(measure(self.data, out, self.size.share), out)

    @cached_property
    def vectors(self) -> WordVectors:
        """Word vectors with what the lists say."""
        path = self.work / "vectors.npz"
        if not path.is_file():
            make_vectors(self.free, self.size.share).save(path)
        return WordVectors.load(path)

    @cached_property
    def trees(self) -> list[Tree]:
        """The treebanks in one habit, and the trees of our own."""
        with self.guard.measuring():
            kept = kept_trees(self.data / "ud")
        banks = training_trees(self.free / "ud", self.sources, without=kept)
        return [*bring_to_one_habit(banks)[:: self.size.share], *self.hand]

    @cached_property
    def hand(self) -> list[Tree]:
        """The trees of our own."""
        return list(read_treebank(HAND))

    @cached_property
    def lexicon(self) -> Lexicon:
        """Morph-it."""
        return read_lexicon(self.free / "lexicon" / "morphit_forms.tsv")

    @cached_property
    def teachers(self) -> tuple[GrammarNetwork, GrammarNetwork]:
        """Two grammars of different seeds, which have seen the trees alone."""
        one, other = (
            self._kept(f"grammar_{plan.seed}", lambda plan=plan: self._grammar(plan)) for plan in self.size.teachers
        )
        return one.export(), other.export()

    @cached_property
    def unlabelled(self) -> list[Tree]:
        """What both say about text that nobody labelled."""
        lines = [
            line
            for name in UNLABELLED
            for line in (self.free / "text" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
        ]
        known = {tree.key for tree in self.hand}
        told = self._kept("unlabelled", lambda: list(label(*self.teachers, lines[:: self.size.share])))
        return [tree for tree in told if tree.key not in known]

    @cached_property
    def grammar(self) -> Grammarian:
        """Tags, lemmas, sentences and trees: learned from trees and text, then from the trees alone."""
        student = self._kept("grammar_student", lambda: self._grammar(self.size.student, self.unlabelled))
        plan = self.size.last
        return self._kept("grammar", lambda: continue_grammar(student, self.trees, self.lexicon, plan, _tell))

    @cached_property
    def network(self) -> GrammarNetwork:
        """The same as it is shipped, with the lemmas of the words that text knows."""
        network = self.grammar.export()
        return add_lemmas(network, self.lexicon, {word.lower() for word in network.weights.vector_words})

    @cached_property
    def names(self) -> Tagger:
        """The names: two teachers, a student of both, and the network half-way between."""
        first, second, learned = self.size.names
        data, share = self.data, self.size.share
        one = self._kept("names_first", lambda: name_steps.teacher(data, self.vectors, first, _tell, share))
        other = self._kept("names_second", lambda: name_steps.teacher(data, self.vectors, second, _tell, share))
        student = self._kept("names_student", lambda: name_steps.student(data, one, other, learned, _tell, share))
        return name_steps.shipped(other, student)

    def _grammar(self, plan: Plan, unlabelled: list[Tree] | None = None) -> Grammarian:
        vectors = WordVectors(self.vectors.words[:GRAMMAR_VECTORS], self.vectors.matrix[:GRAMMAR_VECTORS])
        return train_grammar(self.trees, self.lexicon, vectors, plan, _tell, unlabelled)

    def _kept(self, name: str, make: Callable[[], Result]) -> Result:
        """The result of a step, from the work folder if it lies there."""
        path = self.work / f"{name}.pickle"
        if path.is_file():
            result: Result = pickle.loads(path.read_bytes())
            return result
        print(f"-- {name}", flush=True)
        result = make()
        path.write_bytes(pickle.dumps(result))
        return result


def _train_grammar(data: Path, work: Path, size: Size) -> None:
    """The grammar needs no names: it is trained in a process beside them, which leaves it in the work folder."""
    _ = Recipe(data, work, size).grammar


def _tell(epoch: int, loss: float, seconds: float, model: Encoder) -> None:
    print(f"   epoch {epoch}: loss {loss:.4f}, {seconds:.0f} s", flush=True)
