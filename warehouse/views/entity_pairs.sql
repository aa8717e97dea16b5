-- Who is mentioned with whom. One row a pair of entities that a text names both, each pair in both orders: WHERE entity = 'Istat' ORDER BY n_documents DESC.
-- entity: Canonical name of the one.
-- other: Canonical name of the other.
-- n_documents: Texts that name both; of almost equal ones the first.
-- entity_kind: PER, ORG or LOC of the one.
-- other_kind: PER, ORG or LOC of the other.
-- entity_id: Key of the one.
-- other_id: Key of the other.
WITH named AS (  -- small numbers instead of keys, and each pair once: a tenth of the time
    SELECT CAST(documents.rowid AS UINTEGER) AS document, CAST(entities.rowid AS UINTEGER) AS who
    FROM appearances
    JOIN documents ON documents.doc_id = appearances.doc_id
    JOIN entities ON entities.entity_id = appearances.entity_id
    WHERE documents.near_duplicate_of IS NULL
),
once AS (
    SELECT one.who AS one, two.who AS two, count(*) AS n_documents
    FROM named AS one JOIN named AS two ON two.document = one.document AND two.who > one.who
    GROUP BY one.who, two.who
),
pairs AS (SELECT one, two, n_documents FROM once UNION ALL SELECT two, one, n_documents FROM once)
SELECT
    one.name AS entity, two.name AS other, pairs.n_documents, one.kind AS entity_kind, two.kind AS other_kind,
    one.entity_id, two.entity_id AS other_id
FROM pairs
JOIN entities AS one ON one.rowid = pairs.one
JOIN entities AS two ON two.rowid = pairs.two
