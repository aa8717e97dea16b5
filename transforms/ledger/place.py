"""Which place of its sentence keeps a figure apart from those of others, where none is sure to be its own."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from transforms.language import FROM, IN, OF, ON, TO, words_of

_PREPOSITIONS = (TO | IN | ON | OF | FROM | words_of("presso verso vicino")) - {"d'"}
#: So many names on either side of a figure are looked at, and so many code points before each.
_LOOK, _REACH = 4, 12
_BEFORE = re.compile(r"([^\W\d_]+['’]?)\s*$")


def place_beside(sentence: str, at: int, names: Sequence[tuple[int, str]], bearer: str | None = None) -> str | None:
    """The nearest place behind a preposition.

    Args:
        sentence: the sentence of the figure.
        at: where the figure stands in it.
        names: where names of places stand in it, in order, with the name of the place.
        bearer: whom the figure is likely about, which is not where it holds.

    Returns:
        The name; None where no preposition stands before one near the figure.
    """
    middle = bisect_left(names, (at, ""))
    near = names[max(middle - _LOOK, 0) : middle + _LOOK]
    found = [(abs(start - at), name) for start, name in near if name != bearer and _is_governed(sentence, start)]
    return min(found)[1] if found else None


def _is_governed(sentence: str, start: int) -> bool:
    before = _BEFORE.search(sentence, max(start - _REACH, 0), start)
    return before is not None and before[1].casefold().replace("’", "'") in _PREPOSITIONS
