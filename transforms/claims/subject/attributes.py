"""Who or what has an attribute: "la capitalizzazione di Alfa" → Alfa, "un tratto in cui la velocità" → un tratto."""

from collections.abc import Collection

from transforms.claims.referents import holders_of
from transforms.claims.text import ClaimText, Holder
from transforms.claims.words import nouns_of
from transforms.language import OF


class Attributes:
    """Finds who has an attribute in one text."""

    def __init__(self, text: ClaimText) -> None:
        self.text = text
        self.syntax = text.syntax

    def owner(self, noun: int, own: Collection[int | None]) -> Holder | None:
        """Who has the attribute.

        Args:
            noun: the attribute ("valore", "velocità").
            own: tokens of the figure itself, which are no holder.

        Returns:
            Its "di" complement; the noun it hangs on; the noun before a relative clause; the subject of the clause
            before. None when nothing of these stands there.
        """
        return self._complement(noun, own) or self._host(noun) or self.of_clause_before(noun)

    def _complement(self, noun: int, own: Collection[int | None]) -> Holder | None:
        for index in range(noun + 1, min(noun + 4, self.syntax.bounds(noun)[1])):
            word = self.syntax.lower(index)
            if word in OF:
                following = self._noun_after(index)
                if following is None or following in own or self.text.figure_at(following) is not None:
                    return None
                if self._is_material(index, following):
                    return None
                return holders_of(self.text, following)
            if self.syntax.pos(index) != "ADJ":
                return None
        return None

    def _noun_after(self, di: int) -> int | None:
        for index in range(di + 1, min(di + 5, self.syntax.bounds(di)[1])):
            if self.syntax.pos(index) in ("NOUN", "PROPN") or self.text.name_at(index) is not None:
                return index
            if self.syntax.pos(index) not in ("DET", "ADJ"):
                return None
        return None

    def _is_material(self, di: int, noun: int) -> bool:
        """As in "distanza di sicurezza": a bare complement says which attribute, not whose."""
        return self.syntax.lower(di) in ("di", "d'") and noun == di + 1 and self.text.name_at(noun) is None

    def _host(self, noun: int) -> Holder | None:
        """As in "un serbatoio con 3 metri di altezza", "un quadro dal prezzo": the noun it hangs on."""
        head = self.syntax.head(noun)
        hangs = self.syntax.label(noun) in ("nmod", "appos", "conj", "obl", "dep")
        if (
            not hangs
            or head >= noun
            or self.text.figure_at(head) is not None
            or self.syntax.lower(head) in nouns_of("spell")
        ):
            return None  # "ha chiuso l'anno con un utile": the year has no profit
        is_noun = self.syntax.pos(head) in ("NOUN", "PROPN") or (
            self.syntax.pos(head) == "ADJ" and self.syntax.pos(head - 1) == "DET"
        )
        return holders_of(self.text, head) if is_noun else None

    def of_clause_before(self, noun: int) -> Holder | None:
        """As in "Il referendum è fallito: l'affluenza era del 37%"."""
        if not self.syntax.label(noun).startswith("nsubj"):
            return None
        verb = self.syntax.clause_head(self.syntax.head(noun))
        above = self.syntax.head(verb)
        if above >= verb:  # the tree puts it elsewhere: the last finite verb before it
            start = max(self.syntax.bounds(noun)[0], noun - 30)
            verbs = (
                at for at in range(noun - 1, start - 1, -1) if self.syntax.is_verb(at) and self.syntax.is_finite(at)
            )
            above = next(verbs, noun)
            if above == noun:
                return None
            above = self.syntax.head(above) if self.syntax.label(above).startswith("aux") else above
        earlier = self.syntax.subject(self.syntax.clause_head(above))
        return None if earlier is None or earlier >= noun else holders_of(self.text, earlier)
