"""What kind of thing is counted is told by the noun, by the clause, or by the figure before; where nothing tells it, it stays open."""

import pytest

from tests.conftest import Read
from tests.examples import rows_with_examples
from transforms.claims import concepts_of
from transforms.claims.concept import _FOLLOWS
from transforms.facts import FoundClaim, FoundFigure

# Text | surface | concept
CASES = """
Il crollo ha fatto 14 morti a Bertolara. | 14 | dead
Nel crollo sono morte 14 persone, secondo il sindaco. | 14 | dead
A Bertolara 14 operai persero la vita. | 14 | dead
I morti salgono da 12 a 14. | 12 | dead
I morti salgono da 12 a 14. | 14 | dead
I feriti sono 31, di cui 8 bambini. | 8 | injured
Altre 31 persone sono rimaste ferite. | 31 | injured
Le persone fuori casa sono 260. | 260 | displaced
Gli sfollati sono 260; ieri erano 190. | 190 | displaced
La Guardia costiera ha recuperato 7 corpi in mare. | 7 | dead
In corteo hanno sfilato 9.000 persone. | 9.000 | participants
Il virus ha causato 45 casi in un mese. | 45 | infected
I manifestanti erano 120, per gli organizzatori 340. | 340 | participants
I feriti sono 31, per il sindaco 45. | 45 | injured
I feriti sono 31, per le cure servono 45 letti. | 45 |
La lista ha preso 1.204 voti. | 1.204 | votes
La procura ha aperto 45 casi. | 45 |
Il teatro ha venduto 31 biglietti. | 31 |
La diocesi ha contato 40 vittime tra morti e feriti. | 40 |
A Bertolara vivono 900 persone. | 900 |
Ha speso 31 euro per i feriti. | 31 euro |
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_the_concept_of_a_figure(read: Read, line: str) -> None:
    text, surface, concept = (cell.strip() for cell in line.split("|"))
    reading = read(text)
    concepts = concepts_of(text, reading.figures, reading.claims)
    found = dict(zip([text[figure.start : figure.end] for figure in reading.figures], concepts, strict=True))
    assert found[surface] == (concept or None)


def counted(text: str, noun: str | None = None, lemma: str | None = None) -> str | None:
    start = text.index("31")
    figure = FoundFigure(start, start + 2, "count", "by_hand", None, None)
    return concepts_of(text, [figure], [FoundClaim(counted=noun, counted_lemma=lemma)])[0]


@pytest.mark.parametrize(
    "row", rows_with_examples("it/claims/concepts"), ids=lambda row: f"{row['form']} {row['word']}"
)
def test_every_word_is_needed_by_its_example(row: dict[str, str]) -> None:
    noun = (
        row["word"]
        if row["form"] in ("noun", "case", "body", "person")
        else "casi"
        if row["form"] == "disease"
        else None
    )
    concept = "displaced" if row["form"] == "person" else row["concept"]
    assert counted(row["example"], noun) == concept
    assert counted(row["example"].replace(row["word"], "xxx"), noun and noun.replace(row["word"], "xxx")) != concept


def test_a_figure_looks_back_only_so_far() -> None:
    text = "I feriti sono 12." + " " * _FOLLOWS + "Ieri erano 31."
    starts = [text.index("12"), text.index("31")]
    figures = [FoundFigure(start, start + 2, "count", "by_hand", None, None) for start in starts]
    assert concepts_of(text, figures, [FoundClaim(counted="feriti"), FoundClaim()]) == ["injured", None]
