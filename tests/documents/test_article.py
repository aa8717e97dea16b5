"""Bytes to article: encodings, headline, dateline, agency, day of publication, foreign passages."""

from datetime import date, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from transforms.documents.article import Told, document_id, make_article
from transforms.documents.dateline import agency_of
from transforms.documents.decoding import clean, decode
from transforms.documents.header import read_header
from transforms.errors import InputError
from transforms.language.identify import foreign_blocks, language_of

BODY = "Il consiglio comunale ha approvato ieri sera il bilancio con ventidue voti favorevoli."
ITALIAN = "L’età della città è più di un’opinione: «perché no?» – costa 5 € l’anno, così è la libertà…\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_every_encoding_of_italian_text_gives_the_same_text(encoding: str) -> None:
    assert decode(ITALIAN.encode(encoding)) == ITALIAN


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "iso8859-15", "mac_roman", "cp850"])
def test_legacy_encodings_with_accents_only(encoding: str) -> None:
    text = "La società è nata perché la città lo voleva, però più giù."
    assert decode(text.encode(encoding)) == text


def test_another_alphabet_is_no_mojibake() -> None:
    text = "Президент России выступил с обращением к гражданам страны сегодня вечером. " * 4
    assert decode(text.encode("cp1251")) == text


def test_a_damaged_byte_does_not_turn_utf_8_into_mojibake() -> None:
    raw = "Perché è così, più o meno".encode() + b" \xe8 "
    assert decode(raw) == "Perché è così, più o meno \ufffd "


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_only_line_ends_are_normalised(ends: str) -> None:
    assert decode(f"  Uno{ends}{ends}due\t\u2028\xa0{ends}".encode()) == "  Uno\n\ndue\t\u2028\xa0\n"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b" \n\t \r\n", "white space"),
        ("\ufeff\u200b \n".encode(), "white space"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (bytes(range(256)), "binary"),
        (b"testo\x00con un NUL", "binary"),
        ("testo".encode("utf-16") + b"\x00", "UTF-16"),
        (b"a" * 101, "--max-chars (100"),
        (b"a" * 1_000_000, "--max-chars (100"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(raw: bytes, said: str) -> None:
    with pytest.raises(InputError) as error:
        decode(raw, max_chars=100)
    assert said in error.value.reason
    assert "\n" not in error.value.reason


def test_a_text_of_exactly_max_chars_is_read() -> None:
    assert decode(("è" * 100).encode(), max_chars=100) == "è" * 100


@pytest.mark.parametrize("text", ["mezza \ud83d coppia", "con \x00 NUL"])
def test_records_cannot_smuggle_what_no_file_could_hold(text: str) -> None:
    with pytest.raises(InputError):
        clean(text)


def test_the_key_depends_on_the_text_only() -> None:
    assert document_id("abc") == document_id("abc")
    assert document_id("abc") != document_id("abc ")


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
    # what looks like a dateline and is none
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


class TestWhoTellsTheDay:
    text = f"Torino, 7 marzo 2025 – {BODY}"
    told = Told(published_on=date(2025, 3, 9))

    def test_metadata_wins_over_the_text(self) -> None:
        article = make_article(self.text, "a.txt", self.told)
        assert (article.published_on, article.published_basis) == (date(2025, 3, 9), "metadata")

    def test_the_text_wins_over_the_day_of_the_run(self) -> None:
        article = make_article(self.text, "a.txt", fallback_on=date(2026, 1, 1))
        assert (article.published_on, article.published_basis) == (date(2025, 3, 7), "text")

    def test_the_day_of_the_run_holds_where_nobody_tells(self) -> None:
        article = make_article(BODY, "a.txt", fallback_on=date(2026, 1, 1))
        assert (article.published_on, article.published_basis) == (date(2026, 1, 1), "metadata")

    def test_unknown_stays_unknown(self) -> None:
        article = make_article(BODY, "a.txt")
        assert (article.published_on, article.published_at, article.published_basis) == (None, None, "none")

    def test_a_moment_tells_its_day(self) -> None:
        article = make_article(BODY, "a.txt", Told(published_at=datetime.fromisoformat("2026-02-03T16:30")))
        assert (article.published_on, article.published_basis) == (date(2026, 2, 3), "metadata")

    def test_the_minute_of_one_day_does_not_move_to_another(self) -> None:
        own = Told(published_on=date(2026, 2, 4))
        both = own.over(
            Told(published_on=date(2026, 2, 3), published_at=datetime.fromisoformat("2026-02-03T09:00"), title="T")
        )
        assert both == Told(published_on=date(2026, 2, 4), title="T")


POST = (
    "The bridge will reopen next week. We thank everyone who worked through the night.\n"
    "— City of Springfield (@springfield) March 5, 2026\n"
    "More on our website, where you can find all the details pic.twitter.com/aBcDeF123"
)


def test_an_embedded_post_is_set_apart_with_its_credit_line() -> None:
    text = f"{BODY}\n{POST}\n{BODY}"
    ((start, end, language),) = foreign_blocks(text)
    assert (text[start:end], language) == (POST, "en")


def test_the_credit_line_joins_a_post_too_short_to_tell() -> None:
    text = f"{BODY}\nThank you, Springfield!\n— Mayor (@mayor) March 5, 2026\n{BODY}"
    ((start, end, language),) = foreign_blocks(text)
    assert text[start:end].startswith("Thank you")
    assert text[start:end].endswith("March 5, 2026")
    assert language == "en"


@pytest.mark.parametrize(
    "text",
    [BODY, f"{BODY}\nToday\n", f"{BODY}\n— Il sindaco (@sindaco) 5 marzo 2026\n{BODY}", "New York Times\n" + BODY],
)
def test_italian_texts_have_no_foreign_passage(text: str) -> None:
    assert foreign_blocks(text) == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "it"),
        ("Rutte ha detto che l’accordo non c’è ancora", "it"),
        ("They said that it was the end of the war", "en"),
        ("Nous avons perdu notre maison dans la tempête", "fr"),
        ("Los vecinos han perdido su casa y no tienen nada", "es"),
        ("Wir haben unser Haus im Sturm verloren, aber nicht die Hoffnung", "de"),
        ("Президент выступил сегодня вечером", "ru"),
        ("Президент виступив сьогодні ввечері в Києві", "uk"),
        ("歩道を走るロボット", "ja"),
        ("Mario Rossi 3-2", "und"),
        ("", "und"),
        ("Володимир Зеленський e la Nato si sono parlati di nuovo a Kiev nella notte", "it"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "(" * 200_000,
        "A" * 200_000,
        "A " * 100_000,
        "— (@a) " * 30_000,
        '."' * 100_000,
        "\n" * 200_000,
        "Roma, " * 40_000,
    ],
    ids=["brackets", "letter", "capitals", "credits", "stops", "lines", "places"],
)
def test_hostile_texts_cost_linear_time(text: str) -> None:
    article = make_article(text + " fine.", "a.txt")
    assert article.text.endswith("fine.")


PIECES = [
    "Roma", "ROMA", " (ANSA) ", "(", ")", " – ", "-", "\n", "\n\n", ", ", ". ", " | ", "3 febbraio 2026", "31 feb", "2026-02-30",
    "99/99/9999", "16:30", "ore 25.99", "Pubblicato il ", "© ANSA", "Il sindaco ha firmato.", "«", "»", "\u2028", "\x0b", "😀",
    "e\u0301", "— Nome (@nome) March 3, 2026", "We are the people of the city and we will win", " ", "a" * 300, "\\", "/", "lì ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_whatever_the_text_offsets_stay_inside_it(text: str) -> None:
    header = read_header(text)
    assert 0 <= header.title_end <= len(text)
    assert 0 <= header.body_start <= len(text)
    assert text[: header.title_end].endswith(header.title or "")
    assert (header.place or "") in text
    assert (header.published_at is None) or header.published_at.date() == header.published_on
    end = 0
    for start, stop, _ in foreign_blocks(text):
        assert end <= start < stop <= len(text)
        end = stop


@given(st.binary(max_size=300) | st.text(max_size=50).map(lambda text: text.encode("cp1252", "ignore")))
@example(b"??\xb9")
@settings(max_examples=300, deadline=None, derandomize=True)
def test_whatever_the_bytes_they_are_a_text_or_refused(raw: bytes) -> None:
    try:
        text = decode(raw)
    except InputError:
        return
    assert "\r" not in text
    assert "\x00" not in text
    assert text.strip()
    assert decode(text.encode()) == text.removeprefix("\ufeff")
