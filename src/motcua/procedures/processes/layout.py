"""Where everything of a process stands on paper: lanes by kind of unit, time from left to right, ways at right angles.

The drawing and the BPMN file share it. Steps must be those of a process that `law.process.check` accepts, or of the catalogue.
A way that passes several columns keeps a row of its own in each, so that no line runs through a box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

import msgspec

from motcua.law.procedure import Step
from motcua.law.process import predecessors, successors
from motcua.law.process.order import in_order

LANE_TITLE, LEFT, TOP, RIGHT = 176, 24, 16, 24
BOX_WIDTH, BOX_HEIGHT, SIGN, GAP, TRACK, ROW, LANE_AIR = 176, 100, 40, 36, 10, 116, 12
UPRIGHT_LETTER, UPRIGHT_LINE = 8, 22
"""Pixels a letter of an upright title takes, and letters up to which it stands in one line; longer ones stand in two."""

Point = tuple[int, int]


class Kind(StrEnum):
    """What stands at a place."""

    START = "START"
    STEP = "STEP"
    SPLIT = "SPLIT"
    JOIN = "JOIN"
    END = "END"
    PASSING = "PASSING"
    """A way that only passes this column."""


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A box or sign on paper: `key` is unique ("step_3", "split_1"), `x` and `y` its upper left corner in pixels."""

    key: str
    kind: Kind
    step: Step
    lane: int
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """The height at which ways come and go."""
        return self.y + self.height // 2


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """A line from one node to another, as the corners of its course."""

    source: str
    target: str
    points: tuple[Point, ...]


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """The strip of one kind of unit, with room for so many rows."""

    name: str
    y: int
    height: int
    rows: int


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """The whole sheet."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    ways: tuple[Way, ...]


class _Spot(msgspec.Struct):
    """A node before it has a place: its column, the lane and the row within the lane."""

    key: str
    kind: Kind
    step: Step
    lane: int
    column: int = 0
    row: int = 0


def is_drawable(steps: Sequence[Step]) -> bool:
    """Whether there is something to draw: steps without a circle."""
    return bool(steps) and len(in_order(predecessors(steps))) == len(steps)


def layout(steps: Sequence[Step], *, upright_titles: bool = False) -> Layout:
    """The sheet of a process; lanes are high enough for titles written upright where these are asked for.

    Raises ValueError when steps wait for each other in a circle, or when there are none.
    """
    if not is_drawable(steps):
        raise ValueError("a process is drawn only when it has steps and no circle")
    spots = _spots(steps)
    chains = _chains(spots, _links(steps))
    _give_rows(spots, chains)
    lanes = _lanes(steps, spots, upright_titles=upright_titles)
    columns = _columns(spots, chains)
    nodes = {key: _placed(spot, lanes, columns) for key, spot in spots.items()}
    turns = {key: x for column in columns for key, x in column.turns.items()}
    height = lanes[-1].y + lanes[-1].height + TOP
    return Layout(
        width=columns[-1].left + columns[-1].width + GAP // 2 + RIGHT,
        height=height,
        lanes=lanes,
        nodes=tuple(node for node in nodes.values() if node.kind is not Kind.PASSING),
        ways=tuple(_way(chain, nodes, turns) for chain in chains),
    )


def _spots(steps: Sequence[Step]) -> dict[str, _Spot]:
    """Start and end, each step, and the signs at which branches part and meet."""
    waits, followed = predecessors(steps), successors(steps)
    lane_of = {unit: at for at, unit in enumerate(lane_names(steps))}
    ends = [no for no, later in followed.items() if not later]
    spots: dict[str, _Spot] = {}

    def stand(key: str, kind: Kind, step: Step) -> None:
        spots[key] = _Spot(key, kind, step, lane_of[step.unit_kind])

    for step in steps:
        if not waits[step.no]:
            stand("start", Kind.START, step)
        if len(waits[step.no]) > 1:
            stand(f"join_{step.no}", Kind.JOIN, step)
        stand(f"step_{step.no}", Kind.STEP, step)
        if len(followed[step.no]) > 1:
            stand(f"split_{step.no}", Kind.SPLIT, step)
    stand("end", Kind.END, next(step for step in steps if step.no == ends[-1]))
    return spots


def lane_names(steps: Sequence[Step]) -> list[str]:
    """The kinds of units in the order in which they first appear."""
    return list(dict.fromkeys(step.unit_kind for step in steps))


def _links(steps: Sequence[Step]) -> list[tuple[str, str]]:
    """Who is followed by whom, signs included."""
    waits, followed = predecessors(steps), successors(steps)
    links: list[tuple[str, str]] = []
    for no, earlier in waits.items():
        entrance = f"join_{no}" if len(earlier) > 1 else f"step_{no}"
        if not earlier:
            links.append(("start", entrance))
        if len(earlier) > 1:
            links.append((entrance, f"step_{no}"))
        if len(followed[no]) > 1:
            links.append((f"step_{no}", f"split_{no}"))
        if not followed[no]:
            links.append((f"step_{no}", "end"))
        links += [(f"split_{other}" if len(followed[other]) > 1 else f"step_{other}", entrance) for other in earlier]
    return links


def _chains(spots: dict[str, _Spot], links: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Give each spot its column, and each link that passes columns a spot in every one of them: a chain from source to target."""
    sources: dict[str, list[str]] = {key: [] for key in spots}
    for source, target in links:
        sources[target].append(source)
    waiting = dict(sources)
    while ready := [key for key, earlier in waiting.items() if not any(other in waiting for other in earlier)]:
        for key in ready:
            spots[key].column = max((spots[other].column + 1 for other in sources[key]), default=0)
            del waiting[key]
    chains = []
    for source, target in links:
        chain = [source]
        for column in range(spots[source].column + 1, spots[target].column):
            key = f"{source}>{target}@{column}"
            spots[key] = _Spot(key, Kind.PASSING, spots[source].step, spots[source].lane, column)
            chain.append(key)
        chains.append([*chain, target])
    return chains


def _give_rows(spots: Mapping[str, _Spot], chains: Sequence[Sequence[str]]) -> None:
    """Within its lane each spot takes the row of whom it follows where that is free, else the next free one."""
    before: dict[str, str] = {}
    for chain in chains:
        for source, target in pairwise(chain):
            before.setdefault(target, source)
    taken: dict[tuple[int, int], set[int]] = defaultdict(set)
    for spot in sorted(spots.values(), key=lambda spot: (spot.column, spot.kind is Kind.PASSING, spot.step.no)):
        earlier = spots.get(before.get(spot.key, ""))
        wanted = earlier.row if earlier is not None and earlier.lane == spot.lane else 0
        free = taken[spot.lane, spot.column]
        spot.row = next(row for row in (wanted, *range(len(free) + 1)) if row not in free)
        free.add(spot.row)


def _lanes(steps: Sequence[Step], spots: Mapping[str, _Spot], *, upright_titles: bool) -> tuple[Lane, ...]:
    lanes: list[Lane] = []
    y = TOP
    for at, name in enumerate(lane_names(steps)):
        rows = 1 + max(spot.row for spot in spots.values() if spot.lane == at)
        least = UPRIGHT_LETTER * max(min(len(name), UPRIGHT_LINE), (len(name) + 1) // 2) if upright_titles else 0
        lanes.append(Lane(name=name, y=y, height=max(rows * ROW + LANE_AIR, least), rows=rows))
        y += lanes[-1].height
    return tuple(lanes)


class _Column(msgspec.Struct, frozen=True):
    """The left edge and width of a column, and where in the gap behind it the ways of each of its spots change their height."""

    left: int
    width: int
    turns: Mapping[str, int]


def _columns(spots: Mapping[str, _Spot], chains: Sequence[Sequence[str]]) -> list[_Column]:
    columns: list[_Column] = []
    left = LEFT + LANE_TITLE + GAP // 2
    for number in range(1 + max(spot.column for spot in spots.values())):
        here = [spot for spot in spots.values() if spot.column == number]
        width = BOX_WIDTH if any(spot.kind is Kind.STEP for spot in here) else SIGN
        bending = _turning_order(spots, chains, number)
        gap = GAP + TRACK * max(0, len(bending) - 1)
        turns = {key: left + width + gap * (place + 1) // (len(bending) + 1) for place, key in enumerate(bending)}
        columns.append(_Column(left, width, turns))
        left += width + gap
    return columns


def _turning_order(spots: Mapping[str, _Spot], chains: Sequence[Sequence[str]], column: int) -> list[str]:
    """The spots of a column whose ways change their height behind it, those that turn first at the front.

    Who leaves a row turns before another way comes into that row, so that the two do not run on top of each other; where two
    swap rows, that cannot be, and the lower one turns first.
    """
    pairs = [(spots[a], spots[b]) for chain in chains for a, b in pairwise(chain) if spots[a].column == column]
    targets: dict[str, set[Point]] = defaultdict(set)
    for here, there in pairs:
        targets[here.key].add((there.lane, there.row))
    bending = [key for key, rows in targets.items() if rows != {(spots[key].lane, spots[key].row)}]
    bending.sort(key=lambda key: (-spots[key].lane, -spots[key].row))
    order: list[str] = []
    while bending:
        free = (
            key for key in bending if not any((spots[other].lane, spots[other].row) in targets[key] for other in bending if other != key)
        )
        order.append(next(free, bending[0]))
        bending.remove(order[-1])
    return order


def _placed(spot: _Spot, lanes: Sequence[Lane], columns: Sequence[_Column]) -> Node:
    column = columns[spot.column]
    sizes = {Kind.STEP: (BOX_WIDTH, BOX_HEIGHT), Kind.PASSING: (column.width, 0)}
    width, height = sizes.get(spot.kind, (SIGN, SIGN))
    lane = lanes[spot.lane]
    middle = lane.y + (lane.height - lane.rows * ROW) // 2 + spot.row * ROW + ROW // 2
    return Node(
        key=spot.key,
        kind=spot.kind,
        step=spot.step,
        lane=spot.lane,
        x=column.left + (column.width - width) // 2,
        y=middle - height // 2,
        width=width,
        height=height,
    )


def _way(chain: Sequence[str], nodes: Mapping[str, Node], turns: Mapping[str, int]) -> Way:
    first = nodes[chain[0]]
    points: list[Point] = [(first.x + first.width, first.middle)]
    for source, target in pairwise(chain):
        here, there = nodes[source], nodes[target]
        if here.middle != there.middle:
            points += [(turns[source], here.middle), (turns[source], there.middle)]
        points.append((there.x, there.middle))
    return Way(source=chain[0], target=chain[-1], points=_without_idle(points))


def _without_idle(points: Sequence[Point]) -> tuple[Point, ...]:
    """Only the corners: a point on the straight line between its neighbours says nothing."""
    kept = [points[0]]
    for at in range(1, len(points) - 1):
        (x0, y0), (x1, y1), (x2, y2) = kept[-1], points[at], points[at + 1]
        if not (x0 == x1 == x2 or y0 == y1 == y2):
            kept.append((x1, y1))
    return (*kept, points[-1])
