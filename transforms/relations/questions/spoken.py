"""A quotation while its speaker is looked for: its cue, who may speak, and what was said before it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from operator import attrgetter

from transforms.facts import FoundQuote
from transforms.language import TO, words_of
from transforms.relations.candidates import TITLE, Candidate, Holders
from transforms.relations.features import titled_case_of
from transforms.relations.scene import Fact, Scene, speaker_of, without_article
from transforms.relations.words import entrusted

#: How many sentences before and behind a quotation, and of a long one at either end, candidates are looked for.
BACK, AHEAD, EDGE = 4, 1, 24
#: How many candidates a quotation has, and how many quotations before it are looked at.
MOST, BEFORE = 80, 6
#: Stands for the cue of a quotation without one.
NO_CUE = "no_cue"
#: How many clauses around that of the cue are looked at.
ABOVE = 4
#: How many subjects before the cue count.
RANKS = 4
#: The first words of what a quotation is about: "Sul rinvio di Neri: «…»"; so many words it has at most.
_ABOUT = words_of("su sul sullo sulla sull' sui sugli sulle")
_TOPIC = 12
_INTRODUCES, _BEFORE_TOPIC = frozenset(":–—-"), ("PUNCT", "CCONJ", "ADV", "SPACE")
#: How many code points may part the pieces of one quotation, and what may not stand between them.
GAP = 240
MARKS = frozenset('«»“”„"')
#: What the field of an office may be.
_FIELDS = ("NOUN", "PROPN")
_RELATIVES = ("cui", "quale", "quali")
_DESCRIBED = ("noun", "role:PER", "role:ORG", "role:LOC")


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


def spoken_of(holders: Holders, n: int) -> "Spoken":
    """Quotation `n`; looked at once, for the quotations beside it may ask for it too."""
    found = holders.spoken.get(n)
    if not isinstance(found, Spoken):
        found = holders.spoken[n] = Spoken(holders, n)
    return found


class Spoken:
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
        #: Who spoke last, and whom the rules take for the speaker.
        self.last = self.last_names[-1] if self.last_names else None
        self.rule = speaker_of(self.quote)
        self._stand()

    def _stand(self) -> None:
        """Where the words and their cue stand."""
        syntax, anchor, words = self.scene.syntax, self.fact.anchor, self.fact.span
        #: `R` of a cue behind the words, `L` of another, `0` without one.
        self.where = "0" if not self.has_cue else "R" if anchor > words[-1] else "L"
        #: The sentence of the cue, of the quotation without one, and the one in which the words end.
        self.cue_sentence, self.last_sentence = syntax.sentence_of(anchor), syntax.sentence_of(words[-1])
        #: The lemma of the cue.
        self.cue_lemma = syntax.lemma(anchor)
        #: Number of the line in which the words begin.
        self.line = self.scene.paragraph(words[0])

    @cached_property
    def cue_subject(self) -> int | None:
        """Whom "secondo" leads, the noun behind a verb that the parse takes for its object, else its subject."""
        told = self._told_behind
        subject = self._led if self._led is not None else told if told is not None else self.parsed_subject
        return None if subject is None or self._is_strange(subject) else subject

    @cached_property
    def parsed_subject(self) -> int | None:
        """The subject of the cue as the parse has it."""
        return self.scene.subject(self.scene.syntax.clause_head(self.fact.anchor)) if self.has_cue else None

    @cached_property
    def _led(self) -> int | None:
        """The noun that "secondo" leads, or who stands before it in "un perito secondo il quale"."""
        syntax, last = self.scene.syntax, self._cue[-1]
        if self.cue == "source" and syntax.lower(last) in _RELATIVES:
            return self._before_relative(self._cue[0])
        led = syntax.head(last)
        return led if self.has_cue and led > last and syntax.pos(last) == "ADP" else None

    def _before_relative(self, cue: int) -> int | None:
        """The antecedent of a cue with a relative pronoun, where it is somebody: "le accuse secondo cui" are not."""
        scene = self.scene
        at = scene.syntax.antecedent(cue)
        if at is None:
            return None
        name = scene.context.name_at(at)
        speaks = scene.noun_class(at) == "speaker" if name is None else name.kind != "LOC"
        return at if speaks else None

    def _is_strange(self, subject: int) -> bool:
        """Whether what the parse takes for the subject of the cue stands in the words, in a date or in the singular."""
        scene = self.scene
        if subject in self.fact.span or (self.fact.kind == "direct" and scene.in_marks(subject)):
            return True
        if scene.context.date_at(subject) is not None:
            return True
        return self.cue_is_plural and not scene.is_plural(subject) and scene.syntax.pos(subject) == "NOUN"

    @cached_property
    def _told_behind(self) -> int | None:
        """«…», ha detto il perito: the object of a cue behind the words, of its number; the words are its object."""
        scene, syntax, anchor = self.scene, self.scene.syntax, self.fact.anchor
        if self.where != "R":
            return None
        objects = (at for at in syntax.children(anchor) if at > anchor and syntax.label(at) == "obj")
        found = next((at for at in objects if syntax.pos(at) in ("NOUN", "PROPN")), None)
        return found if found is not None and scene.is_plural(found) == self.cue_is_plural else None

    @cached_property
    def cue_is_plural(self) -> bool:
        """Whether the verb of the cue is a plural, or whom "secondo" leads."""
        if self._led is not None:
            return self.scene.is_plural(self._led)
        verb = self.scene.syntax.verb(self.scene.syntax.clause_head(self.fact.anchor))
        return any(self.scene.is_plural(at) for at in verb.tokens)

    @cached_property
    def form(self) -> str:
        """`no_cue`, `subject` of a cue that has one, else the form of its verb."""
        if not self.has_cue:
            return NO_CUE
        return "subject" if self.cue_subject is not None else self.scene.syntax.feature(self.fact.anchor, "VerbForm")

    @cached_property
    def subject_ranks(self) -> dict[str, int]:
        """Name → how manyth of those before the cue who can speak, are subjects and agree with it, the nearest first.

        Who is named again counts once; without a cue those before the middle of the words count.
        """
        scene, anchor, words = self.scene, self.fact.anchor, self.fact.span
        names: dict[str, int] = {}
        for one in sorted(self.found, key=attrgetter("head"), reverse=True):
            if len(names) == RANKS:
                break
            if one.head >= anchor or one.head in words or one.head not in scene.subjects_in(one.sentence):
                continue
            can_speak = one.sort != "noun" or scene.noun_class(one.head) == "speaker"
            agrees = not self.has_cue or scene.is_plural(one.head) == self.cue_is_plural
            if can_speak and agrees and not scene.in_marks(one.head):
                names.setdefault(one.name, len(names) + 1)
        return names

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
        return self.line != self.scene.paragraph(max(self.fact.span[0] - 3, 0))

    @cached_property
    def found(self) -> list[Candidate]:
        """Those outside the quotation in its sentences, in those around, in the headline, and who is named most."""
        first = max(min(self.fact.sentence - BACK, self.cue_sentence), 0)
        final = min(max(self.last_sentence + AHEAD, self.cue_sentence), len(self.scene.syntax.sentences) - 1)
        numbers = [*sorted(number for number in self._cues_before if number < first), *range(first, final + 1)]
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
        words, topic = self.fact.span, self._topic  # whoever is first named in the words does not say them
        most = (one for one in self.holders.named_most if one.name not in seen and not self._in_frame(one))
        found += [one for one in most if one.head not in words and one.head not in topic]
        return list(self._with_others(found[-MOST:]))

    @cached_property
    def _cues_before(self) -> set[int]:
        """The sentences of the cues of the quotations before: long words keep those who speak out of reach."""
        before = self.before if self.fact.kind == "direct" else []
        tokens = (self.scene.syntax.token_at(one.cue_start) for one in before if one.cue_start is not None)
        return {self.scene.syntax.sentence_of(at) for at in tokens}

    def _with_others(self, found: list[Candidate]) -> Iterator[Candidate]:
        """Each description also as what it may mean, and what it was taken to mean also as a description."""
        told: set[int] = set()
        named = {(one.name, one.sentence): one.first for one in found if one.sort in ("PER", "ORG")}
        for one in map(self._in_full, found):
            yield one
            meant = self.scene.meant.get(one.head)
            if meant is None or one.head in told or one.sort not in ("noun", f"role:{meant.entity.kind}"):
                continue
            told.add(one.head)
            if one.sort == "noun":
                yield replace(one, sort=f"role:{meant.entity.kind}", name=meant.entity.name, entity=meant.entity)
            elif 0 < named.get((one.name, one.sentence), 0) - one.head <= TITLE:
                continue  # "il sindaco di Verla, Ada Neri": a title
            elif one.entity is meant.entity or (one.entity is not None and one.entity.name == meant.entity.name):
                yield replace(one, sort="noun", name=self.scene.syntax.text(one.first, one.last), entity=None)

    def _in_full(self, one: Candidate) -> Candidate:
        """A description beside the cue with all the words that the rules have of it, "lo staff" with its "medico"."""
        if one.sort != "noun":
            return one
        is_rule = one.sentence == self.cue_sentence and self.ruled_as(one) == "rule"
        if is_rule and self.rule and len(self.rule) > len(one.name):
            return replace(one, name=self.rule)
        last = self._behind_office(one)
        return replace(one, name=self.scene.syntax.text(one.first, last)) if last > one.last else one

    def _behind_office(self, one: Candidate) -> int:
        """Behind what an office is for: "l'assessore [alla Casa]", "il sottosegretario [ai Beni culturali]"."""
        syntax, end = self.scene.syntax, one.last
        if syntax.lower(one.head) not in entrusted() or syntax.lower(end) not in TO:
            return end
        field = end + 1
        return syntax.phrase(field)[1] if syntax.pos(field) in _FIELDS and syntax.is_capitalised(field) else end

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
    def people_since(self) -> list[frozenset[str]]:
        """The names of those from each of them on, and of nobody behind the last."""
        names = [frozenset[str]()]
        for one in reversed(self.people_before):
            names.append(names[-1] | {one.name})
        return names[::-1]

    @cached_property
    def beside_cue(self) -> list[int]:
        """Heads of the people and nouns in the sentence of the cue, in text order."""
        here = (one for one in self.found if one.sentence == self.cue_sentence)
        return sorted(one.head for one in here if one.sort == "noun" or one.sort.endswith("PER"))

    def _may_speak(self, candidate: Candidate) -> bool:
        """Whoever stands outside words in marks and has a name, can speak, hangs on the cue or precedes a colon."""
        scene, head = self.scene, candidate.head
        if self.fact.kind == "direct" and (scene.in_marks(head) or head in self._topic or self._in_frame(candidate)):
            return False
        if candidate.sort != "noun" or self.holders.says(candidate):
            return True
        above = scene.syntax.head(head)
        hangs = self.fact.anchor in (above, scene.syntax.head(above))
        opens = scene.syntax.lower(candidate.last) == ":" and 0 < self.fact.span[0] - candidate.last <= 2
        return hangs or opens or scene.noun_class(head) in ("speaker", "document")  # "Un passante: «…»"

    def _in_frame(self, candidate: Candidate) -> bool:
        """Whether it is the agency or place of the dateline or who signs; clauses may be what agencies report."""
        return candidate.head in self.scene.frame and self.fact.kind == "direct"

    @cached_property
    def _topic(self) -> range:
        """What a colon or dash in front of the words tells them to be about, at the head of the sentence or line."""
        syntax, end = self.scene.syntax, self.fact.span[0] - 1
        while end > 0 and (syntax.is_space(end) or syntax.text(end, end + 1) in MARKS):
            end -= 1
        first = max(syntax.bounds(end)[0], end - _TOPIC)
        line = self.scene.paragraph(end)
        while first < end and (self.scene.paragraph(first) != line or syntax.pos(first) in _BEFORE_TOPIC):
            if syntax.lower(first) in _ABOUT:
                break
            first += 1
        if syntax.lower(end) not in _INTRODUCES or syntax.lower(first) not in _ABOUT:
            return range(0)
        told = range(first, next((at for at in range(first, end) if syntax.lower(at) == ","), end))
        verbs = any(syntax.is_verb(at) and syntax.name_at(at) is None for at in told)
        return range(0) if verbs else told  # "Sul rinvio Neri ha detto: «…»"

    def zone(self, candidate: Candidate) -> str:
        """`same` in a sentence of the words, `cue` in that of the cue, else how many sentences before or behind."""
        if self.fact.sentence <= candidate.sentence <= self.last_sentence:
            return "same"
        if self.has_cue and candidate.sentence == self.cue_sentence:
            return "cue"
        edge = self.fact.sentence if candidate.sentence <= self.fact.sentence else self.last_sentence
        return f"g{max(min(candidate.sentence - edge, 3), -5)}"

    def ruled_as(self, candidate: Candidate) -> str:
        """`rule` of whom the rules name, `rulewords` of whom a description that they give may mean; "" of others."""
        if self.rule is None:
            return ""
        if candidate.name == self.rule:
            return "rule"
        if self.quote.speaker is not None or candidate.sort not in _DESCRIBED:
            return ""
        words = without_article(self.scene.syntax.text(candidate.first, candidate.last))
        told = without_article(self.rule)
        if not (told.startswith(words) or words.startswith(told)):
            return ""
        return "rule" if candidate.entity is None else "rulewords"

    # ---------- where the candidates stand
    @cached_property
    def inside(self) -> frozenset[str]:
        """Names of those who are named or described in the words: they are spoken of."""
        numbers = range(self.fact.sentence, self.last_sentence + 1)
        mentions = (one for number in numbers for one in self.scene.context.mentions_in.get(number, ()))
        within = (one for one in mentions if self.quote.start <= one.start < self.quote.end)
        return frozenset(one.entity.name for one in within if one.entity is not None)

    @cached_property
    def _nearest(self) -> dict[int, str]:
        """First token of those without a preposition that stand next to the cue → side."""
        cue = self._cue
        bare = [
            one.first
            for one in self.found
            if one.sentence == self.cue_sentence and not titled_case_of(self.holders, one)[0]
        ]
        before = max((first for first in bare if first < cue[0]), default=None)
        behind = min((first for first in bare if first > cue[-1]), default=None)
        return {first: side for first, side in ((before, "L"), (behind, "R")) if first is not None}

    @cached_property
    def _cue(self) -> range:
        """The tokens of the cue; its anchor alone without one."""
        if self.quote.cue_start is None or self.quote.cue_end is None:
            return range(self.fact.anchor, self.fact.anchor + 1)
        return self.scene.syntax.tokens_in(self.quote.cue_start, self.quote.cue_end)

    def nearest(self, candidate: Candidate) -> str:
        """`L` of the last one without a preposition before the cue, `R` of the first one behind it, "" of others."""
        return self._nearest.get(candidate.first, "") if candidate.sentence == self.cue_sentence else ""

    @cached_property
    def _subjects_above(self) -> list[int]:
        """The subjects of the clauses around that of the cue, from the inside out."""
        syntax = self.scene.syntax
        at = syntax.clause_head(self.fact.anchor)
        found: list[int] = []
        for _ in range(ABOVE):
            if syntax.head(at) == at:
                break
            at = syntax.clause_head(syntax.head(at))
            subject = self.scene.subject(at)
            if subject is not None and subject not in found:
                found.append(subject)
        return found

    def above(self, candidate: Candidate) -> int:
        """Of how manyth clause around that of the cue it is the subject; 0 of none."""
        for depth, subject in enumerate(self._subjects_above, 1):
            if candidate.first <= subject < candidate.last:
                return depth
        return 0

    def ruled(self, name: str) -> int:
        """How many other quotations the rules give to a name."""
        return self.scene.speakers[name] - (name == self.rule)
