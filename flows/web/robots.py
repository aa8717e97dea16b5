"""What a host asks of programs: its `robots.txt`, read as RFC 9309 says.

The parser of the standard library takes the first rule that fits instead of the longest, and knows neither ``*`` nor
``$`` in paths.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import quote

import httpx

from flows.web.fetch import Fetcher, StatusError
from flows.web.guard import ForbiddenError, LaterError
from flows.web.manners import AwayError
from transforms.errors import InputError

#: The name to which rules for us are addressed.
AGENT = "spoglio"
#: As much of the file is read as RFC 9309 demands.
_MOST_BYTES = 500 * 1024
_ESCAPED = re.compile("%[0-9a-fA-F]{2}")
_SAFE = "%/?#[]@!$&'()*+,;=:~-._|^`{}<>\"\\"


@dataclass(slots=True)
class Rules:
    """The rules that hold for us.

    Attributes:
        rules: path, and whether pages below it may be fetched.
        delay: seconds that are wished between two requests; None: not told.
    """

    rules: list[tuple[str, bool]] = field(default_factory=list[tuple[str, bool]])
    delay: float | None = None

    def allows(self, path: str) -> bool:
        """Whether a page may be fetched; the longest rule that fits holds, of two equally long the one that allows.

        Args:
            path: of its address, with the query.
        """
        path = _plain(path)
        fitting = ((len(rule), allowed) for rule, allowed in self.rules if _fits(rule, path))
        return max(fitting, default=(0, True))[1]


def read_rules(text: str) -> Rules:
    """The rules for `AGENT`, or those for all programs where none are for it by name."""
    ours, others = Rules(), Rules()
    is_named = False
    groups: list[Rules] = []
    in_head = False
    for line in text.removeprefix("\ufeff").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if name == "user-agent":
            groups = groups if in_head else []
            in_head = True
            agent = re.split(r"[/\s]", value.lower(), maxsplit=1)[0]
            if agent == AGENT:
                is_named = True
                groups.append(ours)
            elif agent == "*":
                groups.append(others)
            continue
        in_head = False
        for rules in groups:
            _add(rules, name, value)
    return ours if is_named else others


def _add(rules: Rules, name: str, value: str) -> None:
    if name in ("allow", "disallow") and value:
        rules.rules.append((_plain(value), name == "allow"))
    elif name == "crawl-delay" and re.fullmatch(r"\d{1,6}(\.\d{1,6})?", value):
        rules.delay = float(value)


def _plain(path: str) -> str:
    """A path as paths are compared: one way to write what is escaped."""
    return _ESCAPED.sub(lambda match: match[0].upper(), quote(path, safe=_SAFE))


def _fits(rule: str, path: str) -> bool:
    """Whether a path begins as a rule says: ``*`` stands for anything, ``$`` at its end for the end of the path."""
    is_whole = rule.endswith("$")
    first, *others = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    last = others.pop() if is_whole and others else None
    for part in others:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    if last is None:
        return not is_whole or at == len(path)
    return path.endswith(last) and len(path) - len(last) >= at


class Robots:
    """The rules of all hosts that a run meets; each is asked once.

    Args:
        fetcher: fetches their `robots.txt`.
    """

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._rules: dict[str, Rules | InputError] = {}

    def demand(self, url: httpx.URL) -> None:
        """Return where a page may be fetched.

        Raises:
            InputError: its host does not wish it.
            LaterError: what it wishes cannot be read now.
        """
        place = str(url.copy_with(raw_path=b"/robots.txt", fragment=None))
        if place not in self._rules:
            self._rules[place] = self._ask(place, url)
        rules = self._rules[place]
        if isinstance(rules, InputError):
            raise rules
        if not rules.allows(url.raw_path.decode("ascii")):
            raise InputError(f"robots.txt of {url.host} asks programs not to fetch this page")

    def _ask(self, place: str, url: httpx.URL) -> Rules | InputError:
        """Rules, or why nothing may be fetched: who cannot be asked is left alone, who has no rules has none."""
        try:
            answer = self._fetcher.get(place, most_bytes=_MOST_BYTES)
        except StatusError:
            return Rules()
        except AwayError as problem:
            return problem
        except LaterError:
            return LaterError(f"robots.txt of {url.host} cannot be read now, and its pages are left alone until then")
        except InputError as problem:
            if isinstance(problem, ForbiddenError) and problem.host == url.raw_host.decode("ascii"):
                return problem
            return InputError(f"robots.txt of {url.host} cannot be read ({problem.reason}); its pages are left alone")
        rules = read_rules(answer.taken().decode("utf-8", "replace"))
        if rules.delay is not None:
            self._fetcher.manners.slow_down(url.host, rules.delay)
        return rules
