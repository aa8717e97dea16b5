"""Modules, files and names that documents and docstrings speak of exist."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.paths import ROOT

PACKAGES = ("transforms", "flows", "expectations", "warehouse", "training", "tests")
CODE = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
DOCS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "seeds").rglob("*.md"),
        *ROOT.glob("transforms/**/*.md"),
    ]
)
OTHERS = [ROOT / "Makefile", ROOT / "pyproject.toml", ROOT / ".pre-commit-config.yaml"]

_MODULE = re.compile(rf"(?<![\w/.])(?:{'|'.join(PACKAGES)})(?:\.[A-Za-z_]\w*)+(?![\w/])")
_FILE = re.compile(rf"(?<![\w/.])(?:{'|'.join(PACKAGES)}|seeds|docs)/[\w./]+\.(?:py|csv|md|sql|svg)\b")
_BARE_FILE = re.compile(r"`([\w/]+\.(?:py|csv|sql))`")
_BARE_NAME = re.compile(r"(?<!`)`([a-z_]+(?:\.[a-z_]+)*)`(?!`)")


def prose(path: Path) -> str:
    """The text of a document, or docstrings and comments of a module."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return text
    return "\n".join([*docstrings(path), *re.findall(r"#.*", text)])


def docstrings(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


@cache
def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def exists(dotted: str) -> bool:
    """Whether "transforms.dates.find_dates" or "transforms.rows.tables_of" is a module, or a name that a module has."""
    path = ROOT
    parts = dotted.split(".")
    while parts and ((path / parts[0]).is_dir() or (path / f"{parts[0]}.py").is_file()):
        path = path / parts[0] if (path / parts[0]).is_dir() else path / f"{parts[0]}.py"
        parts = parts[1:]
    module = path / "__init__.py" if path.is_dir() else path
    return all(re.search(rf"\b{part}\b", source(module)) for part in parts)


@pytest.mark.parametrize("path", [*CODE, *DOCS, *OTHERS], ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_files_exist(path: Path) -> None:
    text = prose(path)
    gone = [name for name in _MODULE.findall(text) if not exists(name) and not name.endswith((".py", ".csv"))]
    gone += [name for name in _FILE.findall(text) if not (ROOT / name).exists()]
    gone += [name for name in _BARE_FILE.findall(text) if not (ROOT / name).exists() and name not in names_of_files()]
    assert not gone, gone


@cache
def names_of_files() -> frozenset[str]:
    """Every file by all ends of its path: "find.py", "dates/find.py" …"""
    parts = [path.relative_to(ROOT).parts for top in (*PACKAGES, "seeds", "docs") for path in (ROOT / top).rglob("*.*")]
    return frozenset("/".join(path[at:]) for path in parts for at in range(len(path)))


@cache
def identifiers() -> frozenset[str]:
    """All words of code (without docstrings and comments), of views and reference tables, and their names."""
    prose_of_code = re.compile(r'"""(?:.|\n)*?"""|#.*')
    tables = [*(ROOT / "seeds").rglob("*.csv"), *(ROOT / "warehouse").glob("[kv]*/*.sql")]
    texts = [*(prose_of_code.sub("", source(path)) for path in CODE), *map(source, tables)]
    paths = [*CODE, *(path.parent for path in CODE), *tables]
    return frozenset(word for text in texts for word in re.findall(r"\w+", text)) | {path.stem for path in paths}


@pytest.mark.parametrize("path", [*CODE, *DOCS], ids=lambda path: str(path.relative_to(ROOT)))
def test_names_in_backticks_exist(path: Path) -> None:
    if path.suffix == ".py":
        named = [name for text in docstrings(path) for name in _BARE_NAME.findall(text)]
    else:  # documents speak of other programs too, mostly by plain words
        named = [name for name in _BARE_NAME.findall(source(path)) if "_" in name and not name.startswith("it_core_")]
    gone = [name for name in named if not identifiers().issuperset(name.split("."))]
    assert not gone, gone
