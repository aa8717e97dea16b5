"""Who gives a figure: the speaker it is quoted from, a cue in its sentence, or an attribution that runs on."""

from collections.abc import Mapping, Sequence

from transforms.claims.referents import body_of, holder_of, next_noun
from transforms.claims.text import ClaimText, Holder
from transforms.claims.words import nouns_of, speakers, toll_families, verbs_of
from transforms.facts import FoundQuote
from transforms.language import giving_verbs, source_phrases, words_of, writings
from transforms.syntax import may_hold_source, opens_source, source_at

_OTHERS = words_of("altri altre altro altra")
#: How far a cue may stand from its figure, and how many words a source's name may have.
_REACH, _NAME = 80, 12


def find_sources(
    text: ClaimText,
    outright: Sequence[Holder | None],
    anchors: Sequence[int],
    counted: Sequence[int | None],
    wholes: Mapping[int, int],
) -> list[Holder | None]:
    """Who gives each figure, None where nobody is named.

    Args:
        text: the text with its facts.
        outright: who gives each figure as its sentence says outright (`outright`).
        anchors: token by which each figure hangs in its clause.
        counted: counted noun of each figure.
        wholes: part → whole by explicit cues.
    """
    found: list[Holder | None] = []
    for k, said in enumerate(outright):
        source = said or _by_preposition(text, k) or _by_quote(text, k)
        source = source or _by_verb(text, anchors[k])
        source = source or _by_conjunction(text, k)
        found.append(source or _by_gap(text, k, found) or _by_next_sentence(text, k))
    for k in range(len(found)):
        found[k] = found[k] or _from_whole(text, k, found, wholes) or _run_on(text, k, found, counted)
        found[k] = outright[k] or _behind_document(text, k, found)
    return found


def _from_whole(text: ClaimText, k: int, found: Sequence[Holder | None], wholes: Mapping[int, int]) -> Holder | None:
    """A part, and what is said of a share right before it, have the source of the whole."""
    whole = wholes.get(k)
    if whole is not None and abs(text.sentence[whole] - text.sentence[k]) <= 1:
        return found[whole]
    if k and text.sentence[k - 1] == text.sentence[k] and text.figures[k - 1].kind in ("percent", "ratio"):
        between = range(text.spans[k - 1][-1] + 1, text.spans[k][0])
        if len(between) <= 4 and k - 1 in wholes:
            return found[k - 1]
    return None


def _behind_document(text: ClaimText, k: int, found: Sequence[Holder | None]) -> Holder | None:
    """A bare "lo studio", "l'indagine" stands for the body named for the figures before it."""
    source = found[k]
    if source is None or source.entity is not None or not source.name:
        return source
    if not set(source.name.lower().replace("'", " ").replace("’", " ").split()) & writings():
        return source
    for other in range(k - 1, max(k - 8, -1), -1):
        earlier = found[other]
        if text.sentence[k] - text.sentence[other] <= 3 and earlier is not None and earlier.entity is not None:
            return earlier
    return source


def _by_quote(text: ClaimText, k: int) -> Holder | None:
    """The speaker of the narrowest quotation or reported clause around the figure."""
    for quote in text.quotes_around(text.figures[k].start):
        speaker = _speaker(quote)
        if speaker is not None:
            return speaker
    return None


def _speaker(quote: FoundQuote) -> Holder | None:
    if quote.speaker is not None:
        return Holder(entity=quote.speaker, name=quote.speaker.name)
    return Holder(name=quote.speaker_name) if quote.speaker_name else None


# ---------- "secondo X"
def _by_preposition(text: ClaimText, k: int) -> Holder | None:
    """As in "secondo le autorità": the nearest one with no contrast between it and the figure."""
    first, last = text.spans[k][0], text.spans[k][-1]
    start, end = text.syntax.bounds(first)
    if not may_hold_source(text.words(max(start, first - _REACH), min(end, last + _REACH))):
        return None
    for at in (last + 1, last + 2):  # "100mila persone secondo gli organizzatori, 35mila per la questura"
        right = _according(text, at, end, beside=True) if at < end else None
        if right is not None:
            return right
    contrast, starts = False, source_phrases()
    for at in range(first - 1, max(start, first - _REACH) - 1, -1):
        word = text.syntax.lower(at)
        holder = _according(text, at, first) if word in starts else None
        if holder is not None:  # at the head of the sentence it holds for all of it
            return holder if not contrast or at <= start + 1 else None
        contrast = contrast or word in ("mentre", ";")
    if contrast:
        return None
    for at in range(last + 1, min(end, last + _REACH)):
        if text.syntax.lower(at) in ("mentre", ";", "ma"):
            break
        if text.syntax.lower(at - 1) in (",", "–", "—", "(") or at == last + 1:
            holder = _according(text, at, end)
            if holder is not None:
                return holder
    return None


def _according(text: ClaimText, at: int, limit: int, *, beside: bool = False) -> Holder | None:
    """The source named by a preposition of attribution at token `at`; it begins before token `limit`."""
    if not opens_source(text.syntax.lower(at)):
        return None
    statement = text.syntax.statement_of(at)
    position = statement.position_of.get(at)
    source = None if position is None else source_at(statement, position, beside=beside)
    phrase = None if source is None or source.holder is None else statement.phrase_at(source.holder)
    if phrase is None:
        return None
    noun = next_noun(text, statement.items[phrase.start], limit)
    return None if noun is None else body_of(text, noun)


# ---------- "le ONG parlano di 100mila morti"
def _by_verb(text: ClaimText, anchor: int) -> Holder | None:
    """The subject of a verb of reporting that has the figure as its object or the figure's clause as its content."""
    syntax = text.syntax
    if not syntax.parsed:
        return None
    at, label = anchor, ""
    path = syntax.path(anchor)
    for step in path[1:10]:
        label = syntax.label(at)
        if (
            syntax.lemma(step) in verbs_of("drawing_up")
            and label == "obj"
            and syntax.lower(at) in writings() | {"bilancio"}
        ):
            return _reporting_subject(text, step)  # "la tv fa un bilancio di 337 morti"
        if syntax.lemma(step) == "prevedere" and label in ("obj", "ccomp"):
            return _forecaster(text, step)  # a law provides, an institute forecasts
        if syntax.is_clause_head(step) and syntax.lemma(step) in giving_verbs():
            if label == "nsubj:pass" or (label == "csubj" and syntax.verb(step).passive):
                return _agent(text, step)  # "è stato calcolato dall'ONU un aumento del 57%"
            if label in ("obl", "nummod", "nmod") and syntax.lemma(step) in verbs_of("estimating"):
                return _reporting_subject(text, step)  # "stimava in 65 i giornalisti uccisi"
            if label in ("obj", "ccomp", "xcomp") or (label == "obl" and syntax.lemma(step) == "parlare"):
                return _reporting_subject(text, step)
        if syntax.is_clause_head(at) and label not in ("ccomp", "conj", "advcl", "xcomp"):
            return None
        at = step
    return None


def _by_conjunction(text: ClaimText, k: int) -> Holder | None:
    """As in "dimostrando come uno su due": the nearest verb of reporting with "che" or "come" before it."""
    syntax = text.syntax
    first = text.spans[k][0]
    if not syntax.tagged or text.quotes_around(text.figures[k].start):
        return None
    start = max(syntax.bounds(first)[0], first - _REACH // 2)
    words = syntax.words(start, first)
    if "che" not in words and "come" not in words:
        return None
    for at in range(first - 1, start - 1, -1):
        if syntax.lower(at) in (";", ":", "mentre", "»", "”", '"', "ma"):
            return None
        if syntax.lower(at) not in ("che", "come"):
            continue
        verb = at - 1 if syntax.is_verb(at - 1) else at - 2
        if syntax.is_verb(verb) and syntax.lemma(verb) in giving_verbs():
            return _reporting_subject(text, verb)
    return None


def _forecaster(text: ClaimText, verb: int) -> Holder | None:
    """Somebody who foresees: a named person or body, or a noun of people."""
    subject = text.syntax.subject(verb)
    if subject is None:
        return None
    mention = text.name_at(subject)
    speaks = mention.kind != "LOC" if mention is not None else text.syntax.lemma(subject) in speakers()
    return holder_of(text, subject) if speaks else None


def _agent(text: ClaimText, verb: int) -> Holder | None:
    """Who does it in the passive."""
    syntax = text.syntax
    agent = next((child for child in syntax.children(verb) if syntax.label(child) == "obl:agent"), None)
    return None if agent is None else body_of(text, agent)


def _reporting_subject(text: ClaimText, verb: int) -> Holder | None:
    syntax = text.syntax
    if syntax.verb(verb).mood == "conditional" and not syntax.verb(verb).compound:
        return None
    if any(syntax.lower(child) == "si" for child in syntax.children(verb)):
        return None  # "si stima": nobody
    subject = syntax.subject(verb)
    return None if subject is None else body_of(text, subject)


def _by_gap(text: ClaimText, k: int, found: Sequence[Holder | None]) -> Holder | None:
    """As in "alcuni giornali scrivono 40, altri 35": the verb is left out, the other source stays."""
    syntax = text.syntax
    first = text.spans[k][0]
    if k == 0 or found[k - 1] is None or text.sentence[k - 1] != text.sentence[k]:
        return None
    between = range(text.spans[k - 1][-1] + 1, first)
    if len(between) > 8 or any(syntax.is_verb(at) for at in between):
        return None
    other = next((at for at in between if syntax.lower(at) in _OTHERS), None)
    if other is not None and syntax.pos(other + 1) not in ("NOUN", "PROPN"):
        return Holder(name=syntax.doc[other].text)
    linked = {syntax.lower(at) for at in between}
    return found[k - 1] if linked and linked <= {"o", "e", "ed", ",", "a"} else None


def _by_next_sentence(text: ClaimText, k: int) -> Holder | None:
    """As in "Lo rileva l'ISTAT.", "A riferirlo è la questura" behind the figure's sentence."""
    syntax = text.syntax
    number = text.sentence[k] + 1
    if number >= len(syntax.sentences) or text.in_title(k):
        return None
    start, end = syntax.sentences[number]
    opening = text.words(start, min(start + 4, end))
    points_back = (
        opening[:1] == ["lo"]
        or opening[:2] == ["è", "quanto"]
        or (opening[:1] == ["a"] and opening[1:2] != [] and opening[1].endswith("lo"))
    )
    if not points_back:
        return None
    verb = next((at for at in range(start + 1, min(start + 6, end)) if _tells(text, at)), None)
    noun = None if verb is None else next_noun(text, verb + 1, end)
    return None if noun is None else body_of(text, noun)


def _tells(text: ClaimText, index: int) -> bool:
    """A verb of reporting, or "è" after "A riferirlo"."""
    syntax = text.syntax
    lemma = syntax.lemma(index)
    if (lemma in giving_verbs() or lemma == "emergere") and syntax.is_verb(index):
        return True
    return syntax.lower(index) in ("è", "sono") and syntax.lower(index - 1).endswith("lo")


# ---------- runs on from the sentence before
def _run_on(text: ClaimText, k: int, found: Sequence[Holder | None], counted: Sequence[int | None]) -> Holder | None:
    """The source of the figures one sentence before, where this sentence goes on with the same data."""
    number = text.sentence[k]
    before = [j for j in text.figures_in.get(number - 1, ()) if found[j] is not None]
    if not before or text.in_title(before[-1]) or _new_paragraph(text, number):
        return None
    if text.quotes_around(text.figures[before[-1]].start)[:1] and _in_marks(text, before[-1]):
        return None
    start, end = text.syntax.sentences[number]
    opening = {text.syntax.lower(at) for at in range(start, min(start + 6, end))}
    if opening & nouns_of("data") or _same_family(text, k, before, counted):
        return found[before[-1]]
    return None


def _in_marks(text: ClaimText, k: int) -> bool:
    return any(quote.form == "direct" for quote in text.quotes_around(text.figures[k].start))


def _new_paragraph(text: ClaimText, number: int) -> bool:
    first = text.syntax.sentences[number][0]
    token = text.syntax.doc[max(first - 1, 0)]
    return "\n" in token.text or "\n" in text.syntax.source[token.idx : text.syntax.doc[first].idx]


def _same_family(text: ClaimText, k: int, before: list[int], counted: Sequence[int | None]) -> bool:
    families = toll_families()

    def family(j: int) -> str | None:
        noun = counted[j]
        return None if noun is None else families.get(text.syntax.lower(noun))

    return family(k) is not None and any(family(j) == family(k) for j in before)
