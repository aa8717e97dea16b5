-- Published facts that are hard to believe. One row a doubt, with the sentence in which the fact stands.
-- published_on: The day of publication, when known.
-- outlet: Who published it, when known.
-- check_name: The check of meaning that raised it.
-- details: What is doubtful, in one sentence.
-- table_name: Table of the fact.
-- sentence: The sentence, with the fact between ⟦ and ⟧; NULL when the doubt is about no single span.
-- title: The headline of the article, when known.
-- source_uri: Where the text was seen first.
-- finding_id: Key of the finding.
-- row_id: Key of the fact in its table.
-- other_row_id: Key of the fact it disagrees with, in the same table.
-- doc_id: The document.
SELECT
    documents.published_on, documents.outlet, findings.check_name, findings.details, findings.table_name,
    evidence.sentence, documents.title, documents.source_uri,
    findings.finding_id, findings.row_id, findings.other_row_id, findings.doc_id
FROM findings
JOIN documents ON documents.doc_id = findings.doc_id
LEFT JOIN evidence
    ON evidence.table_name = findings.table_name AND evidence.row_id = findings.row_id AND evidence.doc_id = findings.doc_id
