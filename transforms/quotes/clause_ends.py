"""Where a reported clause ends and the narrator speaks again.

The places where it could end are told by the words: a comma with a gerund behind it, "e ha aggiunto", "mentre". At each
of them the parse decides, and without a parse the words themselves.
"""

import re
from itertools import pairwise

from transforms.language import ADVERBS, CLITICS, speech_verbs, words_of
from transforms.quotes.cues.cue import Cue
from transforms.syntax import GERUND, QUOTED, Statement

#: What opens the words that a verb announces, and how many words behind it.
_OPENERS = frozenset(("che", "ch'", "come", "di", "d'", ":", QUOTED))
_SOON = 8
#: Nouns by which the narrator takes up what was said: "…, cosa che", "…: ipotesi poi smentita".
_RESUMING = words_of("cosa fatto fattore ipotesi circostanza tesi affermazione dichiarazione dichiarazioni versione")
#: A clause has more words than that.
_SHORTEST = 3
#: A bracket has fewer words.
_LONGEST = 80
_INFINITIVE = re.compile(r"(?:[aei]r|[aei]re|rre|ver|ser|ar|er)(?:(?:l[oaie]|gli|ne|ci|vi|si|mi|ti|gliel[oaie]))?$")


def clause_end(statement: Statement, cue: Cue, start: int, cues: list[Cue]) -> int:
    """Position behind the last word of the clause that begins at `start`."""
    sure = [other for other in cues if cue.doubtful or not other.doubtful]
    others = {other.start: other for other in sure if other.start > start}
    parted = start  # the last comma or conjunction behind which the clause may end before somebody's quoted words
    for position in range(start, len(statement)):
        word = statement.word(position)
        if word == QUOTED and parted > start:
            return parted
        if word in (",", "e", "ed") and position > start + _SHORTEST:
            parted = position
        if word == "(" and _closes_sentence(statement, position):
            return position
        if word in (".", "!", "?", "…") and position >= len(statement) - 2:
            return position
        if word == ";":
            return position
        if word == ":" and QUOTED in (statement.word(position + 1), statement.word(position + 2)):
            return position
        if word in (",", ":") and statement.word(position + 1) in _RESUMING and position > start:
            return position
        if (
            word in (",", "e", "ed", "ma", "mentre", "-", "–", "—")
            and position > start
            and _leaves(statement, cue, start, position, others)
        ):
            return position
    return len(statement)


def _closes_sentence(statement: Statement, opening: int) -> bool:
    """Whether a bracket with a sentence of the narrator's in it ends the sentence: "(tale versione è smentita)"."""
    last = len(statement) - 1 - (statement.word(len(statement) - 1) in (".", "!", "?", "…"))
    closing = next((at for at in range(opening, min(opening + _LONGEST, last + 1)) if statement.word(at) == ")"), None)
    return closing == last and any(statement.pos(at) in ("VERB", "AUX") for at in range(opening, last))


def _leaves(statement: Statement, cue: Cue, start: int, position: int, others: dict[int, Cue]) -> bool:
    """Whether the reported clause ends at a comma or conjunction: what follows belongs to the narrator again."""
    after = position + 1
    while statement.word(after) in ("e", "ed", "ma", "poi", "inoltre", "anche", "mentre", "infine", "però"):
        after += 1
    following = others.get(after)
    word = statement.word(after)
    joined = following is not None and following.finite and statement.word(position) in ("e", "ed")
    if joined and (not _announces(statement, others[after]) or _of_others(statement, cue, others[after])):
        following = None  # "ha detto che il piano taglia i costi e prevede due torri"
    if following is not None and following.kind == "verb" and following.speech is not None and following.speech.clause:
        if following.finite and after == position + 1 and _still_inside(statement, cue, start, position):
            return False  # "ha detto che il gruppo, in un video, ha rivendicato"
        return (following.finite and not following.relative) or GERUND.search(word) is not None
    if statement.word(after) in _OPENERS:
        return False  # "dice di non sapere, ma che vedrà"
    if statement.word(position + 1) in ("mentre", "ma") and _another_speaker(after, others):
        return True
    if statement.word(position) != ",":
        return _back_at_narrator(statement, cue, start, position)
    if following is not None and following.kind == "source":
        return True
    if (
        cue.relative
        and statement.word(_relative_opening(statement, cue)) == ","
        and _main_verb(statement, start, position + 1)
    ):
        return True
    if word == "tanto" and statement.word(after + 1) in ("che", "da"):
        return True
    if word == "senza" and statement.word(after + 1) in speech_verbs("narrator"):
        return True
    narrator = GERUND.search(word) is not None or (word == "senza" and is_infinitive(statement, after + 1))
    return narrator and not _inside(statement, cue, start, after) and _told_by(statement, start, position)


def _told_by(statement: Statement, start: int, position: int) -> bool:
    """Whether the clause has its verb by then: "che i tre, [camminando] nel buio, sono usciti" goes on."""
    opened = statement.word(start - 1) in ("che", "come")
    return not opened or any(statement.pos(at) in ("VERB", "AUX", "") for at in range(start, position))


def _relative_opening(statement: Statement, cue: Cue) -> int:
    """Position in front of the relative clause in which a cue stands: the comma of "X[,] che ieri aveva detto"."""
    if cue.kind == "source":
        return cue.start - 1
    at = cue.start - 1
    while at > 0 and statement.dated(at):
        at -= 1
    return at - 1


def _back_at_narrator(statement: Statement, cue: Cue, start: int, position: int) -> bool:
    """Whether "e" goes on with the narrator's sentence, by the parse: "dice che non voterà e ha lasciato l'aula"."""
    syntax, item = statement.syntax, statement.items[position]
    label = "advcl" if statement.word(position) == "mentre" else "conj"
    if not syntax.parsed or item < 0 or statement.word(position) not in ("e", "ed", "ma", "mentre"):
        return False
    path = syntax.path(item)
    if len(path) < 3 or syntax.label(path[1]) != label or path[2] not in statement.items[cue.start : cue.end]:
        return False
    return not _goes_with_words(statement, cue, start, path[1])


def _goes_with_words(statement: Statement, cue: Cue, start: int, verb: int) -> bool:
    """Whether a verb behind "e" goes by its form with the words: "dice che gli operai lavorano e [chiedono] aiuto".

    Without a subject of its own it has the number of the cue's where it is the narrator's; and whoever "ha detto che
    il ponte era chiuso e [veniva] riparato" told both in one tense.
    """
    syntax, number = statement.syntax, _number(statement, verb)
    if not number or any(syntax.label(at).startswith("nsubj") for at in syntax.children(verb)):
        return False
    if cue.plural is not None and (number == "Plur") != cue.plural:
        return True
    first = next((at for at in statement.items[start:] if at >= 0 and syntax.pos(at) in ("VERB", "AUX")), verb)
    told = _tense(statement, syntax.head(first) if syntax.pos(first) == "AUX" else first)
    return first < verb and told == _tense(statement, verb) != _tense(statement, statement.items[cue.verb])


def _finite(statement: Statement, verb: int) -> int | None:
    """The finite verb or auxiliary of a predicate."""
    syntax = statement.syntax
    return next((at for at in syntax.verb(verb).tokens if syntax.is_finite(at)), None)


def _number(statement: Statement, verb: int) -> str:
    """`Sing` or `Plur` of a finite verb, "" of others."""
    finite = _finite(statement, verb)
    return "" if finite is None else statement.syntax.feature(finite, "Number")


def _tense(statement: Statement, verb: int) -> tuple[str, str, bool] | None:
    """Mood and tense of a finite verb or its auxiliary, and whether it has one; None of others."""
    syntax, finite = statement.syntax, _finite(statement, verb)
    if finite is None:
        return None
    return syntax.feature(finite, "Mood"), syntax.feature(finite, "Tense"), syntax.verb(verb).compound


def _announces(statement: Statement, cue: Cue) -> bool:
    """Whether words that somebody says can follow a verb: "che", "di", a colon or a quotation soon behind it."""
    behind = statement.words[cue.end : cue.end + _SOON]
    return any(word in _OPENERS for word in behind)


def _of_others(statement: Statement, cue: Cue, joined: Cue) -> bool:
    """Whether a verb behind "e" without a subject has another number than the cue: "dice che i due [ridono]"."""
    if cue.plural is None or joined.plural is None or cue.plural == joined.plural:
        return False
    syntax = statement.syntax
    return syntax.parsed and not any(
        syntax.label(at).startswith("nsubj") for at in syntax.children(statement.items[joined.verb])
    )


def _still_inside(statement: Statement, cue: Cue, start: int, comma: int) -> bool:
    """Whether a verb behind a comma goes on with the reported clause rather than with the narrator's sentence."""
    if statement.word(comma) != ",":
        return False
    if statement.syntax.parsed:
        return _inside(statement, cue, start, comma + 1)
    return any(statement.word(at) == "," for at in range(start, comma))


def _main_verb(statement: Statement, start: int, position: int) -> bool:
    """Whether the verb of the main clause follows a relative clause: "X, che ha ammesso di …, ha lasciato".

    The reported clause, which begins at `start`, has its verb by then.
    """
    if not any(statement.pos(at) in ("VERB", "AUX", "") for at in range(start, position)):
        return False
    while statement.word(position) in ADVERBS or statement.word(position) in CLITICS:
        position += 1
    if statement.word(position) in ("ha", "hanno", "è", "sono", "aveva", "avevano", "era", "erano", "sarà", "viene"):
        return True
    item = statement.items[position] if position < len(statement) else -1
    if item < 0 or statement.pos(position) not in ("VERB", "AUX"):
        return False
    return statement.syntax.feature(item, "VerbForm") == "Fin"


def _another_speaker(position: int, others: dict[int, Cue]) -> bool:
    """Whether the next finite cue follows so soon that it is another speaker's: "mentre Tizio, analista, afferma"."""
    return any(position < at <= position + 16 and cue.kind == "verb" and cue.finite and not cue.relative
               for at, cue in others.items())  # fmt: skip


def _inside(statement: Statement, cue: Cue, start: int, position: int) -> bool:
    """Whether the word at a position depends on the reported clause rather than on the cue, by the parse."""
    syntax, item, verb = statement.syntax, statement.items[position], statement.items[cue.verb]
    if not syntax.parsed or item < 0 or item == verb:
        return False
    path = syntax.path(item)
    for below, step in pairwise(path):
        if step == verb:  # through its complement clause
            return below != item and syntax.label(below) in ("ccomp", "xcomp", "obj", "parataxis")
        if statement.position_of.get(step, start) < start:
            return False
    return statement.position_of.get(path[-1], -1) >= start


def is_infinitive(statement: Statement, position: int) -> bool:
    """Whether an infinitive begins at a position, with "non" or a modal in front of it or not."""
    while statement.word(position) in ("non", "poter", "voler", "dover", "aver", "essere", "esser"):
        if statement.word(position) != "non":
            return True
        position += 1
    return len(statement.word(position)) > 3 and _INFINITIVE.search(statement.word(position)) is not None
