"""What the report tells: counts, days, speakers, figures, doubts and what was left unread, as plain rows.

Each list is cut, so that the page stays small whatever the warehouse holds; the whole numbers stand beside it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from flows.query import records
from flows.report.ledger import gather_ledger
from flows.terminal import printable
from transforms.errors import UsageError

Rows = list[dict[str, Any]]

_GROUPS, _FIGURES, _SPEAKERS, _QUOTES, _ABOUT, _REASONS, _EXAMPLES = 8, 10, 12, 3, 12, 16, 2
_OUTLETS, _RUNS, _CHECKS, _DOUBTS, _AGENDA = 15, 10, 15, 10, 12
#: Figures for which a picture of ranges makes no sense: ages, scores, ratios.
_DRAWN = "('count', 'money', 'percent', 'measure')"


@dataclass(frozen=True)
class Content:
    """What the page shows, list by list.

    Attributes:
        run: the row of `run_summary` to which the report is limited; None: the whole warehouse.
        newest: the newest run of all; it dates the report.
        counts: number of texts, outlets, figures … by name, and the first and last day of publication.
        days: day, n_texts, n_figures, n_quotes; a row a day of publication.
        outlets: outlet, n_texts, n_figures, n_figures_with_source, n_quotes, first_on, last_on.
        speakers: speaker, kind, n_quotes, about (entity, n), quotes (rows with quote_id and doc_id).
        about: entity, n_quotes, n_speakers, quote_id and doc_id of one quotation.
        groups: kind, concept, unit, n, n_different (told by several texts once), figures (rows with figure_id, doc_id).
        states: state → number of quantities of the ledger.
        ledger: those of them that are most worth a look, with their tellings (`gather_ledger`).
        answers: field, n_told, n_open, confidence (mean of the best answers).
        agenda: day, surface, date_id, doc_id.
        unread: kind, reason, n, examples (unread_id, doc_id, surface).
        runs, checks, rejects, doubts: what ran, which checks failed, what was not published, what is doubtful.
    """

    run: dict[str, Any] | None
    newest: dict[str, Any] | None
    counts: dict[str, Any]
    days: Rows
    outlets: Rows
    speakers: Rows
    about: Rows
    groups: Rows
    states: dict[str, int]
    ledger: Rows
    answers: Rows
    agenda: Rows
    unread: Rows
    runs: Rows
    checks: Rows
    rejects: Rows
    doubts: Rows

    def facts(self) -> list[tuple[str, str, str]]:
        """Every fact that is told: table, key, document; some come twice."""
        told = [("figures", row["figure_id"], row["doc_id"]) for group in self.groups for row in group["figures"]]
        told += [
            ("figures", row["figure_id"], row["doc_id"])
            for quantity in self.ledger
            for row in quantity["tellings"]
            if row["doc_id"]
        ]
        told += [("quotes", row["quote_id"], row["doc_id"]) for who in self.speakers for row in who["quotes"]]
        told += [("quotes", row["quote_id"], row["doc_id"]) for row in self.about]
        told += [("dates", row["date_id"], row["doc_id"]) for row in self.agenda]
        told += [("unread", row["unread_id"], row["doc_id"]) for reason in self.unread for row in reason["examples"]]
        return told + [(row["table_name"], row["row_id"], row["doc_id"]) for row in self.doubts]


def gather(con: duckdb.DuckDBPyConnection, db: Path, run: str | None) -> Content:
    """Ask a warehouse for all that the report tells.

    Args:
        con: a connection to it; it gets the temporary table `scope` with the documents that are told about.
        db: its file, for errors.
        run: key, beginning of the key or name of a run, or ``last``; None: the whole warehouse.

    Raises:
        UsageError: there is no such run, or several.
    """
    chosen = None if run is None else _find_run(con, db, run)
    condition = "" if chosen is None else "WHERE run_id = ?"
    parameters = [] if chosen is None else [chosen["run_id"]]
    con.execute(f"CREATE OR REPLACE TEMP TABLE scope AS SELECT doc_id FROM documents {condition}", parameters)
    con.execute(f"CREATE OR REPLACE TEMP TABLE told_runs AS FROM run_summary {condition}", parameters)
    states, ledger = gather_ledger(con)
    newest = records(con, "FROM run_summary ORDER BY started_at DESC, run_id LIMIT 1")
    return Content(
        run=chosen,
        newest=newest[0] if newest else None,
        counts=records(con, _COUNTS)[0],
        days=records(con, _DAYS),
        outlets=records(con, _OUTLET_ROWS),
        speakers=_nested(records(con, _SPEAKER_ROWS), "quotes", "about"),
        about=records(con, _ABOUT_ROWS),
        groups=_nested(records(con, _GROUP_ROWS), "figures"),
        states=states,
        ledger=ledger,
        answers=records(con, _ANSWERS),
        agenda=records(con, _AGENDA_ROWS),
        unread=_nested(records(con, _UNREAD), "examples"),
        runs=records(con, f"FROM told_runs ORDER BY started_at DESC, run_id LIMIT {_RUNS}"),
        checks=records(con, _CHECK_ROWS),
        rejects=records(con, _REJECTS),
        doubts=records(con, _DOUBT_ROWS),
    )


def _nested(rows: Rows, *columns: str) -> Rows:
    """Lists of nothing instead of None."""
    return [row | {name: row[name] or [] for name in columns} for row in rows]


def _find_run(con: duckdb.DuckDBPyConnection, db: Path, wanted: str) -> dict[str, Any]:
    runs = records(con, "FROM run_summary ORDER BY started_at DESC, run_id")
    if wanted == "last" and runs:
        return runs[0]
    found = [row for row in runs if wanted in (row["run_id"], row["flow_run_name"])]
    if not found and len(wanted) >= 4:
        found = [row for row in runs if row["run_id"].startswith(wanted)]
    if len(found) == 1:
        return found[0]
    last = ", ".join(printable(f"{row['run_id']} ({row['flow_run_name']})") for row in runs[:3])
    what = f"{len(found)} runs" if found else "no run"
    hint = f"give a whole key; the last ones are {last}" if runs else "nothing ran on it yet"
    raise UsageError(f"{db} holds {what} called {printable(wanted)[:80]!r}; {hint}.")


_COUNTS = """
    SELECT
        count(*) AS texts, count(DISTINCT outlet) AS outlets, count(*) FILTER (outlet IS NULL) AS texts_without_outlet,
        count(*) FILTER (published_on IS NULL) AS texts_without_day, min(published_on) AS first_on,
        max(published_on) AS last_on, coalesce(sum(n_sentences), 0) AS sentences, coalesce(sum(n_dates), 0) AS dates,
        coalesce(sum(n_figures), 0) AS figures, coalesce(sum(n_figures_with_subject), 0) AS figures_with_subject,
        coalesce(sum(n_figures_with_source), 0) AS figures_with_source, coalesce(sum(n_quotes), 0) AS quotes,
        coalesce(sum(n_quotes_with_speaker), 0) AS quotes_with_speaker, coalesce(sum(n_mentions), 0) AS mentions,
        coalesce(sum(n_unread), 0) AS unread, coalesce(sum(n_not_understood), 0) AS not_understood,
        coalesce(sum(n_findings), 0) AS doubts,
        (SELECT count(DISTINCT entity_id) FROM appearances SEMI JOIN scope USING (doc_id)) AS entities,
        (SELECT count(*) FROM sightings SEMI JOIN scope USING (doc_id)) AS sightings,
        (SELECT count(*) FROM rejects SEMI JOIN told_runs USING (run_id)) AS rejects,
        (SELECT count(*) FROM checks SEMI JOIN told_runs USING (run_id)) AS checks,
        (SELECT count(*) FROM checks SEMI JOIN told_runs USING (run_id) WHERE NOT success) AS checks_failed,
        (SELECT count(DISTINCT speaker) FROM statements SEMI JOIN scope USING (doc_id)) AS speakers,
        (SELECT count(*) FROM told_runs) AS runs
    FROM readings SEMI JOIN scope USING (doc_id)
"""
_DAYS = """
    SELECT
        published_on AS day, count(*) AS n_texts, sum(n_figures)::BIGINT AS n_figures, sum(n_quotes)::BIGINT AS n_quotes
    FROM readings SEMI JOIN scope USING (doc_id) WHERE published_on IS NOT NULL GROUP BY day ORDER BY day
"""
_OUTLET_ROWS = f"""
    SELECT
        outlet, count(*) AS n_texts, sum(n_figures)::BIGINT AS n_figures,
        sum(n_figures_with_source)::BIGINT AS n_figures_with_source, sum(n_quotes)::BIGINT AS n_quotes,
        min(published_on) AS first_on, max(published_on) AS last_on
    FROM readings SEMI JOIN scope USING (doc_id) GROUP BY outlet ORDER BY n_texts DESC, outlet NULLS LAST
    LIMIT {_OUTLETS}
"""
# Whom they speak about: whoever is named inside their words.
_SPEAKER_ROWS = f"""
    WITH said AS (SELECT * FROM statements SEMI JOIN scope USING (doc_id) WHERE speaker IS NOT NULL),
    best AS (
        SELECT speaker, any_value(speaker_kind) AS kind, count(*) AS n_quotes FROM said GROUP BY speaker
        ORDER BY n_quotes DESC, speaker LIMIT {_SPEAKERS}
    ),
    once AS (
        SELECT * FROM said SEMI JOIN best USING (speaker)
        QUALIFY row_number() OVER (PARTITION BY speaker, text ORDER BY confidence DESC NULLS LAST, quote_id) = 1
    ),
    shown AS (
        SELECT speaker, quote_id, doc_id, text, form, cue, modality, confidence, published_on, outlet FROM once
        QUALIFY row_number() OVER (
            PARTITION BY speaker
            ORDER BY form, length(text) NOT BETWEEN 20 AND 300, confidence DESC NULLS LAST, quote_id
        ) <= {_QUOTES}
    ),
    named AS (
        SELECT said.speaker, other.entity, count(*) AS n FROM said JOIN best USING (speaker)
        JOIN fact_entities AS other ON other.row_id = said.quote_id AND other.role = 'inside'
        WHERE other.entity <> said.speaker GROUP BY said.speaker, other.entity
        QUALIFY row_number() OVER (PARTITION BY said.speaker ORDER BY n DESC, other.entity) <= {_QUOTES}
    )
    SELECT
        best.*,
        (
            SELECT list(shown ORDER BY published_on DESC NULLS LAST, quote_id) FROM shown
            WHERE shown.speaker = best.speaker
        ) AS quotes,
        (SELECT list(named ORDER BY n DESC, entity) FROM named WHERE named.speaker = best.speaker) AS about
    FROM best ORDER BY n_quotes DESC, best.speaker
"""
_ABOUT_ROWS = f"""
    SELECT
        other.entity, count(*) AS n_quotes, count(DISTINCT said.speaker) AS n_speakers,
        arg_min(said.quote_id, (length(said.text) > 300, -coalesce(said.confidence, 0), said.quote_id)) AS quote_id,
        arg_min(said.doc_id, (length(said.text) > 300, -coalesce(said.confidence, 0), said.quote_id)) AS doc_id,
        arg_min(said.speaker, (length(said.text) > 300, -coalesce(said.confidence, 0), said.quote_id)) AS speaker
    FROM statements AS said SEMI JOIN scope USING (doc_id)
    JOIN fact_entities AS other ON other.row_id = said.quote_id AND other.role = 'inside'
    WHERE other.entity IS DISTINCT FROM said.speaker AND said.speaker IS NOT NULL
    GROUP BY other.entity ORDER BY n_quotes DESC, other.entity LIMIT {_ABOUT}
"""
# The same value of the same thing told by several texts is one row; that which tells most, the surest, stands for it.
_GROUP_ROWS = f"""
    WITH told AS (
        SELECT *, (subject IS NOT NULL)::INT + (source IS NOT NULL)::INT + (low <> high)::INT AS worth
        FROM claims SEMI JOIN scope USING (doc_id)
        WHERE NOT is_repeated AND low IS NOT NULL AND high IS NOT NULL AND kind IN {_DRAWN}
    ),
    best AS (
        SELECT kind, concept, unit, count(*) AS n FROM told GROUP BY kind, concept, unit HAVING count(*) > 1
        ORDER BY concept IS NULL, n DESC, kind, concept, unit LIMIT {_GROUPS}
    ),
    once AS (
        SELECT *, count(*) OVER same AS n_tellings FROM told
        WINDOW same AS (PARTITION BY kind, concept, unit, low, high, counted_lemma, subject)
        QUALIFY row_number() OVER (
            PARTITION BY kind, concept, unit, low, high, counted_lemma, subject
            ORDER BY worth DESC, confidence DESC NULLS LAST, figure_id
        ) = 1
    ),
    shown AS (
        SELECT
            kind, concept, unit, low, high, counted, modifier, modality, aspect, direction, subject, source, place,
            period_from, period_to, whole, surface, confidence, outlet, published_on, n_tellings, figure_id, doc_id
        FROM once
        QUALIFY row_number() OVER (
            PARTITION BY kind, concept, unit ORDER BY worth DESC, confidence DESC NULLS LAST, n_tellings DESC, figure_id
        ) <= {_FIGURES}
    )
    SELECT
        best.*,
        (
            SELECT count(*) FROM once
            WHERE once.kind = best.kind AND once.concept IS NOT DISTINCT FROM best.concept
                AND once.unit IS NOT DISTINCT FROM best.unit
        ) AS n_different,
        (
            SELECT list(shown ORDER BY high DESC, low DESC, figure_id) FROM shown
            WHERE shown.kind = best.kind AND shown.concept IS NOT DISTINCT FROM best.concept
                AND shown.unit IS NOT DISTINCT FROM best.unit
        ) AS figures
    FROM best ORDER BY best.concept IS NULL, best.n DESC, best.kind, best.concept, best.unit
"""
_ANSWERS = """
    SELECT
        field, count(*) FILTER (is_published) AS n_told, count(*) FILTER (NOT is_published) AS n_open,
        avg(confidence) AS confidence
    FROM attributions SEMI JOIN scope USING (doc_id)
    WHERE rank = 1 AND (name IS NOT NULL OR date_from IS NOT NULL OR date_to IS NOT NULL) GROUP BY field
    ORDER BY list_position(['counted', 'subject', 'source', 'period', 'part_of', 'speaker', 'referent'], field)
"""
# What is announced for the days behind the last publication.
_AGENDA_ROWS = f"""
    SELECT
        dates.date_from AS day, dates.date_to AS last_day, dates.surface, documents.title, dates.date_id, dates.doc_id
    FROM dates JOIN documents USING (doc_id) SEMI JOIN scope USING (doc_id)
    WHERE dates.kind IN ('date', 'interval', 'time')
        AND dates.grain IN ('day', 'part_of_day', 'hour', 'minute', 'weekend')
        AND dates.date_from > (SELECT max(published_on) FROM documents SEMI JOIN scope USING (doc_id))
    QUALIFY row_number() OVER (PARTITION BY dates.date_from, documents.title ORDER BY dates.date_id) = 1
    ORDER BY day, dates.date_id LIMIT {_AGENDA}
"""
_UNREAD = f"""
    WITH left_over AS (
        SELECT *, row_number() OVER (PARTITION BY kind, reason, surface ORDER BY unread_id) AS seen
        FROM unread SEMI JOIN scope USING (doc_id)
    ),
    best AS (
        SELECT kind, reason, count(*) AS n FROM left_over GROUP BY kind, reason
        ORDER BY reason <> 'not_understood', n DESC, kind, reason LIMIT {_REASONS}
    ),
    shown AS (
        SELECT kind, reason, surface, unread_id, doc_id FROM left_over WHERE seen = 1
        QUALIFY row_number() OVER (PARTITION BY kind, reason ORDER BY unread_id) <= {_EXAMPLES}
    )
    SELECT
        best.*,
        (
            SELECT list(shown ORDER BY unread_id) FROM shown
            WHERE shown.kind = best.kind AND shown.reason = best.reason
        ) AS examples
    FROM best ORDER BY best.reason <> 'not_understood', best.n DESC, best.kind, best.reason
"""
_CHECK_ROWS = f"""
    SELECT
        table_name, expectation, any_value(details) AS details, sum(n_unexpected)::BIGINT AS n_unexpected,
        sum(n_rows)::BIGINT AS n_rows, count(*) AS n_runs
    FROM checks SEMI JOIN told_runs USING (run_id) WHERE NOT success GROUP BY table_name, expectation
    ORDER BY n_unexpected DESC, table_name, expectation LIMIT {_CHECKS}
"""
_REJECTS = f"""
    SELECT stage, table_name, reason, count(*) AS n, min(source_uri) AS example
    FROM rejects SEMI JOIN told_runs USING (run_id) GROUP BY stage, table_name, reason
    ORDER BY n DESC, stage, reason LIMIT {_CHECKS}
"""
_DOUBT_ROWS = f"""
    WITH counted AS (
        SELECT *, count(*) OVER (PARTITION BY check_name) AS n FROM findings SEMI JOIN scope USING (doc_id)
        WHERE table_name IN ('dates', 'figures', 'quotes', 'mentions')
        QUALIFY row_number() OVER (PARTITION BY check_name ORDER BY finding_id) <= {_EXAMPLES}
    )
    SELECT check_name, details, n, table_name, row_id, doc_id FROM counted ORDER BY n DESC, check_name, finding_id
    LIMIT {_DOUBTS}
"""
