"""The time line as a drawing: days as columns, where the clock stood still, who had the dossier, due dates and events.

Only measures are decided here; the template draws them as SVG. Long quiet stretches are folded, so that ten years fit a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

import msgspec
from msgspec.structs import replace

from motcua.law.calendar import VN, WorkingCalendar, business_date
from motcua.law.sentence import Sentence
from motcua.web.design.words import sentence

DAY = 46
FOLD = 72
MARGIN = 14
LANE = 22
BAND = 42
FOLDED_FROM = 40
"""Days from which on quiet stretches are folded."""
QUIET = 4
OPENS, CLOSES = 6.0, 20.0
"""The part of a day that a column shows, in hours; what happens at night sticks to its edges."""
DOT = 22
LETTER = 7.5
GAP = 6
_DAY = timedelta(days=1)


class Mark(msgspec.Struct, frozen=True):
    """One event, by its number in the list beneath."""

    no: int
    at: datetime
    is_refused: bool


class Stretch(msgspec.Struct, frozen=True):
    """Something that lasts."""

    name: str
    start: datetime
    end: datetime
    is_late: bool = False


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One day, or `folded` quiet ones; `number` is the day's place in the count of the term, 0 for none."""

    day: date
    x: float
    width: float
    is_worked: bool
    number: int = 0
    folded: int = 0

    @property
    def middle(self) -> float:
        """Where its words stand."""
        return self.x + self.width / 2


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """A due date (or several at one instant) with its words on one side of its line."""

    names: tuple[Sentence, ...]
    x: float
    y: float
    text_x: float
    anchor: str
    until: float
    kind: str


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch as a bar; its name stands in it where it `fits`, else beside it at `text_x`."""

    name: str
    x: float
    y: float
    width: float
    is_late: bool
    fits: bool
    text_x: float
    anchor: str
    until: float


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """An event."""

    no: int
    x: float
    y: float
    is_refused: bool


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """Everything there is to draw, in units of the picture's own width and height."""

    width: float
    height: float
    band_y: float
    columns: tuple[Column, ...]
    flags: tuple[Flag, ...]
    pauses: tuple[Bar, ...]
    turns: tuple[Bar, ...]
    dots: tuple[Dot, ...]


def draw(
    *,
    marks: tuple[Mark, ...],
    flags: tuple[tuple[Sentence, datetime], ...],
    as_of: datetime,
    pauses: tuple[Stretch, ...],
    turns: tuple[Stretch, ...],
    numbers: Mapping[date, int],
    calendar: WorkingCalendar,
) -> Picture:
    """Lay everything out: flags on top, then the days, pauses, turns of the agencies (side by side in lanes of their own), events."""
    instants = [
        as_of,
        *(mark.at for mark in marks),
        *(at for _, at in flags),
        *(at for one in (*pauses, *turns) for at in (one.start, one.end)),
    ]
    columns = tuple(_columns({business_date(at) for at in instants}, numbers, calendar))
    width = columns[-1].x + columns[-1].width + MARGIN
    flown = tuple(_flags([*flags, (Sentence("Lúc xem"), as_of)], columns, width))
    width = max(width, *(flag.until for flag in flown))
    band_y = MARGIN + LANE * len(flown)
    y: float = band_y + BAND + LANE
    paused = tuple(_bar(one, columns, y, width) for one in pauses)
    y += LANE + 4 if paused else 0
    turned, y = _lanes(turns, columns, y, width)
    width = max(width, *(bar.until + MARGIN for bar in turned)) if turned else width
    dots = tuple(_dots(marks, columns, y + DOT / 2))
    height = max((dot.y for dot in dots), default=y) + DOT / 2 + MARGIN
    return Picture(width=width, height=height, band_y=band_y, columns=columns, flags=flown, pauses=paused, turns=turned, dots=dots)


def _columns(days: set[date], numbers: Mapping[date, int], calendar: WorkingCalendar) -> Iterator[Column]:
    first, last, x = min(days), max(days), float(MARGIN)
    for day, folded in _runs(first, last, days):
        width = FOLD if folded else DAY
        yield Column(
            day=day,
            x=x,
            width=width,
            is_worked=not folded and calendar.is_working_day(day),
            number=0 if folded else numbers.get(day, 0),
            folded=folded,
        )
        x += width


def _runs(first: date, last: date, days: set[date]) -> Iterator[tuple[date, int]]:
    """Each day with 0, or the first day of a quiet stretch with its length."""
    if (last - first).days < FOLDED_FROM:
        yield from ((first + _DAY * n, 0) for n in range((last - first).days + 1))
        return
    shown = sorted({day + _DAY * n for day in days for n in (-1, 0, 1) if first <= day + _DAY * n <= last})
    for day, following in zip(shown, [*shown[1:], last + _DAY], strict=True):
        yield day, 0
        quiet = (following - day).days - 1
        if quiet >= QUIET:
            yield day + _DAY, quiet
        else:
            yield from ((day + _DAY * n, 0) for n in range(1, quiet + 1))


def _x(at: datetime, columns: tuple[Column, ...]) -> float:
    """Where an instant stands."""
    local, day = at.astimezone(VN), business_date(at)
    column = max((one for one in columns if one.day <= day), key=lambda one: one.day, default=columns[0])
    if column.folded:
        return column.middle
    hour = local.hour + local.minute / 60
    return round(column.x + column.width * min(max((hour - OPENS) / (CLOSES - OPENS), 0.04), 0.96), 1)


def _flags(flags: Iterable[tuple[Sentence, datetime]], columns: tuple[Column, ...], width: float) -> Iterator[Flag]:
    """One lane a flag, the earliest on top and its words to the right, where later lines begin beneath them; to the left at the edge."""
    together: dict[datetime, list[Sentence]] = {}
    for name, at in flags:
        together.setdefault(at, []).append(name)
    for lane, at in enumerate(sorted(together)):
        x, names = _x(at, columns), tuple(together[at])
        length = LETTER * len(" · ".join(sentence(name) for name in names)) + MARGIN
        to_left = x + length > width and length < x
        is_look = len(names) == 1 and names[0].template == "Lúc xem"
        yield Flag(
            names=names,
            x=x,
            y=MARGIN + LANE * lane,
            text_x=x - 6 if to_left else x + 6,
            anchor="end" if to_left else "start",
            until=x if to_left else x + length,
            kind="look" if is_look else "due",
        )


def _lanes(turns: Iterable[Stretch], columns: tuple[Column, ...], top: float, width: float) -> tuple[tuple[Bar, ...], float]:
    """Each turn in the first lane where it and its name cover no other; and where the next thing begins."""
    ends: list[float] = []
    bars = []
    for turn in turns:
        bar = _bar(turn, columns, top, width)
        begins = min(bar.x, bar.text_x if bar.anchor == "start" else bar.x - _length(bar.name))
        lane = next((no for no, end in enumerate(ends) if end <= begins), len(ends))
        ends[lane : lane + 1] = [bar.until]
        bars.append(replace(bar, y=top + lane * (LANE + 4)))
    return tuple(bars), top + len(ends) * (LANE + 4)


def _bar(stretch: Stretch, columns: tuple[Column, ...], y: float, width: float) -> Bar:
    start, end = _x(stretch.start, columns), _x(max(stretch.start, stretch.end), columns)
    length, text = round(max(end - start, 3), 1), _length(stretch.name)
    fits = length > text
    to_left = not fits and start + length + text > width and start > text
    return Bar(
        name=stretch.name,
        x=start,
        y=y,
        width=length,
        is_late=stretch.is_late,
        fits=fits,
        text_x=start - GAP if to_left else start + (GAP if fits else length + GAP),
        anchor="end" if to_left else "start",
        until=start + length if fits or to_left else start + length + text,
    )


def _length(name: str) -> float:
    return LETTER * len(name) + GAP + 2 if name else 0


def _dots(marks: tuple[Mark, ...], columns: tuple[Column, ...], top: float) -> Iterator[Dot]:
    """Each event in the first lane where it covers no other."""
    lanes: list[float] = []
    for mark in sorted(marks, key=lambda one: (one.at, one.no)):
        x = _x(mark.at, columns)
        lane = next((no for no, until in enumerate(lanes) if until <= x - DOT), len(lanes))
        lanes[lane : lane + 1] = [x]
        yield Dot(no=mark.no, x=x, y=top + lane * (DOT + 2), is_refused=mark.is_refused)
