"""Names by their shape, without a model."""

import pytest

from tests.names.naming import marked, plain

SHAPES = [
    "Il ministro della Difesa ungherese [Ugo Speri|PER] tace.",
    "È arrivato il dott. [Renato Zucchi|PER].",
    "Il Primo Ministro [Ugo Speri|PER] parla.",
    "Il corteo in [via Verdi|LOC] si è sciolto.",
    "Il corteo in [piazza della Scala|LOC] si è sciolto.",
    # streets and saints cut short
    "Il corteo in [p.zza Verdi|LOC] si è sciolto.",
    "Il corteo in [V.le Kennedy|LOC] si è sciolto.",
    "Si va a [S. Benedetto del Tronto|LOC] in treno.",
    # streets with "di", after a time
    "Un cantiere in [piazza Risorgimento|LOC] e uno via SMS.",
    "Un cantiere in [via Poggio di Sopra|LOC] a [Potenza|LOC].",
    "Un cantiere in [piazza Ninfa|LOC] di [Potenza|LOC].",
    "Gremita la [piazza Ninfa|LOC] di [Anna Rossi|PER].",
    # the land around a town, motorways
    "Altri due casi nel [Lucchese|LOC] da ieri.",
    "Tir di traverso sulla [A99|LOC] ieri.",
    "[A99|LOC], tir di traverso.",
    "Chiuso il viadotto della [A88|LOC]. L'[A88|LOC] riapre.",
    "È il sindaco. Secondo fonti locali piove.",
    "È partito [Ugo Speri|PER].",
    # nationality is no place
    "Il governo ucraino e le truppe russe.",
]


@pytest.mark.parametrize("source", SHAPES)
def test_shapes_show_names(source: str) -> None:
    assert marked(plain(source)) == source
