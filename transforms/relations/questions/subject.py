"""Whom or what a figure is about."""

from collections.abc import Iterator

from transforms.relations.candidates import Candidate, Holders, near
from transforms.relations.features import candidate_features, figure_features, nobody
from transforms.relations.pairs import pair_features
from transforms.relations.saying import told_by
from transforms.relations.scene import Fact


def rows(holders: Holders, k: int) -> Iterator[tuple[Candidate | None, list[str]]]:
    """The candidates of a figure with their features; the last one is nobody."""
    fact = holders.scene.fact(k)
    told = told_by(holders.scene, k)
    for candidate in near(holders, fact):
        looks = [*candidate_features(holders, candidate), *pair_features(holders, fact, candidate)]
        yield candidate, looks + _gives(holders, fact, candidate, told.get(candidate.name, ""))
    yield None, nobody(figure_features(holders.scene, k))


def _gives(holders: Holders, fact: Fact, candidate: Candidate, told: str) -> list[str]:
    """Whether it rather gives the figure: its words hold it, it says something, its report is told."""
    how = holders.says(candidate)
    looks = [f"told={told}|k={fact.kind}", f"told={told}|says={how}"]
    looks.append(f"says={how}|gap={min(fact.sentence - candidate.sentence, 2)}")
    return [*looks, "reports"] if candidate.name in holders.reporters else looks
