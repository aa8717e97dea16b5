-- Figures to sum and count. One row a figure: what headline and body, or two sentences, or almost equal texts tell alike stands here once; else like claims.
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
SELECT claims.* EXCLUDE is_repeated
FROM claims
ANTI JOIN (  -- asked of the few almost equal texts first, not of each figure: a tenth of the time
    SELECT own.figure_id
    FROM documents
    JOIN claims AS own ON own.doc_id = documents.doc_id
    JOIN claims AS wire
        ON wire.doc_id = documents.near_duplicate_of AND wire.kind = own.kind AND wire.low = own.low AND wire.high = own.high
        AND wire.unit IS NOT DISTINCT FROM own.unit
        AND coalesce(wire.concept, wire.counted_lemma) IS NOT DISTINCT FROM coalesce(own.concept, own.counted_lemma)
    WHERE documents.near_duplicate_of IS NOT NULL
) AS again ON again.figure_id = claims.figure_id
WHERE NOT claims.is_repeated
