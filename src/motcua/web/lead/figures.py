"""The numbers of lateness as a page shows them: each from sums, each with the door to the dossiers behind it."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

import msgspec
from django.utils.translation import gettext

from motcua.agencies.queries import tree
from motcua.dossiers.late_lists import Coverage, LateList, get_coverage, list_backlog, list_coverage
from motcua.dossiers.opinion_lists import OpinionCount, list_opinion_counts
from motcua.foundation.access import Act, Actor, scope
from motcua.web.lead.asked import PERIOD_NAMES, Asked


class Tab(msgspec.Struct, frozen=True, kw_only=True):
    """One choice among several, as motcua/parts/tabs.html draws it."""

    address: str
    name: str
    is_current: bool
    count: int | None = None


class Share(msgspec.Struct, frozen=True):
    """`n` of `total`, and how many are missing."""

    n: int
    total: int
    door: str

    @property
    def percent(self) -> float | None:
        """The share in percent; None of nothing."""
        return 100 * self.n / self.total if self.total else None

    @property
    def missing(self) -> int:
        """How many are not there."""
        return self.total - self.n


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers of one agency, or of all; `name` is "" for all."""

    name: str
    late: int
    late_door: str
    open_late: int
    open_door: str
    apologised: Share
    explained: Share


class Behind(msgspec.Struct, frozen=True):
    """A sector's backlog."""

    sector: str
    open_late: int
    door: str


class OpinionFigures(msgspec.Struct, frozen=True):
    """What one agency owed in opinions to others, with the doors to the late and to the unanswered ones."""

    name: str
    counted: OpinionCount
    late_door: str
    owed_door: str


class Lateness(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the page shows; `agencies` is empty for who answers for one alone."""

    figures: Figures
    periods: tuple[Tab, ...]
    backlog: tuple[Behind, ...]
    agencies: tuple[Figures, ...]
    opinions: tuple[OpinionFigures, ...]


def show_lateness(actor: Actor, asked: Asked, at: datetime) -> Lateness:
    """The numbers, at an instant. Two queries on sums, one on opinions, one more for who watches several agencies, and the tree's."""
    part = Asked(period=asked.period)
    reach = scope(actor, Act.VIEW_LATENESS)
    has_several = reach.everything or len(reach.agencies) > 1
    known = tree().agencies
    found = list_coverage(actor, part.part(at)) if has_several else ()
    return Lateness(
        figures=_figures("", get_coverage(actor, part.part(at)), part),
        periods=_periods(part),
        backlog=tuple(
            Behind(one.sector, one.open_late, Asked(which=LateList.OPEN, sector=one.sector).address()) for one in list_backlog(actor)
        ),
        opinions=tuple(
            _opinions(known[one.agency_id].short_name, one, part.but(agency_id=one.agency_id))
            for one in list_opinion_counts(actor, at, since=part.part(at).since)
        ),
        agencies=tuple(_figures(known[number].short_name, counted, part.but(agency_id=number)) for number, counted in found),
    )


def _figures(name: str, counted: Coverage, asked: Asked) -> Figures:
    doors = {which: asked.but(which=which).address() for which in LateList}
    return Figures(
        name=name,
        late=counted.late,
        late_door=doors[LateList.ALL],
        open_late=counted.open_late,
        open_door=doors[LateList.OPEN],
        apologised=Share(counted.apologised, counted.late, doors[LateList.NOT_APOLOGISED]),
        explained=Share(counted.explained, counted.late, doors[LateList.NOT_EXPLAINED]),
    )


OWED = "chua-tra-loi"


def opinions_address(asked: Asked, which: str = "", after: str = "") -> str:
    """The address of the list of late opinions, of those unanswered where `which` is OWED."""
    address = asked.address("late_opinions", after)
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'y-kien': which})}" if which else address


def _opinions(name: str, counted: OpinionCount, asked: Asked) -> OpinionFigures:
    return OpinionFigures(name, counted, opinions_address(asked), opinions_address(asked, OWED))


def _periods(asked: Asked) -> tuple[Tab, ...]:
    return tuple(
        Tab(address=asked.but(period=period).address("lateness"), name=gettext(str(name)), is_current=period is asked.period)
        for period, name in PERIOD_NAMES.items()
    )
