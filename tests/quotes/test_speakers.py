"""Who speaks: subjects, titles, memory."""

import pytest
from spacy.language import Language

from tests.conftest import loaded
from tests.examples import rows_with_examples
from tests.marked import read_quotes, told

NAMES = {
    "Carla Bianchi": "Carla Bianchi PER",
    "Bianchi": "Carla Bianchi PER",
    "Luca Neri": "Luca Neri PER",
    "Neri": "Luca Neri PER",
    "Legambiente": "Legambiente ORG",
    "Francia": "Francia LOC",
    "Lodi": "Lodi LOC",
    "Como": "Como LOC",
    "il capo della giunta": "Luca Neri =PER",
}

SPEAKERS = [
    (
        "no subject after a subject that is a thing",
        "Neri ha visto il cantiere. La visita è durata un'ora. «Il ponte resta chiuso», ha concluso.",
        "Luca Neri",
    ),
    (
        "title before the name, object behind",
        "Il sindaco Luca Neri ha criticato Carla Bianchi: «Il ponte resta chiuso».",
        "Luca Neri",
    ),
    ("role of a known person", "«Il ponte resta chiuso», ha detto il capo della giunta.", "Luca Neri"),
    ("a country speaks", "La Francia avverte: «Il ponte resta chiuso».", "Francia"),
    ("the body behind its document", "Un rapporto di Legambiente denuncia: «Il ponte resta chiuso».", "Legambiente"),
    (
        "a person inside the description does not speak",
        "Gli avvocati di Luca Neri replicano: «Il ponte resta chiuso».",
        "Gli avvocati di Luca Neri",
    ),
    (
        "heads of several towns",
        "I sindaci di Lodi e Como avvertono: «Il ponte resta chiuso».",
        "I sindaci di Lodi e Como",
    ),
    ("two behind the verb", "«Il ponte resta chiuso», dicono Carla Bianchi e Luca Neri.", "Carla Bianchi; Luca Neri"),
    ("two before the verb", "Bianchi e Neri avvertono: «Il ponte resta chiuso».", "Carla Bianchi; Luca Neri"),
    ("who said it behind a colon", "«Il ponte resta chiuso»: lo ha detto Luca Neri alla radio.", "Luca Neri"),
    (
        "how somebody comments, behind a colon",
        "«Il ponte resta chiuso»: così Luca Neri commenta la visita.",
        "Luca Neri",
    ),
    ("a party in brackets before the colon", "Luca Neri (Pd): «Il ponte resta chiuso».", "Luca Neri"),
    ("the government of somebody", "Il governo Neri fa sapere: «Il ponte resta chiuso».", "Il governo Neri"),
    (
        "plural verb, singular noun between",
        "I tecnici che seguono la strada affermano: «Il ponte resta chiuso».",
        "I tecnici",
    ),
    (
        "time and place in front",
        "Ieri in conferenza stampa Carla Bianchi ha detto: «Il ponte resta chiuso».",
        "Carla Bianchi",
    ),
    (
        "question before",
        "Alla domanda sui tempi del cantiere, Bianchi ha risposto: «Il ponte resta chiuso».",
        "Carla Bianchi",
    ),
    ("one of many", "Neri era al ponte. «Il ponte resta chiuso», ha detto uno dei pescatori.", "uno dei pescatori"),
    ("two titles", "Il geologo e scrittore Luca Neri ha detto: «Il ponte resta chiuso».", "Luca Neri"),
    (
        "a synonym of the title",
        "L'avvocato Luca Neri è in aula. «Il ponte resta chiuso», ha detto il legale.",
        "Luca Neri",
    ),
    ("pronoun", "Carla Bianchi è in aula. Lei ha detto: «Il ponte resta chiuso».", "Carla Bianchi"),
    ("the latter", "Carla Bianchi è in aula. Quest'ultima ha detto: «Il ponte resta chiuso».", "Carla Bianchi"),
    (
        "the opening quotation of an article",
        "«Il ponte resta chiuso e non riapre». Carla Bianchi è arrivata al cantiere all'alba.",
        "Carla Bianchi",
    ),
    ("somebody else in the same sentence", "Neri tace e Bianchi attacca: «Il ponte resta chiuso».", "Carla Bianchi"),
    ("passive without agent tells nobody", "Il ponte è stato definito «una vergogna da cancellare».", None),
    ("a written sign is nobody", "La scritta sul muro diceva: «Il ponte resta chiuso».", None),
    (
        "a gerund has the subject of its clause, not the object beside it",
        "Neri ha interrotto la cerimonia urlando: «Il ponte resta chiuso».",
        "Luca Neri",
    ),
    (
        "a cleft sentence names the subject",
        "È ancora Neri a prendere la scena gridando: «Il ponte resta chiuso».",
        "Luca Neri",
    ),
    (
        "subject behind to be, then a gerund",
        "Alla fine è intervenuto Neri dicendo: «Il ponte resta chiuso».",
        "Luca Neri",
    ),
    (
        "the person of whom the clause before the colon speaks",
        "Carla Bianchi ha detto di no. Luca Neri, assessore, è soddisfatto del voto: «Abbiamo fatto un buon lavoro».",
        "Luca Neri",
    ),
    (
        "the sender of a letter",
        "«Il ponte resta chiuso», si legge nella lettera inviata da Legambiente alla Regione.",
        "Legambiente",
    ),
    (
        "who wrote, not who carries it",
        "«Il ponte resta chiuso», è una frase riportata dai giornali e tratta da una nota firmata da Carla Bianchi.",
        "Carla Bianchi",
    ),
    (
        "a described subject before the colon",
        "Carla Bianchi ha visto il voto. Il ministro è stato chiaro: «Nessuno pagherà nuove tasse».",
        "Il ministro",
    ),
]


@pytest.fixture(scope="module", params=["bundled", "rules"])
def pipeline(request: pytest.FixtureRequest) -> Language:
    """With and without a language model."""
    return loaded(request.param)


@pytest.mark.parametrize(("text", "speaker"), [c[1:] for c in SPEAKERS], ids=[c[0] for c in SPEAKERS])
def test_speaker(pipeline: Language, text: str, speaker: str | None) -> None:
    quotes, _ = read_quotes(pipeline, text, NAMES)
    assert [name for form, _, name, _ in told(text, quotes) if form == "direct"] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # a name that nobody knows, alone before the colon
        ("Finisce così.\n- Ostuni: «Il ponte resta chiuso».", "Ostuni"),
        ("Luca Neri è al ponte.\nPRODI: «Il ponte resta chiuso».", "PRODI"),
        # a noun in its place is none
        ("Luca Neri è al ponte.\nCOMMENTO: «Il ponte resta chiuso».", "Luca Neri"),
        ("Luca Neri è al ponte.\nCosì: «Il ponte resta chiuso».", "Luca Neri"),
        # an adjective is nobody
        ("Luca Neri torna al cantiere. «Il ponte resta chiuso», ha detto sereno ai cronisti.", "Luca Neri"),
        ("Luca Neri è contrario: «Il ponte resta chiuso».", "Luca Neri"),
    ],
)
def test_speaker_by_tags(nlp: Language, text: str, speaker: str) -> None:
    quotes, _ = read_quotes(nlp, text, NAMES)
    assert [name for form, _, name, _ in told(text, quotes) if form == "direct"] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "«Il ponte resta chiuso.\n«Nessuno ci ascolta», dice Neri.",
        "Neri dice: «Il ponte resta chiuso.\n«Nessuno ci ascolta».",
        "Neri dice: «Il ponte resta chiuso.\n«Nessuno ci ascolta.\n«Lo vedremo a giugno».",
    ],
)
def test_paragraphs_that_open_anew_have_one_speaker(pipeline: Language, text: str) -> None:
    quotes, _ = read_quotes(pipeline, text, NAMES)
    assert {(name, cue) for _, _, name, cue in told(text, quotes)} == {("Luca Neri", "dice")}
    assert len(quotes) == text.count("«")


def test_words_in_marks_after_a_titled_noun_are_a_title(pipeline: Language) -> None:
    for row in rows_with_examples("it/speech/titled_nouns"):
        quotes, loose = read_quotes(pipeline, row["example"])
        assert not quotes
        assert {item.reason for item in loose} == {"title_or_name"}, row["example"]
