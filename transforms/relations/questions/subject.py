"""Whom or what a figure is about."""

from collections.abc import Iterator

from transforms.relations.candidates import Candidate, Holders, near
from transforms.relations.features import candidate_features, figure_features, nobody
from transforms.relations.pairs import pair_features
from transforms.relations.saying import told_by
from transforms.relations.scene import Fact, Scene


def rows(holders: Holders, k: int) -> Iterator[tuple[Candidate | None, list[str]]]:
    """The candidates of a figure with their features; the last one is nobody."""
    fact = holders.scene.fact(k)
    told = told_by(holders.scene, k)
    for candidate in near(holders, fact):
        looks = [*candidate_features(holders, candidate), *pair_features(holders, fact, candidate)]
        looks += _owns(holders.scene, k, candidate)
        yield candidate, looks + _gives(holders, fact, candidate, told.get(candidate.name, ""))
    yield None, nobody(figure_features(holders.scene, k))


def _owns(scene: Scene, k: int, candidate: Candidate) -> list[str]:
    """Whether another figure of the sentence is nearer to the candidate: "i Verdi al 12%, la Lega al 9%"."""
    spans = scene.context.spans
    if scene.context.sentence[k] != candidate.sentence:
        return []
    here = scene.context.figures_in[candidate.sentence]
    owner = min(here, key=lambda j: max(spans[j][0] - candidate.head, candidate.head - spans[j][-1]))
    side = "L" if candidate.head < spans[k][0] else "R"
    alike = scene.figures[owner].unit == scene.figures[k].unit
    return [f"owner={owner == k}|{side}|{candidate.sort}", f"owner={owner == k}|{side}|alike={alike}"]


def _gives(holders: Holders, fact: Fact, candidate: Candidate, told: str) -> list[str]:
    """Whether it rather gives the figure: its words hold it, it says something, its report is told."""
    how = holders.says(candidate)
    looks = [f"told={told}|k={fact.kind}", f"told={told}|says={how}"]
    looks.append(f"says={how}|gap={min(fact.sentence - candidate.sentence, 2)}")
    return [*looks, "reports"] if candidate.name in holders.reporters else looks
