-- Published answers one by one, as 'spoglio review' asks about them. One row an answer that the columns of a fact hold.
-- field: What is answered: value (of a figure), days (of a date), name (who or what a name means), or a field of attributions.
-- surface: The characters of the fact.
-- answer: The answer in words; (none): nobody or nothing. Ranges and days are written 'from … to'.
-- confidence: Calibrated probability that the answer is right; NULL where none is told.
-- basis: What spoke most for it; of value and days the rule, of name how it is named.
-- fact_table: Table of the fact: dates, figures, quotes or mentions.
-- start_char: First code point of the fact in documents.text.
-- end_char: Code point after the last one of the fact in documents.text.
-- answer_id: Key: hash of document, span, field and answer; the same in every warehouse that tells this answer.
-- fact_id: Key of the fact in its table.
-- doc_id: The document.
WITH facts AS (  -- what attributions answer about: of mentions only those by a role
    SELECT 'figures' AS fact_table, figure_id AS fact_id, doc_id, start_char, end_char, surface FROM figures
    UNION ALL
    SELECT 'quotes', quote_id, doc_id, start_char, end_char, text FROM quotes
    UNION ALL
    SELECT 'mentions', mention_id, doc_id, start_char, end_char, surface FROM mentions WHERE via = 'role'
),
told AS (
    SELECT
        'value' AS field, surface,
        CASE WHEN low IS NULL AND high IS NULL THEN '(none)' ELSE
            CASE WHEN low = high THEN '' ELSE coalesce(rtrim(rtrim(CAST(low AS VARCHAR), '0'), '.'), '') || ' … ' END
            || coalesce(rtrim(rtrim(CAST(high AS VARCHAR), '0'), '.'), '') || coalesce(' ' || unit, '')
        END AS answer,
        CAST(NULL AS DOUBLE) AS confidence, rule AS basis, 'figures' AS fact_table, start_char, end_char,
        figure_id AS fact_id, doc_id
    FROM figures
    UNION ALL
    SELECT
        'days', surface,
        CASE WHEN date_from IS NULL AND date_to IS NULL THEN '(none)' WHEN date_from = date_to THEN CAST(date_to AS VARCHAR)
            ELSE coalesce(CAST(date_from AS VARCHAR), '') || ' … ' || coalesce(CAST(date_to AS VARCHAR), '') END,
        NULL, rule, 'dates', start_char, end_char, date_id, doc_id
    FROM dates WHERE kind IN ('date', 'interval')
    UNION ALL
    SELECT
        'name', surface, coalesce(entities.name, '(none)'), NULL, via, 'mentions', start_char, end_char, mention_id, doc_id
    FROM mentions LEFT JOIN entities ON entities.entity_id = mentions.entity_id
    WHERE via <> 'role'
    UNION ALL
    SELECT
        attributions.field, facts.surface,
        CASE WHEN name IS NOT NULL THEN name WHEN date_from IS NULL AND date_to IS NULL THEN '(none)'
            WHEN date_from = date_to THEN CAST(date_to AS VARCHAR)
            ELSE coalesce(CAST(date_from AS VARCHAR), '') || ' … ' || coalesce(CAST(date_to AS VARCHAR), '') END,
        confidence, basis, facts.fact_table, start_char, end_char, facts.fact_id, facts.doc_id
    FROM attributions JOIN facts
        ON facts.fact_id = attributions.fact_id AND facts.fact_table = attributions.fact_table
        AND facts.doc_id = attributions.doc_id
    WHERE is_published AND rank = 1
)
SELECT
    field, surface, trim(answer) AS answer, confidence, basis, fact_table, start_char, end_char,
    'a' || substr(md5(concat_ws(chr(31), doc_id, start_char, end_char, field, trim(answer))), 1, 19) AS answer_id,
    fact_id, doc_id
FROM told
