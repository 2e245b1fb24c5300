"""A process as a drawing: SVG on the colours of paper, readable by eye and by screen reader, without script or style.

Next to it belongs the ordered list of `words_of`, which says the same.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from motcua.law.procedure import Step
from motcua.law.process import critical_path
from motcua.law.process.checks import hours_words
from motcua.law.roles import ROLE_NAMES
from motcua.procedures.processes.layout import LANE_TITLE, LEFT, Kind, Lane, Layout, Node, Way, layout
from motcua.procedures.processes.markup import Element, element, written
from motcua.procedures.processes.words import summary, words_of

INK, INK_2, PAPER, SURFACE, LINE, LACQUER, TINT = "#1B1F24", "#4A5560", "#FAF8F5", "#FFFFFF", "#E2DDD5", "#8C2F2B", "#F6E9E7"
FONT = "Be Vietnam Pro, Tinos, sans-serif"
_NAME_LETTERS, _LANE_LETTERS, _ROLE_LETTERS, _NAME_LINES, _LANE_LINES = 23, 20, 26, 3, 5


def draw(steps: Sequence[Step], title: str, *, prefix: str = "quy-trinh") -> str:
    """The drawing as SVG text. `title` names the process; `prefix` keeps ids apart where a page shows several drawings.

    Boxes on the longest way, which decides the whole time, have a lacquer border. Raises ValueError as `layout` does.
    """
    sheet = layout(steps)
    longest = set(critical_path(steps))
    told = " ".join(f"{line.no}. {line.sentence}" for line in words_of(steps))
    top = element(
        "svg",
        element("title", words=title, id=f"{prefix}-title"),
        element("desc", words=f"{summary(steps)}. {told}", id=f"{prefix}-desc"),
        element("rect", width=sheet.width, height=sheet.height, fill=PAPER),
        element("g", *_drawn(sheet, longest), aria_hidden="true", font_family=FONT, font_size=13, fill=INK),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby=f"{prefix}-title",
        aria_describedby=f"{prefix}-desc",
        width=sheet.width,
        height=sheet.height,
        viewBox=f"0 0 {sheet.width} {sheet.height}",
    )
    return written(top)


def _drawn(sheet: Layout, longest: set[int]) -> Iterator[Element]:
    for lane in sheet.lanes:
        yield from _lane(lane, sheet.width)
    for way in sheet.ways:
        yield from _way(way)
    for node in sheet.nodes:
        yield from _step(node, on_longest=node.step.no in longest) if node.kind is Kind.STEP else _sign(node)


def _lane(lane: Lane, width: int) -> Iterator[Element]:
    yield element("rect", x=LEFT, y=lane.y, width=width - 2 * LEFT, height=lane.height, fill="none", stroke=LINE)
    yield element("rect", x=LEFT, y=lane.y, width=LANE_TITLE, height=lane.height, fill=TINT, stroke=LINE)
    lines = _lines(lane.name, _LANE_LETTERS, _LANE_LINES)
    first = lane.y + lane.height // 2 - 9 * (len(lines) - 1) + 5
    for at, words in enumerate(lines):
        yield element("text", words=words, x=LEFT + 12, y=first + 18 * at, font_weight=600)


def _way(way: Way) -> Iterator[Element]:
    """The line and its head; drawn by hand, because a marker would need an id of its own in every drawing."""
    corners = " ".join(f"{x},{y}" for x, y in way.points)
    yield element("polyline", points=corners, fill="none", stroke=INK_2, **{"stroke-width": "1.5"})
    x, y = way.points[-1]
    yield element("polygon", points=f"{x},{y} {x - 8},{y - 4} {x - 8},{y + 4}", fill=INK_2)


def _step(node: Node, *, on_longest: bool) -> Iterator[Element]:
    step = node.step
    border = {"stroke": LACQUER, "stroke-width": "2"} if on_longest else {"stroke": INK_2, "stroke-width": "1"}
    yield element("rect", x=node.x, y=node.y, width=node.width, height=node.height, rx=6, fill=SURFACE, **border)
    lines = _lines(f"{step.no}. {step.name}", _NAME_LETTERS, _NAME_LINES)
    for at, words in enumerate(lines):
        yield element("text", words=words, x=node.x + 10, y=node.y + 20 + 16 * at, font_weight=600)
    bottom = node.y + node.height
    role = _lines(ROLE_NAMES[step.role], _ROLE_LETTERS, 1)[0]
    yield element("text", words=role, x=node.x + 10, y=bottom - 25, fill=INK_2, font_size=12)
    yield element("text", words=f"{hours_words(step.minutes)} giờ", x=node.x + 10, y=bottom - 9, fill=LACQUER, font_size=12)


def _sign(node: Node) -> Iterator[Element]:
    """Start and end are circles; where branches part and meet stands a diamond with a cross, as BPMN draws it."""
    x, y, half = node.x + node.width // 2, node.middle, node.width // 2
    if node.kind in (Kind.SPLIT, Kind.JOIN):
        corners = f"{x - half},{y} {x},{y - half} {x + half},{y} {x},{y + half}"
        yield element("polygon", points=corners, fill=SURFACE, stroke=INK_2)
        yield element("path", d=f"M{x - 9},{y}H{x + 9}M{x},{y - 9}V{y + 9}", stroke=INK_2, **{"stroke-width": "3"})
        return
    is_end = node.kind is Kind.END
    yield element("circle", cx=x, cy=y, r=half - 2, fill=SURFACE, stroke=INK, **{"stroke-width": "4" if is_end else "1.5"})
    words = "Kết quả" if is_end else "Nộp hồ sơ"
    yield element("text", words=words, x=x, y=y + half + 12, fill=INK_2, font_size=12, text_anchor="middle")


def _lines(words: str, letters: int, most: int) -> list[str]:
    """The words in lines that fit their box; what does not fit ends in an ellipsis, the whole is in the list beside the drawing."""
    return textwrap.wrap(words, letters, max_lines=most, placeholder="…") or [""]
