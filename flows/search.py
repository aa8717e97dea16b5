"""`spoglio search`: sentences and articles by their words, the best first, with the facts told in them.

It shows what the macros `search` and `search_articles` of the warehouse answer (`warehouse/macros`).
"""

import textwrap
from collections.abc import Mapping
from pathlib import Path
from shutil import get_terminal_size
from typing import Any, TextIO

from flows.query import records, run_query
from flows.terminal import colours, plural, printable, say
from transforms.errors import UsageError
from warehouse.ddl import quote
from warehouse.store import open_published

_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_MIN_WIDTH, _MAX_WIDTH, _MAX_WORDS = 40, 120, 1_000


def search(db: Path, words: str, limit: int, articles: bool, form: str, out: TextIO) -> int:
    """Print the best hits.

    Args:
        db: the published file.
        words: what is searched for; endings, accents and articles do not matter, a text need not hold all words.
        limit: at most so many hits.
        articles: articles instead of sentences.
        form: ``table`` (for people), ``csv`` or ``json``.
        out: where they go.

    Returns:
        The exit code: 0 also when nothing is found.

    Raises:
        UsageError: no word is told, or far too many.
        StoreError: the file cannot be opened.
    """
    if not any(char.isalnum() for char in words) or len(words) > _MAX_WORDS:
        raise UsageError(f'Give words to search for, such as "frane Emilia", at most {_MAX_WORDS} characters.')
    macro = "search_articles" if articles else "search"
    query = f"FROM {macro}({quote(words)}, at_most := {limit:d})"
    if form != "table":
        run_query(db, query, form)
        return 0
    with open_published(db) as con:
        hits = records(con, query)
    width = min(max(get_terminal_size().columns, _MIN_WIDTH), _MAX_WIDTH)
    for number, hit in enumerate(hits, 1):
        out.write(_shown(number, hit, width, colours(out)) + "\n")
    out.flush()
    if not hits:
        say(f"No text holds {printable(words)!r}; try another word, or see with 'spoglio sql' what is there.")
    else:
        say(f"{plural(len(hits), 'hit')}; 'spoglio explain DOC_ID --db {printable(db)}' shows all of a text.")
    return 0


def _shown(number: int, hit: Mapping[str, Any], width: int, coloured: bool) -> str:
    """A hit on a few lines: where and when, what is said, which facts."""
    bold, dim, end = (_BOLD, _DIM, _RESET) if coloured else ("", "", "")
    head = " · ".join(_line(hit[name]) for name in ("published_on", "outlet", "title") if hit[name])
    lines = [bold + textwrap.shorten(f"{number}. {head or _line(hit['source_uri'])}", width, placeholder=" …") + end]
    if hit["sentence"]:
        lines.append(textwrap.fill(_line(hit["sentence"]), width, initial_indent="   ", subsequent_indent="   "))
    if hit.get("facts"):
        lines.append(textwrap.fill(_line(hit["facts"]), width, initial_indent="   → ", subsequent_indent="     "))
    counts = [plural(hit[name], word) for name, word in _COUNTS.items() if name in hit]
    told = " · ".join([*counts, f"score {hit['score']:.2f}", f"doc {hit['doc_id'][:8]}"])
    return "\n".join([*lines, f"   {dim}{told}{end}"]) + "\n"


_COUNTS = {"n_sentences": "sentence", "n_figures": "figure", "n_quotes": "quotation"}


def _line(value: object) -> str:
    return printable(" ".join(str(value).split()))
