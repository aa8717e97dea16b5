-- FROM search_hits('frane Emilia'): one row a sentence with a word that is searched: doc_id, sentence_id (NULL: the headline), article_score and sentence_score (BM25), n_words (how many of the words the article holds).
(words_searched) AS TABLE
WITH asked AS (
    SELECT DISTINCT strip_accents(unnest(regexp_extract_all(lower(words_searched), '[\p{L}\p{M}\p{N}]+'))) AS folded
),
known AS (SELECT DISTINCT word_forms.folded, word_forms.stem FROM word_forms JOIN asked ON asked.folded = word_forms.folded),
endings AS (SELECT DISTINCT substr(folded, length(stem) + 1) AS ending FROM word_forms WHERE starts_with(folded, stem)),
guessed AS (
    SELECT asked.folded, arg_max(word_forms.stem, length(word_forms.stem)) AS stem
    FROM asked ANTI JOIN known ON known.folded = asked.folded
    JOIN word_forms ON starts_with(asked.folded, word_forms.stem)
    JOIN endings ON endings.ending = substr(asked.folded, length(word_forms.stem) + 1)
    WHERE length(word_forms.stem) >= 3
    GROUP BY asked.folded
),
terms AS (SELECT stem FROM known WHERE stem IS NOT NULL UNION SELECT stem FROM guessed),
told AS (
    SELECT stem, doc_id, sentence_id, count(*) AS n FROM sentence_stems SEMI JOIN terms USING (stem)
    GROUP BY stem, doc_id, sentence_id
),
in_articles AS (SELECT stem, doc_id, sum(n) AS n FROM told GROUP BY stem, doc_id),
in_sentences AS (SELECT stem, count(*) AS held FROM told GROUP BY stem),
articles AS (SELECT count(*) AS n, avg(n_tokens) AS length FROM documents),
sentences_all AS (SELECT count(*) AS n, avg(end_char - start_char) AS length FROM sentences),
article_weights AS (
    SELECT stem, ln(1 + (any_value(articles.n) - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM in_articles CROSS JOIN articles GROUP BY stem
),
scored_articles AS (
    SELECT
        in_articles.doc_id, count(*) AS n_words,
        sum(article_weights.weight * 2.2 * in_articles.n
            / (in_articles.n + 1.2 * (0.25 + 0.75 * documents.n_tokens / articles.length))) AS score
    FROM in_articles JOIN article_weights USING (stem) JOIN documents USING (doc_id) CROSS JOIN articles
    GROUP BY in_articles.doc_id
),
scored_sentences AS (
    SELECT
        told.doc_id, told.sentence_id,
        sum(ln(1 + (sentences_all.n - in_sentences.held + 0.5) / (in_sentences.held + 0.5)) * 2.2 * told.n
            / (told.n + 1.2 * (0.25 + 0.75 * coalesce((sentences.end_char - sentences.start_char) / sentences_all.length, 1))))
            AS score
    FROM told JOIN in_sentences USING (stem) LEFT JOIN sentences USING (sentence_id) CROSS JOIN sentences_all
    GROUP BY told.doc_id, told.sentence_id
)
SELECT
    scored_sentences.doc_id, scored_sentences.sentence_id,
    scored_articles.score AS article_score, scored_sentences.score AS sentence_score, scored_articles.n_words
FROM scored_sentences JOIN scored_articles ON scored_articles.doc_id = scored_sentences.doc_id
