"""Names that a common noun before them explains: "il settimanale …", "il libro …", "la festa di …", "(ASN)"."""

from collections.abc import Iterator

from transforms.names.gazetteer import Gazetteer
from transforms.names.proposals.evidence import in_province
from transforms.names.proposals.shapes import run_end
from transforms.names.text import ARTICLES, MAX_WORDS, OF, SMALL, NameText, Span, given_names, name_words
from transforms.names.words import Word

_MARKS = {'"': '"', "“": "”", "«": "»", "„": "“"}
_ONE = frozenset(("un", "una", "uno"))
_NO_DETERMINERS = frozenset(("che", "come", "ma", "se", "non", "ha", "si", "e", "ed", "o", "od", "a", "ad", "da"))
_DETERMINERS = SMALL - _NO_DETERMINERS | frozenset(("suo", "sua", "noto", "nota", "questo", "questa", "tale"))
#: No title of a work and no name of a paper is longer than this.
_MARKED = 8
_BACK = 6
# "Citizens for Justice": small words that only foreign names have inside.
_ENGLISH = frozenset(("on", "of", "for", "the", "and", "des", "du", "und", "fur", "y"))
_LINKS = SMALL | frozenset(("de", "du", "des", "la", "of", "for", "the", "and", "et", "fur", "der", "und", "y", "del"))


def noun_spans(cut_text: NameText, known: Gazetteer) -> Iterator[Span]:
    """Bodies named behind the noun that says what they are: "il settimanale Le Courrier", "del quotidiano «Domani»".

    An unknown name only, unless it stands in marks; "una piattaforma rivale, OpenFiles," may have its comma.
    """
    words = cut_text.words
    for at in range(1, len(words) - 1):
        word = words[at]
        if word.capital or word.norm not in name_words("body_noun") or words[at - 1].norm not in _DETERMINERS:
            continue
        first = _behind(cut_text, at, known)
        if first >= len(words) or not words[first].capital or words[first].norm in given_names():
            continue
        between = cut_text.text[words[first - 1].end : words[first].start].strip()
        if between in _MARKS:
            last = _marked_end(cut_text, first, between)
            if last:
                yield Span(first, last, "ORG", "rule:noun", 4)
            continue
        indefinite = between == "," and words[at - 1].norm in _ONE
        if (between or cut_text.gaps[first] is None) and not indefinite:
            continue
        span = Span(first, _run(cut_text, first, known), "ORG", "rule:noun", 3)
        if indefinite and not _closed(cut_text, span.last):
            continue
        sure = [end for end, spelling in cut_text.spellings(first, known) if spelling.form in ("", "exact")]
        if not sure or (words[first].norm in ARTICLES and max(sure) < span.last):
            yield span


def _behind(cut_text: NameText, at: int, known: Gazetteer) -> int:
    """Index after a body noun, "di stampa" and its adjectives."""
    words = cut_text.words
    first = at + 1
    if cut_text.joined(first + 1) and words[first].norm in ("di", "d") and not words[first + 1].capital:
        first += 2
    while first - at < 5 and cut_text.joined(first) and not words[first].capital and _qualifies(cut_text, first, known):
        first += 1
    return first


def _qualifies(cut_text: NameText, at: int, known: Gazetteer) -> bool:
    word = cut_text.words[at].norm
    return cut_text.adjective(at, known) or word in known.demonyms or word in ("rivale", "online", "web", "locale")


def _run(cut_text: NameText, first: int, known: Gazetteer) -> int:
    """Index after the run of capitals, before a person's name that may follow."""
    words = cut_text.words
    last = run_end(cut_text, first, known)
    while (
        cut_text.joined(last + 1) and cut_text.joined(last) and words[last].norm in _ENGLISH and words[last + 1].capital
    ):
        last = run_end(cut_text, last + 1, known)  # "Citizens for Justice"
        if last - first > MAX_WORDS:
            return last
    person = (at for at in range(first + 1, last - 1) if words[at].norm in given_names())
    return next(person, last)


def _closed(cut_text: NameText, last: int) -> bool:
    return cut_text.text[cut_text.words[last - 1].end : cut_text.words[last - 1].end + 1] in (",", ".", ";", ")", "")


def _marked_end(cut_text: NameText, first: int, mark: str) -> int:
    """Index after the last word inside the marks that open before word `first`; 0: they do not close soon."""
    words, close = cut_text.words, _MARKS[mark]
    for at in range(first, min(first + _MARKED, len(words))):
        end = words[at].end
        if cut_text.text.startswith(close, end):
            return at + 1
        if cut_text.text[end : end + 1] in _MARKS or cut_text.gaps[min(at + 1, len(words) - 1)] is None:
            return 0
    return 0


def thing_ranges(cut_text: NameText, known: Gazetteer) -> Iterator[tuple[int, int]]:
    """Ranges of words that name no person, body or place.

    The title of a work ("il libro «Vita di Rossi»"), a feast ("la festa di Diwali Puja"), the sign of a province
    ("Bertolara (MI)"), the state in "procuratore della Repubblica".
    """
    words = cut_text.words
    surnames = {
        word.norm for at, word in enumerate(words) if at and word.capital and words[at - 1].norm in given_names()
    }
    work_at = -_BACK - 2
    for at, word in enumerate(words):
        if not word.capital:
            work_at = at if word.norm in name_words("work") else work_at
            work_at = -_BACK - 2 if word.norm in name_words("body_noun") else work_at
            continue
        if at and in_province(cut_text, at) and words[at - 1].capital:
            yield at, at + 1
        if _of_the_state(cut_text, at):
            yield at, at + 1
        if at - work_at <= _BACK:
            last = _work_end(cut_text, at, work_at, known)
            if last:
                yield at, last
        if _feast(cut_text, at) and not _sure(cut_text, at, known):
            last = run_end(cut_text, at, known)
            if word.norm not in given_names() and words[last - 1].norm not in surnames | known.persons.keys():
                yield at, last


def _work_end(cut_text: NameText, at: int, work_at: int, known: Gazetteer) -> int:
    """Index after the title that begins at `at`, in marks or between commas; 0: it is none."""
    words, text = cut_text.words, cut_text.text
    if any(mark in text[words[work_at].end : words[at - 1].end] for mark in (".", "\n", ";", "»", "”")):
        return 0
    between = text[words[at - 1].end : words[at].start]
    opened = between.strip(" ,:")
    if opened in _MARKS:
        return _marked_end(cut_text, at, opened)
    own = work_at > 0 and words[work_at - 1].norm in ("suo", "sua", "loro", "ultimo", "ultima", "nuovo", "nuova")
    if not own or between != ", " or words[at].norm in given_names() or _sure(cut_text, at, known):
        return 0
    last = run_end(cut_text, at, known)
    return last if last - at > 1 and text.startswith(",", words[last - 1].end) else 0


def _feast(cut_text: NameText, at: int) -> bool:
    before = cut_text.before(at)
    return before is not None and before.norm in OF and at > 1 and cut_text.words[at - 2].norm in name_words("feast")


def _sure(cut_text: NameText, at: int, known: Gazetteer) -> bool:
    return any(spelling.form in ("", "exact") for _, spelling in cut_text.spellings(at, known))


def _of_the_state(cut_text: NameText, at: int) -> bool:
    """Whether "Repubblica" is the state: "procuratore della Repubblica", "la Prima Repubblica"."""
    words = cut_text.words
    if words[at].norm != "repubblica" or at < 2 or not cut_text.joined(at):
        return False
    if words[at - 1].norm in ("prima", "seconda", "terza", "quarta", "quinta"):
        return True
    return words[at - 1].norm in OF and words[at - 2].norm in name_words("of_state")


def is_prosecution(cut_text: NameText, span: Span) -> bool:
    """Whether a span is cut out of a prosecutor's office: "procura della Repubblica di Terni"."""
    words, at = cut_text.words, span.first
    head = words[at].norm == "repubblica" and span.known is None and at > 1
    return head and _of_the_state(cut_text, at) and words[at - 2].norm.startswith(("procur", "sostitut"))


def acronym_spans(cut_text: NameText) -> Iterator[Span]:
    """Bodies whose initials stand in brackets behind them: "Autorité de sûreté nucléaire (ASN)"."""
    words = cut_text.words
    for at in range(2, len(words)):
        word = words[at]
        if not is_acronym(cut_text, at):
            continue
        letters = [letter for letter in word.norm if letter.isalpha()]
        first, wanted = at - 1, len(letters) - 1
        while first >= 0 and at - first <= 12 and wanted >= 0:
            here = words[first]
            if here.norm[0] == letters[wanted] and (here.capital or here.norm not in _LINKS):
                wanted -= 1
            elif here.norm not in _LINKS:
                break
            if wanted < 0 or cut_text.gaps[first] not in ("", "-", "'"):
                break
            first -= 1
        if wanted < 0 and at - first > 1 and words[first].capital and words[first].norm not in given_names():
            yield Span(first, at, "ORG", "rule:acronym", 2)


def is_acronym(cut_text: NameText, at: int) -> bool:
    """Whether word `at` stands alone in brackets and is written like an acronym: "(ASN)", "(C3S)", "(Iss)"."""
    word: Word = cut_text.words[at]
    text = cut_text.text
    bracketed = text[word.start - 1 : word.start] == "(" and text.startswith(")", word.end)
    return bracketed and word.capital and 1 < len(word.text) < 9 and word.norm not in name_words("none")
