-- FROM search_articles('frane Emilia'): the articles that say most of some words, whatever their endings and accents: published_on, outlet, title, sentence (the one that says most), n_sentences (that hold a word), n_figures and n_quotes (of the article), score, source_uri, doc_id; the best first, at most 1,000.
(words_searched, at_most := 1000) AS TABLE
WITH best AS (
    SELECT
        doc_id, any_value(article_score) AS score, count(*) AS n_sentences,
        arg_max(sentence_id, (sentence_score, sentence_id)) AS sentence_id
    FROM search_hits(words_searched) GROUP BY doc_id ORDER BY score DESC, doc_id LIMIT at_most
)
SELECT
    readings.published_on, readings.outlet, readings.title, sentences.text AS sentence, best.n_sentences,
    readings.n_figures, readings.n_quotes, round(best.score, 3) AS score, readings.source_uri, best.doc_id
FROM best
JOIN readings ON readings.doc_id = best.doc_id
LEFT JOIN sentences ON sentences.sentence_id = best.sentence_id
ORDER BY best.score DESC, best.doc_id
