"""Whose words a quotation or a reported clause holds."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from transforms.relations.candidates import Candidate, Holders
from transforms.relations.features import bin_of, candidate_features, titled_case_of
from transforms.relations.looks import Look, nobody, shared
from transforms.relations.questions.spoken import NO_CUE, Spoken, spoken_of
from transforms.relations.scene import as_lower
from transforms.relations.words import meaning

_PARTING = (",", ";", "che", "e", ":", "«", "»")
#: Bounds between which it counts how surely a description means somebody.
_SURE = (0.1, 0.2, 0.3, 0.45, 0.6, 0.75, 0.9)
#: How many pieces of one quotation are looked at.
PIECES = 4


def rows(holders: Holders, n: int) -> Iterator[tuple[Candidate | None, list[Look]]]:
    """The candidates of a quotation with their features; the last one is nobody."""
    spoken = _with_speaker(holders, n)
    is_clause = spoken.quote.form == "indirect"  # whether anybody says a clause is told by what its nouns mean, too
    for candidate in spoken.found:
        zone, how, side = spoken.zone(candidate), holders.says(candidate), spoken.nearest(candidate)
        is_subject = spoken.is_cue_subject(candidate)
        looks = [
            *candidate_features(holders, candidate, meant=is_clause, titled=True),
            *_zone_of(spoken, candidate, zone, how),
        ]
        if spoken.has_cue:
            looks += _cue(spoken, candidate, zone, side, is_subject)
        else:
            looks += _no_cue(spoken, candidate, zone)
        looks.append(_spoke_last_of(spoken, candidate))
        looks += _people_since(spoken, candidate, zone)
        looks += _spoken_of(spoken, candidate, zone)
        looks += _meant_by(spoken, candidate, zone)
        looks += _acts(spoken, candidate, zone, side)
        way = spoken.ruled_as(candidate)
        if way:
            place = spoken.cue, spoken.where, side, is_subject, spoken.cue_subject is not None
            looks.append(_ruled(way, zone, how, candidate.sort, *place))
        yield candidate, looks
    yield None, nobody(_nobody(spoken))


@shared
def _ruled(
    way: str, zone: str, how: str, sort: str, cue: str, where: str, side: str, is_subject: bool, has_subject: bool
) -> list[str]:
    """Whom the rules take for the speaker, and where it stands: they are surer of some places than of others."""
    return [
        way,
        f"{way}|cue={cue}",
        f"{way}|zone={zone}|{sort}",
        f"{way}|says={how}",
        f"{way}|cuesubject={is_subject}|nearest={side}|{where}|zone={zone}",
        f"{way}|cuesubject={is_subject}|{sort}",
        f"{way}|nearest={side}|cue={cue}",
        f"{way}|subj={has_subject}|zone={zone}|cue={cue}",
    ]


def _with_speaker(holders: Holders, n: int) -> Spoken:
    """Of the pieces of one quotation, between which its cue stands, the one that tells best whose words they are."""
    spoken = spoken_of(holders, n)
    pieces = [spoken]
    while pieces[0].goes_on and len(pieces) < PIECES:
        pieces.insert(0, spoken_of(holders, pieces[0].numbers[-1]))
    for number in range(n + 1, min(n + PIECES, len(holders.scene.quotes))):
        following = spoken_of(holders, number)
        if not following.goes_on:
            break
        pieces.append(following)
    plain = max(piece.tells_speaker for piece in pieces) if len(pieces) > 1 else 0
    return next(piece for piece in pieces if piece.tells_speaker == plain) if plain else spoken


def _zone_of(spoken: Spoken, candidate: Candidate, zone: str, how: str) -> list[Look]:
    scene, sort, cue, head = spoken.scene, candidate.sort, spoken.cue, candidate.head
    preposition, article = titled_case_of(spoken.holders, candidate)
    looks: list[Look] = [_zone(zone, sort, cue, how, spoken.where, preposition)]
    if sort == "noun":
        looks.append(_noun_in_zone(zone, scene.noun_class(head), article, "P" if scene.is_plural(head) else "S"))
    return looks


@shared
def _zone(zone: str, sort: str, cue: str, how: str, where: str, preposition: str) -> list[str]:
    """In which sentence it stands, its preposition there, how it stands to a verb of saying."""
    looks = [f"zone={zone}|{sort}", f"zone={zone}|cue={cue}", f"zone={zone}|says={how}|where={where}"]
    return [*looks, f"says={how}|{sort}", f"prep={preposition}|zone={zone}|cue={cue}"]


@shared
def _noun_in_zone(zone: str, noun_class: str, article: str, number: str) -> list[str]:
    return [f"nc={noun_class}|zone={zone}", f"art={article}|zone={zone}|noun", f"nounnum={number}"]


# ---------- with a cue
def _cue(spoken: Spoken, candidate: Candidate, zone: str, side: str, is_subject: bool) -> list[Look]:
    """How it stands to the cue: near it, under it, as its subject; and the verb of the cue."""
    sort, subject = candidate.sort, spoken.cue_subject
    verb = f"lemma={spoken.cue_lemma}|{sort}|{zone in ('cue', 'same')}"
    looks: list[Look] = [f"cuesubj={subject is not None}|zone={zone}|{sort}", verb]
    if candidate.sentence == spoken.cue_sentence:
        looks.append(_beside_cue_of(spoken, candidate))
        looks += _under_cue(spoken, candidate)
        looks += _between_cue(spoken, candidate)
    looks += _near_cue(spoken, candidate, side)
    if is_subject:
        looks += ["cuesubject", f"cuesubject|{sort}", f"cuesubject|cue={spoken.cue}", f"cuesubject|{spoken.where}"]
    return looks


def _cue_side(spoken: Spoken, candidate: Candidate) -> str:
    return "R" if candidate.head > spoken.fact.anchor else "L"


def _beside_cue_of(spoken: Spoken, candidate: Candidate) -> Look:
    far = bin_of(abs(candidate.head - spoken.fact.anchor))
    return _beside_cue(_cue_side(spoken, candidate), far, candidate.sort, spoken.where, spoken.cue)


@shared
def _beside_cue(side: str, far: str, sort: str, where: str, cue: str) -> list[str]:
    """On which side of the cue it stands and how many tokens away."""
    return [f"cd={side}{far}", f"cd={side}{far}|{sort}", f"cd={side}{far}|where={where}|cue={cue}"]


def _under_cue(spoken: Spoken, candidate: Candidate) -> list[Look]:
    """How many steps of the tree below the cue it hangs, four at most."""
    syntax, anchor = spoken.scene.syntax, spoken.fact.anchor
    depth, at = 0, candidate.head
    while depth < 4 and syntax.head(at) != at and at != anchor:
        at = syntax.head(at)
        depth += 1
    return [_so_deep(f"under={at == anchor}{depth}", syntax.label(candidate.head), spoken.cue, candidate.sort)]


@shared
def _so_deep(under: str, label: str, cue: str, sort: str) -> list[str]:
    return [f"{under}|lab={label}", f"{under}|lab={label}|cue={cue}", f"{under}|{sort}"]


def _between_cue(spoken: Spoken, candidate: Candidate) -> list[Look]:
    """People, nouns and marks between it and the cue, and whether both are plural or neither."""
    scene, anchor = spoken.scene, spoken.fact.anchor
    first, last = min(anchor, candidate.head), max(anchor, candidate.head)
    nearer = bisect_left(spoken.beside_cue, last) - bisect_right(spoken.beside_cue, first)
    words = scene.syntax.words(first + 1, min(last, first + 41))
    agree = scene.is_plural(candidate.head) == spoken.cue_is_plural
    marks = [mark for mark in _PARTING if mark in words]
    return [_parted(_cue_side(spoken, candidate), candidate.sort, max(min(nearer, 3), 0), agree, *marks)]


@shared
def _parted(side: str, sort: str, nearer: int, agree: bool, *marks: str) -> list[str]:
    return [f"nearer={nearer}|{side}|{sort}", *(f"btw={mark}|{side}" for mark in marks), f"agree={agree}|{sort}"]


def _near_cue(spoken: Spoken, candidate: Candidate, side: str) -> list[Look]:
    """Whether it stands next to the cue, or is the subject of a clause around it: "il perito ha risposto dicendo"."""
    looks: list[Look] = []
    if side:
        agree = spoken.scene.is_plural(candidate.head) == spoken.cue_is_plural
        looks.append(_next_to_cue(side, spoken.where, candidate.sort, agree, spoken.cue))
    above = spoken.above(candidate)
    if above:
        looks.append(_above_cue(above, candidate.sort, spoken.cue_subject is not None))
    return looks


@shared
def _next_to_cue(side: str, where: str, sort: str, agree: bool, cue: str) -> list[str]:
    beside = f"nearest={side}"
    return [f"{beside}|where={where}|cue={cue}", f"{beside}|{sort}", f"{beside}|agree={agree}|where={where}"]


@shared
def _above_cue(above: int, sort: str, has_subject: bool) -> list[str]:
    return [f"over={above}", f"over={above}|{sort}", f"over={above}|cuesubj={has_subject}"]


# ---------- without one
def _no_cue(spoken: Spoken, candidate: Candidate, zone: str) -> list[Look]:
    """How far from the words it stands, whether with a colon ("Rossi: «…»"), as a subject, and who spoke last."""
    span, sort = spoken.fact.span, candidate.sort
    subject = candidate.head in spoken.scene.subjects_in(candidate.sentence)
    is_last = candidate.name == spoken.last
    looks: list[Look] = [_silent(zone, min(spoken.silence, 3), is_last, subject, sort)]
    if candidate.sentence == spoken.fact.sentence and candidate.head < span[0]:
        words = spoken.scene.syntax.words(candidate.last, min(span[0], candidate.last + 250))
        colon = f"colon={':' in words}"
        looks += [f"nd=L{bin_of(span[0] - candidate.head)}|{colon}", f"{colon}|{sort}", f"{colon}|subj={subject}"]
    elif candidate.sentence == spoken.last_sentence and candidate.head > span[-1]:
        looks.append(f"nd=R{bin_of(candidate.head - span[-1])}|{sort}")
    return looks


@shared
def _silent(zone: str, silence: int, is_last: bool, is_subject: bool, sort: str) -> list[str]:
    return [f"nocue|zone={zone}|prevgap={silence}|last={is_last}", f"nocue|zone={zone}|subj={is_subject}|{sort}"]


# ---------- the quotations and people before
def _acts(spoken: Spoken, candidate: Candidate, zone: str, side: str) -> list[Look]:
    """Whether it is the subject of some verb, of how manyth subject before the cue, and whether it is spoken of."""
    sort, anchor = candidate.sort, spoken.fact.anchor
    is_subject = candidate.head in spoken.scene.subjects_in(candidate.sentence)
    rank = spoken.subject_ranks.get(candidate.name, 0) if candidate.head < anchor else -1
    has_subject = spoken.cue_subject is not None
    looks: list[Look] = [_subject(is_subject, rank, sort, zone, spoken.form, spoken.where, has_subject)]
    if spoken.where == "L" and anchor < candidate.head < spoken.fact.span[0]:
        is_told = "che" in spoken.scene.syntax.words(anchor, candidate.first)
        looks.append(_behind_cue(is_told, sort, side, spoken.cue))
    return looks


@shared
def _subject(is_subject: bool, rank: int, sort: str, zone: str, form: str, where: str, has_subject: bool) -> list[str]:
    before = f"subjbefore={rank}|form={form}"
    acts = f"issubj={is_subject}|zone={zone}|subj={has_subject}|cue={form != NO_CUE}"
    return [acts, before, f"{before}|{sort}", f"{before}|{where}"]


@shared
def _behind_cue(is_told: bool, sort: str, side: str, cue: str) -> list[str]:
    """Between a cue and the words: whom the words behind "che" are about hardly says them."""
    return [f"told={is_told}|{sort}", f"told={is_told}|nearest={side}|cue={cue}"]


def _spoke_last_of(spoken: Spoken, candidate: Candidate) -> Look:
    is_last, times = candidate.name == spoken.last, spoken.last_names.count(candidate.name)
    has_subject = spoken.cue_subject is not None
    return _spoke_last(is_last, spoken.silence, spoken.cue, has_subject, spoken.opens_line, times, spoken.goes_on)


@shared
def _spoke_last(
    is_last: bool, silence: int, cue: str, has_subject: bool, opens_line: bool, times: int, goes_on: bool
) -> list[str]:
    """Whether it spoke last, how long ago, and how often before."""
    often = min(times, 3)
    return [
        f"last={is_last}|prevgap={min(silence, 4)}",
        f"last={is_last}|prevgap={min(silence, 2)}|cue={cue}",
        f"last={is_last}|subj={has_subject}|line={opens_line}",
        f"said={often}|cue={cue != NO_CUE}",
        f"last={is_last}|goeson={goes_on}",
    ]


def _people_since(spoken: Spoken, candidate: Candidate, zone: str) -> list[Look]:
    """How many other people stand between a person and the quotation's sentence or in it."""
    if not candidate.sort.endswith("PER"):
        return []
    since = spoken.people_since[bisect_right(spoken.heads_before, candidate.head)]
    return [f"laterpeople={min(len(since) - (candidate.name in since), 3)}|zone={zone}"]


def _spoken_of(spoken: Spoken, candidate: Candidate, zone: str) -> list[Look]:
    """Whether the words speak of it, whether it stands in their line, and how often the rules let it speak."""
    scene = spoken.scene
    return [
        _in_words(candidate.name in spoken.inside, candidate.sort, spoken.has_cue),
        f"samepar={scene.paragraph(candidate.head) == spoken.line}|zone={zone}",
        _lets_speak(spoken.ruled(candidate.name), candidate.sort, zone),
        *([_harmed(candidate.sort, zone, spoken.has_cue)] if candidate.name in spoken.holders.harmed else ()),
    ]


@shared
def _in_words(inside: bool, sort: str, has_cue: bool) -> list[str]:
    return [f"inside={inside}|{sort}", f"inside={inside}|cue={has_cue}"]


@shared
def _lets_speak(times: int, sort: str, zone: str) -> list[str]:
    often = min(times, 3)
    return [f"speaks={often}|{sort}", f"speaks={often}|zone={zone}"]


@shared
def _harmed(sort: str, zone: str, has_cue: bool) -> list[str]:
    """The killed and hurt seldom speak."""
    return [f"harmed|{sort}", f"harmed|zone={zone}", f"harmed|cue={has_cue}"]


def _meant_by(spoken: Spoken, candidate: Candidate, zone: str) -> list[Look]:
    """How surely a description means the one that it is taken for here, or somebody although it is taken for nobody."""
    meant = spoken.scene.meant.get(candidate.head)
    if meant is None or candidate.sort in ("PER", "ORG", "LOC"):
        return []
    return [_meant(bisect_right(_SURE, meant.sure), candidate.entity is not None, zone)]


@shared
def _meant(sure: int, is_entity: bool, zone: str) -> list[str]:
    return [f"meant={sure}|entity={is_entity}", f"meant={sure // 2}|entity={is_entity}|zone={zone}"]


def _nobody(spoken: Spoken) -> list[str]:
    """What speaks for words that nobody is said to have spoken: no cue, few people, short words."""
    span = spoken.fact.span
    opens = span[0] - spoken.scene.syntax.bounds(span[0])[0] < 3
    return [
        f"cue={spoken.cue}",
        f"rule={spoken.rule is not None}|cue={spoken.cue}",
        f"people={min(len(spoken.people), 3)}",
        f"last={spoken.last is not None}|prevgap={min(spoken.silence, 3)}",
        f"len={min((span[-1] - span[0]) // 4, 5)}|cue={spoken.has_cue}",
        f"opens={opens}",
        f"title={spoken.quote.start < spoken.scene.context.title_end}",
        *(_doubts(spoken) if spoken.quote.form == "indirect" and spoken.has_cue else ()),
    ]


def _doubts(spoken: Spoken) -> list[str]:
    """What speaks for a reported clause that is nobody's: its cue, the form of the verb, and who its subject is."""
    scene, syntax, anchor, subject = spoken.scene, spoken.scene.syntax, spoken.fact.anchor, spoken.parsed_subject
    way, lemma, cue = spoken.quote.rule.partition(":")[2], spoken.cue_lemma, as_lower(spoken.quote.cue or "")
    told = "none" if subject is None else syntax.pos(subject)
    form = f"{syntax.feature(anchor, 'VerbForm')}{syntax.feature(anchor, 'Mood')}"
    return [
        f"way={way}",
        f"lemma={lemma}",
        f"lemma={lemma}|way={way}",
        f"surface={cue}",
        f"opener={syntax.pos(spoken.fact.span[0] - 1)}|way={way}",
        *_clause(spoken, way),
        f"vmf={meaning(lemma)[0]}|subj={told}",
        f"subj={told}|way={way}",
        f"subj={told}|form={form}",
        f"subj={told}|si={'si' in cue.split()}",
        *(
            [f"nc={scene.noun_class(subject)}", f"mf={meaning(syntax.lemma(subject))[0]}"]
            if subject is not None
            else ()
        ),
    ]


def _clause(spoken: Spoken, way: str) -> list[str]:
    """What carries the words: a finite verb as in a statement, or a bare noun or infinitive as in a piece of one."""
    syntax = spoken.scene.syntax
    root = syntax.span_root(spoken.fact.span)
    form = f"{syntax.pos(root)}{syntax.feature(root, 'VerbForm')}{syntax.feature(root, 'Mood')}"
    hangs = f"rootlab={syntax.label(root)}"
    return [f"root={form}", f"root={form}|way={way}", f"{hangs}|way={way}", *_opened(spoken, way, root, hangs)]


def _opened(spoken: Spoken, way: str, root: int, hangs: str) -> list[str]:
    """How far behind the cue the words begin, what stands before "che", and whether they hang on the cue."""
    syntax, anchor, start = spoken.scene.syntax, spoken.fact.anchor, spoken.fact.span[0]
    far = f"far={bin_of(start - anchor)}" if start > anchor else f"far=-{bin_of(anchor - spoken.fact.span[-1])}"
    before = f"before={syntax.pos(start - 2)}"
    under = f"under={syntax.head(root) == anchor}"
    return [
        f"{far}|way={way}",
        f"{far}|opener={syntax.pos(start - 1)}",
        f"{before}|opener={syntax.pos(start - 1)}|way={way}",
        f"{under}|{hangs}",
        f"{under}|way={way}",
        f"{under}|opener={syntax.pos(start - 1)}|{before}",
    ]
