"""Train tagger, morphologizer, lemmatizer and parser with spaCy on the treebanks."""

import sys
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as run_training
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

from training.treebanks import split_treebanks, to_docs
from transforms.tokenizer import add_rules

CONFIG = Path(__file__).with_name("syntax.cfg")


def prepare(treebanks: Path, folder: Path) -> None:
    """Write train.spacy, kept.spacy (scores are reported on it) and watch.spacy into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("it").vocab
    train, kept, watched = split_treebanks(treebanks)
    # Texts of one to eight sentences: the parser must find sentence boundaries, and must know texts without any.
    DocBin(docs=to_docs(vocab, train, sizes=(1, 2, 5, 8))).to_disk(folder / "train.spacy")
    DocBin(docs=to_docs(vocab, kept, sizes=(10,))).to_disk(folder / "kept.spacy")
    DocBin(docs=to_docs(vocab, watched, sizes=(10,))).to_disk(folder / "watch.spacy")


def train_syntax(folder: Path, steps: int) -> Language:
    """Train on folder/train.spacy for `steps` steps; the best pipeline is also written to folder/model-best."""
    set_current_ops(NumpyOps(use_blis=False))  # numpy's OpenBLAS is the faster one
    overrides = {
        "paths.train": str(folder / "train.spacy"),
        "paths.watch": str(folder / "watch.spacy"),
        "training.max_steps": steps,
        "training.optimizer.learn_rate.total_steps": steps,
    }
    config = load_config(CONFIG, overrides=overrides, interpolate=False)
    nlp = init_nlp(config)
    add_rules(nlp)
    trained, _ = run_training(nlp, folder, use_gpu=-1, stdout=sys.stdout, stderr=sys.stderr)
    return trained
