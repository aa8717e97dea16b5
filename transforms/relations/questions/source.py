"""Who gives a figure."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.facts import FoundClaim
from transforms.language import words_of
from transforms.relations.candidates import Candidate, Holders
from transforms.relations.features import candidate_features, figure_features
from transforms.relations.looks import Look, nobody, shared
from transforms.relations.pairs import around_of, pair_features
from transforms.relations.scene import Fact, Scene, speaker_of
from transforms.relations.words import meaning, noun_classes, saying, verb_kind

_FOLLOWING = words_of("secondo stando")
_SUBJECTS = ("nsubj", "nsubj:pass", "obl:agent")
#: How many tokens of a figure's sentence are read for verbs and words of saying.
READ = 120
#: How many sentences back other givers are looked for.
BACK = 64


@dataclass(frozen=True, slots=True)
class _Given:
    """A figure whose giver is looked for.

    Attributes:
        k: number of the figure.
        fact: the figure.
        rule: the name that the rules found.
        before: the names that they found for the three figures before.
        told: name → how its words hold the figure or stand beside it.
        reports: name of a body whose report is told → sentences from there to the figure, the nearest, with its sign.
        percents: the share of percentages in the text, in thirds, and whether it has many figures.
    """

    k: int
    fact: Fact
    rule: str | None
    before: set[str | None]
    told: dict[str, str]
    reports: dict[str, int]
    percents: str


def rows(holders: Holders, k: int) -> Iterator[tuple[Candidate | None, list[Look]]]:
    """The candidates of a figure with their features; the last one is nobody."""
    scene = holders.scene
    fact = scene.fact(k)
    reports = {name: _nearest(at, fact.sentence) for name, at in holders.reporters.items()}
    before = {_name(claim) for claim in scene.claims[max(0, k - 3) : k]}
    given = _Given(k, fact, _name(scene.claims[k]), before, around_of(holders, k).told, reports, _percents(scene))
    found = candidates(holders, given)
    for candidate in found:
        how = _how(holders, candidate)
        looks = [*_standing(holders, given, candidate), _saying_of(holders, given, candidate, how)]
        looks += _report(given, candidate, how)
        if how == "according":
            looks.append(_according(given, candidate))
        looks.append(_gave_before(holders, given, candidate))
        looks += _governed(holders, given, candidate)
        looks += _as_the_rules_say(given, candidate, how)
        yield candidate, looks
    yield None, nobody(_nobody(holders, given, found))


def _name(claim: FoundClaim) -> str | None:
    """The source that the rules found."""
    return claim.source.name if claim.source else claim.source_name


def _nearest(numbers: list[int], sentence: int) -> int:
    """How many sentences lie from the nearest of those numbers to a sentence; below zero when it comes behind."""
    at = bisect_left(numbers, sentence)
    return min((sentence - number for number in numbers[max(at - 1, 0) : at + 1]), key=lambda gap: (abs(gap), gap))


def _percents(scene: Scene) -> str:
    return f"{int(scene.percent_share * 3)}{'m' if len(scene.figures) > 5 else 'f'}"


# ---------- candidates
def candidates(holders: Holders, given: _Given) -> list[Candidate]:
    """Those near that can give, those of the sentences behind that tell who gave, reporters, speakers around."""
    found = [candidate for candidate in around_of(holders, given.k).near if _may_give(holders, candidate)]
    found += _behind(holders, given.fact.sentence)
    names = {candidate.name for candidate in found}
    for name, numbers in holders.reporters.items():
        if name not in names and numbers[0] < given.fact.sentence + 3:
            found += [one for one in holders.of(numbers[0]) if one.name == name][:1]
    names.update(candidate.name for candidate in found)
    return found + [_speaker(holders.scene, n) for n in _speakers(holders.scene, given, names)]


def _may_give(holders: Holders, candidate: Candidate) -> bool:
    """Whoever has a name, says something, or can."""
    if candidate.sort != "noun" or holders.says(candidate):
        return True
    return holders.scene.noun_class(candidate.head) in ("speaker", "document")


def _behind(holders: Holders, sentence: int) -> list[Candidate]:
    """Those of the next two sentences, where they tell who gave the one before, and of the one behind the headline."""
    last = len(holders.scene.syntax.sentences) - 1
    told = [at for at in (sentence + 1, sentence + 2) if at in holders.back_cues or (at == 1 and sentence == 0)]
    behind = [one for at in told if at <= last for one in holders.of(at)]
    return [one for one in behind if one.sort != "noun" or holders.says(one)]


def _speakers(scene: Scene, given: _Given, names: set[str]) -> list[int]:
    """The first quotations of those who speak around the figure and are no candidates yet."""
    return sorted(scene.first_quotes[name] for name in given.told if name not in names)


def _speaker(scene: Scene, number: int) -> Candidate:
    """The speaker of a quotation, who stands where it begins."""
    quote = scene.quotes[number]
    first = scene.syntax.tokens_in(quote.start, quote.end)[0]
    sort = f"told:{quote.speaker.kind if quote.speaker else 'noun'}"
    name = speaker_of(quote) or ""
    return Candidate(first, first + 1, first, sort, name, quote.speaker, scene.syntax.sentence_of(first))


def _is_told(candidate: Candidate) -> bool:
    return candidate.sort.startswith("told")


def _how(holders: Holders, candidate: Candidate) -> str:
    """How it stands to a verb of saying; "" of a speaker who stands for a quotation."""
    return "" if _is_told(candidate) else holders.says(candidate)


# ---------- features of a candidate
def _standing(holders: Holders, given: _Given, candidate: Candidate) -> list[Look]:
    """What it is and how it stands to the figure, but for what nouns and verbs mean: anybody may give any figure."""
    if _is_told(candidate):
        gap = max(given.fact.sentence - candidate.sentence, -2)
        return [f"s={candidate.sort}", f"toldgap={min(gap, 4)}"]
    pair = pair_features(around_of(holders, given.k), candidate, meant=False)
    return [*candidate_features(holders, candidate, meant=False), *pair]


def _saying_of(holders: Holders, given: _Given, candidate: Candidate, how: str) -> Look:
    told, gap = given.told.get(candidate.name, ""), min(max(given.fact.sentence - candidate.sentence, -2), 3)
    is_back = candidate.sentence in holders.back_cues
    return _saying(how, told, given.fact.kind, candidate.sort, gap, is_back)


@shared
def _saying(how: str, told: str, kind: str, sort: str, gap: int, is_back: bool) -> list[str]:
    """How it stands to a verb of saying, whether its words hold the figure, whether its sentence tells who gave."""
    back = f"back={is_back}|gap={gap}"
    return [
        f"says={how}|gap={gap}",
        f"says={how}|{sort}",
        f"told={told}",
        f"told={told}|says={how}",
        f"told={told}|k={kind}",
        back,
        f"{back}|says={how}",
    ]


def _report(given: _Given, candidate: Candidate, how: str) -> list[Look]:
    """Whether its report is told, how near, how many others are as near, and whether the rules found a document."""
    nearest = given.reports.get(candidate.name)
    if nearest is None:
        return []
    others = (gap for name, gap in given.reports.items() if name != candidate.name)
    rivals = f"rivals={min(sum(abs(gap) <= abs(nearest) for gap in others), 2)}"
    gap = f"report|gap={max(min(nearest, 4), -2)}"
    looks: list[Look] = [
        "report",
        gap,
        f"report|k={given.fact.kind}",
        f"report|{rivals}",
        f"report|says={how}",
        f"report|pct={given.percents}",
        f"{gap}|pct={given.percents}|{candidate.sort}",
    ]
    if _is_document(given.rule):
        looks += ["report|ruledoc", f"report|ruledoc|{rivals}"]
    return looks


def _is_document(rule: str | None) -> bool:
    """Whether the source that the rules found is a document: "il rapporto"."""
    words = (rule or "").lower().replace("'", " ").split()
    return any(noun_classes().get(word) == "document" for word in words)


def _governed(holders: Holders, given: _Given, candidate: Candidate) -> list[Look]:
    """What the verb means whose subject it is ("l'Asl conta 12 casi"), and whether the figure hangs from that verb."""
    if _is_told(candidate) or candidate.sentence != given.fact.sentence:
        return []
    syntax, around = holders.scene.syntax, around_of(holders, given.k)
    verb = syntax.head(candidate.head)
    if syntax.label(candidate.head) not in _SUBJECTS or verb == candidate.head:
        return []
    holds = verb == given.fact.anchor or verb == around.head or verb in around.above
    return [_verb(syntax.lemma(verb), verb == around.clause, holds, candidate.sort)]


@shared
def _verb(lemma: str, is_clause: bool, holds: bool, sort: str) -> list[str]:
    family, own = meaning(lemma)
    place = "own" if is_clause else "above" if holds else "beside"
    kind = f"gov={verb_kind(lemma)}|{place}"
    return [kind, f"{kind}|{sort}", f"govmf={family}|{place}", f"govmc={own}|{place}"]


def _according(given: _Given, candidate: Candidate) -> Look:
    """On which side of the figure "secondo …" stands."""
    side = "L" if candidate.head < given.fact.span[0] else "R"
    return f"according|{side}|gap={min(max(given.fact.sentence - candidate.sentence, -2), 2)}"


def _gave_before(holders: Holders, given: _Given, candidate: Candidate) -> Look:
    sentence, kind = given.fact.sentence, given.fact.kind
    numbers: Sequence[int] = holders.givers.get(candidate.name, ())
    often = bisect_left(numbers, sentence)
    if not often:
        return _gave(0, candidate.sort, kind, 0, 0, 0)
    last = numbers[often - 1]
    since = range(max(last + 1, sentence - BACK), sentence + 1)
    others = {name for number in since for name in holders.givers_in.get(number, ())} - {candidate.name}
    return _gave(min(often, 3), candidate.sort, kind, min(sentence - last, 5), min(numbers[0], 3), min(len(others), 2))


@shared
def _gave(often: int, sort: str, kind: str, last: int, first: int, others: int) -> list[str]:
    """In how many sentences before it said something, in which last and first, and who said something since."""
    looks = [f"gave={often}|{sort}"]
    if not often:
        return looks
    return [*looks, f"gavelast={last}", f"gavefirst={first}|k={kind}", f"gavenearer={others}"]


def _as_the_rules_say(given: _Given, candidate: Candidate, how: str) -> list[Look]:
    """Whether the rules found it, for this figure or for one of the three before."""
    looks: list[Look] = []
    if given.rule is not None and candidate.name == given.rule:
        told = given.told.get(candidate.name, "")
        looks += ["rule", f"rule|k={given.fact.kind}", f"rule|told={told}", f"rule|says={how}"]
    return [*looks, "prevrule"] if candidate.name in given.before else looks


# ---------- features of nobody
def _nobody(holders: Holders, given: _Given, found: list[Candidate]) -> list[Look]:
    """What speaks for a figure that the article itself gives: nobody says anything near."""
    scene, fact = holders.scene, given.fact
    closest = min(min((abs(gap) for gap in given.reports.values()), default=9), 4)
    is_next = fact.sentence + 1 in holders.back_cues
    looks = [
        *figure_features(scene, given.k, meant=False),
        _sentence_says(*_said_in(scene, fact.sentence), scene.claims[given.k].modality),
        _givers(min(len(holders.givers), 4), given.rule is not None, next(iter(given.told.values()), ""), is_next),
        _reports(closest, given.percents, bool(given.reports), fact.kind),
        f"percents={int(scene.percent_share * 4)}|n={min(len(scene.figures) // 5, 4)}",
    ]
    here = {_how(holders, one) for one in found if one.sentence == fact.sentence and not _is_told(one)}
    looks += (f"says={how}" for how in sorted(here))
    return looks


@shared
def _givers(givers: int, has_rule: bool, told: str, is_next: bool) -> list[str]:
    return [f"givers={givers}", f"rule={has_rule}", f"told={told}", f"nextback={is_next}"]


@shared
def _reports(closest: int, percents: str, is_told: bool, kind: str) -> list[str]:
    return [f"report={closest}", f"report={closest}|pct={percents}", f"report={is_told}|k={kind}"]


def _said_in(scene: Scene, number: int) -> tuple[bool, bool]:
    """Whether a sentence has a verb of saying, and "secondo"."""
    if number not in scene.said_in:
        syntax = scene.syntax
        start, end = syntax.sentences[number]
        tokens = range(start, min(end, start + READ))
        is_said = any(syntax.is_verb(at) and syntax.lemma(at) in saying() for at in tokens)
        scene.said_in[number] = is_said, not _FOLLOWING.isdisjoint(syntax.words(tokens.start, tokens.stop))
    return scene.said_in[number]


@shared
def _sentence_says(is_said: bool, is_according: bool, modality: str) -> list[str]:
    """Whether the figure's sentence has a verb of saying, or "secondo", and how it is told."""
    return [f"modality={modality}", f"saying={is_said}|modality={modality}", f"according={is_according}"]
