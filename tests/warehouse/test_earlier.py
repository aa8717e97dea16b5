"""What was told about a text comes out of a stored file as it went in, at the place that names the text."""

from datetime import datetime
from pathlib import Path

from tests.tables import no_rows, run_row
from transforms.contract import Check, Document, Reject, Sighting
from transforms.frames import to_frame
from warehouse.earlier import stored_texts
from warehouse.store import Warehouse

MOMENT = datetime.fromisoformat("2026-03-05T08:30Z")
TEXT = "Il ponte sul Serrano chiude."


def test_all_that_was_told_is_told_again(db: Path) -> None:
    document = Document(
        doc_id="d1",
        source_uri="a.html",
        title="Chiude il ponte",
        author="Marta Ferrini",
        section="Cronaca",
        completeness="teaser",
        told_by="title: json_ld over meta",
        n_chars_left_out=87,
        text=TEXT,
        n_chars=len(TEXT),
        first_seen_at=MOMENT,
        run_id="run-1",
    )
    seen = [Sighting(doc_id="d1", source_uri=uri, seen_at=MOMENT, run_id="run-1") for uri in ("a.html", "b.txt")]
    with Warehouse(db) as store:
        store.write_batch({"documents": to_frame([document], Document), "sightings": to_frame(seen, Sighting)})
        store.write_run(run_row(), no_rows(Check), no_rows(Reject))
        store.publish()
    first, second = sorted(stored_texts(db), key=lambda stored: stored.source_uri)
    assert (first.title, first.author, first.section) == ("Chiude il ponte", "Marta Ferrini", "Cronaca")
    told = ("teaser", "title: json_ld over meta", 87)
    assert (first.completeness, first.told_by, first.n_chars_left_out) == told
    assert (second.text, second.author, second.completeness, second.n_chars_left_out) == (TEXT, None, None, None)
