"""Draw the house: `docs/house.svg`, `docs/walk.svg` and the table of rooms in `docs/architecture.md`.

``python -m tests.house.architecture`` (``make architecture``); a test proves that what is committed is fresh. Floors come
from the import contracts of `pyproject.toml`, what a room does from the docstring of its door, and the walk of a text
from watching one being read: nothing is said here that the code does not say.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from spacy.language import Language

from tests.house.drawing import Drawing, width
from tests.paths import ROOT
from transforms.documents import Told, make_article
from transforms.language import lex
from transforms.numbers import find_numerals
from transforms.parsing import load_pipeline
from transforms.pipeline import read_all
from transforms.rows import Reading, tables_of

PAGE = ROOT / "docs" / "architecture.md"
#: One text of ours, short enough for one line.
TEXT = (
    "Trieste, 5 marzo – «Servono altri 12 milioni», ha detto ieri la sindaca Anna Berger, 52 anni. "
    "Secondo l'Istat nel 2025 il porto avrebbe perso il 3% dei traffici."
)
PUBLISHED_ON = date(2026, 3, 5)
#: Where a package that has no door is entered.
ENTRANCE = {"flows": "process_articles", "expectations": "gate", "warehouse": "store"}


# ------------------------------------------------------------------------------------------- what contracts and doors say
Floors = list[list[str]]


def floors(container: str) -> Floors:
    """The floors that the contracts name, top first: of "" the packages, of "transforms" the rooms, of a room the files."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    for contract in contracts:
        if contract["type"] == "layers" and contract.get("containers", [""]) == [container]:
            return [re.findall(r"\w+", layer) for layer in contract["layers"]]
    return []


def place(name: str) -> Path:
    """The folder or file of a package, room or module, such as "flows", "transforms.dates", "transforms.rows"."""
    path = ROOT.joinpath(*name.split("."))
    return path if path.is_dir() else path.with_suffix(".py")


def told_by(name: str) -> tuple[str, str]:
    """What the docstring of a door or module says: its first sentence, and what it fills ("" when it does not say)."""
    path = place(name)
    if path.is_dir():
        path /= f"{ENTRANCE.get(name, '__init__')}.py"
    text = " ".join((ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split())
    fills = re.search(r"\bFills (?!no table)(.+?)[.;](?: |$)", text)
    return re.split(r"(?<=\.) (?=[A-Z])", text)[0].rstrip("."), fills[1] if fills else ""


# --------------------------------------------------------------------------------------------------- a text that is read
Span = tuple[int, int]


@dataclass(frozen=True)
class Step:
    """One stay of the text in a room: which functions of its door were called, and what the text had gained after it."""

    room: str
    functions: tuple[str, ...]
    spans: tuple[Span, ...]
    facts: tuple[str, ...]


def walk(nlp: Language) -> tuple[list[Step], str]:
    """The steps of `TEXT` through the rooms in the order in which they are entered, and its rows."""
    entered: list[tuple[str, str]] = []

    def watch(frame: FrameType, event: str, _: Any) -> None:
        if event != "call" or frame.f_back is None:
            return
        caller = frame.f_back.f_globals.get("__name__")
        module = str(frame.f_globals.get("__name__")).split(".")
        if caller in ("transforms.pipeline", "transforms.normalise", __name__) and module[0] == "transforms":
            name = frame.f_code.co_name
            if name == "__init__":
                name = type(frame.f_locals["self"]).__name__
            if len(module) > 2 and not name.startswith("_") and (module[1], name) not in entered:
                entered.append((module[1], name))

    told = Told(published_on=PUBLISHED_ON)
    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        article = make_article(TEXT, "walk.txt", told)
        (reading,) = read_all([article], nlp)
    finally:
        sys.setprofile(before)
    doors = {room: place(f"transforms.{room}") / "__init__.py" for room, _ in entered}
    opened = {room: _exported(path) for room, path in doors.items()}
    steps: list[tuple[str, list[str]]] = []
    for room, function in entered:
        if function in opened[room]:
            if not steps or steps[-1][0] != room:
                steps.append((room, []))
            steps[-1][1].append(function)
    frames = tables_of([reading], "walk", datetime(2026, 3, 5, tzinfo=UTC))
    rows = " · ".join(f"{name} {frame.height}" for name, frame in frames.items() if frame.height)
    return [_step(room, functions, reading) for room, functions in steps], rows


def _exported(door: Path) -> set[str]:
    tree = ast.parse(door.read_text(encoding="utf-8"))
    lists = [
        node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    return set(ast.literal_eval(lists[0])) if lists else set()


def _step(room: str, functions: list[str], reading: Reading) -> Step:
    found = [fact for name in functions for fact in GAINED.get(name, _nothing)(reading)]
    spans = tuple(span for span, _ in found if span[1] > span[0])
    facts = tuple(dict.fromkeys(fact for _, fact in found if fact))
    return Step(room, tuple(functions), spans, facts or (told_by(f"transforms.{room}")[0],))


Gained = Iterator[tuple[Span, str]]


def _nothing(_: Reading) -> Gained:
    return iter(())


def _article(reading: Reading) -> Gained:
    article = reading.article
    yield (0, 0), f"dateline {article.dateline_place}, published {article.published_on} ({article.published_basis})"


def _parse(reading: Reading) -> Gained:
    yield (0, 0), f"{len(list(reading.doc.sents))} sentences, {len(reading.doc)} words with part of speech and head"


def _numerals(reading: Reading) -> Gained:
    text = reading.article.text
    for found in find_numerals(text, lex(text), ()):
        yield (found.start, found.end), ""
    yield (0, 0), "each numeral ends in exactly one row, of a date, a figure or `unread`"


def _dates(reading: Reading) -> Gained:
    for found in reading.dates:
        days = f"{found.date_from}" + (f" … {found.date_to}" if found.date_to != found.date_from else "")
        yield (found.start, found.end), f"{reading.article.text[found.start : found.end]} = {days}"


def _figures(reading: Reading, ages: bool) -> Gained:
    for found in reading.figures:
        if (found.kind == "age") is ages:
            value = f"{found.low:f} {found.unit or ''}".strip()
            yield (found.start, found.end), f"{reading.article.text[found.start : found.end]} = {found.kind} {value}"


def _names(reading: Reading) -> Gained:
    for found in reading.mentions:
        name = found.entity.name if found.entity else "?"
        yield (found.start, found.end), f"{name} ({found.kind}{', by role' if found.via == 'role' else ''})"


def _quotes(reading: Reading) -> Gained:
    for found in reading.quotes:
        yield (found.start, found.end), f"{found.form}: {found.speaker_name or 'nobody'} “{found.cue or 'without cue'}”"


def _claims(reading: Reading) -> Gained:
    for figure, claim in zip(reading.figures, reading.claims, strict=True):
        parts = [
            ("counted", claim.counted),
            ("subject", claim.subject_name or (claim.subject and claim.subject.name)),
            ("source", claim.source_name or (claim.source and claim.source.name)),
            ("period", claim.period_from and f"{claim.period_from} … {claim.period_to}"),
            ("modality", claim.modality),
        ]
        told = ", ".join(f"{column} = {value}" for column, value in parts if value)
        yield (figure.start, figure.end), f"{reading.article.text[figure.start : figure.end]}: {told}"


#: Function of a door → what the text has gained when it returns. Those that are not here only prepare.
GAINED: dict[str, Callable[[Reading], Gained]] = {
    "make_article": _article,
    "parse": _parse,
    "find_numerals": _numerals,
    "find_dates": _dates,
    "find_ages": lambda reading: _figures(reading, ages=True),
    "find_figures": lambda reading: _figures(reading, ages=False),
    "find_names": _names,
    "find_quotes": _quotes,
    "relate": _claims,
}

# -------------------------------------------------------------------------------------------------------------- pictures
WIDTH, MARGIN, GAP, PAD = 1200, 24, 12, 12


def house_svg(steps: Sequence[Step]) -> str:
    """The floors of the house, top to bottom, with the files of each room on their floors."""
    order: dict[str, list[int]] = {}
    for number, step in enumerate(steps, 1):
        order.setdefault(step.room, []).append(number)
    draw = Drawing(WIDTH)
    y = MARGIN
    draw.text(MARGIN, y + 16, "The house: a floor imports from lower floors only", "title")
    y += 34
    for floor in floors("")[:-1]:
        y = _band(draw, y, [(name, name) for name in floor], order)
    draw.text(MARGIN, y + 14, "transforms/ — pure functions: no clock, no network, no environment", "muted")
    y += 26
    for floor in floors("transforms"):
        y = _band(draw, y, [(name, f"transforms.{name}") for name in floor], order)
    draw.text(
        MARGIN,
        y + 12,
        "Numbers: the order in which a text enters the rooms (walk.svg). A name with / is a folder.",
        "muted",
    )
    return draw.svg(y + 12 + MARGIN)


def _band(draw: Drawing, y: float, boxes: list[tuple[str, str]], order: dict[str, list[int]]) -> float:
    """One floor; returns where the next begins."""
    wide = (WIDTH - 2 * MARGIN - GAP * (len(boxes) - 1)) / len(boxes)
    height = max(_box(None, 0, 0, wide, *box, order) for box in boxes)
    for at, box in enumerate(boxes):
        x = MARGIN + at * (wide + GAP)
        draw.box(x, y, wide, height, f"room {box[0]}")
        _box(draw, x, y, wide, *box, order)
    return y + height + GAP


def _box(
    draw: Drawing | None, x: float, y: float, wide: float, name: str, path: str, order: dict[str, list[int]]
) -> float:
    """A room, drawn unless `draw` is None; its height. A wide room has its files beside what it does."""
    says, fills = told_by(path)
    files = floors(path)
    beside = wide > 550 and bool(files)
    draw = draw or Drawing(WIDTH)
    is_file = place(path).is_file()
    draw.text(x + PAD, y + 22, f"{name}{'.py' if is_file else ''}", "name")
    end = x + PAD + width(f"{name}{'.py' if is_file else ''}", 15, bold=True) + 8
    for number in order.get(name, []):
        draw.badge(end + 9, y + 17, number)
        end += 22
    below = y + 40
    text_wide = (wide / 2 if beside else wide) - 2 * PAD
    for line in draw.wrap(says, text_wide, 12):
        draw.text(x + PAD, below, line, "says")
        below += 16
    for line in draw.wrap(f"fills {fills}", text_wide, 12) if fills else []:
        draw.text(x + PAD, below, line, "fills")
        below += 16
    left, top = (x + wide / 2, y + 10) if beside else (x + PAD, below - 4)
    for floor in files:
        at = left
        for file in floor:
            label = f"{file}/" if (place(path) / file).is_dir() else file
            long = width(label, 11) + 12
            if at > left and at + long > x + wide - PAD:
                at, top = left, top + 19
            draw.pill(at, top, long, label)
            at += long + 4
        top += 25
    return max(below - 4, top + 2) - y


def walk_svg(steps: Sequence[Step], rows: str) -> str:
    """The text as it stands after each step, what was found in it marked."""
    letter = 6.9
    x = MARGIN + 40
    draw = Drawing(WIDTH)
    y = MARGIN
    draw.text(MARGIN, y + 16, "One text walks through the rooms", "title")
    y += 34
    top = y
    for number, step in enumerate(steps, 1):
        draw.badge(MARGIN + 12, y + 11, number)
        draw.text(x, y + 16, step.room, "name")
        calls = " · ".join(f"{name}()" for name in step.functions)
        draw.text(x + width(step.room, 15, bold=True) + 12, y + 16, calls, "calls")
        y += 34
        if step.spans:
            for start, end in step.spans:
                draw.box(x + start * letter - 1, y - 13, (end - start) * letter + 2, 18, f"mark {step.room}")
            draw.fixed(x, y, TEXT, letter)
            y += 20
        short = max(map(len, step.facts)) < 60
        for line in ["   ·   ".join(step.facts)] if short else step.facts:
            draw.text(x, y, line, "says")
            y += 17
        y += 4
    for name, says in _last_steps(rows):
        draw.badge(MARGIN + 12, y + 11, None)
        draw.text(x, y + 16, name, "name")
        draw.text(x, y + 34, says, "says")
        y += 55
    draw.line(MARGIN + 12, top + 11, y - 44)
    return draw.svg(y + MARGIN // 2)


def _last_steps(rows: str) -> Iterator[tuple[str, str]]:
    """What follows the rooms: the rows, then the steps of a run that come after `transform`."""
    yield "rows", rows
    tree = ast.parse((ROOT / "flows" / "steps.py").read_text(encoding="utf-8"))
    steps = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Steps")
    methods = {node.name: node for node in steps.body if isinstance(node, ast.FunctionDef)}
    names = list(methods)
    for name in names[names.index("transform") + 1 :]:
        yield name, (ast.get_docstring(methods[name]) or "").splitlines()[0].split(";")[0].rstrip(".")


# ------------------------------------------------------------------------------------------------------------------ page
def rooms_table() -> str:
    """The rooms with links, top floor first."""
    lines = ["| room | what it does | fills | its files, top floor first |", "|---|---|---|---|"]
    for name in [name for floor in floors("transforms") for name in floor]:
        path = place(f"transforms.{name}")
        says, fills = told_by(f"transforms.{name}")
        inside = [
            ", ".join(f"[{file}]({_link(place(f'transforms.{name}.{file}'))})" for file in floor)
            for floor in floors(f"transforms.{name}")
        ]
        lines.append(f"| [{path.name}]({_link(path)}) | {says} | {fills} | {' → '.join(inside)} |")
    return "\n".join(lines)


def _link(path: Path) -> str:
    return f"../{path.relative_to(ROOT).as_posix()}"


def generated(nlp: Language) -> dict[Path, str]:
    """Path → content of all that is drawn."""
    steps, rows = walk(nlp)
    page = re.sub(
        r"(?<=<!-- rooms -->\n).*?(?=<!-- end of rooms -->)",
        lambda _: f"\n{rooms_table()}\n\n",
        PAGE.read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    return {
        PAGE: page,
        PAGE.with_name("house.svg"): house_svg(steps),
        PAGE.with_name("walk.svg"): walk_svg(steps, rows),
    }


def main() -> None:
    """Write the files."""
    for path, content in generated(load_pipeline("bundled")).items():
        path.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
