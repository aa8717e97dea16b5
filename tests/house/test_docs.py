"""What the documents name exists, and what exists is documented."""

import re
from pathlib import Path

import pytest

from tests.paths import ROOT
from transforms.contract import TABLES

DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_make_target_named_in_the_docs_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    for path in DOCS:
        named = set(re.findall(r"`make ([a-z-]+)[^`]*`", path.read_text(encoding="utf-8")))
        assert named <= targets, path.name


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"


@pytest.mark.parametrize("table", [row.table for row in TABLES])
def test_every_table_is_in_the_readme(table: str) -> None:
    assert f"`{table}`" in README


def test_every_reference_table_is_described() -> None:
    described = (ROOT / "seeds" / "reference" / "README.md").read_text(encoding="utf-8")
    for path in sorted((ROOT / "seeds" / "reference").rglob("*.csv")):
        assert f"`{path.relative_to(ROOT / 'seeds' / 'reference').as_posix()}`" in described


def test_no_machine_path_and_no_registry_is_committed() -> None:
    forbidden = re.compile(r"(?<![\w.])/(?:home|root|work)/\w|--(?:extra-)?index-url\s+http|https?://\S+/simple\b")
    for path in [*ROOT.glob("*"), *ROOT.glob("[!.]*/*"), *ROOT.glob(".ci/*")]:
        if path.suffix in {".md", ".toml", ".lock", ".yaml", ".csv", ".py", ".cfg", ""} and path.is_file():
            if path.name in {"test_docs.py", ".git"}:
                continue
            assert not forbidden.search(path.read_text(encoding="utf-8", errors="replace")), path
