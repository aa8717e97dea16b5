"""Who gives a figure where its sentence says so outright, and where it only seems to."""

import pytest
from spacy.language import Language

from tests.conftest import Read
from tests.counting import calls
from tests.marked import claims_of, holder


def sources(nlp: Language, sentence: str) -> list[str | None]:
    """Who gives each figure, where its sentence says so outright."""
    return [holder(claim, "source") if claim.is_outright else None for claim in claims_of(nlp, sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # A cue between commas holds for what stands before it, and for the clause that goes on.
        ("I ciclisti fermati sono {dieci}, fa sapere il gestore della pista.", ["il gestore della pista"]),
        ("Il ponte costa {3 milioni|money}, spiega la giunta, e durerà {40} inverni.", ["la giunta"] * 2),
        ("Le panchine, comunicano i custodi, sono {40}.", ["i custodi"]),
        # The nearest cue behind it; none reaches over a semicolon.
        ("Le panchine sono {40}, dicono i custodi, e {30}, replica la giunta.", ["i custodi", "la giunta"]),
        ("Le panchine sono {40}; mancano le altalene, dicono i custodi.", [None]),
        # According to somebody: right behind it, or at the head of the clause.
        ("Arriveranno {40} panchine, secondo la giunta.", ["la giunta"]),
        ("Stando agli organizzatori, le panchine rotte sono {40}.", ["organizzatori"]),
        ("Erano {40} gli ombrelli contati dai sindacati.", ["sindacati"]),
        ("Secondo un portavoce in Val Rossa, [Luca Neri|PER], le panchine sono {40}.", ["Luca Neri"]),
        ("Le panchine rotte sono {40}, secondo [Alfa|ORG], la [Beta|ORG] e [Gamma|ORG].", ["Alfa; Beta; Gamma"]),
        # Two sides, each with its figure.
        (
            "Hanno sfilato {8mila} ciclisti per gli organizzatori, {5mila} secondo la [Questura|ORG].",
            ["gli organizzatori", "Questura"],
        ),
        ("Per [Alfa|ORG] si sono rotte {40} panchine, per la [Beta|ORG] {30}.", ["Alfa", "Beta"]),
        # Whoever has counted, claims.
        ("La giunta ha contato {40} panchine rotte.", ["La giunta"]),
        ("Il danno che la giunta stima in {40} panchine.", ["la giunta"]),
    ],
)
def test_said_outright(nlp: Language, sentence: str, expected: list[str | None]) -> None:
    assert sources(nlp, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        # For whom something is.
        "Servono {30 milioni|money} per il [Comune|ORG] e {20} per la [Provincia|ORG].",
        "I posti sono {300} per gli studenti.",
        "Per la giunta arrivano {30} panchine.",
        # What is confirmed is the object.
        "Il parco cresce ancora, conferma le {30} panchine e apre la domenica.",
        # What the cue says is the quotation.
        "«Non basta», dice la giunta, che guida {40} Comuni.",
        # The same source as before: who that is, is not said here.
        "Per la stessa fonte le panchine sono {30}.",
        # The author of a document is named elsewhere.
        "Le panchine, sottolinea il rapporto, sono {30}.",
        # Who has rooms counts nothing.
        "La scuola conta {40} aule.",
        # The apposition of who says it.
        "Il parco riapre, dice [Ada Neri|PER], legale di {18} famiglie.",
    ],
)
def test_not_said_outright(nlp: Language, sentence: str) -> None:
    assert set(sources(nlp, sentence)) == {None}


def test_what_is_said_outright_is_published(read: Read) -> None:
    """However unsure it looks beside what was learned."""
    (claim,) = read("Gli sciatori caduti sono nove, fa sapere il gestore della pista.").claims
    assert claim.source_name == "il gestore della pista"
    assert claim.modality == "reported"


def test_a_sentence_is_read_once(nlp: Language) -> None:
    """However many figures and cues it has, and only so far: behind that no cue is looked for."""

    def steps(n: int) -> int:
        return calls(lambda: claims_of(nlp, f"Le panchine sono {', '.join(['{40}'] * n)}, dicono i custodi."))

    assert steps(400) < 3 * steps(200)
