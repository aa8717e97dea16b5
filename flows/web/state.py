"""What was fetched before: a small file beside the warehouse, so that nothing is asked for twice without need.

What is new in a run is written when the run has come to its end, never before: else a run that was stopped would not
find again what it had fetched. The file may be lost, or lag behind, at the cost of asking again.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from flows.terminal import printable, say
from flows.web.fetch import Validators

_VERSION = 1
#: Seconds after which an address that nobody asks for any more is forgotten.
_KEPT = 90 * 86_400


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address.

    Attributes:
        asked_at: when it was asked for (seconds since 1970).
        validators: of what it gave then.
        pages: of a feed: address of each page that was fetched, and what the feed told of its day then.
    """

    asked_at: float
    validators: Validators = field(default_factory=Validators)
    pages: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(slots=True)
class State:
    """What is known of all addresses.

    Attributes:
        file: where it is kept.
        known: by address.
        away: hosts that asked us to stay away, until when.
    """

    file: Path
    known: dict[str, Known] = field(default_factory=dict[str, Known])
    away: dict[str, float] = field(default_factory=dict[str, float])

    def write(self, now: float) -> None:
        """Keep it; where that fails, the next run asks again.

        Args:
            now: seconds since 1970.
        """
        known = {address: asdict(item) for address, item in self.known.items() if item.asked_at > now - _KEPT}
        away = {host: until for host, until in self.away.items() if until > now}
        beside = self.file.with_name(f".{self.file.name}.new")
        try:
            with beside.open("w", encoding="utf-8") as file:
                json.dump({"version": _VERSION, "known": known, "away": away}, file)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.file)
        except OSError as problem:
            with suppress(OSError):
                beside.unlink()
            say(
                f"{printable(self.file)} cannot be written ({problem.strerror}); the next run fetches everything again."
            )


def read_state(db: Path) -> State:
    """What was fetched for a warehouse; where there is none any more, all is to be fetched again."""
    state = State(db.with_name(f"{db.name}.feeds"))
    try:
        told = json.loads(state.file.read_text(encoding="utf-8"))
        if told["version"] != _VERSION:
            return state
        known = {address: _known(item) for address, item in told["known"].items()}
        away = {host: float(until) for host, until in told["away"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return state
    return State(state.file, known if db.exists() else {}, away)


def _known(item: dict[str, Any]) -> Known:
    pages = {str(address): str(stamp) for address, stamp in item["pages"].items()}
    told = {name: value for name, value in item["validators"].items() if isinstance(value, str) and value.isascii()}
    return Known(float(item["asked_at"]), Validators(**told), pages)
