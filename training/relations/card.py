"""The model card of a run, in Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from training.relations.calibrate import (
    MARGIN,
    PROMISES,
    WAY,
    WAYS,
    Judged,
    calibrated_pairs,
    calibration_error,
    limits_of,
    recall_at,
    together_pairs,
)
from training.relations.data import INVENTED
from training.relations.experiments import GROUPS, OWN
from training.relations.fit import VOICES
from training.relations.plot import Pairs
from training.relations.score import ROWS, WHOLE, Tables, interval, ratios, total
from training.relations.stages import Trained
from transforms.relations.words import meanings

NAMES = {
    "counted": "what is counted", "subject": "about whom", "source": "according to whom", "period": "for when",
    "part_of": "part of what", "place": "where", "speaker_direct": "speaker of a direct quotation",
    "speaker_indirect": "speaker of a reported clause", "referent": "whom a description means",
}  # fmt: skip
#: Question → the row that says how it does.
ROW_OF = {
    "counted": "figures + counted", "subject": "figures + subject", "source": "figures + source",
    "period": "figures + period", "part_of": "figures + part_of", "place": "figures + place",
    "speaker_direct": "quotes direct + speaker", "speaker_indirect": "quotes indirect + speaker",
    "referent": "role mentions + name",
}  # fmt: skip
SET_NAMES = {
    "train": "Wikinews", "choose": "wire, choose", "dev": "dev", "seeds": "seeds", "report": "wire, report",
    INVENTED: "agency", "wikinews": "Wikinews, ours", "ntrex": "translated news, ours",
    "bundles": "bundles, ours",
}  # fmt: skip
#: The sets that weights, calibration and thresholds may be made from.
MADE_FROM = ("train", "choose")


@dataclass(frozen=True)
class Scores:
    """Set → counts of its articles.

    Attributes:
        best: by the answers of rank 1.
        published: by what is published.
        rules: by the rules' own answers, without anything learned.
    """

    best: Mapping[str, Tables]
    published: Mapping[str, Tables]
    rules: Mapping[str, Tables]


@dataclass(frozen=True)
class Report:
    """All that the card says about one run.

    Attributes:
        learned: the sets that weights were fitted to.
        tagged, untagged: what was learned for texts with and without tags and trees, and its scores.
        ablations: group of features → set → counts without it; empty when it was not measured.
        curve: share of the articles → the runs, each set → counts; empty when it was not measured.
        size: of the file with the weights, in bytes.
    """

    learned: Sequence[str]
    tagged: tuple[Trained, Scores]
    untagged: tuple[Trained, Scores]
    ablations: Mapping[str, Mapping[str, Tables]]
    curve: Mapping[float, Sequence[Mapping[str, Tables]]]
    size: int


def panels(trained: Trained) -> dict[str, Pairs]:
    """What the plot shows: question → set, calibrated probability and rightness of its answers."""
    shown = {
        NAMES[question]: calibrated_pairs(trained.judged[question])
        for question in NAMES
        if question in PROMISES and trained.judged.get(question)
    }
    return {**shown, "all of a figure": together_pairs(trained.wholes)}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, the first column to the left."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def card(report: Report) -> str:
    """The model card."""
    trained, scores = report.tagged
    weights = [
        sum(len(one.weights[-1]) for one in each.settled.values()) for each, _ in (report.tagged, report.untagged)
    ]
    parts = [
        f"""# Relations: what is counted, about whom, according to whom, for when; who speaks; who is meant

A conditional log-linear model a question over candidates of the text ("nobody" is one of them), in plain Python; how it
works: `docs/relations.md`. Written by `make relations`; every number below is of that run, which is seeded.
{weights[0]:,} weights for parsed texts and {weights[1]:,} for texts without tags and trees (`--model rules`),
{report.size:,} bytes.""",
        _data(report),
        _best(scores),
        _published(trained, scores),
        _calibration(trained),
        _untagged(*report.untagged),
        _curve(report),
        _ablations(report),
        _weaknesses(),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


#: Why wire, choose teaches; measured on wire, report, which taught nothing.
_GAIN = """That raised the best answers on wire, report (29 November 2026; learned from Wikinews alone, from features of
  one article too → from both): subject 0.484 → 0.571, source 0.209 → 0.643, period 0.402 → 0.494, whole claim
  0.265 → 0.326; speakers of direct quotations 0.770 → 0.730."""


def _data(report: Report) -> str:
    _, scores = report.tagged
    names = ", ".join(SET_NAMES[part] for part in report.learned)
    counts = {part: len(tables) for part, tables in scores.best.items()}
    wire = (
        f"Weights were fitted to them.\n  {_GAIN}"
        if "choose" in report.learned
        else 'No weight was fitted to them: they calibrate, and choose the weight of "nobody" and the thresholds.'
    )
    return f"""## Data and licences

Annotation of all sets is our own. Weights were fitted to: {names}.

- Wikinews: {counts.get("train", 0)} articles, texts CC BY 2.5 (Wikinews). Their text lies in what the weights of
  the names were trained on, so names there are easier than elsewhere.
- Wikinews, ours: {counts.get("wikinews", 0)} more articles (`training/data/wikinews`), texts CC BY 2.5, each marked by
  one reader; they teach, but neither calibrate nor decide what is published. The weights of the names never saw 189 of
  them (`k`, `l`, `m`).
- Translated news, ours: marks in {counts.get("ntrex", 0)} articles of NTREX-128 (`training/data/ntrex`), texts
  CC BY-SA 4.0, each marked by one reader; they teach all but periods, and decide nothing else.
- Bundles, ours: marks in {counts.get("bundles", 0)} texts of invented events (`training/data/bundles`), whose texts
  are not part of this repository, each marked by one reader; they teach, and decide nothing else. The ledger's own
  benchmark reads these texts.
- Wire: {counts.get("choose", 0)} articles of agencies and newspapers, whose texts belong to their publishers and
  are not part of this repository. {wire}

{_own(counts)}
- The subject of a figure, for which there are no rules, is taught by dev and seeds too, which shaped the other rules:
  its rows there are of weights that have seen them.

Weights: CC BY-SA 4.0, as the model that reads the texts; see `LICENSE` beside this file. They are free for commercial
use."""


def _own(counts: Mapping[str, int]) -> str:
    """The articles that we wrote, where they taught."""
    if INVENTED not in counts:
        return ""
    taught = ", ".join(
        NAMES[question] + (f" (each fact at {weight})" if weight != 1.0 else "")
        for question, weight in VOICES[INVENTED].items()
        if question in NAMES
    )
    return f"""- Agency: {counts[INVENTED]} articles that we wrote as agencies write, with invented people and
  events (`training/data/agency`). They teach {taught};
  they neither calibrate nor decide what is published.
- Meanings: families and classes of {len(meanings()):,} lemmas (`meanings.csv`), clustered from the vectors of Google's
  universal-sentence-encoder-multilingual v3 (Apache-2.0) by `training/relations/meanings.py`.
"""


def _best(scores: Scores) -> str:
    rows = []
    for row in (*ROWS, WHOLE):
        cells = []
        for tables in scores.best.values():
            low, high = interval(tables, row)
            cells.append(f"{ratios(total(tables, row))[2]:.3f} [{low:.2f}–{high:.2f}]")
        rows.append([row, *cells])
    heads = [f"{SET_NAMES[part]} ({len(tables)})" for part, tables in scores.best.items()]
    return f"""## Best answer: F1, published or not, with 90 % bootstrap intervals over articles

Wikinews and wire, choose: each article by weights that had not seen it (six folds over groups of articles); other
sets: by the finished weights. Rows as the scorer beside the gold articles has them; whole claim: value, counted,
subject, source, modality and period all right.

{table(["row", *heads], rows)}"""


def _published(trained: Trained, scores: Scores) -> str:
    rows = []
    for question, row in ROW_OF.items():
        limit = trained.settled[question].limits[-1]
        promise = PROMISES.get(question)
        cells = []
        for tables in scores.published.values():
            precision, recall, _ = ratios(total(tables, row))
            cells.append(f"{precision:.2f} / {recall:.2f}")
        promised = f"{promise.low:.2f}, {promise.mean:.2f}, {promise.recall:.2f}" if promise else "–"
        rows.append([NAMES[question], promised, f"{limit:.2f}", _kept_by(trained, question), *cells])
    whole = [WHOLE, "–", "–", "–"]
    for tables in scores.published.values():
        precision, recall, _ = ratios(total(tables, WHOLE))
        whole.append(f"{precision:.2f} / {recall:.2f}")
    heads = [f"{SET_NAMES[part]}: P / R" for part in scores.published]
    return f"""## What is published

An answer is published when it is at least as sure as the threshold of its field. The threshold is the lowest from
which the lower 5 % bound of a bootstrap over articles reaches the first number of the promise and the mean the second
one, Wikinews and wire together. Where that would publish less of what is wanted than the third number, the bound is
dropped ("mean"): then it is the lowest threshold from which the mean is the second number plus {MARGIN:.2f}. Precision
is of what is published (a quotation without speaker does not count), recall of all that the gold has; thresholds,
too, are those that were found without the article's fold, except for sets that nothing was learned from.

{table(["field", "promise", "threshold", "by", *heads], [*rows, whole])}"""


def _kept_by(trained: Trained, question: str) -> str:
    """What the threshold keeps: the bound or the mean."""
    if question not in PROMISES:
        return "F1"
    settled, promise = trained.settled[question], PROMISES[question]
    calibrated = settled.shipped().calibrated
    judged = trained.judged[question]
    answered = [(one.group, calibrated(one.sure), one.right) for one in judged if one.answered]
    bound = limits_of(answered, promise).bound
    if bound is None:
        return "mean (the bound is out of reach)"
    if bound == settled.limits[-1]:
        return "bound"
    recall = recall_at(answered, bound, sum(one.wanted for one in judged))
    return f"mean (the bound: {bound:.2f}, recall {recall:.2f})"


def error(pairs: Pairs, part: str) -> str:
    """The calibration error of a set."""
    own = [(share, mark) for one, share, mark in pairs if one == part]
    return f"{calibration_error(own):.3f}" if own else "–"


def _raw(judged: Sequence[Judged]) -> Pairs:
    return [(one.part, one.sure, one.right) for one in judged]


def _calibration(trained: Trained) -> str:
    rows = []
    for question, name in NAMES.items():
        judged = trained.judged[question]
        if question == "referent":  # most nouns describe nobody: only those that are somebody are told
            judged = [one for one in judged if one.answered]
        if question not in PROMISES:
            rows.append([name, error(_raw(judged), "choose"), error(_raw(judged), "train"), *["–"] * len(WAYS), "–"])
            continue
        ways = [error(calibrated_pairs(judged, way), "choose") for way in WAYS]
        rows.append([name, *(error(_raw(judged), part) for part in ("choose", "train")), *ways])
        rows[-1].append(error(calibrated_pairs(judged), "train"))
    whole = together_pairs(trained.wholes)
    rows.append(
        [
            "all of a figure",
            "–",
            "–",
            *(error(whole, "choose") if way == WAY else "–" for way in WAYS),
            error(whole, "train"),
        ]
    )
    return f"""## Calibration

Expected calibration error of the best answer, "nobody" too, in ten bins; the calibration (isotonic, twelve groups)
never saw the article's fold. Shipped: {WAY}. "wire alone": made from the wire articles; "wire twice": from both, wire
counting twice, since names in Wikinews are flattered; "all alike": from both. `figures.confidence` is a logistic
regression on the logarithms of how sure the fields are as published; figures that are no figures at all, or have a
wrong value, count as wrong.

{table(["question", "raw, wire", "raw, Wikinews", *(f"{way}, wire" for way in WAYS), "shipped, Wikinews"], rows)}

![calibration](calibration.svg)"""


def _untagged(trained: Trained, scores: Scores) -> str:
    rows = []
    for row in (*ROWS, WHOLE):
        cells = []
        for part, tables in scores.best.items():
            own, learned = ratios(total(scores.rules[part], row))[2], ratios(total(tables, row))[2]
            cells.append(f"{own:.3f} → {learned:.3f}")
        rows.append([row, *cells])
    limits = ", ".join(f"{question} {trained.settled[question].limits[-1]:.2f}" for question in trained.judged)
    heads = [SET_NAMES[part] for part in scores.best]
    return f"""## Texts without tags and trees

They have weights of their own, learned from the same articles as `--model rules` reads them. F1 of the rules' own
answers → of the best answers learned:

{table(["row", *heads], rows)}

Thresholds: {limits}."""


def _held_back(trained: Trained, best: Mapping[str, Tables]) -> Mapping[str, Tables]:
    """The tables with the wholes that are under the threshold, which the runs beside the shipped one do not have."""
    out: dict[str, Tables] = {}
    for part in MADE_FROM:
        judged = [one for one in trained.judged["part_of"] if one.part == part]
        right = sum(one.right for one in judged if one.answered)
        counts = [right, sum(one.answered for one in judged) - right, sum(one.wanted for one in judged) - right]
        nothing = {row: [0, 0, 0] for row in (*ROWS, *ROW_OF.values(), WHOLE)}
        rest = [(group, {**table, ROW_OF["part_of"]: [0, 0, 0]}) for group, table in best[part]]
        out[part] = [*rest, ("", {**nothing, ROW_OF["part_of"]: counts})]
    return out


def _curve(report: Report) -> str:
    if not report.curve:
        return ""
    trained, scores = report.tagged
    columns: dict[str, Sequence[Mapping[str, Tables]]] = {f"{share:.0%}": runs for share, runs in report.curve.items()}
    if OWN in report.ablations:
        columns["100%"] = [report.ablations[OWN]]
    columns["and our own"] = [_held_back(trained, scores.best)]
    rows = []
    for row in (*ROWS, WHOLE):
        cells = [
            " / ".join(f"{sum(ratios(total(run[part], row))[2] for run in runs) / len(runs):.3f}" for part in MADE_FROM)
            for runs in columns.values()
        ]
        rows.append([row, *cells])
    return f"""## Amount of data

F1 of the best answer on Wikinews / wire, choose, learned from a share of the articles of papers, agencies and Wikinews,
from all of them, and from our own too. Here and below the wholes of `part_of`, too, are told without a
threshold.

{table(["row", *columns], rows)}"""


def _ablations(report: Report) -> str:
    if not report.ablations:
        return ""
    trained, scores = report.tagged
    runs: dict[str, Mapping[str, Tables]] = {"everything": _held_back(trained, scores.best)}
    runs |= {f"without {name}": tables for name, tables in report.ablations.items()}
    rows = []
    for name, tables in runs.items():
        cells = [
            " / ".join(f"{ratios(total(tables[part], row))[2]:.3f}" for part in MADE_FROM) for row in ROW_OF.values()
        ]
        rows.append([name, *cells])
    keys = "; ".join(f"{name}: {', '.join(sorted(keys))}" for name, keys in GROUPS.items())
    return f"""## What carries the answers

F1 of the best answer on Wikinews / wire, choose, without our own articles, and below without these and without all
features whose name holds a key of the group.

{table(["features", *ROW_OF], rows)}

Keys: {keys}."""


def _weaknesses() -> str:
    return """## Known weaknesses

- Meaning is missing: which noun of a sentence a verb is likely to be about is known only for words seen in training.
- An entity that got another canonical name, and a noun phrase cut otherwise, are no candidates of their own.
- Wire articles are few, and a handful of long lists makes most of their figures: their rows move by several points
  with them.
- Sources and days that are told once, in the first lines, and hold for the whole text are found least reliably.
- Most descriptions that are missed are not found as spans; which one is meant is the smaller part of the error.
- The rules' answers are features: when a rule changes, train again.

Other scorers and lessons that were tried, and what they gave, stand in `docs/relations.md` under "What was tried":
gradient boosting, networks with and without the states of the grammar, joint decoding, self-training. None was better
by two points on both sets."""
