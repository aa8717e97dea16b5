"""What stands in for `warehouse.across` in the runs of `bench_run --stub`.

Generated articles share whole paragraphs: each would be a copy of many, and all would stand in one story.
`bench_copies`, `bench_stories` and `bench_ledger` measure what laying texts side by side costs.
"""

import duckdb


def lay_side_by_side(con: duckdb.DuckDBPyConnection) -> None:
    """Do nothing."""
