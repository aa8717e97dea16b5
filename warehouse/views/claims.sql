-- One row a figure as a complete claim: how many of what, about whom, according to whom, where, for when, how surely, as a part of which whole.
-- figure_id: Key of the figure.
-- doc_id: The document.
-- subject: Whom or what the figure is about: canonical name, else as written.
-- surface: The figure as written.
-- kind: What sort of quantity it is.
-- low: Lower bound in plain units.
-- high: Upper bound in plain units.
-- unit: ISO 4217 code, %, a (years of age) or a UCUM-style unit; NULL for counts.
-- counted: The head noun that is counted, as written.
-- counted_lemma: Its lemma.
-- modifier: The bound or vagueness that the text states.
-- modality: How surely: asserted, reported, planned, denied, hypothetical.
-- aspect: level, previous (an old value), change, or limit (a rule or ceiling).
-- direction: Which way a change goes, when told: up or down.
-- source: Who gives the figure: canonical name, else as written.
-- place: The narrowest place in which the whole figure holds.
-- period_from: First day that the figure covers.
-- period_to: Last day that the figure covers, inclusive.
-- part_of: The figure that contains this one.
-- whole: That figure as written.
-- whole_low: Its lower bound.
-- whole_high: Its upper bound.
-- whole_counted: What it counts, as written.
-- confidence: Probability that value, counted, subject, source, period and part_of are all right as published.
-- counted_confidence: How sure the best answer to what is counted is, published or not; all answers are in the view answers.
-- subject_confidence: The same of the subject.
-- source_confidence: The same of the source.
-- period_confidence: The same of the period.
-- subject_wikidata_id: Wikidata number of the subject, when checked.
-- source_wikidata_id: Wikidata number of the source, when checked.
-- sentence: The sentence, with the figure between ⟦ and ⟧.
-- rule: The rule or model that made the figure.
-- title: The headline of the article, when known.
-- outlet: The outlet, when known.
-- published_on: The day of publication, when known.
-- source_uri: Where the text was seen first.
SELECT
    figures.figure_id, figures.doc_id,
    coalesce(subject.name, figures.subject_name) AS subject,
    figures.surface, figures.kind, figures.low, figures.high, figures.unit,
    figures.counted, figures.counted_lemma, figures.modifier, figures.modality, figures.aspect, figures.direction,
    coalesce(source.name, figures.source_name) AS source,
    place.name AS place,
    figures.period_from, figures.period_to,
    figures.part_of, whole.surface AS whole, whole.low AS whole_low, whole.high AS whole_high,
    whole.counted AS whole_counted,
    figures.confidence, best.counted_confidence, best.subject_confidence, best.source_confidence, best.period_confidence,
    subject.wikidata_id AS subject_wikidata_id, source.wikidata_id AS source_wikidata_id,
    evidence.sentence, figures.rule,
    evidence.title, evidence.outlet, evidence.published_on, evidence.source_uri
FROM figures
JOIN evidence ON evidence.table_name = 'figures' AND evidence.row_id = figures.figure_id
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
