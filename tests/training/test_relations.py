"""The training of the relations, on three invented articles and on invented answers."""

import json
import re
import shutil
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from spacy.language import Language

from training.package import replace_folder
from training.relations.__main__ import main
from training.relations.calibrate import (
    NULLS,
    PROMISES,
    Judged,
    Promise,
    Settled,
    calibration_error,
    isotonic,
    line_of,
    threshold,
)
from training.relations.card import Report, Scores, card, panels
from training.relations.data import FOLDS, Item, fold_items, fresh, item_of
from training.relations.experiments import GROUPS
from training.relations.fit import Lesson, fit
from training.relations.gold import Gold
from training.relations.instances import Instance
from training.relations.plot import bins_of, draw
from training.relations.score import ROWS, WHOLE, interval, ratios, tables_of, total
from training.relations.stages import read_with, train, weighed
from training.relations.store import stored, write
from transforms.documents import Told, make_article
from transforms.pipeline import read_all
from transforms.relations import order
from transforms.relations.looks import Look
from transforms.relations.scorer import GLANCE, Scorer, load_scorers

ARTICLES = (
    (
        "Il rogo di Borgofiore ha provocato 12 feriti. «Abbiamo aperto subito tre palestre per chi non ha più casa», "
        "ha detto Carla Venturi.",
        [("12", 12, "feriti", "Borgofiore")],
        "Carla Venturi",
    ),
    (
        "Una frana a Valpescara ha lasciato 40 sfollati. «Nessuno di loro dormirà stanotte in macchina», "
        "ha assicurato Piero Lanzi.",
        [("40", 40, "sfollati", "Valpescara")],
        "Piero Lanzi",
    ),
    (
        "La piena di Rivalunga ha causato 7 dispersi. «Il fiume scende, le ricerche vanno avanti con i droni», "
        "ha spiegato Dora Mestri.",
        [("7", 7, "dispersi", "Rivalunga")],
        "Dora Mestri",
    ),
)


def _annotation(text: str, figures: list[tuple[str, int, str, str]], speaker: str) -> dict[str, Any]:
    quoted = re.search("«(.+)»", text)
    assert quoted is not None
    return {
        "figures": [
            {"start": text.index(f" {surface} ") + 1, "end": text.index(f" {surface} ") + 1 + len(surface), "low": value,
             "high": value, "unit": None, "counted": counted, "subject": subject, "source": None, "period": None,
             "part_of": None, "modality": "asserted"}
            for surface, value, counted, subject in figures
        ],
        "quotes": [{"start": quoted.start(1), "end": quoted.end(1), "form": "direct", "speaker": speaker}],
        "entities": [{"name": speaker}],
    }  # fmt: skip


def _comparisons() -> Any:
    """What the scorer beside the gold articles compares with, as far as three plain articles need it."""

    def match(gold: list[Any], ours: list[Any], same: Any) -> dict[int, int]:
        return {j: i for j, b in enumerate(ours) for i, a in enumerate(gold) if a["start"] == b["start"] and same(a, b)}

    def score_doc(gold: Any, found: Any, text: str, table: dict[str, list[int]], _: Any) -> None:
        said = {quote["start"]: quote["speaker"] for quote in found["quotes"]}
        right = sum(said.get(quote["start"]) == quote["speaker"] for quote in gold["quotes"])
        table["quotes direct + speaker"] = [right, len(said) - right, len(gold["quotes"]) - right]

    return SimpleNamespace(
        ROWS=[*ROWS, "figures + counted"], Table=dict, score_doc=score_doc, match=match, ids=lambda gold: {},
        person=lambda name: (name or "").lower(), plain=str, near=lambda a, b: a == b, unit=lambda unit: unit,
        same_name=lambda a, b, *_: a == b, same_holders=lambda a, b, *_: a in b, same_period=lambda a, b: a == b,
        sp=lambda x: (x["start"], x["end"]), inter=lambda a, b: max(0, min(a[1], b[1]) - max(a[0], b[0])),
        both=lambda a, b, share: a[0] < b[1] and b[0] < a[1], mentions=lambda gold: [], whole=lambda figure, figures: None,
    )  # fmt: skip


@pytest.fixture(scope="module")
def items(nlp: Language) -> list[Item]:
    texts = [make_article(text, "prova.txt", Told(published_on=date(2026, 2, 3))) for text, _, _ in ARTICLES]
    readings = read_all(texts, nlp, relations=False)
    return [
        item_of("choose" if number == 2 else "train", f"g{number}", _annotation(*told), reading)
        for number, (told, reading) in enumerate(zip(ARTICLES, readings, strict=True))
    ]


def _instance(item: Item, rows: list[list[str]], right: int) -> Instance:
    names = [*(f"n{at}" for at in range(len(rows) - 1)), None]
    return Instance(item, 0, order.Asked([*names], names, rows), [at == right for at in range(len(rows))])


def test_fitting_makes_the_right_answer_likelier(items: list[Item]) -> None:
    rows = [["near", "subject"], ["near"], ["none"]]
    turned = rows[1::-1] + rows[2:]
    instances = [_instance(items[0], rows, 0), _instance(items[1], turned, 1), _instance(items[2], rows, 0)]
    before, after = (Scorer(weights).probabilities(rows) for weights in ({}, fit(instances, 1.0)))
    assert before[0] == pytest.approx(1 / 3)
    assert after[0] > 0.5
    assert after.index(max(after)) == 0


def test_what_is_left_out_gets_no_weight(items: list[Item]) -> None:
    instances = [_instance(item, [["path=nsubj|k=count", "near"], ["none"]], 0) for item in items]
    assert set(fit(instances, 1.0)) == {"path=nsubj|k=count", "near", "none"}
    assert set(fit(instances, 1.0, Lesson(without=GROUPS["clause and path"]))) == {"near", "none"}


def test_half_the_articles_are_whole_groups(items: list[Item]) -> None:
    instances = [_instance(replace(items[0], group=f"g{number % 4}"), [["none"]], 0) for number in range(12)]
    halves = [Lesson(share=0.5, draw=draw).groups(instances) for draw in range(3)]
    assert all(len(half) == 2 for half in halves)
    assert Lesson().groups(instances) == {"g0", "g1", "g2", "g3"}


def test_folds_never_split_a_group(items: list[Item]) -> None:
    many = [
        replace(items[0], group=f"g{number // 3}", part="train" if number < 60 else "choose") for number in range(90)
    ]
    fold_items(many, ["train"])
    folds: dict[str, set[int]] = defaultdict(set)
    for item in many:
        folds[item.group].add(item.fold)
    assert all(len(found) == 1 for found in folds.values())
    assert {item.fold for item in many if item.learned} == set(range(FOLDS))
    assert {item.part for item in many if item.learned} == {"train"}


def test_calibration_rises_and_comes_nearer_to_the_truth() -> None:
    # told to be right nine times of ten, right six times; told once of ten, right three times
    pairs = [(0.9, number % 10 < 6) for number in range(200)] + [(0.1, number % 10 < 3) for number in range(200)]
    line = isotonic(pairs)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(line))
    calibrated = [(Scorer({}, calibration=line).calibrated(share), mark) for share, mark in pairs]
    assert calibration_error(pairs) == pytest.approx(0.25, abs=0.01)
    assert calibration_error(calibrated) < 0.06


def _judged(share: float, right: bool, group: int, part: str = "train") -> Judged:
    return Judged(part, f"g{group}", group % FOLDS, share, right, True, True)


def test_wire_alone_is_not_led_by_the_others() -> None:
    judged = [_judged(0.8, True, n) for n in range(60)] + [_judged(0.8, n % 2 == 0, n, "choose") for n in range(60)]
    alone, alike = (Scorer({}, calibration=line_of(judged, way)).calibrated(0.8) for way in ("wire alone", "all alike"))
    assert alone == pytest.approx(0.5, abs=0.02)
    assert alike == pytest.approx(0.75, abs=0.02)


def test_thresholds_keep_the_promise_by_the_bound() -> None:
    promise = Promise(0.75, 0.75)
    answered = [(f"g{n % 40}", (n % 100) / 100, (n * 7) % 100 < n % 100) for n in range(2000)]
    limit = threshold(answered, promise, wanted=len(answered))
    shares = [mark for _, sure, mark in answered if sure >= limit]
    lower = [mark for _, sure, mark in answered if sure >= limit - 0.1]
    assert sum(shares) / len(shares) > 0.75
    assert sum(lower) / len(lower) < 0.78


def test_where_the_bound_leaves_too_little_the_mean_must_do() -> None:
    # one bad article in four: the bound is out of reach, the mean is not
    answered = [(f"g{n % 4}", 0.9, n % 4 != 0 or n % 8 == 0) for n in range(80)]
    assert threshold(answered, Promise(0.8, 0.8, recall=0.25), wanted=80) == 0.2
    assert threshold(answered, Promise(0.8, 0.9, recall=0.25), wanted=80) == 0.99


@pytest.mark.parametrize("null", NULLS)
@pytest.mark.parametrize("weight", [-1.0, 0.0, 0.5, 0.9, 2.0])
def test_one_weighing_tells_the_best_answer_for_every_factor_of_nobody(
    items: list[Item], weight: float, null: float
) -> None:
    names = ["Ada", None, "Ugo", "Ada", None]  # the second is somebody whom nobody can name
    rows: list[list[Look]] = [["far"], ["near"], ["near"], ["far"], ["none"]]
    right = [False, False, True, False, False]
    one = Instance(items[0], 0, order.Asked([*"abcd", None], names, rows), right)
    settled = Settled([{"near": weight, "none": 0.8}] * (FOLDS + 1))
    told = weighed(settled, one).judged(one, null)
    settled.null = null
    best = one.asked.ranked(settled.scorer(0, learned=True))[0]
    assert (told.answered, told.right) == (best.name is not None, right[best.candidate])
    assert told.wanted


def test_few_answers_publish_nothing() -> None:
    assert threshold([("g", 0.9, True)] * 5, PROMISES["subject"], wanted=5) == 0.99
    assert threshold([], PROMISES["subject"], wanted=0) == 0.99


def test_an_article_is_answered_by_what_has_not_seen_it() -> None:
    settled = Settled([{"w": float(n)} for n in range(FOLDS + 1)])
    settled.settle([_judged(0.9, True, n) for n in range(60)], PROMISES["subject"])
    assert settled.scorer(2, learned=True).weights == {"w": 2.0}
    assert settled.scorer(2, learned=False).weights == settled.shipped().weights == {"w": float(FOLDS)}
    assert len(settled.lines) == len(settled.limits) == FOLDS + 1


def test_intervals_hold_the_value() -> None:
    tables = [(f"g{n % 10}", {"row": [n % 10, 3, 4]}) for n in range(60)]
    low, high = interval(tables, "row")
    assert low < ratios(total(tables, "row"))[2] < high


def test_three_articles_are_learned_and_told(items: list[Item], tmp_path: Path) -> None:
    module = _comparisons()
    own = fresh(items)
    fold_items(own, ["train", "choose"])
    trained = train(own, module)
    questions = {GLANCE, "referent", "speaker_direct", "speaker_indirect", *order.FIELDS, order.PLACE}
    assert set(trained.settled) == questions
    assert len(trained.judged["subject"]) == 3
    assert all(item.answers for item in own)
    assert [item.claims for item in own] != [item.claims for item in items]
    assert all(not item.answers for item in items)  # those that were read stay as they were

    again = fresh(items)
    fold_items(again, ["train", "choose"])
    assert stored(train(again, module)) == stored(trained)

    write(tmp_path / "weights.json", stored(trained), stored(trained))
    scorers, together = load_scorers(tmp_path / "weights.json", parsed=False)
    read_with(new := fresh(items), scorers, together)
    speakers = [
        answer.name for item in new for answer in item.answers if answer.field == "speaker" and answer.rank == 1
    ]
    assert speakers == [speaker for _, _, speaker in ARTICLES]
    best = {
        part: tables_of(module, [item for item in new if item.part == part], best=True) for part in ("train", "choose")
    }
    assert [sum(table[WHOLE]) > 0 for _, table in best["train"]] == [True, True]

    scores = Scores(best, best, best)
    report = Report(["train"], (trained, scores), (trained, scores), {"words": best}, {0.5: [best, best]}, size=1234)
    text = card(report)
    assert "1,234 bytes" in text
    assert "No weight was fitted to them" in text
    assert all(row in text for row in ROWS)
    assert all(len(set(map(len, _cells(part)))) == 1 for part in text.split("\n\n") if part.startswith("|"))
    drawn = draw(panels(trained))
    assert drawn.count('class="frame"') == len(panels(trained))


def _cells(part: str) -> list[list[str]]:
    return [line.split(" | ") for line in part.splitlines()]


def test_the_plot_groups_answers_by_how_sure_they_are() -> None:
    points = bins_of([(n / 100, n >= 50) for n in range(100)])
    assert sum(count for _, _, count in points) == 100
    assert [share for share, _, _ in points] == sorted(share for share, _, _ in points)
    assert points[0][1] == 0.0
    assert points[-1][1] == 1.0


def test_without_gold_articles_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--gold", str(tmp_path)]) == 2
    assert "--gold" in capsys.readouterr().out


def test_a_new_pipeline_keeps_the_relations(tmp_path: Path) -> None:
    folder, new = tmp_path / "model", tmp_path / ".model.new"
    shutil.copytree(Path(__file__).parent, folder / "relations")
    (folder / "vocab").mkdir()
    new.mkdir()
    (new / "meta.json").write_text(json.dumps({}), encoding="utf-8")
    replace_folder(folder, new)
    assert sorted(path.name for path in folder.iterdir()) == ["meta.json", "relations"]
    assert (folder / "relations" / Path(__file__).name).is_file()


def test_an_entity_with_two_names_is_one() -> None:
    text = "Lanzi e Dora Mestri e Ada Mestri e la Valfi"
    known = SimpleNamespace(
        person=str.lower,
        ids=lambda _: {},
        sp=lambda one: (one["start"], one["end"]),
        mentions=lambda gold: gold["mentions"],
        same_name=lambda told, name, gold, ours: gold.get(told.lower(), told) == ours.get(name.lower(), name),
    )
    named = {"Lanzi": ("Piero Lanzi", "Lanzi"), "Dora Mestri": ("Dora Mestri", "Ada Mestri"), "Valfi": ("Valfi", "Val")}
    told, found = [], []
    for words, (name, ours) in named.items():
        start, end = text.index(words), text.index(words) + len(words)
        told.append({"start": start, "end": end, "name": name, "via": "name"})
        entity = SimpleNamespace(name=ours, wikidata_id=None)
        found.append(SimpleNamespace(start=start, end=end, entity=entity, kind="PER", via="name"))
    article = SimpleNamespace(text=text)
    gold: Any = SimpleNamespace(article=article, mentions=found, gold={"mentions": told})
    both = Gold(cast(Any, known), gold)
    assert both.name("Piero Lanzi", "Lanzi")
    assert both.name("Valfi", "Val")
    assert not both.name("Dora Mestri", "Ada Mestri")


@pytest.mark.slow
def test_the_gold_articles_are_read_and_folded(shared: Path) -> None:
    from training.relations.data import read_items
    from training.relations.gold import scorer_module

    module = scorer_module(shared / "gold")
    found = read_items(shared / "gold", "rules", ["dev"])
    fold_items(found, ["dev"])
    assert len({item.group for item in found}) == len(found)
    assert sum(len(Gold(module, item).figures()) for item in found) > 100
