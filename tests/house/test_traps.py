"""The traps of real articles, each in sentences of our own: one meaning, several ways to write it."""

from datetime import date

import pytest

from tests.conftest import Read
from transforms.rows import Reading


def names(reading: Reading) -> dict[str, str]:
    """Surface → canonical name of all mentions."""
    text = reading.article.text
    return {text[m.start : m.end]: m.entity.name if m.entity else "" for m in reading.mentions}


def dates(reading: Reading) -> dict[str, tuple[str, str | None, date | None, date | None]]:
    """Surface → kind, timex, first and last day of all dates."""
    text = reading.article.text
    return {text[d.start : d.end]: (d.kind, d.timex, d.date_from, d.date_to) for d in reading.dates}


def figures(reading: Reading) -> dict[str, tuple[float | None, float | None, str | None, str | None]]:
    """Surface → low, high, modifier, counted of all figures."""
    text = reading.article.text
    return {
        text[f.start : f.end]: (
            None if f.low is None else float(f.low),
            None if f.high is None else float(f.high),
            f.modifier,
            c.counted,
        )
        for f, c in zip(reading.figures, reading.claims, strict=True)
    }


def quotes(reading: Reading) -> dict[str, tuple[str, str | None, str | None]]:
    """Text → form, speaker, cue of all quotes."""
    return {reading.article.text[q.start : q.end]: (q.form, q.speaker_name or (q.speaker and q.speaker.name), q.cue)
            for q in reading.quotes}  # fmt: skip


def likeliest_speakers(reading: Reading) -> list[str | None]:
    """The likeliest speaker of each quote, published or not."""
    return [one.name for one in reading.answers if (one.field, one.rank) == ("speaker", 1)]


DAY = "2026-02-03"


# ------------------------------------------------------------------------------------------------ names
@pytest.mark.parametrize("surface", ["NATO", "Nato", "Alleanza atlantica", "Alleanza Atlantica"])
def test_all_spellings_of_one_body_are_one_entity(read: Read, surface: str) -> None:
    article = "Il " if surface.startswith("N") else "L’"
    assert (
        names(
            read(f"Il vertice si apre oggi. {article if surface[0] == 'A' else 'La '}{surface} ha diffuso una nota.")
        )[surface]
        == "NATO"
    )


def test_a_common_noun_is_no_body(read: Read) -> None:
    assert "alleanza" not in " ".join(
        names(read("Per il ministro serve un'alleanza elettorale tra i due partiti.", DAY))
    )


def test_a_longer_name_swallows_the_names_inside(read: Read) -> None:
    found = names(read("Il Comitato militare della Nato si riunisce a Oslo. Poi tocca al Consiglio Nato-Ucraina.", DAY))
    assert {"Comitato militare della Nato", "Consiglio Nato-Ucraina", "Oslo"} <= set(found)
    assert "Nato" not in found
    assert "Ucraina" not in found


def test_a_name_inside_a_role_stays_a_mention(read: Read) -> None:
    reading = read("Mark Rutte è a Oslo. Il capo della NATO ha visto il premier norvegese.", DAY)
    found = names(reading)
    assert found["Il capo della NATO"] == "Mark Rutte"
    assert found["NATO"] == "NATO"


def test_titles_stay_outside_the_name(read: Read) -> None:
    found = names(
        read("Il ministro russo degli Esteri Sergej Lavrov ha visto il portavoce del Cremlino Dmitrij Peskov.", DAY)
    )
    assert {"Sergej Lavrov", "Dmitrij Peskov", "Cremlino"} <= set(found)
    assert "Esteri" not in found


def test_nationality_adjectives_are_no_places(read: Read) -> None:
    found = names(
        read("Le truppe ucraine, un generale statunitense e due diplomatici olandesi erano alla cerimonia.", DAY)
    )
    assert not {"ucraine", "statunitense", "olandesi"} & set(found)


@pytest.mark.parametrize(("surface", "name"), [("Zelensky", "Volodymyr Zelensky"), ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
                                               ("Володимир Зеленський", "Volodymyr Zelensky"), ("@ZelenskyyUa", "Volodymyr Zelensky"),
                                               ("Sergey Lavrov", "Sergej Lavrov"), ("Federazione Russa", "Russia")])  # fmt: skip
def test_spellings_and_scripts_are_one_entity(read: Read, surface: str, name: str) -> None:
    assert names(read(f"Nel messaggio si legge il nome di {surface} tre volte.", DAY)).get(surface) == name


def test_a_hyphen_joins_two_people(read: Read) -> None:
    found = names(read("Dopo il vertice Trump-Putin i mercati sono saliti.", DAY))
    assert found["Trump"] == "Donald Trump"
    assert found["Putin"] == "Vladimir Putin"


@pytest.mark.parametrize("mark", ["'", "’"])
def test_an_apostrophe_never_enters_a_mention(read: Read, mark: str) -> None:
    found = names(read(f"L{mark}Ucraina e l{mark}Italia firmano. La nota dell{mark}Unesco è di ieri.", DAY))
    assert {"Ucraina", "Italia", "Unesco"} <= set(found)


# ------------------------------------------------------------------------------------------------ headers and line ends
def test_a_dateline_gives_place_and_day(read: Read) -> None:
    article = read("Vienna, 5 marzo 2024 – Domani il presidente parlerà al Senato.").article
    assert (article.dateline_place, article.published_on, article.published_basis) == (
        "Vienna",
        date(2024, 3, 5),
        "text",
    )


def test_the_day_after_a_dateline(read: Read) -> None:
    assert dates(read("Vienna, 5 marzo 2024 – Domani il presidente parlerà al Senato."))["Domani"][2] == date(
        2024, 3, 6
    )


def test_agency_and_glued_date(read: Read) -> None:
    reading = read("(AGENPARL) - Torino, 7 Marzo 2024Le scuole della città riapriranno lunedì.")
    assert reading.article.agency == "AGENPARL"
    assert reading.article.published_on == date(2024, 3, 7)
    assert "7 Marzo 2024" in dates(reading)
    assert any(s.text.startswith("Le scuole") for s in reading.doc.sents)


def test_a_machine_header(read: Read) -> None:
    text = " date 2024-03-07 LISBONA (PORTOGALLO) (ITALPRESS) – Il governo ha approvato la manovra.\n\n\n"
    reading = read(text)
    assert reading.article.text == text
    assert reading.article.published_on == date(2024, 3, 7)
    assert {"LISBONA": "Lisbona", "PORTOGALLO": "Portogallo"}.items() <= names(reading).items()
    assert all(text[m.start : m.end].strip() == text[m.start : m.end] for m in reading.mentions)


def test_a_title_without_full_stop_is_a_sentence(read: Read) -> None:
    reading = read("Chiude la fabbrica di Terni\nI 320 operai saranno ricollocati entro giugno.", DAY)
    assert next(s.text.strip() for s in reading.doc.sents) == "Chiude la fabbrica di Terni"


def test_an_embedded_english_tweet(read: Read) -> None:
    text = (
        "La presidente ha scritto un messaggio dopo la visita.\n"
        "Today we stand together with the people of the valley. Thank you for the strength that you have shown us.\n"
        "— Laura Bianchi (@laurabianchi) March 4, 2026\n"
        "Poi la delegazione è ripartita per Roma."
    )
    reading = read(text, "2026-03-05")
    assert dates(reading)["March 4, 2026"][2:] == (date(2026, 3, 4), date(2026, 3, 4))
    assert any(code == "en" for _, _, code in reading.article.blocks)
    assert not reading.quotes or all(q[0] != "direct" for q in quotes(reading).values())


# ------------------------------------------------------------------------------------------------ dates
def test_coordinated_days_are_two_dates(read: Read) -> None:
    found = dates(read("I colloqui sono previsti per il 6 e il 7 marzo a Ginevra.", DAY))
    assert found["6"][2:] == (date(2026, 3, 6), date(2026, 3, 6))
    assert found["7 marzo"][2:] == (date(2026, 3, 7), date(2026, 3, 7))


def test_an_interval_of_months_is_one(read: Read) -> None:
    found = dates(read("Le importazioni sono calate dal marzo 2021 al giugno 2023.", DAY))
    assert found["dal marzo 2021 al giugno 2023"] == ("interval", None, date(2021, 3, 1), date(2023, 6, 30))


def test_a_number_word_duration(read: Read) -> None:
    found = dates(read("Lo stallo dura ormai da più di duemila giorni.", DAY))
    assert found["più di duemila giorni"][:2] == ("duration", "P2000D")
    assert not figures(read("Lo stallo dura ormai da più di duemila giorni.", DAY))


def test_a_single_start_is_a_date(read: Read) -> None:
    assert dates(read("È sindaco dall’ottobre 2023.", DAY))["ottobre 2023"][0] == "date"


def test_a_future_span_of_years_is_a_date(read: Read) -> None:
    found = dates(read("Il ponte sarà pronto tra quattro o sei anni.", DAY))
    assert found["tra quattro o sei anni"][2:] == (date(2030, 1, 1), date(2032, 12, 31))


def test_vague_times_have_no_bounds(read: Read) -> None:
    found = dates(read("Nei prossimi giorni il ministro incontrerà i sindacati.", DAY))
    assert [value[2:] for value in found.values()] == [(None, None)]


def test_weekdays_follow_the_tense(read: Read) -> None:
    # 20 August 2025 is a Wednesday
    found = dates(
        read(
            "L'accordo è stato firmato mercoledì. Martedì sera c'era stato un vertice, venerdì scorso un altro.",
            "2025-08-20",
        )
    )
    assert found["mercoledì"][2] == date(2025, 8, 20)
    assert found["Martedì sera"][:2] == ("time", "2025-08-19TEV")
    assert found["venerdì scorso"][2] == date(2025, 8, 15)


def test_a_night_between_two_days_is_one_time(read: Read) -> None:
    found = dates(read("I soccorsi sono partiti nella notte tra lunedì e martedì.", "2025-08-20"))
    assert list(found.values()) == [("time", "2025-08-18TNI", date(2025, 8, 18), date(2025, 8, 19))]


# ------------------------------------------------------------------------------------------------ figures
TOLL = (
    "Secondo un recente rapporto dell'Istituto per la pace, la Turchia avrebbe subito circa 2,3 milioni di vittime, di cui 415mila"
    " morti dal gennaio 2020 al marzo 2024, mentre la Grecia avrebbe registrato tra 300mila e 400mila vittime,"
    " di cui tra 50mila e 60mila morti."
)


def test_multiplier_comma_and_ranges(read: Read) -> None:
    assert figures(read(TOLL, DAY)) == {
        "circa 2,3 milioni": (2300000, 2300000, "approximate", "vittime"),
        "415mila": (415000, 415000, None, "morti"),
        "tra 300mila e 400mila": (300000, 400000, None, "vittime"),
        "tra 50mila e 60mila": (50000, 60000, None, "morti"),
    }


def test_parts_and_wholes_have_their_own_bearer(read: Read) -> None:
    reading = read(TOLL, DAY)
    holder = [c.subject.name if c.subject else c.subject_name for c in reading.claims]
    assert (holder[0], holder[2]) == ("Turchia", "Grecia")
    # A part may be left open, but never goes to the other side.
    assert holder[1] in (None, "Turchia")
    assert holder[3] in (None, "Grecia")
    assert [c.part_of for c in reading.claims] == [None, 0, None, 2]
    assert {c.modality for c in reading.claims} == {"reported"}


def test_articles_and_anaphora_are_no_figures(read: Read) -> None:
    assert not figures(read("Una famiglia è stata evacuata: è una delle più note della città.", DAY))


def test_round_counts(read: Read) -> None:
    found = figures(
        read("Una coalizione di 28 Paesi, tra cui Giappone e Canada, ha firmato. Colpite sette regioni.", DAY)
    )
    assert found["28"] == (28, 28, None, "Paesi")
    assert found["sette"] == (7, 7, None, "regioni")


# ------------------------------------------------------------------------------------------------ quotes
def test_straight_and_curly_marks_in_one_text(read: Read) -> None:
    text = (
        '"La trattativa è aperta e va avanti", ha affermato Rossi.\n'
        "Mario Rossi ha osservato che la città “sta pagando un prezzo altissimo” per i ritardi.\n"
        '"Nessuno si illuda: la strada sarà ancora lunga", ha affermato.'
    )
    found = quotes(read(text, DAY))
    assert {q for q, (form, _, _) in found.items() if form == "direct"} == {
        "La trattativa è aperta e va avanti",
        "sta pagando un prezzo altissimo",
        "Nessuno si illuda: la strada sarà ancora lunga",
    }
    assert {speaker for form, speaker, _ in found.values() if form == "direct"} == {"Mario Rossi"}


def test_nobody_inside_the_marks_is_the_speaker(read: Read) -> None:
    text = 'Mario Rossi è arrivato ieri. "Eppure, nonostante le promesse di Luca Bianchi, il ponte non c\'è", ha affermato.'
    assert likeliest_speakers(read(text, DAY)) == ["Mario Rossi"]


def test_the_party_that_acts_is_not_the_speaker(read: Read) -> None:
    text = 'La Francia "difenderà i propri confini con fermezza", ha aggiunto Mario Rossi in una conferenza stampa.'
    assert quotes(read(text, DAY))["difenderà i propri confini con fermezza"][1] == "Mario Rossi"


def test_a_named_group_in_marks_is_no_quote(read: Read) -> None:
    found = quotes(read("La cosiddetta “coalizione dei volenterosi” si riunirà a Parigi.", DAY))
    assert "coalizione dei volenterosi" not in found


def test_one_word_in_marks_is_no_quote(read: Read) -> None:
    reading = read("Il ministro aveva definito “inaccettabile” la proposta.", DAY)
    assert not [q for q in reading.quotes if q.form == "direct"]
    assert [u.kind for u in reading.unread if u.kind == "quote_mark"] == ["quote_mark"] * 2


def test_the_cue_in_the_next_sentence(read: Read) -> None:
    text = "Le scuole resteranno chiuse fino a lunedì. A dichiararlo è stato il sindaco di Terni, Mario Rossi."
    found = quotes(read(text, DAY))
    assert found["Le scuole resteranno chiuse fino a lunedì"][:2] == ("indirect", "Mario Rossi")


def test_according_to_a_paper_citing_others(read: Read) -> None:
    text = "Secondo quanto riportato dal Corriere di Terni, citando fonti sindacali, la fabbrica chiuderà in autunno."
    speakers = [speaker for form, speaker, _ in quotes(read(text, DAY)).values() if form == "indirect"]
    assert speakers == ["Corriere di Terni"]


def test_indirect_with_come(read: Read) -> None:
    text = "Mario Rossi ha sottolineato come le nuove regole stiano creando fiducia tra gli investitori."
    found = quotes(read(text, DAY))
    assert found["le nuove regole stiano creando fiducia tra gli investitori"] == (
        "indirect",
        "Mario Rossi",
        "ha sottolineato",
    )


def test_a_sentence_final_cue_without_che(read: Read) -> None:
    text = "Il colonnello Luca Bianchi, comandante della base, ha preso parte ai colloqui, ha dichiarato Mario Rossi."
    assert [speaker for form, speaker, _ in quotes(read(text, DAY)).values() if form == "indirect"] == ["Mario Rossi"]


def test_a_quotation_without_cue_goes_on(read: Read) -> None:
    text = (
        "Rispondendo ai giornalisti, Mario Rossi ha ribadito che la città non chiederà altri prestiti. “Il bilancio è sano e lo resterà."
        " Chi dice altro sbaglia”."
    )
    found = quotes(read(text, DAY))
    assert found["Il bilancio è sano e lo resterà. Chi dice altro sbaglia"] == ("direct", "Mario Rossi", None)


@pytest.mark.parametrize(
    "who", ["un alto funzionario", "un funzionario della difesa statunitense", "le autorità ucraine"]
)
def test_unnamed_speakers_keep_their_words(read: Read, who: str) -> None:
    assert likeliest_speakers(read(f"Il vertice è stato rinviato a domenica, secondo {who}.", DAY)) == [who]


@pytest.mark.xfail(reason="the weights take a foreign word alone on its line for a name")
def test_site_residue_is_nothing(read: Read) -> None:
    reading = read("Il consiglio si riunirà a Terni per discutere il bilancio.\nToday", DAY)
    assert not reading.dates
    assert set(names(reading)) <= {"Terni"}
