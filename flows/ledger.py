"""`spoglio ledger`: who says how much of what, since when, whether they agree, and who only repeats it.

It shows what the tables `ledger` and `figure_history` of the warehouse tell (`docs/ledger.md`).
"""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

import duckdb

from flows.hits import Page, check_words, cut, hits_of, line_of
from flows.query import records
from flows.terminal import plural, printable, say
from warehouse.ddl import quote
from warehouse.store import open_published

Row = Mapping[str, Any]

_COLOURS = {"disputed": "red", "confirmed": "green", "revised": "yellow"}
_MIN_WIDTH = 60
#: Width of the day of a telling, the most of its figure, the least of its claimant and of what follows.
_DAY, _FIGURE, _VOICE, _REST = 12, 26, 10, 20
#: So many tellings of a quantity that say something new are shown, and so many outlets that only repeat it.
_MOST, _OUTLETS = 12, 6

#: So many words before and behind a figure tell what it is of where no noun does.
_BEFORE, _BEHIND = 5, 2
_CLAUSE = re.compile(r"[,;:.!?()«»“”\"]")
#: Shorter words of a subject tell nothing ("la", "di"), and shorter nouns in capitals may be acronyms ("PIL").
_LONG = 4
#: How a telling stands to the one that it is compared with, whose figure follows where there is a ``{}``.
_RELATIONS = {
    "first": "", "same": "agrees with {}", "repeats": "repeats {}", "narrower": "narrower than {}",
    "wider": "wider than {}", "revised_up": "up from {}", "revised_down": "down from {}",
    "contradicts": "contradicts {}",
}  # fmt: skip
_FOUND_IN = "concat_ws(' ', story, concept, counted, subject, place, last_words)"
#: What is most worth looking at comes first, and what was told last.
_ORDER = """
    max(last_told_on) OVER (PARTITION BY story_id) DESC NULLS LAST, story, story_id,
    list_position(['disputed', 'confirmed', 'revised', 'repeated', 'single'], state), n_voices DESC, n_tellings DESC,
    quantity_id
"""


def show_ledger(db: Path, words: str | None, limit: int, form: str, out: TextIO) -> int:
    """Print quantities with their tellings.

    Args:
        db: the published file.
        words: all of them stand in the headline of the story, in what is counted, of whom, where, or by whom, without
            regard to case and accents; None: all that is told more than once.
        limit: at most so many quantities.
        form: ``table`` (for people), ``csv`` or ``json`` (rows of `ledger`).
        out: where it goes.

    Returns:
        The exit code: 0 also when nothing is found.

    Raises:
        UsageError: there is no word in `words`, or far too many.
        StoreError: the file cannot be opened.
    """
    found = f"FROM ledger {_condition(words)}"
    first = f"{found} ORDER BY state = 'single', {_ORDER} LIMIT {limit:d}"  # what is told once leaves room for the rest
    quantities = hits_of(db, f"FROM ({first}) ORDER BY {_ORDER}", form)
    if quantities is None:
        return 0
    with open_published(db) as con:
        histories = histories_of(con, quantities)
        ((n_found,),) = con.execute(f"SELECT count(*) {found}").fetchall()
    page = Page(out, _MIN_WIDTH)
    for _, of_story in groupby(quantities, lambda row: row["story_id"]):
        shown = list(of_story)
        page.write(page.mark(cut(shown[0]["story"] or "A story without a headline", page.width), "bold"))
        for row in shown:
            page.write("\n".join(_quantity(row, histories[row["quantity_id"]], page)) + "\n")
    page.close()
    if not quantities:
        say(
            f"Nothing in {printable(db)} is told more than once; give words to see what is told once."
            if words is None
            else f"No text tells a figure that has to do with '{printable(words)}'; "
            "'spoglio search' looks in all sentences."
        )
    else:
        told = _quantities(n_found)
        if n_found > len(quantities):
            told = f"{len(quantities)} of {told} (--limit {n_found} shows all)"
        say(f'{told}; all columns: spoglio sql "FROM ledger" --db {printable(db)}')
    return 0


def _condition(words: str | None) -> str:
    if words is None:
        return "WHERE state <> 'single'"
    check_words(words, '"Valdora morti"')
    found = re.findall(r"\w+", words)
    told = f"strip_accents(lower({_FOUND_IN}))"
    return "WHERE " + " AND ".join(f"contains({told}, strip_accents(lower({quote(word)})))" for word in found)


def _quantities(count: int) -> str:
    """A count of quantities."""
    return "1 quantity" if count == 1 else f"{count} quantities"


def histories_of(con: duckdb.DuckDBPyConnection, quantities: Sequence[Row]) -> dict[str, list[dict[str, Any]]]:
    """quantity_id → its tellings in the order of time: rows of `figure_history` with `against`, the other's figure."""
    query = """
        SELECT late.*, early.surface AS against
        FROM figure_history AS late
        LEFT JOIN figure_history AS early ON early.figure_id = late.against_figure_id
        WHERE late.quantity_id IN (SELECT unnest(?)) ORDER BY late.quantity_id, late.number
    """
    rows = records(con, query, [[row["quantity_id"] for row in quantities]])
    return {key: list(told) for key, told in groupby(rows, lambda row: str(row["quantity_id"]))}


def relation(telling: Row) -> str:
    """How a telling stands to the one that it is compared with, in words.

    >>> relation({"relation": "revised_up", "against": "tre", "aspect": "level"})
    'up from tre'
    """
    if telling["aspect"] == "previous":
        return "recalled as an old value"
    return _RELATIONS[telling["relation"]].format(line_of(telling["against"] or "an earlier one"))


def heading(row: Row) -> str:
    """What a quantity is: what is counted, of whom, where, for when, and how surely where that is not plain.

    Where no noun tells what is counted, the words of its first telling do. Of whom is left out where the headline of
    the story tells it, or the place or those words do.
    """
    noun = row["counted"]
    if noun and noun.isupper() and len(noun) >= _LONG:
        noun = noun.lower()  # of a headline in capitals
    what = noun or (row["concept"] or "").replace("_", " ") or _said(row["first_sentence"])
    known = set(re.findall(r"\w+", f"{row['story']} {row['place']} {what}".casefold()))
    is_known = all(word in known or len(word) < _LONG for word in re.findall(r"\w+", (row["subject"] or "").casefold()))
    modality = row["modality"] if row["modality"] in ("planned", "hypothetical") else None
    told = (what, None if is_known else row["subject"], row["place"], row["period"], modality)
    return " · ".join(line_of(part) for part in told if part)


def _said(sentence: str) -> str:
    """The words beside a figure, where no noun tells what it is of.

    >>> _said("Il tetto, che costerà ⟦3 milioni⟧ in tutto, sarà di rame.")
    '“Il tetto, che costerà 3 milioni in tutto”'
    """
    before, _, rest = sentence.partition("⟦")
    figure, _, after = rest.partition("⟧")
    behind = _CLAUSE.split(after)[0].split()[:_BEHIND]
    return f"“{' '.join([*before.split()[-_BEFORE:], figure, *behind])}”"


def voice_of(telling: Row) -> str:
    """Who says it; in brackets who is named elsewhere in the text, as below a headline."""
    if telling["voice"] is None and telling["claimant"] is not None:
        return f"({line_of(telling['claimant'])})"
    return line_of(telling["voice"] or "nobody named")


def repeaters(tellings: Sequence[Row]) -> list[str]:
    """Outlets whose tellings only repeat the quantity, in the order of time."""
    with_word = {telling["outlet"] for telling in tellings if telling["is_word"]}
    names = dict.fromkeys(telling["outlet"] for telling in tellings if telling["relation"] == "repeats")
    return [line_of(name) for name in names if name and name not in with_word]


def _quantity(row: Row, tellings: Sequence[Row], page: Page) -> Iterator[str]:
    """A quantity: what and in which state, then a line a new word, then who only repeats it."""
    width, colour = page.width, _COLOURS.get(row["state"])
    what, state = cut(heading(row), width - 2), row["state_in_words"]
    room = width - 2 - len(what) - len(state)
    if room >= 2:
        yield f"  {page.mark(what, 'bold')}{' ' * room}{page.mark(state, colour)}"
    else:
        yield f"  {page.mark(what, 'bold')}"
        yield f"{' ' * (width - len(state))}{page.mark(state, colour)}"
    said = [telling for telling in tellings if telling["is_word"]] or tellings[:1]
    left_out = max(len(said) - _MOST, 0)
    lines = _tellings([*said[:1], *said[1 + left_out :]], width)
    for at, line in enumerate(lines):
        if at == 1 and left_out:
            yield page.mark(f"    … {plural(left_out, 'telling')} between", "dim")
        yield line
    if outlets := repeaters(tellings):
        more = f", and {len(outlets) - _OUTLETS} more" if len(outlets) > _OUTLETS else ""
        repeated = _hung(" " * (4 + _DAY), f"only repeated by {', '.join(outlets[:_OUTLETS])}{more}", width)
        yield page.mark(repeated, "dim")


def _tellings(told: Sequence[Row], width: int) -> Iterator[str]:
    """Tellings: when, how much, who says it, how it stands to the others and where it stood."""
    both = width - 4 - _DAY - 4 - _REST
    figures = [cut(telling["surface"], min(_FIGURE, both - _VOICE)) for telling in told]
    figure = max(map(len, figures))
    voices = [cut(voice_of(telling), both - figure) for telling in told]
    voice = max(map(len, voices))
    day: date | None = None
    for at, telling in enumerate(told):
        when = "" if telling["told_on"] in (day, None) else telling["told_on"].isoformat()
        day = telling["told_on"]
        rest = " · ".join(part for part in (relation(telling), line_of(telling["outlet"] or "")) if part)
        yield _hung(f"    {when:<{_DAY}}{figures[at]:<{figure}}  {voices[at]:<{voice}}  ", rest, width)


def _hung(head: str, text: str, width: int) -> str:
    """A text behind its head; what is too long goes on below."""
    indent = " " * len(head)
    return textwrap.fill(text, width, initial_indent=head, subsequent_indent=indent) if text else head.rstrip()
