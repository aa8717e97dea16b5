-- Words of sentences as they stand. One row a word as the search sees it: in lower case, from two to forty letters and digits; also of a headline that the text does not hold.
-- form: The word.
-- sentence_id: Key of the sentence; NULL for words of a headline outside the text.
-- doc_id: The document.
SELECT form, sentence_id, doc_id
FROM (
    SELECT unnest(regexp_extract_all(lower(text), '[\p{L}\p{M}\p{N}]+')) AS form, sentence_id, doc_id FROM sentences
    UNION ALL
    SELECT unnest(regexp_extract_all(lower(title), '[\p{L}\p{M}\p{N}]+')), NULL, doc_id
    FROM documents WHERE NOT contains(text, title)
)
WHERE length(form) BETWEEN 2 AND 40
