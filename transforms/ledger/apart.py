"""What forbids that two figures tell one quantity: part and whole, another time, another place, another class."""

from datetime import timedelta

from transforms.ledger.pairs import TOLLS, Pair

#: Days told for one event lie no farther apart; a text tells what so lately ended; so much is common of two long times.
_SAME_EVENT, _LATELY, _COMMON = timedelta(days=14), timedelta(days=120), 0.5
#: Texts of so many days later look back at the event.
_AFTERWARDS = timedelta(days=30)
#: A number of so many points may be told as planned by one text and as a fact by another.
_MAY_BE_PLANNED = 2.5


def is_forbidden(pair: Pair) -> bool:
    """Whether both are never linked, whatever speaks for it."""
    return _other_class(pair) or _other_thing(pair) or _other_place(pair) or not _same_time(pair)


def may_differ(pair: Pair) -> bool:
    """Whether one text may give both values of a quantity: an old one, a rounder one, one of another voice."""
    if pair.meets and pair.left.figure.sentence != pair.right.figure.sentence:
        return True
    if pair.left.rival_of == pair.right.figure.figure_id or pair.right.rival_of == pair.left.figure.figure_id:
        return True
    return pair.has_old or (pair.is_near and pair.has_two_voices)


def _other_class(pair: Pair) -> bool:
    """Levels with levels, planned with planned. Each sentence is read alone: of a rare number the tense may mislead."""
    left, right = pair.left.what, pair.right.what
    if left == right:
        return left == "denied"
    if {left, right} != {"level", "planned"}:
        return True
    return pair.rarity < _MAY_BE_PLANNED if pair.is_equal else pair.in_one_text


def same_noun(pair: Pair) -> bool:
    """Whether both name the same, as far as a noun or a concept tells."""
    one, other = pair.left.figure, pair.right.figure
    return (one.concept or one.lemma) is not None and (one.concept, one.lemma) == (other.concept, other.lemma)


def _other_thing(pair: Pair) -> bool:
    left, right = pair.left, pair.right
    one, other = left.figure, right.figure
    if left.dimension != right.dimension and not ((left.is_bare or right.is_bare) and pair.meets):
        return True
    if one.concept and other.concept and one.concept != other.concept:
        return True
    if pair.is_equal and one.sentence == other.sentence and one.lemma != other.lemma:
        return True
    if one.part_of == other.figure_id or other.part_of == one.figure_id:
        return True
    return left.is_part != right.is_part and not pair.is_rare and not pair.has_old


def _other_place(pair: Pair) -> bool:
    left, right = pair.left, pair.right
    place, other = left.figure.place, right.figure.place
    if not place or not other or place == other or pair.is_rare:
        return False
    if pair.is_equal:
        return left.figure.concept not in TOLLS
    # A text that tells figures of both places keeps them apart.
    is_told_of_both = (right.kind, other) in left.placed or (left.kind, place) in right.placed
    return is_told_of_both or (pair.in_one_text and not pair.meets)


def looks_back(pair: Pair) -> bool:
    """Whether one text comes so much later that only a toll, a rare number or a correction is surely the same."""
    left, right = pair.left, pair.right
    day, other = left.text.published_on, right.text.published_on
    if day is None or other is None or abs(day - other) <= _AFTERWARDS:
        return False
    if left.figure.concept in TOLLS and right.figure.concept in TOLLS:
        return False
    if left.is_new or right.is_new or (pair.has_old and same_noun(pair)):
        return False
    is_back_then = (left.is_told or right.is_told) and _same_time(pair)
    return not pair.is_equal or (pair.rarity < _MAY_BE_PLANNED and not is_back_then)


def _same_time(pair: Pair) -> bool:
    left, right = pair.left, pair.right
    if left.days is None or right.days is None or not (left.is_told or right.is_told):
        return True
    (first, last), (other_first, other_last) = left.days, right.days
    away = max(first, other_first) - min(last, other_last)
    if left.is_long and right.is_long:
        longer = max(last - first, other_last - other_first).days + 1
        return (1 - away.days) / longer >= _COMMON
    if left.is_long == right.is_long:
        return away <= _SAME_EVENT
    if left.is_told and right.is_told:
        return pair.is_equal and away <= _SAME_EVENT
    if not pair.is_equal:
        return pair.is_close and left.kind is not None and left.kind == right.kind and away <= _LATELY
    return (pair.is_rare and away <= _LATELY) or (same_noun(pair) and away <= timedelta())
