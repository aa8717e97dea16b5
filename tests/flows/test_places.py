"""Inputs at addresses that fsspec understands: the same texts under the same rules, wherever they lie."""

import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from flows import cli
from flows.inputs import Search
from flows.metadata import load_told_file
from flows.places import Remote, place
from flows.readers.registry import of_no_use
from flows.serve import _demand_watchable
from flows.staging import Folder
from tests.flows.here import go, without_prefect
from tests.flows.running import ask
from transforms.documents import Told
from transforms.errors import UsageError

FILES = {
    "a.txt": b"Un testo.",
    "deep/b.txt": "Così è più giù.".encode("cp1252"),
    "deep/metadata.csv": b"file,published_on\nb.txt,2026-02-03\n",
    "r.jsonl": b'{"text": "Buono."}\n\nrotto\n',
    "x.docx": b"PK",
    ".hidden/c.txt": b"Nascosto.",
    "deep/.d.txt": b"Nascosto.",
}


@pytest.fixture(params=["memory://", "file://"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a folder with some files."""
    url = f"{request.param}{tmp_path}/in"
    files = fsspec.filesystem(request.param.split(":")[0])
    for name, content in FILES.items():
        files.makedirs(f"{tmp_path}/in/{name}".rsplit("/", 1)[0], exist_ok=True)
        files.pipe_file(f"{tmp_path}/in/{name}", content)
    yield url
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs.clear()


def look(*given: str, **more: object) -> tuple[dict[str, tuple[str | None, Told]], Search]:
    search = Search([place(one) for one in given], **more)  # type: ignore[arg-type] # options of any kind
    return {found.source_uri: (found.text, found.told) for found in search.inputs()}, search


def test_a_folder_at_an_address_is_read_as_one_here(folder: str) -> None:
    found, search = look(folder)
    assert list(found) == [f"{folder}/a.txt", f"{folder}/deep/b.txt", f"{folder}/r.jsonl#1"]
    assert str(found[f"{folder}/deep/b.txt"][1].published_on) == "2026-02-03"
    assert [(item.source_uri, item.reason) for item in search.refused] == [
        (f"{folder}/r.jsonl#3", "the line is no JSON")
    ]
    assert (search.n_skipped, search.complaints) == (2, [])
    assert look(f"{folder}/", f"{folder}/deep")[0].keys() == found.keys()


def test_files_and_tables_may_be_named(folder: str) -> None:
    found, search = look(f"{folder}/deep/b.txt", metadata=load_told_file(place(f"{folder}/deep/metadata.csv")))
    assert [str(told.published_on) for _, told in found.values()] == ["2026-02-03"]
    found, search = look(f"{folder}/nowhere.txt", f"{folder}/x.docx")
    assert found == {}
    assert {item.source_uri.rsplit("/", 1)[1]: item.reason for item in search.refused} == {
        "nowhere.txt": "there is no such file or folder",
        "x.docx": of_no_use(),
    }


def test_long_lines_are_not_kept(folder: str) -> None:
    Remote(folder)._opened[0].pipe_file(
        f"{Remote(folder)._opened[1]}/r.jsonl", b'"' * 2_000_000 + b"\n" + FILES["r.jsonl"]
    )
    _, search = look(f"{folder}/r.jsonl", max_chars=10)
    assert [item.source_uri.rsplit("#", 1)[1] for item in search.refused] == ["1", "4"]


def test_a_run_reads_an_address_and_knows_it_again(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_prefect(monkeypatch)
    monkeypatch.chdir(tmp_path)
    assert go(folder) == 0
    assert ask("SELECT source_uri FROM documents ORDER BY ALL") == [
        (f"{folder}/a.txt",), (f"{folder}/deep/b.txt",), (f"{folder}/r.jsonl#1",)
    ]  # fmt: skip
    assert ask("SELECT text, published_on::VARCHAR FROM documents WHERE source_uri LIKE '%b.txt'") == [
        ("Così è più giù.", "2026-02-03")
    ]
    assert go(folder) == 0
    assert "Nothing new." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("s3://bucket/news", r"begin with s3:// need another package: pip install 'spoglio\[s3\]'"),
        ("nonsense://x", "nonsense://x is no address that can be read"),
        ("ftp://me:secret@example.org/news", "An address with a password would be published"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    url: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(UsageError, match=said):
        place(url)
    assert cli.main(["run", url]) == 2
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert "secret" not in err.splitlines()[-1]
    if "secret" not in url:
        with pytest.raises(UsageError, match=said):
            Folder(url)


def test_an_address_that_does_not_answer_is_a_reject(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("Unable to locate credentials\nmore")

    for name in ("isdir", "exists", "find", "info"):
        monkeypatch.setattr(MemoryFileSystem, name, fail)
    _, search = look("memory://bucket/news")
    assert [item.reason for item in search.refused] == ["the address cannot be read (Unable to locate credentials)"]
    monkeypatch.setattr(MemoryFileSystem, "isdir", lambda *_: True)
    _, search = look("memory://bucket/news")
    assert [item.reason for item in search.refused] == ["the folder cannot be read (Unable to locate credentials)"]


def test_addresses_cannot_be_watched() -> None:
    with pytest.raises(UsageError, match="look at memory://x now and then with --every"):
        _demand_watchable([place("memory://x")])
