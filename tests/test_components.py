"""The spaCy components of dates and figures."""

from datetime import date, datetime

import spacy

import transforms.components  # noqa: F401 - registers the components


def test_components_fill_the_document() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("italian_figures", config={"spans_key": "figures"})
    nlp.add_pipe("italian_dates", config={"published_on": "2026-02-03"})
    doc = nlp("Ieri il debito è salito di circa 1,2 milioni di euro per la legge 194.")
    assert [(f.kind, f.low, f.unit) for f in doc._.figures] == [("money", 1_200_000, "EUR")]
    assert [span.text for span in doc.spans["figures"]] == ["circa 1,2 milioni di euro"]
    assert [u.reason for u in doc._.unread] == ["law_number"]


def test_a_document_tells_its_own_day() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("italian_dates")
    doc = nlp.make_doc("Ieri alle 12.30")
    doc._.published_on = date(2024, 5, 2)
    doc._.published_at = datetime.fromisoformat("2024-05-02T18:00")
    doc = nlp(doc)
    assert doc._.dates[0].date_from == date(2024, 5, 1)
    unknown = nlp("Ieri pioveva")
    assert unknown._.dates[0].date_from is None
