"""Who said what: direct quotations and reported clauses, with speaker, cue, day and modality.

Public door: `find_quotes`. The steps are: pair the marks (`marks`), tell quotations from titles, names and
scare quotes, read the narrator's sentences with each quotation as one item (`text`), find the cues
(`cues.find`) and their speakers (`speakers`), then the reported clauses (`reported`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from transforms.facts import CLOSED, FoundQuote, FoundUnread
from transforms.language import AUXILIARIES, DETERMINERS, PUNCTUATION, known_noun
from transforms.quotes.cues.backward import back_cue
from transforms.quotes.cues.cue import Cue
from transforms.quotes.cues.find import find_cues
from transforms.quotes.marked_words import find_quotations
from transforms.quotes.marks import Marked, pair_marks
from transforms.quotes.match import cue_for, headline_head, reports_somebody, said_on_day, shared_cue
from transforms.quotes.reported import Clause, reported_clause
from transforms.quotes.speakers.describe import NOBODY, Memory, Speaker, describe, topic_of
from transforms.quotes.speakers.of_cue import closes, speaker_of
from transforms.quotes.text import NarratorText
from transforms.quotes.unread import unread_marks
from transforms.syntax import QUOTED, Statement, Syntax, clause_subjects

#: Last part of the rule of a clause that may be nobody's words.
DOUBTFUL = "doubtful"
#: What may stand in front of the name at the head of a line, and of how many words it is.
_BULLETS, _LABEL = ("-", "–", "—", "•", "*", "·"), 4
#: Rules of clauses that belong to a noun where one stands between them and the verb.
_BEHIND_OBJECT = ("indirect:di", "indirect:che", "indirect:colon")
_FINAL = (".", "!", "?", "…", QUOTED)
#: Rules of clauses that a verb opens: what somebody says may tell what another said.
_COMPLEMENTS = ("indirect:che", "indirect:di")


@dataclass(slots=True)
class _Account:
    """What has been read of a text so far."""

    narrator: NarratorText
    blocks: Sequence[tuple[int, int, str]] = ()
    quotes: list[FoundQuote] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    _found: tuple[Statement, list[Cue]] | None = None

    def cues(self, statement: Statement) -> list[Cue]:
        """The cues of a statement; each is asked twice in a row, as the next one and as itself."""
        if self._found is None or self._found[0] is not statement:
            self._found = (statement, find_cues(statement))
        return self._found[1]


def find_quotes(
    syntax: Syntax, blocks: Sequence[tuple[int, int, str]] = ()
) -> tuple[list[FoundQuote], list[FoundUnread]]:
    """Find direct quotations and reported clauses.

    Args:
        syntax: the text with its names, roles and dates; works with weaker results without tags and parse.
        blocks: (start, end, language) of embedded foreign text.

    Returns:
        The quotes in text order, and one `FoundUnread` of kind ``quote_mark`` for each quotation mark that neither
        borders nor lies inside a quote.
    """
    text = syntax.source
    pairing = pair_marks(text)
    unpaired = [mark for mark, reason in pairing.loose if reason == "unpaired"]
    account = _Account(NarratorText(syntax, find_quotations(text, pairing.pairs, unpaired)), blocks)
    for number in range(len(account.narrator.statements)):
        _read_statement(account, account.narrator.statements, number)
    quotes = sorted(account.quotes, key=lambda quote: (quote.start, quote.end))
    quotes = _over_paragraphs(quotes, account.narrator.quotations)
    return quotes, unread_marks(text, pairing.pairs, pairing.loose, quotes)


def _over_paragraphs(quotes: list[FoundQuote], quotations: Sequence[Marked]) -> list[FoundQuote]:
    """One quotation whose paragraphs open anew has one speaker, whom the cue of the last or the first of them names."""
    goes_on = {part.start for part in quotations if part.continues}
    steps = [at for at in range(len(quotes) - 1) if quotes[at].start in goes_on]
    for at, behind in [*((at, at + 1) for at in steps), *((at + 1, at) for at in reversed(steps))]:
        one, other = quotes[at], quotes[behind]
        if one.cue is not None and other.cue is None and one.form == other.form == "direct":
            quotes[behind] = replace(one, start=other.start, end=other.end)
    return quotes


def _read_statement(account: _Account, statements: list[Statement], number: int) -> None:
    statement = statements[number]
    following = statements[number + 1] if number + 1 < len(statements) else None
    at = statement.start_char(0)
    foreign = any(start <= at < end for start, end, _ in account.blocks)
    cues = [] if foreign else account.cues(statement)  # Italian verbs are no cues in a tweet in English
    speakers = _speakers(account, statement, cues)
    every = cues
    cues = [cue for cue in cues if cue.kind != "source" or speakers[cue] is not None]  # "secondo l'autopsia"
    behind = _said_behind(account, statement, following)
    last, used = _direct(account, statement, following, cues, every, speakers, behind)
    last = _reported(account, statement, [cue for cue in cues if cue not in used], cues, speakers, last)
    if last is None and behind is not None and following is not None:
        clause = Clause(*_whole(statement), "indirect:next")
        if clause.end - clause.start >= 3 and not _overlaps(account, statement, clause):
            _emit_clause(account, statement, clause, following, *behind, first=_first_of_hearsay(statements, number))
            last = behind[1]
    if statement.syntax.parsed:
        _announced(account, statement, [cue for cue in every if cue in used], every, speakers)
        _doubtful(account, statement, [cue for cue in every if cue not in used or _announces(statement, cue)], every)
        if behind is None:
            _doubtful_behind(account, statement, following)
    account.memory.end_statement(statement, last)


def _direct(
    account: _Account,
    statement: Statement,
    following: Statement | None,
    cues: list[Cue],
    every: list[Cue],
    speakers: dict[Cue, Speaker | None],
    behind: tuple[Cue, Speaker] | None,
) -> tuple[Speaker | None, set[Cue]]:
    """Emit the direct quotations of a statement; returns who spoke last and the cues that were used."""
    last: Speaker | None = None
    chosen: dict[int, Cue | None] = {}
    for position in [at for at, item in enumerate(statement.items) if item < 0]:
        cue = cue_for(statement, cues, position) or shared_cue(statement, position, chosen)
        led = (
            None if cue is not None or len(every) == len(cues) else _led(statement, cue_for(statement, every, position))
        )
        cue, speakers = cue if led is None else led[0], speakers if led is None else speakers | dict([led])
        chosen[position] = cue
        if cue is None and behind is not None and following is not None:
            _emit(account, statement, position, following, *behind)
            last = behind[1]
        elif cue is None and _resumes(account, statement, position):
            last = last or account.memory.current()
        elif reports_somebody(statement, position, cue):
            told = [s for c, s in speakers.items() if c.end <= position and s is not None and s is not NOBODY]
            speaker = _without_cue(account, statement, following, position, last or next(reversed(told), None))
            if cue is not None:
                speaker = _with_cue(account, cue, speakers[cue], last)
            _emit(account, statement, position, statement, cue, speaker)
            last = speaker or last
    return last, {cue for cue in chosen.values() if cue is not None}


def _led(statement: Statement, cue: Cue | None) -> tuple[Cue, Speaker] | None:
    """Secondo la perizia il cavo era «corroso del tutto»: what it leads cannot speak, but is all there is."""
    if cue is None or cue.kind != "source" or cue.holder is None or cue.aside or cue.lemma == "così":
        return None
    phrase = statement.phrase_at(cue.holder)
    if phrase is None:
        return None
    start, end = statement.start_char(phrase.start), statement.end_char(phrase.end - 1)
    return cue, Speaker(statement.syntax.source[start:end], start, end)


def _with_cue(account: _Account, cue: Cue, speaker: Speaker | None, last: Speaker | None) -> Speaker | None:
    if speaker is NOBODY or (speaker is None and cue.passive):
        return None  # "la scritta diceva", "è stato definito"
    return speaker or last or account.memory.current()


def _without_cue(
    account: _Account, statement: Statement, following: Statement | None, position: int, last: Speaker | None
) -> Speaker | None:
    """Whoever signs the quotation, stands in front of its colon, spoke last, or is spoken of next."""
    found = _signed(account, statement, position) or _headline_speaker(account, statement, position)
    found = found or _in_front_of_colon(account, statement, position) or last or account.memory.current()
    if found is None and following is not None:  # an article may open with a quotation
        found = topic_of(following, account.memory)
    return found


def _speakers(account: _Account, statement: Statement, cues: list[Cue]) -> dict[Cue, Speaker | None]:
    speakers: dict[Cue, Speaker | None] = {}
    earlier: Speaker | None = None
    for cue in cues:
        speakers[cue] = speaker_of(statement, cue, earlier, account.memory)
        leads = cue.kind == "source" or cue.finite or earlier is not None
        if cue.kind != "noun" and leads and not cue.relative and speakers[cue] is not NOBODY:
            earlier = speakers[cue] or earlier
    return speakers


def _said_behind(account: _Account, statement: Statement, following: Statement | None) -> tuple[Cue, Speaker] | None:
    """Cue and speaker of a statement when the next one says whose words it holds; a title is nobody's words."""
    if following is None or (statement.word(len(statement) - 1) not in _FINAL and statement.words != [QUOTED, ":"]):
        return None
    quoted = QUOTED in statement.words[-2:]
    cue = back_cue(following, account.cues(following), quoted=quoted)
    if cue is None or not (_same_line(statement, following) or (quoted and _only_quotes(statement))):
        return None  # a line that is a quotation may be signed in the next one
    speaker = speaker_of(following, cue, None, account.memory)
    return (cue, speaker) if speaker is not None and speaker is not NOBODY else None


def _only_quotes(statement: Statement) -> bool:
    """Whether nothing but a dateline and the like stands in front of the last quotation of a statement."""
    return all(statement.pos(at) not in ("VERB", "AUX") for at, item in enumerate(statement.items) if item >= 0)


def _whole(statement: Statement) -> tuple[int, int]:
    start, end = 0, len(statement)
    while end > start and statement.word(end - 1) in PUNCTUATION - {")", "?", "!"}:
        end -= 1
    return start, end


def _signed(account: _Account, statement: Statement, position: int) -> Speaker | None:
    """«…» (Nome Cognome); «…» – Nome Cognome."""
    if statement.word(position + 1) not in ("(", "-", "–", "—") or position + 2 >= len(statement):
        return None
    phrase = statement.phrase_at(position + 2)
    found = describe(statement, phrase, account.memory)
    return found if found is not None and found.person else None


def _in_front_of_colon(account: _Account, statement: Statement, position: int) -> Speaker | None:
    """Neri è soddisfatto del risultato: «…»: whom the clause in front of the colon is about."""
    if statement.word(position - 1) != ":":
        return None
    start = next((at + 1 for at in range(position - 2, -1, -1) if statement.word(at) in (QUOTED, ":", ";", ".")), 0)
    found = [
        speaker
        for phrase in clause_subjects(statement, position, start)
        if (speaker := describe(statement, phrase, account.memory)) is not None
    ]
    people = (speaker for speaker in found if speaker.person)
    return next(people, next((speaker for speaker in found if speaker.speaks), None))


def _headline_speaker(account: _Account, statement: Statement, position: int) -> Speaker | None:
    """Meloni: «…»; Meloni sul Pnrr: «…»; Pnrr, Meloni: «…»; Meloni, «…»; Pnrr: Meloni, «…»."""
    head = headline_head(statement, position)
    if head is not None:
        return describe(statement, statement.phrase_at(head), account.memory)
    if statement.word(position - 1) != ":":
        return None
    topic = _behind_topic(statement, position)
    for phrase in statement.phrases:
        if phrase.start >= position:
            return None
        if phrase.preposition is None and phrase.start >= topic:
            found = describe(statement, phrase, account.memory)
            narrated = any(statement.word(at) in AUXILIARIES for at in range(phrase.end, position))
            if found is not None and found.entity is None and not found.speaks:
                return found if _is_label(statement, position - 1) else None
            return None if narrated else found
    return None


def _is_label(statement: Statement, colon: int) -> bool:
    """- Neri: «…»: whether a line begins with nothing but a name and a colon, whoever that is."""
    first = int(statement.word(0) in _BULLETS)
    start = statement.start_char(0)
    before = statement.syntax.source[max(start - 3, 0) : start].rstrip(" ")
    opens = not before or before.endswith("\n")
    return opens and 0 < colon - first <= _LABEL and all(_like_a_name(statement, at) for at in range(first, colon))


def _like_a_name(statement: Statement, position: int) -> bool:
    """Whether a word is tagged as a name, or written in capitals and no noun that the tables know."""
    word = statement.word(position)
    if word in DETERMINERS or known_noun(word):
        return False
    return statement.pos(position) == "PROPN" or (statement.text(position, position + 1).isupper() and len(word) > 1)


def _behind_topic(statement: Statement, position: int) -> int:
    """Where a speaker begins behind the topic of a headline: "Scuola, Neri: «…»"; 0 without one."""
    names = [phrase for phrase in statement.phrases if phrase.end == position - 1 and phrase.preposition is None]
    behind = [phrase.start for phrase in names if phrase.start > 1 and statement.word(phrase.start - 1) == ","]
    return behind[0] if behind and statement.word(0) != QUOTED else 0


def _reported(
    account: _Account,
    statement: Statement,
    free: list[Cue],
    cues: list[Cue],
    speakers: dict[Cue, Speaker | None],
    last: Speaker | None,
) -> Speaker | None:
    """Emit the reported clauses of the cues that introduce no quotation; returns who spoke last."""
    for cue in free:
        speaker = speakers[cue]
        if speaker is None or speaker is NOBODY or speaker.speaks is False:
            continue
        if cue.speech is not None and cue.speech.kind == "show" and not speaker.speaks:
            continue  # "i precetti prevedono che"
        if cue.lemma == "per cui" and not _has_opinions(statement, cue, speaker):
            continue  # "i lavori, per i quali"
        inverted = cue.kind == "verb" and speaker.start >= statement.end_char(cue.end - 1)
        clause = reported_clause(statement, cue, cues, inverted, (speaker.start, speaker.end))
        if clause is not None and clause.rule == "indirect:inserted" and inverted and closes(statement, cue):
            clause = replace(clause, rule=f"indirect:{CLOSED}:inserted")
        if clause is not None and not _overlaps(account, statement, clause, within=clause.rule in _COMPLEMENTS):
            if cue.passive and clause.rule in _COMPLEMENTS:  # "è stato detto dal prefetto che": the agent says it
                clause = replace(clause, rule=clause.rule.replace(":", f":{CLOSED}:"))
            _emit_clause(account, statement, clause, statement, cue, speaker)
            last = last or speaker
    return last


def _has_opinions(statement: Statement, cue: Cue, speaker: Speaker) -> bool:
    """Whether a relative of "per" stands for a person, a body or a noun of those who speak: "Neri, per il quale"."""
    name = statement.name(cue.start - 2)
    kinds = [one.kind for one in (speaker.entity, name) if one is not None]
    return kinds[0] != "LOC" if kinds else bool(speaker.speaks)


def _announces(statement: Statement, cue: Cue) -> bool:
    """Il ponte reggerà, spiega il tecnico: «…»: a cue between a clause and the quotation that goes on with it."""
    if cue.kind != "verb" or statement.word(cue.start - 1) != ",":
        return False
    behind = range(cue.end + 1, min(cue.end + 12, len(statement)))  # behind whoever speaks
    colon = next((at for at in behind if statement.word(at) == ":"), None)
    return colon is not None and statement.word(colon + 1) == QUOTED


def _and_that(statement: Statement, clause: Clause) -> bool:
    """Dice che [il ponte reggerà] e che «non c'è fretta»; dice che «non c'è fretta» e che [il ponte reggerà]."""
    told = clause.rule in ("indirect:che", "indirect:di")
    opened = statement.word(clause.start - 2) in ("e", "ed")
    return told and (
        opened or (statement.word(clause.end) in ("e", "ed") and statement.word(clause.end + 1) in ("che", "di"))
    )


def _announced(
    account: _Account,
    statement: Statement,
    used: list[Cue],
    cues: list[Cue],
    speakers: dict[Cue, Speaker | None],
) -> None:
    """Emit the clauses of cues that announce a quotation too, where somebody says both.

    "Il ponte reggerà, spiega il tecnico: «…»"; "Il tecnico spiega che il ponte reggerà: «…»".
    """
    for cue in used:
        speaker = speakers.get(cue)
        if speaker is None or speaker is NOBODY:
            continue
        inverted = speaker.start >= statement.end_char(cue.end - 1)
        clause = reported_clause(statement, cue, cues, inverted, (speaker.start, speaker.end))
        if clause is None or cue.kind != "verb" or _overlaps(account, statement, clause):
            continue
        front = clause.end <= cue.start and _announces(statement, cue)
        if front or statement.word(clause.end) in (":", ";") or _and_that(statement, clause):
            _emit_clause(account, statement, clause, statement, cue, speaker)


def _doubtful(account: _Account, statement: Statement, free: list[Cue], cues: list[Cue]) -> None:
    """Emit the clauses of cues for which no speaker was found: "secondo l'autopsia", "l'indagine rivela che"."""
    for cue in free:
        if cue.lemma in ("per", "per cui") and not cue.doubtful:  # "per il periodo": only somebody has opinions
            continue
        clause = reported_clause(statement, cue, cues, False)
        if clause is None and cue.kind == "verb" and cue.finite:
            clause = reported_clause(statement, cue, cues, True)
            if clause is not None and clause.rule in _BEHIND_OBJECT:
                clause = None  # "ha sottolineato l'urgenza di riaprire", "conferma le stime che erano state fatte"
        if clause is not None and not _overlaps(account, statement, clause):
            doubtful = replace(clause, rule=f"{clause.rule}:{DOUBTFUL}")
            _emit_clause(account, statement, doubtful, statement, cue, NOBODY)


def _doubtful_behind(account: _Account, statement: Statement, following: Statement | None) -> None:
    """Emit a statement that the next one says was given, though nobody there can speak: "Lo rivela uno studio"."""
    if following is None or statement.word(len(statement) - 1) not in _FINAL:
        return
    cue = back_cue(following, account.cues(following))
    clause = Clause(*_whole(statement), f"indirect:next:{DOUBTFUL}")
    if cue is not None and clause.end - clause.start >= 3 and not _overlaps(account, statement, clause):
        _emit_clause(account, statement, clause, following, cue, NOBODY)


def _emit(
    account: _Account, statement: Statement, position: int, told: Statement, cue: Cue | None, speaker: Speaker | None
) -> None:
    """One direct quotation; `told` is the statement in which the cue stands."""
    quotation = account.narrator.quotations[statement.quotation(position) or 0]
    account.quotes.append(
        FoundQuote(
            quotation.start,
            quotation.end,
            "direct",
            f"direct:{cue.kind}" if cue else "direct:no_cue",
            speaker=speaker.entity if speaker else None,
            speaker_name=speaker.name if speaker else None,
            cue=told.text(cue.start, cue.end) if cue else None,
            cue_start=told.start_char(cue.start) if cue else None,
            cue_end=told.end_char(cue.end - 1) if cue else None,
            said_on=said_on_day(told, cue) if cue else None,
            modality=cue.modality if cue else "asserted",
        )
    )


def _overlaps(account: _Account, statement: Statement, clause: Clause, *, within: bool = False) -> bool:
    """Whether a clause shares words with one that was found; `within`: it may stand whole in a reported one."""
    start, end = statement.start_char(clause.start), statement.end_char(clause.end - 1)
    return any(
        quote.start < end and start < quote.end
        and not (within and quote.form == "indirect" and quote.start < start and end <= quote.end)
        for quote in account.quotes[-8:]
    )  # fmt: skip


def _first_of_hearsay(statements: list[Statement], number: int) -> Statement:
    """The first of the sentences that one cue behind them reports: questions and conditionals of hearsay go before."""
    first = number
    while first > 0 and number - first < 3 and _same_line(statements[first - 1], statements[first]):
        previous = statements[first - 1]
        hearsay = any(word.endswith(("rebbe", "rebbero")) for word in previous.words)
        if not hearsay and previous.words[-1] != "?":
            break
        if any(previous.quotation(at) is not None for at in range(len(previous))):
            break
        first -= 1
    return statements[first]


def _same_line(statement: Statement, following: Statement) -> bool:
    between = statement.syntax.source[statement.end_char(len(statement) - 1) : following.start_char(0)]
    return "\n" not in between


def _emit_clause(
    account: _Account,
    statement: Statement,
    clause: Clause,
    told: Statement,
    cue: Cue,
    speaker: Speaker,
    first: Statement | None = None,
) -> None:
    """One reported clause; `told` is the statement in which the cue stands, `first` where the words begin."""
    start = first.start_char(0) if first is not None and first is not statement else statement.start_char(clause.start)
    account.quotes.append(
        FoundQuote(
            start,
            statement.end_char(clause.end - 1),
            "indirect",
            clause.rule,
            speaker=speaker.entity,
            speaker_name=speaker.name or None,
            cue=told.text(cue.start, cue.end),
            cue_start=told.start_char(cue.start),
            cue_end=told.end_char(cue.end - 1),
            said_on=said_on_day(told, cue),
            modality=cue.modality,
        )
    )


def _resumes(account: _Account, statement: Statement, position: int) -> bool:
    """Emit the part of an interrupted quotation that follows the cue in a sentence of its own."""
    quotation = account.narrator.quotations[statement.quotation(position) or 0]
    if quotation.opening.family != "seam" or not account.quotes or account.quotes[-1].form != "direct":
        return False
    account.quotes.append(replace(account.quotes[-1], start=quotation.start, end=quotation.end))
    return True
