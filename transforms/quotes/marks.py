"""Which quotation marks belong together.

Newspapers mix « », “ ”, „ ”, ‘ ’, " ", '' '' and << >> in one text, forget closing marks, use one character for both
sides and the apostrophe for everything. So marks are never paired by counting: each mark gets a direction from its
shape and from the characters beside it, a pair stays inside its line, and only a mark that is still open at the end
of a line may be closed by the first mark of a later one.

Everything here is linear in the length of the text.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

from transforms.language import words_of

MarkReason = Literal["unpaired", "empty", "unit_mark", "apostrophe"]


class Side(IntEnum):
    """What a mark can be: the opening one, the closing one, or either."""

    OPENS = 1
    CLOSES = 2
    EITHER = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark as written; `family` says which marks may answer it."""

    start: int
    end: int
    family: str
    side: Side


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between marks: the span is the words, without the marks and the white space inside them.

    `closing` is None where the closing mark was never written; then the words end with their line.
    `continues` says that the next paragraph opens the same quotation anew.
    """

    start: int
    end: int
    opening: Mark
    closing: Mark | None
    continues: bool = False

    @property
    def outer_start(self) -> int:
        """First code point with the opening mark."""
        return self.opening.start

    @property
    def outer_end(self) -> int:
        """Code point after the last one with the closing mark."""
        return self.closing.end if self.closing else self.end


@dataclass(slots=True)
class Pairing:
    """The pairs of a text in order of their start, nested ones included, and the marks left over with the reason."""

    pairs: list[Marked] = field(default_factory=list)
    loose: list[tuple[Mark, MarkReason]] = field(default_factory=list)


_SHAPES: dict[str, tuple[str, Side]] = {
    "«": ("angle", Side.OPENS),
    "»": ("angle", Side.CLOSES),
    "‹": ("small_angle", Side.OPENS),
    "›": ("small_angle", Side.CLOSES),
    "<<": ("chevron", Side.OPENS),
    ">>": ("chevron", Side.CLOSES),
    "“": ("curly", Side.OPENS),
    "”": ("curly", Side.CLOSES),
    "„": ("curly", Side.OPENS),
    "‟": ("curly", Side.OPENS),
    '"': ("straight", Side.EITHER),
    "＂": ("straight", Side.EITHER),
    '""': ("straight", Side.EITHER),
    "''": ("typed", Side.EITHER),
    "’’": ("typed", Side.EITHER),
    "``": ("typed", Side.OPENS),
    "‘‘": ("typed", Side.OPENS),
}
# A table of comma-separated values doubles the mark: ""Torno domani"".
_MARK = re.compile(r"<<|>>|''|’’|‘‘|``|(?<!\")\"\"(?=\w)|(?<=[\w.!?…])\"\"(?!\")|[«»‹›“”„‟\"＂]")
_SINGLE = re.compile(r"[‘’‚‛'`]")
# A writer closes with another character than the one that opened, when only one of both is on the keyboard.
_SLOPPY = frozenset({("curly", "straight"), ("straight", "curly"), ("typed", "straight"), ("straight", "typed")})
_OPEN_SIDE = frozenset("([{«“„‘‹<'’\"/-–—")
_CLOSED_SIDE = frozenset(")]}»”’›>'\".,;:!?…-–—/")
# Lines without any mark that an open quotation may run over, before it counts as never closed.
_MAX_LINES = 6
# Words that end in an apostrophe by themselves.
_APOCOPE = words_of(
    "po mo be to va fa sta da di de ne co ca vo su fe pe piè pie fra tra se si li la giu l un d all dall dell nell "
    "sull coll quest quell c m s t v bell sant tutt senz anch com dov quand mezz gl grand nessun ciascun alcun buon"
)
# Accents typed as apostrophes (perche', citta', sara'): telling for a text as a whole.
_TYPED_ACCENT = re.compile(r"(?<![^\W\d_])(?:e|perche|puo|piu|gia|cosi|cioe|pero)['’](?![^\W\d_])", re.IGNORECASE)
_ACCENTED_END = re.compile(r"(?:ta|ra|tu|iu|uo|ia|io|si|he|ro|nto|edi|oe|i|^e)$", re.IGNORECASE)
# 1'9": minutes and seconds, with or without spaces.
_MINUTES = re.compile(r"\d\s?['’′]\s?\d{1,2}\s?$")
# 'ndrangheta, 'sto, '80: the apostrophe stands for letters left out in front.
_APHAERESIS = re.compile(
    r"\d|ndrangh|nduja|ndrin|ntrallazz|st[oaie]\b|na\b|no\b|l\b|o\b|e\b|a\b|i\b|ndocc", re.IGNORECASE
)


def pair_marks(text: str) -> Pairing:
    """Pair the quotation marks of a text.

    Args:
        text: any text.

    Returns:
        The pairs, outer before inner, and every mark without a partner. An apostrophe is no mark.
    """
    result = Pairing()
    pending: _Pending | None = None
    typed_accents = _TYPED_ACCENT.search(text) is not None
    for start, end in _lines(text):
        marks = _marks_of_line(text, start, end, typed_accents, result)
        line = _Line(text, start, end, result)
        if pending is not None:
            if not marks:
                pending = pending.over_one_more_line(result) if text[start:end].strip() else pending
                continue
            if _closes_pending(text, pending.opening, marks[0], start, end):
                line.push(pending.opening)
            else:
                anew = marks[0].start == _first_word(text, start, end) and marks[0].family == pending.opening.family
                pending.give_up(result, continues=anew)
            pending = None
        for mark in marks:
            line.take(mark)
        pending = line.finish()
    if pending is not None:
        pending.give_up(result, continues=False)
    result.pairs.sort(key=lambda pair: (pair.outer_start, -pair.outer_end))
    result.loose.sort(key=lambda item: item[0].start)
    return result


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _first_word(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _closes_pending(text: str, opening: Mark, mark: Mark, start: int, end: int) -> bool:
    return (
        mark.family == opening.family
        and mark.start != _first_word(text, start, end)
        and bool(_side(text, mark) & Side.CLOSES)
    )


# ---------------------------------------------------------------------------------------------------- single marks


def _marks_of_line(text: str, start: int, end: int, typed_accents: bool, result: Pairing) -> list[Mark]:
    """All marks of one line in order; apostrophes are left out."""
    marks = [Mark(found.start(), found.end(), *_SHAPES[found.group()]) for found in _MARK.finditer(text, start, end)]
    singles = _single_marks(text, start, end, {m.start for m in marks if m.family == "typed"}, typed_accents, result)
    if singles:
        marks = sorted([*marks, *singles], key=lambda mark: mark.start)
    return marks


def _single_marks(text: str, start: int, end: int, taken: set[int], typed_accents: bool, result: Pairing) -> list[Mark]:
    """The ‘…’ and '…' of a line that are quotation marks: an opening one and the next closing one."""
    marks: list[Mark] = []
    opening: int | None = None
    for found in _SINGLE.finditer(text, start, end):
        at, shape = found.start(), found.group()
        if at in taken or at - 1 in taken:
            continue
        if _single_opens(text, at, end):
            if opening is not None:
                _loose_single(text, opening, result)
            opening = at
        elif shape in "‘‚‛":
            result.loose.append((Mark(at, at + 1, "single", Side.OPENS), "apostrophe"))
        elif opening is not None and _single_closes(text, at, end, typed_accents):
            marks.append(Mark(opening, opening + 1, "single", Side.OPENS))
            marks.append(Mark(at, at + 1, "single", Side.CLOSES))
            opening = None
    if opening is not None:
        _loose_single(text, opening, result)
    return marks


def _loose_single(text: str, at: int, result: Pairing) -> None:
    if text[at] in "‘‚‛":  # ' and ’ alone are apostrophes
        result.loose.append((Mark(at, at + 1, "single", Side.OPENS), "unpaired"))


def _single_opens(text: str, at: int, end: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < end else " "
    if text[at] == "’" or not (before.isspace() or before in '([«“„"–—' or (before in "'’" and text[at] == "‘")):
        return False
    if not (after.isalnum() or after in '«“"[('):
        return False
    return (text[at] == "‘" and not after.isdigit()) or _APHAERESIS.match(text, at + 1) is None


def _single_closes(text: str, at: int, end: int, typed_accents: bool) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < end else " "
    if before.isspace() or after.isalnum():
        return False
    if not before.isalpha():
        return True
    word_start = at
    while word_start > 0 and at - word_start < 25 and text[word_start - 1].isalpha():
        word_start -= 1
    word = text[word_start:at].lower()
    if word in _APOCOPE and after not in ',.;:!?)»”"':
        return False
    return not (typed_accents and _ACCENTED_END.search(word) and after not in ",.;:!?)")


# ---------------------------------------------------------------------------------------------------- one line


def _side(text: str, mark: Mark) -> Side:
    """What the characters beside a mark let it be; its own shape where they say nothing."""
    before = text[mark.start - 1] if mark.start else "\n"
    after = text[mark.end] if mark.end < len(text) else "\n"
    free_before = before.isspace() or before in _OPEN_SIDE or (before == ":" and after.isalnum())
    free_after = after.isspace() or after in _CLOSED_SIDE
    if free_before and not free_after:
        return Side.EITHER if before.isspace() and after in "([" else Side.OPENS
    if free_after and not free_before:
        return Side.CLOSES
    if free_before and free_after:
        if before == "(" and after.isspace():  # (" Torno ")
            return Side.OPENS
        if before.isspace() and not after.isspace() and after not in ".,;:!?…)]}":
            return Side.OPENS
        if after.isspace() and not before.isspace():
            return Side.CLOSES
    return Side.EITHER


class _Line:
    """The stack of open marks while one line is read."""

    def __init__(self, text: str, start: int, end: int, result: Pairing) -> None:
        self.text, self.start, self.end, self.result = text, start, end, result
        self.open: list[Mark] = []
        self.count: Counter[str] = Counter()
        self.closed_after: int = -1  # start of the last mark that closed something

    def push(self, mark: Mark) -> None:
        self.open.append(mark)
        self.count[mark.family] += 1

    def take(self, mark: Mark) -> None:
        side = mark.side
        if mark.family == "straight" and (self._between_digits(mark) or self._of_seconds(mark)):  # 58"17, 1'9"
            self.result.loose.append((mark, "unit_mark"))
            return
        context = _side(self.text, mark)
        if side == Side.EITHER:
            side = context
            if side == Side.EITHER:
                side = Side.CLOSES if self.count[mark.family] or self._closes_other(mark) else Side.OPENS
        elif context != Side.EITHER and context != side and self._reversed(mark, context):
            side = context
        if side == Side.OPENS:
            self.push(mark)
        elif self.count[mark.family]:
            self._close(mark)
        elif self.open and (self.open[-1].family, mark.family) in _SLOPPY:
            self._close(mark, any_family=True)
        else:
            digit = self.text[max(mark.start - 2, 0) : mark.start].rstrip()[-1:].isdigit()
            self.result.loose.append((mark, "unit_mark" if digit and mark.family != "angle" else "unpaired"))

    def _between_digits(self, mark: Mark) -> bool:
        around = self.text[max(mark.start - 1, 0) : mark.start] + self.text[mark.end : mark.end + 1]
        return len(around) == 2 and around.isdigit()

    def _of_seconds(self, mark: Mark) -> bool:
        return _MINUTES.search(self.text, max(mark.start - 8, self.start), mark.start) is not None

    def _closes_other(self, mark: Mark) -> bool:
        """“testo ", : punctuation behind a mark of unclear side, and a mark of another family open."""
        following = self.text[mark.end] if mark.end < len(self.text) else "\n"
        sloppy = bool(self.open) and (self.open[-1].family, mark.family) in _SLOPPY
        return sloppy and following in ".,;:!?)\n"

    def _reversed(self, mark: Mark, context: Side) -> bool:
        """Whether a directed mark is used the other way round: “testo“, ”testo”, „testo“, »testo«."""
        if mark.family == "single":
            return False
        return bool(self.count[mark.family]) if context == Side.CLOSES else not self.count[mark.family]

    def _close(self, mark: Mark, any_family: bool = False) -> None:
        while self.open:
            opening = self.open.pop()
            self.count[opening.family] -= 1
            if any_family or opening.family == mark.family:
                self._pair(opening, mark)
                return
            self.result.loose.append((opening, "unpaired"))

    def _pair(self, opening: Mark, closing: Mark) -> None:
        start, end = opening.end, closing.start
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        self.closed_after = max(self.closed_after, opening.start)
        if start == end:
            self.result.loose += [(opening, "empty"), (closing, "empty")]
        else:
            self.result.pairs.append(Marked(start, end, opening, closing))

    def finish(self) -> "_Pending | None":
        """What stays open at the end of the line; marks that cannot be a quotation become loose."""
        pending: _Pending | None = None
        for index, mark in enumerate(self.open):
            last = index == len(self.open) - 1
            if last and mark.family != "single" and mark.start > self.closed_after:
                end = max(self.end, mark.end)
                pending = _Pending(mark, len(self.text[mark.end : end].rstrip()) + mark.end, self.text)
            else:
                self.result.loose.append((mark, "unpaired"))
        return pending


@dataclass(slots=True)
class _Pending:
    """A mark that is open at the end of its line; `end` is where the words of that line end."""

    opening: Mark
    end: int
    text: str
    lines: int = 0

    def over_one_more_line(self, result: Pairing) -> "_Pending | None":
        self.lines += 1
        if self.lines < _MAX_LINES:
            return self
        self.give_up(result, continues=False)
        return None

    def give_up(self, result: Pairing, continues: bool) -> None:
        start = self.opening.end
        while start < self.end and self.text[start].isspace():
            start += 1
        if start >= self.end:
            result.loose.append((self.opening, "unpaired"))
        else:
            result.pairs.append(Marked(start, self.end, self.opening, None, continues))
