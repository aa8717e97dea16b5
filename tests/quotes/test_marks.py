"""Which quotation marks belong together: every family, mixed, nested, unclosed, and the apostrophe."""

import random
from functools import partial

import pytest

from tests.counting import calls
from transforms.quotes.marks import Pairing, pair_marks


def words(text: str) -> list[str]:
    return [text[pair.start : pair.end] for pair in pair_marks(text).pairs]


PAIRED = [
    ("guillemets", "Ha detto: «Non ci sto».", ["Non ci sto"]),
    ("curly", "È stata “una notte lunga”, racconta.", ["una notte lunga"]),
    ("low and high", "È stata „una notte lunga“, racconta.", ["una notte lunga"]),
    ("low and curly", "È stata „una notte lunga”, racconta.", ["una notte lunga"]),
    ("straight", '"Torno domani", ha detto.', ["Torno domani"]),
    ("two apostrophes", "''Torno domani'', ha detto.", ["Torno domani"]),
    ("doubled in a table", '""Torno domani"", ha detto.', ["Torno domani"]),
    ("chevrons", "<<Torno domani>>, ha detto.", ["Torno domani"]),
    ("single curly", "La ‘squadra dell’anno’ è pronta.", ["squadra dell’anno"]),
    ("single straight", "Il 'patto di ferro' regge ancora.", ["patto di ferro"]),
    ("mixed in one line", 'Parla di “un muro” e di "una porta" e di «un ponte».', ["un muro", "una porta", "un ponte"]),
    ("nested", "«Mi ha detto “vattene” e basta», racconta.", ["Mi ha detto “vattene” e basta", "vattene"]),
    (
        "nested of one kind",
        "«Ha scritto «mai» e poi «forse»», dice.",
        ["Ha scritto «mai» e poi «forse»", "mai", "forse"],
    ),
    ("curly closed by a straight mark", 'Il rapporto “Acqua e futuro" è uscito.', ["Acqua e futuro"]),
    ("reversed", "Il programma »Mattina« e il film ”Neve”.", ["Mattina", "Neve"]),
    ("opening mark on both sides", "Il programma “Mattina“ è finito.", ["Mattina"]),
    ("no space after the colon", 'Ha detto:"Torno domani" e via.', ["Torno domani"]),
    ("behind an elision", "L'\"Aula\" e l'«Arena».", ["Aula", "Arena"]),
    ("spaces inside", "« Torno domani », ha detto.", ["Torno domani"]),
    ("spaces inside a bracket", 'Era felice (" Torno domani ") e lo ha scritto.', ["Torno domani"]),
    ("seconds are no marks", 'Ha chiuso a 2 \' 0 "da Neri e "in gran forma", a 1\'9" da Poli.', ["in gran forma"]),
    ("over two lines", "«Torno\ndomani», ha detto.", ["Torno\ndomani"]),
    (
        "each paragraph opened anew",
        "«Prima riga.\n«Seconda riga.\n«Terza», disse.",
        ["Prima riga.", "Seconda riga.", "Terza"],
    ),
    ("never closed", "Ha detto: «Torno domani.", ["Torno domani."]),
    ("apostrophes are no marks", "L'altr'anno un po' di 'ndrangheta e gli anni '80, dell' Aula.", []),
    ("accents typed as apostrophes", "La citta' e' bella perche' c'e' il mare.", []),
    ("accents and marks", "La citta' e' 'bella e ricca', perche' c'e' il mare.", ["bella e ricca"]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in PAIRED], ids=[case[0] for case in PAIRED])
def test_pairs(text: str, expected: list[str]) -> None:
    assert words(text) == expected


LOOSE = [
    ('Un monitor da 27" e una "bella" tastiera.', [("unit_mark", '"')]),
    ('Ha chiuso in 58"17, due secondi meglio.', [("unit_mark", '"')]),
    ("Chiude qui» e basta.", [("unpaired", "»")]),
    ("Niente dentro: «».", [("empty", "«"), ("empty", "»")]),
    ("Gli anni ‘80 sono finiti.", [("apostrophe", "‘")]),
    ("«Torno, ha detto. Poi «Vengo», ha aggiunto.", [("unpaired", "«")]),
    ("Nessun segno qui, l'apostrofo non conta.", []),
]


@pytest.mark.parametrize(("text", "expected"), LOOSE)
def test_loose_marks_have_a_reason(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(reason, text[mark.start : mark.end]) for mark, reason in pair_marks(text).loose] == expected


def test_a_quotation_says_whether_the_next_paragraph_continues_it() -> None:
    text = "«Prima riga.\n«Seconda riga», disse. Poi: «Terza riga"
    assert [(pair.closing is None, pair.continues) for pair in pair_marks(text).pairs] == [
        (True, True),
        (False, False),
        (True, False),
    ]


def assert_sound(text: str, pairing: Pairing) -> None:
    """Spans lie inside the text, no mark is used twice, pairs nest or lie apart."""
    used: list[tuple[int, int]] = [(mark.start, mark.end) for mark, _ in pairing.loose]
    for pair in pairing.pairs:
        assert 0 <= pair.opening.end <= pair.start < pair.end <= len(text)
        assert not text[pair.start].isspace()
        assert not text[pair.end - 1].isspace()
        used += [(mark.start, mark.end) for mark in (pair.opening, pair.closing) if mark is not None]
    assert len(used) == len(set(used))
    directed = [at for at, char in enumerate(text) if char in '«»“”„‟"']
    covered = {at for start, end in used for at in range(start, end)}
    assert set(directed) <= covered
    open_until: list[int] = []
    for pair in pairing.pairs:
        while open_until and open_until[-1] <= pair.outer_start:
            open_until.pop()
        assert not open_until or pair.outer_end <= open_until[-1]
        open_until.append(pair.outer_end)


def test_any_text_is_paired_soundly() -> None:
    pieces = [
        "«",
        "»",
        "“",
        "”",
        "„",
        '"',
        "''",
        "<<",
        ">>",
        "‘",
        "’",
        "'",
        " ",
        "\n",
        "ha",
        "detto",
        ":",
        ",",
        ".",
        "7",
        "l",
    ]
    chooser = random.Random(5)
    for _ in range(3000):
        text = "".join(chooser.choice(pieces) for _ in range(chooser.randint(1, 40)))
        assert_sound(text, pair_marks(text))


@pytest.mark.parametrize("piece", ["«", "»", '"', "“", "'", "‘a", "''", '" ', ' "a', '«“"', "<", "'a b' ", "\n«"])
def test_work_grows_with_the_text(piece: str) -> None:
    few, many = (calls(partial(pair_marks, piece * times)) for times in (500, 2000))
    assert many < 4.5 * few
