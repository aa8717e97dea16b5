"""Who or what has an attribute: "la capitalizzazione di Alfa" → Alfa, "un tratto in cui la velocità" → un tratto."""

from collections.abc import Collection

from transforms.claims.referents import holders_of
from transforms.claims.text import ClaimText, Holder
from transforms.language import OF, words_of

_PLURAL = words_of("dei degli delle ai agli alle dai dagli dalle nei negli nelle sui sugli sulle i gli le")
_FEMININE = words_of("della delle alla alle dalla dalle nella nelle sulla sulle la le")
_SPELLS = words_of("anno trimestre semestre quadrimestre mese esercizio stagione giornata seduta periodo settimana")
_REACH = 12


class Attributes:
    """Finds holders of attribute nouns in one text."""

    def __init__(self, text: ClaimText) -> None:
        self.text = text
        self.syntax = text.syntax

    def holder(self, noun: int, own: Collection[int | None]) -> Holder | None:
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
        """As in "un telescopio di 280 mm di diametro", "una banconota dal controvalore": the noun it hangs on."""
        head = self.syntax.head(noun)
        hangs = self.syntax.label(noun) in ("nmod", "appos", "conj", "obl", "dep")
        if not hangs or head >= noun or self.text.figure_at(head) is not None or self.syntax.lower(head) in _SPELLS:
            return None  # "ha chiuso l'anno con un utile": the year has no profit
        is_noun = self.syntax.pos(head) in ("NOUN", "PROPN") or (
            self.syntax.pos(head) == "ADJ" and self.syntax.pos(head - 1) == "DET"
        )
        return holders_of(self.text, head) if is_noun else None

    def agreeing_antecedent(self, relative: int) -> int | None:
        """The nearest noun before a relative pronoun that is no date and agrees with its article.

        "un tratto, inaugurato nel dicembre di due anni fa, in cui" → tratto; "gli acconti per le imprese, dai quali"
        → acconti.
        """
        article = self.syntax.lower(relative - 1)
        agrees = self.syntax.lower(relative) in ("quale", "quali")
        start = self.syntax.bounds(relative)[0]
        for at in range(relative - 2, max(start, relative - _REACH - 6) - 1, -1):
            if self.syntax.pos(at) not in ("NOUN", "PROPN") or self.text.date_at(at) is not None:
                continue
            if self.text.figure_at(at) is not None:
                continue
            if not agrees or self._agrees(at, article):
                return at
        return None

    def _agrees(self, noun: int, article: str) -> bool:
        morph = self.syntax.doc[noun].morph
        number = "Plur" if article in _PLURAL else "Sing"
        gender = "Fem" if article in _FEMININE else "Masc"
        return number in morph.get("Number", [number]) and gender in morph.get("Gender", [gender])

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
