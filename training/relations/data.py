"""The gold articles, read by the pipeline, each with its fold."""

import csv
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from training.own_names import FREE
from training.relations.marks import read_marks
from transforms.documents import Article, Told, make_article
from transforms.facts import FoundAnswer, FoundClaim, FoundDate, FoundFigure, FoundMention, FoundQuote
from transforms.parsing import load_pipeline
from transforms.pipeline import read_all
from transforms.relations.order import likely_quotes
from transforms.relations.scene import Meant, Scene, scene_of
from transforms.rows import Reading
from transforms.syntax import Syntax

FOLDS = 6
#: Sets that a list names → the folder that they lie in.
LISTED = {"choose": "wire", "report": "wire"}
#: The set of articles that we wrote.
INVENTED = "agency"
#: Sets of this repository → their folders; `wikinews` holds more articles of Wikinews than the gold has, `ntrex` our
#: marks in translated news, `bundles` those in the events that several outlets tell. They teach, but neither calibrate
#: nor decide what is published.
OWN = {part: Path(__file__).resolve().parents[1] / "data" / part for part in (INVENTED, "wikinews", "ntrex", "bundles")}
#: Set of ours → folder and files that hold the text of its articles, where it lies elsewhere: their lines but the empty
#: ones, in the order of the files.
TEXTS = {"ntrex": (FREE / "text", "ntrex_ita.txt"), "bundles": (FREE.parents[2] / "bundles", "b*/t*.txt")}
#: Which of ours may tell an event of a gold article of `train`: they share rare names.
SAME_EVENT = OWN["wikinews"] / "groups.csv"


@dataclass
class Item:
    """One gold article with what is found in it.

    Attributes:
        part: the set that it belongs to.
        group: pieces of one article or event carry one group.
        gold: the annotation.
        claims, mentions, quotes: what the rules say, then what was learned says.
        fold: its answers come from weights, calibration and thresholds that were made without this fold.
        learned: whether weights are fitted to it; else its answers come from the weights of all that are learned from.
        answers: candidate answers, filled by the stages.
        meant: whom its descriptions may mean, filled by the first of them.
    """

    part: str
    group: str
    gold: dict[str, Any]
    article: Article
    doc: Any
    figures: list[FoundFigure]
    dates: list[FoundDate]
    claims: list[FoundClaim]
    mentions: list[FoundMention]
    quotes: list[FoundQuote]
    fold: int = 0
    learned: bool = True
    answers: list[FoundAnswer] = field(default_factory=list)
    meant: Mapping[int, Meant] = field(default_factory=dict)

    def scene(self) -> Scene:
        """The article as the questions see it, with what is found by now."""
        quotes = likely_quotes(self.quotes, self.answers)
        return scene_of(self.syntax.with_roles(self.mentions), self.article, quotes, self.claims, self.meant)

    @cached_property
    def syntax(self) -> Syntax:
        """The text with its facts."""
        return Syntax(self.doc, self.article.text, self.figures, self.dates, self.mentions)


def item_of(part: str, group: str, gold: dict[str, Any], reading: Reading) -> Item:
    """A gold article as the pipeline read it."""
    return Item(
        part, group, gold, reading.article, reading.doc, reading.figures,
        reading.dates, reading.claims, reading.mentions, reading.quotes,
    )  # fmt: skip


def fresh(items: Sequence[Item]) -> list[Item]:
    """The items as they were read, to be trained on anew."""
    return [replace(item, answers=[], meant={}) for item in items]


def read_items(gold: Path, model: str, parts: Sequence[str]) -> list[Item]:
    """The articles of some sets, read by the pipeline without relations.

    Args:
        gold: folder of the gold articles.
        model: spaCy pipeline that reads them.
        parts: `train`, `choose` and `report` (of wire), `dev`, `seeds`, and those in `OWN`.
    """
    groups = _groups(gold)
    nlp = load_pipeline(model)
    items: list[Item] = []
    for part in parts:
        texts = list(own_articles(part) if part in OWN else _gold(gold, part))
        articles = [_article(text, told) for text, told in texts]
        readings = read_all(articles, nlp, relations=False)
        for (_, told), reading in zip(texts, readings, strict=True):
            name = told["doc"]
            event = name.rpartition("_")[0] if part == "bundles" else name  # a bundle tells one event
            items.append(item_of(part, groups.get(name, f"{part}:{event}"), told, reading))
    return items


def _groups(gold: Path) -> dict[str, str]:
    """Article → its group, where it may share one with others."""
    with (gold / "train" / "groups.csv").open(encoding="utf-8") as file:
        groups = {row["doc"]: f"train:{row['group']}" for row in csv.DictReader(file)}
    with SAME_EVENT.open(encoding="utf-8") as file:
        same = {row["doc"]: row["same_event_as"] for row in csv.DictReader(file)}
    return groups | {name: groups.get(other, f"wikinews:{other}") for name, other in same.items()}


def own_articles(part: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The articles of a set in `OWN`: text and annotation as in the gold format."""
    sentences: list[str] = []
    if part in TEXTS:
        folder, files = TEXTS[part]
        for path in sorted(folder.glob(files)):
            sentences += [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for path in sorted(OWN[part].glob("*.txt")):
        yield from read_marks(path, sentences)


def _gold(gold: Path, part: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The articles of one set of the gold: text and annotation."""
    folder = gold / LISTED.get(part, part)
    if part in LISTED:
        names = sorted((folder / f"{part}.txt").read_text(encoding="utf-8").split())
    else:
        names = sorted(path.stem for path in folder.glob("*.json"))
    for name in names:
        told = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        yield (folder / f"{name}.txt").read_bytes().decode(), {"doc": name, **told}


def _article(text: str, gold: dict[str, Any]) -> Article:
    """A text, told what a reader must be told (day of publication)."""
    day = gold.get("published_on") if gold.get("published_basis") == "metadata" else None
    return make_article(text, f"{gold['doc']}.txt", Told(published_on=date.fromisoformat(day) if day else None))


def fold_items(items: Sequence[Item], learn: Sequence[str], seed: int = 0) -> None:
    """Give each group of articles a fold; sets outside `learn` are folded apart, for calibration only."""
    for kept in (True, False):
        chosen = [item for item in items if (item.part in learn) is kept]
        groups = sorted({item.group for item in chosen})
        random.Random(seed).shuffle(groups)
        fold = {group: number % FOLDS for number, group in enumerate(groups)}
        for item in chosen:
            item.fold, item.learned = fold[item.group], kept
