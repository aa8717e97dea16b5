-- Rare words of texts, by which stories are found. One row a document that has some.
-- stems: Their stems (table word_forms, is_rare), each once, in order.
-- doc_id: The document.
SELECT list_sort(list(DISTINCT word_forms.stem)) AS stems, sentence_words.doc_id
FROM sentence_words JOIN word_forms ON word_forms.form = sentence_words.form
WHERE word_forms.is_rare
GROUP BY sentence_words.doc_id
