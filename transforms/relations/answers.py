"""From the scores of candidates to answers: who is told, how sure we are, what is published."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from transforms.contract import AnswerField, AnswerTable
from transforms.facts import FoundAnswer, FoundEntity
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
    "w=so_far": "up to publication",
    "w=since": "since then",
    "twin": "as told of the same number",
    "adds": "what the list adds up to",
}


@dataclass(frozen=True, slots=True)
class Told:
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
    rows: Sequence[Sequence[str]],
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
            basis="nobody" if answer.name is None else scorer.reason(rows[answer.candidate], PROPOSALS),
        )  # fmt: skip
