"""Whose a figure is where the text tells them in order: "Alfa e Beta sono rispettivamente al 12 e al 9%"."""

from collections.abc import Sequence
from itertools import pairwise

from transforms.language import AND
from transforms.relations.candidates import Candidate, Holders
from transforms.relations.scene import Scene

_WORD = "rispettivamente"
#: How far from the word the first of its figures begins, and from one figure to the next, in tokens.
_REACH, _APART = 5, 5
#: What stands between two holders, or two figures, of one list.
_LINKING = ("ADJ", "ADP", "CCONJ", "DET", "PRON", "PUNCT")
_JOINS = AND | {","}


def in_order(holders: Holders, k: int) -> dict[str, bool]:
    """Names of the holders that the figures of such a list have, in order, and whether it is figure `k`'s."""
    scene = holders.scene
    sentence = scene.context.sentence[k]
    at = scene.once(_word_in, sentence)
    figures = _figures_at(scene, sentence, at) if at is not None else []
    if at is None or len(figures) < 2 or k not in figures:
        return {}
    first = min(at, scene.context.spans[figures[0]][0])
    bracket_of = scene.context.bracket_of
    before = [one for one in holders.of(sentence) if one.last <= first and bracket_of(one.head) is None]
    found: dict[str, bool] = {}
    for row in _rows(scene, before):
        if len(row) == len(figures) and not AND.isdisjoint(scene.syntax.words(row[-2].head, row[-1].head)):
            found = {one.name: place == figures.index(k) for place, one in enumerate(row)}
    return found


def _word_in(scene: Scene, sentence: int) -> int | None:
    """The token of the word in a sentence."""
    start, end = scene.syntax.sentences[sentence]
    return next((at for at, word in enumerate(scene.syntax.words(start, end), start) if word == _WORD), None)


def _figures_at(scene: Scene, sentence: int, at: int) -> list[int]:
    """The figures right behind the word, else those before it, with a noun in between at most."""
    spans, here = scene.context.spans, scene.context.figures_in[sentence]
    rows: list[list[int]] = []
    for k in here:
        follows = bool(rows) and _is_linked(scene, spans[rows[-1][-1]][-1] + 1, spans[k][0])
        rows[-1].append(k) if follows else rows.append([k])
    behind = (row for row in rows if 0 < spans[row[0]][0] - at <= _REACH)
    before = (row for row in rows if at - spans[row[-1]][-1] in (1, 2))
    return next(behind, None) or next(before, [])


def _is_linked(scene: Scene, first: int, last: int) -> bool:
    """Whether only a comma or "e", articles and prepositions stand between two tokens."""
    words = scene.syntax.words(first, last)
    joined = 0 < len(words) <= _APART and not _JOINS.isdisjoint(words)
    return joined and all(scene.syntax.pos(at) in _LINKING for at in range(first, last))


def _rows(scene: Scene, before: Sequence[Candidate]) -> list[list[Candidate]]:
    """Candidates that are told as one list, as far as they are."""
    rows: list[list[Candidate]] = [[before[0]]] if before else []
    for one, other in pairwise(before):
        rows[-1].append(other) if _is_next(scene, one, other) else rows.append([other])
    return rows


def _is_next(scene: Scene, one: Candidate, other: Candidate) -> bool:
    first = one.last if one.entity is not None else one.head + 1
    last = other.first if other.entity is not None else other.head
    between = [at for at in range(first, min(last, first + 12)) if scene.context.bracket_of(at) is None]
    between = [at for at in between if scene.syntax.lower(at) not in ("(", ")")]
    joined = not _JOINS.isdisjoint(map(scene.syntax.lower, between))
    return joined and last - first <= 12 and all(scene.syntax.pos(at) in _LINKING for at in between)
