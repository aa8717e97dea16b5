"""A subject that is left out: of the clause around, of the main clause behind, else of the sentence before."""

from transforms.claims.referents import holder_of, holders_of
from transforms.claims.text import ClaimText, Holder
from transforms.language import words_of

#: Verbs whose subject comes behind them: "servono 60 miliardi", "mancano 20 mila infermieri".
ARRIVING = words_of("""
    servire mancare occorrere bastare restare rimanere esistere arrivare giungere morire nascere sbarcare entrare
    partecipare cadere spettare toccare accorrere sfilare
""")
_CLIMB, _AHEAD = 4, 60
_SUBORDINATING = words_of(
    "nonostante benché sebbene malgrado dopo mentre poiché quando se pur anche prima dato visto siccome"
)


def dropped_subject(text: ClaimText, verb: int) -> Holder | None:
    """A subject left out: that of the clause around, of the main clause behind, else of the sentence before."""
    if _is_impersonal(text, verb) or text.syntax.lemma(verb) in ARRIVING:
        return None
    at = verb
    for _ in range(_CLIMB):
        head = text.syntax.head(at)
        if head == at:
            break
        at = text.syntax.clause_head(head)
        subject = text.syntax.subject(at)
        if subject is not None:
            return holders_of(text, subject)
    return _of_main_clause(text, verb) or _of_sentence_before(text, verb)


def _of_main_clause(text: ClaimText, verb: int) -> Holder | None:
    """As in "Nonostante abbia portato …, Colston è stato celebrato": the subject comes with the main clause."""
    syntax = text.syntax
    start, end = syntax.bounds(verb)
    if verb - start > 6 or syntax.lower(start) not in _SUBORDINATING:
        return None
    for at in range(verb + 1, min(end, verb + _AHEAD)):
        if syntax.lower(at) != "," or syntax.pos(at + 1) not in ("DET", "NOUN", "PROPN"):
            continue
        noun = at + 1
        while syntax.pos(noun) in ("DET", "ADJ") and noun < at + 4:
            noun += 1
        main = noun + 1
        while main < min(end, noun + 6) and syntax.pos(main) in ("PROPN", "ADJ", "ADP", "NOUN", "PRON", "ADV"):
            main += 1
        if syntax.is_verb(main) and syntax.is_finite(main):
            return holders_of(text, noun)
    return None


def _of_sentence_before(text: ClaimText, verb: int) -> Holder | None:
    number = text.syntax.sentence_of(verb)
    root = None if number == 0 else _root(text, number - 1)
    subject = None if root is None else text.syntax.subject(root)
    holder = None if subject is None else holder_of(text, subject)
    return holder if holder is not None and holder.entity is not None else None


def _is_impersonal(text: ClaimText, verb: int) -> bool:
    """As in "ci sono", "si tratta": nobody is left out."""
    labels = {text.syntax.label(child) for child in text.syntax.children(verb)}
    clitics = {text.syntax.lower(child) for child in text.syntax.children(verb)}
    return bool(labels & {"expl", "expl:impers", "expl:pass"}) or bool(clitics & {"ci", "c'", "vi", "si"})


def _root(text: ClaimText, number: int) -> int | None:
    start, end = text.syntax.sentences[number]
    roots = (i for i in range(start, min(end, start + 150)) if text.syntax.label(i) == "ROOT")
    return next((i for i in roots if not text.syntax.is_space(i)), None)
