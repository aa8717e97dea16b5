-- Who contradicts whom. One row a pair of figures told by different voices for about the same moment, which cannot both be right; the first is the later one.
-- story: The headline of the first text of the story that has one.
-- concept: What kind of thing is counted: dead, injured, missing …; NULL for all else (table concepts).
-- counted: The head noun that is counted, as written.
-- subject: Of whom or what, when known.
-- place: Where, when told.
-- voice: The claimant of the later figure, named there or elsewhere in its text; NULL: nobody is named.
-- surface: The later figure, as written.
-- other_voice: The claimant of the earlier figure, in the same way.
-- other_surface: The earlier figure, as written.
-- low: Lower bound of the later figure with its rounding; NULL: open.
-- high: Upper bound of the later figure with its rounding; NULL: open.
-- other_low: Lower bound of the earlier figure with its rounding; NULL: open.
-- other_high: Upper bound of the earlier figure with its rounding; NULL: open.
-- unit: ISO 4217 code, %, pp (percentage points), a (years of age) or a UCUM-style unit; NULL for counts.
-- outlet: Who published the later figure, when known.
-- other_outlet: Who published the earlier figure, when known.
-- told_on: The day on which the later figure was told.
-- other_told_on: The day on which the earlier figure was told.
-- state: Of the quantity by now: disputed, or what it became since.
-- sentence: The sentence of the later figure, which stands between ⟦ and ⟧.
-- other_sentence: The sentence of the earlier figure, which stands between ⟦ and ⟧.
-- figure_id: Key of the later figure.
-- other_figure_id: Key of the earlier figure.
-- quantity_id: Key of the quantity.
-- story_id: The story.
SELECT
    late.story, late.concept, late.counted, late.subject, late.place, late.claimant AS voice, late.surface,
    early.claimant AS other_voice, early.surface AS other_surface, late.low, late.high, early.low AS other_low,
    early.high AS other_high, late.unit, late.outlet, early.outlet AS other_outlet, late.told_on,
    early.told_on AS other_told_on, late.state, late.sentence, early.sentence AS other_sentence,
    late.figure_id, early.figure_id AS other_figure_id, late.quantity_id, late.story_id
FROM figure_history AS late
JOIN figure_history AS early ON early.figure_id = late.against_figure_id
WHERE late.relation = 'contradicts'
