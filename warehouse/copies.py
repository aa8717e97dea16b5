"""Keeps `copies` up: reads what the documents of a run touch, asks `transforms.copies`, writes the rows."""

import duckdb


def keep_copies(con: duckdb.DuckDBPyConnection) -> None:
    """Bring the tables up to the documents as loaded."""
    con.execute("CREATE TEMP TABLE touched_copies (doc_id VARCHAR)")
