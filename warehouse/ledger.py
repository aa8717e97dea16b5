"""Keeps `ledger` up: reads what the documents of a run touch, asks `transforms.ledger`, writes the rows."""

import duckdb


def keep_ledger(con: duckdb.DuckDBPyConnection) -> None:
    """Bring the tables up to the documents as loaded."""
