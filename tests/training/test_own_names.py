"""The names that we marked: their files hold together, and corrections fit what they correct."""

import re
from collections import Counter
from pathlib import Path

import pytest

from training.own_names import (
    ELSEWHERE,
    OWN,
    MarksError,
    Rows,
    agreement,
    corrected,
    marked_elsewhere,
    names_in,
    read_corrections,
    read_rows,
    spans_of,
    write_rows,
)

README = (OWN.parent / "README.md").read_text(encoding="utf-8")
HERE: Rows = [("A", "O"), ("Verla", "B-LOC"), ("piove", "O"), (",", "O"), ("a", "O"), ("Verla", "O")]
HEADER = "sentence,surface,old,new,why\n"


def _numbers(name: str) -> list[int]:
    """The numbers of a file's row in the README."""
    [row] = [line for line in README.splitlines() if line.startswith(f"| `{name}`")]
    return [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", row)]


def _table(folder: Path, rows: str) -> Path:
    path = folder / "corrections.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def test_the_marked_sentences_are_as_many_as_the_readme_tells() -> None:
    sentences = list(read_rows(OWN / "wikinews_rest.tsv"))
    assert _numbers("wikinews_rest.tsv") == [len(sentences), names_in(sentences)]


def test_the_sentences_marked_twice_agree_as_the_readme_tells() -> None:
    sentences = list(read_rows(OWN / "wikinews_dev_twice.tsv", columns=4))
    assert _numbers("wikinews_dev_twice.tsv") == [len(sentences), names_in(sentences, column=3)]
    told = agreement(sentences)
    for score, counts in ((told.span_f1, told.spans), (told.token_f1, told.tokens)):
        assert f"F1 {score:.3f}".replace("0.", ".") in README
        assert all(str(count) in README for count in counts)


def test_the_agreed_tag_is_of_one_of_the_readers_or_both_at_a_boundary() -> None:
    for rows in read_rows(OWN / "wikinews_dev_twice.tsv", columns=4):
        for token, first, second, agreed in rows:
            assert first != second or agreed == first, token


def test_the_corrections_are_well_formed_and_change_something() -> None:
    corrections = list(read_corrections(OWN / "corrections.csv"))
    assert [len(corrections), len({correction.sentence for correction in corrections})] == _numbers("corrections.csv")[
        3:
    ]
    for correction in corrections:
        assert correction.old != correction.new
        assert correction.why
        for tags in (correction.old, correction.new):
            assert all(tag[0] != "I" or before[2:] == tag[2:] for before, tag in zip(("O", *tags), tags, strict=False))


def test_no_sentence_to_measure_with_is_trained_on() -> None:
    def texts(name: str, columns: int) -> Counter[str]:
        return Counter(" ".join(row[0] for row in rows) for rows in read_rows(OWN / name, columns) if len(rows) > 5)

    assert not texts("wikinews_rest.tsv", 2) & texts("wikinews_dev_twice.tsv", 4)


def test_names_in_texts_of_others_are_as_many_as_the_readme_tells() -> None:
    for name, (_, count) in ELSEWHERE.items():
        lines = (OWN / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
        assert _numbers(f"{name}.csv")[-2:] == [count, len(lines)]
        assert max(int(line.split(",")[0]) for line in lines) <= count


@pytest.mark.parametrize("name", ["text.txt", "trees.conllu"])
def test_names_are_found_again_in_the_text_of_others(tmp_path: Path, name: str) -> None:
    head = "# text = " if name.endswith("conllu") else ""
    (tmp_path / name).write_text(
        f"{head}Melzi di Melzi e l'Ordine di Verla.\n{head}Piove.\n{head}Mai letto\n", encoding="utf-8"
    )
    marks = tmp_path / "marks.csv"
    marks.write_text("sentence,kind,surface,before\n1,LOC,Melzi,1\n1,ORG,Ordine di Verla,0\n", encoding="utf-8")
    first, second = marked_elsewhere(marks, tmp_path / name, 2)
    assert [(first.text[start:end], kind) for start, end, kind in first.names] == [
        ("Melzi", "LOC"),
        ("Ordine di Verla", "ORG"),
    ]
    assert first.names[0][0] == len("Melzi di ")
    assert not second.names


@pytest.mark.parametrize(
    "row", ["1,PER,Melzi,1", "1,PER,elz,0", "2,PER,Melzi,0", "3,PER,Melzi,0", "1,GPE,Melzi,0", "1,PER,Melzi,x"]
)
def test_a_name_that_stands_nowhere_is_told(tmp_path: Path, row: str) -> None:
    (tmp_path / "text.txt").write_text("Melzi è qui.\nPiove.\nMelzi.\n", encoding="utf-8")
    marks = tmp_path / "marks.csv"
    marks.write_text(f"sentence,kind,surface,before\n{row}\n", encoding="utf-8")
    with pytest.raises(MarksError, match=r"marks\.csv, line 2: .* stands nowhere in its sentence"):
        list(marked_elsewhere(marks, tmp_path / "text.txt", 2))


def test_a_correction_is_about_the_first_tokens_with_its_old_tags(tmp_path: Path) -> None:
    path = _table(tmp_path, "1,Verla,O,B-LOC,passed over\n")
    [rows] = corrected([HERE], read_corrections(path))
    assert [tag for _, tag in rows] == ["O", "B-LOC", "O", "O", "O", "B-LOC"]
    assert HERE[-1] == ("Verla", "O")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,Verla,B-ORG,B-LOC,a place\n", "sentence 1 does not hold “Verla” marked “B-ORG”"),
        ("2,Verla,O,B-LOC,passed over\n", "about sentence 2, but there are 1"),
        ("1,A Verla,O,B-LOC,passed over\n", "line 2: each token needs an old and a new tag"),
        ("one,Verla,O,B-LOC,passed over\n", "line 2: each token needs an old and a new tag"),
    ],
)
def test_a_correction_that_does_not_fit_is_told(tmp_path: Path, row: str, reason: str) -> None:
    with pytest.raises(MarksError, match=reason):
        corrected([HERE], read_corrections(_table(tmp_path, row)))


@pytest.mark.parametrize(
    ("text", "line"),
    [("Verla\tI-LOC\n", 1), ("A\tO\nVerla\tB-GPE\n", 2), ("A\tB-PER\nVerla\tI-LOC\n", 2), ("Verla\n", 1), ("\tO\n", 1)],
)
def test_marks_that_are_none_are_told(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "marks.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MarksError, match=f"marks.tsv, line {line}:"):
        list(read_rows(path))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_rows([HERE, HERE[:2]], tmp_path / "marks.tsv")
    assert list(read_rows(tmp_path / "marks.tsv")) == [HERE, HERE[:2]]


def test_agreement_counts_names_and_their_tokens() -> None:
    told = agreement(
        [[("Ugo", "B-PER", "B-PER"), ("Melzi", "I-PER", "O"), ("a", "O", "O"), ("Verla", "B-LOC", "B-LOC")]]
    )
    assert (told.spans, told.tokens) == ((2, 2, 1), (3, 2, 2))
    assert (told.span_f1, told.token_f1) == (0.5, 0.8)


def test_names_that_touch_are_two() -> None:
    assert list(spans_of(["B-LOC", "B-LOC", "I-LOC"])) == [(0, 1, "LOC"), (1, 3, "LOC")]
