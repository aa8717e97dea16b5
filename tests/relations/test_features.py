"""What the scorer looks at, by name."""

import pytest
from spacy.language import Language

from tests.relations.scenes import holders_of, scene
from transforms.relations.features import bin_of, candidate_features, case_of, link_features, linked
from transforms.relations.looks import names_in
from transforms.relations.pairs import around_of, pair_features
from transforms.relations.questions import subject
from transforms.relations.words import meaning


def _looks(nlp: Language, source: str, name: str, k: int = 0) -> set[str]:
    holders = holders_of(nlp, source)
    around = around_of(holders, k)
    found = [one for number in range(around.fact.sentence + 1) for one in holders.of(number) if one.name == name]
    return {look for one in found for look in names_in(candidate_features(holders, one) + pair_features(around, one))}


SENTENCES = [
    ("Ha deciso [Anna Neri|PER] ({20} punti).", "Anna Neri", {"rightbeforebracket", "bracketed=False|L"}),
    ("La [Beta|ORG] ha perso {12} soci.", "Beta", {"subjof=0a", "issubj|ORG", "side=L|k=count|ORG", "nearer=0|L|ORG"}),
    ("Vincono {12} deputati del [Beta|ORG].", "Beta", {"next=del|k=count", "prep=di|art=def", "side=R|k=count|ORG"}),
    ("Il [Beta|ORG] al {12%}.", "Beta", {"prev=al", "prep=|art=def"}),
    ("[Anna Neri|PER] arriva. Ha {29 anni|age}.", "Anna Neri", {"gap=1|PER", "prevsubj=True|gap=1|PER"}),
    ("La [Beta|ORG] sale, la [Alfa|ORG] perde {12} soci.", "Beta", {"btw=,|L", "btwverbs=2|L", "btwfigs=0|L"}),
]


@pytest.mark.parametrize(("sentence", "name", "looks"), SENTENCES)
def test_looks(nlp: Language, sentence: str, name: str, looks: set[str]) -> None:
    assert looks <= _looks(nlp, sentence, name)


CASES = [
    ("Parla di [Beta|ORG] a {12} soci.", ("di", "")),
    ("Parla della [Beta|ORG] a {12} soci.", ("di", "def")),
    ("Parla con una [Beta|ORG] di {12} soci.", ("con", "indef")),
    ("Parla secondo la [Beta|ORG] per {12} soci.", ("secondo", "def")),
    ("[Beta|ORG] perde {12} soci.", ("", "")),
]


@pytest.mark.parametrize(("sentence", "case"), CASES)
def test_preposition_and_article(nlp: Language, sentence: str, case: tuple[str, str]) -> None:
    holders = holders_of(nlp, sentence)
    (beta,) = [one for one in holders.of(0) if one.name == "Beta"]
    assert case_of(holders, beta) == case


def test_distances_grow_coarse() -> None:
    assert [bin_of(far) for far in (0, 3, 5, 9, 80, 81)] == ["0", "3", "6", "12", "80", "far"]


def test_what_is_around_a_fact_is_read_once(nlp: Language) -> None:
    holders = holders_of(nlp, "La [Beta|ORG] ha perso {12} soci.")
    one = holders.of(0)[0]
    around = around_of(holders, 0)
    assert around is around_of(holders, 0)
    assert candidate_features(holders, one) == candidate_features(holders, one)
    assert pair_features(around, one) == pair_features(around, one)


def test_what_nouns_mean_can_be_left_out(nlp: Language) -> None:
    holders = holders_of(nlp, "L'ospedale ha perso {12} medici.")
    (one,) = [one for one in holders.of(0) if one.name == "L'ospedale"]
    around = around_of(holders, 0)
    for told in (candidate_features(holders, one, meant=False), pair_features(around, one, meant=False)):
        assert not {"mf", "mc", "vmf"} & {part.partition("=")[0] for name in names_in(told) for part in name.split("|")}


def test_the_figure_before(nlp: Language) -> None:
    seen = scene(nlp, "La [Beta|ORG] ha {12} soci e il {3%} dei voti.")
    assert "k=percent|count" in linked(seen, 1)
    assert link_features("Beta", frozenset({"Beta"}), ["g0"]).names == ["link=True|null=False|g0"]
    assert link_features(None, frozenset(), ["g0"]).names == ["none|link=True|g0"]


def test_words_of_one_family_share_features(nlp: Language) -> None:
    assert meaning("azienda")[0] == meaning("agricoltore")[0] != "?"
    assert meaning("parolainventata") == ("?", "?")
    family = meaning("ospedale")[0]
    assert f"mf={family}|k=count" in _looks(nlp, "L'ospedale ha perso {12} medici.", "L'ospedale")


def test_who_says_the_figure_is_told_apart_from_whom_it_is_about(nlp: Language) -> None:
    holders = holders_of(nlp, "Secondo l'[Istat|ORG] in un anno solo la [Beta|ORG] ha perso {12} soci.")
    looks = {one.name: [*names_in(row)] for one, row in subject.rows(holders, 0) if one is not None}
    assert "says=according|gap=0" in looks["Istat"]
    assert "says=|gap=0" in looks["Beta"]
