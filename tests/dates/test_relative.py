"""Dates told by relation, and parts of longer periods."""

import pytest

from tests.dates.reading import read, told

# fmt: off
CASES = [
    ('I primi nove mesi 2025 sono andati bene.', '[primi nove mesi 2025] interval None 2025-01-01..2025-09-30'),
    ('Sono tornato domenica passata.', '[domenica passata] date 2026-02-08 2026-02-08'),
    ('Il giorno dopo Natale aprono i saldi.', '[giorno dopo Natale] date 2025-12-26 2025-12-26'),
    ('La settimana prima di Pasqua le scuole saranno chiuse.', '[settimana prima di Pasqua] date 2026-W13 2026-03-23..2026-03-29'),
    ('Il mese dopo il 20 dicembre 2025 fu gelido.', '[mese dopo il 20 dicembre 2025] date 2026-01 2026-01-01..2026-01-31'),
    ('Due giorni dopo Pasqua si torna a scuola.', '[Due giorni dopo Pasqua] date 2026-04-07 2026-04-07'),
    ('Il giorno dopo, Natale, nevicava.', '[giorno dopo] date 2026-02-12 2026-02-12'),
    ('La settimana dopo la prossima si vota.', '[settimana dopo la prossima] date 2026-W09 2026-02-23..2026-03-01'),
    ('Si gioca il weekend dopo il prossimo.', '[weekend dopo il prossimo] date 2026-W08-WE 2026-02-21..2026-02-22'),
    ('Il precedente esercizio era in perdita.', '[precedente esercizio] date 2025 2025-01-01..2025-12-31'),
    ("Rispetto all'esercizio precedente i ricavi salgono.", '[esercizio precedente] date 2025 2025-01-01..2025-12-31'),
    ('Tre esercizi commerciali sono chiusi.', ''),
    ('Il patto vale per un ulteriore triennio.', '[un ulteriore triennio] duration P3Y None'),
    ("Trent'anni dopo, Melzi ride ancora.", "[Trent'anni dopo] date FUTURE_REF None"),
    ('Anno dopo anno la valle si svuota.', ''),
    ('Due sere fa il furto.', '[Due sere fa] date 2026-02-09 2026-02-09'),
    ('Ieri il Senato ha votato.', '[Ieri] date 2026-02-10 2026-02-10'),
    ("L'altro ieri il Senato ha votato.", "[L'altro ieri] date 2026-02-09 2026-02-09"),
    ('Domani si vota.', '[Domani] date 2026-02-12 2026-02-12'),
    ('Dopodomani si vota.', '[Dopodomani] date 2026-02-13 2026-02-13'),
    ('La seduta odierna è finita.', '[odierna] date 2026-02-11 2026-02-11'),
    ('La settimana scorsa ha nevicato.', '[settimana scorsa] date 2026-W06 2026-02-02..2026-02-08'),
    ('Lo scorso mese ha nevicato.', '[scorso mese] date 2026-01 2026-01-01..2026-01-31'),
    ('Nello scorso quadrimestre ha nevicato.', '[scorso quadrimestre] interval None 2025-09-01..2025-12-31'),
    ("Nell'ultimo bimestre del 2025 ha nevicato.", '[ultimo bimestre del 2025] interval None 2025-11-01..2025-12-31'),
    ("L'anno prossimo si vota.", '[anno prossimo] date 2027 2027-01-01..2027-12-31'),
    ("Quest'anno si vota.", "[Quest'anno] date 2026 2026-01-01..2026-12-31"),
    ('Tre giorni fa ha nevicato.', '[Tre giorni fa] date 2026-02-08 2026-02-08'),
    ('Un anno fa ha nevicato.', '[Un anno fa] date 2025 2025-01-01..2025-12-31'),
    ('Due settimane fa ha nevicato.', '[Due settimane fa] date 2026-W05 2026-01-26..2026-02-01'),
    ('Fra tre mesi si vota.', '[Fra tre mesi] date 2026-05 2026-05-01..2026-05-31'),
    ('Tra cinque o dieci anni la Nato ci sarà.', '[Tra cinque o dieci anni] date None 2031-01-01..2036-12-31'),
    ('Il 3 marzo 2014 fu arrestato. Il giorno dopo confessò.', '[3 marzo 2014] date 2014-03-03 2014-03-03; [giorno dopo] date 2014-03-04 2014-03-04'),
    ('Il 3 marzo 2014 fu arrestato e due anni dopo assolto.', '[3 marzo 2014] date 2014-03-03 2014-03-03; [due anni dopo] date 2016 2016-01-01..2016-12-31'),
    ("Nel 1993 fu eletto; l'anno seguente si dimise.", '[1993] date 1993 1993-01-01..1993-12-31; [anno seguente] date 1994 1994-01-01..1994-12-31'),
    ('Il 3 marzo 2014 cadde; quello stesso giorno morì.', '[3 marzo 2014] date 2014-03-03 2014-03-03; [quello stesso giorno] date 2014-03-03 2014-03-03'),
    ('Il prezzo del pane torna a calare a novembre.', '[novembre] date 2025-11 2025-11-01..2025-11-30'),
    ('Il forno si prepara a riaprire a novembre.', '[novembre] date 2026-11 2026-11-01..2026-11-30'),
    ('Il forno ha chiuso quasi quattro mesi fa.', '[quasi quattro mesi fa] date 2025-10 2025-10-01..2025-10-31 nearly'),
    ('Circa due anni dopo riaprì.', '[Circa due anni dopo] date FUTURE_REF None approximate'),
    ('Era nato poco meno di sei mesi fa.', '[poco meno di sei mesi fa] date 2025-08 2025-08-01..2025-08-31 less_than'),
    ('Gli iscritti sono 60 in meno di un anno fa.', '[un anno fa] date 2025 2025-01-01..2025-12-31'),
    ('Il contratto scade in data odierna.', '[data odierna] date 2026-02-11 2026-02-11'),
    ('Nei prossimi giorni si vota.', '[prossimi giorni] date FUTURE_REF None'),
    ('Negli ultimi mesi è calato.', '[ultimi mesi] date PAST_REF None'),
    ('Nei giorni scorsi è calato.', '[giorni scorsi] date PAST_REF None'),
    ('Il mare si ritirò 12 milioni di anni fa.', '[12 milioni di anni fa] date PAST_REF None'),
    ('Per 3 milioni di anni fu un lago.', '[3 milioni di anni] duration P3000000Y None'),
    ('Qualche anno fa era calato.', '[Qualche anno fa] date PAST_REF None'),
    ('Nello scorso fine settimana ha nevicato.', '[scorso fine settimana] date 2026-W06-WE 2026-02-07..2026-02-08'),
    ('Il prossimo weekend si vota.', '[prossimo weekend] date 2026-W07-WE 2026-02-14..2026-02-15'),
    ('È il peggior risultato degli ultimi 40 anni.', '[ultimi 40 anni] duration P40Y 1986-02-11..2026-02-11'),
    ('Nei due mesi scorsi è calato.', '[due mesi scorsi] interval None 2025-12-01..2026-01-31'),
    ('A fine mese chiude il negozio.', '[fine mese] date 2026-02 2026-02-21..2026-02-28 end'),
    ("Verso la fine dell'anno chiude il negozio.", "[fine dell'anno] date 2026 2026-10-01..2026-12-31 end"),
    ('A metà marzo si vota.', '[metà marzo] date 2026-03 2026-03-11..2026-03-20 mid'),
    ('Nei primi giorni di marzo si vota.', '[primi giorni di marzo] date 2026-03 2026-03-01..2026-03-10 start'),
    ('Nella prima settimana di marzo si vota.', '[prima settimana di marzo] date 2026-W10 2026-03-02..2026-03-08'),
    ('Nel primo trimestre del 2025 è calato.', '[primo trimestre del 2025] date 2025-Q1 2025-01-01..2025-03-31'),
    ('Nel secondo semestre è calato.', '[secondo semestre] date 2025-H2 2025-07-01..2025-12-31'),
    ('Il terzo sabato di marzo si vota.', '[terzo sabato di marzo] date 2026-03-21 2026-03-21'),
    ("L'ultima domenica di ottobre si dorme di più.", '[ultima domenica di ottobre] date 2025-10-26 2025-10-26'),
    ("Nei primi nove mesi del 2025 l'utile è salito.", '[primi nove mesi del 2025] interval None 2025-01-01..2025-09-30'),
    ('Nella seconda metà di maggio si vota.', '[seconda metà di maggio] interval None 2026-05-16..2026-05-31'),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reads(text: str, expected: str) -> None:
    assert told(text, read(text)) == expected
