"""The forms of speech verbs, made from the lemma."""

import pytest

from transforms.language.conjugation import conjugate
from transforms.reference import read_reference

FORMS = [
    ("dire", ("disse", "dissero", "dirà", "direbbe", "dicono", "diceva", "dicendo", "detto", "dir")),
    ("spiegare", ("spiega", "spiegano", "spiegherà", "spiegherebbe", "spiegò", "spiegando")),
    ("annunciare", ("annuncia", "annuncerà", "annunciarono")),
    ("ribadire", ("ribadisce", "ribadiscono", "ribadì", "ribadito")),
    ("sostenere", ("sostiene", "sostengono", "sosterrà", "sostenne", "sostennero")),
    ("scrivere", ("scrisse", "scrissero", "scritto", "scrive")),
    ("proporre", ("propone", "propongono", "proporrà", "propose", "proposto")),
]


@pytest.mark.parametrize(("lemma", "forms"), FORMS)
def test_conjugation(lemma: str, forms: tuple[str, ...]) -> None:
    row = next(row for row in read_reference("it/speech/speech_verbs") if row["lemma"] == lemma)
    assert set(forms) <= set(conjugate(lemma, row["forms"]))
