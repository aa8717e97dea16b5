-- Who is mentioned with whom. One row a pair of entities that a text names both, each pair in both orders: WHERE entity = 'Istat' ORDER BY n_documents DESC.
-- entity: Canonical name of the one.
-- other: Canonical name of the other.
-- n_documents: Texts that name both.
-- entity_kind: PER, ORG or LOC of the one.
-- other_kind: PER, ORG or LOC of the other.
-- entity_id: Key of the one.
-- other_id: Key of the other.
SELECT
    one.entity, two.entity AS other, count(*) AS n_documents, one.entity_kind, two.entity_kind AS other_kind,
    one.entity_id, two.entity_id AS other_id
FROM appearances AS one
JOIN appearances AS two ON two.doc_id = one.doc_id AND two.entity_id <> one.entity_id
GROUP BY one.entity, two.entity, one.entity_kind, two.entity_kind, one.entity_id, two.entity_id
