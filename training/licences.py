"""What weights for companies may learn from: each file of their recipe with its licence, none of them non-commercial.

``python -m training.licences`` lists the files of `sources.csv` that are here, those to train with apart from those
only measured with. It fails when a file to train with is under a licence that is not known to be free, or when a file
of the folder of free data stands in no row. While the recipe runs, `guard` looks at each file that is opened.
"""

import csv
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

TABLE = Path(__file__).resolve().parent / "sources.csv"
#: Name that the table uses → the folder meant.
ROOTS = {"repository": TABLE.parents[1], "shared": TABLE.parents[2] / "shared"}
#: Where data lies: what is opened here must be free.
DATA = (TABLE.parent / "data", ROOTS["shared"])
#: All of it is meant to be trained with; a file that nobody described stops the recipe.
FREE = "shared/data/model/free"
#: Use of a file → how the list heads it.
USES = {"train": "to train with", "measure": "only measured with", "none": "free, and not used"}
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
        use: one of `USES`.
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
        raise LicenceError(f"{name} ({source.licence}) is {USES[source.use]}: the recipe must not open it.")
    if source.licence not in FREE_LICENCES:
        raise LicenceError(f"{name} is under “{source.licence}”, which is not known to allow commercial use.")
    return path


class Guard:
    """Refuses any file of the data folders that may not be trained with, from the moment it is made to the end.

    Args:
        sources: what may be trained with.
        roots: name that the table uses → folder.
        folders: only what lies below them is looked at; the program reads its own code and words from elsewhere.
    """

    def __init__(self, sources: list[Source], roots: dict[str, Path] = ROOTS, folders: tuple[Path, ...] = DATA) -> None:
        self._sources, self._roots = sources, roots
        self._folders = tuple(f"{folder.resolve()}{os.sep}" for folder in folders)
        self._watching = True
        self._allowed: set[str] = set()
        sys.addaudithook(self._look)  # for good: there is no way to take one away

    def _look(self, event: str, arguments: tuple[object, ...]) -> None:
        if event != "open" or not self._watching or not isinstance(arguments[0], str):
            return
        name = os.path.realpath(arguments[0])
        if name.startswith(self._folders) and name not in self._allowed:
            self._watching = False
            try:
                if Path(name).is_file():
                    to_train(Path(name), self._sources, self._roots)
            finally:
                self._watching = True
            self._allowed.add(name)

    @contextmanager
    def measuring(self) -> Iterator[None]:
        """Anything may be read inside: nothing that is read there is learned from."""
        before, self._watching = self._watching, False
        try:
            yield
        finally:
            self._watching = before


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
    for use, heading in USES.items():
        print(f"{heading}:", *tell(sources, use), sep="\n")
    against = list(faults(sources))
    for fault in against:
        print(fault, file=sys.stderr)
    return 1 if against else 0


if __name__ == "__main__":
    sys.exit(main())
