"""What a table beside the texts tells of them, and everything that can be wrong with it."""

import json
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from flows.metadata import load_metadata, load_told_file, read_day, read_moment, read_told, unknown_columns
from tests.flows.looking import TEXT, plan_of, reasons, search, write
from transforms.documents import outlet_of
from transforms.documents.article import Told
from transforms.errors import InputError, UsageError


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
            "04/02/2026, 07.30",
            "4 febbraio 2026",
            "mercoledì 4 Febbraio 2026, 7:30",
            "4 feb 2026",
            "04-feb-2026",
            "February 4, 2026",
            "Wednesday, February 4, 2026",
            "1770160200",
            "1770160200.25",
            "1770160200000",
        ],
    )
    def test_days_are_read_as_feeds_and_spreadsheets_write_them(self, written: str) -> None:
        assert read_day(written) == date(2026, 2, 4)
        told, complaints = read_told({"published_on": written})
        assert (told.published_on, complaints) == (date(2026, 2, 4), [])

    @pytest.mark.parametrize(
        "written",
        [
            "04/02/2026 07:30",
            "04/02/2026, 7.30",
            "04/02/2026 ore 7:30",
            "Wed, 04 Feb 2026 06:30:00 GMT",
            "2026-02-04T06:30Z",
            "4 febbraio 2026, 7:30",
            "mercoledì 4 febbraio 2026 ore 7.30",
            "February 4, 2026 at 7:30 am",
            "1770186600",
            1770186600,
            1770186600000,
            1770186600.5,
        ],
    )
    def test_moments_are_read_as_feeds_and_spreadsheets_write_them(self, written: object) -> None:
        assert read_moment(written) == datetime.fromisoformat("2026-02-04T07:30")

    @pytest.mark.parametrize(
        "written",
        [
            "0001-01-01T00:00+14:00",
            "02/30/2026",
            "31/04/2026",
            "04/02/26",
            "2026020",
            "febbraio 2026",
            "4 febbraio",
            "Roma, 4 febbraio 2026 - Piena",
            "177016020",
        ],
    )
    def test_what_is_no_day_is_no_day(self, written: str) -> None:
        with pytest.raises(ValueError, match=r"no such|not a day"):
            read_day(written)

    @pytest.mark.parametrize("written", ["20260204", 20260204, "2026.02.04", "20260204T183000Z"])
    def test_days_in_the_basic_form_of_iso_8601(self, written: object) -> None:
        assert read_day(written) == date(2026, 2, 4)

    @pytest.mark.parametrize(
        "written", ["2026-02-04T18:30:00+01:00", "2026-02-04 18.30", "4/2/2026, 18:30", "20260204T173000Z"]
    )
    def test_a_moment_in_the_column_of_the_day_tells_the_minute(self, written: str) -> None:
        told, complaints = read_told({"data": written})
        assert (told.published_on, complaints) == (date(2026, 2, 4), [])
        assert told.published_at is not None
        assert told.published_at.isoformat() == "2026-02-04T18:30:00"

    def test_a_day_alone_tells_no_minute(self) -> None:
        assert read_told({"data": "4/2/2026"})[0].published_at is None

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
