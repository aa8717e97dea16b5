"""Reported clauses whose cue closes the sentence, and who stands behind it; in sentences of our own."""

import pytest

from tests.conftest import Read

CLOSED = [
    ("La palestra riaprirà in autunno, ha detto la preside.", "La palestra riaprirà in autunno", "la preside"),
    ("La piscina resta chiusa fino a maggio, ha annunciato la consigliera.", "La piscina resta chiusa fino a maggio", "la consigliera"),
    ("La diga verrà svuotata, assicura il sindaco.", "La diga verrà svuotata", "il sindaco"),
    ("Il molo riapre lunedì, ha fatto sapere la prefettura.", "Il molo riapre lunedì", "la prefettura"),
    ("Il traghetto era vuoto, ha chiarito il comando del porto.", "Il traghetto era vuoto", "il comando del porto"),
    ("Non ci sono dispersi, ha precisato la capitaneria.", "Non ci sono dispersi", "la capitaneria"),
    ("Il cantiere costerà due milioni, ha risposto un tecnico del consorzio.", "Il cantiere costerà due milioni", "un tecnico del consorzio"),
    ("La piscina perde acqua da un mese, denuncia il comitato.", "La piscina perde acqua da un mese", "il comitato"),
    ("Le paratoie non reggeranno a lungo, avvertono i tecnici.", "Le paratoie non reggeranno a lungo", "i tecnici"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "clause", "speaker"), CLOSED)
def test_whoever_stands_behind_the_cue_that_closes_a_sentence_says_it(
    read: Read, text: str, clause: str, speaker: str
) -> None:
    (quote,) = read(text).quotes
    assert (text[quote.start : quote.end], quote.speaker_name) == (clause, speaker)


def test_what_is_announced_is_nobody(read: Read) -> None:
    quotes = read("La fabbrica è in crisi, ha annunciato la chiusura.").quotes
    assert all(quote.speaker_name != "la chiusura" for quote in quotes)


def test_a_day_with_its_article_stands_before_the_clause(read: Read) -> None:
    text = "I tecnici hanno confermato lo scorso lunedì che la diga cede."
    [quote] = read(text).quotes
    assert text[quote.start : quote.end] == "la diga cede"


def test_a_clause_begins_behind_the_dateline(read: Read) -> None:
    text = "LECCE, 9 MAG – Il consorzio ha svuotato la diga, ha detto il sindaco Serra ai cronisti del posto."
    (quote,) = read(text).quotes
    assert text[quote.start : quote.end] == "Il consorzio ha svuotato la diga"


def test_whoever_is_warned_behind_a_cue_says_nothing(read: Read) -> None:
    quotes = read("La strada frana, ha avvertito il sindaco ieri sera un geologo.").quotes
    assert all("closed" not in quote.rule for quote in quotes)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Il varco è chiuso, dice il comando, mentre i pullman passano dalla vecchia statale.", "Il varco è chiuso"),
        ("Il varco è chiuso, dice il comando, ma i pullman passano dalla vecchia statale.", "Il varco è chiuso"),
        ("Il varco è chiuso, dice il comando, anche se la neve si è sciolta da due giorni.", "Il varco è chiuso"),
        ("Il varco è chiuso, dice il comando, e i pullman passano dalla statale.", "e i pullman passano dalla statale"),
    ],
)
def test_what_turns_away_behind_an_inserted_cue_is_the_narrators(read: Read, text: str, clause: str) -> None:
    (quote,) = read(text).quotes
    assert text[quote.start : quote.end] == clause
