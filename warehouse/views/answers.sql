-- One row a candidate answer to what had to be chosen of a fact, the best three a field, published or not: WHERE rank = 1 AND confidence >= 0.5.
-- attribution_id: Key of the answer.
-- fact_table: Table of the fact: figures, quotes or mentions.
-- fact_id: Key of the fact in that table.
-- doc_id: The document.
-- surface: The characters of the fact.
-- field: What is answered: counted, subject, source, period, part_of, speaker, or referent (whom a role means).
-- rank: 1 is the best answer.
-- name: The answer: canonical name, else as written (of part_of: the whole); without name and days it is nobody or nothing.
-- date_from: First day of the answer, for periods.
-- date_to: Last day of the answer, inclusive, for periods.
-- confidence: Calibrated probability that the answer is right.
-- basis: What spoke most for it: subject of the clause, before the colon …
-- is_published: Whether the columns of the fact hold this answer; below the threshold of its field they are NULL.
-- wikidata_id: Wikidata number of the answer, when checked.
-- sentence: The sentence, with the fact between ⟦ and ⟧.
-- title: The headline of the article, when known.
-- outlet: The outlet, when known.
-- published_on: The day of publication, when known.
-- source_uri: Where the text was seen first.
SELECT
    attributions.attribution_id, attributions.fact_table, attributions.fact_id, attributions.doc_id,
    evidence.surface, attributions.field, attributions.rank,
    coalesce(entities.name, attributions.name) AS name, attributions.date_from, attributions.date_to,
    attributions.confidence, attributions.basis, attributions.is_published, entities.wikidata_id,
    evidence.sentence, evidence.title, evidence.outlet, evidence.published_on, evidence.source_uri
FROM attributions
JOIN evidence ON evidence.table_name = attributions.fact_table AND evidence.row_id = attributions.fact_id
LEFT JOIN entities ON entities.entity_id = attributions.entity_id
