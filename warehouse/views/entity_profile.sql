-- What is known of somebody or something. One row an entity: in how many texts it is named, what is counted of it, what it gives and says, from when to when.
-- entity: Canonical name.
-- entity_kind: PER, ORG or LOC.
-- n_documents: Texts that name it.
-- n_originals: Those of them that are not almost equal to an earlier text.
-- n_mentions: Mentions.
-- n_figures_about: Figures about it.
-- n_figures_given: Figures that it gives.
-- n_quotes: Quotations and reported clauses of it.
-- first_on: First day of publication of a text that names it.
-- last_on: Last day of publication of a text that names it.
-- entity_wikidata_id: Wikidata number, when checked.
-- entity_id: Key of the entity.
SELECT
    entity, entity_kind, count(*) AS n_documents, count(*) - count(again.doc_id) AS n_originals,
    CAST(sum(n_mentions) AS BIGINT) AS n_mentions,
    CAST(sum(n_figures_about) AS BIGINT) AS n_figures_about, CAST(sum(n_figures_given) AS BIGINT) AS n_figures_given,
    CAST(sum(n_quotes) AS BIGINT) AS n_quotes, min(published_on) AS first_on, max(published_on) AS last_on,
    entity_wikidata_id, entity_id
FROM appearances
LEFT JOIN (SELECT doc_id FROM documents WHERE near_duplicate_of IS NOT NULL) AS again ON again.doc_id = appearances.doc_id
GROUP BY entity, entity_kind, entity_wikidata_id, entity_id
