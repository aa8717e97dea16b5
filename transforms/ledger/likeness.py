"""How surely two figures tell one quantity, and why: points for number, noun, words around, place."""

from math import exp
from typing import NamedTuple

from transforms.language import words_of
from transforms.ledger.apart import is_forbidden, looks_back, may_differ, same_noun
from transforms.ledger.pairs import TOLLS, Pair, pair_of
from transforms.ledger.seen import Seen

#: From so many points on two figures tell one quantity.
ENOUGH = 4.0
#: Shares of words around: the sentence is told again; it is about the same.
_SAME_SENTENCE, _ALIKE = 0.6, 0.25
#: Nouns that tell nothing of whom they count, and units of which an event has one number.
_PEOPLE, _OF_ONE_THING = frozenset({"persona", "unità"}), frozenset({"magnitude"})

#: Articles and pronouns before a number that was told: "due dei sette", "quegli 80 milioni".
_THE = words_of(
    "i gli le dei degli delle ai agli alle dai dagli dalle nei negli nelle sui sugli sulle quei quegli "
    "quelle questi queste"
)

Evidence = list[tuple[float, str]]


class Likeness(NamedTuple):
    """Points that speak for one quantity, with their reasons for people.

    Attributes:
        is_equal: whether both tell the same value.
        fits: whether their text may tell both values of one quantity; None: values are equal, or texts two.
    """

    points: float
    reasons: tuple[str, ...]
    is_equal: bool = True
    fits: bool | None = None

    @property
    def score(self) -> float:
        """A number from 0 to 1."""
        return 1 / (1 + exp(ENOUGH / 2 - self.points))


def likeness(left: Seen, right: Seen, copied: bool) -> Likeness | None:
    """What speaks for one quantity; None where something forbids it.

    Args:
        left: a figure.
        right: another one, told later or further on.
        copied: whether one text took words from the other.
    """
    pair = pair_of(left, right, copied)
    is_told_again = pair.is_equal and copied and pair.shared >= _SAME_SENTENCE
    if not is_told_again and is_forbidden(pair):
        return None
    words = _of_words(pair)
    evidence = [*(_of_one_value(pair) if pair.is_equal else _of_two_values(pair)), *words, *_of_place(pair)]
    if not pair.is_equal and left.what != right.what and not (pair.is_close and same_noun(pair)):
        evidence.append((-3.0, ""))  # what is expected and what came
    if looks_back(pair):
        evidence.append((-3.0, ""))
    if copied and pair.shared >= _SAME_SENTENCE:
        evidence.append((1.5, "copied words"))
    if pair.is_equal and pair.in_one_text and not (words or left.figure.in_headline or _takes_up(pair)):
        evidence.append((-1.0, ""))  # nothing but the number is the same
    return Likeness(
        sum([points for points, _ in evidence]),
        tuple([reason for points, reason in evidence if points > 0 and reason]),
        pair.is_equal,
        None if pair.is_equal or not pair.in_one_text else may_differ(pair),
    )


def _of_one_value(pair: Pair) -> Evidence:
    left, right = pair.left, pair.right
    is_rough = left.figure.modifier != right.figure.modifier
    found = [(pair.rarity - is_rough, f"{left.figure.surface} = {right.figure.surface}")]
    if pair.in_one_text and left.figure.in_headline != right.figure.in_headline:
        found.append((1.0, "headline"))
    if _takes_up(pair):
        found.append((3.0, "taken up again"))
    if right.figure.aspect == "previous":
        found.append((2.5 if right.is_contrasted else 1.5, "told before"))
    if _lead(pair):
        found.append((0.5, "first of its kind in both"))
    return found


def _of_two_values(pair: Pair) -> Evidence:
    one, other = sorted((pair.left.value[0], pair.right.value[0]))
    found = [(float(one / other) / 2, "")] if pair.is_near else [(-2.0, "")]
    if pair.meets:
        found.append((1.0, f"{pair.left.figure.surface} meets {pair.right.figure.surface}"))
    if _lead(pair):
        found.append((1.0 if pair.left.figure.concept else 1.25, "first of its kind in both"))
    elif pair.in_one_text and pair.has_two_voices:
        found.append((1.5, "another voice"))
    return found


def _takes_up(pair: Pair) -> bool:
    """Whether the later one is a number alone that its text has told before: "due dei sette"."""
    later = pair.right.figure
    return pair.in_one_text and later.lemma is None and not _THE.isdisjoint(later.before.casefold().split()[-1:])


def _lead(pair: Pair) -> bool:
    return pair.left.leads and pair.right.leads and pair.left.kind == pair.right.kind


def _of_words(pair: Pair) -> Evidence:
    left, right = pair.left, pair.right
    one, other = left.figure, right.figure
    found = _of_nouns(pair)
    if not pair.is_equal and (one.sentence == other.sentence or not (found or pair.meets)):
        return found  # Figures of one sentence have the same words around, and so have those of its copy.
    if not (one.lemma and one.lemma == other.lemma) and (heads := left.heads & right.heads):
        found.append((min(1.5, 0.75 * len(heads)), "same words for what it is"))
    if pair.shared >= (_ALIKE if pair.is_equal else 2 * _ALIKE):
        found.append((4 * pair.shared, "same words around"))
    if not pair.is_equal and one.lemma != other.lemma and not (left.is_general and right.is_general):
        found.append((-1.0, ""))
    return found


def _of_nouns(pair: Pair) -> Evidence:
    one, other = pair.left.figure, pair.right.figure
    if one.concept and one.concept == other.concept:
        return [(3.0 if pair.is_equal or one.concept in TOLLS else 1.0, f"same concept {one.concept}")]
    if one.lemma and one.lemma == other.lemma:
        return [(1.5 if one.lemma in _PEOPLE else 2.5, f"both count {one.lemma}")]
    if one.lemma and other.lemma:
        return [] if pair.is_rare else [(-1.0, "")]
    if not pair.is_equal and pair.left.kind and pair.left.kind == pair.right.kind and not pair.has_old:
        return [(2.5 if one.unit in _OF_ONE_THING else 1.5, f"both of {pair.left.kind.strip()}")]
    return []


def _of_place(pair: Pair) -> Evidence:
    one, other = pair.left.figure, pair.right.figure
    found: Evidence = []
    if one.place and one.place == other.place:
        found.append((0.5, f"same place {one.place}"))
    if pair.is_equal:
        return found
    if one.place and other.place and one.place != other.place:
        found.append((-0.5, ""))
    about, other_about = pair.left.about, pair.right.about
    if about is not None and other_about is not None and about.isdisjoint(other_about):
        found.append((-1.0, ""))
    return found
