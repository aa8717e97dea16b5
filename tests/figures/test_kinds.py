"""Kinds of numbers that articles write and readers miss when they are misread: each kind in several wordings."""

from decimal import Decimal

import pytest

from transforms.normalise import find_dates_and_figures, find_figures_in

Read = list[tuple[str, str, str, str | None]]

#: text → surface, kind, value (``low..high`` of a range), unit of each figure
KINDS: dict[str, list[tuple[str, Read]]] = {
    "tenths_as_people_say_them": [
        ("Il buco è di un milione e cento.", [("un milione e cento", "money", "1100000", "EUR")]),
        ("Con quattro miliardi e due si chiude.", [("quattro miliardi e due", "money", "4200000000", "EUR")]),
        ("Costa due milioni e cento euro.", [("due milioni e cento euro", "money", "2000100", "EUR")]),
        ("Il pane sale a tre euro e cinquanta al chilo.", [("tre euro e cinquanta", "money", "3.5", "EUR")]),
        ("Il fossile era a due metri e venti dal prato.", [("due metri e venti", "measure", "2.2", "m")]),
        ("La zattera va a un nodo e mezzo.", [("un nodo e mezzo", "measure", "1.5", "[kn_i]")]),
        ("Il tasso scende di due punti e mezzo, al 4%.", [
            ("due punti e mezzo", "percent", "2.5", "pp"), ("4%", "percent", "4", "%"),
        ]),
        ("Il tasso scende di tre decimi, al 4%.", [("tre decimi", "percent", "0.3", "pp"), ("4%", "percent", "4", "%")]),
    ],
    "decimals_end_a_number": [
        ("Restano 1,6 miliardi e 24 milioni di tonnellate di ghiaia.", [
            ("1,6 miliardi", "money", "1600000000", "EUR"), ("24 milioni di tonnellate", "measure", "24000000", "t"),
        ]),
        ("Restano 2 miliardi e 24 milioni di euro.", [("2 miliardi e 24 milioni di euro", "money", "2024000000", "EUR")]),
    ],
    "cents": [
        ("Un pesce vale tra i 15 e i 40 centesimi.", [("tra i 15 e i 40 centesimi", "money", "0.15..0.4", "EUR")]),
        ("Il fieno vale 62 centesimi, nove in meno.", [
            ("62 centesimi", "money", "0.62", "EUR"), ("nove", "money", "0.09", "EUR"),
        ]),
    ],
    "shares_alone": [
        ("Un terzo andrà ai pescatori.", [("Un terzo", "ratio", "0.333333333333", None)]),
        ("Dei pini un terzo, dice, è secco.", [("un terzo", "ratio", "0.333333333333", None)]),
        ("Calano di un quinto i remi rotti.", [("un quinto", "ratio", "0.2", None)]),
        ("Almeno un quarto resterà fuori.", [("Almeno un quarto", "ratio", "0.25", None)]),
        ("Solo la metà tornerà.", [("la metà", "ratio", "0.5", None)]),
        ("È arrivato un quarto ospite.", []),
    ],
    "from_one_share_to_another": [
        ("Il caffè recupera, dal 31 al 37 per cento.", [
            ("31", "percent", "31", "%"), ("37 per cento", "percent", "37", "%"),
        ]),
        ("Sconti dal 30 al 50%.", [("dal 30 al 50%", "percent", "30..50", "%")]),
    ],
    "sei_counts": [
        ("I custodi scendono da sei a tre.", [("sei", "count", "6", None), ("tre", "count", "3", None)]),
        ("Nella grotta, dove sei dei 48 vasi sono rotti.", [("sei", "count", "6", None), ("48", "count", "48", None)]),
        ("Tu sei a casa.", []),
    ],
    "what_places_have": [
        ("I fari sono 12 in tutto, la Campania 58, la Calabria 44.", [
            ("12", "count", "12", None), ("58", "count", "58", None), ("44", "count", "44", None),
        ]),
        ("Lo dice l'Asl Roma 2.", []),
    ],
    "names_of_indices": [
        ("Il Cac 40 sale a 7.276 punti, l'all-share a 30.502 punti.", [
            ("7.276 punti", "measure", "7276", "points"), ("30.502 punti", "measure", "30502", "points"),
        ]),
        ("La moneta scende a 1,082 dollari (1,098 venerdì).", [
            ("1,082 dollari", "money", "1.082", "USD"), ("1,098", "money", "1.098", "USD"),
        ]),
    ],
    "currency_left_out": [
        ("Il bilancio chiude con un utile di 3,4 milioni.", [("3,4 milioni", "money", "3400000", "EUR")]),
        ("Il Comune ha stanziato 2 milioni per il tetto.", [("2 milioni", "money", "2000000", "EUR")]),
        ("Sequestrati beni per 9 milioni", [("9 milioni", "money", "9000000", "EUR")]),
        ("Gli spettatori sono stati 3 milioni.", [("3 milioni", "count", "3000000", None)]),
        ("Nel fondo ci sono 3 milioni di pesci.", [("3 milioni", "count", "3000000", None)]),
    ],
    "scale_goes_on": [
        (
            "La perdita scende a 75 milioni dai 90 di giugno.",
            [("75 milioni", "money", "75000000", "EUR"), ("90", "money", "90000000", "EUR")],
        ),
        (
            "Spesi 2,5 miliardi di euro, ne servono altri 2,2.",
            [("2,5 miliardi di euro", "money", "2500000000", "EUR"), ("2,2", "money", "2200000000", "EUR")],
        ),
        (
            "Il fondo vale 40 milioni di euro, 12 in più del previsto.",
            [("40 milioni di euro", "money", "40000000", "EUR"), ("12", "money", "12000000", "EUR")],
        ),
        (
            "Costa 3 milioni di euro e impiega altri 2 custodi.",
            [("3 milioni di euro", "money", "3000000", "EUR"), ("2", "count", "2", None)],
        ),
    ],
    "unit_goes_on": [
        (
            "Chiude con 48.120 euro (+5%) rispetto ai 45.830 del 2020.",
            [("48.120 euro", "money", "48120", "EUR"), ("+5%", "percent", "5", "%"), ("45.830", "money", "45830", "EUR")],
        ),
        (
            "La rata è di 640 euro, erano 590 nel 2021.",
            [("640 euro", "money", "640", "EUR"), ("590", "money", "590", "EUR")],
        ),
        ("Vale 30 euro contro 12 rivali.", [("30 euro", "money", "30", "EUR"), ("12", "count", "12", None)]),
    ],
    "two_amounts": [
        (
            "Il piano salirà da 120,3 a 131,8 miliardi.",
            [("120,3", "money", "120300000000", "EUR"), ("131,8 miliardi", "money", "131800000000", "EUR")],
        ),
        (
            "Dai 70 chili di aprile ai 66 di oggi.",
            [("70 chili", "measure", "70", "kg"), ("66", "measure", "66", "kg")],
        ),
        ("Il saldo va da -1,4% a +0,8%.", [("-1,4%", "percent", "-1.4", "%"), ("+0,8%", "percent", "0.8", "%")]),
        ("La corsa varia da 2,10 a 2,60 euro.", [("2,10", "money", "2.1", "EUR"), ("2,60 euro", "money", "2.6", "EUR")]),
        ("Raddoppiano le corse: da 40 a 80.", [("40", "count", "40", None), ("80", "count", "80", None)]),
        ("Il posto costa da 20 a 30 euro.", [("da 20 a 30 euro", "money", "20..30", "EUR")]),
    ],
    "points": [
        ("Lo spread chiude a 143 punti.", [("143 punti", "measure", "143", "bp")]),
        ("Lo spread torna a quota 150.", [("150", "measure", "150", "bp")]),
        ("Il differenziale sale di 4 pb.", [("4 pb", "measure", "4", "bp")]),
        ("Il Ftse Mib perde 120 punti, lo spread sale.", [("120 punti", "measure", "120", "points")]),
        ("L'indice Nikkei guadagna 210 punti.", [("210 punti", "measure", "210", "points")]),
        ("La quota cala di 0,4 p.p. in un anno.", [("0,4 p.p.", "percent", "0.4", "pp")]),
        ("Ha votato il 38%, 2,6 punti in meno.", [("38%", "percent", "38", "%"), ("2,6 punti", "percent", "2.6", "pp")]),
        ("La squadra ha 31 punti.", [("31", "count", "31", None)]),
    ],
    "stroke_of_range": [
        ("Un posto barca costa € 1.000/1.500.", [("€ 1.000/1.500", "money", "1000..1500", "EUR")]),
        ("Servono 3/4 milioni di euro.", [("3/4 milioni di euro", "money", "3000000..4000000", "EUR")]),
        ("Pesa 3,5/4,5 kg.", [("3,5/4,5 kg", "measure", "3.5..4.5", "kg")]),
        ("Un calo del 5/6%.", [("5/6%", "percent", "5..6", "%")]),
        ("Vele sei/sette metri, o quasi.", [("sei/sette metri", "measure", "6..7", "m")]),
        ("Arrivano cinque-sei barche.", [("cinque-sei", "count", "5..6", None)]),
        ("La difesa a quattro-tre-tre.", [(n, "count", v, None) for n, v in (("quattro", "4"), ("tre", "3"), ("tre", "3"))]),
    ],
    "least_and_most": [
        (
            "Si paga da un minimo di 10 a un massimo di 40 euro.",
            [("da un minimo di 10 a un massimo di 40 euro", "money", "10..40", "EUR")],
        ),
        (
            "Ormeggi da un minimo di 4 metri a un massimo di 9 metri.",
            [("da un minimo di 4 metri a un massimo di 9 metri", "measure", "4..9", "m")],
        ),
    ],
    "minus_and_plus": [
        ("Minime tra i meno 4 e i meno 8 gradi.", [("tra i meno 4 e i meno 8 gradi", "measure", "-8..-4", "Cel")]),
        ("Una temperatura di meno dieci gradi.", [("meno dieci gradi", "measure", "-10", "Cel")]),
        ("Temperature sotto lo zero al molo.", [("sotto lo zero", "measure", "0", "Cel")]),
        ("Al molo − 5 °C.", [("− 5 °C", "measure", "-5", "Cel")]),
        ("Il traffico, + 1,2%.", [("+ 1,2%", "percent", "1.2", "%")]),
        ("Il traffico cala (- 1,2 %).", [("- 1,2 %", "percent", "-1.2", "%")]),
        ("Più 3 per cento le vele.", [("Più 3 per cento", "percent", "3", "%")]),
        ("Costa di più, 3 per cento.", [("3 per cento", "percent", "3", "%")]),
        ("Spende 3 + 2%.", [("3", "count", "3", None), ("2%", "percent", "2", "%")]),
    ],
    "sides": [
        ("Una vela di 70x50 cm.", [("70", "measure", "70", "cm"), ("50 cm", "measure", "50", "cm")]),
        ("Un molo di 90 × 12 metri.", [("90", "measure", "90", "m"), ("12 metri", "measure", "12", "m")]),
        ("Vince la 4x100 metri.", []),
    ],
    "halves_and_decimals": [
        ("Servono 3 ½ kg di cera.", [("3 ½ kg", "measure", "3.5", "kg")]),
        ("Lo 0 virgola 5 per cento.", [("0 virgola 5 per cento", "percent", "0.5", "%")]),
        ("Vale una volta e mezza il molo.", [("una volta e mezza", "ratio", "1.5", None)]),
        ("Costa 1,5 volte il molo.", [("1,5 volte", "ratio", "1.5", None)]),
        ("Vela tremila e 500 metri quadrati.", [("tremila e 500 metri quadrati", "measure", "3500", "m2")]),
        ("Un fondo da 1,5M€.", [("1,5M€", "money", "1500000", "EUR")]),
        ("Al molo 100K vele.", [("100K", "count", "100000", None)]),
        ("Il magnete a 77 K.", [("77 K", "measure", "77", "K")]),
        ("Un fondo da 3 mlrd di lire.", [("3 mlrd di lire", "money", "3000000000", "ITL")]),
    ],
    "limits_of_age": [
        ("Gli over-70 e gli under-35.", [("over-70", "age", "70", "a"), ("under-35", "age", "35", "a")]),
        ("Over70 senza barca.", [("Over70", "age", "70", "a")]),
        ("Under 35 al timone.", [("Under 35", "age", "35", "a")]),
        ("L'Under 21 resta in barca.", []),
        ("Le regate under-20 restano in barca.", []),
        ("La nazionale Under-19 salpa.", []),
        ("Gli ultra 80enni e un ultra-settantenne.", [("ultra 80enni", "age", "80", "a"), ("ultra-settantenne", "age", "70", "a")]),
        ("Una donna di 43 anni e mezzo.", [("43 anni e mezzo", "age", "43.5", "a")]),
        ("Una bimba di un anno e mezzo.", [("un anno e mezzo", "age", "1.5", "a")]),
        ("Per la fascia 18-34 c'è il molo.", [("18-34", "age", "18..34", "a")]),
        ("Gli asili 0-3 sul porto.", [("0-3", "age", "0..3", "a")]),
        ("La fascia oraria 9-13 è libera.", []),
    ],
    "per_mille": [
        ("I residenti calano del 2,1 per mille.", [("2,1 per mille", "ratio", "0.0021", None)]),
        ("Un saldo di -1,7‰ in Molise.", [("-1,7‰", "ratio", "-0.0017", None)]),
    ],
    "coefficients": [
        ("Oggi l'Rt è a 1,15.", [("1,15", "measure", "1.15", None)]),
        ("Il coefficiente resta a 0,41.", [("0,41", "measure", "0.41", None)]),
    ],
    "misspelled": [
        ("Un debito di 14 miliari di euro.", [("14 miliari di euro", "money", "14000000000", "EUR")]),
        ("Ha incassato 3 millioni di dollari.", [("3 millioni di dollari", "money", "3000000", "USD")]),
    ],
    "symbols": [
        ("Raccolti 4,5 M€ in un mese.", [("4,5 M€", "money", "4500000", "EUR")]),
        ("Un parco da 12 Gw e 40 Mwh.", [("12 Gw", "measure", "12", "GW"), ("40 Mwh", "measure", "40", "MW.h")]),
        ("La pila è da 2.300 mAh.", [("2.300 mAh", "measure", "2300", "mA.h")]),
    ],
    "sums_of_units": [
        ("Presi tre tonnellate e 250 chili di rame.", [("tre tonnellate e 250 chili", "measure", "3.25", "t")]),
        ("Corre due chilometri e 400 metri.", [("due chilometri e 400 metri", "measure", "2.4", "km")]),
    ],
    "earthquakes": [
        ("Una scossa di magnitudo Richter 5.1.", [("magnitudo Richter 5.1", "measure", "5.1", "magnitude")]),
        ("Terremoto M 3.9 nel Sannio.", [("M 3.9", "measure", "3.9", "magnitude")]),
        (
            "Nove scosse di magnitudo compresa tra 2.0 e 2.9 nel Sannio.",
            [("Nove", "count", "9", None), ("magnitudo compresa tra 2.0 e 2.9", "measure", "2..2.9", "magnitude")],
        ),
        ("Nessuna è di magnitudo maggiore di 4.", [("magnitudo maggiore di 4", "measure", "4", "magnitude")]),
    ],
    "temperatures": [
        ("Massime a 33 gradi e minime a 19.", [("33 gradi", "measure", "33", "Cel"), ("19", "measure", "19", "Cel")]),
        ("Ha la febbre a 39,2.", [("39,2", "measure", "39.2", "Cel")]),
        ("Di notte si toccano i 7 sotto zero.", [("7 sotto zero", "measure", "-7", "Cel")]),
        ("Gelo a -9 nella piana.", [("-9", "measure", "-9", "Cel")]),
    ],
    "shares": [
        ("Aliquote al 10 e al 4%.", [("10", "percent", "10", "%"), ("4%", "percent", "4", "%")]),
        ("Metà degli alunni manca.", [("Metà", "ratio", "0.5", None)]),
        ("Lo dicono due iscritti di Bari su dieci.", [("due iscritti di Bari su dieci", "ratio", "0.2", None)]),
        ("Rinuncia un medico di base su cinque.", [("un medico di base su cinque", "ratio", "0.2", None)]),
    ],
    "scoreboards": [
        ("Lecce: Neri 6, Serra 11, Bo 9.", [(n, "count", n, None) for n in ("6", "11", "9")]),
        ("Battuta la Scozia 21 – 18", [("21 – 18", "score", "18..21", None)]),
        ("Il 3-1 di domenica pesa.", [("3-1", "score", "1..3", None)]),
    ],
    "numbered_but_counted": [
        ("n. 4 ricoveri e nr. 11 contusi", [("4", "count", "4", None), ("11", "count", "11", None)]),
    ],
    "ages": [
        ("Morti: Ada Neri, 8 anni Ivo Serra, 9 anni.", [("8 anni", "age", "8", "a"), ("9 anni", "age", "9", "a")]),
        ("Lutto a teatro: a soli 51 anni muore Ivo Serra.", [("51 anni", "age", "51", "a")]),
        ("Un puledro di 3 anni.", [("3 anni", "age", "3", "a")]),
        ("L'età media è di 44,6 anni.", [("44,6 anni", "age", "44.6", "a")]),
        ("La speranza di vita è di 82,9 anni.", [("82,9 anni", "measure", "82.9", "a")]),
    ],
    "match_days": [("Vince con quattro giornate di anticipo.", [("quattro", "count", "4", None)])],
    "slashed_ranges": [
        ("Restano isolate almeno 60/70 baite.", [("almeno 60/70", "count", "60..70", None)]),
        ("Una cena costa 25/30 euro.", [("25/30 euro", "money", "25..30", "EUR")]),
        ("Un tratto di 14/16 km.", [("14/16 km", "measure", "14..16", "km")]),
        ("Ne resta 3/4 di litro.", [("3/4 di litro", "measure", "0.75", "l")]),
        ("La legge 66/96 resta.", []),
    ],
    "signs_apart": [
        ("In corsia sono 52 (+ 4 su ieri).", [("52", "count", "52", None), ("+ 4", "count", "4", None)]),
        ("I casi segnano un + 318 in un giorno.", [("+ 318", "count", "318", None)]),
        ("Una torcia + 2 pile.", [("2", "count", "2", None)]),
    ],
    "halves": [
        (
            "Due milioni e mezzo di euro e mezzo milione di lire.",
            [("Due milioni e mezzo di euro", "money", "2500000", "EUR"), ("mezzo milione di lire", "money", "500000", "ITL")],
        ),
        ("Vale tre euro e mezzo.", [("tre euro e mezzo", "money", "3.5", "EUR")]),
        ("È salito di quattro volte e mezzo.", [("quattro volte e mezzo", "ratio", "4.5", None)]),
    ],
    "rates": [
        ("Ne nascono 7 su mille residenti.", [("7 su mille", "ratio", "0.007", None)]),
        ("Hanno votato 640 su 1.000 iscritti.", [("640", "count", "640", None), ("1.000", "count", "1000", None)]),
    ],
    "coordinates": [("Alle coordinate 40.3512 N si trova la nave.", [("40.3512", "measure", "40.3512", "deg")])],
    "turned": [
        ("Ada Neri (16 anni appena compiuti) vince.", [("16 anni", "age", "16", "a")]),
        ("Chi ha 14 anni compiuti può firmare.", [("14 anni", "age", "14", "a")]),
    ],
    "index_values": [
        ("L'indice dei prezzi del fieno sale a 114,7 da 112,9.", [(n, "measure", n.replace(",", "."), None) for n in ("114,7", "112,9")]),
        ("L'Rt in valle è a 1,12, un mese fa era a 0,97.", [(n, "measure", n.replace(",", "."), None) for n in ("1,12", "0,97")]),
        ("L'indice cede lo 0,4.", [("0,4", "percent", "0.4", "%")]),
    ],
    "points_of_a_rate": [
        ("Il tasso sale di un quarto di punto, al 2%.", [("un quarto di punto", "percent", "0.25", "pp"), ("2%", "percent", "2", "%")]),
        ("Un taglio di mezzo punto, al 2%.", [("mezzo punto", "percent", "0.5", "pp"), ("2%", "percent", "2", "%")]),
        ("Un punto e mezzo in più, al 4%.", [("Un punto e mezzo", "percent", "1.5", "pp"), ("4%", "percent", "4", "%")]),
        ("I verdi salgono di 2 punti al 18%.", [("2 punti", "percent", "2", "pp"), ("18%", "percent", "18", "%")]),
        ("È un punto di arrivo per il 4%.", [("4%", "percent", "4", "%")]),
        ("La squadra è a mezzo punto dalla vetta.", []),
    ],
    "shocks": [
        ("Nella notte una scossa di 3.9 in collina.", [("3.9", "measure", "3.9", "magnitude")]),
        ("Una replica da 2,7 all'alba.", [("2,7", "measure", "2.7", "magnitude")]),
    ],
    "millions_in_one_letter": [
        ("Il filmato ha 1,4M di visite e 30K voti.", [("1,4M", "count", "1400000", None), ("30K", "count", "30000", None)]),
        ("La 3M di Meda assume.", []),
    ],
    "degrees": [
        ("Meteo: minima 12, massima 24.", [("12", "measure", "12", "Cel"), ("24", "measure", "24", "Cel")]),
        ("La pena minima è di 12 mesi, la massima 24.", [("24", "count", "24", None)]),
        ("La radio è sui 97.5 Mhz.", [("sui 97.5 Mhz", "measure", "97.5", "MHz")]),
        ("Il forno va a 170 gradi, l'acqua a 26.", [("170 gradi", "measure", "170", "Cel"), ("26", "count", "26", None)]),
        ("La pendenza è di 30 gradi verso il mare.", [("30 gradi", "measure", "30", "deg")]),
        ("Sul molo minime 6/9, massime 13/18.", [("6/9", "measure", "6..9", "Cel"), ("13/18", "measure", "13..18", "Cel")]),
        ("Verla: min 4° max 11°", [("4°", "measure", "4", "Cel"), ("max 11°", "measure", "11", "Cel")]),
        ("Al molo 13/18", []),
    ],
    "strokes_and_signs": [
        ("La rete pesa 7÷9 kg.", [("7÷9 kg", "measure", "7..9", "kg")]),
        ("Costa 11 ÷ 14 euro.", [("11 ÷ 14 euro", "money", "11..14", "EUR")]),
        ("Salpano 7 o 8mila barche.", [("7 o 8mila", "count", "7000..8000", None)]),
        ("Un remo costa 14€50.", [("14€50", "money", "14.5", "EUR")]),
        ("Un remo a 14€ 50 volte.", [("14€", "money", "14", "EUR")]),
        ("La rete pesa il 7,1%, l'euro vale 1,0912.", [("7,1%", "percent", "7.1", "%"), ("1,0912", "count", "1.0912", None)]),
        ("Terremoto 4.6 al largo del molo", [("4.6", "measure", "4.6", "magnitude")]),
    ],
    "told_twice": [
        ("Si cercano n. 7 (sette) mozzi.", [("7 (sette)", "count", "7", None)]),
        ("Il deposito è di 4.000 (quattromila) euro.", [("4.000 (quattromila) euro", "money", "4000", "EUR")]),
        ("Salpano sette (7) barche, 3 (2 a vela) restano.", [("sette (7)", "count", "7", None), ("3", "count", "3", None), ("2", "count", "2", None)]),
    ],
    "scales_of_others": [
        ("Der Hafen kostet 14 Millionen Euro.", [("14 Millionen Euro", "money", "14000000", "EUR")]),
        ("Le port vaut 3 milliards d'euros.", [("3 milliards d'euros", "money", "3000000000", "EUR")]),
    ],
    "spoken_ranges": [("Erano tre-quattromila in strada.", [("tre-quattromila", "count", "3000..4000", None)])],
}  # fmt: skip

#: text → numerals that are no quantity, with the reason
LABELS = [
    ("2026-05-04T10:20:00+02:00", [("+02:00", "time_zone")]),
    ("Il 9/o stormo e la 4/a sezione.", [("9/o", "ordinal"), ("4/a", "ordinal")]),
    ("Il numero verde della cooperativa è 892345.", [("892345", "phone_number")]),
    ("Si dona con un sms al 45123.", [("45123", "phone_number")]),
    ("Spedire a 73010 Veglie (LE) entro domani.", [("73010", "postcode")]),
    ("La nave è a 40°18′N.", [("18′", "coordinate")]),
    ("La prima delle ore 9 è partita.", [("prima", "ordinal")]),
    ("Undici linee urbane (7, 12 e 31).", [("7", "identifier"), ("12", "identifier"), ("31", "identifier")]),
    ("La nazionale under 19 parte.", [("19", "part_of_name")]),
    ("Il torneo under-17 comincia.", [("17", "part_of_name")]),
    ("Un campo di calcio a 7.", [("7", "part_of_name")]),
    ("Un torneo di rugby a 13.", [("13", "part_of_name")]),
    ("Aperto 24 ore su 24.", [("24", "part_of_phrase")]),
    ("Sono le 9 (UTC + 2).", [("+ 2", "time_zone")]),
    ("Arriva 4 ° Ivo Serra.", [("4 °", "ordinal")]),
    ("Si laurea con 110 e lode.", [("110", "grade")]),
    ("Vince 7-6(5) al terzo.", [("5", "part_of_score"), ("terzo", "ordinal")]),
    ("In via Roma 9, 70121 Bari.", [("9", "street_number"), ("70121", "postcode")]),
    ("Il treno 8812 è fermo.", [("8812", "flight_number")]),
    ("Un Airbus 320-200 fermo.", [("320-200", "model_number")]),
    ("Detenuto al 41-bis a Parma.", [("41-bis", "article_number")]),
    ("Detenuto al 41 bis, il figlio in via Lunga 7 bis.", [("41 bis", "article_number"), ("7 bis", "street_number")]),
    ("Sulla SP 7 km 9+400.", [("7", "road_number"), ("9+400", "road_number")]),
    (
        "L'art. 7 co. 3 è a pag. 8 di 9.",
        [("7", "article_number"), ("3", "article_number"), ("8", "document_number"), ("9", "document_number")],
    ),
    ("La rete è a doi:10.1234/7.2019 da ieri.", [("10.1234", "document_number"), ("7.2019", "document_number")]),
    (
        "ABC0317 7 CRO 0 ABC\nISSN 2465 - 1222",
        [
            ("ABC0317", "model_number"),
            ("7", "document_number"),
            ("0", "part_of_name"),
            ("2465", "document_number"),
            ("1222", "document_number"),
        ],
    ),
    (
        "Redazione | 9 commenti | 4 minuti di lettura\nAi 9 commenti risponde il molo.",
        [("9 commenti", "page_counter"), ("4 minuti di lettura", "page_counter")],
    ),
    ("Tempo di lettura: 4 min\nIl molo chiude.", [("4 min", "page_counter")]),
    ("Nel file AB_20260305_00017.", [("AB_20260305_00017", "part_of_name")]),
    ("Ferme le linee 7, 12 e 31.", [("7", "part_of_name"), ("12", "part_of_name"), ("31", "part_of_name")]),
    ("Il 2do remo e la 4ta vela.", [("2do", "ordinal"), ("4ta", "ordinal")]),
    ("La nave è a 40°18'36\"N.", [("18'36\"", "coordinate")]),
    ("Lungo la statale 16 al km 9+400.", [("16", "road_number"), ("9+400", "road_number")]),
    ("Estratti 8 19 33 51 80.", [(n, "identifier") for n in ("8", "19", "33", "51", "80")]),
    ("Numeri vincenti: 8, 19 e 33.", [(n, "document_number") for n in ("8", "19", "33")]),
    ("Passa ai quarti di finale.", [("quarti", "ordinal")]),
    ("Il servizio è attivo sette giorni su sette.", [("sette", "part_of_phrase")]),
    ("Una guardia attiva h24.", [("h24", "model_number")]),
    ("Chiamate lo 06.4455 o il 1522.", [("06.4455", "phone_number"), ("1522", "phone_number")]),
    ("Fig. 2, tab. 5 e box 7.", [(n, "document_number") for n in "257"]),
    ("Scade il bando 3/2026.", [("3/2026", "document_number")]),
    ("Nel molo 4 navi e in sezione 9 schede.", []),
    ("Nella 3ª sezione 62.4 per cento.", [("3ª", "ordinal")]),
]


def shown(text: str) -> Read:
    """What is read in a text, as the tables above tell it."""

    def plain(value: Decimal | None) -> str:
        return format((value or Decimal(0)).normalize(), "f")

    return [
        (
            text[one.start : one.end], one.kind,
            plain(one.low) if one.low == one.high else f"{plain(one.low)}..{plain(one.high)}", one.unit,
        )
        for one in find_figures_in(text)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [case for cases in KINDS.values() for case in cases], ids=lambda value: str(value)[:40]
)
def test_kind(text: str, expected: Read) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_label(text: str, expected: list[tuple[str, str]]) -> None:
    unread = find_dates_and_figures(text, None)[2]
    assert [(text[one.start : one.end], one.reason) for one in unread] == expected
