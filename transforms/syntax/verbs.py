"""Verbs of one text: finite or not, mood, tense, negation, from tags where there are some, else from endings."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from transforms.contract import Modality
from transforms.language import AUXILIARIES, words_of
from transforms.syntax.tokens import Tokens

Mood = Literal["indicative", "conditional", "subjunctive", "imperative", "none"]
Tense = Literal["past", "present", "future", "none"]

#: Marks that end a clause.
BREAKS = frozenset({";", ":", "«", "»", "“", "”", '"', "(", ")", "–", "—", "?", "!", "."})

_CONDITIONAL = re.compile(r"\w(?:rebbe|rebbero)$", re.IGNORECASE)
_FUTURE = re.compile(r"\w(?:rà|ra'|ra’|ranno)$", re.IGNORECASE)
_PAST = re.compile(
    r"\w(?:[aei]v(?:a|ano|o|amo)|(?:a|e|i)rono|ettero|ò)$|^(?:era|erano|fu|furono|ebbe|ebbero)$", re.IGNORECASE
)
_SUBJUNCTIVE_PAST = re.compile(r"\w(?:[aei]ss(?:e|ero|i|imo))$|^foss(?:e|ero|i)$", re.IGNORECASE)
_NOT_FUTURE = frozenset({"tiranno", "ranno"})
_PARTICIPLE = re.compile(r"\w{2}(?:at|it|ut|st|tt|rt|nt|lt|os|es|us|rs)[oaie]$", re.IGNORECASE)
_AUXILIARIES = AUXILIARIES - words_of("avendo aver avere essendo esser essere") | words_of(
    "venga vengano verrebbero potevano potranno potrebbero possa possano debba debbano doveva dovevano dovranno "
    "dovrebbero andrebbe andrebbero"
)
_NEGATIONS = frozenset({"non", "né", "mai", "nessuno", "nessuna", "neppure", "neanche", "nemmeno"})


def _is_conditional(word: str) -> bool:
    return word.endswith(("rebbe", "rebbero")) and _CONDITIONAL.search(word) is not None


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries: token indices in text order, mood and tense of the finite one."""

    tokens: tuple[int, ...]
    finite: bool
    mood: Mood
    tense: Tense
    negated: bool
    passive: bool
    compound: bool

    @property
    def modality(self) -> Modality:
        """How surely its clause is said, by the verb alone: a conditional of the past is hearsay."""
        if self.negated:
            return "denied"
        if self.mood == "conditional":
            return "reported" if self.compound else "hypothetical"
        return "planned" if self.tense == "future" else "asserted"


class Verbs(Tokens):
    """Tokens that can tell what kind of verb they are."""

    @cached_property
    def _groups(self) -> dict[int, VerbGroup]:
        return {}

    @cached_property
    def is_verb(self) -> Callable[[int], bool]:
        """Index → whether the word is a verb form: by its tag, else by closed lists and endings."""
        if self.tagged:
            words = enumerate(zip(self._tags, self._words, strict=True))
            found = {at for at, (tag, word) in words if tag in ("VERB", "AUX") or _is_conditional(word)}
        else:
            found = {at for at in range(len(self)) if self._looks_like_verb(at)}
        return found.difference(self._figure_at).__contains__

    def _looks_like_verb(self, index: int) -> bool:
        word = self.lower(index)
        if word in _AUXILIARIES or _is_conditional(word) or (_FUTURE.search(word) and word not in _NOT_FUTURE):
            return True
        return bool(_PARTICIPLE.search(word) and self.lower(index - 1) in _AUXILIARIES)

    def verb(self, head: int) -> VerbGroup:
        """A predicate with its auxiliaries and copula; without a parse with the auxiliaries right before it."""
        if head not in self._groups:
            self._groups[head] = self._group(head)
        return self._groups[head]

    def _group(self, head: int) -> VerbGroup:
        group = [head]
        if self.parsed:
            group += [child for child in self.children(head) if self.label(child) in ("aux", "aux:pass", "cop")]
        else:
            at = head - 1
            while at >= max(self.bounds(head)[0], head - 4) and self.lower(at) in _AUXILIARIES:
                group.append(at)
                at -= 1
        group.sort()
        finite = next((index for index in group if self.is_finite(index)), None)
        mood, tense = self._mood_and_tense(finite)
        participle = any(self.is_participle(index) for index in group if index != finite)
        return VerbGroup(
            tokens=tuple(group),
            finite=finite is not None,
            mood=mood,
            tense="past" if participle and tense == "present" and self._is_auxiliary(finite) else tense,
            negated=self._is_negated(head, group),
            passive=any(self.label(index) == "aux:pass" for index in group),
            compound=self._is_auxiliary(finite) and (participle or self._precedes_participle(finite)),
        )

    def _is_auxiliary(self, index: int | None) -> bool:
        return index is not None and self.lower(index) in _AUXILIARIES

    def _precedes_participle(self, index: int | None) -> bool:
        """An auxiliary that the parser took for the verb: "sarebbero morte quindici persone"."""
        return index is not None and self.pos(index + 1) in ("VERB", "AUX") and self.is_participle(index + 1)

    def is_participle(self, index: int) -> bool:
        """Whether the word is a past participle, by its features, else by its ending."""
        form = self.feature(index, "VerbForm")
        return "Part" in form if form else bool(_PARTICIPLE.search(self.lower(index)))

    def is_finite(self, index: int) -> bool:
        """Whether this very word is finite: by its ending, its features, else by closed lists."""
        word = self.lower(index)
        if index in self._figure_at:
            return False
        if _is_conditional(word):
            return True
        form = self.feature(index, "VerbForm")
        if form:
            return "Fin" in form
        if self.tagged and self.pos(index) not in ("VERB", "AUX"):
            return False
        if word in _AUXILIARIES:
            return not word.startswith("stat")
        return bool(_FUTURE.search(word)) and word not in _NOT_FUTURE

    def _mood_and_tense(self, index: int | None) -> tuple[Mood, Tense]:
        if index is None:
            return "none", "none"
        word = self.lower(index)
        if _is_conditional(word):
            return "conditional", "present"
        tense = self.feature(index, "Tense")
        if (_FUTURE.search(word) and word not in _NOT_FUTURE) or tense == "Fut":
            return "indicative", "future"
        if _SUBJUNCTIVE_PAST.search(word):
            return "subjunctive", "past"
        if _PAST.search(word) and self.pos(index) in ("VERB", "AUX"):
            return "indicative", "past"
        moods: dict[str, Mood] = {"Cnd": "conditional", "Sub": "subjunctive", "Imp": "imperative"}
        times: dict[str, Tense] = {"Past": "past", "Imp": "past", "Pres": "present"}
        return moods.get(self.feature(index, "Mood"), "indicative"), times.get(tense, "present")

    def _is_negated(self, head: int, group: list[int]) -> bool:
        first = min(group)
        start = self.bounds(head)[0]
        for at in range(first - 1, max(start, first - 5) - 1, -1):
            if self.lower(at) == "non":
                return True
            if self.pos(at) not in ("PRON", "ADV", "AUX", "") or self.lower(at) in BREAKS:
                break
        return any(self.lower(child) in _NEGATIONS and child < head for child in self.children(head))

    def is_infinitive(self, index: int) -> bool:
        """Whether the word is an infinitive."""
        return "Inf" in self.feature(index, "VerbForm")
