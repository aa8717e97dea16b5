"""`spoglio ledger`: who says how many, in 80 columns, with no harm from what texts hold."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows import cli
from flows.ledger import heading, relation, repeaters, voice_of
from tests.flows.conftest import NASTY
from tests.tellings import INJURED, TITLE, Told, tell


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tell(tmp_path_factory.mktemp("told") / "w.duckdb")


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Names and figures that would do harm, and many tellings."""
    first = replace(INJURED.tellings[0], voice=NASTY, outlet=NASTY, sentence=f"Sono *4 {NASTY.replace('*', '')}*.")
    more = tuple(
        Told(
            f"{day:02}",
            "09:00",
            f"Testata {day}",
            f"Il giorno {day} erano *{day}*.",
            day,
            day,
            None,
            "o2",
            "revised_up",
            0,
        )
        for day in range(3, 28)
    )
    echoes = tuple(replace(first, day="28", hour=f"{hour:02}:00", outlet=f"Eco {hour}", relation="repeats", against=0)
                   for hour in range(1, 9))  # fmt: skip
    counted = replace(INJURED, tellings=(first, *more, *echoes), scope=NASTY, place=NASTY, subject=NASTY)
    return tell(tmp_path_factory.mktemp("nasty") / "w.duckdb", ((f"{NASTY} {'parola ' * 40}", (counted,)),))


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    assert cli.main(["ledger", *arguments]) == 0
    return capsys.readouterr()


def test_a_quantity_tells_who_says_what_and_who_only_repeats_it(
    told: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out, err = ask(capsys, "feriti", "--db", str(told))
    assert out.splitlines() == [
        TITLE,
        f"{'  feriti · Valcesura':<51}disputed by at most 2 origins",
        "    2026-03-02  4  l'azienda     Agenzia Meridia",
        "                7  Servizio 118  contradicts 4 · Gazzetta di Valcesura",
        "                only repeated by Valcesura in Rete",
        "",
    ]
    assert err == f'1 quantity; all columns: spoglio sql "FROM ledger" --db {told}\n'


def test_words_find_stories_places_voices_without_accents_and_case(
    told: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, found in (("VALCÉSURA", 5), ("distilleria", 4), ("prefettura sfollati", 1), ("corteo distilleria", 0)):
        _, err = ask(capsys, words, "--db", str(told))
        assert err.startswith(
            f"{found} quantit" if found else "No text tells a figure that has to do with 'corteo dist"
        )


def test_what_was_told_last_and_what_is_disputed_comes_first(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = ask(capsys, "--db", str(told), "--format", "csv")
    states = [row["state"] for row in csv.DictReader(io.StringIO(out))]
    assert states == ["disputed", "confirmed", "revised", "repeated"]
    out, _ = ask(capsys, "Valcesura", "--db", str(told), "--format", "json", "--limit", "4")
    assert [row["state"] for row in json.loads(out)] == states  # what is told once leaves room for the rest
    out, err = ask(capsys, "Valcesura", "--db", str(told), "--limit", "4")
    assert err.startswith("4 of 5 quantities (--limit 5 shows all); ")
    out, _ = ask(capsys, "Valcesura", "--db", str(told), "--format", "json")
    assert next(row["concept"] for row in json.loads(out)) == "participants"  # told last, if only once


def test_an_unknown_word_is_one_sentence(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = ask(capsys, "Zzyzx\x1b[31m", "--db", str(told))
    assert out == ""
    assert err == (
        "No text tells a figure that has to do with 'Zzyzx\\x1b[31m'; 'spoglio search' looks in all sentences.\n"
    )


@pytest.mark.parametrize("words", ["", " – ", "a" * 1_001])
def test_no_word_and_far_too_many_are_refused(told: Path, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ledger", words, "--db", str(told)]) == 2
    assert capsys.readouterr().err == (
        'spoglio: Give words to look for, such as "Valdora morti", at most 1000 characters.\n'
    )


def test_words_are_no_query(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, err = ask(capsys, "'); DROP TABLE ledger; --", "--db", str(told))
    assert err.startswith("No text tells")


@pytest.mark.parametrize("width", [80, 60])
def test_no_text_does_harm_and_every_line_fits(
    nasty: Path, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out, _ = ask(capsys, "--db", str(nasty))
    assert [char for char in out if not char.isprintable() and char != "\n"] == []
    assert max(map(len, out.splitlines())) <= width
    assert "… 14 tellings between" in out
    assert "and 2 more" in " ".join(out.split())


def test_a_warehouse_that_is_not_there_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ledger", "--db", str(tmp_path / "none.duckdb")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def row(**values: Any) -> dict[str, Any]:
    plain = {"counted": "feriti", "concept": "injured", "kind": "count", "subject": None, "place": None, "period": None,
             "story": "Scoppio a Valcesura", "first_sentence": "Sono ⟦4⟧."}  # fmt: skip
    return plain | {"modality": "asserted", "aspect": "level", "against": None} | values


def test_a_heading_tells_what_of_whom_where_for_when_and_how_surely() -> None:
    assert (
        heading(row(place="Valcesura", subject="Valcesura", period="2026-03-02")) == "feriti · Valcesura · 2026-03-02"
    )
    assert heading(row(counted=None, concept="part_time", modality="planned")) == "part time · planned"
    assert heading(row(subject="lo scoppio di Valcesura")) == "feriti"
    assert heading(row(counted="FERITI")) == "feriti"
    assert heading(row(counted="PIL")) == "PIL"
    said = "Dopo il rinvio la gara per il tetto del teatro costerà ⟦3 milioni⟧ di euro in più, e slitta."
    nameless = row(counted=None, concept=None, first_sentence=said)
    assert heading(nameless) == "“il tetto del teatro costerà 3 milioni di euro”"
    assert heading(nameless | {"subject": "il tetto"}) == heading(nameless)
    assert heading(nameless | {"subject": "la giunta"}) == f"{heading(nameless)} · la giunta"
    assert heading(row(subject="la distilleria di Valcesura")) == "feriti · la distilleria di Valcesura"


def test_who_is_named_elsewhere_stands_in_brackets() -> None:
    assert voice_of({"voice": None, "claimant": "Prefettura"}) == "(Prefettura)"
    assert voice_of({"voice": "il prefetto", "claimant": "il prefetto Rossi"}) == "il prefetto"
    assert voice_of({"voice": None, "claimant": None}) == "nobody named"


def test_a_relation_is_told_in_words() -> None:
    assert relation(row(relation="contradicts", against="4\n5")) == "contradicts 4 5"
    assert relation(row(relation="repeats", against="4", aspect="previous")) == "recalled as an old value"
    assert relation(row(relation="wider")) == "wider than an earlier one"


def test_outlets_that_once_say_something_new_do_not_only_repeat() -> None:
    tellings = [
        {
            "outlet": outlet,
            "is_word": is_word,
            "relation": "first" if is_word else "repeats",
            "told_on": date(2026, 3, 2),
        }
        for outlet, is_word in (("A", True), ("B", False), ("A", False), (None, False), ("C", False), ("B", False))
    ]
    assert repeaters(tellings) == ["B", "C"]


def test_where_nothing_is_told_twice_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tell(tmp_path / "w.duckdb", (("Uno", (replace(INJURED, state="single", tellings=INJURED.tellings[:1]),)),))
    out, err = ask(capsys, "--db", str(path))
    assert (out, err) == ("", f"Nothing in {path} is told more than once; give words to see what is told once.\n")
