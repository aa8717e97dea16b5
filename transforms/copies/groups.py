"""Texts that are almost equal, by pairs that are: who belongs together."""

from collections.abc import Iterable


def groups_of(pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    """What hangs together by some chain of pairs."""
    group_of: dict[int, set[int]] = {}
    for pair in pairs:
        small, large = sorted((group_of.setdefault(one, {one}) for one in pair), key=len)
        if small is not large:
            large |= small
            group_of.update(dict.fromkeys(small, large))
    return list({id(group): group for group in group_of.values()}.values())
