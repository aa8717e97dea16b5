"""Fill `page.html`: the only place where facts, texts and pictures become HTML; whatever is not `Markup` is escaped."""

import re
from importlib.resources import files
from pathlib import Path
from shlex import quote
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from flows.report import drawing, words
from flows.report.gather import Content
from flows.report.history import SIGNS, history
from flows.report.texts import Texts
from flows.terminal import printable
from flows.version import code_version
from transforms.errors import UsageError

#: By this the page is known as ours (`make`).
GENERATOR = "spoglio report"
#: A label, an outlet or a reason from outside is cut here, a quotation there.
_LONG, _LONGER = 200, 320

_KINDS = {"count": "Counts of other things", "money": "Money", "percent": "Percentages", "measure": "Measures"}
_FIELDS = {
    "counted": "what is counted", "subject": "about whom", "source": "according to whom", "period": "for when",
    "part_of": "part of which", "speaker": "who speaks", "referent": "whom a role means",
}  # fmt: skip


def render(content: Content, texts: Texts, db: Path) -> str:
    """The whole page.

    Args:
        content: what it tells.
        texts: the texts that prove it.
        db: the warehouse, for its name and for commands that give what is left out.

    Raises:
        UsageError: a package for templates or pictures is not installed.
    """
    try:
        from jinja2 import Environment, StrictUndefined
    except ImportError as problem:
        raise UsageError(
            f"The report needs the package {problem.name}; install it with \"pip install 'spoglio[report]'\"."
        ) from problem
    here = files("flows.report")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {
        "day": words.day, "days": lambda row: words.days(*row), "moment": words.moment, "number": words.number,
        "bounds": words.bounds, "sure": words.sure, "short": _short, "quoted": _quoted, "address": address,
    }  # fmt: skip
    template = environment.from_string((here / "page.html").read_text(encoding="utf-8"))
    html: str = template.render(
        c=content,
        texts=texts,
        style=Markup((here / "style.css").read_text(encoding="utf-8")),
        generator=f"{GENERATOR} {code_version()}",
        name=_short(db.name),
        option=f"--db {quote(printable(db))}",
        pictures=_pictures(content),
        headings=[_heading(group) for group in content.groups],
        fields=_FIELDS,
        signs=SIGNS,
        link=_linker(texts),
        shown={row.document["doc_id"]: row.anchor for row in texts.shown},
    )
    return html


def _pictures(content: Content) -> dict[str, Any]:
    """Name → picture; those of nothing are left out."""
    drawn: dict[str, Any] = {}
    if content.days:
        drawn["timeline"] = drawing.timeline(content.days, wide=False)
        drawn["timeline_wide"] = drawing.timeline(content.days, wide=True)
    if content.speakers:
        drawn["speakers"] = drawing.counts(content.speakers, "speaker", "n_quotes", "speakers")
    if content.about:
        drawn["about"] = drawing.counts(content.about, "entity", "n_quotes", "about")
    if content.answers:
        drawn["answers"] = drawing.answers([row | {"field": _FIELDS[row["field"]]} for row in content.answers])
    drawn["ledger"] = [history(row["tellings"], f"quantity{at}") for at, row in enumerate(content.ledger)]
    drawn["groups"] = [
        drawing.ranges(group["figures"], f"figures{at}") if group["figures"] else ""
        for at, group in enumerate(content.groups)
    ]
    return drawn


def _heading(group: dict[str, Any]) -> str:
    if group["concept"]:
        return str(group["concept"]).replace("_", " ").capitalize()
    name = _KINDS[group["kind"]]
    return name if group["unit"] in (None, "%") else f"{name}, {group['unit']}"


def _linker(texts: Texts) -> Any:
    """``link(table, key, text)``: a text that leads to the place of its fact."""

    def link(table: str, key: str, text: object) -> Markup:
        anchor = texts.anchors.get((table, key))
        shown = _short(text)
        return Markup('<a href="#{}">{}</a>').format(anchor, shown) if anchor else Markup("{}").format(shown)

    return link


def _short(text: object, longest: int = _LONG) -> str:
    """A text from outside, without hidden signs, not too long; nothing for None."""
    plain = "" if text is None else printable(" ".join(str(text).split()))
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def _quoted(text: str) -> str:
    """The words of a quotation, at the length of a short paragraph."""
    return _short(text, _LONGER)


def address(url: str | None) -> str:
    """A web address that may be a link; nothing for any other, such as ``javascript:``.

    >>> address("https://giornale.example/a"), address("javascript:alert(1)"), address(" https://a.example")
    ('https://giornale.example/a', '', '')
    """
    if not url or not url.isprintable() or re.search(r"[\s\\]", url) or len(url) > 2_000:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname and not parts.username else ""
