"""Files in files: gzip, zstd, zip and tar, as they should be and as an attacker makes them."""

import gzip
import io
import os
import tarfile
import tempfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from flows.readers import containers
from tests.counting import calls
from tests.flows.readers.making import TEXT, found, plan_of, rejects, tarred, workbook, zipped, zstd

RAW = TEXT.encode()
LINES = b'{"text": "Uno."}\nrotto\n'
FILES = {"a.txt": RAW, "b/c.jsonl": LINES, "foto.png": b"\x89PNG", "vuoto/": b"", ".git/d.txt": RAW}
READ = {"a.txt": TEXT, "b/c.jsonl#1": "Uno.", "b/c.jsonl#2": "!the line is no JSON", "foto.png": "skipped"}
BOMB = (
    "!more than 200 times its size comes out of it, as out of a decompression bomb; unpack it yourself if you trust it"
)
OUTSIDE = "!its name leads out of the archive, as in an attack; it is not read"


class TestKinds:
    @pytest.mark.parametrize(("pack", "suffix"), [(gzip.compress, ".gz"), (zstd, ".zst")])
    def test_a_packed_file_is_the_file(self, pack, suffix: str) -> None:
        assert found(pack(RAW), f"a.txt{suffix}") == {"": TEXT}
        assert found(pack(LINES), f"c.jsonl{suffix}") == {"#1": "Uno.", "#2": "!the line is no JSON"}
        assert found(pack(RAW) + pack(RAW), f"a.txt{suffix}") == {"": TEXT + TEXT}
        assert found(pack(b"\x89PNG"), f"a.png{suffix}") == {"": "skipped"}

    @pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
    def test_an_archive_is_a_folder(self, form: int) -> None:
        told = READ | {".git/d.txt": "skipped"}
        files = {name: data for name, data in FILES.items() if data}
        assert found(tarred(files, form), "x.tar") == told
        assert found(zipped(FILES), "x.zip") == told
        for packed, name in ((gzip.compress, "x.tgz"), (gzip.compress, "x.tar.gz"), (zstd, "x.tar.zst")):
            assert found(packed(tarred(files, form)), name) == told

    @pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
    def test_long_names_and_accents(self, form: int) -> None:
        name = "perché/" * 40 + "sì.txt"
        assert found(tarred({name: RAW, "b.txt": b"Due."}, form), "x.tar") == {name: TEXT, "b.txt": "Due."}
        assert found(zipped({name: RAW}), "x.zip") == {name: TEXT}

    def test_content_wins_over_names(self) -> None:
        assert found(gzip.compress(RAW, mtime=0), "a.txt") == {"": TEXT}
        assert found(zipped({"a.txt": RAW}), "a.txt") == {"a.txt": TEXT}
        assert found(tarred({"a.txt": RAW}), "a.jsonl") == {"a.txt": TEXT}

    def test_archives_lie_in_archives(self) -> None:
        inner = gzip.compress(tarred({"a.txt": RAW, "b.xlsx": workbook({"F": [["text"], ["Uno."]]})}))
        assert found(zipped({"d/x.tgz": inner}), "y.zip") == {"d/x.tgz/a.txt": TEXT, "d/x.tgz/b.xlsx#F!2": "Uno."}

    def test_documents_that_are_zip_archives_are_not_looked_into(self) -> None:
        for mark in ("mimetype", "[Content_Types].xml", "META-INF/MANIFEST.MF"):
            assert found(zipped({mark: b"x", "word/a.txt": RAW}), "a.docx") == {"": "skipped"}

    def test_the_names_of_a_run(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        Path("in").mkdir()
        Path("in/x.zip").write_bytes(zipped(FILES))
        Path("in/metadata.csv").write_text("file,title\nx.zip/a.txt,Titolo\nx.zip/manca.txt,T\n")
        plan = plan_of("in")
        assert [(seen.source_uri, seen.told.title) for seen in plan.to_read] == [
            ("in/x.zip/a.txt", "Titolo"),
            ("in/x.zip/b/c.jsonl#1", None),
        ]
        assert rejects(plan) == {
            "in/x.zip/b/c.jsonl#2": "the line is no JSON",
            "in/x.zip/manca.txt": "in/metadata.csv names this file, but it is not there",
        }
        assert plan.n_skipped == 2


class TestBombs:
    @pytest.fixture(autouse=True)
    def small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(containers, "_ALWAYS", 1_000_000)

    #: Zeros of a text, packed: a thousandth of what comes out.
    LINE = b'{"text": "Prima."}\n' + b" " * 20_000_000 + b"\n"

    @pytest.mark.parametrize(
        ("data", "name"),
        [
            (gzip.compress(LINE, mtime=0), "a.jsonl.gz"),
            (zstd(LINE), "a.jsonl.zst"),
            (zipped({"a.jsonl": LINE}), "a.zip"),
            (gzip.compress(tarred({"a.jsonl": LINE}), mtime=0), "a.tgz"),
            (gzip.compress(gzip.compress(LINE), mtime=0), "a.jsonl.gz.gz"),
            (zstd(gzip.compress(LINE, mtime=0)), "a.jsonl.gz.zst"),
            (zipped({"in/b.zip": zipped({"a.jsonl": LINE})}), "a.zip"),
            (gzip.compress(b"%PDF" + bytes(20_000_000), mtime=0), "a.parquet.gz"),
        ],
    )
    def test_one_sentence_and_flat_memory(self, data: bytes, name: str) -> None:
        tracemalloc.start()
        told = found(data, name, max_chars=10_000)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert told.pop("") == BOMB
        assert [text for text in told.values() if text.startswith("!")] == []
        assert peak < 20_000_000

    def test_a_thousand_members_that_are_one_stretch_of_the_file(self) -> None:
        """Entries of the list that all point at the same packed bytes."""
        made = io.BytesIO(zipped({"a.txt": b"a" * 990_000}))
        with zipfile.ZipFile(made, "a") as archive:
            one = archive.infolist()[0]
            archive.filelist += [one] * 1_000
            archive._didModify = True
        told = [event for event in found_all(made.getvalue(), "a.zip") if event.startswith("!")]
        assert told == [BOMB]

    def test_a_text_a_million_times(self) -> None:
        rows = [["text"], *([["Ancora una volta. " * 200]] * 3_000)]
        told = found_all(workbook({"F": rows}), "a.xlsx")
        assert told[-1] == BOMB
        assert len(told) < 1_500

    def test_what_is_packed_well_but_small_is_read(self) -> None:
        assert found(gzip.compress(b"a" * 900_000, mtime=0), "a.txt.gz") == {"": "a" * 900_000}


def found_all(data: bytes, name: str) -> list[str]:
    from flows.readers.read import read
    from flows.readers.reader import Limits, Refused

    events = read(io.BytesIO(data), name, Limits(1_000_000))
    return [f"!{event.reason}" if isinstance(event, Refused) else event.part for _, event in events]


class TestDamage:
    @pytest.mark.parametrize(
        ("data", "name", "reason"),
        [
            (gzip.compress(RAW * 999, mtime=0)[:-20], "a.txt.gz", "what is packed here is damaged or ends too early; send it again"),
            (gzip.compress(RAW, mtime=0)[:-8] + bytes(8), "a.txt.gz", "what is packed here is damaged or ends too early; send it again"),
            (zstd(os.urandom(9_999))[:-9], "a.txt.zst", "what is packed here is damaged or ends too early; send it again"),
            (b"testo", "a.txt.gz", "what is packed here is damaged or ends too early; send it again"),
            (zipped(FILES)[:-9], "a.zip", "the zip archive is damaged or ends too early; send it again"),
            (b"testo", "a.zip", "the zip archive is damaged or ends too early; send it again"),
            (b"testo", "a.tar", "the tar archive is damaged; send it again"),
            (b"", "a.zip", "the file is empty"),
            (b"", "a.txt", "the file is empty"),
        ],
    )  # fmt: skip
    def test_a_damaged_container_is_one_reject(self, data: bytes, name: str, reason: str) -> None:
        assert found(data, name) == {"": f"!{reason}"}

    def test_what_came_before_the_damage_is_kept(self) -> None:
        whole = tarred({"a.txt": RAW, "b.txt": b"b" * 5_000})
        assert found(whole[:3_000], "x.tar") == {
            "a.txt": TEXT,
            "b.txt": "!the tar archive ends in the middle of this file; send it again",
        }
        assert found(whole[:1_500], "x.tar") == {"a.txt": TEXT, "": "!the tar archive is damaged; send it again"}
        lines = b"".join(b'{"text": "%d"}\n' % number for number in range(5_000))
        told = found(gzip.compress(lines, mtime=0)[:-40], "a.jsonl.gz")
        assert told["#1"] == "0"
        assert told[""] == "!what is packed here is damaged or ends too early; send it again"

    def test_one_damaged_member_leaves_the_others(self) -> None:
        data = bytearray(zipped({"a.txt": RAW, "b.txt": b"Due."}, zipfile.ZIP_STORED))
        data[data.index(RAW) + 3] ^= 1
        assert found(bytes(data), "x.zip") == {
            "a.txt": "!what is packed here is damaged or ends too early; send it again",
            "b.txt": "Due.",
        }

    def test_members_that_cannot_be_unpacked(self) -> None:
        data = bytearray(zipped({"a.txt": RAW}))
        for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
            data[at] |= 1
        assert found(bytes(data), "x.zip") == {"a.txt": "!it is encrypted; unpack the archive with its password first"}
        assert found(zipped({"a.txt": RAW}, zipfile.ZIP_LZMA), "x.zip") == {
            "a.txt": "!it is packed in a way that is not read (only deflate is); unpack the archive first"
        }

    def test_archives_without_end(self) -> None:
        data = RAW
        for _ in range(containers.MAX_DEPTH):
            data = gzip.compress(data, mtime=0)
        assert found(data, "a.txt.gz.gz.gz.gz") == {"": TEXT}
        assert found(gzip.compress(data, mtime=0), "a.txt") == {
            "": "!it lies in 4 archives already and is one itself; unpack it first"
        }


def sealed(archive: bytearray) -> bytes:
    """The header of a tar archive with the sum that it must tell."""
    archive[148:156] = b" " * 8
    archive[148:156] = b"%06o\0 " % sum(archive[:512])
    return bytes(archive)


class TestNames:
    NAMES = ("../a.txt", "b/../../a.txt", "/etc/a.txt", "C:/a.txt")

    def test_a_name_that_leads_out_is_refused_and_nothing_is_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        files = dict.fromkeys((*self.NAMES, "..\\a.txt", "'\"\n;a.txt"), RAW)
        monkeypatch.chdir(tmp_path)
        inside = tmp_path / "in"
        inside.mkdir()
        (inside / "x.zip").write_bytes(zipped(files | {"../a.txt": RAW}))
        (inside / "x.tar").write_bytes(tarred(files))
        plan = plan_of("in")
        assert set(rejects(plan).values()) == {OUTSIDE[1:]}
        assert [seen.source_uri for seen in plan.to_read] == ["in/x.tar/'\"\n;a.txt"]
        assert sorted(tmp_path.rglob("*")) == [inside, inside / "x.tar", inside / "x.zip"]

    def test_links_and_devices_in_a_tar_are_no_files(self) -> None:
        made = io.BytesIO()
        with tarfile.open(fileobj=made, mode="w") as archive:
            for name, kind in (("a.txt", tarfile.SYMTYPE), ("b.txt", tarfile.LNKTYPE), ("c.txt", tarfile.CHRTYPE)):
                info = tarfile.TarInfo(name)
                info.type, info.linkname = kind, "/etc/hostname"
                archive.addfile(info)
        assert found(made.getvalue(), "x.tar") == {
            "a.txt": "!it is a link, which is not followed",
            "b.txt": "!it is a link, which is not followed",
            "c.txt": "!it is no regular file",
        }

    def test_names_that_are_no_unicode(self) -> None:
        data = bytearray(tarred({"caffe.txt": RAW}, tarfile.USTAR_FORMAT))
        data[4] = 0xE8
        assert found(sealed(data), "x.tar") == {"caff\\xe8.txt": TEXT}


class TestHeaders:
    def header(self, **fields: bytes) -> bytes:
        block = bytearray(tarred({"a.txt": RAW}, tarfile.GNU_FORMAT)[:512])
        places = {"size": (124, 136), "kind": (156, 157)}
        for name, value in fields.items():
            start, end = places[name]
            block[start:end] = value.ljust(end - start, b"\0")
        return sealed(block)

    @pytest.mark.parametrize(
        ("fields", "reason"),
        [
            ({"size": b"\xff" * 12}, "the tar archive is damaged; send it again"),  # negative: back to the beginning
            ({"size": b"77777777777", "kind": b"L"}, "the tar archive has a header that is longer than any name; it is damaged"),
            ({"size": b"77777777777", "kind": b"x"}, "the tar archive has a header that is longer than any name; it is damaged"),
            ({"size": b"1000", "kind": b"5"}, "the tar archive ends too early; send it again"),
        ],
    )  # fmt: skip
    def test_numbers_that_lead_astray(self, fields: dict[str, bytes], reason: str) -> None:
        assert found(self.header(**fields), "x.tar") == {"": f"!{reason}"}

    def test_a_file_with_holes_is_refused(self) -> None:
        assert found(self.header(kind=b"S", size=b"0") + bytes(1024), "x.tar") == {
            "a.txt": "!it has holes that the tar archive leaves out; pack it without --sparse"
        }

    def test_a_list_too_long_for_memory_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(containers, "_MAX_DIRECTORY", 100)
        assert found(zipped(dict.fromkeys("abc", RAW)), "x.zip") == {
            "": "!the archive lists more files than are read at once; unpack it first"
        }


@pytest.mark.parametrize("pack", [tarred, zipped])
def test_work_grows_with_the_number_of_files_and_no_faster(pack) -> None:
    def work(n_files: int) -> int:
        data = pack({f"{number}.txt": b"Uno." for number in range(n_files)})
        return calls(lambda: found(data, "x"))

    assert work(2_000) < 2.2 * work(1_000)


def test_large_files_in_archives_are_laid_down_without_a_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(containers, "_IN_MEMORY", 100)
    assert found(zipped({"b.zip": zipped({"a.txt": RAW * 9}, zipfile.ZIP_STORED)}), "x.zip") == {
        "b.zip/a.txt": TEXT * 9
    }
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(containers, "_MAX_SPOOLED", 200)
    assert found(zipped({"b.zip": zipped({"a.txt": RAW * 9}, zipfile.ZIP_STORED)}), "x.zip") == {
        "b.zip": "!it is too large to be read inside another file; unpack it first"
    }


class TestTablesInside:
    TABLE = b"file,title\na.txt,Dentro\nmanca.txt,M\n"
    LATE = "it lies behind texts of its archive and tells of none; pack it first, or unpack the archive"

    @pytest.fixture(autouse=True)
    def here(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    def titles(self, data: bytes, name: str) -> tuple[dict[str, str | None], dict[str, str]]:
        Path(name).write_bytes(data)
        plan = plan_of(name)
        return {seen.source_uri: seen.told.title for seen in plan.to_read}, rejects(plan)

    def test_a_table_in_an_archive_tells_of_its_texts(self) -> None:
        files = {"d/a.txt": RAW, "d/metadata.csv": self.TABLE, "d/b.txt": b"Due."}
        told = {"x.zip/d/a.txt": "Dentro", "x.zip/d/b.txt": None}
        missing = {"x.zip/d/manca.txt": "x.zip/d/metadata.csv names this file, but it is not there"}
        assert self.titles(zipped(files), "x.zip") == (told, missing)

    def test_in_a_tar_it_comes_first_or_is_not_used(self) -> None:
        first, late = {"metadata.csv": self.TABLE, "a.txt": RAW}, {"a.txt": RAW, "metadata.csv": self.TABLE}
        assert self.titles(tarred(first), "x.tar")[0] == {"x.tar/a.txt": "Dentro"}
        assert self.titles(tarred(late), "y.tar") == ({"y.tar/a.txt": None}, {"y.tar/metadata.csv": self.LATE})

    def test_each_archive_in_an_archive_has_its_own(self) -> None:
        inner = zipped({"a.txt": RAW, "metadata.csv": b"file,title\na.txt,%d\n"})
        other = zipped({"a.txt": b"Due.", "metadata.csv": b"file,title\na.txt,Altro\n"})
        told, refused = self.titles(zipped({"1.zip": inner, "2.zip": other}), "x.zip")
        assert (told, refused) == ({"x.zip/1.zip/a.txt": "%d", "x.zip/2.zip/a.txt": "Altro"}, {})

    def test_one_that_is_none_is_a_reject(self) -> None:
        assert self.titles(zipped({"a.txt": RAW, "metadata.csv": b"title\nx\n"}), "x.zip") == (
            {"x.zip/a.txt": None},
            {
                "x.zip/metadata.csv": "the table of metadata has no column 'file'; its first line must name the columns",
            },
        )
