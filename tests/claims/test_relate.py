"""What the rules say of figures, a table a field. Sentences are plain, so that any decent parser gets them right."""

from datetime import date
from functools import partial

import pytest
from spacy.language import Language

from tests.counting import calls
from tests.marked import claims_of, holder
from transforms.syntax import Syntax

SOURCES = [
    ("La [Reuters|ORG] fa un bilancio di {48} morti.", "Reuters"),
    ("La radio riferisce di feriti, [Beta TV|ORG] parla di {40} morti.", "Beta TV"),
    ("Secondo l'[OCHA|ORG] i decessi sono {3.000}.", "OCHA"),
    ("I decessi sono {3.000}, secondo le autorità locali.", "le autorità locali"),
    ("Secondo un rapporto dell'[OMS|ORG] i casi sono {127mila}.", "OMS"),
    ("Per i sindacati, ha scioperato il {62%} dei lavoratori.", "i sindacati"),
    ("Le associazioni parlano di {oltre 40mila} sfrattati.", "Le associazioni"),
    ("L'occupazione è cresciuta dello {0,4%}. Lo rileva l'[ISTAT|ORG].", "ISTAT"),
    ("Uno studio pubblicato da [Alfa|ORG] rivela che i casi sono {40}.", "Alfa"),
    ("È stato calcolato dall'[ONU|ORG] un aumento del {57%}.", "ONU"),
    ("Alla marcia c'erano {35mila} persone per la questura.", "la questura"),
    ("Per il momento i voti sono {300}.", None),
    ("Al secondo turno hanno votato {300} persone.", None),
    ("Si stima che i morti siano {300}.", None),
    ("I voti sono {300}.", None),
]


@pytest.mark.parametrize(("sentence", "source"), SOURCES)
def test_source(nlp: Language, sentence: str, source: str | None) -> None:
    assert [holder(claim, "source") for claim in claims_of(nlp, sentence)] == [source]


def test_each_side_of_a_contrast_has_its_source(nlp: Language) -> None:
    claims = claims_of(nlp, "Ha aderito il {62%} dei medici, secondo i sindacati, mentre per l'azienda è il {35%}.")
    assert [holder(claim, "source") for claim in claims] == ["i sindacati", "l'azienda"]


MODALITIES = [
    ("Sono morte {15} persone.", "asserted"),
    ("Secondo la questura sono morte {15} persone.", "reported"),
    ("Sarebbero morte {15} persone.", "reported"),
    ("L'esercito avrebbe perso {15} carri.", "reported"),
    ("Pare che siano morte {15} persone.", "reported"),
    ("Si stima che i danni siano di {3 milioni|money}.", "reported"),
    ("Il biglietto costerà {15 euro|money}.", "planned"),
    ("Gli organizzatori chiedono {4 milioni|money}.", "planned"),
    ("Il piano prevede la costruzione di {15} scuole.", "planned"),
    ("La spesa dovrebbe arrivare a {4 milioni|money}.", "planned"),
    ("Le perdite potrebbero superare i {200 milioni|money}.", "hypothetical"),
    ("Se arrivassero {15} medici il reparto riaprirebbe.", "hypothetical"),
    ("L'azienda non ha licenziato {15} operai.", "denied"),
    ("{Quattro} operai non ce l'hanno fatta.", "asserted"),
    ("In {52} non sono tornati al lavoro.", "asserted"),
    ("L'azienda smentisce di voler licenziare {600} operai.", "denied"),
    ("La spesa salirà al {3%}.", "planned"),
    ("Per commemorare le {sette} vittime il governo ha indetto il lutto.", "asserted"),
    ("Le stelle sono otto, non {sette}.", "denied"),
    ("L'adesione non ha superato il {35%}.", "asserted"),
    ("Nessun socio può avere oltre il {3%} delle quote.", "asserted"),
]


@pytest.mark.parametrize(("sentence", "modality"), MODALITIES)
def test_modality(nlp: Language, sentence: str, modality: str) -> None:
    assert [claim.modality for claim in claims_of(nlp, sentence)] == [modality]


#: The marks of the words themselves work without a model too.
@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Sono morte {15} persone.", "asserted"),
        ("L'esercito avrebbe perso {15} carri.", "reported"),
        ("Pare che siano morte {15} persone.", "reported"),
        ("Secondo la [Croce Rossa|ORG] sono morte {15} persone.", "reported"),
        ("Il biglietto costerà {15 euro|money}.", "planned"),
        ("Le perdite potrebbero superare i {200 milioni|money}.", "hypothetical"),
    ],
)
def test_modality_by_words(rules: Language, sentence: str, modality: str) -> None:
    assert [claim.modality for claim in claims_of(rules, sentence)] == [modality]


PERIODS = [
    (
        "{Otto} impianti non hanno superato la prova, dopo il disastro causato dal sisma che colpì la costa "
        "l'<11 marzo|2025-03-11>.",
        [(None, None)],
    ),
    # a text of one day
    (
        "Una scossa che <ieri|2026-02-02> ha svegliato la città ha spaventato tutti. "
        "L'epicentro è a una profondità di {24 km|measure}. Il ponte è lungo {300 metri|measure}.",
        [("2026-02-02", "2026-02-02"), (None, None)],
    ),
    (
        "Sono state arrestate {quindici} persone. Il capo è stato preso <oggi|2026-02-03> a Udine.",
        [("2026-02-03", "2026-02-03")],
    ),
    (
        "Il ciclone ha provocato {80} morti. Nell'udienza di <ieri|2026-02-02> il papa ha detto di pregare.",
        [(None, None)],
    ),
    ("<Ieri|2026-02-03> sono morte {15} persone.", [("2026-02-03", "2026-02-03")]),
    ("Nel <2017|2017-01-01..2017-12-31> il {30%} degli italiani ha viaggiato.", [("2017-01-01", "2017-12-31")]),
    ("Dallo <scorso venerdì|2026-01-30> i feriti sono {100}.", [("2026-01-30", "2026-02-04")]),
    ("Finora i contagiati sono {300}.", [(None, "2026-02-04")]),
    ("[Marco Verdi|PER], {34 anni|age}, è stato arrestato <ieri|2026-02-03>.", [(None, None)]),
    ("Una banconota da {100 euro|money} è stata trovata <ieri|2026-02-03>.", [(None, None)]),
    (
        "La Russia avrebbe perso {3 mila} carri <dal 2022 al 2025|2022-01-01..2025-12-31>, mentre l'Ucraina avrebbe perso"
        " {2 mila} carri.",
        [("2022-01-01", "2025-12-31"), ("2022-01-01", "2025-12-31")],
    ),
    (
        "La squadra ha vinto {tre} gare e <domenica|2026-02-08> affronterà i campioni.",
        [(None, None)],
    ),
    (
        "La quota è salita al {3%}, contro il {2%} del <2024|2024-01-01..2024-12-31>.",
        [(None, None), ("2024-01-01", "2024-12-31")],
    ),
    (
        "Un treno è deragliato <ieri sera|2026-02-03> vicino a Pavia. I morti sono {due}.",
        [("2026-02-03", "2026-02-03")],
    ),
    ("<Ieri|2026-02-03> il consiglio si è riunito. La società ha {30} sedi.", [(None, None)]),
]


@pytest.mark.parametrize(("text", "periods"), PERIODS)
def test_period(nlp: Language, text: str, periods: list[tuple[str | None, str | None]]) -> None:
    expected = [tuple(date.fromisoformat(day) if day else None for day in period) for period in periods]
    assert [(claim.period_from, claim.period_to) for claim in claims_of(nlp, text)] == expected


PARTS = [
    ("Nel crollo {150} persone sono morte; fra le vittime si contano {circa 40} bambini e {45} donne.", [None, 0, 0]),
    ("I soccorsi hanno contato {80} morti e {30} feriti. Tra i morti ci sono {12} turisti.", [None, None, 0]),
    ("I soccorsi hanno contato {30} feriti. Tra i morti ci sono {12} turisti.", [None, None]),
    ("I feriti sono {30}, di cui {tre} gravi.", [None, 0]),
    ("Sono {140} migranti, tra cui {23} donne e {9} minori.", [None, 0, 0]),
    ("Sono stati condannati {due} dei {sette} imputati.", [1, None]),
    ("Hanno votato a favore {81} deputati su {120}.", [1, None]),
    ("I ricoverati sono {40}. Tra questi {sei} bambini.", [None, 0]),
    ("Ci sono {12} feriti, {due} dei quali gravi.", [None, 0]),
    ("Ci sono {12} feriti ({cinque} donne e {sette} uomini).", [None, 0, 0]),
    ("Dei {12} indagati {quattro} hanno patteggiato.", [None, 0]),
    ("Ci sono {12} feriti e {due} morti.", [None, None]),
    ("La squadra ha {12} punti, di cui si parla da {20 giorni|measure}.", [None, None]),
    (
        "In [Iraq|LOC] un'ondata di attacchi ha fatto {50} morti. A [Mosul|LOC] i morti sono stati {28}.",
        [None, 0],
    ),
]


@pytest.mark.parametrize(("text", "wholes"), PARTS)
def test_part_of(nlp: Language, text: str, wholes: list[int | None]) -> None:
    assert [claim.part_of for claim in claims_of(nlp, text)] == wholes


def test_place(nlp: Language) -> None:
    place = claims_of(nlp, "A [Torino|LOC] hanno sfilato {diecimila|count} studenti.")[0].place
    assert place is not None
    assert place.name == "Torino"


def test_a_headline_inherits_from_the_body(nlp: Language) -> None:
    title = "Deraglia un treno, due morti"
    text = "Deraglia un treno, {due} morti\n<Ieri|2026-02-03> un treno è deragliato, secondo la polizia i morti sono {due}."
    head, body = claims_of(nlp, text, title=title)
    assert (head.period_from, body.period_from) == (date(2026, 2, 3), date(2026, 2, 3))
    assert (head.modality, body.modality) == ("asserted", "reported")


def test_with_a_source_nothing_is_asserted(nlp: Language) -> None:
    for sentence, _ in SOURCES:
        for claim in claims_of(nlp, sentence):
            assert (claim.source_name is None) or claim.modality != "asserted"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{3}",
        "di cui {3} di cui {4}",
        "({3",
        "ne {3} ne",
        "secondo {3}",
        "{3}\n{4}\n",
        "per {3|money}",
        ": {4|measure}",
    ],
)
@pytest.mark.parametrize("model", ["nlp", "rules"])
def test_fragments_do_not_fail(request: pytest.FixtureRequest, text: str, model: str) -> None:
    claims_of(request.getfixturevalue(model), text)


def test_work_grows_with_the_text(rules: Language) -> None:
    """Also in one endless sentence."""
    piece = "di cui {3} secondo {40} morti mentre "
    few, many = (calls(partial(claims_of, rules, piece * times)) for times in (100, 400))
    assert many < 4.5 * few


def test_places_of_a_sentence_are_looked_at_once(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    governor = Syntax.governor
    monkeypatch.setattr(Syntax, "governor", lambda syntax, index: (asked.append(index), governor(syntax, index))[1])
    claims = claims_of(nlp, "Le tende sono {12} a [Osimo|LOC], {15} a [Loreto|LOC] e {19} a [Fano|LOC].")
    assert all(claim.place for claim in claims)
    assert len(asked) == len(set(asked)) == 3
