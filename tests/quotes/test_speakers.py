"""Who speaks: subjects, titles, memory; and the vocabulary by which speech is recognised."""

import pytest
from spacy.language import Language

from tests.examples import rows_with_examples
from tests.quoting import read_quotes, told
from transforms.language.conjugation import conjugate
from transforms.language.speech import can_speak, nouns, source_phrases, speech_forms, without_pronouns
from transforms.parsing.load import load_pipeline
from transforms.reference import read_reference, split_cell

NAMES = {
    "Carla Bianchi": "Carla Bianchi PER",
    "Bianchi": "Carla Bianchi PER",
    "Luca Neri": "Luca Neri PER",
    "Neri": "Luca Neri PER",
    "Legambiente": "Legambiente ORG",
    "Francia": "Francia LOC",
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
    return load_pipeline(request.param)


@pytest.mark.parametrize(("text", "speaker"), [c[1:] for c in SPEAKERS], ids=[c[0] for c in SPEAKERS])
def test_speaker(pipeline: Language, text: str, speaker: str | None) -> None:
    quotes, _ = read_quotes(pipeline, text, NAMES)
    assert [name for form, _, name, _ in told(text, quotes) if form == "direct"] == [speaker]


FORMS = [
    ("dire", ("disse", "dissero", "dirà", "direbbe", "dicono", "diceva", "dicendo", "detto", "dir")),
    ("spiegare", ("spiega", "spiegano", "spiegherà", "spiegherebbe", "spiegò", "spiegando")),
    ("annunciare", ("annuncia", "annuncerà", "annunciarono")),
    ("ribadire", ("ribadisce", "ribadiscono", "ribadì", "ribadito")),
    ("sostenere", ("sostiene", "sostengono", "sosterrà", "sostenne", "sostennero")),
    ("scrivere", ("scrisse", "scrissero", "scritto", "scrive")),
    ("proporre", ("propone", "propongono", "proporrà", "propose", "proposto")),
]


@pytest.mark.parametrize(("lemma", "forms"), FORMS)
def test_conjugation(lemma: str, forms: tuple[str, ...]) -> None:
    row = next(row for row in read_reference("it/speech/speech_verbs") if row["lemma"] == lemma)
    assert set(forms) <= set(conjugate(lemma, row["forms"]))


def test_only_third_persons_are_forms() -> None:
    assert not {"dico", "dici", "diciamo", "dite", "spiego", "spieghi"} & set(speech_forms())


def _spoken(text: str) -> set[str]:
    words = [word.strip("«»,.;:!?\"'").lower() for word in text.replace("’", "'").replace("'", " ").split()]
    found: set[str] = set()
    for word in words:
        base, _ = without_pronouns(word)
        for form in (word, base):
            found |= {verb.lemma for verb, _ in speech_forms().get(form, ())}
    return found


@pytest.mark.parametrize("row", read_reference("it/speech/speech_verbs"), ids=lambda row: row["lemma"])
def test_every_verb_is_recognised_in_its_example(row: dict[str, str]) -> None:
    assert row["lemma"] in _spoken(row["example"])
    assert set(split_cell(row["clause"])) <= {"che", "come", "di"}
    assert row["kind"] in {"say", "write", "ask", "answer", "deny", "threat", "promise", "warn", "claim", "announce",
                           "attack", "define", "show"}  # fmt: skip


@pytest.mark.parametrize("row", rows_with_examples("it/speech/speech_nouns"), ids=lambda row: row["lemma"])
def test_every_noun_is_in_its_example(row: dict[str, str]) -> None:
    words = row["example"].replace("'", " ").replace(",", " ").replace("«", " ").replace("»", " ").lower().split()
    assert any(word in nouns(row["kind"]) for word in words)


def test_words_in_marks_after_a_titled_noun_are_a_title(pipeline: Language) -> None:
    for row in rows_with_examples("it/speech/titled_nouns"):
        quotes, loose = read_quotes(pipeline, row["example"])
        assert not quotes
        assert {item.reason for item in loose} == {"title_or_name"}, row["example"]


@pytest.mark.parametrize("row", read_reference("it/speech/source_prepositions"), ids=lambda row: row["phrase"])
def test_every_source_phrase_opens_its_example(row: dict[str, str]) -> None:
    assert row["example"].split()[0].lower() in source_phrases()


@pytest.mark.parametrize(
    ("noun", "speaks"),
    [("ministro", True), ("autorità", True), ("visita", False), ("parole", False), ("inquirenti", True), ("xyz", None)],
)
def test_who_can_speak(noun: str, speaks: bool | None) -> None:
    assert can_speak(noun) is speaks
