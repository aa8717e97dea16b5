"""From a noun in the text to who or what it stands for: an entity, or the shortest phrase that says it."""

from transforms.claims.text import ClaimText, Holder
from transforms.facts import FoundMention
from transforms.language import ARTICLES, OF, words_of

_PRONOUNS = words_of("""
    che quale quali cui chi egli ella esso essa essi esse lui lei loro questo questa questi queste quello quella
    quelli quelle ciò si ne lo la li le uno una tutti ognuno nessuno qualcuno noi voi io tu
""")
_SOMEBODY = words_of("uomo donna ragazzo ragazza giovane bambino bambina bimbo bimba anziano anziana aggressore killer")


def is_pronoun(text: ClaimText, index: int) -> bool:
    """Whether the word stands for another one."""
    pos = text.syntax.pos(index)
    return pos == "PRON" or (pos != "NOUN" and text.syntax.lower(index) in _PRONOUNS)


def holder_of(text: ClaimText, index: int) -> Holder | None:
    """Who is meant by the noun phrase whose head is token `index`.

    Returns:
        The entity of the name or description at the head, of a name in apposition ("il presidente Zelensky",
        "il fratello, Leonardo,"), else the words; None for pronouns and for what is no noun.
    """
    mention = _mention_at_head(text, index)
    if mention is not None:
        return _of_mention(text, mention)
    if is_pronoun(text, index) or text.figure_at(index) is not None or text.date_at(index) is not None:
        return None
    mention = _person_meant(text, index)
    if mention is not None:
        return _of_mention(text, mention)
    mention = _apposed(text, index) or _name_before_comma(text, index)
    if mention is not None:
        return _of_mention(text, mention)
    if text.syntax.tagged and text.syntax.pos(index) not in ("NOUN", "PROPN", "ADJ", "VERB", "X", "NUM"):
        return None
    first, end = text.syntax.phrase(index)
    return Holder(name=_trim(text, first, end))


def holders_of(text: ClaimText, index: int) -> Holder | None:
    """As `holder_of`, with the members of a coordination joined: "PD, NCD e SC" → "PD; NCD; SC"."""
    first = holder_of(text, index)
    syntax = text.syntax
    others = [child for child in syntax.children(index) if syntax.label(child) == "conj" and child > index]
    if first is None or not others:
        return first
    kinds = {text.name_at(member) is not None for member in (index, *others)}
    if kinds != {True}:
        return first
    members = [first, *(holder for holder in (holder_of(text, other) for other in others) if holder)]
    return Holder(name="; ".join(dict.fromkeys(member.shown for member in members)))


def _of_mention(text: ClaimText, mention: FoundMention) -> Holder:
    if mention.entity is not None:
        return Holder(entity=mention.entity, name=mention.entity.name)
    return Holder(name=text.syntax.source[mention.start : mention.end])


def _mention_at_head(text: ClaimText, index: int) -> FoundMention | None:
    """The name over the token, else the description whose own head it is (not one that only contains it)."""
    name = text.name_at(index)
    if name is not None:
        tokens = text.syntax.tokens_in(name.start, name.end)
        if all(text.figure_at(at) is None for at in tokens):  # "i ministri della Difesa di 32 Paesi"
            return name
    role = text.role_at(index)
    if role is None:
        return None
    tokens = text.syntax.tokens_in(role.start, role.end)
    before = [at for at in tokens if at < index]
    return role if all(_is_leading(text, at) for at in before) else None


def _is_leading(text: ClaimText, index: int) -> bool:
    return text.syntax.lower(index) in ARTICLES or text.syntax.pos(index) in ("DET", "ADJ")


def _apposed(text: ClaimText, index: int) -> FoundMention | None:
    """A person's name that follows its title at once or between commas: "l'astronomo amatoriale Gerrit Kernbauer"."""
    syntax = text.syntax
    end = syntax.bounds(index)[1]
    comma = False
    for at in range(index + 1, min(index + 10, end)):
        mention = text.name_at(at)
        if mention is not None and mention.kind == "PER" and mention.start >= syntax.start(at):
            return mention if not comma or _is_closed(text, mention) else None
        if mention is not None:
            continue
        if syntax.lower(at) == "," and not comma:
            comma = True
        elif comma or not _is_inside_title(text, at):
            return None
    return None


def _person_meant(text: ClaimText, index: int) -> FoundMention | None:
    """As in "l'uomo", "la donna" alone: the first person named before it, in its sentence or the one before."""
    syntax = text.syntax
    if syntax.lower(index) not in _SOMEBODY or syntax.lower(index - 1) not in ("l'", "il", "la", "lo"):
        return None
    if syntax.pos(index + 1) in ("ADJ", "PROPN") or syntax.lower(index + 1) in (*OF, "che", ",", "con"):
        return None
    number = syntax.sentence_of(index)
    for at in (number, number - 1):
        people = [m for m in text.mentions_in.get(at, ()) if m.kind == "PER" and m.via != "role"]
        people = [m for m in people if m.start < syntax.start(index)]
        if people:
            return people[0]
    return None


def _name_before_comma(text: ClaimText, index: int) -> FoundMention | None:
    """As in "Mario Rossi, fondatore di due partiti": a noun without article behind a name and a comma."""
    syntax = text.syntax
    first = index
    while syntax.pos(first - 1) == "ADJ" and first > index - 3:
        first -= 1
    if syntax.lower(first - 1) != "," or first - 2 < syntax.bounds(index)[0]:
        return None
    mention = text.name_at(first - 2)
    return mention if mention is not None and mention.kind in ("PER", "ORG") else None


def _is_closed(text: ClaimText, mention: FoundMention) -> bool:
    after = text.syntax.tokens_in(mention.start, mention.end)[-1] + 1
    return text.syntax.lower(after) in (",", ".", ")", "")


def _is_inside_title(text: ClaimText, index: int) -> bool:
    """Words between a title and the name: adjectives, "della NATO", "degli Esteri"."""
    return text.syntax.pos(index) in ("ADJ", "ADP", "PROPN", "NOUN") and text.syntax.lower(index) not in (
        "con", "per", "su", "in", "a", "nel", "nella", "tra", "fra",
    )  # fmt: skip


def _trim(text: ClaimText, first: int, end: int) -> str:
    """The phrase without a leading articulated preposition or number; the article stays."""
    syntax = text.syntax
    while first < end - 1 and syntax.pos(first) in ("ADP", "PUNCT", "CCONJ"):
        first += 1
    return syntax.text(first, end)
