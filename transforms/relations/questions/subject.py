"""Whom or what a figure is about."""

from collections.abc import Iterator

from transforms.relations.candidates import Candidate, Holders, near
from transforms.relations.features import candidate_features, figure_features, nobody
from transforms.relations.pairs import pair_features


def rows(holders: Holders, k: int) -> Iterator[tuple[Candidate | None, list[str]]]:
    """The candidates of a figure with their features; the last one is nobody."""
    fact = holders.scene.fact(k)
    for candidate in near(holders, fact):
        yield candidate, [*candidate_features(holders, candidate), *pair_features(holders, fact, candidate)]
    yield None, nobody(figure_features(holders.scene, k))
