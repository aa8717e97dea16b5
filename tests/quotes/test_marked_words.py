"""Where marked words begin and end: marks that were never written, what the narrator inserts, what is only a term."""

import pytest
from spacy.language import Language

from tests.conftest import loaded
from tests.marked import read_quotes, told

NAMES = {
    "Carla Bianchi": "Carla Bianchi PER", "Bianchi": "Carla Bianchi PER",
    "Luca Neri": "Luca Neri PER", "Neri": "Luca Neri PER",
}  # fmt: skip

# (what it shows, text, [(words, speaker)])
ENDS = [
    (
        "a mark that stands as if it opened, before the verb",
        "«La diga è piena fino all'orlo «ha detto Luca Neri. «Resta chiusa», ha aggiunto.",
        [("La diga è piena fino all'orlo", "Luca Neri"), ("Resta chiusa", "Luca Neri")],
    ),
    (
        "a sentence that the next quotation closes",
        "Luca Neri ha detto: “La diga è piena. “Resta chiusa fino a domani”, ha aggiunto Neri.",
        [("La diga è piena.", "Luca Neri"), ("Resta chiusa fino a domani", "Luca Neri")],
    ),
    (
        "what those who are quoted said themselves",
        "«Il ponte regge, ho detto, ma nessuno mi ha creduto», racconta Luca Neri.",
        [("Il ponte regge, ho detto, ma nessuno mi ha creduto", "Luca Neri")],
    ),
    (
        "what those who are quoted wish",
        "«Chi vuole passare, faccia pure, ma il ponte trema», ha detto Luca Neri.",
        [("Chi vuole passare, faccia pure, ma il ponte trema", "Luca Neri")],
    ),
    (
        "a participle of those who are quoted",
        "Carla Bianchi ha parlato di «una strada stretta, considerata, a ragione, molto pericolosa».",
        [("una strada stretta, considerata, a ragione, molto pericolosa", "Carla Bianchi")],
    ),
    (
        "an infinitive of those who are quoted",
        "«Voglio aprire il ponte, fare ordine, dire grazie a tutti», ha detto Luca Neri.",
        [("Voglio aprire il ponte, fare ordine, dire grazie a tutti", "Luca Neri")],
    ),
    (
        "a verb of those who are quoted, with its object",
        "«La giunta studia la strada, lancia idee, cerca fondi», ha detto Luca Neri.",
        [("La giunta studia la strada, lancia idee, cerca fondi", "Luca Neri")],
    ),
    (
        "a gerund of those who are quoted",
        "«Abbiamo riparato il tetto, chiedendo i fondi, e la scuola riapre», ha detto Luca Neri.",
        [("Abbiamo riparato il tetto, chiedendo i fondi, e la scuola riapre", "Luca Neri")],
    ),
    (
        "the narrator inserts between commas",
        "«Il ponte regge, ha detto Luca Neri, ma la strada è chiusa».",
        [("Il ponte regge", "Luca Neri"), ("ma la strada è chiusa", "Luca Neri")],
    ),
    (
        "never closed, and opened again",
        "«Il ponte regge ancora, ha detto Luca Neri. «La strada è chiusa», ha aggiunto.",
        [("Il ponte regge ancora", "Luca Neri"), ("La strada è chiusa", "Luca Neri")],
    ),
    (
        "the cue closes the sentence around the words",
        "Il ponte di Verla «resta chiuso fino a maggio» anche ai pedoni, ha detto Carla Bianchi.",
        [("resta chiuso fino a maggio", "Carla Bianchi")],
    ),
    ("an object of what is said", "Carla Bianchi dirà i nomi della sua «squadra di sindaci».", []),
    (
        "what somebody talks of",
        "Carla Bianchi parla di un «ponte alla deriva».",
        [("ponte alla deriva", "Carla Bianchi")],
    ),
    ("a part of what is said", "Carla Bianchi ha detto che «il ponte trema».", [("il ponte trema", "Carla Bianchi")]),
]


@pytest.fixture(scope="module", params=["bundled", "rules"])
def pipeline(request: pytest.FixtureRequest) -> Language:
    """With and without a language model."""
    return loaded(request.param)


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in ENDS], ids=[case[0] for case in ENDS])
def test_marked_words_end_where_the_narrator_speaks(
    pipeline: Language, text: str, expected: list[tuple[str, str]]
) -> None:
    quotes, _ = read_quotes(pipeline, text, NAMES)
    assert [(words, speaker) for form, words, speaker, _ in told(text, quotes) if form == "direct"] == expected
