"""Inputs that want to do harm, or that come to harm: each is a row of `rejects`, and the texts beside it go through."""

import json
import os
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from flows import inputs, metadata
from flows.inputs import Search
from flows.readers import containers
from tests.counting import calls
from tests.flows.readers.making import TEXT, found, parquet, plan_of, records, rejects, tarred, workbook, zipped
from transforms.documents import Told, document_id

LONG = "the text is longer than --max-chars (1000 characters); split it or raise the limit"
NUL = "the text holds NUL characters, as binary data does; give plain text"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `in` with one good text; the working folder is the one above it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "buono.txt").write_text(TEXT)
    return tmp_path / "in"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", b"", {"": "the file is empty"}),
        ("a.txt", b" \n\t\xef\xbb\xbf", {"": "the text is empty: nothing but white space"}),
        ("a.txt", "\u200b\u2060\ufeff".encode(), {"": "the text is empty: nothing but white space"}),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", {"": "the file is binary, not text"}),
        ("a.txt", b"uno\x00due", {"": "the file is binary, not text"}),
        ("a.txt", b"\x01\x02\x03 tre", {"": "the file is binary, not text"}),
        ("a.txt", b"a" * 1_001, {"": LONG}),
        ("a.txt", b"a" * 9_000_000, {"": LONG}),
        ("a.txt", b"\xff\xfea", {"": "the text begins as UTF-16-LE but does not go on so; write it as UTF-8"}),
        ("a.jsonl", b'{"text": "uno\\u0000"}', {"#1": NUL}),
        ("a.jsonl", json.dumps({"text": "\x01\x02\x03 tre"}).encode(), {"#1": "the text is full of control characters, as binary data is; give plain text"}),
        ("a.jsonl", b'{"text": "\\udc00"}', {"#1": "the text holds half a surrogate pair, which is no character; write it again as UTF-8"}),
        ("a.jsonl", b'{"text": ' + b"[" * 90_000, {"#1": "the line is JSON that is nested too deeply"}),
        ("a.jsonl", b'{"a":' * 90_000, {"#1": "the line is JSON that is nested too deeply"}),
        ("a.jsonl", b'{"text": "' + b"a" * 9_000_000, {"#1": "the record is longer than a text of --max-chars (1000 characters) can be"}),
        ("a.jsonl", b'{"text": "x", "a": ' + b"9" * 9_000 + b"}", {"#1": "the line is no JSON"}),
        ("a.jsonl", b"\xff\xfe{}", {"#1": "the line is not UTF-8, as JSON must be"}),
        ("a.jsonl", b"[]\nnull\n{}", {"#1": 'the line is no JSON object; write {"text": \u2026}', "#2": 'the line is no JSON object; write {"text": \u2026}', "#3": "the record has no 'text'"}),
        ("a.csv", b"text\nuno\x00\n", {"#2": NUL}),
        ("a.csv", b"text\n" + b"a" * 1_001, {"#2": LONG}),
        ("a.parquet", b"PAR1", {"": "the Parquet file is damaged or ends too early; write it again"}),
        ("a.xlsx", b"PK\x03\x04", {"": "the zip archive is damaged or ends too early; send it again"}),
        ("a.zip", b"PK\x03\x04", {"": "the zip archive is damaged or ends too early; send it again"}),
        ("a.gz", b"\x1f\x8b\x08", {"": "what is packed here is damaged or ends too early; send it again"}),
        ("a.zst", b"\x28\xb5\x2f\xfd", {"": "what is packed here is damaged or ends too early; send it again"}),
    ],
)  # fmt: skip
def test_each_is_a_reject_with_its_reason(folder: Path, name: str, content: bytes, told: dict[str, str]) -> None:
    (folder / name).write_bytes(content)
    plan = plan_of("in", max_chars=1_000)
    assert rejects(plan) == {f"in/{name}{part}": reason for part, reason in told.items()}
    assert [seen.source_uri for seen in plan.to_read] == ["in/buono.txt"]


@pytest.mark.parametrize("suffix", ["txt", "jsonl", "csv"])
def test_marks_that_are_not_seen_stay_where_they_are(folder: Path, suffix: str) -> None:
    """Offsets point into what was ingested: nothing is taken out, whatever the format."""
    text = "Il \u202esindaco\u202c di Ro\u200bma\u00ad ha\x0b detto \x07«sì»\u2066\ufeff, \u200fe basta così per oggi, pare."
    content = {"txt": text, "jsonl": json.dumps({"text": text}), "csv": f'text\n"{text}"\n'}[suffix]
    (folder / f"a.{suffix}").write_text(content, encoding="utf-8")
    assert document_id(text) in {seen.doc_id for seen in plan_of("in").to_read}


class TestLinks:
    def test_a_link_that_leads_out_of_the_folder_is_refused(self, folder: Path) -> None:
        (folder.parent / "segreto.txt").write_text("Segreto.")
        (folder / "sub").mkdir()
        (folder / "a.txt").symlink_to("../segreto.txt")
        (folder / "sub/b.txt").symlink_to("/etc/hostname")
        (folder / "sub/c.txt").symlink_to("../buono.txt")
        (folder / "dati").symlink_to(folder.parent, target_is_directory=True)
        plan = plan_of("in")
        reason = "this is a link that leads out of the folder; name the file itself if it is meant"
        assert rejects(plan) == {"in/a.txt": reason, "in/sub/b.txt": reason}
        assert len(plan.to_read) == 1
        assert [seen.source_uri for seen in plan_of("in", "in/a.txt").to_read] == ["in/a.txt", "in/buono.txt"]

    def test_what_is_no_file_is_not_opened(self, folder: Path) -> None:
        os.mkfifo(folder / "a.txt")
        os.mkfifo(folder / "altro")
        plan = plan_of("in", "/dev/zero")
        assert rejects(plan) == {"in/a.txt": "this is no regular file", "/dev/zero": "this is no regular file"}
        assert plan.n_skipped == 1


class TestFilesThatChange:
    def test_a_file_that_vanishes_between_the_look_and_the_reading(self, folder: Path) -> None:
        (folder / "z.txt").write_text("Altro.")
        search = Search([Path("in")])
        inputs = search.inputs()
        assert next(inputs).source_uri == "in/buono.txt"
        (folder / "z.txt").unlink()
        assert list(inputs) == []
        assert [(item.source_uri, item.reason) for item in search.refused] == [
            ("in/z.txt", "the file cannot be read (No such file or directory)")
        ]

    def test_a_file_that_grows_or_shrinks_while_it_is_read(self, folder: Path) -> None:
        lines = b"".join(b'{"text": "Riga %d."}\n' % number for number in range(3_000))
        (folder / "a.jsonl").write_bytes(lines)
        search = Search([Path("in/a.jsonl")])
        inputs = search.inputs()
        next(inputs)
        os.truncate(folder / "a.jsonl", 20_000)
        n_read = 1 + len(list(inputs))
        assert 500 < n_read < 3_000
        assert [item.reason for item in search.refused] in ([], ["the line is no JSON"])

    def test_an_error_of_the_disk_in_the_middle(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        opened = Path.open

        class Failing:
            def __init__(self, file) -> None:
                self._file = file

            def __getattr__(self, name: str):
                return getattr(self._file, name)

            def __enter__(self):
                return self

            def __exit__(self, *_: object) -> None:
                self._file.close()

            def read(self, *arguments: int) -> bytes:
                if self._file.tell() == 0 and arguments == (4_096,):
                    return self._file.read(*arguments)
                raise OSError(5, "Input/output error")

        monkeypatch.setattr(Path, "open", lambda path, *rest: Failing(opened(path, *rest)))
        assert rejects(plan_of("in")) == {"in/buono.txt": "the file cannot be read (Input/output error)"}


class TestNames:
    NAMES = (
        "a'b.txt",
        'a"b.txt',
        "a\nb.txt",
        "a\tb.jsonl.txt",
        "=1+1.txt",
        "<script>.txt",
        "%s{0}.txt",
        "\u202etxt.txt",
    )

    def test_names_are_recorded_and_nothing_more(self, folder: Path) -> None:
        for name in self.NAMES:
            (folder / name).write_bytes(b"")
        assert rejects(plan_of("in")) == {f"in/{name}": "the file is empty" for name in self.NAMES}

    @pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
    def test_names_that_are_no_unicode(self, folder: Path) -> None:
        with open(os.fsencode(folder) + b"/a\xff\xfe.txt", "wb"):  # noqa: PTH123 # the name is bytes
            pass
        assert rejects(plan_of("in")) == {"in/a\\xff\\xfe.txt": "the file is empty"}


class _Entry:
    """An entry of a folder that holds as many as one likes."""

    def __init__(self, number: int) -> None:
        self.name = f"{number:06}.{('txt', 'docx')[number % 2]}"
        self.path = "in/buono.txt"

    def is_dir(self, follow_symlinks: bool = True) -> bool:
        return False

    def is_file(self) -> bool:
        return True

    def is_symlink(self) -> bool:
        return False


class _Entries:
    def __init__(self, n_files: int) -> None:
        self._n_files = n_files

    def __enter__(self) -> Iterator[_Entry]:
        return (_Entry(number) for number in range(self._n_files))

    def __exit__(self, *_: object) -> None:
        pass


def test_the_work_of_a_folder_grows_with_its_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(n_files: int) -> int:
        monkeypatch.setattr(os, "scandir", lambda _: _Entries(n_files))
        return calls(lambda: sum(1 for _ in Search([Path("in")]).inputs()))

    assert work(2_000) < 2.2 * work(1_000)


def test_refusing_grows_with_what_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "buono.txt").write_bytes(b"")

    def work(n_files: int) -> int:
        monkeypatch.setattr(os, "scandir", lambda _: _Entries(n_files))
        search = Search([Path("in")])
        return calls(lambda: list(search.inputs())) + len(search.refused)

    assert work(4_000) < 2.2 * work(2_000)


@pytest.mark.slow
def test_each_of_many_files_takes_little_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "scandir", lambda _: _Entries(20_000))
    tracemalloc.start()
    n_texts = sum(1 for _ in Search([Path("in")]).inputs())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert n_texts == 10_000
    assert peak < 20_000 * 1_000


class TestAmplification:
    """A few bytes that ask for much: time and memory stay in proportion to the file."""

    def test_a_file_of_nothing_but_bad_parts_fills_no_memory(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(inputs, "_MOST_REFUSED", 3)
        (folder / "a.jsonl").write_bytes(b"x\n" * 9 + b'{"text": "Dopo."}\n')
        plan = plan_of("in")
        assert rejects(plan) == {
            **{f"in/a.jsonl#{number}": "the line is no JSON" for number in (1, 2, 3)},
            "in/a.jsonl": "6 more parts of this file cannot be read",
        }
        assert [seen.source_uri for seen in plan.to_read] == ["in/a.jsonl#10", "in/buono.txt"]

    def test_short_rows_below_many_columns(self, folder: Path) -> None:
        header = ",".join(["text", *(f"c{number}" for number in range(20_000))]) + "\n"
        work = [
            calls(lambda n_rows=n_rows: found((header + "Uno.\n" * n_rows).encode(), "a.csv")) for n_rows in (10, 1_010)
        ]
        assert work[1] - work[0] < 300 * 1_000

    def test_one_string_that_many_cells_share(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(containers, "_ALWAYS", 1_000_000)
        data = workbook({"F": [["text", *range(200)], *[["Uno.", *(["a" * 30_000] * 200)]] * 20]})
        assert list(found(data, "a.xlsx").values())[-1].startswith("!more than 200 times its size comes out of it")

    def test_a_million_rows_without_anything(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(containers, "_ALWAYS", 1_000_000)
        data = parquet(pl.DataFrame({"text": [None] * 1_000_000}, schema={"text": pl.String}))
        assert [told.split(",")[0] for told in found(data, "a.parquet").values()] == [
            "!more than 200 times its size comes out of it"
        ]

    def test_metadata_longer_than_any(self) -> None:
        row = {"text": TEXT, "title": "t" * 10_001, "data": "1" * 9_000_000, "source_uri": "u" * 4_097}
        (record,) = records(json.dumps(row).encode(), "a.jsonl")
        assert (record.told, record.source_uri) == (Told(), None)
        assert len(record.complaints) == 3
        assert max(map(len, record.complaints)) < 200

    @pytest.mark.parametrize("pack", [tarred, zipped])
    def test_names_longer_than_any(self, pack) -> None:
        told = found(pack({"a/" * 5_000 + "a.txt": b"Testo.", "b.txt": b"Due."}), "x")
        assert told == {"": "!the archive holds a name of more than 4096 characters; it is damaged"}

    def test_a_table_in_an_archive_that_tells_of_too_many(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(metadata, "_MAX_FILES", 2)
        (folder / "a.zip").write_bytes(zipped({"metadata.csv": b"file\na\nb\nc\n", "a.txt": b"Testo."}))
        assert rejects(plan_of("in")) == {
            "in/a.zip/metadata.csv": "the table of metadata tells of more than 2 files; unpack the archive first"
        }
