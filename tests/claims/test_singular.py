"""The lemma of what is counted is its singular, whatever a tagger took the word for."""

import pytest

from tests.conftest import Read
from tests.examples import rows_with_examples
from transforms.claims.singular import singular

NOUNS = [
    ("arruolati", "arruolato"), ("dimessi", "dimesso"), ("rapite", "rapita"), ("esuli", "esule"), ("dosi", "dose"),
    ("carabinieri", "carabiniere"), ("turisti", "turista"), ("trattori", "trattore"), ("incendi", "incendio"),
    ("combattenti", "combattente"), ("documenti", "documento"), ("richieste", "richiesta"), ("spiagge", "spiaggia"),
    ("banche", "banca"), ("laghi", "lago"), ("trentenni", "trentenne"), ("uova", "uovo"), ("città", "città"),
    ("ipotesi", "ipotesi"), ("serie", "serie"), ("tir", "tir"), ("auto", "auto"), ("buoi", "bue"), ("E-BIKE", "e-bike"),
    ("favorevoli", "favorevole"), ("orologi", "orologio"), ("ambulatori", "ambulatorio"), ("remi", "remo"),
]  # fmt: skip


@pytest.mark.parametrize(("noun", "lemma"), NOUNS)
def test_the_ending_or_the_table_tells_the_singular(noun: str, lemma: str) -> None:
    assert singular(noun) == lemma


def test_what_is_no_plural_or_has_no_other_form_stays() -> None:
    assert singular("Persone", plural=False) == "persone"
    assert singular("softbike", "softbike") == "softbike"
    assert singular("") == ""


@pytest.mark.parametrize("row", rows_with_examples("it/claims/plurals"), ids=lambda row: row["plural"])
def test_every_plural_of_the_table_needs_its_row(row: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert row["plural"] in row["example"]
    assert singular(row["plural"]) == row["singular"]
    monkeypatch.setattr("transforms.claims.singular._irregular", dict)
    assert singular(row["plural"]) != row["singular"], "the ending tells it"


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("Restano 14 sfollati, secondo il municipio.", ["sfollato"]),
        ("Ci sono 14 sfollati nella palestra della scuola.", ["sfollato"]),
        ("Gli sfollati sono 14.", ["sfollato"]),
        ("Altri 14 sfollati dormono in tenda.", ["sfollato"]),
        ("Il bilancio: 3 deceduti, 9 ricoverati, 21 evacuati.", ["deceduto", "ricoverato", "evacuato"]),
        ("Rubate 200 uova e 40 lenzuola.", ["uovo", "lenzuolo"]),
        ("Aderiscono 40 Comuni e 2 province.", ["comune", "provincia"]),
        ("Ha votato il 12% della popolazione.", ["popolazione"]),
    ],
)
def test_it_is_the_same_wherever_the_noun_stands(read: Read, text: str, lemmas: list[str]) -> None:
    assert [claim.counted_lemma for claim in read(text).claims] == lemmas
