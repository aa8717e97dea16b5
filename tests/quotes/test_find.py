"""Direct quotations: which marked words are one, their cue and their speaker, in sentences of our own."""

import pytest
from spacy.language import Language

from tests.conftest import loaded
from tests.marked import read_quotes, told

BIANCHI = {"Carla Bianchi": "Carla Bianchi PER", "Bianchi": "Carla Bianchi PER"}
NERI = {"Luca Neri": "Luca Neri PER", "Neri": "Luca Neri PER"}
BOTH = BIANCHI | NERI

# (what it shows, text, names, [(words, speaker, cue)])
DIRECT = [
    (
        "an opening mark that was never written",
        "Il ponte resta chiuso per un mese», ha detto Carla Bianchi ai cronisti.",
        BIANCHI,
        [("Il ponte resta chiuso per un mese", "Carla Bianchi", "ha detto")],
    ),
    (
        "an opening mark that was never written, behind another sentence",
        "Piove da ieri. La diga è piena fino all'orlo\", spiega Neri.",
        NERI,
        [("La diga è piena fino all'orlo", "Luca Neri", "spiega")],
    ),
    (
        "a headline with a comma",
        "Carla Bianchi, «il ponte non riapre»",
        BIANCHI,
        [("il ponte non riapre", "Carla Bianchi", None)],
    ),
    (
        "a headline with its topic before the name",
        "Ponti, Luca Neri: «La diga è piena»",
        NERI,
        [("La diga è piena", "Luca Neri", None)],
    ),
    (
        "cue before, with a colon",
        "Carla Bianchi ha detto: «Il ponte resta chiuso».",
        BIANCHI,
        [("Il ponte resta chiuso", "Carla Bianchi", "ha detto")],
    ),
    (
        "cue behind, subject behind",
        "«Il ponte resta chiuso», ha spiegato Bianchi.",
        BIANCHI,
        [("Il ponte resta chiuso", "Carla Bianchi", "ha spiegato")],
    ),
    (
        "present tense",
        "«Il ponte resta chiuso», spiega Bianchi.",
        BIANCHI,
        [("Il ponte resta chiuso", "Carla Bianchi", "spiega")],
    ),
    (
        "passato remoto",
        "«Il ponte resta chiuso», rispose Bianchi.",
        BIANCHI,
        [("Il ponte resta chiuso", "Carla Bianchi", "rispose")],
    ),
    (
        "cue between two parts",
        "«Il ponte», ha detto Bianchi, «resta chiuso fino a giugno».",
        BIANCHI,
        [("Il ponte", "Carla Bianchi", "ha detto"), ("resta chiuso fino a giugno", "Carla Bianchi", "ha detto")],
    ),
    (
        "cue between dashes inside the marks",
        "«Chiudiamo – ha detto Bianchi – per un mese intero».",
        BIANCHI,
        [("Chiudiamo", "Carla Bianchi", "ha detto"), ("per un mese intero", "Carla Bianchi", "ha detto")],
    ),
    (
        "cue at the end inside the marks' sentence",
        "«Non abbiamo soldi per il ponte – sospira Bianchi –. Chiediamo aiuto a Roma».",
        BIANCHI,
        [
            ("Non abbiamo soldi per il ponte", "Carla Bianchi", "sospira"),
            ("Chiediamo aiuto a Roma", "Carla Bianchi", "sospira"),
        ],
    ),
    (
        "cue between commas inside the marks",
        "«Il ponte riaprirà a maggio, ha detto Bianchi, come avevamo promesso».",
        BIANCHI,
        [
            ("Il ponte riaprirà a maggio", "Carla Bianchi", "ha detto"),
            ("come avevamo promesso", "Carla Bianchi", "ha detto"),
        ],
    ),
    (
        "commas without a cue of the narrator",
        "«Il perito taceva, ripeteva mia nonna, e noi con lui», ha detto Bianchi.",
        BIANCHI,
        [("Il perito taceva, ripeteva mia nonna, e noi con lui", "Carla Bianchi", "ha detto")],
    ),
    (
        "a full stop closes what stands behind the dash",
        "«Siamo al lavoro da ieri – ha detto Bianchi. Il ponte riaprirà a maggio».",
        BIANCHI,
        [
            ("Siamo al lavoro da ieri", "Carla Bianchi", "ha detto"),
            ("Il ponte riaprirà a maggio", "Carla Bianchi", "ha detto"),
        ],
    ),
    (
        "no space behind the second dash",
        "«Il ponte riaprirà a maggio - spiega Bianchi -con una corsia sola».",
        BIANCHI,
        [
            ("Il ponte riaprirà a maggio", "Carla Bianchi", "spiega"),
            ("con una corsia sola", "Carla Bianchi", "spiega"),
        ],
    ),
    (
        "cue in the next sentence",
        "«Il ponte resta chiuso fino a giugno». A dirlo è stata Carla Bianchi.",
        BIANCHI,
        [("Il ponte resta chiuso fino a giugno", "Carla Bianchi", "A dirlo è stata")],
    ),
    (
        "lo ha detto in the next sentence",
        "«Il ponte resta chiuso fino a giugno». Lo ha annunciato ieri Carla Bianchi.",
        BIANCHI,
        [("Il ponte resta chiuso fino a giugno", "Carla Bianchi", "Lo ha annunciato")],
    ),
    (
        "no cue, speaker carried on",
        "Bianchi ha parlato a lungo del ponte. «Resta chiuso fino a giugno».",
        BIANCHI,
        [("Resta chiuso fino a giugno", "Carla Bianchi", None)],
    ),
    (
        "no subject, speaker of the sentence before",
        "«Resta chiuso», ha detto Bianchi. «Serve almeno un mese di lavori», ha aggiunto.",
        BIANCHI,
        [
            ("Resta chiuso", "Carla Bianchi", "ha detto"),
            ("Serve almeno un mese di lavori", "Carla Bianchi", "ha aggiunto"),
        ],
    ),
    (
        "never a person inside the quotation",
        "Bianchi è intervenuta in aula. «Luca Neri sapeva tutto da mesi», ha accusato.",
        BOTH,
        [("Luca Neri sapeva tutto da mesi", "Carla Bianchi", "ha accusato")],
    ),
    (
        "the subject, not the object",
        "Bianchi ha attaccato Neri: «Sapeva tutto da mesi».",
        BOTH,
        [("Sapeva tutto da mesi", "Carla Bianchi", "ha attaccato")],
    ),
    (
        "title and name",
        "«Resta chiuso fino a giugno», ha detto il ministro dei Trasporti Luca Neri.",
        NERI,
        [("Resta chiuso fino a giugno", "Luca Neri", "ha detto")],
    ),
    (
        "apposition in commas",
        "Luca Neri, ministro dei Trasporti, ha detto: «Resta chiuso».",
        NERI,
        [("Resta chiuso", "Luca Neri", "ha detto")],
    ),
    (
        "relative clause in between",
        "Luca Neri, che guida il ministero da un anno, ha detto: «Il ponte resta chiuso».",
        NERI,
        [("Il ponte resta chiuso", "Luca Neri", "ha detto")],
    ),
    (
        "cue inside a relative clause",
        "I tecnici hanno chiamato Luca Neri, che ha risposto: «Il ponte resta chiuso».",
        NERI,
        [("Il ponte resta chiuso", "Luca Neri", "ha risposto")],
    ),
    (
        "gerund of another verb's subject",
        "Luca Neri ha visitato il cantiere su invito di Carla Bianchi, ribadendo che «il ponte resta chiuso».",
        BOTH,
        [("il ponte resta chiuso", "Luca Neri", "ribadendo")],
    ),
    (
        "unnamed speaker keeps the article",
        "«Il ponte resta chiuso», ha detto un alto funzionario.",
        {},
        [("Il ponte resta chiuso", "un alto funzionario", "ha detto")],
    ),
    (
        "plural description",
        "Le autorità locali avvertono: «Il ponte resta chiuso».",
        {},
        [("Il ponte resta chiuso", "Le autorità locali", "avvertono")],
    ),
    (
        "a bare title is whoever had it",
        "Il sindaco Luca Neri ha visto i tecnici. «Il ponte resta chiuso», ha detto il sindaco.",
        NERI,
        [("Il ponte resta chiuso", "Luca Neri", "ha detto")],
    ),
    (
        "a fragment behind its subject is the speaker's, not the subject's",
        "Il ponte «resterà chiuso fino a giugno», ha aggiunto Neri.",
        NERI,
        [("resterà chiuso fino a giugno", "Luca Neri", "ha aggiunto")],
    ),
    (
        "mixed with a reported clause",
        "Neri ha spiegato che il ponte «resterà chiuso fino a giugno».",
        NERI,
        [("resterà chiuso fino a giugno", "Luca Neri", "ha spiegato")],
    ),
    (
        "secondo X",
        "Secondo Neri, il ponte è «una vergogna da cancellare».",
        NERI,
        [("una vergogna da cancellare", "Luca Neri", "Secondo")],
    ),
    (
        "secondo what cannot speak",
        "Secondo la perizia, i cavi erano «corrosi fino al cuore d'acciaio».",
        {},
        [("corrosi fino al cuore d'acciaio", "la perizia", "Secondo")],
    ),
    (
        "secondo cui",
        "Contesta tutto Carla Bianchi, secondo cui «il ponte è sicuro da sempre».",
        BIANCHI,
        [("il ponte è sicuro da sempre", "Carla Bianchi", "secondo cui")],
    ),
    (
        "definire",
        "Neri ha definito il ponte «una vergogna da cancellare».",
        NERI,
        [("una vergogna da cancellare", "Luca Neri", "ha definito")],
    ),
    (
        "passive with its agent",
        "Il ponte è stato definito «una vergogna da cancellare» da Luca Neri.",
        NERI,
        [("una vergogna da cancellare", "Luca Neri", "è stato definito")],
    ),
    (
        "noun of saying",
        "«Il ponte resta chiuso»: fu la risposta di Luca Neri.",
        NERI,
        [("Il ponte resta chiuso", "Luca Neri", "fu la risposta")],
    ),
    (
        "with these words",
        "«Il ponte resta chiuso»: con queste parole Luca Neri ha gelato la sala.",
        NERI,
        [("Il ponte resta chiuso", "Luca Neri", "con queste parole")],
    ),
    (
        "launching an appeal",
        "Dopo la riunione Luca Neri ha lanciato un appello: «Aiutateci a riaprire il ponte».",
        NERI,
        [("Aiutateci a riaprire il ponte", "Luca Neri", None)],
    ),
    (
        "headline with a colon",
        "Neri: «Il ponte resta chiuso fino a giugno»",
        NERI,
        [("Il ponte resta chiuso fino a giugno", "Luca Neri", None)],
    ),
    (
        "signed in brackets",
        "«Il ponte è la casa di chi parte» (Carla Bianchi).",
        BIANCHI,
        [("Il ponte è la casa di chi parte", "Carla Bianchi", None)],
    ),
    (
        "several sentences in one quotation",
        "«Il ponte resta chiuso. Serve pazienza. Riapriremo a giugno», ha detto Neri.",
        NERI,
        [("Il ponte resta chiuso. Serve pazienza. Riapriremo a giugno", "Luca Neri", "ha detto")],
    ),
    (
        "question and cue",
        "«Quando riapre il ponte?» chiede Bianchi. «A giugno», risponde Neri.",
        BOTH,
        [("Quando riapre il ponte?", "Carla Bianchi", "chiede"), ("A giugno", "Luca Neri", "risponde")],
    ),
    (
        "each paragraph opened anew",
        "Neri ha letto una nota.\n«Il ponte resta chiuso per un mese.\n«I lavori partono subito», ha concluso.",
        NERI,
        [
            ("Il ponte resta chiuso per un mese.", "Luca Neri", None),
            ("I lavori partono subito", "Luca Neri", "ha concluso"),
        ],
    ),
    (
        "never closed behind a colon",
        "Neri ha detto: «Il ponte resta chiuso per un mese.\nI lavori partono subito.",
        NERI,
        [("Il ponte resta chiuso per un mese.", "Luca Neri", "ha detto")],
    ),
    (
        "dialogue with dashes",
        "– Il ponte resta chiuso – disse Neri.",
        NERI,
        [("Il ponte resta chiuso", "Luca Neri", "disse")],
    ),
    (
        "straight and curly marks in one line",
        'Neri parla di “un cantiere infinito” e Bianchi replica: "Il ponte riapre presto".',
        BOTH,
        [("un cantiere infinito", "Luca Neri", "parla"), ("Il ponte riapre presto", "Carla Bianchi", "replica")],
    ),
    (
        "a body speaks",
        "In una nota la Protezione civile precisa: «Il ponte resta chiuso».",
        {"Protezione civile": "Protezione civile ORG"},
        [("Il ponte resta chiuso", "Protezione civile", "precisa")],
    ),
    (
        "si legge",
        "«Il ponte resta chiuso fino a giugno», si legge in una nota del Comune di Alba.",
        {"Comune di Alba": "Comune di Alba ORG"},
        [("Il ponte resta chiuso fino a giugno", "Comune di Alba", "si legge")],
    ),
    (
        "from the office they say",
        "Dal Comune di Alba fanno sapere: «Il ponte resta chiuso».",
        {"Comune di Alba": "Comune di Alba ORG"},
        [("Il ponte resta chiuso", "Comune di Alba", "fanno sapere")],
    ),
    (
        "subject far behind the verb",
        "«Il ponte resta chiuso», ha detto ieri ai cronisti, al termine della riunione, Luca Neri.",
        NERI,
        [("Il ponte resta chiuso", "Luca Neri", "ha detto")],
    ),
    (
        "adverb inside the cue",
        "Bianchi ha poi aggiunto: «Il ponte resta chiuso».",
        BIANCHI,
        [("Il ponte resta chiuso", "Carla Bianchi", "ha poi aggiunto")],
    ),
    (
        "modal in front",
        "Bianchi ha voluto precisare: «Il ponte resta chiuso».",
        BIANCHI,
        [("Il ponte resta chiuso", "Carla Bianchi", "precisare")],
    ),
    (
        "così in the next sentence",
        "«Il ponte resta chiuso fino a giugno». Così Luca Neri, a margine della riunione.",
        NERI,
        [("Il ponte resta chiuso fino a giugno", "Luca Neri", "Così")],
    ),
    (
        "così, the circumstances and then the speaker",
        "«Il ponte resta chiuso fino a giugno». Così in una nota diffusa ieri Luca Neri.",
        NERI,
        [("Il ponte resta chiuso fino a giugno", "Luca Neri", "Così")],
    ),
    (
        "così with what is told of the speaker in passing",
        "«Il ponte resta chiuso fino a giugno». Così Luca Neri, che ha guidato il sopralluogo.",
        NERI,
        [("Il ponte resta chiuso fino a giugno", "Luca Neri", "Così")],
    ),
    (
        "così with a gerund and its pronoun",
        "«Il ponte resta chiuso fino a giugno». Così Luca Neri, rivolgendosi ai pendolari.",
        NERI,
        [("Il ponte resta chiuso fino a giugno", "Luca Neri", "Così")],
    ),
    (
        "così with a verb of saying",
        "«Il ponte resta chiuso fino a giugno». Così Luca Neri commenta il rinvio.",
        NERI,
        [("Il ponte resta chiuso fino a giugno", "Luca Neri", "Così")],
    ),
    (
        "signed in a line of its own",
        "«Il ponte resta chiuso fino a giugno».\n\nLo ha annunciato Luca Neri ai pendolari.",
        NERI,
        [("Il ponte resta chiuso fino a giugno", "Luca Neri", "Lo ha annunciato")],
    ),
    (
        "a sentence that signs one quotation and holds another",
        "«Il ponte resta chiuso». È la risposta di Luca Neri alla Bianchi, che chiedeva «tempi certi per tutti».",
        {**NERI, **BIANCHI},
        [
            ("Il ponte resta chiuso", "Luca Neri", "È la risposta"),
            ("tempi certi per tutti", "Carla Bianchi", "chiedeva"),
        ],
    ),
    (
        "it is what X said, typed without an accented capital",
        "«Il ponte riaprirà a giugno per tutti». E' quanto ha dichiarato Carla Bianchi.",
        BIANCHI,
        [("Il ponte riaprirà a giugno per tutti", "Carla Bianchi", "ha dichiarato")],
    ),
    (
        "a noun of saying between dashes",
        "«Il ponte regge - il commento di Luca Neri - ma la strada è chiusa».",
        NERI,
        [("Il ponte regge", "Luca Neri", "il commento"), ("ma la strada è chiusa", "Luca Neri", "il commento")],
    ),
    (
        "così in the same sentence",
        "«Il ponte resta chiuso», così Luca Neri commenta il rinvio.",
        NERI,
        [("Il ponte resta chiuso", "Luca Neri", "così")],
    ),
    (
        "the appeal launched by",
        "«Aiutateci a riaprire il ponte». È l'appello lanciato da Carla Bianchi.",
        BIANCHI,
        [("Aiutateci a riaprire il ponte", "Carla Bianchi", "È l'appello")],
    ),
    (
        "it is what X said",
        "«Il ponte riaprirà a giugno per tutti». È quanto ha dichiarato all'assemblea Carla Bianchi.",
        BIANCHI,
        [("Il ponte riaprirà a giugno per tutti", "Carla Bianchi", "ha dichiarato")],
    ),
    (
        "two quotations of one cue",
        "Neri ha detto che «il ponte resta chiuso» e che «nessuno deve stupirsi».",
        NERI,
        [("il ponte resta chiuso", "Luca Neri", "ha detto"), ("nessuno deve stupirsi", "Luca Neri", "ha detto")],
    ),
    (
        "dashes outside the marks",
        "«Il ponte di Alba» - ha aggiunto Neri - «resta chiuso per tutti».",
        NERI,
        [("Il ponte di Alba", "Luca Neri", "ha aggiunto"), ("resta chiuso per tutti", "Luca Neri", "ha aggiunto")],
    ),
    (
        "who goes on is who spoke",
        "«Il ponte è a rischio», ha detto Neri. «Le strade sono chiuse», ha proseguito il primo cittadino.",
        NERI,
        [("Il ponte è a rischio", "Luca Neri", "ha detto"), ("Le strade sono chiuse", "Luca Neri", "ha proseguito")],
    ),
    (
        "a group does not go on for a person",
        "«Il ponte è a rischio», ha detto Neri. «Le strade sono chiuse», ha concluso la giunta.",
        NERI,
        [("Il ponte è a rischio", "Luca Neri", "ha detto"), ("Le strade sono chiuse", "la giunta", "ha concluso")],
    ),
]

NOT_DIRECT = [
    ("one word", "Neri ha definito «inaccettabile» la chiusura del ponte.", ["scare_quote"]),
    ("two words", "C'è stata una «lunga discussione» sul ponte.", ["scare_quote"]),
    ("a title", "Ha letto il romanzo «La luna e i falò» in un giorno.", ["title_or_name"]),
    (
        "a headline that a link leads to",
        "Piove.\nLeggi anche: «Il ponte chiude a maggio», la protesta",
        ["title_or_name"],
    ),
    ("a film in capitals", "Al cinema torna “La Dolce Vita” restaurato.", ["title_or_name"]),
    ("a name", "La cosiddetta «banda del buco nero» è in carcere.", ["title_or_name"]),
    ("a nickname", 'Gino Poli, detto "il gatto di mare", è tornato.', ["title_or_name"]),
    ("a term", 'Sono vicini ai "punti di raccolta operai" della zona.', ["scare_quote"]),
    ("inches", 'Un televisore da 32" costa poco.', ["unit_mark"]),
    ("an inscription", 'Sul muro resta una non frequente scritta in nero "Radio 5 Nord" da giorni.', ["title_or_name"]),
    ("without partner", "Il ponte» resta chiuso.", ["unpaired"]),
]


@pytest.fixture(scope="module", params=["bundled", "rules"])
def pipeline(request: pytest.FixtureRequest) -> Language:
    """With and without a language model: quotes must be found either way."""
    return loaded(request.param)


@pytest.mark.parametrize(("text", "names", "expected"), [c[1:] for c in DIRECT], ids=[c[0] for c in DIRECT])
def test_direct(pipeline: Language, text: str, names: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    quotes, _ = read_quotes(pipeline, text, names)
    found = [(words, speaker, cue) for form, words, speaker, cue in told(text, quotes) if form == "direct"]
    if any(cue is None for _, _, cue in expected):  # the cue is left open
        spoken = [(words, speaker) for words, speaker, _ in found]
        assert spoken == [(words, speaker) for words, speaker, _ in expected]
    else:
        assert found == expected


@pytest.mark.parametrize(("text", "reasons"), [c[1:] for c in NOT_DIRECT], ids=[c[0] for c in NOT_DIRECT])
def test_marks_that_are_no_quotation(pipeline: Language, text: str, reasons: list[str]) -> None:
    quotes, unread = read_quotes(pipeline, text)
    assert [quote for quote in quotes if quote.form == "direct"] == []
    assert sorted({row.reason for row in unread}) == reasons
    assert all(row.kind == "quote_mark" for row in unread)
