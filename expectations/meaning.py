"""Checks of meaning: facts that are well formed, but hardly true together. Each doubt becomes a row in `findings`.

A check is asked in Great Expectations like a rule, with severity *warning*: its result stands in `checks`, and nothing
is stopped by it. Checks look at good rows only, so they may trust spans and references.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from expectations.batch import Batch
from expectations.spans import spans_of
from transforms.copies import repeated_passages
from transforms.documents import garbled
from transforms.reference import read_reference

_SHARE_LOOK_BACK = 60
_NUMERAL = re.compile(r"\d+")
_QUOTE_MARKS = re.compile('[«»“”„‟"]')
_EXAMPLES = 5
#: Modalities of what need not have happened yet.
_OPEN = ("planned", "hypothetical")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt: the fact, the document, what is doubtful in one sentence, and the fact it disagrees with."""

    row_id: str
    doc_id: str
    details: str
    other_row_id: str | None = None


@dataclass(frozen=True, slots=True)
class MeaningCheck:
    """One check of meaning: name, table and columns it looks at, what it says, and how it finds doubts."""

    name: str
    table: str
    columns: tuple[str, ...]
    says: str
    find: Callable[[Batch], Iterator[Doubt]]


def checks_of(table: str) -> tuple[MeaningCheck, ...]:
    """The checks of meaning that look at a table."""
    return tuple(check for check in CHECKS if check.table == table)


def _figures(batch: Batch) -> list[dict[str, Any]]:
    return batch["figures"].to_dicts()


def _parts_larger_than_wholes(batch: Batch) -> Iterator[Doubt]:
    """Even the least of the part is more than the most of its whole, in the same unit."""
    rows = {row["figure_id"]: row for row in _figures(batch)}
    for row in rows.values():
        whole = rows.get(row["part_of"])
        if whole and row["unit"] == whole["unit"] and _more(row["low"], whole["high"]):
            details = (
                f'"{row["surface"]}" is more than the whole that it is said to be a part of, "{whole["surface"]}".'
            )
            yield Doubt(row["figure_id"], row["doc_id"], details, whole["figure_id"])


def _more_dead_than_casualties(batch: Batch) -> Iterator[Doubt]:
    """Of one subject in one period of one text, the dead are more than the casualties, who include the dead."""
    counts = _casualty_words()
    groups: dict[tuple[Any, ...], dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in _figures(batch):
        family = counts.get((row["counted"] or "").casefold()) or counts.get((row["counted_lemma"] or "").casefold())
        subject = row["subject_entity_id"] or row["subject_name"]
        told = row["kind"] == "count" and row["aspect"] == "level" and row["modality"] != "denied"
        if family and subject and told:
            groups[row["doc_id"], subject, row["period_from"], row["period_to"]][family].append(row)
    for group in groups.values():
        # The largest toll is the one that the dead must not exceed: a text may tell the toll as it grew.
        tolls = [row for row in group["casualties"] if row["high"] is not None]
        largest = max(tolls, key=lambda row: (row["high"], row["figure_id"]), default=None)
        for row in group["dead"]:
            if largest and row["part_of"] != largest["figure_id"] and _more(row["low"], largest["high"]):
                details = (
                    f'"{row["surface"]}" dead are more than "{largest["surface"]}" casualties of the same subject.'
                )
                yield Doubt(row["figure_id"], row["doc_id"], details, largest["figure_id"])


def _shares_outside_the_whole(batch: Batch) -> Iterator[Doubt]:
    """A percentage of something counted lies outside 0 to 100, and no word of growth stands before it."""
    for row in batch.in_sentences("figures").to_dicts():
        if row["kind"] != "percent" or row["unit"] != "%" or not (row["counted"] or row["part_of"]):
            continue
        if _more(Decimal(0), row["low"]) or _more(row["high"], Decimal(100)):
            from_here = max(row["start_char"] - _SHARE_LOOK_BACK, row["first"])
            before = batch.texts[row["doc_id"]][from_here : row["start_char"]]
            if not _growth().search(before.casefold()):
                details = (
                    f'"{row["surface"]}" is said of {row["counted"] or "a whole"}, but no share is outside 0 to 100 %.'
                )
                yield Doubt(row["figure_id"], row["doc_id"], details)


def _periods_after_publication(batch: Batch) -> Iterator[Doubt]:
    """The text tells as a fact what was not over when it appeared."""
    for row in _figures(batch):
        day, last = batch.published_on.get(row["doc_id"]), row["period_to"]
        if day and last and last > day and row["modality"] not in _OPEN:
            details = (
                f'"{row["surface"]}" is {row["modality"]}, but covers the days to {last}, after publication on {day}.'
            )
            yield Doubt(row["figure_id"], row["doc_id"], details)


def _said_after_publication(batch: Batch) -> Iterator[Doubt]:
    for key, doc_id, said_on, modality in batch.columns("quotes", "quote_id", "doc_id", "said_on", "modality"):
        day = batch.published_on.get(doc_id)
        if day and said_on and said_on > day and modality not in _OPEN:
            yield Doubt(key, doc_id, f"Said on {said_on}, but published on {day}.")


def _speakers_inside(batch: Batch) -> Iterator[Doubt]:
    """The words of a speaker name the speaker: more likely somebody else is speaking."""
    named: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
    columns = ("doc_id", "entity_id", "start_char", "end_char", "surface")
    for doc_id, entity_id, start, end, surface in batch.columns("mentions", *columns):
        if entity_id:
            named[doc_id, entity_id].append((start, end, surface))
    asked = ("quote_id", "doc_id", "speaker_entity_id", "speaker_name", "start_char", "end_char")
    for key, doc_id, speaker, name, start, end in batch.columns("quotes", *asked):
        inside = next(
            (found for found in named.get((doc_id, speaker), ()) if start <= found[0] and found[1] <= end), None
        )
        if inside:
            yield Doubt(key, doc_id, f'The speaker {name} is named inside the quotation ("{inside[2]}").')


def _persons_who_are_two(batch: Batch) -> Iterator[Doubt]:
    """Two persons of one document share a Wikidata number or a name, or one's name is the surname of just one other."""
    about = {key: (name, number) for key, name, kind, number in batch.columns("entities", *_ENTITY) if kind == "PER"}
    persons: dict[str, set[str]] = defaultdict(set)
    for doc_id, entity_id in batch.columns("mentions", "doc_id", "entity_id"):
        if entity_id in about:
            persons[doc_id].add(entity_id)
    for doc_id, ids in persons.items():
        for one, other in _twins({key: about[key] for key in sorted(ids)}):
            details = f"{about[one][0]} and {about[other][0]} seem to be one person."
            yield Doubt(one, doc_id, details, other)


_ENTITY = ("entity_id", "name", "kind", "wikidata_id")


def _twins(persons: dict[str, tuple[str, str | None]]) -> Iterator[tuple[str, str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    words = {key: name.casefold().split() for key, (name, _) in persons.items()}
    for key, (_, number) in persons.items():
        groups["name " + " ".join(words[key])].append(key)
        if number:
            groups["number " + number].append(key)
    for group in groups.values():
        yield from zip(group[:1] * len(group[1:]), group[1:], strict=True)
    bearers: dict[str, list[str]] = defaultdict(list)
    for key in persons:
        if len(words[key]) > 1:
            bearers[words[key][-1]].append(key)
    for key in persons:
        if len(words[key]) == 1 and len(bearers[words[key][0]]) == 1:
            yield key, bearers[words[key][0]][0]


def _numerals_without_row(batch: Batch) -> Iterator[Doubt]:
    """Every numeral in digits lies in a date, a figure or an unread row (contract, table `unread`)."""
    rows = spans_of(batch, "dates", "figures", "unread")
    for doc_id, text in batch.texts.items():
        lost = [hit for hit in _NUMERAL.finditer(text) if not rows[doc_id].cover(hit.start(), hit.end())]
        if lost:
            yield Doubt(doc_id, doc_id, _lost("numerals", "no row of dates, figures or unread", lost))


def _quote_marks_without_row(batch: Batch) -> Iterator[Doubt]:
    """Every quotation mark borders or lies inside a quote, or is an unread row (contract, table `unread`)."""
    quotes, unread = spans_of(batch, "quotes"), spans_of(batch, "unread")
    for doc_id, text in batch.texts.items():
        lost = [
            hit
            for hit in _QUOTE_MARKS.finditer(text)
            if not unread[doc_id].cover(hit.start(), hit.end())
            # A blank may stand between the mark and the words: « Vengo anch'io ».
            and not quotes[doc_id].touch(hit.start() - 2, hit.end() + 2)
        ]
        if lost:
            yield Doubt(doc_id, doc_id, _lost("quotation marks", "no row of quotes or unread", lost))


def _garbled_texts(batch: Batch) -> Iterator[Doubt]:
    """Characters were lost or misread before the text came here: it is read as a reader guesses it."""
    for doc_id, text in batch.texts.items():
        found = list(garbled(text))
        if found:
            examples = ", ".join(f"{text[start:end]!r} at {start}" for start, end in found[:_EXAMPLES])
            more = " …" if len(found) > _EXAMPLES else ""
            yield Doubt(doc_id, doc_id, f"{len(found)} characters were garbled before the text came: {examples}{more}.")


def _repeated_passages(batch: Batch) -> Iterator[Doubt]:
    """A long passage stands in the text twice: what it tells is one telling, and a page that was cut out badly."""
    for doc_id, text in batch.texts.items():
        found = repeated_passages(text)
        if found:
            examples = ", ".join(f"{text[start:end][:40]!r} at {start}" for start, end in found[:_EXAMPLES])
            more = " …" if len(found) > _EXAMPLES else ""
            yield Doubt(doc_id, doc_id, f"{len(found)} passages tell again what stands before them: {examples}{more}.")


def _lost(things: str, where: str, hits: list[re.Match[str]]) -> str:
    examples = ", ".join(f"{hit[0][:20]!r} at {hit.start()}" for hit in hits[:_EXAMPLES])
    return f"{len(hits)} {things} lie in {where}: {examples}{' …' if len(hits) > _EXAMPLES else ''}."


def _more(a: Decimal | None, b: Decimal | None) -> bool:
    return a is not None and b is not None and a > b


@cache
def _casualty_words() -> dict[str, str]:
    return {row["word"]: row["counts"] for row in read_reference("it/claims/toll_words", required=("word",))}


@cache
def _growth() -> re.Pattern[str]:
    stems = [row["stem"] for row in read_reference("it/claims/growth_stems", required=("stem",))]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})")


CHECKS: tuple[MeaningCheck, ...] = (
    MeaningCheck(
        "part_is_not_larger_than_whole",
        "figures",
        ("low", "high", "part_of"),
        "a part is larger than its whole",
        _parts_larger_than_wholes,
    ),
    MeaningCheck(
        "dead_are_not_more_than_casualties",
        "figures",
        ("low", "high", "counted", "subject_name"),
        "more dead than casualties",
        _more_dead_than_casualties,
    ),
    MeaningCheck(
        "share_lies_within_whole",
        "figures",
        ("low", "high", "counted"),
        "a share outside 0 to 100 %",
        _shares_outside_the_whole,
    ),
    MeaningCheck(
        "period_does_not_end_after_publication",
        "figures",
        ("period_to", "modality"),
        "a period that ends after publication, told as a fact",
        _periods_after_publication,
    ),
    MeaningCheck(
        "said_on_is_not_after_publication",
        "quotes",
        ("said_on",),
        "said after publication",
        _said_after_publication,
    ),
    MeaningCheck(
        "speaker_is_not_inside_quote",
        "quotes",
        ("speaker_entity_id", "start_char", "end_char"),
        "the speaker is named inside the quotation",
        _speakers_inside,
    ),
    MeaningCheck(
        "person_is_one_entity",
        "entities",
        ("name", "wikidata_id"),
        "one person is two entities in a document",
        _persons_who_are_two,
    ),
    MeaningCheck(
        "numerals_are_accounted_for",
        "documents",
        ("text",),
        "a numeral lies in no row of dates, figures or unread",
        _numerals_without_row,
    ),
    MeaningCheck(
        "garbled_text",
        "documents",
        ("text",),
        "garbled characters",
        _garbled_texts,
    ),
    MeaningCheck(
        "repeated_passage",
        "documents",
        ("text",),
        "a passage that stands in the text twice",
        _repeated_passages,
    ),
    MeaningCheck(
        "quote_marks_are_accounted_for",
        "documents",
        ("text",),
        "a quotation mark lies in no row of quotes or unread",
        _quote_marks_without_row,
    ),
)
