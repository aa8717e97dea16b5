-- One row a fact of any table, with the sentence in which it stands (the fact between ⟦ ⟧) and the sentences around it.
-- table_name: Table of the fact: dates, figures, mentions, quotes or unread.
-- row_id: Key of the fact in its table.
-- doc_id: The document.
-- kind: Kind of the fact in its table; the form for quotes.
-- surface: The characters of the fact.
-- rule: The rule or model that made the fact.
-- before: The sentence before; NULL at the start of the text.
-- sentence: The sentence, or the sentences that the fact spans, with the fact between ⟦ and ⟧.
-- after: The sentence after; NULL at the end of the text.
-- title: The headline of the article, when known.
-- outlet: The outlet, when known.
-- published_on: The day of publication, when known.
-- source_uri: Where the text was seen first.
-- start_char: First code point of the fact in documents.text.
-- end_char: Code point after the last one of the fact in documents.text.
WITH facts AS (
    SELECT 'dates' AS table_name, date_id AS row_id, doc_id, sentence_id, kind, surface, rule, start_char, end_char FROM dates
    UNION ALL
    SELECT 'figures', figure_id, doc_id, sentence_id, kind, surface, rule, start_char, end_char FROM figures
    UNION ALL
    SELECT 'mentions', mention_id, doc_id, sentence_id, kind, surface, rule, start_char, end_char FROM mentions
    UNION ALL
    SELECT 'quotes', quote_id, doc_id, sentence_id, form, text, rule, start_char, end_char FROM quotes
    UNION ALL
    SELECT 'unread', unread_id, doc_id, sentence_id, kind, surface, rule, start_char, end_char FROM unread
),
around AS (
    SELECT
        sentence_id, doc_id, start_char, end_char,
        lag(start_char) OVER in_order AS before_start, lag(end_char) OVER in_order AS before_end,
        lead(start_char) OVER in_order AS after_start, lead(end_char) OVER in_order AS after_end
    FROM sentences
    WINDOW in_order AS (PARTITION BY doc_id ORDER BY start_char)
)
SELECT
    facts.table_name, facts.row_id, facts.doc_id, facts.kind, facts.surface, facts.rule,
    substr(documents.text, opening.before_start + 1, opening.before_end - opening.before_start) AS before,
    substr(documents.text, opening.start_char + 1, facts.start_char - opening.start_char)
        || '⟦' || facts.surface || '⟧'
        || substr(documents.text, facts.end_char + 1, greatest(closing.end_char - facts.end_char, 0)) AS sentence,
    substr(documents.text, closing.after_start + 1, closing.after_end - closing.after_start) AS after,
    documents.title, documents.outlet, documents.published_on, documents.source_uri,
    facts.start_char, facts.end_char
FROM facts
JOIN documents ON documents.doc_id = facts.doc_id
JOIN around AS opening ON opening.sentence_id = facts.sentence_id
ASOF JOIN around AS closing ON closing.doc_id = facts.doc_id AND facts.end_char > closing.start_char
