"""Whom or what a figure is about."""

from collections.abc import Iterator

from transforms.relations.candidates import Candidate, Holders
from transforms.relations.features import candidate_features, figure_features
from transforms.relations.looks import Look, nobody, shared
from transforms.relations.pairs import around_of, pair_features


def rows(holders: Holders, k: int) -> Iterator[tuple[Candidate | None, list[Look]]]:
    """The candidates of a figure with their features; the last one is nobody."""
    around = around_of(holders, k)
    fact, told, reporters = around.fact, around.told, holders.reporters
    for candidate in around.near:
        gap, name = min(fact.sentence - candidate.sentence, 2), candidate.name
        gives = _gives(told.get(name, ""), holders.says(candidate), fact.kind, gap, name in reporters)
        yield candidate, [*candidate_features(holders, candidate), *pair_features(around, candidate), gives]
    looks = [*figure_features(holders.scene, k), f"of={around.told_of}"]
    yield None, nobody(looks) if around.near else []


@shared
def _gives(told: str, says: str, kind: str, gap: int, reports: bool) -> list[str]:
    """Whether it rather gives the figure: its words hold it, it says something, its report is told."""
    gives = [f"told={told}|k={kind}", f"told={told}|says={says}", f"says={says}|gap={gap}"]
    return [*gives, "reports"] if reports else gives
