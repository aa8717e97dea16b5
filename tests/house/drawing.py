"""A little SVG: texts, boxes and badges, readable in light and in dark."""

from html import escape

_STYLE = """
  text { font-family: "Segoe UI", Helvetica, Arial, sans-serif; font-size: 12px; fill: #1f2328; }
  .paper { fill: #ffffff; }
  .title { font-size: 17px; font-weight: 600; }
  .name { font-size: 15px; font-weight: 700; }
  .muted, .calls { fill: #59636e; }
  .fills { font-style: italic; }
  .file { font-size: 11px; }
  .fixed { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 11.5px; }
  .room { fill: #f6f8fa; stroke: #d1d9e0; }
  .pill { fill: #ffffff; stroke: #d1d9e0; }
  .badge { fill: #0550ae; }
  .number { fill: #ffffff; font-size: 11px; font-weight: 700; text-anchor: middle; }
  .line { stroke: #d1d9e0; stroke-width: 2; }
  .mark { fill: #eaeef2; }
  .dates { fill: #ddf4ff; } .figures { fill: #fff1cc; } .names { fill: #d8f7df; }
  .quotes { fill: #f3e8ff; } .claims { fill: #ffe4e0; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    .paper { fill: #0d1117; }
    .muted, .calls { fill: #9198a1; }
    .room { fill: #161b22; stroke: #3d444d; }
    .pill { fill: #0d1117; stroke: #3d444d; }
    .badge { fill: #1f6feb; }
    .number { fill: #ffffff; }
    .line { stroke: #3d444d; }
    .mark { fill: #2d333b; }
    .dates { fill: #0c2d4d; } .figures { fill: #4a3a08; } .names { fill: #0f3d20; }
    .quotes { fill: #3b2257; } .claims { fill: #52201b; }
  }
"""


def width(text: str, size: int, bold: bool = False) -> int:
    """An upper bound of the pixels that a text takes in any usual sans-serif font."""
    letters = sum(
        0.4 if c in "iljtfr.,:;'|()[]/ " else 1.0 if c in "mwMW—…" else 0.78 if c.isupper() else 0.64 for c in text
    )
    return round(letters * size * (1.1 if bold else 1))


class Drawing:
    """Shapes in the order in which they are drawn."""

    def __init__(self, wide: int) -> None:
        self.wide = wide
        self.shapes: list[str] = []

    def text(self, x: float, y: float, text: str, kind: str) -> None:
        """A line of text; `kind` is its class in the style."""
        self.shapes.append(f'<text x="{x:g}" y="{y:g}" class="{kind}">{escape(text.replace("`", ""))}</text>')

    def fixed(self, x: float, y: float, text: str, letter: float) -> None:
        """A line in which every letter is as wide as told, whatever the font."""
        long = f'textLength="{len(text) * letter:g}" lengthAdjust="spacingAndGlyphs" xml:space="preserve"'
        self.shapes.append(f'<text x="{x:g}" y="{y:g}" class="fixed" {long}>{escape(text)}</text>')

    def box(self, x: float, y: float, wide: float, high: float, kind: str) -> None:
        """A box with round corners."""
        self.shapes.append(f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" rx="6" class="{kind}"/>')

    def pill(self, x: float, y: float, wide: float, text: str) -> None:
        """A file."""
        self.box(x, y, wide, 18, "pill")
        self.text(x + 6, y + 13, text, "file")

    def badge(self, x: float, y: float, number: int | None) -> None:
        """A number in a circle, or the circle."""
        self.shapes.append(f'<circle cx="{x:g}" cy="{y:g}" r="{9 if number else 5}" class="badge"/>')
        if number:
            self.text(x, y + 4, str(number), "number")

    def line(self, x: float, top: float, bottom: float) -> None:
        """A line downwards, behind all that is drawn."""
        self.shapes.insert(0, f'<line x1="{x:g}" y1="{top:g}" x2="{x:g}" y2="{bottom:g}" class="line"/>')

    @staticmethod
    def wrap(text: str, wide: float, size: int) -> list[str]:
        """The text in lines that fit."""
        lines: list[str] = []
        for word in text.split(" "):
            if lines and width(f"{lines[-1]} {word}", size) <= wide:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def svg(self, high: float) -> str:
        """The picture."""
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.wide} {high:g}" width="{self.wide}" height="{high:g}">'
        paper = f'<rect width="{self.wide}" height="{high:g}" rx="10" class="paper"/>'
        return "\n".join([head, f"<style>{_STYLE}</style>", paper, *self.shapes, "</svg>"]) + "\n"
