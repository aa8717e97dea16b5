"""How well copies are told from originals, and what that costs.

    python -m tests.benchmark.bench_copies edits [--seed N]        # 300 edits of seven kinds, of seeded and of gold articles
    python -m tests.benchmark.bench_copies scale [--documents N] [--dense]   # one publication of so many, then one of a hundred

Edits are told by the product as it runs: one publication of base texts and edits, each on its day. *scale* takes the articles of
`tests.benchmark.articles` with their words in another order, every third one an edited copy of the one before; with --dense it takes them as they are:
they share whole paragraphs, and every one of them takes from several others, which is the worst case. Seconds are of the
processor, so that a busy machine does not count. Files lie in a temporary folder (TMPDIR) that is removed at the end.
"""

import argparse
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from random import Random

import duckdb
import polars as pl

from tests.benchmark.articles import paragraphs, text_of, told_of
from tests.paths import SHARED
from tests.tables import SEEN_AT, no_rows, run_row
from transforms.contract import Check, Document, Reject
from transforms.copies import shingled
from transforms.documents import document_id
from transforms.frames import to_frame
from warehouse import across
from warehouse.store import Warehouse, open_published

N_EDITS = 300
NEW = 100
GROUP = 1_000
DAY = date(2026, 1, 5)
#: From so much of the shorter text's shingles in the other on, an edit must be told.
SHARE = 0.3

Edit = Callable[[list[str], list[str], Random], list[str]]


def replaced(share: float) -> Edit:
    """So many words are others, from anywhere."""
    return lambda words, other, choice: [choice.choice(other) if choice.random() < share else word for word in words]


def abridged(words: list[str], other: list[str], choice: Random) -> list[str]:
    """Whole sentences are left out, until two fifths of the words are left."""
    kept: list[str] = []
    for sentence in sentences(words):
        if len(kept) < 0.4 * len(words) and choice.random() < 0.8:
            kept += sentence
    return kept


def lengthened(words: list[str], other: list[str], choice: Random) -> list[str]:
    """As many words follow."""
    return words + other[: len(words)]


def lifted(words: list[str], other: list[str], choice: Random) -> list[str]:
    """A third of it stands in the middle of another text."""
    start, cut = choice.randrange(len(words) - len(words) // 3), choice.randrange(len(other))
    return other[:cut] + words[start : start + len(words) // 3] + other[cut:]


def reordered(words: list[str], other: list[str], choice: Random) -> list[str]:
    """Paragraphs of three sentences stand in another order."""
    parts = sentences(words)
    paragraphs = [list(chain(*parts[at : at + 3])) for at in range(0, len(parts), 3)]
    choice.shuffle(paragraphs)
    return list(chain(*paragraphs))


def sentences(words: list[str]) -> list[list[str]]:
    """Words up to a full stop."""
    parts: list[list[str]] = [[]]
    for word in words:
        parts[-1].append(word)
        if word.endswith("."):
            parts.append([])
    return parts


EDITS: dict[str, Edit] = {
    "verbatim": replaced(0),
    "10 % replaced": replaced(0.1),
    "20 % replaced": replaced(0.2),
    "abridged to 40 %": abridged,
    "lengthened": lengthened,
    "a third lifted": lifted,
    "reordered": reordered,
}


def words_of(text: str) -> list[str]:
    """The words of a text without quotation marks: an edit may cut a quotation in two."""
    return re.sub('[«»“”„"]', "", text).split()


def measure(name: str, bases: Sequence[list[str]], others: Sequence[list[str]], choice: Random) -> None:
    """Edits of base texts, told among all of them: base texts one day, edits the next.

    Args:
        name: where the base texts are from.
        bases: words of texts that share nothing with each other.
        others: words of further texts, into which passages are lifted.
        choice: what makes the edits.
    """
    print(f"{name}: {len(bases)} base texts")
    right_in_all = told_in_all = 0
    for kind, edit in EDITS.items():
        sources: dict[str, set[str]] = {}
        texts = {document_id(text): text for text in map(" ".join, [*bases, *others])}
        days = dict.fromkeys(texts, DAY)
        base_of: dict[str, str] = {}
        must: set[tuple[str, str]] = set()
        for number in range(N_EDITS):
            words = bases[number % len(bases)]
            other = others[choice.randrange(len(others))]
            text = " ".join(["Di", "redazione.", *edit(words, other, choice), f"(n{number}x)"])
            base, own = document_id(" ".join(words)), document_id(text)
            base_of[own] = base
            sources[own], texts[own] = {base, document_id(" ".join(other))}, text
            days[own] = DAY + timedelta(days=1 + number // len(bases))
            one, two = shingled(text).distinct, shingled(texts[base]).distinct
            if len(one & two) >= SHARE * min(len(one), len(two)):
                must.add((own, base))
        told = {(later, earlier) for later, earlier in copies(texts, days) if later in sources}
        # What an edit took from the text into which it was lifted, or from another edit of the same, is true as well.
        true = {(later, earlier) for later, earlier in told if sources[later] & (sources.get(earlier) or {earlier})}
        reached = {own for own, earlier in true if base_of[own] in (sources.get(earlier) or {earlier})}
        found = sum(own in reached for own, _ in must)
        right_in_all, told_in_all = right_in_all + len(true), told_in_all + len(told)
        print(
            f"  {kind:18} recall {found}/{len(must)}, all {len(reached)}/{N_EDITS}, right {len(true)} of {len(told)} told"
        )
    print(f"  precision {right_in_all / told_in_all:.4f}")


def copies(texts: dict[str, str], days: dict[str, date]) -> list[tuple[str, str]]:
    """Which text took from which one, as published."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.duckdb"
        publish(path, "run-1", [documents((text, days[doc_id]) for doc_id, text in texts.items())])
        with open_published(path) as con:
            return con.execute("SELECT doc_id, other_doc_id FROM copies").fetchall()


def documents(texts: Iterable[tuple[str, date | None]]) -> pl.DataFrame:
    """The table of some texts with their days."""
    rows = [
        Document(
            doc_id=document_id(text), source_uri=document_id(text), published_on=day, text=text, n_chars=len(text),
            first_seen_at=SEEN_AT, run_id="run-1",
        )
        for text, day in texts
    ]  # fmt: skip
    return to_frame(rows, Document)


def publish(path: Path, run_id: str, batches: Iterable[pl.DataFrame]) -> None:
    """One publication; only the texts of documents count here."""
    with Warehouse(path) as store:
        for batch in batches:
            store.write_batch({"documents": batch.with_columns(run_id=pl.lit(run_id))})
        store.write_run(run_row(run_id), no_rows(Check), no_rows(Reject))
        store.publish()


def edits(seed: int) -> None:
    """Base texts from the sentences of the seeded articles, each sentence once, and gold articles where they lie here."""
    choice = Random(seed)
    pool = [word for group in paragraphs() for text in group for word in words_of(text)]
    seeded = [words_of(text_of(number, seed)) for number in range(N_EDITS)]
    # The articles share paragraphs; what is taken from a text must be told from no other one.
    for words in seeded:
        choice.shuffle(words)
    measure("seeded", seeded, [choice.choices(pool, k=300) for _ in range(50)], choice)
    gold = [words_of(path.read_text(encoding="utf-8")) for path in sorted((SHARED / "gold" / "train").glob("*.txt"))]
    if gold:
        measure("gold", gold[50:], gold[:50], choice)


def strewn(number: int) -> str:
    """The words of an article in an order of its own; every third one prints the one before with a tenth replaced."""
    of = number - (number % 3 == 2)
    words = text_of(of).split()
    Random(of).shuffle(words)
    return " ".join(words if of == number else replaced(0.1)(words, text_of(number).split(), Random(number)))


def scale(n_documents: int, text: Callable[[int], str]) -> None:
    """Seconds and memory of `keep_copies` alone: one publication of all, then one of some that lie between them."""
    keep, seconds = across.keep_copies, [0.0]

    def timed(con: duckdb.DuckDBPyConnection) -> None:
        start, before = time.process_time(), peak()
        keep(con)
        seconds[0] = time.process_time() - start
        print(f"  keep_copies: {seconds[0]:.1f} s, peak memory {before} → {peak()} MB", flush=True)

    across.keep_copies = timed
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.duckdb"
        for run, numbers in enumerate((range(n_documents), range(n_documents, n_documents + NEW))):
            parts = (numbers[at : at + GROUP] for at in range(0, len(numbers), GROUP))
            publish(
                path,
                f"run-{run}",
                (documents((text(number), told_of(number).published_on) for number in part) for part in parts),
            )
            with open_published(path) as con:
                ((n_copies, n_shingles),) = con.execute(
                    "SELECT (SELECT count(*) FROM copies), (SELECT count(*) FROM shingles)"
                ).fetchall()
            print(
                f"{len(numbers)} documents: {1e3 * seconds[0] / len(numbers):.2f} ms a document, "
                f"{n_copies} copies, {n_shingles} shingles",
                flush=True,
            )


def peak() -> int:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["edits", "scale"])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--dense", action="store_true")
    given = parser.parse_args()
    edits(given.seed) if given.what == "edits" else scale(given.documents, text_of if given.dense else strewn)


if __name__ == "__main__":
    main()
