"""Names: where they begin and end, which are one, what is none. Without a model and with tags set by hand."""

from datetime import date
from itertools import pairwise
from time import perf_counter

import pytest
import spacy
from spacy.tokens import Doc, Span

from transforms.names.find import FoundNames, find_names
from transforms.parsing.tokenizer import add_rules

NLP = add_rules(spacy.blank("it"))


def names_of(text: str, *tags: tuple[str, str], published_on: date | None = None) -> FoundNames:
    """The names of a text; `tags` are what a model would have tagged: (surface, label), each the first after the last."""
    doc = NLP(text)
    if tags:
        doc.set_ents(_tagged(doc, tags))
    return find_names(doc, published_on)


def _tagged(doc: Doc, tags: tuple[tuple[str, str], ...]) -> list[Span]:
    spans, at = [], 0
    for surface, label in tags:
        start = doc.text.index(surface, at)
        at = start + len(surface)
        span = doc.char_span(start, at, label=label, alignment_mode="expand")
        assert span is not None
        spans.append(span)
    return spans


def seen(names: FoundNames, text: str) -> list[tuple[str, str]]:
    return [(text[item.start : item.end], item.kind) for item in names.mentions if item.via != "role"]


RULES = [
    # one body in four spellings, never a common noun
    ("La NATO tace. La Nato parla.", [("NATO", "ORG"), ("Nato", "ORG")]),
    ("L'Alleanza atlantica e la Nato sono la stessa cosa.", [("Alleanza atlantica", "ORG"), ("Nato", "ORG")]),
    ("È un'alleanza difensiva.", []),
    ("Nato a Lecco nel 1950, vive qui.", [("Lecco", "LOC")]),
    # names never nest
    ("Il Comitato militare della Nato si riunisce.", [("Comitato militare della Nato", "ORG")]),
    ("Il Consiglio Nato-Ucraina ha deciso.", [("Consiglio Nato-Ucraina", "ORG")]),
    ("Sede della Corte Suprema degli Stati Uniti.", [("Corte Suprema degli Stati Uniti", "ORG")]),
    # pairs, apostrophes, brackets, capitals
    ("Il vertice Trump-Putin è finito.", [("Trump", "PER"), ("Putin", "PER")]),
    ("Accordo Russia - Ucraina", [("Russia", "LOC"), ("Ucraina", "LOC")]),
    ("Lo dice l’Ukrainska Pravda, dall'Ucraina.", [("Ukrainska Pravda", "ORG"), ("Ucraina", "LOC")]),
    ("VIENNA (AUSTRIA) (ANSA) – Oggi piove.", [("VIENNA", "LOC"), ("AUSTRIA", "LOC"), ("ANSA", "ORG")]),
    # titles and offices stay outside
    ("Ha parlato il presidente Sergio Mattarella.", [("Sergio Mattarella", "PER")]),
    ("Il ministro degli Esteri russo Sergej Lavrov tace.", [("Sergej Lavrov", "PER")]),
    ("È arrivato il dott. Renato Zucchi.", [("Renato Zucchi", "PER")]),
    ("Lo ha detto Papa Leone XIV.", [("Leone XIV", "PER")]),
    # nationality is no place
    ("Il governo ucraino e le truppe russe.", []),
    # streets, states, bodies by head word
    ("Il corteo in via Verdi si è sciolto.", [("via Verdi", "LOC")]),
    ("Il confine della Repubblica di Grecia.", [("Repubblica di Grecia", "LOC")]),
    ("Studia all'Università di Pavia.", [("Università di Pavia", "ORG")]),
    ("Il Ministero dell'Interno smentisce.", [("Ministero dell'Interno", "ORG")]),
    ("La Commissione per la tutela dei laghi indaga.", [("Commissione per la tutela dei laghi", "ORG")]),
    ("La Commissione per la prima volta indaga.", []),
    ("Lo scrive il Corriere di Terni.", [("Corriere di Terni", "ORG")]),
    ("È il sindaco. Secondo fonti locali piove.", []),
    ("Vanno a Mosca. Putin li riceve.", [("Mosca", "LOC"), ("Putin", "PER")]),
    ("Petrolio nel golfo del Messico.", [("golfo del Messico", "LOC")]),
    ("Il ministero della Giustizia iracheno tace.", [("ministero della Giustizia iracheno", "ORG")]),
    ("Il Primo Ministro Ugo Speri parla.", [("Ugo Speri", "PER")]),
    # marks that belong to the name
    ("Ha comprato Yahoo! e Google.", [("Yahoo!", "ORG"), ("Google", "ORG")]),
    ("Il partito +Europa corre da solo in Europa.", [("+Europa", "ORG"), ("Europa", "LOC")]),
    # cups and prizes are none, and no place stands in them
    ("La Coppa Italia va avanti.", []),
    ("Il Premio Nobel Ugo Speri parla.", [("Ugo Speri", "PER")]),
    ("L'Ordine nazionale dei giornalisti protesta.", [("Ordine nazionale dei giornalisti", "ORG")]),
    ("Il Partito Democratico di Ugo Speri cresce.", [("Partito Democratico", "ORG"), ("Ugo Speri", "PER")]),
    ("La Guardia di Finanza di Catania indaga.", [("Guardia di Finanza", "ORG"), ("Catania", "LOC")]),
    # a city with an article is a club where sport is the subject
    ("La squadra vince: gol della Roma a Napoli.", [("Roma", "ORG"), ("Napoli", "LOC")]),
    ("I ruderi della Roma antica e di Napoli.", [("Roma", "LOC"), ("Napoli", "LOC")]),
    # places that the text locates
    ("Una ditta di Gradizzola (MI) chiude.", [("Gradizzola", "LOC")]),
    ("Arriva da Gradnik, in Slovenia.", [("Gradnik", "LOC"), ("Slovenia", "LOC")]),
    # addresses and handles
    ("Vedi www.nato.int o scrivi a info@nato.int.", []),
    ("Lo scrive @ZelenskyyUa stamattina.", [("@ZelenskyyUa", "PER")]),
    # the noun before a name tells what it is, marks or not; the name may be foreign
    ("Secondo il settimanale Le Petit du Matin tutto va bene.", [("Le Petit du Matin", "ORG")]),
    ("Lo scrive un cronista del quotidiano «Lanterna Nuova».", [("Lanterna Nuova", "ORG")]),
    ("Lo dice l'agenzia di stampa giapponese Borobudo.", [("Borobudo", "ORG")]),
    ("Nasce una piattaforma rivale, OpenBora, con due soci.", [("OpenBora", "ORG")]),
    ("La società di ricerche Citizens for Bora tace.", [("Citizens for Bora", "ORG")]),
    ("È partito Ugo Speri.", [("Ugo Speri", "PER")]),
    # the sign of a province is none
    ("La scuola del comune di Gradizzola (VC) chiude.", [("Gradizzola", "LOC")]),
    # works and feasts are none
    ("Nel libro «Vita di Ugo Speri» tutto è inventato.", []),
    ("Nel suo libro uscito quest'anno, Dentro Bertolara, tace.", []),
    ("Nel libro di ieri, Stati Uniti, non ci sono.", [("Stati Uniti", "LOC")]),
    ("La festa di Purna Vrata richiama fedeli.", []),
    ("La festa di Ugo Speri comincia tardi.", [("Ugo Speri", "PER")]),
    # the state is no newspaper
    ("Indaga il procuratore della Repubblica. Lo scrive la Repubblica.", [("la Repubblica", "ORG")]),
    ("Indaga la procura della Repubblica di Terni.", [("Terni", "LOC")]),
    ("La Repubblica italiana ripudia la guerra.", [("Repubblica italiana", "LOC")]),
    # a lost blank
    ("Lo ha detto nel 2026Kiev è lontana.", [("Kiev", "LOC")]),
]


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_rules_find_names_without_a_model(text: str, expected: list[tuple[str, str]]) -> None:
    assert seen(names_of(text), text) == expected


TAGGED = [
    # widened, trimmed, divided
    ("La piccola Anna Brighi dorme.", [("Brighi", "PER")], [("Anna Brighi", "PER")]),
    ("L'ONU subordinò tutto.", [("ONU subordinò", "ORG")], [("ONU", "ORG")]),
    ("Il presidente Usa Obama.", [("Usa Obama", "PER")], [("Usa", "LOC"), ("Obama", "PER")]),
    ("Tra Mosca e Kiev.", [("Mosca e Kiev", "LOC")], [("Mosca", "LOC"), ("Kiev", "LOC")]),
    ("Il re Ranieri III parla.", [("Ranieri", "PER")], [("Ranieri III", "PER")]),
    (
        "Dal generale Ugo Speri al viceministro Dino Vaghi.",
        [("Ugo Speri al viceministro Dino Vaghi", "PER")],
        [("Ugo Speri", "PER"), ("Dino Vaghi", "PER")],
    ),
    # the tables know better than the model, but a first name may be a person
    ("Le entrate del Cremlino.", [("Cremlino", "LOC")], [("Cremlino", "ORG")]),
    ("Il Giappone vince.", [("Giappone", "ORG")], [("Giappone", "LOC")]),
    ("Il fratello di Elia, Leonardo.", [("Elia", "PER"), ("Leonardo", "PER")], [("Elia", "PER"), ("Leonardo", "PER")]),
    # one name, one kind in a document
    (
        "Remo Scarpi parla. Lo dice Scarpi. Poi Scarpi esce.",
        [("Remo Scarpi", "PER"), ("Scarpi", "LOC")],
        [("Remo Scarpi", "PER"), ("Scarpi", "PER"), ("Scarpi", "PER")],
    ),
    # a source and a subject, a name and a number
    (
        "Remo Scarpi vince. Secondo Cronodata Scarpi vola.",
        [("Remo Scarpi", "PER"), ("Cronodata Scarpi", "PER")],
        [("Remo Scarpi", "PER"), ("Cronodata", "ORG"), ("Scarpi", "PER")],
    ),
    ("I ministri della Difesa di 32 Paesi.", [("Difesa di 32 Paesi", "ORG")], []),
    (
        "Nel Partito democratico la quota cala.",
        [("Partito democratico la quota", "ORG")],
        [("Partito democratico", "ORG")],
    ),
    # bynames and namesakes
    ('Preso Ugo "Lupo" Speri.', [('Ugo "Lupo" Speri', "PER")], [('Ugo "Lupo" Speri', "PER")]),
    ("Lo racconta Plinio il Vecchio.", [("Plinio il Vecchio", "PER")], [("Plinio il Vecchio", "PER")]),
    ("Muore Kobe Zandrin, cestista.", [("Kobe Zandrin", "PER")], [("Kobe Zandrin", "PER")]),
    ("Secondo Remo Zorzut, direttore.", [("Remo Zorzut", "PER")], [("Remo Zorzut", "PER")]),
    ("Arriva don Zeno.", [("don Zeno", "PER")], [("don Zeno", "PER")]),
    (
        "Parla Ada Houston. La Houston canta.",
        [("Ada Houston", "PER"), ("Houston", "PER")],
        [("Ada Houston", "PER"), ("Houston", "PER")],
    ),
    ("La Zefir Media Inc. chiude.", [("Zefir Media Inc.", "ORG")], [("Zefir Media Inc.", "ORG")]),
    ("Studia all'università di Gradnik.", [("università di Gradnik", "ORG")], [("università di Gradnik", "ORG")]),
    ("Lo dice Zefirnet.org oggi.", [("Zefirnet.org", "ORG")], [("Zefirnet.org", "ORG")]),
    ("Il prefetto Zorzut parla.", [("Zorzut", "PER")], [("Zorzut", "PER")]),
    # what the words around a name say of it
    ("Arriva da Gradnik, in Slovenia.", [("Gradnik", "PER")], [("Gradnik", "LOC"), ("Slovenia", "LOC")]),
    ("Il sindaco di Bertolara tace.", [("Bertolara", "PER")], [("Bertolara", "LOC")]),
    ("La compagnia ferroviaria Trenalpi chiude.", [("Trenalpi", "LOC")], [("Trenalpi", "ORG")]),
    ("Ferito Melchiade Zorzut, 45 anni.", [("Melchiade Zorzut", "LOC")], [("Melchiade Zorzut", "PER")]),
    (
        "Nadia Skrt e Jadon Skrt.",
        [("Nadia Skrt", "PER"), ("Jadon Skrt", "LOC")],
        [("Nadia Skrt", "PER"), ("Jadon Skrt", "PER")],
    ),
    (
        "Ugo Speri da Rio de Janeiro.",
        [("Ugo Speri da Rio de Janeiro", "PER")],
        [("Ugo Speri", "PER"), ("Rio de Janeiro", "LOC")],
    ),
    (
        "Zadran e Ugo Speri cantano.",
        [("Zadran", "LOC"), ("Ugo Speri", "PER")],
        [("Zadran", "PER"), ("Ugo Speri", "PER")],
    ),
    (
        "Il presidente della Fondazione Sbrizzi parla.",
        [("Fondazione", "ORG"), ("Sbrizzi", "PER")],
        [("Fondazione", "ORG"), ("Sbrizzi", "PER")],
    ),
    ("Leonardo da Vinci dipinge.", [("Leonardo da Vinci", "PER")], [("Leonardo da Vinci", "PER")]),
    # a model's place inside a body
    ("È nato l'Istituto di Cernobbio.", [("Cernobbio", "LOC")], [("Istituto di Cernobbio", "ORG")]),
]


@pytest.mark.parametrize(("text", "tags", "expected"), TAGGED)
def test_tags_of_a_model_are_put_right(text: str, tags: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    assert seen(names_of(text, *tags), text) == expected


DROPPED = [
    ("Gli Ucraini resistono.", ("Ucraini", "LOC"), "demonym"),
    ("Il ciclone Bruna avanza.", ("Bruna", "PER"), "product_or_event"),
    ("I ministri della Difesa si vedono.", ("Difesa", "ORG"), "office"),
    ("Morbillo in aumento. Il morbillo torna.", ("Morbillo", "PER"), "common_noun"),
    ("Alle 12 UTC parte.", ("UTC", "ORG"), "no_name"),
    ("Vince la Coppa Adriatica.", ("Coppa Adriatica", "ORG"), "product_or_event"),
    ("Guidava una Zefiro Sprint.", ("Zefiro Sprint", "ORG"), "product_or_event"),
    ("Guidava una Ferrari.", ("Ferrari", "ORG"), "product_or_event"),
]


@pytest.mark.parametrize(("text", "tag", "reason"), DROPPED)
def test_what_is_dropped_is_told_with_its_reason(text: str, tag: tuple[str, str], reason: str) -> None:
    names = names_of(text, tag)
    assert [(text[item.start : item.end], item.reason) for item in names.unread] == [(tag[0], reason)]
    assert seen(names, text) == []


def test_a_name_of_a_storm_is_no_name_anywhere_in_the_text() -> None:
    text = "Il ciclone Bruna avanza. Dopo Bruna resta il fango."
    assert seen(names_of(text, ("Bruna", "PER"), ("Bruna", "PER")), text) == []


def test_at_and_within() -> None:
    text = "Il capo della NATO ha visto Donald Tusk."
    names = names_of(text, published_on=date(2026, 2, 3))
    role = names.at(text.index("capo"))
    assert role is not None
    assert role.via == "role"
    inner = names.at(text.index("NATO"))
    assert inner is not None
    assert inner.via == "name"
    assert [text[item.start : item.end] for item in names.within(text.index("ha"), len(text))] == ["Donald Tusk"]
    assert names.at(0) is role
    assert names.at(text.index("ha visto")) is None


HOSTILE = {
    "one letter": "a" * 150_000,
    "one capital": "A" * 150_000,
    "capitals": "Aa " * 30_000,
    "shouted": "AA " * 30_000,
    "names": "Mario Rossi " * 5_000,
    "many persons": " ".join(f"Mario R{'abcdefghij'[i % 10]}{i} parla." for i in range(8_000)),
    "particles": "De " * 30_000,
    "hyphens": "A-" * 30_000,
    "roles": "il presidente ucraino, " * 5_000,
    "role and person": "il presidente Mario Rossi. Il leader di Kiev. " * 5_000,
    "bodies": "Commissione per la pace e la " * 5_000,
    "acronyms": "Istituto di Roma (IR) " * 5_000,
    "institutions": "il Senato francese. Il Senato. " * 4_000,
    "bynames": "Anna Verdi detta Anna Bruni detta " * 5_000,
    "handles": "@a_b " * 20_000,
    "works": "libro, Aa Bb «Cc " * 5_000,
    "nouns": "il quotidiano Aa of Bb, " * 5_000,
    "initials": "Aa Bb Cc Dd Ee Ff (ABCDEF) " * 3_000,
    "combining": "a" + "\u0301" * 50_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_linear_time(name: str) -> None:
    text = HOSTILE[name]

    class Untagged:
        """A text without a model; the tokenizer's own time is not ours."""

        ents = ()

        def __init__(self, text: str) -> None:
            self.text = text
            self.user_data: dict[str, str] = {}

        def has_annotation(self, _: str) -> bool:
            return False

    def seconds(part: str) -> float:
        begin = perf_counter()
        find_names(Untagged(part))  # type: ignore[arg-type]
        return perf_counter() - begin

    seconds(text[:2_000])
    half, whole = seconds(text[: len(text) // 4]), seconds(text)
    assert whole < max(1.0, 12 * half), (half, whole)


def test_italian_shapes_say_nothing_in_a_foreign_block() -> None:
    text = "Lo scrive sul social.\nThe Senato Academy will meet Mister Brown."
    start = text.index("The")
    foreign = find_names(NLP(text), blocks=[(start, len(text), "en")]).mentions
    assert [text[item.start : item.end] for item in foreign if item.rule.startswith("rule:")] == []
    assert [text[item.start : item.end] for item in names_of(text).mentions if item.rule.startswith("rule:")] != []


def test_empty_and_blank_texts_have_no_names() -> None:
    assert names_of("").mentions == () == names_of(" \n ").mentions


@pytest.mark.parametrize("text", [text for text, _ in RULES])
def test_spans_are_sorted_and_names_never_overlap(text: str) -> None:
    spans = [(item.start, item.end) for item in names_of(text).mentions if item.via != "role"]
    assert spans == sorted(spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
