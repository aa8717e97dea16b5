-- Written by `make contract` from transforms/contract and warehouse/views; do not edit.

CREATE TABLE runs (
    run_id VARCHAR NOT NULL,
    flow_run_name VARCHAR NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    state VARCHAR NOT NULL CHECK (state IN ('completed', 'held_back', 'failed')),
    reason VARCHAR,
    n_inputs BIGINT NOT NULL,
    n_new BIGINT NOT NULL,
    n_known BIGINT NOT NULL,
    n_rejects BIGINT NOT NULL,
    model_name VARCHAR NOT NULL,
    model_version VARCHAR,
    code_version VARCHAR NOT NULL
);

COMMENT ON TABLE runs IS 'One run of the flow.';

COMMENT ON COLUMN runs.run_id IS 'Key.';

COMMENT ON COLUMN runs.flow_run_name IS 'Prefect''s name of the flow run.';

COMMENT ON COLUMN runs.started_at IS 'Start.';

COMMENT ON COLUMN runs.finished_at IS 'End.';

COMMENT ON COLUMN runs.state IS 'completed, held_back (by the gate) or failed.';

COMMENT ON COLUMN runs.reason IS 'Why it was held back or failed, in one sentence.';

COMMENT ON COLUMN runs.n_inputs IS 'Inputs looked at.';

COMMENT ON COLUMN runs.n_new IS 'Texts that were new and published.';

COMMENT ON COLUMN runs.n_known IS 'Inputs whose text was known already.';

COMMENT ON COLUMN runs.n_rejects IS 'Inputs and rows that were not published.';

COMMENT ON COLUMN runs.model_name IS 'Language model used.';

COMMENT ON COLUMN runs.model_version IS 'Its version.';

COMMENT ON COLUMN runs.code_version IS 'Version of spoglio, and of the language detector where one was asked.';

CREATE TABLE documents (
    doc_id VARCHAR NOT NULL,
    source_uri VARCHAR NOT NULL,
    outlet VARCHAR,
    url VARCHAR,
    author VARCHAR,
    section VARCHAR,
    title VARCHAR,
    agency VARCHAR,
    dateline_place VARCHAR,
    published_on DATE,
    published_at TIMESTAMP WITH TIME ZONE,
    published_basis VARCHAR NOT NULL CHECK (published_basis IN ('metadata', 'text', 'none')),
    completeness VARCHAR NOT NULL CHECK (completeness IN ('full', 'teaser', 'unknown')),
    told_by VARCHAR,
    n_chars_left_out BIGINT,
    language VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    n_chars BIGINT NOT NULL,
    n_tokens BIGINT NOT NULL,
    near_duplicate_of VARCHAR,
    first_seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE documents IS 'One distinct text.';

COMMENT ON COLUMN documents.doc_id IS 'Key: hash of the text.';

COMMENT ON COLUMN documents.source_uri IS 'Where the text was seen first (earliest publication day, then smallest URI).';

COMMENT ON COLUMN documents.outlet IS 'Who published it, when told.';

COMMENT ON COLUMN documents.url IS 'The web address, when told.';

COMMENT ON COLUMN documents.author IS 'Who signed it, when the format tells.';

COMMENT ON COLUMN documents.section IS 'The section under which it appeared, when the format tells.';

COMMENT ON COLUMN documents.title IS 'The headline, when told or recognised.';

COMMENT ON COLUMN documents.agency IS 'The news agency named in the dateline (ITALPRESS, AGENPARL …).';

COMMENT ON COLUMN documents.dateline_place IS 'The place named in the dateline, as written.';

COMMENT ON COLUMN documents.published_on IS 'The day of publication: the anchor of relative dates.';

COMMENT ON COLUMN documents.published_at IS 'Moment of publication, when known to the minute; Italian time where no zone is told.';

COMMENT ON COLUMN documents.published_basis IS 'Where published_on comes from.';

COMMENT ON COLUMN documents.completeness IS 'full, teaser (cut off: facts that are not in it prove nothing) or unknown.';

COMMENT ON COLUMN documents.told_by IS 'Which source told what, where several did: ''published_at: json_ld over meta; …''.';

COMMENT ON COLUMN documents.n_chars_left_out IS 'Characters of the file left out as boilerplate; NULL: not told.';

COMMENT ON COLUMN documents.language IS 'Main language of the text, BCP 47.';

COMMENT ON COLUMN documents.text IS 'The text as ingested, decoded, line ends normalised to \n; all spans point into it.';

COMMENT ON COLUMN documents.n_chars IS 'Length of the text in code points.';

COMMENT ON COLUMN documents.n_tokens IS 'Number of tokens.';

COMMENT ON COLUMN documents.near_duplicate_of IS 'Of almost equal texts the one of the smallest published_on, doc_id; NULL: itself or none. Refers to documents.doc_id.';

COMMENT ON COLUMN documents.first_seen_at IS 'When the text was first ingested.';

COMMENT ON COLUMN documents.run_id IS 'The run that wrote the row. Refers to runs.run_id.';

CREATE TABLE sightings (
    doc_id VARCHAR NOT NULL,
    source_uri VARCHAR NOT NULL,
    outlet VARCHAR,
    url VARCHAR,
    published_on DATE,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE sightings IS 'One place where a text was seen.';

COMMENT ON COLUMN sightings.doc_id IS 'The document. Refers to documents.doc_id.';

COMMENT ON COLUMN sightings.source_uri IS 'Where it was seen.';

COMMENT ON COLUMN sightings.outlet IS 'Who published it, when told.';

COMMENT ON COLUMN sightings.url IS 'The web address, when told.';

COMMENT ON COLUMN sightings.published_on IS 'The day of publication told for this sighting.';

COMMENT ON COLUMN sightings.seen_at IS 'When it was ingested.';

COMMENT ON COLUMN sightings.run_id IS 'The run that wrote the row. Refers to runs.run_id.';

CREATE TABLE sentences (
    sentence_id VARCHAR NOT NULL,
    doc_id VARCHAR NOT NULL,
    start_char BIGINT NOT NULL,
    end_char BIGINT NOT NULL,
    text VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE sentences IS 'One sentence of a document.';

COMMENT ON COLUMN sentences.sentence_id IS 'Key.';

COMMENT ON COLUMN sentences.doc_id IS 'The document. Refers to documents.doc_id.';

COMMENT ON COLUMN sentences.start_char IS 'First code point of the span in documents.text.';

COMMENT ON COLUMN sentences.end_char IS 'Code point after the last one of the span in documents.text.';

COMMENT ON COLUMN sentences.text IS 'The characters of the span.';

COMMENT ON COLUMN sentences.language IS 'Language of the sentence, BCP 47 (und: cannot be told).';

COMMENT ON COLUMN sentences.run_id IS 'The run that wrote the row. Refers to runs.run_id.';

CREATE TABLE entities (
    entity_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('PER', 'ORG', 'LOC')),
    wikidata_id VARCHAR,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE entities IS 'One person, organisation or place.';

COMMENT ON COLUMN entities.entity_id IS 'Key.';

COMMENT ON COLUMN entities.name IS 'Canonical name, the common Italian form.';

COMMENT ON COLUMN entities.kind IS 'PER (person), ORG (organisation) or LOC (place).';

COMMENT ON COLUMN entities.wikidata_id IS 'Wikidata number; NULL unless checked.';

COMMENT ON COLUMN entities.run_id IS 'The run that wrote the row. Refers to runs.run_id.';

CREATE TABLE mentions (
    mention_id VARCHAR NOT NULL,
    doc_id VARCHAR NOT NULL,
    sentence_id VARCHAR NOT NULL,
    start_char BIGINT NOT NULL,
    end_char BIGINT NOT NULL,
    surface VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('PER', 'ORG', 'LOC')),
    via VARCHAR NOT NULL CHECK (via IN ('name', 'alias', 'role')),
    entity_id VARCHAR,
    rule VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE mentions IS 'Who and what is named. One span that names or describes a person, an organisation or a place.';

COMMENT ON COLUMN mentions.mention_id IS 'Key.';

COMMENT ON COLUMN mentions.doc_id IS 'The document. Refers to documents.doc_id.';

COMMENT ON COLUMN mentions.sentence_id IS 'The sentence in which the fact starts. Refers to sentences.sentence_id.';

COMMENT ON COLUMN mentions.start_char IS 'First code point of the span in documents.text.';

COMMENT ON COLUMN mentions.end_char IS 'Code point after the last one of the span in documents.text.';

COMMENT ON COLUMN mentions.surface IS 'The characters of the span exactly as they stand in documents.text.';

COMMENT ON COLUMN mentions.kind IS 'PER (person), ORG (organisation) or LOC (place).';

COMMENT ON COLUMN mentions.via IS 'name, alias (acronym, spelling, language, handle) or role (description).';

COMMENT ON COLUMN mentions.entity_id IS 'Who or what is meant. Refers to entities.entity_id.';

COMMENT ON COLUMN mentions.rule IS 'The rule or model that made the row.';

COMMENT ON COLUMN mentions.run_id IS 'The run that wrote the row. Refers to runs.run_id.';

CREATE TABLE dates (
    date_id VARCHAR NOT NULL,
    doc_id VARCHAR NOT NULL,
    sentence_id VARCHAR NOT NULL,
    start_char BIGINT NOT NULL,
    end_char BIGINT NOT NULL,
    surface VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('date', 'interval', 'time', 'duration', 'set')),
    date_from DATE,
    date_to DATE,
    timex VARCHAR,
    grain VARCHAR CHECK (grain IN ('century', 'decade', 'year', 'half_year', 'season', 'quarter', 'month', 'week', 'weekend', 'day', 'part_of_day', 'hour', 'minute', 'second')),
    is_relative BOOLEAN NOT NULL,
    anchor_on DATE,
    modifier VARCHAR CHECK (modifier IN ('approximate', 'start', 'mid', 'end', 'before', 'after', 'since', 'until', 'more_than', 'less_than', 'at_least', 'at_most', 'nearly')),
    rule VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE dates IS 'One expression that places or measures time.';

COMMENT ON COLUMN dates.date_id IS 'Key.';

COMMENT ON COLUMN dates.doc_id IS 'The document. Refers to documents.doc_id.';

COMMENT ON COLUMN dates.sentence_id IS 'The sentence in which the fact starts. Refers to sentences.sentence_id.';

COMMENT ON COLUMN dates.start_char IS 'First code point of the span in documents.text.';

COMMENT ON COLUMN dates.end_char IS 'Code point after the last one of the span in documents.text.';

COMMENT ON COLUMN dates.surface IS 'The characters of the span exactly as they stand in documents.text.';

COMMENT ON COLUMN dates.kind IS 'date, interval, time (clock time or part of a day), duration or set (recurring).';

COMMENT ON COLUMN dates.date_from IS 'First calendar day covered; NULL where it cannot be known.';

COMMENT ON COLUMN dates.date_to IS 'Last calendar day covered, inclusive; NULL where it cannot be known.';

COMMENT ON COLUMN dates.timex IS 'TIMEX3 value; for an interval of clock times an ISO 8601 interval.';

COMMENT ON COLUMN dates.grain IS 'The smallest calendar unit that the expression states.';

COMMENT ON COLUMN dates.is_relative IS 'True when it needs another day to be resolved (ieri, 4 febbraio).';

COMMENT ON COLUMN dates.anchor_on IS 'The day it was resolved against; NULL when absolute or unresolved.';

COMMENT ON COLUMN dates.modifier IS 'A bound or vagueness that the expression states.';

COMMENT ON COLUMN dates.rule IS 'The rule or model that made the row.';

COMMENT ON COLUMN dates.run_id IS 'The run that wrote the row. Refers to runs.run_id.';

CREATE TABLE figures (
    figure_id VARCHAR NOT NULL,
    doc_id VARCHAR NOT NULL,
    sentence_id VARCHAR NOT NULL,
    start_char BIGINT NOT NULL,
    end_char BIGINT NOT NULL,
    surface VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('count', 'money', 'percent', 'measure', 'age', 'ratio', 'score')),
    low DECIMAL(38,12),
    high DECIMAL(38,12),
    unit VARCHAR,
    counted VARCHAR,
    counted_lemma VARCHAR,
    concept VARCHAR,
    modifier VARCHAR CHECK (modifier IN ('approximate', 'more_than', 'less_than', 'at_least', 'at_most', 'nearly')),
    modality VARCHAR NOT NULL CHECK (modality IN ('asserted', 'reported', 'planned', 'denied', 'hypothetical')),
    aspect VARCHAR NOT NULL CHECK (aspect IN ('level', 'previous', 'change', 'limit')),
    direction VARCHAR CHECK (direction IN ('up', 'down')),
    subject_entity_id VARCHAR,
    subject_name VARCHAR,
    source_entity_id VARCHAR,
    source_name VARCHAR,
    place_entity_id VARCHAR,
    period_from DATE,
    period_to DATE,
    part_of VARCHAR,
    in_headline BOOLEAN NOT NULL,
    confidence DOUBLE,
    rule VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE figures IS 'Figures as they are stored. One quantity: bounds, what is counted, about whom, given by whom, when, how sure.';

COMMENT ON COLUMN figures.figure_id IS 'Key.';

COMMENT ON COLUMN figures.doc_id IS 'The document. Refers to documents.doc_id.';

COMMENT ON COLUMN figures.sentence_id IS 'The sentence in which the fact starts. Refers to sentences.sentence_id.';

COMMENT ON COLUMN figures.start_char IS 'First code point of the span in documents.text.';

COMMENT ON COLUMN figures.end_char IS 'Code point after the last one of the span in documents.text.';

COMMENT ON COLUMN figures.surface IS 'The characters of the span exactly as they stand in documents.text.';

COMMENT ON COLUMN figures.kind IS 'What sort of quantity it is.';

COMMENT ON COLUMN figures.low IS 'Lower bound in plain units; equal to high unless a range is written.';

COMMENT ON COLUMN figures.high IS 'Upper bound in plain units.';

COMMENT ON COLUMN figures.unit IS 'ISO 4217 code, %, pp (percentage points), a (years of age) or a UCUM-style unit; NULL for counts.';

COMMENT ON COLUMN figures.counted IS 'The head noun that is counted, as written.';

COMMENT ON COLUMN figures.counted_lemma IS 'Its lemma.';

COMMENT ON COLUMN figures.concept IS 'What kind of thing is counted: dead, injured, missing …; NULL for all else.';

COMMENT ON COLUMN figures.modifier IS 'The bound or vagueness that the text states.';

COMMENT ON COLUMN figures.modality IS 'How surely: asserted, reported (by hearsay, in the conditional), planned, denied, hypothetical.';

COMMENT ON COLUMN figures.aspect IS 'level, previous (an old value: 12 in ''salito da 12 a 19''), change (5 in più) or limit (a rule or ceiling).';

COMMENT ON COLUMN figures.direction IS 'Which way a change goes, when told: up or down.';

COMMENT ON COLUMN figures.subject_entity_id IS 'Whom or what the figure is about, when a known entity. Refers to entities.entity_id.';

COMMENT ON COLUMN figures.subject_name IS 'Whom or what the figure is about: canonical, else as written.';

COMMENT ON COLUMN figures.source_entity_id IS 'Who gives the figure, when a known entity. Refers to entities.entity_id.';

COMMENT ON COLUMN figures.source_name IS 'Who gives the figure: canonical, else as written.';

COMMENT ON COLUMN figures.place_entity_id IS 'The narrowest place in which the whole figure holds. Refers to entities.entity_id.';

COMMENT ON COLUMN figures.period_from IS 'First day that the figure covers.';

COMMENT ON COLUMN figures.period_to IS 'Last day that the figure covers, inclusive.';

COMMENT ON COLUMN figures.part_of IS 'The figure that contains this one. Refers to figures.figure_id.';

COMMENT ON COLUMN figures.in_headline IS 'Whether it stands in the headline: the body often tells it again.';

COMMENT ON COLUMN figures.confidence IS 'Probability that value, counted, subject, source, period and part_of are all right as published.';

COMMENT ON COLUMN figures.rule IS 'The rule or model that made the row.';

COMMENT ON COLUMN figures.run_id IS 'The run that wrote the row. Refers to runs.run_id.';

CREATE TABLE quotes (
    quote_id VARCHAR NOT NULL,
    doc_id VARCHAR NOT NULL,
    sentence_id VARCHAR NOT NULL,
    start_char BIGINT NOT NULL,
    end_char BIGINT NOT NULL,
    text VARCHAR NOT NULL,
    form VARCHAR NOT NULL CHECK (form IN ('direct', 'indirect')),
    speaker_entity_id VARCHAR,
    speaker_name VARCHAR,
    cue VARCHAR,
    said_on DATE,
    modality VARCHAR NOT NULL CHECK (modality IN ('asserted', 'reported', 'planned', 'denied', 'hypothetical')),
    confidence DOUBLE,
    rule VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE quotes IS 'One direct quotation or reported clause.';

COMMENT ON COLUMN quotes.quote_id IS 'Key.';

COMMENT ON COLUMN quotes.doc_id IS 'The document. Refers to documents.doc_id.';

COMMENT ON COLUMN quotes.sentence_id IS 'The sentence in which the fact starts. Refers to sentences.sentence_id.';

COMMENT ON COLUMN quotes.start_char IS 'First code point of the span in documents.text.';

COMMENT ON COLUMN quotes.end_char IS 'Code point after the last one of the span in documents.text.';

COMMENT ON COLUMN quotes.text IS 'The words of the span, without marks and without ''che''.';

COMMENT ON COLUMN quotes.form IS 'direct (between marks) or indirect (reported clause).';

COMMENT ON COLUMN quotes.speaker_entity_id IS 'Who says it, when a known entity. Refers to entities.entity_id.';

COMMENT ON COLUMN quotes.speaker_name IS 'Who says it: canonical, else the description as written.';

COMMENT ON COLUMN quotes.cue IS 'The verb or preposition that introduces it, as written.';

COMMENT ON COLUMN quotes.said_on IS 'The day on which it was said, when the text tells.';

COMMENT ON COLUMN quotes.modality IS 'How surely: asserted, reported (by hearsay, in the conditional), planned, denied, hypothetical.';

COMMENT ON COLUMN quotes.confidence IS 'Probability that the best speaker is right, published or not.';

COMMENT ON COLUMN quotes.rule IS 'The rule or model that made the row.';

COMMENT ON COLUMN quotes.run_id IS 'The run that wrote the row. Refers to runs.run_id.';

CREATE TABLE attributions (
    attribution_id VARCHAR NOT NULL,
    doc_id VARCHAR NOT NULL,
    fact_table VARCHAR NOT NULL CHECK (fact_table IN ('figures', 'quotes', 'mentions')),
    fact_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL CHECK (field IN ('counted', 'subject', 'source', 'period', 'part_of', 'speaker', 'referent')),
    rank BIGINT NOT NULL,
    is_published BOOLEAN NOT NULL,
    entity_id VARCHAR,
    name VARCHAR,
    date_from DATE,
    date_to DATE,
    confidence DOUBLE NOT NULL,
    basis VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE attributions IS 'Candidate answers as they are stored. One answer: the best three a field, the best one even when unpublished.';

COMMENT ON COLUMN attributions.attribution_id IS 'Key.';

COMMENT ON COLUMN attributions.doc_id IS 'The document. Refers to documents.doc_id.';

COMMENT ON COLUMN attributions.fact_table IS 'Table of the fact: figures, quotes or mentions.';

COMMENT ON COLUMN attributions.fact_id IS 'Key of the fact in that table.';

COMMENT ON COLUMN attributions.field IS 'What is answered: counted, subject, source, period, part_of, speaker, or referent (whom a role means).';

COMMENT ON COLUMN attributions.rank IS '1 is the best answer.';

COMMENT ON COLUMN attributions.is_published IS 'Whether the columns of the fact hold this answer; below the threshold of its field they are NULL.';

COMMENT ON COLUMN attributions.entity_id IS 'The answer, when a known entity. Refers to entities.entity_id.';

COMMENT ON COLUMN attributions.name IS 'The answer: canonical, else as written (of part_of: the whole); without name and days: nobody or nothing.';

COMMENT ON COLUMN attributions.date_from IS 'First day of the answer, for periods.';

COMMENT ON COLUMN attributions.date_to IS 'Last day of the answer, inclusive, for periods.';

COMMENT ON COLUMN attributions.confidence IS 'Calibrated probability that the answer is right.';

COMMENT ON COLUMN attributions.basis IS 'What spoke most for it: subject of the clause, before the colon …';

COMMENT ON COLUMN attributions.run_id IS 'The run that wrote the row. Refers to runs.run_id.';

CREATE TABLE unread (
    unread_id VARCHAR NOT NULL,
    doc_id VARCHAR NOT NULL,
    sentence_id VARCHAR NOT NULL,
    start_char BIGINT NOT NULL,
    end_char BIGINT NOT NULL,
    surface VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('number', 'date', 'quote_mark', 'name')),
    reason VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE unread IS 'What became no fact, and why. One numeral, calendar word, quotation mark or name.';

COMMENT ON COLUMN unread.unread_id IS 'Key.';

COMMENT ON COLUMN unread.doc_id IS 'The document. Refers to documents.doc_id.';

COMMENT ON COLUMN unread.sentence_id IS 'The sentence in which the fact starts. Refers to sentences.sentence_id.';

COMMENT ON COLUMN unread.start_char IS 'First code point of the span in documents.text.';

COMMENT ON COLUMN unread.end_char IS 'Code point after the last one of the span in documents.text.';

COMMENT ON COLUMN unread.surface IS 'The characters of the span exactly as they stand in documents.text.';

COMMENT ON COLUMN unread.kind IS 'number, date, quote_mark or name.';

COMMENT ON COLUMN unread.reason IS 'Why it is no fact: ordinal, law_number, part_of_name, not_understood …';

COMMENT ON COLUMN unread.rule IS 'The rule or model that made the row.';

COMMENT ON COLUMN unread.run_id IS 'The run that wrote the row. Refers to runs.run_id.';

CREATE TABLE findings (
    finding_id VARCHAR NOT NULL,
    doc_id VARCHAR NOT NULL,
    check_name VARCHAR NOT NULL,
    table_name VARCHAR NOT NULL,
    row_id VARCHAR NOT NULL,
    other_row_id VARCHAR,
    details VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE findings IS 'Doubts as they are stored. One doubt about the meaning of a published fact; a warning, not a stop.';

COMMENT ON COLUMN findings.finding_id IS 'Key.';

COMMENT ON COLUMN findings.doc_id IS 'The document. Refers to documents.doc_id.';

COMMENT ON COLUMN findings.check_name IS 'The check of meaning that raised it.';

COMMENT ON COLUMN findings.table_name IS 'Table of the fact.';

COMMENT ON COLUMN findings.row_id IS 'Key of the fact in its table.';

COMMENT ON COLUMN findings.other_row_id IS 'Key of the fact it disagrees with, in the same table.';

COMMENT ON COLUMN findings.details IS 'What is doubtful, in one sentence.';

COMMENT ON COLUMN findings.run_id IS 'The run that wrote the row. Refers to runs.run_id.';

CREATE TABLE checks (
    run_id VARCHAR NOT NULL,
    table_name VARCHAR NOT NULL,
    expectation VARCHAR NOT NULL,
    column_name VARCHAR,
    success BOOLEAN NOT NULL,
    n_rows BIGINT NOT NULL,
    n_unexpected BIGINT NOT NULL,
    details VARCHAR
);

COMMENT ON TABLE checks IS 'One expectation tried on one table in one run.';

COMMENT ON COLUMN checks.run_id IS 'The run that wrote the row. Refers to runs.run_id.';

COMMENT ON COLUMN checks.table_name IS 'Table that was checked.';

COMMENT ON COLUMN checks.expectation IS 'The expectation, as Great Expectations names it or by our rule''s name.';

COMMENT ON COLUMN checks.column_name IS 'Column or columns it looked at.';

COMMENT ON COLUMN checks.success IS 'Whether it held.';

COMMENT ON COLUMN checks.n_rows IS 'Rows looked at.';

COMMENT ON COLUMN checks.n_unexpected IS 'Rows that failed.';

COMMENT ON COLUMN checks.details IS 'What was expected or went wrong, for people.';

CREATE TABLE rejects (
    run_id VARCHAR NOT NULL,
    source_uri VARCHAR,
    doc_id VARCHAR,
    stage VARCHAR NOT NULL,
    table_name VARCHAR,
    reason VARCHAR NOT NULL,
    row_json VARCHAR
);

COMMENT ON TABLE rejects IS 'One input or row that was not published.';

COMMENT ON COLUMN rejects.run_id IS 'The run that wrote the row. Refers to runs.run_id.';

COMMENT ON COLUMN rejects.source_uri IS 'The input.';

COMMENT ON COLUMN rejects.doc_id IS 'The document, when there is one.';

COMMENT ON COLUMN rejects.stage IS 'Where it was stopped: ingest, read, check or store.';

COMMENT ON COLUMN rejects.table_name IS 'Table of the row; NULL for a whole input.';

COMMENT ON COLUMN rejects.reason IS 'Why, in one sentence or the expectation''s name.';

COMMENT ON COLUMN rejects.row_json IS 'The row as JSON; NULL for a whole input.';

CREATE TABLE shingles (
    doc_id VARCHAR NOT NULL,
    shingle BIGINT NOT NULL,
    published_on DATE,
    published_at TIMESTAMP WITH TIME ZONE
);

COMMENT ON TABLE shingles IS 'Sample of the words of each text, by which copies are found. One shingle: four words that follow each other.';

COMMENT ON COLUMN shingles.doc_id IS 'The document. Refers to documents.doc_id.';

COMMENT ON COLUMN shingles.shingle IS 'The four words as a number (CRC-32).';

COMMENT ON COLUMN shingles.published_on IS 'As in documents.published_on.';

COMMENT ON COLUMN shingles.published_at IS 'As in documents.published_at.';

CREATE TABLE copies (
    doc_id VARCHAR NOT NULL,
    other_doc_id VARCHAR NOT NULL,
    containment DOUBLE NOT NULL,
    longest_run BIGINT NOT NULL,
    relation VARCHAR NOT NULL CHECK (relation IN ('copy', 'abridged', 'extended', 'lifts'))
);

COMMENT ON TABLE copies IS 'One text that shares much of its words with an earlier one.';

COMMENT ON COLUMN copies.doc_id IS 'The later document. Refers to documents.doc_id.';

COMMENT ON COLUMN copies.other_doc_id IS 'The earlier document. Refers to documents.doc_id.';

COMMENT ON COLUMN copies.containment IS 'Share of the shorter text''s four-word shingles that stand in the other.';

COMMENT ON COLUMN copies.longest_run IS 'Words of the longest passage that both have.';

COMMENT ON COLUMN copies.relation IS 'copy, abridged, extended or lifts (only a passage) as seen from the later document.';

CREATE TABLE stories (
    story_id VARCHAR NOT NULL,
    first_on DATE,
    last_on DATE,
    n_documents BIGINT NOT NULL,
    n_origins BIGINT NOT NULL,
    title VARCHAR
);

COMMENT ON TABLE stories IS 'One event that several documents tell of.';

COMMENT ON COLUMN stories.story_id IS 'Key.';

COMMENT ON COLUMN stories.first_on IS 'Day of the first document.';

COMMENT ON COLUMN stories.last_on IS 'Day of the last document.';

COMMENT ON COLUMN stories.n_documents IS 'Its documents.';

COMMENT ON COLUMN stories.n_origins IS 'Documents that are no copies of one another, one an outlet family.';

COMMENT ON COLUMN stories.title IS 'The headline of the first document that has one.';

CREATE TABLE story_documents (
    story_id VARCHAR NOT NULL,
    doc_id VARCHAR NOT NULL,
    score DOUBLE,
    why VARCHAR
);

COMMENT ON TABLE story_documents IS 'One document of a story.';

COMMENT ON COLUMN story_documents.story_id IS 'The story. Refers to stories.story_id.';

COMMENT ON COLUMN story_documents.doc_id IS 'The document. Refers to documents.doc_id.';

COMMENT ON COLUMN story_documents.score IS 'How surely it belongs to it; NULL for the first.';

COMMENT ON COLUMN story_documents.why IS 'What links it: a rare name; a place; a figure of one kind; the days.';

CREATE TABLE story_keys (
    doc_id VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    published_on DATE NOT NULL,
    published_at TIMESTAMP WITH TIME ZONE
);

COMMENT ON TABLE story_keys IS 'What texts are compared by: names, and figures with their value. One of them in one text; it has a day.';

COMMENT ON COLUMN story_keys.doc_id IS 'The document. Refers to documents.doc_id.';

COMMENT ON COLUMN story_keys.key IS 'A key of entities; or what is counted with bounds and unit.';

COMMENT ON COLUMN story_keys.published_on IS 'As in documents.published_on.';

COMMENT ON COLUMN story_keys.published_at IS 'As in documents.published_at.';

CREATE TABLE story_links (
    doc_id VARCHAR NOT NULL,
    other_doc_id VARCHAR NOT NULL,
    score DOUBLE NOT NULL
);

COMMENT ON TABLE story_links IS 'Which two texts tell of one event. One pair: a story is what hangs together by them.';

COMMENT ON COLUMN story_links.doc_id IS 'The later document. Refers to documents.doc_id.';

COMMENT ON COLUMN story_links.other_doc_id IS 'The earlier document. Refers to documents.doc_id.';

COMMENT ON COLUMN story_links.score IS 'Rare words of both over the geometric mean of those of each.';

CREATE TABLE quantities (
    quantity_id VARCHAR NOT NULL,
    story_id VARCHAR NOT NULL,
    concept VARCHAR,
    kind VARCHAR NOT NULL CHECK (kind IN ('count', 'money', 'percent', 'measure', 'age', 'ratio', 'score')),
    unit VARCHAR,
    subject VARCHAR,
    place VARCHAR,
    period VARCHAR,
    scope VARCHAR,
    modality VARCHAR NOT NULL CHECK (modality IN ('asserted', 'reported', 'planned', 'denied', 'hypothetical')),
    n_tellings BIGINT NOT NULL,
    n_voices BIGINT NOT NULL,
    n_origins BIGINT NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('single', 'repeated', 'confirmed', 'disputed', 'revised')),
    latest_low DECIMAL(38,12),
    latest_high DECIMAL(38,12),
    first_told_on DATE,
    last_told_on DATE
);

COMMENT ON TABLE quantities IS 'One quantity that texts of a story tell: what, of whom or where, for when.';

COMMENT ON COLUMN quantities.quantity_id IS 'Key.';

COMMENT ON COLUMN quantities.story_id IS 'The story. Refers to stories.story_id.';

COMMENT ON COLUMN quantities.concept IS 'What kind of thing is counted, as in figures.concept.';

COMMENT ON COLUMN quantities.kind IS 'As in figures.kind.';

COMMENT ON COLUMN quantities.unit IS 'As in figures.unit.';

COMMENT ON COLUMN quantities.subject IS 'Of whom or what, when known.';

COMMENT ON COLUMN quantities.place IS 'Where, when told.';

COMMENT ON COLUMN quantities.period IS 'For when: an ISO 8601 day or interval, when told.';

COMMENT ON COLUMN quantities.scope IS 'What narrows it (the head noun as counted, or the part of which it is).';

COMMENT ON COLUMN quantities.modality IS 'As in figures.modality; reported and asserted are told together.';

COMMENT ON COLUMN quantities.n_tellings IS 'Figures that tell it.';

COMMENT ON COLUMN quantities.n_voices IS 'Claimants named.';

COMMENT ON COLUMN quantities.n_origins IS 'At most so many independent origins.';

COMMENT ON COLUMN quantities.state IS 'single, repeated, confirmed, disputed or revised.';

COMMENT ON COLUMN quantities.latest_low IS 'Lower bound of the last word on it; NULL: open.';

COMMENT ON COLUMN quantities.latest_high IS 'Upper bound of the last word on it; NULL: open.';

COMMENT ON COLUMN quantities.first_told_on IS 'Day of the first telling.';

COMMENT ON COLUMN quantities.last_told_on IS 'Day of the last telling.';

CREATE TABLE tellings (
    figure_id VARCHAR NOT NULL,
    quantity_id VARCHAR NOT NULL,
    origin_id VARCHAR NOT NULL,
    voice VARCHAR,
    told_on DATE,
    low_bound DECIMAL(38,12),
    high_bound DECIMAL(38,12),
    relation VARCHAR NOT NULL CHECK (relation IN ('first', 'same', 'repeats', 'narrower', 'wider', 'revised_up', 'revised_down', 'contradicts')),
    against_figure_id VARCHAR,
    link_score DOUBLE NOT NULL,
    link_why VARCHAR
);

COMMENT ON TABLE tellings IS 'One figure that tells a quantity.';

COMMENT ON COLUMN tellings.figure_id IS 'The figure. Refers to figures.figure_id.';

COMMENT ON COLUMN tellings.quantity_id IS 'The quantity. Refers to quantities.quantity_id.';

COMMENT ON COLUMN tellings.origin_id IS 'Tellings with one origin count once; unique inside the quantity.';

COMMENT ON COLUMN tellings.voice IS 'The claimant; NULL when none is named.';

COMMENT ON COLUMN tellings.told_on IS 'The day on which it was told.';

COMMENT ON COLUMN tellings.low_bound IS 'Lower bound with its rounding; NULL: open.';

COMMENT ON COLUMN tellings.high_bound IS 'Upper bound with its rounding; NULL: open.';

COMMENT ON COLUMN tellings.relation IS 'To the telling in against_figure_id: first where there is none before it.';

COMMENT ON COLUMN tellings.against_figure_id IS 'The earlier telling it is compared with. Refers to figures.figure_id.';

COMMENT ON COLUMN tellings.link_score IS 'How surely it tells this quantity.';

COMMENT ON COLUMN tellings.link_why IS 'What links it, for people.';

CREATE TABLE calendar (
    day DATE NOT NULL,
    weekday VARCHAR NOT NULL,
    weekday_number BIGINT NOT NULL,
    iso_week VARCHAR NOT NULL,
    month VARCHAR NOT NULL,
    month_name VARCHAR NOT NULL,
    quarter VARCHAR NOT NULL,
    year BIGINT NOT NULL,
    is_weekend BOOLEAN NOT NULL,
    holiday VARCHAR
);

COMMENT ON TABLE calendar IS 'Days with Italian names, weeks and holidays. One day of the calendar.';

COMMENT ON COLUMN calendar.day IS 'Key.';

COMMENT ON COLUMN calendar.weekday IS 'Its name: lunedì, martedì …';

COMMENT ON COLUMN calendar.weekday_number IS '1 Monday to 7 Sunday.';

COMMENT ON COLUMN calendar.iso_week IS 'ISO week: 2026-W10.';

COMMENT ON COLUMN calendar.month IS 'Year and month: 2026-03.';

COMMENT ON COLUMN calendar.month_name IS 'Name of the month: gennaio, febbraio …';

COMMENT ON COLUMN calendar.quarter IS 'Year and quarter: 2026-Q1.';

COMMENT ON COLUMN calendar.year IS 'Year.';

COMMENT ON COLUMN calendar.is_weekend IS 'Saturday or Sunday.';

COMMENT ON COLUMN calendar.holiday IS 'The public holiday of Italy on that day.';

CREATE TABLE outlets (
    outlet VARCHAR NOT NULL,
    family VARCHAR,
    kind VARCHAR NOT NULL CHECK (kind IN ('agency', 'paper', 'local', 'website', 'aggregator', 'official')),
    patterns VARCHAR NOT NULL,
    source VARCHAR NOT NULL
);

COMMENT ON TABLE outlets IS 'Papers, agencies and sites that are known. One outlet, by name or address (seeds/reference/world/outlets.csv).';

COMMENT ON COLUMN outlets.outlet IS 'Key: its name, as in documents.outlet.';

COMMENT ON COLUMN outlets.family IS 'The publishing house, whose outlets are one origin; NULL: it has no other outlet here.';

COMMENT ON COLUMN outlets.kind IS 'agency, paper, local, website, aggregator or official.';

COMMENT ON COLUMN outlets.patterns IS 'Names and domains by which it is known, divided by |.';

COMMENT ON COLUMN outlets.source IS 'Where that is known from.';

CREATE TABLE concepts (
    concept VARCHAR NOT NULL,
    word VARCHAR NOT NULL,
    form VARCHAR NOT NULL
);

COMMENT ON TABLE concepts IS 'Words that tell what is counted. One word of a concept such as dead (seeds/reference/it/claims/concepts.csv).';

COMMENT ON COLUMN concepts.concept IS 'The concept, as in figures.concept.';

COMMENT ON COLUMN concepts.word IS 'A word that means it.';

COMMENT ON COLUMN concepts.form IS 'noun: tells it alone; case, body: with words around it; state: said of the people counted.';

CREATE TABLE place_names (
    name VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    country_code VARCHAR NOT NULL,
    continent VARCHAR,
    region VARCHAR,
    region_code VARCHAR
);

COMMENT ON TABLE place_names IS 'Places of which the country is known. One name (seeds/reference/world).';

COMMENT ON COLUMN place_names.name IS 'Key: its name, as in entities.name.';

COMMENT ON COLUMN place_names.country IS 'Italian name of the country.';

COMMENT ON COLUMN place_names.country_code IS 'ISO 3166 code of the country.';

COMMENT ON COLUMN place_names.continent IS 'Part of the world.';

COMMENT ON COLUMN place_names.region IS 'The Italian region, of regions and capitals of provinces.';

COMMENT ON COLUMN place_names.region_code IS 'ISO 3166-2 code of the region.';

CREATE TABLE relationships (
    table_name VARCHAR NOT NULL,
    column_name VARCHAR NOT NULL,
    refers_to_table VARCHAR NOT NULL,
    refers_to_column VARCHAR NOT NULL
);

COMMENT ON TABLE relationships IS 'Which column leads to which table. One column that holds keys of another: what a foreign key would tell.';

COMMENT ON COLUMN relationships.table_name IS 'The table or view.';

COMMENT ON COLUMN relationships.column_name IS 'Its column.';

COMMENT ON COLUMN relationships.refers_to_table IS 'The table whose key the column holds.';

COMMENT ON COLUMN relationships.refers_to_column IS 'The key.';

DROP TABLE IF EXISTS word_forms;

CREATE TABLE word_forms (
    form VARCHAR NOT NULL,
    folded VARCHAR NOT NULL,
    stem VARCHAR,
    is_rare BOOLEAN NOT NULL
);

COMMENT ON TABLE word_forms IS 'Forms of words with their stems. One form that stands in the texts, and the stem by which the search finds it.';

COMMENT ON COLUMN word_forms.form IS 'The form as written, in lower case.';

COMMENT ON COLUMN word_forms.folded IS 'The form without accents.';

COMMENT ON COLUMN word_forms.stem IS 'Its Italian stem (Snowball), without accents; NULL for articles, prepositions and the like.';

COMMENT ON COLUMN word_forms.is_rare IS 'Whether its stem may tell of an event: neither a word of every day nor with digits.';

DROP TABLE IF EXISTS verdicts;

CREATE TABLE verdicts (
    doc_id VARCHAR NOT NULL,
    start_char BIGINT NOT NULL,
    end_char BIGINT NOT NULL,
    field VARCHAR NOT NULL CHECK (field IN ('value', 'days', 'name', 'counted', 'subject', 'source', 'period', 'part_of', 'speaker', 'referent')),
    fact_table VARCHAR NOT NULL CHECK (fact_table IN ('dates', 'figures', 'quotes', 'mentions')),
    surface VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    confidence DOUBLE,
    drawn VARCHAR NOT NULL CHECK (drawn IN ('random', 'lowest')),
    verdict VARCHAR NOT NULL CHECK (verdict IN ('right', 'wrong', 'corrected', 'unsure')),
    right_value VARCHAR,
    told_at TIMESTAMP WITH TIME ZONE NOT NULL
);

COMMENT ON TABLE verdicts IS 'What people said of published answers. One answer that was looked at (''spoglio review''): the last word on it.';

COMMENT ON COLUMN verdicts.doc_id IS 'The document. Refers to documents.doc_id.';

COMMENT ON COLUMN verdicts.start_char IS 'First code point of the fact in documents.text.';

COMMENT ON COLUMN verdicts.end_char IS 'Code point after the last one of the fact in documents.text.';

COMMENT ON COLUMN verdicts.field IS 'What was looked at, as in published_answers.field.';

COMMENT ON COLUMN verdicts.fact_table IS 'Table of the fact: dates, figures, quotes or mentions.';

COMMENT ON COLUMN verdicts.surface IS 'The characters of the span exactly as they stand in documents.text.';

COMMENT ON COLUMN verdicts.answer IS 'The answer that was looked at, as in published_answers.answer.';

COMMENT ON COLUMN verdicts.basis IS 'What had spoken most for it, or the rule that had made it.';

COMMENT ON COLUMN verdicts.confidence IS 'How sure it had been; NULL where that is not told.';

COMMENT ON COLUMN verdicts.drawn IS 'Why it was shown: random (counts in reliability) or lowest (confidence).';

COMMENT ON COLUMN verdicts.verdict IS 'right, wrong, corrected (right_value tells what is right) or unsure.';

COMMENT ON COLUMN verdicts.right_value IS 'The right answer, written as in published_answers.answer.';

COMMENT ON COLUMN verdicts.told_at IS 'When that was told.';

DROP TABLE IF EXISTS retractions;

CREATE TABLE retractions (
    doc_id VARCHAR NOT NULL,
    source_uri VARCHAR NOT NULL,
    url VARCHAR,
    reason VARCHAR,
    told_at TIMESTAMP WITH TIME ZONE NOT NULL
);

COMMENT ON TABLE retractions IS 'Texts that were taken out for good. One document that ''spoglio forget'' retracted; no run takes it in again.';

COMMENT ON COLUMN retractions.doc_id IS 'Key: hash of the text, which is kept nowhere in the warehouse.';

COMMENT ON COLUMN retractions.source_uri IS 'Where the text had been seen first.';

COMMENT ON COLUMN retractions.url IS 'Its web address, when told.';

COMMENT ON COLUMN retractions.reason IS 'Why, when told.';

COMMENT ON COLUMN retractions.told_at IS 'When that was told.';

DROP TABLE IF EXISTS redatings;

CREATE TABLE redatings (
    doc_id VARCHAR NOT NULL,
    published_on DATE NOT NULL,
    before_on DATE NOT NULL,
    reason VARCHAR,
    told_at TIMESTAMP WITH TIME ZONE NOT NULL
);

COMMENT ON TABLE redatings IS 'Days that were told too early. One document under a later day (''spoglio redate''): the last word.';

COMMENT ON COLUMN redatings.doc_id IS 'The document. Refers to documents.doc_id.';

COMMENT ON COLUMN redatings.published_on IS 'No place where the text was seen counts before this day.';

COMMENT ON COLUMN redatings.before_on IS 'The day under which it had stood.';

COMMENT ON COLUMN redatings.reason IS 'Why, when told.';

COMMENT ON COLUMN redatings.told_at IS 'When that was told.';

CREATE OR REPLACE VIEW sentence_words AS
SELECT form, sentence_id, doc_id
FROM (
    SELECT unnest(regexp_extract_all(lower(text), '[\p{L}\p{M}\p{N}]+')) AS form, sentence_id, doc_id FROM sentences
    UNION ALL
    SELECT unnest(regexp_extract_all(lower(title), '[\p{L}\p{M}\p{N}]+')), NULL, doc_id
    FROM documents WHERE NOT contains(text, title)
)
WHERE length(form) BETWEEN 2 AND 40;

COMMENT ON VIEW sentence_words IS 'Words of sentences as they stand. One row a word as the search sees it: in lower case, from two to forty letters and digits; also of a headline that the text does not hold.';

COMMENT ON COLUMN sentence_words.form IS 'The word.';

COMMENT ON COLUMN sentence_words.sentence_id IS 'Key of the sentence; NULL for words of a headline outside the text.';

COMMENT ON COLUMN sentence_words.doc_id IS 'The document.';

CREATE TABLE sentence_stems AS
SELECT word_forms.stem, sentence_words.sentence_id, sentence_words.doc_id
FROM sentence_words JOIN word_forms ON word_forms.form = sentence_words.form
WHERE word_forms.stem IS NOT NULL
LIMIT 0;

COMMENT ON TABLE sentence_stems IS 'Words of sentences by their stems. One row a word of a sentence, as often as it stands there: what the macros search and search_articles look words up in.';

COMMENT ON COLUMN sentence_stems.stem IS 'Italian stem of the word, without accents (table word_forms).';

COMMENT ON COLUMN sentence_stems.sentence_id IS 'Key of the sentence; NULL for words of a headline outside the text.';

COMMENT ON COLUMN sentence_stems.doc_id IS 'The document.';

CREATE TABLE story_words AS
SELECT list_sort(list(DISTINCT word_forms.stem)) AS stems, sentence_words.doc_id
FROM sentence_words JOIN word_forms ON word_forms.form = sentence_words.form
WHERE word_forms.is_rare
GROUP BY sentence_words.doc_id
LIMIT 0;

COMMENT ON TABLE story_words IS 'Rare words of texts, by which stories are found. One row a document that has some.';

COMMENT ON COLUMN story_words.stems IS 'Their stems (table word_forms, is_rare), each once, in order.';

COMMENT ON COLUMN story_words.doc_id IS 'The document.';

CREATE TABLE claims AS
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
LIMIT 0;

COMMENT ON TABLE claims IS 'Who gives which figure about whom, for when, how surely. One row a figure: how many of what, according to whom, where, as a part of which whole.';

COMMENT ON COLUMN claims.published_on IS 'The day of publication, when known.';

COMMENT ON COLUMN claims.outlet IS 'Who published it, when known.';

COMMENT ON COLUMN claims.subject IS 'Whom or what the figure is about: canonical name, else as written; NULL where nobody is told or it is too unsure (view answers).';

COMMENT ON COLUMN claims.counted IS 'The head noun that is counted, as written.';

COMMENT ON COLUMN claims.low IS 'Lower bound in plain units.';

COMMENT ON COLUMN claims.high IS 'Upper bound in plain units.';

COMMENT ON COLUMN claims.unit IS 'ISO 4217 code, %, pp (percentage points), a (years of age) or a UCUM-style unit; NULL for counts.';

COMMENT ON COLUMN claims.concept IS 'What kind of thing is counted: dead, injured, missing …; NULL for all else (table concepts).';

COMMENT ON COLUMN claims.modifier IS 'The bound or vagueness that the text states, such as more_than; NULL where it states none.';

COMMENT ON COLUMN claims.modality IS 'How surely: asserted, reported (by hearsay, in the conditional), planned, denied, hypothetical.';

COMMENT ON COLUMN claims.aspect IS 'level, previous (an old value), change, or limit (a rule or ceiling).';

COMMENT ON COLUMN claims.direction IS 'Which way a change goes, when told: up or down.';

COMMENT ON COLUMN claims.source IS 'Who gives the figure: canonical name, else as written; NULL where nobody is told or it is too unsure (view answers).';

COMMENT ON COLUMN claims.place IS 'The narrowest place in which the whole figure holds.';

COMMENT ON COLUMN claims.period_from IS 'First day that the figure covers.';

COMMENT ON COLUMN claims.period_to IS 'Last day that the figure covers, inclusive.';

COMMENT ON COLUMN claims.kind IS 'What sort of quantity it is.';

COMMENT ON COLUMN claims.counted_lemma IS 'The lemma of what is counted.';

COMMENT ON COLUMN claims.surface IS 'The figure as written.';

COMMENT ON COLUMN claims.in_headline IS 'Whether it stands in the headline: the body often tells it again.';

COMMENT ON COLUMN claims.is_repeated IS 'Whether the same figure stands in another place of the text too, which is the one to count (view figures_once).';

COMMENT ON COLUMN claims.subject_is_entity IS 'Whether the subject is a known entity; otherwise it is told as written.';

COMMENT ON COLUMN claims.whole IS 'The figure that contains this one, as written.';

COMMENT ON COLUMN claims.whole_low IS 'Lower bound of the whole.';

COMMENT ON COLUMN claims.whole_high IS 'Upper bound of the whole.';

COMMENT ON COLUMN claims.whole_counted IS 'What the whole counts, as written.';

COMMENT ON COLUMN claims.confidence IS 'Probability that value, counted, subject, source, period and part_of are all right as published.';

COMMENT ON COLUMN claims.counted_confidence IS 'How sure the best answer to what is counted is, published or not; all answers are in the view answers.';

COMMENT ON COLUMN claims.subject_confidence IS 'How sure the best answer to whom it is about is, published or not.';

COMMENT ON COLUMN claims.source_confidence IS 'How sure the best answer to who gives it is, published or not.';

COMMENT ON COLUMN claims.period_confidence IS 'How sure the best answer to its days is, published or not.';

COMMENT ON COLUMN claims.sentence IS 'The sentence, with the figure between ⟦ and ⟧.';

COMMENT ON COLUMN claims.title IS 'The headline of the article, when known.';

COMMENT ON COLUMN claims.source_uri IS 'Where the text was seen first.';

COMMENT ON COLUMN claims.subject_wikidata_id IS 'Wikidata number of the subject, when checked.';

COMMENT ON COLUMN claims.source_wikidata_id IS 'Wikidata number of the source, when checked.';

COMMENT ON COLUMN claims.figure_id IS 'Key of the figure.';

COMMENT ON COLUMN claims.doc_id IS 'The document.';

COMMENT ON COLUMN claims.part_of IS 'Key of the whole in figures.';

COMMENT ON COLUMN claims.subject_entity_id IS 'Key of the subject in entities.';

COMMENT ON COLUMN claims.source_entity_id IS 'Key of the source in entities.';

COMMENT ON COLUMN claims.place_entity_id IS 'Key of the place in entities.';

COMMENT ON COLUMN claims.rule IS 'The rule or model that made the figure.';

CREATE TABLE statements AS
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
LIMIT 0;

COMMENT ON TABLE statements IS 'Who said what, when, in which article. One row a quotation or reported clause.';

COMMENT ON COLUMN statements.published_on IS 'The day of publication, when known.';

COMMENT ON COLUMN statements.outlet IS 'Who published it, when known.';

COMMENT ON COLUMN statements.speaker IS 'Who says it: canonical name, else the description as written; NULL where it is too unsure (view answers).';

COMMENT ON COLUMN statements.cue IS 'The verb or preposition that introduces it, as written.';

COMMENT ON COLUMN statements.text IS 'The words, without marks and without ''che''.';

COMMENT ON COLUMN statements.form IS 'direct (between marks) or indirect (reported clause).';

COMMENT ON COLUMN statements.said_on IS 'The day on which it was said, when the text tells.';

COMMENT ON COLUMN statements.modality IS 'How surely: asserted, reported (by hearsay, in the conditional), planned, denied, hypothetical.';

COMMENT ON COLUMN statements.confidence IS 'Probability that the best speaker is right, published or not; all candidates are in the view answers.';

COMMENT ON COLUMN statements.speaker_kind IS 'PER, ORG or LOC, when a known entity.';

COMMENT ON COLUMN statements.sentence IS 'The sentences that it spans, with the words between ⟦ and ⟧.';

COMMENT ON COLUMN statements.title IS 'The headline of the article, when known.';

COMMENT ON COLUMN statements.source_uri IS 'Where the text was seen first.';

COMMENT ON COLUMN statements.start_char IS 'First code point of the words in documents.text.';

COMMENT ON COLUMN statements.end_char IS 'Code point after the last one of the words in documents.text.';

COMMENT ON COLUMN statements.speaker_wikidata_id IS 'Wikidata number of the speaker, when checked.';

COMMENT ON COLUMN statements.quote_id IS 'Key of the quote.';

COMMENT ON COLUMN statements.doc_id IS 'The document.';

COMMENT ON COLUMN statements.sentence_id IS 'Key of the sentence in which it starts.';

COMMENT ON COLUMN statements.speaker_entity_id IS 'Key of the speaker in entities.';

COMMENT ON COLUMN statements.rule IS 'The rule or model that made the row.';

CREATE TABLE readings AS
SELECT
    documents.published_on, documents.outlet, documents.title, documents.source_uri,
    coalesce(t.n, 0) AS n_sentences, coalesce(d.n, 0) AS n_dates,
    coalesce(f.n, 0) AS n_figures, coalesce(f.n_subject, 0) AS n_figures_with_subject,
    coalesce(f.n_source, 0) AS n_figures_with_source,
    coalesce(q.n, 0) AS n_quotes, coalesce(q.n_speaker, 0) AS n_quotes_with_speaker,
    coalesce(m.n, 0) AS n_mentions,
    coalesce(u.n, 0) AS n_unread, coalesce(u.n_not_understood, 0) AS n_not_understood,
    coalesce(x.n, 0) AS n_findings,
    documents.doc_id
FROM documents
LEFT JOIN (SELECT doc_id, count(*) AS n FROM sentences GROUP BY doc_id) AS t ON t.doc_id = documents.doc_id
LEFT JOIN (SELECT doc_id, count(*) AS n FROM dates GROUP BY doc_id) AS d ON d.doc_id = documents.doc_id
LEFT JOIN (
    SELECT doc_id, count(*) AS n, count(subject_name) AS n_subject, count(source_name) AS n_source
    FROM figures GROUP BY doc_id
) AS f ON f.doc_id = documents.doc_id
LEFT JOIN (
    SELECT doc_id, count(*) AS n, count(speaker_name) AS n_speaker FROM quotes GROUP BY doc_id
) AS q ON q.doc_id = documents.doc_id
LEFT JOIN (SELECT doc_id, count(*) AS n FROM mentions GROUP BY doc_id) AS m ON m.doc_id = documents.doc_id
LEFT JOIN (
    SELECT doc_id, count(*) AS n, count(*) FILTER (reason = 'not_understood') AS n_not_understood
    FROM unread GROUP BY doc_id
) AS u ON u.doc_id = documents.doc_id
LEFT JOIN (SELECT doc_id, count(*) AS n FROM findings GROUP BY doc_id) AS x ON x.doc_id = documents.doc_id
LIMIT 0;

COMMENT ON TABLE readings IS 'How many facts a text gave, how much stayed unread. One row a document, a column a table.';

COMMENT ON COLUMN readings.published_on IS 'The day of publication, when known.';

COMMENT ON COLUMN readings.outlet IS 'Who published it, when known.';

COMMENT ON COLUMN readings.title IS 'The headline, when known.';

COMMENT ON COLUMN readings.source_uri IS 'Where the text was seen first.';

COMMENT ON COLUMN readings.n_sentences IS 'Sentences.';

COMMENT ON COLUMN readings.n_dates IS 'Expressions of time.';

COMMENT ON COLUMN readings.n_figures IS 'Figures.';

COMMENT ON COLUMN readings.n_figures_with_subject IS 'Figures of which it is known whom or what they are about.';

COMMENT ON COLUMN readings.n_figures_with_source IS 'Figures of which it is known who gives them.';

COMMENT ON COLUMN readings.n_quotes IS 'Quotations and reported clauses.';

COMMENT ON COLUMN readings.n_quotes_with_speaker IS 'Those of which it is known who speaks.';

COMMENT ON COLUMN readings.n_mentions IS 'Mentions of persons, organisations and places.';

COMMENT ON COLUMN readings.n_unread IS 'Numerals, calendar words, quotation marks and names that became no fact.';

COMMENT ON COLUMN readings.n_not_understood IS 'Those of them that are not explained (reason not_understood).';

COMMENT ON COLUMN readings.n_findings IS 'Doubts about the meaning of facts.';

COMMENT ON COLUMN readings.doc_id IS 'The document.';

CREATE TABLE fact_entities AS
WITH facts AS (
    SELECT doc_id, 'figures' AS table_name, figure_id AS row_id, 'subject' AS role, subject_entity_id AS entity_id FROM figures
    UNION ALL SELECT doc_id, 'figures', figure_id, 'source', source_entity_id FROM figures
    UNION ALL SELECT doc_id, 'figures', figure_id, 'place', place_entity_id FROM figures
    UNION ALL SELECT doc_id, 'quotes', quote_id, 'speaker', speaker_entity_id FROM quotes
    UNION
    SELECT quotes.doc_id, 'quotes', quotes.quote_id, 'inside', mentions.entity_id
    FROM quotes JOIN mentions
        ON mentions.doc_id = quotes.doc_id AND mentions.start_char >= quotes.start_char AND mentions.end_char <= quotes.end_char
)
SELECT
    documents.published_on, documents.outlet, entities.name AS entity, entities.kind AS entity_kind, facts.role,
    facts.table_name, entities.wikidata_id AS entity_wikidata_id, facts.row_id, facts.doc_id, facts.entity_id
FROM facts
JOIN documents ON documents.doc_id = facts.doc_id
JOIN entities ON entities.entity_id = facts.entity_id
LIMIT 0;

COMMENT ON TABLE fact_entities IS 'Who or what has to do with which fact. One row a fact and an entity: figures and quotations with whom they are about, who gives or says them, where, and whoever is named inside.';

COMMENT ON COLUMN fact_entities.published_on IS 'The day of publication, when known.';

COMMENT ON COLUMN fact_entities.outlet IS 'Who published it, when known.';

COMMENT ON COLUMN fact_entities.entity IS 'Canonical name.';

COMMENT ON COLUMN fact_entities.entity_kind IS 'PER, ORG or LOC.';

COMMENT ON COLUMN fact_entities.role IS 'subject, source, place, speaker, or inside (named within the span of the fact).';

COMMENT ON COLUMN fact_entities.table_name IS 'Table of the fact: figures or quotes.';

COMMENT ON COLUMN fact_entities.entity_wikidata_id IS 'Wikidata number, when checked.';

COMMENT ON COLUMN fact_entities.row_id IS 'Key of the fact in its table.';

COMMENT ON COLUMN fact_entities.doc_id IS 'The document.';

COMMENT ON COLUMN fact_entities.entity_id IS 'Key of the entity.';

CREATE TABLE appearances AS
WITH named AS (
    SELECT doc_id, entity_id, 1 AS mention, 0 AS about, 0 AS given, 0 AS quote FROM mentions
    UNION ALL SELECT doc_id, subject_entity_id, 0, 1, 0, 0 FROM figures
    UNION ALL SELECT doc_id, source_entity_id, 0, 0, 1, 0 FROM figures
    UNION ALL SELECT doc_id, speaker_entity_id, 0, 0, 0, 1 FROM quotes
),
counted AS (
    SELECT
        doc_id, entity_id, CAST(sum(mention) AS BIGINT) AS n_mentions, CAST(sum(about) AS BIGINT) AS n_figures_about,
        CAST(sum(given) AS BIGINT) AS n_figures_given, CAST(sum(quote) AS BIGINT) AS n_quotes
    FROM named WHERE entity_id IS NOT NULL GROUP BY doc_id, entity_id
)
SELECT
    documents.published_on, documents.outlet, entities.name AS entity, entities.kind AS entity_kind,
    counted.n_mentions, counted.n_figures_about, counted.n_figures_given, counted.n_quotes,
    entities.wikidata_id AS entity_wikidata_id, counted.doc_id, counted.entity_id
FROM counted
JOIN documents ON documents.doc_id = counted.doc_id
JOIN entities ON entities.entity_id = counted.entity_id
LIMIT 0;

COMMENT ON TABLE appearances IS 'Which text names whom, and how often. One row a document and an entity: mentions, figures, quotations.';

COMMENT ON COLUMN appearances.published_on IS 'The day of publication, when known.';

COMMENT ON COLUMN appearances.outlet IS 'Who published it, when known.';

COMMENT ON COLUMN appearances.entity IS 'Canonical name.';

COMMENT ON COLUMN appearances.entity_kind IS 'PER, ORG or LOC.';

COMMENT ON COLUMN appearances.n_mentions IS 'Mentions.';

COMMENT ON COLUMN appearances.n_figures_about IS 'Figures about it.';

COMMENT ON COLUMN appearances.n_figures_given IS 'Figures that it gives.';

COMMENT ON COLUMN appearances.n_quotes IS 'Quotations and reported clauses of it.';

COMMENT ON COLUMN appearances.entity_wikidata_id IS 'Wikidata number, when checked.';

COMMENT ON COLUMN appearances.doc_id IS 'The document.';

COMMENT ON COLUMN appearances.entity_id IS 'Key of the entity.';

CREATE TABLE figure_history AS
SELECT
    stories.title AS story, quantities.concept, claims.counted, quantities.subject, quantities.place,
    row_number() OVER (
        PARTITION BY tellings.quantity_id
        ORDER BY tellings.told_on NULLS LAST, documents.published_at NULLS FIRST, figures.doc_id, figures.start_char
    ) AS number,
    tellings.told_on, tellings.voice,
    arg_max(tellings.voice, (length(tellings.voice), tellings.voice))
        OVER (
            PARTITION BY tellings.quantity_id, tellings.origin_id,
                coalesce(documents.near_duplicate_of, documents.doc_id)
        ) AS claimant,
    claims.outlet, claims.surface, CAST(tellings.low_bound AS DOUBLE) AS low,
    CAST(tellings.high_bound AS DOUBLE) AS high, quantities.unit, tellings.relation,
    tellings.relation <> 'repeats' AND figures.aspect <> 'previous' AS is_word,
    quantities.state, claims.counted_lemma, quantities.period, figures.aspect, claims.sentence, claims.title,
    claims.source_uri, tellings.link_score, tellings.link_why, tellings.origin_id,
    tellings.figure_id, tellings.against_figure_id, tellings.quantity_id, quantities.story_id
FROM quantities
JOIN stories ON stories.story_id = quantities.story_id
JOIN tellings ON tellings.quantity_id = quantities.quantity_id
JOIN figures ON figures.figure_id = tellings.figure_id
JOIN claims ON claims.figure_id = tellings.figure_id
JOIN documents ON documents.doc_id = figures.doc_id
LIMIT 0;

COMMENT ON TABLE figure_history IS 'How a figure moved. One row a telling of a quantity, numbered in the order of time, with bounds, claimant and relation to an earlier one.';

COMMENT ON COLUMN figure_history.story IS 'The headline of the first text of the story that has one.';

COMMENT ON COLUMN figure_history.concept IS 'What kind of thing is counted: dead, injured, missing …; NULL for all else (table concepts).';

COMMENT ON COLUMN figure_history.counted IS 'The head noun that is counted, as written.';

COMMENT ON COLUMN figure_history.subject IS 'Of whom or what, when known.';

COMMENT ON COLUMN figure_history.place IS 'Where, when told.';

COMMENT ON COLUMN figure_history.number IS '1 is the first telling of the quantity.';

COMMENT ON COLUMN figure_history.told_on IS 'The day on which it was told.';

COMMENT ON COLUMN figure_history.voice IS 'The claimant; NULL when none is named.';

COMMENT ON COLUMN figure_history.claimant IS 'The claimant: named here, or for the same origin elsewhere in the text or in its near duplicates; NULL: nobody is named.';

COMMENT ON COLUMN figure_history.outlet IS 'Who published it, when known.';

COMMENT ON COLUMN figure_history.surface IS 'The figure as written.';

COMMENT ON COLUMN figure_history.low IS 'Lower bound with its rounding; NULL: open.';

COMMENT ON COLUMN figure_history.high IS 'Upper bound with its rounding; NULL: open.';

COMMENT ON COLUMN figure_history.unit IS 'ISO 4217 code, %, pp (percentage points), a (years of age) or a UCUM-style unit; NULL for counts.';

COMMENT ON COLUMN figure_history.relation IS 'To the telling of against_figure_id: first, same (another origin), repeats (the same origin), narrower, wider, revised_up, revised_down or contradicts.';

COMMENT ON COLUMN figure_history.is_word IS 'Whether it says something: no repetition, no old value that is only recalled.';

COMMENT ON COLUMN figure_history.state IS 'Of the quantity: single, repeated, confirmed, disputed or revised.';

COMMENT ON COLUMN figure_history.counted_lemma IS 'The lemma of what is counted.';

COMMENT ON COLUMN figure_history.period IS 'For when: an ISO 8601 day or interval, when told.';

COMMENT ON COLUMN figure_history.aspect IS 'level, previous (an old value that is recalled), change or limit.';

COMMENT ON COLUMN figure_history.sentence IS 'The sentence, with the figure between ⟦ and ⟧.';

COMMENT ON COLUMN figure_history.title IS 'The headline of the article, when known.';

COMMENT ON COLUMN figure_history.source_uri IS 'Where the text was seen first.';

COMMENT ON COLUMN figure_history.link_score IS 'How surely it tells this quantity.';

COMMENT ON COLUMN figure_history.link_why IS 'What links it, for people.';

COMMENT ON COLUMN figure_history.origin_id IS 'Tellings with one origin count once; unique inside the quantity.';

COMMENT ON COLUMN figure_history.figure_id IS 'Key of the figure.';

COMMENT ON COLUMN figure_history.against_figure_id IS 'The earlier telling that it is compared with.';

COMMENT ON COLUMN figure_history.quantity_id IS 'Key of the quantity.';

COMMENT ON COLUMN figure_history.story_id IS 'The story.';

CREATE TABLE ledger AS
WITH told AS (SELECT figure_history.*, quantities.scope FROM figure_history JOIN quantities USING (quantity_id)),
words AS (  -- a repetition is no new word: a copy of an old text does not bring the old figure back
    SELECT
        quantity_id, max(number) FILTER (is_word) AS number,
        coalesce(left(any_value(claimant), 60), left(arg_min(outlet, number), 60) || ', no claimant', 'no claimant')
            || ': ' || left(regexp_replace(arg_max(surface, (is_word, number)), '\s+', ' ', 'g'), 60)
            || coalesce(' (' || CAST(arg_max(told_on, (is_word, number)) AS VARCHAR) || ')', '') AS word
    FROM told GROUP BY quantity_id, origin_id
),
last_words AS (
    SELECT
        quantity_id,
        array_to_string(list(word ORDER BY number DESC NULLS LAST, word)[:6], '; ') || if(count(*) > 6, '; …', '')
            AS last_words
    FROM words GROUP BY quantity_id
),
ends AS (
    SELECT
        quantity_id, arg_min(sentence, number) AS first_sentence, arg_max(sentence, number) AS last_sentence,
        arg_min(counted, number) FILTER (counted_lemma = scope) AS counted
    FROM told GROUP BY quantity_id
)
SELECT
    stories.title AS story, quantities.concept, coalesce(ends.counted, quantities.scope) AS counted, quantities.subject, quantities.place,
    quantities.period, CAST(quantities.latest_low AS DOUBLE) AS latest_low,
    CAST(quantities.latest_high AS DOUBLE) AS latest_high, quantities.unit,
    quantities.state,
    CASE quantities.state
        WHEN 'single' THEN 'told once'
        WHEN 'repeated' THEN 'told ' || quantities.n_tellings || ' times, at most '
        WHEN 'confirmed' THEN 'confirmed by at most '
        WHEN 'disputed' THEN 'disputed by at most '
        WHEN 'revised' THEN 'revised, at most '
    END || CASE
        WHEN quantities.state = 'single' THEN ''
        WHEN quantities.n_origins = 1 THEN '1 origin'
        ELSE quantities.n_origins || ' origins'
    END AS state_in_words,
    last_words.last_words, quantities.n_tellings, quantities.n_voices, quantities.n_origins,
    quantities.first_told_on, quantities.last_told_on, ends.first_sentence, ends.last_sentence,
    quantities.kind, quantities.modality, quantities.quantity_id, quantities.story_id
FROM quantities
JOIN stories ON stories.story_id = quantities.story_id
LEFT JOIN last_words ON last_words.quantity_id = quantities.quantity_id
LEFT JOIN ends ON ends.quantity_id = quantities.quantity_id
LIMIT 0;

COMMENT ON TABLE ledger IS 'Who says how many, do they agree, since when. One row a quantity that texts of a story tell: its state, the last word of each origin, the first and the last sentence.';

COMMENT ON COLUMN ledger.story IS 'The headline of the first text of the story that has one.';

COMMENT ON COLUMN ledger.concept IS 'What kind of thing is counted: dead, injured, missing …; NULL for all else (table concepts).';

COMMENT ON COLUMN ledger.counted IS 'The head noun that is counted, as first written.';

COMMENT ON COLUMN ledger.subject IS 'Of whom or what, when known.';

COMMENT ON COLUMN ledger.place IS 'Where, when told.';

COMMENT ON COLUMN ledger.period IS 'For when: an ISO 8601 day or interval, when told.';

COMMENT ON COLUMN ledger.latest_low IS 'Lower bound of the last word on it; NULL: open.';

COMMENT ON COLUMN ledger.latest_high IS 'Upper bound of the last word on it; NULL: open.';

COMMENT ON COLUMN ledger.unit IS 'ISO 4217 code, %, pp (percentage points), a (years of age) or a UCUM-style unit; NULL for counts.';

COMMENT ON COLUMN ledger.state IS 'single, repeated, confirmed, disputed or revised.';

COMMENT ON COLUMN ledger.state_in_words IS 'The state in a few words, with ''at most'' so many independent origins.';

COMMENT ON COLUMN ledger.last_words IS 'The last figure of each origin, newest first, as written: ''Prefettura: 12 (2026-03-06); …''; at most six.';

COMMENT ON COLUMN ledger.n_tellings IS 'Figures that tell it.';

COMMENT ON COLUMN ledger.n_voices IS 'Claimants named.';

COMMENT ON COLUMN ledger.n_origins IS 'At most so many independent origins.';

COMMENT ON COLUMN ledger.first_told_on IS 'Day of the first telling.';

COMMENT ON COLUMN ledger.last_told_on IS 'Day of the last telling.';

COMMENT ON COLUMN ledger.first_sentence IS 'The sentence of the first telling, with the figure between ⟦ and ⟧.';

COMMENT ON COLUMN ledger.last_sentence IS 'The sentence of the last telling, with the figure between ⟦ and ⟧.';

COMMENT ON COLUMN ledger.kind IS 'What sort of quantity it is.';

COMMENT ON COLUMN ledger.modality IS 'How surely: asserted (or reported), planned, hypothetical.';

COMMENT ON COLUMN ledger.quantity_id IS 'Key of the quantity.';

COMMENT ON COLUMN ledger.story_id IS 'The story.';

CREATE OR REPLACE VIEW evidence AS
WITH facts AS (
    SELECT 'dates' AS table_name, date_id AS row_id, doc_id, sentence_id, kind, surface, rule, start_char, end_char FROM dates
    UNION ALL
    SELECT 'figures', figure_id, doc_id, sentence_id, kind, surface, rule, start_char, end_char FROM figures
    UNION ALL
    SELECT 'mentions', mention_id, doc_id, sentence_id, kind, surface, rule, start_char, end_char FROM mentions
    UNION ALL
    SELECT 'unread', unread_id, doc_id, sentence_id, kind, surface, rule, start_char, end_char FROM unread
)
SELECT
    documents.published_on, documents.outlet, facts.table_name, facts.kind, facts.surface,
    substr(sentences.text, 1, facts.start_char - sentences.start_char) || '⟦' || facts.surface || '⟧'
        || substr(sentences.text, facts.end_char - sentences.start_char + 1) AS sentence,
    documents.title, documents.source_uri, facts.rule, facts.start_char, facts.end_char,
    facts.row_id, facts.doc_id, facts.sentence_id
FROM facts
LEFT JOIN sentences ON sentences.sentence_id = facts.sentence_id AND sentences.doc_id = facts.doc_id
LEFT JOIN documents ON documents.doc_id = facts.doc_id
UNION ALL
SELECT
    published_on, outlet, 'quotes', form, text, sentence, title, source_uri, rule, start_char, end_char,
    quote_id, doc_id, sentence_id
FROM statements;

COMMENT ON VIEW evidence IS 'Any fact with its sentence and article. One row a fact of any table; in the sentence the fact stands between ⟦ and ⟧.';

COMMENT ON COLUMN evidence.published_on IS 'The day of publication, when known.';

COMMENT ON COLUMN evidence.outlet IS 'Who published it, when known.';

COMMENT ON COLUMN evidence.table_name IS 'Table of the fact: dates, figures, mentions, quotes or unread.';

COMMENT ON COLUMN evidence.kind IS 'Kind of the fact in its table; the form for quotes.';

COMMENT ON COLUMN evidence.surface IS 'The characters of the fact.';

COMMENT ON COLUMN evidence.sentence IS 'The sentence, for quotes all that they span, with the fact between ⟦ and ⟧.';

COMMENT ON COLUMN evidence.title IS 'The headline of the article, when known.';

COMMENT ON COLUMN evidence.source_uri IS 'Where the text was seen first.';

COMMENT ON COLUMN evidence.rule IS 'The rule or model that made the fact.';

COMMENT ON COLUMN evidence.start_char IS 'First code point of the fact in documents.text.';

COMMENT ON COLUMN evidence.end_char IS 'Code point after the last one of the fact in documents.text.';

COMMENT ON COLUMN evidence.row_id IS 'Key of the fact in its table.';

COMMENT ON COLUMN evidence.doc_id IS 'The document.';

COMMENT ON COLUMN evidence.sentence_id IS 'The sentence in which it starts.';

CREATE OR REPLACE VIEW figures_once AS
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
WHERE NOT claims.is_repeated;

COMMENT ON VIEW figures_once IS 'Figures to sum and count. One row a figure: what headline and body, or two sentences, or almost equal texts tell alike stands here once; else like claims.';

COMMENT ON COLUMN figures_once.published_on IS 'The day of publication, when known.';

COMMENT ON COLUMN figures_once.outlet IS 'Who published it, when known.';

COMMENT ON COLUMN figures_once.subject IS 'Whom or what the figure is about: canonical name, else as written; NULL where nobody is told or it is too unsure (view answers).';

COMMENT ON COLUMN figures_once.counted IS 'The head noun that is counted, as written.';

COMMENT ON COLUMN figures_once.low IS 'Lower bound in plain units.';

COMMENT ON COLUMN figures_once.high IS 'Upper bound in plain units.';

COMMENT ON COLUMN figures_once.unit IS 'ISO 4217 code, %, pp (percentage points), a (years of age) or a UCUM-style unit; NULL for counts.';

COMMENT ON COLUMN figures_once.concept IS 'What kind of thing is counted: dead, injured, missing …; NULL for all else (table concepts).';

COMMENT ON COLUMN figures_once.modifier IS 'The bound or vagueness that the text states, such as more_than; NULL where it states none.';

COMMENT ON COLUMN figures_once.modality IS 'How surely: asserted, reported (by hearsay, in the conditional), planned, denied, hypothetical.';

COMMENT ON COLUMN figures_once.aspect IS 'level, previous (an old value), change, or limit (a rule or ceiling).';

COMMENT ON COLUMN figures_once.direction IS 'Which way a change goes, when told: up or down.';

COMMENT ON COLUMN figures_once.source IS 'Who gives the figure: canonical name, else as written; NULL where nobody is told or it is too unsure (view answers).';

COMMENT ON COLUMN figures_once.place IS 'The narrowest place in which the whole figure holds.';

COMMENT ON COLUMN figures_once.period_from IS 'First day that the figure covers.';

COMMENT ON COLUMN figures_once.period_to IS 'Last day that the figure covers, inclusive.';

COMMENT ON COLUMN figures_once.kind IS 'What sort of quantity it is.';

COMMENT ON COLUMN figures_once.counted_lemma IS 'The lemma of what is counted.';

COMMENT ON COLUMN figures_once.surface IS 'The figure as written.';

COMMENT ON COLUMN figures_once.in_headline IS 'Whether it stands in the headline: the body often tells it again.';

COMMENT ON COLUMN figures_once.subject_is_entity IS 'Whether the subject is a known entity; otherwise it is told as written.';

COMMENT ON COLUMN figures_once.whole IS 'The figure that contains this one, as written.';

COMMENT ON COLUMN figures_once.whole_low IS 'Lower bound of the whole.';

COMMENT ON COLUMN figures_once.whole_high IS 'Upper bound of the whole.';

COMMENT ON COLUMN figures_once.whole_counted IS 'What the whole counts, as written.';

COMMENT ON COLUMN figures_once.confidence IS 'Probability that value, counted, subject, source, period and part_of are all right as published.';

COMMENT ON COLUMN figures_once.counted_confidence IS 'How sure the best answer to what is counted is, published or not; all answers are in the view answers.';

COMMENT ON COLUMN figures_once.subject_confidence IS 'How sure the best answer to whom it is about is, published or not.';

COMMENT ON COLUMN figures_once.source_confidence IS 'How sure the best answer to who gives it is, published or not.';

COMMENT ON COLUMN figures_once.period_confidence IS 'How sure the best answer to its days is, published or not.';

COMMENT ON COLUMN figures_once.sentence IS 'The sentence, with the figure between ⟦ and ⟧.';

COMMENT ON COLUMN figures_once.title IS 'The headline of the article, when known.';

COMMENT ON COLUMN figures_once.source_uri IS 'Where the text was seen first.';

COMMENT ON COLUMN figures_once.subject_wikidata_id IS 'Wikidata number of the subject, when checked.';

COMMENT ON COLUMN figures_once.source_wikidata_id IS 'Wikidata number of the source, when checked.';

COMMENT ON COLUMN figures_once.figure_id IS 'Key of the figure.';

COMMENT ON COLUMN figures_once.doc_id IS 'The document.';

COMMENT ON COLUMN figures_once.part_of IS 'Key of the whole in figures.';

COMMENT ON COLUMN figures_once.subject_entity_id IS 'Key of the subject in entities.';

COMMENT ON COLUMN figures_once.source_entity_id IS 'Key of the source in entities.';

COMMENT ON COLUMN figures_once.place_entity_id IS 'Key of the place in entities.';

COMMENT ON COLUMN figures_once.rule IS 'The rule or model that made the figure.';

CREATE OR REPLACE VIEW answers AS
WITH facts AS (  -- kept with sentence and article: one join, not three; of mentions only those by a role were chosen
    SELECT figure_id AS row_id, doc_id, published_on, outlet, surface, sentence, title, source_uri FROM claims
    UNION ALL
    SELECT quote_id, doc_id, published_on, outlet, text, sentence, title, source_uri FROM statements
    UNION ALL
    SELECT
        mentions.mention_id, mentions.doc_id, documents.published_on, documents.outlet, mentions.surface,
        substr(sentences.text, 1, mentions.start_char - sentences.start_char) || '⟦' || mentions.surface || '⟧'
            || substr(sentences.text, mentions.end_char - sentences.start_char + 1),
        documents.title, documents.source_uri
    FROM mentions
    JOIN sentences ON sentences.sentence_id = mentions.sentence_id AND sentences.doc_id = mentions.doc_id
    JOIN documents ON documents.doc_id = mentions.doc_id
    WHERE mentions.via = 'role'
)
SELECT
    facts.published_on, facts.outlet, facts.surface, attributions.field, attributions.rank,
    attributions.name, attributions.date_from, attributions.date_to,
    attributions.confidence, attributions.basis, attributions.is_published, attributions.fact_table,
    facts.sentence, facts.title, facts.source_uri, entities.wikidata_id,
    attributions.attribution_id, attributions.fact_id, facts.doc_id, attributions.entity_id
FROM attributions
JOIN facts ON facts.row_id = attributions.fact_id
LEFT JOIN (  -- once a key: where nobody asks for Wikidata this join falls away
    SELECT entity_id, any_value(wikidata_id) AS wikidata_id FROM entities
    GROUP BY entity_id HAVING any_value(wikidata_id) IS NOT NULL
) AS entities ON entities.entity_id = attributions.entity_id;

COMMENT ON VIEW answers IS 'Candidate answers and how sure they are. One row a candidate for what had to be chosen of a fact (the best three a field), published or not: WHERE rank = 1 AND confidence >= 0.5.';

COMMENT ON COLUMN answers.published_on IS 'The day of publication, when known.';

COMMENT ON COLUMN answers.outlet IS 'Who published it, when known.';

COMMENT ON COLUMN answers.surface IS 'The characters of the fact.';

COMMENT ON COLUMN answers.field IS 'What is answered: counted, subject, source, period, part_of, speaker, or referent (whom a role means).';

COMMENT ON COLUMN answers.rank IS '1 is the best answer.';

COMMENT ON COLUMN answers.name IS 'The answer: canonical name, else as written (of part_of: the whole); without name and days it is nobody or nothing.';

COMMENT ON COLUMN answers.date_from IS 'First day of the answer, for periods.';

COMMENT ON COLUMN answers.date_to IS 'Last day of the answer, inclusive, for periods.';

COMMENT ON COLUMN answers.confidence IS 'Calibrated probability that the answer is right.';

COMMENT ON COLUMN answers.basis IS 'What spoke most for it: subject of the clause, before the colon …';

COMMENT ON COLUMN answers.is_published IS 'Whether the columns of the fact hold this answer; below the threshold of its field they are NULL.';

COMMENT ON COLUMN answers.fact_table IS 'Table of the fact: figures, quotes or mentions.';

COMMENT ON COLUMN answers.sentence IS 'The sentence, for quotes all that they span, with the fact between ⟦ and ⟧.';

COMMENT ON COLUMN answers.title IS 'The headline of the article, when known.';

COMMENT ON COLUMN answers.source_uri IS 'Where the text was seen first.';

COMMENT ON COLUMN answers.wikidata_id IS 'Wikidata number of the answer, when checked.';

COMMENT ON COLUMN answers.attribution_id IS 'Key of the answer.';

COMMENT ON COLUMN answers.fact_id IS 'Key of the fact in its table.';

COMMENT ON COLUMN answers.doc_id IS 'The document.';

COMMENT ON COLUMN answers.entity_id IS 'Key of the answer in entities, when known.';

CREATE OR REPLACE VIEW doubts AS
SELECT
    documents.published_on, documents.outlet, findings.check_name, findings.details, findings.table_name,
    evidence.sentence, documents.title, documents.source_uri,
    findings.finding_id, findings.row_id, findings.other_row_id, findings.doc_id
FROM findings
JOIN documents ON documents.doc_id = findings.doc_id
LEFT JOIN evidence
    ON evidence.table_name = findings.table_name AND evidence.row_id = findings.row_id AND evidence.doc_id = findings.doc_id;

COMMENT ON VIEW doubts IS 'Published facts that are hard to believe. One row a doubt, with the sentence in which the fact stands.';

COMMENT ON COLUMN doubts.published_on IS 'The day of publication, when known.';

COMMENT ON COLUMN doubts.outlet IS 'Who published it, when known.';

COMMENT ON COLUMN doubts.check_name IS 'The check of meaning that raised it.';

COMMENT ON COLUMN doubts.details IS 'What is doubtful, in one sentence.';

COMMENT ON COLUMN doubts.table_name IS 'Table of the fact.';

COMMENT ON COLUMN doubts.sentence IS 'The sentence, with the fact between ⟦ and ⟧; NULL when the doubt is about no single span.';

COMMENT ON COLUMN doubts.title IS 'The headline of the article, when known.';

COMMENT ON COLUMN doubts.source_uri IS 'Where the text was seen first.';

COMMENT ON COLUMN doubts.finding_id IS 'Key of the finding.';

COMMENT ON COLUMN doubts.row_id IS 'Key of the fact in its table.';

COMMENT ON COLUMN doubts.other_row_id IS 'Key of the fact it disagrees with, in the same table.';

COMMENT ON COLUMN doubts.doc_id IS 'The document.';

CREATE OR REPLACE VIEW coverage AS
SELECT
    published_on, outlet, count(*) AS n_documents, count(*) - count(again.doc_id) AS n_originals,
    CAST(sum(n_figures) AS BIGINT) AS n_figures, CAST(sum(n_figures_with_source) AS BIGINT) AS n_figures_with_source,
    CAST(sum(n_quotes) AS BIGINT) AS n_quotes, CAST(sum(n_quotes_with_speaker) AS BIGINT) AS n_quotes_with_speaker,
    CAST(sum(n_mentions) AS BIGINT) AS n_mentions, CAST(sum(n_unread) AS BIGINT) AS n_unread,
    CAST(sum(n_not_understood) AS BIGINT) AS n_not_understood, CAST(sum(n_findings) AS BIGINT) AS n_findings
FROM readings
LEFT JOIN (SELECT doc_id FROM documents WHERE near_duplicate_of IS NOT NULL) AS again ON again.doc_id = readings.doc_id
GROUP BY published_on, outlet;

COMMENT ON VIEW coverage IS 'What an outlet publishes, day by day. One row an outlet and day of publication: how many texts, and how many facts of each kind they told.';

COMMENT ON COLUMN coverage.published_on IS 'The day of publication; NULL for texts without a known day.';

COMMENT ON COLUMN coverage.outlet IS 'Who published them; NULL where it is not known.';

COMMENT ON COLUMN coverage.n_documents IS 'Texts.';

COMMENT ON COLUMN coverage.n_originals IS 'Texts that are not almost equal to an earlier one.';

COMMENT ON COLUMN coverage.n_figures IS 'Figures.';

COMMENT ON COLUMN coverage.n_figures_with_source IS 'Figures of which it is known who gives them.';

COMMENT ON COLUMN coverage.n_quotes IS 'Quotations and reported clauses.';

COMMENT ON COLUMN coverage.n_quotes_with_speaker IS 'Those of which it is known who speaks.';

COMMENT ON COLUMN coverage.n_mentions IS 'Mentions of persons, organisations and places.';

COMMENT ON COLUMN coverage.n_unread IS 'Numerals, calendar words, quotation marks and names that became no fact.';

COMMENT ON COLUMN coverage.n_not_understood IS 'Those of them that are not explained.';

COMMENT ON COLUMN coverage.n_findings IS 'Doubts about the meaning of facts.';

CREATE OR REPLACE VIEW entity_profile AS
SELECT
    entity, entity_kind, count(*) AS n_documents, count(*) - count(again.doc_id) AS n_originals,
    CAST(sum(n_mentions) AS BIGINT) AS n_mentions,
    CAST(sum(n_figures_about) AS BIGINT) AS n_figures_about, CAST(sum(n_figures_given) AS BIGINT) AS n_figures_given,
    CAST(sum(n_quotes) AS BIGINT) AS n_quotes, min(published_on) AS first_on, max(published_on) AS last_on,
    entity_wikidata_id, entity_id
FROM appearances
LEFT JOIN (SELECT doc_id FROM documents WHERE near_duplicate_of IS NOT NULL) AS again ON again.doc_id = appearances.doc_id
GROUP BY entity, entity_kind, entity_wikidata_id, entity_id;

COMMENT ON VIEW entity_profile IS 'What is known of somebody or something. One row an entity: in how many texts it is named, what is counted of it, what it gives and says, from when to when.';

COMMENT ON COLUMN entity_profile.entity IS 'Canonical name.';

COMMENT ON COLUMN entity_profile.entity_kind IS 'PER, ORG or LOC.';

COMMENT ON COLUMN entity_profile.n_documents IS 'Texts that name it.';

COMMENT ON COLUMN entity_profile.n_originals IS 'Those of them that are not almost equal to an earlier text.';

COMMENT ON COLUMN entity_profile.n_mentions IS 'Mentions.';

COMMENT ON COLUMN entity_profile.n_figures_about IS 'Figures about it.';

COMMENT ON COLUMN entity_profile.n_figures_given IS 'Figures that it gives.';

COMMENT ON COLUMN entity_profile.n_quotes IS 'Quotations and reported clauses of it.';

COMMENT ON COLUMN entity_profile.first_on IS 'First day of publication of a text that names it.';

COMMENT ON COLUMN entity_profile.last_on IS 'Last day of publication of a text that names it.';

COMMENT ON COLUMN entity_profile.entity_wikidata_id IS 'Wikidata number, when checked.';

COMMENT ON COLUMN entity_profile.entity_id IS 'Key of the entity.';

CREATE OR REPLACE VIEW entity_pairs AS
WITH named AS (  -- small numbers instead of keys, and each pair once: a tenth of the time
    SELECT CAST(documents.rowid AS UINTEGER) AS document, CAST(entities.rowid AS UINTEGER) AS who
    FROM appearances
    JOIN documents ON documents.doc_id = appearances.doc_id
    JOIN entities ON entities.entity_id = appearances.entity_id
    WHERE documents.near_duplicate_of IS NULL
),
once AS (
    SELECT one.who AS one, two.who AS two, count(*) AS n_documents
    FROM named AS one JOIN named AS two ON two.document = one.document AND two.who > one.who
    GROUP BY one.who, two.who
),
pairs AS (SELECT one, two, n_documents FROM once UNION ALL SELECT two, one, n_documents FROM once)
SELECT
    one.name AS entity, two.name AS other, pairs.n_documents, one.kind AS entity_kind, two.kind AS other_kind,
    one.entity_id, two.entity_id AS other_id
FROM pairs
JOIN entities AS one ON one.rowid = pairs.one
JOIN entities AS two ON two.rowid = pairs.two;

COMMENT ON VIEW entity_pairs IS 'Who is mentioned with whom. One row a pair of entities that a text names both, each pair in both orders: WHERE entity = ''Istat'' ORDER BY n_documents DESC.';

COMMENT ON COLUMN entity_pairs.entity IS 'Canonical name of the one.';

COMMENT ON COLUMN entity_pairs.other IS 'Canonical name of the other.';

COMMENT ON COLUMN entity_pairs.n_documents IS 'Texts that name both; of almost equal ones the first.';

COMMENT ON COLUMN entity_pairs.entity_kind IS 'PER, ORG or LOC of the one.';

COMMENT ON COLUMN entity_pairs.other_kind IS 'PER, ORG or LOC of the other.';

COMMENT ON COLUMN entity_pairs.entity_id IS 'Key of the one.';

COMMENT ON COLUMN entity_pairs.other_id IS 'Key of the other.';

CREATE OR REPLACE VIEW places AS
SELECT
    entities.name AS place, place_names.country, place_names.country_code, place_names.continent,
    place_names.region, place_names.region_code,
    entities.wikidata_id, entities.entity_id
FROM entities
LEFT JOIN place_names ON place_names.name = entities.name
WHERE entities.kind = 'LOC';

COMMENT ON VIEW places IS 'Places that are named, with their country. One row a place; the country is NULL where it is not known.';

COMMENT ON COLUMN places.place IS 'Canonical name.';

COMMENT ON COLUMN places.country IS 'Italian name of the country; NULL where it is not known.';

COMMENT ON COLUMN places.country_code IS 'ISO 3166 code of the country.';

COMMENT ON COLUMN places.continent IS 'Part of the world.';

COMMENT ON COLUMN places.region IS 'The Italian region, of regions and capitals of provinces.';

COMMENT ON COLUMN places.region_code IS 'ISO 3166-2 code of the region.';

COMMENT ON COLUMN places.wikidata_id IS 'Wikidata number, when checked.';

COMMENT ON COLUMN places.entity_id IS 'Key of the place in entities.';

CREATE OR REPLACE VIEW agenda AS
SELECT
    documents.published_on, documents.outlet, dates.date_from AS day, dates.date_to AS last_day, dates.surface,
    sentences.text AS sentence, documents.title, documents.source_uri, dates.date_id, dates.doc_id
FROM dates
JOIN documents ON documents.doc_id = dates.doc_id
LEFT JOIN sentences ON sentences.sentence_id = dates.sentence_id AND sentences.doc_id = dates.doc_id
WHERE dates.date_from > documents.published_on AND dates.kind IN ('date', 'interval', 'time');

COMMENT ON VIEW agenda IS 'What is planned, and for which day. One row an expression of time that means a day after that of publication.';

COMMENT ON COLUMN agenda.published_on IS 'The day of publication.';

COMMENT ON COLUMN agenda.outlet IS 'Who published it, when known.';

COMMENT ON COLUMN agenda.day IS 'First day that is meant.';

COMMENT ON COLUMN agenda.last_day IS 'Last day that is meant.';

COMMENT ON COLUMN agenda.surface IS 'The expression as written.';

COMMENT ON COLUMN agenda.sentence IS 'The sentence in which it stands.';

COMMENT ON COLUMN agenda.title IS 'The headline of the article, when known.';

COMMENT ON COLUMN agenda.source_uri IS 'Where the text was seen first.';

COMMENT ON COLUMN agenda.date_id IS 'Key of the expression in dates.';

COMMENT ON COLUMN agenda.doc_id IS 'The document.';

CREATE OR REPLACE VIEW figures_in_conflict AS
SELECT
    late.story, late.concept, late.counted, late.subject, late.place, late.claimant AS voice, late.surface,
    early.claimant AS other_voice, early.surface AS other_surface, late.low, late.high, early.low AS other_low,
    early.high AS other_high, late.unit, late.outlet, early.outlet AS other_outlet, late.told_on,
    early.told_on AS other_told_on, late.state, late.sentence, early.sentence AS other_sentence,
    late.figure_id, early.figure_id AS other_figure_id, late.quantity_id, late.story_id
FROM figure_history AS late
JOIN figure_history AS early ON early.figure_id = late.against_figure_id
WHERE late.relation = 'contradicts';

COMMENT ON VIEW figures_in_conflict IS 'Who contradicts whom. One row a pair of figures told by different voices for about the same moment, which cannot both be right; the first is the later one.';

COMMENT ON COLUMN figures_in_conflict.story IS 'The headline of the first text of the story that has one.';

COMMENT ON COLUMN figures_in_conflict.concept IS 'What kind of thing is counted: dead, injured, missing …; NULL for all else (table concepts).';

COMMENT ON COLUMN figures_in_conflict.counted IS 'The head noun that is counted, as written.';

COMMENT ON COLUMN figures_in_conflict.subject IS 'Of whom or what, when known.';

COMMENT ON COLUMN figures_in_conflict.place IS 'Where, when told.';

COMMENT ON COLUMN figures_in_conflict.voice IS 'The claimant of the later figure, named there or elsewhere in its text; NULL: nobody is named.';

COMMENT ON COLUMN figures_in_conflict.surface IS 'The later figure, as written.';

COMMENT ON COLUMN figures_in_conflict.other_voice IS 'The claimant of the earlier figure, in the same way.';

COMMENT ON COLUMN figures_in_conflict.other_surface IS 'The earlier figure, as written.';

COMMENT ON COLUMN figures_in_conflict.low IS 'Lower bound of the later figure with its rounding; NULL: open.';

COMMENT ON COLUMN figures_in_conflict.high IS 'Upper bound of the later figure with its rounding; NULL: open.';

COMMENT ON COLUMN figures_in_conflict.other_low IS 'Lower bound of the earlier figure with its rounding; NULL: open.';

COMMENT ON COLUMN figures_in_conflict.other_high IS 'Upper bound of the earlier figure with its rounding; NULL: open.';

COMMENT ON COLUMN figures_in_conflict.unit IS 'ISO 4217 code, %, pp (percentage points), a (years of age) or a UCUM-style unit; NULL for counts.';

COMMENT ON COLUMN figures_in_conflict.outlet IS 'Who published the later figure, when known.';

COMMENT ON COLUMN figures_in_conflict.other_outlet IS 'Who published the earlier figure, when known.';

COMMENT ON COLUMN figures_in_conflict.told_on IS 'The day on which the later figure was told.';

COMMENT ON COLUMN figures_in_conflict.other_told_on IS 'The day on which the earlier figure was told.';

COMMENT ON COLUMN figures_in_conflict.state IS 'Of the quantity by now: disputed, or what it became since.';

COMMENT ON COLUMN figures_in_conflict.sentence IS 'The sentence of the later figure, which stands between ⟦ and ⟧.';

COMMENT ON COLUMN figures_in_conflict.other_sentence IS 'The sentence of the earlier figure, which stands between ⟦ and ⟧.';

COMMENT ON COLUMN figures_in_conflict.figure_id IS 'Key of the later figure.';

COMMENT ON COLUMN figures_in_conflict.other_figure_id IS 'Key of the earlier figure.';

COMMENT ON COLUMN figures_in_conflict.quantity_id IS 'Key of the quantity.';

COMMENT ON COLUMN figures_in_conflict.story_id IS 'The story.';

CREATE OR REPLACE VIEW run_summary AS
SELECT
    runs.started_at, date_diff('millisecond', runs.started_at, runs.finished_at) / 1e3 AS seconds,
    runs.state, runs.reason, runs.n_inputs, runs.n_new, runs.n_known, runs.n_rejects,
    coalesce(c.n, 0) AS n_checks, coalesce(c.n_failed, 0) AS n_checks_failed,
    runs.model_name, runs.model_version, runs.code_version, runs.flow_run_name, runs.run_id
FROM runs
LEFT JOIN (
    SELECT run_id, count(*) AS n, count(*) FILTER (NOT success) AS n_failed FROM checks GROUP BY run_id
) AS c ON c.run_id = runs.run_id;

COMMENT ON VIEW run_summary IS 'What each run did. One row a run: how long it took, what it brought and what the quality gate said.';

COMMENT ON COLUMN run_summary.started_at IS 'Start.';

COMMENT ON COLUMN run_summary.seconds IS 'How long it took; NULL when the end is not known.';

COMMENT ON COLUMN run_summary.state IS 'completed, held_back (by the gate) or failed.';

COMMENT ON COLUMN run_summary.reason IS 'Why it was held back or failed, in one sentence.';

COMMENT ON COLUMN run_summary.n_inputs IS 'Inputs looked at.';

COMMENT ON COLUMN run_summary.n_new IS 'Texts that were new and published.';

COMMENT ON COLUMN run_summary.n_known IS 'Inputs whose text was known already.';

COMMENT ON COLUMN run_summary.n_rejects IS 'Inputs and rows that were not published.';

COMMENT ON COLUMN run_summary.n_checks IS 'Expectations tried.';

COMMENT ON COLUMN run_summary.n_checks_failed IS 'Expectations that at least one row failed, warnings included.';

COMMENT ON COLUMN run_summary.model_name IS 'Language model used.';

COMMENT ON COLUMN run_summary.model_version IS 'Its version.';

COMMENT ON COLUMN run_summary.code_version IS 'Version of spoglio.';

COMMENT ON COLUMN run_summary.flow_run_name IS 'Prefect''s name of the flow run.';

COMMENT ON COLUMN run_summary.run_id IS 'Key of the run.';

CREATE OR REPLACE VIEW published_answers AS
WITH facts AS (  -- what attributions answer about: of mentions only those by a role
    SELECT 'figures' AS fact_table, figure_id AS fact_id, doc_id, start_char, end_char, surface FROM figures
    UNION ALL
    SELECT 'quotes', quote_id, doc_id, start_char, end_char, text FROM quotes
    UNION ALL
    SELECT 'mentions', mention_id, doc_id, start_char, end_char, surface FROM mentions WHERE via = 'role'
),
told AS (
    SELECT
        'value' AS field, surface,
        CASE WHEN low IS NULL AND high IS NULL THEN '(none)' ELSE
            CASE WHEN low = high THEN '' ELSE coalesce(rtrim(rtrim(CAST(low AS VARCHAR), '0'), '.'), '') || ' … ' END
            || coalesce(rtrim(rtrim(CAST(high AS VARCHAR), '0'), '.'), '') || coalesce(' ' || unit, '')
        END AS answer,
        CAST(NULL AS DOUBLE) AS confidence, rule AS basis, 'figures' AS fact_table, start_char, end_char,
        figure_id AS fact_id, doc_id
    FROM figures
    UNION ALL
    SELECT
        'days', surface,
        CASE WHEN date_from IS NULL AND date_to IS NULL THEN '(none)' WHEN date_from = date_to THEN CAST(date_to AS VARCHAR)
            ELSE coalesce(CAST(date_from AS VARCHAR), '') || ' … ' || coalesce(CAST(date_to AS VARCHAR), '') END,
        NULL, rule, 'dates', start_char, end_char, date_id, doc_id
    FROM dates WHERE kind IN ('date', 'interval')
    UNION ALL
    SELECT
        'name', surface, coalesce(entities.name, '(none)'), NULL, via, 'mentions', start_char, end_char, mention_id, doc_id
    FROM mentions LEFT JOIN entities ON entities.entity_id = mentions.entity_id
    WHERE via <> 'role'
    UNION ALL
    SELECT
        attributions.field, facts.surface,
        CASE WHEN name IS NOT NULL THEN name WHEN date_from IS NULL AND date_to IS NULL THEN '(none)'
            WHEN date_from = date_to THEN CAST(date_to AS VARCHAR)
            ELSE coalesce(CAST(date_from AS VARCHAR), '') || ' … ' || coalesce(CAST(date_to AS VARCHAR), '') END,
        confidence, basis, facts.fact_table, start_char, end_char, facts.fact_id, facts.doc_id
    FROM attributions JOIN facts
        ON facts.fact_id = attributions.fact_id AND facts.fact_table = attributions.fact_table
        AND facts.doc_id = attributions.doc_id
    WHERE is_published AND rank = 1
)
SELECT
    field, surface, trim(answer) AS answer, confidence, basis, fact_table, start_char, end_char,
    'a' || substr(md5(concat_ws(chr(31), doc_id, start_char, end_char, field, trim(answer))), 1, 19) AS answer_id,
    fact_id, doc_id
FROM told;

COMMENT ON VIEW published_answers IS 'Published answers one by one, as ''spoglio review'' asks about them. One row an answer that the columns of a fact hold.';

COMMENT ON COLUMN published_answers.field IS 'What is answered: value (of a figure), days (of a date), name (who or what a name means), or a field of attributions.';

COMMENT ON COLUMN published_answers.surface IS 'The characters of the fact.';

COMMENT ON COLUMN published_answers.answer IS 'The answer in words; (none): nobody or nothing. Ranges and days are written ''from … to''.';

COMMENT ON COLUMN published_answers.confidence IS 'Calibrated probability that the answer is right; NULL where none is told.';

COMMENT ON COLUMN published_answers.basis IS 'What spoke most for it; of value and days the rule, of name how it is named.';

COMMENT ON COLUMN published_answers.fact_table IS 'Table of the fact: dates, figures, quotes or mentions.';

COMMENT ON COLUMN published_answers.start_char IS 'First code point of the fact in documents.text.';

COMMENT ON COLUMN published_answers.end_char IS 'Code point after the last one of the fact in documents.text.';

COMMENT ON COLUMN published_answers.answer_id IS 'Key: hash of document, span, field and answer; the same in every warehouse that tells this answer.';

COMMENT ON COLUMN published_answers.fact_id IS 'Key of the fact in its table.';

COMMENT ON COLUMN published_answers.doc_id IS 'The document.';

CREATE OR REPLACE VIEW reliability AS
WITH judged AS (
    SELECT
        verdicts.field, coalesce(now.basis, verdicts.basis) AS basis,
        CASE
            WHEN verdict = 'unsure' OR now.answer IS NULL THEN NULL
            WHEN verdict = 'right' THEN now.answer = verdicts.answer
            WHEN verdict = 'corrected' THEN now.answer = right_value
            WHEN now.answer = verdicts.answer THEN false
        END AS is_right
    FROM verdicts
    LEFT JOIN (  -- few documents are asked about: the answers of all others need not be put into words
        FROM published_answers WHERE doc_id IN (SELECT doc_id FROM verdicts WHERE drawn = 'random')
    ) AS now
        ON now.doc_id = verdicts.doc_id AND now.start_char = verdicts.start_char AND now.end_char = verdicts.end_char
        AND now.field = verdicts.field
    WHERE drawn = 'random'
),
counted AS (
    SELECT
        field, basis, count(is_right) AS n_looks, count(*) FILTER (is_right) AS n_right,
        count(*) FILTER (is_right IS NULL) AS n_open
    FROM judged GROUP BY GROUPING SETS ((field, basis), (field))
)
SELECT
    field, basis, n_looks, n_right, n_right / nullif(n_looks, 0) AS share_right,
    round((n_right + 1.9208 - 1.96 * sqrt(n_right * (n_looks - n_right) / nullif(n_looks, 0) + 0.9604)) / (n_looks + 3.8416), 4) AS low,
    round((n_right + 1.9208 + 1.96 * sqrt(n_right * (n_looks - n_right) / nullif(n_looks, 0) + 0.9604)) / (n_looks + 3.8416), 4) AS high,
    n_open
FROM counted ORDER BY field, basis NULLS FIRST;

COMMENT ON VIEW reliability IS 'How many of the published answers are right, as people saw who looked at some drawn at random. One row a field and basis, and one a field.';

COMMENT ON COLUMN reliability.field IS 'What is answered, as in published_answers.';

COMMENT ON COLUMN reliability.basis IS 'What speaks most for the answers; NULL: all answers of the field.';

COMMENT ON COLUMN reliability.n_looks IS 'Answers looked at that are judged.';

COMMENT ON COLUMN reliability.n_right IS 'Those among them that are right.';

COMMENT ON COLUMN reliability.share_right IS 'The share of them that is right.';

COMMENT ON COLUMN reliability.low IS 'Lower end of the 95 % interval of that share (Wilson), to four places.';

COMMENT ON COLUMN reliability.high IS 'Upper end of it.';

COMMENT ON COLUMN reliability.n_open IS 'Answers looked at that are not judged: nobody could tell, or the answer is another one or is gone since.';

CREATE OR REPLACE MACRO search_hits(words_searched) AS TABLE
WITH asked AS (
    SELECT DISTINCT strip_accents(unnest(regexp_extract_all(lower(words_searched), '[\p{L}\p{M}\p{N}]+'))) AS folded
),
known AS (SELECT DISTINCT word_forms.folded, word_forms.stem FROM word_forms JOIN asked ON asked.folded = word_forms.folded),
endings AS (SELECT DISTINCT substr(folded, length(stem) + 1) AS ending FROM word_forms WHERE starts_with(folded, stem)),
guessed AS (
    SELECT asked.folded, arg_max(word_forms.stem, length(word_forms.stem)) AS stem
    FROM asked ANTI JOIN known ON known.folded = asked.folded
    JOIN word_forms ON starts_with(asked.folded, word_forms.stem)
    JOIN endings ON endings.ending = substr(asked.folded, length(word_forms.stem) + 1)
    WHERE length(word_forms.stem) >= 3
    GROUP BY asked.folded
),
terms AS (SELECT stem FROM known WHERE stem IS NOT NULL UNION SELECT stem FROM guessed),
told AS (
    SELECT stem, doc_id, sentence_id, count(*) AS n FROM sentence_stems SEMI JOIN terms USING (stem)
    GROUP BY stem, doc_id, sentence_id
),
in_articles AS (SELECT stem, doc_id, sum(n) AS n FROM told GROUP BY stem, doc_id),
in_sentences AS (SELECT stem, count(*) AS held FROM told GROUP BY stem),
articles AS (SELECT count(*) AS n, avg(n_tokens) AS length FROM documents),
sentences_all AS (SELECT count(*) AS n, avg(end_char - start_char) AS length FROM sentences),
article_weights AS (
    SELECT stem, ln(1 + (any_value(articles.n) - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM in_articles CROSS JOIN articles GROUP BY stem
),
scored_articles AS (
    SELECT
        in_articles.doc_id, count(*) AS n_words,
        sum(article_weights.weight * 2.2 * in_articles.n
            / (in_articles.n + 1.2 * (0.25 + 0.75 * documents.n_tokens / articles.length))) AS score
    FROM in_articles JOIN article_weights USING (stem) JOIN documents USING (doc_id) CROSS JOIN articles
    GROUP BY in_articles.doc_id
),
scored_sentences AS (
    SELECT
        told.doc_id, told.sentence_id,
        sum(ln(1 + (sentences_all.n - in_sentences.held + 0.5) / (in_sentences.held + 0.5)) * 2.2 * told.n
            / (told.n + 1.2 * (0.25 + 0.75 * coalesce((sentences.end_char - sentences.start_char) / sentences_all.length, 1))))
            AS score
    FROM told JOIN in_sentences USING (stem) LEFT JOIN sentences USING (sentence_id) CROSS JOIN sentences_all
    GROUP BY told.doc_id, told.sentence_id
)
SELECT
    scored_sentences.doc_id, scored_sentences.sentence_id,
    scored_articles.score AS article_score, scored_sentences.score AS sentence_score, scored_articles.n_words
FROM scored_sentences JOIN scored_articles ON scored_articles.doc_id = scored_sentences.doc_id;

COMMENT ON MACRO TABLE search_hits IS 'FROM search_hits(''frane Emilia''): one row a sentence with a word that is searched: doc_id, sentence_id (NULL: the headline), article_score and sentence_score (BM25), n_words (how many of the words the article holds).';

CREATE OR REPLACE MACRO search(words_searched, at_most := 1000) AS TABLE
WITH best AS (
    SELECT doc_id, sentence_id, article_score + sentence_score AS score
    FROM search_hits(words_searched) ORDER BY score DESC, doc_id, sentence_id LIMIT at_most
),
facts AS (
    SELECT
        figures.sentence_id, figures.start_char,
        figures.surface || coalesce(' ' || figures.counted, '') || coalesce(' · about ' || figures.subject_name, '')
            || coalesce(' · according to ' || figures.source_name, '') AS fact
    FROM figures SEMI JOIN best ON best.sentence_id = figures.sentence_id
    UNION ALL
    SELECT quotes.sentence_id, quotes.start_char, '«' || quotes.text || '»' || coalesce(' · ' || quotes.speaker_name, '')
    FROM quotes SEMI JOIN best ON best.sentence_id = quotes.sentence_id
),
told AS (SELECT sentence_id, string_agg(fact, '; ' ORDER BY start_char, fact) AS facts FROM facts GROUP BY sentence_id)
SELECT
    documents.published_on, documents.outlet, documents.title, sentences.text AS sentence, told.facts,
    round(best.score, 3) AS score, documents.source_uri, best.sentence_id, best.doc_id
FROM best
JOIN documents ON documents.doc_id = best.doc_id
LEFT JOIN sentences ON sentences.sentence_id = best.sentence_id
LEFT JOIN told ON told.sentence_id = best.sentence_id
ORDER BY best.score DESC, best.doc_id, best.sentence_id;

COMMENT ON MACRO TABLE search IS 'FROM search(''frane Emilia''): the sentences that say most of some words, whatever their endings and accents, with the facts told in them: published_on, outlet, title, sentence, facts, score, source_uri, sentence_id, doc_id; the best first, at most 1,000 (search(''frane'', at_most := 20)).';

CREATE OR REPLACE MACRO search_articles(words_searched, at_most := 1000) AS TABLE
WITH best AS (
    SELECT
        doc_id, any_value(article_score) AS score, count(*) AS n_sentences,
        arg_max(sentence_id, (sentence_score, sentence_id)) AS sentence_id
    FROM search_hits(words_searched) GROUP BY doc_id ORDER BY score DESC, doc_id LIMIT at_most
)
SELECT
    readings.published_on, readings.outlet, readings.title, sentences.text AS sentence, best.n_sentences,
    readings.n_figures, readings.n_quotes, round(best.score, 3) AS score, readings.source_uri, best.doc_id
FROM best
JOIN readings ON readings.doc_id = best.doc_id
LEFT JOIN sentences ON sentences.sentence_id = best.sentence_id
ORDER BY best.score DESC, best.doc_id;

COMMENT ON MACRO TABLE search_articles IS 'FROM search_articles(''frane Emilia''): the articles that say most of some words, whatever their endings and accents: published_on, outlet, title, sentence (the one that says most), n_sentences (that hold a word), n_figures and n_quotes (of the article), score, source_uri, doc_id; the best first, at most 1,000.';
