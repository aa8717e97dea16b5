"""How a noun stands to a verb of saying, and which sentences tell who gave the one before."""

from bisect import bisect_left

from transforms.relations.scene import Scene, speaker_of
from transforms.relations.words import relation_words, saying

#: How many quotations of a figure's sentence are looked at.
TOLD = 12
#: Labels by which a noun carries on what its head says: "il ministro e il premier", "il rapporto dell'istituto".
_CARRIED = ("conj", "nmod", "flat:name", "flat", "appos")
_SUBJECTS = ("nsubj", "nsubj:pass", "obl:agent")


def says(scene: Scene, first: int, head: int) -> str:
    """How a noun phrase stands to a verb of saying: `subject`, `agent`, `behind` it, behind `according`; "" else."""
    return "according" if _behind_according(scene, first, head) else _argument_of_saying(scene, head)


def _behind_according(scene: Scene, first: int, head: int) -> bool:
    """As in "secondo l'istituto", "a detta del sindaco"."""
    start = max(first - 4, scene.syntax.bounds(head)[0])
    return not relation_words("according").isdisjoint(scene.syntax.words(start, first))


def _argument_of_saying(scene: Scene, index: int) -> str:
    """As in "afferma l'istituto", "diffuso dall'istituto", "il rapporto dell'istituto afferma"."""
    syntax = scene.syntax
    for _ in range(3):
        label, head = syntax.label(index), syntax.head(index)
        if label in _SUBJECTS and syntax.lemma(head) in saying():
            return "agent" if label == "obl:agent" else "subject"
        if label == "obj" and head < index and syntax.lemma(head) in saying() and not _has_subject(scene, head):
            return "behind"  # "Lo comunica la società", "…, ha precisato il comando"
        if label not in _CARRIED or head == index:
            return ""
        if label == "nmod" and scene.noun_class(head) not in ("document", "speaker"):
            return ""
        index = head
    return ""


def _has_subject(scene: Scene, verb: int) -> bool:
    return any(scene.syntax.label(at) in _SUBJECTS for at in scene.syntax.children(verb))


def is_back_cue(scene: Scene, number: int) -> bool:
    """Whether a sentence tells who gave the one before: "Lo rende noto …", "È quanto emerge …", "A dirlo è …"."""
    syntax = scene.syntax
    start, end = syntax.sentences[number]
    stop = min(end, start + 16)
    while start < stop and (syntax.is_space(start) or syntax.pos(start) == "PUNCT"):
        start += 1
    head = syntax.words(start, min(end, start + 4))
    if len(head) > 1 and head[0] in ("a", "ad") and head[1].endswith("rlo"):
        return head[1].removesuffix("lo") + "e" in relation_words("reveal")
    is_back = head and (head[0] in relation_words("back") or "quanto" in head)
    if not is_back and relation_words("back_noun").isdisjoint(head[:2]):
        return False
    return any(syntax.lemma(at) in relation_words("reveal") for at in range(start, min(end, start + 7)))


def documents_in(scene: Scene, number: int) -> list[int]:
    """Tokens of a sentence, of its first 120, that are nouns of documents."""
    start, end = scene.syntax.sentences[number]
    at = bisect_left(scene.documents, start)
    return scene.documents[at : bisect_left(scene.documents, min(end, start + 120))]


def told_by(scene: Scene, k: int) -> dict[str, str]:
    """Names of those whose words hold the figure or stand beside it → how."""
    figure = scene.figures[k]
    start, end = scene.syntax.sentences[scene.context.sentence[k]]
    final = scene.syntax.start(end) if end < len(scene.syntax) else len(scene.syntax.source)
    around = scene.context.quotes_around(figure.start)
    ways = [(quote, f"in:{quote.form}:{min(depth, 1)}") for depth, quote in enumerate(around)]
    same = scene.quotes_from(scene.syntax.start(start), final)[:TOLD]
    ways += [(quote, f"same:{quote.form}") for quote in same]
    ways += [(quote, f"before:{back}") for back, quote in enumerate(scene.quotes_before(figure.start)[:3])]
    out: dict[str, str] = {}
    for quote, way in ways:
        name = speaker_of(quote)
        if name:
            out.setdefault(name, way)
    return out
