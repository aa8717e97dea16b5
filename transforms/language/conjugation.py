"""The forms of an Italian verb, from its infinitive and the few forms that are irregular.

Speech verbs must be recognised without a language model too, so their forms are made from the lemma. News reports in
the third person; "dico" and "ricordi" would only be mistaken for it, so first and second persons are left out.
"""

from dataclasses import dataclass
from typing import Literal

Tense = Literal[
    "present", "imperfect", "past", "future", "conditional", "subjunctive", "gerund", "participle", "infinitive",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """What one form of a verb can be; `plural` is None where the form has no number."""

    tense: Tense
    plural: bool | None = None


_ENDINGS: dict[str, dict[Tense, tuple[str, str]]] = {
    # conjugation → tense → (singular endings, plural endings), without the stem
    "are": {
        "present": ("a", "ano"),
        "imperfect": ("ava", "avano"),
        "past": ("ò", "arono"),
        "subjunctive": ("asse", "ino assero"),
    },
    "ere": {
        "present": ("e", "ono"),
        "imperfect": ("eva", "evano"),
        "past": ("é è ette", "erono ettero"),
        "subjunctive": ("a esse", "ano essero"),
    },
    "ire": {
        "present": ("e", "ono"),
        "imperfect": ("iva", "ivano"),
        "past": ("ì", "irono"),
        "subjunctive": ("a isse", "ano issero"),
    },
}
_ISC: dict[Tense, tuple[str, str]] = {"present": ("isce", "iscono"), "subjunctive": ("isca isse", "iscano issero")}
_FUTURE: dict[Tense, tuple[str, str]] = {"future": ("à", "anno"), "conditional": ("ebbe", "ebbero")}
# fare is in many set phrases (far sapere, far notare) and follows no pattern.
_FARE: dict[str, Form] = {
    "fa": Form("present", False),
    "fanno": Form("present", True),
    "faceva": Form("imperfect", False),
    "facevano": Form("imperfect", True),
    "fece": Form("past", False),
    "fecero": Form("past", True),
    "farà": Form("future", False),
    "faranno": Form("future", True),
    "farebbe": Form("conditional", False),
    "farebbero": Form("conditional", True),
    **dict.fromkeys(("faccia", "facesse"), Form("subjunctive", False)),
    **dict.fromkeys(("facciano", "facessero"), Form("subjunctive", True)),
    "facendo": Form("gerund"),
    "fatto": Form("participle", False),
    "fatta": Form("participle", False),
    "fatti": Form("participle", True),
    "fatte": Form("participle", True),
    "fare": Form("infinitive"),
    "far": Form("infinitive"),
}


def conjugate(lemma: str, irregular: str = "") -> dict[str, Form]:
    """The third-person and infinite forms of a verb.

    Args:
        lemma: the infinitive; a reflexive ("lamentarsi") gives the forms without the pronoun.
        irregular: space-separated remarks: ``isc`` (finisco), ``stem=``, ``future=``, ``remote=`` (third person
            singular of the passato remoto), ``participle=``, ``extra=`` (other present forms, comma-separated).

    Returns:
        Form in lower case → what it is. Where two readings share a form, the participle wins.

    Example:
        ``conjugate("dire", "stem=dic future=dir remote=disse participle=detto")["dissero"]`` is past plural.
    """
    if lemma == "fare":
        return dict(_FARE)
    notes = dict(note.partition("=")[::2] for note in irregular.split())
    infinitive = lemma[:-2] + "e" if lemma.endswith("rsi") else lemma
    group = infinitive[-3:] if infinitive[-3:] in _ENDINGS else "ere"
    stem = notes.get("stem", infinitive[:-3])
    if group == "ire" and "stem" in notes:
        group = "ere"  # dire and its like conjugate as "dicere"
    forms: dict[str, Form] = {infinitive: Form("infinitive"), infinitive[:-1]: Form("infinitive")}
    for tense, (singular, plural) in {**_ENDINGS[group], **(_ISC if "isc" in notes else {})}.items():
        _add(forms, stem, group, tense, singular, plural)
    future = notes.get("future", _join(stem, "er", "are") if group == "are" else infinitive[:-1])
    for tense, (singular, plural) in _FUTURE.items():
        _add(forms, future, "are", tense, singular, plural)
    if "remote" in notes:
        remote = notes["remote"]
        forms[remote] = Form("past", False)
        forms[remote[:-1] + "ero"] = Form("past", True)
    for extra in filter(None, notes.get("extra", "").split(",")):
        forms[extra] = Form("present", extra.endswith("no"))
    forms[_join(stem, "ando" if group == "are" else "endo", group)] = Form("gerund")
    participle = notes.get("participle", stem + {"are": "ato", "ere": "uto", "ire": "ito"}[group])
    for ending in "oaie":
        forms[participle[:-1] + ending] = Form("participle", ending in "ie")
    return forms


def _add(forms: dict[str, Form], stem: str, group: str, tense: Tense, singular: str, plural: str) -> None:
    for endings, number in ((singular, False), (plural, True)):
        for ending in endings.split():
            forms.setdefault(_join(stem, ending, group), Form(tense, number))


def _join(stem: str, ending: str, group: str) -> str:
    """Stem and ending with the spelling that keeps the sound: spiegh-i, lanc-i, annunc-erà."""
    if group == "are" and ending[0] in "ieé":
        if stem[-1] in "cg":
            return stem + "h" + ending
        if stem.endswith(("ci", "gi", "gli")) or (stem.endswith("i") and ending[0] == "i"):
            return stem[:-1] + ending
    return stem + ending
