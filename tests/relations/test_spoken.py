"""Who is the subject of a cue, whatever the parse takes for one, and who is only spoken of."""

import pytest
from spacy.language import Language

from tests.relations.scenes import holders_of
from transforms.relations.questions.spoken import BACK, spoken_of


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
        # whom a relative stands for, but no thing
        (
            "[Ada Verdi|PER] cita un macchinista secondo il quale il treno era «fermo dalle prime luci».",
            "macchinista",
        ),
        ("[Ada Verdi|PER] respinge le voci secondo le quali il treno era «fermo dalle prime luci».", "Ada"),
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
        ("[Ada Verdi|PER] è tornata. E poi su [Ugo Lai|PER]: «Gli devo molto, è vero».", {"Ada Verdi"}),
        ("[Ada Verdi|PER] è tornata.\nSul forno di [Lai|PER], che riapre: «Va rifatto, è vero».", {"Ada Verdi"}),
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


def test_who_spoke_before_long_words_is_within_reach(nlp: Language) -> None:
    long = "La torta è bruciata. Il forno è rotto. La cuoca è via. Il gatto dorme. Piove sempre."
    others = "".join(
        f"Arriva [{name} Verdi|PER]. Piove su [{name} Verdi|PER]. " for name in ("Ada", "Ida", "Ada Ida", "Eva")
    )
    text = f"{others}«{long}», dice [Ugo Lai|PER]. «{long}», aggiunge. «Tutto qui», conclude."
    holders = holders_of(nlp, text)
    last = spoken_of(holders, len(holders.scene.quotes) - 1)
    assert "Ugo Lai" in {one.name for one in last.found}
    syntax = holders.scene.syntax
    assert last.fact.sentence - syntax.sentence_of(syntax.token_at(syntax.source.index("Ugo Lai"))) > BACK


def test_the_place_of_a_dateline_does_not_speak(nlp: Language) -> None:
    text = "La torta di Verla\n\n[Verla|LOC], 3 feb - «La torta è bruciata e il forno è rotto». [Ugo Lai|PER] tace."
    holders = holders_of(nlp, text)
    assert holders.scene.frame
    assert {one.name for one in spoken_of(holders, 0).found if one.sort in ("PER", "LOC")} == {"Ugo Lai"}


@pytest.mark.parametrize(
    ("end", "found"),
    [(". (a cura di [Ugo Lai|PER])", {"Ada Verdi"}), (" ([Ugo Lai|PER])", {"Ada Verdi", "Ugo Lai"})],
)
def test_whoever_signs_the_report_does_not_speak(nlp: Language, end: str, found: set[str]) -> None:
    spoken = spoken_of(
        holders_of(nlp, f"[Ada Verdi|PER] è tornata dal forno. «La torta è bruciata, il forno è rotto»{end}"), 0
    )
    assert {one.name for one in spoken.found if one.sort == "PER"} == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("«Il forno riapre», ha detto ieri l'assessore alla Casa.", "l'assessore alla Casa"),
        ("«Il forno riapre», ha detto l'assessore alla fine.", "l'assessore"),
        ("«Il forno riapre», ha detto il cuoco alla Casa del pane.", "il cuoco"),
    ],
)
def test_an_office_is_told_with_its_field(nlp: Language, text: str, told: str) -> None:
    found = spoken_of(holders_of(nlp, text), 0).found
    assert told in {one.name for one in found}
    assert {one.name for one in found if one.name.startswith(told.split(" alla")[0])} == {told}
