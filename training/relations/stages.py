"""The order of learning: whom descriptions mean, who speaks, what each figure says; each sees the answers before it.

What a question takes from the one before it comes from weights that had not seen the article either.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, NamedTuple

from training.relations.calibrate import (
    GLANCE_THRESHOLD,
    NULLS,
    PROMISES,
    REFERENT_THRESHOLD,
    Judged,
    Settled,
    Whole,
    f1,
    fit_together,
    real,
)
from training.relations.data import FOLDS, OWN, Item
from training.relations.fit import Lesson, crossed
from training.relations.gold import Gold, published
from training.relations.instances import (
    Instance,
    figure_instances,
    referent_glances,
    referent_instances,
    speaker_instances,
)
from transforms.facts import FoundAnswer, FoundClaim
from transforms.relations import order
from transforms.relations.candidates import Holders
from transforms.relations.scorer import GLANCE, Scorer, Together

#: No rule proposes an answer to these, so articles that the rules were fitted to may teach them too.
WITHOUT_RULES = ("subject",)
#: Taken for `figures.confidence` until it is fitted.
_UNKNOWN = Together(0.0, dict.fromkeys(order.FIELDS, 1.0))


@dataclass
class Trained:
    """What training leaves.

    Attributes:
        settled: question → what it has learned.
        judged: question → its best answers, each by weights that had not seen the article.
        wholes: the figures with all their fields.
        together: how sure all fields of a figure are at once.
    """

    settled: dict[str, Settled] = field(default_factory=dict)
    judged: dict[str, list[Judged]] = field(default_factory=dict)
    wholes: list[Whole] = field(default_factory=list)
    together: Together = _UNKNOWN

    def scorers(self, item: Item) -> dict[str, Scorer]:
        """The scorers that have not seen an article."""
        return {name: one.scorer(item.fold, learned=item.learned) for name, one in self.settled.items()}

    def shipped(self) -> dict[str, Scorer]:
        """Question → the scorer that all articles have taught."""
        return {name: one.shipped() for name, one in self.settled.items()}


def train(
    items: Sequence[Item],
    module: ModuleType,
    lesson: Lesson | None = None,
    *,
    more: Sequence[Item] = (),
    complete: bool = True,
    say: Callable[[str], None] = lambda line: None,
) -> Trained:
    """Learn all questions; `items` then hold what is found in them by weights that had not seen them.

    Args:
        items: the articles, folded; those that are not learned from calibrate only.
        module: the scorer beside the gold articles.
        lesson: what is left out.
        more: articles that the rules were fitted to: they teach what no rule proposes, and are judged nowhere.
        complete: False leaves out calibration, thresholds and, where nothing needs them, the weights of all articles.
        say: told of each step.
    """
    learner = _Learner(items, more, module, lesson or Lesson(), complete, say)
    learner.descriptions()
    learner.speakers()
    learner.figures()
    return learner.trained


class _Learner:
    """The stages over all articles; see `train`."""

    def __init__(
        self,
        items: Sequence[Item],
        more: Sequence[Item],
        module: ModuleType,
        lesson: Lesson,
        complete: bool,
        say: Callable[[str], None],
    ) -> None:
        self.items, self.module, self.lesson, self.complete, self.say = items, module, lesson, complete, say
        self.more = more
        for item in more:
            item.fold, item.learned = -1, True  # in no fold: the last weights, those of all, read them
        self.all_weights = complete or bool(more) or not all(item.learned for item in items)
        self.trained = Trained()

    def _fit(self, question: str, instances: Sequence[Instance]) -> Settled:
        settled = Settled(crossed(instances, question, self.lesson, complete=self.all_weights))
        self.trained.settled[question] = settled
        return settled

    def _choose_null(self, settled: Settled, instances: Sequence[Instance]) -> list[Judged]:
        """Take the weight of "nobody" that gives the best F1; returns the answers with it."""
        instances = [one for one in instances if one.item.part not in OWN]
        settled.null = 1.0
        facts = [(one, weighed(settled, one)) for one in instances]
        settled.null = max(NULLS, key=lambda null: f1([told.judged(one, null) for one, told in facts]))
        return [_judge(settled, one) for one in instances]

    def _settle(self, question: str, judged: list[Judged]) -> None:
        judged = real(judged)
        self.trained.judged[question] = judged
        settled = self.trained.settled[question]
        if self.complete:
            settled.settle(judged, PROMISES[question])
        self.say(f"{question}: {len(judged)} asked, null ×{settled.null}, threshold {settled.limits[-1]}")

    def descriptions(self) -> None:
        """Whom descriptions mean."""
        golds = [(Gold(self.module, item), Holders(item.scene())) for item in self.items]
        glanced = [one for gold, holders in golds for one in referent_glances(gold.item, gold, holders)]
        glance = self._fit(GLANCE, glanced)
        glance.limits = (GLANCE_THRESHOLD,) * (FOLDS + 1)
        instances: list[Instance] = []
        for gold, holders in golds:
            first = glance.scorer(gold.item.fold, learned=gold.item.learned)
            instances += referent_instances(gold.item, gold, first, holders)
        settled = self._fit("referent", instances)
        settled.limits = (REFERENT_THRESHOLD,) * (FOLDS + 1)
        self.trained.judged["referent"] = real([_judge(settled, one) for one in instances])
        self.say(f"referent: {len(instances)} asked, threshold {REFERENT_THRESHOLD}")
        known = [(gold.item, holders) for gold, holders in golds]
        for item, holders in (*known, *((item, Holders(item.scene())) for item in self.more)):
            first, scorer = (one.scorer(item.fold, learned=item.learned) for one in (glance, settled))
            item.mentions, found, item.meant = order.resolve_descriptions(holders.scene, holders, scorer, first)
            item.answers += found

    def speakers(self) -> None:
        """Who speaks."""
        for form in ("direct", "indirect"):
            question = f"speaker_{form}"
            instances = [one for item in self.items for one in speaker_instances(item, Gold(self.module, item), form)]
            settled = self._fit(question, instances)
            self._settle(question, self._choose_null(settled, self._judging(form)))
        for item in (*self.items, *self.more):
            scene = item.scene()
            item.quotes, found = order.attribute_quotes(scene, Holders(scene), self.trained.scorers(item))
            item.answers += found

    def _judging(self, form: str) -> list[Instance]:
        """The quotations by which is judged who speaks, as the scorer judges them."""
        items = (item for item in self.items if item.part not in OWN)
        strict = ((item, Gold(self.module, item, strict=True)) for item in items)
        return [one for item, gold in strict for one in speaker_instances(item, gold, form)]

    def figures(self) -> None:
        """What each figure says: fitted field by field, then read, calibrated, and read again."""
        scenes = [(Gold(self.module, item), Holders(item.scene())) for item in self.items]
        others = [(Gold(self.module, item), Holders(item.scene())) for item in self.more]
        for question in order.FIELDS:
            instances = self._figure_instances(question, scenes)
            more = self._figure_instances(question, others) if question in WITHOUT_RULES else []
            settled = self._fit(question, [*instances, *more])
            self._choose_null(settled, instances)
            if question == "counted":  # the other questions look at it
                for gold, holders in (*scenes, *others):
                    _count(holders, settled.scorer(gold.item.fold, learned=gold.item.learned))
        judged: dict[str, list[Judged]] = defaultdict(list)
        for item in self.items:
            item_answers = self._read(item)
            gold = Gold(self.module, item, strict=True)
            for field_name, one in _judge_figures(gold, item.claims, item_answers):
                judged[field_name].append(one)
            if not self.complete:
                item.answers += item_answers
        for question in order.FIELDS:
            self._settle(question, judged[question])
        self._places(scenes)
        if self.complete:
            for item in self.items:
                item_answers = self._read(item)
                if item.part not in OWN:
                    self.trained.wholes += _wholes(Gold(self.module, item, strict=True), item_answers)
                item.answers += item_answers
            self.trained.together = fit_together(self.trained.wholes)

    def _places(self, scenes: Sequence[tuple[Gold, Holders]]) -> None:
        """Where each figure holds: it looks at no other answer but what is counted, and none looks at it."""
        instances = self._figure_instances(order.PLACE, scenes)
        settled = self._fit(order.PLACE, instances)
        self._settle(order.PLACE, self._choose_null(settled, instances))

    def _figure_instances(self, question: str, scenes: Sequence[tuple[Gold, Holders]]) -> list[Instance]:
        found = (figure_instances(gold.item, gold, question, holders.scene, holders) for gold, holders in scenes)
        return [one for own in found for one in own]

    def _read(self, item: Item) -> list[FoundAnswer]:
        scene = item.scene()
        item.claims, found = order.relate_figures(scene, Holders(scene), self.trained.scorers(item), _UNKNOWN)
        return found


class Weighed(NamedTuple):
    """How likely the likeliest somebody is, and whether that is right; how likely nobody, by name and as the last."""

    somebody: float
    right: bool
    unnamed: float
    nobody: float

    def judged(self, one: Instance, null: float) -> Judged:
        """The best answer where the probability of "nobody" is multiplied."""
        item, wanted = one.item, not one.right[-1]
        answered = self.somebody >= self.unnamed + null * self.nobody
        right = self.right if answered else not wanted
        return Judged(item.part, item.group, item.fold, 0.0, right, answered, wanted)


def weighed(settled: Settled, one: Instance) -> Weighed:
    """The answers without regard to the factor of "nobody", which is 1."""
    scorer = settled.scorer(one.item.fold, learned=one.item.learned)
    *shares, nobody = scorer.probabilities(one.asked.rows)
    named: dict[Any, float] = defaultdict(float)
    for name, share in zip(one.asked.names, shares, strict=False):
        named[name] += share
    unnamed = named.pop(None, 0.0)
    best = max(named, key=named.__getitem__, default=None)
    right = best is not None and one.right[one.asked.names.index(best)]
    return Weighed(named.get(best, -1.0), right, unnamed, nobody)


def _judge(settled: Settled, one: Instance) -> Judged:
    item = one.item
    top = one.asked.ranked(settled.scorer(item.fold, learned=item.learned))[0]
    right = bool(one.right[top.candidate])
    return Judged(item.part, item.group, item.fold, top.confidence, right, top.name is not None, not one.right[-1])


def _count(holders: Holders, scorer: Scorer) -> None:
    """Put the likeliest counted nouns in the place of the rules'."""
    scene = holders.scene
    for k in range(len(scene.figures)):
        asked = order.ask_figure(scene, holders, "counted", k)
        scene.counted[k] = asked.candidates[asked.ranked(scorer)[0].candidate]


def _judge_figures(
    gold: Gold, claims: Sequence[FoundClaim], answers: Sequence[FoundAnswer]
) -> Iterator[tuple[str, Judged]]:
    """The best answers of the figures that the gold has; `claims` publish all of them."""
    item = gold.item
    top = {(answer.fact, answer.field): answer for answer in answers if answer.rank == 1}
    for k, told in gold.figures():
        for name in order.FIELDS:
            nothing = gold.right(name, told, None)
            if nothing is None:
                continue
            answer = top[k, name]
            right = bool(gold.right(name, told, published(claims[k], name)))
            somebody = answer.basis != "nobody"
            yield name, Judged(item.part, item.group, item.fold, answer.confidence, right, somebody, not nothing)


def _wholes(gold: Gold, answers: Sequence[FoundAnswer]) -> Iterator[Whole]:
    """For each figure how sure each field is as published, and whether all are right."""
    item = gold.item
    by_figure: dict[int, dict[str, list[FoundAnswer]]] = defaultdict(lambda: defaultdict(list))
    for answer in answers:
        by_figure[answer.fact][answer.field].append(answer)
    known = dict(gold.figures())
    for k in sorted([*known, *gold.wrong_figures()]):
        sure: dict[str, float] = {}
        for name in order.FIELDS:
            ranked = by_figure[k][name]
            nobody = next((answer.confidence for answer in ranked if answer.basis == "nobody"), 0.0)
            is_told = ranked[0].is_published and ranked[0].basis != "nobody"
            sure[name] = ranked[0].confidence if is_told else nobody
        marks = (gold.right(name, known[k], published(item.claims[k], name)) for name in order.FIELDS if k in known)
        yield Whole(item.part, item.fold, sure, k in known and all(mark is not False for mark in marks))


def read_with(items: Sequence[Item], scorers: Mapping[str, Scorer], together: Together) -> None:
    """Read articles with finished scorers."""
    for item in items:
        found = order.relate_with(scorers, together, item.syntax, item.article, item.quotes, item.claims)
        item.claims, item.mentions = found.claims, found.mentions
        item.quotes, item.answers = found.quotes, found.answers
