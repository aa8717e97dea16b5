"""Who said what: direct quotations and reported clauses, with speaker, cue, day and modality.

Public door: `find_quotes`. The steps are: pair the marks (`transforms.marks`), tell quotations from titles, names and
scare quotes, read the narrator's sentences with each quotation as one item (`transforms.narration`), find the cues
(`transforms.cues`) and their speakers (`transforms.speakers`), then the reported clauses (`transforms.indirect`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Doc

from transforms.cue_subjects import after_verb
from transforms.cues import Cue, back_cue, find_cues, noun_twins, verb_forms
from transforms.facts import FoundDate, FoundMention, FoundQuote, FoundUnread
from transforms.indirect import Clause, reported_clause
from transforms.marks import Mark, Marked, pair_marks
from transforms.narration import ADVERBS, AUXILIARIES, DETERMINERS, FUSED, OF, PUNCTUATION, QUOTED, Frame, Narration
from transforms.quotations import find_quotations, names_something, words_in
from transforms.speakers import NOBODY, Memory, Speaker, describe, speaker_of
from transforms.syntax import words_of

# l'accusa di «…», la promessa di «…»
_WITH_CONTENT = words_of(
    "accusa accuse critica critiche richiesta richieste invito inviti minaccia minacce promessa promesse proposta "
    "proposte appello ordine sospetto"
)
_CLAUSE_ENDS = words_of("che come di : ; . ! ? , ( )") | {QUOTED}
_FINITE = AUXILIARIES - words_of("stato stata stati state aver avere esser essere essendo avendo")
# "ha dichiarato la «guerra al freddo»": the marked words are the object, not what is said.
_WITHOUT_OBJECT = words_of("say announce claim show promise threat answer")
_NOUN_REACH, _LONG_OBJECT = 14, 5
_LONG, _LONG_TERM = 7, 11
_FINITE = AUXILIARIES - {"stato", "stata", "stati", "state", "aver", "avere", "esser", "essere", "essendo", "avendo"}


@dataclass(slots=True)
class _Reading:
    narration: Narration
    quotes: list[FoundQuote] = field(default_factory=list)
    rejected: list[tuple[Marked, str]] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)


def find_quotes(
    doc: Doc,
    mentions: Sequence[FoundMention],
    dates: Sequence[FoundDate] = (),
    blocks: Sequence[tuple[int, int, str]] = (),
) -> tuple[list[FoundQuote], list[FoundUnread]]:
    """Find direct quotations and reported clauses.

    Args:
        doc: the parsed text; works with weaker results on a Doc without tags and parse.
        mentions: names and roles of the text, with their entities.
        dates: time expressions of the text.
        blocks: (start, end, language) of embedded foreign text.

    Returns:
        The quotes in text order, and one `FoundUnread` of kind ``quote_mark`` for each quotation mark that neither
        borders nor lies inside a quote.
    """
    text = doc.text
    pairing = pair_marks(text)
    narration = Narration(doc, find_quotations(text, pairing.pairs), mentions, dates, verb_forms(), noun_twins())
    reading = _Reading(narration)
    frames = narration.frames
    for number in range(len(frames)):
        _read_frame(reading, frames, number)
    quotes = sorted(reading.quotes, key=lambda quote: (quote.start, quote.end))
    return quotes, _ledger(text, pairing.pairs, pairing.loose, quotes)


def _ledger(
    text: str, pairs: Sequence[Marked], loose: Sequence[tuple[Mark, str]], quotes: Sequence[FoundQuote]
) -> list[FoundUnread]:
    """One row for each mark outside all quotes."""
    reasons: dict[int, tuple[Mark, str]] = {mark.start: (mark, reason) for mark, reason in loose}
    for pair in pairs:
        reason = "title_or_name" if names_something(text, pair) else "scare_quote"
        reason = reason if pair.closing is not None or pair.continues else "unpaired"
        for mark in (pair.opening, pair.closing):
            if mark is not None:
                reasons[mark.start] = (mark, reason)
    rows: list[FoundUnread] = []
    spans = sorted((quote.start, quote.end) for quote in quotes)
    number = 0
    reach = -1
    for at in sorted(reasons):
        mark, reason = reasons[at]
        while number < len(spans) and _left_edge(text, spans[number][0]) <= mark.start:
            reach = max(reach, _right_edge(text, spans[number][1]))
            number += 1
        if mark.end <= reach:
            continue
        rows.append(FoundUnread(mark.start, mark.end, "quote_mark", reason))
    return rows


def _left_edge(text: str, start: int) -> int:
    while start > 0 and text[start - 1].isspace() and text[start - 1] != "\n":
        start -= 1
    return start - (2 if text[max(start - 2, 0) : start] in ("''", "<<", "’’", "``", "‘‘") else 1)


def _right_edge(text: str, end: int) -> int:
    while end < len(text) and text[end].isspace() and text[end] != "\n":
        end += 1
    return end + (2 if text[end : end + 2] in ("''", ">>", "’’") else 1)


# ---------------------------------------------------------------------------------------------------- frames


def _read_frame(reading: _Reading, frames: list[Frame], number: int) -> None:
    frame = frames[number]
    following = frames[number + 1] if number + 1 < len(frames) else None
    cues = find_cues(frame)
    speakers = _speakers(reading, frame, cues)
    cues = [cue for cue in cues if cue.kind != "source" or speakers[cue] is not None]  # "secondo l'autopsia"
    last: Speaker | None = None
    used: set[Cue] = set()
    shared: dict[int, Cue | None] = {}
    behind = _said_behind(reading, frame, following, bool(cues))
    for position in range(len(frame)):
        if frame.quotation(position) is None:
            continue
        cue = _cue_for(frame, cues, position) or _shared_cue(frame, position, shared)
        shared[position] = cue
        speaker = speakers[cue] if cue is not None else None
        if cue is not None:
            used.add(cue)
        if cue is None and behind is not None and following is not None:
            last = behind[1]
            _emit(reading, frame, position, following, *behind)
            continue
        if cue is None:
            signed = _signed(reading, frame, position) or _headline_speaker(reading, frame, position)
            speaker = signed or last or reading.memory.current()
        elif speaker is NOBODY or (speaker is None and cue.passive):
            speaker = None  # "la scritta diceva", "è stato definito"
        elif speaker is None:
            speaker = last or reading.memory.current()
        if cue is None and _resumes(reading, frame, position):
            last = speaker
            continue
        if _accept(frame, position, cue):
            _emit(reading, frame, position, frame, cue, speaker)
            last = speaker or last
    last = _reported(reading, frame, [cue for cue in cues if cue not in used], cues, speakers, last)
    if last is None and behind is not None and following is not None:
        clause = Clause(*_statement(frame), "indirect:next")
        if clause.end - clause.start >= 3 and not _overlaps(reading, frame, clause):
            _emit_clause(reading, frame, clause, following, *behind, first=_first_of_hearsay(frames, number))
            last = behind[1]
    reading.memory.end_frame(frame, last)


def _speakers(reading: _Reading, frame: Frame, cues: list[Cue]) -> dict[Cue, Speaker | None]:
    speakers: dict[Cue, Speaker | None] = {}
    earlier: Speaker | None = None
    for cue in cues:
        speakers[cue] = speaker_of(frame, cue, earlier, reading.memory)
        leads = cue.kind == "source" or cue.finite or earlier is not None
        if cue.kind != "noun" and leads and not cue.relative and speakers[cue] is not NOBODY:
            earlier = speakers[cue] or earlier
    return speakers


def _said_behind(
    reading: _Reading, frame: Frame, following: Frame | None, has_cues: bool
) -> tuple[Cue, Speaker] | None:
    """Cue and speaker of a frame when the next one says whose words it holds; a title is nobody's words."""
    if following is None or frame.word(len(frame) - 1) not in (".", "!", "?", "…", QUOTED):
        return None
    cue = back_cue(following, find_cues(following))
    if cue is None or not _same_line(frame, following):
        return None
    speaker = speaker_of(following, cue, None, reading.memory)
    return (cue, speaker) if speaker is not None and speaker is not NOBODY else None


def _statement(frame: Frame) -> tuple[int, int]:
    start, end = 0, len(frame)
    while end > start and frame.word(end - 1) in PUNCTUATION - {")", "?", "!"}:
        end -= 1
    return start, end


def _signed(reading: _Reading, frame: Frame, position: int) -> Speaker | None:
    """«…» (Nome Cognome); «…» – Nome Cognome."""
    if frame.word(position + 1) not in ("(", "-", "–", "—") or position + 2 >= len(frame):
        return None
    phrase = frame.phrase_at(position + 2)
    found = describe(frame, phrase, reading.memory)
    return found if found is not None and found.person else None


def _headline_speaker(reading: _Reading, frame: Frame, position: int) -> Speaker | None:
    """Meloni: «…»; Meloni sul Pnrr: «…»."""
    if frame.word(position - 1) != ":":
        return None
    for phrase in frame.phrases:
        if phrase.start >= position:
            return None
        if phrase.preposition is None:
            return describe(frame, phrase, reading.memory)
    return None


def _reported(
    reading: _Reading,
    frame: Frame,
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
        inverted = cue.kind == "verb" and speaker.start >= frame.end_char(cue.end - 1)
        clause = reported_clause(frame, cue, cues, inverted, (speaker.start, speaker.end))
        if clause is not None and not _overlaps(reading, frame, clause):
            _emit_clause(reading, frame, clause, frame, cue, speaker)
            last = last or speaker
    return last


def _accept(frame: Frame, position: int, cue: Cue | None) -> bool:
    """Whether marked words report somebody; without a cue they must be long or a statement of their own."""
    quotation = frame.narration.quotations[frame.quotation(position) or 0]
    words = words_in(frame.narration.text, quotation.start, quotation.end)
    if cue is not None:
        term = cue.end == position - 1 and frame.word(position - 1) in DETERMINERS and len(words) < _LONG_OBJECT
        return not (term and cue.speech is not None and cue.speech.kind in _WITHOUT_OBJECT)
    term = frame.word(position - 1) in DETERMINERS | FUSED and len(words) < _LONG_TERM
    if frame.word(position - 1) == ":" and len(words) >= 3:
        return True
    alone = all(frame.word(at) in PUNCTUATION or frame.word(at) == QUOTED for at in range(len(frame)))
    finite = any(word.lower() in _FINITE for word in words)
    return (len(words) >= _LONG and (finite or not term)) or (alone and len(words) >= 3) or (finite and len(words) >= 5)


def _emit(
    reading: _Reading, frame: Frame, position: int, told: Frame, cue: Cue | None, speaker: Speaker | None
) -> None:
    """One direct quotation; `told` is the frame in which the cue stands."""
    quotation = frame.narration.quotations[frame.quotation(position) or 0]
    reading.quotes.append(
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
            said_on=_said_on(told, cue) if cue else None,
            modality=cue.modality if cue else "asserted",
        )
    )


def _overlaps(reading: _Reading, frame: Frame, clause: Clause) -> bool:
    start, end = frame.start_char(clause.start), frame.end_char(clause.end - 1)
    return any(quote.start < end and start < quote.end for quote in reading.quotes[-8:])


def _first_of_hearsay(frames: list[Frame], number: int) -> Frame:
    """The first of the sentences that one cue behind them reports: questions and conditionals of hearsay go before."""
    first = number
    while first > 0 and number - first < 3 and _same_line(frames[first - 1], frames[first]):
        previous = frames[first - 1]
        hearsay = any(word.endswith(("rebbe", "rebbero")) for word in previous.words)
        if not hearsay and previous.words[-1] != "?":
            break
        if any(previous.quotation(at) is not None for at in range(len(previous))):
            break
        first -= 1
    return frames[first]


def _same_line(frame: Frame, following: Frame) -> bool:
    between = frame.narration.text[frame.end_char(len(frame) - 1) : following.start_char(0)]
    return "\n" not in between


def _emit_clause(
    reading: _Reading,
    frame: Frame,
    clause: Clause,
    told: Frame,
    cue: Cue,
    speaker: Speaker,
    first: Frame | None = None,
) -> None:
    """One reported clause; `told` is the frame in which the cue stands, `first` where the words begin."""
    start = first.start_char(0) if first is not None and first is not frame else frame.start_char(clause.start)
    reading.quotes.append(
        FoundQuote(
            start,
            frame.end_char(clause.end - 1),
            "indirect",
            clause.rule,
            speaker=speaker.entity,
            speaker_name=speaker.name,
            cue=told.text(cue.start, cue.end),
            cue_start=told.start_char(cue.start),
            cue_end=told.end_char(cue.end - 1),
            said_on=_said_on(told, cue),
            modality=cue.modality,
        )
    )


def _said_on(frame: Frame, cue: Cue) -> date | None:
    """The day that the narrator gives for the saying: beside the cue, or at the head of the sentence."""
    for position in _beside(frame, cue):
        found = frame.date(position)
        if found is not None and found.kind in ("date", "time") and found.date_from is not None:
            return found.date_from if found.date_from == found.date_to or found.kind == "time" else None
    return None


def _beside(frame: Frame, cue: Cue) -> list[int]:
    """Positions of the words of the cue's clause, nearest first, without the words that are reported."""
    positions: list[int] = []
    for position in range(cue.end, min(cue.end + 16, len(frame))):
        if frame.word(position) in _CLAUSE_ENDS:
            break
        positions.append(position)
    for position in range(cue.start - 1, max(cue.start - 24, -1), -1):
        if frame.word(position) in _CLAUSE_ENDS:
            break
        positions.append(position)
    opening = [at for at in range(min(4, cue.start)) if frame.dated(at)]
    return positions + (opening if cue.kind == "verb" else [])


def _cue_for(frame: Frame, cues: list[Cue], position: int) -> Cue | None:
    """The cue of the quotation at a position: the one that touches it behind or in front, else the nearest before."""
    before = [cue for cue in cues if cue.end <= position and _usable(frame, cue, position)]
    if len(before) > 1 and before[-1].aside:  # ha invitato, come riferisce l'agenzia, «a pregare»
        before.pop()
    after = [cue for cue in cues if cue.start > position and _touches(frame, position, cue)]
    front = before[-1] if before else None
    behind = after[0] if after else None
    if behind is not None and front is not None and _adjacent(frame, front, position):
        return front if not behind.finite or after_verb(frame, behind) is None else behind
    return behind or front


def _resumes(reading: _Reading, frame: Frame, position: int) -> bool:
    """Emit the part of an interrupted quotation that follows the cue in a sentence of its own."""
    quotation = frame.narration.quotations[frame.quotation(position) or 0]
    if quotation.opening.family != "seam" or not reading.quotes or reading.quotes[-1].form != "direct":
        return False
    reading.quotes.append(replace(reading.quotes[-1], start=quotation.start, end=quotation.end))
    return True


def _shared_cue(frame: Frame, position: int, before: dict[int, Cue | None]) -> Cue | None:
    """The cue of the quotation to which this one is joined: «…» e «…»."""
    at = position - 1
    while at >= 0 and frame.word(at) in ("e", "ed", ",", "o"):
        at -= 1
    return before.get(at) if position - at <= 3 else None


def _usable(frame: Frame, cue: Cue, position: int) -> bool:
    """Whether a cue in front of a quotation can introduce it."""
    if cue.kind == "noun":
        if any(frame.word(at) in AUXILIARIES for at in range(cue.end, position)) or position - cue.end > _NOUN_REACH:
            return False
        of_content = cue.lemma in _WITH_CONTENT and frame.word(position - 1) in OF and position - cue.end < 12
        own = cue.own and cue.lemma in ("parole", "parola")
        return frame.word(position - 1) == ":" or own or of_content
    if cue.bare_participle and position - cue.end > 3:
        return False
    if cue.kind == "source":
        return True
    if cue.speech is not None and not cue.speech.clause:
        return position - cue.end <= 8 or frame.word(position - 1) == ":"
    return True


def _adjacent(frame: Frame, cue: Cue, position: int) -> bool:
    return all(frame.word(at) in PUNCTUATION or frame.word(at) in ADVERBS | DETERMINERS | {"che", "come", "di"}
               for at in range(cue.end, position))  # fmt: skip


def _stands_alone(frame: Frame, position: int) -> bool:
    """Whether a quotation is a statement of its own rather than a piece of the narrator's sentence."""
    number = frame.quotation(position)
    if number is None:
        return False
    quotation = frame.narration.quotations[number]
    text = frame.narration.text
    return text[quotation.start].isupper() or text[quotation.end - 1] in "?!…."


def _touches(frame: Frame, position: int, cue: Cue) -> bool:
    """Whether nothing but marks of punctuation and small words stands between a quotation and the cue behind it."""
    if cue.kind == "source":
        return all(frame.word(at) in PUNCTUATION for at in range(position + 1, cue.start))
    if cue.start == position + 1 and not _stands_alone(frame, position) and after_verb(frame, cue) is None:
        return False  # "decine di persone" gli chiedevano
    between = [frame.word(at) for at in range(position + 1, cue.start)]
    if any(word == QUOTED or (word in (".", ";", ":") and cue.kind != "noun") for word in between):
        return False
    content = [word for word in between if word not in PUNCTUATION and word not in ADVERBS]
    if cue.kind == "noun":
        return not content and (cue.start > position + 1)
    if cue.bare_participle or (not content and not between and not cue.finite):
        return False
    return len(content) == 0
