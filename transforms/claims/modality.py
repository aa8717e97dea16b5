"""How surely a figure is said: denied > hypothetical > planned > reported > asserted.

The mark in the figure's own clause wins over attribution; the clause is the innermost finite one around the figure,
with the infinitives, participles and gerunds on the way to it.
"""

from functools import cache

from transforms.claims.text import ClaimText
from transforms.claims.words import DEFINITE_PLURALS, modality_words, nouns_of, verbs_of
from transforms.contract import Modality
from transforms.language import FROM, words_of

_DUTY = words_of("può possono possa possano deve devono debba debbano")
_CAN = words_of("potrebbe potrebbero potesse potessero")
_DUTY_OR_CAN = _DUTY | _CAN
_BEFORE_PAST = FROM | {"contro", "erano"}
_SHOULD = words_of("dovrebbe dovrebbero")
_FORESEEN = words_of("previsto prevista previsti previste")
_IS = words_of("è sono era erano")
_OBJECTS = words_of("obj obl nsubj:pass nmod iobj xcomp")
_UNFULFILLED = words_of("fosse fossero avesse avessero venisse venissero potesse potessero")
_SEGMENT = 25


def modality_of(text: ClaimText, k: int, anchor: int, *, has_source: bool) -> Modality:
    """How surely figure `k` is said.

    Args:
        text: the text with its facts.
        k: number of the figure.
        anchor: token by which the figure hangs in its clause: the counted noun, else the head of its span.
        has_source: whether somebody gives the figure; then it is never asserted.
    """
    if text.figures[k].kind == "age":
        own = None  # how old somebody is stays so, whatever is planned or said of him
    elif text.syntax.parsed:
        own = text.once(_from_parse, (k, anchor, has_source))  # asked by rule, and again when all is weighed
    else:
        own = _from_words(text, k, has_source)
    if own is None:
        return "reported" if has_source else "asserted"
    return own


# ---------- by the parse
def _from_parse(text: ClaimText, fact: tuple[int, int, bool]) -> Modality | None:
    k, anchor, has_source = fact
    syntax = text.syntax
    if _is_former(text, k) or _is_aside(text, k):
        return None
    clauses = text.own_clauses(k, anchor)
    chain = _chain(text, anchor, clauses[-1])
    finite = clauses[-1]
    group = syntax.verb(finite)
    governors = _governors(text, finite)
    if syntax.lower(text.spans[k][0] - 1) == "non":  # "otto stelle, non sette"
        return "denied"
    if _is_denied(text, k, anchor, clauses, governors):
        return "denied"
    forms = {syntax.lower(index) for clause in clauses for index in syntax.verb(clause).tokens}
    conditional = _conditional(text, finite, governors, has_source) if group.mood == "conditional" else None
    if forms & _CAN or _is_if_clause(text, clauses) or conditional == "hypothetical":
        return "hypothetical"
    if _is_softened(text, chain):
        return "hypothetical"
    if group.tense == "future" or conditional == "planned":
        return "planned"
    if forms & _DUTY and not has_source and (group.negated or syntax.lower(group.tokens[0]) not in ("può", "possono")):
        return None
    if _is_planned(text, k, anchor, clauses, chain):
        return "planned"
    if conditional == "reported" or _is_hearsay(text, clauses, governors, chain):
        return "reported"
    return None


def _is_aside(text: ClaimText, k: int) -> bool:
    """A figure in a bracket right behind a name: "Brighi (12 punti)"; the plans of the sentence do not reach it."""
    first = text.spans[k][0]
    opened = text.bracket_of(first)
    return opened is not None and first - opened <= 2 and text.name_at(opened - 1) is not None


def _is_former(text: ClaimText, k: int) -> bool:
    """An amount of the past in brackets inside a plan: "per 20 milioni (dai 70 di prima)"."""
    syntax = text.syntax
    first = text.spans[k][0]
    if {"contro", "rispetto"} & set(text.words(first - 3, first)):
        return True  # "salirà al 3,5%, contro il 2,1% del 2024"
    opened = text.bracket_of(first)
    return opened is not None and syntax.lower(opened + 1) in _BEFORE_PAST


def _chain(text: ClaimText, anchor: int, last: int) -> list[int]:
    """The tokens from the figure up to its finite predicate."""
    path = text.syntax.path(anchor)
    return path[: path.index(last) + 1] if last in path else path


def _governors(text: ClaimText, head: int) -> list[int]:
    """Predicates of which the clause is the content: "pare che …", "ha smentito che …"; up to three."""
    syntax = text.syntax
    out: list[int] = []
    at = head
    while (
        len(out) < 3 and syntax.head(at) != at and syntax.label(at) in ("ccomp", "csubj", "xcomp", "acl:relcl", "advcl")
    ):
        label = syntax.label(at)
        at = syntax.clause_head(syntax.head(at))
        if at in out:
            break
        out.append(at)
        if label in ("acl:relcl", "advcl"):
            break
    return out


def _is_denied(text: ClaimText, k: int, anchor: int, clauses: list[int], governors: list[int]) -> bool:
    syntax = text.syntax
    finite = clauses[-1]
    group = syntax.verb(finite)
    words = {syntax.lower(index) for index in group.tokens}
    direct = syntax.head(anchor) in (finite, clauses[0]) or anchor == finite
    is_bound = syntax.lemma(finite) in ("superare", "oltrepassare", "eccedere", "andare")
    leads = text.spans[k][-1] < group.tokens[0]  # "in 52 non sono tornati": the 52 are there
    if group.negated and direct and not (is_bound or leads or words & _DUTY_OR_CAN or _is_given(text, k)):
        return True
    lemmas = modality_words()["denied", "verb"]
    for number, clause in enumerate(clauses):
        if syntax.lemma(clause) not in lemmas:
            continue
        if number == 0 and syntax.label(anchor) in _OBJECTS and clause in syntax.path(anchor)[:3]:
            return True
        if number and syntax.label(clauses[number - 1]) in ("xcomp", "ccomp", "obj"):
            return True  # "smentisce di voler licenziare 600 operai"
    return any(syntax.lemma(head) in lemmas for head in governors[:1] if syntax.label(finite) in ("ccomp", "xcomp"))


def _is_given(text: ClaimText, k: int) -> bool:
    """A definite figure is taken for granted whatever the verb says: "non ha convinto i 27 Paesi"."""
    return text.syntax.lower(text.spans[k][0] - 1) in DEFINITE_PLURALS


def _is_if_clause(text: ClaimText, clauses: list[int]) -> bool:
    return any(text.once(_opens_with_if, clause) for clause in clauses)


def _opens_with_if(text: ClaimText, clause: int) -> bool:
    conjunctions = modality_words()["hypothetical", "conjunction"]
    opening = " ".join([*text.words(max(text.syntax.bounds(clause)[0], clause - 12), clause), ""])
    if any(phrase in opening for phrase in _if_phrases()):
        return True
    for child in text.syntax.children(clause):
        if text.syntax.lower(child) in conjunctions and child < clause and text.syntax.label(child) == "mark":
            return True
    return False


@cache
def _if_phrases() -> tuple[str, ...]:
    """Conjunctions of several words, with a blank behind."""
    return tuple(f"{phrase} " for phrase in modality_words()["hypothetical", "conjunction"] if " " in phrase)


@cache
def _plans() -> frozenset[str]:
    """Nouns and other words that tell of what is planned."""
    return frozenset(nouns_of("plan") | modality_words()["planned", "word"])


def _is_softened(text: ClaimText, chain: list[int]) -> bool:
    """As in "un possibile aumento … per 900 milioni": an adjective of doubt at a noun on the way."""
    return any(text.once(_has_doubt, index) for index in chain)


def _has_doubt(text: ClaimText, index: int) -> bool:
    syntax, doubts = text.syntax, modality_words()["hypothetical", "word"]
    doubtful = (child for child in syntax.children(index) if syntax.lower(child) in doubts)
    return any(syntax.label(child) in ("amod", "advmod") for child in doubtful)


def _conditional(text: ClaimText, clause: int, governors: list[int], has_source: bool) -> Modality:
    """Which of its uses a conditional has: hearsay, consequence, or what should come."""
    syntax = text.syntax
    group = syntax.verb(clause)
    forms = {syntax.lower(index) for index in group.tokens} | ({syntax.lower(clause)})
    if forms & _CAN:
        return "hypothetical"
    if forms & _SHOULD:
        return "planned"
    if _has_condition(text, clause):
        return "hypothetical"
    if has_source or group.compound:
        return "reported"
    consequence = any(syntax.verb(head).mood == "conditional" and not _is_stative(text, head) for head in governors)
    return "reported" if _is_stative(text, clause) and not consequence else "hypothetical"


def _is_stative(text: ClaimText, head: int) -> bool:
    syntax = text.syntax
    return (
        syntax.lemma(head) in verbs_of("stative")
        or syntax.pos(head) not in ("VERB", "AUX")
        or syntax.verb(head).compound
    )


def _has_condition(text: ClaimText, head: int) -> bool:
    """Whether the sentence states a condition: "se" with an unfulfilled verb, "in caso di"."""
    start, end = text.syntax.bounds(head)
    words = text.words(max(start, head - 40), min(end, head + 40))
    if {"se", "qualora"} & set(words) and _UNFULFILLED & set(words):
        return True
    return "qualora" in words


def _is_planned(text: ClaimText, k: int, anchor: int, clauses: list[int], chain: list[int]) -> bool:
    syntax = text.syntax
    verbs, nouns = modality_words()["planned", "verb"], _plans()
    if text.figures[k].kind == "count" and _is_given(text, k):
        return False  # "per commemorare le otto vittime"
    for clause in clauses:
        lemma = syntax.lemma(clause)
        leads = clause < text.spans[k][0] or syntax.label(anchor) == "nsubj:pass"
        if leads and syntax.label(anchor) != "nsubj" and lemma in verbs:
            # money is provided for; people are only stationed
            return lemma not in ("stanziare", "destinare") or text.figures[k].kind != "count"
        if syntax.lower(clause) in nouns:
            return True
        if syntax.is_infinitive(clause) and not syntax.verb(clause).finite and _is_intended(text, clause):
            return True
    named = next((index for index in chain[1:] if syntax.lower(index) in nouns), None)
    if named is not None and not text.is_bare(k):
        between = range(min(named, anchor), min(max(named, anchor), min(named, anchor) + 40))
        if all(text.figure_at(at) in (None, k) for at in between):
            return True
    first = text.spans[k][0]
    start = max(syntax.segment(first)[0], first - 15)
    return not _FORESEEN.isdisjoint(syntax.words(start, first)) and any(
        syntax.lower(at) in _FORESEEN and syntax.lower(at - 1) in _IS for at in range(start, first)
    )


def _is_intended(text: ClaimText, head: int) -> bool:
    """An infinitive of purpose ("per raccogliere") or under a verb or noun of intention."""
    syntax = text.syntax
    marks = {syntax.lower(child) for child in syntax.children(head) if syntax.label(child) in ("mark", "case")}
    governor = syntax.head(head)
    if "per" in marks and syntax.label(head) in ("advcl", "acl"):
        return True
    return syntax.lemma(governor) in verbs_of("intending") or syntax.lower(governor) in nouns_of("plan")


def _is_hearsay(text: ClaimText, clauses: list[int], governors: list[int], chain: list[int]) -> bool:
    """As in "pare che", "si stima", "stimato"."""
    syntax = text.syntax
    hearsay = modality_words()["reported", "word"]
    heads = [*clauses, *(governors if syntax.label(clauses[-1]) != "acl:relcl" else [])]
    if any(syntax.lower(head) in hearsay or syntax.lemma(head) in ("stimare", "parere", "sembrare") for head in heads):
        return True
    return any(text.once(_has_hearsay, index) for index in chain)


def _has_hearsay(text: ClaimText, index: int) -> bool:
    syntax, hearsay = text.syntax, modality_words()["reported", "word"]
    said = (child for child in syntax.children(index) if syntax.lower(child) in hearsay)
    return any(syntax.label(child) in ("amod", "acl", "advmod", "parataxis") for child in said)


# ---------- by the words alone
def _from_words(text: ClaimText, k: int, has_source: bool) -> Modality | None:
    syntax = text.syntax
    first, last = text.spans[k][0], text.spans[k][-1]
    start, end = syntax.segment(first)
    before = text.words(max(start, first - _SEGMENT), first)
    around = set(before) | set(text.words(last + 1, min(end, last + 8)))
    wider = set(text.words(max(syntax.bounds(first)[0], first - _SEGMENT), first))
    if around & _CAN or {"se", "qualora"} & set(before[:3]):
        return "hypothetical"
    verbs = [syntax.verb(at) for at in range(max(start, first - _SEGMENT), min(end, last + 8)) if syntax.is_verb(at)]
    if any(verb.negated for verb in verbs) and not around & _DUTY and not _is_given(text, k):
        return "denied"
    if any(verb.tense == "future" for verb in verbs) or around & _SHOULD:
        return "planned"
    if around & modality_words()["planned", "word"]:
        return "planned"
    conditional = [verb for verb in verbs if verb.mood == "conditional"]
    if conditional:
        return (
            "reported"
            if has_source or any(_reads_as_hearsay(text, verb.tokens) for verb in conditional)
            else "hypothetical"
        )
    return "reported" if wider & modality_words()["reported", "word"] else None


def _reads_as_hearsay(text: ClaimText, tokens: tuple[int, ...]) -> bool:
    forms = ("avrebbe", "avrebbero", "sarebbe", "sarebbero")
    return any(text.syntax.lower(index) in forms for index in tokens)
