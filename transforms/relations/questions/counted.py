"""What is counted."""

from bisect import bisect_left, insort
from collections.abc import Iterator

from transforms.relations.features import bin_of
from transforms.relations.looks import Look, nobody, shared
from transforms.relations.scene import Scene, as_lower
from transforms.relations.words import meaning, noun_classes

#: How many tokens before or behind a figure a counted noun may stand.
REACH = 14
#: Words and marks that part a figure from a noun.
_PARTING = (",", ";", ":", "(", ")", "e", "di", "che")


def candidates(scene: Scene, k: int) -> list[int]:
    """Nouns near the figure; also an adjective or a participle right behind it."""
    span = scene.context.spans[k]
    start, end = scene.syntax.bounds(span[0])
    first, last, nouns = max(start, span[0] - REACH), min(end, span[-1] + REACH + 1), scene.plain_nouns
    found = [at for at in nouns[bisect_left(nouns, first) : bisect_left(nouns, last)] if at not in span]
    behind = span[-1] + 1
    if behind < last and _is_no_noun(scene, behind):
        insort(found, behind)
    return found


def _is_no_noun(scene: Scene, at: int) -> bool:
    """Whether a word is an adjective or a participle, and no number, date or name."""
    pos = scene.syntax.pos(at)
    is_word = pos in ("ADJ", "X") or (pos == "VERB" and scene.syntax.is_participle(at))
    return is_word and scene.is_plain(at)


def rows(scene: Scene, k: int) -> Iterator[tuple[int | None, list[Look]]]:
    """The candidate nouns of a figure with their features; the last one is none."""
    kind, span = scene.figures[k].kind, scene.context.spans[k]
    root = scene.syntax.span_root(span)
    told = scene.claims[k].counted
    rule = as_lower(told) if told else None
    is_plural = _is_plural(scene, k)
    for at in candidates(scene, k):
        between = range(at + 1, span[0]) if at < span[0] else range(span[-1] + 1, at)
        side = "L" if at < span[0] else "R"
        far = f"{side}{bin_of(len(between) + 1)}"
        pos, noun_class = scene.syntax.pos(at), scene.noun_class(at)
        path = f"path={scene.path(root, at)}"
        looks = [
            *_word(scene, at, kind, side, is_plural=is_plural),
            _far(far, kind, pos),
            path,
            f"{path}|k={kind}",
            f"{path}|{pos}",
            *_between(scene, at, between, kind, side),
        ]
        if rule is not None and scene.syntax.lower(at) == rule:
            looks.append(_rule(kind, far, pos, noun_class))
        yield at, looks
    yield None, nobody(_nothing(scene, k, root, rule))


def _is_plural(scene: Scene, k: int) -> bool:
    """Whether the number asks for a plural."""
    figure = scene.figures[k]
    return figure.low is not None and (figure.low > 1 or figure.high != figure.low)


def _word(scene: Scene, at: int, kind: str, side: str, *, is_plural: bool) -> Iterator[Look]:
    """The noun: its class, lemma, ending and number."""
    syntax, lemma = scene.syntax, scene.syntax.lemma(at)
    yield _class(scene.noun_class(at), kind, side)
    yield f"lem={lemma}"
    yield f"mf={meaning(lemma)[0]}|k={kind}"
    yield f"end={syntax.lower(at)[-3:]}|{syntax.pos(at)}"
    yield f"num={scene.number(at)}|plural={is_plural}|k={kind}"


@shared
def _class(noun_class: str, kind: str, side: str) -> list[str]:
    return [f"nc={noun_class}|k={kind}", f"nc={noun_class}|{side}"]


@shared
def _far(far: str, kind: str, pos: str) -> list[str]:
    """On which side and how many tokens away the noun stands, and its part of speech."""
    return [f"d={far}", f"d={far}|k={kind}", f"d={far}|{pos}", f"pos={pos}|k={kind}"]


@shared
def _rule(kind: str, far: str, pos: str, noun_class: str) -> list[str]:
    """The noun that the rules found."""
    return ["rule", f"rule|k={kind}", f"rule|{far}", f"rule|{pos}", f"rule|nc={noun_class}"]


def _between(scene: Scene, at: int, between: range, kind: str, side: str) -> list[Look]:
    """The words between number and noun, whether the noun is a name or a description, and the word behind it."""
    syntax = scene.syntax
    words = syntax.words(between.start, between.stop)
    tags = [syntax.pos(i) for i in between]
    joined = " ".join(tags)
    looks: list[Look] = []
    if len(words) <= 4:
        told = f"words={' '.join(words)}|{side}"
        looks += told, f"{told}|k={kind}"
    if len(joined) < 40:
        looks.append(f"tags={joined}|{side}|{syntax.pos(at)}|k={kind}")
    if scene.context.role_at(at) is not None:
        looks.append("role")
    nouns = min(tags.count("NOUN") + tags.count("PROPN"), 3)
    after, tag = syntax.lower(at + 1), syntax.pos(at + 1)
    behind = after if after in ",;:.()e" or tag == "ADP" else tag
    looks += f"nouns={nouns}|{side}|k={kind}", f"next={behind}|{side}"
    looks += [f"btw={mark}|{side}" for mark in _PARTING if mark in words]
    return looks


def _nothing(scene: Scene, k: int, root: int, rule: str | None) -> list[Look]:
    """What speaks for a number that counts nothing: the words around it, and whether the rules found a noun."""
    syntax, context = scene.syntax, scene.context
    kind, span = scene.figures[k].kind, context.spans[k]
    before, after = syntax.lower(span[0] - 1), syntax.lower(span[-1] + 1)
    in_sentence = min(len(context.figures_in[context.sentence[k]]), 4)
    in_bracket = context.bracket_of(span[0]) is not None
    looks: list[Look] = [
        _number(kind, rule is not None, syntax.label(root), context.in_title(k), in_sentence, in_bracket),
        f"after={after}|k={kind}",
        f"tags={syntax.pos(span[-1] + 1)} {syntax.pos(span[-1] + 2)}|k={kind}",
        f"before={before}|k={kind}",
        f"surface={syntax.lower(span[0])}",
    ]
    return looks if rule is None else [*looks, f"ruleclass={noun_classes().get(rule, '')}"]


@shared
def _number(kind: str, has_rule: bool, label: str, in_title: bool, in_sentence: int, in_bracket: bool) -> list[str]:
    return [
        f"k={kind}",
        f"rule={has_rule}|k={kind}",
        f"lab={label}|k={kind}",
        f"title={in_title}|k={kind}",
        f"nfig={in_sentence}|k={kind}",
        f"bracket={in_bracket}|k={kind}",
    ]
