"""Whose words a quotation or a reported clause holds."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from transforms.facts import FoundQuote
from transforms.relations.candidates import Candidate, Holders
from transforms.relations.features import bin_of, candidate_features, case_of
from transforms.relations.looks import Look, nobody, shared
from transforms.relations.scene import Fact, Scene, as_lower, speaker_of
from transforms.relations.words import meaning

#: How many sentences before and behind a quotation, and of a long one at either end, candidates are looked for.
BACK, AHEAD, EDGE = 4, 1, 24
#: How many candidates a quotation has, and how many quotations before it are looked at.
MOST, BEFORE = 110, 6
_PARTING = (",", ";", "che", "e", ":", "«", "»")
#: Stands for the cue of a quotation without one.
NO_CUE = "no_cue"
#: How many pieces of one quotation are looked at.
PIECES = 4
#: How many code points may part the pieces of one quotation, and what may not stand between them.
GAP = 240
MARKS = frozenset('«»“”„"')


def quote_fact(scene: Scene, quote: FoundQuote) -> Fact:
    """A quotation as a fact: its span, and the verb of its cue as anchor."""
    syntax = scene.syntax
    span = syntax.tokens_in(quote.start, quote.end)
    if quote.cue_start is None or quote.cue_end is None:
        anchor = syntax.span_root(span)
    else:
        cue = syntax.tokens_in(quote.cue_start, quote.cue_end)
        anchor = next((at for at in reversed(cue) if syntax.is_verb(at) and syntax.pos(at) == "VERB"), cue[-1])
    return Fact(quote.form, span, anchor, None, "none", syntax.sentence_of(span[0]))


class _Spoken:
    """A quotation whose speaker is looked for, with its cue and the quotations before it."""

    def __init__(self, holders: Holders, n: int) -> None:
        self.holders, self.scene = holders, holders.scene
        self.quote = self.scene.quotes[n]
        self.fact = quote_fact(self.scene, self.quote)
        self.has_cue = self.quote.cue is not None
        #: How the cue was found.
        self.cue = self.quote.rule.split(":")[-1] if self.has_cue else NO_CUE
        quotes, is_clause = self.scene.quotes, self.quote.form == "indirect"
        #: The quotations before it, of a direct one the direct ones.
        self.numbers = [k for k in range(max(0, n - BEFORE), n) if quotes[k].form == "direct" or is_clause]
        self.before = [quotes[k] for k in self.numbers]
        self.last_names = [name for quote in self.before if (name := speaker_of(quote))]

    @cached_property
    def where(self) -> str:
        """`R` of a cue behind the words, `L` of another, `0` without one."""
        return "0" if not self.has_cue else "R" if self.fact.anchor > self.fact.span[-1] else "L"

    @cached_property
    def cue_sentence(self) -> int:
        """The sentence of the cue; of the quotation without one."""
        return self.scene.syntax.sentence_of(self.fact.anchor)

    @cached_property
    def last_sentence(self) -> int:
        """The sentence in which the words end."""
        return self.scene.syntax.sentence_of(self.fact.span[-1])

    @cached_property
    def cue_subject(self) -> int | None:
        """The subject of the cue."""
        return self.scene.subject(self.scene.syntax.clause_head(self.fact.anchor)) if self.has_cue else None

    @cached_property
    def cue_is_plural(self) -> bool:
        """Whether the verb of the cue is a plural."""
        verb = self.scene.syntax.verb(self.scene.syntax.clause_head(self.fact.anchor))
        return any(self.scene.is_plural(at) for at in verb.tokens)

    @cached_property
    def last(self) -> str | None:
        """Who spoke last."""
        return self.last_names[-1] if self.last_names else None

    @cached_property
    def silence(self) -> int:
        """How many sentences lie between the quotation before and this one, 9 without one."""
        if not self.before:
            return 9
        tokens = self.scene.syntax.tokens_in(self.before[-1].start, self.before[-1].end)
        return self.fact.sentence - self.scene.syntax.sentence_of(tokens[-1])

    @cached_property
    def goes_on(self) -> bool:
        """Whether the words go on with those of the quotation before: a cue stands between them, and no marks."""
        if not self.before or self.quote.form != "direct" or self.before[-1].form != "direct":
            return False
        between = self.scene.syntax.source[self.before[-1].end : self.quote.start]
        return len(between) < GAP and MARKS.isdisjoint(between) and "\n" not in between

    @cached_property
    def tells_speaker(self) -> int:
        """How plainly the cue tells who speaks: 2 with its subject, 1 with somebody behind a cue behind the words."""
        if any(self.is_cue_subject(one) for one in self.found):
            return 2
        here = (one for one in self.found if one.sentence == self.cue_sentence)
        return int(self.where == "R" and any(one.head > self.fact.anchor for one in here))

    def is_cue_subject(self, candidate: Candidate) -> bool:
        """Whether it is the subject of the cue."""
        subject = self.cue_subject
        return subject is not None and candidate.first <= subject < candidate.last

    @cached_property
    def opens_line(self) -> bool:
        """Whether the words open a line."""
        first = self.fact.span[0]
        return self.scene.paragraph(first) != self.scene.paragraph(max(first - 3, 0))

    @cached_property
    def found(self) -> list[Candidate]:
        """Those outside the quotation in its sentences, in those around, in the headline, and who is named most."""
        first = max(min(self.fact.sentence - BACK, self.cue_sentence), 0)
        final = min(max(self.last_sentence + AHEAD, self.cue_sentence), len(self.scene.syntax.sentences) - 1)
        numbers = list(range(first, final + 1))
        if len(numbers) > 2 * EDGE:
            numbers = [*numbers[:EDGE], *numbers[-EDGE:]]
        found = [one for number in numbers for one in self.holders.of(number) if self._may_speak(one)]
        seen = {one.name for one in found}
        if first > 0:
            title = [one for one in self.holders.of(0) if one.entity is not None]
            for one in title:
                if one.name not in seen:
                    found.append(one)
                    seen.add(one.name)
        words = self.fact.span  # whoever is first named in the words themselves does not say them
        found += [one for one in self.holders.named_most if one.name not in seen and one.head not in words]
        return found[-MOST:]

    @cached_property
    def people(self) -> list[Candidate]:
        """Those of the candidates that are persons, named or described."""
        return [one for one in self.found if one.sort.endswith("PER")]

    @cached_property
    def people_before(self) -> list[Candidate]:
        """Those of them that stand in the sentence of the words or before, in text order."""
        return sorted((one for one in self.people if one.sentence <= self.fact.sentence), key=lambda one: one.head)

    @cached_property
    def heads_before(self) -> list[int]:
        """Their heads."""
        return [one.head for one in self.people_before]

    @cached_property
    def beside_cue(self) -> list[int]:
        """Heads of the people and nouns in the sentence of the cue, in text order."""
        here = (one for one in self.found if one.sentence == self.cue_sentence)
        return sorted(one.head for one in here if one.sort == "noun" or one.sort.endswith("PER"))

    @cached_property
    def cue_lemma(self) -> str:
        """The lemma of the cue."""
        return self.scene.syntax.lemma(self.fact.anchor)

    def _may_speak(self, candidate: Candidate) -> bool:
        """Whoever stands outside words in quotation marks and has a name, can speak, or hangs on the cue."""
        scene, head = self.scene, candidate.head
        if self.fact.kind == "direct" and scene.in_marks(head):
            return False
        if candidate.sort != "noun" or self.holders.says(candidate):
            return True
        above = scene.syntax.head(head)
        hangs = self.fact.anchor in (above, scene.syntax.head(above))
        return hangs or scene.noun_class(head) in ("speaker", "document")

    def zone(self, candidate: Candidate) -> str:
        """`same` in a sentence of the words, `cue` in that of the cue, else how many sentences before or behind."""
        if self.fact.sentence <= candidate.sentence <= self.last_sentence:
            return "same"
        if self.has_cue and candidate.sentence == self.cue_sentence:
            return "cue"
        edge = self.fact.sentence if candidate.sentence <= self.fact.sentence else self.last_sentence
        return f"g{max(min(candidate.sentence - edge, 3), -5)}"


def rows(holders: Holders, n: int) -> Iterator[tuple[Candidate | None, list[Look]]]:
    """The candidates of a quotation with their features; the last one is nobody."""
    spoken = _with_speaker(holders, n)
    rule = speaker_of(spoken.quote)
    for candidate in spoken.found:
        zone, how = spoken.zone(candidate), holders.says(candidate)
        looks = [*candidate_features(holders, candidate), *_zone_of(spoken, candidate, zone, how)]
        looks += _cue(spoken, candidate, zone) if spoken.has_cue else _no_cue(spoken, candidate, zone)
        looks.append(_spoke_last_of(spoken, candidate))
        looks += _people_since(spoken, candidate, zone)
        if rule is not None and candidate.name == rule:
            looks += ["rule", f"rule|cue={spoken.cue}", f"rule|zone={zone}|{candidate.sort}", f"rule|says={how}"]
        yield candidate, looks
    yield None, nobody(_nobody(spoken, rule))


def _with_speaker(holders: Holders, n: int) -> _Spoken:
    """Of the pieces of one quotation, between which its cue stands, the one that tells best whose words they are."""
    spoken = _Spoken(holders, n)
    pieces = [spoken]
    while pieces[0].goes_on and len(pieces) < PIECES:
        pieces.insert(0, _Spoken(holders, pieces[0].numbers[-1]))
    for number in range(n + 1, min(n + PIECES, len(holders.scene.quotes))):
        following = _Spoken(holders, number)
        if not following.goes_on:
            break
        pieces.append(following)
    plain = max(piece.tells_speaker for piece in pieces) if len(pieces) > 1 else 0
    return next(piece for piece in pieces if piece.tells_speaker == plain) if plain else spoken


def _zone_of(spoken: _Spoken, candidate: Candidate, zone: str, how: str) -> list[Look]:
    scene, sort, cue, head = spoken.scene, candidate.sort, spoken.cue, candidate.head
    preposition, article = case_of(spoken.holders, candidate)
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
def _cue(spoken: _Spoken, candidate: Candidate, zone: str) -> list[Look]:
    """How it stands to the cue: near it, under it, as its subject; and the verb of the cue."""
    sort, subject = candidate.sort, spoken.cue_subject
    looks: list[Look] = [_with_cue(subject is not None, zone, sort, spoken.cue_lemma)]
    if candidate.sentence == spoken.cue_sentence:
        looks.append(_beside_cue_of(spoken, candidate))
        looks += _under_cue(spoken, candidate)
        looks += _between_cue(spoken, candidate)
    if spoken.is_cue_subject(candidate):
        looks += ["cuesubject", f"cuesubject|{sort}", f"cuesubject|cue={spoken.cue}", f"cuesubject|{spoken.where}"]
    return looks


@shared
def _with_cue(has_subject: bool, zone: str, sort: str, lemma: str) -> list[str]:
    """Whether the cue has a subject, and its verb."""
    return [f"cuesubj={has_subject}|zone={zone}|{sort}", f"lemma={lemma}|{sort}|{zone in ('cue', 'same')}"]


def _cue_side(spoken: _Spoken, candidate: Candidate) -> str:
    return "R" if candidate.head > spoken.fact.anchor else "L"


def _beside_cue_of(spoken: _Spoken, candidate: Candidate) -> Look:
    far = bin_of(abs(candidate.head - spoken.fact.anchor))
    return _beside_cue(_cue_side(spoken, candidate), far, candidate.sort, spoken.where, spoken.cue)


@shared
def _beside_cue(side: str, far: str, sort: str, where: str, cue: str) -> list[str]:
    """On which side of the cue it stands and how many tokens away."""
    return [f"cd={side}{far}", f"cd={side}{far}|{sort}", f"cd={side}{far}|where={where}|cue={cue}"]


def _under_cue(spoken: _Spoken, candidate: Candidate) -> list[Look]:
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


def _between_cue(spoken: _Spoken, candidate: Candidate) -> list[Look]:
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


# ---------- without one
def _no_cue(spoken: _Spoken, candidate: Candidate, zone: str) -> list[Look]:
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
def _spoke_last_of(spoken: _Spoken, candidate: Candidate) -> Look:
    is_last, often = candidate.name == spoken.last, min(spoken.last_names.count(candidate.name), 3)
    has_subject = spoken.cue_subject is not None
    return _spoke_last(
        is_last, min(spoken.silence, 4), spoken.cue, has_subject, spoken.opens_line, often, spoken.goes_on
    )


@shared
def _spoke_last(
    is_last: bool, silence: int, cue: str, has_subject: bool, opens_line: bool, often: int, goes_on: bool
) -> list[str]:
    """Whether it spoke last, how long ago, and how often before."""
    return [
        f"last={is_last}|prevgap={silence}",
        f"last={is_last}|prevgap={min(silence, 2)}|cue={cue}",
        f"last={is_last}|subj={has_subject}|line={opens_line}",
        f"said={often}|cue={cue != NO_CUE}",
        f"last={is_last}|goeson={goes_on}",
    ]


def _people_since(spoken: _Spoken, candidate: Candidate, zone: str) -> list[Look]:
    """How many other people stand between a person and the quotation's sentence or in it."""
    if not candidate.sort.endswith("PER"):
        return []
    since = spoken.people_before[bisect_right(spoken.heads_before, candidate.head) :]
    names = {one.name for one in since} - {candidate.name}
    return [f"laterpeople={min(len(names), 3)}|zone={zone}"]


def _nobody(spoken: _Spoken, rule: str | None) -> list[str]:
    """What speaks for words that nobody is said to have spoken: no cue, few people, short words."""
    span = spoken.fact.span
    opens = span[0] - spoken.scene.syntax.bounds(span[0])[0] < 3
    return [
        f"cue={spoken.cue}",
        f"rule={rule is not None}|cue={spoken.cue}",
        f"people={min(len(spoken.people), 3)}",
        f"last={spoken.last is not None}|prevgap={min(spoken.silence, 3)}",
        f"len={min((span[-1] - span[0]) // 4, 5)}|cue={spoken.has_cue}",
        f"opens={opens}",
        f"title={spoken.quote.start < spoken.scene.context.title_end}",
        *(_doubts(spoken) if spoken.quote.form == "indirect" and spoken.has_cue else ()),
    ]


def _doubts(spoken: _Spoken) -> list[str]:
    """What speaks for a reported clause that is nobody's: its cue, the form of the verb, and who its subject is."""
    scene, syntax, anchor, subject = spoken.scene, spoken.scene.syntax, spoken.fact.anchor, spoken.cue_subject
    way, lemma, cue = spoken.quote.rule.partition(":")[2], spoken.cue_lemma, as_lower(spoken.quote.cue or "")
    told = "none" if subject is None else syntax.pos(subject)
    form = f"{syntax.feature(anchor, 'VerbForm')}{syntax.feature(anchor, 'Mood')}"
    return [
        f"way={way}",
        f"lemma={lemma}",
        f"lemma={lemma}|way={way}",
        f"surface={cue}",
        f"opener={syntax.pos(spoken.fact.span[0] - 1)}|way={way}",
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
