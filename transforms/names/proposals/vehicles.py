"""Cars, motorcycles and lorries by their make: "una Zefir Gradna", "la sua Zefir 600"; none of them is a body."""

from collections.abc import Iterator

from transforms.language import words_of
from transforms.names.text import NameText
from transforms.names.words import DEFINITES, INDEFINITE, name_words

#: Words that stand before one car, not before its maker.
_ONE = INDEFINITE | words_of("sua suo propria proprio loro")
#: No make and model are longer.
_MODEL = 4


def vehicle_ranges(text: NameText) -> Iterator[tuple[int, int]]:
    """Ranges of words that name one vehicle by its make, with the model behind it, and that model further on."""
    makes = name_words("make")
    models: set[str] = set()
    for at, word in enumerate(text.words):
        if not word.capital or (word.norm not in makes and word.norm not in models):
            continue
        before = text.before(at)
        if word.norm in makes and before is not None and before.norm in _ONE:
            end = _model_end(text, at)
            models.update(text.norms[index] for index in range(at + 1, end) if text.words[index].capital)
            yield at, end
        elif word.norm in models and before is not None and before.norm in DEFINITES:
            yield at, at + 1


def _model_end(text: NameText, at: int) -> int:
    """Index after the make at `at` and the model behind it: "Zefir Gradna", "Zefir 600"."""
    end = at + 1
    while end < min(at + _MODEL, len(text.words)) and text.gaps[end] in ("", "-"):
        word = text.words[end]
        if not (word.capital or word.text[0].isdigit()):
            break
        end += 1
    return end
