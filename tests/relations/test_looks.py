"""Features are told once for equal values, and what is known of a text stays while its questions are answered."""

from collections import Counter

import pytest
from spacy.language import Language

from tests.relations.scenes import holders_of, related, scene
from transforms.facts import FoundMention
from transforms.relations import looks
from transforms.relations.candidates import Holders
from transforms.relations.looks import Looks, names_in, nobody, shared

TEXT = "Secondo la [Beta|ORG] i soci sono {30}, di cui {3} a [Pavia|LOC]. «Bene», ha detto [Anna Neri|PER] <ieri|2026-02-03>."


@shared
def _far(far: int) -> list[str]:
    return [f"far={far}"]


def test_a_text_read_again_tells_no_shared_feature_again(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    related(nlp, TEXT)
    told: Counter[str] = Counter()
    names = Looks.names.fget
    assert names is not None

    def count(self: Looks) -> list[str]:
        told["looks"] += 1
        return names(self)

    monkeypatch.setattr(Looks, "names", property(count))
    again = related(nlp, TEXT)
    assert again.answers
    assert not told


def test_of_many_looks_only_the_last_are_kept() -> None:
    first = _far(0)
    assert _far(0) is first
    assert [_far(far).names for far in range(1, looks.KEPT + 1)][-1] == [f"far={looks.KEPT}"]
    assert _far(0) is not first


def test_nobody_has_features_of_its_own() -> None:
    assert [*names_in(nobody([_far(1), "title"]))] == ["none", "none|far=1", "none|title"]


def test_sentences_without_another_description_keep_their_candidates(nlp: Language) -> None:
    seen = scene(nlp, "La [Beta|ORG] ha {30} soci. Il sindaco parla di {3} sedi.")
    holders = Holders(seen)
    before = [holders.of(0), holders.of(1)]
    (beta,) = seen.mentions
    start = seen.syntax.source.index("Il sindaco")
    role = FoundMention(start, start + len("Il sindaco"), "ORG", "role", "role:learned", beta.entity)
    other = seen.over(seen.syntax.with_roles([beta, role]), seen.quotes)
    after = holders.described(other)
    assert after.of(0) is before[0]
    assert [(one.name, one.sort) for one in after.of(1)][:1] == [("Beta", "role:ORG")]
    assert [(one.name, one.sort) for one in before[1]][:1] == [("Il sindaco", "noun")]


def test_other_speakers_change_nothing_that_is_known_of_the_words(nlp: Language) -> None:
    seen = scene(nlp, TEXT)
    assert seen.quotes
    other = seen.over(seen.syntax, [])
    assert not other.quotes
    assert not any(other.in_marks(at) for at in range(len(other.syntax)))
    assert any(seen.in_marks(at) for at in range(len(seen.syntax)))
    assert [other.fact(k) for k in range(2)] == [seen.fact(k) for k in range(2)]
    assert other.ranks == seen.ranks


BETWEEN = [
    ("{12} soci e {13} sedi, ma {14} no.", 0, 2, [",", "e", "ma"], 2),
    ("{12} soci, {13} sedi.", 0, 1, [","], 1),
    ("{12} {13} soci.", 0, 1, [], 1),
]


@pytest.mark.parametrize(("text", "first", "last", "marks", "figures"), BETWEEN)
def test_what_stands_between(nlp: Language, text: str, first: int, last: int, marks: list[str], figures: int) -> None:
    seen = holders_of(nlp, text).scene
    spans = seen.context.spans
    start, end = spans[first][-1] + 1, spans[last][0]
    assert list(seen.parting_between(start, end)) == marks
    assert seen.figures_between(spans[first][0] + 1, end + 1) == figures
    verbs = [at for at in range(len(seen.syntax)) if seen.syntax.is_verb(at)]
    assert seen.verbs_between(0, len(seen.syntax)) == len(verbs)
    assert seen.verbs_between(3, 3) == seen.verbs_between(4, 2) == seen.figures_between(4, 2) == 0
