"""Cars, motorcycles and lorries by their make: "una Zefir Gradna", "la sua Zefir 600"; none of them is a body."""

from collections.abc import Iterator

from transforms.language import words_of
from transforms.names.text import NameText
from transforms.names.words import DEFINITES, INDEFINITE, name_words

#: Words that stand before one car, not before its maker.
_ONE = INDEFINITE | words_of("sua suo propria proprio loro altra altro")
#: Cars are feminine; so are firms, but no model stands behind these.
_FEMININE = words_of("la le della delle dalla dalle alla alle nella sulla")
#: No make and model are longer.
_MODEL = 4
#: A make with a model of one word; so many words of sport say that a text is about it.
_WITH_MODEL, _SPORT = 2, 2


def vehicle_ranges(text: NameText) -> Iterator[tuple[int, int]]:
    """Ranges of words that name one vehicle by its make, with the model behind it, and that model further on."""
    makes = name_words("make")
    models: set[str] = set()
    others: list[tuple[int, int]] = []
    for at, word in enumerate(text.words):
        if not word.capital or (word.norm not in makes and word.norm not in models):
            continue
        before = text.before(at)
        end = _model_end(text, at) if word.norm in makes else 0
        if end and _is_one(text, at, end):
            models.update(text.norms[index] for index in range(at + 1, end) if text.words[index].capital)
            yield at, end
        elif end and _is_listed(text, at, end):
            others.append((at, end))
        elif word.norm in models and before is not None and before.norm in DEFINITES:
            yield at, at + 1
    if models:
        yield from others


def _is_listed(text: NameText, at: int, end: int) -> bool:
    """Whether a make has a model behind it that no table knows: "Zefir Gradna, Zefir 208" in a text about vehicles."""
    thousands = end < len(text.words) and text.words[end - 1].text.isdigit() and text.gaps[end] == "."
    if end - at != _WITH_MODEL or text.gaps[at + 1] != "" or thousands:
        return False
    known = any(True for _ in text.spellings(at + 1)) or any(last > at + 1 for last, _ in text.spellings(at))
    return not known and text.norms[at + 1] not in name_words("tail")


def _is_one(text: NameText, at: int, end: int) -> bool:
    """Whether the make at `at`, with its model up to `end`, is a vehicle: "una Zefir", "la Zefir Gradna", "Zefir X9".

    In a text about sport a word behind the make may be who pays its team.
    """
    before = text.before(at)
    if before is not None and before.norm in _ONE:
        return True
    if end == at + 1 or any(last > at + 1 for last, _ in text.spellings(at)):
        return False
    model = text.words[at + 1]
    if model.capital and model.text[-1].isdigit() and text.gaps[at + 1] == "":
        return True
    one_word = end - at == _WITH_MODEL and model.norm not in name_words("tail")
    feminine = before is not None and before.norm in _FEMININE
    return feminine and one_word and len(name_words("sport") & text.ordinary) < _SPORT


def _model_end(text: NameText, at: int) -> int:
    """Index after the make at `at` and the model behind it: "Zefir Gradna", "Zefir 600"."""
    end = at + 1
    while end < min(at + _MODEL, len(text.words)) and text.gaps[end] in ("", "-"):
        word = text.words[end]
        if not (word.capital or word.text[0].isdigit()):
            break
        end += 1
    return end
