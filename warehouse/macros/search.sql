-- FROM search('frane Emilia'): the sentences that say most of some words, whatever their endings and accents, with the facts told in them: published_on, outlet, title, sentence, facts, score, source_uri, sentence_id, doc_id; the best first, at most 1,000 (search('frane', at_most := 20)).
(words_searched, at_most := 1000) AS TABLE
WITH best AS (
    SELECT doc_id, sentence_id, article_score + sentence_score AS score
    FROM search_hits(words_searched) ORDER BY score DESC, doc_id, sentence_id LIMIT at_most
),
facts AS (
    SELECT
        figures.sentence_id, figures.start_char,
        figures.surface || coalesce(' ' || figures.counted, '') || coalesce(' · about ' || figures.subject_name, '')
            || coalesce(' · according to ' || figures.source_name, '') AS fact
    FROM figures SEMI JOIN best ON best.sentence_id = figures.sentence_id
    UNION ALL
    SELECT quotes.sentence_id, quotes.start_char, '«' || quotes.text || '»' || coalesce(' · ' || quotes.speaker_name, '')
    FROM quotes SEMI JOIN best ON best.sentence_id = quotes.sentence_id
),
told AS (SELECT sentence_id, string_agg(fact, '; ' ORDER BY start_char, fact) AS facts FROM facts GROUP BY sentence_id)
SELECT
    documents.published_on, documents.outlet, documents.title, sentences.text AS sentence, told.facts,
    round(best.score, 3) AS score, documents.source_uri, best.sentence_id, best.doc_id
FROM best
JOIN documents ON documents.doc_id = best.doc_id
LEFT JOIN sentences ON sentences.sentence_id = best.sentence_id
LEFT JOIN told ON told.sentence_id = best.sentence_id
ORDER BY best.score DESC, best.doc_id, best.sentence_id
