"""What the operating system must grant: asked before libraries are loaded that end the process where it does not."""

from contextlib import suppress

from transforms.errors import SpoglioError

#: Bytes of address space that the largest process takes, and some more: 3.0 GB in a run, 0.7 GB in the other commands.
#: The allocators of Polars, DuckDB and Arrow set space aside; where they get none they end the process.
FOR_RUNS, FOR_LOOKING = 3_500_000_000, 1_500_000_000


def demand_address_space(wanted: int) -> None:
    """See whether the process may have so much address space (``ulimit -v``).

    Args:
        wanted: bytes.

    Raises:
        SpoglioError: it may not.
    """
    with suppress(ImportError):  # Windows knows no such limit
        import resource

        allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
        if allowed != resource.RLIM_INFINITY and allowed < wanted:
            raise SpoglioError(
                f"This process may have {allowed / 1e9:.1f} GB of address space, and {wanted / 1e9:.1f} GB are needed; "
                "raise or lift the limit (ulimit -v) and run again."
            )
