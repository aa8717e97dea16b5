-- How many facts a text gave, how much stayed unread. One row a document, a column a table.
-- published_on: The day of publication, when known.
-- outlet: Who published it, when known.
-- title: The headline, when known.
-- source_uri: Where the text was seen first.
-- n_sentences: Sentences.
-- n_dates: Expressions of time.
-- n_figures: Figures.
-- n_figures_with_subject: Figures of which it is known whom or what they are about.
-- n_figures_with_source: Figures of which it is known who gives them.
-- n_quotes: Quotations and reported clauses.
-- n_quotes_with_speaker: Those of which it is known who speaks.
-- n_mentions: Mentions of persons, organisations and places.
-- n_unread: Numerals, calendar words, quotation marks and names that became no fact.
-- n_not_understood: Those of them that are not explained (reason not_understood).
-- n_findings: Doubts about the meaning of facts.
-- doc_id: The document.
SELECT
    documents.published_on, documents.outlet, documents.title, documents.source_uri,
    coalesce(t.n, 0) AS n_sentences, coalesce(d.n, 0) AS n_dates,
    coalesce(f.n, 0) AS n_figures, coalesce(f.n_subject, 0) AS n_figures_with_subject,
    coalesce(f.n_source, 0) AS n_figures_with_source,
    coalesce(q.n, 0) AS n_quotes, coalesce(q.n_speaker, 0) AS n_quotes_with_speaker,
    coalesce(m.n, 0) AS n_mentions,
    coalesce(u.n, 0) AS n_unread, coalesce(u.n_not_understood, 0) AS n_not_understood,
    coalesce(x.n, 0) AS n_findings,
    documents.doc_id
FROM documents
LEFT JOIN (SELECT doc_id, count(*) AS n FROM sentences GROUP BY doc_id) AS t ON t.doc_id = documents.doc_id
LEFT JOIN (SELECT doc_id, count(*) AS n FROM dates GROUP BY doc_id) AS d ON d.doc_id = documents.doc_id
LEFT JOIN (
    SELECT doc_id, count(*) AS n, count(subject_name) AS n_subject, count(source_name) AS n_source
    FROM figures GROUP BY doc_id
) AS f ON f.doc_id = documents.doc_id
LEFT JOIN (
    SELECT doc_id, count(*) AS n, count(speaker_name) AS n_speaker FROM quotes GROUP BY doc_id
) AS q ON q.doc_id = documents.doc_id
LEFT JOIN (SELECT doc_id, count(*) AS n FROM mentions GROUP BY doc_id) AS m ON m.doc_id = documents.doc_id
LEFT JOIN (
    SELECT doc_id, count(*) AS n, count(*) FILTER (reason = 'not_understood') AS n_not_understood
    FROM unread GROUP BY doc_id
) AS u ON u.doc_id = documents.doc_id
LEFT JOIN (SELECT doc_id, count(*) AS n FROM findings GROUP BY doc_id) AS x ON x.doc_id = documents.doc_id
