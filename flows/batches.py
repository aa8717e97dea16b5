"""Which texts are read together: batches that an earlier run finished, then the rest in pieces of fixed size.

What is read from a text depends on the text alone, so that neither the pieces nor who reads them change the tables.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import IO

from flows.planning import Seen
from flows.staging import Folder, Settings, Text
from flows.version import code_version, model_label
from transforms.contract import stable_id

#: A batch ends early when its texts are long: memory stays bounded whatever --batch-size says.
_BATCH_CHARS = 4_000_000
#: The gate costs by the call: it sees several batches at once, up to so many texts.
_GROUP_TEXTS = 1_500


@dataclass(frozen=True, slots=True)
class Batch:
    """Some texts that are read together.

    Attributes:
        number: 1 for the first of the run.
        total: how many batches the run has.
        url: its folder.
        items: keys of its texts: what is the same gives the same rows.
        seen: the texts.
        is_finished: an earlier run read it.
    """

    number: int
    total: int
    url: str
    items: tuple[str, ...]
    seen: tuple[Seen, ...]
    is_finished: bool = False


class Texts:
    """The texts of a run in one file, found again by doc_id: inputs are opened once, whatever happens to them later.

    Args:
        path: the file; it is made with the first text.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def keep(self, doc_id: str, text: str) -> None:
        """Add a text."""
        if doc_id in self._places:
            return
        if self._file is None:
            self._path.parent.mkdir(exist_ok=True)
            self._file = self._path.open("w+b")
        data = text.encode("utf-8", "surrogatepass")
        self._file.write(data)
        self._places[doc_id] = (self._end, len(data))
        self._end += len(data)

    def get(self, doc_id: str) -> str:
        """A text that was added; may be called by several threads."""
        assert self._file is not None
        start, length = self._places[doc_id]
        return os.pread(self._file.fileno(), length, start).decode("utf-8", "surrogatepass")

    def settle(self) -> None:
        """All texts are added."""
        if self._file is not None:
            self._file.flush()

    def close(self) -> None:
        """Remove the file."""
        if self._file is not None:
            self._file.close()
            self._path.unlink(missing_ok=True)
            self._file = None


def make_batches(to_read: Sequence[Seen], folder: Folder, size: int, workers: int, settings: Settings) -> list[Batch]:
    """Cut a plan into batches; those of earlier runs that do not fit it any more are removed.

    Args:
        to_read: the texts, sorted.
        folder: where batches lie.
        size: texts a batch at most.
        workers: how many batches are read at a time; few texts are shared out evenly.
        settings: how texts are read.
    """
    reading = f"{_code()} {code_version()} {_weights(settings.model)} {settings}"
    wanted = {stable_id("item", seen.doc_id, seen.source_uri, seen.told, reading): seen for seen in to_read}
    cut: list[tuple[str, tuple[str, ...], bool]] = []
    left = dict(wanted)
    for batch, outcome in folder.batches():
        if outcome is not None and outcome.items and all(item in left for item in outcome.items):
            cut.append((batch.url, outcome.items, True))
            for item in outcome.items:
                del left[item]
        else:
            batch.remove()
    pieces = max(1, -(-len(left) // size))
    even = -(-len(left) // (-(-pieces // workers) * workers)) if left else size
    for items in _cut(left, max(1, even)):
        cut.append((folder.batch(items).url, items, False))
    cut.sort(key=lambda piece: (wanted[piece[1][0]].source_uri, piece[1][0]))
    return [
        Batch(number, len(cut), url, items, tuple(wanted[item] for item in items), is_finished)
        for number, (url, items, is_finished) in enumerate(cut, 1)
    ]


def _cut(left: dict[str, Seen], size: int) -> Iterator[tuple[str, ...]]:
    piece: list[str] = []
    chars = 0
    for item, seen in left.items():
        if piece and (len(piece) >= size or chars + seen.n_chars > _BATCH_CHARS):
            yield tuple(piece)
            piece, chars = [], 0
        piece.append(item)
        chars += seen.n_chars
    if piece:
        yield tuple(piece)


def groups_of(batches: Sequence[Batch]) -> Iterator[list[Batch]]:
    """Consecutive batches that the gate sees together."""
    group: list[Batch] = []
    texts = chars = 0
    for batch in batches:
        n_chars = sum(seen.n_chars for seen in batch.seen)
        if group and (texts + len(batch.items) > _GROUP_TEXTS or chars + n_chars > _BATCH_CHARS):
            yield group
            group, texts, chars = [], 0, 0
        group.append(batch)
        texts, chars = texts + len(batch.items), chars + n_chars
    if group:
        yield group


def texts_of(batch: Batch, get: Callable[[str], str]) -> list[Text]:
    """The texts of a batch as they are handed to whoever reads them."""
    return [Text(seen.source_uri, get(seen.doc_id), seen.told) for seen in batch.seen]


@cache
def _code() -> str:
    """A hash of the code and of the reference tables that read texts: another state may find other facts."""
    root = Path(__file__).resolve().parent.parent
    return _state_of(root / "transforms", root / "seeds" / "reference")


def _weights(model: str) -> str:
    """Name and version of a model; of one in a folder its state, for it may be trained anew under the same name."""
    return f"{model_label(model)} {_state_of(Path(model))}" if Path(model).is_dir() else str(model_label(model))


def _state_of(*folders: Path) -> str:
    state = sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                about = path.stat()
                state.update(f"{path.relative_to(folder)} {about.st_size} {about.st_mtime_ns}\n".encode())
    return state.hexdigest()
