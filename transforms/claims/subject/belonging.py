"""The named whole that counted things belong to: "32 capi della difesa di tutta l'alleanza" → NATO."""

from collections import Counter

from transforms.claims.referents import holder_of
from transforms.claims.text import ClaimText, Holder
from transforms.contract import EntityKind
from transforms.language import OF, words_of

_TAIL = words_of("tutta tutto tutti tutte l' la il lo i gli le")
_COUNTRY, _TOWN = words_of("paese nazione"), words_of("città capoluogo")
_BODY = words_of("alleanza organizzazione azienda società gruppo partito federazione associazione compagnia")
_REACH = 9


def whole_of(text: ClaimText, noun: int) -> Holder | None:
    """The named whole behind a "di": "32 capi della difesa di tutta l'alleanza" → NATO."""
    end = text.syntax.bounds(noun)[1]
    after_di = False
    for index in range(noun + 1, min(noun + _REACH, end)):
        word = text.syntax.lower(index)
        mention = text.name_at(index) or text.role_at(index)
        if mention is not None and after_di:
            return holder_of(text, index) if mention.via != "role" or mention.entity is not None else None
        if word in OF:
            if text.syntax.lower(index - 1).startswith(("originari", "nativ")):
                return None
            after_di = True
        elif after_di and word in _TAIL:
            continue
        elif after_di and word in _COUNTRY | _TOWN | _BODY and text.syntax.pos(index + 1) != "PROPN":
            return _meant(text, index)
        elif after_di and text.syntax.is_capitalised(index) and text.date_at(index) is None:
            return holder_of(text, index)  # a body that was not recognised: "della Camera dei rappresentanti"
        elif after_di and text.syntax.pos(index) == "NOUN" and text.syntax.pos(index + 1) == "PROPN":
            named = holder_of(text, index + 1)  # "tre ufficiali del partito Baath"
            return named if named is not None and named.entity is not None else holder_of(text, index)
        elif text.syntax.pos(index) in ("NOUN", "ADJ"):
            after_di = False
        else:
            return None
    return None


def _meant(text: ClaimText, index: int) -> Holder | None:
    """As in "del paese", "dell'alleanza": the one named most so far; "della città": the last place named."""
    kind: EntityKind = "ORG" if text.syntax.lower(index) in _BODY else "LOC"
    before = [m.entity for m in text.named_before(index, kind) if m.entity is not None]
    if not before:
        return None
    return Holder(entity=before[-1] if text.syntax.lower(index) in _TOWN else Counter(before).most_common(1)[0][0])
