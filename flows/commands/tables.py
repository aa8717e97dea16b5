"""`spoglio tables`."""

from flows import options


def tables(db: options.Db = options.DB) -> int:
    """List the tables and views of the warehouse: how many rows each has, and what a row is.

    'spoglio schema TABLE' tells the columns of one.

    Examples:
      spoglio tables --db news.duckdb
    """
    from flows.catalogue import show_tables

    show_tables(db)
    return 0
