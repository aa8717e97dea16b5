"""A text becomes a spaCy document: words, sentences, parts of speech, trees, names; one pass a text.

Fills `sentences`. `load_pipeline` takes the bundled weights of `transforms/model`, the rules alone or any other
pipeline; `parse` feeds it texts of any length.
"""

from transforms.parsing.load import load_pipeline, model_info, parse
from transforms.parsing.truecase import usual_casing

__all__ = ["load_pipeline", "model_info", "parse", "usual_casing"]
