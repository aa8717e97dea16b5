-- How many of the published answers are right, as people saw who looked at some drawn at random. One row a field and basis, and one a field.
-- field: What is answered, as in published_answers.
-- basis: What speaks most for the answers; NULL: all answers of the field.
-- n_looks: Answers looked at that are judged.
-- n_right: Those among them that are right.
-- share_right: The share of them that is right.
-- low: Lower end of the 95 % interval of that share (Wilson), to four places.
-- high: Upper end of it.
-- n_open: Answers looked at that are not judged: nobody could tell, or the answer is another one or is gone since.
WITH judged AS (
    SELECT
        verdicts.field, coalesce(now.basis, verdicts.basis) AS basis,
        CASE
            WHEN verdict = 'unsure' OR now.answer IS NULL THEN NULL
            WHEN verdict = 'right' THEN now.answer = verdicts.answer
            WHEN verdict = 'corrected' THEN now.answer = right_value
            WHEN now.answer = verdicts.answer THEN false
        END AS is_right
    FROM verdicts
    LEFT JOIN (  -- few documents are asked about: the answers of all others need not be put into words
        FROM published_answers WHERE doc_id IN (SELECT doc_id FROM verdicts WHERE drawn = 'random')
    ) AS now
        ON now.doc_id = verdicts.doc_id AND now.start_char = verdicts.start_char AND now.end_char = verdicts.end_char
        AND now.field = verdicts.field
    WHERE drawn = 'random'
),
counted AS (
    SELECT
        field, basis, count(is_right) AS n_looks, count(*) FILTER (is_right) AS n_right,
        count(*) FILTER (is_right IS NULL) AS n_open
    FROM judged GROUP BY GROUPING SETS ((field, basis), (field))
)
SELECT
    field, basis, n_looks, n_right, n_right / nullif(n_looks, 0) AS share_right,
    round((n_right + 1.9208 - 1.96 * sqrt(n_right * (n_looks - n_right) / nullif(n_looks, 0) + 0.9604)) / (n_looks + 3.8416), 4) AS low,
    round((n_right + 1.9208 + 1.96 * sqrt(n_right * (n_looks - n_right) / nullif(n_looks, 0) + 0.9604)) / (n_looks + 3.8416), 4) AS high,
    n_open
FROM counted ORDER BY field, basis NULLS FIRST
