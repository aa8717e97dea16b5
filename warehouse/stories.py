"""Keeps `stories` up: reads what the documents of a run touch, asks `transforms.stories`, writes the rows."""

import duckdb


def keep_stories(con: duckdb.DuckDBPyConnection) -> None:
    """Bring the tables up to the documents as loaded."""
