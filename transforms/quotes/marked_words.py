"""Which marked words can be a quotation, and which are a title, a name or a term in scare quotes.

Only shape is judged here: the words, their capitals and what stands right in front of the opening mark. Whether
somebody says them is for `transforms.quotes`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter, itemgetter

from transforms.language import ADVERBS, AUXILIARIES, DETERMINERS, nouns, speech_forms, verb_forms
from transforms.quotes.marks import Mark, Marked, Side
from transforms.reference import words

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What the narrator may insert into a quotation, and what closes it, from the place where it begins:
_BETWEEN_DASHES = (
    # … – dice Neri – …, also without the space before or behind the second dash
    re.compile(r"(?<=\S)\s+[-–—]\s*(?=(\w[^-–—«»“”\"\n]{1,140}?)([,;:]?(?:\s+[-–—][.,;:]?\s*|[-–—][.,;:]?\s+)(?=\S)))"),
    # … – dice Neri
    re.compile(r"(?<=\S)\s+[-–—]\s+(?=(\w[^«»“”\"\n]{1,60}?)(\s*$))"),
)
#: Of two that begin at one place the first one counts.
_INSERTIONS = (
    _BETWEEN_DASHES[0],
    # … – dice Neri, sindaco di Verla. Partiamo …
    re.compile(r"(?<=\S)\s+[-–—]\s*(?=(\w[^-–—«»“”\"\n.]{1,140})(\.\s+)[A-ZÀ-Ü])"),
    _BETWEEN_DASHES[1],
    # …, dice Neri, …
    re.compile(r",\s+(?=([^\W\d_][^,.;:?!«»“”\"\n()]{1,60})(,\s+)\S)"),
)
#: So many words may be inserted.
_MOST_INSERTED = 20
# – Non torno – disse Neri –. Mai più.
_DIALOGUE = re.compile(
    r"^[^\S\n]*[-–—]\s?(?=\S)([^\n]{2,400}?)[,]?\s+[-–—]\s?(?=\w)([^-–—\n]{2,90})(?:[-–—][.,;:]?\s+(\S[^\n]{0,400}))?$",
    re.MULTILINE,
)
_INSERTED = re.compile(r",\s+(?=([^,.;:«»“”\"]{3,60}))")
#: So many words are somebody's.
_LONG = 3
_SENTENCE_ENDS = (".", "?", "!", "…")
#: Auxiliaries of those who speak of themselves.
_OWN = frozenset({"ho", "abbiamo"})
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzàèéìòù'’")


def find_quotations(text: str, pairs: Sequence[Marked], loose: Sequence[Mark] = ()) -> list[Marked]:
    """The spans that can be quotations, in order and never overlapping; an interrupted one gives its parts.

    Args:
        text: the text.
        pairs: its paired marks, outer before inner.
        loose: the marks without a partner.
    """
    outer: list[Marked] = []
    reach = -1
    for pair in pairs:
        if pair.outer_start >= reach:
            outer.append(pair)
            reach = pair.outer_end
    parts = [part for pair in outer if _can_be_said(text, pair) for part in _interrupted(text, _ended(text, pair))]
    ends = [pair.outer_end for pair in outer]
    unwritten = (*_dialogue(text), *_unopened(text, loose), *_unclosed(text, pairs, loose))
    spoken = [line for line in unwritten if not _overlaps(line, outer, ends)]
    return [_trimmed(text, part) for part in sorted([*parts, *spoken], key=lambda pair: pair.start)]


#: Between a mark that closes and the verb of whoever spoke.
_BEHIND = re.compile(r"[,.;]?\s+(?:[-–—]\s+)?([^\W_]+['’]?)\s?([^\W_]*)")
_SENTENCE_BEFORE = re.compile(r"[.!?…:;]\s")
_LONGEST_UNOPENED = 400


def _unopened(text: str, loose: Sequence[Mark]) -> Iterator[Marked]:
    """Words whose opening mark was never written: Torno domani», ha detto Neri. They begin with their sentence."""
    for mark in loose:
        verb = _BEHIND.match(text, mark.end) if mark.family != "single" else None
        if verb is None or text[mark.start - 1 : mark.start].isspace() or not _says(f"{verb[1]} {verb[2]}"):
            continue
        earliest = max(0, mark.start - _LONGEST_UNOPENED)
        start = max(earliest, text.rfind("\n", earliest, mark.start) + 1)
        for found in _SENTENCE_BEFORE.finditer(text, start, mark.start):
            start = found.end()
        if text[start : start + 1].isupper() and len(words_in(text, start, mark.start)) >= _LONG:
            yield Marked(start, mark.start, _seam(start), mark)


#: The words glued to a mark.
_GLUED = re.compile(r"([^\W_]+['’]?)\s?([^\W_]*)")


def _unclosed(text: str, pairs: Sequence[Marked], loose: Sequence[Mark]) -> Iterator[Marked]:
    """Words before a mark that stands as if it opened: «Torno «ha detto Neri; «Torno domani. «Parto lunedì»."""
    left = {mark.start for mark in loose}
    opening = sorted([*(pair.opening for pair in pairs), *loose], key=attrgetter("start"))
    closing: Mark | None = None
    for mark, after in pairwise(opening):
        words = text[mark.end : after.start].rstrip()
        if (
            mark is closing
            or mark.start not in left
            or not mark.side & Side.OPENS
            or mark.family != after.family
            or "\n" in words
        ):
            continue
        verb = _GLUED.match(text, after.end)
        if after.start in left and verb is not None and _begins_saying(f"{verb[1]} {verb[2]}"):
            closing = after
            yield Marked(mark.end, after.start, mark, after)
        elif words[-1:] in _SENTENCE_ENDS and len(_WORD.findall(words)) >= _LONG and not _SENTENCE_BEFORE.search(words):
            told = _ended(text, Marked(mark.end, after.start, mark, None))
            yield replace(told, closing=told.closing or _seam(after.start))


def _trimmed(text: str, part: Marked) -> Marked:
    words = text[part.start : part.end]
    start = part.start + len(words) - len(words.lstrip())
    return replace(part, start=start, end=start + len(words.strip()))


def _overlaps(line: Marked, outer: Sequence[Marked], ends: Sequence[int]) -> bool:
    behind = bisect_right(ends, line.outer_start)
    return behind < len(outer) and outer[behind].outer_start < line.outer_end


def words_in(text: str, start: int, end: int) -> list[str]:
    """The first words of a span, as many as matter for its shape."""
    return _WORD.findall(text[start : min(end, start + 400)])


def _can_be_said(text: str, pair: Marked) -> bool:
    """Whether the marked words can be a quotation: not a name or title, not a term of one or two words."""
    if pair.closing is None and not pair.continues and not _begins_statement(text, pair):
        return False
    words = words_in(text, pair.start, pair.end)
    if not words:
        return False
    return not names_something(text, pair) and (len(words) >= 3 or _utterance(text, pair))


def _begins_statement(text: str, pair: Marked) -> bool:
    """Whether a mark that is never closed opens a quotation: at the start of a line or behind a colon."""
    before = text[max(0, pair.outer_start - 3) : pair.outer_start].rstrip(" ")
    return not before or before[-1] in ":\n"


def _ended(text: str, pair: Marked) -> Marked:
    """A quotation that is never closed ends where the narrator speaks again: «Torno domani, ha detto Neri."""
    if pair.closing is not None or pair.continues:
        return pair
    for found in _INSERTED.finditer(text, pair.start, min(pair.end, pair.start + 1000)):
        if _begins_saying(found.group(1)):
            return replace(pair, end=found.start(), closing=_seam(found.start()))
    return pair


def _dialogue(text: str) -> Iterator[Marked]:
    """Lines of dialogue between dashes, when a verb of saying follows the words."""
    for found in _DIALOGUE.finditer(text):
        if not _says(found.group(2)):
            continue
        for group in (1, 3):
            if found.group(group):
                start, end = found.span(group)
                yield Marked(start, end, _seam(start), _seam(end))


def _utterance(text: str, pair: Marked) -> bool:
    """One or two words that are a statement of their own: «Sì», ha risposto; ha detto: «Mai»."""
    first = text[pair.start]
    if not (first.isupper() or first.isdigit()):
        return "-" in text[pair.start : pair.end] and first.isupper()
    before = text[max(0, pair.outer_start - 3) : pair.outer_start].rstrip(" ")
    return not before or before[-1] in ":.!?\n–—-…»”("


def _before_titles() -> frozenset[str]:
    return words("it/speech/titled_nouns", "lemma")


def names_something(text: str, pair: Marked) -> bool:
    """Whether the marked words are a title or a name rather than somebody's words."""
    line = text.rfind("\n", max(0, pair.outer_start - _NEAR_LINK), pair.outer_start) + 1
    if _LINK.match(text, line, pair.outer_start):
        return True
    words = words_in(text, pair.start, pair.end)
    before = _WORD.findall(text[max(0, pair.outer_start - 40) : pair.outer_start])
    gap = text[max(0, pair.outer_start - 2) : pair.outer_start].strip()
    previous = before[-1].lower() if before else ""
    attached = gap == "" or gap[-1] in _LETTERS
    said = previous in ("detto", "detta") and len(before) > 1 and before[-2].lower() in AUXILIARIES | ADVERBS
    if attached and not said and len(words) <= 18 and previous in _before_titles():
        return True
    if not (words and words[0][:1].isupper()) or len(words) > 12:
        return False
    if text[pair.start : pair.end].rstrip()[-1] in ".!?…,":
        return False
    heavy = [word for word in words if len(word) > 3]
    capitals = sum(word[0].isupper() for word in heavy)
    return len(heavy) >= 2 and capitals * 2 > len(heavy) and bool(gap) and attached


#: What opens a line that leads to another article, and how far its headline stands behind it at most.
_LINK = re.compile(r"\W{0,4}(?:leggi|guarda|vedi|ascolta) anche\b\W{0,4}$", re.IGNORECASE)
_NEAR_LINK = 40


def _interrupted(text: str, pair: Marked) -> list[Marked]:
    """The parts of a quotation that the narrator interrupts, between dashes or commas: «Tornerò – dice – presto»."""
    parts: list[Marked] = []
    start = pair.start
    opening: Mark = pair.opening
    for end, behind in _insertions(text, pair):
        if end < start:
            continue
        parts.append(Marked(start, end, opening, _seam(end)))
        start, opening = behind, _seam(behind)
    if start < pair.end:
        parts.append(Marked(start, pair.end, opening, pair.closing, pair.continues))
    return parts


def _insertions(text: str, pair: Marked) -> list[tuple[int, int]]:
    """Where the narrator speaks inside a quotation: start and end of each place, in order."""
    found: list[tuple[int, int]] = []
    for pattern in _INSERTIONS:
        tells = _says if pattern in _BETWEEN_DASHES else _begins_saying
        for match in pattern.finditer(text, pair.start, pair.end):
            if tells(match.group(1)):
                found.append((match.start(), match.end(2)))
    return sorted(found, key=itemgetter(0))


def _seam(at: int) -> Mark:
    return Mark(at, at, "seam", Side.EITHER)


def _says(words: str) -> bool:
    """Whether a verb or noun of saying stands near the beginning of some words: "ha poi detto Neri", "la sua tesi"."""
    found = [word.lower() for word in _WORD.findall(words)]
    if len(found) > _MOST_INSERTED:
        return False
    return not verb_forms().isdisjoint(found[:4]) or (
        found[0] in DETERMINERS and not nouns("statement").isdisjoint(found[1:3])
    )


def _begins_saying(words: str) -> bool:
    """Whether the first of some words is a verb of saying: "dice Neri", "ha poi detto Neri".

    Those who are quoted tell in the imperfect themselves («Non rispondeva, continuava a ridere, …»), of what they said
    («Sono stanco, ho detto, …») and with the same verbs («faccia pure, …», «considerata da tutti, …», «dire basta, …»,
    «sapendo la verità, …»).
    """
    first = [word.lower() for word in _WORD.findall(words)[:3]]
    if not first or first[0] in _OWN:
        return False
    tenses = [
        {form.tense for verb, form in speech_forms().get(word, ()) if not verb.tail or verb.tail[0] in first[at + 1 :]}
        - {"imperfect", "infinitive", "subjunctive", "gerund"}
        for at, word in enumerate(first)
    ]
    if not (tenses[0] - {"participle"} or (first[0] in AUXILIARIES and any(tenses))):
        return False
    verb = max(at for at, told in enumerate(tenses) if told and (at == 0 or first[0] in AUXILIARIES))
    return _may_be_subject([word for word in _WORD.findall(words)[verb + 1 :] if word not in ADVERBS])


def _may_be_subject(words: list[str]) -> bool:
    """Whether who speaks may stand in the words behind a verb: none, a name or an article; «…, lancia proposte, …»."""
    return not words or words[0].lower() in DETERMINERS or any(word[0].isupper() for word in words)
