"""The runs of a card, two at a time: what is shipped, a learning curve, and what carries the answers."""

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.pool import Pool
from pathlib import Path

from training.relations.data import INVENTED, Item, fold_items, fresh, read_items
from training.relations.fit import Lesson
from training.relations.gold import scorer_module
from training.relations.score import Tables, tables_of
from training.relations.stages import Trained, read_with, train
from transforms.language import words_of

TAGGED, UNTAGGED = "tagged", "untagged"

#: Group of features → their keys.
GROUPS: dict[str, frozenset[str]] = {
    "the rules' answers": words_of("rule prevrule ruleclass ruledoc"),
    "distance": words_of(
        "d nd cd ld gap nearer nouns zone samepar par toldgap gavelast j side btw btwverbs btwfigs figs prevgap "
        "owner owns far"
    ),
    "clause and path": words_of(
        "path subjof sameclause headof above lab issubj prevsubj under cuesubject cuesubj "
        "subj lastlab clause sameverb tense mood own dclab dtense clab"
    ),
    "classes of nouns": words_of("nc cc oc noun table"),
    "families and classes of meaning": words_of("mf mc cmf cmc vmf vmc vfam dvfam omf samemf"),
    "words": words_of("lem lemma v c suf end words bw surface before after prev next cafter cue aw nounaw ol sofar"),
    "document": words_of(
        "rank order n title intitle said report gave gavefirst gavelast gavenearer givers percents pct ndates "
        "times last laterpeople only earlier later same twin shared many back few lead first"
    ),
}
#: What is left out first; the groups are left out beside it, which takes less time.
OWN = "articles of our own"
#: Share of the articles and draw, without our own; all of them are the run without our own.
CURVE = ((0.25, 0), (0.5, 0))


@dataclass(frozen=True, slots=True)
class Setting:
    """What all runs share: where the gold articles lie, what is learned from, the spaCy pipeline."""

    gold: Path
    learn: tuple[str, ...]
    model: str


@dataclass(frozen=True, slots=True)
class Job:
    """One run: `model` of the pipeline, what is left out, sets to score with the finished weights."""

    name: str
    model: str
    lesson: Lesson = field(default_factory=Lesson)
    complete: bool = False
    show: tuple[str, ...] = ()


@dataclass
class Run:
    """What one run found.

    Attributes:
        best, published, rules: set → counts of its articles, by the best answers, those published, and the rules' own.
        trained: what it learned; None of a run that only shows something.
        seconds: that it took.
    """

    name: str
    best: dict[str, Tables] = field(default_factory=dict)
    published: dict[str, Tables] = field(default_factory=dict)
    rules: dict[str, Tables] = field(default_factory=dict)
    trained: Trained | None = None
    seconds: float = 0.0


def jobs(model: str, show: Sequence[str], *, quick: bool) -> list[Job]:
    """The runs of a card; with `quick` the two that are shipped."""
    shown = tuple(show)
    out = [Job(TAGGED, model, complete=True, show=shown), Job(UNTAGGED, "rules", complete=True, show=shown)]
    if not quick:
        out.append(Job(f"without {OWN}", model, Lesson(own=False)))
        out += [Job(f"without {name}", model, Lesson(without=keys, own=False)) for name, keys in GROUPS.items()]
        out += [Job(f"{share:.0%} {draw}", model, Lesson(share=share, draw=draw, own=False)) for share, draw in CURVE]
    return out


#: The articles as the bundled pipeline reads them, shared with the processes that are forked.
_read: dict[str, list[Item]] = {}


def run_all(setting: Setting, todo: Sequence[Job]) -> Iterator[Run]:
    """Do the runs in two processes; they come as they are finished."""
    _read[setting.model] = _items(setting, setting.model)
    pool: Pool
    with multiprocessing.get_context("fork").Pool(2, maxtasksperchild=1) as pool:
        yield from pool.imap(_run, [(setting, job) for job in todo], chunksize=1)


#: The rules were fitted to these: they teach only what no rule proposes (`stages.WITHOUT_RULES`).
MORE = ("dev", "seeds")


def _items(setting: Setting, model: str) -> list[Item]:
    """The articles that are learned from, and those of wire, which calibrate and decide in any case."""
    items = read_items(setting.gold, model, sorted({*setting.learn, "choose"}, reverse=True))
    fold_items(items, setting.learn)
    return items


def _run(task: tuple[Setting, Job]) -> Run:
    setting, job = task
    began = time.monotonic()
    module = scorer_module(setting.gold)
    run = Run(job.name)
    items = fresh(_read[job.model]) if job.model in _read else _items(setting, job.model)
    items = [item for item in items if job.lesson.own or item.part != INVENTED]  # they do nothing but teach
    parts = {item.part: [other for other in items if other.part == item.part] for item in items}
    if job.complete:
        run.rules = {part: tables_of(module, own, best=True) for part, own in parts.items()}
    more = read_items(setting.gold, job.model, MORE)
    trained = train(items, module, job.lesson, more=more, complete=job.complete)
    for part in job.show:
        parts[part] = read_items(setting.gold, job.model, [part])
        run.rules[part] = tables_of(module, parts[part], best=True)
        read_with(parts[part], trained.shipped(), trained.together)
    run.best = {part: tables_of(module, own, best=True) for part, own in parts.items()}
    if job.complete:
        run.published = {part: tables_of(module, own, best=False) for part, own in parts.items()}
        run.trained = trained
    run.seconds = time.monotonic() - began
    return run
