-- Any fact with its sentence and article. One row a fact of any table; in the sentence the fact stands between ⟦ and ⟧.
-- published_on: The day of publication, when known.
-- outlet: Who published it, when known.
-- table_name: Table of the fact: dates, figures, mentions, quotes or unread.
-- kind: Kind of the fact in its table; the form for quotes.
-- surface: The characters of the fact.
-- sentence: The sentence, for quotes all that they span, with the fact between ⟦ and ⟧.
-- title: The headline of the article, when known.
-- source_uri: Where the text was seen first.
-- rule: The rule or model that made the fact.
-- start_char: First code point of the fact in documents.text.
-- end_char: Code point after the last one of the fact in documents.text.
-- row_id: Key of the fact in its table.
-- doc_id: The document.
-- sentence_id: The sentence in which it starts.
WITH facts AS (
    SELECT 'dates' AS table_name, date_id AS row_id, doc_id, sentence_id, kind, surface, rule, start_char, end_char FROM dates
    UNION ALL
    SELECT 'figures', figure_id, doc_id, sentence_id, kind, surface, rule, start_char, end_char FROM figures
    UNION ALL
    SELECT 'mentions', mention_id, doc_id, sentence_id, kind, surface, rule, start_char, end_char FROM mentions
    UNION ALL
    SELECT 'unread', unread_id, doc_id, sentence_id, kind, surface, rule, start_char, end_char FROM unread
)
SELECT
    documents.published_on, documents.outlet, facts.table_name, facts.kind, facts.surface,
    substr(sentences.text, 1, facts.start_char - sentences.start_char) || '⟦' || facts.surface || '⟧'
        || substr(sentences.text, facts.end_char - sentences.start_char + 1) AS sentence,
    documents.title, documents.source_uri, facts.rule, facts.start_char, facts.end_char,
    facts.row_id, facts.doc_id, facts.sentence_id
FROM facts
LEFT JOIN sentences ON sentences.sentence_id = facts.sentence_id AND sentences.doc_id = facts.doc_id
LEFT JOIN documents ON documents.doc_id = facts.doc_id
UNION ALL
SELECT
    published_on, outlet, 'quotes', form, text, sentence, title, source_uri, rule, start_char, end_char,
    quote_id, doc_id, sentence_id
FROM statements
