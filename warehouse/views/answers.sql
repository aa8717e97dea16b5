-- Candidate answers and how sure they are. One row a candidate for what had to be chosen of a fact (the best three a field), published or not: WHERE rank = 1 AND confidence >= 0.5.
-- published_on: The day of publication, when known.
-- outlet: Who published it, when known.
-- surface: The characters of the fact.
-- field: What is answered: counted, subject, source, period, part_of, speaker, or referent (whom a role means).
-- rank: 1 is the best answer.
-- name: The answer: canonical name, else as written (of part_of: the whole); without name and days it is nobody or nothing.
-- date_from: First day of the answer, for periods.
-- date_to: Last day of the answer, inclusive, for periods.
-- confidence: Calibrated probability that the answer is right.
-- basis: What spoke most for it: subject of the clause, before the colon …
-- is_published: Whether the columns of the fact hold this answer; below the threshold of its field they are NULL.
-- fact_table: Table of the fact: figures, quotes or mentions.
-- sentence: The sentence, for quotes all that they span, with the fact between ⟦ and ⟧.
-- title: The headline of the article, when known.
-- source_uri: Where the text was seen first.
-- wikidata_id: Wikidata number of the answer, when checked.
-- attribution_id: Key of the answer.
-- fact_id: Key of the fact in its table.
-- doc_id: The document.
-- entity_id: Key of the answer in entities, when known.
WITH facts AS (  -- kept with sentence and article: one join, not three; of mentions only those by a role were chosen
    SELECT figure_id AS row_id, doc_id, published_on, outlet, surface, sentence, title, source_uri FROM claims
    UNION ALL
    SELECT quote_id, doc_id, published_on, outlet, text, sentence, title, source_uri FROM statements
    UNION ALL
    SELECT
        mentions.mention_id, mentions.doc_id, documents.published_on, documents.outlet, mentions.surface,
        substr(sentences.text, 1, mentions.start_char - sentences.start_char) || '⟦' || mentions.surface || '⟧'
            || substr(sentences.text, mentions.end_char - sentences.start_char + 1),
        documents.title, documents.source_uri
    FROM mentions
    JOIN sentences ON sentences.sentence_id = mentions.sentence_id AND sentences.doc_id = mentions.doc_id
    JOIN documents ON documents.doc_id = mentions.doc_id
    WHERE mentions.via = 'role'
)
SELECT
    facts.published_on, facts.outlet, facts.surface, attributions.field, attributions.rank,
    attributions.name, attributions.date_from, attributions.date_to,
    attributions.confidence, attributions.basis, attributions.is_published, attributions.fact_table,
    facts.sentence, facts.title, facts.source_uri, entities.wikidata_id,
    attributions.attribution_id, attributions.fact_id, facts.doc_id, attributions.entity_id
FROM attributions
JOIN facts ON facts.row_id = attributions.fact_id
LEFT JOIN (  -- once a key: where nobody asks for Wikidata this join falls away
    SELECT entity_id, any_value(wikidata_id) AS wikidata_id FROM entities
    GROUP BY entity_id HAVING any_value(wikidata_id) IS NOT NULL
) AS entities ON entities.entity_id = attributions.entity_id
