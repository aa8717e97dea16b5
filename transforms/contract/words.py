"""Words of the columns that hold one of a list."""

from typing import Literal

DateKind = Literal["date", "interval", "time", "duration", "set"]
Grain = Literal[
    "century", "decade", "year", "half_year", "season", "quarter", "month", "week", "weekend", "day",
    "part_of_day", "hour", "minute", "second",
]  # fmt: skip
Modifier = Literal[
    "approximate", "start", "mid", "end", "before", "after", "since", "until",
    "more_than", "less_than", "at_least", "at_most", "nearly",
]  # fmt: skip
FigureKind = Literal["count", "money", "percent", "measure", "age", "ratio", "score"]
FigureModifier = Literal["approximate", "more_than", "less_than", "at_least", "at_most", "nearly"]
AnswerTable = Literal["figures", "quotes", "mentions"]
AnswerField = Literal["counted", "subject", "source", "period", "part_of", "speaker", "referent"]
Aspect = Literal["level", "previous", "change", "limit"]
Direction = Literal["up", "down"]
Modality = Literal["asserted", "reported", "planned", "denied", "hypothetical"]
EntityKind = Literal["PER", "ORG", "LOC"]
Via = Literal["name", "alias", "role"]
QuoteForm = Literal["direct", "indirect"]
UnreadKind = Literal["number", "date", "quote_mark", "name"]
PublishedBasis = Literal["metadata", "text", "none"]
OutletKind = Literal["agency", "paper", "local", "website", "aggregator", "official"]
RunState = Literal["completed", "held_back", "failed"]
ReviewField = Literal[
    "value", "days", "name", "counted", "subject", "source", "period", "part_of", "speaker", "referent"
]  # fmt: skip
ReviewTable = Literal["dates", "figures", "quotes", "mentions"]
Drawn = Literal["random", "lowest"]
Judgement = Literal["right", "wrong", "corrected", "unsure"]
Completeness = Literal["full", "teaser", "unknown"]
CopyRelation = Literal["copy", "abridged", "extended", "lifts"]
QuantityState = Literal["single", "repeated", "confirmed", "disputed", "revised"]
TellingRelation = Literal[
    "first", "same", "repeats", "narrower", "wider", "revised_up", "revised_down", "contradicts"
]  # fmt: skip
