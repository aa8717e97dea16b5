"""Features that are ways to an answer, by name."""

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
    "said=True": "named by the same noun",
    "only=True": "the only one named",
    "w=so_far": "up to publication",
    "w=since": "since then",
    "twin": "as told of the same number",
    "adds": "what the list adds up to",
}


def proposal(feature: str) -> str:
    """What a feature is called; "" when it is no way to an answer."""
    return PROPOSALS.get(feature) or PROPOSALS.get(feature.partition("|")[0], "")
