"""Who said what: direct quotations and reported clauses, with speaker, cue, day and modality.

Public door: `find_quotes`. The steps are: pair the marks (`marks`), tell quotations from titles, names and
scare quotes, read the narrator's sentences with each quotation as one item (`text`), find the cues
(`cues.find`) and their speakers (`speakers`), then the reported clauses (`reported`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from transforms.facts import FoundDate, FoundMention, FoundQuote, FoundUnread
from transforms.language import AUXILIARIES, PUNCTUATION, noun_twins, verb_forms
from transforms.quotes.cues.backward import back_cue
from transforms.quotes.cues.cue import Cue
from transforms.quotes.cues.find import find_cues
from transforms.quotes.marked_words import find_quotations
from transforms.quotes.marks import pair_marks
from transforms.quotes.match import cue_for, reports_somebody, said_on_day, shared_cue
from transforms.quotes.reported import Clause, reported_clause
from transforms.quotes.speakers.describe import NOBODY, Memory, Speaker, describe, topic_of
from transforms.quotes.speakers.of_cue import speaker_of
from transforms.quotes.speakers.subjects import clause_subjects
from transforms.quotes.text import QUOTED, Frame, Narration
from transforms.quotes.unread import unread_marks
from transforms.syntax import text_of


@dataclass(slots=True)
class _Reading:
    narration: Narration
    blocks: Sequence[tuple[int, int, str]] = ()
    quotes: list[FoundQuote] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    _found: tuple[Frame, list[Cue]] | None = None

    def cues(self, frame: Frame) -> list[Cue]:
        """The cues of a frame; each frame is asked twice in a row, as the next one and as itself."""
        if self._found is None or self._found[0] is not frame:
            self._found = (frame, find_cues(frame))
        return self._found[1]


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
    text = text_of(doc)
    pairing = pair_marks(text)
    narration = Narration(doc, text, find_quotations(text, pairing.pairs), mentions, dates, verb_forms(), noun_twins())
    reading = _Reading(narration, blocks)
    frames = narration.frames
    for number in range(len(frames)):
        _read_frame(reading, frames, number)
    quotes = sorted(reading.quotes, key=lambda quote: (quote.start, quote.end))
    return quotes, unread_marks(text, pairing.pairs, pairing.loose, quotes)


def quote_at(quotes: Sequence[FoundQuote], offset: int) -> FoundQuote | None:
    """The quote that holds a code point: direct before indirect, then the shortest; None outside all quotes."""
    holding = [quote for quote in quotes if quote.start <= offset < quote.end]
    return min(holding, key=lambda quote: (quote.form != "direct", quote.end - quote.start), default=None)


def _read_frame(reading: _Reading, frames: list[Frame], number: int) -> None:
    frame = frames[number]
    following = frames[number + 1] if number + 1 < len(frames) else None
    at = frame.start_char(0)
    foreign = any(start <= at < end for start, end, _ in reading.blocks)
    cues = [] if foreign else reading.cues(frame)  # Italian verbs are no cues in a tweet in English
    speakers = _speakers(reading, frame, cues)
    cues = [cue for cue in cues if cue.kind != "source" or speakers[cue] is not None]  # "secondo l'autopsia"
    behind = _said_behind(reading, frame, following)
    last, used = _direct(reading, frame, following, cues, speakers, behind)
    last = _reported(reading, frame, [cue for cue in cues if cue not in used], cues, speakers, last)
    if last is None and behind is not None and following is not None:
        clause = Clause(*_statement(frame), "indirect:next")
        if clause.end - clause.start >= 3 and not _overlaps(reading, frame, clause):
            _emit_clause(reading, frame, clause, following, *behind, first=_first_of_hearsay(frames, number))
            last = behind[1]
    reading.memory.end_frame(frame, last)


def _direct(
    reading: _Reading,
    frame: Frame,
    following: Frame | None,
    cues: list[Cue],
    speakers: dict[Cue, Speaker | None],
    behind: tuple[Cue, Speaker] | None,
) -> tuple[Speaker | None, set[Cue]]:
    """Emit the direct quotations of a frame; returns who spoke last and the cues that were used."""
    last: Speaker | None = None
    chosen: dict[int, Cue | None] = {}
    for position in [at for at, item in enumerate(frame.items) if item < 0]:
        cue = cue_for(frame, cues, position) or shared_cue(frame, position, chosen)
        chosen[position] = cue
        if cue is None and behind is not None and following is not None:
            _emit(reading, frame, position, following, *behind)
            last = behind[1]
        elif cue is None and _resumes(reading, frame, position):
            last = last or reading.memory.current()
        elif reports_somebody(frame, position, cue):
            told = [s for c, s in speakers.items() if c.end <= position and s is not None and s is not NOBODY]
            speaker = _without_cue(reading, frame, following, position, last or next(reversed(told), None))
            if cue is not None:
                speaker = _with_cue(reading, cue, speakers[cue], last)
            _emit(reading, frame, position, frame, cue, speaker)
            last = speaker or last
    return last, {cue for cue in chosen.values() if cue is not None}


def _with_cue(reading: _Reading, cue: Cue, speaker: Speaker | None, last: Speaker | None) -> Speaker | None:
    if speaker is NOBODY or (speaker is None and cue.passive):
        return None  # "la scritta diceva", "è stato definito"
    return speaker or last or reading.memory.current()


def _without_cue(
    reading: _Reading, frame: Frame, following: Frame | None, position: int, last: Speaker | None
) -> Speaker | None:
    """Whoever signs the quotation, stands in front of its colon, spoke last, or is spoken of next."""
    found = _signed(reading, frame, position) or _headline_speaker(reading, frame, position)
    found = found or _in_front_of_colon(reading, frame, position) or last or reading.memory.current()
    if found is None and following is not None:  # an article may open with a quotation
        found = topic_of(following, reading.memory)
    return found


def _speakers(reading: _Reading, frame: Frame, cues: list[Cue]) -> dict[Cue, Speaker | None]:
    speakers: dict[Cue, Speaker | None] = {}
    earlier: Speaker | None = None
    for cue in cues:
        speakers[cue] = speaker_of(frame, cue, earlier, reading.memory)
        leads = cue.kind == "source" or cue.finite or earlier is not None
        if cue.kind != "noun" and leads and not cue.relative and speakers[cue] is not NOBODY:
            earlier = speakers[cue] or earlier
    return speakers


def _said_behind(reading: _Reading, frame: Frame, following: Frame | None) -> tuple[Cue, Speaker] | None:
    """Cue and speaker of a frame when the next one says whose words it holds; a title is nobody's words."""
    if following is None or frame.word(len(frame) - 1) not in (".", "!", "?", "…", QUOTED):
        return None
    cue = back_cue(following, reading.cues(following))
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


def _in_front_of_colon(reading: _Reading, frame: Frame, position: int) -> Speaker | None:
    """Neri è soddisfatto del risultato: «…»: whom the clause in front of the colon is about."""
    if frame.word(position - 1) != ":":
        return None
    start = next((at + 1 for at in range(position - 2, -1, -1) if frame.word(at) in (QUOTED, ":", ";", ".")), 0)
    found = [
        speaker
        for phrase in clause_subjects(frame, position, start)
        if (speaker := describe(frame, phrase, reading.memory)) is not None
    ]
    people = (speaker for speaker in found if speaker.person)
    return next(people, next((speaker for speaker in found if speaker.speaks), None))


def _headline_speaker(reading: _Reading, frame: Frame, position: int) -> Speaker | None:
    """Meloni: «…»; Meloni sul Pnrr: «…»."""
    if frame.word(position - 1) != ":":
        return None
    for phrase in frame.phrases:
        if phrase.start >= position:
            return None
        if phrase.preposition is None:
            found = describe(frame, phrase, reading.memory)
            narrated = any(frame.word(at) in AUXILIARIES for at in range(phrase.end, position))
            return found if found is not None and not narrated and (found.entity is not None or found.speaks) else None
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
            said_on=said_on_day(told, cue) if cue else None,
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
            said_on=said_on_day(told, cue),
            modality=cue.modality,
        )
    )


def _resumes(reading: _Reading, frame: Frame, position: int) -> bool:
    """Emit the part of an interrupted quotation that follows the cue in a sentence of its own."""
    quotation = frame.narration.quotations[frame.quotation(position) or 0]
    if quotation.opening.family != "seam" or not reading.quotes or reading.quotes[-1].form != "direct":
        return False
    reading.quotes.append(replace(reading.quotes[-1], start=quotation.start, end=quotation.end))
    return True
