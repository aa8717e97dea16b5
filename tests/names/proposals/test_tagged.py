"""Tags of a model: trimmed, divided, given another kind, dropped with the reason."""

import pytest

from tests.names.naming import marked, names_of, plain

PER, ORG, LOC = "PER", "ORG", "LOC"
TAGGED = [
    # trimmed, divided
    ("La piccola [Anna Brighi|PER] dorme.", ("Brighi", PER)),
    ("Dal generale [Ugo Speri|PER] al viceministro [Dino Vaghi|PER].", ("Ugo Speri al viceministro Dino Vaghi", PER)),
    ("Studia all'[università di Gradnik|ORG].", ("università di Gradnik", ORG)),
    ("Lo dice [Zefirnet.org|ORG] oggi.", ("Zefirnet.org", ORG)),
    # the tables know better than the model, but a first name may be a person
    ("Le entrate del [Cremlino|ORG].", ("Cremlino", LOC)),
    ("Il [Giappone|LOC] vince.", ("Giappone", ORG)),
    ("Il fratello di [Elia|PER], [Leonardo|PER].", ("Elia", PER), ("Leonardo", PER)),
    ("Parla [Ada Houston|PER]. La [Houston|PER] canta.", ("Ada Houston", PER), ("Houston", PER)),
    # a small town is a place where the text treats it as one, else a surname
    ("Vive a [Carro|LOC]. [Carro|LOC] è bella.", ("Carro", PER), ("Carro", PER)),
    ("Gioca [Carro|PER], ride il pubblico.", ("Carro", PER)),
    ("La corriera [Lecco|LOC]-[Cima Zefir|LOC] tarda.", ("Lecco-Cima Zefir", LOC)),
    # two clubs, two persons of whom one is known; a verb is no part of a body
    ("Finisce [Inter|ORG]-[Real Madrid|ORG].", ("Inter-Real Madrid", ORG)),
    ("Lite [Macron|PER]-[Zorzut|PER] in aula.", ("Macron-Zorzut", PER)),
    ("La [Commissione|ORG] vigilerà.", ("Commissione vigilerà", ORG)),
    # behind a title that only persons have a town or a party is somebody's name
    ("Entra il dottor [Roma|PER].", ("Roma", LOC)),
    ("Entra l'avv. [Verdi|PER].", ("Verdi", ORG)),
    ("Entra la dott.ssa [Firenze|PER].", ("Firenze", LOC)),
    ("Entra l'on. [Pd|ORG] [Ugo Speri|PER].", ("Pd", ORG), ("Ugo Speri", PER)),
    ("Il [mar Ionio|LOC] è calmo.", ("Ionio", LOC)),
    # a stream is nobody
    ("Straripa il torrente [Zorzut|LOC].", ("Zorzut", PER)),
    # a rank is no ship
    ("Spiega il capitano di fregata [Ugo Speri|PER].", ("Ugo Speri", PER)),
    ("Affonda la fregata Zefira.", ("Zefira", PER)),
    # what opens a body alone opens no place
    ("Indaga il [Nucleo Zefir|ORG].", ("Nucleo Zefir", LOC)),
    ("In cura alla [Ats7 Zefir|ORG].", ("Ats7 Zefir", LOC)),
    # initials with an age or year of birth are somebody's, a procurator's town is no state
    ("In cella [G.B.|PER], classe '87.", ("G.B.", LOC)),
    ("In cella [G.B.|PER], 87 anni.", ("G.B.", LOC)),
    ("Indaga il procuratore della Repubblica di [Zorzut|LOC].", ("Repubblica di Zorzut", LOC)),
    # an unknown name behind a title or before words of saying is somebody's
    ("Parla il sindaco [Zorzut|PER].", ("Zorzut", LOC)),
    ("Cade la giunta [Zorzut|PER].", ("Zorzut", LOC)),
    ("[Zorzut|PER]: «Il ponte riapre».", ("Zorzut", LOC)),
    ("[Zorzut|PER] ha detto che il ponte riapre.", ("Zorzut", LOC)),
    ("[Zorzut|PER] avverte i vicini.", ("Zorzut", LOC)),
    ("[Zorzut|LOC] ha il suo ponte.", ("Zorzut", LOC)),
    ("A [Zorzut|LOC] il ponte riapre.", ("Zorzut", LOC)),
    # initials before a surname; no era, no tax number
    ("Assolti [G. Rossi|PER], [M. Bianchi|PER] e [F. Neri|PER].", ("G", PER), ("F", PER)),
    ("Nel 79 d.C. Poi parla [Ugo Speri|PER].", ("Ugo Speri", PER)),
    ("Ha la P. Iva [Ugo Speri|PER].", ("Ugo Speri", PER)),
    ("Si gela a 2 °C. Dormono [Ugo Speri|PER] e altri.", ("Ugo Speri", PER)),
    ("Vive in scala C. Domani parte [Ugo Speri|PER].", ("Ugo Speri", PER)),
    # a law that bears the names of two
    ("La legge Zorzut-Fini vale a [Lecco|LOC].", ("Zorzut-Fini", PER), ("Lecco", LOC)),
    # a day of the week is not the first name of somebody who is known by the surname
    ("Domenica [Macron|PER] riposa.", ("Domenica Macron", PER)),
    ("[Domenica Zorzut|PER] riposa.", ("Domenica Zorzut", PER)),
    # a force and the town of its men, and another force
    (
        "La [Guardia di Finanza|ORG] di [Lecco|LOC] e i [Nas|ORG].",
        ("Guardia di Finanza di Lecco e i Nas", ORG),
    ),
    # the stop of an abbreviation belongs to the name
    ("Arrestato [Ugo S.|PER], idraulico.", ("Ugo S", PER)),
    ("La [Zefir S.r.l.|ORG] chiude.", ("Zefir S", ORG)),
    # what a hyphen adds in lower case
    ("Recita [Lee Min-ho|PER] da ieri.", ("Lee Min", PER)),
    # bynames, namesakes, titles
    ('Preso [Ugo "Lupo" Speri|PER].', ('Ugo "Lupo" Speri', PER)),
    ("Lo racconta [Plinio il Vecchio|PER].", ("Plinio il Vecchio", PER)),
    ("[Leonardo da Vinci|PER] dipinge.", ("Leonardo da Vinci", PER)),
    ("Secondo [Remo Zorzut|PER], direttore.", ("Remo Zorzut", PER)),
    ("Arriva don [Zeno|PER].", ("don Zeno", PER)),
    ("Con suor [Pia Lunari|PER] canta.", ("suor Pia Lunari", PER)),
    ("Il prefetto [Zorzut|PER] parla.", ("Zorzut", PER)),
    # no verb and no "nelle" inside a body
    ("Tocca al [Comune|ORG] di costituirsi parte civile.", ("Comune di costituirsi parte civile", ORG)),
    ("Il ruolo della [Zefirunion|ORG] nelle vicende di ieri.", ("Zefirunion nelle vicende", ORG)),
    # a model's place inside a body, a body and who heads it
    ("È nato l'[Istituto di Cernobbio|ORG].", ("Cernobbio", LOC)),
    ("Il presidente della [Fondazione|ORG] [Sbrizzi|PER] parla.", ("Fondazione", ORG), ("Sbrizzi", PER)),
    # a field of an office, a common noun that opens the sentence
    ("Parla il ministro del Tesoro.", ("Tesoro", ORG)),
    ("Ponte chiuso. Il ponte riapre domani.", ("Ponte", LOC)),
    # what the words around a name say of it
    ("Arriva da [Gradnik|LOC], in [Slovenia|LOC].", ("Gradnik", PER)),
    ("Il sindaco di [Bertolara|LOC] tace.", ("Bertolara", PER)),
    ("La compagnia ferroviaria [Trenalpi|ORG] chiude.", ("Trenalpi", LOC)),
    # schools and hospitals are bodies, stadiums and museums places
    ("Chiude il [Policlinico Zefir|ORG].", ("Policlinico Zefir", LOC)),
    ("I medici dell'ospedale [Zefir|ORG] scioperano.", ("Zefir", LOC)),
    ("Operato al [Gradnik General Hospital|ORG].", ("Gradnik General Hospital", LOC)),
    ("Apre il centro [Zefir|ORG] per l'infanzia.", ("Zefir", LOC)),
    ("Il centro di [Zefir|LOC] è chiuso.", ("Zefir", LOC)),
    ("Si gioca allo [Zefir Arena|LOC].", ("Zefir Arena", ORG)),
    ("Una mostra al [Museo Zefir|LOC].", ("Museo Zefir", ORG)),
    ("È in coma al [Bertolara|ORG], dice la madre.", ("Bertolara", PER)),
    ("Al pronto soccorso del «[Bertolara|ORG]» si aspetta.", ("Bertolara", LOC)),
    ("È in coma a [Bertolara|LOC], dice la madre.", ("Bertolara", LOC)),
    # companies
    (
        "L'assemblea di [Trenalpi|ORG] approva i conti. Soddisfatta [Trenalpi|ORG].",
        ("Trenalpi", PER),
        ("Trenalpi", PER),
    ),
    ("Parla l'amministratore delegato di [Trenalpi|ORG].", ("Trenalpi", LOC)),
    ("Parla l'amministratore delegato di [Ugo Speri|PER].", ("Ugo Speri", PER)),
    ("Bene [Zefirnet|ORG] +2,4% in apertura.", ("Zefirnet", PER)),
    ("Sul marchio [Zefirnet|ORG] si litiga.", ("Zefirnet", PER)),
]


@pytest.mark.parametrize("case", TAGGED, ids=lambda case: case[0])
def test_tags_are_put_right(case: tuple[str, *tuple[tuple[str, str], ...]]) -> None:
    source, *tags = case
    assert marked(plain(source), *tags) == source


DROPPED = [
    ("Gli Ucraini resistono.", ("Ucraini", LOC), "demonym"),
    ("Il ciclone Bruna avanza.", ("Bruna", PER), "product_or_event"),
    ("Il ponte riapre. (Bru/Zeta)", ("Bru", ORG), "product_or_event"),
    ("Il ponte riapre. Red/Zut", ("Red", ORG), "product_or_event"),
    ("I ministri della Difesa si vedono.", ("Difesa", ORG), "office"),
    ("Morbillo in aumento. Il morbillo torna.", ("Morbillo", PER), "common_noun"),
    ("Cadde a Nord della foce.", ("Nord", LOC), "no_name"),
    ("Alle 12 UTC parte.", ("UTC", ORG), "no_name"),
    ("Nel siero c'era Escherichia coli.", ("Escherichia coli", ORG), "no_name"),
    ("Vince la Coppa Adriatica.", ("Coppa Adriatica", ORG), "product_or_event"),
    # fields of an office, whatever they are
    ("Lo nega l'assessora alla Casa.", ("Casa", ORG), "office"),
    ("Parla l'assessore regionale alle Politiche giovanili.", ("Politiche giovanili", ORG), "office"),
    ("Se ne occupa la commissione Trasporti.", ("Trasporti", ORG), "office"),
    # ships behind adjectives, what they carry and in marks
    ("È salpata la nave da crociera Stella Lunare.", ("Stella Lunare", LOC), "product_or_event"),
    ("Affonda la petroliera liberiana «Zefir».", ("Zefir", LOC), "product_or_event"),
    ("Ormeggiata la motovedetta Zefir.", ("Zefir", PER), "product_or_event"),
]


@pytest.mark.parametrize(("text", "tag", "reason"), DROPPED)
def test_what_is_dropped_is_told_with_its_reason(text: str, tag: tuple[str, str], reason: str) -> None:
    assert [(text[item.start : item.end], item.reason) for item in names_of(text, tag).unread] == [(tag[0], reason)]
    assert marked(text, tag) == text
