-- Who gives which figure about whom, for when, how surely. One row a figure: how many of what, according to whom, where, as a part of which whole.
-- published_on: The day of publication, when known.
-- outlet: Who published it, when known.
-- subject: Whom or what the figure is about: canonical name, else as written; NULL where nobody is told or it is too unsure (view answers).
-- counted: The head noun that is counted, as written.
-- low: Lower bound in plain units.
-- high: Upper bound in plain units.
-- unit: ISO 4217 code, %, pp (percentage points), a (years of age) or a UCUM-style unit; NULL for counts.
-- concept: What kind of thing is counted: dead, injured, missing …; NULL for all else (table concepts).
-- modifier: The bound or vagueness that the text states, such as more_than; NULL where it states none.
-- modality: How surely: asserted, reported (by hearsay, in the conditional), planned, denied, hypothetical.
-- aspect: level, previous (an old value), change, or limit (a rule or ceiling).
-- direction: Which way a change goes, when told: up or down.
-- source: Who gives the figure: canonical name, else as written; NULL where nobody is told or it is too unsure (view answers).
-- place: The narrowest place in which the whole figure holds.
-- period_from: First day that the figure covers.
-- period_to: Last day that the figure covers, inclusive.
-- kind: What sort of quantity it is.
-- counted_lemma: The lemma of what is counted.
-- surface: The figure as written.
-- in_headline: Whether it stands in the headline: the body often tells it again.
-- is_repeated: Whether the same figure stands in another place of the text too, which is the one to count (view figures_once).
-- subject_is_entity: Whether the subject is a known entity; otherwise it is told as written.
-- whole: The figure that contains this one, as written.
-- whole_low: Lower bound of the whole.
-- whole_high: Upper bound of the whole.
-- whole_counted: What the whole counts, as written.
-- confidence: Probability that value, counted, subject, source, period and part_of are all right as published.
-- counted_confidence: How sure the best answer to what is counted is, published or not; all answers are in the view answers.
-- subject_confidence: How sure the best answer to whom it is about is, published or not.
-- source_confidence: How sure the best answer to who gives it is, published or not.
-- period_confidence: How sure the best answer to its days is, published or not.
-- sentence: The sentence, with the figure between ⟦ and ⟧.
-- title: The headline of the article, when known.
-- source_uri: Where the text was seen first.
-- subject_wikidata_id: Wikidata number of the subject, when checked.
-- source_wikidata_id: Wikidata number of the source, when checked.
-- figure_id: Key of the figure.
-- doc_id: The document.
-- part_of: Key of the whole in figures.
-- subject_entity_id: Key of the subject in entities.
-- source_entity_id: Key of the source in entities.
-- place_entity_id: Key of the place in entities.
-- rule: The rule or model that made the figure.
SELECT
    documents.published_on, documents.outlet,
    coalesce(subject.name, figures.subject_name) AS subject,
    figures.counted, CAST(figures.low AS DOUBLE) AS low, CAST(figures.high AS DOUBLE) AS high, figures.unit,
    figures.concept, figures.modifier, figures.modality, figures.aspect, figures.direction,
    coalesce(source.name, figures.source_name) AS source,
    place.name AS place,
    figures.period_from, figures.period_to,
    figures.kind, figures.counted_lemma, figures.surface, figures.in_headline,
    coalesce(figures.figure_id <> once.figure_id, false) AS is_repeated,
    figures.subject_entity_id IS NOT NULL AS subject_is_entity,
    whole.surface AS whole, CAST(whole.low AS DOUBLE) AS whole_low, CAST(whole.high AS DOUBLE) AS whole_high,
    whole.counted AS whole_counted,
    figures.confidence, best.counted_confidence, best.subject_confidence, best.source_confidence, best.period_confidence,
    substr(sentences.text, 1, figures.start_char - sentences.start_char) || '⟦' || figures.surface || '⟧'
        || substr(sentences.text, figures.end_char - sentences.start_char + 1) AS sentence,
    documents.title, documents.source_uri,
    subject.wikidata_id AS subject_wikidata_id, source.wikidata_id AS source_wikidata_id,
    figures.figure_id, figures.doc_id, figures.part_of,
    figures.subject_entity_id, figures.source_entity_id, figures.place_entity_id, figures.rule
FROM figures
JOIN documents ON documents.doc_id = figures.doc_id
JOIN sentences ON sentences.sentence_id = figures.sentence_id
LEFT JOIN (
    SELECT
        doc_id, kind, unit, low, high, coalesce(concept, counted_lemma) AS what,
        arg_min(figure_id, (in_headline, start_char)) AS figure_id
    FROM figures GROUP BY ALL HAVING count(*) > 1
) AS once
    ON once.doc_id = figures.doc_id AND once.kind = figures.kind AND once.low = figures.low AND once.high = figures.high
    AND once.unit IS NOT DISTINCT FROM figures.unit
    AND once.what IS NOT DISTINCT FROM coalesce(figures.concept, figures.counted_lemma)
LEFT JOIN entities AS subject ON subject.entity_id = figures.subject_entity_id
LEFT JOIN entities AS source ON source.entity_id = figures.source_entity_id
LEFT JOIN entities AS place ON place.entity_id = figures.place_entity_id
LEFT JOIN figures AS whole ON whole.figure_id = figures.part_of
LEFT JOIN (
    SELECT
        fact_id,
        any_value(confidence) FILTER (field = 'counted') AS counted_confidence,
        any_value(confidence) FILTER (field = 'subject') AS subject_confidence,
        any_value(confidence) FILTER (field = 'source') AS source_confidence,
        any_value(confidence) FILTER (field = 'period') AS period_confidence
    FROM attributions WHERE fact_table = 'figures' AND rank = 1 GROUP BY fact_id
) AS best ON best.fact_id = figures.figure_id
