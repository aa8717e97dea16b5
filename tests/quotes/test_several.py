"""Several who say one thing, the passive with its agent, and a noun behind the words; in sentences of our own."""

import pytest

from tests.conftest import Read


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("«Così non si lavora», dicono in coro Piero Lusardi e Dina Vassalli.", "Piero Lusardi; Dina Vassalli"),
        ("«Così non si lavora», dicono Piero Lusardi (Lega) e Dina Vassalli (Pd).", "Piero Lusardi; Dina Vassalli"),
        ("Piero Lusardi (Lega) e Dina Vassalli (Pd) dicono: «Così non si lavora».", "Piero Lusardi; Dina Vassalli"),
        ("«Così non si lavora», dicono gli assessori Lusardi, Vassalli e Morganti.", "Lusardi; Vassalli; Morganti"),
        (
            "«Così non si lavora», dicono Piero Lusardi, titolare della ditta, e Dina Vassalli.",
            "Piero Lusardi; Dina Vassalli",
        ),
        ("«Così non si lavora», dice Piero Lusardi (Lega) alla collega e a Dina Vassalli.", "Piero Lusardi"),
        ("«Così non si lavora», dicono i segretari di Cgil e Uil.", "i segretari di Cgil e Uil"),
    ],
)
def test_all_who_share_a_plural_verb_speak(read: Read, text: str, speaker: str) -> None:
    (quote,) = read(text).quotes
    assert quote.speaker_name == speaker


@pytest.mark.parametrize(
    ("text", "clause", "speaker"),
    [
        ("È stato chiarito dal questore che il varco resta aperto.", "il varco resta aperto", "questore"),
        ("Viene precisato dalla prefettura che il varco resta aperto.", "il varco resta aperto", "prefettura"),
    ],
)
def test_the_agent_of_a_passive_verb_says_the_clause(read: Read, text: str, clause: str, speaker: str) -> None:
    (quote,) = read(text).quotes
    assert (text[quote.start : quote.end], quote.speaker_name) == (clause, speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("«Non ne so davvero nulla» fu la risposta di Piero Lusardi.", "Piero Lusardi"),
        ("«Non ne so davvero nulla» è il commento dell'assessore Piero Lusardi.", "Piero Lusardi"),
    ],
)
def test_a_noun_of_saying_follows_as_predicate(read: Read, text: str, speaker: str) -> None:
    (quote,) = read(text).quotes
    assert (quote.form, quote.speaker_name) == ("direct", speaker)


@pytest.mark.parametrize(
    ("text", "clause", "speaker"),
    [
        ("Ad avviso della Cgil la soglia va tolta.", "la soglia va tolta", "CGIL"),
        ("Il varco resta aperto. Ad annunciarlo è stato il questore Lusardi.", "Il varco resta aperto", "Lusardi"),
    ],
)
def test_a_preposition_at_the_head_is_no_chief_executive(read: Read, text: str, clause: str, speaker: str) -> None:
    (quote,) = read(text).quotes
    assert (text[quote.start : quote.end], quote.speaker_name) == (clause, speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Lusardi (Fdi), 'avanti con il nuovo molo'", "Lusardi"),
        ('Porto: Piero Lusardi, "avanti con il nuovo molo"', "Piero Lusardi"),
        ('Porto: prefetto, "avanti con il nuovo molo"', "prefetto"),
    ],
)
def test_a_headline_names_who_speaks_before_a_comma(read: Read, text: str, speaker: str) -> None:
    (quote,) = read(text).quotes
    assert quote.speaker_name == speaker


def test_a_topic_before_a_comma_speaks_not(read: Read) -> None:
    assert not read('Porto: ritardi, "avanti con il nuovo molo"').quotes


def test_per_and_a_body_before_marks_is_a_source(read: Read) -> None:
    quotes = read("Per la Cgil «il molo serve», mentre per la Uil «il molo costa».").quotes
    assert [(quote.speaker_name, quote.modality) for quote in quotes] == [("CGIL", "reported"), ("UIL", "reported")]


def test_whoever_hears_it_may_stand_before_who_says_it(read: Read) -> None:
    (quote,) = read('"Il molo serve". A dirlo all\'Adnkronos è Piero Lusardi.').quotes
    assert quote.speaker_name == "Piero Lusardi"


def test_the_main_verb_ends_a_clause_told_on_a_day(read: Read) -> None:
    text = "Lusardi, che ieri aveva detto che il molo serve, tace da stamani."
    (quote,) = read(text).quotes
    assert text[quote.start : quote.end] == "il molo serve"


@pytest.mark.parametrize(
    ("text", "speaker", "clause"),
    [
        (
            "Secondo Piero Lusardi, Dina Vassalli e Ugo Morganti, il varco resta chiuso.",
            "Piero Lusardi; Dina Vassalli; Ugo Morganti",
            "il varco resta chiuso",
        ),
        (
            "Piero Lusardi, Dina Vassalli e Ugo Morganti spiegano che il varco resta chiuso.",
            "Piero Lusardi; Dina Vassalli; Ugo Morganti",
            "il varco resta chiuso",
        ),
        (
            "Il varco resta chiuso, spiegano Piero Lusardi, Dina Vassalli e Ugo Morganti.",
            "Piero Lusardi; Dina Vassalli; Ugo Morganti",
            "Il varco resta chiuso",
        ),
        (
            "Secondo Piero Lusardi, Dina Vassalli e Ugo Morganti hanno chiuso il varco.",
            "Piero Lusardi",
            "Dina Vassalli e Ugo Morganti hanno chiuso il varco",
        ),
    ],
)
def test_all_names_of_a_list_speak(read: Read, text: str, speaker: str, clause: str) -> None:
    (quote,) = read(text).quotes
    assert (quote.speaker_name, text[quote.start : quote.end]) == (speaker, clause)


def test_accusations_belong_to_whose_they_are(read: Read) -> None:
    text = "Il comune respinge le accuse di Dina Vassalli, secondo cui la piscina perde acqua."
    (quote,) = read(text).quotes
    assert (quote.speaker_name, text[quote.start : quote.end]) == ("Dina Vassalli", "la piscina perde acqua")
