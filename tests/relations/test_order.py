"""The order of questions: an answer helps the next one, in every text the same, at a cost that grows with the text."""

from dataclasses import replace
from datetime import date

import pytest
from spacy.language import Language

from tests.conftest import Read
from tests.counting import calls
from tests.relations.scenes import best, holders_of, names, related
from transforms.documents.article import Told, make_article
from transforms.parsing.load import load_pipeline
from transforms.pipeline import read_all
from transforms.relations.looks import names_in
from transforms.relations.order import (
    FIELDS,
    PLACE,
    ask_figure,
    ask_referents,
    ask_speaker,
    glance_referents,
    relate_figures,
)
from transforms.relations.scorer import Scorer, Together

SURE = Together(0.0, dict.fromkeys(FIELDS, 1.0))
DULL: dict[str, Scorer] = dict.fromkeys(FIELDS, Scorer({"none": -9.0}))


@pytest.fixture(scope="module")
def rules() -> Language:
    return load_pipeline("rules")


@pytest.mark.parametrize(("whole", "subjects"), [(0, ["Beta", "Beta"]), (None, ["Beta", None])])
def test_a_part_has_the_bearer_of_its_whole(nlp: Language, whole: int | None, subjects: list[str | None]) -> None:
    holders = holders_of(nlp, "La [Beta|ORG] ha {30} soci. Di questi {3} vivono a [Verla|LOC].")
    scene = holders.scene
    scene.claims = [scene.claims[0], type(scene.claims[1])(part_of=whole)]
    unsure = Scorer({"subjof=0a": 9.0, "gap=1|ORG": 2.0, "none": -9.0}, threshold=0.95)
    scorers = DULL | {"part_of": Scorer({"rule": 9.0, "none": 1.0}), "subject": unsure}
    claims, answers = relate_figures(scene, holders, scorers, SURE)
    assert [claim.subject_name for claim in claims] == subjects
    told = [one.name for one in answers if (one.fact, one.field, one.is_published) == (1, "subject", True)]
    assert told == [name for name in subjects[1:] if name]


@pytest.mark.parametrize(("bearer", "place"), [("Beta", "Verla"), ("Verla", None)])
def test_whom_a_figure_is_about_is_not_where_it_holds(nlp: Language, bearer: str, place: str | None) -> None:
    holders = holders_of(nlp, "La [Beta|ORG] ha {30} soci a [Verla|LOC].")
    bearers = {"Beta": Scorer({"subjof=0a": 9.0}), "Verla": Scorer({"s=LOC": 9.0})}
    scorers = DULL | {"subject": bearers[bearer], "place": Scorer({"scene=0|gap=0": 9.0})}
    [claim], _ = relate_figures(holders.scene, holders, scorers, SURE)
    assert claim.subject_name == bearer
    assert (claim.place and claim.place.name) == place


def test_a_place_that_is_not_sure_enough_is_not_told(nlp: Language) -> None:
    holders = holders_of(nlp, "La [Beta|ORG] ha {30} soci a [Verla|LOC].")
    unsure = Scorer({"scene=0|gap=0": 9.0, "none": 8.0}, threshold=0.95)
    [claim], _ = relate_figures(holders.scene, holders, DULL | {"place": unsure}, SURE)
    assert claim.place is None


def test_a_feature_stands_once_in_a_row(nlp: Language) -> None:
    text = "Il sindaco [Marco Verdi|PER] ha detto che di {30} soci della [Beta|ORG] {3} sono a [Pavia|LOC]. «Bene», ha detto."
    holders = holders_of(
        nlp, text + " La [Beta|ORG] vale il {12%}. Il sindaco ha {40 anni|age} <dal 2011|2011-01-01..2011-12-31>."
    )
    seen = holders.scene
    asked = [ask_figure(seen, holders, field, k) for field in (*FIELDS, PLACE) for k in range(len(seen.figures))]
    asked += [ask_speaker(seen, holders, n) for n in range(len(seen.quotes))]
    asked += [one for _, one in ask_referents(holders)]
    asked += [one for _, one in glance_referents(holders)]
    assert [row for one in asked for row in map(list, map(names_in, one.rows)) if len(row) != len(set(row))] == []


def test_a_resolved_description_speaks(read: Read) -> None:
    found = read("Il sindaco Marco Verdi è arrivato ieri a Pavia. «La strada riapre domani», ha detto il sindaco.")
    assert best(found, "speaker").name == "Marco Verdi"


def test_the_pieces_of_a_quotation_are_told_by_the_one_whose_cue_names_somebody(nlp: Language) -> None:
    text = (
        "[Ada Verdi|PER] è con [Marco Neri|PER]. «La strada è aperta - ha detto [Ada Verdi|PER] - e domani si passa»."
    )
    holders = holders_of(nlp, text)
    first, second = (ask_speaker(holders.scene, holders, n) for n in (0, 1))
    assert first.rows == second.rows
    assert [name for name, row in zip(second.names, second.rows, strict=True) if "cuesubject" in row] == ["Ada Verdi"]


def test_a_description_that_ends_with_a_name_means_nobody_else(nlp: Language) -> None:
    holders = holders_of(
        nlp, "[Ada Verdi|PER] tace. Il sindaco di Verla [Marco Neri|PER] ha detto che il questore è partito."
    )
    syntax = holders.scene.syntax
    found = [syntax.text(said.first, said.last) for group, _ in ask_referents(holders) for said in group]
    assert "questore" in found
    assert not any("sindaco" in words for words in found)


NOBODY = Scorer({"none": 9.0}, threshold=0.5)
EVERYBODY = replace(NOBODY, threshold=0.0)


def test_a_glance_tells_which_nouns_are_asked(nlp: Language) -> None:
    holders = holders_of(nlp, "[Ada Verdi|PER] è sindaca di Verla. Il sindaco non parla.")
    said = [group for group, _ in glance_referents(holders)]
    assert said
    assert [group for group, _ in ask_referents(holders, EVERYBODY)] == said
    assert list(ask_referents(holders, NOBODY)) == []


TEXTS = [
    "Secondo l'Istat le nascite sono 300 mila, di cui 3 mila a Pavia.",
    "«La strada riapre domani», ha detto Marco Verdi. Il sindaco ha 40 anni.",
    "Ha deciso Anna Neri (20 punti). Nel 2011 erano 12.",
]


def _read(nlp: Language, texts: list[str]) -> dict[str, list[str]]:
    articles = [make_article(text, "t.txt", Told(published_on=date(2026, 2, 4))) for text in texts]
    readings = read_all(articles, nlp)
    return {text: [repr(one) for one in reading.answers] for text, reading in zip(texts, readings, strict=True)}


def test_the_same_in_any_batch_and_order(nlp: Language) -> None:
    alone = {text: _read(nlp, [text])[text] for text in TEXTS}
    assert _read(nlp, TEXTS) == alone == _read(nlp, TEXTS[::-1])


def test_every_fact_is_asked(nlp: Language) -> None:
    found = related(nlp, "La [Beta|ORG] ha {30} soci e {3} sedi. «Bene», ha detto [Anna Neri|PER].")
    asked = {(one.fact_table, one.fact, one.field) for one in found.answers if one.rank == 1}
    assert {("figures", k, field) for k in (0, 1) for field in FIELDS} <= asked
    assert ("quotes", 0, "speaker") in asked
    assert len(found.claims) == 2


def test_what_is_published_stands_in_the_claim(nlp: Language) -> None:
    found = related(nlp, "La [Beta|ORG] ha {30} soci. [Anna Neri|PER], {34 anni|age}, corre.")
    for one in found.answers:
        if one.field == "subject" and one.rank == 1:
            claim = found.claims[one.fact]
            assert claim.subject_name == (one.name if one.is_published else None)
            assert 0.0 <= one.confidence <= 1.0


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "12", "«»", "12 % 12 %"])
def test_texts_of_nothing(nlp: Language, rules: Language, text: str) -> None:
    for model in (nlp, rules):
        assert _read(model, [text]).keys() == {text}


def test_without_a_parse(rules: Language) -> None:
    found = related(
        rules, "Secondo la [Beta|ORG] i casi sono {30}, di cui {3} gravi. «Bene», ha detto [Anna Neri|PER]."
    )
    assert len(found.claims) == 2
    assert names(found, "source")[0] == "Beta"
    assert {one.field for one in found.answers} >= {*FIELDS, "speaker"}


UNITS = {
    "many short sentences": "Secondo la [Beta|ORG] i casi sono {30} <ieri|2026-02-03>. «Bene», ha detto [Anna Neri|PER]. ",
    "one sentence": "la [Beta|ORG] con {30} soci e [Anna Neri|PER] con {20} punti, ",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", UNITS)
def test_cost_grows_with_the_text(rules: Language, kind: str) -> None:
    related(rules, UNITS[kind])  # tables are read
    short, long = (calls(lambda times=times: related(rules, UNITS[kind] * times)) for times in (30, 90))  # type: ignore[misc]
    assert long < 3.6 * short


def test_one_description_is_one_answer_however_it_begins(nlp: Language) -> None:
    text = "I sindacati sono in piazza. Le proposte dei sindacati restano. «La torta è bruciata», dicono i sindacati."
    holders = holders_of(nlp, text)
    asked = ask_speaker(holders.scene, holders, 0)
    told = [(one.name, name) for one, name in zip(asked.candidates[:-1], asked.names[:-1], strict=True)]
    assert {("I sindacati", "sindacati"), ("i sindacati", "sindacati")} <= set(told)
