"""Names by the company that they keep: beside the minute of a match, in a list of names of one kind."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from transforms.language import words_of
from transforms.names.proposals.shapes import run_end
from transforms.names.text import NameSpan, NameText
from transforms.names.words import DEFINITES, SMALL, name_words, titles

#: Who is named with the minute of a match; a person of that surname elsewhere is somebody else.
PLAYER = "rule:player"
#: "38'", "7’", "12′".
_MINUTE = re.compile(r"(?<![\w.,])\d{1,3}[’'′´](?![’'′´\w])")
_AT_MINUTE = words_of("al all dal dall")
#: Between a minute and a name: the half, the penalty.
_HALF = words_of("pt st rig aut su")
_WITH = _HALF | {"con"}
#: What ends an entry behind the name.
_ENDS = (",", ";", ")", "(", ".", "\n", "")
#: No player and no entry of a list is called by more words.
_CALLED = 3
#: Between two entries of a list: marks, numbers, minutes; a mark that parts them is among it.
_LINK = re.compile(r"(?=[^\n]{0,24}[,;(])[ \d.,;()’'′+–-]{1,24}(?:(?:st|pt|dal|al|e)[ \d.,;()’'′+–-]{1,12}){0,2}")
#: A list has so many entries, so many of them of one kind, and no more of others that are sure.
_LISTED, _SURE_OF = 4, 3


def with_players(text: NameText, spans: list[NameSpan]) -> list[NameSpan]:
    """Make who stands beside the minute of a match a person: "gol di Neri al 38'", "(12' st Neri)", "Neri 7', 9'"."""
    found = {last: first for first, last in _players(text) if _is_player(text, first, last)}
    if not found:
        return spans
    kept: list[NameSpan] = []
    for span in spans:
        first = found.pop(span.last, -1) if _may_be_person(text, span) else -1
        kept.append(span if first < 0 or span.size > 1 else replace(span, kind="PER", rule=PLAYER, known=None, tail=""))
    return _filled(text, kept, [NameSpan(first, last, "PER", PLAYER) for last, first in found.items()])


def with_authors(text: NameText, spans: list[NameSpan]) -> list[NameSpan]:
    """Make who has a goal, a cross, a red card persons in a text about sport: "le reti di Neri e Bruni"."""
    if name_words("sport").isdisjoint(text.ordinary):
        return spans
    found: list[NameSpan] = []
    author = 0  # index after the last author
    for span in spans:
        goes_on = 0 < author <= span.first and text.between(author - 1, span.first) in (",", "e", "ed")
        player = (goes_on and span.size == 1) or _has_deed(text, span.first)
        author = span.last if player and (span.kind == "PER" or _may_be_author(span)) else 0
        own = author > 0 and _may_be_author(span)
        found.append(replace(span, kind="PER", rule=PLAYER, known=None, tail="") if own else span)
    return found


def _has_deed(text: NameText, at: int) -> bool:
    """Whether the name at word `at` owns what only players have; clubs have an article: "il gol del Napoli"."""
    before, noun = text.before(at), at - 2
    if before is None or before.norm not in ("di", "d"):
        return False
    if noun > 0 and text.adjective(noun) and text.joined(noun):
        noun -= 1
    return noun >= 0 and text.norms[noun] in name_words("of_player")


def _may_be_author(span: NameSpan) -> bool:
    """Whether a name can be that of somebody whom no table knows: no country, no club of the tables."""
    known = span.known
    if known is None:
        return (span.kind != "PER" or span.rule == "reference:surname") and span.size <= _CALLED
    weak = span.kind == "LOC" or known.form == "context" or known.group == "company"
    return weak and span.kind != "PER" and not span.fixed and span.size == 1


def _filled(text: NameText, spans: list[NameSpan], more: list[NameSpan]) -> list[NameSpan]:
    taken = bytearray(len(text.words))
    for span in spans:
        taken[span.first : span.last] = b"\1" * span.size
    free = [span for span in more if not any(taken[span.first : span.last])]
    return sorted([*spans, *free], key=lambda span: span.first)


def _may_be_person(text: NameText, span: NameSpan) -> bool:
    """Whether a found name can be a person's: no club, country or city of the tables."""
    known = span.known
    return span.kind == "PER" or known is None or known.form == "context" or known.group == "region"


def _players(text: NameText) -> Iterator[tuple[int, int]]:
    """Ranges of capitalised words beside a minute, before it and behind it."""
    for minute in _MINUTE.finditer(text.raw):
        at = bisect_left(text.starts, minute.start())
        if at >= len(text.words) or text.starts[at] != minute.start():
            continue
        told = at > 0 and text.norms[at - 1] in _AT_MINUTE and text.joined(at)
        last = at - 1 if told else at
        if last and text.joined(last) and text.words[last - 1].capital:
            first = last - 1
            while last - first < _CALLED and text.goes_on(first) and text.words[first - 1].capital:
                first -= 1
            if not text.opening[first]:  # "Pareggia al 12'": a verb opens the sentence
                yield first, last
        yield from _behind_minute(text, at, told)


def _behind_minute(text: NameText, at: int, told: bool) -> Iterator[tuple[int, int]]:
    """The name behind the minute at word `at`: "12' st Neri,", and of one that is told "al 12' con Neri …"."""
    first = at + 1
    while first < len(text.words) and text.norms[first] in (_WITH if told else _HALF) and first - at < _CALLED:
        first += 1
    if first < len(text.words) and text.words[first].capital and _follows(text, at, first):
        last = run_end(text, first)
        end = text.words[last - 1].end
        if told or text.raw[end : end + 2].strip(" ")[:1] in _ENDS:
            yield first, last


def _follows(text: NameText, at: int, first: int) -> bool:
    """Whether nothing but a blank or the half of the match stands between a minute and a name."""
    between = text.raw[text.words[at].end + 1 : text.words[first].start]
    return between.strip(" ") == "" if first == at + 1 else not set(between) & set(",;:()\n-–")


def _is_player(text: NameText, first: int, last: int) -> bool:
    """Whether capitalised words beside a minute can be a person's name, and are not a club with its article."""
    norm, before = text.norms[first], text.before(first)
    if last - first > _CALLED or max(map(len, text.norms[first:last])) < 3:  # "V C" is a class of a school
        return False
    if before is not None and before.norm in DEFINITES:
        return False
    plain = norm in titles() or (last - first < 2 and (norm in SMALL or norm in text.ordinary))
    return not plain and not any(norm in name_words(effect) for effect in ("none", "sport", "org", "place", "event"))


def one_kind_listed(text: NameText, spans: list[NameSpan]) -> list[NameSpan]:
    """Give all entries of a list the kind that most of them have: "Neri, Bruni, Rinvar, Orsi e Volpi"."""
    held = {span.first: span for span in spans}
    kinds: dict[int, NameSpan] = {}
    more: list[NameSpan] = []
    for entries in _lists(text):
        named = [held.get(first) for first, _ in entries]
        votes = Counter(span.kind for span in named if span is not None)
        kind, count = votes.most_common(1)[0] if votes else ("PER", 0)
        if count < _SURE_OF or 5 * count < 3 * len(entries):
            continue
        for (first, last), span in zip(entries, named, strict=True):
            if span is not None and span.kind != kind and span.size == 1 and _is_weak(span):
                kinds[first] = replace(span, kind=kind, known=None, tail="")
            elif span is None and kind == "PER" and first > entries[0][0] and _is_player(text, first, last):
                more.append(NameSpan(first, last, "PER", "rule:listed"))
    return _filled(text, [kinds.get(span.first, span) for span in spans], more) if kinds or more else spans


def _is_weak(span: NameSpan) -> bool:
    return span.known is None or span.known.form == "context"


def _lists(text: NameText) -> Iterator[list[tuple[int, int]]]:
    """Runs of capitalised words that nothing but marks, numbers and "e" part from each other."""
    entries: list[tuple[int, int]] = []
    at = 0
    while at < len(text.words):
        if not text.words[at].capital:
            at += 1
            continue
        last = run_end(text, at)
        link = text.raw[text.words[entries[-1][1] - 1].end : text.words[at].start] if entries else ""
        if entries and not (len(link) < 40 and (_LINK.fullmatch(link) or link == " e ")):
            if len(entries) >= _LISTED:
                yield entries
            entries = []
        if last - at <= _CALLED:
            entries.append((at, last))
        at = last
    if len(entries) >= _LISTED:
        yield entries
