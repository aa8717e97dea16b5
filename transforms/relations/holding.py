"""Who holds the office of a description: "il premier", "l'ex presidente della Camera", "il capo dello Stato"."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from transforms.language import words_of
from transforms.reference import read_reference, split_cell
from transforms.relations.words import entity_nations

#: An office is new to its holder for so many days, before and after the first.
_NEW_DAYS = 90
#: The longest noun of an office, in tokens, as in "presidente della giunta regionale della Toscana".
LONGEST = 7
#: What stands before the noun and says of its time.
_FRONT = {
    "ex": words_of("ex già precedente"),
    "neo": words_of("neo nuovo nuova neoeletto neoeletta futuro futura prossimo prossima"),
    "vice": words_of("vice"),
}
#: How somebody holds an office, the surest first.
_HOW = ("now", "new", "ever", "past", "later")


@dataclass(frozen=True, slots=True)
class Held:
    """An office that somebody holds or held.

    Attributes:
        office: its name.
        of: the bodies and countries whose office it is.
        lands: the codes of those countries.
        leads: whether who holds it leads them.
        since, until: first and last day; None where open.
    """

    office: str
    of: frozenset[str]
    lands: frozenset[str]
    leads: bool
    since: date | None
    until: date | None

    def how(self, day: date | None) -> str:
        """Whether it is held on a day: `now`, `new` (near its first day), `past`, `later`; `ever` without a day."""
        if day is None:
            return "ever"
        if self.since is not None and abs((self.since - day).days) <= _NEW_DAYS:
            return "new"
        if self.since is not None and self.since > day:
            return "later"
        return "past" if self.until is not None and self.until < day else "now"


@dataclass(frozen=True, slots=True)
class OfficeNoun:
    """The offices that a noun may mean, whether it means any leader, and whether its words tell the office whole."""

    offices: frozenset[str]
    leads: bool
    whole: bool


class Post:
    """The office that a description tells, and of what.

    Args:
        noun: what its noun tells.
        front: what the word before the noun says of its time: `ex`, `neo`, `vice`, or nothing.
        of: names of the bodies and places behind the noun.
        lands: codes of the countries that its adjectives tell.
        day: the day of publication.
    """

    def __init__(
        self, noun: OfficeNoun, front: str, of: Collection[str], lands: Collection[str], day: date | None
    ) -> None:
        self.front = front
        self._noun, self._of, self._lands, self._day = noun, frozenset(of), frozenset(lands), day

    def held_by(self, name: str, told: Collection[str]) -> tuple[str, str, str]:
        """How somebody holds it, whether it is of what the description tells, and whose it is; "" where not.

        Args:
            name: somebody.
            told: all names of the text.
        """
        mine = [row for row in _held().get(name, ()) if self._is(row)]
        if not mine:
            return "", "", ""
        row = min(mine, key=lambda one: (self._body(one) == "other", _HOW.index(one.how(self._day))))
        home = "it" if "it" in row.lands else str(not row.of.isdisjoint(told))
        return row.how(self._day), self._body(row), home

    def _is(self, row: Held) -> bool:
        """Whether the noun may mean an office; "il leader" means who leads what it tells, and nobody by itself."""
        return row.office in self._noun.offices or (self._noun.leads and row.leads and self._body(row) == "this")

    def _body(self, row: Held) -> str:
        """Whether an office is of `this` body or an `other`; where none is told, whether the noun tells it whole."""
        if self._of or self._lands:
            return "other" if row.of.isdisjoint(self._of) and row.lands.isdisjoint(self._lands) else "this"
        return "whole" if self._noun.whole else "open"


@cache
def _held() -> dict[str, tuple[Held, ...]]:
    """Name of a person → the offices that they hold or held."""
    found: dict[str, list[Held]] = {}
    nations = entity_nations()
    for row in read_reference("world/offices", required=("office", "of", "person")):
        of = frozenset(split_cell(row["of"]))
        lands = frozenset(nations[body] for body in of if body in nations)
        days = [date.fromisoformat(row[column]) if row[column] else None for column in ("from", "to")]
        found.setdefault(row["person"], []).append(Held(row["office"], of, lands, row["leads"] == "yes", *days))
    return {name: tuple(rows) for name, rows in found.items()}


@cache
def _nouns() -> dict[str, OfficeNoun]:
    """Noun in lower case → what it tells; a first word alone tells all that the nouns beginning with it may mean."""
    whole: dict[str, OfficeNoun] = {}
    first: dict[str, set[str]] = {}
    leading: set[str] = set()
    known = frozenset(one.office for rows in _held().values() for one in rows)
    for row in read_reference("it/speech/people", required=("noun",)):
        noun, offices = row["noun"].lower(), known.intersection(split_cell(row["offices"]))
        if row["describes"] != "PER" or not (offices or row["sort"] == "leader"):
            continue
        first.setdefault(noun.split()[0], set()).update(offices)
        if row["sort"] == "leader":
            leading.add(noun)
        if " " in noun:
            whole[noun] = OfficeNoun(offices, row["sort"] == "leader", whole=True)
    return {noun: OfficeNoun(frozenset(all_), noun in leading, whole=False) for noun, all_ in first.items()} | whole


def noun_of(lemma: str, words: Sequence[str]) -> OfficeNoun | None:
    """What a noun and the words behind it tell of an office; None where nothing.

    Args:
        lemma: the noun.
        words: it and what follows, in lower case.
    """
    told, bare = _nouns(), words[0].removeprefix("ex").removeprefix("neo").removeprefix("-")
    alone = told.get(lemma) or told.get(bare)
    if alone is None:
        return None
    behind = words[1:LONGEST]
    ways = (" ".join((noun, *behind[:last])) for last in range(len(behind), 0, -1) for noun in (bare, lemma))
    return next(
        (told[way] for way in (way.replace("' ", "'").replace("’ ", "'") for way in ways) if way in told), alone
    )


def front_class(words: Sequence[str]) -> str:
    """What the words up to a noun say of its time: `ex`, `neo` ("il neosindaco"), `vice`, or nothing."""
    parts = {part for word in words for part in word.split("-")} | {words[-1][:3]}
    return next((name for name, members in _FRONT.items() if not members.isdisjoint(parts)), "")
