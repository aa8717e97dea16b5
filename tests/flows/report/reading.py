"""A page as a program reads it: its links, its anchors, the words at each anchor, and what must not be there."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = {"meta", "link", "br", "img", "input"}


@dataclass
class Page(HTMLParser):
    """What stands in a page.

    Attributes:
        tags: names of all elements.
        attributes: all attributes, with their values.
        anchors: id → tag and words of the element.
        links: where the links lead, with their words.
        crossed: elements that end while another one is open inside.
    """

    html: str
    tags: set[str] = field(default_factory=set)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    anchors: dict[str, tuple[str, str]] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)
    crossed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, str, str, list[str]]] = []
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes.extend(told.items())
        if tag not in _EMPTY:
            self._open.append((tag, told.get("id", ""), told.get("href", ""), []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.extend((name, value or "") for name, value in attrs)

    def handle_endtag(self, tag: str) -> None:
        name, anchor, link, words = self._open.pop()
        if name != tag:
            self.crossed.append(f"{name} ends as {tag}")
        text = "".join(words)
        if anchor:
            assert anchor not in self.anchors, f"{anchor} comes twice"
            self.anchors[anchor] = (name, text)
        if link:
            self.links.append((link, text))
        if self._open:
            self._open[-1][3].append(text)

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1][3].append(data)
