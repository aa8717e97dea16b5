-- What each run did. One row a run: how long it took, what it brought and what the quality gate said.
-- started_at: Start.
-- seconds: How long it took; NULL when the end is not known.
-- state: completed, held_back (by the gate) or failed.
-- reason: Why it was held back or failed, in one sentence.
-- n_inputs: Inputs looked at.
-- n_new: Texts that were new and published.
-- n_known: Inputs whose text was known already.
-- n_rejects: Inputs and rows that were not published.
-- n_checks: Expectations tried.
-- n_checks_failed: Expectations that at least one row failed, warnings included.
-- model_name: Language model used.
-- model_version: Its version.
-- code_version: Version of spoglio.
-- flow_run_name: Prefect's name of the flow run.
-- run_id: Key of the run.
SELECT
    runs.started_at, date_diff('millisecond', runs.started_at, runs.finished_at) / 1e3 AS seconds,
    runs.state, runs.reason, runs.n_inputs, runs.n_new, runs.n_known, runs.n_rejects,
    coalesce(c.n, 0) AS n_checks, coalesce(c.n_failed, 0) AS n_checks_failed,
    runs.model_name, runs.model_version, runs.code_version, runs.flow_run_name, runs.run_id
FROM runs
LEFT JOIN (
    SELECT run_id, count(*) AS n, count(*) FILTER (NOT success) AS n_failed FROM checks GROUP BY run_id
) AS c ON c.run_id = runs.run_id
