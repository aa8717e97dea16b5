"""What weights for companies may learn from: each file of their recipe with its licence, none of them non-commercial.

``python -m training.licences`` lists the files of `sources.csv` that are here, those to train with apart from those
only measured with. It fails when a file to train with is under a licence that is not known to be free, or when a file
of the folder of free data stands in no row. The recipe asks `to_train` for each file that it opens.
"""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

TABLE = Path(__file__).resolve().parent / "sources.csv"
#: Name that the table uses → the folder meant.
ROOTS = {"repository": TABLE.parents[1], "shared": TABLE.parents[2] / "shared"}
#: All of it is meant to be trained with; a file that nobody described stops the recipe.
FREE = "shared/data/model/free"
USES = ("train", "measure")
_MANY = 20
#: Licences that allow commercial use and changes, with what each asks for. Weights learnt from the share-alike ones
#: carry the newest of those licences themselves.
FREE_LICENCES = frozenset(
    {
        "Apache-2.0",
        "CC BY 2.5",
        "CC BY 3.0",
        "CC BY 4.0",
        "CC BY-SA 2.0",
        "CC BY-SA 3.0",
        "CC BY-SA 4.0",
        "CC0 1.0",
        "MIT",
        "Unicode-3.0",
        "public domain",
    }
)


class LicenceError(ValueError):
    """A file that must not be trained with; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Source:
    """One row of the table.

    Attributes:
        path: files meant, from a name in `ROOTS`; ``*`` stands for any letters.
        use: "train", or "measure" for what is only measured with.
        licence: as its makers state it.
        source: who made it.
    """

    path: str
    use: str
    licence: str
    source: str


def read_sources(table: Path = TABLE) -> list[Source]:
    """The rows of the table.

    Raises:
        LicenceError: if a row has another use or its files begin in an unknown folder.
    """
    with table.open(encoding="utf-8", newline="") as file:
        sources = [Source(row["path"], row["use"], row["licence"], row["source"]) for row in csv.DictReader(file)]
    for source in sources:
        if source.use not in USES or source.path.split("/", maxsplit=1)[0] not in ROOTS:
            raise LicenceError(f"{table.name}: “{source.path}” for “{source.use}” is no row that can be read.")
    return sources


def to_train(path: Path, sources: list[Source], roots: dict[str, Path] = ROOTS) -> Path:
    """The path itself, if its file may be trained with.

    Raises:
        LicenceError: if no row describes it, it is only to measure with, or its licence is not known to be free.
    """
    name = _name(path, roots)
    source = next((source for source in sources if fnmatchcase(name, source.path)), None)
    if source is None:
        raise LicenceError(
            f"{name} stands in no row of {TABLE.name}: add it with its licence before it is trained with."
        )
    if source.use != "train":
        raise LicenceError(f"{name} ({source.licence}) is to measure with, never to train with.")
    if source.licence not in FREE_LICENCES:
        raise LicenceError(f"{name} is under “{source.licence}”, which is not known to allow commercial use.")
    return path


def files_of(source: Source, roots: dict[str, Path] = ROOTS) -> list[Path]:
    """The files of a row that are here, in order."""
    root, _, pattern = source.path.partition("/")
    return sorted(path for path in roots[root].glob(pattern) if path.is_file())


def faults(sources: list[Source], roots: dict[str, Path] = ROOTS) -> Iterator[str]:
    """What stands against training: a sentence each."""
    for source in sources:
        if source.use == "train" and source.licence not in FREE_LICENCES:
            yield f"{source.path} is under “{source.licence}”, which is not known to allow commercial use."
    root, _, folder = FREE.partition("/")
    for path in sorted((roots[root] / folder).rglob("*")):
        name = _name(path, roots)
        if path.is_file() and path.suffix != ".md" and not any(fnmatchcase(name, source.path) for source in sources):
            yield f"{name} stands in no row of {TABLE.name}: add it with its licence."


def _name(path: Path, roots: dict[str, Path]) -> str:
    for root, folder in roots.items():
        if path.resolve().is_relative_to(folder.resolve()):
            return f"{root}/{path.resolve().relative_to(folder.resolve()).as_posix()}"
    return path.as_posix()


def tell(sources: list[Source], use: str, roots: dict[str, Path] = ROOTS) -> Iterator[str]:
    """A line for each file of one use; a folder of many files takes one line."""
    for source in (source for source in sources if source.use == use):
        names = [_name(path, roots) for path in files_of(source, roots)]
        if len(names) > _MANY:
            names = [f"{source.path} ({len(names)} files)"]
        for name in names or [f"{source.path} (not here)"]:
            yield f"  {source.licence:<15} {name}: {source.source}"


def main() -> int:
    """Command line of the module."""
    sources = read_sources()
    for use, heading in zip(USES, ("to train with", "only measured with"), strict=True):
        print(f"{heading}:", *tell(sources, use), sep="\n")
    against = list(faults(sources))
    for fault in against:
        print(fault, file=sys.stderr)
    return 1 if against else 0


if __name__ == "__main__":
    sys.exit(main())
