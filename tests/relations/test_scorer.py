"""From weights to ranked answers: probabilities, equal names, nobody, calibration."""

import math
import pickle

import pytest

from transforms.relations.answers import Told, found_answers
from transforms.relations.looks import Looks, names_in, shared
from transforms.relations.scorer import BEST, GLANCE, Answer, Scorer, Sums, Together, load_scorers

WEIGHTS = {"near": 1.0, "far": -1.0, "none": 0.5, "rule": 0.75, "headof": 0.25}


def test_probabilities_are_a_softmax_of_sums() -> None:
    found = Scorer(WEIGHTS).probabilities([["near", "unknown"], ["near", "far"], ["none"]])
    total = math.e + 1 + math.exp(0.5)
    assert found == pytest.approx([math.e / total, 1 / total, math.exp(0.5) / total])


def test_the_factor_of_nobody_multiplies_its_odds() -> None:
    rows = [["near"], ["none"]]
    plain, doubled = (Scorer(WEIGHTS, null=null).probabilities(rows) for null in (1.0, 2.0))
    assert doubled[1] / doubled[0] == pytest.approx(2 * plain[1] / plain[0])


def test_great_scores_do_not_overflow() -> None:
    assert Scorer({"huge": 5_000.0}).probabilities([["huge"], []]) == [1.0, 0.0]


def test_equal_names_share_their_probability() -> None:
    one, two = Scorer({}).answers(["Anna", "Bruno", "Anna", None], [[], [], [], []])[:2]
    assert (one.name, one.confidence, two.confidence) == ("Anna", 0.5, 0.25)


def test_an_answer_points_at_its_likeliest_candidate() -> None:
    answers = Scorer(WEIGHTS).answers(["Anna", "Anna", None], [["far"], ["near"], []])
    assert answers[0].candidate == 1


def test_ties_keep_the_order_of_candidates() -> None:
    names = ["Dora", "Carlo", "Bruno", "Anna", None]
    answers = Scorer({}).answers(names, [[]] * 5)
    assert [answer.name for answer in answers] == names


def test_nobody_is_always_told() -> None:
    answers = Scorer({"far": -9.0}).answers([*"abcdef", None], [[]] * 6 + [["far"]])
    assert [answer.name for answer in answers] == [*"abcd", None]
    assert len(answers) == BEST + 1


LINE = ((0.0, 0.0), (0.2, 0.1), (0.5, 0.6), (0.8, 0.6), (1.0, 0.9))


@pytest.mark.parametrize("line", [LINE, Scorer({}).calibration])
def test_calibration_rises_and_stays_a_probability(line: tuple[tuple[float, float], ...]) -> None:
    scorer = Scorer({}, calibration=line)
    told = [scorer.calibrated(step / 500) for step in range(501)]
    assert told == sorted(told)
    assert 0.0 <= told[0] <= told[-1] <= 1.0


def test_calibration_meets_its_points() -> None:
    assert [Scorer({}, calibration=LINE).calibrated(at) for at, _ in LINE] == [true for _, true in LINE]


def test_all_fields_together_are_no_surer_than_each() -> None:
    together = Together(0.0, {"subject": 1.0, "source": 1.0})
    assert together.confidence({"subject": 0.9, "source": 0.9}) > together.confidence({"subject": 0.9, "source": 0.2})


def test_the_heaviest_proposal_is_the_reason() -> None:
    scorer = Scorer(WEIGHTS)
    assert scorer.reason(["headof", "rule", "near"]) == "rule"
    assert scorer.reason(["near", "far"]) == "nearby"


@shared
def _near_and_far(near: bool) -> list[str]:
    return ["near", "rule"] if near else ["far"]


def test_looks_weigh_what_their_features_weigh() -> None:
    scorer, plain = Scorer(WEIGHTS), [["near", "rule", "none"], ["far"]]
    rows = [[_near_and_far(True), "none"], [_near_and_far(False)]]
    assert scorer.probabilities(rows) == scorer.probabilities(plain) == scorer.probabilities(rows)
    assert [[*names_in(row)] for row in rows] == plain
    assert scorer.reason(rows[0]) == scorer.reason(plain[0]) == "rule"


def test_equal_values_share_their_looks() -> None:
    assert _near_and_far(True) is _near_and_far(True) is not _near_and_far(False)


def test_a_scorer_goes_to_another_process_without_its_sums() -> None:
    scorer = Scorer(WEIGHTS)
    row = [_near_and_far(True)]
    told = scorer.probabilities([row, ["none"]])
    other = pickle.loads(pickle.dumps(scorer))
    assert other == scorer
    assert len(other.sums) == len(WEIGHTS) < len(scorer.sums)
    assert other.probabilities([row, ["none"]]) == told


@pytest.mark.parametrize(("least", "is_worth_it"), [(0.0, True), (0.6, True), (0.7, False)])
def test_a_glance_leaves_out_what_hardly_means_anybody(least: float, is_worth_it: bool) -> None:
    glance = Scorer(WEIGHTS, threshold=least)
    assert glance.probabilities([["near"], ["none"]])[0] == pytest.approx(0.62, abs=0.01)
    assert glance.is_worth_it([["near"], ["none"]]) is is_worth_it
    assert not glance.is_worth_it([["none"]])


def test_the_order_of_features_changes_no_score() -> None:
    weights = {str(place): place / 1000 for place in range(-40, 50)}
    sums = Sums(weights)
    forth, back = (sum(sums[name] for name in names) for names in ([*weights], [*weights][::-1]))
    assert forth == back == round(1000 * sum(weights.values()))


def test_no_more_sums_are_kept_than_so_many_and_none_is_lost_within_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transforms.relations.scorer.KEPT", 3)
    sums = Sums(WEIGHTS)
    told = [
        Looks(lambda name: [name, "near"], (name,)) for name in ("far", "rule", "none", "near", "unknown", "headof")
    ]
    assert [sums[look] for look in told] == [0, 1750, 1500, 2000, 1000, 1250]
    assert {look for look in told if look in sums.proposals} == {told[1], told[5]}
    sums.forget()
    assert len(sums) == len(WEIGHTS)


def _answers(threshold: float, confidences: list[float]) -> list:  # type: ignore[type-arg]
    ranked = [Answer(f"n{place}", confidence, place) for place, confidence in enumerate(confidences)]
    told = lambda place: Told(name=f"n{place}")  # noqa: E731
    scorer, places = Scorer(WEIGHTS, threshold=threshold), range(len(ranked))
    return list(found_answers("figures", 7, "subject", scorer, ranked, told, places, [["rule"]] * len(ranked)))


def test_three_answers_at_most() -> None:
    assert [(one.rank, one.name) for one in _answers(0.5, [0.6, 0.2, 0.1, 0.05])] == [(1, "n0"), (2, "n1"), (3, "n2")]


def test_below_the_threshold_nothing_is_published() -> None:
    found = _answers(0.7, [0.6, 0.4])
    assert [(one.rank, one.is_published, one.basis) for one in found] == [(1, False, "rule"), (2, False, "rule")]


def test_only_the_first_is_published() -> None:
    assert [one.is_published for one in _answers(0.3, [0.6, 0.4])] == [True, False]


def test_nobody_is_an_answer() -> None:
    ranked = [Answer(None, 0.8, 0)]
    (found,) = found_answers("figures", 0, "source", Scorer({}), ranked, lambda _: Told(), [None], [["none"]])
    assert (found.basis, found.name, found.entity, found.is_published) == ("nobody", None, None, True)


def test_what_was_learned_can_be_read() -> None:
    scorers, together = load_scorers()
    figures = {"counted", "part_of", "subject", "source", "period"}
    assert scorers.keys() - {GLANCE} == figures | {"place", "speaker_direct", "speaker_indirect", "referent"}
    assert together.fields.keys() == figures
    for scorer in scorers.values():
        assert scorer.null > 0
        assert 0 <= scorer.threshold <= 1
        assert [at for at, _ in scorer.calibration] == sorted(at for at, _ in scorer.calibration)
        assert all(0 <= true <= 1 for _, true in scorer.calibration)
