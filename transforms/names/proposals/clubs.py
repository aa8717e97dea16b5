"""Clubs that bear the name of their city, region or town: "il Napoli", "la Roma" where sport is the subject."""

from transforms.language import words_of
from transforms.names.text import NameSpan, NameText
from transforms.names.words import OF, name_words

_MASCULINE = words_of("il del al dal col sul nel")
#: No town has these before it; "nel Bergamasco" is the land around one.
_OF_TOWN_CLUB = (_MASCULINE - {"nel"}) | words_of("l all dell dall sull")
_FEMININE = words_of("la della alla dalla sulla nella")
_FEMININE_OR_ELIDED = _FEMININE | words_of("l dell all dall sull")
_OF_CITY = ("ica", "ale", "iana", "ese", "cca", "erna", "osa", "iva", "aia")
#: The letter of a league, and the number behind it, have less than so many signs.
_LETTER = 3
_PLACED = words_of("a ad in da per verso")


def speaks_of_sport(text: NameText, table: list[NameSpan]) -> bool:
    """Whether a text is about sport: its words are, or a club of the tables or a league is named."""
    return not name_words("sport").isdisjoint(text.ordinary) or _has_players(text, table)


def _has_players(text: NameText, table: list[NameSpan]) -> bool:
    """Whether a club of the tables is named, or a league."""
    leagues = range(len(text.words) - 1) if "serie" in text.norms else ()
    return any(map(_plays, table)) or any(is_league(text, at) for at in leagues)


def is_league(text: NameText, at: int) -> bool:
    """Whether a league is named at a word by its letter: "la Serie A", "in serie C2"."""
    letter = text.words[at + 1].text if text.norms[at] == "serie" and text.goes_on(at + 1) else ""
    return 0 < len(letter) < _LETTER


def with_clubs(text: NameText, table: list[NameSpan]) -> list[NameSpan]:
    """Read a city with an article as its club: "il Napoli" always, "la Roma" in a text about sport.

    No Italian city is masculine; one with a feminine article may be the city of a time or a sort.
    """
    about_sport = speaks_of_sport(text, table)
    clubs = [about_sport and _plays(span) for span in table]
    for at, span in enumerate(table):
        clubs[at] = clubs[at] or _is_club(text, span, about_sport) or _is_team_of_region(text, span)
    if about_sport:
        opponents = _has_players(text, table) or not name_words("match").isdisjoint(text.ordinary)
        _spread(text, table, clubs, opponents=opponents)
        played = {text.norms[span.last - 1] for at, span in enumerate(table) if clubs[at] or _plays(span)}
        for at, span in enumerate(table):
            clubs[at] = clubs[at] or (text.norms[span.first] in played and _is_bare_club(text, span))
    return [
        NameSpan(span.first, span.last, "ORG", "rule:club") if club and span.kind == "LOC" else span
        for span, club in zip(table, clubs, strict=True)
    ]


def _is_bare_club(text: NameText, span: NameSpan) -> bool:
    """Whether a city whose club plays in the text can be the club without an article: "ha battuto Monza"."""
    before = text.before(span.first)
    placed = before is not None and (before.norm in OF or before.norm in _PLACED)
    return _may_play(span) and not placed and not text.words[span.first].shouted and text.gaps[span.first] != "("


def _plays(span: NameSpan) -> bool:
    return span.known is not None and span.known.group == "club"


def _is_team_of_region(text: NameText, span: NameSpan) -> bool:
    """La Lazio: a region that is masculine has a club that is not."""
    before = text.before(span.first)
    named = span.size == 1 and text.norms[span.first] in name_words("feminine_club")
    return named and before is not None and before.norm in _FEMININE


def _spread(text: NameText, table: list[NameSpan], clubs: list[bool], *, opponents: bool) -> None:
    """Cities beside clubs are clubs: in "Lecce-Fiorentina", "Lecce e Juventus", and in a list that a club opens.

    With `opponents`, in a text about matches, two towns with a hyphen play too: "Lecce-Pisa".
    """
    chain = [0] if table else []
    for at in range(1, len(table) + 1):
        left, right = table[at - 1], table[at] if at < len(table) else None
        may = right is not None and _may_play(left) and _may_play(right)
        towns = right is not None and _is_home(left) and _is_home(right)
        pair = may and (clubs[at - 1] or clubs[at])
        if right is not None and right.first == left.last and text.gaps[right.first] == "-":
            clubs[at - 1] = clubs[at] = pair or (towns and opponents)
        elif right is not None and pair and _meet(text, left, right):
            clubs[at - 1] = clubs[at] = True
        if right is not None and _listed(text, left, right):
            chain.append(at)
            continue
        told = clubs[chain[0]] or sum(clubs[k] for k in chain) > 1
        if len(chain) > 2 and told and all(clubs[k] or _may_play(table[k]) for k in chain):
            for k in chain:
                clubs[k] = True
        chain = [at]


def _meet(text: NameText, left: NameSpan, right: NameSpan) -> bool:
    """Whether two names stand side by side as opponents do: "Lecce e Juventus", not "a Lecce e Juventus"."""
    before = text.before(left.first)
    placed = before is not None and (before.norm in OF or before.norm in _PLACED)
    return not placed and text.norms[left.last : right.first] in (["e"], ["ed"]) and text.joined(right.first)


def _may_play(span: NameSpan) -> bool:
    """Whether a name can be that of a club: it is one, or a city or region of one word."""
    city = span.known is not None and span.known.group in ("city", "capital", "region") and span.size == 1
    return _plays(span) or span.rule == "rule:club" or city


def _is_home(span: NameSpan) -> bool:
    """Whether a name can be that of a club or of its town."""
    return _may_play(span) or (span.known is not None and span.known.group == "town")


def _listed(text: NameText, left: NameSpan, right: NameSpan) -> bool:
    """Whether a comma or "e" is all that stands between two names."""
    between = text.norms[left.last : right.first]
    if not between:
        return text.between(right.first - 1, right.first) == ","
    return between in (["e"], ["ed"]) and text.joined(left.last) and text.joined(right.first)


def _is_club(text: NameText, span: NameSpan, about_sport: bool) -> bool:
    city = span.known is not None and span.known.group in ("city", "capital") and span.kind == "LOC" and span.size == 1
    before, at = text.before(span.first), span.last
    if before is not None and about_sport and _is_town_with_article(text, span):
        return True
    if not city or before is None or (text.goes_on(at) and not _has_player(text, span.first)):
        return False  # "il Torino Film Festival"
    sure = before.norm in _MASCULINE and (about_sport or _is_italian(text, span))
    if not sure and not (about_sport and before.norm in _FEMININE_OR_ELIDED):
        return False
    if before.norm in _MASCULINE and text.joined(at) and text.norms[at] in OF:
        return True  # "il Napoli di Neri": no city has such an article
    return not (text.joined(at) and (text.norms[at] in OF or text.norms[at] == "da" or _describes_city(text, at)))


def _has_player(text: NameText, at: int) -> bool:
    """Whether a noun of sport owns the club at word `at`: "il portiere della Roma Teo Bruni"."""
    return text.owned_by(at) in name_words("sport")


def _is_town_with_article(text: NameText, span: NameSpan) -> bool:
    """Whether a masculine article makes a small town its club: "il Campolungo", and nothing else is called so."""
    before = text.before(span.first)
    town = span.known is not None and span.known.group == "town" and span.kind == "LOC"
    words = text.norms[span.first : span.last]
    other = text.goes_on(span.last) or not (text.ordinary | name_words("none")).isdisjoint(words)
    masculine = before is not None and before.norm in _OF_TOWN_CLUB
    other = other or (before is not None and before.capital and not text.opening[span.first - 1])
    return town and masculine and not other


def _describes_city(text: NameText, at: int) -> bool:
    """La Roma antica, la Torino operaia: cities are feminine."""
    norm = text.norms[at]
    plain = norm in name_words("adj") or norm in text.known.demonyms
    return not text.words[at].capital and (plain or norm.endswith(_OF_CITY))


def _is_italian(text: NameText, span: NameSpan) -> bool:
    """Whether a known place lies in Italy."""
    return span.known is not None and text.known.country.get(span.known.entity.entity_id) == text.known.italy
