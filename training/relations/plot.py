"""The calibration as a picture: told probability against the share that was right, a panel a question."""

from collections.abc import Mapping, Sequence

#: Set, probability, rightness.
Pairs = Sequence[tuple[str, float, bool]]

SIDE, GAP, LEFT, TOP, COLUMNS = 190, 62, 52, 96, 3
#: Set → class in the style sheet.
SETS = {"choose": "wire", "train": "news"}
BINS = 8
FEWEST = 5

STYLE = """<style>
  text { font-family: "Segoe UI", Helvetica, Arial, sans-serif; font-size: 12px; fill: #1f2328; }
  .paper { fill: #ffffff; }
  .title { font-size: 17px; font-weight: 600; }
  .name { font-size: 14px; font-weight: 600; }
  .muted { fill: #59636e; }
  .frame { fill: none; stroke: #d1d9e0; }
  .even { stroke: #8c959f; stroke-dasharray: 4 4; }
  .wire { fill: #bc4c00; fill-opacity: .75; } .news { fill: #0969da; fill-opacity: .75; }
  path { stroke-width: 1.5; }
  path.wire { fill: none; stroke: #bc4c00; } path.news { fill: none; stroke: #0969da; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    .paper { fill: #0d1117; }
    .muted { fill: #9198a1; }
    .frame { stroke: #3d444d; }
    .even { stroke: #656c76; }
    .wire { fill: #f0883e; } .news { fill: #4493f8; }
    path.wire { stroke: #f0883e; } path.news { stroke: #4493f8; }
  }
</style>"""


def bins_of(pairs: Sequence[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """Told probability, share of right ones and number of equally large groups of answers, the least sure first."""
    ordered = sorted(pairs)
    size = max(len(ordered) // BINS, FEWEST)
    groups = [ordered[at : at + size] for at in range(0, len(ordered), size)]
    if len(groups) > 1 and len(groups[-1]) < FEWEST:
        last = groups.pop()
        groups[-1] = groups[-1] + last
    return [
        (sum(share for share, _ in one) / len(one), sum(mark for _, mark in one) / len(one), len(one)) for one in groups
    ]


def draw(panels: Mapping[str, Pairs]) -> str:
    """The picture, readable in light and dark: name of a panel → its answers."""
    lines = (len(panels) + COLUMNS - 1) // COLUMNS
    width, height = LEFT + COLUMNS * (SIDE + GAP), TOP + lines * (SIDE + GAP + 22)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        STYLE,
        f'<rect class="paper" width="{width}" height="{height}"/>',
        f'<text class="title" x="{LEFT}" y="32">How sure answers are said to be (across), how often right (up)</text>',
        f'<circle class="news" cx="{LEFT + 6}" cy="54" r="6"/>',
        f'<text x="{LEFT + 18}" y="58">Wikinews</text>',
        f'<circle class="wire" cx="{LEFT + 96}" cy="54" r="6"/>',
        f'<text x="{LEFT + 108}" y="58">agencies and newspapers</text>',
        f'<text class="muted" x="{LEFT + 262}" y="58">on the dashed line both are equal; larger dots: more</text>',
    ]
    for number, (name, pairs) in enumerate(panels.items()):
        x = LEFT + number % COLUMNS * (SIDE + GAP)
        y = TOP + number // COLUMNS * (SIDE + GAP + 22)
        out += _panel(name, pairs, x, y)
    return "\n".join([*out, "</svg>", ""])


def _panel(name: str, pairs: Pairs, x: int, y: int) -> list[str]:
    out = [
        f'<text class="name" x="{x}" y="{y}">{name}</text>',
        f'<rect class="frame" x="{x}" y="{y + 12}" width="{SIDE}" height="{SIDE}"/>',
        f'<line class="even" x1="{x}" y1="{y + 12 + SIDE}" x2="{x + SIDE}" y2="{y + 12}"/>',
    ]
    for tick in (0.0, 0.5, 1.0):
        at = round(tick * SIDE)
        out.append(f'<text class="muted" text-anchor="middle" x="{x + at}" y="{y + SIDE + 28}">{tick:g}</text>')
        out.append(f'<text class="muted" text-anchor="end" x="{x - 6}" y="{y + 16 + SIDE - at}">{tick:g}</text>')
    for part, style in SETS.items():
        points = bins_of([(share, mark) for one, share, mark in pairs if one == part])
        places = [(x + share * SIDE, y + 12 + SIDE * (1 - right), count) for share, right, count in points]
        if len(places) > 1:
            line = " L".join(f"{px:.1f} {py:.1f}" for px, py, _ in places)
            out.append(f'<path class="{style}" d="M{line}"/>')
        out += [
            f'<circle class="{style}" cx="{px:.1f}" cy="{py:.1f}" r="{min(2 + count**0.5 / 3, 7):.1f}"/>'
            for px, py, count in places
        ]
    return out
