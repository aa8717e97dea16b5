"""Who is so old: "Mark Bridger, di 46 anni", "il sedicenne Alex Luciani", "è una bambina di cinque anni"."""

from transforms.claims.referents import holder_of, holders_of
from transforms.claims.text import ClaimText, Holder
from transforms.facts import FoundMention
from transforms.language import words_of

_BETWEEN = words_of(", ( di – — - all' dell' età anni circa oggi appena un una il la allora")
_REACH = 6


def age_bearer(text: ClaimText, k: int) -> Holder | None:
    """The person (or group) of whom an age is said.

    Args:
        text: the text with its facts.
        k: number of a figure of kind ``age``.

    Returns:
        The name right before or behind the age, else what the parse says; None when only the age names the person.
    """
    beside = _name_before(text, k) or _name_behind(text, k)
    if beside is not None:
        return _holder(text, beside)
    if _stands_for_somebody(text, k):
        return None
    is_word = len(text.spans[k]) == 1 and text.syntax.lower(text.spans[k][0]).endswith(("enne", "enni"))
    if is_word and text.syntax.pos(text.spans[k][0] - 1) == "NOUN":
        return _described(text, text.spans[k][0] - 1)  # "la giovane 26enne"
    return _by_parse(text, k) if text.syntax.parsed else None


def _holder(text: ClaimText, mention: FoundMention) -> Holder:
    if mention.entity is not None:
        return Holder(entity=mention.entity, name=mention.entity.name)
    return Holder(name=text.syntax.source[mention.start : mention.end])


def _name_before(text: ClaimText, k: int) -> FoundMention | None:
    first = text.spans[k][0]
    start = text.syntax.bounds(first)[0]
    for index in range(first - 1, max(start, first - _REACH) - 1, -1):
        mention = text.name_at(index)
        if mention is not None:
            return mention if mention.kind == "PER" else None
        if text.syntax.lower(index) not in _BETWEEN:
            return None
    return None


def _stands_for_somebody(text: ClaimText, k: int) -> bool:
    """As in "dal 35enne", "una quarantenne": the age itself names the person."""
    first = text.spans[k][0]
    is_word = len(text.spans[k]) == 1 and text.syntax.lower(first).endswith(("enne", "enni"))
    before = text.syntax.lower(first - 1)
    return is_word and (
        text.syntax.pos(first - 1) == "DET" or before.endswith(("l", "lla", "llo", "i", "gli", "lle", "l'"))
    )


def _name_behind(text: ClaimText, k: int) -> FoundMention | None:
    last = text.spans[k][-1]
    for index in range(last + 1, min(last + 3, text.syntax.bounds(last)[1])):
        mention = text.name_at(index)
        if mention is not None:
            return mention if mention.kind == "PER" else None
        if text.syntax.pos(index) not in ("ADJ", "NOUN") or text.syntax.lower(index) in _BETWEEN:
            return None
    return None


def _by_parse(text: ClaimText, k: int) -> Holder | None:
    syntax = text.syntax
    first = text.spans[k][0]
    if syntax.lower(first) in ("tra", "fra", "da", "sotto", "oltre", "meno", "più") and syntax.pos(first - 1) in (
        "NOUN",
        "ADJ",
    ):
        noun = first - 1
        while syntax.lower(noun - 1) == "a" and syntax.pos(noun - 2) == "NOUN":
            noun -= 2  # "le persone a rischio tra i 6 e i 65 anni"
        return _described(text, noun)  # "giovani tra 11 e 19 anni"
    if syntax.pos(first - 1) == "ADP":  # "persone da sei anni in su", "gemelli siamesi di 13 mesi"
        noun = first - 2
        while syntax.pos(noun) == "ADJ" or (syntax.pos(noun) == "NOUN" and syntax.pos(noun - 1) == "NOUN"):
            noun -= 1
        if syntax.pos(noun) == "NOUN" and syntax.lower(noun) != "età":
            return _described(text, noun)
    at = syntax.span_root(text.spans[k])
    for head in syntax.path(at)[1:5]:
        if syntax.lower(head) == "età":
            continue
        if syntax.pos(head) in ("VERB", "AUX"):
            return _subject(text, head)
        own = syntax.own_subject(head)
        if own is not None and any(syntax.label(child) == "cop" for child in syntax.children(head)):
            return holders_of(text, own)
        if syntax.pos(head) in ("NOUN", "PROPN", "ADJ"):
            return _described(text, head)
    return _subject(text, at) if syntax.own_subject(at) is not None else None


def _subject(text: ClaimText, verb: int) -> Holder | None:
    subject = text.syntax.subject(verb)
    return _last_person(text, verb) if subject is None else holders_of(text, subject)


def _last_person(text: ClaimText, verb: int) -> Holder | None:
    """As in "Aveva 61 anni.": the first person of the sentence before."""
    number = text.syntax.sentence_of(verb)
    people = [m for m in text.mentions_in.get(number - 1, ()) if m.kind == "PER" and m.via != "role"]
    return _holder(text, people[0]) if people else None


def _described(text: ClaimText, noun: int) -> Holder | None:
    """The noun the age hangs on; in an apposition the names before it; after "si chiama" the name."""
    syntax = text.syntax
    names = _names_before_comma(text, noun)
    if names is not None:
        return names
    copula = _copula_before(text, noun)
    subject = None if copula is None else syntax.shallow_subject(copula)
    if subject is not None and _agree(text, subject, noun):
        return holders_of(text, subject)
    own = syntax.own_subject(noun)
    if own is not None and any(syntax.label(child) == "cop" for child in syntax.children(noun)):
        return holders_of(text, own)
    head = syntax.head(noun)
    if syntax.label(noun) == "appos" and head < noun and syntax.pos(head) == "PROPN":
        return holders_of(text, head)
    if syntax.lemma(head) == "chiamare":
        named = next((child for child in syntax.children(head) if text.name_at(child) is not None), None)
        if named is not None:
            return holder_of(text, named)
    return holders_of(text, noun)


def _agree(text: ClaimText, a: int, b: int) -> bool:
    """Same number where both show it: "Le vittime sono una donna di 45 anni" tells the woman's age."""
    one, other = (text.syntax.doc[index].morph.get("Number", []) for index in (a, b))
    return not one or not other or one == other


def _copula_before(text: ClaimText, noun: int) -> int | None:
    """The "è" of "Anna è una bambina di cinque anni"."""
    at = noun - 1
    while text.syntax.pos(at) in ("DET", "ADJ") and at > noun - 4:
        at -= 1
    return at if text.syntax.lower(at) in ("è", "era", "sono", "erano") else None


def _names_before_comma(text: ClaimText, noun: int) -> Holder | None:
    """As in "Jadon e Anias McDonald, gemelli di 13 mesi": people named right before the apposition."""
    syntax = text.syntax
    at = noun - 1
    while syntax.pos(at) in ("ADJ", "DET") and at > noun - 4:
        at -= 1
    if syntax.lower(at) != ",":
        return None
    people: list[FoundMention] = []
    first_names: list[str] = []
    start = max(syntax.bounds(noun)[0], at - 20)
    at -= 1
    while at >= start:
        mention = text.name_at(at)
        if mention is not None and mention.kind == "PER":
            people.insert(0, mention)
            at = syntax.tokens_in(mention.start, mention.end)[0]
        elif people and syntax.pos(at) == "PROPN" and syntax.lower(at + 1) in ("e", "ed"):
            first_names.insert(0, syntax.doc[at].text)  # "Jadon e Anias McDonald"
        elif syntax.lower(at) not in ("e", "ed"):
            break
        at -= 1
    if not people:
        return None
    if len(people) == 1 and not first_names:
        return _holder(text, people[0])
    return Holder(name="; ".join([*first_names, *(_holder(text, person).shown for person in people)]))
