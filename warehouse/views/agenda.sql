-- What is planned, and for which day. One row an expression of time that means a day after that of publication.
-- published_on: The day of publication.
-- outlet: Who published it, when known.
-- day: First day that is meant.
-- last_day: Last day that is meant.
-- surface: The expression as written.
-- sentence: The sentence in which it stands.
-- title: The headline of the article, when known.
-- source_uri: Where the text was seen first.
-- date_id: Key of the expression in dates.
-- doc_id: The document.
SELECT
    documents.published_on, documents.outlet, dates.date_from AS day, dates.date_to AS last_day, dates.surface,
    sentences.text AS sentence, documents.title, documents.source_uri, dates.date_id, dates.doc_id
FROM dates
JOIN documents ON documents.doc_id = dates.doc_id
LEFT JOIN sentences ON sentences.sentence_id = dates.sentence_id AND sentences.doc_id = dates.doc_id
WHERE dates.date_from > documents.published_on AND dates.kind IN ('date', 'interval', 'time')
