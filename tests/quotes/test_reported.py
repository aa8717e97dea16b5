"""Reported clauses: where they begin and end, who says them, what is none; in sentences of our own."""

from datetime import date

import pytest
from spacy.language import Language

from tests.conftest import loaded
from tests.marked import read_quotes, told
from transforms.facts import FoundDate
from transforms.quotes.find import DOUBTFUL

BIANCHI = {"Carla Bianchi": "Carla Bianchi PER", "Bianchi": "Carla Bianchi PER"}
NERI = {"Luca Neri": "Luca Neri PER", "Neri": "Luca Neri PER"}
ISTAT = {"Istat": "Istat ORG"}
BOTH = BIANCHI | NERI

INDIRECT = [
    (
        "going by somebody's words",
        "Stando alle parole di Neri, il ponte è sicuro.",
        NERI,
        [("il ponte è sicuro", "Luca Neri", "Stando alle")],
    ),
    (
        "an hour before the clause is none of its words",
        "9:20 - Il ponte resta chiuso, ha spiegato Neri.",
        NERI,
        [("Il ponte resta chiuso", "Luca Neri", "ha spiegato")],
    ),
    ("a clause of one verb", "Neri ha detto che tornerà.", NERI, [("tornerà", "Luca Neri", "ha detto")]),
    (
        "secondo il quale",
        "La Procura ha un dossier, secondo il quale il ponte cede a ogni piena.",
        {},
        [("il ponte cede a ogni piena", "un dossier", "secondo il quale")],
    ),
    (
        "che",
        "Neri ha precisato che il ponte resta chiuso.",
        NERI,
        [("il ponte resta chiuso", "Luca Neri", "ha precisato")],
    ),
    (
        "come",
        "Neri ha sottolineato come il ponte sia vecchio.",
        NERI,
        [("il ponte sia vecchio", "Luca Neri", "ha sottolineato")],
    ),
    (
        "di and an infinitive",
        "Neri ha detto di voler riaprire il ponte.",
        NERI,
        [("voler riaprire il ponte", "Luca Neri", "ha detto")],
    ),
    (
        "infinitive with a pronoun",
        "I vicini hanno affermato di averla incontrata sul ponte.",
        {},
        [("averla incontrata sul ponte", "I vicini", "hanno affermato")],
    ),
    (
        "aside behind che",
        "Neri ha detto che, finiti i lavori, il ponte sarà gratuito.",
        NERI,
        [("finiti i lavori, il ponte sarà gratuito", "Luca Neri", "ha detto")],
    ),
    (
        "words between verb and che",
        "Neri ha ribadito con forza ai cronisti che il ponte resta chiuso.",
        NERI,
        [("il ponte resta chiuso", "Luca Neri", "ha ribadito")],
    ),
    (
        "nel and an infinitive",
        "I tecnici sono concordi nell'affermare che il ponte cede.",
        {},
        [("il ponte cede", "I tecnici", "affermare")],
    ),
    (
        "inserted behind a colon and a bare subject",
        "Neri difende i periti: il ponte, ha assicurato Neri, regge a ogni piena.",
        NERI,
        [("regge a ogni piena", "Luca Neri", "ha assicurato")],
    ),
    (
        "the narrator goes on behind an inserted cue",
        "Il ponte è sicuro, ha detto Neri, aggiungendo poi molti altri particolari sulla perizia dei tecnici.",
        NERI,
        [("Il ponte è sicuro", "Luca Neri", "ha detto")],
    ),
    (
        "a detta di at least some",
        "A detta di almeno due tecnici, il ponte cede.",
        {},
        [("il ponte cede", "due tecnici", "A detta di almeno")],
    ),
    (
        "a detta della quale",
        "Il cantiere è di Carla Bianchi, a detta della quale il ponte cede.",
        BIANCHI,
        [("il ponte cede", "Carla Bianchi", "a detta della quale")],
    ),
    (
        "da quanto",
        "Da quanto riferito dai tecnici, il ponte cede.",
        {},
        [("il ponte cede", "tecnici", "Da quanto riferito")],
    ),
    (
        "infatti secondo",
        "I lavori vanno avanti, infatti secondo i tecnici il ponte regge.",
        {},
        [("il ponte regge", "i tecnici", "secondo")],
    ),
    ("secondo X in front", "Secondo Neri, il ponte è sicuro.", NERI, [("il ponte è sicuro", "Luca Neri", "Secondo")]),
    ("secondo X behind", "Il ponte è sicuro, secondo i tecnici.", {}, [("Il ponte è sicuro", "i tecnici", "secondo")]),
    ("a people", "Secondo i maltesi, il ponte è sicuro.", {}, [("il ponte è sicuro", "i maltesi", "Secondo")]),
    (
        "secondo X inside: the longer side",
        "Il ponte, secondo Neri, può reggere il traffico di tutta la valle.",
        NERI,
        [("può reggere il traffico di tutta la valle", "Luca Neri", "secondo")],
    ),
    (
        "the body, not its document",
        "Secondo un rapporto dell'Istat, le nascite calano ancora.",
        ISTAT,
        [("le nascite calano ancora", "Istat", "Secondo")],
    ),
    (
        "secondo quanto riferito da",
        "Secondo quanto riferito dall'Istat, le nascite calano ancora.",
        ISTAT,
        [("le nascite calano ancora", "Istat", "Secondo quanto riferito")],
    ),
    (
        "a detta di",
        "A detta di Neri, il ponte è sicuro da anni.",
        NERI,
        [("il ponte è sicuro da anni", "Luca Neri", "A detta di")],
    ),
    (
        "stando a",
        "Stando ai tecnici, il ponte è sicuro da anni.",
        {},
        [("il ponte è sicuro da anni", "tecnici", "Stando ai")],
    ),
    ("per X", "Per Neri, il ponte è sicuro da anni.", NERI, [("il ponte è sicuro da anni", "Luca Neri", "Per")]),
    (
        "cue at the end",
        "Il ponte di Alba riaprirà a giugno, ha dichiarato Neri.",
        NERI,
        [("Il ponte di Alba riaprirà a giugno", "Luca Neri", "ha dichiarato")],
    ),
    (
        "cue inside the clause",
        "Il ponte, spiega Neri, riaprirà entro la fine di giugno.",
        NERI,
        [("riaprirà entro la fine di giugno", "Luca Neri", "spiega")],
    ),
    (
        "cue in the next sentence",
        "Il ponte di Alba riaprirà a giugno. Lo ha annunciato Luca Neri.",
        NERI,
        [("Il ponte di Alba riaprirà a giugno", "Luca Neri", "Lo ha annunciato")],
    ),
    (
        "it was X to say so",
        "Il ponte di Alba riaprirà a giugno. A dichiararlo è stato Luca Neri.",
        NERI,
        [("Il ponte di Alba riaprirà a giugno", "Luca Neri", "A dichiararlo è stato")],
    ),
    (
        "the narrator goes on with a gerund of saying",
        "Neri ha detto che il ponte resta chiuso, aggiungendo che serve pazienza.",
        NERI,
        [("il ponte resta chiuso", "Luca Neri", "ha detto"), ("serve pazienza", "Luca Neri", "aggiungendo")],
    ),
    (
        "the narrator goes on with a second cue",
        "Neri ha detto che il ponte resta chiuso e ha promesso di riaprirlo.",
        NERI,
        [("il ponte resta chiuso", "Luca Neri", "ha detto"), ("riaprirlo", "Luca Neri", "ha promesso")],
    ),
    (
        "another speaker behind mentre",
        "Neri sostiene che il ponte è sicuro, mentre Bianchi afferma che va demolito.",
        BOTH,
        [("il ponte è sicuro", "Luca Neri", "sostiene"), ("va demolito", "Carla Bianchi", "afferma")],
    ),
    (
        "mentre inside the clause",
        "Neri sostiene che il ponte è sicuro, mentre la strada va rifatta.",
        NERI,
        [("il ponte è sicuro, mentre la strada va rifatta", "Luca Neri", "sostiene")],
    ),
    (
        "without details",
        "Neri ha annunciato che il ponte riapre, senza fornire dettagli.",
        NERI,
        [("il ponte riapre", "Luca Neri", "ha annunciato")],
    ),
    (
        "the relative clause closes",
        "Neri, che ha ammesso di aver sbagliato, ha lasciato l'incarico.",
        NERI,
        [("aver sbagliato", "Luca Neri", "ha ammesso")],
    ),
    (
        "as X explained",
        "Come ha spiegato Neri, il ponte riapre a giugno.",
        NERI,
        [("il ponte riapre a giugno", "Luca Neri", "ha spiegato")],
    ),
    (
        "two speakers",
        "Neri e Bianchi hanno detto che il ponte è sicuro.",
        BOTH,
        [("il ponte è sicuro", "Luca Neri; Carla Bianchi", "hanno detto")],
    ),
    (
        "apposition of the source",
        "Secondo Luca Neri, ingegnere del Comune, il ponte è sicuro.",
        NERI,
        [("il ponte è sicuro", "Luca Neri", "Secondo")],
    ),
    (
        "modal in front",
        "Neri ha voluto precisare che il ponte è sicuro.",
        NERI,
        [("il ponte è sicuro", "Luca Neri", "precisare")],
    ),
    (
        "brackets behind the name",
        "Luca Neri (Lista civica) ha detto che il ponte è sicuro.",
        NERI,
        [("il ponte è sicuro", "Luca Neri", "ha detto")],
    ),
    (
        "relative clause behind brackets",
        "L'annuncio arriva da Luca Neri (Lista civica), che ha precisato che il ponte è sicuro.",
        NERI,
        [("il ponte è sicuro", "Luca Neri", "ha precisato")],
    ),
    (
        "no comma behind the source",
        "Secondo l'Istat (Istituto di statistica) il Paese invecchia ancora.",
        ISTAT,
        [("il Paese invecchia ancora", "Istat", "Secondo")],
    ),
    (
        "source inside a second clause",
        "Il ponte è chiuso, tuttavia secondo i tecnici riaprirà entro giugno.",
        {},
        [("riaprirà entro giugno", "i tecnici", "secondo")],
    ),
    (
        "per with a description",
        "Per i sindacati, invece, il ponte è sicuro da anni.",
        {},
        [("il ponte è sicuro da anni", "i sindacati", "Per")],
    ),
    (
        "whoever issues the data speaks",
        "I dati diffusi ieri dall'Istat mostrano che i prezzi salgono.",
        ISTAT,
        [("i prezzi salgono", "Istat", "mostrano")],
    ),
    (
        "whoever publishes the estimates speaks",
        "Le stime pubblicate dall'Istat indicano che i salari calano.",
        ISTAT,
        [("i salari calano", "Istat", "indicano")],
    ),
    (
        "the body is the one that spoke before",
        "L'Istat ha detto che i prezzi salgono. Secondo l'agenzia, i salari calano.",
        ISTAT,
        [("i prezzi salgono", "Istat", "ha detto"), ("i salari calano", "Istat", "Secondo")],
    ),
    (
        "inserted behind a conjunction, with its subject",
        "Il ponte è caduto e, spiegano i vigili del fuoco, la strada è chiusa al traffico.",
        {},
        [("la strada è chiusa al traffico", "i vigili del fuoco", "spiegano")],
    ),
    (
        "a paper inserted behind a conjunction",
        "Ci sono dei feriti e, scrive il Corriere della Sera, due operai sono gravi.",
        {"Corriere della Sera": "Corriere della Sera ORG"},
        [("due operai sono gravi", "Corriere della Sera", "scrive")],
    ),
    (
        "the institute is the body last spoken of",
        "L'Istat ha pubblicato uno studio. Secondo l'istituto, i salari calano.",
        ISTAT,
        [("i salari calano", "Istat", "Secondo")],
    ),
]

NONE = [
    ("nominal report", "Neri ha sottolineato l'urgenza di riaprire il ponte."),
    ("a relative clause", "Neri ha annunciato il piano che partirà a giugno."),
    ("things do not speak", "I dati confermano che il ponte è sicuro."),
    ("the words of somebody judged", "Le parole del sindaco confermano che il ponte è sicuro."),
    ("impersonal", "Si dice che il ponte sia sicuro."),
    ("a rule", "La legge prevede che il ponte resti chiuso."),
    ("a purpose", "Servono soldi per assicurare che il ponte riapra."),
    ("not the second", "Nel secondo tempo la squadra ha chiuso il ponte difensivo."),
    ("secondo a rule", "Secondo il regolamento, il ponte resta chiuso."),
    ("a mixed clause is direct only", "Neri ha detto che il ponte «resterà chiuso fino a giugno»."),
    ("di che", "Neri non ha detto di che ponte si tratta."),
    ("unlike what was said", "Diversamente da quanto detto dai tecnici, il ponte cede."),
    ("a measure", "I prezzi del ponte sono diversi secondo le regioni e le stagioni."),
    ("whom it concerns", "Per le famiglie, il ponte è troppo lontano."),
    ("a pronoun for a fact", "Ciò conferma che il ponte è sicuro."),
    ("nothing behind the cue", "Luca Neri, sindaco della città, ha dichiarato"),
    ("a plural verb without subject", "Luca Neri è al cantiere. Inoltre hanno fatto sapere che il ponte è chiuso."),
    ("an elided name", "Il film, noto come La strada, è tornato."),
    ("data that nobody issues", "I dati mostrano che i prezzi salgono."),
]


@pytest.fixture(scope="module", params=["bundled", "rules"])
def pipeline(request: pytest.FixtureRequest) -> Language:
    """With and without a language model."""
    return loaded(request.param)


@pytest.mark.parametrize(("text", "names", "expected"), [c[1:] for c in INDIRECT], ids=[c[0] for c in INDIRECT])
def test_indirect(pipeline: Language, text: str, names: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    quotes, _ = read_quotes(pipeline, text, names)
    assert [(words, speaker, cue) for form, words, speaker, cue in told(text, quotes) if form == "indirect"] == expected


@pytest.mark.parametrize("text", [c[1] for c in NONE], ids=[c[0] for c in NONE])
def test_no_reported_clause(pipeline: Language, text: str) -> None:
    quotes, _ = read_quotes(pipeline, text, NERI)
    sure = [quote for quote in quotes if quote.form == "indirect" and not quote.rule.endswith(DOUBTFUL)]
    assert sure == []
    assert all(quote.speaker_name is None for quote in quotes if quote.form == "indirect")


@pytest.mark.parametrize(
    "text",
    [
        "Neri ha detto che «nessuno deve avere paura» e che il ponte regge a ogni piena.",
        "Neri ha detto che il ponte regge a ogni piena e che «nessuno deve avere paura».",
    ],
)
def test_one_clause_without_marks_beside_one_with_them(nlp: Language, text: str) -> None:
    quotes, _ = read_quotes(nlp, text, NERI)
    assert {(form, words, speaker) for form, words, speaker, _ in told(text, quotes)} == {
        ("direct", "nessuno deve avere paura", "Luca Neri"),
        ("indirect", "il ponte regge a ogni piena", "Luca Neri"),
    }


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Secondo Neri i vigili hanno riferito che il ponte oscilla.", "il ponte oscilla"),
        ("La barista dice che Neri le aveva promesso di pagare il conto.", "pagare il conto"),
    ],
)
def test_what_somebody_says_that_another_said(nlp: Language, text: str, inner: str) -> None:
    quotes, _ = read_quotes(nlp, text, NERI)
    outer, found = quotes
    assert text[found.start : found.end] == inner
    assert outer.start < found.start < found.end <= outer.end


def test_a_clause_ends_before_what_the_same_sentence_quotes_behind_a_semicolon(nlp: Language) -> None:
    text = "Neri ricorda che il ponte è chiuso da un mese; per i pendolari ne servirebbe «uno nuovo e largo»."
    quotes, _ = read_quotes(nlp, text, NERI)
    assert [one[:2] for one in told(text, quotes)] == [
        ("indirect", "il ponte è chiuso da un mese"),
        ("direct", "uno nuovo e largo"),
    ]


DOUBTED = [
    ("a document behind secondo", "Secondo lo studio, il ponte cede a ogni piena.", "il ponte cede a ogni piena"),
    ("a document that reveals", "La perizia rivela che il ponte cede a ogni piena.", "il ponte cede a ogni piena"),
    ("the next sentence", "Il ponte cede a ogni piena. Lo rivela una perizia.", "Il ponte cede a ogni piena"),
]


@pytest.mark.parametrize(("text", "clause"), [c[1:] for c in DOUBTED], ids=[c[0] for c in DOUBTED])
def test_clauses_that_may_be_nobodys_words(nlp: Language, text: str, clause: str) -> None:
    quotes, _ = read_quotes(nlp, text, NERI)
    [found] = [quote for quote in quotes if quote.form == "indirect"]
    assert text[found.start : found.end] == clause
    assert found.rule.endswith(DOUBTFUL)


def test_a_cue_between_a_clause_and_a_quotation_tells_who_says_both(nlp: Language) -> None:
    quotes, _ = read_quotes(nlp, "Il ponte ha retto bene, spiega Luca Neri: «Abbiamo avuto fortuna».", NERI)
    assert [(quote.form, quote.speaker_name) for quote in quotes] == [
        ("indirect", "Luca Neri"),
        ("direct", "Luca Neri"),
    ]
    assert not any(quote.rule.endswith(DOUBTFUL) for quote in quotes)


def test_without_a_parse_nothing_is_doubted(rules: Language) -> None:
    for _, text, _ in DOUBTED:
        quotes, _ = read_quotes(rules, text, NERI)
        assert not [quote for quote in quotes if quote.rule.endswith(DOUBTFUL)]


MODALITY = [
    ("Neri ha detto che il ponte è sicuro.", "asserted"),
    ("Neri avrebbe detto che il ponte è sicuro.", "reported"),
    ("Neri non ha detto che il ponte è sicuro.", "denied"),
    ("Neri ha negato di aver chiuso il ponte.", "denied"),
    ("Neri dirà che il ponte è sicuro.", "planned"),
    ("Neri direbbe che il ponte è sicuro.", "hypothetical"),
    ("Secondo Neri, il ponte è sicuro.", "reported"),
    ("Il ponte, stando a Neri, è ancora sicuro.", "reported"),
    ("A detta di Neri, il ponte è sicuro.", "reported"),
    ("Secondo quanto riferito da Neri, il ponte è sicuro.", "reported"),
    ("Come ha detto Neri, il ponte è sicuro.", "asserted"),
]


@pytest.mark.parametrize(("text", "modality"), MODALITY)
def test_modality_is_that_of_the_saying(pipeline: Language, text: str, modality: str) -> None:
    (quote,) = read_quotes(pipeline, text, NERI)[0]
    assert quote.modality == modality


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Neri ha detto lunedì che il ponte è sicuro.", "lunedì", True),
        ("Lunedì, alla Camera, Neri ha detto che il ponte è sicuro.", "Lunedì", True),
        ("«Il ponte è sicuro», ha detto Neri lunedì.", "lunedì", True),
        ("Neri ha detto che il ponte riapre lunedì.", "lunedì", False),
    ],
)
def test_the_day_of_the_saying(pipeline: Language, text: str, word: str, expected: bool) -> None:
    day = date(2026, 2, 2)
    at = text.index(word)
    found = FoundDate(at, at + len(word), "date", "hand", day, day, "2026-02-02", "day", True)
    (quote,) = read_quotes(pipeline, text, NERI, [found])[0]
    assert quote.said_on == (day if expected else None)
