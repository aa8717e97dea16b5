"""From the scores of candidates to answers: who is told, how sure we are, what is published."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from transforms.contract import AnswerField, AnswerTable
from transforms.facts import FoundAnswer, FoundEntity
from transforms.relations.looks import Look
from transforms.relations.scorer import Answer, Scorer

#: At most so many answers are kept a question.
KEPT = 3


class Told(NamedTuple):
    """What an answer is, as a row of `attributions` has it."""

    entity: FoundEntity | None = None
    name: str | None = None
    date_from: Any = None
    date_to: Any = None


_NOBODY = Told()


def found_answers(
    table: AnswerTable,
    fact: int,
    field: AnswerField,
    scorer: Scorer,
    ranked: Sequence[Answer[Any]],
    told: Callable[[Any], Told],
    candidates: Sequence[Any],
    rows: Sequence[Sequence[Look]],
) -> Iterable[FoundAnswer]:
    """The best answers of one question as findings; `told` says what a candidate is."""
    for rank, answer in enumerate(ranked[:KEPT], 1):
        what = _NOBODY if answer.name is None else told(candidates[answer.candidate])
        yield FoundAnswer(
            table,
            fact,
            field,
            rank,
            rank == 1 and answer.confidence >= scorer.threshold,
            answer.confidence,
            "nobody" if answer.name is None else scorer.reason(rows[answer.candidate]),
            what.entity,
            what.entity.name if what.entity else what.name,
            what.date_from,
            what.date_to,
        )
