"""Put the trained networks together as a spaCy pipeline folder with licence, notice and model card."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import spacy
import srsly

from training.evaluate import Count, GrammarScores, NameScores
from training.licences import Source
from transforms.parsing.name_tagger import NAME_TAGGER, NameNetwork, NameTagger
from transforms.parsing.tokenizer import add_rules
from transforms.parsing.tree_tagger import GRAMMAR, Grammar, GrammarNetwork

VERSION = "2.0.0"
#: Folders beside the networks that have a training and a licence of their own.
KEPT = ("relations",)
#: What the share-alike sources demand of what is learned from them.
LICENCE = "CC BY-SA 4.0"
DEED = "https://creativecommons.org/licenses/by-sa/4.0/"


@dataclass(frozen=True, slots=True)
class Report:
    """All that the model card says about one run; None where it was not measured.

    Attributes:
        names: WN_dev in texts of ten sentences, the labels of KIND.
        own: the sentences of WN_dev that two readers marked by our conventions, the tags that they agreed on.
        robust: kind of text → scores on both written that way, the first on ours.
        grammar: kept-out half of ISDT dev, texts of ten sentences.
        speeds: part of the pipeline → words a second on one core.
    """

    names: NameScores
    own: NameScores
    robust: dict[str, tuple[NameScores, NameScores]]
    grammar: GrammarScores
    speeds: dict[str, float]
    megabytes: float


def build(grammar: GrammarNetwork, names: NameNetwork, sources: list[Source], folder: Path) -> None:
    """Write the pipeline into `folder`; what was there is replaced at once, never seen half-written, but for `KEPT`.

    Args:
        grammar: the network of tags, lemmas and trees.
        names: the network of names.
        sources: the table of what was trained and measured with.
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
    (fresh / "LICENSE").write_text(LICENCE_TEXT, encoding="utf-8")
    (fresh / "NOTICE").write_text(notice(sources), encoding="utf-8")
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


LICENCE_TEXT = f"""The files in this folder are model weights, licensed under the Creative Commons
Attribution-ShareAlike 4.0 International licence ({LICENCE}): {DEED}legalcode
The folder relations/ is not meant: its weights have a licence of their own, beside them.

They may be used commercially. Whoever passes the weights on, changed or not, names the sources that stand in NOTICE and
passes them on under the same licence. What a program that reads texts with them finds there is no adaptation of them.

They are not covered by the Apache-2.0 licence of the program. The program also runs without them (--model rules) or
with any other spaCy pipeline (--model NAME).
"""


def notice(sources: list[Source]) -> str:
    """Who has to be named with the weights."""
    trained = "\n".join(f"- {name}: {licence}" for name, licence in _told(sources, "train"))
    measured = "\n".join(f"- {name}: {licence}" for name, licence in _told(sources, "measure"))
    return f"""spoglio_news {VERSION}: weights of a model of Italian news, {LICENCE}.

They were trained on the following data, each under the licence that its makers state. Nothing of the data is contained
in this folder but lists of words; all of it was changed: read into numbers.
{trained}

The following was only measured with, never trained on:
{measured}
"""


def _told(sources: Iterable[Source], use: str) -> list[tuple[str, str]]:
    """Name and licence of each source of one use, once."""
    return list(dict.fromkeys((source.source, source.licence) for source in sources if source.use == use))


def card(report: Report, sources: list[Source]) -> str:
    """The model card, in Markdown."""
    names, grammar = report.names, report.grammar
    label_rows = "\n".join(_row(label, count) for label, count in names.spans.items())
    robust_rows = "\n".join(
        f"| {kind} | {own.span.f1:.3f} | {own.token.f1:.3f} | {other.span.f1:.3f} | {other.token.f1:.3f} |"
        for kind, (own, other) in report.robust.items()
    )
    g = (grammar.pos, grammar.morph, grammar.lemma, grammar.uas, grammar.las, grammar.sentences)
    grammar_row = f"| {' | '.join(f'{score:.4f}' for score in g)} |"
    speed_rows = "\n".join(f"| {part} | {speed:,.0f} |" for part, speed in report.speeds.items())
    source_rows, measured_rows = (
        "\n".join(f"| {name} | {licence} |" for name, licence in _told(sources, use)) for use in ("train", "measure")
    )
    own_rows = "\n".join(
        [_row("all, by span", report.own.span), *(_row(label, count) for label, count in report.own.spans.items())]
    )
    return f"""# spoglio_news {VERSION}: an Italian news model

Parts of speech, features, lemmas, dependency trees, sentence boundaries and names (PER, LOC, ORG) for Italian news,
on a CPU, without torch. Two bidirectional LSTMs (grammar and names) that run in numpy as spaCy components.
Written by `python -m training`; the numbers below are those of that run. Size {report.megabytes:.1f} MB.

## Names: 400 sentences of Wikinews that two readers marked by our conventions, in texts of ten sentences

Span: exact boundaries and label; token: every token of a name counts, as in the NERMuD task. The weights have **not**
seen these sentences, nor any of WN_dev (KIND), from which they come: neither labels nor text. Networks and rules around
them were chosen with them in view. What counts as a name: `training/data/names/CONVENTIONS.md`.

| | precision | recall | F1 |
|---|---|---|---|
{own_rows}
{_row("all, by token", report.own.token)}

## Names: all of WN_dev with the labels of KIND

They follow other conventions (countries that act and many common nouns are organisations there): no label of KIND was
trained with.

| | precision | recall | F1 |
|---|---|---|---|
{_row("all, by span", names.span)}
{label_rows}
{_row("all, by token", names.token)}

| the same text … | ours: span F1 | token F1 | KIND: span F1 | token F1 |
|---|---|---|---|---|
{robust_rows}

## Grammar: every second sentence of UD Italian-ISDT dev; texts of ten sentences joined by spaces

Of ISDT nothing is trained with, and no treebank that is has quite its habits. Contractions are one token ("della");
punctuation does not count in UAS and LAS. How long to train, how bold to be at boundaries that the sentence rules leave
open, and how much a known lemma is worth, was chosen with these sentences in view.

| UPOS | features | lemma | UAS | LAS | sentences F1 |
|---|---|---|---|---|---|
{grammar_row}

## Speed: words a second on one core

| part | words / s |
|---|---|
{speed_rows}

## Data and licence

Weights: [{LICENCE}]({DEED}), because of the share-alike sources.
They may be used commercially; whoever passes them on names the sources ([NOTICE](NOTICE)) and keeps the licence. The
program itself is Apache-2.0. `python -m training.licences` lists every file, and fails on one that is not free.

| trained on | licence as stated |
|---|---|
{source_rows}

| only measured with | licence as stated |
|---|---|
{measured_rows}

## Known weaknesses

- Organisations are the weakest names.
- The trees come from essays, parliament, tweets, a thousand sentences of news and encyclopaedia, and a few hundred
  sentences of Wikinews corrected by hand: attachment is weaker than in networks that saw large newspaper treebanks.
- Wikinews only: other outlets, social media and speech will score lower. English passages are tagged as if Italian.
- Text in lower case throughout loses most names; lines in capitals are put into usual casing first
  (`transforms.parsing.truecase`).
- Lemmas of verbs never seen in training are made by rule and may be no words.
"""


def _row(name: str, count: Count) -> str:
    return f"| {name} | {count.precision:.3f} | {count.recall:.3f} | {count.f1:.3f} |"
