"""What is counted."""

from collections.abc import Iterator

from transforms.relations.features import bin_of, nobody, path_between
from transforms.relations.scene import Scene, as_lower
from transforms.relations.words import meaning, noun_classes

#: How many tokens before or behind a figure a counted noun may stand.
REACH = 14
#: Words and marks that part a figure from a noun.
_PARTING = (",", ";", ":", "(", ")", "e", "di", "che")


def candidates(scene: Scene, k: int) -> list[int]:
    """Tokens near the figure that may be a counted noun."""
    span = scene.context.spans[k]
    start, end = scene.syntax.bounds(span[0])
    near = range(max(start, span[0] - REACH), min(end, span[-1] + REACH + 1))
    return [at for at in near if at not in span and _may_be_counted(scene, at)]


def _may_be_counted(scene: Scene, at: int) -> bool:
    """A noun, an adjective or a participle that is no number and no date."""
    if scene.context.figure_at(at) is not None or scene.context.date_at(at) is not None:
        return False
    pos = scene.syntax.pos(at)
    return pos in ("NOUN", "ADJ", "PROPN", "X") or (pos == "VERB" and scene.syntax.is_participle(at))


def rows(scene: Scene, k: int) -> Iterator[tuple[int | None, list[str]]]:
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
        looks = [
            *_word(scene, at, kind, side, far, is_plural=is_plural),
            *_path(scene, root, at, kind),
            *_between(scene, at, between, kind, side),
        ]
        if rule is not None and scene.syntax.lower(at) == rule:
            looks += ["rule", f"rule|k={kind}", f"rule|{far}", f"rule|{scene.syntax.pos(at)}"]
            looks.append(f"rule|nc={scene.noun_class(at)}")
        yield at, looks
    yield None, nobody(_nothing(scene, k, root, rule))


def _is_plural(scene: Scene, k: int) -> bool:
    """Whether the number asks for a plural."""
    figure = scene.figures[k]
    return figure.low is not None and (figure.low > 1 or figure.high != figure.low)


def _word(scene: Scene, at: int, kind: str, side: str, far: str, *, is_plural: bool) -> list[str]:
    """The noun: how far, its part of speech, class, lemma, ending and number."""
    pos, noun_class = scene.syntax.pos(at), scene.noun_class(at)
    return [
        f"d={far}",
        f"d={far}|k={kind}",
        f"d={far}|{pos}",
        f"pos={pos}|k={kind}",
        f"nc={noun_class}|k={kind}",
        f"nc={noun_class}|{side}",
        f"lem={scene.syntax.lemma(at)}",
        f"mf={meaning(scene.syntax.lemma(at))[0]}|k={kind}",
        f"end={scene.syntax.lower(at)[-3:]}|{pos}",
        f"num={scene.number(at)}|plural={is_plural}|k={kind}",
    ]


def _path(scene: Scene, root: int, at: int, kind: str) -> list[str]:
    """The labels of the tree from the number to the noun."""
    path = path_between(scene, root, at)
    return [f"path={path}", f"path={path}|k={kind}", f"path={path}|{scene.syntax.pos(at)}"]


def _between(scene: Scene, at: int, between: range, kind: str, side: str) -> list[str]:
    """The words between number and noun, whether the noun is a name or a description, and the word behind it."""
    syntax = scene.syntax
    words = syntax.words(between.start, between.stop)
    tags = [syntax.pos(i) for i in between]
    joined = " ".join(tags)
    looks: list[str] = []
    if len(words) <= 4:
        looks += [f"words={' '.join(words)}|{side}", f"words={' '.join(words)}|{side}|k={kind}"]
    if len(joined) < 40:
        looks.append(f"tags={joined}|{side}|{syntax.pos(at)}|k={kind}")
    if scene.context.name_at(at) is not None:
        looks.append(f"named|k={kind}")
    if scene.context.role_at(at) is not None:
        looks.append("role")
    nouns = sum(tag in ("NOUN", "PROPN") for tag in tags)
    looks.append(f"nouns={min(nouns, 3)}|{side}|k={kind}")
    looks += [f"btw={mark}|{side}" for mark in _PARTING if mark in words]
    after, tag = syntax.lower(at + 1), syntax.pos(at + 1)
    looks.append(f"next={after if after in ',;:.()e' or tag == 'ADP' else tag}|{side}")
    return looks


def _nothing(scene: Scene, k: int, root: int, rule: str | None) -> list[str]:
    """What speaks for a number that counts nothing: the words around it, and whether the rules found a noun."""
    syntax, context = scene.syntax, scene.context
    kind, span = scene.figures[k].kind, context.spans[k]
    before, after = syntax.lower(span[0] - 1), syntax.lower(span[-1] + 1)
    looks = [
        f"k={kind}",
        f"rule={rule is not None}|k={kind}",
        f"after={after}|k={kind}",
        f"tags={syntax.pos(span[-1] + 1)} {syntax.pos(span[-1] + 2)}|k={kind}",
        f"before={before}|k={kind}",
        f"lab={syntax.label(root)}|k={kind}",
        f"title={context.in_title(k)}|k={kind}",
        f"surface={syntax.lower(span[0])}",
        f"nfig={min(len(context.figures_in[context.sentence[k]]), 4)}|k={kind}",
        f"bracket={context.bracket_of(span[0]) is not None}|k={kind}",
    ]
    return looks if rule is None else [*looks, f"ruleclass={noun_classes().get(rule, '')}"]
