"""The order in which questions are asked: whom descriptions mean, who speaks, and what each figure says.

An answer helps the next question: a description that is resolved is an entity wherever it is a candidate, and the
speaker of a quotation gives the figures in it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

from transforms.claims import lemma_of, modality_of
from transforms.contract import AnswerField
from transforms.documents import Article
from transforms.facts import CLOSED, FoundAnswer, FoundClaim, FoundEntity, FoundMention, FoundQuote
from transforms.relations.answers import Told, found_answers
from transforms.relations.candidates import Candidate, Holders
from transforms.relations.described import Description, descriptions, span_of
from transforms.relations.looks import Look
from transforms.relations.questions import counted, days, part_of, period, place, referent, source, speaker, subject
from transforms.relations.scene import Meant, Scene, scene_of, without_article
from transforms.relations.scorer import GLANCE, Answer, Scorer, Together, load_scorers
from transforms.relations.told import NamesTold
from transforms.syntax import Syntax

Scorers = Mapping[str, Scorer]
#: From which probability on it is kept whom a description may mean: the next questions weigh it.
HINT = 0.05
_name = attrgetter("name")
#: The rule of descriptions that were weighed.
_LEARNED = "role:learned"


@dataclass(slots=True)
class Asked:
    """One question put to one fact: candidates (the last is None), their names and features."""

    candidates: list[Any]
    names: list[Any]
    rows: list[list[Look]]

    def ranked(self, scorer: Scorer) -> list[Answer[Any]]:
        """The answers, the likeliest first."""
        return scorer.answers(self.names, self.rows)


def _asked(
    pairs: Iterable[tuple[Any, list[Look]]], name: Callable[[Any], Any], rule: Candidate | int | None = None
) -> Asked:
    """What is asked; a rule's answer that is no candidate becomes one, before "nobody"."""
    candidates, rows = map(list, zip(*pairs, strict=True))
    names = [*map(name, candidates[:-1]), None]  # at least nobody
    if rule is not None and name(rule) not in names:
        candidates.insert(-1, rule)
        names.insert(-1, name(rule))
        rows.insert(-1, ["rule", "ruleonly"])
    return Asked(candidates, names, rows)


# ---------- descriptions
def ask_referents(holders: Holders, glance: Scorer | None = None) -> Iterator[tuple[list[Description], Asked]]:
    """The descriptions of each noun of a text with how far they go and whom they mean; a glance leaves nouns out."""
    told = NamesTold(holders)
    for group in descriptions(told):
        if glance is None or glance.is_worth_it(referent.glances(told, group[0])):
            yield group, _asked(referent.rows(referent.Noun(told, group), group), _name)


def glance_referents(holders: Holders) -> Iterator[tuple[list[Description], Asked]]:
    """The descriptions of each noun of a text with the question whether it may mean somebody, or nobody."""
    told = NamesTold(holders)
    for group in descriptions(told):
        yield group, Asked([group[0].head, None], [group[0].head, None], referent.glances(told, group[0]))


def resolve_descriptions(
    scene: Scene, holders: Holders, scorer: Scorer, glance: Scorer | None = None
) -> tuple[list[FoundMention], list[FoundAnswer], dict[int, Meant]]:
    """The mentions of a text, its descriptions as the scorer reads them; and whom each noun may mean, sure or not."""
    kept = [
        mention
        for mention in scene.mentions
        if mention.via != "role" or mention.rule in referent.SURE or not scene.syntax.parsed
    ]
    taken = {(mention.start, mention.end) for mention in kept}
    found: list[tuple[FoundMention, Asked, list[Answer[Any]]]] = []
    meant: dict[int, Meant] = {}
    for _, asked in ask_referents(holders, glance):
        ranked = asked.ranked(scorer)
        somebody = [answer for answer in ranked if answer.name is not None]
        if not somebody or 1.0 - _share_of_nobody(ranked) < HINT:
            continue
        said, entity = asked.candidates[somebody[0].candidate]
        start, end = span_of(scene, said)
        meant[said.head] = Meant(entity, somebody[0].confidence)
        if somebody[0].confidence < scorer.threshold or _overlaps_alike(taken, start, end):
            continue
        mention = FoundMention(start, end, entity.kind, "role", _LEARNED, entity)
        found.append((mention, asked, somebody))
        taken.add((start, end))
    mentions = sorted([*kept, *(one for one, _, _ in found)], key=lambda mention: (mention.start, -mention.end))
    learned = ((place, one) for place, one in enumerate(mentions) if one.rule == _LEARNED)
    places = {(one.start, one.end): place for place, one in learned}
    shown = replace(scorer, threshold=0.0)
    answers: list[FoundAnswer] = []
    for mention, asked, ranked in found:
        place = places[mention.start, mention.end]
        answers += found_answers("mentions", place, "referent", shown, ranked, _meant, asked.candidates, asked.rows)
    return mentions, answers, meant


def _meant(reading: referent.Reading) -> Told:
    return Told(reading.entity)


def _share_of_nobody(ranked: Iterable[Answer[Any]]) -> float:
    return next(answer.confidence for answer in ranked if answer.name is None)


def _overlaps_alike(taken: set[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span of the same length is taken that overlaps this one."""
    length = end - start
    return any((at, at + length) in taken for at in range(start - length + 1, end))


# ---------- speakers
def ask_speaker(scene: Scene, holders: Holders, n: int) -> Asked:
    """Who may be the speaker of quotation `n` of the scene."""
    quote = scene.quotes[n]
    span = scene.syntax.tokens_in(quote.start, quote.end)
    rule = None
    if _is_joint(quote) or not scene.syntax.parsed:
        rule = _ruled(scene, span[0], quote.speaker, quote.speaker_name)
    return _asked(speaker.rows(holders, n), _voice, rule)


def _voice(candidate: Candidate) -> str:
    """One description is one answer, wherever it stands: "I periti", "dei periti"."""
    if candidate.entity is not None or "; " in candidate.name:
        return candidate.name
    return without_article(candidate.name)


def _is_joint(quote: FoundQuote) -> bool:
    """Whether a verb in the plural has two subjects: "Rossi e Bianchi hanno detto"; nobody else can have said it."""
    return quote.speaker is None and "; " in (quote.speaker_name or "")


def _ruled(scene: Scene, token: int, entity: FoundEntity | None, name: str | None) -> Candidate | None:
    """What a rule says, as a candidate that stands where the fact does."""
    shown = entity.name if entity else name
    if not shown:
        return None
    return Candidate(token, token + 1, token, "rule", shown, entity, scene.syntax.sentence_of(token))


def _told(candidate: Candidate | None) -> Told:
    return Told() if candidate is None else Told(candidate.entity, candidate.name)


def _outright(asked: Asked, ranked: list[Answer[Any]], name: str, most: float) -> list[Answer[Any]]:
    """The answers where the sentence says outright who it is: all others share what is left."""
    told = Answer(name, most, asked.names.index(name))
    others = [one._replace(confidence=min(one.confidence, round(1 - most, 4))) for one in ranked if one.name != name]
    return [told, *others]


def _somebody(ranked: list[Answer[Any]], most: float) -> list[Answer[Any]]:
    """The answers where surely somebody is meant: what nobody had is shared out, up to `most`."""
    told = [answer for answer in ranked if answer.name is not None]
    shared = sum(answer.confidence for answer in told)
    return [one._replace(confidence=min(round(one.confidence / shared, 4), most)) for one in told] if shared else ranked


def attribute_quotes(scene: Scene, holders: Holders, scorers: Scorers) -> tuple[list[FoundQuote], list[FoundAnswer]]:
    """The quotations of a text with the speakers that are sure enough; a reported clause without speaker is none."""
    quotes: list[FoundQuote] = []
    answers: list[FoundAnswer] = []
    for n, quote in enumerate(scene.quotes):
        scorer = scorers[f"speaker_{quote.form}"]
        asked = ask_speaker(scene, holders, n)
        ranked = asked.ranked(scorer)
        if f":{CLOSED}:" in quote.rule:
            ranked = _somebody(ranked, scorer.calibrated(1.0))
        if _is_joint(quote):
            ranked = _outright(asked, ranked, quote.speaker_name or "", scorer.calibrated(1.0))
        if quote.form == "indirect" and ranked[0].name is None:
            continue
        candidates, number = asked.candidates, len(quotes)
        answers += found_answers("quotes", number, "speaker", scorer, ranked, _told, candidates, asked.rows)
        confidence = ranked[0].confidence
        best = _told(candidates[ranked[0].candidate]) if confidence >= scorer.threshold else Told()
        quotes.append(replace(quote, speaker=best.entity, speaker_name=best.name, confidence=confidence))
    return quotes, answers


def likely_quotes(quotes: Sequence[FoundQuote], answers: Iterable[FoundAnswer]) -> list[FoundQuote]:
    """The quotations with their likeliest speakers, published or not: how far they are to be trusted is learned."""
    top = {answer.fact: answer for answer in answers if answer.fact_table == "quotes" and answer.rank == 1}
    return [
        replace(quote, speaker=top[n].entity, speaker_name=top[n].name) if n in top else quote
        for n, quote in enumerate(quotes)
    ]


# ---------- figures
#: In this order: all others look at what is counted.
FIELDS: tuple[AnswerField, ...] = ("counted", "part_of", "subject", "source", "period")
#: Asked last; its answers are no rows of `attributions`.
PLACE = "place"


def ask_figure(scene: Scene, holders: Holders, field: str, k: int) -> Asked:
    """What may be the answer of one field of figure `k`.

    Args:
        scene: the text.
        holders: its names, descriptions and noun phrases.
        field: the column.
        k: number of the figure.
    """
    if field == "counted":
        noun = scene.counted_inside(k)
        noun = scene.counted[k] if noun is None and not scene.syntax.parsed else noun
        return _asked(counted.rows(scene, k), scene.syntax.lower, noun)
    if field == "part_of":
        return _asked(part_of.rows(scene, k), lambda j: j)
    if field == "period":
        return _asked(period.rows(scene, k), days.name_of)
    if field == "subject":
        return _asked(subject.rows(holders, k), _name)
    if field == PLACE:
        return _asked(place.rows(holders, k), _name)
    claim = scene.claims[k]
    rule = None
    if claim.is_outright or not scene.syntax.parsed:  # without a tree few others are found
        rule = _ruled(scene, scene.context.spans[k][0], _giver(scene, k), claim.source_name)
    return _asked(source.rows(holders, k), _name, rule)


def _giver(scene: Scene, k: int) -> FoundEntity | None:
    """Whom the rules name as source of figure `k`, of a description in its sentence whoever it means."""
    claim = scene.claims[k]
    if claim.source is not None or not claim.source_name:
        return claim.source
    return scene.called.get((scene.fact(k).sentence, without_article(claim.source_name)))


def relate_figures(
    scene: Scene, holders: Holders, scorers: Scorers, together: Together
) -> tuple[list[FoundClaim], list[FoundAnswer]]:
    """What each figure says beyond its number."""
    claims: list[FoundClaim] = []
    answers: list[FoundAnswer] = []
    told = {field: partial(_as_told, scene, field) for field in FIELDS}
    for k in range(len(scene.figures)):
        found: dict[str, _Best] = {}
        for field in FIELDS:
            scorer = scorers[field]
            asked = ask_figure(scene, holders, field, k)
            ranked = asked.ranked(scorer)
            if field == "source" and (claim := scene.claims[k]).is_outright:
                giver = _giver(scene, k)
                name = giver.name if giver else claim.source_name
                ranked = _outright(asked, ranked, name or "", scorer.calibrated(1.0))
            if field == "counted" and (said := scene.counted_inside(k)) is not None:
                ranked = _outright(asked, ranked, scene.syntax.lower(said), scorer.calibrated(1.0))
            if field == "subject" and _is_of_whole(claims, found["part_of"].published, ranked[0].name):
                scorer = replace(scorer, threshold=0.0)
            best = found[field] = _best(asked, ranked, scorer.threshold)
            if field == "counted":
                scene.counted[k] = best.candidate
            answers += found_answers("figures", k, field, scorer, ranked, told[field], asked.candidates, asked.rows)
        where = _where(scene, holders, k, scorers.get(PLACE), found["subject"].candidate)
        claims.append(_claim(scene, k, found, where, together))
    return claims, answers


def _is_of_whole(claims: Sequence[FoundClaim], whole: int | None, name: object) -> bool:
    """Whether a figure's likeliest subject is the one that is told of its whole: a part has the bearer of its whole."""
    return whole is not None and whole < len(claims) and name is not None and claims[whole].subject_name == name


def _as_told(scene: Scene, field: str, candidate: Any) -> Told:
    """What a candidate is as a row of `attributions` has it."""
    if candidate is None:
        return Told()
    if field == "counted":
        return Told(name=scene.syntax.text(candidate, candidate + 1))
    if field == "part_of":
        whole = scene.figures[candidate]
        return Told(name=scene.syntax.source[whole.start : whole.end])
    if field == "period":
        return Told(date_from=candidate.first, date_to=candidate.last)
    return _told(candidate)


class _Best(NamedTuple):
    """The likeliest answer of a question.

    Attributes:
        candidate: the candidate, None for nobody.
        published: the same, None also when it is not sure enough.
        sure: how sure what is published is, NULL too.
    """

    candidate: Any
    published: Any
    sure: float


def _best(asked: Asked, ranked: Sequence[Answer[Any]], threshold: float) -> _Best:
    """The likeliest answer, published from a confidence on."""
    top = ranked[0]
    candidate = asked.candidates[top.candidate]
    if candidate is not None and top.confidence >= threshold:
        return _Best(candidate, candidate, top.confidence)
    return _Best(candidate, None, next((answer.confidence for answer in ranked if answer.name is None), 0.0))


def _where(
    scene: Scene, holders: Holders, k: int, scorer: Scorer | None, subject_: Candidate | None
) -> FoundEntity | None:
    """The place where figure `k` holds, if it is sure enough; whom a figure is about is not where it holds."""
    if scorer is None:  # as long as it is not learned
        return scene.claims[k].place
    asked = ask_figure(scene, holders, PLACE, k)
    best: Candidate | None = _best(asked, asked.ranked(scorer), scorer.threshold).published
    if best is None or (subject_ is not None and subject_.name == best.name):
        return None
    return best.entity


def _claim(
    scene: Scene, k: int, found: Mapping[str, _Best], where: FoundEntity | None, together: Together
) -> FoundClaim:
    """The columns of a figure from the answers to its questions."""
    noun: int | None = found["counted"].published
    subject_, source_ = _told(found["subject"].published), _told(found["source"].published)
    told: days.Days | None = found["period"].published
    has_source = found["source"].candidate is not None
    return FoundClaim(
        counted=None if noun is None else scene.syntax.text(noun, noun + 1),
        counted_lemma=lemma_of(scene.syntax, k, noun),
        modality=modality_of(scene.context, k, scene.fact(k).anchor, has_source=has_source),
        aspect=scene.claims[k].aspect,
        direction=scene.claims[k].direction,
        subject=subject_.entity,
        subject_name=subject_.name,
        source=source_.entity,
        source_name=source_.name,
        place=where,
        period_from=told.first if told else None,
        period_to=told.last if told else None,
        part_of=found["part_of"].published,
        confidence=together.confidence({field: best.sure for field, best in found.items()}),
    )


@dataclass(frozen=True, slots=True)
class Related:
    """What a text says once its questions are answered; `answers` are the candidates of each."""

    claims: list[FoundClaim]
    mentions: list[FoundMention]
    quotes: list[FoundQuote]
    answers: list[FoundAnswer]


def relate(syntax: Syntax, article: Article, quotes: Sequence[FoundQuote], claims: Sequence[FoundClaim]) -> Related:
    """Weigh what the rules propose with what was learned.

    Args:
        syntax: the text with its figures, dates and mentions.
        article: what is known about it.
        quotes: quotations and reported clauses in text order.
        claims: what the rules say of each figure.

    Returns:
        Claims, mentions and quotes with the answers that are sure enough (else NULL), and all candidate answers.
    """
    scorers, together = load_scorers(parsed=syntax.parsed)
    return relate_with(scorers, together, syntax, article, quotes, claims)


def relate_with(
    scorers: Scorers,
    together: Together,
    syntax: Syntax,
    article: Article,
    quotes: Sequence[FoundQuote],
    claims: Sequence[FoundClaim],
) -> Related:
    """As `relate`, with scorers of one's own."""
    for scorer in scorers.values():
        scorer.sums.forget()
    scene = scene_of(syntax, article, quotes, claims)
    holders = Holders(scene)
    mentions, answers, meant = resolve_descriptions(scene, holders, scorers["referent"], scorers.get(GLANCE))
    scene = scene.over(syntax.with_roles(mentions), quotes, meant)
    holders = holders.described(scene)
    spoken, more = attribute_quotes(scene, holders, scorers)
    scene = scene.over(scene.syntax, likely_quotes(spoken, more))
    told = holders.over(scene)
    related, last = relate_figures(scene, told, scorers, together)
    holders.let_go()
    told.let_go()
    return Related(related, mentions, spoken, [*answers, *more, *last])
