-- Words of sentences by their stems. One row a word of a sentence, as often as it stands there: what the macros search and search_articles look words up in.
-- stem: Italian stem of the word, without accents (table word_forms).
-- sentence_id: Key of the sentence; NULL for words of a headline outside the text.
-- doc_id: The document.
SELECT word_forms.stem, sentence_words.sentence_id, sentence_words.doc_id
FROM sentence_words JOIN word_forms ON word_forms.form = sentence_words.form
WHERE word_forms.stem IS NOT NULL
