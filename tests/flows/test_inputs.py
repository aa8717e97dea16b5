"""From paths to texts: folders and records, and everything that can be wrong with them."""

import inspect
import json
import os
import sys
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from flows.inputs import Search, uri_of
from flows.metadata import load_metadata
from tests.flows.looking import TEXT, plan_of, reasons, search, write
from transforms.documents.article import Told
from transforms.errors import InputError


class TestFolders:
    def test_any_depth_other_kinds_are_counted(self, folder: Path) -> None:
        for name in ("b.txt", "a.TXT", "deep/er/c.txt", "x.docx", "deep/y.css", ".hidden.txt", ".git/z.txt"):
            write(folder / name)
        found, looking = search("in")
        assert list(found) == ["in/a.TXT", "in/b.txt", "in/deep/er/c.txt"]
        assert looking.n_skipped == 4
        assert looking.refused == []

    @pytest.mark.parametrize("given", ["in", "in/", "./in", "../{here}/in"])
    def test_the_uri_is_the_path_as_given_plus_the_path_inside(self, folder: Path, given: str) -> None:
        write(folder / "a.txt")
        given = given.format(here=folder.parent.name)
        found, _ = search(given)
        assert list(found) == [given.removeprefix("./").rstrip("/") + "/a.txt"]

    def test_order_and_repetition_of_paths_change_nothing(self, folder: Path) -> None:
        write(folder / "a.txt"), write(folder / "b/c.txt")
        assert search("in", "in/a.txt", "in/b")[0] == search("in/b", "in/a.txt", "in", "in")[0]

    def test_links_to_folders_are_not_followed(self, folder: Path) -> None:
        write(folder / "a.txt")
        (folder / "loop").symlink_to(folder, target_is_directory=True)
        (folder / "b.txt").symlink_to(folder / "a.txt")
        (folder / "broken.txt").symlink_to(folder / "nowhere")
        (folder / "itself.txt").symlink_to(folder / "itself.txt")
        found, looking = search("in")
        assert list(found) == ["in/a.txt", "in/b.txt"]
        assert set(reasons(looking)) == {"in/broken.txt", "in/itself.txt"}

    def test_what_is_no_regular_file_is_never_opened(self, folder: Path) -> None:
        os.mkfifo(folder / "pipe.txt")
        found, looking = search("in", "in/pipe.txt")
        assert found == {}
        assert reasons(looking) == {"in/pipe.txt": "this is no regular file"}

    def test_names_of_every_kind(self, folder: Path) -> None:
        names = ["a b.txt", "è.txt", "riga\nnuova.txt", "\x1b[31m.txt", "'; DROP TABLE documents; --.txt", "=1+1.txt"]
        for name in names:
            write(folder / name)
        found, _ = search("in")
        assert sorted(found) == sorted("in/" + name for name in names)

    @pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
    def test_a_name_that_is_no_unicode_is_recorded_as_valid_text(self, folder: Path) -> None:
        Path(os.fsdecode(os.fsencode(folder) + b"/caff\xe8.txt")).write_text(TEXT)
        found, _ = search("in")
        assert list(found) == ["in/caff\\xe8.txt"]

    def test_a_deep_folder_is_walked_without_recursion(self, folder: Path) -> None:
        write(folder / "/".join("d" * 200) / "a.txt")
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(len(inspect.stack()) + 120)
        try:
            found, _ = search("in")
        finally:
            sys.setrecursionlimit(limit)
        assert len(found) == 1

    def test_an_unreadable_folder_or_file_is_refused_and_the_rest_goes_through(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(folder / "a.txt"), write(folder / "b/c.txt"), write(folder / "d.txt")
        scandir, read = os.scandir, Path.open

        def refuse_scan(path: Path) -> object:
            if Path(path).name == "b":
                raise PermissionError(13, "Permission denied")
            return scandir(path)

        def refuse_open(path: Path, *arguments: object, **more: object) -> object:
            if path.name == "d.txt":
                raise PermissionError(13, "Permission denied")
            return read(path, *arguments, **more)  # type: ignore[call-overload]

        monkeypatch.setattr(os, "scandir", refuse_scan)
        monkeypatch.setattr(Path, "open", refuse_open)
        plan = plan_of("in")
        assert {item.source_uri: item.reason for item in plan.refused} == {
            "in/b/": "the folder cannot be read (Permission denied)",
            "in/d.txt": "the file cannot be read (Permission denied)",
        }
        assert [seen.source_uri for seen in plan.to_read] == ["in/a.txt"]


class TestNamedPaths:
    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("nowhere", "no such file or folder"),
            ("x.docx", "files of this kind are not read"),
            ("noext", "of this kind"),
        ],
    )
    def test_what_is_named_and_cannot_be_read_is_refused(self, folder: Path, name: str, said: str) -> None:
        write(folder / "x.docx"), write(folder / "noext")
        found, looking = search(f"in/{name}")
        assert found == {}
        assert said in reasons(looking)[f"in/{name}"]

    def test_a_hidden_file_that_is_named_is_read(self, folder: Path) -> None:
        write(folder / ".a.txt")
        assert list(search("in/.a.txt")[0]) == ["in/.a.txt"]


class TestRecords:
    def test_each_line_is_a_text_with_its_metadata(self, folder: Path) -> None:
        records = [
            {
                "text": "Uno.\r\nDue.",
                "published_on": "2026-02-03",
                "title": "T",
                "outlet": "S",
                "url": "u",
                "language": "IT",
            },
            {"text": "Tre.", "source_uri": "feed:3"},
        ]
        write(folder / "a.jsonl", "\n".join(json.dumps(record) for record in records))
        looking = Search([Path("in/a.jsonl")])
        found = list(looking.inputs())
        assert [item.source_uri for item in found] == ["in/a.jsonl#1", "feed:3"]
        assert found[0].text == "Uno.\nDue."
        assert found[0].told == Told(date(2026, 2, 3), None, "T", "S", "u", "it")
        assert [item.text for item in found] == ["Uno.\nDue.", "Tre."]

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            (b"{", "no JSON"),
            (b"[1]", "no JSON object"),
            (b"null", "no JSON object"),
            (b"{}", "no 'text'"),
            (b'{"text": 3}', "no string"),
            (b'{"text": "  "}', "empty"),
            (b'{"text": "\\ud800"}', "surrogate"),
            (b'{"text": "a\\u0000b"}', "NUL"),
            (b"\xff\xfe", "not UTF-8"),
            (b"[" * 100_000, "nested too deeply"),
            (b'{"text": ' + b"9" * 10_000 + b"}", "no JSON"),
        ],
    )
    def test_a_bad_line_is_refused_with_its_number_and_the_rest_goes_through(
        self, folder: Path, line: bytes, said: str
    ) -> None:
        write(folder / "a.jsonl", b'{"text": "Prima."}\n\n' + line + b'\n{"text": "Dopo."}')
        found, looking = search("in")
        assert list(found) == ["in/a.jsonl#1", "in/a.jsonl#4"]
        assert said in reasons(looking)["in/a.jsonl#3"]

    def test_a_line_of_50_megabytes_costs_no_memory(self, folder: Path) -> None:
        with (folder / "a.jsonl").open("wb") as file:
            file.write(b'{"text": "Prima."}\n{"text": "')
            for _ in range(50):
                file.write(b"a" * 1_000_000)
            file.write(b'"}\n{"text": "Dopo."}\n')
        write(folder / "b.txt", b"a" * 50_000_000)
        tracemalloc.start()
        plan = plan_of("in", max_chars=10_000)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert [seen.source_uri for seen in plan.to_read] == ["in/a.jsonl#1", "in/a.jsonl#3"]
        assert {item.source_uri: "--max-chars" in item.reason for item in plan.refused} == {
            "in/a.jsonl#2": True,
            "in/b.txt": True,
        }
        assert peak < 10_000_000

    def test_wrong_metadata_in_a_record_is_reported_and_the_text_read_without_it(self, folder: Path) -> None:
        record = {"text": TEXT, "published_on": 2026.5, "url": ["x"], "source_uri": "", "language": "italiano!"}
        write(folder / "a.jsonl", json.dumps(record))
        found, looking = search("in")
        assert found == {"in/a.jsonl#1": Told()}
        said = " ".join(item.reason for item in looking.complaints)
        assert all(word in said for word in ("published_on", "url", "language", "source_uri"))


def test_a_file_that_vanishes_is_said() -> None:
    (found,) = [*Search([Path(__file__).with_suffix(".txt")]).inputs()] or [None]
    assert found is None


def test_uris_have_slashes_and_are_unicode() -> None:
    assert uri_of("a/b.txt") == "a/b.txt"
    with pytest.raises(InputError):
        load_metadata(Path("nowhere.csv"), "nowhere.csv")
