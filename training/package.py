"""Put the trained networks together as a spaCy pipeline folder with licence and model card."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import spacy
import srsly

from training.evaluate import Count, GrammarScores, NameScores
from transforms.parsing.name_tagger import NAME_TAGGER, NameNetwork, NameTagger
from transforms.parsing.tokenizer import add_rules
from transforms.parsing.tree_tagger import GRAMMAR, Grammar, GrammarNetwork

VERSION = "1.0.0"
#: Folders beside the networks that have a training and a licence of their own.
KEPT = ("relations",)
LICENCE = "CC BY-NC-SA 4.0"

# What the weights were trained on: name, use, licence as its makers state it.
SOURCES = (
    ("KIND, Wikinews part (train)", "names; word vectors", "annotation CC BY-NC 4.0, text CC BY 2.5"),
    ("KIND, De Gasperi part (train)", "names; word vectors", "CC BY-NC-SA 4.0"),
    ("KIND, fiction part", "word vectors (text only)", "CC BY-NC 4.0"),
    ("KIND, Moro part", "names and word vectors (text only)", "CC BY-NC 4.0"),
    ("WikiNEuRal, Italian", "names (silver); word vectors", "CC BY-NC-SA 4.0"),
    ("WikiNEuRal, seven other languages", "lexicon counts", "CC BY-NC-SA 4.0"),
    ("KIND list of organisations", "lexicon counts", "not stated; derived from Wikipedia"),
    ("UD Italian-ISDT (half of dev)", "grammar; word vectors", "CC BY-NC-SA 3.0"),
    ("UD Italian-VIT (dev, test)", "grammar; word vectors", "CC BY-NC-SA 3.0"),
    ("UD Italian-ParTUT", "grammar; word vectors", "CC BY-NC-SA 4.0"),
    ("UD Italian-MarkIT", "grammar; word vectors", "CC BY 4.0"),
)


@dataclass(frozen=True, slots=True)
class Report:
    """All that the model card says about one run; None where it was not measured.

    Attributes:
        names: WN_dev in texts of ten sentences.
        robust: kind of text → scores on WN_dev written that way.
        grammar: kept-out half of ISDT dev, texts of ten sentences.
        speeds: part of the pipeline → words a second on one core.
    """

    names: NameScores
    robust: dict[str, NameScores]
    grammar: GrammarScores
    speeds: dict[str, float]
    megabytes: float


def build(grammar: GrammarNetwork, names: NameNetwork, folder: Path) -> None:
    """Write the pipeline into `folder`; what was there is replaced at once, never seen half-written, but for `KEPT`.

    Args:
        grammar: the network of tags, lemmas and trees.
        names: the network of names.
        folder: where the pipeline goes.
    """
    nlp = add_rules(spacy.blank("it"))
    for name, network in ((GRAMMAR, grammar), (NAME_TAGGER, names)):
        component = nlp.add_pipe(name)
        assert isinstance(component, Grammar | NameTagger)
        component.network = network  # type: ignore[assignment]
    nlp.meta.update({"name": "spoglio_news", "version": VERSION, "license": LICENCE})
    nlp.meta["description"] = "Italian news: parts of speech, lemmas, trees, sentences, names (PER, LOC, ORG)"
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    (fresh / "LICENSE").write_text(licence_text(), encoding="utf-8")
    replace_folder(folder, fresh)


def replace_folder(folder: Path, fresh: Path) -> None:
    """Put a fresh folder in the place of another; the parts in `KEPT` move over."""
    for name in KEPT:
        if (folder / name).exists():
            shutil.copytree(folder / name, fresh / name)
    if folder.exists():
        shutil.rmtree(folder)
    fresh.rename(folder)


def write_scores(folder: Path, scores: dict[str, float]) -> None:
    """Put the scores, name → value, into the meta data of a pipeline."""
    path = folder / "meta.json"
    srsly.write_json(path, srsly.read_json(path) | {"performance": scores})


def licence_text() -> str:
    """The notice that lies beside the weights."""
    sources = "\n".join(f"- {name} ({use}): {licence}" for name, use, licence in SOURCES)
    return f"""The files in this folder are model weights, licensed under the Creative Commons
Attribution-NonCommercial-ShareAlike 4.0 International licence (CC BY-NC-SA 4.0):
https://creativecommons.org/licenses/by-nc-sa/4.0/legalcode
The folder relations/ is not meant: its weights have a licence of their own, beside them.

They are not covered by the Apache-2.0 licence of the program. The program also runs without them (--model rules) or
with any other spaCy pipeline (--model NAME).

They were trained on the following data; the licence of each is the one its makers state:
{sources}
"""


def card(report: Report) -> str:
    """The model card, in Markdown."""
    names, grammar = report.names, report.grammar
    label_rows = "\n".join(_row(label, count) for label, count in names.spans.items())
    robust_rows = "\n".join(f"| {kind} | {s.span.f1:.3f} | {s.token.f1:.3f} |" for kind, s in report.robust.items())
    g = (grammar.pos, grammar.morph, grammar.lemma, grammar.uas, grammar.las, grammar.sentences)
    grammar_row = f"| {' | '.join(f'{score:.4f}' for score in g)} |"
    speed_rows = "\n".join(f"| {part} | {speed:,.0f} |" for part, speed in report.speeds.items())
    source_rows = "\n".join(f"| {' | '.join(source)} |" for source in SOURCES)
    return f"""# spoglio_news {VERSION}: an Italian news model

Parts of speech, features, lemmas, dependency trees, sentence boundaries and names (PER, LOC, ORG) for Italian news,
on a CPU, without torch. Two bidirectional LSTMs (grammar and names) that run in numpy as spaCy components.
Written by `python -m training`; the numbers below are those of that run. Size {report.megabytes:.1f} MB.

## Names: WN_dev (KIND, Wikinews), raw text in texts of ten sentences

The weights have **not** seen WN_dev: neither its labels nor its text (rules around the network were chosen on it).
Span: exact boundaries and label; token: every token of a name counts, as in the NERMuD task.

| | precision | recall | F1 |
|---|---|---|---|
{_row("all, by span", names.span)}
{label_rows}
{_row("all, by token", names.token)}

| the same text … | span F1 | token F1 |
|---|---|---|
{robust_rows}

## Grammar: every second sentence of UD Italian-ISDT dev, kept out of training; texts of ten sentences joined by spaces

Contractions are one token ("della"); punctuation does not count in UAS and LAS. How bold to be at boundaries that the
sentence rules leave open, and how much a known lemma is worth, was chosen with these sentences in view.

| UPOS | features | lemma | UAS | LAS | sentences F1 |
|---|---|---|---|---|---|
{grammar_row}

## Speed: words a second on one core

| part | words / s |
|---|---|
{speed_rows}

## Data and licence

Weights: {LICENCE} (non-commercial), because the data demand it; the program itself is Apache-2.0. UD Italian-PUD was
left out: its licence does not accept the non-commercial one.

| data | used for | licence as stated |
|---|---|---|
{source_rows}

## Known weaknesses

- Organisations are the weakest names: countries and cities that act, clubs and broadcasters are often taken for
  places. The gold itself wavers there.
- Wikinews only: other outlets, social media and speech will score lower. English passages are tagged as if Italian.
- Text in lower case throughout loses most names; lines in capitals are put into usual casing first
  (`transforms.parsing.truecase`).
- Lemmas of verbs never seen in training are made by rule and may be no words.
"""


def _row(name: str, count: Count) -> str:
    return f"| {name} | {count.precision:.3f} | {count.recall:.3f} | {count.f1:.3f} |"
