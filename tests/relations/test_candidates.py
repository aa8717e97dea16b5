"""Who and what is offered as an answer, and what is not."""

import pytest
from spacy.language import Language

from tests.relations.scenes import holders_of, scene
from transforms.relations.candidates import BACK, NEAR, Holders, near
from transforms.relations.described import Description, descriptions, span_of
from transforms.relations.holding import noun_of
from transforms.relations.looks import names_in
from transforms.relations.order import ask_figure
from transforms.relations.questions import counted, days, part_of, referent, speaker
from transforms.relations.scene import Meant, Scene
from transforms.relations.told import NamesTold
from transforms.relations.words import kind_of


def _near(nlp: Language, source: str, k: int = 0) -> list[str]:
    holders = holders_of(nlp, source)
    return [one.name for one in near(holders, holders.scene.fact(k))]


def test_names_and_nouns_of_the_sentence(nlp: Language) -> None:
    found = _near(nlp, "Il consorzio di [Bertolara|LOC] ha comprato {12} trattori per [Anna Neri|PER].")
    assert {"Bertolara", "Anna Neri", "Il consorzio di Bertolara"} <= {*found}


def test_one_of_many(nlp: Language) -> None:
    assert "uno dei passeggeri" in _near(nlp, "«Erano {12} auto», ha detto uno dei passeggeri ai cronisti.")


def test_no_figure_no_date_and_no_counted_noun(nlp: Language) -> None:
    found = _near(nlp, "Il consorzio ha comprato {12} trattori <ieri|2026-02-03>.")
    assert not {"12", "trattori", "ieri"} & {*found}


def test_a_counted_name_is_offered(nlp: Language) -> None:
    assert "Beta" in _near(nlp, "Sono arrivati {12} [Beta|ORG].")


def test_of_two_sentences_before_those_who_act(nlp: Language) -> None:
    text = "Arriva [Carla Verdi|PER] a [Roccalta|LOC]. Il medico parla. La [Beta|ORG] perde {12} soci."
    found = _near(nlp, f"Piove. {text}")
    assert "Carla Verdi" in found
    assert "Il medico" not in found


def test_whoever_is_named_most_is_offered_from_afar(nlp: Language) -> None:
    filler = "Piove sul paese. " * (BACK + 2)
    assert "Anna Neri" in _near(nlp, f"Piove sul paese. [Anna Neri|PER] arriva. {filler}I casi sono {{12}}.")


def test_so_many_and_no_more(nlp: Language) -> None:
    crowd = ", ".join(f"[Ada Rossi{number}|PER]" for number in range(200))
    assert len(_near(nlp, f"Ecco {crowd}. Sono {{12}} persone.")) <= NEAR


def test_what_may_be_counted(nlp: Language) -> None:
    seen = scene(nlp, "Il consorzio ha comprato {12} trattori nuovi.")
    words = {seen.syntax.lower(at) for at in counted.candidates(seen, 0)}
    assert {"trattori", "consorzio"} <= words
    assert not {"12", "ha", ".", "nuovi"} & words


def test_an_adjective_right_behind_the_number_may_be_counted(nlp: Language) -> None:
    seen = scene(nlp, "Il consorzio di [Verla|LOC] conta {12} positivi.")
    words = {seen.syntax.lower(at) for at in counted.candidates(seen, 0)}
    assert {"consorzio", "positivi"} <= words
    assert "verla" not in words


def test_a_whole_has_the_unit_and_is_not_smaller(nlp: Language) -> None:
    seen = scene(nlp, "Sono {30} i casi, il {12%} del totale, di cui {3} gravi; altri {40} a [Bertolara|LOC].")
    assert part_of.candidates(seen, 2) == [0, 3]


WHOLES = [
    ("Sono {48} i topi, {6} grigi.", [0]),
    ("Sono {48} i topi ({+6}).", []),
    ("I topi crescono di {+48}, {+6} a corte.", [0]),
    ("Sono {48} i topi in [Veneto|LOC], {31} in [Molise|LOC].", []),
    ("Sono {48} i topi in [Veneto|LOC] ({+6}). Altri {31} in [Molise|LOC].", []),
    ("Sono {48} i topi in [Italia|LOC], {31} in [Molise|LOC].", [0]),
    ("Sono {48} i topi in [Molise|LOC], {31} in [Molise|LOC] sono grigi.", [0]),
]


@pytest.mark.parametrize(("text", "wholes"), WHOLES)
def test_a_change_is_no_part_nor_what_another_place_has(nlp: Language, text: str, wholes: list[int]) -> None:
    seen = scene(nlp, text)
    assert part_of.candidates(seen, len(seen.figures) - 1) == wholes


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Le dà una dote pari a {12} capre.", "una dote"),
        ("C'è un muro alto {3 metri|measure|3}.", "un muro"),
        ("Dietro un muro alto si vedono {3} capre.", "un muro alto"),
        ("Nel tempo la popolazione aumenta di {7} topi.", "la popolazione"),
        ("A Lodi la vendemmia cala di {3} capre.", "la vendemmia"),
    ],
)
def test_an_adjective_that_leads_the_number_is_no_part_of_the_noun(nlp: Language, text: str, noun: str) -> None:
    assert noun in {one.name for one in holders_of(nlp, text).of(0)}


def test_places_of_a_figure(nlp: Language) -> None:
    text = (
        "A [Verla|LOC] piove. A [Pavia|LOC] i {30} soci della [Beta|ORG] sono via. "
        "Tace [Ada Verdi|PER]. Ieri. Tace. Poi. Ora {3} sono tornati a [Crema|LOC]. "
        "La torre ha {40 anni|age} ed è a [Lodi|LOC]."
    )
    holders = holders_of(nlp, text)
    places = [[one and one.name for one in ask_figure(holders.scene, holders, "place", k).candidates] for k in range(3)]
    assert places == [["Pavia", "Verla", None], ["Crema", "Verla", "Pavia", None], [None]]


def test_a_place_may_stand_beside_the_same_number_elsewhere(nlp: Language) -> None:
    text = "Strada chiusa, {30} isolati. Tutti tacciono. Piove. Il vento cala. A [Verla|LOC] gli isolati sono {30}."
    holders = holders_of(nlp, text)
    asked = ask_figure(holders.scene, holders, "place", 0)
    assert next(iter(names_in(asked.rows[0]))) == "twin"


def test_days_of_a_figure(nlp: Language) -> None:
    seen = scene(nlp, "Dal <2011|2011-01-01..2011-12-31> le nascite sono {300}.")
    assert {one.way for one in days.candidates(seen, 0)} == {"own", "since"}


def test_the_day_of_publication_dates_nothing_that_is_not_told(nlp: Language) -> None:
    assert days.candidates(scene(nlp, "Nel comune vivono {300} persone."), 0) == []
    (one,) = days.candidates(scene(nlp, "Finora i casi sono {300}."), 0)
    assert (one.first, one.way) == (None, "so_far")


def test_a_noun_with_a_name_in_apposition_is_whom_the_name_says(nlp: Language) -> None:
    holders = holders_of(nlp, "Il sindaco di [Verla|LOC], [Ada Melzi|PER], ha chiuso {12} strade.")
    (mayor,) = [one for one in holders.of(0) if holders.scene.syntax.lower(one.head) == "sindaco"]
    assert (mayor.name, mayor.sort) == ("Ada Melzi", "role:PER")


TITLES = [
    ("Parla l'assessora alla cultura, [Ada Melzi|PER].", "assessora", "Ada Melzi"),
    ("Arriva anche [Ada Melzi|PER], sindaca della valle.", "sindaca", "Ada Melzi"),
    ("Ha parlato il portavoce di [Ada Melzi|PER].", "portavoce", "il portavoce di Ada Melzi"),
]


@pytest.mark.parametrize(("text", "noun", "name"), TITLES)
def test_a_title_beside_a_name_is_that_person(nlp: Language, text: str, noun: str, name: str) -> None:
    holders = holders_of(nlp, text)
    assert [one.name for one in holders.of(0) if holders.scene.syntax.lower(one.head) == noun] == [name]


HARMED = [
    ("Ieri è morto [Ugo Salvi|PER].", {"Ugo Salvi"}),
    ("La morte di [Ugo Salvi|PER] ha commosso [Ada Melzi|PER].", {"Ugo Salvi"}),
    ("[Ada Melzi|PER] ricorda [Ugo Salvi|PER], ucciso in montagna.", {"Ugo Salvi"}),
    ("[Ada Melzi|PER] ha incontrato [Ugo Salvi|PER].", set()),
]


@pytest.mark.parametrize(("text", "names"), HARMED)
def test_who_was_killed(nlp: Language, text: str, names: set[str]) -> None:
    assert holders_of(nlp, text).harmed == names


def _speakers(seen: Scene, noun: str, sure: float) -> dict[str, set[str]]:
    """Name → features of those who may speak, where a noun of the first sentence may mean the first name."""
    name = seen.mentions[0].entity
    assert name is not None
    head = next(at for at in range(len(seen.syntax)) if seen.syntax.lower(at) == noun)
    seen = seen.over(seen.syntax, seen.quotes, {head: Meant(name, sure)})
    rows = speaker.rows(Holders(seen), 0)
    return {one.name: set(names_in(row)) for one, row in rows if one is not None and one.head == head}


def test_a_description_speaks_as_it_is_written_or_as_whom_it_may_mean(nlp: Language) -> None:
    seen = scene(nlp, "[Ada Melzi|PER] arriva. «La strada resta chiusa fino a maggio», ha detto il geometra.")
    found = _speakers(seen, "geometra", 0.2)
    assert "meant=2|entity=False" in found["il geometra"]
    assert "meant=2|entity=True" in found["Ada Melzi"]
    assert "rule" in found["il geometra"]


def test_what_tells_who_speaks(nlp: Language) -> None:
    text = "[Ada Melzi|PER] saluta. «[Ugo Salvi|PER] ha lasciato la giunta», ha detto [Bea Lodi|PER] a [Ivo Riva|PER]."
    found = {one.name: set(names_in(row)) for one, row in speaker.rows(holders_of(nlp, text), 0) if one is not None}
    assert "Ugo Salvi" not in found
    assert "nearest=R|PER" in found["Bea Lodi"]
    assert not any(look.startswith("nearest=R") for look in found["Ivo Riva"])
    again = f"[Ugo Salvi|PER] è partito. {text}"
    found = {one.name: set(names_in(row)) for one, row in speaker.rows(holders_of(nlp, again), 0) if one is not None}
    assert "inside=True|PER" in found["Ugo Salvi"]


def test_subjects_before_the_cue_are_told_by_their_place(nlp: Language) -> None:
    text = "[Ada Melzi|PER] arriva con [Ivo Riva|PER]. [Bea Lodi|PER] tace. Poi ha detto: «La strada resta chiusa»."
    found = {one.name: set(names_in(row)) for one, row in speaker.rows(holders_of(nlp, text), 0) if one is not None}
    assert "subjbefore=1|form=Part" in found["Bea Lodi"]
    assert "subjbefore=2|form=Part" in found["Ada Melzi"]
    assert "subjbefore=0|form=Part" in found["Ivo Riva"]


def test_who_is_told_of_behind_the_cue(nlp: Language) -> None:
    text = "[Ada Melzi|PER] ha detto che [Ivo Riva|PER] «lascia la giunta di sua volontà»."
    found = {one.name: set(names_in(row)) for one, row in speaker.rows(holders_of(nlp, text), 0) if one is not None}
    assert "told=True|PER" in found["Ivo Riva"]
    assert not any(look.startswith("told=") for look in found["Ada Melzi"])


def test_whoever_stands_before_the_colon_may_speak(nlp: Language) -> None:
    rows = speaker.rows(holders_of(nlp, "Un alpinista: «Ho sentito un tuono e sono sceso di corsa»."), 0)
    assert "Un alpinista" in {one.name for one, _ in rows if one is not None}


def test_a_description_beside_the_cue_is_told_in_full(nlp: Language) -> None:
    seen = scene(nlp, "«La strada resta chiusa fino a maggio», ha detto un parente di uno dei feriti.")
    rows = {one.name: set(names_in(row)) for one, row in speaker.rows(Holders(seen), 0) if one is not None}
    assert "rule" in rows["un parente di uno dei feriti"]


def test_nobody_speaks_from_inside_words_in_marks(nlp: Language) -> None:
    holders = holders_of(nlp, "«Il bilancio record - spiega [Ada Melzi|PER] - è dovuto ai soci».")
    quotes = holders.scene.quotes
    assert [quote.form for quote in quotes] == ["direct", "direct"]
    found = [{one.name for one, _ in speaker.rows(holders, n) if one is not None} for n in range(2)]
    assert all("Ada Melzi" in names and not any("bilancio" in name for name in names) for names in found)


def test_what_carries_a_clause_tells_whether_anybody_says_it(nlp: Language) -> None:
    *_, (_, row) = speaker.rows(holders_of(nlp, "[Ada Melzi|PER] ha detto che la strada riaprirà a maggio."), 0)
    assert "none|root=VERBFinInd" in names_in(row)


DESCRIPTIONS = [
    ("Perde il [Verla Calcio|ORG]. I rossoneri tornano a casa.", "rossoneri"),
    ("Vince [Ada Melzi|PER]. La ligure torna a casa.", "ligure"),
    ("Vince [Ada Melzi|PER]. La campionessa torna a casa.", "campionessa"),
    ("Perde il [Verla Calcio|ORG]. Meglio i croati nel secondo tempo.", "croati"),
    ("Parla [Ada Melzi|PER]. L'ex pugile lodigiana torna a casa.", "pugile"),
]


@pytest.mark.parametrize(("text", "noun"), DESCRIPTIONS)
def test_what_may_describe_somebody(nlp: Language, text: str, noun: str) -> None:
    seen = scene(nlp, text)
    assert noun in {seen.syntax.lower(said.head) for group in descriptions(NamesTold(Holders(seen))) for said in group}


SPANS = [
    ("Parla [Ada Melzi|PER]. L'ormai ex ministra torna a casa.", "ormai ex ministra"),
    ("Parla [Ada Melzi|PER]. La neo-sindaca torna a casa.", "neo-sindaca"),
    ("Parla [Ada Melzi|PER]. La senatrice a vita torna a casa.", "senatrice a vita"),
    ("Vince [Ada Melzi|PER]. La campionessa in carica torna a casa.", "campionessa in carica"),
    ("Parla [Ada Melzi|PER]. Il suo avvocato torna a casa.", "suo avvocato"),
    ("Parla [Ada Melzi|PER]. L'attrice {38enne|age} torna a casa.", "attrice 38enne"),
    ("Parla [Ada Melzi|PER]. Torna proprio la preside.", "la preside"),
    ("Parla [Ada Melzi|PER]. La candidata alla guida della Provincia torna a casa.", "guida della Provincia"),
    ("Parla la [Verla Spa|ORG]. La società controllata dal Comune chiude.", "controllata dal Comune"),
]


@pytest.mark.parametrize(("text", "phrase"), SPANS)
def test_all_behind_the_article_is_offered_too(nlp: Language, text: str, phrase: str) -> None:
    seen = scene(nlp, text)
    spans = [span_of(seen, said) for group in descriptions(NamesTold(Holders(seen))) for said in group]
    assert any(text_of(seen, span).endswith(phrase) for span in spans)


def text_of(seen: Scene, span: tuple[int, int]) -> str:
    return seen.syntax.source[span[0] : span[1]]


TOLD = [
    ("Parla l'[Istituto Melzi|ORG]. L'istituto chiude.", "Istituto Melzi", "inname=True|ORG"),
    ("Perde il [Genoa|ORG]. La squadra rossoblù torna a casa.", "Genoa", "byname=True"),
    ("Perde la [Sony|ORG]. Il gruppo francese torna a casa.", "Sony", "nation=False|ORG"),
    ("Parla [Ada Melzi|PER]. La sindaca risponde a [Ugo Salvi|PER].", "Ugo Salvi", "here=behind:True|PER"),
    ("Parla [Ada Melzi|PER]. La sindaca risponde a [Ugo Salvi|PER].", "Ada Melzi", "here=|PER"),
    ("Parla [Ada Melzi|PER]. La cantante saluta [Ugo Salvi|PER].", "Ugo Salvi", "gender=FM"),
    ("La [Wymark|PER] vince. L'atleta torna a casa.", "Wymark", "gender=?F"),
    ("[Wymark|PER] è arrivata. La campionessa torna a casa.", "Wymark", "gender=FF"),
    ("Parla [Giorgia Meloni|PER]. La premier tace.", "Giorgia Meloni", "holds=now"),
    ("Parla [Enrico Letta|PER]. L'ex premier tace.", "Enrico Letta", "holds=past|front=ex"),
    ("Parla [Zohran Mamdani|PER]. Il neosindaco tace.", "Zohran Mamdani", "holds=new|front=neo"),
    ("Parla [Ugo Salvi|PER]. La premier tace.", "Ugo Salvi", "holds="),
    ("Parla [Emmanuel Macron|PER]. Il presidente francese tace.", "Emmanuel Macron", "holds=now|of=this"),
    ("Parla [Emmanuel Macron|PER]. Il presidente polacco tace.", "Emmanuel Macron", "holds=now|of=other"),
    ("Parla [Emmanuel Macron|PER]. Il presidente tace.", "Emmanuel Macron", "holds=now|of=open"),
    ("Parla [Giorgia Meloni|PER]. La premier tace.", "Giorgia Meloni", "holds=now|of=open"),
    ("Parla [Maurizio Landini|PER]. Il leader della [CGIL|ORG] tace.", "Maurizio Landini", "holds=now|of=this"),
    ("Parla [Maurizio Landini|PER]. Il leader tace.", "Maurizio Landini", "holds="),
    ("Parla il sindaco [Ugo Salvi|PER]. Il prefetto tace.", "Ugo Salvi", "held=other|PER|field=True"),
    ("Parla il sindaco [Ugo Salvi|PER]. Il sindaco tace.", "Ugo Salvi", "held=this|PER|field=True"),
    ("Parla il parroco [Ugo Salvi|PER]. Il sacerdote tace.", "Ugo Salvi", "held=like|PER|field=True"),
    ("Parla il ministro [Ugo Salvi|PER]. Il senatore tace.", "Ugo Salvi", "held=near|PER|field=True"),
    ("Parla il tassista [Ugo Salvi|PER]. Il prefetto tace.", "Ugo Salvi", "held=person|PER|field=True"),
    ("Parla il sindaco [Ugo Salvi|PER]. Il tassista tace.", "Ugo Salvi", "held=other|PER|field=False"),
    ("Parla la [Banca Melzi|ORG]. La società tace.", "Banca Melzi", "held=other|ORG|field=True"),
    ("Parla l'associazione [Melzi|ORG]. La onlus tace.", "Melzi", "held=like|ORG|field=True"),
    ("Parla il portavoce di [Ugo Salvi|PER]. Il portavoce tace.", "Ugo Salvi", "held=|PER|field=True"),
    (
        "Parla [Ugo Salvi|PER] a [Zoagli|LOC]. La stampa tace. Il sindaco di [Zoagli|LOC] saluta.",
        "Ugo Salvi",
        "tie=near|PER",
    ),
]


@pytest.mark.parametrize(("text", "name", "look"), TOLD)
def test_what_tells_whom_a_description_means(nlp: Language, text: str, name: str, look: str) -> None:
    holders = holders_of(nlp, text)
    told = NamesTold(holders)
    last = list(descriptions(told))[-1]
    said: Description = max(last, key=lambda one: one.last - one.first)
    rows = referent.rows(referent.Noun(told, last), last)
    assert look in {look for one, row in rows if one and (one.said, one.name) == (said, name) for look in names_in(row)}


SAID = [
    ("[Ada Melzi|PER], scrittrice e giornalista, parla oggi.", "Ada Melzi", {"scrittrice", "giornalista"}),
    ("È arrivata [Ada Melzi|PER], la giovane attrice di Lodi.", "Ada Melzi", {"attore"}),
    ("Arriva [Ada Melzi|PER], {47 anni|age} e sindaca di Lodi.", "Ada Melzi", {"sindaco"}),
    ("La giudice della sezione fallimentare, [Ada Melzi|PER], ha deciso.", "Ada Melzi", {"giudice"}),
    ("Una scossa nella città di [Zoagli|LOC].", "Zoagli", {"città"}),
    ("Hanno vinto i croati dello [Zoagli|ORG].", "Zoagli", {"croato"}),
]


@pytest.mark.parametrize(("text", "name", "nouns"), SAID)
def test_what_a_text_says_of_a_name(nlp: Language, text: str, name: str, nouns: set[str]) -> None:
    said = NamesTold(holders_of(nlp, text)).nouns[name]
    assert nouns <= said


NOT_SAID = [
    ("Una scossa nella capitale di [Zoagli|LOC].", "Zoagli", "capitale"),
    ("Secondo [Ada Melzi|PER], il sindaco ha sbagliato tutto.", "Ada Melzi", "sindaco"),
    ("Arriva [Ada Melzi|PER], il sindaco [Ugo Salvi|PER] tace.", "Ada Melzi", "sindaco"),
]


@pytest.mark.parametrize(("text", "name", "noun"), NOT_SAID)
def test_what_a_text_says_of_others(nlp: Language, text: str, name: str, noun: str) -> None:
    assert noun not in NamesTold(holders_of(nlp, text)).nouns[name]


@pytest.mark.parametrize(
    ("noun", "kind"),
    [("architetta", "PER"), ("pluricampione", "PER"), ("ex-sindaca", "PER"), ("politica", None), ("verla", None)],
)
def test_the_kind_of_a_noun(noun: str, kind: str | None) -> None:
    assert kind_of(noun) == kind


OFFICES = [
    ("presidente del consiglio tace", "presidente", {"primo ministro"}, True),
    ("ministra dell' interno tace", "ministro", {"ministro dell'Interno"}, True),
    ("presidente tace", "presidente", {"presidente", "primo ministro", "governatore"}, False),
    ("neosindaco tace", "neosindaco", {"sindaco"}, False),
    ("passante tace", "passante", None, False),
]


@pytest.mark.parametrize(("words", "lemma", "offices", "whole"), OFFICES)
def test_a_noun_tells_an_office(words: str, lemma: str, offices: set[str] | None, whole: bool) -> None:
    told = noun_of(lemma, words.split())
    assert (None if told is None else set(told.offices)) == offices
    assert told is None or told.whole == whole


def test_an_adjective_before_its_noun_describes_nobody(nlp: Language) -> None:
    seen = scene(nlp, "Vince [Ada Melzi|PER]. La nuova strada è aperta.")
    assert "nuova" not in {
        seen.syntax.lower(said.head) for group in descriptions(NamesTold(Holders(seen))) for said in group
    }


def test_where_no_table_says_the_kind_a_few_may_be_meant(nlp: Language) -> None:
    crowd = ". ".join(f"Arriva [Ada Rossi{number}|PER]" for number in range(40))
    holders = holders_of(nlp, f"{crowd}. I rossobianchi tacciono.")
    told = NamesTold(holders)
    (group,) = [group for group in descriptions(told) if group[0].kind == "?"][:1]
    assert len(referent.Noun(told, group).entities) <= referent.NAMED_MOST + referent.LAST_NAMED
