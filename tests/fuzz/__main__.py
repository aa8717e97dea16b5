"""Look for inputs that break something, for so many seconds: `python -m tests.fuzz [--seconds 60] [TARGET…]`.

What is found is made as small as Hypothesis can and kept in `tests/fuzz/found`, where a test reads it from then on.
"""

import argparse
import random
import sys
import threading
from itertools import count, cycle

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.cases import keep
from tests.fuzz.targets import TARGETS

_EXAMPLES = 200
_SETTINGS = settings(
    max_examples=_EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate, Phase.shrink),
    report_multiple_bugs=False,
)


def smallest_failure(name: str, number: int) -> tuple[object, Exception] | None:
    """The smallest input on which a target fails in one round, and how; None: it holds for all that were tried."""
    target = TARGETS[name]
    failed: list[tuple[object, Exception]] = []

    @seed(number)
    @_SETTINGS
    @given(target.inputs)
    def round_of(given_input: object) -> None:
        try:
            target.check(given_input)
        except Exception as problem:
            failed.append((given_input, problem))
            raise

    try:
        round_of()
    except Exception:
        if not failed:
            raise
        return failed[-1]  # Hypothesis runs the smallest one last
    return None


def main() -> int:
    """Command line of the module; 1 when something was found."""
    parser = argparse.ArgumentParser(description="Look for inputs that break something.")
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS], default=[])
    parser.add_argument("--seconds", type=float, default=60)
    told = parser.parse_args()
    over = threading.Event()
    threading.Thread(target=lambda: (over.wait(told.seconds), over.set()), daemon=True).start()
    names = told.targets or list(TARGETS)
    rounds, found = dict.fromkeys(names, 0), 0
    start = random.SystemRandom().randrange(2**32)
    for number, name in zip(count(start), cycle(names)):  # both are endless
        if over.is_set():
            break
        failure = smallest_failure(name, number)
        rounds[name] += 1
        if failure is not None:
            found += 1
            print(
                f"{name}: {type(failure[1]).__name__}: {str(failure[1])[:300]}\n  {failure[0]!r}\n  {keep(name, failure[0])}"
            )
    print("; ".join(f"{name}: {number * _EXAMPLES} inputs" for name, number in rounds.items()), f"; {found} failed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
