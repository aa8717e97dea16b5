"""Bytes to text: encodings, damage, what is refused."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from transforms.documents.decoding import clean, decode
from transforms.errors import InputError

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
    raw = "Perché è così, più o meno".encode() + b" \xff \xe2\x80 "
    assert decode(raw) == "Perché è così, più o meno \ufffd \ufffd "


def test_what_was_joined_from_two_encodings_is_read_in_both() -> None:
    first, second = "Perché è così, più là che qua: «Si salpa già», e chissà\n", "L’età è – più o meno"
    assert decode(first.encode() + second.encode("cp1252")) == first + second


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


def test_the_euro_of_iso_8859_15_is_read() -> None:
    text = "La città paga 300 € più le spese: perché?"
    assert decode(text.encode("iso8859-15")) == text


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        ("Perché “no”: 5 €", "cp1252", "iso-8859-1"),
        ("Perché no", "utf-8", "iso-8859-1"),
        ("Perché no", "utf-16", "utf-8"),
        ("Ещё нет", "cp1251", "windows-1251"),
        ("città e età, già più", "mac_roman", "macintosh"),
        ("Perché no", "cp1252", "utf-8"),
        ("Perché no", "cp1252", "no such\x00name"),
        ("Perché +AOA-", "cp1252", "utf-7"),
    ],
)
def test_what_is_declared_counts_where_the_bytes_leave_it_open(text: str, encoding: str, declared: str) -> None:
    assert decode(text.encode(encoding), declared=declared) == text
