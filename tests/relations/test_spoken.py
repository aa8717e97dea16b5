"""Who is the subject of a cue, whatever the parse takes for one, and who is only spoken of."""

import pytest
from spacy.language import Language

from tests.relations.scenes import holders_of
from transforms.relations.questions.spoken import spoken_of


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        # behind the words the parse takes it for the object
        ("[Ada Verdi|PER] aspetta. «La torta è bruciata», ammette il pasticciere.", "pasticciere"),
        ("Il treno è fermo a Verla. «Ripartiamo domani», ha spiegato il capostazione ai viaggiatori.", "capostazione"),
        # a noun of the words, or of another number, is none
        ("[Ada Verdi|PER] aspetta. «Le torte bruciano», le ha risposto un cuoco.", "cuoco"),
        ("Il forno, hanno ammesso i cuochi, «è bruciato stanotte».", None),
        # nor is a day
        ("[Ada Verdi|PER] aspetta. «La torta è bruciata», ha dichiarato <venerdì|2026-01-30>.", None),
        ("[Ada Verdi|PER] aspetta. <Venerdì|2026-01-30> ha dichiarato: «La torta è bruciata».", None),
        # who has spoken before the cue stays
        ("[Ada Verdi|PER] è tornata dal forno e «la torta del nonno», ha detto, «è bruciata».", "Ada"),
    ],
)
def test_the_subject_of_a_cue(nlp: Language, text: str, subject: str | None) -> None:
    holders = holders_of(nlp, text)
    direct = next(n for n, quote in enumerate(holders.scene.quotes) if quote.form == "direct")
    found = spoken_of(holders, direct).cue_subject
    assert (found if found is None else holders.scene.syntax.text(found, found + 1)) == subject


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[Ada Verdi|PER] è tornata.\nSu [Ugo Lai|PER]: «Gli devo molto, è vero».", {"Ada Verdi"}),
        ("[Ada Verdi|PER] è tornata.\nSULLA CUCINA DI [LAI|PER] – «Gli devo molto, è vero».", {"Ada Verdi"}),
        ("[Ada Verdi|PER] è tornata.\n[Ugo Lai|PER]: «Le devo molto, è vero».", {"Ada Verdi", "Ugo Lai"}),
        ("[Ada Verdi|PER] è tornata. Sulla cucina [Ugo Lai|PER] disse: «Va rifatta».", {"Ada Verdi", "Ugo Lai"}),
        ("[Ada Verdi|PER] è tornata. Sulla cucina, [Ugo Lai|PER]: «Va tutta rifatta».", {"Ada Verdi", "Ugo Lai"}),
    ],
)
def test_whom_the_words_are_announced_to_be_about(nlp: Language, text: str, found: set[str]) -> None:
    spoken = spoken_of(holders_of(nlp, text), 0)
    assert {one.name for one in spoken.found if one.sort == "PER"} == found


def test_whom_according_to_leads_is_the_subject_of_its_cue(nlp: Language) -> None:
    holders = holders_of(nlp, "[Ada Verdi|PER] aspetta. Secondo il capostazione, i treni ripartono domani.")
    subject = spoken_of(holders, 0).cue_subject
    assert subject is not None
    assert holders.scene.syntax.text(subject, subject + 1) == "capostazione"
