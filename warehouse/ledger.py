"""Keeps `quantities` and `tellings` up: reads the stories that a run touches, asks `transforms.ledger`, writes rows.

A quantity lies in one story. So what is told of a story follows from its documents alone, whatever runs brought them.
"""

from collections.abc import Iterator
from typing import Any

import duckdb

from transforms.contract import Quantity, Telling
from transforms.frames import to_frame
from transforms.ledger import Candidate, GivenFigure, GivenText, place_beside, tell_story

#: So many figures are told at a time, the stories whole: memory is bounded.
_AT_ONCE = 20_000
#: How much of the sentence before and behind a figure is looked at, in code points.
_BEFORE, _BEHIND = 300, 200
#: A body that publishes names itself so near the beginning of its text.
_HEAD = 600

_TEXTS = f"""
    SELECT
        story_id, doc_id, published_on, published_at, coalesce(family, outlet) AS family,
        CASE WHEN (outlets.kind IS NULL OR outlets.kind = 'official') AND contains(outlet, ' ')
            AND contains(lower(left(text, {_HEAD})), lower(outlet)) THEN outlet END AS publisher,
        list(other_doc_id) FILTER (other_doc_id IS NOT NULL) AS took_from,
        list(other_doc_id) FILTER (relation <> 'lifts') AS copy_of
    FROM asked JOIN documents USING (doc_id) LEFT JOIN outlets USING (outlet) LEFT JOIN copies USING (doc_id)
    GROUP BY ALL ORDER BY ALL
"""
_FIGURES = """
    SELECT
        story_id, figure_id, doc_id, start_char AS start, sentence_id AS sentence, surface, figures.kind, low, high,
        unit, counted_lemma AS lemma, concept, modifier, modality, aspect, place.name AS place, period_from, period_to,
        part_of, in_headline
    FROM asked JOIN figures USING (doc_id) LEFT JOIN entities AS place ON place.entity_id = place_entity_id
    WHERE figures.kind NOT IN ('age', 'score')
    ORDER BY story_id, doc_id, start_char, figure_id
"""
_SENTENCES = """
    SELECT sentence_id, start_char, text FROM sentences
    SEMI JOIN (SELECT sentence_id FROM figures SEMI JOIN asked USING (doc_id)) USING (sentence_id)
"""
_PLACES = """
    SELECT sentence_id, start_char, entities.name
    FROM mentions SEMI JOIN asked USING (doc_id) JOIN entities USING (entity_id)
    SEMI JOIN (SELECT sentence_id FROM figures SEMI JOIN asked USING (doc_id)) USING (sentence_id)
    WHERE mentions.kind = 'LOC' AND via <> 'role' ORDER BY sentence_id, start_char
"""
#: Kinds of figures that hold nowhere.
_NOWHERE = ("money", "ratio")
_ANSWERS = """
    SELECT fact_id, field, attributions.name, entity_id, confidence, is_published, entities.kind
    FROM attributions SEMI JOIN asked USING (doc_id) LEFT JOIN entities USING (entity_id)
    WHERE fact_table = 'figures' AND field IN ('counted', 'subject', 'source') AND attributions.name IS NOT NULL
    ORDER BY fact_id, field, rank
"""


def keep_ledger(con: duckdb.DuckDBPyConnection) -> None:
    """Tell the stories anew that stand in the temporary table ``touched_stories``; what was told of lost ones goes."""
    con.execute("""
        CREATE TEMP TABLE retold AS SELECT quantity_id FROM quantities
        WHERE story_id IN (FROM touched_stories) OR story_id NOT IN (SELECT story_id FROM stories)
    """)
    for table in (Telling.table, Quantity.table):
        con.execute(f"DELETE FROM {table} WHERE quantity_id IN (FROM retold)")
    con.execute("DROP TABLE retold")
    for part in _parts(con):
        con.execute(
            "CREATE OR REPLACE TEMP TABLE asked AS SELECT story_id, doc_id FROM story_documents "
            f"SEMI JOIN (SELECT story_id FROM told_stories WHERE part = {part}) USING (story_id)"
        )
        _tell(con)
    con.execute("DROP TABLE told_stories")


def _parts(con: duckdb.DuckDBPyConnection) -> list[int]:
    """The table ``told_stories``: the touched ones with the part in which each is told; the numbers of the parts."""
    con.execute(f"""
        CREATE TEMP TABLE told_stories AS
        SELECT story_id, CAST(sum(count(figure_id)) OVER (ORDER BY story_id) AS BIGINT) // {_AT_ONCE} AS part
        FROM touched_stories JOIN story_documents USING (story_id) JOIN figures USING (doc_id)
        GROUP BY story_id
    """)
    return [part for (part,) in con.execute("SELECT DISTINCT part FROM told_stories ORDER BY part").fetchall()]


def _tell(con: duckdb.DuckDBPyConnection) -> None:
    """Write quantities and tellings of the documents in ``asked``."""
    texts: dict[str, list[GivenText]] = {}
    for row in _rows(con, _TEXTS):
        story = row.pop("story_id")
        took, copied = (frozenset(row.pop(name) or ()) for name in ("took_from", "copy_of"))
        texts.setdefault(story, []).append(GivenText(**row, took_from=took, copy_of=copied))
    figures: dict[str, list[GivenFigure]] = {}
    for story, figure in _figures(con):
        figures.setdefault(story, []).append(figure)
    told = [tell_story(story, texts[story], figures[story]) for story in sorted(figures)]
    for row_class, rows in (
        (Quantity, [row for quantities, _ in told for row in quantities]),
        (Telling, [row for _, tellings in told for row in tellings]),
    ):
        con.register("rows_told", to_frame(rows, row_class))
        con.execute(f"INSERT INTO {row_class.table} BY NAME FROM rows_told")
        con.unregister("rows_told")


def _figures(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, GivenFigure]]:
    sentences = {key: (start, text) for key, start, text in con.execute(_SENTENCES).fetchall()}
    places: dict[str, list[tuple[int, str]]] = {}
    for key, at, name in con.execute(_PLACES).fetchall():
        places.setdefault(key, []).append((at - sentences[key][0], name))
    answers: dict[tuple[str, str], list[Candidate]] = {}
    for fact_id, field, *answer in con.execute(_ANSWERS).fetchall():
        answers.setdefault((fact_id, field), []).append(Candidate(*answer))
    for row in _rows(con, _FIGURES):
        story, key = row.pop("story_id"), row["figure_id"]
        start, text = sentences[row["sentence"]]
        at = row["start"] - start
        end = at + len(row["surface"])
        if row["place"] is None and row["kind"] not in _NOWHERE:
            bearer = next((answer.name for answer in answers.get((key, "subject"), ())), None)
            row["place"] = place_beside(text, at, places.get(row["sentence"], ()), bearer)
        yield (
            story,
            GivenFigure(
                **row,
                about=tuple(answers.get((key, "subject"), ())),
                near=tuple(answer.name for answer in answers.get((key, "counted"), ())),
                sources=tuple(answers.get((key, "source"), ())),
                before=text[max(at - _BEFORE, 0) : at],
                after=text[end : end + _BEHIND],
            ),
        )


def _rows(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[dict[str, Any]]:
    found = con.execute(query)
    names = [name for name, *_ in found.description]
    return (dict(zip(names, row, strict=True)) for row in found.fetchall())
