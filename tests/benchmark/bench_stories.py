"""What stories cost a document: `python tests/benchmark/bench_stories.py [--documents N]`.

Rows are seeded: events of a few days, with towns, people, figures and words of their own, each told by some texts. Only
`keep_stories` is timed, on one core: from nothing, for a hundred texts of the last days, and for a hundred of any day.
"""

import argparse
import resource
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.warehouse.told import Text, build, load
from warehouse.copies import keep_copies
from warehouse.stories import keep_stories

_FIRST_DAY = date(2026, 1, 1)
_DAYS = 90
_NEW = 100
#: A text has so many names, figures and words that are not of every day.
_NAMES, _FIGURES, _WORDS = 12, 8, 90


def text(number: int, n_events: int, last_days: bool = False) -> Text:
    """One text of some event: half of its names and words are of that event, half of any."""
    choice = Random(number)
    event = choice.randrange(n_events)
    own = Random(-event)
    day = _FIRST_DAY + timedelta(days=(_DAYS if last_days else own.randrange(_DAYS)) + choice.randrange(3))
    # Names are as unevenly spread as in the news: some stand in every tenth text.
    anywhere = [int(2_000 * choice.random() ** 3) for _ in range(_NAMES // 2)]
    names = {f"n{event}-{own.randrange(20)}" for _ in range(_NAMES // 2)} | {f"any{name}" for name in anywhere}
    said = [_word(own) for _ in range(_WORDS)]
    words = {*choice.sample(said, _WORDS // 2), *(_word(choice) for _ in range(_WORDS // 2))}
    figures = {int(300 * choice.random() ** 2) for _ in range(_FIGURES)}
    return Text(f"d{number}", day, tuple(sorted(names)), tuple(sorted(words)), tuple(sorted(figures)))


def _word(choice: Random) -> str:
    """One of some ten thousand words, the first ones more often."""
    return "".join("abcdefghij"[int(digit)] for digit in str(int(10_000 * choice.random() ** 2)))


def main() -> None:
    """Fill a warehouse in memory, and tell what stories cost."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=50_000)
    n = options.parse_args().documents
    with build(threads=1) as con:
        for label, numbers in (
            ("from nothing", range(n)),
            ("a hundred of the last days", range(n, n + _NEW)),
            ("a hundred of any day", range(n + _NEW, n + 2 * _NEW)),
        ):
            load(con, [text(number, n // 5, "last" in label) for number in numbers])
            keep_copies(con)
            start = time.process_time()
            keep_stories(con)
            spent = time.process_time() - start
            ((stories, largest),) = con.execute("SELECT count(*), max(n_documents) FROM stories").fetchall()
            cost = f"{spent:.2f} s of processor time, {spent / len(numbers) * 1e3:.2f} ms a text"
            print(f"{label}: {cost}; {stories} stories, the largest of {largest} texts", flush=True)
        print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")


if __name__ == "__main__":
    main()
