"""Which formats there are: what the errors and the documents tell is what the registry holds."""

import re

from flows.readers.containers import CONTAINERS
from flows.readers.registry import FORMATS, format_of, format_of_name, is_read, of_no_use
from tests.paths import ROOT

PAGE = ROOT / "docs" / "formats.md"
_TABLE = re.compile(r"(?<=<!-- formats -->\n).*?(?=<!-- end of formats -->)", re.DOTALL)


def table() -> str:
    """The formats as they are shown in the documents."""
    rows = ["| kind | names end with | package |", "|---|---|---|"]
    for each in FORMATS:
        names = " ".join(f"`{suffix}`" for suffix in each.suffixes)
        rows.append(f"| {each.name} | {names} | {f'`spoglio[{each.extra}]`' if each.extra else ''} |")
    for container in CONTAINERS:
        rows.append(
            f"| {container.name} with any of these | {' '.join(f'`{name}`' for name in container.suffixes)} | |"
        )
    return "\n".join(rows) + "\n"


def test_the_documents_show_the_formats_that_there_are() -> None:
    """`python -m tests.flows.readers.test_registry` writes the table anew."""
    found = _TABLE.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    assert found.group() == table()


def test_what_is_of_no_use_is_told_with_all_that_is_read() -> None:
    for each in (*FORMATS, *CONTAINERS):
        assert all(suffix in of_no_use() and is_read(f"A{suffix.upper()}") for suffix in each.suffixes)


def test_no_two_formats_claim_a_name() -> None:
    suffixes = [suffix for each in (*FORMATS, *CONTAINERS) for suffix in each.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_names_decide_where_content_tells_nothing() -> None:
    assert [format_of(b"Testo.", name) and format_of(b"Testo.", name).name for name in ("a.TXT", "a.ndjson", "a")] == [
        "plain text",
        "JSON lines",
        None,
    ]
    assert format_of_name("txt") is None


if __name__ == "__main__":
    PAGE.write_text(_TABLE.sub(lambda _: table(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
