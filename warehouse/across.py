"""What is seen only when texts are laid side by side: copies, then stories, then the ledger.

Called once a publication, when the rows of the run are loaded and proved and retracted texts are out. Only what new,
changed or retracted documents touch is derived anew, in a fixed order, so that the order and the split of runs change
nothing.
"""

import duckdb

from warehouse.copies import keep_copies
from warehouse.keeping import keep_up_stories
from warehouse.ledger import keep_ledger
from warehouse.stories import keep_stories


def lay_side_by_side(con: duckdb.DuckDBPyConnection) -> None:
    """Bring copies, stories and the ledger up to the documents as loaded, and what is kept of stories with them."""
    keep_copies(con)
    keep_stories(con)
    keep_ledger(con)
    keep_up_stories(con)
