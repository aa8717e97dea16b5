"""From paths to texts: folders, records, metadata, and everything that can be wrong with them."""

import inspect
import json
import os
import sys
import tracemalloc
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from flows.inputs import Search, uri_of
from flows.metadata import load_metadata, load_told_file, read_day, read_moment, read_told, unknown_columns
from flows.planning import make_plan
from transforms.contract import Document, Sighting
from transforms.documents import outlet_of
from transforms.documents.article import Told, document_id
from transforms.errors import InputError, UsageError
from transforms.frames import schema_of

TEXT = "Il sindaco ha firmato l'ordinanza."


def write(path: Path, content: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def search(*paths: Path | str, **options: object) -> tuple[dict[str, Told], Search]:
    """Inputs by URI without the temporary folder, and the search with its account."""
    looking = Search([Path(path) for path in paths], **options)  # type: ignore[arg-type]
    return {found.source_uri: found.told for found in looking.inputs()}, looking


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `in` to fill; the working folder is the one above it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def reasons(looking: Search) -> dict[str, str]:
    return {item.source_uri: item.reason for item in [*looking.refused, *looking.complaints]}


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
        record = {"text": TEXT, "published_on": 20260203, "url": ["x"], "source_uri": "", "language": "italiano!"}
        write(folder / "a.jsonl", json.dumps(record))
        found, looking = search("in")
        assert found == {"in/a.jsonl#1": Told()}
        said = " ".join(item.reason for item in looking.complaints)
        assert all(word in said for word in ("published_on", "url", "language", "source_uri"))


class TestMetadata:
    @pytest.mark.parametrize(
        "table",
        [
            "file,published_on,title\na.txt,2026-02-03,Un titolo\n",
            "\ufefffile;published_on;title\r\na.txt;2026-02-03;Un titolo\r\n",
            "FILE\tPublished_On\ttitle\n./a.txt\t2026-02-03\tUn titolo",
            "file,published_on,title,colonna ignota\n" + '"a.txt","2026-02-03","Un titolo","x"\n',
        ],
    )
    def test_the_table_of_a_folder_is_picked_up_by_itself(self, folder: Path, table: str) -> None:
        write(folder / "a.txt"), write(folder / "metadata.csv", table)
        found, looking = search("in")
        assert found == {"in/a.txt": Told(date(2026, 2, 3), title="Un titolo")}
        assert (looking.refused, looking.complaints, looking.n_skipped) == ([], [], 0)

    @pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
    def test_a_table_of_each_kind_wins_over_that_of_the_folder(self, folder: Path, kind: str) -> None:
        (
            write(folder / "s/a.txt"),
            write(folder / "metadata.csv", "file,published_on,title\ns/a.txt,2026-02-03,Nostro\n"),
        )
        path = folder.parent / f"told.{kind}"
        frame = pl.DataFrame({"file": ["s/a.txt"], "published_on": [date(2025, 1, 2)], "url": [None]})
        {"csv": frame.write_csv, "jsonl": frame.write_ndjson, "parquet": frame.write_parquet}[kind](path)
        found, _ = search("in", metadata=load_told_file(path))
        assert found == {"in/s/a.txt": Told(date(2025, 1, 2), title="Nostro")}

    def test_a_file_named_alone_finds_its_row(self, folder: Path) -> None:
        write(folder / "s/a.txt")
        for name in ("a.txt", "s/a.txt", "in/s/a.txt"):
            table = load_told_file(
                write(folder.parent / "m.csv", f"file,published_on\n{name},2026-02-03\nz.txt,2026-02-03\n")
            )
            found, looking = search("in/s/a.txt", metadata=table)
            assert found["in/s/a.txt"].published_on == date(2026, 2, 3)
            assert looking.complaints == []  # a table may know more files than were asked for

    def test_accents_composed_or_not_are_the_same_name(self, folder: Path) -> None:
        (
            write(folder / "caffe\u0300.txt"),
            write(folder / "metadata.csv", "file,published_on\ncaff\u00e8.txt,2026-02-03\n"),
        )
        assert [told.published_on for told in search("in")[0].values()] == [date(2026, 2, 3)]

    def test_a_file_that_is_named_has_the_metadata_of_its_folder(self, folder: Path) -> None:
        write(folder / "a.txt"), write(folder / "b.txt")
        write(folder / "metadata.csv", "file,title,testata\na.txt,A,Il Borgo\nb.txt,B,\nmanca.txt,C,\n")
        found, looking = search("in/a.txt")
        assert found["in/a.txt"] == Told(title="A", outlet="Il Borgo")
        assert reasons(looking) == {}  # of other files the table may well know more
        for paths in (("in/a.txt", "in"), ("in", "in/a.txt")):
            found, looking = search(*paths)
            assert [told.title for told in found.values()] == ["A", "B"]
            assert list(reasons(looking)) == ["in/manca.txt"]

    def test_a_file_in_the_working_folder_too(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(folder)
        write(folder / "a.txt"), write(folder / "metadata.csv", "file,data\na.txt,2026-02-03\n")
        assert search("a.txt")[0]["a.txt"].published_on == date(2026, 2, 3)

    @pytest.mark.parametrize("name", ["outlet", "testata", "source_name"])
    def test_an_outlet_comes_under_several_names(self, name: str) -> None:
        assert read_told({name: "Il Borgo"}) == (Told(outlet="Il Borgo"), [])

    @pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
    def test_columns_that_are_not_understood_are_named(self, folder: Path, kind: str) -> None:
        write(folder / "a.txt")
        rows = {"file": ["a.txt"], "testat": ["Il Foglio di Prova"], "autore": ["Anna Bianchi"], "data": ["2026-02-03"]}
        table = folder / f"told.{kind}"
        {"csv": pl.DataFrame.write_csv, "jsonl": pl.DataFrame.write_ndjson, "parquet": pl.DataFrame.write_parquet}[
            kind
        ](pl.DataFrame(rows), table)
        found, looking = search("in", metadata=load_told_file(table))
        assert found["in/a.txt"].published_on == date(2026, 2, 3)
        assert unknown_columns("told.csv", looking.unknown[str(table)]) == (
            "told.csv: columns that are not understood: 'testat' (meant for 'testata'?), 'autore' (meant for 'author'?); they are left out."
        )
        assert looking.complaints == []

    def test_names_in_records_that_are_not_understood_are_named_once_and_not_without_end(self, folder: Path) -> None:
        lines = [json.dumps({"text": TEXT, "outlet": "X", "tags": [], f"column {number}": 1}) for number in range(100)]
        write(folder / "a.jsonl", "\n".join(lines))
        _, looking = search("in")
        assert list(looking.unknown["in/a.jsonl"])[:3] == ["tags", "column 0", "column 1"]
        assert len(looking.unknown["in/a.jsonl"]) == 20

    def test_who_won_is_told_where_a_table_and_a_text_disagree(self, folder: Path) -> None:
        write(folder / "a.html", f"<html><head><title>Della pagina</title></head><body><p>{TEXT}</p></body></html>")
        write(folder / "b.jsonl", json.dumps({"text": TEXT, "title": "Del testo", "author": "Anna Bianchi"}))
        write(folder / "metadata.csv", "file,title,section\na.html,Della tabella,\nb.jsonl,Della tabella,Cronaca\n")
        found, _ = search("in")
        page, text = found["in/a.html"], found["in/b.jsonl#1"]
        assert (page.title, page.told_by) == ("Della tabella", "title: metadata over file")
        assert (text.title, text.author, text.section) == ("Del testo", "Anna Bianchi", "Cronaca")
        assert text.told_by == "title: file over metadata"

    def test_an_outlet_for_all_is_that_of_texts_which_tell_none(self, folder: Path) -> None:
        for name in ("a", "b", "c", "d"):
            write(folder / f"{name}.txt")
        rows = "a.txt,Il Foglio di Prova,\nb.txt,,https://www.lastampa.it/x\nc.txt,,https://example.org/x\n"
        write(folder / "metadata.csv", f"file,outlet,url\n{rows}")
        found, _ = search("in", outlet="Gazzetta di Prova")
        outlets = [outlet_of(told.outlet, told.url, "ANSA") for told in found.values()]
        assert outlets == ["Il Foglio di Prova", "La Stampa", "Gazzetta di Prova", "Gazzetta di Prova"]

    def test_a_row_for_a_file_that_is_not_there_is_refused(self, folder: Path) -> None:
        write(folder / "a.txt"), write(folder / "b.docx")
        write(folder / "metadata.csv", "file,title\na.txt,A\nb.docx,B\nmanca.txt,C\n")
        _, looking = search("in")
        assert reasons(looking) == {"in/manca.txt": "in/metadata.csv names this file, but it is not there"}

    @pytest.mark.parametrize("name", ["/etc/passwd", "../../etc/passwd", "..\\x.txt"])
    def test_a_row_opens_nothing_outside_the_folder(self, folder: Path, name: str) -> None:
        write(folder / "a.txt"), write(folder / "metadata.csv", f"file,title\n{name},A\n")
        found, looking = search("in")
        assert list(found) == ["in/a.txt"]
        assert len(looking.complaints) == 1

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            ("2026-02-30", "there is no such day"),
            ("03/02/26", "not a day of the form"),
            ("2026-02-03x", "not a day of the form"),
            ("9999-01-01", "beyond 2500"),
            ("0000-01-01", "there is no such day"),
            ("ieri", "not a day of the form"),
        ],
    )
    def test_an_impossible_day_is_reported_and_the_text_read_without_it(
        self, folder: Path, day: str, said: str
    ) -> None:
        write(folder / "a.txt"), write(folder / "metadata.csv", f"file,published_on,title\na.txt,{day},T\n")
        plan = plan_of("in")
        (complaint,) = plan.complaints
        assert complaint.source_uri == "in/a.txt"
        assert said in complaint.reason
        assert [(seen.told, seen.published_on) for seen in plan.to_read] == [(Told(title="T"), None)]
        assert plan.rejects("r").select("source_uri", "stage", "table_name").rows() == [
            ("in/a.txt", "ingest", "documents")
        ]

    @pytest.mark.parametrize("content", ["title\nx\n", "", "\x00\x01", 'file,title\n"a.txt'])
    def test_a_table_that_is_none_is_refused_and_the_texts_go_through(self, folder: Path, content: str) -> None:
        write(folder / "a.txt"), write(folder / "metadata.csv", content)
        found, looking = search("in")
        assert list(found) == ["in/a.txt"]
        assert [uri for uri in reasons(looking) if "metadata" in uri] == ["in/metadata.csv"] or '"a.txt' in content

    @pytest.mark.parametrize("name", ["no.csv", "m.xlsx", "m.jsonl", "m.parquet"])
    def test_a_wrong_table_on_the_command_line_is_a_usage_error(self, folder: Path, name: str) -> None:
        if name != "no.csv":
            write(folder / name, "not what it says")
        with pytest.raises(UsageError, match="--metadata"):
            load_told_file(folder / name)

    def test_two_rows_for_one_file_the_earlier_day_holds_in_any_order(self, folder: Path) -> None:
        rows = ["a.txt,2026-02-05", "a.txt,2026-02-03", "a.txt,"]
        for order in (rows, rows[::-1]):
            table = load_metadata(write(folder / "m.csv", "file,published_on\n" + "\n".join(order)), "m.csv")
            assert table.told("a.txt").published_on == date(2026, 2, 3)
            assert table.complaints_of("a.txt")

    def test_moments_are_italian_wall_clock_time(self) -> None:
        assert read_moment("2026-02-03T23:30:00Z") == datetime.fromisoformat("2026-02-04T00:30")
        assert read_moment("2026-07-03T16:30:29+02:00") == datetime.fromisoformat("2026-07-03T16:30")
        assert read_moment("2026-02-03 16:30") == datetime.fromisoformat("2026-02-03T16:30")
        told, complaints = read_told({"published_at": "2026-02-03T16:30"})
        assert (told.published_on, complaints) == (date(2026, 2, 3), [])
        told, complaints = read_told({"published_at": "2026-02-03T16:30", "published_on": "2026-02-04"})
        assert (told.published_on, told.published_at, len(complaints)) == (date(2026, 2, 4), None, 1)

    def test_a_day_may_carry_a_time(self) -> None:
        assert read_day("2026-02-03T10:00:00") == date(2026, 2, 3)

    @pytest.mark.parametrize(
        "written",
        [
            "2026-02-04",
            "04/02/2026",
            "4.2.2026",
            "2026/02/04",
            "2026-02-03T23:10:00Z",
            "2026-02-03T23:10+00:00",
            "Tue, 03 Feb 2026 23:10:00 GMT",
            "4 Feb 2026 07:30:00 +0100",
            "04/02/2026 07:30",
        ],
    )
    def test_days_are_read_as_feeds_and_spreadsheets_write_them(self, written: str) -> None:
        assert read_day(written) == date(2026, 2, 4)
        told, complaints = read_told({"published_on": written})
        assert (told.published_on, complaints) == (date(2026, 2, 4), [])

    @pytest.mark.parametrize("written", ["04/02/2026 07:30", "Wed, 04 Feb 2026 06:30:00 GMT", "2026-02-04T06:30Z"])
    def test_moments_are_read_as_feeds_and_spreadsheets_write_them(self, written: str) -> None:
        assert read_moment(written) == datetime.fromisoformat("2026-02-04T07:30")

    @pytest.mark.parametrize("written", ["0001-01-01T00:00+14:00", "02/30/2026", "31/04/2026", "20260204", "04/02/26"])
    def test_what_is_no_day_is_no_day(self, written: str) -> None:
        with pytest.raises(ValueError, match=r"no such|not a day"):
            read_day(written)

    @pytest.mark.parametrize(
        ("content", "line"),
        [
            ('file,title\na.txt,"Piena del fiume\nb.txt,Altro\nc.txt,Ancora\n', 2),
            ('file,title\na.txt,x\nb.txt,"Argini sicuri" per il prefetto\nc.txt,y\n', 3),
            ('sep=,\nfile,title\na.txt,x\nb.txt,"Argini\nc.txt,y\n', 4),
        ],
    )
    def test_a_broken_quotation_mark_is_told_by_its_line(self, folder: Path, content: str, line: int) -> None:
        with pytest.raises(InputError, match=rf"opens in line {line} is not closed"):
            load_metadata(write(folder / "m.csv", content), "m.csv")

    @pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
    def test_the_separator_that_a_spreadsheet_names_is_used(self, folder: Path, mark: str) -> None:
        content = f'sep={mark}\nfile{mark}published_on{mark}title\na.txt{mark}04/02/2026{mark}"Uno, due; tre"\n'
        table = load_metadata(write(folder / "m.csv", content), "m.csv")
        assert table.told("a.txt") == Told(published_on=date(2026, 2, 4), title="Uno, due; tre")


def plan_of(*paths: str, known: list[tuple[str, str, date | None]] | None = None, **options: object):
    rows = known or []
    columns = {"doc_id": [r[0] for r in rows], "source_uri": [r[1] for r in rows], "published_on": [r[2] for r in rows]}
    documents = pl.DataFrame(columns, schema={name: schema_of(Document)[name] for name in columns})
    sightings = pl.DataFrame(columns, schema={name: schema_of(Sighting)[name] for name in columns})
    fallback = options.pop("fallback_on", None)
    return make_plan(Search([Path(path) for path in paths], **options), documents, sightings, fallback)  # type: ignore[arg-type]


class TestPlan:
    def test_one_text_at_three_places_is_read_once_from_the_earliest(self, folder: Path) -> None:
        (
            write(folder / "c.txt"),
            write(folder / "b.txt"),
            write(folder / "a.txt"),
            write(folder / "d.txt", "Altro testo."),
        )
        write(folder / "metadata.csv", "file,published_on\nb.txt,2026-02-03\nc.txt,2026-02-03\na.txt,2026-02-04\n")
        plan = plan_of("in")
        assert [(seen.source_uri, seen.published_on) for seen in plan.to_read] == [
            ("in/b.txt", date(2026, 2, 3)),
            ("in/d.txt", None),
        ]
        assert (plan.n_inputs, plan.n_known, len(plan.sightings[document_id(TEXT)])) == (4, 2, 3)

    @pytest.mark.parametrize(
        ("known_uri", "known_on", "read_again", "new_place"),
        [
            ("in/a.txt", date(2026, 2, 3), False, False),  # the same
            ("in/0.txt", date(2026, 2, 3), False, True),  # same day, smaller name known
            ("in/z.txt", date(2026, 2, 3), True, True),  # same day, this name is smaller
            ("in/a.txt", None, True, True),  # now its day is told
            ("in/z.txt", date(2026, 2, 4), True, True),  # an earlier day
            ("in/z.txt", date(2026, 2, 2), False, True),  # a later day
            ("in/a.txt", date(2026, 2, 2), False, False),  # the same place under a later day: the earlier one stays
        ],
    )
    def test_a_known_text_is_read_again_only_under_an_earlier_day_or_smaller_name(
        self, folder: Path, known_uri: str, known_on: date | None, read_again: bool, new_place: bool
    ) -> None:
        write(folder / "a.txt"), write(folder / "metadata.csv", "file,published_on\na.txt,2026-02-03\n")
        plan = plan_of("in", known=[(document_id(TEXT), known_uri, known_on)])
        assert (bool(plan.to_read), bool(plan.sightings), plan.n_known) == (read_again, new_place, 1)
        assert plan.has_work == (read_again or new_place)

    def test_the_day_of_the_run_dates_only_what_has_none(self, folder: Path) -> None:
        write(folder / "a.txt"), write(folder / "b.txt", "Torino, 7 marzo 2025 – Si vota.")
        plan = plan_of("in", fallback_on=date(2026, 1, 1))
        assert [seen.published_on for seen in plan.to_read] == [date(2026, 1, 1), date(2025, 3, 7)]


def test_a_file_that_vanishes_is_said() -> None:
    (found,) = [*Search([Path(__file__).with_suffix(".txt")]).inputs()] or [None]
    assert found is None


def test_uris_have_slashes_and_are_unicode() -> None:
    assert uri_of("a/b.txt") == "a/b.txt"
    with pytest.raises(InputError):
        load_metadata(Path("nowhere.csv"), "nowhere.csv")
