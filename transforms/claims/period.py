"""The days that a figure covers: those of the date in its clause, its sentence or the sentence of the same event."""

from collections.abc import Mapping, Sequence
from datetime import date

from transforms.claims.text import ClaimText
from transforms.claims.words import events, nouns_of, phrases, toll_families, verbs_of
from transforms.language import BY, giving_verbs, words_of, writings
from transforms.reference import words

Period = tuple[date | None, date | None]

_UNTIL = words_of("fino sino")
_DAYS = ("day", "part_of_day", "hour", "minute", "second")
_NOUNS = ("NOUN", "PROPN", "ADJ")
#: How many sentences back the date of the same event is looked for.
_BACK, _NEAR = 14, 2


class Periods:
    """Finds the period of each figure of one text.

    Args:
        text: the text with its facts.
        anchors: token by which each figure hangs in its clause.
        counted: counted noun of each figure.
        wholes: part → whole.
    """

    def __init__(
        self, text: ClaimText, anchors: Sequence[int], counted: Sequence[int | None], wholes: Mapping[int, int]
    ) -> None:
        self.text = text
        self.syntax = text.syntax
        self.anchors = anchors
        self.counted = counted
        self.wholes = wholes
        self._usable = [self._is_usable(d) for d in range(len(text.dates))]
        self._only_day = self._day_of_the_text()

    def all(self) -> list[Period | None]:
        """First and last day of each figure, None where nothing dates it; an open end is None inside the pair."""
        found = [self._of(k) for k in range(len(self.anchors))]
        for part, whole in sorted(self.wholes.items()):
            near = abs(self.text.sentence[part] - self.text.sentence[whole]) <= 1
            if near and self.text.figures[part].kind != "age":
                if self._in_clause(part) is None:  # else its own clause dates it
                    found[part] = found[whole] or found[part]
                if whole < part:  # the whole of "due dei sette" is told of no day
                    found[whole] = found[whole] or found[part]
        for k in range(1, len(found)):  # "uno su tre (31% dei cani e 35% dei gatti)"
            opened = self.text.bracket_of(self.text.spans[k][0])
            if opened is not None and found[k] is None and self.text.figures[k].kind in ("percent", "count"):
                before = k - 1 if self.text.bracket_of(self.text.spans[k - 1][0]) != opened else None
                if before is not None and opened - self.text.spans[before][-1] <= 3:
                    found[k] = found[before]
                elif before is None and self.text.figures[k - 1].kind == self.text.figures[k].kind:
                    found[k] = found[k - 1]
        return found

    def _of(self, k: int) -> Period | None:
        if self.text.figures[k].kind == "age":
            return None
        so_far = self._so_far(k)
        if so_far is not None:
            return so_far
        own = self._in_clause(k)
        if own is not None and not (self._is_later(own) and self._is_past(k)):
            return self._days(own)
        if not self._is_event(k):
            return None
        near = self._of_sibling(k)
        if near is None:
            near = self._in_sentence(k)
        if near is None and not self._is_of_report(k):
            near = self._of_same_event(k)
            if near is None and self._tells_harm(k):
                near = self._only_day
        return None if near is None else self._days(near)

    def _is_past(self, k: int) -> bool:
        """Whether the figure stands directly in a past clause: no day to come dates it."""
        if not self.syntax.parsed:
            return False
        heads = self.text.own_clauses(k, self.anchors[k])
        return len(heads) == 1 and self.syntax.verb(heads[0]).tense == "past"

    # ---------- dates
    def _is_usable(self, d: int) -> bool:
        found = self.text.dates[d]
        if found.kind == "set" or (found.date_from is None and found.date_to is None):
            return False
        first = self.text.date_tokens[d][0]
        for at in range(first - 1, max(first - 5, -1), -1):  # "rispetto a sette giorni prima", "contro il 2020"
            if self.text.figure_at(at) is not None or self.syntax.lower(at) in (",", ".", ";"):
                break
            if self.syntax.lower(at) in ("rispetto", "contro", "confronto"):
                return False
        return True

    def _days(self, d: int) -> Period:
        """The days of a date; "da venerdì" runs to the day of publication, "fino al 5 maggio" has no start."""
        found = self.text.dates[d]
        first = self.text.date_tokens[d][0]
        before = self.syntax.lower(first - 1)
        published = self.text.published_on
        if found.kind == "date" and before in BY and published and found.date_from and found.date_from <= published:
            return found.date_from, published
        if {self.syntax.lower(first - 1), self.syntax.lower(first - 2)} & _UNTIL:
            return None, found.date_to
        return found.date_from, found.date_to

    def _so_far(self, k: int) -> Period | None:
        """As in "fino ad ora": up to the day of publication."""
        first, last = self.text.spans[k][0], self.text.spans[k][-1]
        start, end = self.syntax.segment(first)
        near = range(max(start, first - 10), min(end, last + 10))
        words = self.text.words(near.start, near.stop + 2)
        table = phrases("so_far")
        told = table.may_match(words) and any(table.match(words, at) for at in range(len(near)))
        return (None, self.text.published_on) if told else None

    # ---------- in the sentence
    def _in_clause(self, k: int) -> int | None:
        """The date in the figure's own clause, the nearest one to it; not one that dates another noun."""
        dates = self._dates_near(k)
        if not dates:
            return None
        behind = self._right_behind(k, dates)
        if behind is not None:
            return behind
        if not self.syntax.parsed:
            start, end = self.syntax.segment(self.text.spans[k][0])
            inside = [d for d in dates if start <= self.text.date_tokens[d][0] < end]
        elif self._is_property(k):
            return self._beside(k, dates)
        else:
            heads = self.text.own_clauses(k, self.anchors[k])
            inside = [d for d in dates if self._clause_of(d) in heads and not self._dates_a_noun(d, k)]
        return self._nearest(k, inside)

    def _right_behind(self, k: int, dates: list[int]) -> int | None:
        """As in "299 persone nel 2016", "i 50 del 2025": joined to the phrase by a preposition."""
        last = self.text.spans[k][-1]
        firsts = {self.text.date_tokens[d][0]: d for d in dates}
        for at in range(last + 1, min(last + 7, self.syntax.bounds(last)[1])):
            if at in firsts:
                word = self.syntax.lower(at - 1)
                return firsts[at] if self.syntax.pos(at - 1) == "ADP" or word in BY else None
            if self.syntax.pos(at) not in ("ADP", "DET", "ADJ", "NOUN") or self.text.figure_at(at) is not None:
                return None
        return None

    def _dates_near(self, k: int) -> list[int]:
        """The usable dates of the sentence, at most twelve around the figure."""
        number = self.text.sentence[k]
        dates = [d for d in self.text.dates_in[number] if self._usable[d]]
        if not dates:
            return []
        opened = self.text.bracket_of(self.text.spans[k][0])
        if opened is not None:  # a bracket is dated inside or not at all
            dates = [d for d in dates if self.text.bracket_of(self.text.date_tokens[d][0]) == opened]
        for other in self.text.figures_in[number][:12]:
            first = self.text.spans[other][0]
            if other != k and {"contro", "rispetto"} & set(self.text.words(first - 3, first)):
                behind = self._right_behind(other, dates)
                dates = [d for d in dates if d != behind]  # "al 3,5%, contro il 2,1% del 2024"
        return sorted(dates, key=lambda d: self._distance(k, d))[:12]

    def _nearest(self, k: int, dates: list[int]) -> int | None:
        return min(dates, key=lambda d: self._distance(k, d), default=None)

    def _of_sibling(self, k: int) -> int | None:
        """The date of a figure of the same sort in the sentence: "A ha perso … dal 2022 al 2025, mentre B …"."""
        for other in range(k - 1, max(k - 6, -1), -1):
            if self.text.sentence[other] != self.text.sentence[k]:
                return None
            if self._is_alike(k, other):
                own = self._in_clause(other)
                if own is not None:
                    return own
        return None

    def _is_alike(self, a: int, b: int) -> bool:
        one, other = self.counted[a], self.counted[b]
        if one is None or other is None:
            return False
        first, second, families = self.syntax.lower(one), self.syntax.lower(other), toll_families()
        return first == second or (first in families and second in families)

    def _is_of_report(self, k: int) -> bool:
        """As in "Secondo un rapporto …": a report's figures are not of the day told elsewhere."""
        start, end = self.syntax.sentences[self.text.sentence[k]]
        opening = set(self.text.words(start, min(start + 6, end)))
        return "secondo" in opening and not opening.isdisjoint(writings())

    def _in_sentence(self, k: int) -> int | None:
        """For what happened: a date that reaches the figure's clause over nouns, or stands in one beside it."""
        dates = self._dates_near(k)
        if not self.syntax.parsed:
            return dates[0] if len(dates) == 1 else None
        heads = self.text.own_clauses(k, self.anchors[k])
        if self.syntax.verb(heads[-1]).tense == "past":  # "ha battuto … e domenica affronterà …"
            dates = [d for d in dates if not self._is_later(d)]
        reaching = [d for d in dates if self._reaches(d, heads)]
        if reaching:
            return self._nearest(k, reaching)
        above = self._clauses_above(heads[-1])
        found = self._nearest(k, [d for d in dates if self._reaches(d, above)])
        if found is not None:
            return found
        telling = self.syntax.label(heads[-1]) in ("ccomp", "xcomp")
        beside = [
            d
            for d in dates
            if self._is_main_line(d) and not (telling and self._clause_of(d) in self._governing(heads[-1]))
        ]
        return self._nearest(k, beside)

    def _governing(self, head: int) -> list[int]:
        """The predicates above a clause: "ieri ha detto che …" dates the saying."""
        return [step for step in self.syntax.path(head)[1:] if self.syntax.is_clause_head(step)]

    def _reaches(self, d: int, heads: list[int]) -> bool:
        """Whether the way from the date to one of the clauses crosses no finite clause."""
        for step in self.syntax.path(self.syntax.span_root(self.text.date_tokens[d]))[1:]:
            if step in heads:
                return True
            if self.syntax.label(step) == "acl" and self.syntax.lower(self.syntax.head(step)) not in events():
                return False  # "in una galleria aperta nel 1990"
            if self.syntax.is_clause_head(step) and self.syntax.verb(step).finite:
                return False
        return False

    def _clauses_above(self, head: int) -> list[int]:
        """Finite clauses of the same event: those that a coordinated or adverbial clause hangs on."""
        out: list[int] = []
        while (
            len(out) < 2
            and self.syntax.label(head) in ("conj", "advcl", "parataxis")
            and self.syntax.head(head) != head
        ):
            head = self.syntax.finite_clauses(self.syntax.head(head))[-1]
            out.append(head)
        return out

    def _beside(self, k: int, dates: list[int]) -> int | None:
        """A property has only the date that hangs on its own noun: "il crollo di 12 capannoni avvenuto nel 1971"."""
        path = {self.anchors[k], *self._nouns_above(self.anchors[k])[:2]}
        for d in dates:
            root = self.syntax.span_root(self.text.date_tokens[d])
            steps = self.syntax.path(root)[1:3]
            if any(step in path for step in steps[:1]):
                return d
            if len(steps) == 2 and steps[1] in path and self.syntax.label(steps[0]) in ("acl", "acl:relcl"):
                return d
        return None

    def _clause_of(self, d: int) -> int:
        return self.syntax.clause_head(self.syntax.span_root(self.text.date_tokens[d]))

    def _dates_a_noun(self, d: int, k: int) -> bool:
        """As in "la costituzione del 1997": the date belongs to a noun that is not on the figure's way to its verb."""
        root = self.syntax.span_root(self.text.date_tokens[d])
        head = self.syntax.head(root)
        if self.syntax.pos(head) not in _NOUNS or self.syntax.label(root) not in ("nmod", "amod"):
            return False
        return (
            head not in self.syntax.path(self.anchors[k])
            and head != self.counted[k]
            and not self.syntax.is_clause_head(head)
        )

    def _distance(self, k: int, d: int) -> int:
        """Words between figure and date; another figure in between counts much."""
        span, other = self.text.spans[k], self.text.date_tokens[d]
        first, last = (other[-1], span[0]) if other[0] < span[0] else (span[-1], other[0])
        between = sum(self.text.figure_at(at) is not None for at in range(first + 1, min(last, first + 40)))
        return last - first + 10 * between

    # ---------- kinds of claims
    def _is_property(self, k: int) -> bool:
        """Whether the figure hangs on a noun as its size, price or share: it holds at all times."""
        anchor = self.anchors[k]
        head = self.syntax.head(anchor)
        if head == anchor or self.syntax.label(anchor) not in ("nmod", "amod", "appos", "nummod", "flat"):
            return False
        above = [self.syntax.lower(step) for step in self._nouns_above(anchor)]
        if any(word in events() for word in above):
            return False
        if above and all(word in words("it/claims/attribute_nouns") for word in above):
            return False  # "ha chiuso il 2025 con ricavi per 4,7 miliardi"
        return self.syntax.pos(head) in _NOUNS

    def _is_earlier(self, k: int) -> bool:
        """A pluperfect tells of another, earlier event: "gli uragani precedenti avevano provocato 570 vittime"."""
        if not self.syntax.parsed:
            return False
        group = self.syntax.verb(self.text.own_clauses(k, self.anchors[k])[-1])
        return group.compound and any(
            self.syntax.lower(i) in ("aveva", "avevano", "era", "erano") for i in group.tokens
        )

    def _nouns_above(self, index: int) -> list[int]:
        """The nouns on which the figure hangs, up to its verb."""
        out: list[int] = []
        for step in self.syntax.path(index)[1:6]:
            if self.syntax.pos(step) not in _NOUNS:
                break
            out.append(step)
        return out

    def _is_event(self, k: int) -> bool:
        """Whether the figure tells what happened rather than what is."""
        figure, noun = self.text.figures[k], self.counted[k]
        if noun is not None and self.syntax.lower(noun) in toll_families():
            return not self._is_earlier(k)
        if figure.unit == "magnitude" or self._is_of_quake(k):
            return True
        if not self.syntax.parsed or self._is_property(k):
            return False
        heads = self.text.own_clauses(k, self.anchors[k])
        group = self.syntax.verb(heads[-1])
        hearsay = group.mood == "conditional" and group.compound  # "avrebbe perso"
        if not hearsay and (group.tense != "past" or group.mood == "conditional"):
            return False
        if self.syntax.lemma(heads[-1]) == "avere" and self.syntax.label(self.anchors[k]) == "obj":
            return False
        return group.compound or self.syntax.lemma(heads[-1]) not in verbs_of("standing")

    # ---------- the same event in earlier sentences
    def _of_same_event(self, k: int) -> int | None:
        """The date of the nearest sentence before that tells what happened; a day rather than a year."""
        number = self.text.sentence[k]
        if self.text.in_title(k):
            return self._lead_date(number)
        for back in range(number - 1, max(number - _BACK, -1), -1):
            if self.syntax.start(self.syntax.sentences[back][0]) < self.text.title_end:
                break
            dates = [d for d in self.text.dates_in[back] if self._usable[d] and self._is_main_line(d)]
            grains = _DAYS if number - back > _NEAR else (*_DAYS, "week", "month")
            dated = [d for d in dates if self.text.dates[d].grain in grains and not self._is_later(d)]
            if dated:
                return dated[-1]
        return None

    def _day_of_the_text(self) -> int | None:
        """The first of the dates to the day where all, those of writing and those to come aside, are one day."""
        days = [
            d
            for d, found in enumerate(self.text.dates)
            if self._usable[d] and found.grain in _DAYS and not self._is_later(d) and not self._is_dateline(d)
        ]
        spans = {(self.text.dates[d].date_from, self.text.dates[d].date_to) for d in days}
        telling = [d for d in days if not self._dates_a_saying(d)] if len(spans) == 1 else []
        return telling[0] if telling else None

    def _dates_a_saying(self, d: int) -> bool:
        """As in "nella lettera di martedì scrive che …": not the day of what is told."""
        if not self.syntax.parsed:
            return False
        root = self.syntax.span_root(self.text.date_tokens[d])
        if self.syntax.label(root) == "nmod" and self.syntax.lower(self.syntax.head(root)) not in events():
            return True
        return self.syntax.lemma(self._clause_of(d)) in giving_verbs()

    def _tells_harm(self, k: int) -> bool:
        """Whether the figure tells a quake, its victims or arrests: what a text of one day tells of that day."""
        noun = self.counted[k]
        if self.text.figures[k].unit == "magnitude" or self._is_of_quake(k):
            return True
        if noun is not None and self.syntax.lower(noun) in toll_families():
            return True
        heads = self.text.own_clauses(k, self.anchors[k]) if noun is not None and self.syntax.parsed else []
        return any(
            self.syntax.lemma(head) in verbs_of("harming") or self.syntax.lower(head) in toll_families()
            for head in heads
        )

    def _is_of_quake(self, k: int) -> bool:
        """As in "a una profondità di 24 km", "con onde fino a 10 m": a measure of this quake or wave."""
        if self.text.figures[k].kind != "measure":
            return False
        first = self.text.spans[k][0]
        start = max(self.syntax.bounds(first)[0], first - 10)
        return not nouns_of("quake").isdisjoint(map(self.syntax.lower, range(start, first)))

    def _is_background(self, clause: int) -> bool:
        """As in "dopo il disastro, causato dal sisma che colpì l'11 marzo": a relative clause on what came before."""
        return any(
            self.syntax.lower(child) == "dopo"
            for step in self.syntax.path(clause)[1:5]
            for child in self.syntax.children(step)
        )

    def _lead_date(self, number: int) -> int | None:
        """A headline takes the first day that the text below it names."""
        for ahead in range(number + 1, number + 4):
            for d in self.text.dates_in.get(ahead, ()):
                if self._usable[d] and self.text.dates[d].grain in _DAYS and not self._is_later(d):
                    return d
        return None

    def _is_dateline(self, d: int) -> bool:
        """As in "Kiev, 2 febbraio 2026 – …": the day of writing."""
        tokens = self.text.date_tokens[d]
        behind = {self.syntax.lower(tokens[-1] + 1), self.syntax.lower(tokens[-1] + 2)}
        dashed = bool(behind & {"–", "—", "-", "−"}) and self.text.dates[d].start < self.text.title_end + 150
        return dashed or self.syntax.lower(tokens[0] - 1) == "date"

    def _is_later(self, d: int) -> bool:
        published, first = self.text.published_on, self.text.dates[d].date_from
        return published is not None and first is not None and first > published

    def _is_main_line(self, d: int) -> bool:
        """Whether the date stands in a main clause and not in an aside ("un ponte aperto nel marzo del 1990")."""
        if not self.syntax.parsed:
            return True
        if self.syntax.lower(self.text.date_tokens[d][0] - 1) in BY:
            return False
        if self._is_dateline(d):
            return False
        clause = self._clause_of(d)
        label = self.syntax.label(clause)
        if label in ("acl", "acl:relcl"):
            return self.syntax.lower(self.syntax.head(clause)) in events() and not self._is_background(clause)
        root = self.syntax.span_root(self.text.date_tokens[d])
        group = self.syntax.verb(clause)
        if group.tense == "future" or (group.tense == "present" and self._is_later(d)):
            return False
        return label in ("ROOT", "conj", "parataxis", "ccomp", "advcl") and self.syntax.label(root) != "nmod"
