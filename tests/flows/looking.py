"""Folders to look into, and what is found: what tests of inputs, metadata and plans share."""

from datetime import date
from pathlib import Path

import polars as pl

from flows.inputs import Search
from flows.planning import make_plan
from transforms.contract import Document, Sighting
from transforms.documents.article import Told
from transforms.frames import schema_of

TEXT = "Il sindaco ha firmato l'ordinanza."


def write(path: Path, content: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def search(*paths: Path | str, **options: object) -> tuple[dict[str, Told], Search]:
    """Inputs by URI without the temporary folder, and the search with its account."""
    looking = Search([Path(path) for path in paths], **options)  # type: ignore[arg-type]
    return {found.source_uri: found.told for found in looking.inputs()}, looking


def reasons(looking: Search) -> dict[str, str]:
    return {item.source_uri: item.reason for item in [*looking.refused, *looking.complaints]}


def plan_of(*paths: str, known: list[tuple[str, str, date | None]] | None = None, **options: object):
    rows = known or []
    columns = {"doc_id": [r[0] for r in rows], "source_uri": [r[1] for r in rows], "published_on": [r[2] for r in rows]}
    documents = pl.DataFrame(columns, schema={name: schema_of(Document)[name] for name in columns})
    sightings = pl.DataFrame(columns, schema={name: schema_of(Sighting)[name] for name in columns})
    fallback = options.pop("fallback_on", None)
    return make_plan(Search([Path(path) for path in paths], **options), documents, sightings, fallback)  # type: ignore[arg-type]
