"""Passages that stand in one text twice."""

from transforms.copies import repeated_passages

BOX = (
    "La funivia riapre sabato dopo i controlli sulle funi e sui freni, e fino a domenica sera chi sale con la tessera "
    "del comprensorio non paga il parcheggio della stazione a valle."
)
BODY = "Il gestore spera in un fine settimana di sole, e gli albergatori con lui, dopo settimane di pioggia e di nebbia fitta."


def test_a_paragraph_that_is_printed_twice_is_found_where_it_stands_again() -> None:
    text = f"{BOX}\n{BODY}\n{BOX} Fine."
    ((start, end),) = repeated_passages(text)
    assert (start, text[start:end]) == (len(BOX) + len(BODY) + 2, BOX.rstrip("."))


def test_each_further_time_is_found() -> None:
    assert len(repeated_passages(f"{BOX}\n{BODY}\n{BOX}\nPoi piove.\n{BOX}")) == 2


def test_a_name_that_comes_back_is_no_passage() -> None:
    name = "il Consorzio per la tutela dei pascoli alti della valle di Mezzo e delle malghe sociali"
    assert repeated_passages(f"Lo dice {name}. {BODY} Non lo sa {name}. E basta.") == []
    assert repeated_passages(BOX) == repeated_passages("") == []


def test_a_refrain_is_no_passage() -> None:
    assert repeated_passages("na " * 5_000) == []
    assert repeated_passages("uno due tre e quattro " * 1_000) == []
