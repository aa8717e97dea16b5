"""Passives by their form, where a tree leaves them open.

Few treebanks tell who acts in a passive, or whose subject suffers it, so a network learned from them seldom says so.
The form says it: "stato" beside another auxiliary, "venire" as an auxiliary; "da" with a noun that is no time, on a
verb that is passive (Serianni, Grammatica italiana, XI 10-19). Labels are those of Universal Dependencies.
"""

from collections.abc import Sequence
from functools import cache

from transforms.reference import read_reference, split_cell, words

_BEEN = frozenset(["stato", "stata", "stati", "state"])
_BY = frozenset(["da", "dal", "dallo", "dalla", "dai", "dagli", "dalle", "dall'", "dall’", "d'"])
_WHO = frozenset(["NOUN", "PROPN", "PRON"])


def passive_labels(
    forms: Sequence[str], tags: Sequence[str], lemmas: Sequence[str], heads: Sequence[int], labels: Sequence[str]
) -> dict[int, str]:
    """The labels that are told more exactly than a tree has them.

    Args:
        forms: words, in lower case.
        tags: universal parts of speech, with the features behind a bar: "VERB|VerbForm=Part".
        lemmas: dictionary forms.
        heads: the word each one hangs on; itself at a root.
        labels: relations of Universal Dependencies.

    Returns:
        Place of a word → ``aux:pass``, ``nsubj:pass`` or ``obl:agent`` in place of its label.
    """
    found: dict[int, str] = {}
    passive: set[int] = set()
    by: set[int] = set()
    for at, label in enumerate(labels):
        if label in ("aux", "aux:pass") and _is_participle(tags[heads[at]]):
            if label == "aux:pass" or forms[at] in _BEEN or lemmas[at] == "venire":
                passive.add(heads[at])
                if label == "aux":
                    found[at] = "aux:pass"
        elif label == "case" and forms[at] in _BY:
            by.add(heads[at])
    for at, label in enumerate(labels):
        head = heads[at]
        if label == "nsubj" and head in passive:
            found[at] = "nsubj:pass"
        elif label == "obl" and at in by and tags[at].partition("|")[0] in _WHO and lemmas[at] not in _times():
            bare = labels[head].startswith("acl") and _is_participle(tags[head]) and lemmas[head] not in _going()
            if head in passive or bare:
                found[at] = "obl:agent"
    return found


def _is_participle(tag: str) -> bool:
    return tag.startswith("VERB|") and "VerbForm=Part" in tag


@cache
def _going() -> frozenset[str]:
    """Verbs whose participle is never passive: "arrivati dal nord"."""
    return words("it/parsing/essere_verbs", "verb")


@cache
def _times() -> frozenset[str]:
    """Nouns of time: "chiuso da un anno"."""
    return frozenset(
        form for row in read_reference("it/dates/time_units") for form in split_cell(row["forms"]) if form.isalpha()
    )
