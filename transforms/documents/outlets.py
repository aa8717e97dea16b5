"""Who published a text: what metadata tells, else the outlet of the web address, else the agency of the text."""

import re
from functools import cache

from transforms.reference import read_reference, split_cell

#: Names of hosts have at most 253 characters.
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([\w.-]{1,253})(?:[:/?#]|$)", re.IGNORECASE)


def outlet_of(told: str | None, url: str | None, agency: str | None) -> str | None:
    """The outlet by its canonical name where it is known, else as told; None when nothing tells it.

    >>> outlet_of("ansa.it", None, None), outlet_of(None, "https://www.lastampa.it/x", "ANSA")
    ('ANSA', 'La Stampa')
    """
    if told:
        return _known().get(told.casefold().removeprefix("www.").replace("’", "'"), told)
    return _of_address(url) or agency


def _of_address(url: str | None) -> str | None:
    host = _HOST.match(url or "")
    labels = host[1].casefold().split(".") if host else []
    hosts = (".".join(labels[at:]) for at in range(max(len(labels) - 1, 0)))
    return next((_known()[host] for host in hosts if host in _known()), None)


@cache
def _known() -> dict[str, str]:
    rows = read_reference("world/outlets", required=("name", "patterns", "kind"))
    return {pattern.casefold(): row["name"] for row in rows for pattern in split_cell(row["patterns"])}
