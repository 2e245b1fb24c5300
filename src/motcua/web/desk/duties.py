"""What people owe, as the desk lists it: which duty, for which dossier, until when, and before whom it came."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

import msgspec
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from motcua.agencies.queries import Tree, calendars_of, tree
from motcua.dossiers.duty_lists import DutyLine, list_duties
from motcua.dossiers.queries import Place
from motcua.foundation.access import Act, Actor, scope
from motcua.law.deadline import TimeLeft, time_left
from motcua.law.dossier.acts import fulfilling_act
from motcua.law.roles import ROLE_NAMES
from motcua.web.access import PageRequest, page
from motcua.web.context import ACT_FIELD
from motcua.web.desk.acts import acts_of
from motcua.web.desk.answers import answer
from motcua.web.desk.cursor import read_cursor, write_cursor
from motcua.web.desk.owing import head_words


class ShownDuty(msgspec.Struct, frozen=True, kw_only=True):
    """One duty as the page shows it. `address` is "" where the dossier itself is not for this officer; `told` where it came before none."""

    duty: DutyLine
    name: str
    address: str
    left: TimeLeft
    owed_by: str
    owed_where: str
    told: str


class ShownDuties(msgspec.Struct, frozen=True, kw_only=True):
    """A page of duties, ready for the template."""

    lines: tuple[ShownDuty, ...]
    next_address: str
    is_first: bool


@page(methods=("GET",))
@never_cache
def duty_list(request: PageRequest) -> HttpResponse:
    """What this officer owes, and what came before them as a head, the most pressing first; as a part it stands beside a dossier."""
    shown = show_duties(request.actor, read_cursor(request.GET.get("sau", "")), request.at)
    context = {"shown": shown, "may_search": not scope(request.actor, Act.SEARCH).is_empty}
    return answer(request, "desk/duties.html", "desk/duties_part.html", context)


def show_duties(actor: Actor, after: Place | None, at: datetime) -> ShownDuties:
    """One page of duties. Two queries, and one for the tree."""
    found = list_duties(actor, after)
    calendars, known = calendars_of({line.agency_id for line in found.lines}), tree()
    cursor = write_cursor(found.after)
    return ShownDuties(
        lines=tuple(_shown(line, known, time_left(at, line.due_at, calendars[line.agency_id])) for line in found.lines),
        next_address=f"{reverse('duties')}?{urlencode({'sau': cursor})}" if cursor else "",
        is_first=after is None,
    )


def _shown(line: DutyLine, known: Tree, left: TimeLeft) -> ShownDuty:
    unit = known.units.get(line.unit_id)
    return ShownDuty(
        duty=line,
        name=gettext(line.name),
        address=_address(line) if line.may_open else "",
        left=left,
        owed_by=line.holder_name or gettext(ROLE_NAMES[line.role]),
        owed_where=unit.name if unit else known.agencies[line.agency_id].short_name,
        told=head_words(line.told_role, line.told_agency_id, known) if line.told_role else "",
    )


def _address(line: DutyLine) -> str:
    """The dossier, and where the duty is this officer's own, the act that fulfils it."""
    command = fulfilling_act(line.kind) if line.is_own else None
    act = next((one.slug for one in acts_of([command])), "") if command else ""
    return f"{reverse('dossier', args=[line.code or str(line.dossier_id)])}?{urlencode({ACT_FIELD: act})}"
