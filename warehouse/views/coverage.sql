-- What an outlet publishes, day by day. One row an outlet and day of publication: how many texts, and how many facts of each kind they told.
-- published_on: The day of publication; NULL for texts without a known day.
-- outlet: Who published them; NULL where it is not known.
-- n_documents: Texts.
-- n_originals: Texts that are not almost equal to an earlier one.
-- n_figures: Figures.
-- n_figures_with_source: Figures of which it is known who gives them.
-- n_quotes: Quotations and reported clauses.
-- n_quotes_with_speaker: Those of which it is known who speaks.
-- n_mentions: Mentions of persons, organisations and places.
-- n_unread: Numerals, calendar words, quotation marks and names that became no fact.
-- n_not_understood: Those of them that are not explained.
-- n_findings: Doubts about the meaning of facts.
SELECT
    published_on, outlet, count(*) AS n_documents, count(*) - count(again.doc_id) AS n_originals,
    CAST(sum(n_figures) AS BIGINT) AS n_figures, CAST(sum(n_figures_with_source) AS BIGINT) AS n_figures_with_source,
    CAST(sum(n_quotes) AS BIGINT) AS n_quotes, CAST(sum(n_quotes_with_speaker) AS BIGINT) AS n_quotes_with_speaker,
    CAST(sum(n_mentions) AS BIGINT) AS n_mentions, CAST(sum(n_unread) AS BIGINT) AS n_unread,
    CAST(sum(n_not_understood) AS BIGINT) AS n_not_understood, CAST(sum(n_findings) AS BIGINT) AS n_findings
FROM readings
LEFT JOIN (SELECT doc_id FROM documents WHERE near_duplicate_of IS NOT NULL) AS again ON again.doc_id = readings.doc_id
GROUP BY published_on, outlet
