"""Features of a row: plain strings, and looks, the features that equal values always have together.

A feature is a string, the name of a weight. Most are made of a few plain values that come again and again: "an
organisation, two words before a count". A function of plain values that tells features is therefore marked with
`shared`: for equal values it is called once, and what its features weigh is summed once (`scorer.Sums`). A row may hold
both; what is rare, made of words of the text, or a feature alone costs less as a string.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import lru_cache
from typing import Any, ParamSpec, cast

_Values = ParamSpec("_Values")
#: So many looks of a function are kept.
KEPT = 4096


class Looks:
    """Some features; the same object wherever one function told them of equal values."""

    __slots__ = ("_of_nobody", "_tell", "_values")

    def __init__(self, tell: Callable[..., Iterable[str]], values: tuple[Any, ...]) -> None:
        self._tell, self._values = tell, values
        self._of_nobody: Looks | None = None

    @property
    def names(self) -> list[str]:
        """The features, told anew: nobody keeps them."""
        return list(self._tell(*self._values))

    @property
    def of_nobody(self) -> "Looks":
        """The same features as features of "nobody"."""
        if self._of_nobody is None:
            self._of_nobody = Looks(_of_nobody, (self,))
        return self._of_nobody


def _of_nobody(look: Looks) -> list[str]:
    return [f"none|{name}" for name in look.names]


#: What a row is made of.
Look = str | Looks


def shared(tell: Callable[_Values, Iterable[str]]) -> Callable[_Values, Looks]:
    """A function that tells features, as one that gives them as looks.

    Its arguments are plain values, given by position; one argument is always of one type, because 1 and True are equal.
    """

    @lru_cache(KEPT)
    def told(*values: Hashable) -> Looks:
        return Looks(tell, values)

    return cast(Callable[_Values, Looks], told)


def names_in(row: Iterable[Look]) -> Iterator[str]:
    """The features of a row, one by one."""
    for look in row:
        if isinstance(look, str):
            yield look
        else:
            yield from look.names


def nobody(row: Iterable[Look]) -> list[Look]:
    """Features of a fact as features of "nobody"."""
    return ["none", *(f"none|{look}" if isinstance(look, str) else look.of_nobody for look in row)]
