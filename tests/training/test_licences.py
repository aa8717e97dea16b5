"""Weights for companies are trained with nothing that is under a non-commercial licence."""

from pathlib import Path

import pytest

from training import licences
from training.licences import Guard, LicenceError, Source, faults, files_of, read_sources, tell, to_train

FREE = Source("shared/data/model/free/text/*.txt", "train", "CC BY 2.5", "a town's paper")
SEEN = Source("shared/data/model/ner/*.tsv", "measure", "CC BY-NC 4.0", "a corpus")
BOUGHT = Source("shared/data/model/free/ud/*", "train", "CC BY-NC-SA 4.0", "a treebank")


@pytest.fixture
def roots(tmp_path: Path) -> dict[str, Path]:
    for name in ("free/text/paper.txt", "free/README.md", "ner/dev.tsv"):
        path = tmp_path / "shared" / "data" / "model" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return {"shared": tmp_path / "shared"}


def test_every_row_to_train_with_is_free_and_every_free_file_has_a_row() -> None:
    assert not list(faults(read_sources()))


def test_what_is_ours_is_here() -> None:
    ours = [source for source in read_sources() if source.path.startswith("repository/")]
    assert ours
    assert all(files_of(source) for source in ours)
    assert {path for source in ours for path in files_of(source)} == {
        path for path in (licences.TABLE.parent / "data").rglob("*") if path.is_file() and path.suffix != ".md"
    }


def test_what_is_measured_with_is_told_apart(roots: dict[str, Path]) -> None:
    sources = [FREE, SEEN]
    assert list(tell(sources, "train", roots)) == [
        "  CC BY 2.5       shared/data/model/free/text/paper.txt: a town's paper"
    ]
    assert list(tell(sources, "measure", roots)) == ["  CC BY-NC 4.0    shared/data/model/ner/dev.tsv: a corpus"]


def test_a_file_of_a_free_row_is_handed_over(roots: dict[str, Path]) -> None:
    path = roots["shared"] / "data" / "model" / "free" / "text" / "paper.txt"
    assert to_train(path, [SEEN, FREE], roots) == path


def test_while_the_recipe_runs_no_other_file_can_be_opened(roots: dict[str, Path]) -> None:
    data = roots["shared"] / "data" / "model"
    guard = Guard([SEEN, FREE], roots, (data,))
    assert (data / "free" / "text" / "paper.txt").read_text() == ""
    with pytest.raises(LicenceError, match=r"dev\.tsv .* is only measured with"):
        (data / "ner" / "dev.tsv").read_text()
    with guard.measuring():
        assert (data / "ner" / "dev.tsv").read_text() == ""
    with pytest.raises(LicenceError):
        (data / "ner" / "dev.tsv").read_text()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("ner/dev.tsv", r"dev.tsv \(CC BY-NC 4.0\) is only measured with"),
        ("free/ud/trees.conllu", "is under “CC BY-NC-SA 4.0”, which is not known to allow commercial use"),
        ("free/lists/places.tsv", "places.tsv stands in no row"),
    ],
)
def test_any_other_file_is_refused(roots: dict[str, Path], name: str, reason: str) -> None:
    with pytest.raises(LicenceError, match=reason):
        to_train(roots["shared"] / "data" / "model" / name, [FREE, SEEN, BOUGHT], roots)


def test_a_licence_that_is_not_free_and_a_file_without_a_row_are_faults(roots: dict[str, Path]) -> None:
    assert [fault.split()[0] for fault in faults([SEEN, BOUGHT], roots)] == [
        "shared/data/model/free/ud/*",
        "shared/data/model/free/text/paper.txt",
    ]
    assert not list(faults([FREE, SEEN], roots))


def test_a_row_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    table = tmp_path / "sources.csv"
    table.write_text("path,use,licence,source\nelsewhere/text.txt,train,MIT,somebody\n", encoding="utf-8")
    with pytest.raises(LicenceError, match=r"“elsewhere/text\.txt” for “train” is no row"):
        read_sources(table)


def test_the_command_lists_both_uses_and_succeeds(capsys: pytest.CaptureFixture[str]) -> None:
    assert licences.main() == 0
    told = capsys.readouterr()
    train, _, measure = told.out.partition("only measured with:")
    assert "wikinews_rest.tsv" in train
    assert "-NC" not in train
    assert "wikinews_dev_twice.tsv" in measure
    assert not told.err
