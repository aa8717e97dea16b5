"""`spoglio search`: sentences and articles by their words, the best first, with the facts told in them.

It shows what the macros `search` and `search_articles` of the warehouse answer (`warehouse/macros`).
"""

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from flows.hits import Page, check_words, hits_of, line_of
from flows.terminal import plural, printable, say
from warehouse.ddl import quote

_MIN_WIDTH = 40


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
    check_words(words, '"frane Emilia"')
    macro = "search_articles" if articles else "search"
    hits = hits_of(db, f"FROM {macro}({quote(words)}, at_most := {limit:d})", form)
    if hits is None:
        return 0
    page = Page(out, _MIN_WIDTH)
    for number, hit in enumerate(hits, 1):
        page.write(_shown(number, hit, page))
    page.close()
    if not hits:
        say(f"No text holds {printable(words)!r}; try another word, or see with 'spoglio sql' what is there.")
    else:
        say(f"{plural(len(hits), 'hit')}; 'spoglio explain DOC_ID --db {printable(db)}' shows all of a text.")
    return 0


def _shown(number: int, hit: Mapping[str, Any], page: Page) -> str:
    """A hit on a few lines: where and when, what is said, which facts."""
    head = " · ".join(line_of(hit[name]) for name in ("published_on", "outlet", "title") if hit[name])
    title = textwrap.shorten(f"{number}. {head or line_of(hit['source_uri'])}", page.width, placeholder=" …")
    lines = [page.mark(title, "bold")]
    if hit["sentence"]:
        lines.append(textwrap.fill(line_of(hit["sentence"]), page.width, initial_indent="   ", subsequent_indent="   "))
    if hit.get("facts"):
        lines.append(
            textwrap.fill(line_of(hit["facts"]), page.width, initial_indent="   → ", subsequent_indent="     ")
        )
    counts = [plural(hit[name], word) for name, word in _COUNTS.items() if name in hit]
    told = " · ".join([*counts, f"score {hit['score']:.2f}", f"doc {hit['doc_id'][:8]}"])
    return "\n".join([*lines, f"   {page.mark(told, 'dim')}"]) + "\n"


_COUNTS = {"n_sentences": "sentence", "n_figures": "figure", "n_quotes": "quotation"}
