"""Sentence rules: stops, abbreviations, marks, lines; what only grammar can tell stays open."""

import pytest
import spacy
from spacy.tokens import Doc

from transforms.parsing.load import load_pipeline, parse
from transforms.parsing.sentences import CLOSES, MAX_TOKENS, OPENS, mark_sides, sentence_starts
from transforms.parsing.tokenizer import add_rules
from transforms.reference import read_reference

RULES = load_pipeline("rules")


def cut(text: str) -> list[str]:
    (doc,) = parse(RULES, [text])
    return [sentence.text.strip() for sentence in doc.sents]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Il sig. Bruni è partito.", "La sig.ra Bruni resta."],
        ["Lo prevede l'art. 12 del codice.", "Il resto è noto."],
        ["Parla l'on. Marta Galli.", "Poi tace."],
        ["La Beta S.p.A. cresce.", "La Gamma S.r.l. no."],
        ["Pane, latte ecc. sono cari.", "Il vino no."],
        ["La Beta S.c.a.r.l. assume.", "La Delta S.c.p.a. resta."],
        ["Il lgt. Neri indaga.", "L'isp. Conti tace.", "Il vicepres. Bruni no."],
        ["Il dl n. 3, conv. in l. n. 4.", "Cod. fisc. 123.", "Vive in via Po int. 3."],
        ["Trad. it. di L. Bini.", "Op. cit. p. 12."],
        ["Il marchio Yahoo! si paga caro.", "Poi cala."],
        ["Il treno parte alle 12.30 da Lecce.", "Arriva alle 18.05."],
        ["Il debito vale 1.250,75 euro.", "Cresce del 3,5%."],
        ["Il libro è di J. K. Rowling.", "Lo leggono tutti."],
        ["Non so...", "Forse domani."],
        ["Ma come?!", "Non è vero!", "Invece sì."],
        ["È nato nel 1998.", "Vive a Bari."],
        ["Vedi la legge n. 194 del 1978.", "È in vigore."],
        ["Il file è su www.esempio.it da ieri.", "È gratuito."],
        ["Nel 79 d.C. il vulcano esplose.", "Nessuno lo aspettava."],
        ["1. Aprire la porta.", "2. Chiudere la finestra."],
        ["Il capo (già dott. Neri. Ora in pensione) parla.", "Gli altri ascoltano."],
    ],
)
def test_sentences_joined_by_spaces_are_found_again(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["«Non parto.", "Resto qui», ha detto Bruni.", "Poi è uscito."],
        ["«Non parto.»", "Poi è uscito."],
        ['"Vengo subito." ha risposto Galli.', "Nessuno ci crede."],
        ['Ha gridato: "Basta!"', '"Ancora!" ha risposto la folla.'],
        ["“È tardi.", "Andiamo.”, ha aggiunto il sindaco."],
        ["La chiama «la svolta».", "È solo l'inizio."],
    ],
)
def test_a_quotation_keeps_its_marks_and_its_cue(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_every_line_is_a_sentence_of_its_own() -> None:
    assert cut("Cade il governo\nIl premier sale al Colle\n\n- primo punto\n- secondo punto") == [
        "Cade il governo",
        "Il premier sale al Colle",
        "- primo punto",
        "- secondo punto",
    ]


def test_the_report_begins_behind_its_dateline() -> None:
    assert cut("NAPOLI (ANSA) – Un treno è deragliato. Nessun ferito.") == [
        "NAPOLI (ANSA) –",
        "Un treno è deragliato.",
        "Nessun ferito.",
    ]


def test_a_lost_space_does_not_join_two_sentences() -> None:
    assert cut("Il ponte è chiuso.Lo riaprono domani.") == ["Il ponte è chiuso.", "Lo riaprono domani."]


def test_what_only_grammar_can_tell_stays_open() -> None:
    doc = add_rules(spacy.blank("it"))("Così dice la nota: Il piano parte. anzi no")
    starts = dict(zip((token.text for token in doc), sentence_starts(doc), strict=True))
    assert starts["Il"] is None
    assert starts["anzi"] is None
    assert starts["nota"] is False


def test_straight_marks_open_and_close_by_the_space_beside_them() -> None:
    doc = add_rules(spacy.blank("it"))('"Vado" e "torno", dice.')
    sides = [side for token, side in zip(doc, mark_sides(doc), strict=True) if token.text == '"']
    assert sides == [OPENS, CLOSES, OPENS, CLOSES]


def test_no_sentence_is_endless() -> None:
    (doc,) = parse(RULES, ["mela pera " * 700])
    assert max(len(sentence) for sentence in doc.sents) <= MAX_TOKENS + 1


def test_an_empty_document_has_no_starts() -> None:
    assert sentence_starts(Doc(RULES.vocab, words=[])) == []


@pytest.mark.parametrize("row", read_reference("it/parsing/abbreviations"), ids=lambda row: row["abbreviation"])
def test_the_example_of_each_abbreviation_holds_it_and_is_not_cut_behind_it(row: dict[str, str]) -> None:
    example = row["example"]
    place = example.lower().find(row["abbreviation"])
    assert place >= 0
    end = place + len(row["abbreviation"])
    (doc,) = parse(RULES, [example])
    if example[end:].strip(" ,)")[:1].islower() or "name" in row["before"]:
        assert all(sentence.start_char <= place and end < sentence.end_char for sentence in list(doc.sents)[:1])
