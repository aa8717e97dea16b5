"""`spoglio rebuild`: read the texts of a warehouse again with the code of today, and tell which facts differ."""

import sys

from flows.run import Request, opened, run
from flows.terminal import printable, say, write
from transforms.errors import UsageError
from warehouse.difference import Difference, differences
from warehouse.store import open_published

_LONGEST = 160


def rebuild(request: Request) -> int:
    """Derive all facts of a warehouse anew from its own texts, publish them, and print what is different.

    The file as it was is kept as ``NAME.earlier.duckdb``, beside those of earlier rebuilds.

    Args:
        request: without paths; `again` is set here.

    Returns:
        The exit code: 0 when the warehouse is published anew.

    Raises:
        GateError: the gate held the run back, or a text would be lost; the file is as it was.
        StoreError: there is no such warehouse, it is of an earlier version, or it cannot be used.
    """
    with open_published(request.db):
        pass
    if not request.again or request.paths:
        raise UsageError("A rebuild reads the texts of the warehouse and no other.")
    with opened(request) as job:
        if not job.plan.to_read:
            say(f"{printable(request.db)} holds no texts.")
            return 0
        run(request)
        kept = job.store.kept
        if job.is_held_back or kept is None:
            return 1
    found = differences(kept, request.db)
    write("\n".join(difference_lines(found)) + "\n", sys.stdout)
    say(f"The file as it was: {printable(kept)}")
    return 0


def difference_lines(found: Difference) -> list[str]:
    """Differences for people: counts by table and rule, then examples."""
    lines = [f"differences: {found.n}"]
    if not found.n:
        return lines
    lines += ["", f"{'table':<14} {'':<8} {'rows':>8}  rule"]
    lines += [f"{one.table:<14} {one.what:<8} {one.n:>8}  {printable(one.rule)}" for one in found.changes]
    lines += ["", "for example"]
    for example in found.examples:
        lines.append(f"  {example.what:<8} {example.table}: {_cut(example.fact)}  ({printable(example.source_uri)})")
        lines += [f"           {name}: {_cut(before)} → {_cut(now)}" for name, before, now in example.columns]
        if example.sentence:
            lines.append(f"           {_cut(example.sentence)}")
    return lines


def _cut(text: str) -> str:
    plain = printable(" ".join(text.split()))
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
