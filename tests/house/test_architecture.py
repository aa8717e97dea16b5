"""`docs/architecture.md` and its pictures say what contracts and doors say now."""

import re

import pytest
from spacy.language import Language

from tests.house.architecture import PAGE, floors, generated, place, told_by
from tests.house.drawing import Drawing, width
from tests.paths import ROOT

ROOMS = [name for floor in floors("transforms") for name in floor]


def test_what_is_committed_is_fresh(nlp: Language) -> None:
    for path, content in generated(nlp).items():
        assert path.read_text(encoding="utf-8") == content, f"{path.name} is not fresh: run `make architecture`"


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_what_it_does(room: str) -> None:
    says, _ = told_by(f"transforms.{room}")
    assert 20 < len(says) < 140


@pytest.mark.parametrize("room", [room for room in ROOMS if place(f"transforms.{room}").is_dir()])
def test_every_room_has_floors_and_every_file_is_on_one(room: str) -> None:
    files = {path.stem for path in place(f"transforms.{room}").iterdir() if not path.name.startswith("_")}
    assert files == {file for floor in floors(f"transforms.{room}") for file in floor}


def test_every_room_is_shown() -> None:
    picture = PAGE.with_name("house.svg").read_text(encoding="utf-8")
    for room in ["flows", "expectations", "warehouse", *ROOMS]:
        assert re.search(rf'class="name">{room}(\.py)?<', picture), room


def test_every_word_of_the_glossary_is_used() -> None:
    page = PAGE.read_text(encoding="utf-8").partition("## The words of the code")[2]
    words = re.findall(r"^\| ([\w-]+) \|", page, re.M)[1:]
    assert len(words) >= 25
    texts = [*(ROOT / "transforms").rglob("*.py"), ROOT / "pyproject.toml"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in texts)
    assert [word for word in words if not re.search(rf"(?i)\b{word}", code)] == []


def test_a_line_is_as_long_as_its_box_allows() -> None:
    lines = Drawing.wrap("the quick brown fox jumps over the lazy dog", 100, 12)
    assert len(lines) > 2
    assert all(width(line, 12) <= 100 for line in lines)
