"""Level, previous, change and limit, and which way a change goes: every kind in several wordings."""

import pytest
from spacy.language import Language

from tests.marked import claims_of
from transforms.claims.words import aspect_words, change_directions, change_words
from transforms.reference import read_reference

L, P, C, M = "level", "previous", "change", "limit"

CASES = [
    # from an old value to a new one
    ("I ricoveri sono saliti da {14} a {22}.", [P, L]),
    ("Il tasso dal {4,1|percent} passa al {3,7%}.", [P, L]),
    ("Il prodotto va da {-1,2%} a {+0,9%}.", [P, L]),
    ("La tariffa varia da {6,10|money} a {6,30 euro|money}.", [P, L]),
    ("Il consorzio ha ridotto le corse da {90} a {70}.", [P, L]),
    ("Le perdite scendono a {80 milioni|money} dai {95 milioni|money} di giugno.", [L, P]),
    ("L'indice rallenta al {2,2%} dal {2,6%} di aprile.", [L, P]),
    ("I prezzi segnano {1,4%}, in lieve rialzo dall'{1,2%} di gennaio.", [L, P]),
    ("La spesa sale all'{1,4%}, in rialzo dall'{1,2%} di gennaio.", [L, P]),
    ("Il debito è salito di altri {3 milioni|money}.", [C]),
    ("I soci aumentano dai {300} di partenza.", [P]),
    ("Le vendite calano del {2%} sul mese e del {5%} sull'anno.", [C, C]),
    ("Le vendite calano del {2%} ({-14}) e del {5%} sull'anno.", [C, C, C]),
    ("Si nota un calo di appena {2%}.", [C]),
    ("Il calo è del {2%}, ma nel porto lavora il {5%} dei pescatori.", [C, L]),
    ("Gli iscritti sono {90}, {12} più di ieri.", [L, C]),
    # compared with
    ("Gli iscritti sono {400} rispetto ai {350} di maggio.", [L, P]),
    ("L'utile è di {12 milioni|money} contro i {9 milioni|money} dell'anno precedente.", [L, P]),
    ("I furti sono {40} a fronte dei {55} del mese <scorso|2026-01-01..2026-01-31>.", [L, P]),
    ("La mozione passa con {40} voti contro {12}.", [L, L]),
    ("I posti erano {30} anziché {20}.", [L, P]),
    ("Altro che {20}, gli assenti sono {50}.", [P, L]),
    # what was
    ("Oggi i positivi sono {19}, <ieri|2026-02-03> erano {12}.", [L, P]),
    ("I dispersi sono {sette}. <Ieri sera|2026-02-03> erano {tre}.", [L, P]),
    ("Gli sfollati sono {200} ({180} nel bollettino precedente).", [L, P]),
    ("I rinvii erano {80}, ora sono {95}.", [P, L]),
    ("I nuovi casi sono {cinque}, dai {tre} di <lunedì|2026-02-02>.", [L, P]),
    ("I ricavi sono di {12 milioni|money} ({11 milioni|money} nel <2024|2024-01-01..2024-12-31>).", [L, P]),
    # corrected
    ("La confisca è di {38 milioni|money}, non {84 milioni|money}.", [L, P]),
    ("In un primo momento si parlava di {10} vittime.", [P]),
    ("Per un refuso l'importo era stato indicato in {30 euro|money}.", [P]),
    # changes
    ("I feriti sono {19}, {cinque} in più di <ieri|2026-02-03>.", [L, C]),
    ("Restano {75} posti in meno.", [C]),
    ("Si registra un incremento di {34} unità.", [C]),
    ("Le vendite sono in calo del {12%}.", [C]),
    ("I prezzi delle case sono cresciuti del {3%}.", [C]),
    ("La crescita del prodotto interno è del {2%}.", [C]),
    ("La rata aumenta di {50 euro|money}.", [C]),
    ("La variazione è quindi del {6%}.", [C]),
    ("Ricavi a {412 milioni|money} ({+4,1%}).", [L, C]),
    ("Il titolo cede il {2,2%}.", [C]),
    ("Il lino cede il {2,2%}, Borgo Lana l'{1,1%} e Setificio lo {0,4%}.", [C, C, C]),
    ("Il lino cede il {2,4%} e il {7%} dei tessitori protesta.", [C, L]),
    ("Il Sud cede il {2%}, mentre a Nord vota il {60%}.", [C, L]),
    ("Il listino guadagna lo {0,4%}.", [C]),
    ("Ai fermati se ne sono aggiunti {due}.", [C]),
    ("I positivi sono {1.200} ({-35}).", [L, C]),
    ("Il listino chiude a {+0,8%}.", [C]),
    # what only looks like a change
    ("Varato un aumento di capitale di {3 milioni|money}.", [L]),
    ("L'aumento preoccupa il {60%} dei soci.", [L]),
    ("I casi, in aumento, sono {30}.", [L]),
    ("Ne restano {tre} in più o in meno.", [L]),
    # limits
    ("Fissato un tetto di {5.000 euro|money}.", [M]),
    ("La soglia di allarme è fissata a {4 metri|measure}.", [M]),
    ("Il deficit è al {2,7%}, sotto la soglia del {3%}.", [L, M]),
    ("Il limite di velocità è di {30 km|measure}.", [M]),
    ("La sala è omologata per {300} persone.", [M]),
    ("Serve una maggioranza del {60%}.", [M]),
    ("La spesa non potrà superare il {10%} dei ricavi.", [M]),
    ("È vietato superare i {30 km|measure} in centro.", [M]),
    ("Gli accessi sono limitati a {60}.", [M]),
    ("Superata la soglia dei {100} casi.", [L]),
    # and nothing of all that
    ("Sono morte {15} persone.", [L]),
    ("Un progetto da {2 milioni|money} per le scuole.", [L]),
    ("La donna di {40 anni|age} lavora da {12} mesi.", [L, L]),
    # what was, right behind what is
    ("Le case chiuse salgono a {210} (erano {184}).", [L, P]),
    ("Gli iscritti sono {412}: erano {390}.", [L, P]),
    ("Il conto è di {12 euro|money} (erano stati {10 euro|money}).", [L, P]),
    ("Le nascite erano {300}, le morti {410}.", [L, L]),
    ("Prima costava {3 euro|money}, adesso {4 euro|money}.", [P, L]),
    ("La raccolta sale a {70 milioni|money} dai precedenti {64 milioni|money}.", [L, P]),
    ("Una multa di {170 euro|money} ({120 euro|money} se pagata in fretta).", [L, L]),
    ("Le vendite flettono del {4%}.", [C]),
]


@pytest.mark.parametrize(("sentence", "aspects"), CASES)
def test_aspect(nlp: Language, sentence: str, aspects: list[str]) -> None:
    assert [claim.aspect for claim in claims_of(nlp, sentence)] == aspects


#: Words alone decide: no model is needed.
@pytest.mark.parametrize(("sentence", "aspects"), CASES[:1] + CASES[8:9] + CASES[20:24] + CASES[36:38])
def test_aspect_without_a_model(rules: Language, sentence: str, aspects: list[str]) -> None:
    assert [claim.aspect for claim in claims_of(rules, sentence)] == aspects


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("Sono {cinque} in più.", "up"),
        ("Sono {cinque} in meno.", "down"),
        ("I consumi sono in calo del {12%}.", "down"),
        ("I consumi sono cresciuti del {12%}.", "up"),
        ("Le vendite decelerano del {2%}.", "down"),
        ("Il titolo perde il {2%}.", "down"),
        ("Il titolo ha perso il {2%}.", "down"),
        ("Il titolo segna {+2%}.", "up"),
        ("Il titolo segna {-2%}.", "down"),
        ("{Più 2%} per il titolo.", "up"),
        ("Una variazione del {2%}.", None),
        ("Una variazione del {-2%}.", "down"),
        ("Una variazione di {più 2%}.", "up"),
        ("I feriti sono {cinque}.", None),
    ],
)
def test_direction(nlp: Language, sentence: str, direction: str | None) -> None:
    assert [claim.direction for claim in claims_of(nlp, sentence)] == [direction]


def test_every_word_stands_in_its_example() -> None:
    rows = read_reference("it/claims/aspect_words")
    stems = [(row["phrase"][:-3] if row["class"] == "trading" else row["phrase"].split()[0], row) for row in rows]
    assert not [row["_line"] for stem, row in stems if stem.strip() not in row["example"].lower()]


def test_limits_and_changes_are_read_in_their_examples(rules: Language) -> None:
    for noun in sorted(aspect_words("limit")):
        assert claims_of(rules, f"Il {noun} è di {{300}} posti.")[0].aspect == M, noun
    for word in sorted(change_directions()):
        if word.endswith(("mento", "zione", "calo", "crescita")):
            assert claims_of(rules, f"Si nota {word} del {{3%}}.")[0].aspect == C, word


def test_words_of_direction_are_words_of_change() -> None:
    assert change_directions().keys() <= change_words()
