-- How a figure moved. One row a telling of a quantity, numbered in the order of time, with bounds, claimant and relation to an earlier one.
-- story: The headline of the first text of the story that has one.
-- concept: What kind of thing is counted: dead, injured, missing …; NULL for all else (table concepts).
-- counted: The head noun that is counted, as written.
-- subject: Of whom or what, when known.
-- place: Where, when told.
-- number: 1 is the first telling of the quantity.
-- told_on: The day on which it was told.
-- voice: The claimant; NULL when none is named.
-- claimant: The claimant: named here, or for the same origin elsewhere in the text or in its near duplicates; NULL: nobody is named.
-- outlet: Who published it, when known.
-- surface: The figure as written.
-- low: Lower bound with its rounding; NULL: open.
-- high: Upper bound with its rounding; NULL: open.
-- unit: ISO 4217 code, %, pp (percentage points), a (years of age) or a UCUM-style unit; NULL for counts.
-- relation: To the telling of against_figure_id: first, same (another origin), repeats (the same origin), narrower, wider, revised_up, revised_down or contradicts.
-- is_word: Whether it says something: no repetition, no old value that is only recalled.
-- state: Of the quantity: single, repeated, confirmed, disputed or revised.
-- counted_lemma: The lemma of what is counted.
-- period: For when: an ISO 8601 day or interval, when told.
-- aspect: level, previous (an old value that is recalled), change or limit.
-- sentence: The sentence, with the figure between ⟦ and ⟧.
-- title: The headline of the article, when known.
-- source_uri: Where the text was seen first.
-- link_score: How surely it tells this quantity.
-- link_why: What links it, for people.
-- origin_id: Tellings with one origin count once; unique inside the quantity.
-- figure_id: Key of the figure.
-- against_figure_id: The earlier telling that it is compared with.
-- quantity_id: Key of the quantity.
-- story_id: The story.
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
