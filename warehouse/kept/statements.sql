-- Who said what, when, in which article. One row a quotation or reported clause.
-- published_on: The day of publication, when known.
-- outlet: Who published it, when known.
-- speaker: Who says it: canonical name, else the description as written; NULL where it is too unsure (view answers).
-- cue: The verb or preposition that introduces it, as written.
-- text: The words, without marks and without 'che'.
-- form: direct (between marks) or indirect (reported clause).
-- said_on: The day on which it was said, when the text tells.
-- modality: How surely: asserted, reported (by hearsay, in the conditional), planned, denied, hypothetical.
-- confidence: Probability that the best speaker is right, published or not; all candidates are in the view answers.
-- speaker_kind: PER, ORG or LOC, when a known entity.
-- sentence: The sentences that it spans, with the words between ⟦ and ⟧.
-- title: The headline of the article, when known.
-- source_uri: Where the text was seen first.
-- start_char: First code point of the words in documents.text.
-- end_char: Code point after the last one of the words in documents.text.
-- speaker_wikidata_id: Wikidata number of the speaker, when checked.
-- quote_id: Key of the quote.
-- doc_id: The document.
-- sentence_id: Key of the sentence in which it starts.
-- speaker_entity_id: Key of the speaker in entities.
-- rule: The rule or model that made the row.
SELECT
    documents.published_on, documents.outlet,
    coalesce(speaker.name, quotes.speaker_name) AS speaker,
    quotes.cue, quotes.text, quotes.form, quotes.said_on, quotes.modality, quotes.confidence,
    speaker.kind AS speaker_kind,
    substr(opening.text, 1, quotes.start_char - opening.start_char) || '⟦' || quotes.text || '⟧'
        || substr(closing.text, greatest(quotes.end_char - closing.start_char, 0) + 1) AS sentence,
    documents.title, documents.source_uri, quotes.start_char, quotes.end_char,
    speaker.wikidata_id AS speaker_wikidata_id,
    quotes.quote_id, quotes.doc_id, quotes.sentence_id, quotes.speaker_entity_id, quotes.rule
FROM quotes
JOIN documents ON documents.doc_id = quotes.doc_id
JOIN sentences AS opening ON opening.sentence_id = quotes.sentence_id
ASOF JOIN sentences AS closing ON closing.doc_id = quotes.doc_id AND quotes.end_char > closing.start_char
LEFT JOIN entities AS speaker ON speaker.entity_id = quotes.speaker_entity_id
