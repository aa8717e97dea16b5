"""From the scores of candidates to answers: who is told, how sure we are, what is published."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from transforms.contract import AnswerField, AnswerTable
from transforms.facts import FoundAnswer, FoundEntity
from transforms.relations.looks import Look, Looks
from transforms.relations.scorer import Answer, Scorer

#: At most so many answers are kept a question.
KEPT = 3

#: Feature → what it is called in `basis`; the one that weighed most for an answer is told.
PROPOSALS = {
    "rule": "rule",
    "subjof=0a": "subject of the clause",
    "subjof=0p": "subject of the clause",
    "subjof=1a": "subject of the main clause",
    "subjof=1p": "subject of the main clause",
    "headof": "noun that the number hangs on",
    "undernoun": "holder of the counted noun",
    "underanchor": "holder of the counted noun",
    "next": "right behind the number",
    "rightbeforebracket": "right before the bracket",
    "above": "noun above in the sentence",
    "sameclause": "same clause",
    "clause=True": "same clause",
    "report": "body whose report is told",
    "told=in:direct:0": "speaker of the quotation",
    "told=in:indirect:0": "speaker of the reported clause",
    "told=in:direct:1": "speaker of the quotation",
    "told=in:indirect:1": "speaker of the reported clause",
    "says=according": "according to",
    "says=subject": "subject of a verb of saying",
    "cuesubject": "subject of the cue",
    "colon=True": "before the colon",
    "last=True": "who spoke last",
    "link=True": "as told of the figure before",
    "said=True": "named by the same noun",
    "only=True": "the only one named",
    "w=published": "day of publication",
    "w=so_far": "up to publication",
    "w=since": "since then",
    "firstday=True": "first day told",
}


class Told(NamedTuple):
    """What an answer is, as a row of `attributions` has it."""

    entity: FoundEntity | None = None
    name: str | None = None
    date_from: Any = None
    date_to: Any = None


def found_answers(
    table: AnswerTable,
    fact: int,
    field: AnswerField,
    scorer: Scorer,
    ranked: Sequence[Answer[Any]],
    told: Callable[[int], Told],
    rows: Sequence[Sequence[Look]],
) -> Iterable[FoundAnswer]:
    """The best answers of one question as findings; `told` says what the candidate at a place is."""
    for rank, answer in enumerate(ranked[:KEPT], 1):
        what = told(answer.candidate)
        yield FoundAnswer(
            table, fact, field, rank,
            is_published=rank == 1 and answer.confidence >= scorer.threshold,
            entity=what.entity,
            name=what.entity.name if what.entity else what.name,
            date_from=what.date_from,
            date_to=what.date_to,
            confidence=answer.confidence,
            basis="nobody" if answer.name is None else reason(scorer, rows[answer.candidate]),
        )  # fmt: skip


def reason(scorer: Scorer, row: Iterable[Look]) -> str:
    """The named proposal that spoke most for a candidate; "nearby" when none did."""
    known, weights = scorer.sums.reasons, scorer.weights
    best, basis = 0.0, "nearby"
    for look in row:
        if isinstance(look, str):
            weight = weights.get(look, 0.0)
            name = _proposal(look) if weight > best else ""
        else:
            if look not in known:
                known[look] = _spoke_most(weights, look)
            weight, name = known[look]
        if name and weight > best:
            best, basis = weight, name
    return basis


def _spoke_most(weights: Mapping[str, float], look: Looks) -> tuple[float, str]:
    """Weight and name of the proposal that weighs most among some features; 0 where none speaks for a candidate."""
    told = [(weights.get(name, 0.0), _proposal(name)) for name in look.names]
    return max(((weight, name) for weight, name in told if name), key=itemgetter(0), default=(0.0, ""))


def _proposal(feature: str) -> str:
    """What a feature is called; "" when it is no proposal."""
    return PROPOSALS.get(feature) or PROPOSALS.get(feature.partition("|")[0], "")
