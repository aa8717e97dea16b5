-- Who or what has to do with which fact. One row a fact and an entity: figures and quotations with whom they are about, who gives or says them, where, and whoever is named inside.
-- published_on: The day of publication, when known.
-- outlet: Who published it, when known.
-- entity: Canonical name.
-- entity_kind: PER, ORG or LOC.
-- role: subject, source, place, speaker, or inside (named within the span of the fact).
-- table_name: Table of the fact: figures or quotes.
-- entity_wikidata_id: Wikidata number, when checked.
-- row_id: Key of the fact in its table.
-- doc_id: The document.
-- entity_id: Key of the entity.
WITH facts AS (
    SELECT doc_id, 'figures' AS table_name, figure_id AS row_id, 'subject' AS role, subject_entity_id AS entity_id FROM figures
    UNION ALL SELECT doc_id, 'figures', figure_id, 'source', source_entity_id FROM figures
    UNION ALL SELECT doc_id, 'figures', figure_id, 'place', place_entity_id FROM figures
    UNION ALL SELECT doc_id, 'quotes', quote_id, 'speaker', speaker_entity_id FROM quotes
    UNION
    SELECT quotes.doc_id, 'quotes', quotes.quote_id, 'inside', mentions.entity_id
    FROM quotes JOIN mentions
        ON mentions.doc_id = quotes.doc_id AND mentions.start_char >= quotes.start_char AND mentions.end_char <= quotes.end_char
)
SELECT
    documents.published_on, documents.outlet, entities.name AS entity, entities.kind AS entity_kind, facts.role,
    facts.table_name, entities.wikidata_id AS entity_wikidata_id, facts.row_id, facts.doc_id, facts.entity_id
FROM facts
JOIN documents ON documents.doc_id = facts.doc_id
JOIN entities ON entities.entity_id = facts.entity_id
