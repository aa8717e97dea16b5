"""Numbers that are no quantities are rows of unread with their reason, and never figures."""

import pytest

from transforms.normalise import find_dates_and_figures, find_figures_in

CASES = [
    ("difende la 194, non la 180", [("194", "law_number"), ("180", "law_number")]),
    ("gli articoli dal 5 al 9 e il comma 2", [("5", "article_number"), ("9", "article_number"), ("2", "article_number")]),
    ("al 12 di via Neri e nel cortile del 45 di corso Meda", [("12", "street_number"), ("45", "street_number")]),
    ("il Frecciarossa 9812 viaggia, il treno regionale 3351 parte", [("9812", "flight_number"), ("3351", "flight_number")]),
    ("nell'Europa a 27 la destra si spacca in due", [("Europa a 27", "part_of_name"), ("spacca in due", "idiom")]),
    ("la legge 194 e la legge n. 300/1970", [("194", "law_number"), ("300/1970", "law_number")]),
    ("il decreto legge 151/2013 e il d.lgs. 231/2001", [("151/2013", "law_number"), ("231/2001", "law_number")]),
    ("il regolamento (UE) 2016/679", [("2016/679", "law_number")]),
    ("gli articoli 33, 34 e 35 della Costituzione", [(n, "article_number") for n in ("33", "34", "35")]),
    ("l'art. 21, comma 2", [("21", "article_number"), ("2", "article_number")]),
    ("chiamare il 06 12345678 oppure il 113", [("06 12345678", "phone_number"), ("113", "phone_number")]),
    ("la linea peggiore è la 88, chiusa una corsia della 43 al valico", [("88", "identifier"), ("43", "identifier")]),
    ("Model 3 costa di meno", [("3", "model_number")]),
    ("il cellulare 06 12345678", [("06 12345678", "phone_number")]),
    ("il molo allo 06 12345678: si salpa", [("06 12345678", "phone_number")]),
    ("il molo allo 06 12345678 9:30", [("06 12345678", "phone_number")]),
    ("bozza 2026-03-05 18:30", []),
    ("il molo al 347.1234567", [("347.1234567", "phone_number")]),
    ("pagina 3 di 12 e foto 1 di 9", [(n, "document_number") for n in ("3", "12", "1", "9")]),
    ("pagg. 12-15 e il n.ro 1234", [(n, "document_number") for n in ("12", "15", "1234")]),
    ("piazza 4 Novembre, 3", [("3", "street_number")]),
    ("col telaio 31200001234567 e il cod. 12", [("31200001234567", "document_number"), ("12", "document_number")]),
    ("#vele19 e molo_12.pdf", [("#vele19", "part_of_name"), ("molo_12", "part_of_name")]),
    ("1) sale 2) olio 3) pepe", [(n, "list_number") for n in ("1", "2", "3")]),
    ("un B737-800 in volo", [("B737-800", "model_number")]),
    ("il numero verde 800 123456", [("800 123456", "phone_number")]),
    ("tel. +39 340 123 4567", [("+39 340 123 4567", "phone_number")]),
    ("il volo AF447 e il Boeing 737", [("AF447", "flight_number"), ("737", "model_number")]),
    ("ferme le linee 12", [("12", "part_of_name")]),
    ("gli F-35, i B-52 e l'A380", [("F-35", "model_number"), ("B-52", "model_number"), ("A380", "model_number")]),
    ("il 5G, la CO2 e H1N1", [("5G", "model_number"), ("CO2", "model_number"), ("H1N1", "model_number")]),
    ("il G7 e il Covid-19", [("G7", "part_of_name"), ("Covid-19", "part_of_name")]),
    ("sull'A1 e sulla statale 16", [("A1", "road_number"), ("16", "road_number")]),
    ("visita a Expo 2015", [("2015", "part_of_name")]),
    ("su Radio 24 e su Canale 5", [("24", "part_of_name"), ("5", "part_of_name")]),
    ("nelle Cinque Terre con il Movimento 5 Stelle", [("Cinque Terre", "part_of_name"), ("Movimento 5 Stelle", "part_of_name")]),
    ("papa Benedetto XVI e Elisabetta II", [("XVI", "regnal_number"), ("II", "regnal_number")]),
    ("il XXI congresso e il 7º posto", [("XXI", "ordinal"), ("7º", "ordinal")]),
    ("il terzo posto e la 20ª edizione", [("terzo", "ordinal"), ("20ª", "ordinal")]),
    ("in via Dante Neri, 12 e in corso Meda, 45", [("12", "street_number"), ("45", "street_number")]),
    ("al km 43 + 170 della statale", [("43 + 170", "road_number")]),
    ("al km 45,300 della provinciale", [("45,300", "road_number")]),
    ("gli Under 23 a Meda", [("23", "part_of_name")]),
    ("una nave spezzata in due dal gelo", [("spezzata in due", "idiom")]),
    ("il carbonio-14 e il cesio 137", [("14", "part_of_name"), ("137", "part_of_name")]),
    ("un diesel euro 4 e le auto Euro 6", [("4", "model_number"), ("6", "model_number")]),
    ("in via Roma 12 e al civico 5", [("12", "street_number"), ("5", "street_number")]),
    ("gol al 90' e al 45'+2'", [("90'", "time_of_play"), ("45'+2'", "time_of_play")]),
    ("raddoppio di Landi al 51, in contropiede; meta al 75.", [("51", "time_of_play"), ("75", "time_of_play")]),
    ("un valore di € #,##0 in tutto", [("0", "placeholder")]),
    ("la diga fu alzata negli anni\n\n70 dal consorzio", [("70", "decade")]),
    ("la stagione '29-'30 e il campionato '98/'99", [("'29-'30", "season"), ("'98/'99", "season")]),
    ("il campionato 2008/2009", [("2008/2009", "season")]),
    ("la stagione 2010-11", [("2010-11", "season")]),
    ("la versione 2.0.1 e l'indirizzo 192.168.1.2", [("2.0.1", "version"), ("192.168.1.2", "version")]),
    ("su www.esempio.it/2024/05, oppure a mario22@posta.it", [("www.esempio.it/2024/05", "url"), ("mario22@posta.it", "url")]),
    ("con il modulo 4-3-3", [("4-3-3", "formation")]),
    ("la giornata 27, gli omega 3 e il superbonus 90", [(n, "part_of_name") for n in ("27", "3", "90")]),
    ("a pagina 12 e al n. 4", [("12", "document_number"), ("4", "document_number")]),
    ("al 26 posto e alla 3 giornata", [("26", "ordinal"), ("3", "ordinal")]),
    ("i tempi 1:34.19 e 1,34\"19", [("1:34.19", "time_result"), ("1,34\"19", "time_result")]),
    ("la ditta (P. IVA 71234567890) e il lotto CIG 7654321B2C", [("71234567890", "document_number"), ("7654321B2C", "document_number")]),
    ("lo dice @pesca77, ore 07:15:00 +0100", [("@pesca77", "part_of_name"), ("+0100", "time_zone")]),
    ("un proiettore 8K nuovo", [("8K", "model_number")]),
    ("la stagione 2030-'31 e il torneo 2024-’25", [("2030-'31", "season"), ("2024-’25", "season")]),
    ("i passi: 1) salpare l'ancora; 2) issare la vela", [("1", "list_number"), ("2", "list_number")]),
    ("da fare: 1. legare le cime; 2. aprire il tetto", [("1", "list_number"), ("2", "list_number")]),
    ("i temi: (1) il porto, (2) la pesca", [("1", "list_number"), ("2", "list_number")]),
    ("1/ La barca parte. 2/ Il vento cala.", [("1", "list_number"), ("2", "list_number")]),
    ("la 194/78 e la 66/96", [("194/78", "law_number"), ("66/96", "law_number")]),
    ("l'asteroide 274301", [("274301", "part_of_name")]),
    ("gli Euro 2012", [("2012", "part_of_name")]),
    ("la fase due", [("due", "part_of_name")]),
    ("un'allerta di livello quattro", [("quattro", "part_of_name")]),
    ("una Volvo 240 rubata", [("240", "part_of_name")]),
    ("sulla RAI 2 infatti", [("2", "part_of_name")]),
    ("la linea N2", [("N2", "model_number")]),
    ("proiettili calibro 9", [("9", "model_number")]),
    ("1) il primo punto", [("1", "list_number"), ("primo", "ordinal")]),
    ("nello slalom vince per 16 centesimi", [("16 centesimi", "time_result")]),
    ("è seconda, sei decimi dietro la svedese", [("sei decimi", "time_result")]),
    ("lo schianto al km 552 e 600", [("552 e 600", "road_number")]),
    ("al 41 bis con una calibro 7,65", [("41 bis", "article_number"), ("7,65", "model_number")]),
    ("l'argento di Sydney 2000 è suo", [("2000", "part_of_name")]),
    ("pareggia al 62 su punizione", [("62", "time_of_play")]),
    ("i medici del 118 accorsi e lo riferisce il 112", [("118", "phone_number"), ("112", "phone_number")]),
    ("tolleranza zero, e luglio a due velocità", [("tolleranza zero", "idiom"), ("a due velocità", "idiom")]),
]  # fmt: skip


def test_cents_behind_a_sum_in_words_are_no_figure() -> None:
    text = "la somma di euro 800,00 (ottocento/00)"
    _, figures, unread = find_dates_and_figures(text, None)
    assert [f.low for f in figures] == [800, 800]
    assert [(text[u.start : u.end], u.reason) for u in unread] == [("00", "part_of_sum")]


@pytest.mark.parametrize(("text", "labels"), CASES)
def test_reasons(text: str, labels: list[tuple[str, str]]) -> None:
    _, figures, unread = find_dates_and_figures(text, None)
    assert [(text[u.start : u.end], u.reason) for u in unread if u.kind == "number"] == labels
    assert not figures


QUANTITIES = [
    ("la 12 chilometri parte, alla 3 giorni ciclistica si va in 40", ["12 chilometri", "40"]),
    ("multe per uso del cellulare (12) e per le cinture (9)", ["12", "9"]),
    ("il livello sale e tre dighe cedono", ["tre"]),
    ("la 104 euro di multa, 12 di via e l'undici per cento", ["104 euro", "12", "undici per cento"]),
    ("a Roma 3 morti e a Milano 20 feriti", ["3", "20"]),
    ("secondo l'Istat 3 italiani su 10", ["3 italiani su 10"]),
    ("In via Roma 12 persone sono ferite", ["12"]),
    ("il piano da 9 miliardi di euro", ["9 miliardi di euro"]),
    ("alle 20 di ieri 5 navi e 100 km di coda", ["5", "100 km"]),
    ("consuma 10 kWh/m2 e costa 3.000 euro/m2 per 100 m2", ["10 kWh/m2", "3.000 euro/m2", "100 m2"]),
    ("- 52 feriti", ["52"]),
    ("i 14 ottomila", ["14"]),
    ("1. 20 vele\n2. 30 remi", ["20", "30"]),
    ("foto 12 barche", ["12"]),
    ("15 linee (12, 27, 54, 93) e due vetture (410 e 427)", ["15", "due"]),
    ("serve il 50%+1 dei soci", ["50%"]),
    ("due figli (8 e 12 anni)", ["due", "8", "12 anni"]),
    ("la sentenza 5 a 4 dei giudici", ["5 a 4"]),
    ("5G o non 5G, servono 50kg di rame e 20mila euro", ["50kg", "20mila euro"]),
]


@pytest.mark.parametrize(("text", "surfaces"), QUANTITIES)
def test_quantities_beside_names_stay_figures(text: str, surfaces: list[str]) -> None:
    assert [text[f.start : f.end] for f in find_dates_and_figures(text, None)[1]] == surfaces


@pytest.mark.parametrize(
    "text", ["secondo la polizia", "prima di tutto", "un secondo dopo", "Vive a Roma. I ragazzi", "X è vietato"]
)
def test_words_that_are_no_ordinals(text: str) -> None:
    assert not [u for u in find_dates_and_figures(text, None)[2] if u.reason in ("ordinal", "regnal_number")]


def test_winds_are_no_number_and_bare_years_no_count() -> None:
    assert [
        f.low for f in find_dates_and_figures("venti a 144 km orari, i venti del tifone, venti persone", None)[1]
    ] == [
        144,
        20,
    ]
    _, figures, unread = find_dates_and_figures("Premi Oscar 2013: i film in gara sono 1980", None)
    assert [f.low for f in figures] == [1980]
    assert [u.reason for u in unread if u.kind == "number"] in (["year"], [])  # a date may take it


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Lista Verde 37,9%, Forza Mare 6,3.", 2),  # no name ends in a decimal
        ("In testa Lombardia 57, Veneto 54 e Umbria 53.", 3),
        ("Stipendi in calo: +13,4% ad agosto.", 1),  # no zone of a clock time
        ("Due sono in salvo, mentre un terzo è ferito.", 1),
        ("Un terzo è ferito.", 1),
        ("Sono sessanta operai, metà dei quali a tempo.", 2),
        ("A metà della gara erano sessanta.", 1),
    ],
)
def test_numbers_that_are_figures(text: str, numbers: int) -> None:
    assert len(find_figures_in(text)) == numbers
