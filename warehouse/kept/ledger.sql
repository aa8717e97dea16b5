-- Who says how many, do they agree, since when. One row a quantity that texts of a story tell: its state, the last word of each origin, the first and the last sentence.
-- story: The headline of the first text of the story that has one.
-- concept: What kind of thing is counted: dead, injured, missing …; NULL for all else (table concepts).
-- counted: The head noun that is counted, as first written.
-- subject: Of whom or what, when known.
-- place: Where, when told.
-- period: For when: an ISO 8601 day or interval, when told.
-- latest_low: Lower bound of the last word on it; NULL: open.
-- latest_high: Upper bound of the last word on it; NULL: open.
-- unit: ISO 4217 code, %, pp (percentage points), a (years of age) or a UCUM-style unit; NULL for counts.
-- state: single, repeated, confirmed, disputed or revised.
-- state_in_words: The state in a few words, with 'at most' so many independent origins.
-- last_words: The last figure of each origin, newest first, as written: 'Prefettura: 12 (2026-03-06); …'; at most six.
-- n_tellings: Figures that tell it.
-- n_voices: Claimants named.
-- n_origins: At most so many independent origins.
-- first_told_on: Day of the first telling.
-- last_told_on: Day of the last telling.
-- first_sentence: The sentence of the first telling, with the figure between ⟦ and ⟧.
-- last_sentence: The sentence of the last telling, with the figure between ⟦ and ⟧.
-- kind: What sort of quantity it is.
-- modality: How surely: asserted (or reported), planned, hypothetical.
-- quantity_id: Key of the quantity.
-- story_id: The story.
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
