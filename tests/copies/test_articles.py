"""Texts of outlets that copied one another, and of some that did not; where the annotated articles lie beside the project."""

import json
import re
from pathlib import Path

from transforms.copies import Shingled, origins_of, shingled

_QUOTATIONS = re.compile('«[^«»]*»|“[^“”]*”|"[^"]*"')


def read(path: Path) -> Shingled:
    text = path.read_text(encoding="utf-8")
    return shingled(text, [hit.span() for hit in _QUOTATIONS.finditer(text)])


def test_copies_of_the_bundles_are_told_from_independent_texts(shared: Path) -> None:
    told, true = set(), set()
    for path in sorted((shared / "bundles").glob("*/truth.json")):
        bundle = json.loads(path.read_text(encoding="utf-8"))
        true |= {(path, pair["later"], pair["earlier"]) for pair in bundle["copies"]}
        before: list[tuple[str, Shingled]] = []
        for text in sorted(bundle["texts"], key=lambda text: (text["published_at"], text["file"])):
            found = origins_of(text["file"], read(path.parent / text["file"]), before)
            told |= {(path, copy.doc_id, copy.other_doc_id) for copy in found}
            before.append((text["file"], read(path.parent / text["file"])))
    assert 2 * len(told & true) / (len(told) + len(true)) >= 0.9


def test_articles_on_one_war_are_independent(shared: Path) -> None:
    before: list[tuple[str, Shingled]] = []
    for path in sorted((shared / "seeds").glob("*.txt")):
        assert origins_of(path.name, read(path), before) == []
        before.append((path.name, read(path)))
