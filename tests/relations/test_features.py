"""What the scorer looks at, by name."""

from datetime import date

import pytest
from spacy.language import Language

from tests.relations.scenes import holders_of, scene
from transforms.relations.features import bin_of, candidate_features, case_of, titled_case_of
from transforms.relations.looks import names_in
from transforms.relations.pairs import around_of, pair_features
from transforms.relations.questions import part_of, period, subject
from transforms.relations.respective import in_order
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
    ("[Beta|ORG] cresce. L'indebitamento scende a {12 euro}.", "Beta", {"of=accounts|ORG|gap=1", "of=accounts|rank=0"}),
    ("[Beta|ORG] vanta ricavi per {12 euro}.", "Beta", {"of=accounts|ORG", "of=accounts|ORG|gap=0"}),
    ("La [Beta|ORG] vince, la [Alfa|ORG] perde {12} soci.", "Beta", {"btw=,|L", "btwverbs=2|L", "btwfigs=0|L"}),
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


def test_what_is_no_attribute_is_nobody_elses(nlp: Language) -> None:
    assert not {look for look in _looks(nlp, "La [Beta|ORG] ha perso {12} soci.", "Beta") if look.startswith("of=")}


@pytest.mark.parametrize(("sentence", "case"), CASES)
def test_preposition_and_article(nlp: Language, sentence: str, case: tuple[str, str]) -> None:
    holders = holders_of(nlp, sentence)
    (beta,) = [one for one in holders.of(0) if one.name == "Beta"]
    assert case_of(holders, beta) == case


TITLES = [
    ("Lo chiede al nuovo direttore [Ugo Lai|PER] la zia.", ("a", "def")),
    ("Lo chiede al direttore del circo [Ugo Lai|PER] la zia.", ("a", "def")),
    ("Lo chiede il direttore [Ugo Lai|PER] alla zia.", ("", "def")),
    ("Lo chiede [Ugo Lai|PER] al direttore.", ("", "")),
    ("Lo chiede a [Ugo Lai|PER] la zia.", ("a", "")),
    ("Lo chiede al direttore: [Ugo Lai|PER] tace.", ("", "")),
]


@pytest.mark.parametrize(("sentence", "case"), TITLES)
def test_preposition_and_article_of_a_title(nlp: Language, sentence: str, case: tuple[str, str]) -> None:
    holders = holders_of(nlp, sentence)
    (lai,) = [one for n in range(len(holders.scene.syntax.sentences)) for one in holders.of(n) if one.sort == "PER"]
    assert titled_case_of(holders, lai) == case


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


ITEMS = [
    ("La [Alfa|ORG] sale del {12%}, la [Beta|ORG] del {9%}.", {"Beta": "in0", "Alfa": "before"}),
    ("Bene [Alfa|ORG] ({12%}) e la [Beta|ORG] ({9%}) di [Verla|LOC].", {"Beta": "in0", "Verla": "behind"}),
    ("La [Alfa|ORG] sale del {12%} e la [Beta|ORG] perde il {9%}.", {"Beta": None, "Alfa": None}),
    ("La [Alfa|ORG] sale del {12%}. La [Beta|ORG] è al {9%}.", {"Beta": None}),
]


@pytest.mark.parametrize(("text", "where"), ITEMS)
def test_an_item_of_a_list_has_its_own_subject(nlp: Language, text: str, where: dict[str, str | None]) -> None:
    rows = subject.rows(holders_of(nlp, text), 1)
    looks = {one.name: [*names_in(row)] for one, row in rows if one is not None}
    for name, place in where.items():
        assert {look.split("|")[0] for look in looks[name] if look.startswith("item=")} == (
            {f"item={place}"} if place else set()
        )


IN_ORDER = [
    ("[Alfa|ORG] e [Beta|ORG] salgono rispettivamente del {12%} e del {9%}.", ["Alfa", "Beta"]),
    ("[Alfa|ORG] (a [Verla|LOC]) e la [Beta|ORG] hanno {12} e {9} soci rispettivamente.", ["Alfa", "Beta"]),
    ("Vincono il pero, il melo e il noce con {12}, {9} e {8} voti rispettivamente.", ["il pero", "il melo", "il noce"]),
    ("Salgono [Alfa|ORG], [Beta|ORG] e [Gamma|ORG], rispettivamente di {12}, {9} e {8}.", ["Alfa", "Beta", "Gamma"]),
    ("[Alfa|ORG] e [Beta|ORG] salgono del {12%} e del {9%}.", None),
    ("[Alfa|ORG] e [Beta|ORG] salgono rispettivamente del {12%}, del {9%} e dell'{8%}.", None),
    ("[Alfa|ORG], con [Beta|ORG], sale rispettivamente del {12%} e del {9%}.", None),
]


@pytest.mark.parametrize(("text", "names"), IN_ORDER)
def test_whose_figures_are_told_in_order(nlp: Language, text: str, names: list[str] | None) -> None:
    holders = holders_of(nlp, text)
    told = [in_order(holders, k) for k in range(len(holders.scene.figures))]
    found = [name for one in told for name, is_mine in one.items() if is_mine]
    assert found == (names or [])
    rows = [dict(subject.rows(holders, k)) for k in range(len(told))]
    marked = [[one.name for one, row in row_.items() if one and "ordered=True" in [*names_in(row)]] for row_ in rows]
    assert marked == ([[name] for name in names] if names else [[] for _ in told])


THEN, BEFORE = "<2022|2022-01-01..2022-12-31>", "<2021|2021-01-01..2021-12-31>"
WHOLES = [
    ("Sono {16} i fermati: {6} donne, {8} uomini e {2} minori.", 1, 0, "adds", True),
    ("Sono {17} i fermati: {6} donne, {8} uomini e {2} minori.", 1, 0, "adds", False),
    ("Vince Verla ({40} voti), poi Sarno ({30}).", 1, 0, "item=TrueTrue", True),
    ("In {46} scuole delle {93} visitate manca la palestra.", 0, 1, "towards|j=-1|far=3", True),
    ("I posti sono {9}; i restanti {5} sono liberi.", 1, 0, "rest|gap=0|j=1", True),
    ("Arrivano in {5}, per un totale di {9} ospiti.", 0, 1, "total|gap=0", True),
    ("Fermate {3} persone: {2} uomini e una donna.", 1, 0, "addsone", True),
    ("Fermate {3} persone: {2} uomini.", 1, 0, "addsone", False),
    ("I posti sono {11}. Ne restano {3}. Gli altri {8} sono presi.", 2, 0, "leaves", True),
    ("I posti sono {11}. Ne restano {4}. Gli altri {8} sono presi.", 2, 0, "leaves", False),
    ("Gli operai sono {30}. Tra gli operai {4} hanno la febbre.", 1, 0, "named|L", True),
    ("Gli operai sono {30}. Tra di essi, anche {4} cuochi.", 1, 0, "cue=among|gap=1", True),
    (f"Nel {THEN} i soci sono {{90}}, di cui {{9}} nuovi.", 1, 0, "days=FalseTrue|gap=0", True),
    (f"Nel {THEN} i soci sono {{90}}, contro i {{70}} del {BEFORE}.", 1, 0, "days=other|gap=0", True),
    (f"Nel {THEN} i soci sono {{90}}. Nel {THEN} escono in {{9}}.", 1, 0, "days=same|gap=1", True),
    ("Gli operai sono {30}. Tra i cuochi {4} hanno la febbre.", 1, 0, "named|L", False),
    ("I turisti sono {90}: Verla {30}, Sarno {20}, Brona {10}.", 1, 0, "sum=1|row=3", True),
    ("I turisti sono {90}: Verla {60}, Sarno {20}, Brona {10}.", 1, 0, "sum=3|row=3", True),
    ("I turisti sono {90}: Verla {80}, Sarno {70}, Brona {60}.", 1, 0, "sum=5|row=3", True),
    ("I turisti sono {90}. A Verla {80}.", 1, 0, "sum=one|gap=1", True),
    ("I gatti sono {9}, uno dorme. Gli altri {8} giocano.", 1, 0, "rest|diff=1|gap=1", True),
    ("I gatti sono {90}, molti dormono. Gli altri {8} giocano.", 1, 0, "rest|diff=0|gap=1", True),
    ("I posti sono {11}. Ne restano {3}. Gli altri {8} sono presi.", 2, 0, "rest|leaves=True|adds=False", True),
    ("In {46} delle {93} scuole manca la palestra.", 0, 1, "towards|first=True|di", True),
    ("I topi sono {9}. Di questi, {4} sono grigi.", 1, 0, "cue=di questi|gap=1", True),
    ("I topi sono {90}, {4} in più di prima.", 1, 0, "asp=change|oasp=level", True),
    ("I topi sono {90}, {4} grigi.", 1, 0, "asp=level|oasp=level", True),
    ("Sono {16} i topi: {6} ({+2}) a [Verla|LOC], {10} ({+5}) a [Sarno|LOC].", 1, 0, "adds|row=3", True),
]


@pytest.mark.parametrize(("text", "part", "whole", "look", "told"), WHOLES)
def test_what_makes_a_figure_a_whole(nlp: Language, text: str, part: int, whole: int, look: str, told: bool) -> None:
    found = dict(part_of.rows(scene(nlp, text), part))
    assert (look in [*names_in(found[whole])]) is told


def test_a_date_belongs_to_the_figure_that_it_stands_nearest_to(nlp: Language) -> None:
    seen = scene(
        nlp, "Nel <2022|2022-01-01..2022-12-31> i soci erano {90}, contro i {70} del <2021|2021-01-01..2021-12-31>."
    )
    assert [seen.figure_of_date(d) for d in range(2)] == [0, 1]


def test_the_same_number_tells_the_same_event(nlp: Language) -> None:
    seen = scene(nlp, "Crolla un ponte, {40} feriti. <Ieri|2026-02-03> i feriti erano {40}.")
    (days, looks) = next(iter(period.rows(seen, 0)))
    assert days is not None
    assert "twin" in [*names_in(looks)]


YEAR = "<2020|2020-01-01..2020-12-31>"
DATES = [
    (f"I soci crescono di {{12}} rispetto al {YEAR}.", "against|gap=0"),
    (f"Nel {YEAR} la cooperativa ha assunto {{12}} persone.", "prep=in|w=own"),
    (f"La lega contava {{12}} soci. Nel {YEAR} cambia nome.", "gap=-1|tense=pasti"),
    (f"Nel {YEAR} sono arrivate {{12}} casse.", "owner=True|L"),
    (f"Le barche sono {{12}} ({{9}} nel {YEAR}).", "tie=1|owner=False"),
    (f"Le barche sono {{12}} ({{9}} nel {YEAR}).", "brackets=TrueFalse|owner=False"),
    (f"Le barche sono {{12}} nel {YEAR}.", "tie=1|owner=True"),
    (f"Le barche sono {{12}} nel {YEAR}.", "brackets=none"),
    (f"Nel {YEAR} le barche erano {{12}}.", "tie=4|owner=True"),
    (f"Le barche sono {{12}}. Erano {{9}} nel {YEAR}.", "tie=1|back"),
    (f"Le barche sono {{12}}, contro le {{9}} del {YEAR}.", "against|tie=1|owner=False"),
    (f"Le barche sono {{12}}, contro le {{9}} del {YEAR}.", "tie=1|owner=False|prep=di"),
    (f"Le barche sono {{12}}, mentre nel {YEAR} erano poche.", "opens=mentre|R"),
    (f"Nel {YEAR} le barche erano {{12}}.", "opens=start|L"),
    (f"Le barche arrivate nel {YEAR} erano {{12}}.", "opens=|L"),
]


@pytest.mark.parametrize(("text", "look"), DATES)
def test_how_a_date_stands_to_a_figure(nlp: Language, text: str, look: str) -> None:
    (days, looks) = next(iter(period.rows(scene(nlp, text), 0)))
    assert days is not None
    assert look in [*names_in(looks)]


def test_the_date_right_behind_a_figure_stands_against_the_others(nlp: Language) -> None:
    seen = scene(nlp, f"Nel {THEN} i soci sono {{90}}, contro i {{70}} del {BEFORE}.")
    looks = {k: [[*names_in(row)] for days, row in period.rows(seen, k) if days is not None] for k in (0, 1)}
    assert ["rival=1" in row for row in looks[1]] == [True, False]
    assert ["rival=1" in row for row in looks[0]] == [False, False]


FAR = "".join(f"Il molo numero sei ospita barche di {where}. " for where in ("Verla", "Sarno", "Brona", "Lirno"))


@pytest.mark.parametrize(("again", "is_found"), [("{12}", True), ("{14}", False)])
def test_a_headline_has_the_days_of_where_its_number_is_told_again(nlp: Language, again: str, is_found: bool) -> None:
    seen = scene(nlp, f"Affondano {{12}} barche\n\n{FAR}Nel {YEAR} affondarono {again} barche.")
    found = [days for days, _ in period.rows(seen, 0) if days is not None]
    assert [days.first for days in found] == ([date(2020, 1, 1)] if is_found else [])


def test_how_near_a_word_for_so_far_stands(nlp: Language) -> None:
    (_, looks), _ = period.rows(scene(nlp, "Finora i casi sono {300}."), 0)
    assert {"sofar=finora", "sofar|4|True", "sofar|clause=True"} <= {*names_in(looks)}
