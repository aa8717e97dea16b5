"""What the model tags, made into names: the kind from the tables, refused where it is none."""

import re
from dataclasses import replace

from spacy.tokens import Doc

from transforms.facts import FoundUnread
from transforms.language import speech_forms, words_of
from transforms.names.proposals.evidence import is_thing, kind_by_context
from transforms.names.proposals.known import model_spans
from transforms.names.proposals.shapes import initialled
from transforms.names.text import NameSpan, NameText
from transforms.names.words import OF, given_names, name_words, titles

#: Bodies that are called by whoever leads them: "la giunta Fontana".
_LED = words_of("giunta governo esecutivo gabinetto amministrazione")
_SPEECH = re.compile(r": ?[«“\"]")
#: An age set off behind a name; bodies are "nata 30 anni fa", never ", 30 anni,".
_AGED = re.compile(
    r"\.?(?:, (?:di )?|,? \((?:di )?)(?:\d{1,2}(?: anni(?=[,.);:]| e )|[- ]?enne\b)|classe (?:19|20|['’‘])\d{2}\b)"
)
_COMPASS = words_of("nord sud est ovest")
_TOWARDS = words_of("a ad da verso direzione")

#: Behind a noun of office, before its field.
_ENTRUSTED = words_of("a al allo alla all ai agli alle")

Ranges = dict[tuple[int, int], NameSpan]


def tagged_names(text: NameText, doc: Doc, ranges: Ranges) -> tuple[list[NameSpan], list[FoundUnread]]:
    """The names that the model tags, in their right bounds.

    Args:
        text: the text, cut for naming.
        doc: its parse.
        ranges: the spellings of the tables in the text, by range of words; they decide kind and entity.

    Returns:
        Spans; what was tagged and is no name, with the reason.
    """
    surnames: set[str] = set()
    found: list[NameSpan] = []
    dropped: list[FoundUnread] = []
    for span, start, end in model_spans(text, doc):
        same = ranges.get((span.first, span.last)) if span is not None else None
        sure = span is not None and same is not None and not _is_other(text, span, same)
        why = "common_noun" if span is None else "" if sure else _refuse(text, span)
        if span is None or why:
            if any(letter.isupper() for letter in text.raw[start:end]):
                dropped.append(FoundUnread(start, end, "name", why))
            continue
        found.append(span)
        if span.kind == "PER" and span.size > 1:
            surnames.add(text.norms[span.last - 1])
    towns = _towns(text, ranges)
    return [_kind_of(text, span, ranges.get((span.first, span.last)), surnames, towns) for span in found], dropped


def _is_other(text: NameText, span: NameSpan, same: NameSpan) -> bool:
    """Whether a tagged span that the tables know is a thing or, of a weak spelling, an office or a common noun."""
    weak = same.known is not None and same.known.form == "context"
    return is_thing(text, span.first) or (weak and (_is_office(text, span) or _is_common(text, span)))


def _is_common(text: NameText, span: NameSpan) -> bool:
    """Whether a word that opens a sentence is written in lower case elsewhere in the text."""
    head = text.words[span.first]
    return span.size == 1 and text.opening[span.first] and head.norm in text.ordinary and not head.shouted


def _refuse(text: NameText, span: NameSpan) -> str:
    """Why a tagged span is no name; empty when it may be one."""
    head = text.words[span.first]
    if is_thing(text, span.first):
        return "product_or_event"
    plain = not any(word.capital for word in text.words[span.first + 1 : span.last])
    if (head.norm in name_words("none") and plain) or head.norm in name_words("genus"):
        return "no_name"
    if _is_direction(text, span):
        return "no_name"
    if _is_office(text, span):
        return "office"
    if span.size > 1:
        return ""
    if len(head.text) == 1 or text.is_short_title(span.first):
        return "no_name"  # "il girone B", "(R)"
    if _is_common(text, span):
        return "common_noun"
    people = head.text.lower() in text.known.demonyms or head.norm in name_words("people")
    return "demonym" if people and (span.kind != "PER" or head.norm in text.ordinary) else ""


def _is_office(text: NameText, span: NameSpan) -> bool:
    """Whether it is the field of an office: "assessora alla Casa", "ministro della Difesa", "commissione Sanità"."""
    head, before = text.norms[span.first], text.before(span.first)
    if before is None or before.capital:
        return False
    if before.norm in ("commissione", "commissioni"):
        return head in name_words("office")
    heads = name_words("entrusted") if before.norm in _ENTRUSTED else name_words("office_head")
    noun = span.first - 2
    while noun > max(0, span.first - 4) and text.norms[noun] not in heads and text.adjective(noun):
        noun -= 1
    if noun < 0 or text.norms[noun] not in heads or None in text.gaps[noun + 1 : span.first]:
        return False
    if before.norm in _ENTRUSTED:
        return head not in name_words("org")
    return span.size == 1 and head in name_words("office")


def _is_direction(text: NameText, span: NameSpan) -> bool:
    """Whether a point of the compass says where from something else: "a Nord di Gela", "in direzione Sud-Est"."""
    if not _COMPASS.issuperset(text.norms[span.first : span.last]):
        return False
    before = text.before(span.first)
    towards = before is not None and before.norm in _TOWARDS
    return towards or (text.joined(span.last) and text.norms[span.last] in OF)


def _towns(text: NameText, ranges: Ranges) -> set[str]:
    """Names of small towns, many of which are surnames too, that the text treats as a place somewhere."""
    found: set[str] = set()
    for span in ranges.values():
        if span.known is not None and span.known.group == "town" and span.known.form == "context":
            before = text.before(span.first)
            towards = before is not None and before.norm in ("a", "ad")
            if towards or kind_by_context(text, span) == "LOC":
                found.add(text.norms[span.first])
    return found


def _acts(text: NameText, span: NameSpan) -> bool:
    """Whether an unknown name is somebody's: a title stands right before it, or it says something."""
    before = text.before(span.first)
    if before is not None and not before.capital and (before.norm in titles() or before.norm in _LED):
        return True
    end = text.words[span.last - 1].end
    if not text.opening[span.first]:
        return False
    return _SPEECH.match(text.raw, end, end + 4) is not None or _says(text, span.last)


def _says(text: NameText, at: int) -> bool:
    """Whether "dice" or "ha detto" begins at word `at`."""
    if not text.joined(at):
        return False
    word = text.words[at].text
    if word in ("ha", "aveva", "avrebbe") and text.joined(at + 1):
        return any(form.tense == "participle" for _, form in speech_forms().get(text.words[at + 1].text, ()))
    return any(form.tense == "present" for _, form in speech_forms().get(word, ()))


def _is_somebody(text: NameText, span: NameSpan) -> bool:
    """Whether what stands around an unknown name says that it is a person's: initials, a title, an age behind it."""
    if initialled(text, span) and span.kind == "LOC":
        return True
    head = text.norms[span.first]
    if span.size == 1 and head in given_names() and text.goes_on(span.last) and text.gaps[span.last] == "":
        return True  # the rest is its surname: "Giulia Siena"
    if head in name_words("org") or head in name_words("place"):
        return False
    alone = span.size == 1 and not text.words[span.first].shouted and text.titled_alone(span.first)
    return alone or text.personally_titled(span.first) or is_aged(text, span)


def is_aged(text: NameText, span: NameSpan) -> bool:
    """Whether an age or year of birth follows: "Hu Ming, 41 anni", "M. R., 45enne", "Hu Ming, classe 1985"."""
    end = text.words[span.last - 1].end
    return _AGED.match(text.raw, end, end + 24) is not None


def _kind_of(text: NameText, span: NameSpan, same: NameSpan | None, surnames: set[str], towns: set[str]) -> NameSpan:
    """What a span is that the tables know too: theirs, but a first name that is a place as well may be a person."""
    if same is None and span.kind != "PER" and _is_somebody(text, span):
        return replace(span, kind="PER")
    town = same is not None and same.known is not None and same.known.form == "context" and same.known.group == "town"
    if (same is None or town) and span.kind == "LOC" and span.size == 1 and _acts(text, span):
        return replace(span, kind="PER")
    body = same is not None and same.known is not None and same.kind == "ORG" and same.known.form != "context"
    country = same is not None and same.known is not None and text.known.is_country(same.known.entity)
    if not body and not country and span.size == 1 and text.personally_titled(span.first):
        return replace(span, kind="PER")
    if same is None or same.known is None:
        return same or span
    if same.known.form == "context" and same.known.group == "town" and span.kind != "LOC":
        return same if text.norms[span.first] in towns else span
    weak = not same.fixed and (same.kind == "LOC" or same.known.form == "context")
    word = text.norms[span.first]
    return span if span.kind == "PER" and weak and (word in given_names() or word in surnames) else same
