"""Damaged text is read as a reader sees it, and every span leads back to the text that was ingested."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.documents.article import make_article, vanished
from transforms.documents.mending import garbled, mend

# damaged → as a reader sees it
CHARACTERS = [
    ("I lavori gi&agrave; finiti costano &euro;&nbsp;90", "I lavori già finiti costano €\xa090"),
    ("all&#8217;alba e all&#x2019;una", "all’alba e all’una"),
    ("perch&amp;eacute; &amp; percome", "perché & percome"),
    ("citt&#224 e il prezzo &#8364 9", "città e il prezzo € 9"),
    ("Unâ\x80\x99ora, la cittÃ\xa0 e i â€œmoliâ€, giÃ\x80", "Un’ora, la città e i “moli”, giÀ"),
    ("R&D; e A&B, 3 &boh; 4", "R&D; e A&B, 3 &boh; 4"),
    ("Restano <strong>7</strong> tende<br/>Poi <I>due</I> pozzi", "Restano 7 tende\nPoi due pozzi"),
    ('<div class="x1">Uno</div><div>due</div>', "\n\nUno\n\n\n\ndue\n\n"),
    ("con 3 < 5 e <nome> e <3", "con 3 < 5 e <nome> e <3"),
    ("apre alle **9.45** in **piazza**", "apre alle 9.45 in piazza"),
    ("2**3 e *** e **", "2**3 e *** e **"),
    (
        "il molo *nuovo* e ~~due~~ `tre` vele, 3*4 e 5* stelle * e *",
        "il molo nuovo e due tre vele, 3*4 e 5* stelle * e *",
    ),
    ("il 7 °/o e il 9°/° dei moli, l'11/o e il 6° molo", "il 7 % e il 9% dei moli, l'11/o e il 6° molo"),
    ("pi√π di 9 ‚Ç¨, perch├® ¬´s√¨¬ª", "più di 9 €, perché «sì»"),
    ("il molo ï¿½ nuovo", "il molo \ufffd nuovo"),
    ("il no\xadno gior\u200bno", "il nono giorno"),
    ("Il mo\u202elo\u202c nuo\u2066vo\u2069 di B\u200eruna\u200f", "Il molo nuovo di Bruna"),
    ("Bruna\U000e0041\U000e0042 sa", "Bruna sa"),
    ("tre uﬃci e un ﬁume", "tre uffici e un fiume"),
    ("piu\u0300 caffe\u0301", "più caffé"),
    ("VenerdÃ¬ la cittÃ\xa0 spende â‚¬ 80", "Venerdì la città spende € 80"),
    ("la citta' Ã¨ piÃ¹ lontana, â€œdiceâ€\x9d", "la citta' è più lontana, “dice”"),
    ("PerchÃƒÂ© la bontÃ , si sa", "Perché la bontà , si sa"),
    ("SÃO Paulo e Âge", "SÃO Paulo e Âge"),
    ("nel ʼ68, dal ‘73, nel ʽ82, ´91 e `94", "nel ’68, dal ’73, nel ’82, ’91 e ’94"),
    ("un faro del ‘900", "un faro del ’900"),
    ("ripete ‘20 vasche’ ogni sera", "ripete ‘20 vasche’ ogni sera"),
    ("un faro del 18‑20% e il molo‐ponte a ﹣4", "un faro del 18-20% e il molo-ponte a -4"),
    ("vale \x80 70, l\x92argine \x93nuovo\x94 \x96 dice\x85", "vale € 70, l’argine “nuovo” – dice…"),
    ("7<sup>2</sup> moli<sup><a href='#n3'>[3]</a></sup>, il 3<sup>o</sup> faro", "7² moli, il 3o faro"),
    ("il molo¹ vale 9 milioni² e 14 barche³, 6 km², 8 mm², 7²", "il molo vale 9 milioni e 14 barche, 6 km², 8 mm², 7²"),
    (
        '[caption id="c_7" width="90"]Il molo[/caption] Sono [b]tre[/b], [url=http://x.it/4]qui[/url] [1] [sic] [b] e b',
        "Il molo Sono tre, qui [1] [sic] [b] e b",
    ),
    ("1\ufe0f\u20e3 Salpare 2\u20e3 Remare \u20e3", "1) Salpare 2) Remare \u20e3"),
    (
        "L?argine dell?isola, nella citt? pi? lontana: perch? quest?anno? E l?, e poi? x.it/d?a=1",
        "L’argine dell’isola, nella città più lontana: perché quest’anno? E l?, e poi? x.it/d?a=1",
    ),
    (
        r"la citt\u00e0 spende 70\xa0lire.\nPoi dice: \"Si salpa\" \ud83d\ude00",
        'la città spende 70\xa0lire.\nPoi dice: "Si salpa" \U0001f600',
    ),
    (r"in C:\nave e \ud83d e 3\4", r"in C:\nave e \ud83d e 3\4"),
    ("al molo Ⅲ il 20％ di 10㎏ e 3⁄4, № 7, 𝐝𝐮𝐞 vele", "al molo III il 20% di 10kg e 3/4, n° 7, due vele"),
    ("38ºC al molo, 38 º C in barca, 3º posto", "38°C al molo, 38 ° C in barca, 3º posto"),
    (
        "un molo da 4O0 lire, 12.O00 vele, l8.45 e I.500 reti nel 2O31",
        "un molo da 400 lire, 12.000 vele, 18.45 e 1.500 reti nel 2031",
    ),
    (
        "il 1o molo, H2O2, N2O, 10O, A4O3, 3o posto, l'8.45 e l7",
        "il 1o molo, H2O2, N2O, 10O, A4O3, 3o posto, l'8.45 e l7",
    ),
    ("vende 3OO reti e 12.OO0 ami, 7OO°", "vende 300 reti e 12.000 ami, 700°"),
    ('<script type="x">var n = 42;</script>Molo<style>p{margin:3px}</style>', "\n\nMolo\n\n"),
    ("perch=C3=A9 la citt=E0, dopo l=E2=80=99alba, sal=\npa", "perché la città, dopo l’alba, salpa"),
    ("x=20 e y=FF, molo=\u00a03, pagina?a=AB=CD", "x=20 e y=FF, molo=\u00a03, pagina?a=AB=CD"),
    (
        "Luned\ufffd la citt\ufffd d\ufffdacqua, nell\ufffdisola pi\ufffd lontana, perch\ufffd",
        "Lunedì la città d’acqua, nell’isola più lontana, perché",
    ),
    ("il molo \ufffd nuovo, 30 \ufffd di multa, sar\ufffd", "il molo \ufffd nuovo, 30 \ufffd di multa, sar\ufffd"),
    ("apre alle __9.45__ in _piazza_ e nome_del_molo", "apre alle 9.45 in piazza e nome_del_molo"),
]
LINES = [
    ("Il molo nuovo vale 14\nmilioni e mezzo.", "Il molo nuovo vale 14 milioni e mezzo."),
    ("Il consiglio si terrà sabato\n21 giugno, e dura fino a marzo\n2031.", "Il consiglio si terrà sabato 21 giugno, e dura fino a marzo 2031."),
    ("Al molo dormono 14.\n000 gabbiani e 2.\n300.400 topi.", "Al molo dormono 14.000 gabbiani e 2.300.400 topi."),
    ("Il molo cresce del 3,\n5 per cento.", "Il molo cresce del 3,5 per cento."),
    ("Il molo apre alle 9.\n45 e alle ore 18.\n30 chiude.", "Il molo apre alle 9.45 e alle ore 18.30 chiude."),
    ("I gabbiani sono 14.\n300 topi li guardano.", "I gabbiani sono 14.\n300 topi li guardano."),
    ("Numeri estratti: 3,\n5 e 9.", "Numeri estratti: 3,\n5 e 9."),
    ("Il premio del molo va a Carla\nBenassi, che ringrazia.", "Il premio del molo va a Carla Benassi, che ringrazia."),
    ("Il premio del molo va a Carla\nIl sindaco ringrazia.", "Il premio del molo va a Carla\nIl sindaco ringrazia."),
    ("Chiude il molo vecchio\ngiovedì 4 marzo 2027 - 3 commenti\n", "Chiude il molo vecchio\ngiovedì 4 marzo 2027 - 3 commenti\n"),
    ("Le barche ferme sono circa\n60 in tutto", "Le barche ferme sono circa 60 in tutto"),
    ("Il molo chiude alle ore\n18.30. Alle\n19 riapre.", "Il molo chiude alle ore 18.30. Alle 19 riapre."),
    ("Il molo vale €\n300.\n20 €\n30 €", "Il molo vale € 300.\n20 €\n30 €"),
    ("il 9 settem-\nbre e sei-\ncento lire", "il 9 settembre e seicento lire"),
    ("fra il 2031-\n2032", "fra il 2031-2032"),
    ("Il nuovo molo è pronto\nLa regata parte domani.", "Il nuovo molo è pronto\nLa regata parte domani."),
    ("Finisce qui la storia.\ne poi ricomincia", "Finisce qui la storia.\ne poi ricomincia"),
    ("Finisce qui la storia\n\ne poi ricomincia", "Finisce qui la storia\n\ne poi ricomincia"),
    ("Un calo\ndel 7\nper cento", "Un calo del 7 per cento"),
    ("zucchero\nburro\nun uovo", "zucchero\nburro\nun uovo"),
    ("- il sale grosso marino\n- la salvia", "- il sale grosso marino\n- la salvia"),
    ("Il molo è pronto già\ndi Anna Bianchi\nLa regata parte.", "Il molo è pronto già\ndi Anna Bianchi\nLa regata parte."),
    ("barca | vento | mare\nvela | remo | sale", "barca | vento | mare\nvela | remo | sale"),
]  # fmt: skip


@pytest.mark.parametrize(("damaged", "seen"), CHARACTERS + LINES)
def test_the_text_as_a_reader_sees_it(damaged: str, seen: str) -> None:
    assert mend(damaged).text == seen


def test_a_paragraph_filled_to_one_width_is_wrapped() -> None:
    text = (
        "La cooperativa dei pescatori ha scelto la sua nuova guida: sarà Bruna Valli, che da sei anni tiene i conti e "
        "che ieri sera, con Pietro Monti, suo vice, ha salutato i soci nella sala grande di Porto Vecchio. La Lega "
        "del Mare e Gianni Torri hanno applaudito."
    )
    for width in range(44, 70, 5):
        assert mend(textwrap.fill(text, width)).text == text
    names = "Bruna Valli\nPietro Monti\nGianni Torri\nPorto Vecchio\nLega del Mare"
    assert mend(names).text == names


@pytest.mark.parametrize(
    ("damaged", "seen", "surface"),
    [
        ("Costa 12&nbsp;mi-\nla &euro; oggi", "12\xa0mila €", "12&nbsp;mi-\nla &euro;"),
        ("Sono <b>12</b> oggi", "12", "12"),
        ("Sono <b>12</b> mila", "12 mila", "12</b> mila"),
        ("il 3 mar\xadzo", "3 marzo", "3 mar\xadzo"),
        ("tre uﬃci", "uf", "uﬃ"),
        ("PiÃ¹ di 8", "Più di 8", "PiÃ¹ di 8"),
    ],
)
def test_spans_lead_back(damaged: str, seen: str, surface: str) -> None:
    mended = mend(damaged)
    start = mended.text.index(seen)
    assert damaged[slice(*mended.back(start, start + len(seen)))] == surface


def test_what_is_sound_is_not_touched() -> None:
    text = "Costa 300 € a testa.\nIl prezzo sale del 5%, dice l’assessore «a ragione»."
    assert mend(text).layers == ()
    assert make_article(text, "a.txt").mended is None


def test_what_was_garbled_is_told_and_what_is_only_rare_is_not() -> None:
    text = "CosÃ¬ la citt√† spende â‚¬ 9, e \ufffd"
    assert [text[start:end] for start, end in garbled(text)] == ["Ã¬", "√†", "â‚¬", "\ufffd"]
    assert not list(garbled("SÃO Paulo, Âge, √2, caffé, <b>9</b> &euro; e ﬁume"))


def test_a_mark_beside_a_quotation_is_accounted_for() -> None:
    text = "Dice: Â«Si salpaÂ»"
    said = text.index("Si"), text.index("Â»")
    assert not list(vanished(make_article(text, "a.txt"), [], [said]))


def test_numerals_and_marks_that_no_reader_sees_are_accounted_for() -> None:
    text = '<p class="a12">Dall&#8217;alba 7 barche</p>'
    found = [(text[start:end], kind) for start, end, kind, _ in vanished(make_article(text, "a.txt"), [], [])]
    assert found == [('"', "quote_mark"), ("12", "number"), ('"', "quote_mark"), ("8217", "number")]
    at = text.index("8217")
    assert len(list(vanished(make_article(text, "a.txt"), [(at - 3, at + 8)], []))) == 3


PIECES = [
    "due ", "mi-\nla ", "Ã¹", "Ã", " ", "&egrave;", "&#37;", "&#160;", "<b>", "</p>", "<br", "\xad", "ﬁ", "e\u0301", "ʼ", "‘", "99",
    "\n", "\n\n", "-", "‑", "\x92", "\\n", "<sup>", "1</sup>", "_", "**", "*", "~~", "`", "√†", "\ufffd", "Il sindaco di ", "il 3", " marzo", "&amp;", ";", "…", "-\n", "\t", "’",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_every_character_leads_back_in_order(text: str) -> None:
    mended = mend(text)
    last = (0, 0)
    for at in range(len(mended.text)):
        start, end = mended.back(at, at + 1)
        assert last[0] <= start < end <= len(text)
        assert (start, end) == last or start >= last[1]
        last = (start, end)


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "&",
        "‘99 ",
        "**a",
        "*a",
        "`a",
        "~~a",
        "√",
        "Ã",
        "a\n",
        "di\n",
        "-\n",
        "<a <",
        "&#",
        "\\",
        "\\u00",
        "<sup>1",
        "_a",
        "e\u0301",
        "a b c\n",
    ],
)
def test_hostile_texts_are_mended(piece: str) -> None:
    text = piece * 30_000
    mended = mend(text)
    assert mended.back(0, len(mended.text))[1] <= len(text)
