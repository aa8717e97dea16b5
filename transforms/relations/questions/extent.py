"""How far a description goes: "il ministro", "il ministro uscente", "il ministro uscente della Difesa"."""

from collections.abc import Sequence

from transforms.relations.described import COMPLEMENT, Description, front_of
from transforms.relations.looks import Look
from transforms.relations.scene import Scene
from transforms.relations.words import meaning, peoples, stem

#: Tags of words that are told as they are written.
_WRITTEN = ("ADP", "PUNCT", "CCONJ", "SCONJ", "PRON", "DET")


def rows(scene: Scene, group: Sequence[Description]) -> list[list[Look]]:
    """The features of the descriptions of one noun."""
    front = front_of(scene, group[0].head)
    role = scene.context.role_at(group[0].head)
    role_end = None if role is None else scene.syntax.tokens_in(role.start, role.end)[-1] + 1
    return [[*_front(scene, said, front), *_behind(scene, said), f"rule={role_end == said.last}"] for said in group]


def _front(scene: Scene, said: Description, front: int) -> list[str]:
    """The words between article and noun that are in and out."""
    syntax = scene.syntax
    looks = [f"in={word}" for word in {*syntax.words(said.first, said.head)}]
    looks += [f"out={word}" for word in {*syntax.words(front, said.first)}]
    tags = {syntax.pos(at) for at in range(front, said.first)}
    return [*looks, *(f"outpos={tag}" for tag in tags), f"all={said.first <= front}|{said.head - said.first > 0}"]


def _behind(scene: Scene, said: Description) -> list[str]:
    """The parts behind the noun, the last one of them and what follows."""
    syntax, last, parts = scene.syntax, said.last, said.parts
    lemma = syntax.lemma(said.head)
    family, own = meaning(lemma)
    after = syntax.lower(last) if syntax.pos(last) in _WRITTEN else syntax.pos(last)
    looks = [
        f"parts={parts}", f"parts={parts}|k={said.kind}", f"parts={parts}|lemma={lemma}", f"parts={parts}|mf={family}",
        f"parts={parts}|mc={own}", f"next={after}|{parts[-1:]}", f"open={_hangs(scene, last, said)}|{syntax.pos(last)}",
        f"nextstem={_sort(scene, last)}|{parts[-1:]}",
    ]  # fmt: skip
    if parts:
        looks += _last_part(scene, said)
    return looks


def _hangs(scene: Scene, at: int, said: Description) -> bool:
    """Whether a word belongs to the description by the tree; of a preposition, whether its noun does."""
    syntax = scene.syntax
    head = syntax.head(at)
    if syntax.label(at) in ("case", "det", "mark", "cc"):
        head = syntax.head(head)
    return said.first <= head < min(at, said.last)


def _sort(scene: Scene, at: int) -> str:
    """What a word is beside a noun: a people or a place, a name, the sort of its form."""
    name = scene.context.name_at(at)
    if name is not None:
        return name.kind
    syntax = scene.syntax
    return "people" if stem(syntax.lower(at)) in peoples() else f"{syntax.pos(at)}{syntax.feature(at, 'VerbForm')}"


def _last_part(scene: Scene, said: Description) -> list[str]:
    """The last part: what it is, and whether it belongs to the noun by the tree."""
    syntax, last, sort = scene.syntax, said.last, said.parts[-1]
    within = _hangs(scene, last - 1, said)
    looks = [f"hangs={within}|{sort}", f"last={_sort(scene, last - 1)}|{sort}|hangs={within}"]
    looks.append(f"lastcap={syntax.is_capitalised(last - 1)}|{sort}")
    if sort == COMPLEMENT:
        at = last - 1
        while at > said.head and syntax.pos(at) != "ADP":
            at -= 1
        looks += [f"by={syntax.lower(at)}", f"by={syntax.lemma(at)}|{_sort(scene, last - 1)}"]
        looks.append(f"of={syntax.lemma(last - 1)}")
    else:
        looks.append(f"word={syntax.lemma(last - 1)}")
    return looks
