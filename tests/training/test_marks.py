"""Articles of our own with their marks, read as the gold format."""

import csv
from pathlib import Path

import pytest

from training.relations.data import OWN, SAME_EVENT, TEXTS, own_articles
from training.relations.marks import MarksError, read_marks

ARTICLE = """== prova_1 2024-05-13
Frana a Verla, oltre 30 sfollati

VERLA - Oltre 30 persone hanno lasciato le case di Verla. Di queste, 4 sono minori, secondo la Croce Rossa.
«Il peggio è passato», ha detto il sindaco Ugo Melzi. Il primo cittadino ha aggiunto che le scuole riaprono.
-- entities
LOC | Verla | also=VERLA
ORG | Croce Rossa
PER | Ugo Melzi | roles=primo cittadino
-- figures
oltre 30 | 30 count more_than | counted=sfollati | subject=Frana | period=2024-05-12..2024-05-13
Oltre 30 | 30 count more_than | counted=persone | place=Verla | unsure=subject,period
4 | 4 count | counted=minori | source=Croce Rossa | modality=reported | part_of=2
-- quotes
direct | Il peggio è passato | speaker=Ugo Melzi | surface=il sindaco Ugo Melzi | cue=ha detto
indirect | le scuole … riaprono | speaker=Ugo Melzi | cue=ha aggiunto
"""


def _write(folder: Path, text: str) -> Path:
    path = folder / "prova.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_marks_are_places_in_the_text(tmp_path: Path) -> None:
    [(text, gold)] = read_marks(_write(tmp_path, ARTICLE))
    assert text.startswith("Frana a Verla, oltre 30 sfollati\n\nVERLA")
    for told in (*gold["figures"], *(mention for entity in gold["entities"] for mention in entity["mentions"])):
        assert text[told["start"] : told["end"]] == told["surface"]
    assert [(quote["form"], text[quote["start"] : quote["end"]]) for quote in gold["quotes"]] == [
        ("direct", "Il peggio è passato"),
        ("indirect", "le scuole riaprono"),
    ]
    assert (gold["doc"], gold["published_on"], gold["title"]) == (
        "prova_1",
        "2024-05-13",
        "Frana a Verla, oltre 30 sfollati",
    )


def test_fields_of_figures(tmp_path: Path) -> None:
    [(_, gold)] = read_marks(_write(tmp_path, ARTICLE))
    first, second, third = gold["figures"]
    assert (first["low"], first["high"], first["modifier"], first["unit"]) == (30.0, 30.0, "more_than", None)
    assert first["period"] == {"from": "2024-05-12", "to": "2024-05-13"}
    assert first["modality"] == "asserted"
    assert second["unsure_fields"] == ["subject", "period"]
    assert (third["part_of"], third["part_of_start"], third["source"]) == ("Oltre 30", second["start"], "Croce Rossa")


def test_every_place_of_a_name_is_a_mention(tmp_path: Path) -> None:
    [(_, gold)] = read_marks(_write(tmp_path, ARTICLE))
    verla, _, melzi = gold["entities"]
    assert [mention["surface"] for mention in verla["mentions"]] == ["Verla", "VERLA", "Verla"]
    assert [mention["via"] for mention in melzi["mentions"]] == ["name", "role"]


@pytest.mark.parametrize(
    ("line", "wrong", "reason"),
    [
        ("4 | 4 count", "44 | 44 count", "does not stand"),
        ("4 | 4 count", "4 | 4 pieces", "unknown kind"),
        ("counted=minori", "counts=minori", "unknown"),
        ("modality=reported", "modality=perhaps", "unknown modality"),
        ("direct | Il", "spoken | Il", "unknown form"),
        ("ORG | Croce Rossa", "ORG | Croce Verde", "neither"),
        ("PER | Ugo", "MAN | Ugo", "unknown kind"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_article(tmp_path: Path, line: str, wrong: str, reason: str) -> None:
    with pytest.raises(MarksError, match=f"prova_1.*{reason}"):
        list(read_marks(_write(tmp_path, ARTICLE.replace(line, wrong))))


def test_roles_of_which_nobody_is_sure(tmp_path: Path) -> None:
    text = ARTICLE.replace("roles=primo cittadino", "roles=primo cittadino | maybe=sindaco")
    [(_, gold)] = read_marks(_write(tmp_path, text))
    roles = [mention for mention in gold["entities"][-1]["mentions"] if mention["via"] == "role"]
    assert [(role["surface"], role.get("unsure", False)) for role in roles] == [
        ("sindaco", True),
        ("primo cittadino", False),
    ]


def test_a_head_may_name_the_sentences_of_a_text_that_lies_elsewhere(tmp_path: Path) -> None:
    sentences = ["Altro.", "Frana a Verla", "Gli sfollati sono 30.", "Altro ancora.", "Piove."]
    head = "== prova_2 2024-05-13 1/2,4\n-- figures\n30 | 30 count | counted=sfollati\n"
    [(text, gold)] = read_marks(_write(tmp_path, head), sentences)
    assert text == "Frana a Verla\n\nGli sfollati sono 30. Piove.\n"
    assert (gold["title"], gold["published_on"], len(gold["figures"])) == ("Frana a Verla", "2024-05-13", 1)
    with pytest.raises(MarksError, match="prova_2"):
        list(read_marks(_write(tmp_path, head)))


@pytest.mark.parametrize(
    ("part", "articles", "figures"),
    [("agency", 817, 8900), ("wikinews", 610, 2000), ("ntrex", 157, 500), ("bundles", 78, 800)],
)
def test_all_our_articles_can_be_read(part: str, articles: int, figures: int) -> None:
    if part in TEXTS and not any(TEXTS[part][0].glob(TEXTS[part][1])):
        pytest.skip(f"{TEXTS[part][0]} is not here")
    read = [gold for _, gold in own_articles(part)]
    assert len({gold["doc"] for gold in read}) == len(read) >= articles
    assert sum(len(gold["figures"]) for gold in read) > figures


def test_articles_of_ours_that_may_tell_the_event_of_a_gold_article_are_there() -> None:
    heads = (line for part in OWN for path in OWN[part].glob("*.txt") for line in path.open(encoding="utf-8"))
    names = {line.split()[1] for line in heads if line.startswith("== ")}
    with SAME_EVENT.open(encoding="utf-8") as file:
        assert {row["doc"] for row in csv.DictReader(file)} <= names
