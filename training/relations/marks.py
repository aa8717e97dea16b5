"""Articles of our own with their marks, written as people can write them, read as the gold format.

A file holds several articles. One article::

    == agency_a01 2024-05-13
    Title

    Text, as many paragraphs as it has.
    -- entities
    PER | Anna Verri | also=Verri | roles=sindaca di Prato; prima cittadina@2
    -- figures
    oltre 300 | 300 count more_than | counted=sfollati | subject=L'alluvione | source=Anna Verri | modality=reported
    12% | 12 % percent | subject=… | period=2023-01-01..2023-12-31 | part_of=1 | unsure=subject,period
    -- quotes
    direct | Non siamo … in tempo | speaker=Anna Verri | surface=la sindaca | cue=ha detto

Figures and quotations stand in the order of the text: each is looked for behind the start of the one before. A role is
looked for from the top; `@2` means its second place. `maybe=` lists roles of which a reader is not sure: appositions
and bare nouns ("l'uomo"). A key that is left out is nothing (modality: asserted).

Where the text lies elsewhere, the head names its sentences, counted from 0, and no text follows:
`== ntrex_a01 2018-10-01 17/18-22,24`: 17 is the title, the others are a paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

#: Between the first and the last words of a long quotation.
_GAP = " … "
_MODIFIERS = ("approximate", "more_than", "less_than", "at_least", "at_most", "nearly")
_KINDS = ("count", "money", "percent", "measure", "age", "ratio", "score")
_MODALITIES = ("asserted", "reported", "planned", "hypothetical", "denied")
_FIELDS = ("counted", "subject", "source", "place")


class MarksError(ValueError):
    """A mark that cannot be read, with the article and the line."""


def read_marks(path: Path, sentences: Sequence[str] = ()) -> Iterator[tuple[str, dict[str, Any]]]:
    """The articles of a file: text and annotation as in the gold format.

    Args:
        path: the file.
        sentences: what the heads count, where the text lies elsewhere.

    Raises:
        MarksError: a line cannot be read, or what it marks does not stand in the text.
    """
    text = path.read_text(encoding="utf-8")
    for block in re.split(r"^== ", text, flags=re.M)[1:]:
        head, _, rest = block.partition("\n")
        try:
            yield _article(*_head(head, sentences), rest)
        except (ValueError, KeyError, IndexError) as problem:
            raise MarksError(f"{path.name}: {head.partition(' ')[0]}: {problem}") from problem


def _head(head: str, sentences: Sequence[str]) -> tuple[str, str, str]:
    """Name, day (empty if not known) and, where the text lies elsewhere, the text."""
    name, *told = head.split()
    day = told.pop(0) if told and re.fullmatch(r"\d{4}-\d\d-\d\d", told[0]) else ""
    paragraphs = told[0].split("/") if told else []
    return name, day, "\n\n".join(" ".join(sentences[at] for at in _numbers(lines)) for lines in paragraphs)


def _numbers(told: str) -> Iterator[int]:
    """The numbers of `3-5,8`."""
    for part in told.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def _article(name: str, day: str, text: str, rest: str) -> tuple[str, dict[str, Any]]:
    body, *sections = re.split(r"^-- (entities|figures|quotes)\n", rest, flags=re.M)
    text = (text or body.strip()) + "\n"
    named = zip(sections[::2], sections[1::2], strict=True)
    lines = {section: [line for line in told.splitlines() if line.strip()] for section, told in named}
    figures = _figures(text, lines.get("figures", []))
    gold = {
        "doc": name, "published_on": day or None, "published_basis": "metadata" if day else "none",
        "title": text.split("\n", 1)[0] if "\n\n" in text else None,
        "dates": [], "figures": figures,
        "quotes": _quotes(text, lines.get("quotes", [])),
        "entities": [_entity(text, line) for line in lines.get("entities", [])],
    }  # fmt: skip
    return text, gold


def _keys(parts: list[str]) -> dict[str, str]:
    """`key=value` parts; a part without value stands for itself."""
    pairs = [part.partition("=") for part in parts]
    return {key.strip(): value.strip() for key, _, value in pairs}


def _find(text: str, words: str, start: int) -> tuple[int, int]:
    """Where words stand as whole words from a place on."""
    left = r"(?<![\w])" if words[0].isalnum() else ""
    right = r"(?![\w])" if words[-1].isalnum() else ""
    found = re.compile(left + re.escape(words) + right).search(text, start)
    if found is None:
        raise ValueError(f"'{words}' does not stand in the text behind character {start}")
    return found.span()


def _figures(text: str, lines: list[str]) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    wholes: list[int] = []
    at = 0
    for line in lines:
        surface, value, *rest = [part.strip() for part in line.split(" | ")]
        start, end = _find(text, surface, at)
        at = end
        keys = _keys(rest)
        known = {*_FIELDS, "modality", "period", "part_of", "unsure"}
        if strange := set(keys) - known:
            raise ValueError(f"'{line}': unknown {sorted(strange)}")
        told: dict[str, Any] = {"surface": surface, "start": start, "end": end, **_value(line, value)}
        told |= {field: keys.get(field) or None for field in _FIELDS}
        told["modality"] = keys.get("modality") or "asserted"
        if told["modality"] not in _MODALITIES:
            raise ValueError(f"'{line}': unknown modality")
        told["period"] = _period(keys.get("period"))
        told["part_of"] = None
        wholes.append(int(keys.get("part_of") or 0))
        if "unsure" in keys:
            fields = [field.strip() for field in keys["unsure"].split(",") if field.strip()]
            told |= {"unsure_fields": fields} if fields else {"unsure": True}
        out.append(told)
    for told, whole in zip(out, wholes, strict=True):
        if whole:  # it may stand behind its part: "due dei sette"
            told |= {"part_of": out[whole - 1]["surface"], "part_of_start": out[whole - 1]["start"]}
    return out


def _value(line: str, value: str) -> dict[str, Any]:
    """`low[..high] [unit] kind [modifier]`."""
    bounds, *words = value.split()
    low, _, high = bounds.partition("..")
    modifier = words.pop() if words[-1] in _MODIFIERS else None
    kind = words.pop()
    if kind not in _KINDS:
        raise ValueError(f"'{line}': unknown kind '{kind}'")
    unit = " ".join(words) or None
    return {"kind": kind, "low": float(low), "high": float(high or low), "unit": unit, "modifier": modifier}


def _period(told: str | None) -> dict[str, str | None] | None:
    if not told:
        return None
    first, dots, last = told.partition("..")
    return {"from": first or None, "to": (last or None) if dots else first}


def _quotes(text: str, lines: list[str]) -> list[dict[str, Any]]:
    out = []
    at = 0
    for line in lines:
        form, words, *rest = [part.strip() for part in line.split(" | ")]
        if form not in ("direct", "indirect"):
            raise ValueError(f"'{line}': unknown form")
        first, gap, last = words.partition(_GAP)
        start, end = _find(text, first, at)
        if gap:
            end = _find(text, last, end)[1]
        at = start + 1
        keys = _keys(rest)
        if strange := set(keys) - {"speaker", "surface", "cue", "unsure"}:
            raise ValueError(f"'{line}': unknown {sorted(strange)}")
        told = {
            "form": form, "text": text[start:end], "start": start, "end": end, "speaker": keys.get("speaker") or None,
            "speaker_surface": keys.get("surface") or None, "cue": keys.get("cue") or None,
        }  # fmt: skip
        out.append(told | ({"unsure": True} if "unsure" in keys else {}))
    return out


def _entity(text: str, line: str) -> dict[str, Any]:
    kind, name, *rest = [part.strip() for part in line.split(" | ")]
    if kind not in ("PER", "ORG", "LOC"):
        raise ValueError(f"'{line}': unknown kind")
    keys = _keys(rest)
    if strange := set(keys) - {"also", "roles", "maybe", "wikidata"}:
        raise ValueError(f"'{line}': unknown {sorted(strange)}")
    mentions: list[dict[str, Any]] = []
    taken: list[tuple[int, int]] = []
    for surface in sorted({name, *_listed(keys.get("also"))}, key=len, reverse=True):
        for found in re.finditer(r"(?<!\w)" + re.escape(surface) + r"(?!\w)", text):
            span = found.span()
            if not any(a < span[1] and span[0] < b for a, b in taken):
                taken.append(span)
                mentions.append({"surface": surface, "start": span[0], "end": span[1], "via": "name"})
    if not mentions:
        raise ValueError(f"'{line}': neither '{name}' nor what is also said stands in the text")
    for key in ("roles", "maybe"):
        for role in _listed(keys.get(key)):
            words, _, place = role.partition("@")
            start, end = 0, 0
            for _ in range(int(place or 1)):
                start, end = _find(text, words, end)
            unsure = {"unsure": True} if key == "maybe" else {}
            mentions.append({"surface": words, "start": start, "end": end, "via": "role"} | unsure)
    mentions.sort(key=lambda mention: mention["start"])
    return {"name": name, "kind": kind, "wikidata": keys.get("wikidata"), "mentions": mentions}


def _listed(words: str | None) -> list[str]:
    return [word.strip() for word in (words or "").split(";") if word.strip()]
