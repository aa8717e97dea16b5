"""Headline, dateline, agency and day of publication in the first lines."""

from datetime import date, datetime

import pytest

from transforms.documents.dateline import agency_of
from transforms.documents.header import read_header
from transforms.reference import read_reference

BODY = "Il consiglio comunale ha approvato ieri sera il bilancio con ventidue voti favorevoli."

# text → title, place, agency, day, the words with which the body begins
HEADERS = [
    ("Torino, 7 marzo 2025 – Domani si vota.", None, "Torino", None, "2025-03-07", "Domani si vota."),
    ("PALERMO (ITALPRESS) – La giunta si è dimessa.", None, "PALERMO", "ITALPRESS", None, "La giunta"),
    ("(AGENPARL) - Roma, 9 Marzo 2025Il Senato discute.", None, "Roma", "AGENPARL", "2025-03-09", "Il Senato"),
    (" date 2025-11-02 MADRID (SPAGNA) (ITALPRESS) – Il re.", None, "MADRID", "ITALPRESS", "2025-11-02", "Il re."),
    ("(ANSA) - NAPOLI, 4 GIU - Il porto è chiuso.", None, "NAPOLI", "ANSA", None, "Il porto"),
    ("Milano, 12 mar. (Adnkronos) - Il sindaco.", None, "Milano", "Adnkronos", None, "Il sindaco."),
    ("Milano, 12 mar. - (Adnkronos/Labitalia) - Il sindaco.", None, "Milano", "Adnkronos", None, "Il sindaco."),
    ("New York, 3 feb 2026 (askanews) - Wall Street.", None, "New York", "Askanews", "2026-02-03", "Wall Street."),
    ("Roma, 3 feb – Il premier parla.", None, "Roma", None, None, "Il premier"),
    ("ROMA, 03 FEB 26 (ANSA) - Il governo.", None, "ROMA", "ANSA", "2026-02-03", "Il governo."),
    ("L'Aquila, 6/4/2024 – Quindici anni dopo.", None, "L'Aquila", None, "2024-04-06", "Quindici"),
    ("Reggio nell'Emilia, 1° maggio 2024 – In piazza.", None, "Reggio nell'Emilia", None, "2024-05-01", "In piazza."),
    ("Cortina d'Ampezzo (Belluno), 3 gennaio 2026 - Neve.", None, "Cortina d'Ampezzo", None, "2026-01-03", "Neve."),
    ("San Giovanni Rotondo (FG) (LaPresse) - Un incendio.", None, "San Giovanni Rotondo", "LaPresse", None, "Un incendio."),
    ("ANSA - BARI, 3 FEB 2026 - Il porto.", None, "BARI", "ANSA", "2026-02-03", "Il porto."),
    ("MILANO (MF-DJ)--La banca cresce.", None, "MILANO", "MF-DJ", None, "La banca"),
    ("Bologna, 29 settembre 2010. Dopo il voto.", None, "Bologna", None, "2010-09-29", "Dopo il voto."),
    (f"Bilancio approvato\n{BODY}", "Bilancio approvato", None, None, None, BODY),
    (f"Passa il bilancio?\n\n{BODY}", "Passa il bilancio?", None, None, None, BODY),
    (f"Bilancio approvato\nGENOVA (DIRE) – {BODY}", "Bilancio approvato", "GENOVA", "DIRE", None, BODY),
    (f"16:30 3 febbraio 2026\nBilancio approvato\n{BODY}", "Bilancio approvato", None, None, "2026-02-03", BODY),
    (f"Bilancio approvato\ndi Anna Bianchi\nPubblicato il 03/02/2026 alle 9.05\n{BODY}", "Bilancio approvato", None, None, "2026-02-03", BODY),
    (f"POLITICA\nLa giunta passa l'esame dell'aula\n{BODY}", "La giunta passa l'esame dell'aula", None, None, None, BODY),
    (f"Bilancio approvato\nRedazione ANSA\n03 febbraio 2026 16:30\n{BODY}", "Bilancio approvato", None, "ANSA", "2026-02-03", BODY),
    (f"Roma, 3 febbraio 2026 (Agenzia Vista) / {BODY}", None, "Roma", "Vista", "2026-02-03", BODY),
    (f"Bilancio approvato\nMartedì, 3 Febbraio 2026\n{BODY}", "Bilancio approvato", None, None, "2026-02-03", BODY),
    (f"Cronaca | 3 febbraio 2026\nBilancio approvato\n{BODY}", "Bilancio approvato", None, None, "2026-02-03", BODY),
    (f"Bilancio approvato\nVia libera dell'aula dopo una notte di voto\n{BODY}", "Bilancio approvato", None, None, None, BODY),
    (f"Roma, lì 3 febbraio 2026\n{BODY}", None, "Roma", None, "2026-02-03", BODY),
    (f"Aggiornato alle 16.30 del 3 febbraio 2026\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"03/02/2026 {BODY}", None, None, None, "2026-02-03", BODY),
    (f"16:30 3 febbraio 2026 {BODY}", None, None, None, "2026-02-03", BODY),
    (f"PARIGI ― {BODY}", None, "PARIGI", None, None, BODY),
    (f"TRENTO. {BODY}", None, "TRENTO", None, None, BODY),
    (f"Cagliari – {BODY}", None, "Cagliari", None, None, BODY),
    (f"{BODY}\nBologna, 5 maggio 2025\n", None, "Bologna", None, "2025-05-05", BODY),
    (f"{BODY}\n\nRIPRODUZIONE RISERVATA © Copyright ANSA", None, None, "ANSA", None, BODY),
    (f"{BODY}\nFonte: Adnkronos", None, None, "Adnkronos", None, BODY),
    (f"{BODY} (ANSA).", None, None, "ANSA", None, BODY),
    (f"di Carla Benassi - 03 Feb 2026\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Di Carla Benassi – 3 febbraio 2026 – 07:15\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"A cura di Carla De Benassi, 3 febbraio 2026\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Redazione, 3 febbraio 2026\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Scritto da Carla Benassi il 3 Febbraio 2026. Pubblicato in Politica\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Economia | 3 febbraio 2026 | 7.15\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Anno IX - n. 7 - martedì 3 febbraio 2026 - € 1,20\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Bari, 3 febbraio 2026, ore 9 - {BODY}", None, "Bari", None, "2026-02-03", BODY),
    (f"Tempo di lettura: 4 minuti\nBilancio approvato\n{BODY}", "Bilancio approvato", None, None, None, BODY),
    (f"Home > Politica > Trento\nBilancio approvato\n{BODY}", "Bilancio approvato", None, None, None, BODY),
    (f"Valle » Trento » Aula\nBilancio approvato\n{BODY}", "Bilancio approvato", None, None, None, BODY),
    (f"DIRETTA - Ultimo aggiornamento: 3 febbraio 2026, 7:15\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"ZCZC\nPN_20260203_00017\n4 pol gn00 XFLA\nBilancio approvato\nBARI (DIRE) - {BODY}", "Bilancio approvato", "BARI", "DIRE", None, BODY),
    (f"Agg. 3 febbraio 2026 h. 7.15\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Pubblicato il 03/02/2026 alle ore 7:15 da Carla Benassi in Politica\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Feb 3, 2026\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Bilancio approvato\n3 febbraio 2026 (modifica il 4 febbraio 2026 | 7:15)\n{BODY}", "Bilancio approvato", None, None, "2026-02-03", BODY),
    (f"Tue, 03 Feb 2026 23:40:00 GMT\n{BODY}", None, None, None, "2026-02-04", BODY),
    (f"Esteri - 3 febbraio 2026\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Mar, 03 Feb 2026 07:15:00 +0100\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Tue, 03 Feb 2026 07:15:00 GMT\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Pubblicata il 3 febbraio 2026 alle 7:15 | Aggiornata il 4 febbraio 2026 alle 9:20\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Carla Benassi - 3 febbraio 2026\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"3 Feb 2026 - 07:15 | di Carla Benassi\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Home > Sport > 3 febbraio 2026\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Pubblicato il 3 febbraio 2026 in Politica estera\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Aggiornato alle 7:15\n{BODY}", None, None, None, None, BODY),
    # what pages put around the day
    (f"Bilancio approvato\ngiovedì 3 febbraio 2026 - Tempo di lettura: 4 minuti\n{BODY}", "Bilancio approvato", None, None, "2026-02-03", BODY),
    (f"Bilancio approvato\n3 febbraio 2026 · 12 commenti\n{BODY}", "Bilancio approvato", None, None, "2026-02-03", BODY),
    (f"Bilancio approvato\n✍ Carla Benassi  📅 3 febbraio 2026  💬 8 commenti\n{BODY}", "Bilancio approvato", None, None, "2026-02-03", BODY),
    (f"Bilancio approvato\n(3 febbraio 2026)\n{BODY}", "Bilancio approvato", None, None, "2026-02-03", BODY),
    (f"Bilancio approvato\nScritto da Carla Benassi il 3 Febbraio 2026. Pubblicato in Politica.\n{BODY}", "Bilancio approvato", None, None, "2026-02-03", BODY),
    (f"Bilancio approvato\nInviato da redazione il Mar, 03/02/2026 - 7:15\n{BODY}", "Bilancio approvato", None, None, "2026-02-03", BODY),
    (f"Bilancio approvato\nPostato da Carla Benassi 3 febbraio 2026 in Politica\n{BODY}", "Bilancio approvato", None, None, "2026-02-03", BODY),
    (f"COMUNICATO STAMPA N. 7 DEL 03/02/2026\nBilancio approvato\n{BODY}", "Bilancio approvato", None, None, "2026-02-03", BODY),
    (f"Mar 3, 2026 7:15\n{BODY}", None, None, None, "2026-03-03", BODY),
    (f"February 3, 2026 at 7:15 pm\n{BODY}", None, None, None, "2026-02-03", BODY),
    (f"Bilancio approvato\nPubblicato alle 7:15 di martedì 3 febbraio 2026\n{BODY}", "Bilancio approvato", None, None, "2026-02-03", BODY),
    (f"Bilancio approvato\nUpdated on February 3, 2026\n{BODY}", "Bilancio approvato", None, None, "2026-02-03", BODY),
    (f"Bilancio approvato\nPosted by Carla Benassi on 3 febbraio 2026\n{BODY}", "Bilancio approvato", None, None, None, BODY),
    (f"{BODY}\nUltima modifica il Martedì, 03 Febbraio 2026 7:15", None, None, None, "2026-02-03", BODY),
    # an agency's report as it was sent
    (f"ZCZC4471/SXA\nR POL S0A QBXB\nBilancio approvato\n(ANSA) - TRENTO, 03 FEB - {BODY}\n03-FEB-26 07:15 NNNN", "Bilancio approvato", "TRENTO", "ANSA", "2026-02-03", BODY),
    (f"AGI0217 3 POL 0 R01 /\nBilancio approvato\n(AGI) - Trento, 3 feb. - {BODY}\nRed/Bns\n030715 FEB 26\nNNNN", "Bilancio approvato", "Trento", "AGI", "2026-02-03", BODY),
    (f"Trento, 3 feb. (askanews) - {BODY}\nRed/Bns 20260203T071500Z", None, "Trento", "Askanews", "2026-02-03", BODY),
    (f"TRENTO (ITALPRESS) - {BODY}\n3 aprile 2025", None, "TRENTO", "ITALPRESS", "2025-04-03", BODY),
    # what looks like a dateline and is none
    (f"{BODY}\n3 aprile 2025", None, None, None, None, BODY),
    ("Di Carla Benassi, 3 febbraio 2026, resta un solo libro.", None, None, None, None, "Di Carla"),
    (BODY, None, None, None, None, BODY),
    ("Parigi, 13 novembre 2015, ore 21.20: tre uomini entrano nel teatro.", None, None, None, None, "Parigi"),
    ("Il 3 febbraio 2026 il governo si è dimesso.", None, None, None, None, "Il 3"),
    ("3 febbraio 2026, una giornata che resterà.", None, None, None, None, "3 febbraio"),
    ("Rossi - Bianchi, scontro in aula sul bilancio.", None, None, None, None, "Rossi"),
    ("Torino – Napoli, il derby del nord contro il sud finisce in parità davanti a 40mila spettatori.", None, None, None, None, "Torino"),
    (f"ATTENZIONE. {BODY}", None, None, None, None, "ATTENZIONE"),
    (f"Maltempo – {BODY}", None, None, None, None, "Maltempo"),
    (f"{BODY}\nIl voto è previsto a Bologna, 5 maggio 2025", None, None, None, None, BODY),
    (f"Sciopero dei treni - 3 febbraio 2026\n{BODY}", "Sciopero dei treni - 3 febbraio 2026", None, None, None, BODY),
    (f"3 febbraio 2026 {BODY}", None, None, None, None, "3 febbraio"),
    ("Torino – Genoa 2-1, decide il rigore finale.", None, None, None, None, "Torino"),
    ("Una riga sola senza punto\n\n\n", None, None, None, None, "Una riga"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "place", "agency", "day", "body"), HEADERS)
def test_header(
    text: str, title: str | None, place: str | None, agency: str | None, day: str | None, body: str
) -> None:
    header = read_header(text)
    assert (header.title, header.place, header.agency) == (title, place, agency)
    assert header.published_on == (date.fromisoformat(day) if day else None)
    assert text[header.body_start :].startswith(body)
    assert text[: header.title_end].endswith(title or "")
    if title is None:
        assert header.title_end == 0


def test_a_header_with_day_and_clock_tells_the_minute() -> None:
    assert read_header(f"16:30 3 febbraio 2026\n{BODY}").published_at == datetime.fromisoformat("2026-02-03T16:30")
    evening = read_header(f"February 3, 2026 at 7:15 pm\n{BODY}")
    assert evening.published_at == datetime.fromisoformat("2026-02-03T19:15")
    sent = read_header(f"Trento, 3 feb. (askanews) - {BODY}\nRed/Bns 20260203T071500Z")
    assert sent.published_at == datetime.fromisoformat("2026-02-03T08:15")
    first = read_header(f"Pubblicato il 3 febbraio 2026 alle 9.05\nAggiornato il 4 febbraio 2026 alle 18:00\n{BODY}")
    assert first.published_at == datetime.fromisoformat("2026-02-03T09:05")
    assert read_header(f"16:30\nRoma, 3 feb - {BODY}").published_at is None


@pytest.mark.parametrize("day", ["31 febbraio 2026", "2026-02-30", "00/00/2026", "45 marzo 2026"])
def test_an_impossible_day_is_no_day(day: str) -> None:
    assert read_header(f"Roma, {day} – {BODY}").published_on is None


@pytest.mark.parametrize(
    ("tag", "name"),
    [("ANSA-AFP", "ANSA"), ("Adnkronos/Dpa", "Adnkronos"), ("askanews", "Askanews"), ("Belluno", None), ("", None)],
)
def test_agency(tag: str, name: str | None) -> None:
    assert agency_of(tag) == name


@pytest.mark.parametrize("row", read_reference("it/documents/header_words"), ids=lambda row: row["example"])
def test_header_words(row: dict[str, str]) -> None:
    text = row["example"]
    if row["role"] == "byline":
        assert read_header(f"Bilancio approvato\n{text}\n{BODY}").body_start == len(f"Bilancio approvato\n{text}\n")
    elif row["role"] in ("label", "rubric", "counter"):
        assert read_header(f"{text}\n{BODY}").published_on == date(2026, 2, 3)
    else:
        assert read_header(text).agency == text[text.index("(") + 1 : text.index(")")]


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Tue, 03 Feb 2026 07:15:00 GMT", "2026-02-03T08:15"),
        ("2026-07-03T07:15:00Z", "2026-07-03T09:15"),
        ("2026-02-03T07:15:00-05:00", "2026-02-03T13:15"),
        ("2026-02-03T07:15:00+01:00", "2026-02-03T07:15"),
        ("3 febbraio 2026 07:15 CET", "2026-02-03T07:15"),
    ],
)
def test_a_moment_with_a_zone_is_told_in_italian_time(line: str, moment: str) -> None:
    assert read_header(f"{line}\n{BODY}").published_at == datetime.fromisoformat(moment)
