"""Measure a pipeline on what its weights have never seen, and write the scores beside it. Needs no torch."""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from spacy.language import Language

from training.evaluate import GrammarScores, Names, NameScores, rewrite, score_grammar, score_names
from training.licences import read_sources
from training.marked import from_rows
from training.newspapers import NamedSentence, read_named
from training.own_names import OWN, read_rows
from training.package import Report, card, write_scores
from training.treebanks import kept_trees, to_docs
from transforms.parsing.load import load_pipeline, parse


def measure(data: Path, model: Path, share: int = 1) -> Report:
    """All that the model card says about the pipeline in `model`.

    Args:
        data: the folder with ner and ud, which nothing is trained on.
        model: a pipeline as `training.package.build` wrote it.
        share: only every so many-th sentence is read; 1 for all.
    """
    nlp = load_pipeline(str(model))
    development = list(read_named(data / "ner" / "WN_dev.tsv"))[::share]
    changes: dict[str, Callable[[str], str]] = {
        "as it is": str,
        "in capitals": str.upper,
        "in lower case": str.lower,
        "in Title Case": lambda text: re.sub(r"\b\w", lambda match: match.group().upper(), text),
        "with curly apostrophes": lambda text: text.replace("'", "’"),
    }
    twice = twice_marked()[::share]
    robust = {
        kind: (names_of(nlp, rewrite(twice, change)), names_of(nlp, rewrite(development, change)))
        for kind, change in changes.items()
    }
    megabytes = sum(path.stat().st_size for path in model.rglob("*") if path.is_file()) / 1e6
    texts = [text for _, text in zip(range(80), _articles(development), strict=False)]
    own, kind_labels = robust["as it is"]
    return Report(kind_labels, own, robust, grammar_of(nlp, data, share), measure_speed(nlp, texts), megabytes)


def twice_marked(path: Path = OWN / "wikinews_dev_twice.tsv") -> list[NamedSentence]:
    """The sentences that two readers marked, with the tags that they agreed on."""
    return [from_rows(rows, column=3) for rows in read_rows(path, columns=4)]


def tell(report: Report, model: Path) -> None:
    """Print the scores and write them into the card and the meta data of the pipeline in `model`."""
    print(report.own, report.names, report.grammar, sep="\n")
    scores = {
        "names_span_f1": report.own.span.f1,
        "names_token_f1": report.own.token.f1,
        "names_kind_span_f1": report.names.span.f1,
        "names_kind_token_f1": report.names.token.f1,
        "names_caps_span_f1": report.robust["in capitals"][0].span.f1,
        "pos_acc": report.grammar.pos,
        "lemma_acc": report.grammar.lemma,
        "dep_las": report.grammar.las,
        "sents_f": report.grammar.sentences,
    }
    write_scores(model, {name: round(score, 4) for name, score in scores.items()})
    (model / "MODEL_CARD.md").write_text(card(report, read_sources()), encoding="utf-8")


def names_of(nlp: Language, sentences: list[NamedSentence]) -> NameScores:
    """Scores of the names in raw text, ten sentences a text."""

    def tag(texts: list[str]) -> Iterator[Names]:
        for doc in parse(nlp, texts):
            yield [(name.start_char, name.end_char, name.label_) for name in doc.ents]

    return score_names(sentences, tag, together=10)


def grammar_of(nlp: Language, data: Path, share: int = 1) -> GrammarScores:
    """Scores on half of ISDT dev, of which nothing is trained with."""
    gold = to_docs(nlp.vocab, kept_trees(data / "ud")[::share], sizes=(10,))
    return score_grammar(gold, lambda text: next(parse(nlp, [text])))


def measure_speed(nlp: Language, texts: list[str]) -> dict[str, float]:
    """Words a second of processor time for each component and for all together."""
    list(parse(nlp, texts))  # the first time fills caches
    docs = [nlp.make_doc(text) for text in texts]
    words = sum(not token.is_space for doc in docs for token in doc)
    speeds: dict[str, float] = {}
    for name, component in nlp.pipeline:
        began = time.process_time()
        docs = list(component.pipe(docs)) if hasattr(component, "pipe") else [component(doc) for doc in docs]
        speeds[name] = words / (time.process_time() - began)
    began = time.process_time()
    list(parse(nlp, texts))
    speeds["everything, from text"] = words / (time.process_time() - began)
    return speeds


def _articles(sentences: list[NamedSentence]) -> Iterable[str]:
    for start in range(0, len(sentences), 15):
        yield "\n".join(sentence.text for sentence in sentences[start : start + 15])
