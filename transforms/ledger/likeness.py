"""How surely two figures tell one quantity, and why: what forbids it, and what speaks for it."""

from datetime import timedelta
from decimal import Decimal
from math import exp
from typing import NamedTuple

from transforms.language import words_of
from transforms.ledger.given import stems
from transforms.ledger.seen import Seen

#: Days told for one event lie no farther apart; a text tells a long time that so lately ended; so much is common of two.
_SAME_EVENT, _BESIDE, _COMMON = timedelta(days=14), timedelta(days=120), 0.5
#: From so sure on a voice that was not published may be another one.
_NAMED = 0.3
#: How many times greater another value of one quantity may be.
_TIMES = 3
_LARGE = 1000
#: From so many points on a number is rare in a story.
_RARE = 2.5
#: From so many points on two figures tell one quantity.
ENOUGH = 4.0
#: Shares of words around: the sentence is told again; it is about the same; and how few words are no evidence.
_SAME_SENTENCE, _ALIKE, _LEAST_WORDS = 0.6, 0.25, 4
#: Concepts of which an event has one number.
TOLLS = frozenset({"dead", "injured", "missing", "displaced", "arrested"})


#: Nouns that tell nothing of whom they count, and units of which an event has one number.
_PEOPLE, _OF_ONE_THING = frozenset({"persona", "unità"}), frozenset({"magnitude"})
_CONTRASTS = words_of("invece però ma mentre contro smentisce corregge altro")


class Likeness(NamedTuple):
    """Points that speak for one quantity, the reasons in words, and whether one text may tell both values of it.

    `fits` is None where the values are equal or the texts two.
    """

    points: float
    why: tuple[str, ...]
    is_equal: bool = True
    fits: bool | None = None

    @property
    def score(self) -> float:
        """A number from 0 to 1."""
        return 1 / (1 + exp(ENOUGH / 2 - self.points))


class Pair(NamedTuple):
    """Two figures, the earlier one first, and what is known of both together."""

    left: Seen
    right: Seen
    is_equal: bool
    shared: float
    copied: bool

    @property
    def in_one_text(self) -> bool:
        """Whether one text tells both."""
        return self.left.figure.doc_id == self.right.figure.doc_id


def likeness(left: Seen, right: Seen, copied: bool) -> Likeness | None:
    """What speaks for one quantity; None where something forbids it.

    Args:
        left: a figure.
        right: another one, told later or further on.
        copied: whether one text took words from the other.
    """
    least = max(min(len(left.words), len(right.words)), _LEAST_WORDS)
    pair = Pair(left, right, _equal(left, right), len(left.words & right.words) / least, copied)
    is_told_again = pair.is_equal and copied and pair.shared >= _SAME_SENTENCE
    if not is_told_again and _forbidden(pair):
        return None
    evidence = [*_of_values(pair), *_of_words(pair), *_of_places(pair)]
    if copied and pair.shared >= _SAME_SENTENCE:
        evidence.append((1.5, "copied words"))
    if pair.in_one_text and len(evidence) == 4 and not left.figure.in_headline:
        evidence.append((-1.0, ""))  # only the number is the same
    points = sum(points for points, _ in evidence)
    apart = left.figure.sentence == right.figure.sentence or not _meets(pair)
    fits = None if pair.is_equal or not pair.in_one_text else not apart or _may_differ(pair)
    return Likeness(points, tuple(reason for points, reason in evidence if points > 0 and reason), pair.is_equal, fits)


def _equal(left: Seen, right: Seen) -> bool:
    if left.dimension == right.dimension or left.is_bare or right.is_bare:
        return left.interval == right.interval or left.value == right.value
    return False


def _forbidden(pair: Pair) -> bool:
    left, right, is_equal = pair.left, pair.right, pair.is_equal
    one, other = left.figure, right.figure
    is_rare = is_equal and _rarity_of(left, right) >= ENOUGH
    if left.what == "denied" or (left.what != right.what and not (_may_be_planned(left, right) and is_equal)):
        return True
    if left.dimension != right.dimension and not (
        (left.is_bare or right.is_bare) and (is_equal or left.interval.meets(right.interval))
    ):
        return True
    if is_equal and one.sentence == other.sentence and one.lemma != other.lemma:
        return True
    if one.concept and other.concept and one.concept != other.concept:
        return True
    if one.part_of == other.figure_id or other.part_of == one.figure_id:
        return True
    if left.is_part != right.is_part and not is_rare and "previous" not in (one.aspect, other.aspect):
        return True
    if one.place and other.place and one.place != other.place and not is_rare:
        # A text that tells figures of both places keeps them apart.
        if is_equal:
            return one.concept not in TOLLS
        if (pair.in_one_text and not _meets(pair)) or (right.kind, other.place) in left.placed or (left.kind, one.place) in right.placed:
            return True
    return not _same_time(pair, is_rare)


def _may_be_planned(left: Seen, right: Seen) -> bool:
    """Whether one of them is told as planned and may be so in both: each sentence is read alone, the number is rare."""
    return {left.what, right.what} == {"level", "planned"} and _rarity_of(left, right) >= _RARE


def _may_differ(pair: Pair) -> bool:
    """Whether one text may give both values of a quantity: an old one, a rounder one, one of another voice."""
    one, other = pair.left.figure, pair.right.figure
    if "previous" in (one.aspect, other.aspect):
        return True
    return (_two_voices(pair) or _contrasts(pair)) and _near(pair.left, pair.right)


def _contrasts(pair: Pair) -> bool:
    """As in "per il Comune invece sono 40": the sentence of the second figure sets it against another one."""
    words = f"{pair.right.figure.before} {pair.right.figure.after}".casefold().split()
    return not _CONTRASTS.isdisjoint(word.strip(",.;:") for word in words)


def _meets(pair: Pair) -> bool:
    """Whether both may be true, and are not far apart for that."""
    return pair.is_equal or (pair.left.interval.meets(pair.right.interval) and _near(pair.left, pair.right))


def _two_voices(pair: Pair) -> bool:
    best = [figure.sources[0] for figure in (pair.left.figure, pair.right.figure) if figure.sources]
    return len({voice.name for voice in best if voice.confidence > _NAMED}) == 2


def _near(left: Seen, right: Seen) -> bool:
    """Whether one value is not more than some times the other."""
    one, other = sorted((left.value[0], right.value[0]))
    return one > 0 and other / one <= _TIMES


def _same_time(pair: Pair, is_rare: bool) -> bool:
    left, right = pair.left, pair.right
    if left.days is None or right.days is None or not (left.is_told or right.is_told):
        return True
    (first, last), (other_first, other_last) = left.days, right.days
    if left.is_long and right.is_long:
        common = (min(last, other_last) - max(first, other_first)).days + 1
        longer = max(last - first, other_last - other_first).days + 1
        return common / longer >= _COMMON
    if left.is_long != right.is_long:
        away = max(first, other_first) - min(last, other_last)
        return is_rare and away <= _BESIDE if not (left.is_told and right.is_told) else pair.is_equal and away <= _SAME_EVENT
    return max(first, other_first) - min(last, other_last) <= _SAME_EVENT


def _of_values(pair: Pair) -> list[tuple[float, str]]:
    left, right = pair.left, pair.right
    if pair.is_equal:
        headline = pair.in_one_text and left.figure.in_headline != right.figure.in_headline
        rough = left.figure.modifier != right.figure.modifier
        return [
            (_rarity_of(left, right) - (1.0 if rough else 0.0), f"{left.figure.surface} = {right.figure.surface}"),
            (1.0 if headline else 0.0, "headline"),
            (1.5 if right.figure.aspect == "previous" else 0.0, "told before"),
            (0.5 if left.leads and right.leads and left.kind == right.kind else 0.0, "first of its kind in both"),
        ]
    found: list[tuple[float, str]] = [] if _near(left, right) else [(-2.0, "")]
    if _meets(pair):
        found.append((1.0, f"{left.figure.surface} meets {right.figure.surface}"))
    least, most = sorted((left.value[0], right.value[0]))
    if most:
        found.append((0.5 * float(least / most), ""))
    if left.leads and right.leads and left.kind == right.kind:
        found.append((1.0 if left.figure.concept else 1.25, "first of its kind in both"))
    elif pair.in_one_text and (_two_voices(pair) or _contrasts(pair)):
        found.append((1.5, "another voice"))
    return found


def _rarity_of(left: Seen, right: Seen) -> float:
    """How unlikely it is that another quantity of the story has the same number."""
    value = left.value[0]
    digits = len(value.normalize().as_tuple().digits)
    if value != value.to_integral_value():
        return 3.0
    if value >= _LARGE and "money" in (left.figure.kind, right.figure.kind):
        return 4.0
    if value >= 100:
        return 4.0 if digits >= (2 if value < _LARGE else 3) else 3.0
    return 2.5 if value > 20 else 1.0


def _of_words(pair: Pair) -> list[tuple[float, str]]:
    left, right = pair.left, pair.right
    one, other = left.figure, right.figure
    found: list[tuple[float, str]] = []
    if one.concept and one.concept == other.concept:
        found.append((3.0 if pair.is_equal or one.concept in TOLLS else 1.0, f"same concept {one.concept}"))
    elif one.lemma and one.lemma == other.lemma:
        found.append((1.5 if one.lemma in _PEOPLE else 2.5, f"both count {one.lemma}"))
    elif one.lemma and other.lemma:
        found.append((0.0 if pair.is_equal and _rarity_of(left, right) >= ENOUGH else -1.0, ""))
    elif not pair.is_equal and left.kind and left.kind == right.kind and "previous" not in (one.aspect, other.aspect):
        found.append((2.5 if one.unit in _OF_ONE_THING else 1.5, f"both of {left.kind}"))
    if not pair.is_equal and (one.sentence == other.sentence or not (found or _meets(pair))):
        return found  # Figures of one sentence have the same words around, and so have those of its copy.
    if not (one.lemma and one.lemma == other.lemma) and (heads := left.heads & right.heads):
        found.append((min(1.5, 0.75 * len(heads)), "same words for what it is"))
    if pair.shared >= (_ALIKE if pair.is_equal else 2 * _ALIKE):
        found.append((4 * pair.shared, "same words around"))
    if not pair.is_equal and not (left.is_general and right.is_general) and one.lemma != other.lemma:
        found.append((-1.0, ""))
    return found


def _of_places(pair: Pair) -> list[tuple[float, str]]:
    one, other = pair.left.figure, pair.right.figure
    found: list[tuple[float, str]] = []
    if one.place and other.place:
        if one.place == other.place:
            found.append((0.5, f"same place {one.place}"))
        elif not pair.is_equal:
            found.append((-0.5, ""))
    if not pair.is_equal and one.subject and other.subject and not set(stems(one.subject)) & set(stems(other.subject)):
        found.append((-1.0, ""))
    return found
