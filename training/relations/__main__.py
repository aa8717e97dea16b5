"""Train the relations: who is counted, about whom, according to whom, for when, part of what, who speaks, who is meant.

    python -m training.relations [--gold FOLDER] [--out FOLDER] [--learn SETS] [--report] [--quick] [--keep]

A conditional log-linear model a question (`transforms.relations`), fitted by L-BFGS. Everything that is told about its
quality comes from cross-validation over articles: pieces of one event are never split, and what a question
takes from the one before it comes from weights that had not seen the article either. Needs the gold articles, and
scipy, which the locked requirements bring; no torch. Writes weights, model card and calibration plot.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from training.relations.card import Report, Scores, card, panels
from training.relations.experiments import CURVE, GROUPS, OWN, TAGGED, UNTAGGED, Run, Setting, jobs, run_all
from training.relations.plot import draw
from training.relations.score import ROWS, WHOLE, Tables, ratios, total
from training.relations.store import stored, write

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"
OUT = Path(__file__).resolve().parents[2] / "transforms" / "model" / "relations"
#: Scored with the finished weights.
SHOWN = ("dev", "seeds")


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line of the module."""
    options = _parser().parse_args(arguments)
    if not (options.gold / "train").is_dir():
        print(
            f"No gold articles in {options.gold}: they are not part of the repository; give their folder with --gold."
        )
        return 2
    began = time.monotonic()
    setting = Setting(options.gold, tuple(options.learn.split(",")), options.model)
    show = [*SHOWN, *(["report"] if options.report else [])]
    runs: dict[str, Run] = {}
    for run in run_all(setting, jobs(options.model, show, quick=options.quick)):
        runs[run.name] = run
        print(f"{time.monotonic() - began:5.0f} s  {run.name} ({run.seconds:.0f} s)", flush=True)
        if run.trained is not None:
            print_rows(run)
        if not options.keep and runs.keys() >= {TAGGED, UNTAGGED}:  # the card grows with every run
            save(options.out, setting.learn, runs)
    print(f"{time.monotonic() - began:5.0f} s  done", flush=True)
    return 0


def _parser() -> argparse.ArgumentParser:
    summary = (__doc__ or "").split("\n", maxsplit=1)[0]
    parser = argparse.ArgumentParser(prog="python -m training.relations", description=summary)
    parser.add_argument("--gold", type=Path, default=SHARED, help="folder of the gold articles")
    parser.add_argument("--out", type=Path, default=OUT, help="folder for weights, card and plot")
    parser.add_argument("--model", default="bundled", help="spaCy pipeline that reads the articles")
    parser.add_argument(
        "--learn", default="train,choose,wikinews,ntrex,bundles,agency", help="sets to fit weights to, joined by commas"
    )
    parser.add_argument("--report", action="store_true", help="score wire/report too; it is kept for the end")
    parser.add_argument("--quick", action="store_true", help="leave out learning curve and ablations")
    parser.add_argument("--keep", action="store_true", help="write nothing")
    return parser


def save(folder: Path, learned: Sequence[str], runs: Mapping[str, Run]) -> None:
    """Write weights, card and plot."""
    shipped = []
    for name in (TAGGED, UNTAGGED):
        run = runs[name]
        assert run.trained is not None
        shipped.append((run.trained, Scores(run.best, run.published, run.rules)))
    tagged, untagged = shipped
    write(folder / "weights.json", stored(tagged[0]), stored(untagged[0]))
    curve: dict[float, list[Mapping[str, Tables]]] = defaultdict(list)
    for share, number in CURVE:
        if (name := f"{share:.0%} {number}") in runs:
            curve[share].append(runs[name].best)
    ablations = {name: runs[f"without {name}"].best for name in (OWN, *GROUPS) if f"without {name}" in runs}
    size = (folder / "weights.json").stat().st_size
    report = Report(learned, tagged, untagged, ablations, curve, size)
    (folder / "MODEL_CARD.md").write_text(card(report), encoding="utf-8")
    (folder / "calibration.svg").write_text(draw(panels(tagged[0])), encoding="utf-8")


def print_rows(run: Run) -> None:
    """Best answers and published ones, row by row, with thresholds."""
    assert run.trained is not None
    for question in run.trained.judged:
        one = run.trained.settled[question]
        folds = ", ".join(f"{limit:.2f}" for limit in one.limits[:-1])
        print(f"   {question}: published from {one.limits[-1]:.2f} on (without each fold: {folds})")
    for part, best in run.best.items():
        print(f"   {part}: {len(best)} articles, best F1 (rules' own), published P and R")
        for row in (*ROWS, WHOLE):
            f1, own = ratios(total(best, row))[2], ratios(total(run.rules[part], row))[2]
            precision, recall, _ = ratios(total(run.published[part], row))
            print(f"      {row:30} {f1:.3f} ({own:.3f})   {precision:.3f} {recall:.3f}")


if __name__ == "__main__":
    sys.exit(main())
