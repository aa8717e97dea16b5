"""Whom or what a figure is about."""

from collections.abc import Iterator

from transforms.relations.candidates import Candidate, Holders, near
from transforms.relations.features import candidate_features, figure_features
from transforms.relations.looks import Look, nobody, shared
from transforms.relations.pairs import around_of, pair_features
from transforms.relations.saying import told_by


def rows(holders: Holders, k: int) -> Iterator[tuple[Candidate | None, list[Look]]]:
    """The candidates of a figure with their features; the last one is nobody."""
    fact = holders.scene.fact(k)
    told, around = told_by(holders.scene, k), around_of(holders, fact)
    for candidate in near(holders, fact):
        gap = min(fact.sentence - candidate.sentence, 2)
        is_told, says = told.get(candidate.name, ""), holders.says(candidate)
        gives = _gives(is_told, says, fact.kind, gap, candidate.name in holders.reporters)
        yield candidate, [*candidate_features(holders, candidate), *pair_features(around, candidate), gives]
    yield None, nobody(figure_features(holders.scene, k))


@shared
def _gives(told: str, says: str, kind: str, gap: int, reports: bool) -> list[str]:
    """Whether it rather gives the figure: its words hold it, it says something, its report is told."""
    gives = [f"told={told}|k={kind}", f"told={told}|says={says}", f"says={says}|gap={gap}"]
    return [*gives, "reports"] if reports else gives
