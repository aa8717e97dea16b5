"""Universal Dependencies treebanks → spaCy training documents.

Universal Dependencies splits contractions into words ("della" = "di" + "la"); we parse what stands in the text, so each
contraction is joined into one token that takes its place in the tree.
"""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from training.licences import Source, to_train

#: Treebanks that may be trained with, the folder `free/ud`; of the learners' texts only what their teachers corrected.
TREEBANKS = ("parlamint-ud-train", "parlamint-ud-test", "markit-ud-train", "markit-ud-dev", "markit-ud-test",
             "pud-ud-test", "twittiro-ud-train", "twittiro-ud-dev", "twittiro-ud-test", "thvalico-ud-test")  # fmt: skip
#: A label, part of speech or lemma that nobody knows: nothing is learned from it.
UNSURE = "?"
#: The label of a word that hangs nobody knows where; its head means nothing.
UNTOLD = "??"

_CLOSING = frozenset({",", ".", ";", ":", "!", "?", ")", "»", "”", "…"})
_OPENING = frozenset({"(", "«", "“"})


@dataclass(frozen=True, slots=True)
class Word:
    """One surface token.

    Attributes:
        head: index of the governing token in the sentence; its own index for the root.
        space: whether a space follows.
    """

    form: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence of a treebank."""

    treebank: str
    words: tuple[Word, ...]

    @property
    def corpus(self) -> str:
        """The treebank without the name of its part."""
        return self.treebank.partition("-")[0]

    @property
    def key(self) -> str:
        """The letters alone: the same sentence in two treebanks has the same key."""
        return re.sub(r"\W+", "", "".join(word.form for word in self.words).lower())


@dataclass(slots=True)
class _Part:
    """One syntactic word as the file gives it; `number` and `head` count from 1, head 0 is the root."""

    number: int
    form: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space: bool


@dataclass(slots=True)
class _Block:
    parts: list[_Part] = field(default_factory=list[_Part])
    contractions: dict[int, tuple[int, str, bool]] = field(default_factory=dict[int, tuple[int, str, bool]])


def read_treebank(path: Path) -> Iterator[Tree]:
    """The sentences of a CoNLL-U file, contractions joined."""
    name = path.stem.removeprefix("it_")
    block = _Block()
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("#"):
            continue
        if not line.strip():
            if block.parts:
                yield Tree(name, tuple(_repair_spaces(_join_contractions(block), name)))
            block = _Block()
            continue
        number, form, lemma, pos, tag, morph, head, dep, _, misc = line.split("\t")
        space = "SpaceAfter=No" not in misc
        if "-" in number:
            first, last = number.split("-")
            block.contractions[int(first)] = (int(last), form, space)
        elif "." not in number:
            block.parts.append(_Part(int(number), form, lemma, pos, tag, morph, int(head), dep, space))


def _join_contractions(block: _Block) -> list[Word]:
    """One `Word` a surface token: the part that hangs outside the contraction decides, a verb before the others."""
    groups: list[tuple[str, bool, list[_Part]]] = []
    index = 0
    while index < len(block.parts):
        part = block.parts[index]
        last, form, space = block.contractions.get(part.number, (part.number, part.form, part.space))
        group = block.parts[index : index + last - part.number + 1]
        groups.append((form, space, group))
        index += len(group)
    place = {part.number: token for token, (_, _, group) in enumerate(groups) for part in group}
    words: list[Word] = []
    for token, (form, space, group) in enumerate(groups):
        inside = {part.number for part in group}
        outer = [part for part in group if part.head not in inside]
        chief = next((part for part in outer if part.pos in ("VERB", "AUX")), outer[0])
        is_verb = chief.pos in ("VERB", "AUX")
        morph = _unite([chief.morph] if is_verb else [part.morph for part in group])
        lemma = form if chief.lemma in ("_", "[PUNCT]") else chief.lemma
        head = place[chief.head] if chief.head else token
        dep = chief.dep if chief.head else "ROOT"
        words.append(Word(form, lemma, chief.pos, "_".join(p.tag for p in group), morph, head, dep, space))
    return words


def _unite(morphs: Iterable[str]) -> str:
    """Features of several parts in one; the first part wins ("della": preposition, then gender and number)."""
    united: dict[str, str] = {}
    for morph in morphs:
        for pair in morph.split("|"):
            if "=" in pair:
                key, value = pair.split("=", 1)
                united.setdefault(key, value)
    return "|".join(f"{key}={value}" for key, value in sorted(united.items()))


def _repair_spaces(words: list[Word], treebank: str) -> list[Word]:
    """MarkIT writes a space after every token; put the text back as it was printed."""
    if not treebank.startswith("markit"):
        return words
    repaired: list[Word] = []
    for word, following in zip(words, [*words[1:], None], strict=True):
        space = word.space
        if following is not None:
            elided = word.form[-1] in "'’" and word.form[:-1].isalpha() and word.form.lower() != "po'"
            glued = elided and following.form[0].isalnum()
            if glued or following.form in _CLOSING or word.form in _OPENING:
                space = False
        repaired.append(Word(word.form, word.lemma, word.pos, word.tag, word.morph, word.head, word.dep, space))
    return repaired


def training_trees(folder: Path, sources: list[Source], without: Iterable[Tree] = ()) -> list[Tree]:
    """The trees to train with as their makers left them, each sentence once.

    Args:
        folder: the folder of free treebanks.
        sources: what may be trained with.
        without: trees that are only measured with; their sentences are left out.

    Raises:
        LicenceError: if a file may not be trained with.
    """
    seen = {tree.key for tree in without}
    trees: list[Tree] = []
    for name in TREEBANKS:
        for tree in read_treebank(to_train(folder / f"it_{name}.conllu", sources)):
            if tree.key not in seen:
                seen.add(tree.key)
                trees.append(tree)
    return trees


def kept_trees(folder: Path) -> list[Tree]:
    """Every second sentence of ISDT dev, the first one included: the scores are measured with them."""
    return list(read_treebank(folder / "it_isdt-ud-dev.conllu"))[::2]


def to_doc(vocab: Vocab, trees: Iterable[Tree]) -> Doc:
    """One gold document of several sentences, a space between them."""
    words: list[Word] = []
    heads: list[int] = []
    spaces: list[bool] = []
    for tree in trees:
        start = len(words)
        words.extend(tree.words)
        heads.extend(start + word.head for word in tree.words)
        spaces.extend([*(word.space for word in tree.words[:-1]), True])
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=spaces,
        heads=heads,
        deps=[word.dep for word in words],
        pos=[word.pos for word in words],
        tags=[word.tag for word in words],
        lemmas=[word.lemma for word in words],
        morphs=[word.morph for word in words],
    )


def to_docs(vocab: Vocab, trees: list[Tree], sizes: tuple[int, ...], seed: int = 0) -> list[Doc]:
    """Documents of as many sentences as `sizes` says, drawn anew for each document."""
    draw = random.Random(seed)
    docs: list[Doc] = []
    start = 0
    while start < len(trees):
        size = draw.choice(sizes)
        docs.append(to_doc(vocab, trees[start : start + size]))
        start += size
    return docs
