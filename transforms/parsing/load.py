"""Text → spaCy Doc: load a pipeline, run it over texts of any length and casing.

Whatever the model, the tokens, sentences and offsets follow the same rules, so that every stage can rely on them:
`doc.text` is the text, `doc.sents` is set, names are PER, LOC or ORG.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from transforms.errors import ModelError
from transforms.parsing.name_tagger import NAME_TAGGER, NameTagger
from transforms.parsing.network import use_one_core
from transforms.parsing.sentences import DATELINE, SENTENCES
from transforms.parsing.tokenizer import add_rules, add_words
from transforms.parsing.truecase import Casings, has_shouting, restore, truecase

MODEL = Path(__file__).resolve().parent.parent / "model"
BUNDLED = "bundled"
RULES = "rules"

# Texts are parsed in pieces of at most this many characters: memory stays bounded whatever comes in.
PIECE_CHARS = 20_000
# No word is longer: what is (base64, a lost space bar) is cut, because the tokenizer's time grows with its square.
WORD_CHARS = 200
_LONG_WORD = re.compile(rf"\S{{{WORD_CHARS}}}")


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What `spoglio model` prints and the table `runs` records.

    Attributes:
        path: folder of the weights; None for the rules.
        scores: name of a score → value between 0 and 1; empty where the maker gives none.
    """

    name: str
    version: str
    path: Path | None
    licence: str
    scores: dict[str, float] = field(default_factory=dict[str, float])


def load_pipeline(model: str = BUNDLED) -> Language:
    """Build the pipeline that every stage reads.

    Args:
        model: ``"bundled"`` for the weights that come with the package; ``"rules"`` for tokenizer and sentence rules
            without any weights; else the name of an installed spaCy package or the path of a pipeline.

    Raises:
        ModelError: the model cannot be loaded.
    """
    # numpy's own matrix product is faster than spaCy's default one, with the same results.
    set_current_ops(NumpyOps(use_blis=False))
    use_one_core()
    if model == RULES:
        nlp = add_rules(spacy.blank("it"))
    else:
        nlp = add_words(_load(model))
    nlp.add_pipe(SENTENCES, first=True)
    nlp.add_pipe(DATELINE)
    return nlp


def _load(model: str) -> Language:
    path = MODEL if model == BUNDLED else Path(model)
    if model == BUNDLED and not (path / "meta.json").is_file():
        raise ModelError(f"the bundled model is missing from {path}; install the package again or use --model rules.")
    try:
        return spacy.load(path if path.is_dir() else model)
    except (OSError, ValueError, ImportError) as problem:
        first = str(problem).split("\n", maxsplit=1)[0]
        raise ModelError(
            f"the model {model!r} cannot be loaded ({first}); give the name of an installed spaCy pipeline, "
            "the path of one, 'bundled' or 'rules'."
        ) from problem


def parse(nlp: Language, texts: Iterable[str], batch_size: int = 8) -> Iterator[Doc]:
    """One Doc a text, in order, with ``doc.text == text``.

    Args:
        nlp: what `load_pipeline` gave, with or without further components.
        texts: at most 1,000,000 characters each; an empty text gives an empty Doc.
        batch_size: how many pieces of text are in memory at once.
    """
    waiting: deque[tuple[str, int]] = deque()  # texts in work and how many pieces each has

    def pieces() -> Iterator[Doc]:
        for text in texts:
            casings = _casings(nlp) if has_shouting(text) else None
            shown = truecase(text, casings) if casings else text
            parts = pieces_of(shown)
            waiting.append((text, len(parts)))
            for part in parts:
                yield nlp.make_doc(part)

    done: list[Doc] = []
    for doc in nlp.pipe(pieces(), batch_size=batch_size):
        done.append(doc)
        text, count = waiting[0]
        if len(done) == count:
            waiting.popleft()
            whole = done[0] if count == 1 else _join(done)
            yield whole if whole.text == text else restore(whole, text)
            done = []


def _casings(nlp: Language) -> Casings | None:
    """What the bundled model knows of casing; None with another model, whose capitals stay capitals."""
    tagger = nlp.get_pipe(NAME_TAGGER) if NAME_TAGGER in nlp.pipe_names else None
    return tagger.casings if isinstance(tagger, NameTagger) else None


def _join(docs: list[Doc]) -> Doc:
    joined = Doc.from_docs(docs, ensure_whitespace=False)
    assert joined is not None  # only an empty list gives None
    return joined


def pieces_of(text: str, limit: int = PIECE_CHARS) -> list[str]:
    """The text in pieces that are parsed one by one; together they are the text.

    A piece ends after a line if it can, else after a space, else anywhere. What has no space for long is cut as well.
    """
    pieces: list[str] = []
    start = 0
    for part in _LONG_WORD.finditer(text):
        pieces += _cut_lines(text, start, part.end(), limit)
        start = part.end()
    if start < len(text) or not pieces:
        pieces += _cut_lines(text, start, len(text), limit)
    return pieces


def _cut_lines(text: str, start: int, end: int, limit: int) -> Iterator[str]:
    while end - start > limit:
        stop = text.rfind("\n", start + limit // 2, start + limit) + 1
        if not stop:
            stop = text.rfind(" ", start + limit // 2, start + limit) + 1
        if not stop:
            stop = start + limit
        yield text[start:stop]
        start = stop
    yield text[start:end]


def model_info(model: str = BUNDLED) -> ModelInfo:
    """Name, version, place, licence and scores of a model, without building our pipeline on it.

    Raises:
        ModelError: as `load_pipeline`.
    """
    if model == RULES:
        return ModelInfo(RULES, spacy.about.__version__, None, "Apache-2.0")
    nlp = _load(model)
    meta: dict[str, Any] = nlp.meta
    scores = {key: round(value, 4) for key, value in meta.get("performance", {}).items() if isinstance(value, float)}
    name = f"{meta.get('lang', '')}_{meta.get('name', '')}".strip("_")
    return ModelInfo(name, str(meta.get("version", "")), nlp.path, str(meta.get("license", "")), scores)
