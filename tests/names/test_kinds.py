"""Names that are easily taken for others: surnames with particles, initials, bodies named after people, clubs, verbs."""

import pytest

from tests.conftest import Read


def names(read: Read, text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.kind) for one in read(text).mentions if one.via != "role"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ieri il senatore Dell'Ombra ha taciuto.", [("Dell'Ombra", "PER")]),
        ("Ha risposto la consigliera Dall'Oglio.", [("Dall'Oglio", "PER")]),
        ("Il prefetto Dell'Olmo lo esclude.", [("Dell'Olmo", "PER")]),
        ("Il rettore D’Aloisio ha parlato.", [("D’Aloisio", "PER")]),
        ("I computer della Dell costano di più.", [("Dell", "ORG")]),
    ],
)
def test_an_elided_particle_belongs_to_the_surname(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il poeta G. B. Marino visse a Parigi.", [("G. B. Marino", "PER"), ("Parigi", "LOC")]),
        ("Lo scultore G.B. Bellini espone a Trento.", [("G.B. Bellini", "PER"), ("Trento", "LOC")]),
    ],
)
def test_initials_before_a_surname_are_no_country(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il liceo scientifico Enrico Fermi riapre.", [("Enrico Fermi", "ORG")]),
        ("Proteste all'istituto Alessandro Volta di Pavia.", [("Alessandro Volta", "ORG"), ("Pavia", "LOC")]),
        ("Dirottati i voli dell'aeroporto Marco Polo.", [("Marco Polo", "LOC")]),
        ("Si gioca allo stadio Giuseppe Meazza.", [("stadio Giuseppe Meazza", "LOC")]),
        ("Ne parla Enrico Fermi al liceo.", [("Enrico Fermi", "PER")]),
    ],
)
def test_what_bears_a_person_s_name_is_no_person(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il Bologna perde in casa.", [("Bologna", "ORG")]),
        ("I tifosi della Roma cantano.", [("Roma", "ORG")]),
        ("La Roma antica rivive in una mostra.", [("Roma", "LOC")]),
        ("A Bologna piove da ieri.", [("Bologna", "LOC")]),
        ("Il Cairo chiude gli uffici.", [("Il Cairo", "LOC")]),
        ("La Lazio pareggia in trasferta.", [("Lazio", "ORG")]),
        ("Il Bologna di una volta non torna.", [("Bologna", "ORG")]),
        ("La partita la vince il Ladispoli.", [("Ladispoli", "ORG")]),
        ("Il Felizzano vince la partita.", [("Felizzano", "ORG")]),
        ("Un gol in Felizzano-Ladispoli, la partita finisce pari.", [("Felizzano", "ORG"), ("Ladispoli", "ORG")]),
        ("Un gol del portiere della Roma Teo Bruni.", [("Roma", "ORG"), ("Teo Bruni", "PER")]),
        ("La Roma di una volta non torna.", [("Roma", "LOC")]),
        ("Il Lazio ha cinque province.", [("Lazio", "LOC")]),
        ("Salgono Inter, Roma, Milan e Lazio.", [(n, "ORG") for n in ("Inter", "Roma", "Milan", "Lazio")]),
        (
            "La Juventus vola a Parigi, Londra e Roma.",
            [("Juventus", "ORG"), ("Parigi", "LOC"), ("Londra", "LOC"), ("Roma", "LOC")],
        ),
        ("Il derby tra Juventus e Lecce slitta.", [("Juventus", "ORG"), ("Lecce", "ORG")]),
        ("Il bomber ha segnato con la Roma, Lecce e Bari.", [(n, "ORG") for n in ("Roma", "Lecce", "Bari")]),
        ("Il bomber vive tra Bari e Lecce.", [("Bari", "LOC"), ("Lecce", "LOC")]),
        ("Bologna-Udinese finisce senza reti.", [("Bologna", "ORG"), ("Udinese", "ORG")]),
        ("Il volo Bologna-Lecce è pieno.", [("Bologna", "LOC"), ("Lecce", "LOC")]),
    ],
)
def test_an_article_makes_a_city_its_club(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(read, text) == expected


@pytest.mark.parametrize("name", ["G. B. Melzi", "T. R. Verri"])
def test_initials_belong_to_the_surname(read: Read, name: str) -> None:
    assert names(read, f"Lo studioso {name} parla.") == [(name, "PER")]


@pytest.mark.parametrize("text", ["Esonda il torrente, strade chiuse", "Slitta il voto sul bilancio"])
def test_a_verb_that_opens_a_headline_is_no_person(read: Read, text: str) -> None:
    assert names(read, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Secondo Federvivai il raccolto cala.", [("Federvivai", "ORG")]),
        ("Sale lo spread fra il Btp e il Bund, il Brent scende.", []),
    ],
)
def test_companies_and_trade_bodies_are_known_by_what_surrounds_them(
    read: Read, text: str, expected: list[tuple[str, str]]
) -> None:
    assert names(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Una memoria da 32 GB costa meno.", []),
        ("Gli scontri sono nel XI arrondissement di Lione.", [("Lione", "LOC")]),
        ("Ha corso due volte il Tour de France.", []),
        ("Si ritira dagli Internazionali d'Italia.", []),
        ("Nasce il Polo della Lana.", [("Polo della Lana", "ORG")]),
    ],
)
def test_units_numbers_and_events_hold_no_names(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La Casa Bianca smentisce.", [("Casa Bianca", "ORG")]),
        ("Un corteo davanti alla Casa Bianca.", [("Casa Bianca", "LOC")]),
        ("L'Eliseo tace da ieri.", [("Eliseo", "ORG")]),
        ("Dal Quirinale nessuna nota.", [("Quirinale", "ORG")]),
        ("Esce dal Quirinale alle nove.", [("Quirinale", "LOC")]),
    ],
)
def test_a_seat_that_acts_is_a_body(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Secondo il Tesoro i conti tornano.", [("Tesoro", "ORG")]),
        ("Lo ha detto il ministro del Tesoro.", []),
    ],
)
def test_a_field_of_an_office_is_no_body(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il pm Degli Orsoni lo ha sentito.", [("Degli Orsoni", "PER")]),
        ("Il neo presidente Lo Monforte tace.", [("Lo Monforte", "PER")]),
        ("Il tesoriere La Penta tace. La Penta era in aula.", [("La Penta", "PER"), ("La Penta", "PER")]),
        ("Il geometra Ivo Monza Serpi ha firmato. Monza Serpi tace.", [("Ivo Monza Serpi", "PER"), ("Monza Serpi", "PER")]),
        ("Il direttore Il Sole 24 Ore ha taciuto.", [("Il Sole 24 Ore", "ORG")]),
    ],
)  # fmt: skip
def test_a_surname_of_two_words_is_whole(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'avvocato Ferrari è in ferie.", [("Ferrari", "PER")]),
        ("Il notaio Falcone è in ferie.", [("Falcone", "PER")]),
        ("Il collaudo, dice l'ingegnere Salvo Torlani, è fatto.", [("Salvo Torlani", "PER")]),
        ("La dott.ssa L. M. Ostani ha firmato.", [("L. M. Ostani", "PER")]),
        ("La donna si chiamava Hu Jinmei, 41 anni.", [("Hu Jinmei", "PER")]),
        ("Ferito M. R., 45 anni, bidello.", [("M. R.", "PER")]),
        ("Il pilota della Ferrari è in ferie.", [("Ferrari", "ORG")]),
    ],
)
def test_titles_and_ages_are_of_persons(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La Fondazione Pia Torlani premia due libri.", [("Fondazione Pia Torlani", "ORG")]),
        ("Il gruppo Torlani chiude in utile, dice Ugo Torlani.", [("Torlani", "ORG"), ("Ugo Torlani", "PER")]),
        ("Il gruppo A gioca sabato.", []),
        ("Barilla assume. Guido Barilla è lieto. Barilla lascia.", [("Barilla", "ORG"), ("Guido Barilla", "PER"), ("Barilla", "PER")]),
        ("La biblioteca Ugo Torlani di Castelvero riapre.", [("Ugo Torlani", "LOC"), ("Castelvero", "LOC")]),
    ],
)  # fmt: skip
def test_a_firm_that_bears_a_surname_is_no_person(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(read, text) == expected


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("La famiglia Torlani è qui. Con Ugo Torlani parte il figlio.", "Torlani", "Torlani"),
        ("I coniugi Torlani sono qui, Ugo Torlani no.", "Torlani", "Torlani"),
        ("Il Papa tace. Bergoglio è a casa, con papa Francesco.", "Francesco", "Papa Francesco"),
        ("Spari a Kupjansk.", "Kupjansk", "Kupjansk"),
        ("Spari a Kupjansk. Kupiansk è isolata.", "Kupjansk", "Kupiansk"),
        ("La Repubblica Ceca vota.", "Repubblica Ceca", "Repubblica Ceca"),
    ],
)
def test_what_a_name_means(read: Read, text: str, surface: str, name: str) -> None:
    (found,) = [one for one in read(text).mentions if text[one.start : one.end] == surface and one.via != "role"][:1]
    assert found.entity is not None
    assert found.entity.name == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il sindaco Genova ha chiuso le scuole.", [("Genova", "PER")]),
        ("Ne ha parlato la deputata Marsala.", [("Marsala", "PER")]),
        ("La lettera è del ministro Ferrero.", [("Ferrero", "PER")]),
        ("Il giudice sportivo Tosetti ha deciso.", [("Tosetti", "PER")]),
        ("Un giudice Usa ferma i dazi.", [("Usa", "LOC")]),
        ("Il consigliere Pd vota con il deputato Lega.", [("Pd", "ORG"), ("Lega", "ORG")]),
        ("Lo dice il ministro Esteri.", []),
        ("Parla il direttore Rai News.", [("Rai News", "ORG")]),
    ],
)
def test_what_stands_bare_behind_a_title(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La pratica è in via di Definizione.", []),
        ("Lavori in via di Ripetta e in via Roma.", [("via di Ripetta", "LOC"), ("via Roma", "LOC")]),
        ("Il Wi-Fi della scuola è spento.", []),
    ],
)
def test_what_only_looks_like_a_name(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vince il Sassuolo. Un vigile di Sassuolo è in ferie.", [("Sassuolo", "ORG"), ("Sassuolo", "LOC")]),
        ("Il pastificio Tre Spighe assume.", [("Tre Spighe", "ORG")]),
        ("Portato in elisoccorso al Torlani di Cesena.", [("Torlani", "ORG"), ("Cesena", "LOC")]),
        ("Scatta il Daspo, lo scrive ChatGPT.", []),
    ],
)
def test_works_wards_and_things(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ugo Torlani guida la Torlani. Torlani tace.", [("Ugo Torlani", "PER"), ("Torlani", "ORG"), ("Torlani", "PER")]),
        ("Vanna Torlani è qui. Torna la Torlani.", [("Vanna Torlani", "PER"), ("Torlani", "PER")]),
        ("Chiara Ferrara è qui. La Ferrara tace. A Ferrara piove.", [("Chiara Ferrara", "PER"), ("Ferrara", "PER"), ("Ferrara", "LOC")]),
        ("Massimo Pisa e Giulia Siena sono qui.", [("Massimo Pisa", "PER"), ("Giulia Siena", "PER")]),
        ("Parla il segretario di Stato Usa.", [("Usa", "LOC")]),
    ],
)  # fmt: skip
def test_articles_and_first_names_tell_a_surname(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "La Sig.ra Lupi, la Dott.ssa Carla Bassi e la prof.ssa Orsi sono qui.",
            [("Lupi", "PER"), ("Carla Bassi", "PER")],
        ),
        ("Mons. Pietro Torlani celebra.", [("Pietro Torlani", "PER")]),
        ("La cattedrale di Mons è in Belgio.", [("Mons", "LOC"), ("Belgio", "LOC")]),
        ("RT @portodiverla: il molo è chiuso.", []),
        ("RT trasmette da Mosca.", [("RT", "ORG"), ("Mosca", "LOC")]),
        ("In ritardo il volo Ryanair FR4321 per Bari.", [("Ryanair", "ORG"), ("Bari", "LOC")]),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Hafenmeister sagte, dass die Mole gesperrt ist und drei Boote fehlen.", []),
        ("El capitán dijo que la barca está en el puerto y no sale hoy.", []),
        ("The Guardian said that the boat and the captain were lost.", [("The Guardian", "ORG")]),
    ],
)
def test_small_words_of_another_language_are_no_name(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(read, text) == expected
