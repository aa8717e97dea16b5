"""Whose words a quotation or a reported clause holds."""

from collections.abc import Iterator
from functools import cached_property

from transforms.facts import FoundQuote
from transforms.relations.candidates import Candidate, Holders
from transforms.relations.features import bin_of, candidate_features, case_of, nobody
from transforms.relations.scene import Fact, Scene, speaker_of

#: How many sentences before and behind a quotation, and of a long one at either end, candidates are looked for.
BACK, AHEAD, EDGE = 4, 1, 24
#: How many candidates a quotation has, and how many quotations before it are looked at.
MOST, BEFORE = 110, 6
_PARTING = (",", ";", "che", "e", ":", "«", "»")
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
        self.cue = self.quote.rule.split(":")[-1] if self.has_cue else "no_cue"
        quotes = self.scene.quotes[max(0, n - BEFORE) : n]
        self.before = [quote for quote in quotes if quote.form == "direct" or self.quote.form == "indirect"]
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


def rows(holders: Holders, n: int) -> Iterator[tuple[Candidate | None, list[str]]]:
    """The candidates of a quotation with their features; the last one is nobody."""
    spoken = _Spoken(holders, n)
    rule = speaker_of(spoken.quote)
    for candidate in spoken.found:
        looks = [*candidate_features(holders, candidate), *_zone(spoken, candidate)]
        looks += _cue(spoken, candidate) if spoken.has_cue else _no_cue(spoken, candidate)
        looks += _spoke_last(spoken, candidate)
        looks += _people_since(spoken, candidate)
        if rule is not None and candidate.name == rule:
            zone, how = spoken.zone(candidate), holders.says(candidate)
            looks += ["rule", f"rule|cue={spoken.cue}", f"rule|zone={zone}|{candidate.sort}", f"rule|says={how}"]
        yield candidate, looks
    yield None, nobody(_nobody(spoken, rule))


def _zone(spoken: _Spoken, candidate: Candidate) -> list[str]:
    """In which sentence it stands, its preposition there, how it stands to a verb of saying."""
    scene, sort, cue = spoken.scene, candidate.sort, spoken.cue
    zone, how = f"zone={spoken.zone(candidate)}", spoken.holders.says(candidate)
    preposition, article = case_of(scene, candidate)
    looks = [
        f"{zone}|{sort}",
        f"{zone}|cue={cue}",
        f"{zone}|says={how}|where={spoken.where}",
        f"says={how}|{sort}",
        f"prep={preposition}|{zone}|cue={cue}",
    ]
    if sort == "noun":
        number = "P" if scene.is_plural(candidate.head) else "S"
        looks += [f"nc={scene.noun_class(candidate.head)}|{zone}", f"art={article}|{zone}|noun", f"nounnum={number}"]
    return looks


# ---------- with a cue
def _cue(spoken: _Spoken, candidate: Candidate) -> list[str]:
    """How it stands to the cue: near it, under it, as its subject; and the verb of the cue."""
    sort, zone = candidate.sort, spoken.zone(candidate)
    subject = spoken.cue_subject
    looks: list[str] = []
    if candidate.sentence == spoken.cue_sentence:
        looks += _beside_cue(spoken, candidate)
        looks += _under_cue(spoken, candidate)
        looks += _between_cue(spoken, candidate)
    if subject is not None and candidate.first <= subject < candidate.last:
        looks += ["cuesubject", f"cuesubject|{sort}", f"cuesubject|cue={spoken.cue}", f"cuesubject|{spoken.where}"]
    looks.append(f"cuesubj={subject is not None}|zone={zone}|{sort}")
    lemma = spoken.scene.syntax.lemma(spoken.fact.anchor)
    looks.append(f"lemma={lemma}|{sort}|{zone in ('cue', 'same')}")
    return looks


def _cue_side(spoken: _Spoken, candidate: Candidate) -> str:
    return "R" if candidate.head > spoken.fact.anchor else "L"


def _beside_cue(spoken: _Spoken, candidate: Candidate) -> list[str]:
    """On which side of the cue it stands and how many tokens away."""
    far = f"cd={_cue_side(spoken, candidate)}{bin_of(abs(candidate.head - spoken.fact.anchor))}"
    return [far, f"{far}|{candidate.sort}", f"{far}|where={spoken.where}|cue={spoken.cue}"]


def _under_cue(spoken: _Spoken, candidate: Candidate) -> list[str]:
    """How many steps of the tree below the cue it hangs, four at most."""
    syntax, anchor = spoken.scene.syntax, spoken.fact.anchor
    depth, at = 0, candidate.head
    while depth < 4 and syntax.head(at) != at and at != anchor:
        at = syntax.head(at)
        depth += 1
    under, label = f"under={at == anchor}{depth}", syntax.label(candidate.head)
    return [f"{under}|lab={label}", f"{under}|lab={label}|cue={spoken.cue}", f"{under}|{candidate.sort}"]


def _between_cue(spoken: _Spoken, candidate: Candidate) -> list[str]:
    """People, nouns and marks between it and the cue, and whether both are plural or neither."""
    scene, anchor, sort = spoken.scene, spoken.fact.anchor, candidate.sort
    side = _cue_side(spoken, candidate)
    first, last = min(anchor, candidate.head), max(anchor, candidate.head)
    here = (one for one in spoken.found if one.sentence == spoken.cue_sentence and first < one.head < last)
    nearer = sum(one.sort.endswith("PER") or one.sort == "noun" for one in here)
    words = scene.syntax.words(first + 1, min(last, first + 41))
    agree = scene.is_plural(candidate.head) == spoken.cue_is_plural
    return [
        f"nearer={min(nearer, 3)}|{side}|{sort}",
        *(f"btw={mark}|{side}" for mark in _PARTING if mark in words),
        f"agree={agree}|{sort}",
    ]


# ---------- without one
def _no_cue(spoken: _Spoken, candidate: Candidate) -> list[str]:
    """How far from the words it stands, whether with a colon ("Rossi: «…»"), as a subject, and who spoke last."""
    span, sort = spoken.fact.span, candidate.sort
    subject = candidate.head in spoken.scene.subjects_in(candidate.sentence)
    looks: list[str] = []
    if candidate.sentence == spoken.fact.sentence and candidate.head < span[0]:
        words = spoken.scene.syntax.words(candidate.last, min(span[0], candidate.last + 250))
        colon = f"colon={':' in words}"
        looks += [f"nd=L{bin_of(span[0] - candidate.head)}|{colon}", f"{colon}|{sort}", f"{colon}|subj={subject}"]
    elif candidate.sentence == spoken.last_sentence and candidate.head > span[-1]:
        looks.append(f"nd=R{bin_of(candidate.head - span[-1])}|{sort}")
    zone = f"nocue|zone={spoken.zone(candidate)}"
    looks.append(f"{zone}|prevgap={min(spoken.silence, 3)}|last={candidate.name == spoken.last}")
    looks.append(f"{zone}|subj={subject}|{sort}")
    return looks


# ---------- the quotations and people before
def _spoke_last(spoken: _Spoken, candidate: Candidate) -> list[str]:
    """Whether it spoke last, how long ago, and how often before."""
    last = f"last={candidate.name == spoken.last}"
    said = spoken.last_names.count(candidate.name)
    return [
        f"{last}|prevgap={min(spoken.silence, 4)}",
        f"{last}|prevgap={min(spoken.silence, 2)}|cue={spoken.cue}",
        f"{last}|subj={spoken.cue_subject is not None}|line={spoken.opens_line}",
        f"said={min(said, 3)}|cue={spoken.has_cue}",
        f"{last}|goeson={spoken.goes_on}",
    ]


def _people_since(spoken: _Spoken, candidate: Candidate) -> list[str]:
    """How many other people stand between a person and the quotation's sentence or in it."""
    if not candidate.sort.endswith("PER"):
        return []
    since = (one for one in spoken.people if one.sentence <= spoken.fact.sentence and one.head > candidate.head)
    names = {one.name for one in since} - {candidate.name}
    return [f"laterpeople={min(len(names), 3)}|zone={spoken.zone(candidate)}"]


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
    ]
