"""Newsletters: messages and mailboxes, their parts, what their header tells, and those that mean harm."""

from datetime import datetime
from email.message import EmailMessage

import pytest

from flows.readers.mail import FORMAT, MAILBOX, MAX_BYTES
from flows.readers.reader import Record, Refused
from tests.flows.readers.reading import BODY, TEXT, events, reason, record

SUBJECT = "Perché chiude il ponte"
SEPARATOR = b"From news@voce.example Thu Mar  5 08:30:00 2026\n"


def message(
    *, plain: str | None = None, html: str | None = None, sender: str = "La Voce del Lago <news@voce.example>"
) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = sender, SUBJECT, "Thu, 05 Mar 2026 07:30:00 +0000"
    if plain is not None:
        made.set_content(plain)
    if html is not None:
        made.add_alternative(html, subtype="html") if plain is not None else made.set_content(html, subtype="html")
    return made


def test_the_page_comes_before_the_plain_text_and_all_that_it_shows_is_kept() -> None:
    found = record(message(plain="Testo piatto", html=f"<table><tr><td>{BODY}</td></tr></table>").as_bytes())
    assert found.text == f"{SUBJECT}\n\n{TEXT}"
    told = found.told
    assert (told.title, told.outlet, told.published_at) == (
        SUBJECT,
        "La Voce del Lago",
        datetime.fromisoformat("2026-03-05T08:30"),
    )
    assert found.complaints == ()


def test_plain_text() -> None:
    assert (
        record(message(plain="Il ponte riapre.\n\nDa lunedì.\n").as_bytes()).text
        == f"{SUBJECT}\n\nIl ponte riapre.\n\nDa lunedì."
    )


def test_a_host_that_is_known_tells_the_outlet() -> None:
    told = record(message(plain="Avviso.", sender="Redazione <avvisi@ansa.it>").as_bytes()).told
    assert (told.outlet, told.told_by) == ("ANSA", "outlet: address over mail")


def test_attachments_are_left_out_and_named() -> None:
    made = message(plain="Il ponte riapre.")
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="Orari città.pdf")
    made.add_attachment("Allegato di testo", filename="\x1b[31m.txt")
    made.add_attachment(message(plain="Inoltrata"))
    for number in range(9):
        made.add_attachment(b"x", maintype="image", subtype="png", filename=f"{number}{'a' * 100}.png")
    found = record(made.as_bytes())
    assert found.text == f"{SUBJECT}\n\nIl ponte riapre."
    assert found.complaints == (
        f"attachments were left out: 'Orari città.pdf', '\\x1b[31m.txt', 'message/rfc822', '0{'a' * 59}', '1{'a' * 59}', 7 more",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "no-such-thing", "utf-7"])
def test_what_is_sent_counts_more_than_what_is_declared(encoding: str, declared: str) -> None:
    head = f"From: a@b.example\nDate: Thu, 05 Mar 2026 08:30:00 +0100\nContent-Type: text/plain; charset={declared}\n"
    assert (
        record(f"{head}Content-Transfer-Encoding: 8bit\n\n".encode() + "Più età".encode(encoding), "a.eml").text
        == "Più età"
    )


def test_a_mailbox_holds_many() -> None:
    made = [
        message(plain=f"Testo {number}.\n\nFrom here on.\n").as_bytes().replace(b"\nFrom here", b"\n>From here")
        for number in range(3)
    ]
    found = events(b"".join(SEPARATOR + each + b"\n" for each in made))
    assert [(event.part, event.text) for event in found if isinstance(event, Record)] == [
        (str(number + 1), f"{SUBJECT}\n\nTesto {number}.\n\nFrom here on.") for number in range(3)
    ]


def test_one_message_of_a_mailbox_that_cannot_be_read_leaves_the_others() -> None:
    good = message(plain="Testo.").as_bytes()
    huge = b"From: a\nDate: b\n\n" + b"a" * 999 + b"\n" + b"b" * MAX_BYTES
    first, second, third = events(b"\n".join((SEPARATOR + good, SEPARATOR + huge, SEPARATOR + good)))
    assert isinstance(first, Record)
    assert isinstance(third, Record)
    assert second == Refused("2", f"the message is larger than {MAX_BYTES} bytes, the most that is read of one")


def test_a_message_that_breaks_the_library_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    made = iter((ValueError("charset"), None, OverflowError("year")))

    def breaks(data: bytes) -> Record:
        if problem := next(made):
            raise problem
        return Record("Testo.")

    monkeypatch.setattr("flows.readers.mail.read_message", breaks)
    assert events((SEPARATOR + b"From: a\n\nTesto\n\n") * 3) == [
        Refused("1", "this part is damaged and cannot be read (charset)"),
        Record("Testo.", "2"),
        Refused("3", "this part is damaged and cannot be read (year)"),
    ]


def nested(depth: int) -> bytes:
    parts = (b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth))
    return b"From: a@b.example\nDate: x\nSubject: y\n" + b"".join(parts) + b"Content-Type: text/plain\n\nTesto\n"


TOO_MANY = "the message has more lines and parts inside each other than are read of one"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (nested(5_000), TOO_MANY),
        (nested(10) + b"\n" * 1_000_000, TOO_MANY),
        (b"From: a\nDate: b\nSubject: c\n\n", "the message holds no text"),
        (b"From: a\nDate: b\nSubject: c\nContent-Type: application/pdf\n\n%PDF", "the message holds no text, only attachments: 'application/pdf'"),
        (b"From: a\nDate: b\nSubject: c\nContent-Type: multipart/mixed; boundary=x\n\n--x\n", "the message holds no text"),
        (b"From: a\nDate: b\nSubject: c\nContent-Type: multipart/mixed\n\nTesto", "the parts of the message cannot be told apart; the line that parts them is missing"),
        (b"From: a\nDate: b\nSubject: c\n\n\x00\x01\x02", "the file is binary, not text"),
    ],
    ids=["deep", "lines", "empty", "attached", "cut", "undivided", "NUL"],
)  # fmt: skip
def test_a_message_that_is_refused_says_why(data: bytes, why: str) -> None:
    assert reason(data) == why


@pytest.mark.parametrize(
    "head",
    [
        b"Subject: =?utf-8?b?////?=",
        b"Subject: " + b"=?utf-8?q?a?= " * 100_000,
        b"To: " + b"a@b.example, " * 100_000,
        b"Subject: \xff\xfe\xe8",
        b"Content-Type: text/plain; charset*=utf-8''%E0",
        b"Content-Type: te\xffxt/;;;",
        b"Content-Transfer-Encoding: base64",
        b"Content-Type: multipart/mixed",
    ],
)
def test_a_header_made_to_break_a_reader_does_not(head: bytes) -> None:
    assert len(events(b"From: a@b.example\nDate: x\nMIME-Version: 1.0\n" + head + b"\n\nVGVzdG8=\n", "a.eml")) == 1


def test_they_are_known_by_their_content() -> None:
    assert FORMAT.is_it(message(plain="x").as_bytes())
    assert MAILBOX.is_it(SEPARATOR + message(plain="x").as_bytes())
    plain = (b"From: Roma\n\nDate: oggi", b"Da: a\nDate: b", b"From here it is far", b"", b"Subject: x\nDate: y\n\nz")
    assert not any(is_it(head) for head in plain for is_it in (FORMAT.is_it, MAILBOX.is_it))
