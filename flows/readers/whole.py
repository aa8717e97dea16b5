"""A file that is read as a whole, up to a bound."""

from typing import IO

from transforms.errors import InputError


def read_whole(file: IO[bytes], most: int, called: str) -> bytes:
    """All bytes of a file.

    Args:
        file: open for reading bytes.
        most: of a longer file no byte is used.
        called: what it is: "page".

    Raises:
        InputError: the file is empty or longer.
    """
    data = file.read(most + 1)
    if not data:
        raise InputError("the file is empty")
    if len(data) > most:
        raise InputError(f"the {called} is larger than {most // 1_000_000} MB, the most that is read of one")
    return data
