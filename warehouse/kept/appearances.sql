-- Which text names whom, and how often. One row a document and an entity: mentions, figures, quotations.
-- published_on: The day of publication, when known.
-- outlet: Who published it, when known.
-- entity: Canonical name.
-- entity_kind: PER, ORG or LOC.
-- n_mentions: Mentions.
-- n_figures_about: Figures about it.
-- n_figures_given: Figures that it gives.
-- n_quotes: Quotations and reported clauses of it.
-- entity_wikidata_id: Wikidata number, when checked.
-- doc_id: The document.
-- entity_id: Key of the entity.
WITH named AS (
    SELECT doc_id, entity_id, 1 AS mention, 0 AS about, 0 AS given, 0 AS quote FROM mentions
    UNION ALL SELECT doc_id, subject_entity_id, 0, 1, 0, 0 FROM figures
    UNION ALL SELECT doc_id, source_entity_id, 0, 0, 1, 0 FROM figures
    UNION ALL SELECT doc_id, speaker_entity_id, 0, 0, 0, 1 FROM quotes
),
counted AS (
    SELECT
        doc_id, entity_id, CAST(sum(mention) AS BIGINT) AS n_mentions, CAST(sum(about) AS BIGINT) AS n_figures_about,
        CAST(sum(given) AS BIGINT) AS n_figures_given, CAST(sum(quote) AS BIGINT) AS n_quotes
    FROM named WHERE entity_id IS NOT NULL GROUP BY doc_id, entity_id
)
SELECT
    documents.published_on, documents.outlet, entities.name AS entity, entities.kind AS entity_kind,
    counted.n_mentions, counted.n_figures_about, counted.n_figures_given, counted.n_quotes,
    entities.wikidata_id AS entity_wikidata_id, counted.doc_id, counted.entity_id
FROM counted
JOIN documents ON documents.doc_id = counted.doc_id
JOIN entities ON entities.entity_id = counted.entity_id
