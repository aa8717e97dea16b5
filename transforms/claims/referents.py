"""From a noun in the text to who or what it stands for: an entity, or the shortest phrase that says it."""

from transforms.claims.text import ClaimText, Holder
from transforms.claims.words import nouns_of
from transforms.facts import FoundMention
from transforms.language import ARTICLES, OF, words_of, writings
from transforms.syntax import Phrase, apposed_person, author_of, front_of_apposition, titled_person

_PRONOUNS = words_of("""
    che quale quali cui chi egli ella esso essa essi esse lui lei loro questo questa questi queste quello quella
    quelli quelle ciò si ne lo la li le uno una tutti ognuno nessuno qualcuno noi voi io tu
""")


def is_pronoun(text: ClaimText, index: int) -> bool:
    """Whether the word stands for another one."""
    pos = text.syntax.pos(index)
    return pos == "PRON" or (pos != "NOUN" and text.syntax.lower(index) in _PRONOUNS)


def holder_of(text: ClaimText, index: int) -> Holder | None:
    """Who is meant by the noun phrase whose head is token `index`.

    Returns:
        The entity of the name or description at the head, of a name in apposition ("il sindaco Brighi",
        "il fratello, Ugo,"), else the words; None for pronouns and for what is no noun.
    """
    mention = _mention_at_head(text, index)
    if mention is not None:
        return holder_of_mention(text, mention)
    if is_pronoun(text, index) or text.figure_at(index) is not None or text.date_at(index) is not None:
        return None
    mention = _person_meant(text, index)
    if mention is not None:
        return holder_of_mention(text, mention)
    mention = _apposed(text, index)
    if mention is not None:
        return holder_of_mention(text, mention)
    if text.syntax.tagged and text.syntax.pos(index) not in ("NOUN", "PROPN", "ADJ", "VERB", "X", "NUM"):
        return None
    first, end = text.syntax.phrase(index)
    return Holder(name=_trim(text, first, end))


def holder_of_mention(text: ClaimText, mention: FoundMention) -> Holder:
    """The entity of a mention, else its words."""
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
    """The person whose title the noun is, or to whom it stands in apposition, before or behind."""
    statement = text.syntax.statement_of(index)
    if not statement.has_people:
        return None
    position = statement.position_of.get(index, -1)
    whole = statement.phrase_of(position)
    if whole is None:
        return None
    phrase = Phrase(position, whole.end)
    front = front_of_apposition(statement, whole)
    return (
        titled_person(statement, phrase)
        or apposed_person(statement, phrase)
        or (titled_person(statement, front) if front != whole else None)
    )


def _person_meant(text: ClaimText, index: int) -> FoundMention | None:
    """As in "l'uomo", "la donna" alone: the first person named before it, in its sentence or the one before."""
    syntax = text.syntax
    if syntax.lower(index) not in nouns_of("somebody") or syntax.lower(index - 1) not in (
        "l'",
        "il",
        "la",
        "lo",
    ):
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


def _trim(text: ClaimText, first: int, end: int) -> str:
    """The phrase without a leading articulated preposition or number; the article stays."""
    syntax = text.syntax
    while first < end - 1 and syntax.pos(first) in ("ADP", "PUNCT", "CCONJ"):
        first += 1
    return syntax.text(first, end)


def next_noun(text: ClaimText, at: int, limit: int) -> int | None:
    """The head of the noun phrase that starts at token `at`."""
    syntax = text.syntax
    for index in range(at, min(at + 7, limit, len(syntax.doc))):
        if text.name_at(index) is not None or (syntax.tagged and syntax.pos(index) in ("NOUN", "PROPN")):
            return index
        word = syntax.lower(index)
        if not syntax.tagged and word not in ARTICLES and word.isalpha():
            return index
        if syntax.lower(index) in (",", ".", ":"):
            return None
    return None


def body_of(text: ClaimText, noun: int) -> Holder | None:
    """The body behind its document: "un rapporto del CSIS" → CSIS; any other noun stands for itself."""
    syntax = text.syntax
    if syntax.lower(noun) not in writings() or text.name_at(noun) is not None:
        return holder_of(text, noun)
    statement = syntax.statement_of(noun)
    author = author_of(statement, statement.position_of[noun])
    while author is not None:
        head = next_noun(text, statement.items[author.start], statement.items[author.end - 1] + 1)
        if head is None:
            break
        if syntax.lower(head) not in writings() or text.name_at(head) is not None:
            return holder_of(text, head)
        author = author_of(statement, statement.position_of[head])
    return holder_of(text, noun)
