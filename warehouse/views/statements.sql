-- One row a quotation or reported clause: who said what, when, how surely, in which article.
-- quote_id: Key of the quote.
-- doc_id: The document.
-- speaker: Who says it: canonical name, else the description as written.
-- speaker_kind: PER, ORG or LOC, when a known entity.
-- speaker_wikidata_id: Wikidata number of the speaker, when checked.
-- cue: The verb or preposition that introduces it, as written.
-- form: direct (between marks) or indirect (reported clause).
-- text: The words, without marks and without 'che'.
-- said_on: The day on which it was said, when the text tells.
-- modality: How surely: asserted, reported, planned, denied, hypothetical.
-- confidence: Probability that the best speaker is right, published or not; all candidates are in the view answers.
-- sentence: The sentences that it spans, with the words between ⟦ and ⟧.
-- rule: The rule or model that made the row.
-- title: The headline of the article, when known.
-- outlet: The outlet, when known.
-- published_on: The day of publication, when known.
-- source_uri: Where the text was seen first.
SELECT
    quotes.quote_id, quotes.doc_id,
    coalesce(speaker.name, quotes.speaker_name) AS speaker,
    speaker.kind AS speaker_kind, speaker.wikidata_id AS speaker_wikidata_id,
    quotes.cue, quotes.form, quotes.text, quotes.said_on, quotes.modality, quotes.confidence,
    evidence.sentence, quotes.rule,
    evidence.title, evidence.outlet, evidence.published_on, evidence.source_uri
FROM quotes
JOIN evidence ON evidence.table_name = 'quotes' AND evidence.row_id = quotes.quote_id
LEFT JOIN entities AS speaker ON speaker.entity_id = quotes.speaker_entity_id
