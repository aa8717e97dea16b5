"""`spoglio review`: what is drawn, what comes back, what is kept of it, and what it is good for."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows import cli
from flows.rebuild import rebuild
from flows.review.sheet import COLUMNS, QUESTIONS
from flows.review.values import canonical, columns_of
from flows.run import Request
from tests.flows.here import go, without_prefect
from tests.paths import ROOT
from transforms.contract import Verdict
from transforms.frames import allowed_values
from warehouse.ddl import read_views
from warehouse.store import open_published
from warehouse.verdicts import Verdicts

pytestmark = pytest.mark.slow

Row = dict[str, str]
Judge = Callable[[Row], Row]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo articles, read by the rules, one with an outlet that a spreadsheet would run."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        without_prefect(patch)
        shutil.copytree(ROOT / "seeds/articles", "in", ignore=shutil.ignore_patterns("README.md"))
        assert go("in", db="demo.duckdb", outlet='=HYPERLINK("x";"y")') == 0
    return folder


@pytest.fixture
def db(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    without_prefect(monkeypatch)
    shutil.copy(demo / "demo.duckdb", "demo.duckdb")
    return Path("demo.duckdb")


def review(*arguments: str) -> int:
    return cli.main(["review", *arguments, "--db", "demo.duckdb"])


def sheet(name: str = "sheet.csv") -> list[Row]:
    return list(csv.DictReader(io.StringIO(Path(name).read_text(encoding="utf-8-sig"))))


def fill(judge: Judge, name: str = "sheet.csv", delimiter: str = ",") -> list[Row]:
    """What a person does to a sheet in a spreadsheet."""
    rows = [row | judge(row) for row in sheet(name)]
    with Path(name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return rows


def say(verdict: str, right_value: str = "") -> Row:
    return {"verdict": verdict, "right_value": right_value}


def ask(query: str) -> list[tuple[Any, ...]]:
    with open_published("demo.duckdb") as con:
        return con.execute(query).fetchall()


def written() -> list[dict[str, Any]]:
    assert review("--cases", "cases.jsonl") == 0
    return [json.loads(line) for line in Path("cases.jsonl").read_text(encoding="utf-8").splitlines()]


def passing(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cases for which the warehouse holds of their text what they want."""
    views = {
        "mentions": "(SELECT mentions.*, name FROM mentions LEFT JOIN entities USING (entity_id))",
        "quotes": "(SELECT *, text AS surface FROM quotes)",
    }
    with open_published("demo.duckdb") as con:
        doc_ids = dict(con.execute("SELECT text, doc_id FROM documents").fetchall())

        def found(case: dict[str, Any], row: dict[str, Any]) -> bool:
            wanted = {name: value for name, value in row.items() if name != "table"}
            query = f"SELECT {', '.join(wanted)} FROM {views.get(row['table'], row['table'])} WHERE doc_id = ?"
            rows = con.execute(query, [doc_ids[case["text"]]]).fetchall()
            return any(all(map(_same, wanted.values(), cells)) for cells in rows)

        return [
            case
            for case in cases
            if all(found(case, row) for row in case.get("expect", []))
            and not any(found(case, row) for row in case.get("absent", []))
        ]


def _same(want: Any, got: Any) -> bool:
    if isinstance(got, Decimal):
        return want is not None and Decimal(want) == got
    return bool(want == (got.isoformat() if isinstance(got, date) else got))


def test_the_words_are_those_of_the_contract() -> None:
    assert tuple(QUESTIONS) == allowed_values(Verdict, "field")


def test_half_is_drawn_at_random_and_half_by_confidence(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert review("--out", "sheet.csv", "--n", "20") == 0
    assert "20 answers, 10 drawn at random (seed 1), 10 of the lowest confidence" in capsys.readouterr().out
    rows = sheet()
    assert sorted(row["drawn"] for row in rows) == ["lowest"] * 10 + ["random"] * 10
    assert all(row["sentence"].count("⟦") == 1 and row["question"] and row["answer"] for row in rows)
    assert {row["verdict"] + row["right_value"] for row in rows} == {""}
    least = ask("SELECT answer_id FROM published_answers WHERE confidence IS NOT NULL ORDER BY confidence LIMIT 10")
    lowest = {row["answer_id"] for row in rows if row["drawn"] == "lowest"}
    by_chance = {row["answer_id"] for row in rows if row["drawn"] == "random"}
    assert {one for (one,) in least} <= lowest | by_chance
    assert review("--out", "again.csv", "--n", "20") == 0
    assert sheet("again.csv") == rows
    assert review("--out", "other.csv", "--n", "20", "--seed", "2") == 0
    assert {row["answer_id"] for row in sheet("other.csv") if row["drawn"] == "random"} != by_chance


def test_one_field_alone(db: Path) -> None:
    assert review("--out", "sheet.csv", "--n", "6", "--field", "days") == 0
    assert [(row["field"], row["drawn"]) for row in sheet()] == [("days", "random")] * 6  # days have no confidence


def test_nothing_in_a_sheet_is_run(db: Path) -> None:
    assert review("--out", "sheet.csv", "--n", "400") == 0
    outlets = {row["outlet"] for row in sheet()}
    assert any(outlet.startswith("'=HYPERLINK") for outlet in outlets)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in sheet() for cell in row.values())


def test_a_verdict_goes_the_whole_way(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong unit is told, survives a rebuild, counts, and is a case that fails until the code is right."""
    with duckdb.connect(str(db)) as con:
        con.execute("UPDATE figures SET unit = 'XXX' WHERE unit = 'EUR'")  # other code had read them so
    assert review("--out", "sheet.csv", "--n", "400", "--field", "value") == 0
    rows = fill(
        lambda row: say("e", row["answer"].replace("XXX", "EUR")) if "XXX" in row["answer"] else say("y"),
        delimiter=";",
    )  # fmt: skip
    n_wrong = sum(row["verdict"] == "e" for row in rows)
    assert n_wrong > 0
    capsys.readouterr()
    assert review("--in", "sheet.csv") == 0
    assert (
        f"{len(rows)} verdicts added ({len(rows) - n_wrong} right, 0 wrong, {n_wrong} corrected"
        in capsys.readouterr().out
    )
    query = "SELECT n_looks, n_right, n_open FROM reliability WHERE field = 'value' AND basis IS NULL"
    assert ask(query) == [(len(rows), len(rows) - n_wrong, 0)]

    cases = written()
    assert len(cases) == len(rows)
    assert len(passing(cases)) == len(rows) - n_wrong

    kept = Path("demo.verdicts.jsonl").read_bytes()
    assert rebuild(Request((), db, again=True)) == 0  # the code of today reads euros
    assert Path("demo.verdicts.jsonl").read_bytes() == kept
    assert ask("SELECT count(*) FROM verdicts") == [(len(rows),)]
    assert ask(query) == [(len(rows), len(rows), 0)]
    assert passing(cases) == cases


def test_every_kind_of_answer_makes_cases(db: Path) -> None:
    assert review("--out", "sheet.csv", "--n", "100000") == 0
    rows = fill(lambda row: say("y"))
    assert {row["field"] for row in rows} >= {"value", "days", "name", "counted", "period", "part_of", "speaker"}
    assert review("--in", "sheet.csv") == 0
    cases = written()
    assert {case["kind"].removeprefix("review_") for case in cases} >= {row["field"] for row in rows} - {"referent"}
    assert passing(cases) == cases


def test_wrong_answers_must_be_absent(db: Path) -> None:
    assert review("--out", "sheet.csv", "--n", "60") == 0
    fill(lambda row: say("n"))
    assert review("--in", "sheet.csv") == 0
    cases = written()
    assert cases
    assert passing(cases) == []


def test_only_chance_counts(db: Path) -> None:
    assert review("--out", "sheet.csv", "--n", "40") == 0
    rows = fill(lambda row: say("y" if row["drawn"] == "random" else "n"))
    assert review("--in", "sheet.csv") == 0
    n = sum(row["drawn"] == "random" for row in rows)
    told = ask("SELECT sum(n_looks), sum(n_right), min(share_right), max(high) FROM reliability WHERE basis IS NULL")
    assert told[0][:3] == (n, n, 1.0)
    assert told[0][3] == pytest.approx(1.0)


def test_the_interval_is_that_of_wilson(db: Path) -> None:
    assert review("--out", "sheet.csv", "--n", "10", "--field", "value") == 0
    ids = [row["answer_id"] for row in sheet()]
    fill(lambda row: say("n" if row["answer_id"] in ids[:2] else "y"))
    assert review("--in", "sheet.csv") == 0
    told = ask("SELECT n_looks, n_right, share_right, low, high FROM reliability WHERE basis IS NULL")
    assert told == [(10, 8, 0.8, 0.4902, 0.9433)]  # as statistical tables have it


def test_what_is_judged_is_not_asked_again(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert review("--out", "sheet.csv", "--n", "40") == 0
    first = {row["answer_id"]: row["drawn"] for row in fill(lambda row: say("y" if row["drawn"] == "random" else "?"))}
    assert review("--in", "sheet.csv") == 0
    size = Path("demo.verdicts.jsonl").stat().st_size
    assert review("--in", "sheet.csv") == 0
    assert "0 verdicts added" in capsys.readouterr().out
    assert Path("demo.verdicts.jsonl").stat().st_size == size
    assert review("--out", "next.csv", "--n", "100000") == 0
    following = {row["answer_id"]: row["drawn"] for row in sheet("next.csv")}
    # What was shown for its confidence may come by chance: nothing else decides what comes by chance.
    assert {first[one] for one in first.keys() & following.keys()} == {"lowest"}
    assert {following[one] for one in first.keys() & following.keys()} == {"random"}


def test_the_last_word_holds(db: Path) -> None:
    assert review("--out", "sheet.csv", "--n", "4") == 0
    fill(lambda row: say("?"))
    assert review("--in", "sheet.csv") == 0
    fill(lambda row: say("n") | {"drawn": "lowest"})
    assert review("--in", "sheet.csv") == 0
    assert ask("SELECT DISTINCT verdict FROM verdicts") == [("wrong",)]
    assert ask("SELECT sum(n_looks) FROM reliability WHERE basis IS NULL") == [(2,)]  # chance stays chance


def test_a_damaged_line_takes_no_other_with_it(db: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert review("--out", "sheet.csv", "--n", "4") == 0
    fill(lambda row: say("y"))
    with Path("demo.verdicts.jsonl").open("w", encoding="utf-8") as file:
        file.write('{"doc_id": "cut off')
    assert review("--in", "sheet.csv") == 0
    assert ask("SELECT count(*) FROM verdicts") == [(4,)]
    assert "line 1 of demo.verdicts.jsonl cannot be read" in caplog.text


def test_answers_that_are_gone_are_told(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert review("--out", "sheet.csv", "--n", "4") == 0
    fill(lambda row: say("y") | ({"answer_id": row["answer_id"][:-1]} if row["drawn"] == "lowest" else {}))
    assert review("--in", "sheet.csv") == 0
    out, err = capsys.readouterr()
    assert "2 verdicts added" in out
    assert "2 verdicts left out: the warehouse tells other answers there now" in err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (say("x"), "the verdict in line 2 is 'x'; write y, n, e or ?"),
        (say("e"), "the verdict in line 2 is e, but right_value is empty"),
        (say("y", "12"), "the verdict in line 2 is y, but right_value tells another answer"),
        (say("", "12"), "line 2 tells a right value but no verdict"),
        (say("e", "many"), "right_value in line 2: write a number"),
        (say("y") | {"drawn": "mine"}, "drawn in line 2 is 'mine'"),
    ],
)
def test_a_sheet_that_cannot_be_used(db: Path, change: Row, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert review("--out", "sheet.csv", "--n", "4", "--field", "value") == 0
    rows = sheet()
    fill(lambda row: change if row["answer_id"] == rows[0]["answer_id"] else say("y"))
    assert review("--in", "sheet.csv") == 2
    assert said in capsys.readouterr().err
    assert not Path("demo.verdicts.jsonl").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "the file is empty"),
        ("a,b\n1,2\n", "the sheet has no column 'answer_id'"),
        ("answer_id,verdict\na1,y\n", "the sheet has no column 'right_value'"),
        ("answer_id,verdict,right_value,drawn\na1,y\n", "line 2 has fewer cells"),
        ("answer_id,verdict,right_value,drawn\na1,y,,random,x\n", "line 2 has more cells"),
        (
            "answer_id,verdict,right_value,drawn\na1,y,,random\na1,n,,random\n",
            "line 3 says of an answer other than line 2",
        ),
        ('answer_id,verdict,right_value,drawn\n"a1,y,,random\n', "a quotation mark that opens in line 2"),
    ],
)
def test_what_is_no_sheet(db: Path, content: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("sheet.csv").write_text(content, encoding="utf-8")
    assert review("--in", "sheet.csv") == 2
    assert said in capsys.readouterr().err


def test_a_sheet_is_never_replaced(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("sheet.csv").write_text("mine", encoding="utf-8")
    assert review("--out", "sheet.csv") == 2
    assert "is there already" in capsys.readouterr().err
    assert review("--out", "nowhere/sheet.csv") == 2
    assert review("--in", "none.csv") == 2
    assert review("--cases", "cases.jsonl") == 2
    assert "There are no verdicts" in capsys.readouterr().err
    assert review("--out", "a.csv", "--in", "b.csv") == 2
    assert Path("sheet.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("value", "12", "12"), ("value", "1,50 %", "1.5 %"), ("value", "5…7 km", "5 … 7 km"), ("value", "-3", "-3"),
        ("value", "5 … EUR", "5 … EUR"), ("value", "… 7", "… 7"), ("days", "3/2/2026", "2026-02-03"),
        ("period", "2026-02-03 ... 2026-02-09", "2026-02-03 … 2026-02-09"), ("period", "2026-02-03 …", "2026-02-03 …"),
        ("subject", " Croce  Verde ", "Croce Verde"), ("subject", "(none)", "(none)"), ("period", "(none)", "(none)"),
    ],
)  # fmt: skip
def test_right_answers_are_written_as_published(field: str, typed: str, told: str) -> None:
    assert canonical(field, typed) == told
    assert canonical(field, told) == told


@pytest.mark.parametrize(
    ("field", "typed"),
    [("value", "1.200.000"), ("value", "molti"), ("value", "…"), ("value", "(none)"), ("days", "ieri"),
     ("days", "2026-02-09 … 2026-02-03"), ("days", "…"), ("days", "2026-02-30")],
)  # fmt: skip
def test_what_is_no_right_answer(field: str, typed: str) -> None:
    with pytest.raises(ValueError, match="write"):
        columns_of(field, typed)


def test_published_answers_read_back_as_they_are(db: Path) -> None:
    told = ask("SELECT DISTINCT field, answer FROM published_answers WHERE field <> 'part_of' AND answer <> '(none)'")
    assert len(told) > 50
    assert [(field, answer) for field, answer in told if canonical(field, answer) != " ".join(answer.split())] == []


def test_the_key_is_one(db: Path) -> None:
    assert ask("SELECT count(*) - count(DISTINCT answer_id) FROM published_answers") == [(0,)]
    assert {view.name for view in read_views()} >= {"published_answers", "reliability"}
    assert Verdicts(Path("demo.duckdb")).read() == []
