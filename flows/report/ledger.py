"""The ledger in the report: which quantities are shown, their tellings, their origins, and who only repeats them."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import duckdb

from flows.ledger import heading, histories_of, relation, repeaters, voice_of
from flows.query import records

Rows = list[dict[str, Any]]

#: States, those most worth a look first.
_STATES = ("disputed", "confirmed", "revised", "repeated", "single")
#: Quantities that are shown, tellings of each that say something, and origins that have a sign of their own.
_QUANTITIES, _TELLINGS, _ORIGINS = 8, 14, 4


def gather_ledger(con: duckdb.DuckDBPyConnection) -> tuple[dict[str, int], Rows]:
    """Ask for the states of all quantities, and for those that are most worth a look.

    Args:
        con: a connection with the table `scope`, as `gather` makes it.

    Returns:
        State → number of quantities that a text of the scope tells; and rows of `ledger` with ``heading``, ``left_out``
        (tellings that say something and are not shown), ``repeaters`` (outlets) and ``tellings``: rows of
        `figure_history` with ``doc_id`` (None: the text is out of the scope), ``relation_in_words``,
        ``voice_in_words``, ``sign`` (a number an origin, one for those that have no sign of their own), ``place`` (from
        1 on) and ``against_place`` (that of the telling compared with; None: it is not shown).
    """
    con.execute(f"CREATE OR REPLACE TEMP TABLE told_quantities AS {_TOLD}")
    counts = dict.fromkeys(_STATES, 0) | dict(
        con.execute("SELECT state, count(*) FROM told_quantities GROUP BY state").fetchall()
    )
    quantities = records(con, _SHOWN)
    histories = histories_of(con, quantities)
    documents = dict(con.execute(_DOCUMENTS, [[row["quantity_id"] for row in quantities]]).fetchall())
    return counts, [row | _told(row, histories[row["quantity_id"]], documents) for row in quantities]


def _told(row: dict[str, Any], history: Sequence[dict[str, Any]], documents: dict[str, str]) -> dict[str, Any]:
    said = [telling for telling in history if telling["is_word"]] or list(history[:1])
    shown = said[:1] + said[1:][-(_TELLINGS - 1) :]
    often = Counter(telling["origin_id"] for telling in shown)
    origins = [origin for origin, _ in often.most_common(_ORIGINS)]  # of equals, the first one first
    places = {telling["figure_id"]: at for at, telling in enumerate(shown, 1)}
    words = _words(history, places)
    return {
        "heading": heading(row),
        "left_out": len(said) - len(shown),
        "repeaters": repeaters(history),
        "tellings": [
            telling
            | {
                "doc_id": documents.get(telling["figure_id"]),
                "relation_in_words": relation(telling),
                "voice_in_words": voice_of(telling),
                "sign": origins.index(telling["origin_id"]) if telling["origin_id"] in origins else _ORIGINS,
                "place": places[telling["figure_id"]],
                "against_place": words.get(telling["against_figure_id"]),
            }
            for telling in shown
        ],
    }


def _words(history: Sequence[dict[str, Any]], places: dict[str, int]) -> dict[str, int]:
    """figure_id → the place at which it is shown, of a repetition that at which its origin said it."""
    last: dict[str, int] = {}
    found: dict[str, int] = {}
    for telling in history:
        key, origin = telling["figure_id"], telling["origin_id"]
        last[origin] = places.get(key, last.get(origin, 0))
        if last[origin]:
            found[key] = last[origin]
    return found


_TOLD = """
    SELECT quantity_id, state FROM quantities SEMI JOIN (
        SELECT quantity_id FROM tellings JOIN figures USING (figure_id) SEMI JOIN scope USING (doc_id)
    ) USING (quantity_id)
"""
# What is told once is no matter for a picture.
_SHOWN = f"""
    FROM ledger SEMI JOIN told_quantities USING (quantity_id) WHERE n_tellings > 1
    ORDER BY
        list_position({list(_STATES)}, state), n_voices DESC, n_origins DESC, n_tellings DESC,
        last_told_on DESC NULLS LAST, quantity_id
    LIMIT {_QUANTITIES}
"""
_DOCUMENTS = """
    SELECT figure_id, doc_id FROM tellings JOIN figures USING (figure_id) SEMI JOIN scope USING (doc_id)
    WHERE quantity_id IN (SELECT unnest(?))
"""
