"""Bytes through the one door of all readers, and pages, records of crawls and messages to read."""

import io
import json
from collections.abc import Mapping
from typing import Any

from flows.readers.read import read
from flows.readers.reader import Event, Limits, Record, Refused

LIMITS = Limits(1_000_000)
BODY = (
    "<p>BORGOLAGO - Il ponte sul torrente Serrano chiude da lunedì per 45 giorni: i tecnici della provincia hanno "
    "trovato due crepe nella spalla destra.</p>"
    "<h2>I lavori</h2>"
    "<p>L'intervento costerà 320mila euro, ha spiegato l'assessore Carlo Venturini: &laquo;Riapriremo prima di "
    "Pasqua&raquo;. Le linee deviate sono tre:</p>"
    "<ul><li>linea 4, per via Roma</li><li>linea 7, per il lungolago</li></ul>"
    "<p>Ogni giorno passano sul ponte circa 8.500 veicoli, il 12% in più di cinque anni fa.</p>"
)
TEXT = (
    "BORGOLAGO - Il ponte sul torrente Serrano chiude da lunedì per 45 giorni: i tecnici della provincia hanno "
    "trovato due crepe nella spalla destra.\n\n"
    "I lavori\n\n"
    "L'intervento costerà 320mila euro, ha spiegato l'assessore Carlo Venturini: «Riapriremo prima di Pasqua». Le "
    "linee deviate sono tre:\n\n"
    "- linea 4, per via Roma\n"
    "- linea 7, per il lungolago\n\n"
    "Ogni giorno passano sul ponte circa 8.500 veicoli, il 12% in più di cinque anni fa."
)
TITLE = "Chiude il ponte sul Serrano"


def page(
    body: str = BODY,
    head: str = "",
    *,
    title: str = TITLE,
    data: Mapping[str, Any] | str | None = None,
    lang: str = "it",
) -> str:
    """A page of a newspaper with all that stands around an article.

    Args:
        body: the article.
        head: more tags of the head.
        title: the headline, in the title bar and above the article.
        data: JSON-LD.
        lang: the language that the page says it is in.
    """
    script = data if isinstance(data, str) or data is None else json.dumps(data)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} - La Voce del Lago</title>{head}'
        + (f'<script type="application/ld+json">{script}</script>' if script is not None else "")
        + "<style>p { color: red }</style><script>var spesa = 999;</script></head><body>"
        '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/c">Cronaca</a></li></ul></nav></header>'
        f"<main><article><h1>{title}</h1>{body}</article>"
        '<aside><h3>I più letti</h3><ol><li><a href="/1">Frana a Montorso, sfollate 12 famiglie</a></li></ol></aside></main>'
        "<footer><p>&copy; 2026 La Voce del Lago srl</p></footer></body></html>"
    )


def events(data: bytes | str, name: str = "", limits: Limits = LIMITS) -> list[Event]:
    """What is found in a file."""
    raw = data.encode() if isinstance(data, str) else data
    return [event for _, event in read(io.BytesIO(raw), name, limits)]


def record(data: bytes | str, name: str = "") -> Record:
    """The one text of a file."""
    (event,) = events(data, name)
    assert isinstance(event, Record), event
    return event


def reasons(data: bytes | str, name: str = "") -> list[tuple[str, str]]:
    """What of a file is refused: part and reason."""
    return [(event.part, event.reason) for event in events(data, name) if isinstance(event, Refused)]


def reason(data: bytes | str, name: str = "") -> str:
    """Why a whole file is refused."""
    ((part, why),) = reasons(data, name)
    assert part == ""
    return why
