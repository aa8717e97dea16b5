"""Reported clauses behind a colon, beside a quotation and around a cue, with a parse; in sentences of our own."""

import pytest
from spacy.language import Language

from tests.marked import read_quotes, told
from transforms.quotes.find import DOUBTFUL

SALVI = {"Ugo Salvi": "Ugo Salvi PER", "Salvi": "Ugo Salvi PER"}
FRONDA = {"Frondaviva": "Frondaviva ORG"}

FOUND = [
    (
        "the narrator goes on behind e",
        "Salvi ha detto che non si dimette e il consiglio ha rinviato il voto a maggio.",
        SALVI,
        ["non si dimette"],
    ),
    (
        "another clause behind ma che",
        "Salvi ha riferito che la diga è sicura, ma che il canale perde acqua da anni.",
        SALVI,
        ["la diga è sicura, ma che il canale perde acqua da anni"],
    ),
    (
        "the narrator takes it up",
        "Salvi ha ribadito che la diga è sicura, cosa che i tecnici negano.",
        SALVI,
        ["la diga è sicura"],
    ),
    (
        "the narrator's bracket",
        "Salvi sostiene che la diga è sicura (tale versione è stata poi smentita).",
        SALVI,
        ["la diga è sicura"],
    ),
    ("whom it informs", "Salvi ha informato i cronisti che la diga è sicura.", SALVI, ["la diga è sicura"]),
    ("more than once", "Salvi ha ripetuto più volte che la diga è sicura.", SALVI, ["la diga è sicura"]),
    (
        "by way of somebody",
        "Salvi ha annunciato, tramite il suo legale che lascerà la diga.",
        SALVI,
        ["lascerà la diga"],
    ),
    (
        "in their view",
        "Salvi è furioso. La diga, a suo dire, uccide ogni anno tutte le trote del lago.",
        SALVI,
        ["uccide ogni anno tutte le trote del lago"],
    ),
    ("a colon", "Il capo dei vigili anticipa: la diga riaprirà a maggio.", {}, ["la diga riaprirà a maggio"]),
    (
        "a colon behind who speaks: the longer side",
        "Anche i canoni saliranno, ricorda Frondaviva: il pontile costerà tre monete d'oro al giorno.",
        FRONDA,
        ["il pontile costerà tre monete d'oro al giorno"],
    ),
    (
        "a clause before a quotation",
        "La ministra ha spiegato ai cronisti che non c'era scelta: «Avremmo chiuso tutto».",
        {},
        ["non c'era scelta"],
    ),
    (
        "told behind a colon",
        "La scuola resterà aperta: lo ha comunicato ieri Frondaviva.",
        FRONDA,
        ["La scuola resterà aperta"],
    ),
    (
        "lo is no article before a vowel or one consonant",
        "Cento alberi sono caduti nella notte. Lo denuncia Frondaviva, che a maggio aveva contato i tronchi.",
        FRONDA,
        ["Cento alberi sono caduti nella notte"],
    ),
    (
        "a title and a name inside the cue",
        "I malati, dice il primario del reparto, Ugo Salvi, sono novanta.",
        SALVI,
        ["sono novanta"],
    ),
    (
        "only a subject stands in front",
        "La diga ha due crepe, mentre il bacino, secondo i rilievi di Frondaviva, è pieno.",
        FRONDA,
        ["è pieno"],
    ),
    (
        "behind another clause and its colon",
        "Protesta il direttore del porto, Ugo Salvi: le navi di giugno, dice, sono più di quelle di maggio.",
        SALVI,
        ["sono più di quelle di maggio"],
    ),
    (
        "whoever speaks stands behind a comma",
        "Ha annunciato ieri di lasciare la squadra, Ugo Salvi, ex capitano dei canottieri.",
        SALVI,
        ["lasciare la squadra"],
    ),
    (
        "an adverb between commas",
        "Salvi ha, inoltre, aggiunto che il molo riaprirà a maggio.",
        SALVI,
        ["il molo riaprirà a maggio"],
    ),
    (
        "a second verb of the clause",
        "Il sindaco ha detto che il molo taglia i tempi e prevede due corsie.",
        {},
        ["il molo taglia i tempi e prevede due corsie"],
    ),
    (
        "another cue",
        "Il sindaco ha detto che il molo riaprirà e ha aggiunto che costerà poco.",
        {},
        ["il molo riaprirà", "costerà poco"],
    ),
    (
        "the first estimate",
        "Secondo una prima stima di Frondaviva, il pescato vale due milioni.",
        FRONDA,
        ["il pescato vale due milioni"],
    ),
    (
        "some witnesses",
        "Secondo dei testimoni, lo scoppio sarebbe avvenuto a mezzanotte.",
        {},
        ["lo scoppio sarebbe avvenuto a mezzanotte"],
    ),
    ("per without a comma", "Per Frondaviva lo scalo perderà mille posti.", FRONDA, ["lo scalo perderà mille posti"]),
    ("per with a role", "Per la procura il dirigente sapeva tutto.", {}, ["il dirigente sapeva tutto"]),
    (
        "per la quale",
        "Di altro parere Frondaviva, per la quale il molo è pericolante.",
        FRONDA,
        ["il molo è pericolante"],
    ),
    (
        "secondo le quali behind an inserted cue",
        "La diga ha tremato, hanno aggiunto le guide, secondo le quali il lago è salito di due metri in tre ore.",
        {},
        ["La diga ha tremato", "il lago è salito di due metri in tre ore"],
    ),
    ("an adverb of two words", "Salvi ha di recente rivelato che il molo è vecchio.", SALVI, ["il molo è vecchio"]),
    (
        "a participle joined to another",
        "Salvi ha lasciato la seduta e annunciato che il molo resterà chiuso.",
        SALVI,
        ["il molo resterà chiuso"],
    ),
    ("a name like a preposition", "Chi frequenta il Colle assicura che si vota.", {}, ["si vota"]),
    (
        "for whom it is something",
        "Salvi ha detto che il molo, per Frondaviva una miniera d'oro, riaprirà a maggio.",
        SALVI | FRONDA,
        ["il molo, per Frondaviva una miniera d'oro, riaprirà a maggio"],
    ),
    ("per cui", "La pensa così Frondaviva, per cui il molo è pericolante.", FRONDA, ["il molo è pericolante"]),
    (
        "a verb of another number than the cue",
        "Salvi ha riferito che i pescatori erano sul molo e gridavano.",
        SALVI,
        ["i pescatori erano sul molo e gridavano"],
    ),
    (
        "a verb in the tense of the words",
        "Salvi ha spiegato che il molo aveva ceduto in due punti e aveva travolto una barca.",
        SALVI,
        ["il molo aveva ceduto in due punti e aveva travolto una barca"],
    ),
    (
        "a gerund before the verb of the clause",
        "Salvi ha spiegato che i due marinai, nuotando nel buio, sono arrivati a riva.",
        SALVI,
        ["i due marinai, nuotando nel buio, sono arrivati a riva"],
    ),
]

NONE = [
    ("as what", "La commissione ha indicato il porto come sede migliore."),
    ("as whom it is known", "Il borgo è ricordato come il più ventoso della costa."),
    ("a relative clause behind an object", "Il bilancio conferma le stime che avevano indicato gli uffici."),
    ("the subject before a quotation", "Ugo Salvi, medico che ha curato il ragazzo, ha affermato: «Non dormivo mai»."),
    ("whom it concerns", "Per i bambini la scuola apre lunedì."),
    ("what it is for", "Per il porto la giunta ha speso due milioni."),
    ("an adjective", "La maggioranza resta stabile: il voto non cambia nulla."),
    ("for whom it is", "Restano chiusi i due pontili, per i quali il Comune spenderà un milione."),
    ("for whom he works", "È morto Ugo Salvi, fotografo del quotidiano per il quale il figlio lavora ancora."),
    ("as one hears", "A quanto si apprende, il molo è agibile."),
    ("as one heard", "Da quanto si apprende il molo è agibile."),
    ("who hears it", "Il molo, a quanto apprende Frondaviva, è agibile."),
    ("for whom it is true too", "Anche per questo sindaco il mandato scade a maggio."),
    ("whose film", "Premio anche per Ugo Salvi, il cui film ha commosso la giuria."),
    ("what to decide", "La giunta si riunisce domani per decidere quali corse tagliare."),
]


@pytest.mark.parametrize(("text", "names", "expected"), [c[1:] for c in FOUND], ids=[c[0] for c in FOUND])
def test_found(nlp: Language, text: str, names: dict[str, str], expected: list[str]) -> None:
    quotes, _ = read_quotes(nlp, text, names)
    assert [words for form, words, _, _ in told(text, quotes) if form == "indirect"] == expected
    assert not any(quote.rule.endswith(DOUBTFUL) for quote in quotes)


@pytest.mark.parametrize("text", [c[1] for c in NONE], ids=[c[0] for c in NONE])
def test_none(nlp: Language, text: str) -> None:
    quotes, _ = read_quotes(nlp, text, SALVI)
    assert [quote for quote in quotes if quote.form == "indirect"] == []


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Per Frondaviva sono andati perduti trenta ettari di vigna.", "sono andati perduti trenta ettari di vigna"),
        ("La strada riapre sabato; per Frondaviva, invece, serve un altro mese.", "serve un altro mese"),
        ("Dalla capitaneria si limitano a dire che il molo è agibile.", "il molo è agibile"),
        ("Si apprende dalla capitaneria che il molo è agibile.", "il molo è agibile"),
        ("A quanto si apprende dalla capitaneria, il molo è agibile.", "il molo è agibile"),
        ("Soltanto per Ugo Salvi resta un dubbio.", "resta un dubbio"),
        ("In piazza erano in diecimila, sempre per la questura.", "In piazza erano in diecimila"),
    ],
)
def test_whoever_may_say_it(nlp: Language, text: str, clause: str) -> None:
    quotes, _ = read_quotes(nlp, text, SALVI | FRONDA)
    assert [(quote.rule[-8:], text[quote.start : quote.end]) for quote in quotes] == [(DOUBTFUL, clause)]
